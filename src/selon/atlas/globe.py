"""Distances on the globe."""

from __future__ import annotations

import math

ACROSS = 12742.0  # km, twice the Earth's mean radius


def km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """The great-circle distance of two points given in degrees, by the haversine formula."""
    a, b = math.radians(lat1), math.radians(lat2)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return ACROSS * math.asin(math.sqrt(min(1.0, h)))
