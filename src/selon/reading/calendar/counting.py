"""Values counted from a day told before, weekends, and nights that end on a day."""

from __future__ import annotations

from dataclasses import dataclass

from selon.model import Interval
from selon.reading.calendar.days import shifted, unit_of
from selon.reading.calendar.values import Anchored, UnresolvedError, Value, View, one

TUESDAY = 1


@dataclass(frozen=True, slots=True)
class Counted(Anchored):
    """Some units from the date named before ("two days earlier", « une semaine plus tard »): a day, or the whole of a longer unit. `of`:
    the words end so that what follows them at once is what is counted from ("two days after the raid")."""

    unit: str = "day"
    of: bool = False

    def resolve(self, view: View) -> Interval:
        """Without an anchor."""
        raise UnresolvedError("counted from an event")

    def beside(self, anchor: Interval) -> Interval:
        """With the anchor's days."""
        if self.unit == "day":
            return one(shifted(anchor.end if self.days > 0 else anchor.start, self.days))
        return unit_of(anchor.start, self.unit, self.days)


@dataclass(frozen=True, slots=True)
class WeekdayBeside(Anchored):
    """The weekday before or after the date named before: "the previous Saturday", « le lundi suivant »."""

    weekday: int = 0

    def resolve(self, view: View) -> Interval:
        """Without an anchor the last one before the publication; one to come is not known."""
        if self.days > 0:
            raise UnresolvedError("counted from a time told before")
        return self.beside(one(view.ref))

    def beside(self, anchor: Interval) -> Interval:
        """With the anchor's days."""
        if self.days > 0:
            return one(shifted(anchor.end, (self.weekday - anchor.end.weekday() - 1) % 7 + 1))
        return one(shifted(anchor.start, -((anchor.start.weekday() - self.weekday - 1) % 7 + 1)))


@dataclass(frozen=True, slots=True)
class Weekend:
    """"the weekend": what was done in it, in the latest one begun; what is to come, in the next. Where nothing tells, the latest, or of
    "this" one from Wednesday on that of the week of publication, or none (`idle`: « le week-end » may be any)."""

    this: bool = False
    idle: bool = False
    needs_ref: bool = True

    def resolve(self, view: View) -> Interval:
        """Saturday and Sunday."""
        here = unit_of(view.ref, "weekend", 0)
        if view.ahead or (view.ahead is None and self.this and view.ref.weekday() > TUESDAY) or here.start <= view.ref:
            return here
        if view.ahead is None and self.idle:
            raise UnresolvedError("a habit, not a date")
        return unit_of(view.ref, "weekend", -1)


@dataclass(frozen=True, slots=True)
class NightBefore:
    """A night that ends on a day and began on the one before: "overnight into Sunday"."""

    of: Value

    @property
    def needs_ref(self) -> bool:
        """Whether the day of publication is needed."""
        return self.of.needs_ref

    def resolve(self, view: View) -> Interval:
        """Both days."""
        last = self.of.resolve(view).start
        return Interval(start=shifted(last, -1), end=last)
