"""Mentions pooled into events, and the voices, places, times and participants of each."""

from __future__ import annotations

from selon.model import Claim, Participant
from selon.reading.mentions import Mention
from selon.reading.pooling.bound import Bindings
from selon.reading.pooling.findings import Findings
from selon.reading.pooling.newness import Age
from selon.reading.pooling.parties import actors, targets
from selon.reading.pooling.sameness import FORCE, OPENING, Cluster, Told, anew, conflicts, linked, many, nothing, retold
from selon.reading.pooling.voices import spared

WINDOW = 40         # events told before that a mention may go on with
LINK = 0.65         # what a mention needs to join an event told before


class Pool:
    """Pools the mentions of one article."""

    def __init__(self, f: Findings, bindings: Bindings, age: Age) -> None:
        self.f, self.bindings, self.age = f, bindings, age
        self.clusters: list[Cluster] = []
        self.opened = False     # whether the first act of force of the body was met

    def run(self, claims: dict[int, Claim | None], counted: frozenset[int]) -> list[Cluster]:
        """The clusters, in the order of their first mention; `counted` are the ids of mentions that only a tally counts."""
        headed = any(m.sentence.field == "title" and m.type in FORCE and not many(m) and id(m) not in counted for m in self.f.mentions)
        for order, m in enumerate(self.f.mentions):
            if id(m) in counted or (many(m) and (m.sentence.field != "title" or headed)) or self.age.is_caption(m.sentence):
                continue
            t = self._told(m, order, claims[id(m)])
            best = self._headline(t) or (None if nothing(m) or anew(t, self.f.words.people.another) else self._home(t))
            if best is not None:
                best.told.append(t)
            elif not m.generic:
                self.clusters.append(Cluster([t]))
        return self.clusters

    def _told(self, m: Mention, order: int, claim: Claim | None) -> Told:
        time = self.bindings.clause_time(m)
        return Told(mention=m, order=order, actor=actors(self.f, m, claim), target=targets(self.f, m, claim),
                    place=self.bindings.clause_place(m), time=time,
                    background=self.age.is_old(m, time) or any(self.age.is_long_ago(x) for x in self.bindings.clause_unresolved(m)),
                    denied=(m.status == "denied" and not spared(m)) or (claim is not None and claim.stance == "denies"))

    def _headline(self, t: Told) -> Cluster | None:
        """The event of the title that the first act of force in the opening sentences tells in full."""
        m = t.mention
        if self.opened or m.type not in FORCE or m.sentence.field == "title":
            return None
        self.opened = True
        return next((c for c in self.clusters if m.sentence.index < OPENING and retold(c, t)), None)

    def _home(self, t: Told) -> Cluster | None:
        """The event told before that this mention belongs to, the nearest of the best linked."""
        best, top = None, LINK
        for k, c in enumerate(reversed(self.clusters[-WINDOW:])):
            if conflicts(c, t, self.f.people):
                continue
            score = linked(c, t, self.f.people) - 0.02 * min(k, 6)
            if score > top:
                best, top = c, score
        return best


def without_doubles(found: tuple[Participant, ...], f: Findings) -> tuple[Participant, ...]:
    """Participants told of several times, once, the first or the named one."""
    out: list[Participant] = []
    for p in found:
        k = next((k for k, x in enumerate(out) if x.text.lower() == p.text.lower() or f.people.same(x, p)), None)
        if k is None:
            out.append(p)
        elif out[k].name == out[k].text and p.name != p.text:
            out[k] = replace_name(out[k], p)
    return tuple(out)


def replace_name(a: Participant, b: Participant) -> Participant:
    """The words of the one with the name of the other."""
    return Participant(span=a.span, text=a.text, name=b.name, kind=b.kind, country=a.country or b.country, sector=a.sector or b.sector,
                       sponsor=a.sponsor or b.sponsor, field=a.field)


