"""What the public page leaves out: whole texts, names of people without a public role, positions finer than the rule allows."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from selon.ledger.columns import Row
from selon.model import Incident, Participant, Place, Reading, Span
from selon.views.web.excerpts import sentences
from selon.views.web.settings import Settings

KM = 111.32  # of one degree of latitude
MOST = 1500  # characters of an excerpt
MASK = "—"


def _grid(lat: float, lon: float, km: float) -> tuple[float, float]:
    """The middle of the square of so many kilometres that holds a point."""
    step = km / KM
    wide = step / max(0.05, math.cos(math.radians(lat)))
    return (math.floor(lat / step) + 0.5) * step, (math.floor(lon / wide) + 0.5) * wide


def coarse_row(row: Row, settings: Settings) -> Row:
    """A row with its position no finer than the rule allows, and the radius that goes with it."""
    if not (settings.public and settings.coarse_km) or row.lat is None or row.lon is None:
        return row
    lat, lon = _grid(row.lat, row.lon, settings.coarse_km)
    return dataclasses.replace(row, lat=lat, lon=lon, radius=max(row.radius or 0.0, settings.coarse_km))


def _place(p: Place | None, settings: Settings) -> Place | None:
    if p is None or not settings.coarse_km or p.lat is None or p.lon is None:
        return p
    lat, lon = _grid(p.lat, p.lon, settings.coarse_km)
    return replace(p, lat=lat, lon=lon, radius_km=max(p.radius_km or 0.0, settings.coarse_km))


def masked(p: Participant) -> Participant:
    """A person without a public role has no name."""
    if p.kind != "person" or p.sector is not None:
        return p
    return replace(p, name=MASK, text=MASK)


def shown_incident(i: Incident, settings: Settings) -> Incident:
    """An incident as it may be seen."""
    if not settings.public:
        return i
    actors, targets = i.actors, i.targets
    if not settings.names:
        actors, targets = tuple(map(masked, actors)), tuple(map(masked, targets))
    return replace(i, place=_place(i.place, settings), actors=actors, targets=targets)


def shown_reading(r: Reading, settings: Settings) -> tuple[Reading, bool]:
    """A reading as it may be seen, and whether it is an excerpt: the sentences that tell an event or a count, up to a length."""
    if not settings.public:
        return r, False
    kept = _kept(r)
    if not settings.names:
        hidden = {p.span for e in r.events for p in (*e.actor, *e.target) if masked(p) is not p and p.field is None}
    else:
        hidden = set()
    return _cut(r, kept, hidden), True


def _kept(r: Reading) -> list[Span]:
    marks = [e.trigger for e in r.events if e.field is None] + [t.span for t in r.tallies if t.field is None]
    kept: list[Span] = []
    for s in sentences(r.text, r.lang):
        if sum(b - a for a, b in kept) + s[1] - s[0] > MOST:
            break
        if any(s[0] <= a < s[1] for a, _ in marks):
            kept.append(s)
    return kept


def _cut(r: Reading, kept: Sequence[Span], hidden: set[Span]) -> Reading:
    """The reading over the kept sentences alone: each on a line, spans moved, what stood elsewhere left out."""
    pieces, moves, at = [], [], 0
    for a, b in kept:
        pieces.append("".join(MASK if any(s <= k < e for s, e in hidden) and not c.isspace() else c for k, c in enumerate(r.text[a:b], a)))
        moves.append((a, b, at - a))
        at += b - a + 1
    plain = msgspec.to_builtins(r)
    plain["text"] = "\n".join(pieces)
    for key in ("claims", "events", "tallies", "quantities", "places", "times"):
        plain[key] = [m for x in plain[key] if (m := _moved(x, moves, hidden)) is not None]
    ids = {x["id"] for key in ("claims", "events", "tallies") for x in plain[key]}
    plain["lead"] = plain["lead"] if plain["lead"] in ids else None
    plain["disputes"] = [d for d in plain["disputes"] if all(set(side) <= ids for side in d["sides"])]
    return msgspec.convert(plain, Reading)


SPANS = frozenset({"span", "trigger"})
LISTS = frozenset({"cue", "content", "mentions"})


def _move(span: Sequence[int], moves: Sequence[tuple[int, int, int]]) -> list[int] | None:
    return next(([span[0] + by, span[1] + by] for a, b, by in moves if a <= span[0] and span[1] <= b), None)


def _moved(x: dict[str, Any], moves: Sequence[tuple[int, int, int]], hidden: set[Span]) -> dict[str, Any] | None:
    """A value with its spans moved; None where what it rests on was left out. What stands in the title stays."""
    stays = x.get("field") == "title"
    out: dict[str, Any] = {}
    for key, value in x.items():
        if stays and key in SPANS | LISTS:
            out[key] = value
        elif key in SPANS:
            if (there := _move(value, moves)) is None:
                return None
            out[key] = there
        elif key in LISTS:
            out[key] = [m for s in value if (m := _move(s, moves)) is not None]
        elif isinstance(value, (list, tuple)) and value and isinstance(value[0], dict):
            out[key] = [inner for v in value if (inner := _moved(v, moves, hidden)) is not None]
        elif isinstance(value, dict) and "span" in value:
            out[key] = _moved(value, moves, hidden)
        else:
            out[key] = value
    if not stays and tuple(x.get("span", ())) in hidden:
        out |= {"name": MASK, "text": MASK}
    return None if "content" in out and not out["content"] else out
