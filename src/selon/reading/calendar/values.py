"""What a time expression means before its day is known: values that resolve against a day of publication.

Every value is monotone in that day while the direction stays the same: a later publication never gives an earlier interval.
The conventions are those of docs/notes/times.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from typing import Protocol

from selon.model import Interval, TimeKind
from selon.reading.calendar.days import OutOfCalendarError, back, day, month_of, season_of, shifted, unit_of, years
from selon.reading.calendar.feasts import FeastDate, feast_day

SOON = 92           # days; a month or season named without a year in a noun ("the January elections") may be this far ahead


class UnresolvedError(ValueError):
    """An expression without an interval; the message is the reason that is shown."""


@dataclass(frozen=True, slots=True)
class View:
    """From where a value is looked at: the day of publication, and whether the sentence looks ahead (None: cannot be told)."""

    ref: date
    ahead: bool | None


class Value(Protocol):
    """A meaning; `needs_ref` is false where the words alone fix the days."""

    @property
    def needs_ref(self) -> bool:
        """Whether the day of publication is needed."""
        ...

    def resolve(self, view: View) -> Interval:
        """Its days; UnresolvedError or OutOfCalendarError where there are none."""
        ...


def one(d: date) -> Interval:
    """A single day."""
    return Interval(start=d, end=d)


def nearest(candidates: list[Interval], ref: date) -> Interval:
    """The one closest to the publication."""
    return min(candidates, key=lambda c: abs((c.start - ref).days) if c.start > ref or c.end < ref else 0)


def pick(candidates: list[Interval], view: View) -> Interval:
    """The latest one begun on or before the publication, or the first one begun after it.

    Without a direction ("the January elections", "ce vendredi") one that begins within SOON days is meant, else the latest.
    """
    if view.ahead:
        return next((c for c in candidates if c.start > view.ref), candidates[-1])
    latest = next((c for c in reversed(candidates) if c.start <= view.ref), candidates[0])
    if view.ahead is None and latest.end < view.ref:
        return next((c for c in candidates if 0 < (c.start - view.ref).days <= SOON), latest)
    return latest


@dataclass(frozen=True, slots=True)
class Fixed:
    """Days the words fix by themselves: years, decades, centuries."""

    start: date
    end: date
    needs_ref: bool = False

    def resolve(self, view: View) -> Interval:
        """The days."""
        return Interval(start=self.start, end=self.end)


@dataclass(frozen=True, slots=True)
class Calendar:
    """A date, full or partial: year, month, day of the month, weekday; what is missing is filled from the publication."""

    year: int | None = None
    month: int | None = None
    number: int | None = None
    weekday: int | None = None

    @property
    def needs_ref(self) -> bool:
        """Whether the day of publication is needed."""
        return self.year is None

    def resolve(self, view: View) -> Interval:
        """The day or month; UnresolvedError where no calendar has it."""
        if self.month is None:
            return self._bare(view)
        if self.year is not None:
            return self._in(self.year)
        if self.month == 2 and self.number == 29:
            return pick(self._plain(view.ref, 8), view)
        if self.weekday is not None and self.number:
            return self._told_by_weekday(view)
        return pick(self._plain(view.ref, 1), view)

    def _in(self, year: int) -> Interval:
        assert self.month is not None
        return one(day(year, self.month, self.number)) if self.number else month_of(year, self.month)

    def _plain(self, ref: date, reach: int) -> list[Interval]:
        out = []
        for y in range(max(MINYEAR, ref.year - reach), min(MAXYEAR, ref.year + reach) + 1):
            try:
                out.append(self._in(y))
            except OutOfCalendarError:
                continue
        if not out:
            raise OutOfCalendarError("no year has this day")
        return out

    def _told_by_weekday(self, view: View) -> Interval:
        """The last such day or the next, whichever falls on the weekday; papers err in weekdays, so no other year is tried."""
        near = [pick(self._plain(view.ref, 1), View(view.ref, ahead)) for ahead in (False, True)]
        fits = [d for d in near if d.start.weekday() == self.weekday]
        return fits[0] if len(fits) == 1 else pick(near, view)

    def _bare(self, view: View) -> Interval:
        """A weekday, a weekday with the day of the month, or that day alone: the month is to be found."""
        if self.weekday is not None and self.number is None:
            return weekday_near(view, self.weekday)
        months = [month_of(view.ref.year, view.ref.month, k) for k in range(-8, 9)]
        days = [one(m.start.replace(day=self.number)) for m in months if self.number and self.number <= m.end.day]
        same = [d for d in days if d.start.weekday() == self.weekday] if self.weekday is not None else []
        if same:
            return nearest(same, view.ref)
        if not days:
            raise UnresolvedError("no month has this day")
        return pick(days, view)


def weekday_near(view: View, weekday: int) -> Interval:
    """A bare weekday: the most recent one on or before the publication, or the first one on or after it. That of the day itself is the
    day: papers say "next Friday", or give the date, for the one a week on."""
    if view.ahead:
        return one(shifted(view.ref, (weekday - view.ref.weekday()) % 7))
    return one(shifted(view.ref, -((view.ref.weekday() - weekday) % 7)))


@dataclass(frozen=True, slots=True)
class Season:
    """A northern season, with or without its year."""

    name: str
    year: int | None = None

    @property
    def needs_ref(self) -> bool:
        """Whether the day of publication is needed."""
        return self.year is None

    def resolve(self, view: View) -> Interval:
        """From its first to its last day."""
        if self.year is not None:
            return season_of(self.year, self.name)
        return pick([season_of(y, self.name) for y in range(view.ref.year - 2, view.ref.year + 3)], view)


@dataclass(frozen=True, slots=True)
class Feast:
    """A feast day, with or without its year."""

    date: FeastDate
    year: int | None = None

    @property
    def needs_ref(self) -> bool:
        """Whether the day of publication is needed."""
        return self.year is None

    def resolve(self, view: View) -> Interval:
        """Its day."""
        if self.year is not None:
            return one(feast_day(self.date, self.year))
        return pick([one(feast_day(self.date, y)) for y in range(view.ref.year - 2, view.ref.year + 3)], view)


@dataclass(frozen=True, slots=True)
class Unit:
    """A calendar unit, `n` units from that of the publication: yesterday, last week, two years ago."""

    unit: str
    n: int
    needs_ref: bool = True

    def resolve(self, view: View) -> Interval:
        """The whole unit."""
        return unit_of(view.ref, self.unit, self.n)


@dataclass(frozen=True, slots=True)
class Window:
    """The past (n < 0) or coming n units, up to or from the publication."""

    unit: str
    n: int
    needs_ref: bool = True

    def resolve(self, view: View) -> Interval:
        """Both ends inclusive."""
        ends = sorted((view.ref, back(view.ref, self.unit, self.n)))
        return Interval(start=ends[0], end=ends[1])


@dataclass(frozen=True, slots=True)
class Nothing:
    """A duration, a set, a vague amount: there is no interval, for this reason."""

    kind: TimeKind
    reason: str
    needs_ref: bool = False

    def resolve(self, view: View) -> Interval:
        """Never."""
        raise UnresolvedError(self.reason)


@dataclass(frozen=True, slots=True)
class Anchored:
    """Counted from the date named before it in the sentence ("the day before", "le lendemain", a bare "à 14h").

    `alone` says what it is without one: the day of publication (a clock time) or nothing. `later`: hours after it, so that after a
    night it is the morning's day.
    """

    days: int
    alone: bool
    first: int | None = None
    needs_ref: bool = True
    later: bool = False

    def resolve(self, view: View) -> Interval:
        """Without an anchor."""
        if not self.alone:
            raise UnresolvedError("counted from an event whose day is not named beside it")
        return one(view.ref)

    def beside(self, anchor: Interval) -> Interval:
        """With the anchor's days."""
        if self.days == 0:
            return one(anchor.end) if self.later else anchor
        return one(shifted(anchor.end if self.days > 0 else anchor.start, self.days))


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The unit before or after the one told ("In 2022, ... the previous year"); without one, before the publication's or nothing."""

    unit: str
    n: int
    needs_ref: bool = True

    def resolve(self, view: View) -> Interval:
        """Without what it is counted from."""
        if self.n > 0:
            raise UnresolvedError("counted from a time told before")
        return unit_of(view.ref, self.unit, self.n)

    def beside(self, told: Interval) -> Fixed:
        """With the days told."""
        there = unit_of(told.start, self.unit, self.n)
        return Fixed(there.start, there.end)


def decade(first: int) -> Fixed:
    """Ten years from a round one."""
    return Fixed(day(first, 1, 1), day(first + 9, 12, 31))


def century(n: int, before: bool = False) -> Fixed | Nothing:
    """The nth century; one before the common era has no days here."""
    if before or not 1 <= n <= 30:
        return Nothing("period", "outside the calendar")
    return Fixed(day(n * 100 - 99, 1, 1), day(n * 100, 12, 31))


def year_value(n: int) -> Fixed | Nothing:
    """A whole year."""
    whole = years(n, n)
    return Fixed(whole.start, whole.end)
