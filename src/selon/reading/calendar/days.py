"""Arithmetic of days: calendar units, ISO weeks, seasons, feasts. All intervals are inclusive, the calendar is the Gregorian one."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta

from selon.model import Interval

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


class OutOfCalendarError(ValueError):
    """A day that no calendar has, such as 31 February or the year 0."""


def day(year: int, month: int, number: int) -> date:
    """The date; OutOfCalendarError where there is none."""
    if not MINYEAR <= year <= MAXYEAR or not 1 <= month <= 12 or not 1 <= number <= monthrange(year, month)[1]:
        raise OutOfCalendarError(f"{year}-{month}-{number}")
    return date(year, month, number)


def shifted(d: date, days: int) -> date:
    """A date some days away."""
    try:
        return d + timedelta(days=days)
    except OverflowError:
        raise OutOfCalendarError(f"{d} {days:+} days") from None


def month_of(year: int, month: int, offset: int = 0) -> Interval:
    """A calendar month, `offset` months away."""
    n = year * 12 + month - 1 + offset
    y, m = n // 12, n % 12 + 1
    return Interval(start=day(y, m, 1), end=day(y, m, monthrange(y, m)[1]) if MINYEAR <= y <= MAXYEAR else day(y, m, 1))


def years(first: int, last: int) -> Interval:
    """Whole years."""
    return Interval(start=day(first, 1, 1), end=day(last, 12, 31))


def week_of(d: date, offset: int = 0) -> Interval:
    """The ISO week of a day, Monday to Sunday, `offset` weeks away."""
    monday = shifted(d, 7 * offset - d.weekday())
    return Interval(start=monday, end=shifted(monday, 6))


def season_of(year: int, name: str) -> Interval:
    """A northern season that begins in `year`; winter runs into the next."""
    first = SEASONS[name]
    return Interval(start=day(year, first, 1), end=month_of(year, first, 2).end)


def back(d: date, unit: str, n: int) -> date:
    """The day `n` units away (negative: before), clipped to the month's end."""
    if unit in ("day", "week"):
        return shifted(d, n * (7 if unit == "week" else 1))
    months = n * {"month": 1, "quarter": 3, "semester": 6, "year": 12, "decade": 120, "century": 1200}[unit]
    there = month_of(d.year, d.month, months)
    return there.start.replace(day=min(d.day, there.end.day))


def unit_of(d: date, unit: str, n: int) -> Interval:
    """The calendar unit `n` units away from the one a day lies in."""
    if unit == "day":
        return Interval(start=shifted(d, n), end=shifted(d, n))
    if unit in ("week", "weekend"):
        week = week_of(d, n)
        return week if unit == "week" else Interval(start=shifted(week.start, 5), end=week.end)
    if unit == "month":
        return month_of(d.year, d.month, n)
    if unit in ("quarter", "semester"):
        size = 3 if unit == "quarter" else 6
        first = month_of(d.year, (d.month - 1) // size * size + 1, n * size).start
        return Interval(start=first, end=month_of(first.year, first.month, size - 1).end)
    size = {"year": 1, "decade": 10, "century": 100}[unit]
    low = d.year if size == 1 else (d.year // 10 * 10 if size == 10 else (d.year - 1) // 100 * 100 + 1)
    return years(low + n * size, low + n * size + size - 1)


def easter(year: int) -> date:
    """Easter Sunday (Gregorian; the anonymous algorithm printed in Nature, 20 April 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, number = divmod(h + m - 7 * n + 114, 31)
    return day(year, month, number + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth such weekday of a month; -1 is the last."""
    days = [d for d in range(1, monthrange(year, month)[1] + 1) if date(year, month, d).weekday() == weekday]
    return date(year, month, days[nth - 1 if nth > 0 else nth])
