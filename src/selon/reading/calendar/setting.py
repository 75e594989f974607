"""What the words around an expression make of it: a name, a habit, a day counted from an event, a date by which something is due."""

from __future__ import annotations

from selon.languages.syntax import Sentence
from selon.model import Interval
from selon.reading.calendar.counting import Counted
from selon.reading.calendar.days import shifted
from selon.reading.calendar.lexicon import CalendarWords
from selon.reading.calendar.relations import Both
from selon.reading.calendar.scan import Expression
from selon.reading.calendar.values import Anchored, Calendar, Nothing, Unit, Value, one
from selon.reading.numbers.words import Words

HABIT = Nothing("set", "a habit, not a date")
EVENT = "counted from an event whose day is not named beside it"
USED = 3                # words from "usually" to what is done then, at most
JOINED = 3              # words between two weekdays told together, at most: "Friday and/or Saturday"
WEEK = 7


def bare_weekday(value: Value) -> bool:
    """Whether a value is a weekday without a date."""
    return isinstance(value, Calendar) and value.weekday is not None and value.number is None and value.month is None


def is_name(sentence: Sentence, e: Expression, raw: list[str]) -> bool:
    """Whether "Today" or "Midnight" is part of a name: in capitals within a text's sentence; whole capitals may be but loud."""
    if e.end - e.at != 1 or not e.at or sentence.field == "title" or not raw[e.at][0].isupper():
        return False
    if not isinstance(e.value, Unit | Anchored) or not raw[e.at - 1][-1].isalnum():
        return False
    owned = e.at > 1 and raw[e.at - 2] in "'’"
    after = raw[e.end] if e.end < len(raw) else ""
    return owned or raw[e.at][1:].islower() or (after[:1].isupper() and after[1:].islower())


def is_named_month(e: Expression, words: Words) -> bool:
    """Whether a month alone has a capital where months have none: « la Belle de Mai »."""
    v = e.value
    bare = isinstance(v, Calendar) and v.month is not None and v.number is None and v.year is None and e.end - e.at == 1
    return bare and e.at > 0 and words.raw[e.at][0].isupper() and words.raw[e.at][1:].islower()


def of_event(e: Expression, low: list[str], lex: CalendarWords) -> bool:
    """Whether a day is counted from an event named after it: "the day after the attack", « au lendemain de la frappe »."""
    if not isinstance(e.value, Anchored) or not e.value.days or e.end >= len(low) or not low[e.end][0].isalnum():
        return False
    if isinstance(e.value, Counted):
        return e.value.of
    if low[e.end] in lex.where:
        return False                            # "shot the day before in Gao"
    return low[e.end] in lex.hinges or low[e.end - 1] in lex.hinges


def is_habit(e: Expression, low: list[str], lex: CalendarWords) -> bool:
    """Whether a weekday or month is any such one: "on a Tuesday", "usually in May"; "a Tuesday statement" is one's day."""
    if not e.at or not isinstance(e.value, Calendar | Both) or not e.value.needs_ref:
        return False
    if any(w in lex.usually for w in low[max(0, e.at - USED):e.at]):
        return True
    after = low[e.end] if e.end < len(low) else ""
    return bare_weekday(e.value) and low[e.at - 1] in lex.a and (not after[:1].isalnum() or after in lex.joins)


def is_due(e: Expression, low: list[str], lex: CalendarWords) -> bool:
    """Whether a day is one by which something is to be done ("no later than May 10"): the next of that name where it is near."""
    v = e.value
    if not isinstance(v, Calendar) or v.month is None or v.number is None or v.year is not None:
        return False
    return any(tuple(low[e.at - n:e.at]) in lex.by for n in (1, 2, 3, 4) if n <= e.at)


def runs_on(e: Expression, between: list[str], days: Interval, told: Interval | None, published: Interval,
            lex: CalendarWords) -> Interval | None:
    """The weekday after one told just before that is not past: "Friday and Saturday" on a Friday is not six days back."""
    if told is None or told.end < published.start or days.end >= published.start or not bare_weekday(e.value):
        return None
    later = shifted(days.start, WEEK)
    return one(later) if (later - told.end).days == 1 and between and lex.joins.issuperset(between) else None
