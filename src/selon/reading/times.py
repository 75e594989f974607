"""When: every expression of time of an article, with the days it covers; and the article's own day, given or read at its head."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from selon.languages.syntax import Sentence
from selon.model import Field, Interval, Time, TimeKind
from selon.reading.calendar.counting import Counted
from selon.reading.calendar.days import OutOfCalendarError
from selon.reading.calendar.heading import read_publication
from selon.reading.calendar.lexicon import CalendarWords, calendar_words
from selon.reading.calendar.relations import Both, Since
from selon.reading.calendar.scan import Expression, scan
from selon.reading.calendar.setting import EVENT, HABIT, JOINED, bare_weekday, is_due, is_habit, is_name, is_named_month, of_event, runs_on
from selon.reading.calendar.tense import direction
from selon.reading.calendar.values import (
    Anchored,
    Calendar,
    Feast,
    Fixed,
    Neighbour,
    Nothing,
    Season,
    UnresolvedError,
    Value,
    View,
    Window,
    decade,
)
from selon.reading.numbers.words import Words
from selon.reading.page import Page

NO_SUCH_DAY = "no such day in the calendar"
NO_PUBLICATION = "no publication date to count from"
CLOCKS = 4              # clock times at most before the date they belong to
NEAR = 3                # sentences that an hour may stand after the day that it is of
JOINERS = 2             # words at most between two dates that are told together


@dataclass(slots=True)
class Told:
    """What a sentence has told so far: the days of its last dates, whether they go together, its last explicit year, habits."""

    days: Interval | None = None
    end: int = -1
    year_from: date | None = None
    decade: bool = False
    last: Interval | None = None
    habit: int = 0          # where the last expression of a habit ended


def publication(page: Page) -> Interval | None:
    """The article's day: the one given, or one read at the head of the text, narrowed by what the text itself fixes.

    A text published within a month that tells of "the 17th" and of "Thursday 26" was not written before the 26th. Nothing
    that the text says widens or moves an interval given.
    """
    return read_publication(page)


def find_times(page: Page, published: Interval | None) -> tuple[Time, ...]:
    """Every expression of time, title first, in text order; unresolved ones with the reason.

    A publication longer than a day makes relative dates longer: from the first day seen from its start to the last seen from
    its end. Values follow docs/notes/times.md.
    """
    lex = calendar_words(page.lang)
    out: list[Time] = []
    before: Interval | None = None
    since = 0               # sentences since that day was told
    for sentence in page.sentences:
        found = _in_sentence(page, sentence, published, lex, (before, since < NEAR))
        day = _narrated(sentence, found)
        before, since = (day, 0) if day is not None else (before, since + 1)
        out += found
    return tuple(out)


def _narrated(sentence: Sentence, found: list[Time]) -> Interval | None:
    """The day a sentence tells of, from which "la veille", "the same day" in a later one are counted: its first that is not a speaker's."""
    days = [(t, Interval(start=t.start, end=t.end)) for t in found
            if t.extent == "point" and t.start and t.end and (t.end - t.start).days <= 1]
    return next((d for t, d in days if not is_said(sentence, t)), days[0][1] if days else None)


def is_said(sentence: Sentence, time: Time) -> bool:
    """Whether a time says when somebody spoke: the verb above it has what was said as its complement, or is put into it."""
    token = next((t for t in sentence if t.end > time.span[0]), None)
    if token is None or not sentence.parsed:
        return False
    verb = next((t for t in (token, *sentence.ancestors(token)) if t.pos == "VERB"), None)
    return verb is not None and (verb.rel == "parataxis" or any(c.pos != "ADP" for c in sentence.children(verb, "ccomp")))


def _in_sentence(page: Page, sentence: Sentence, published: Interval | None, lex: CalendarWords,
                 narrated: tuple[Interval | None, bool]) -> list[Time]:
    field: Field | None = "title" if sentence.field == "title" else None
    words = page.cut(sentence)
    found = scan(words, lex)
    if not found:
        return []
    told, out = Told(), []
    before, near = narrated
    for k, e in enumerate(found):
        told.decade = told.decade and k > 0 and e.at - found[k - 1].end <= 1
        if is_name(sentence, e, words.raw) or (lex.small_months and is_named_month(e, words)):
            continue
        if is_habit(e, words.low, lex) or (told.habit and e.at - told.habit <= JOINED and bare_weekday(e.value)):
            told.habit = e.end
            e = e._replace(value=HABIT)
        ahead = _ahead(sentence, words, e, lex)
        beside = None
        if isinstance(e.value, Anchored):
            told_before = before if not e.value.alone or (near and not ahead) else None
            if isinstance(e.value, Counted):    # from "said on Monday" too, but "three days later, on May 10" is that day
                back = e.value.days < 0 and k + 1 < len(found) and found[k + 1].at - e.end > JOINED
                beside = told_before or (_later(found[k + 1:k + 2], published, sentence, words, lex) if back else None)
            else:
                beside = _later(found[k + 1:k + 1 + CLOCKS], published, sentence, words, lex) or told_before
        days, reason = _days(_in_context(e.value, told), published, ahead, told, beside)
        if days is not None and published is not None and (on := runs_on(e, words.low[told.end:e.at], days, told.days, published, lex)):
            days = on
        alone = k + 1 == len(found) or found[k + 1].at > e.end + 1          # "the following day before dawn" is told
        if days is not None and alone and of_event(e, words.low, lex) and (isinstance(e.value, Counted) or not _is_counted(sentence, e)):
            days, reason = None, EVENT
        out.append(_time(page, e, days, reason, field))
        _tell(told, e, days)
    return out


def _is_counted(sentence: Sentence, e: Expression) -> bool:
    """Whether a day is followed by a subject with its article, not by what it is counted from: « le lendemain des heurts ont éclaté »."""
    after = next((t for t in sentence if t.start >= e.span[1]), None)
    return sentence.parsed and after is not None and after.pos == "DET"


def _ahead(sentence: Sentence, words: Words, e: Expression, lex: CalendarWords) -> bool | None:
    """Whether an expression lies ahead, back, or may be either."""
    value = e.value
    if not value.needs_ref:
        return None
    ahead, nominal = direction(sentence, words, e.at, e.end, lex.lang)
    if not ahead and isinstance(value, Calendar) and value.month and (nominal or is_due(e, words.low, lex)):
        return None
    return ahead


def _days(value: Value, published: Interval | None, ahead: bool | None, told: Told,
          beside: Interval | None) -> tuple[Interval | None, str | None]:
    """The days or the reason; a day after another that is told as past is not to come."""
    days, reason = _resolved(value, published, ahead, told, beside)
    if days and published and isinstance(value, Anchored) and value.days > 0 and not ahead and days.start > published.end:
        return None, EVENT
    return days, reason


def _time(page: Page, e: Expression, days: Interval | None, reason: str | None, field: Field | None) -> Time:
    kind: TimeKind = e.value.kind if isinstance(e.value, Nothing) else "period"
    if days is not None:
        kind = "date" if days.start == days.end else "period"
    elif isinstance(e.value, Counted):
        kind = "duration"
    elif isinstance(e.value, Calendar | Feast | Anchored):
        kind = "date"
    elif reason and reason.startswith("a length"):
        kind = "duration"
    span = isinstance(e.value, Since | Both | Window)
    return Time(span=e.span, text=page.words(e.span, field), start=days.start if days else None, end=days.end if days else None,
                kind=kind, extent="span" if span else "point", unresolved=reason, field=field)


def _later(after: list[Expression], published: Interval | None, sentence: Sentence, words: Words, lex: CalendarWords) -> Interval | None:
    """The day a clock time before its date belongs to: the next date of the sentence that is a day."""
    for e in after:
        if not isinstance(e.value, Anchored | Nothing):
            days, _ = _resolved(e.value, published, _ahead(sentence, words, e, lex), Told(), None)
            return days if days and days.start == days.end else None
    return None


def _in_context(value: Value, told: Told) -> Value:
    """A month or day without a year, told after a full date, is the next one after that date; a round year after a decade is one; "the
    previous year" is that before the one told."""
    if told.last and isinstance(value, Neighbour):
        return value.beside(told.last)
    if told.decade and isinstance(value, Fixed) and value.start.year % 10 == 0 and value.end.year == value.start.year:
        return decade(value.start.year)
    if told.year_from and isinstance(value, Calendar) and value.month and value.year is None:
        first = told.year_from
        later = (value.month, value.number or 31) >= (first.month, first.day)
        return Calendar(first.year + (not later), value.month, value.number, value.weekday)
    return value


def _resolved(value: Value, published: Interval | None, ahead: bool | None, told: Told,
              later: Interval | None) -> tuple[Interval | None, str | None]:
    """The days, or the reason why there are none."""
    try:
        if isinstance(value, Anchored):
            if told.days or later:
                return value.beside(told.days or later or _never()), None
            if published is None:
                return None, NO_PUBLICATION
        if not value.needs_ref:
            return value.resolve(View(date(2000, 1, 1), False)), None
        if published is None:
            return None, NO_PUBLICATION
        first = value.resolve(View(published.start, ahead))
        last = first if published.start == published.end else value.resolve(View(published.end, ahead))
        return Interval(start=first.start, end=last.end), None
    except OutOfCalendarError:
        return None, NO_SUCH_DAY
    except UnresolvedError as e:
        return None, str(e)


def _never() -> Interval:
    raise UnresolvedError(EVENT)


def _tell(told: Told, e: Expression, days: Interval | None) -> None:
    """Keeps what later expressions of the sentence are counted from."""
    if days is None or isinstance(e.value, Anchored | Since | Window):
        return
    if not e.value.needs_ref:
        told.last = days
    told.decade = isinstance(e.value, Fixed) and days.end.year - days.start.year == 9
    if (days.end - days.start).days <= 1:
        if told.days is not None and 0 < e.at - told.end <= JOINERS:
            days = Interval(start=min(told.days.start, days.start), end=max(told.days.end, days.end))
        told.days = days
        told.end = e.end
    if isinstance(e.value, Calendar | Both | Season | Feast) and not e.value.needs_ref:
        told.year_from = days.start
