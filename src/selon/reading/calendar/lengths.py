"""Makers of lengths: so many days, weeks, months before or after the day of publication or one told before."""

from __future__ import annotations

from selon.reading.calendar.counting import Counted
from selon.reading.calendar.relations import Ahead
from selon.reading.calendar.values import Neighbour, Nothing, Unit, Value, Window
from selon.reading.numbers.grammar import Maker, Match

LONG = frozenset({"day", "week", "month", "quarter", "semester", "year", "decade", "century", "weekend"})
SHORT = frozenset({"hour", "minute", "second", "night"})
MOST = {"day": 60000, "week": 9000, "month": 2000, "quarter": 700, "semester": 300, "year": 1900, "decade": 190, "century": 19,
        "weekend": 100}


def unit_name(m: Match) -> str:
    """The unit that a rule or a word of it names."""
    return str(m.rule.unit or m.get("UNIT") or m.get("UNITS") or "")


def _unit(m: Match) -> Value | None:
    unit = unit_name(m)
    if unit == "fortnight":
        return Unit("week", 2 * m.rule.n)
    return Unit(unit, m.rule.n) if unit in LONG else None


def times(m: Match) -> int:
    """How many units are told; one where no number is."""
    n: int | None = m.get("NUM")
    return 1 if n is None else n


def _ago(m: Match) -> Value | None:
    unit, n = unit_name(m), times(m)
    if unit == "fortnight":
        unit, n = "week", n * 2
    if unit in SHORT:
        hours = {"hour": 1, "night": 24}.get(unit, 0) * n
        return Unit("day", m.rule.n * (hours // 24))
    return Unit(unit, m.rule.n * n) if n <= MOST.get(unit, 0) else None


def window(m: Match) -> Value | None:
    """The days up to the day of publication, or from it on: "the past two weeks"."""
    unit, n = unit_name(m), times(m)
    if unit in ("fortnight", "weekend"):
        unit, n = "week", n * (2 if unit == "fortnight" else 1)
    if unit in SHORT:
        unit, n = "day", (n * {"hour": 1, "night": 24}.get(unit, 0) + 23) // 24
    return Window(unit, m.rule.n * n) if n <= MOST.get(unit, 0) else None


def _ahead(m: Match) -> Value | None:
    value = _ago(m)
    return Ahead(value) if isinstance(value, Unit) else None


def _counted(m: Match) -> Value | None:
    """Days, weeks, months or years from a day told before; shorter units are lengths."""
    unit, n = unit_name(m), times(m)
    if unit == "fortnight":
        unit, n = "week", n * 2
    if unit not in LONG or n > MOST.get(unit, 0):
        return Nothing("duration", "counted from an event")
    return Counted(m.rule.n * n, False, unit=unit, of=bool(m.rule.say))


def _unit_now(m: Match) -> Value | None:
    """The unit that holds the day of publication."""
    return Unit(unit_name(m), 0) if unit_name(m) in LONG else None


def _unit_beside(m: Match) -> Value | None:
    return Neighbour(unit_name(m), m.rule.n) if unit_name(m) in LONG else None


LENGTHS: dict[str, Maker] = {
    "unit": _unit, "ago": _ago, "window": window, "ahead": _ahead, "counted": _counted, "this_unit": _unit_now, "unit_beside": _unit_beside,
}
