"""Days, numbers and counts as people write them."""

from __future__ import annotations

from datetime import date

from selon.model import Bound, Count

SIGN: dict[Bound, str] = {"exact": "", "about": "~", "at_least": "≥ ", "more_than": "≥ ", "at_most": "≤ ", "less_than": "≤ ", "range": ""}


def plural(n: int, noun: str) -> str:
    """`1 claim`, `2 claims`, `3 tallies`."""
    return f"{n} {noun}" if n == 1 else f"{n} {noun[:-1]}ies" if noun.endswith("y") else f"{n} {noun}s"


def day(d: date) -> str:
    """`7 Oct 2023`."""
    return f"{d.day} {d:%b} {d.year}"


def days(start: date | None, end: date | None) -> str:
    """A day, or both ends; an open end is shown open."""
    if start == end:
        return day(start) if start else ""
    if start and end and start.year == end.year:
        first = f"{start.day}" if start.month == end.month else f"{start.day} {start:%b}"
        return f"{first}–{day(end)}"
    return f"{day(start) if start else ''} – {day(end) if end else ''}".strip()


def number(low: int | None, high: int | None, bound: Bound) -> str:
    """`≥ 19`, `~12`, `15–20`; thin spaces part the thousands."""
    value = low if low is not None else high
    if value is None:
        return "?"
    if bound == "range" and low is not None and high is not None:
        return f"{low:,}–{high:,}".replace(",", " ")
    return f"{SIGN[bound]}{value:,}".replace(",", " ")


def count(c: Count) -> str:
    """A count of an event: the number, what became of them, and whether it is part of another."""
    part = " (or)" if c.instead_of is not None else " (part)" if c.part_of is not None else ""
    noun = c.who if c.what in {"other", "people"} and c.who else c.what
    return f"{number(c.low, c.high, c.bound)} {noun}{part}"
