"""Reports into incidents: leads first, then what is told in passing.

What an article is about is told in full and is easy to know again; what it mentions in passing is not, and must not pull two incidents
into one. So the leads are clustered among themselves; each other report then joins the lead cluster that it is most like, or, where it
is like none, those others that it is like. What people put together is one item from the start, what they put apart stays apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

from selon.weaving.clusters import FORBIDDEN, cluster, components
from selon.weaving.past import Settled

NONE: Mapping[int, int] = {}
Pair = tuple[str, str]
Groups = tuple[tuple[str, ...], ...]


def grouped(
    refs: Sequence[str],
    leads: Set[str],
    edges: Mapping[Pair, float],
    settled: Iterable[Settled],
    threshold: float,
    dated: Set[str] = frozenset(),
) -> Groups:
    """The clusters of some reports (`refs` sorted), each sorted, sorted by their first; `dated` are those that tell a day of their own."""
    graph = _Graph(refs, leads, edges, settled, threshold)
    homes = graph.clusters(graph.leads)
    hearts = {i: h for h, items in enumerate(homes) for i in items}
    left = graph.join(homes, [[i] for i in graph.others])
    sure = {i for i, item in enumerate(graph.items) if all(refs[r] in dated for r in item)}
    rest = graph.join(homes, graph.clusters([i for g in left for i in g]), hearts, sure)
    return tuple(sorted(tuple(sorted(refs[r] for i in g for r in graph.items[i])) for g in (*homes, *rest)))


class _Graph:
    """Items (reports, or several that people put together) and their mean likeness."""

    def __init__(
        self, refs: Sequence[str], leads: Set[str], edges: Mapping[Pair, float], settled: Iterable[Settled], threshold: float
    ) -> None:
        place = {ref: k for k, ref in enumerate(refs)}
        known = [s for s in settled if s.a in place and s.b in place]
        self.items = components(len(refs), ((place[s.a], place[s.b], 1.0) for s in known if s.together))
        self.threshold = threshold
        self.names = [refs[item[0]] for item in self.items]
        self.leads = [i for i, item in enumerate(self.items) if any(refs[r] in leads for r in item)]
        self.others = sorted(set(range(len(self.items))) - set(self.leads))
        self.likeness = self._mean(place, edges, [(s.a, s.b) for s in known if not s.together])
        self.beside: dict[int, set[int]] = defaultdict(set)
        for a, b in self.likeness:
            self.beside[a].add(b)
            self.beside[b].add(a)

    def _mean(self, place: Mapping[str, int], edges: Mapping[Pair, float], apart: Iterable[Pair]) -> dict[tuple[int, int], float]:
        home = {r: i for i, item in enumerate(self.items) for r in item}
        sums: dict[tuple[int, int], list[float]] = defaultdict(list)
        for (a, b), p in sorted(edges.items()):
            if a in place and b in place and home[place[a]] != home[place[b]]:
                x, y = sorted((home[place[a]], home[place[b]]))
                sums[x, y].append(p)
        means = {pair: FORBIDDEN if 0.0 in values else sum(values) / len(values) for pair, values in sums.items()}
        for a, b in apart:
            x, y = sorted((home[place[a]], home[place[b]]))
            if x != y:
                means[x, y] = FORBIDDEN
        return means

    def clusters(self, items: Sequence[int]) -> list[list[int]]:
        """Average linkage over some items."""
        index = {i: k for k, i in enumerate(items)}
        inner = ((index[a], index[b], p) for (a, b), p in self.likeness.items() if a in index and b in index)
        return [[items[k] for k in g] for g in cluster([self.names[i] for i in items], inner, self.threshold)]

    def join(
        self, homes: list[list[int]], groups: Sequence[list[int]], hearts: Mapping[int, int] = NONE, sure: Set[int] = frozenset()
    ) -> list[list[int]]:
        """Puts each group into the home it is most like, the surest pair of group and home first, and never beside what it must stay apart
        from; returns those that find none. What a group is like is judged before any has moved. `hearts` are the leads with their homes:
        what tells a day of its own (`sure`) and was found unlike them joins no home by way of what is told in passing there and may fit
        both ("attacks of last week").

        Whether a pair is joined hangs on surer pairs of the same group, or of one that must stay apart from it, and the same home: on
        nothing that is not tied to the two, so that a change reaches no further than `region` follows it."""
        where = {i: h for h, items in enumerate(homes) for i in items}
        wishes = [(m, self.names[g[0]], h, n) for n, g in enumerate(groups) for m, h in self._ranked(g, where)]
        found: set[int] = set()
        for _, _, h, n in sorted(wishes):
            if n not in found and not self._unlike(groups[n], h, hearts, sure) and not self._barred(groups[n], homes[h]):
                homes[h] += groups[n]
                found.add(n)
        return sorted(g for n, g in enumerate(groups) if n not in found)

    def _unlike(self, group: Sequence[int], home: int, hearts: Mapping[int, int], sure: Set[int]) -> bool:
        """Whether the likeness of one of a group and a home's leads is known and below the threshold."""
        known = [[self.likeness[min(i, j), max(i, j)] for j in self.beside[i] if hearts.get(j) == home] for i in group if i in sure]
        return any(bool(k) and sum(k) / len(k) < self.threshold for k in known)

    def _barred(self, group: Sequence[int], home: Sequence[int]) -> bool:
        return any(self.likeness.get((min(i, j), max(i, j))) == FORBIDDEN for i in group for j in home if j in self.beside[i])

    def _ranked(self, group: Sequence[int], where: Mapping[int, int]) -> list[tuple[float, int]]:
        """The homes whose mean over the edges there are reaches the threshold, as (minus the mean, home)."""
        found: dict[int, list[float]] = defaultdict(list)
        for i in group:
            for j in sorted(self.beside[i]):
                if j in where:
                    found[where[j]].append(self.likeness[min(i, j), max(i, j)])
        means = ((sum(values) / len(values), h) for h, values in found.items())
        return [(-m, h) for m, h in means if m >= self.threshold]
