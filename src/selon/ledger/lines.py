"""Which event of a new reading is which of the old one: what is known of an event outlives the numbering of one reading.

A line is the identity of one event through all readings and versions of its article. Incidents are named after the oldest line in
them, and decisions are about lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from selon.model import Event, Reading


@dataclass(frozen=True, slots=True)
class Line:
    """An event of the reading before: its line, its order of arrival, what it was, and its name then."""

    id: str
    arrival: int
    event: Event
    ref: str


def line_id(ref: str, taken: frozenset[str] | set[str]) -> str:
    """A new line for the event named `ref`: 12 hex digits, unlike all those taken."""
    for turn in range(1_000_000):
        name = sha256((f"{ref}#{turn}" if turn else ref).encode("utf-8", "surrogatepass")).hexdigest()[:12]
        if name not in taken:
            return name
    raise AssertionError("a million lines of one event")


def lines(reading: Reading, past: Sequence[Line], taken: frozenset[str], arrival: int) -> Iterator[tuple[str, int]]:
    """For each event, in order: its line and order of arrival; that of the past event it continues, else a new one."""
    heir = _heirs(reading, past)
    used = set(taken)
    place = max([arrival, *(x.arrival + 1 for x in past)])
    for i, e in enumerate(reading.events):
        if i in heir:
            yield heir[i].id, heir[i].arrival
            continue
        name = line_id(f"{reading.id}/{e.id}", used)
        used.add(name)
        yield name, place + i


def _heirs(reading: Reading, past: Sequence[Line]) -> dict[int, Line]:
    """New events with the past event each continues: the likest pairs first, each event once."""
    pairs = [(-score, i, x.arrival, x) for i, e in enumerate(reading.events) for x in past if (score := _sameness(e, x.event))]
    heir: dict[int, Line] = {}
    left = {x.id for x in past}
    for _, i, _, x in sorted(pairs, key=lambda p: p[:3]):
        if i not in heir and x.id in left:
            heir[i] = x
            left.discard(x.id)
    return heir


def _sameness(new: Event, old: Event) -> float:
    """From the same words of the same type down to a mention in common; 0 where nothing shows that they are one."""
    if new.field != old.field:
        return 0.0
    near = 1.0 / (2.0 + abs(new.trigger[0] - old.trigger[0]))
    alike = new.type == old.type
    if new.trigger == old.trigger:
        return 4.0 + alike
    if set(new.mentions) & set(old.mentions):
        return 2.0 + alike + near
    return near if alike and _facts(new) == _facts(old) != () else 0.0


def _facts(e: Event) -> tuple[object, ...]:
    """What of an event survives a shift of its words in a revised text."""
    place = e.place.name if e.place else None
    when = (e.time.start, e.time.end) if e.time else None
    who = tuple(sorted(p.name for p in (*e.actor, *e.target)))
    return (place, when, who) if place or when or who else ()
