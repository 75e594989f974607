"""Tellings of an event's own sentence that say nothing of who took part: grammar joins them to the act, and who stands in them was in what
came before or after it, or beside it. Of 453 participants that only a further telling of the own sentence brought one in six was wrong,
of these here three in four."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.pooling.findings import Findings
from selon.reading.pooling.sameness import Told
from selon.reading.pooling.ties import HURT
from selon.reading.pooling.wording import BODILY, definite
from selon.reading.predicates.doubts import is_gerund
from selon.reading.predicates.phrases import preposition
from selon.reading.predicates.schema import predicates

POLICE = frozenset({"COP"})
FELON = frozenset({"CRM"})
AIMED = 3           # prepositions of an aim that none of a place is, first in their list: "an attack on the hall", but "at the hall"
CLAUSE = frozenset({"advcl", "acl", "xcomp"})


def aside(f: Findings, first: Told, t: Told) -> bool:
    """Whether a telling beside the first of a sentence is of another act: what came "before" it or has been "since", the
    deed that a deed came "after", whoever is hurt while somebody is taken, the police's end of the gunman."""
    if t is first or t.mention.sentence is not first.mention.sentence:
        return False
    if t.mention.status == "denied" != first.mention.status:
        return True                             # "he fired from the roof, but not at the guards"
    up, down = _path(t.mention.sentence, first.mention.trigger, t.mention.trigger)
    words = f.words.newness.apart
    if {first.mention.type, t.mention.type} == {"ASSAULT"} and first.mention.harm is t.mention.harm is None:
        words = words | f.words.newness.following       # "bombed the town after rocket fire from the hills"
    if any(_set_off(t.mention.sentence, x, words) for x in (*up, *down)):
        return True
    if first.target and any(f.people.same(p, q) for p in t.actor for q in first.target if p.text.lower() in f.people.words.pronouns):
        return True                             # "the man died after he had shot two women"
    return _ended(first, t)


def silent(f: Findings, first: Told, t: Told) -> bool:
    """Whether a telling of another sentence says nothing of who took part: on a page without a headline a noun that points back ("the
    attack by X"), and everywhere what goes on or is planned. Of judged participants told so three in five and one in two were the
    event's, unless they share somebody with its own sentence."""
    m = t.mention
    if m.sentence is first.mention.sentence or first.mention.type not in BODILY:
        return False
    loose = (definite(m) and m.harm is None and not f.page.title) or m.status not in {"happened", first.mention.status}
    return loose and not any(f.people.same(p, q) for p in (*t.actor, *t.target) for q in (*first.actor, *first.target))


def unaimed(f: Findings, first: Told, t: Told) -> bool:
    """Whether what a deed beside a harm was done to was not hit in it: the two are told in a row, or the deed only says of a place what
    happened there: "killed a guard and burned a farm", "was killed in the town, where rebels attacked the barracks"."""
    a, b = first.mention, t.mention
    if t is not first and first.target and b.nominal and b.type == "ASSAULT" and a.sentence is b.sentence and not a.nominal:
        _, down = _path(a.sentence, a.trigger, b.trigger)
        return _there(f, t) or any(x.rel == "conj" for x in down)       # "two were hurt in an attack at a park"
    if t is first or not first.target or a.harm not in HURT or b.harm in HURT or a.nominal or b.nominal or a.sentence is not b.sentence:
        return False
    _, down = _path(a.sentence, a.trigger, b.trigger)
    if a.sentence.child(b.trigger, "aux") is not None and any(x.dep == "nsubj:pass" for x in a.sentence.children(b.trigger)):
        return any(x.dep == "acl:relcl" for x in down) or not down      # "two were hurt and six shops were destroyed"
    return not any(x.rel in CLAUSE and x.dep != "acl:relcl" for x in down) and (a.trigger.i < b.trigger.i or not down)


def _there(f: Findings, t: Told) -> bool:
    """Whether all that a telling has for its sufferers is only said to be where it was."""
    known = predicates(f.page.lang)
    where = known.sets["place"] - known.sets["of"] - set(known.grammar.target[:AIMED])
    return all(preposition(a.sentence, a.head, known) in where for a in t.mention.target)


def unled(first: Told, t: Told) -> bool:
    """Whether who hurts somebody in a telling is not who did the act: the act is an arrest, or a gerund only hangs somewhere above it, so
    that whoever is told of there seems to do it: "arrested a man who opened fire, injuring two"."""
    a, b = first.mention, t.mention
    if t is first or a.sentence is not b.sentence:
        return False
    up, _ = _path(a.sentence, a.trigger, b.trigger)
    return (a.type == "COERCE") != (b.type == "COERCE") or (len(up) > 1 and b.harm in HURT and is_gerund(b.sentence, b.trigger))


def _ended(first: Told, t: Told) -> bool:
    """Whether the police hurt those who are called gunmen, in an act that others were hurt in."""
    police = any(p.sector in POLICE for p in t.actor) and not any(p.sector in POLICE for p in first.actor)
    felons = bool(t.target) and all(p.sector in FELON for p in t.target)
    return police and felons and bool(first.target) and not any(p.sector in FELON for p in first.target)


def _set_off(s: Sentence, t: Token, words: frozenset[str]) -> bool:
    """Whether a clause or phrase begins with one of these words."""
    return any(c.lower in words for c in s.children(t, "mark", "case")) and t.rel in {"advcl", "obl", "nmod", "conj", "acl", "orphan"}


def _path(s: Sentence, a: Token, b: Token) -> tuple[list[Token], list[Token]]:
    """The words from each of two up to the one that both hang on, that left out."""
    up, down = [a, *s.ancestors(a)], [b, *s.ancestors(b)]
    while up and down and up[-1].i == down[-1].i:
        up.pop()
        down.pop()
    return up, down
