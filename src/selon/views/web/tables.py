"""Incidents as CSV and GeoJSON: the columns of `selon export`, for those who ask the API for them."""

from __future__ import annotations

import io
from collections.abc import Sequence

from selon.views.exports.columns import in_order
from selon.views.exports.tables import to_csv, to_geojson
from selon.views.sharing import Told


def written(told: Sequence[Told], wanted: str) -> bytes:
    """Incidents in a format by name, in the stable order of exports."""
    out = io.StringIO()
    (to_csv if wanted == "csv" else to_geojson)(in_order(told), out)
    return out.getvalue().encode("utf-8", "surrogatepass")
