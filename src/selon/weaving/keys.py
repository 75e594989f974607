"""Blocking: the keys under which a report is looked up, so that only reports near in time, place and kind are ever compared.

A report has a key for every stretch of days and cell of the map that it may lie in, by kind of act; where no place is known, the
people and things it names stand in for it. Two reports of one incident share a key as long as their places are within NEAR and their
days within a day of each other, or one of their rarest names is the same in these days, or they share a mark (a victim, a street) within
a year.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from selon.atlas.folding import plain
from selon.model import Event, EventType, Interval, Place

NIGHT = 2  # days between the first and the last day of a stretch that is no night
DAYS = 3  # length of a stretch
CELL = 0.5  # degrees
NEAR = 20.0  # km around a place that belong to it for look-up
WIDEST = 100.0  # km; a place less sure than this is looked up by its country
LONGEST = 12  # days; a time less sure than this is looked up by publication
BEFORE = 4  # days before publication in which an undated act is looked for
TOLLS = frozenset({"killed", "injured", "missing", "abducted"})
LARGE = 4  # the least toll that marks an act
RAREST = 4  # single names by which an event is looked up
YEARS = 800  # days in which a name is looked for
KM = 111.2  # a degree of latitude

KIND: dict[EventType, str] = {"INTERCEPT": "ASSAULT", "ACCIDENT": "ASSAULT", "EVACUATE": "RETREAT"}


def one_act(a: EventType, b: EventType) -> bool:
    """Whether two types may be two words on one act in one article: one type, a shot and its interception, a retreat."""
    return a == b or {a, b} in ({"ASSAULT", "INTERCEPT"}, {"RETREAT", "EVACUATE"})


def kind(e: Event) -> str:
    """What kinds of act may be tellings of one: an attack and its interception, a shooting and the accident that it turned out to be."""
    return KIND.get(e.type, e.type)


def told_days(e: Event) -> Interval | None:
    """The days an event says it was on; null where it says none, or a stretch too long to tell acts apart."""
    t = e.time
    if t is None or t.start is None or t.end is None or (t.end - t.start).days > LONGEST:
        return None
    return Interval(start=t.start, end=t.end)


def several_days(e: Event) -> bool:
    """Whether an event is told of a stretch of days: with no place of its own, that is several acts at once, like none of them."""
    t = e.time
    return t is not None and t.start is not None and t.end is not None and (t.end - t.start).days >= (1 if t.extent == "span" else NIGHT)


def window(e: Event, days: Interval | None, published: Interval | None) -> tuple[int, int] | None:
    """First and last day (ordinals) in which the act may lie: those told, else the last before publication; null for an undated act of
    old."""
    if days is not None:
        return days.start.toordinal(), days.end.toordinal()
    if e.newness == "background" or published is None:
        return None
    return (published.start - timedelta(days=BEFORE)).toordinal(), published.end.toordinal()


def keys(
    e: Event,
    days: Interval | None,
    published: Interval | None,
    place: Place | None,
    marks: Iterable[str] = (),
    named: Iterable[str] = (),
    names: Sequence[str] = (),
) -> tuple[str, ...]:
    """The blocking keys of an event at a place and time, sorted; `marks` are names that mark it, `named` places named beside it, `names`
    single names, the most telling first, which mark it in its days."""
    found = window(e, days, published)
    k = kind(e)
    spots = list(_spots(place))
    out = {*_marks(k, found, published, marks), *_marks(k, found, published, _tolls(e, spots))}
    if found is not None and not (place is None and several_days(e)):
        stretches = range((found[0] - 1) // DAYS, (found[1] + 1) // DAYS + 1)
        near = [*(spots or [f"?{p}" for p in _parties(e)] or ["?"]), *(f"'{n}" for n in named), *(f"~{n}" for n in names[:RAREST])]
        out |= {f"{k}|{spot}|{d}" for spot in near for d in stretches}
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


def _tolls(e: Event, spots: Iterable[str]) -> Iterator[str]:
    """A toll of some size at a place marks an act as a name does, long after its day has gone from the news."""
    for c in e.counts:
        if c.what in TOLLS and c.low is not None and c.low >= LARGE:
            yield from (f"{c.what}{c.low}|{spot}" for spot in spots)


def _parties(e: Event) -> Iterable[str]:
    """Who took part, by country or name."""
    return sorted({plain(p.country or p.name) for p in (*e.actor, *e.target)})[:6]


def _marks(k: str, found: tuple[int, int] | None, published: Interval | None, marks: Iterable[str]) -> Iterator[str]:
    """Rare names, by the years in which they are told."""
    days = {*(found or ()), *((published.end.toordinal(),) if published else ())}
    stretches = sorted({(d + shift) // YEARS for d in days for shift in (0, YEARS // 2)})
    for m in marks:
        yield from (f"{k}|@{m}|{s}" for s in stretches)
