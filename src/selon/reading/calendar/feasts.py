"""Feast days: fixed days, days counted from Easter, the nth weekday of a month. Their names are in the lexicon."""

from __future__ import annotations

from datetime import date

import msgspec

from selon.reading.calendar.days import day, easter, nth_weekday, shifted


class FeastDate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When a feast falls: a month and day; or days from Easter; or the nth weekday (0 is Monday) of a month, and days from that."""

    names: tuple[str, ...] = ()
    month: int = 0
    day: int = 0
    easter: int | None = None
    weekday: int | None = None
    nth: int = 1
    plus: int = 0


def feast_day(feast: FeastDate, year: int) -> date:
    """Its day in a year."""
    if feast.easter is not None:
        return shifted(easter(year), feast.easter)
    if feast.weekday is not None:
        return shifted(nth_weekday(year, feast.month, feast.weekday, feast.nth), feast.plus)
    return day(year, feast.month, feast.day)
