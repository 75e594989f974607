"""The day of publication read at the head of a text, and narrowed by the dates the text itself tells."""

from __future__ import annotations

import re
from datetime import date

from selon.languages.syntax import Sentence
from selon.model import Interval
from selon.reading.calendar.days import OutOfCalendarError, day, month_of
from selon.reading.calendar.lexicon import CalendarWords, calendar_words
from selon.reading.calendar.relations import Beside, Both, Since
from selon.reading.calendar.scan import Expression, scan
from selon.reading.calendar.tense import direction
from selon.reading.calendar.values import Calendar, Value, View
from selon.reading.numbers.words import Words
from selon.reading.page import Page

HEAD = 400              # characters at the head where a date may be that of the article
DATELINE = 60           # characters before the date in a dateline ("BEIRUT, Lebanon, Oct. 27, 2023 (AP) -")
COPIED_WITHIN = 400     # days after which a day at the head of a text is no longer taken for its publication
SHORT_LINE = 100        # a line as short as this is furniture, no sentence
ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})(?:-(\d{2}))?(?![\d-])")
YEAR = re.compile(r"\d{4}|[^\w\s]\d\d")       # every full date has one, of four digits or of two right after a sign
AFTER_DATELINE = re.compile(r"\s*(?:[-–—:|/]|\([^()\n]{1,40}\)|$)")


def read_publication(page: Page) -> Interval | None:
    """The interval given or read at the head, narrowed where it is longer than a day."""
    lex = calendar_words(page.lang)
    given, (head, cued) = page.article.published, _head(page, lex)
    if given is None or (head is not None and _better(head, given, cued)):
        given = head
    if given is None or given.start == given.end:
        return given
    return _narrowed(page, given, lex)


def _better(head: Interval, given: Interval, cued: bool) -> bool:
    """Whether the day at the head lies in the interval given, or is called that of publication and is before it: a copy's day is later."""
    inside = given.start <= head.start and head.end <= given.end
    return inside or (cued and head.start == head.end and 0 < (given.start - head.end).days <= COPIED_WITHIN)


def _head(page: Page, lex: CalendarWords) -> tuple[Interval | None, bool]:
    """A full date in the first lines that stands as the article's own; and whether a word says that it is."""
    text = page.article.text[:HEAD]
    if not YEAR.search(text):
        return None, False
    if (m := ISO.search(text)) and _stands_as_date(text, m.start(), m.end(), lex):
        return _iso(m), _cued(text, m.start(), lex)
    for e in scan(Words(text, 0), lex, years=True):
        if isinstance(e.value, Calendar) and e.value.year and e.value.month and _stands_as_date(text, *e.span, lex):
            try:
                return e.value.resolve(View(date(2000, 1, 1), False)), _cued(text, e.span[0], lex)
            except OutOfCalendarError:
                continue
    return None, False


def _cued(text: str, start: int, lex: CalendarWords) -> bool:
    """Whether one of the words before the date says that it is the day of publication."""
    return any(w in lex.published for w in Words(text[text.rfind("\n", 0, start) + 1:start], 0).low[-4:])


def _iso(m: re.Match[str]) -> Interval | None:
    try:
        if m[3]:
            one = day(int(m[1]), int(m[2]), int(m[3]))
            return Interval(start=one, end=one)
        return month_of(int(m[1]), int(m[2])) if 1 <= int(m[2]) <= 12 and 1900 <= int(m[1]) <= 2100 else None
    except OutOfCalendarError:
        return None


def _stands_as_date(text: str, start: int, end: int, lex: CalendarWords) -> bool:
    line = text.rfind("\n", 0, start) + 1
    until = text.find("\n", end)
    if _cued(text, start, lex) or 0 <= until - line <= SHORT_LINE:
        return True
    before = Words(text[line:start], line)
    return line == 0 and start <= DATELINE and all(w[0].isupper() or not w.isalpha() for w in before.raw) and bool(
        AFTER_DATELINE.match(text, end))


def _narrowed(page: Page, given: Interval, lex: CalendarWords) -> Interval:
    """Not before the latest day told as past, not after the first day told as to come."""
    first, last = given.start, given.end
    for sentence in page.sentences:
        for told, ahead in _told(page, sentence, given, lex):
            if not given.start <= told <= given.end:
                continue
            if ahead:
                last = min(last, told)
            else:
                first = max(first, told)
    return Interval(start=first, end=last) if first <= last else given


def _told(page: Page, sentence: Sentence, given: Interval, lex: CalendarWords) -> list[tuple[date, bool]]:
    words = page.cut(sentence)
    out = []
    for e in scan(words, lex):
        exact = _exact(e.value)
        if exact is None:
            continue
        ahead = False if isinstance(e.value, Since) else _ahead(sentence, words, e, page.lang)
        if ahead is not None and (d := _day_in(exact, given)) is not None:
            out.append((d, ahead))
    return out


def _ahead(sentence: Sentence, words: Words, e: Expression, lang: str) -> bool | None:
    return direction(sentence, words, e.at, e.end, lang)[0]


def _exact(value: Value) -> Calendar | None:
    """The day of the month a value is about, where it names one."""
    if isinstance(value, Since | Beside):
        value = value.of
    if isinstance(value, Both):
        value = value.to
    return value if isinstance(value, Calendar) and value.number else None


def _day_in(value: Calendar, given: Interval) -> date | None:
    """The day in the interval that fits the date told; null where none or several do."""
    fits: list[date] = []
    at = given.start
    while at <= given.end and len(fits) < 2:
        month = month_of(at.year, at.month)
        at_day = value.number or 0
        if (value.month in (None, at.month) and value.year in (None, at.year) and at_day <= month.end.day):
            d = month.start.replace(day=at_day)
            if given.start <= d <= given.end and value.weekday in (None, d.weekday()):
                fits.append(d)
        at = month_of(at.year, at.month, 1).start
    return fits[0] if len(fits) == 1 else None
