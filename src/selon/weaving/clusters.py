"""Clusters out of pairwise likeness, the same whatever the order in which the items came.

Average linkage (UPGMA: Sokal and Michener 1958) over a sparse graph: a pair without an edge has likeness 0, a forbidden pair keeps
its two clusters apart for good. Two clusters join while their mean likeness reaches the threshold, best first, ties by the items' keys.
Items of different connected components never meet, so that a new item changes its own component alone.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

FORBIDDEN = float("-inf")


@dataclass(slots=True)
class _Group:
    """A cluster while it grows: its items, and the sum of likeness to each other cluster it has an edge to."""

    items: list[int]
    sums: dict[int, float] = field(default_factory=dict)


def components(n: int, edges: Iterable[tuple[int, int, float]]) -> list[list[int]]:
    """The connected components of items 0..n-1, each sorted, in the order of their first item."""
    parent = list(range(n))

    def top(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for a, b, p in edges:
        if p != FORBIDDEN:
            x, y = top(a), top(b)
            parent[max(x, y)] = min(x, y)
    groups: dict[int, list[int]] = {}
    for i in range(n):
        groups.setdefault(top(i), []).append(i)
    return list(groups.values())


def cluster(keys: Sequence[str], edges: Iterable[tuple[int, int, float]], threshold: float) -> list[list[int]]:
    """Clusters of the items whose names are `keys` (unique); `edges` are (i, j, likeness in [0, 1] or FORBIDDEN), each pair once.

    Returns lists of item indices, each sorted by key, the lists sorted by their first key.
    """
    rank = {i: r for r, i in enumerate(sorted(range(len(keys)), key=keys.__getitem__))}
    back = sorted(rank, key=rank.__getitem__)
    ranked = sorted((min(rank[a], rank[b]), max(rank[a], rank[b]), p) for a, b, p in edges if a != b)
    groups = _merge(len(keys), ranked, threshold)
    return [[back[i] for i in items] for items in sorted(groups)]


def _merge(n: int, edges: Sequence[tuple[int, int, float]], threshold: float) -> list[list[int]]:
    alive = {i: _Group([i]) for i in range(n)}
    for a, b, p in edges:
        alive[a].sums[b] = alive[b].sums[a] = p
    heap = [(-p, a, b) for a, b, p in edges if p >= threshold]
    heapq.heapify(heap)
    while heap:
        p, a, b = heapq.heappop(heap)
        if a in alive and b in alive and -p == _mean(alive, a, b):
            _join(alive, a, b, n, heap, threshold)
            n += 1
    return [sorted(g.items) for g in alive.values()]


def _mean(alive: dict[int, _Group], a: int, b: int) -> float:
    return alive[a].sums[b] / (len(alive[a].items) * len(alive[b].items))


def _join(alive: dict[int, _Group], a: int, b: int, new: int, heap: list[tuple[float, int, int]], threshold: float) -> None:
    """Replaces clusters a and b by `new`, a number above all others so far; the order of numbers follows the order of merges."""
    x, y = alive.pop(a), alive.pop(b)
    group = alive[new] = _Group(sorted(x.items + y.items))
    for c in sorted((x.sums.keys() | y.sums.keys()) - {a, b}):
        other = alive.get(c)
        if other is None:
            continue
        group.sums[c] = other.sums[new] = x.sums.get(c, 0.0) + y.sums.get(c, 0.0)
        other.sums.pop(a, None)
        other.sums.pop(b, None)
        if (mean := _mean(alive, new, c)) >= threshold:
            heapq.heappush(heap, (-mean, min(c, new), max(c, new)))
