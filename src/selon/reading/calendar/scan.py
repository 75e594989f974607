"""From the words of a sentence to its time expressions: what the lexicon knows goes into a chart, the cascade runs, the longest win."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from selon.model import Span
from selon.reading.calendar.lexicon import CalendarWords
from selon.reading.calendar.making import SKIPPED
from selon.reading.calendar.values import Anchored, Nothing, Value
from selon.reading.numbers.grammar import Chart, Edge
from selon.reading.numbers.numerals import numeral_at
from selon.reading.numbers.words import Words, fold

ROMAN = re.compile(r"(?=[IVX])(X{0,2})(IX|IV|V?I{0,3})", re.ASCII)
OUTPUTS = ("T", "P", "C")
SURE_YEARS = range(1500, 2060)      # others only after a word that asks for a year
YEARS = range(1000, 2200)
YEAR_DIGITS = (2, 4)
TIGHT_SIGNS = frozenset(":/-.h'")


class Expression(NamedTuple):
    """A time expression: words [at, end), where it stands, what it means."""

    at: int
    end: int
    span: Span
    value: Value


def _roman(raw: str, lex: CalendarWords) -> int | None:
    """The value of a Roman numeral, with or without the ending of an ordinal ("XIXe")."""
    m = ROMAN.match(raw) if raw[0] in "IVX" else None
    if not m or (raw[m.end():] and fold(raw[m.end():]) not in lex.numbers.endings):
        return None
    tail = {"": 0, "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}[m[2]]
    return 10 * len(m[1]) + tail or None


def worth(low: list[str], seeds: list[int], lex: CalendarWords) -> bool:
    """Whether anything in the sentence can be a time: a word of the calendar, a year, digits with a sign or with what follows a number."""
    for i in seeds:
        w = low[i]
        if w in lex.triggers:
            return True
        if w.isdigit() and (len(w) == 4 or (i + 1 < len(low) and (low[i + 1] in lex.after_number or low[i + 1] in TIGHT_SIGNS))):
            return True
    return False


def _seeds(words: Words, lex: CalendarWords) -> list[int]:
    """Where a word of the calendar or a number stands: each time holds one."""
    known = lex.seeds
    found = [i for i, w in enumerate(words.low) if w in known or w.isdigit()]
    if not lex.roman or not found:
        return found
    return sorted({*found, *(i for i, raw in enumerate(words.raw) if raw[0] in "IVX" and _roman(raw, lex))})


def _stretches(low: list[str], seeds: list[int], lex: CalendarWords) -> Iterator[tuple[int, int]]:
    """The words that can be part of a time, around each seed: no pattern goes past a word that no pattern, phrase or number has."""
    past, known = 0, lex.vocabulary
    inside = set(seeds)
    for i in seeds:
        if i < past:
            continue
        at, end = i, i + 1
        while at > past and low[at - 1] in known:
            at -= 1
        while end < len(low) and (low[end] in known or end in inside):
            end += 1
        yield at, end
        past = end


def _after(words: Words, i: int, phrases: frozenset[tuple[str, ...]]) -> bool:
    """Whether one of the phrases, of one to three words, ends just before word i."""
    return any(tuple(words.low[i - n:i]) in phrases for n in (1, 2, 3) if n <= i)


def _is_year(words: Words, i: int, end: int, lex: CalendarWords) -> bool:
    """Four digits that are a year and no count, measure, price or name. `end` is where the numeral read there ends."""
    low, n = words.low, int(words.low[i])
    if n not in YEARS or end != i + 1:
        return False
    before, after = low[i - 1] if i else "", low[i + 1] if i + 1 < len(low) else ""
    if words.tight[i] and (before in ".,:&_@+*=#$€£" or before.isalnum()) and before != "-":
        return False
    if words.tight[i] and before == "-" and i > 1 and words.tight[i - 1] and words.raw[i - 2].isupper() and not _month(words, i - 2, lex):
        return False                            # "COP-2023", but "12-MAY-2023"
    if after in lex.not_year_before or (after and words.tight[i + 1] and after.isalpha() and after not in ("s", "t")):
        return False
    if _after(words, i, lex.not_year_after):
        return False
    if not lex.street.isdisjoint(low[i + 1:i + 4]) and after[:1].isalpha():
        return False
    return n in SURE_YEARS or _after(words, i, lex.year_prep)


def _ends_date(words: Words, i: int, lex: CalendarWords) -> bool:
    """Four digits after a stroke or point, as in 7.10.2023, but not in a name ("COP-2023")."""
    if not (i > 1 and words.tight[i] and words.low[i - 1] in "/-." and int(words.low[i]) in YEARS):
        return False
    return not words.raw[i - 2].isupper() or _month(words, i - 2, lex)


def _month(words: Words, i: int, lex: CalendarWords) -> bool:
    """Whether a word is a month's name."""
    return any(key == "MONTH" for key, _ in lex.phrases.at(words, i))


def _shy(words: Words, i: int, lex: CalendarWords) -> bool:
    """Whether a word that may be something else stands where it is a month, weekday or season."""
    known = lex.shy.get(words.low[i])
    return known is None or (_after(words, i, known.after) and (not known.capital or words.raw[i][0].isupper()))


def _named(chart: Chart, words: Words, i: int, lex: CalendarWords) -> None:
    """Edges of the lexicon's words and phrases."""
    for key, edge in lex.phrases.at(words, i):
        shy = lex.shy.get(words.low[i]) if key in ("MONTH", "WEEKDAY", "SEASON") else None
        if shy is not None and ((shy.capital and not words.raw[i][0].isupper()) or (shy.strict and i and not _shy(words, i, lex))):
            continue
        if key == "WEEKDAY" and i > 1 and words.tight[i] and words.low[i - 1] == "-" and words.raw[i][0].isupper() and shy is None:
            continue                            # « Boulogne-sur-Mer. »
        if key == "FEAST" and ((i > 1 and _surname(words, i, lex)) or _hyphened(words, edge[0])):
            continue
        if key == "WEEKDAY" and shy is not None and not _shy(words, i, lex) and not _date_beside(words, edge[0], lex):
            continue
        chart.add(i, key, edge)
        if key in ("MONTH", "SEASON") and _shy(words, i, lex):
            chart.add(i, "BARE" + key, edge)


def _surname(words: Words, i: int, lex: CalendarWords) -> bool:
    """Whether a feast's name follows a capitalised word that is none of the calendar's: somebody's name."""
    before = words.raw[i - 1]
    return before[0].isupper() and before[1:].islower() and not lex.phrases.at(words, i - 1)


def _hyphened(words: Words, end: int) -> bool:
    """Whether a feast's name is but the first half of another: « Toussaint-Louverture »."""
    return end + 1 < len(words) and words.low[end] == "-" and words.tight[end] and words.tight[end + 1] and words.raw[end + 1][0].isupper()


def _date_beside(words: Words, i: int, lex: CalendarWords) -> bool:
    if i < len(words) and words.low[i] == ",":
        i += 1
    return i < len(words) and (words.low[i].isdigit() or any(k == "MONTH" for k, _ in lex.phrases.at(words, i)))


def _fill(chart: Chart, words: Words, at: int, end: int, lex: CalendarWords) -> None:
    """Everything that is known of words [at, end) before any pattern runs."""
    past = 0
    begins, starts = lex.phrases.root.next, lex.numbers.starts
    for i in range(at, end):
        w = words.low[i]
        if w in lex.known:
            chart.name(i, w)
        if w in begins:
            _named(chart, words, i, lex)
        digits = w.isascii() and w.isdigit()
        numeral = numeral_at(words, i, lex.numbers) if digits or w in starts else None
        if digits and len(w) <= 4:
            chart.add(i, "INT", (i + 1, int(w)))
            if len(w) == 2:
                chart.add(i, "YY", (i + 1, int(w)))
            if len(w) == 4 and ((i >= past and numeral and _is_year(words, i, numeral.end, lex)) or _ends_date(words, i, lex)):
                chart.add(i, "YEAR", (i + 1, int(w)))
        if numeral and i >= past:
            past = numeral.end
            if numeral.value is not None and not any(k == "YEAR" for k, _ in chart.found.get(i, ())):
                chart.add(i, "NUM", (numeral.end, numeral.value))
        if lex.roman and words.raw[i][0] in "IVX" and (roman := _roman(words.raw[i], lex)):
            chart.add(i, "ROMAN", (i + 1, roman))


def scan(words: Words, lex: CalendarWords, years: bool = False) -> list[Expression]:
    """The time expressions of a sentence, in order, none overlapping; with `years` only those around digits that can be a year."""
    seeds = _seeds(words, lex)
    if not worth(words.low, seeds, lex):
        return []
    chart = Chart(words, lex.known)
    for at, end in _stretches(words.low, seeds, lex):
        if not years or any(w.isdigit() and len(w) in YEAR_DIGITS for w in words.low[at:end]):
            _fill(chart, words, at, end, lex)
    for stage in lex.stages:
        stage.run(chart)
    return _longest(chart, words)


def _longest(chart: Chart, words: Words) -> list[Expression]:
    """From left to right, the longest that begins first."""
    out: list[Expression] = []
    past = 0
    for at in sorted(chart.found):
        if at < past:
            continue
        best = _best(chart, at)
        if best is None or _begins_later(chart, at, best):
            continue
        past, value = best
        if value is not SKIPPED:
            out.append(Expression(at, past, (words.start[at], words.end[past - 1]), value))
    return out


def _best(chart: Chart, at: int) -> Edge | None:
    """The longest that begins here; of two as long, the one with days."""
    best: Edge | None = None
    for key, edge in chart.found.get(at, ()):
        if key in OUTPUTS and (best is None or _rank(*edge) > _rank(*best)):
            best = edge
    return best


def _rank(end: int, value: object) -> tuple[int, bool]:
    return end, not isinstance(value, Nothing)


def _begins_later(chart: Chart, at: int, best: Edge) -> bool:
    """Whether a bare part of the day ("dans la nuit") is the beginning of more ("la nuit de jeudi à vendredi")."""
    after = _best(chart, at + 1) if isinstance(best[1], Anchored) else None
    return after is not None and after[0] > best[0]
