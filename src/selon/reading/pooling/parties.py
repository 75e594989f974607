"""Who took part: the role fillers of a mention as participants. What names nobody is left out; whoever is hurt or taken is a person."""

from __future__ import annotations

from collections.abc import Callable
from unicodedata import category

from msgspec.structs import replace

from selon.languages.syntax import Sentence, Token
from selon.model import Claim, Participant, ParticipantKind
from selon.reading.mentions import Argument, Mention
from selon.reading.pooling.cuts import cut
from selon.reading.pooling.findings import Findings
from selon.reading.pooling.nobody import HUMAN, is_aged, nobody, of_kind
from selon.reading.pooling.strangers import ARMED, is_shooting, is_stranger, prints
from selon.reading.pooling.venues import at_places, is_ground, is_half, is_street, is_town, with_place
from selon.reading.pooling.wording import BODILY
from selon.reading.pooling.words import is_one
from selon.reading.predicates.firmness import WORDS
from selon.reading.predicates.phrases import preposition
from selon.reading.predicates.schema import predicates

BODIES = frozenset({"killed", "injured", "abducted", "arrested", "missing", "captured", "sick"})
DEEP = 2                # "a column of members of the group": how far a membership is followed
HURT = frozenset({"killed", "injured"})
HELD = frozenset({"abducted", "arrested", "captured"})
MADE = frozenset({"building", "vehicle", "ship"})
DOING = HUMAN | {"platform", "ship", "animal"}
AT_PEOPLE = frozenset({"firearms", "stab", "beat", "rob", "sexual", "abduct"})      # what is done in a town, not to it
ALONE = WORDS | {"PROTEST", "MOBILIZE", "EVACUATE", "AID", "RETREAT"}       # who speaks or moves is told once, not with what he is of
AT_PLACES = frozenset({"ASSAULT", "EVACUATE", "RETREAT", "MOBILIZE", "DISASTER", "AID", "COERCE"})
SUFFERING = frozenset({"nsubj", "obj"})          # "Ana Lane was hurt" is no street
DASHES = frozenset({"-", "–", "—", "|"})


def actors(f: Findings, m: Mention, claim: Claim | None = None) -> tuple[Participant, ...]:
    """Who did it, each once; "we" in what somebody says is who says it."""
    if not m.actor:
        return ()
    doers = tuple([a for a in _of_one_kind(f, m.actor) if not (
        is_town(f, a) or _tells(f, m, a) or _of_outlet(f, m, a) or is_stranger(f, m, a))])
    if m.type in BODILY:
        doers = tuple(a for a in doers if not is_one(a.head, f.words.people.victim))       # "five victims were in the shooting"
    if m.mode in AT_PEOPLE:
        doers = tuple(a for a in doers if not _is_made(f, a.head))      # "a car was involved in the shooting"
    found = tuple(p for p in _parties(f, doers, False, claim, _does_nothing) if p.kind != "place")
    bodies = [p for a in m.actor for p in _bodies(f, a)] if m.type not in ALONE else []       # "Red Cross officials said": they did
    bodies = [p for p in bodies if not (m.type in BODILY and prints(p))]
    return (*found, *(p for k, p in enumerate(bodies) if p.span not in {x.span for x in (*found, *bodies[:k])}))


def targets(f: Findings, m: Mention, claim: Claim | None = None) -> tuple[Participant, ...]:
    """To whom or what it was done, each once."""
    if not m.target:
        return ()
    told = tuple([a for a in _of_one_kind(f, m.target) if not (
        _tells(f, m, a) or _is_part(f, a) or _of_outlet(f, m, a) or (a.head.rel not in SUFFERING and is_street(f, a))
        or _is_deed(f, a) or is_shooting(f, m, a))])
    told = tuple([a for a in at_places(f, m, told) if not (is_half(f, a) or (m.type == "MOBILIZE" and is_ground(f, a)))])
    solid = tuple([a for a in told if not is_town(f, a)])
    kept = solid if solid or m.harm in BODIES or m.mode in AT_PEOPLE or m.type not in AT_PLACES else _aimed_at(f, m, told)
    if m.harm in HURT:
        kept = tuple(a for a in kept if not (known_thing(a.head, f) or _is_act(f, a.head) or _is_body(f, a)))   # "wounded near the farm"
    if m.harm in HELD:
        kept = tuple(a for a in _before_things(f, kept) if not _is_armed_body(f, a))
    if m.harm in BODIES:
        kept = tuple(a for a in kept if not (_joined_deed(f, a) or (a.head.pos == "NOUN" and _is_act(f, a.head))))      # "held for robbery"
    found = _parties(f, kept, m.harm in BODIES, claim, of_kind)
    return tuple([p for p in found if not _speaks(p, claim)]) if m.harm in BODIES else found


def _aimed_at(f: Findings, m: Mention, args: tuple[Argument, ...]) -> tuple[Argument, ...]:
    """Without the places that force was only used in: "shells hit Homs" and "an attack on Homs", but not "a bomb went off in Homs"."""
    known = predicates(f.page.lang)
    where = known.sets["place"] - known.sets["target"]
    return args if m.type != "ASSAULT" else tuple(a for a in args if preposition(a.sentence, a.head, known) not in where)


def _before_things(f: Findings, args: tuple[Argument, ...]) -> tuple[Argument, ...]:
    """Who is taken, up to the first thing of a list: "captured two men and seized supplies, uniforms, papers" names two men."""
    first = next((k for k, a in enumerate(args) if known_thing(a.head, f)), None)
    return args[:first] if first else args


def _of_one_kind(f: Findings, args: tuple[Argument, ...]) -> tuple[Argument, ...]:
    """A list of participants without places that follow what is none: "attacked the post, San Miguel department" names no second one."""
    def is_place(a: Argument) -> bool:
        name = f.names.at(a.sentence, a.head.i)
        if name is None:
            return is_one(a.head, f.words.people.grounds) and with_place(f, a)
        return name.kind == "place" and name.actor is None and f.people.words.country(name.text) is None
    first = next((k for k, a in enumerate(args) if not is_place(a)), None) if len(args) > 1 else None
    return args if first is None else args[:first] + tuple(a for a in args[first:] if not is_place(a))


def _of_outlet(f: Findings, m: Mention, a: Argument) -> bool:
    """What a headline has of its outlet, behind a dash ("two shot at a club - News 5, weather"), or a whole one read as a name."""
    if a.sentence.field != "title" or a.sentence is not m.sentence:
        return False
    s = a.sentence
    dashed = any(s[i].text in DASHES and s[i - 1].end < s[i].start and s[i].end < s[i + 1].start for i in range(m.trigger.i + 1, a.head.i))
    p = f.people.participant(a.sentence, a.head).span
    return dashed or (a.head is not m.trigger and not m.nominal and p[0] <= m.trigger.start < p[1])


def _is_part(f: Findings, a: Argument) -> bool:
    """A part of somebody's body: "hit in the leg", "grazed his cheek"; but the head of a company is none."""
    kinds = predicates(f.page.lang).classes
    word = a.head.lemma.lower()
    if a.head.pos != "NOUN" or "bodypart" not in kinds.get(word, kinds.get(a.head.lower, frozenset())):
        return False
    whose = [f.people.participant(a.sentence, c).kind for c in a.sentence.children(a.head, "nmod") if _of(a.sentence, c, f)]
    return not whose or any(k in {"person", "people"} for k in whose)


def _tells(f: Findings, m: Mention, a: Argument) -> bool:
    """Whether words are of a name that the act itself is part of: "the U.S. Invasion"."""
    name = f.names.at(a.sentence, a.head.i) if m.nominal and a.sentence is m.sentence else None
    return name is not None and name.first <= m.trigger.i <= name.last


def _speaks(p: Participant, claim: Claim | None) -> bool:
    """Whether words are of who tells it: "according to X, Y was killed" with X read beside Y."""
    source = claim.source if claim is not None else None
    return source is not None and p.field == source.field and source.span[0] <= p.span[0] < source.span[1]


def _is_deed(f: Findings, a: Argument) -> bool:
    """Whether a noun is the trigger of an act of force told in its sentence: "a shooting spree"."""
    return a.head.pos == "NOUN" and any(x.trigger.i == a.head.i and x.type in BODILY for x in f.told_in(a.sentence))


def _is_body(f: Findings, a: Argument) -> bool:
    """An organisation by its name: its members are killed, not it ("the murder of Patriotic Union candidate X", read in halves)."""
    name = f.names.at(a.sentence, a.head.i)
    return name is not None and name.kind in {"group", "organisation"}


def _is_armed_body(f: Findings, a: Argument) -> bool:
    """A force by its name: those of it are taken, whom the words name beside it ("agents of the Norwood Command kidnapped by rebels")."""
    p = f.people.participant(a.sentence, a.head)
    return p.sector in ARMED and p.kind in {"organisation", "government"} and (_is_body(f, a) or a.head.rel == "nmod")


def _joined_deed(f: Findings, a: Argument) -> bool:
    """What is joined to people taken or hurt and is none: "the arrest of two men and the discovery of a cache"."""
    of = any(_of(a.sentence, c, f) for c in a.sentence.children(a.head, "nmod"))
    plain = a.head.rel == "conj" and a.head.pos == "NOUN" and a.head.feats.get("Number") != "Plur"
    return plain and of and f.people.participant(a.sentence, a.head).kind == "thing"


def _is_sum(a: Argument) -> bool:
    """An amount of money."""
    beside = (a.head, *a.sentence.children(a.head), *a.sentence.tokens[max(0, a.head.i - 1):a.head.i])
    return any(category(x) == "Sc" for t in beside if not t.text.isalnum() for x in t.text)


def person(f: Findings, a: Argument) -> Participant | None:
    """One who is told to be among the hurt; null where the words are of no person."""
    p = f.people.participant(a.sentence, a.head)
    return p if p.kind in {"person", "people"} and not nobody(p, a, f) else None


def _does_nothing(f: Findings, p: Participant, a: Argument) -> bool:
    """Whether words are of a thing that does nothing of its own: no name, no person, no craft, no body of people."""
    if _is_act(f, a.head) or _one_shot(f, a):
        return True                             # "the U.S. invasion"
    known = predicates(f.page.lang)
    kinds = known.classes.get(a.head.lemma.lower(), frozenset()) | known.classes.get(a.head.lower, frozenset())
    noun = a.head.pos == "NOUN" or (a.head.pos == "PROPN" and bool(kinds) and f.names.at(a.sentence, a.head.i) is None)   # "by gunfire"
    if p.kind != "thing" or not noun or p.name != p.text:
        return False
    return not kinds & DOING and not (not kinds and a.head.lemma.lower().endswith(known.grammar.doer_endings))


def _one_shot(f: Findings, a: Argument) -> bool:
    """A number out of things that are fired or used: "one of the bullets"."""
    classes = predicates(f.page.lang).classes
    below = [c for c in a.sentence.children(a.head, "nmod") if c.pos == "NOUN" and _of(a.sentence, c, f)]
    return a.head.pos in {"NUM", "PRON", "DET"} and any(classes.get(c.lemma.lower(), frozenset()) & {"weapon", "projectile"} for c in below)


def _is_act(f: Findings, t: Token) -> bool:
    """An event by its noun, with a capital or not; it neither acts nor is hurt."""
    known = predicates(f.page.lang)
    word = t.lemma.lower()
    kinds = known.classes.get(word, frozenset()) | known.classes.get(t.lower, frozenset())
    return t.pos in {"NOUN", "PROPN"} and not kinds & (DOING | {"weapon", "flying"}) and any(not p.words for p in known.nouns.get(word, ()))


def _parties(f: Findings, args: tuple[Argument, ...], bodily: bool, claim: Claim | None,
             left_out: Callable[[Findings, Participant, Argument], bool] | None = None) -> tuple[Participant, ...]:
    out: list[Participant] = []
    for told in args:
        a = _speaker(f, told, claim)
        if a is None:
            continue
        p = f.people.participant(a.sentence, a.head)
        if nobody(p, a, f, bodily) or _is_sum(a) or p.span in {x.span for x in out} or (left_out is not None and left_out(f, p, a)):
            continue
        out.append(replace(cut(f, p, a), kind=_kind(f, p, a, bodily)))
    return tuple(out)


def _bodies(f: Findings, a: Argument, depth: int = 0) -> list[Participant]:
    """The groups and forces that persons are said to be of: "Shining Path rebels", "members of the armed forces"."""
    s, out = a.sentence, list[Participant]()
    p = f.people.participant(s, a.head)
    if p.kind in {"organisation", "government"} and depth == 0 and f.people.phrases.noun(s, a.head) is None:
        return out
    for c in s.children(a.head, "compound", "nmod", "appos", "amod", "flat"):
        name = f.names.at(s, c.i)
        inner = Argument(s, c)
        case = s.child(c, "case")
        there = c.rel == "nmod" and case is not None and case.lower in predicates(f.page.lang).sets["place"]    # "rebels in an institute"
        known = name is not None and (name.kind == "group" or name.actor is not None or f.people.participant(s, c).sector in ARMED)
        if name is not None and name.kind in {"group", "organisation"} and known and not there and not name.first <= a.head.i <= name.last:
            out.append(f.people.participant(s, c))
        elif c.rel == "nmod" and s.child(c, "case") is not None and _of(s, c, f):
            found = f.people.participant(s, c)
            noun = f.people.phrases.noun(s, c)
            if noun is not None and not noun.human and found.kind in {"organisation", "government"} and noun.sector in ARMED:
                out.append(found)
            if depth < DEEP:
                out += _bodies(f, inner, depth + 1)
    told = [c for c in s.children(a.head, "acl") if c.pos == "NOUN" and s.child(c, "cop") is not None]      # "who were members of"
    return out + [p for c in told if depth < DEEP for p in _bodies(f, Argument(s, c), depth + 1)]


def _of(s: Sentence, t: Token, f: Findings) -> bool:
    case = s.child(t, "case")
    return case is not None and case.lower.replace("’", "'") in f.words.people.of


def _speaker(f: Findings, a: Argument, claim: Claim | None) -> Argument | None:
    """The one who says "I" or "we"; null where it is not told who."""
    pronoun = f.people.words.pronouns.get(a.head.lower)
    if pronoun is None or not pronoun.first or a.head.pos == "PROPN":       # "the US"
        return a
    source = claim.source if claim is not None and not pronoun.addressed else None      # "you shot him", the guard said
    s = f.page.sentence_at(source.span[0], source.field) if source is not None else None
    if source is None or s is None:
        return None
    inside = s.within(source.span)
    head = next((t for t in inside if not inside[0].i <= t.head <= inside[-1].i or t.head == t.i), None)
    return Argument(s, head) if head is not None and head.lower not in f.people.words.pronouns else None


def _made_of_people(f: Findings, a: Argument) -> bool:
    """"a group of men": a collective noun with the people it is made of."""
    inside = [c for c in a.sentence.children(a.head, "nmod") if _of(a.sentence, c, f)]
    nouns = [n for c in inside if (n := f.people.phrases.noun(a.sentence, c)) is not None]
    return any(n.human for n in nouns) or any(f.people.participant(a.sentence, c).kind in {"people", "person"} for c in inside)


def known_thing(t: Token, f: Findings) -> bool:
    """Whether a noun is one that the lexicon knows as no people."""
    classes = predicates(f.page.lang).classes
    kinds = classes.get(t.lemma.lower(), frozenset()) or classes.get(t.lower, frozenset())
    return t.pos == "NOUN" and bool(kinds) and not kinds & HUMAN


def _people(f: Findings, t: Token) -> ParticipantKind | None:
    """Persons and bodies of people by the classes or the ending of their noun: "narcoterrorists", "the drug mafias"."""
    known = predicates(f.page.lang)
    kinds = known.classes.get(t.lemma.lower(), frozenset()) | known.classes.get(t.lower, frozenset())
    plural = t.feats.get("Number") == "Plur"
    doer = t.pos == "NOUN" and not kinds and plural and t.lemma.lower().endswith(known.grammar.person_endings)
    if not (kinds & {"person", "crowd", "armed"} or doer) or kinds & {"thing", "building", "vehicle", "platform", "flying", "weapon"}:
        return None
    return "people" if plural or "crowd" in kinds else "person" if "person" in kinds else "organisation"


def _is_made(f: Findings, t: Token) -> bool:
    """A building or vehicle by its noun."""
    kinds = predicates(f.page.lang).classes.get(t.lemma.lower(), frozenset())
    return t.pos == "NOUN" and bool(kinds & MADE) and not kinds & HUMAN


def _kind(f: Findings, p: Participant, a: Argument, bodily: bool) -> ParticipantKind:
    """A ground is a place; what is killed, hurt or taken and is no known body of people is a person."""
    words = f.words.people
    if p.kind in {"organisation", "thing"} and is_one(a.head, words.bands) and (p.kind == "thing" or _made_of_people(f, a)):
        return "people"
    if is_one(a.head, words.grounds) and (p.kind in {"thing", "people"} or with_place(f, a)):
        return "place"
    if p.kind in {"person", "people"} and _is_made(f, a.head):
        return "thing"                          # "the residence of Vice President X": whose it is makes it nobody
    if p.kind == "thing" and is_aged(f, a):
        return "person"
    if p.kind == "thing" and (body := _people(f, a.head)):
        return body
    if bodily and p.kind in {"thing", "place"} and not known_thing(a.head, f):
        return "people" if a.head.feats.get("Number") == "Plur" or a.head.pos == "NUM" else "person"
    return p.kind
