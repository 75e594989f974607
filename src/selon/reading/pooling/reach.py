"""How far an event reaches over its page: which tellings of other sentences may say who took part in it.

Pooling joins what nothing forbids, so that figures told far below count for the act they are of. Whether people named there took part
in it is another question. 2,100 of them were judged on dev pages: beside the page's first act, or in the act of its headline, 94 of 100
did in local news and 83 in conflict reports; of all others 67 and 47.
"""

from __future__ import annotations

from collections.abc import Iterable

from selon.model import Participant
from selon.reading.people import People
from selon.reading.pooling.findings import Findings
from selon.reading.pooling.sameness import Cluster, Told
from selon.reading.pooling.wording import FORCE

BESIDE = 2          # sentences from where the page's first act of force is told
ACTS = 4            # acts of force on a page whose headline tells which of them it is about
FAR = 12            # sentences from its first telling that such an act reaches where no other is told
LESS = 7            # and beside others: of those who were told further off 87 in 100 took part


class Reach:
    """The events of a page with what surely belongs to them. `clusters` are the events, in text order: what was joined to an act that
    does not reach so far, and names people of its own, is an event of its own where no headline says what the page is about."""

    def __init__(self, f: Findings, clusters: list[Cluster]) -> None:
        force = [c for c in clusters if c.first.mention.type in FORCE]
        self.first = force[0] if force else None
        self.acts = len(force)
        self.headed = bool(f.page.title)
        self.away = frozenset(id(t) for c in force for t in c.told if not self._holds(c, t))
        self.clusters = sorted((x for c in clusters for x in self._parts(c, f.people)), key=lambda c: c.first.order)

    def core(self, c: Cluster) -> Cluster:
        """The tellings that may say who took part."""
        start = _start(c).mention.sentence
        return Cluster([t for t in c.told if id(t) not in self.away or t.mention.sentence is start])

    def _holds(self, c: Cluster, t: Told) -> bool:
        start, s = _start(c), t.mention.sentence
        if s is start.mention.sentence:
            return True
        if s.field == "title":
            return self.acts <= ACTS
        afar = abs(s.index - start.mention.sentence.index)
        if c is self.first and afar <= BESIDE:
            return True
        return _headed(c) and self.acts <= ACTS and afar <= (FAR if self.acts == 1 else LESS) and not _plural(start)

    def _parts(self, c: Cluster, people: People) -> list[Cluster]:
        if self.headed:
            return [c]                          # a page with a headline mostly goes back to the acts that it is about
        here = [p for t in c.told if id(t) not in self.away for p in (*t.actor, *t.target)]
        strange: dict[int, list[Told]] = {}
        for t in c.told:
            if id(t) in self.away and not t.mention.generic and _others((*t.actor, *t.target), here, people):
                strange.setdefault(t.mention.sentence.index, []).append(t)
        apart = {id(t) for ts in strange.values() for t in ts}
        return [Cluster([t for t in c.told if id(t) not in apart]), *(Cluster(ts) for ts in strange.values())]


def _start(c: Cluster) -> Told:
    """The telling that an event is known by."""
    return next((t for t in c.told if t.mention.sentence.field == "text"), c.first)


def _headed(c: Cluster) -> bool:
    """Whether the page's title tells of an event."""
    return any(t.mention.sentence.field == "title" for t in c.told)


def _plural(t: Told) -> bool:
    """Whether a noun stands for many acts: "the attacks"."""
    return t.mention.nominal and t.mention.trigger.feats.get("Number") == "Plur"


def _others(told: tuple[Participant, ...], here: Iterable[Participant], people: People) -> bool:
    return bool(told) and not any(people.same(p, q) for p in told for q in here)
