"""Where and when an event was, as its article leaves it to the reader: what a clause does not say holds on from what was told before.

"Drones attacked the base on Wednesday. One was shot down." The second event has no place and no day of its own; both are those of the
first. An event that says nothing of the two is a further word on the one before it, as long as it is of a kind with it.
"""

from __future__ import annotations

from collections.abc import Mapping

from selon.model import Event, Interval, Place, Reading, Value
from selon.weaving.company import lead_place
from selon.weaving.keys import one_act, told_days


class Setting(Value, frozen=True, kw_only=True):
    """Place and days of an event; `placed` and `dated` are whether it says so itself; `after` is the event it took them from."""

    place: Place | None = None
    days: Interval | None = None
    placed: bool = False
    dated: bool = False
    after: str | None = None


NOWHERE = Setting()


def settings(r: Reading) -> Mapping[str, Setting]:
    """The setting of each event of a reading, by id."""
    out: dict[str, Setting] = {}
    told: list[Event] = []
    for e in sorted(r.events, key=_position):
        out[e.id] = _setting(r, e, told, out)
        told.append(e)
    return out


def _position(e: Event) -> tuple[bool, int, str]:
    """Text order; an event told in the title alone comes first."""
    return e.field is None, min((m[0] for m in e.mentions), default=e.trigger[0]), e.id


def _setting(r: Reading, e: Event, told: list[Event], known: Mapping[str, Setting]) -> Setting:
    place = lead_place(e, r.places) if e.id == r.lead else e.place
    days = told_days(e)
    own = Setting(place=place, days=days, placed=e.place is not None, dated=days is not None)
    if e.newness == "background" or (place is not None and days is not None):
        return own
    before = next((p for p in reversed(told) if one_act(p.type, e.type) and p.newness != "background"), None)
    if before is None:
        return own
    past = known[before.id]
    if days is not None and past.days is not None and (past.days.end < days.start or days.end < past.days.start):
        return own
    after = (past.after or before.id) if place is None and days is None else before.id
    return Setting(place=place or past.place, days=days or past.days, placed=own.placed, dated=own.dated, after=after)
