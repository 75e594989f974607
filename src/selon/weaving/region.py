"""How far a change of some reports reaches: their clusters made anew, and those around them for as long as these become others.

Two clusters can become one, or exchange reports, only where an edge that reaches the threshold, or a decision, ties a report of one to a
report of the other: clusters whose mean likeness reaches it have one such pair. So a change is followed cluster by cluster: those that
hold the changed reports (the core) are grouped anew together with all that are tied to them (the rim). Where every cluster of the rim
comes out as it stood, whatever lies behind it cannot tell the difference, and the core is what grouping all reports at once would make of
it; a cluster of the rim that does not belongs to the core, and its neighbours are looked at in turn. Chains of reports, each like the
next, of which a large ledger is full, are not followed to their end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from selon.weaving.groups import Groups, grouped
from selon.weaving.likeness import weights
from selon.weaving.past import Edge, Past, Settled
from selon.weaving.reports import Report


def regroup(refs: Collection[str], past: Past, fresh: Sequence[Edge] = (), new: Sequence[Report] = ()) -> Groups:
    """The clusters of these reports and all that become others by them; `fresh` and `new` are edges and reports that the past has not got
    yet.

    For use after a decision, or when reports were taken away: then with the refs of those that were beside them.
    """
    ground = _Ground(past, fresh, new)
    core = ground.whole(refs)
    while True:
        rim = ground.whole(ground.tied(core)) - core
        groups = ground.grouped(core | rim)
        moved = rim - {ref for g in groups if ground.stands(g) for ref in g}
        if not moved:
            return tuple(g for g in groups if not core.isdisjoint(g))
        core |= moved


class _Ground:
    """What is known of reports, edges, decisions and clusters so far, read from the past as the change is followed."""

    def __init__(self, past: Past, fresh: Iterable[Edge], new: Iterable[Report]) -> None:
        self.past, self.threshold = past, weights().threshold
        self.report = {r.ref: r for r in new}
        self.cell: dict[str, tuple[str, ...]] = {}
        self.edges: dict[tuple[str, str], float] = {}
        self.rulings: dict[tuple[str, str], Settled] = {}
        self.beside: dict[str, set[str]] = defaultdict(set)
        self._seen: set[str] = set()
        for e in fresh:
            self._keep(e)

    def _keep(self, e: Edge) -> None:
        if (e.a, e.b) not in self.edges:
            self.edges[e.a, e.b] = e.likeness
            if e.likeness >= self.threshold:
                self._tie(e.a, e.b)

    def _tie(self, a: str, b: str) -> None:
        self.beside[a].add(b)
        self.beside[b].add(a)

    def whole(self, refs: Collection[str]) -> set[str]:
        """These reports with all others of their clusters."""
        self.cell |= {ref: c for c in self.past.cells({r for r in refs if r not in self.cell}) for ref in c}
        for ref in refs:
            self.cell.setdefault(ref, (ref,))
        return {other for ref in refs for other in self.cell[ref]}

    def tied(self, refs: Collection[str]) -> set[str]:
        """The reports that are tied to some of these."""
        ahead = set(refs) - self._seen
        self._seen |= ahead
        for e in self.past.edges(ahead):
            self._keep(e)
        for s in self.past.settled(ahead):
            self.rulings[s.a, s.b] = s
            if s.together:
                self._tie(s.a, s.b)
        return {other for ref in refs for other in self.beside[ref]}

    def grouped(self, refs: Collection[str]) -> Groups:
        """The clusters of these reports by themselves; of the edges those that lead nowhere else."""
        self.tied(refs)
        self.report |= {r.ref: r for r in self.past.reports({r for r in refs if r not in self.report})}
        known = {ref: self.report[ref] for ref in refs if ref in self.report}
        leads = {ref for ref, r in known.items() if r.lead}
        dated = {ref for ref, r in known.items() if (d := r.setting.days) is not None and r.setting.dated and d.start == d.end}
        return grouped(sorted(known), leads, self.edges, self.rulings.values(), self.threshold, dated)

    def stands(self, group: tuple[str, ...]) -> bool:
        """Whether this is a cluster of the past, without those of its reports that are gone."""
        return group == tuple(r for r in self.cell[group[0]] if r in self.report)
