"""Which mentions tell of one event: type, mode, status, time, place and participants must allow it, and something must link them."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from selon.model import Participant, Place, Time
from selon.reading.determiners import is_definite, is_pointed_at
from selon.reading.mentions import Mention
from selon.reading.people import People
from selon.reading.pooling.ties import HURT
from selon.reading.pooling.wording import FORCE, nothing, refers
from selon.reading.pooling.words import AimWords, Words

FAMILY = {"EVACUATE": "RETREAT", "ACCIDENT": "ASSAULT"}
AIR = frozenset({"aerial", "drone", "missile", "rocket", "artillery", "airstrike", "heavy"})
FLYING = frozenset({"drone", "missile", "rocket"})
APART = (frozenset({"artillery", "aerial"}), frozenset({"artillery", "drone"}))
GUNS = frozenset({"firearms", "clash", "ambush"})
GENTLE = frozenset({"sexual"})      # modes of force that need not kill or hurt
AHEAD = frozenset({"planned", "threatened", "hypothetical"})
OPENING = 3         # sentences that tell the headline again
NEAR_KM = 60.0
BARE = 0.75         # a bare act of force, with no country, place or day of its own, goes on with the story


class Told(msgspec.Struct, frozen=True):
    """A mention with what was bound to it."""

    mention: Mention
    order: int
    actor: tuple[Participant, ...]
    target: tuple[Participant, ...]
    place: Place | None
    time: Time | None
    background: bool
    denied: bool
    beside: Time | None = None      # the day of the sentence, where the clause has none of its own
    news: bool = False              # told by a title in the present: what happened in the days before publication
    stale: bool = False             # dated from before those days
    dated: bool = False             # old by its date alone


@dataclass(slots=True)
class Cluster:
    """The tellings of one event, in text order."""

    told: list[Told] = field(default_factory=list)
    scene: Time | None = None       # the day told last before an event told of no day

    @property
    def first(self) -> Told:
        """The first telling."""
        return self.told[0]

    @property
    def sample(self) -> list[Told]:
        """The first and the latest tellings: what a further one is held against, so that long articles take linear time."""
        return self.told if len(self.told) <= 12 else self.told[:4] + self.told[-8:]


def family(type_: str) -> str:
    """The types whose mentions may be one event."""
    return FAMILY.get(type_, type_)


def _in_another(m: Mention, words: Words, incidents: Words) -> bool:
    """Whether something is told as done "in a separate incident", « dans une autre attaque »."""
    s = m.sentence
    return any(x.lower in words for c in s.children(m.trigger, "obl") if c.lemma.lower() in incidents for x in s.children(c, "amod", "det"))


def anew(t: Told, words: Words, elsewhere: Words, incidents: Words) -> bool:
    """Whether the words say that this is not what was told before: "another attack", "une autre base"; other people may be one act's.
    Or the main clause of a sentence begins with `elsewhere` or is told in passing by such a word."""
    m = t.mention
    if any(c.lower in elsewhere for c in m.sentence.children(m.trigger, "advmod")) or _in_another(m, words, incidents):
        return True
    if m.harm is not None:
        return False
    if any(a.sentence is m.sentence and a.head.lower in words and not is_definite(m.sentence, a.head) for a in (*m.actor, *m.weapon)):
        return True                             # "a third fell without exploding"; "the other" is one of those told of
    heads = [m.trigger] if m.nominal and not is_pointed_at(m.sentence, m.trigger) else []
    heads += [a.head for a in m.place if a.sentence is m.sentence]
    heads += [a.head for a in m.target if a.sentence is m.sentence and not any(p.kind in {"person", "people"} for p in t.target)]
    return any(c.lower in words for h in heads for c in m.sentence.children(h, "det", "amod"))


def modes_agree(a: str | None, b: str | None) -> bool:
    """Whether two modes can be one act's."""
    if a is None or b is None or a == b or (a in GUNS and b in GUNS):
        return True
    return a in AIR and b in AIR and not (a in FLYING and b in FLYING) and {a, b} not in APART


def _times_agree(a: Time | None, b: Time | None) -> bool:
    if a is None or b is None or not (a.start and a.end and b.start and b.end):
        return True
    return (a.start - b.end).days <= 1 and (b.start - a.end).days <= 1


def _days_agree(a: Told, b: Told) -> bool:
    """Whether two tellings can be of one day; what has none of its own has its sentence's, and a title in the present is news."""
    if (a.news and b.stale) or (b.news and a.stale):
        return False
    one, two = (a.time or (a.beside if b.time else None), b.time or (b.beside if a.time else None))
    return a.mention.sentence is b.mention.sentence or _times_agree(one, two)


def _ages_agree(c: Cluster, a: Told, b: Told, again: bool) -> bool:
    """Whether both are old or neither; or one is old by its date alone, of what the page begins with, and the other refers back to it."""
    if a.background == b.background:
        return True
    old, new = (a, b) if a.background else (b, a)
    first, m = c.first.mention.sentence, new.mention
    about = old.dated and new.time is None and (first.field == "title" or first.index < OPENING)
    harmed = m.harm in HURT and (again or (new.place is None and old.mention.mode not in GENTLE))
    return about and not new.news and (refers(m) or harmed or m.sentence.field == "title")


def places_agree(a: Place | None, b: Place | None) -> bool:
    """Whether two places can be one act's."""
    if a is None or b is None or a.name == b.name:
        return True
    if a.country and b.country and a.country != b.country:
        return False
    if a.basis == "site" and b.basis == "site" and (a.lat is None or b.lat is None):
        return bool(set(a.name.lower().split()) & set(b.name.lower().split()))
    fine = {"site", "town"}
    if a.basis in fine and b.basis in fine and a.lat is not None and b.lat is not None and a.lon is not None and b.lon is not None:
        return abs(a.lat - b.lat) < NEAR_KM / 111 and abs(a.lon - b.lon) < NEAR_KM / 70
    if a.basis == b.basis and a.basis in {"country", "admin1", "region"} and a.name != b.name:
        return False
    return not (a.admin1 and b.admin1 and a.admin1 != b.admin1)


def _groups(ps: tuple[Participant, ...]) -> set[str]:
    return {p.country for p in ps if p.country and p.kind != "person"}


def _parties_agree(a: tuple[Participant, ...], b: tuple[Participant, ...], people: People) -> bool:
    """Whether two sets of participants can be the same: no two countries or organisations against each other."""
    if not a or not b:
        return True
    left, right = _groups(a), _groups(b)
    if left and right and not left & right:
        return False
    mine = [p for p in a if p.kind in {"organisation", "government"}]
    theirs = [p for p in b if p.kind in {"organisation", "government"}]
    return not mine or not theirs or any(people.same(x, y) or x.country == y.country for x in mine for y in theirs)


def _heading(title: Mention, m: Mention) -> bool:
    """Whether the opening takes up a word of the title."""
    return (title.sentence.field == "title" and m.sentence.field != "title" and m.sentence.index < OPENING
            and title.trigger.lemma == m.trigger.lemma)


def _numbers(m: Mention) -> dict[str, str]:
    """How many of each thing act or are used in a mention's own sentence, in words."""
    heads = [a.head for a in (*m.actor, *m.weapon) if a.sentence is m.sentence]
    return {h.lemma: c.lower for h in heads for c in m.sentence.children(h, "nummod")}


def _numbers_differ(a: Mention, b: Mention) -> bool:
    """Whether two mentions count the same kind of thing differently: "two drones", "three drones"."""
    if not (a.actor or a.weapon) or not (b.actor or b.weapon) or a.sentence is b.sentence or a.sentence.field != b.sentence.field:
        return False
    left = _numbers(a)
    return bool(left) and any(left.get(k, n) != n for k, n in _numbers(b).items())


def _things(ps: tuple[Participant, ...]) -> list[Participant]:
    return [p for p in ps if p.kind in {"thing", "place"}]


def _aims_differ(x: Told, t: Told, people: People, aims: AimWords) -> bool:
    """Whether two mentions of the text aim at different things, told in full: "a market", "a depot"."""
    a, b = x.mention.sentence, t.mention.sentence
    if not x.target or not t.target or a is b or "title" in {a.field, b.field} or not _things(x.target) or not _things(t.target):
        return False
    heads = [_aims(z) for z in (x, t)]
    general = any(h & aims.general for h in heads)
    return not general and not heads[0] & heads[1] and not aims.kinds(heads[0]) & heads[1] and not _shared(x.target, t.target, people)


def _aims(t: Told, singular: bool = False) -> Words:
    """The nouns for what a mention aims at."""
    return frozenset(y.head.lemma.lower() for y in t.mention.target if y.sentence is t.mention.sentence
                     and not (singular and y.head.feats.get("Number") == "Plur"))


def _known_aims(t: Told) -> Words:
    """The nouns for what a mention aims at as for something told before: "the warehouse"."""
    s = t.mention.sentence
    return frozenset(y.head.lemma.lower() for y in t.mention.target if y.sentence is s and y.head.feats.get("Number") != "Plur"
                     and is_definite(s, y.head))


def _taken_up(x: Told, known: Words, aims: AimWords) -> bool:
    """Whether one of these nouns takes up the aim of another mention by a word of its own: "a weapons depot", "the warehouse"."""
    before = _aims(x, singular=True)
    return bool(known & (aims.kinds(before) - before))


def _shared(a: tuple[Participant, ...], b: tuple[Participant, ...], people: People) -> bool:
    return any(people.same(x, y) for x in a for y in b)


def conflicts(c: Cluster, t: Told, people: People, aims: AimWords, again: bool = False) -> bool:
    """Whether something told forbids that a mention belongs to a cluster; `again`: the mention's words point back ("the blast damaged
    shops")."""
    m = t.mention
    if m.status == "denied" and m.harm is None and not any(_restated(x, t, people) for x in c.sample):
        return True
    if nothing(c.first.mention) and m.status != "denied":       # "no attack took place": nothing is told further of that
        return True
    kind, ahead = family(m.type), m.status in AHEAD
    for x in c.sample:
        o = x.mention
        if family(o.type) != kind or not modes_agree(o.mode, m.mode):
            return True
        if (o.status in AHEAD) != ahead and not (x.denied or t.denied or "denied" in {o.status, m.status}):
            return True
        if not (_ages_agree(c, x, t, again) and _times_agree(x.time, t.time) and places_agree(x.place, t.place) and _days_agree(x, t)):
            return True
        if not (_parties_agree(x.actor, t.actor, people) and _parties_agree(x.target, t.target, people)) and not _heading(o, m):
            return True
        if _crash_and_attack(x, t, people) or _numbers_differ(o, m) or (not again and _aims_differ(x, t, people, aims)):
            return True
    return False


def _crash_and_attack(x: Told, t: Told, people: People) -> bool:
    """Whether one telling is of a crash or a fire of some thing, the other of an attack by somebody, with nobody in common."""
    if x.mention.type == t.mention.type:
        return False
    a, b = (x, t) if x.mention.type == "ACCIDENT" else (t, x)
    crash = a.mention.type == "ACCIDENT" and not a.mention.either and a.mention.mode is None and bool(_things(a.target))
    done = b.mention.frame.startswith("ASSAULT") or b.mention.harm in HURT
    attack = b.mention.type == "ASSAULT" and ((done and bool(b.actor)) or b.mention.mode in AIR)
    return crash and attack and a.mention.sentence is not b.mention.sentence and not _shared(
        (*x.actor, *x.target), (*t.actor, *t.target), people)


def _worded(m: Mention) -> bool:
    """Whether a verb is told with a particle: "hit back" is no "hit"."""
    return not m.nominal and any(m.trigger.end < c.start <= m.span[1] for c in m.sentence.children(m.trigger, "compound", "advmod"))


def _restated(x: Told, t: Told, people: People) -> bool:
    """Whether a denial takes up an act by its word or its target."""
    return x.mention.trigger.lemma == t.mention.trigger.lemma or refers(t.mention) or _shared(x.target, t.target, people)


def retold(c: Cluster, t: Told, people: People) -> float:
    """How well a mention in the opening can be what the title tells: an act of force like it, no other country, plan or old story;
    0 where it cannot."""
    x, o, m = c.first, c.first.mention, t.mention
    can = (o.sentence.field == "title" and o.type in FORCE and (o.status in AHEAD) == (m.status in AHEAD) and not x.denied and not t.denied
           and x.background == t.background and _times_agree(x.time, t.time) and places_agree(x.place, t.place)
           and (o.type == "INTERCEPT") == (m.type == "INTERCEPT") and (o.type == "COERCE") == (m.type == "COERCE"))
    if not can:
        return 0.0
    score = 1.0 + (family(o.type) == family(m.type)) + 2 * (o.trigger.lemma == m.trigger.lemma)
    return score + _shared(x.target, t.target, people) + _shared(x.actor, t.actor, people)


def linked(c: Cluster, t: Told, people: People, aims: AimWords, caused: bool = False) -> float:
    """How strongly a mention points to a cluster; 0 where nothing does. `caused`: the harm of a deed told beside it, which points
    no further than what it shares."""
    m, score = t.mention, 0.0
    bare = t.place is None and t.time is None and not _groups(t.actor) and not _groups(t.target) and not _things(t.target)
    if bare and not caused and m.type in FORCE and c.first.mention.type in FORCE:
        score += BARE
    if refers(m):
        score += 2.0
    if m.harm is not None and not caused and m.type in FORCE:
        score += 1.5
    known = _known_aims(t)
    for x in c.sample:
        o = x.mention
        if o.sentence is m.sentence and o.harm is not None and m.harm is None and m.type in FORCE:
            score = max(score, 1.5)
        if o.sentence is m.sentence and m.harm is not None and not caused and m.type in FORCE:
            score += 0.5
        if x.place and t.place and x.place.name == t.place.name:
            score += 1.0
        if x.time and t.time and (x.time.start, x.time.end) == (t.time.start, t.time.end):
            score += 1.0
        if _shared(x.target, t.target, people) or _shared(x.actor, t.actor, people) or (
                known and o.sentence is not m.sentence and _taken_up(x, known, aims)):
            score += 1.0
        if o.trigger.lemma == m.trigger.lemma and m.harm not in HURT and _worded(o) == _worded(m):
            score += 0.8
        if o.sentence.field == "title":
            score += 2.0 if _heading(o, m) else 0.8
    return score
