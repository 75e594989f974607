"""Acts told at once, of several days and of no one place, are like no one act."""

from __future__ import annotations

from datetime import date
from typing import Any

from selon.model import Event, Time
from selon.weaving.company import lead_place
from selon.weaving.keys import keys, several_days, told_days


def told(**time: Any) -> Event:
    t = Time(span=(0, 4), text="when", start=date(2023, 10, 17), **time)
    return Event(
        id="e1", type="ASSAULT", trigger=(0, 4), mentions=((0, 4),), voices=(), status="happened", hedged=False, time=t, confidence=0.8
    )


SPAN = told(end=date(2023, 10, 18), kind="period", extent="span")
WEEK = told(end=date(2023, 10, 23), kind="period", extent="point")
NIGHT = told(end=date(2023, 10, 18), kind="date", extent="point")


def test_a_night_is_no_stretch_of_days() -> None:
    assert [several_days(e) for e in (SPAN, WEEK, NIGHT)] == [True, True, False]


def test_what_is_told_of_days_and_of_no_place_is_not_looked_up() -> None:
    assert [bool(keys(e, told_days(e), None, None)) for e in (SPAN, WEEK, NIGHT)] == [False, False, True]


def test_its_place_is_not_guessed_from_the_company_it_keeps() -> None:
    assert lead_place(SPAN, ()) is None
