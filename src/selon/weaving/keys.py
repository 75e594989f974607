"""Blocking: the keys under which a report is looked up, so that only reports near in time, place and kind are ever compared.

A report has a key for every stretch of days and cell of the map that it may lie in, by kind of act; where no place is known, the
people and things it names stand in for it. Two reports of one incident share a key as long as their places are within NEAR and their
days within a day of each other, or they share a mark (a victim, a street) within a year.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from datetime import timedelta

from selon.atlas.folding import plain
from selon.model import Event, EventType, Interval, Place

DAYS = 3  # length of a stretch
CELL = 0.5  # degrees
NEAR = 20.0  # km around a place that belong to it for look-up
WIDEST = 60.0  # km; a place less sure than this is looked up by its country
LONGEST = 12  # days; a time less sure than this is looked up by publication
BEFORE = 4  # days before publication in which an undated act is looked for
YEARS = 800  # days in which a name is looked for
KM = 111.2  # a degree of latitude

KIND: dict[EventType, str] = {"INTERCEPT": "ASSAULT", "ACCIDENT": "ASSAULT", "EVACUATE": "RETREAT"}


def kind(e: Event) -> str:
    """What kinds of act may be tellings of one: an attack and its interception, a shooting and the accident that it turned out to be."""
    return KIND.get(e.type, e.type)


def window(e: Event, published: Interval | None) -> tuple[int, int, bool] | None:
    """First and last day (ordinals) in which the act may lie, and whether that was said; null for an undated act of old."""
    t = e.time
    if t is not None and t.start is not None and t.end is not None and (t.end - t.start).days <= LONGEST:
        return t.start.toordinal(), t.end.toordinal(), True
    if t is not None and t.start is not None and t.end is not None:
        return None if e.newness == "background" or published is None else _unsaid(published)
    return None if e.newness == "background" or published is None else _unsaid(published)


def _unsaid(published: Interval) -> tuple[int, int, bool]:
    return (published.start - timedelta(days=BEFORE)).toordinal(), published.end.toordinal(), False


def keys(e: Event, published: Interval | None, place: Place | None, marks: Iterable[str] = ()) -> tuple[str, ...]:
    """The blocking keys of an event at a place, sorted; `marks` are names that mark it."""
    found = window(e, published)
    k = kind(e)
    out = set(_marks(k, found, published, marks))
    if found is not None:
        stretches = range((found[0] - 1) // DAYS, (found[1] + 1) // DAYS + 1)
        spots = list(_spots(place)) or [f"?{p}" for p in _parties(e)] or ["?"]
        out |= {f"{k}|{spot}|{d}" for spot in spots for d in stretches}
    return tuple(sorted(out))


def _spots(p: Place | None) -> Iterator[str]:
    """The cells of the map that a place may lie in; its country where it is too unsure."""
    if p is None:
        return
    if p.lat is not None and p.lon is not None and (p.radius_km or 0.0) <= WIDEST:
        reach = NEAR + (p.radius_km or 0.0)
        up, side = reach / KM, reach / (KM * max(0.1, math.cos(math.radians(p.lat))))
        for y in range(math.floor((p.lat - up) / CELL), math.floor((p.lat + up) / CELL) + 1):
            for x in range(math.floor((p.lon - side) / CELL), math.floor((p.lon + side) / CELL) + 1):
                yield f"{y},{x}"
    elif p.country:
        yield p.country
    else:
        yield f"'{plain(p.name)}"


def _parties(e: Event) -> Iterable[str]:
    """Who took part, by country or name."""
    return sorted({plain(p.country or p.name) for p in (*e.actor, *e.target)})[:6]


def _marks(k: str, found: tuple[int, int, bool] | None, published: Interval | None, marks: Iterable[str]) -> Iterator[str]:
    """Rare names, by the years in which they are told."""
    days = {*(found[:2] if found else ()), *((published.end.toordinal(),) if published else ())}
    stretches = sorted({(d + shift) // YEARS for d in days for shift in (0, YEARS // 2)})
    for m in marks:
        yield from (f"{k}|@{m}|{s}" for s in stretches)
