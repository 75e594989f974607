"""A past in memory: for tests, benchmarks and the demo; and everything woven in one go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from msgspec.structs import replace

from selon.model import Incident, Membership, Reading, WovenDispute
from selon.weaving.disputes import disputes_of
from selon.weaving.figures import Rule
from selon.weaving.incidents import incident_of
from selon.weaving.origins import Origin, origins, printed
from selon.weaving.past import Edge, Settled
from selon.weaving.reports import Report, TallyReport, reports_of, tallies_of
from selon.weaving.sources import Root, roots_told
from selon.weaving.tallies import tally_disputes
from selon.weaving.weave import Woven, memberships, weave


@dataclass
class Memory:
    """Implements Past; `add` keeps what was woven."""

    held: dict[str, Report] = field(default_factory=dict)
    by_key: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    by_ref: dict[str, dict[tuple[str, str], Edge]] = field(default_factory=lambda: defaultdict(dict))
    rulings: list[Settled] = field(default_factory=list)
    group_of: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def sharing(self, keys: Collection[str]) -> Sequence[Report]:
        """Reports that have at least one of these blocking keys."""
        return self.reports({ref for k in keys for ref in self.by_key.get(k, ())})

    def edges(self, refs: Collection[str]) -> Sequence[Edge]:
        """The kept edges that touch at least one of these reports."""
        return list({pair: e for ref in refs for pair, e in self.by_ref.get(ref, {}).items()}.values())

    def reports(self, refs: Collection[str]) -> Sequence[Report]:
        """The reports of these names."""
        return [self.held[ref] for ref in sorted(refs) if ref in self.held]

    def cells(self, refs: Collection[str]) -> Sequence[tuple[str, ...]]:
        """The clusters that hold these reports by now."""
        return sorted({self.group_of[ref] for ref in refs if ref in self.group_of})

    def settled(self, refs: Collection[str]) -> Sequence[Settled]:
        """The decisions that touch at least one of these reports."""
        return [s for s in self.rulings if s.a in refs or s.b in refs]

    def add(self, new: Sequence[Report]) -> Woven:
        """Weaves new reports in and keeps the result."""
        woven = weave(new, self)
        for r in new:
            self.held[r.ref] = r
            for k in r.keys:
                self.by_key[k].add(r.ref)
        for e in woven.edges:
            self.by_ref[e.a][e.a, e.b] = self.by_ref[e.b][e.a, e.b] = e
        for g in woven.groups:
            self.group_of.update(dict.fromkeys(g, g))
        return woven

    def groups(self) -> list[tuple[str, ...]]:
        """All clusters, sorted."""
        return sorted(set(self.group_of.values()))


@dataclass(frozen=True)
class Fabric:
    """All that is woven out of some readings, each sorted by id."""

    incidents: tuple[Incident, ...]
    disputes: tuple[WovenDispute, ...]
    memberships: tuple[Membership, ...]
    origins: tuple[Origin, ...]
    roots: tuple[Root, ...]


def incident_id(refs: Iterable[str]) -> str:
    """The id of an incident where no ledger gives one: a hash of its smallest ref."""
    return sha256(min(refs).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def weave_all(readings: Sequence[Reading], rule: Rule = "latest") -> Fabric:
    """Origins, reports, clusters, incidents and disputes of some readings, without a ledger."""
    copies = origins([printed(r) for r in readings])
    reports, tallies = _taken_in(readings, copies)
    memory = Memory()
    memory.add(reports)
    named = {incident_id(g): g for g in memory.groups()}
    incidents: list[Incident] = []
    disputes: list[WovenDispute] = []
    for name, refs in sorted(named.items()):
        mine = memory.reports(refs)
        incident = incident_of(name, mine, rule)
        found = disputes_of(incident, mine)
        incidents.append(replace(incident, disputes=tuple(d.id for d in found)))
        disputes += found
    disputes += tally_disputes(tallies, incidents)
    members = memberships(reports, named, (r.id for r in readings))
    return Fabric(
        tuple(incidents), tuple(sorted(disputes, key=lambda d: d.id)), members, tuple(copies), tuple(roots_told(incidents, tallies))
    )


def _taken_in(readings: Sequence[Reading], found: Iterable[Origin]) -> tuple[list[Report], list[TallyReport]]:
    home = {a: o.id for o in found for a in o.articles}
    reports = [x for r in readings for x in reports_of(r, home[r.id])]
    return reports, [x for r in readings for x in tallies_of(r, home[r.id])]
