"""What people decided about an incident, laid over what weaving made of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, cast, get_args

from msgspec.structs import replace

from selon.errors import UsageError
from selon.model import Decision, EventType, Figure, Grade, Incident, Place, What


def _day(value: str) -> date | None:
    return date.fromisoformat(value) if value else None


def _type(value: str) -> str:
    if value not in get_args(EventType):
        raise ValueError(f"there are {', '.join(get_args(EventType))}")
    return value


def _position(i: Incident, value: str) -> Incident:
    lat, lon, km = (float(x) for x in value.split(","))
    if not (abs(lat) <= 90 and abs(lon) <= 180 and km > 0):
        raise ValueError("give LAT,LON,RADIUS_KM")
    place = i.place or Place(span=(0, 0), text="", name="")
    return replace(i, place=replace(place, lat=lat, lon=lon, radius_km=km, unresolved=None))


def _country(i: Incident, value: str) -> Incident:
    if not (len(value) == 2 and value.isalpha() and value.isupper()):
        raise ValueError("give the two capital letters of ISO 3166-1")
    return replace(i, place=replace(i.place or Place(span=(0, 0), text="", name=""), country=value))


def _place(i: Incident, value: str) -> Incident:
    return replace(i, place=replace(i.place or Place(span=(0, 0), text="", name=""), name=value))


def _figure(what: What) -> Callable[[Incident, str], Incident]:
    def change(i: Incident, value: str) -> Incident:
        numbers = [int(x) for x in value.split(",")]
        if len(numbers) not in (1, 3) or sorted(numbers) != numbers or numbers[0] < 0:
            raise ValueError("give BEST or LOW,BEST,HIGH")
        low, best, high = numbers if len(numbers) == 3 else numbers * 3
        old = i.figures.get(what)
        new = Figure(low=low, best=best, high=high, history=old.history if old else (), said=old.said if old else ())
        return replace(i, figures={**i.figures, what: new})

    return change


def _plain(field: str, read: Callable[[str], Any]) -> Callable[[Incident, str], Incident]:
    return lambda i, value: replace(i, **{field: read(value)})


FIELDS: dict[str, Callable[[Incident, str], Incident]] = {
    "type": _plain("type", _type), "mode": _plain("mode", lambda v: v or None), "title": _plain("title", str),
    "start": _plain("start", _day), "end": _plain("end", _day), "place": _place, "country": _country, "position": _position,
    **{what: _figure(what) for what in get_args(What)},
}


def correct(i: Incident, value: str) -> Incident:
    """An incident with `field=value` in it; UsageError says what is wrong and what is allowed."""
    field, equals, wanted = value.partition("=")
    if not equals or field not in FIELDS:
        raise UsageError(f"correction {value!r}: give FIELD=VALUE; fields: {', '.join(FIELDS)}")
    try:
        new = FIELDS[field](i, wanted)
    except ValueError as e:
        raise UsageError(f"correction {value!r}: {e}") from None
    if new.start and new.end and new.start > new.end:
        raise UsageError(f"correction {value!r}: the start {new.start} is after the end {new.end}; correct the other first")
    return new


def corrected(i: Incident, decided: Iterable[Decision]) -> Incident:
    """An incident with the grade and the corrections that stand, in the order in which they were decided."""
    days = [d for d in decided if d.kind == "correct" and d.value]
    for d in decided:
        if d.kind == "grade":
            i = replace(i, grade=cast("Grade", d.value))
    for d in sorted(days, key=lambda d: not _is_day(d)):
        i = _laid_over(i, d)
    return i


def _is_day(d: Decision) -> bool:
    return (d.value or "").startswith(("start=", "end="))


def _laid_over(i: Incident, d: Decision) -> Incident:
    """A correction that stood when it was made; where new reports moved the other end past it, that end follows."""
    try:
        return correct(i, d.value or "")
    except UsageError:
        day = _day((d.value or "").partition("=")[2])
        return replace(i, start=day, end=day)
