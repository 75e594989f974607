"""What a brief holds, out of incidents and tallies: a pure function of what was told since a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from selon.ledger.entries import TallyEntry
from selon.model import Figure, FigureStep, Incident, What
from selon.views.exports.columns import in_order
from selon.views.sharing import Told

MOST_TALLIES = 12


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that moved since the day: as it was before, and every step after."""

    what: What
    before: FigureStep
    steps: tuple[FigureStep, ...]
    figure: Figure


@dataclass(frozen=True, slots=True)
class Changed:
    """An incident known before that was told again; `figures` are those that moved."""

    told: Told
    figures: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """Incidents first told since the day, those told again whose figures moved, all of both in dispute, and the highest counts."""

    since: date
    new: tuple[Told, ...]
    changed: tuple[Changed, ...]
    again: int
    disputed: tuple[Told, ...]
    tallies: tuple[TallyEntry, ...]

    @property
    def shown(self) -> tuple[Told, ...]:
        """The incidents of the map, in the order of their numbers."""
        return (*self.new, *(c.told for c in self.changed))


def _moved(i: Incident, since: date) -> tuple[Change, ...]:
    found = []
    for what, f in sorted(i.figures.items()):
        before = [h for h in f.history if h.day is not None and h.day < since]
        after = tuple(h for h in f.history if h.day is not None and h.day >= since)
        if before and any((h.low, h.best, h.high) != (before[-1].low, before[-1].best, before[-1].high) for h in after):
            found.append(Change(what, before[-1], after, f))
    return tuple(found)


def highest(tallies: Sequence[TallyEntry]) -> tuple[TallyEntry, ...]:
    """Of counts of the same kind from the same day by the same source, the highest; the highest of all first."""
    best: dict[tuple[str, str, str], TallyEntry] = {}
    for t in sorted(tallies, key=lambda t: t.ref):
        if t.tally.low is None:
            continue
        key = (t.tally.what, str(t.tally.since), t.source or t.outlet or "")
        if key not in best or (best[key].tally.low or 0) < t.tally.low:
            best[key] = t
    return tuple(sorted(best.values(), key=lambda t: (-(t.tally.low or 0), t.ref))[:MOST_TALLIES])


def gather(told: Sequence[Told], tallies: Sequence[TallyEntry], since: date) -> Brief:
    """The brief since a day: `told` are incidents that may be shown, in any order; those not told since then are left aside."""
    mine = [t for t in in_order(told) if t.incident.told and t.incident.told.end >= since]
    new = [t for t in mine if t.incident.told and t.incident.told.start >= since]
    old = [t for t in mine if t.incident.told and t.incident.told.start < since]
    changed = [Changed(t, moved) for t in old if (moved := _moved(t.incident, since))]
    disputed = [t for t in mine if t.disputes]
    recent = [t for t in tallies if t.published is not None and t.published.end >= since]
    return Brief(since, tuple(new), tuple(changed), len(old) - len(changed), tuple(disputed), highest(recent))
