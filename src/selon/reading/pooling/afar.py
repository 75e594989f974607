"""Which tellings of an event say who took part. One that stands far from the others, points back by no article and shares nobody with
them was joined for want of a better place: of its participants on muc4 train two in five were the event's, of all others three."""

from __future__ import annotations

from collections.abc import Iterator

from selon.model import Participant
from selon.reading.mentions import Argument
from selon.reading.people import People
from selon.reading.pooling.aside import FELON, aside, silent, unaimed
from selon.reading.pooling.findings import Findings
from selon.reading.pooling.sameness import Cluster, Told
from selon.reading.pooling.sides import one_side, own_fallen
from selon.reading.pooling.sufferers import HARMING, LIVING, MERE, OF_PARTIES, Parties, fitting, is_named
from selon.reading.pooling.wording import definite
from selon.reading.predicates.firmness import WORDS
from selon.reading.predicates.sureness import is_sure

APART = WORDS | {"PROTEST"}
NEXT = 1            # sentences to a telling that turns the sides
SURER = 0.85        # how likely the arcs to a participant that another sentence names must be right
FAR = 5             # sentences since the event was last told


def aims(c: Cluster, f: Findings) -> tuple[Participant, ...]:
    """To whom or what it is done, as the tellings that are surely the event's say; those of others where none of these names anybody."""
    if c.first.mention.type in APART or len(c.told) == 1:
        return one(c).target
    start = own_sentence(c)[0]
    told = [t for t in c.told if not (_other_end(c, t) or own_fallen(start, t) or aside(f, start, t))]
    told = [t for t in told if not (unaimed(f, start, t) or silent(f, start, t))]
    kept = {id(t) for t in told}
    sure = one_side(f, [t for t in firm(c, f.people) if id(t) in kept])
    here = {id(t) for t in own_sentence(c)}
    own = tuple(p for t in sure if id(t) in here for p in t.target)
    taken = c.first.mention.mode == "arrest" and any(p.kind in LIVING for p in own)
    if own and (taken or c.first.mention.type in HARMING):
        return (*own, *fitting(f, own, [p for t in sure if id(t) not in here for p in far(f, t, t.target, t.mention.target)]))
    others = (p for t in sure if id(t) not in here for p in far(f, t, t.target, t.mention.target))
    told = [t for t in told if id(t) in here or not (_of_noun(t) and t.mention.sentence.field == "title")]
    return (*own, *others) or tuple(p for t in told for p in t.target if id(t) in here or p.name.lower() not in f.people.words.pronouns)


def called(f: Findings, c: Cluster, named: Parties) -> Parties:
    """Those that sentences further on say the victims are; of people taken no more than the event's own sentence tells of."""
    own = tuple(q for t in own_sentence(c) for q in t.target)
    if c.first.mention.type == "COERCE":
        return fitting(f, own, named) if own else ()
    return named


def far(f: Findings, t: Told, told: tuple[Participant, ...], heads: tuple[Argument, ...]) -> tuple[Participant, ...]:
    """Of the participants that a telling of another sentence names, those of whom the parse is surer than it must be of the own one's, but
    for "he" of whom nothing is known. A title tells the text no more than names and forces: "Teen shot", "Man cleaning gun"."""
    s, trigger = t.mention.sentence, t.mention.trigger
    told = tuple(p for p in told if p.name.lower() not in f.people.words.pronouns)
    if heads is t.mention.target and t.mention.type in HARMING:
        told = () if _of_noun(t) else tuple(p for p in told if not (p.sector in FELON or _acted(f, p)))
    if s.field == "title":
        told = tuple(p for p in told if p.sector not in MERE or is_named(f.people, p, OF_PARTIES))
    doubted = [a.head for a in heads if a.sentence is s and not is_sure(s, trigger, a.head, SURER)]
    return tuple(p for p in told if (p.field or "text") != s.field or not any(p.span[0] <= h.start < p.span[1] for h in doubted))


def _of_noun(t: Told) -> bool:
    """Whether a telling names those it is done to with a noun of harm, "the murder of X": where others are told to be hurt, whom another
    sentence names so was another act's in four of seven, and in three of ten else."""
    m = t.mention
    return m.nominal and m.type in HARMING and any(
        m.trigger in tuple(a.sentence.ancestors(a.head)) for a in m.target if a.sentence is m.sentence)


def _acted(f: Findings, p: Participant) -> bool:
    """Whether somebody is told to have hurt others on the page, and so mostly is no victim of theirs: "Hill died at the scene"."""
    deeds = (a for m in f.mentions if m.type == "ASSAULT" and m.target and not m.own for a in m.actor)
    return p.kind in LIVING and any(f.people.same(p, f.people.participant(a.sentence, a.head)) for a in deeds)


def _other_end(c: Cluster, t: Told) -> bool:
    """Whether who is hurt in a telling is not who is taken in the event, or the other way round: "a man is held after two were shot"."""
    return (t.mention.type == "COERCE") != (c.first.mention.type == "COERCE") and t.mention.harm is not None


def own_sentence(c: Cluster) -> list[Told]:
    """The tellings of the sentence that the event stands in: the first of the text."""
    first = next((t for t in c.told if t.mention.sentence.field == "text"), c.first)
    return [t for t in c.told if t.mention.sentence is first.mention.sentence]


def one(c: Cluster) -> Told:
    """The telling that names most sides, of those of the own sentence: who asks or accuses elsewhere uses words of his own."""
    return max(own_sentence(c), key=lambda t: (bool(t.actor), bool(t.target), t.mention.sentence.field == "text"))


def firm(c: Cluster, people: People) -> Iterator[Told]:
    """The tellings that are surely the event's."""
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
