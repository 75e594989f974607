"""What weaving asks of whoever keeps the past: a ledger, or a few lists in memory."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from selon.model import Value
from selon.weaving.reports import Report


class Edge(Value, frozen=True, kw_only=True):
    """How alike two reports are, 0 to 1, `a` < `b` by ref; 0 where one article tells them as two. `why` names each feature with its share
    of the score."""

    a: str
    b: str
    likeness: float
    why: tuple[tuple[str, float], ...] = ()


class Settled(Value, frozen=True, kw_only=True):
    """What people decided about pairs of reports (`a` < `b`): together, or apart."""

    a: str
    b: str
    together: bool


class Past(Protocol):
    """The reports that are there already, in any order."""

    def sharing(self, keys: Collection[str]) -> Sequence[Report]:
        """Reports that have at least one of these blocking keys."""
        ...

    def edges(self, refs: Collection[str]) -> Sequence[Edge]:
        """The kept edges that touch at least one of these reports."""
        ...

    def reports(self, refs: Collection[str]) -> Sequence[Report]:
        """The reports of these names."""
        ...

    def cells(self, refs: Collection[str]) -> Sequence[tuple[str, ...]]:
        """The clusters (sorted refs) that hold these reports by now; reports that none holds are left out."""
        ...

    def settled(self, refs: Collection[str]) -> Sequence[Settled]:
        """The decisions that touch at least one of these reports."""
        ...
