"""Values built on other values: last, next, since, from-to, parts of an interval, days beside a date."""

from __future__ import annotations

from dataclasses import dataclass, replace

from selon.model import Interval
from selon.reading.calendar.days import back, day, month_of, season_of, shifted, unit_of, week_of
from selon.reading.calendar.values import Calendar, Feast, Season, Unit, UnresolvedError, Value, View, Window, one

WINTER_ENDS = 2         # the month in which the winter begun the year before ends


@dataclass(frozen=True, slots=True)
class This:
    """A weekday, month or season pointed at ("ce vendredi", "this summer"): today counts, forward and back; a month is the year's own."""

    of: Calendar | Season
    needs_ref: bool = True

    def resolve(self, view: View) -> Interval:
        """The nearest in the direction told; without one, that of the week or year of publication."""
        if isinstance(self.of, Season):
            begun = view.ref.year - (self.of.name == "winter" and view.ref.month <= WINTER_ENDS)
            return season_of(begun, self.of.name)
        if self.of.weekday is not None and self.of.number is None:
            step = (self.of.weekday - view.ref.weekday()) % 7
            if view.ahead is None:
                return one(shifted(week_of(view.ref).start, self.of.weekday))
            return one(shifted(view.ref, step if view.ahead else -((-step) % 7)))
        if self.of.month is not None and self.of.number is None:
            here = month_of(view.ref.year, self.of.month)
            return month_of(view.ref.year + 1, self.of.month) if view.ahead and here.end < view.ref else here
        return self.of.resolve(replace(view, ahead=None))


@dataclass(frozen=True, slots=True)
class Last:
    """"mai dernier", "last spring", "last Monday": the latest one that has ended before the publication."""

    of: Value
    needs_ref: bool = True

    def resolve(self, view: View) -> Interval:
        """One back from the publication where the latest one still runs."""
        found = self.of.resolve(replace(view, ahead=False))
        if found.end < view.ref:
            return found
        return self.of.resolve(View(shifted(found.start, -1), False))


@dataclass(frozen=True, slots=True)
class Next:
    """"lundi prochain" is the day in the next ISO week; months, seasons and feasts: the next that begins."""

    of: Value
    needs_ref: bool = True

    def resolve(self, view: View) -> Interval:
        """After the publication."""
        if isinstance(self.of, Calendar) and self.of.weekday is not None and self.of.number is None:
            return one(shifted(week_of(view.ref, 1).start, self.of.weekday))
        return self.of.resolve(replace(view, ahead=True))


@dataclass(frozen=True, slots=True)
class WeekdayOf:
    """A weekday of the last or next ISO week ("Monday of last week", "mardi de la semaine dernière")."""

    weekday: int
    n: int
    needs_ref: bool = True

    def resolve(self, view: View) -> Interval:
        """The day."""
        return one(shifted(week_of(view.ref, self.n).start, self.weekday))


@dataclass(frozen=True, slots=True)
class InUnit:
    """A date within another unit: "24 octobre de l'année dernière", "le 3 du mois dernier", "early last year" needs none of it."""

    of: Value
    outer: Value

    @property
    def needs_ref(self) -> bool:
        """Whether the day of publication is needed."""
        return self.outer.needs_ref

    def resolve(self, view: View) -> Interval:
        """The first such date in the outer interval."""
        outer = self.outer.resolve(view)
        if isinstance(self.of, Calendar) and self.of.month is None and self.of.number:
            return one(day(outer.start.year, outer.start.month, self.of.number))
        if isinstance(self.of, Calendar) and self.of.month:
            return replace(self.of, year=outer.start.year).resolve(view)
        if isinstance(self.of, Feast | Season):
            return replace(self.of, year=outer.start.year).resolve(view)
        return self.of.resolve(View(shifted(outer.start, -1), True))


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of an interval: the first eight days of January, the second half of the year, the third week of May."""

    of: Value
    unit: str
    n: int
    nth: int = 1

    @property
    def needs_ref(self) -> bool:
        """Whether the day of publication is needed."""
        return self.of.needs_ref

    def resolve(self, view: View) -> Interval:
        """`n` units, the `nth` such stretch; nth -1 is the last."""
        whole = self.of.resolve(view)
        if self.unit == "half":
            return self._half(whole)
        if self.nth < 0:
            first = shifted(back(shifted(whole.end, 1), self.unit, -self.n), 0)
        else:
            first = back(whole.start, self.unit, self.n * (self.nth - 1))
        last = shifted(back(first, self.unit, self.n), -1)
        if first < whole.start or first > whole.end:
            raise UnresolvedError("there is no such part")
        return Interval(start=first, end=min(last, whole.end))

    def _half(self, whole: Interval) -> Interval:
        if whole.start.day == 1 and shifted(whole.end, 1).day == 1 and (whole.end - whole.start).days > 35:
            months = (whole.end.year - whole.start.year) * 12 + whole.end.month - whole.start.month + 1
            cut = shifted(back(whole.start, "month", months // 2), -1)
        else:
            cut = shifted(whole.start, (whole.end - whole.start).days // 2)
        return Interval(start=whole.start, end=cut) if self.nth == 1 else Interval(start=shifted(cut, 1), end=whole.end)


@dataclass(frozen=True, slots=True)
class Beside:
    """Some days from a date named: the day after 7 October, la veille de Noël."""

    of: Value
    days: int

    @property
    def needs_ref(self) -> bool:
        """Whether the day of publication is needed."""
        return self.of.needs_ref

    def resolve(self, view: View) -> Interval:
        """One day, from the date's first or last."""
        whole = self.of.resolve(view)
        return one(shifted(whole.end if self.days > 0 else whole.start, self.days))


DAYS_OF_MONTH = (28, 31)


@dataclass(frozen=True, slots=True)
class Since:
    """From the first day of a date to the publication."""

    of: Value
    needs_ref: bool = True

    def resolve(self, view: View) -> Interval:
        """UnresolvedError where the date lies after the publication."""
        first = self.of.resolve(View(view.ref, False)).start
        if first > view.ref:
            raise UnresolvedError("since a day after the publication")
        return Interval(start=first, end=view.ref)


@dataclass(frozen=True, slots=True)
class Third:
    """The second or last ten days of a month, the first of which is meant by "since mid-October"; longer units stay whole."""

    of: Value
    nth: int

    @property
    def needs_ref(self) -> bool:
        """Whether the day of publication is needed."""
        return self.of.needs_ref

    def resolve(self, view: View) -> Interval:
        """The days from the 11th or the 21st."""
        whole = self.of.resolve(view)
        month = whole.start.day == 1 and DAYS_OF_MONTH[0] <= (whole.end - whole.start).days + 1 <= DAYS_OF_MONTH[1]
        return Interval(start=shifted(whole.start, 10 * (self.nth - 1)), end=whole.end) if month else whole


@dataclass(frozen=True, slots=True)
class Both:
    """From the first day of one to the last of another; each lends the other the month or year it lacks."""

    of: Value
    to: Value

    @property
    def needs_ref(self) -> bool:
        """Whether the day of publication is needed."""
        first, last = self._completed()
        return first.needs_ref or last.needs_ref

    def _completed(self) -> tuple[Value, Value]:
        a, b = self.of, self.to
        if isinstance(a, Calendar) and isinstance(b, Calendar) and a.year is None and b.month:
            if a.month is None and a.number and b.number:
                a = Calendar(b.year, b.month, a.number, a.weekday)
                if b.number < (a.number or 0):
                    before = month_of(b.year or 2000, b.month, -1).start
                    a = Calendar(before.year if b.year else None, before.month, a.number, a.weekday)
            elif a.month and b.year:
                a = replace(a, year=b.year - (a.month > b.month))
        if isinstance(a, Season) and isinstance(b, Season) and a.year is None and b.year:
            a = replace(a, year=b.year)
        return a, b

    def resolve(self, view: View) -> Interval:
        """UnresolvedError where the end comes before the beginning."""
        a, b = self._completed()
        if a.needs_ref and not isinstance(a, Unit | Window):
            last = b.resolve(view)
            first = a.resolve(View(last.end, False))
        else:
            first = a.resolve(view)
            follows = b.needs_ref and isinstance(b, Calendar | Season)
            last = b.resolve(View(shifted(first.start, -1), True) if follows else view)
        if first.start > last.end:
            raise UnresolvedError("it ends before it begins")
        return Interval(start=first.start, end=last.end)


@dataclass(frozen=True, slots=True)
class Ahead:
    """"in two weeks": ahead in a sentence that looks ahead, a length of time in any other."""

    of: Unit
    needs_ref: bool = True

    def resolve(self, view: View) -> Interval:
        """UnresolvedError where nothing looks ahead."""
        if not view.ahead:
            raise UnresolvedError("a length of time, not a date")
        return self.of.resolve(view)


@dataclass(frozen=True, slots=True)
class NightAfter:
    """A night that begins on a day and ends on the next."""

    of: Value

    @property
    def needs_ref(self) -> bool:
        """Whether the day of publication is needed."""
        return self.of.needs_ref

    def resolve(self, view: View) -> Interval:
        """Both days."""
        first = self.of.resolve(view).start
        return Interval(start=first, end=shifted(first, 1))


@dataclass(frozen=True, slots=True)
class Within:
    """A night over two days: what is told of it happened once in it, not throughout, so it counts no period."""

    of: Value

    @property
    def needs_ref(self) -> bool:
        """Whether the day of publication is needed."""
        return self.of.needs_ref

    def resolve(self, view: View) -> Interval:
        """Both days."""
        return self.of.resolve(view)


@dataclass(frozen=True, slots=True)
class WeekAround:
    """The ISO week, or its weekend, that a date lies in."""

    of: Value
    unit: str

    @property
    def needs_ref(self) -> bool:
        """Whether the day of publication is needed."""
        return self.of.needs_ref

    def resolve(self, view: View) -> Interval:
        """The whole of it."""
        return unit_of(self.of.resolve(view).start, self.unit, 0)
