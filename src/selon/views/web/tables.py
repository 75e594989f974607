"""Incidents as CSV and GeoJSON: one row or feature each, with where its figures come from."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

import msgspec

from selon.ledger.tables import row_of
from selon.model import Incident

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _cell(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula."""
    if isinstance(value, (list, tuple, dict)):
        value = msgspec.json.encode(value).decode()
    return "'" + value if isinstance(value, str) and value.startswith(FORMULA) else value


def as_csv(items: Sequence[Incident]) -> bytes:
    """All rows with the same columns, in the order of the first."""
    rows = [row_of(i) for i in items]
    names = list(dict.fromkeys(k for r in rows for k in r))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(names)
    writer.writerows([_cell(r.get(n)) for n in names] for r in rows)
    return out.getvalue().encode()


def as_geojson(items: Sequence[Incident]) -> bytes:
    """A feature each; geometry is null where the place has no position. The radius is a property: a point is not a position."""
    features = []
    for i in items:
        p = i.place
        point = None if p is None or p.lat is None else {"type": "Point", "coordinates": [p.lon, p.lat]}
        features.append({"type": "Feature", "id": i.id, "geometry": point, "properties": msgspec.to_builtins(i)})
    return msgspec.json.encode({"type": "FeatureCollection", "features": features})


def written(items: Sequence[Incident], wanted: str) -> bytes:
    """Incidents in a format by name."""
    return as_csv(items) if wanted == "csv" else as_geojson(items)
