"""Sets of a few named values as numbers that a database can test: one bit for each value, by its place among all there are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args


def bits(values: Iterable[str], kind: object) -> int:
    """The number of a set of values of a Literal."""
    place = {v: n for n, v in enumerate(get_args(kind))}
    return sum(1 << place[v] for v in set(values))
