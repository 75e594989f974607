"""Following a change cluster by cluster gives what grouping everything at once does: in any batches, after removals and after decisions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from types import SimpleNamespace
from typing import cast

from hypothesis import example, given, settings
from hypothesis import strategies as st

from selon.model import Interval
from selon.weaving.groups import Groups, grouped
from selon.weaving.likeness import weights
from selon.weaving.past import Edge, Settled
from selon.weaving.region import regroup
from selon.weaving.reports import Report

LINE = weights().threshold
REFS = [f"a{n:02}/e1" for n in range(18)]
PAIRS = st.tuples(st.sampled_from(REFS), st.sampled_from(REFS)).filter(lambda p: p[0] < p[1])
NEAR = [(a, b) for i, a in enumerate(REFS) for b in REFS[i + 1 : i + 5]]  # chains: what is near is tied, what is far is not
LIKENESS = st.sampled_from((0.0, 0.125, LINE - 0.125, LINE, LINE + 0.125, LINE + 0.25, 0.75, 0.875, 1.0))
EDGES = st.one_of(st.dictionaries(PAIRS, LIKENESS, max_size=60), st.dictionaries(st.sampled_from(NEAR), LIKENESS, max_size=60))


@dataclass
class World:
    """A past of reports that are nothing but a name, a lead or not, of a day of their own or not."""

    leads: Collection[str]
    dated: Collection[str]
    likeness: dict[tuple[str, str], float]
    here: set[str] = field(default_factory=set)
    rulings: list[Settled] = field(default_factory=list)
    cell: dict[str, tuple[str, ...]] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)

    def sharing(self, keys: Collection[str]) -> Sequence[Report]:
        raise NotImplementedError

    def edges(self, refs: Collection[str]) -> Sequence[Edge]:
        pairs = ((a, b, p) for (a, b), p in self.likeness.items() if {a, b} <= self.here and not {a, b}.isdisjoint(refs))
        return [Edge(a=a, b=b, likeness=p) for a, b, p in pairs]

    def reports(self, refs: Collection[str]) -> Sequence[Report]:
        self.asked |= set(refs)
        return [self.report(ref) for ref in sorted(refs) if ref in self.here]

    def report(self, ref: str) -> Report:
        day = Interval(start=date(2023, 10, 1), end=date(2023, 10, 1 if ref in self.dated else 3))
        return cast("Report", SimpleNamespace(ref=ref, lead=ref in self.leads, setting=SimpleNamespace(days=day, dated=True)))

    def cells(self, refs: Collection[str]) -> Sequence[tuple[str, ...]]:
        return sorted({self.cell[r] for r in refs if r in self.cell})

    def settled(self, refs: Collection[str]) -> Sequence[Settled]:
        return [s for s in self.rulings if (s.a in refs or s.b in refs) and {s.a, s.b} <= self.here]

    def take(self, groups: Groups) -> None:
        for g in groups:
            self.cell |= dict.fromkeys(g, g)

    def add(self, refs: Collection[str]) -> None:
        """As `weave` does: the new edges and reports are given along, and kept afterwards."""
        old, self.here = set(self.here), self.here | set(refs)
        new = self.edges(refs)
        everything, self.here = self.here, old
        groups = regroup(refs, self, new, [self.report(r) for r in refs])
        self.here = everything
        self.take(groups)

    def remove(self, refs: Collection[str]) -> None:
        left = {r for ref in refs for r in self.cell[ref]} - set(refs)
        self.here -= set(refs)
        self.cell = {r: tuple(x for x in g if x in self.here) for r, g in self.cell.items() if r in self.here}
        self.take(regroup(left, self))

    def at_once(self) -> Groups:
        leads, dated = self.here & set(self.leads), self.here & set(self.dated)
        return grouped(sorted(self.here), leads, self.likeness, self.settled(self.here), LINE, dated)

    def now(self) -> Groups:
        return tuple(sorted(set(self.cell.values())))


@settings(max_examples=600, deadline=None)
@given(
    edges=EDGES, leads=st.sets(st.sampled_from(REFS)), dated=st.sets(st.sampled_from(REFS)), order=st.permutations(REFS),
    sizes=st.lists(st.integers(1, 5), min_size=18, max_size=18), gone=st.sets(st.sampled_from(REFS), max_size=4),
    ruled=st.dictionaries(PAIRS, st.booleans(), max_size=3),
)
@example(edges={}, leads=set(), dated=set(), order=REFS, sizes=[1] * 18, gone=set(), ruled={(REFS[0], REFS[9]): True})
def test_in_batches_after_removals_and_decisions_it_is_as_if_all_came_at_once(
    edges: dict[tuple[str, str], float], leads: set[str], dated: set[str], order: list[str], sizes: list[int], gone: set[str],
    ruled: dict[tuple[str, str], bool],
) -> None:
    world, left = World(leads, dated, edges), list(order)
    for size in sizes:
        batch, left = left[:size], left[size:]
        if batch:
            world.add(batch)
    assert world.now() == world.at_once()
    for (a, b), together in ruled.items():
        world.rulings.append(Settled(a=a, b=b, together=together))
        world.take(regroup([a, b], world))
        assert world.now() == world.at_once()
    world.remove(gone)
    assert world.now() == world.at_once()
    world.rulings.clear()
    world.take(regroup({x for pair in ruled for x in pair} & world.here, world))
    assert world.now() == world.at_once()


def test_a_chain_of_reports_is_not_followed_to_its_end() -> None:
    chain = [f"a{n:04}/e1" for n in range(600)]
    world = World(chain, (), {(a, b): LINE + 0.1 * (n % 2) for n, (a, b) in enumerate(pairwise(chain))})
    for ref in chain:
        world.asked.clear()
        world.add([ref])
        assert len(world.asked) < 12
    assert world.now() == world.at_once()
