"""Who did it, of all whom the tellings of an event name. Of the doers that other sentences name beside those of the event's own, one in
three was another act's (who shot the gunman, the victim as the parser had it) in 67 judged events; so these only say who the doer is."""

from __future__ import annotations

from collections.abc import Iterable

from selon.model import Participant
from selon.reading.people import People
from selon.reading.pooling.afar import APART, far, firm, one, own_sentence
from selon.reading.pooling.aside import aside, silent, unled
from selon.reading.pooling.findings import Findings
from selon.reading.pooling.sameness import Cluster, Told
from selon.reading.pooling.sides import same_side
from selon.reading.pooling.sufferers import HARMING, LIVING, MERE, OF_PARTIES, is_named
from selon.reading.pooling.ties import HURT
from selon.reading.pooling.words import is_one

OFFICIAL = frozenset({"COP", "GOV", "LEG", "JUD"})
FLOWN = frozenset({"aerial", "drone"})


def doers(c: Cluster, f: Findings) -> tuple[Participant, ...]:
    """Who acts, as the event's own sentence says, with what further tellings call these; where it names nobody, as the first sure
    telling does, but for police and officials, who mostly come to a scene, and mere people. Nobody who suffers it too."""
    people = f.people
    if c.first.mention.type in APART:
        return one(c).actor
    whole = own_sentence(c)
    here = [t for t in whole if not (aside(f, whole[0], t) or unled(whole[0], t))]
    mine = _unhurt([p for t in here if not _fell(here[0], t) for p in t.actor], [q for t in here for q in t.target], people)
    hurt = [q for t in c.told for q in t.target]
    others = [t for t in (*firm(c, people), *c.told) if t not in whole and not (_fell(here[0], t) or silent(f, here[0], t))]
    if not others:
        return mine
    told = {id(t): t for t in others}           # the firm ones stand there twice
    found = {k: _unhurt(far(f, t, t.actor, t.mention.actor), hurt, people) for k, t in told.items()}
    further = [found[id(t)] for t in others]
    if not mine and c.first.mention.type in HARMING:
        flown = any(t.mention.mode in FLOWN for t in c.told)
        further = [tuple(p for p in ps if not (p.sector in OFFICIAL or _beside(f, p, flown))) for ps in further]
    mine = mine or next((ps for ps in further if ps), ())
    named = [p for ps in further for p in ps]
    return (*mine, *(p for p in named if any(people.same(p, q) for q in mine)), *_called(mine, named, people))


def striking(c: Cluster, f: Findings) -> tuple[Participant, ...]:
    """Who hits the same aim as an event of which nobody is told to do it, in any telling of it, however far: "drones that aimed at the
    base ... The group said that it had attacked the base"."""
    whole = own_sentence(c)
    aim = [q for t in whole for q in t.target]
    if c.first.mention.type not in HARMING or any(t.actor for t in whole):
        return ()
    told = [t for t in c.told if t not in whole and not silent(f, whole[0], t) and any(_one_aim(f, p, q) for p in t.target for q in aim)]
    found = [_unhurt(far(f, t, t.actor, t.mention.actor), [q for x in c.told for q in x.target], f.people) for t in told]
    found = [tuple(p for p in ps if not (p.sector in OFFICIAL or _beside(f, p, False))) for ps in found]
    return next((ps for ps in found if ps), ())


def _one_aim(f: Findings, p: Participant, q: Participant) -> bool:
    """Whether two are one place or thing; people may be hit twice, by others each time."""
    return p.kind not in LIVING and q.kind not in LIVING and (f.people.same(p, q) or p.text.casefold() == q.text.casefold())


def _unhurt(doers: Iterable[Participant], hurt: list[Participant], people: People) -> tuple[Participant, ...]:
    """The doers but for people who are among those it is done to: which of the two they are is not known."""
    def suffers(p: Participant) -> bool:
        return p.kind in LIVING and any(people.same(p, q) or p.text.casefold() == q.text.casefold() for q in hurt)
    return tuple(p for p in doers if not suffers(p))


def _beside(f: Findings, p: Participant, flown: bool) -> bool:
    """Whether words are of a force, a thing (but for jets that flew it), or people of whom nothing is said ("he", "four people"), who are
    mostly those hurt."""
    s = f.page.sentence_at(p.span[0], p.field)
    tokens = s.within(p.span) if s is not None else ()
    inside = {t.i for t in tokens}
    heads = [t for t in tokens if t.head not in inside or t.head == t.i]
    if (p.kind == "thing" and not flown) or p.name.lower() in f.people.words.pronouns:
        return True                             # a car that was seen; "he", of whom nothing is known
    mere = p.kind == "people" and p.sector in MERE and any(is_one(t, f.words.people.neutral) for t in heads)
    return mere or any(is_one(t, f.words.scene.forces) for t in tokens)


def _fell(first: Told, t: Told) -> bool:
    """Whether those hurt are of the doer's own side, who fell in an act told beside it: "a rebel was killed in an attack by rebels"."""
    apart = t is not first and first.mention.harm in HURT and bool(first.target)
    return apart and any(all(same_side(p, q) for q in first.target) for p in t.actor)


def _called(mine: tuple[Participant, ...], others: list[Participant], people: People) -> tuple[Participant, ...]:
    """What the only nameless doer is called by the other tellings: the one person's name, or the one armed group, that acts in them."""
    named = list({p.name: p for p in others if p.kind in {"person", "organisation"} and is_named(people, p, OF_PARTIES)}.values())
    if len(mine) != 1 or is_named(people, mine[0], OF_PARTIES) or len(named) != 1:
        return ()
    a, b = mine[0], named[0]
    whole = a.kind == b.kind == "person" and " " in b.name and b.sector in {None, a.sector}        # not "Captain Hill"
    alike = whole or (a.kind == "people" and b.sector == a.sector is not None)
    return (b,) if alike else ()
