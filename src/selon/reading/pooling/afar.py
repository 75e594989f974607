"""Which tellings of an event say who took part. One that stands far from the others, points back by no article and shares nobody with
them was joined for want of a better place: of its participants on muc4 train two in five were the event's, of all others three."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from selon.model import Participant
from selon.reading.people import People
from selon.reading.pooling.sameness import Cluster, Told, definite
from selon.reading.predicates.firmness import WORDS

APART = WORDS | {"PROTEST"}
NEXT = 1            # sentences to a telling that turns the sides
BODILY = frozenset({"person", "people"})
OF_PARTIES = frozenset({"person", "group", "organisation"})
OFFICIAL = frozenset({"COP", "GOV", "LEG", "JUD"})
HARMING = frozenset({"ASSAULT", "ACCIDENT"})
FAR = 5             # sentences since the event was last told


def doers(c: Cluster, people: People) -> tuple[Participant, ...]:
    """Who acts, as the event's own sentence says, with what further tellings call these; where it names nobody, as the first sure telling
    does, but for police and officials, who mostly come to a scene. Nobody who suffers it too. Of doers beside those of the own sentence
    one in three was another act's."""
    if c.first.mention.type in APART:
        return _one(c).actor
    here = own_sentence(c)
    mine = _unhurt([p for t in here for p in t.actor], [q for t in here for q in t.target], people)
    hurt = [q for t in c.told for q in t.target]
    further = [_unhurt(t.actor, hurt, people) for t in (*_firm(c, people), *c.told) if t not in here]
    if not mine and c.first.mention.type in HARMING:
        further = [tuple(p for p in ps if p.sector not in OFFICIAL) for ps in further]
    mine = mine or next((ps for ps in further if ps), ())
    others = [p for ps in further for p in ps]
    return (*mine, *(p for p in others if any(people.same(p, q) for q in mine)), *_called(mine, others, people))


def own_sentence(c: Cluster) -> list[Told]:
    """The tellings of the sentence that the event stands in: the first of the text."""
    first = next((t for t in c.told if t.mention.sentence.field == "text"), c.first)
    return [t for t in c.told if t.mention.sentence is first.mention.sentence]


def _unhurt(doers: Iterable[Participant], hurt: list[Participant], people: People) -> tuple[Participant, ...]:
    """The doers but for people who are among those it is done to: which of the two they are is not known."""
    def suffers(p: Participant) -> bool:
        return p.kind in BODILY and any(people.same(p, q) or p.text.casefold() == q.text.casefold() for q in hurt)
    return tuple(p for p in doers if not suffers(p))


def _called(mine: tuple[Participant, ...], others: list[Participant], people: People) -> tuple[Participant, ...]:
    """What the only nameless doer is called by the other tellings: the one person's name, or the one armed group, that acts in them."""
    named = list({p.name: p for p in others if p.kind in {"person", "organisation"} and _name(p, people)}.values())
    if len(mine) != 1 or _name(mine[0], people) or len(named) != 1:
        return ()
    a, b = mine[0], named[0]
    alike = (a.kind == b.kind == "person" and b.sector in {None, a.sector}) or (a.kind == "people" and b.sector == a.sector is not None)
    return (b,) if alike else ()


def _name(p: Participant, people: People) -> bool:
    """Whether the words of a participant hold the name of a person or group."""
    s = people.page.sentence_at(p.span[0], p.field)
    return s is not None and any((n := people.names.at(s, t.i)) is not None and n.kind in OF_PARTIES for t in s.within(p.span))


def aims(c: Cluster, people: People) -> tuple[Participant, ...]:
    """To whom or what it is done, in the same way."""
    if c.first.mention.type in APART:
        return _one(c).target
    sure = tuple(p for t in _firm(c, people) for p in t.target)
    return sure or tuple(p for t in c.told for p in t.target)


def _one(c: Cluster) -> Told:
    """The telling that names most sides, of those of the own sentence: who asks or accuses elsewhere uses words of his own."""
    return max(own_sentence(c), key=lambda t: (bool(t.actor), bool(t.target), t.mention.sentence.field == "text"))


def _firm(c: Cluster, people: People) -> Iterator[Told]:
    known: list[Told] = []
    last = -1
    for t in c.told:
        s, mine = t.mention.sentence, (*t.actor, *t.target)
        near = s.field == "title" or last < 0 or s.index - last < FAR
        if _turned(known, t, people):
            continue
        if near or definite(t.mention) or any(people.same(a, b) for x in known for a in (*x.actor, *x.target) for b in mine):
            known.append(t)
            yield t
        last = last if s.field == "title" else s.index


def _turned(known: list[Told], t: Told, people: People) -> bool:
    """Whether a telling turns the sides: one person who acts in it suffered right before, at the hands of others, or the other way
    round ("the gunman shot two women; officers shot him"). Further off the same words are more often another one's."""
    s = t.mention.sentence
    for x in (x for x in known if x.mention.sentence.field == s.field and s.index - x.mention.sentence.index <= NEXT):
        for a, b in ((x, t), (t, x)):
            if not (a.actor and a.target and b.actor and b.target):
                continue
            back = any(p.kind == "person" and people.same(p, q) for p in a.actor for q in b.target)
            if back and not any(people.same(p, q) for p in a.target for q in b.target):
                return True
    return False
