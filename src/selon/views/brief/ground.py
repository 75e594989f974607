"""The ground of a map as SVG: countries of Natural Earth (public domain), which the page of the ledger has too, cut to what is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import cos, radians
from pathlib import Path
from typing import Any

import msgspec

from selon.views import web

WORLD = Path(web.__file__).parent / "static" / "assets" / "countries-50m.json"
STEP = 0.4  # pixels below which two points are one
LEAST = 4.0  # degrees of longitude a map shows at least, so that one town is seen with its country
ROOM = 2_500.0  # square pixels an outline needs for its name
NEAR = 12.0  # degrees from the middle of the crowd that a map shows in any case
MOST_OF = 0.65  # of the points at least must be in it, else it shows all
Point = tuple[float, float]


class _Named(msgspec.Struct):
    name: str = ""


class _Shape(msgspec.Struct):
    properties: _Named
    type: str | None = None
    arcs: list[list[Any]] = []  # of a polygon, its rings; of several, the rings of each


class _Shapes(msgspec.Struct):
    geometries: list[_Shape]


class _Objects(msgspec.Struct):
    countries: _Shapes


class _Transform(msgspec.Struct):
    scale: Point
    translate: Point


class _Topology(msgspec.Struct):
    objects: _Objects
    arcs: list[list[tuple[int, int]]]
    transform: _Transform


@dataclass(frozen=True, slots=True)
class Window:
    """The part of the world a map shows, in degrees, and its width and height in pixels."""

    west: float
    south: float
    east: float
    north: float
    width: float
    height: float

    def at(self, lon: float, lat: float) -> Point:
        """Where a point stands, in pixels."""
        return (lon - self.west) / (self.east - self.west) * self.width, (self.north - lat) / (self.north - self.south) * self.height

    def holds(self, lon: float, lat: float) -> bool:
        """Whether a point is in it."""
        return self.west <= lon <= self.east and self.south <= lat <= self.north

    @property
    def km(self) -> float:
        """Kilometres of one pixel, up and down."""
        return (self.north - self.south) * 111.2 / self.height


def crowd(points: Sequence[Point]) -> list[Point]:
    """The points without the few that lie so far from the rest that a map of all would show nothing of it."""
    x, y = (sorted(p[k] for p in points)[len(points) // 2] for k in (0, 1))

    def far(p: Point) -> float:
        return max(abs(p[0] - x), abs(p[1] - y))

    reach = max(NEAR, 3 * sorted(map(far, points))[len(points) // 2])
    near = [p for p in points if far(p) <= reach]
    return near if len(near) >= MOST_OF * len(points) else list(points)


def window(points: Sequence[Point], width: float = 640.0, most: float = 400.0, least: float = 220.0) -> Window:
    """The window around some points (longitude, latitude), with room at its sides."""
    lons, lats = [p[0] for p in points], [p[1] for p in points]
    middle = (min(lats) + max(lats)) / 2
    squeeze = max(cos(radians(middle)), 0.2)
    wide = max((max(lons) - min(lons)) * 1.3, LEAST / squeeze)
    high = max((max(lats) - min(lats)) * 1.3, LEAST * 0.6)
    wide = max(wide, high / squeeze * width / most)
    height = min(max(high / (wide * squeeze) * width, least), most)
    high = height / width * wide * squeeze
    x, y = (min(lons) + max(lons)) / 2, middle
    return Window(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2, width, height)


@cache
def _arcs() -> tuple[tuple[tuple[Point, ...], ...], tuple[tuple[str, tuple[tuple[int, ...], ...]], ...]]:
    """The border lines in degrees, and each country with its rings as numbers of lines."""
    t = msgspec.json.decode(WORLD.read_bytes(), type=_Topology)
    (kx, ky), (ox, oy) = t.transform.scale, t.transform.translate
    lines = []
    for arc in t.arcs:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * kx + ox, y * ky + oy))
        lines.append(tuple(line))
    return tuple(lines), tuple((g.properties.name, tuple(_rings(g))) for g in t.objects.countries.geometries)


def _rings(g: _Shape) -> Iterator[tuple[int, ...]]:
    for part in g.arcs:
        yield from (tuple(ring) for ring in (part if g.type == "MultiPolygon" else [part]))


def _clamped(points: Sequence[Point], w: Window) -> Iterator[Point]:
    """Pixels of a ring, those outside drawn to the rim, those too near to the last left out."""
    rim, last = 20.0, None
    for lon, lat in points:
        x, y = w.at(lon, lat)
        here = min(max(x, -rim), w.width + rim), min(max(y, -rim), w.height + rim)
        if last is None or abs(here[0] - last[0]) + abs(here[1] - last[1]) > STEP:
            yield here
            last = here


@dataclass(frozen=True, slots=True)
class Land:
    """A country as the window shows it: its outline, and where its name stands if there is room."""

    path: str
    name: str
    at: Point | None


def land(w: Window) -> list[Land]:
    """The countries that the window shows."""
    lines, countries = _arcs()
    found = []
    for name, rings in countries:
        pieces = [piece for ring in rings for piece in _pieces(ring, lines, w)]
        if pieces:
            path = "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in p) + "Z" for p in pieces)
            found.append(Land(path, name, _middle(max(pieces, key=lambda p: abs(_area(p))), w)))
    return found


def _area(ring: Sequence[Point]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*ring, ring[0]])) / 2


def _middle(ring: Sequence[Point], w: Window) -> Point | None:
    """The centre of gravity of an outline that is large enough for a name and holds its centre within the window."""
    area = _area(ring)
    if abs(area) < ROOM:
        return None
    edges = [(a, b, a[0] * b[1] - b[0] * a[1]) for a, b in pairwise([*ring, ring[0]])]
    x, y = (sum((a[k] + b[k]) * cross for a, b, cross in edges) / (6 * area) for k in (0, 1))
    return (x, y) if 30 < x < w.width - 30 and 12 < y < w.height - 12 else None


def _unwrapped(points: Sequence[Point]) -> list[Point]:
    """A ring that goes on over the date line instead of back around the world."""
    found, turn = [points[0]], 0.0
    for (before, _), (lon, lat) in pairwise(points):
        turn += 360.0 if before - lon > 180 else -360.0 if lon - before > 180 else 0.0
        found.append((lon + turn, lat))
    return found


def _pieces(ring: Sequence[int], lines: Sequence[Sequence[Point]], w: Window) -> Iterator[list[Point]]:
    points = _unwrapped([p for n in ring for p in (lines[n] if n >= 0 else lines[~n][::-1])])
    for shift in (-360.0, 0.0, 360.0):
        lons, lats = [p[0] + shift for p in points], [p[1] for p in points]
        if max(lons) >= w.west and min(lons) <= w.east and max(lats) >= w.south and min(lats) <= w.north:
            kept = list(_clamped(list(zip(lons, lats, strict=True)), w))
            if len(kept) > 2:
                yield kept
