"""How far coders agree, and how often selon agrees with what they settled.

Agreement is Krippendorff's alpha for nominal values (Krippendorff 2004, by the package of that name) over the events that two or more
coded; selon's score is the share of settled fields in which its reading says the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import get_args

import krippendorff
import numpy as np

from selon.ledger.coding import Coding
from selon.model import Event, EventType, Newness, Reading, Status
from selon.views.web.values import Agreement, ReviewField

FIELDS: tuple[ReviewField, ...] = (
    ReviewField(field="type", options=(*get_args(EventType), "none")),
    ReviewField(field="status", options=get_args(Status)),
    ReviewField(field="newness", options=get_args(Newness)),
    *(ReviewField(field=f, options=()) for f in ("actor", "target", "place", "day", "killed", "injured")),
)


def folded(value: str) -> str:
    """As values are compared: case and spacing aside."""
    return " ".join(value.casefold().split())


def alpha(codings: Sequence[dict[str, str]], field: str) -> tuple[float | None, int]:
    """Alpha of one field and the number of units; `codings` are, unit by unit, the values of each coder. None where nothing differs or
    fewer than two units were coded twice."""
    units = [[folded(v) for v in unit.values()] for unit in codings if len(unit) > 1]
    names = sorted({v for u in units for v in u})
    if len(units) < 2 or len(names) < 2:
        return (1.0 if len(units) > 1 else None), len(units)
    number = {n: i for i, n in enumerate(names)}
    table = np.full((max(map(len, units)), len(units)), np.nan)
    for j, unit in enumerate(units):
        table[: len(unit), j] = [number[x] for x in unit]
    return round(float(krippendorff.alpha(reliability_data=table, level_of_measurement="nominal")), 4), len(units)


def _count(e: Event, what: str) -> str:
    counts = [c for c in e.counts if c.what == what and c.part_of is None]
    return str(counts[0].low if counts[0].low is not None else counts[0].high) if counts else ""


def found(reading: Reading, event: str) -> dict[str, str]:
    """What selon says of an event, field by field."""
    e = next((x for x in reading.events if x.id == event), None)
    if e is None:
        return {"type": "none"}
    return {
        "type": e.type,
        "status": e.status,
        "newness": e.newness,
        "actor": "; ".join(p.name for p in e.actor),
        "target": "; ".join(p.name for p in e.target),
        "place": e.place.name if e.place else "",
        "day": e.time.start.isoformat() if e.time and e.time.start else "",
        "killed": _count(e, "killed"),
        "injured": _count(e, "injured"),
    }


def agreement(codings: Iterable[Coding], readings: dict[str, Reading]) -> list[Agreement]:
    """Alpha and selon's score, field by field."""
    own: dict[tuple[str, str], dict[str, dict[str, str]]] = {}
    settled: dict[tuple[str, str], dict[str, str]] = {}
    for c in codings:
        if c.settles:
            settled[c.article, c.event] = c.values
        else:
            own.setdefault((c.article, c.event), {})[c.coder] = c.values
    told = []
    for f in FIELDS:
        units = [{who: values.get(f.field, "") for who, values in sorted(unit.items())} for _, unit in sorted(own.items())]
        a, n = alpha(units, f.field)
        right = [
            folded(found(readings[k[0]], k[1]).get(f.field, "")) == folded(v.get(f.field, ""))
            for k, v in settled.items()
            if k[0] in readings
        ]
        told.append(Agreement(field=f.field, alpha=a, units=n, selon=round(sum(right) / len(right), 4) if right else None))
    return told
