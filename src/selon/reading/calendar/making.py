"""Makers: what the parts of a matched pattern mean together. Named by the patterns of the lexicon; each may refuse with None."""

from __future__ import annotations

from typing import Any

from selon.model import TimeKind
from selon.reading.calendar.counting import NightBefore, WeekdayBeside, Weekend
from selon.reading.calendar.dates import DATES
from selon.reading.calendar.days import OutOfCalendarError, day, nth_weekday
from selon.reading.calendar.lengths import LENGTHS, LONG, times, unit_name, window
from selon.reading.calendar.relations import (
    Beside,
    Both,
    InUnit,
    Last,
    Next,
    NightAfter,
    Since,
    Slice,
    Third,
    This,
    WeekAround,
    WeekdayOf,
    Within,
)
from selon.reading.calendar.values import (
    Anchored,
    Calendar,
    Feast,
    Fixed,
    Nothing,
    Season,
    Unit,
    Value,
    Window,
    year_value,
)
from selon.reading.numbers.grammar import Maker, Match

KINDS: dict[str, TimeKind] = {"duration": "duration", "set": "set", "period": "period", "date": "date"}
class Skipped:
    """Words that look like a time and are none (ages, names)."""


SKIPPED = Skipped()


def _point(m: Match) -> Value | None:
    """The value already made that the match is built on."""
    return next((v for c, v in m.parts if c in POINTS and c != "C"), None)


POINTS = frozenset({"P", "D", "M", "Y", "S", "F", "WD", "R", "RY", "DEC", "CENT", "C"})


def _bare(m: Match) -> Value | None:
    """The weekday, month, season or feast that a word points at."""
    if (v := m.get("WEEKDAY")) is not None:
        return Calendar(weekday=v, number=m.get("DAY"))
    if (v := m.get("MONTH") or m.get("BAREMONTH")) is not None:
        number = m.get("DAY")
        return Calendar(month=v, number=number) if number is None or 1 <= number <= 31 else None
    if (v := m.get("SEASON") or m.get("BARESEASON")) is not None:
        return Season(v)
    if (v := m.get("FEAST")) is not None:
        return Feast(v)
    return _point(m)


def _last(m: Match) -> Value | None:
    of = _bare(m)
    return Last(of) if of is not None else None


def _next(m: Match) -> Value | None:
    of = _bare(m)
    return Next(of) if of is not None else None


def _this(m: Match) -> Value | None:
    of = _bare(m)
    return This(of) if isinstance(of, Calendar | Season) else of


def _weekday_of(m: Match) -> Value:
    return WeekdayOf(m.get("WEEKDAY"), m.rule.n)


def _in_unit(m: Match) -> Value | None:
    of, outer = next((v for c, v in m.parts if c in POINTS), None), m.parts[-1][1]
    if m.get("DAY") is not None:
        of = Calendar(number=m.get("DAY"))
    elif of is outer or of is None:
        of = _bare(m)
    if of is None or (isinstance(of, Calendar) and of.year is not None) or (isinstance(outer, Unit) and outer.unit == "day"):
        return None
    return InUnit(of, outer) if isinstance(of, Calendar | Season | Feast) else None


def _slice(m: Match) -> Value | None:
    of, nth = m.parts[-1][1], m.get("ORD")
    unit, n = unit_name(m), m.get("NUM") or 1
    if unit not in LONG or nth is None or not (n <= 400 and -1 <= nth <= 60):
        return None
    return Slice(of if not isinstance(of, str) else Unit(of, 0), unit, n, nth)


def _half(m: Match) -> Value | None:
    of, nth = m.parts[-1][1], m.get("ORD") or m.rule.n
    if isinstance(of, str):
        of = Unit(of, 0) if of in LONG else None
    return Slice(of, "half", 1, 2 if nth in (2, -1) else 1) if of is not None and nth in (1, 2, -1) else None


def _quarter(m: Match) -> Value | None:
    nth, year = m.get("ORD") or m.get("INT"), m.get("YEAR")
    size = m.rule.unit or "quarter"
    if not nth or not 1 <= nth <= (4 if size == "quarter" else 2):
        return None
    whole: Value = year_value(year) if year else Unit("year", 0)
    return Slice(whole, size, 1, nth)


def _nth_weekday(m: Match) -> Value | None:
    month, nth = m.get("M"), m.get("ORD")
    if isinstance(month, Calendar) and month.year and month.month and nth and nth <= 4:
        d = nth_weekday(month.year, month.month, m.get("WEEKDAY"), nth)
        return Fixed(d, d)
    return None


def _month_days(m: Match) -> Value | None:
    first, last, month, year = m.get("DAY"), m.get("DAY", 1), m.get("MONTH"), m.get("YEAR")
    if not (1 <= first < last <= 31):
        return None
    return Both(Calendar(year, month, first), Calendar(year, month, last))


def _both(m: Match) -> Value | None:
    first, last = m.parts[0], m.parts[-1]
    of: Any = first[1] if first[0] in POINTS else _first_bare(first)
    to: Any = last[1]
    if of is None or isinstance(of, Nothing) or isinstance(to, Nothing):
        return None
    if isinstance(of, Calendar) and isinstance(to, Calendar) and of.month is None and of.number and of.weekday is None and not to.number:
        return None
    return Both(of, to)


def _first_bare(part: tuple[str, Any]) -> Value | None:
    key, value = part
    if key == "DAY":
        return Calendar(number=value) if 1 <= value <= 31 else None
    if key in ("MONTH", "BAREMONTH"):
        return Calendar(month=value)
    return Season(value) if key in ("SEASON", "BARESEASON") else None


def _since(m: Match) -> Value | None:
    of = _point(m)
    if of is None or isinstance(of, Nothing):
        return None
    if isinstance(of, Window):
        return of
    return Since(Third(of, m.rule.n) if m.rule.n else of)


def _beside(m: Match) -> Value | None:
    of = _point(m)
    return Beside(of, m.rule.n) if of is not None else None


def _offset(m: Match) -> Value | None:
    """Two days after 7 October: only days and weeks, since longer ones are as vague as their anchor."""
    unit, n, of = unit_name(m), times(m), _point(m)
    days = {"day": 1, "week": 7}.get(unit)
    if days is None or of is None or not ((isinstance(of, Calendar) and of.month and of.number) or isinstance(of, Feast)):
        return None
    return Beside(of, n * days * (m.rule.n or 1)) if n <= 400 else None


def _named(m: Match) -> Value:
    d = day(m.rule.n // 10000, m.rule.n // 100 % 100, m.rule.n % 100)
    return Fixed(d, d)


def _night_after(m: Match) -> Value | None:
    of = _point(m)
    return NightAfter(of) if of is not None else None


def _night_before(m: Match) -> Value | None:
    of = _point(m)
    return NightBefore(of) if of is not None else None


def _within(make: Maker) -> Maker:
    """A maker of nights."""
    def made(m: Match) -> Any:
        of = make(m)
        return Within(of) if of is not None and not isinstance(of, Nothing) else of
    return made


def _week_of(m: Match) -> Value | None:
    of = _point(m)
    return WeekAround(of, m.rule.unit or "week") if of is not None else None


def _nothing(m: Match) -> Value:
    kind, _, reason = m.rule.say.partition(" ")
    return Nothing(KINDS[kind], reason)


def _clock(m: Match) -> Any:
    hour, minute = m.get("INT") if m.get("INT") is not None else m.get("NUM"), m.get("INT", 1)
    if minute is None and hour is not None and m.rule.n:        # "0320 GMT"
        hour, minute = hour // 100, hour % 100
    if m.get("CLOCKPART") is not None:
        return "clock"
    return "clock" if (hour is None or hour <= 24) and (minute is None or minute < 60) else None


def _number(m: Match) -> Any:
    n = m.values[0] if m.values else None
    return n if n is not None and 1 <= n <= 31 else None


def _safe(maker: Maker) -> Maker:
    """A maker that refuses what no calendar has."""
    def made(m: Match) -> Any:
        try:
            return maker(m)
        except OutOfCalendarError:
            return Nothing("date", "no such day in the calendar")
    return made


MAKERS: dict[str, Maker] = {name: _safe(f) for name, f in {
    **DATES, **LENGTHS,
    "last": _last, "next": _next, "this": _this, "weekday_of": _weekday_of, "in_unit": _in_unit,
    "slice": _slice, "half": _half, "quarter": _quarter, "nth_weekday": _nth_weekday, "month_days": _month_days, "both": _both,
    "since": _since, "beside": _beside, "offset": _offset, "named": _named, "night_after": _night_after, "night_before": _night_before,
    "week_of": _week_of,
    "night_between": _within(_both), "last_night": _within(window),
    "nothing": _nothing, "clock": _clock, "number": _number, "first": lambda m: 1, "same": _point, "skip": lambda m: SKIPPED,
    "anchored": lambda m: Anchored(m.rule.n, False), "hours_after": lambda m: Anchored(0, False, later=True),
    "day_or_today": lambda m: Anchored(m.rule.n, True),
    "weekday_beside": lambda m: WeekdayBeside(m.rule.n, False, weekday=m.get("WEEKDAY")),
    "weekend": lambda m: Weekend(this=m.rule.n > 0, idle=m.rule.n < 0),
    "clock_alone": lambda m: Anchored(0, True), "anchored_unit": lambda m: Nothing("period", "counted from a time told before"),
}.items()}
