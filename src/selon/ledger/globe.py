"""Positions as numbers that an ordinary index can find: a point of the unit sphere, and a cell of a quadtree over the world.

A cell is the Morton code of a square of 2^-16 of the world's width and height (600 m by 300 m at the equator); a box is a few
ranges of codes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

EARTH = 6371.0088  # km, mean radius
LEVELS = 16
SIDE = 1 << LEVELS
NOWHERE = -1
MOST_RANGES = 24  # more ranges follow a box more closely; each is one more descent of the index


@dataclass(frozen=True, slots=True)
class Near:
    """A circle: degrees WGS 84, kilometres."""

    lat: float
    lon: float
    km: float


def point(lat: float, lon: float) -> tuple[float, float, float]:
    """The point of the unit sphere."""
    a, b = math.radians(lat), math.radians(lon)
    return math.cos(a) * math.cos(b), math.cos(a) * math.sin(b), math.sin(a)


def chord(km: float) -> float:
    """The squared straight distance of two points of the unit sphere that lie `km` apart on the ground."""
    return (2 * math.sin(min(km / EARTH, math.pi) / 2)) ** 2


def _spread(n: int) -> int:
    """The bits of a 16-bit number with a gap after each."""
    for shift, mask in ((8, 0x00FF00FF), (4, 0x0F0F0F0F), (2, 0x33333333), (1, 0x55555555)):
        n = (n | n << shift) & mask
    return n


def _grid(lat: float, lon: float) -> tuple[int, int]:
    return min(int((lat + 90) / 180 * SIDE), SIDE - 1), min(int((lon + 180) / 360 * SIDE), SIDE - 1)


def cell(lat: float | None, lon: float | None) -> int:
    """The cell of a position, NOWHERE where there is none."""
    if lat is None or lon is None:
        return NOWHERE
    row, column = _grid(lat, lon)
    return _spread(row) << 1 | _spread(column)


def _boxes(near: Near) -> list[tuple[float, float, float, float]]:
    """The circle's box as (south, west, north, east); two where it crosses the date line."""
    reach = math.degrees(near.km / EARTH)
    south, north = max(near.lat - reach, -90.0), min(near.lat + reach, 90.0)
    if south <= -90 or north >= 90 or reach >= 90:
        return [(south, -180.0, north, 180.0)]
    wide = math.degrees(math.asin(min(1.0, math.sin(math.radians(reach)) / math.cos(math.radians(near.lat)))))
    west, east = near.lon - wide, near.lon + wide
    if west < -180:
        return [(south, west + 360, north, 180.0), (south, -180.0, north, east)]
    if east > 180:
        return [(south, west, north, 180.0), (south, -180.0, north, east - 360)]
    return [(south, west, north, east)]


def ranges(near: Near) -> list[tuple[int, int]]:
    """Ranges of cells, both ends inclusive, that hold every position in the circle (and some outside)."""
    return sorted(r for box in _boxes(near) for r in _cover(*_grid(box[0], box[1]), *_grid(box[2], box[3])))


def _cover(south: int, west: int, north: int, east: int) -> list[tuple[int, int]]:
    """Squares that cover the box, the largest split first, until there are enough of them."""
    squares = [(0, 0, LEVELS)]
    done: list[tuple[int, int, int]] = []
    while squares and len(squares) + len(done) < MOST_RANGES:
        row, column, level = squares.pop(0)
        half = 1 << max(level - 1, 0)
        inside = south <= row and west <= column and row + (1 << level) - 1 <= north and column + (1 << level) - 1 <= east
        if inside or level == 0:
            done.append((row, column, level))
            continue
        for r, c in ((row, column), (row, column + half), (row + half, column), (row + half, column + half)):
            if r <= north and r + half > south and c <= east and c + half > west:
                squares.append((r, c, level - 1))
    return _joined(sorted((_spread(r) << 1 | _spread(c), level) for r, c, level in squares + done))


def _joined(squares: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Squares as ranges of codes; neighbours become one."""
    found: list[tuple[int, int]] = []
    for code, level in squares:
        last = code + (1 << 2 * level) - 1
        if found and found[-1][1] + 1 == code:
            found[-1] = found[-1][0], last
        else:
            found.append((code, last))
    return found
