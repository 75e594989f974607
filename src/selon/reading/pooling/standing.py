"""Where the words of a place or time stand to an act: inside a participant, below the trigger, pointed at."""

from __future__ import annotations

from msgspec.structs import replace

from selon.languages.syntax import Sentence, Token
from selon.model import Place, Span, Time
from selon.reading.mentions import Argument, Mention
from selon.reading.predicates.phrases import preposition
from selon.reading.predicates.schema import predicates

FINE = {"site": 0, "town": 1, "line": 2, "sea": 2, "admin2": 3, "admin1": 4, "region": 5, "country": 6, None: 7}
DEEP = 3            # words between a phrase's head and a place in it
OPENED = 9          # words between a place and "where"
BESIDE = 24         # characters between a place and the one it is told to lie in
AROUND_KM = 50.0    # from the middle of the province or district that a place is told to lie in
CHAIN = 5           # words from a name up to the head of its phrase: "in the west of the district of Gao"
WITHIN_NAME = frozenset({"flat", "compound", "appos", "conj", "nmod", "amod", "fixed"})


def covers(s: Sentence, span: Span, a: Argument) -> bool:
    """Whether words stand in a participant, a relative clause of it apart."""
    if a.sentence is not s:
        return False
    left, right = s.subtree_span(a.head)
    return (span[0] < a.head.end and span[1] > a.head.start) or (left <= span[0] and span[1] <= right)


def is_under(m: Mention, span: Span) -> bool:
    """Whether a place stands anywhere below a mention's trigger, or the verb it is an argument of."""
    s, t = m.sentence, token_of(m.sentence, span)
    tops = {m.trigger.i, s.head(m.trigger).i if m.nominal else m.trigger.i}
    return t is not None and any(x.i in tops for x in s.ancestors(t))


def is_near(s: Sentence, span: Span, a: Argument) -> bool:
    """Whether a place stands close below the head of a phrase: "in the east of the Kivu", not "in response to attacks on ships in ..."."""
    t, steps = token_of(s, span), 0
    while t is not None and t is not a.head and t.head != t.i and steps <= DEEP:
        t, steps = s.head(t), steps + 1
    return steps <= DEEP


def inner(s: Sentence, span: Span) -> str:
    """The relation of the word a span begins with: "held by Iran" stands below a verb, "a base in Iraq" below a noun; an adverb between
    passes it on (« une base près de Mossoul »)."""
    t = next((t for t in s if t.start <= span[0] < t.end), None)
    while t is not None and t.rel == "obl" and s.head(t).pos == "ADV":
        t = s.head(t)
    return t.rel if t is not None else ""


def points_to(m: Mention, p: Place, when: frozenset[str]) -> bool:
    """Whether a clause hangs on a place: "the garrison, where two drones fell", "c’est à Erbil qu’il a été touché"."""
    s, t = m.sentence, m.trigger
    head = s.head(t)
    if t.rel not in {"acl", "ccomp", "advcl"} or not covers(s, p.span, Argument(s, head)):
        return False
    where = next((c for c in s.children(t) if c.feats.get("PronType") in {"Rel", "Int"} and c.pos == "ADV"), None)
    if where is not None and where.lower in when:
        return False                            # "until May, when the army banned them"
    if where is not None:
        return p.span[1] <= where.start and where.i - (token_of(s, p.span) or where).i <= OPENED
    return (s.child(head, "cop") is not None and s.child(head, "case") is not None)


def fineness(p: Place) -> tuple[int, bool, int]:
    """Places in order, the finest first."""
    return FINE[p.basis] + (2 if p.basis == "region" and p.country is None else 0), p.lat is None, p.span[0]


def length(t: Time) -> int:
    """In days."""
    return (t.end - t.start).days + 1 if t.start and t.end else 10_000


def token_of(s: Sentence, span: Span) -> Token | None:
    """The first token of a span."""
    at = span[0]
    for t in s.tokens:
        if t.end > at:
            return t
    return None


def last_of(s: Sentence, span: Span) -> Token:
    """The last token that begins inside a span."""
    return next((t for t in reversed(s.tokens) if t.start < span[1]), s[0])


def located(s: Sentence, p: Place, lang: str) -> Token | None:
    """The head of the phrase that says that something is at or in a place ("in the town of Gao", "at a summit in Geneva"); null where
    none does ("Gao's people")."""
    t, known, found = token_of(s, p.span), predicates(lang), None
    for _ in range(CHAIN):
        if t is None:
            break
        at = preposition(s, t, known)
        if at in known.sets["place"] and at not in known.sets["of"] and (p.lat is not None or at not in known.sets["target"]):
            found = t
        elif found is not None:
            break
        if t.rel not in WITHIN_NAME or t.head == t.i:
            break
        t = s.head(t)
    return found


def describes(m: Mention, t: Token) -> bool:
    """Whether a noun is the mention's, or one that only says of what kind it is: "drone attacks carried out on the 3rd"."""
    kind = t.rel in {"nmod", "compound"} and t.head == m.trigger.i and m.sentence.child(t, "det") is None
    return t.i == m.trigger.i or kind


def within(place: Place, here: list[Place]) -> Place:
    """A place that no gazetteer has, with the country of the one it is told to lie in, somewhere around whose middle it is:
    "Maysulun, in the province of Deir ez-Zor"."""
    after = next((p for p in here if 0 < p.span[0] - place.span[1] <= BESIDE and p.country), None)
    if after is None or after.relation == "border":
        return place                            # "Banjska, near the border with Serbia" is not in Serbia
    place = replace(place, country=after.country, admin1=after.admin1)
    if after.lat is None or FINE[after.basis] >= FINE["country"]:
        return place
    return replace(place, lat=after.lat, lon=after.lon, radius_km=max(after.radius_km or 0.0, AROUND_KM))
