"""Comparisons, cut into shares that anybody can make: pairs of reports near each other in kind, place and time, with the reports they need.

A pair on the border of two shares is in one of them, which has both its reports; so the edges of all shares together are those of one, and
clusters are made of them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from selon.model import Value
from selon.weaving.likeness import edge
from selon.weaving.past import Edge
from selon.weaving.reports import Report
from selon.weaving.traits import traits

LEAST = 0.1  # likeness from which an edge is kept
MOST = 5000  # pairs of a share: some tenths of a second


class Share(Value, frozen=True, kw_only=True):
    """Reports, and the pairs of them (by number) to be compared."""

    reports: tuple[Report, ...]
    pairs: tuple[tuple[int, int], ...]


Compare = Callable[[Iterable[Share]], Iterable[Sequence[Edge]]]  # the edges of each share, whoever makes them


def compared(share: Share) -> tuple[Edge, ...]:
    """The edges of a share."""
    known = [traits(r) for r in share.reports]
    found = (edge(known[a], known[b], LEAST) for a, b in share.pairs)
    return tuple(e for e in found if e is not None)


def here(shares: Iterable[Share]) -> Iterator[Sequence[Edge]]:
    """Compares in this process."""
    return map(compared, shares)


def shares(pairs: Iterable[tuple[str, str]], known: Mapping[str, Report], most: int = MOST) -> Iterator[Share]:
    """Pairs of refs cut into shares, by the first key of the first of the two, which names its kind, place and days."""
    ranked = iter(sorted(pairs, key=lambda pair: (known[pair[0]].keys[:1], pair)))
    while some := list(islice(ranked, most)):
        number = {ref: n for n, ref in enumerate(sorted({ref for pair in some for ref in pair}))}
        yield Share(reports=tuple(known[ref] for ref in number), pairs=tuple((number[a], number[b]) for a, b in some))
