"""How far coders agree, and how often selon agrees with what they settled.

Agreement is Krippendorff's alpha for nominal values (Content Analysis, 2004, chapter 11) over the events that two
or more coded; selon's score is the share of settled fields in which its reading says the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import permutations
from typing import get_args

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


def alpha(codings: Sequence[dict[str, str]]) -> tuple[float | None, int]:
    """Krippendorff's alpha for nominal values of one field, and the number of units that two or more coded.

    `codings` are, unit by unit, the values of each coder. 1 - D_o / D_e, with the disagreement observed in the coincidences of values
    within units, and that expected if they were shared out by chance. None where fewer than two units were coded twice.
    """
    units = [[folded(v) for v in unit.values()] for unit in codings if len(unit) > 1]
    if len(units) < 2:
        return None, len(units)
    pairs: Counter[tuple[str, str]] = Counter()
    for unit in units:
        for a, b in permutations(unit, 2):
            pairs[a, b] += Fraction(1, len(unit) - 1)  # type: ignore[assignment]
    sums: Counter[str] = Counter()
    for (a, _), n in pairs.items():
        sums[a] += n
    total = sum(sums.values())
    expected = total * total - sum(n * n for n in sums.values())
    if not expected:
        return 1.0, len(units)
    observed = sum(n for (a, b), n in pairs.items() if a != b)
    return round(float(1 - Fraction(observed) * (total - 1) / expected), 4), len(units)


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
        a, n = alpha(units)
        right = [
            folded(found(readings[k[0]], k[1]).get(f.field, "")) == folded(v.get(f.field, ""))
            for k, v in settled.items()
            if k[0] in readings
        ]
        told.append(Agreement(field=f.field, alpha=a, units=n, selon=round(sum(right) / len(right), 4) if right else None))
    return told
