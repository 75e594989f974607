"""Acts that each have people of their own. Taking somebody kills nobody else, and a murder is a deed, not what came of another one:
of the participants that such tellings brought to another act on muc4 train two in five were wrong."""

from __future__ import annotations

from collections.abc import Sequence

from selon.languages.syntax import Sentence, Token
from selon.reading.mentions import Mention
from selon.reading.people import People
from selon.reading.pooling.sameness import Cluster, Told
from selon.reading.pooling.ties import HURT

TAKEN = frozenset({"abduct", "arrest", "deport", "curfew", "ban"})
MURDERS = frozenset({"HARM-MURDER", "HARM-EXECUTE", "HARM-KILL-N"})
LONG = 4            # letters of a word that two names may share: "Galán's", "Senator Galán"


def other_people(a: Mention, b: Mention) -> bool:
    """Whether of two mentions of one sentence one takes people, and the other tells that others were killed or hurt: "kidnapped in the
    street where a judge was murdered"."""
    nouns = a.nominal and b.nominal and (a.frame in MURDERS or b.frame in MURDERS)
    return (nouns or _takes_beside(a, b)) and _disjoint(a, b)


def apart(c: Cluster, told: Sequence[Told], people: People) -> bool:
    """Whether mentions tell of a murder, or of somebody taken, with people of their own, none of whom an event told before has."""
    pairs = [(x, t) for x in c.sample for t in told if x.mention.target and t.mention.target]
    if not any(_of_two_acts(x.mention, t.mention) and _disjoint(x.mention, t.mention) for x, t in pairs):
        return False
    return not any(_words(x) & _words(t) or any(people.same(p, q) for p in x.target for q in t.target) for x, t in pairs)


def _of_two_acts(a: Mention, b: Mention) -> bool:
    if "title" in {a.sentence.field, b.sentence.field}:
        return False                            # a headline has words of its own
    if _takes_beside(a, b):
        return True
    if a.mode == b.mode and a.mode in TAKEN:
        return all(_named(m) for m in (a, b))
    murder = a.frame in MURDERS or b.frame in MURDERS
    deed = (a.frame in MURDERS and b.frame in MURDERS) or a.harm not in HURT or b.harm not in HURT
    return murder and (deed or (_named(a) and (_named(b) or not _many(b))))


def _takes_beside(a: Mention, b: Mention) -> bool:
    """Whether one takes people and the other is of killed or hurt ones."""
    return any(x.mode in TAKEN and x.harm not in HURT and y.harm in HURT for x, y in ((a, b), (b, a)))


def _named(m: Mention) -> bool:
    return any(a.head.pos == "PROPN" for a in m.target)


def _disjoint(a: Mention, b: Mention) -> bool:
    """Whether the people of two mentions must be others: both have names, or the second are told of as new ("a judge", "two nuns"), or one
    is told of and many; or two nouns of one sentence have their own ("the murder of the judge and the kidnapping of the driver")."""
    one, two = ({x.head.lemma.lower() for x in m.target} for m in (a, b))
    if not one or not two or one & two or any(x.head.pos == "PRON" for m in (a, b) for x in m.target):
        return False
    first, named, here = b.target[0], _named(a), a.sentence is b.sentence
    if here and a.nominal and b.nominal:
        return True
    if first.head.pos == "PROPN":
        return named or here
    return _new(first.sentence, first.head) or (not named and _many(a) != _many(b))


def _many(m: Mention) -> bool:
    return len(m.target) > 1 or m.target[0].head.feats.get("Number") == "Plur"


def _new(s: Sentence, t: Token) -> bool:
    """Whether a noun does not point back: no definite article, no demonstrative, nobody's own."""
    beside = s.children(t, "det", "nmod")
    return not any(c.feats.get("Definite") == "Def" or c.feats.get("PronType") == "Dem" or c.feats.get("Poss") == "Yes" for c in beside)


def _words(t: Told) -> frozenset[str]:
    """The longer words of the names of those it is done to."""
    return frozenset(w for p in t.target for w in p.text.lower().replace("’", "'").split("'")[0].split() if len(w) >= LONG)
