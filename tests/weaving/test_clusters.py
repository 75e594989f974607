"""Clusters against a slow oracle, in any order."""

from __future__ import annotations

from itertools import combinations
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from selon.weaving.clusters import FORBIDDEN, cluster, components

Edges = list[tuple[int, int, float]]


def oracle(keys: list[str], edges: Edges, threshold: float) -> list[list[str]]:
    """Average linkage by the book: every pair of clusters is looked at before each merge."""
    likeness = {frozenset((keys[a], keys[b])): p for a, b, p in edges}
    groups = [[k] for k in sorted(keys)]
    while True:
        best = None
        for x, y in combinations(range(len(groups)), 2):
            mean = sum(likeness.get(frozenset((a, b)), 0.0) for a in groups[x] for b in groups[y]) / (len(groups[x]) * len(groups[y]))
            if mean >= threshold and (best is None or mean > best[0]):
                best = (mean, x, y)
        if best is None:
            return sorted(map(sorted, groups))
        _, x, y = best
        groups[x] += groups.pop(y)


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[str], Edges]:
    n = draw(st.integers(1, 9))
    pairs = draw(st.lists(st.sampled_from([*combinations(range(n), 2)] or [(0, 0)]), unique=True))
    # Likenesses that differ, so that no tie is broken in two right ways; parts of a power of two, so that sums are exact in any order.
    values = draw(st.permutations(range(1, 512)))
    edges = [(a, b, FORBIDDEN if draw(st.integers(0, 9)) == 0 else v / 512) for (a, b), v in zip(pairs, values, strict=False) if a != b]
    return [f"k{i:02}" for i in range(n)], edges


@given(graphs(), st.sampled_from([0.125, 0.3125, 0.5, 0.8125]))
def test_as_the_oracle(graph: tuple[list[str], Edges], threshold: float) -> None:
    keys, edges = graph
    assert [[keys[i] for i in c] for c in cluster(keys, edges, threshold)] == oracle(keys, edges, threshold)


@given(graphs(), st.integers(0, 1000))
def test_any_order(graph: tuple[list[str], Edges], seed: int) -> None:
    keys, edges = graph
    random = Random(seed)
    order = list(range(len(keys)))
    random.shuffle(order)
    place = {old: new for new, old in enumerate(order)}
    shuffled = [keys[i] for i in order]
    turned = [(place[b], place[a], p) for a, b, p in edges]
    random.shuffle(turned)
    assert [[shuffled[i] for i in c] for c in cluster(shuffled, turned, 0.3)] == [[keys[i] for i in c] for c in cluster(keys, edges, 0.3)]


@given(graphs())
def test_components_hold_their_clusters(graph: tuple[list[str], Edges]) -> None:
    keys, edges = graph
    where = {i: n for n, c in enumerate(components(len(keys), edges)) for i in c}
    assert all(len({where[i] for i in c}) == 1 for c in cluster(keys, edges, 0.2))


def test_forbidden_pairs_stay_apart() -> None:
    assert cluster(["a", "b", "c"], [(0, 1, 0.9), (1, 2, 0.9), (0, 2, FORBIDDEN)], 0.4) == [[0, 1], [2]]
