"""What a language knows of the calendar: languages/<lang>/lexicon/times.toml, checked on load, as look-ups and a cascade."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import msgspec

from selon.languages.lexicon import load_lexicon
from selon.reading.calendar.feasts import FeastDate
from selon.reading.calendar.making import MAKERS
from selon.reading.numbers.grammar import Phrases, Rule, Stage, rows_of
from selon.reading.numbers.numerals import NumberWords, number_words
from selon.reading.numbers.words import fold, pieces


class UnitNames(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A unit of time in the singular and the plural."""

    one: tuple[str, ...]
    many: tuple[str, ...]


class Shy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that are a month, weekday or season only after certain words, or beside a day or a year."""

    words: tuple[str, ...]
    after: tuple[str, ...]
    capital: bool
    strict: bool = False


class TimesLexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """languages/<lang>/lexicon/times.toml."""

    weekdays: tuple[tuple[str, ...], ...]
    weekday_plurals: tuple[str, ...]
    months: tuple[tuple[str, ...], ...]
    seasons: dict[str, tuple[str, ...]]
    units: dict[str, UnitNames]
    shy: tuple[Shy, ...]
    decades: dict[str, int]
    parts: dict[str, tuple[str, ...]]
    part_plurals: tuple[str, ...]
    clock_parts: tuple[str, ...]
    feast: tuple[FeastDate, ...]
    classes: dict[str, tuple[str, ...]]
    stages: dict[str, tuple[Rule, ...]]
    published_words: tuple[str, ...]
    future_words: tuple[str, ...]
    past_words: tuple[str, ...]
    future_endings: tuple[str, ...]
    future_not: tuple[str, ...]
    forward_verbs: tuple[str, ...]
    usual_words: tuple[str, ...]
    due_words: tuple[str, ...]
    hinge_words: tuple[str, ...]
    where_words: tuple[str, ...]
    present_verbs: tuple[str, ...]
    small_months: bool


@dataclass(frozen=True, slots=True)
class Wary:
    """What a shy word asks for: a word before it, a capital; `strict` where a year beside it is not enough."""

    after: frozenset[tuple[str, ...]]
    capital: bool
    strict: bool


@dataclass(frozen=True, slots=True)
class CalendarWords:
    """The lexicon made ready: phrases by their first word, stages, the words that patterns name.

    `seeds` are the words one of which, or digits, each time holds; `vocabulary` those that can stand in one; `roman`: whether Roman
    numerals can. `hinges`: words that follow or end "the day after" where an event follows, unless one of
    `where` does; `small_months`: whether a month with a capital is a name; `usually`: words of habits; `by`: words before
    a day by which something is due; `joins`: words between days told together.
    """

    lang: str
    phrases: Phrases
    stages: tuple[Stage, ...]
    known: frozenset[str]
    triggers: frozenset[str]
    seeds: frozenset[str]
    vocabulary: frozenset[str]
    roman: bool
    after_number: frozenset[str]
    shy: dict[str, Wary]
    numbers: NumberWords
    not_year_after: frozenset[tuple[str, ...]]
    not_year_before: frozenset[str]
    year_prep: frozenset[tuple[str, ...]]
    street: frozenset[str]
    published: frozenset[str]
    hinges: frozenset[str]
    where: frozenset[str]
    small_months: bool
    a: frozenset[str]
    usually: frozenset[str]
    by: frozenset[tuple[str, ...]]
    joins: frozenset[str]


def _members(lex: TimesLexicon) -> Iterator[tuple[str, str, object]]:
    """Months, weekdays, seasons, units, parts of day, feasts: name, category, value."""
    yield from ((name, "WEEKDAY", i) for i, names in enumerate(lex.weekdays) for name in names)
    yield from ((name, "WEEKDAYS", i) for i, name in enumerate(lex.weekday_plurals))
    yield from ((name, "MONTH", i + 1) for i, names in enumerate(lex.months) for name in names)
    yield from ((name, "SEASON", season) for season, names in lex.seasons.items() for name in names)
    yield from ((name, "UNIT", unit) for unit, forms in lex.units.items() for name in forms.one)
    yield from ((name, "UNITS", unit) for unit, forms in lex.units.items() for name in forms.many)
    yield from ((name, "PART", part) for part, names in lex.parts.items() for name in names)
    yield from ((name, "PARTS", name) for name in lex.part_plurals)
    yield from ((name, "CLOCKPART", 0) for name in lex.clock_parts)
    yield from ((name, "DECADEWORD", n) for name, n in lex.decades.items())
    yield from ((name, "FEAST", feast) for feast in lex.feast for name in feast.names)


def _triggers(lex: TimesLexicon, rows: list[tuple[str, ...]]) -> frozenset[str]:
    """Words without one of which, or a number, a sentence holds no time: of each name and of each row of words alone the longest."""
    names = [pieces(name) for name, _, _ in _members(lex)] + [pieces(w) for w in lex.classes["alone"]]
    found = {_longest(name) for name in names}
    for row in rows:
        words = [k for k in row if not k.startswith("@")]
        if words and not any(k.isupper() for k in words) and found.isdisjoint(words):
            found.add(_longest(words))
    return frozenset(found)


def _longest(words: Sequence[str]) -> str:
    return max(words, key=len)


def _after_number(lex: TimesLexicon, rows: list[tuple[str, ...]]) -> frozenset[str]:
    """First words of what the patterns have after digits: "7 p.m.", "the 19th"."""
    after = {b for row in rows for a, b in pairwise(row) if a in ("INT", "YY")}
    members = [m for k in after if k.startswith("@") for m in lex.classes[k.removeprefix("@")]]
    return frozenset(w for w in after | {pieces(m)[0] for m in members} if w.isalpha() and not w.isupper())


@cache
def calendar_words(lang: str) -> CalendarWords:
    """The calendar of a language; LexiconError where its file has a fault."""
    lex = load_lexicon(lang, "times", TimesLexicon)
    phrases, numbers = Phrases(), number_words(lang)
    for name, category, value in _members(lex):
        phrases.add(name, category, value)
    for class_, members in lex.classes.items():
        for m in members:
            phrases.add(m, "@" + class_)
    for word, n in numbers.ordinals.items():
        phrases.add(word, "ORD", n)
    stages = tuple(Stage(rules, MAKERS) for rules in lex.stages.values())
    rows = [tuple(k.removeprefix("~") if len(k) > 1 else k for k in row)
            for rules in lex.stages.values() for r in rules for row in rows_of(r.when)]
    keys = frozenset(k for row in rows for k in row)
    known = frozenset(k for k in keys if not k.startswith("@") and not k.isupper())
    triggers, ordinals = _triggers(lex, rows), frozenset(_longest(pieces(w)) for w in numbers.ordinals)
    shy = {fold(w): Wary(frozenset(pieces(a) for a in s.after), s.capital, s.strict) for s in lex.shy for w in s.words}
    return CalendarWords(lang, phrases, stages, known, triggers, triggers | numbers.starts | ordinals,
                         known | phrases.words() | numbers.inside, "ROMAN" in keys, _after_number(lex, rows), shy, numbers,
                         frozenset(pieces(w) for w in lex.classes["not_year_after"]),
                         frozenset(fold(w) for w in lex.classes["not_year_before"]),
                         frozenset(pieces(w) for w in lex.classes["year_prep"]), frozenset(fold(w) for w in lex.classes["street"]),
                         frozenset(fold(w) for w in lex.published_words), frozenset(pieces(w)[0] for w in lex.hinge_words),
                         frozenset(map(fold, lex.where_words)), lex.small_months,
                         frozenset(fold(w) for w in lex.classes["a"]), frozenset(fold(w) for w in lex.usual_words),
                         frozenset(pieces(w) for w in lex.due_words),
                         frozenset(map(fold, (*lex.classes["and"], *lex.classes["to"], "/", ","))))
