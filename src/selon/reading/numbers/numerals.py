"""Numerals: digits with any separator, number words, magnitudes ("2,4 millions", "2.4m"), collectives ("une douzaine", "dozens").

Only whole numbers come out, since counts are whole; a numeral that stays broken (2.5) is marked so that nobody takes it for a count.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Literal

import msgspec

from selon.languages.lexicon import load_lexicon
from selon.reading.numbers.words import Words, fold

Nature = Literal["digits", "word", "article", "about", "plural"]
LONGEST = 15            # digits; more is no count
MOST_WORDS = 24         # words of one numeral
SIGNS = ".,'-"           # of a numeral: of groups, of decimals, of number words
GROUP_GAP = 1           # a group of three stands one space from the one before


class Collective(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A noun that is a number: its value, and the one its plural stands for ("dozens" 24)."""

    one: tuple[str, ...]
    many: tuple[str, ...]
    value: int
    least: int
    exact: tuple[str, ...] = ()


class NumberLexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """languages/<lang>/lexicon/numbers.toml: number words and what goes with them."""

    units: dict[str, int]
    multipliers: dict[str, int]
    scores: tuple[str, ...]
    joiner: str
    joins: Literal["hundreds", "tens"]
    articles: tuple[str, ...]
    shorthand: dict[str, int]
    ordinals: dict[str, int]
    ordinal_endings: tuple[str, ...]
    collective: tuple[Collective, ...]
    of: tuple[str, ...]
    halves: tuple[str, ...]
    several: tuple[str, ...]
    bounds: dict[str, tuple[str, ...]]
    after: dict[str, tuple[str, ...]]
    range_joins: tuple[str, ...]
    changes: tuple[str, ...]
    range_opens: dict[str, tuple[str, ...]]
    none: tuple[str, ...]


class Numeral(msgspec.Struct, frozen=True, gc=False):
    """A numeral over words [at, end); `value` None where it is no whole number; `nature` how it is written."""

    at: int
    end: int
    value: int | None
    nature: Nature


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The folded lexicon as look-ups; `starts` are the words that begin a numeral, `inside` all that can stand in one beside digits."""

    units: dict[str, int]
    multipliers: dict[str, int]
    scores: frozenset[str]
    joiner: str
    joins: str
    articles: frozenset[str]
    shorthand: dict[str, int]
    ordinals: dict[str, int]
    endings: frozenset[str]
    starts: frozenset[str]
    inside: frozenset[str]


@cache
def number_words(lang: str) -> NumberWords:
    """The number words of a language."""
    lex = load_lexicon(lang, "numbers", NumberLexicon)
    units, multipliers = ({fold(k): v for k, v in d.items()} for d in (lex.units, lex.multipliers))
    shorthand, joiner = {fold(k): v for k, v in lex.shorthand.items()}, fold(lex.joiner)
    return NumberWords(units, multipliers, frozenset(map(fold, lex.scores)), joiner, lex.joins, frozenset(map(fold, lex.articles)),
                       shorthand, {fold(k): v for k, v in lex.ordinals.items()}, frozenset(map(fold, lex.ordinal_endings)),
                       frozenset({*units, *multipliers}), frozenset({*units, *multipliers, *shorthand, joiner, *SIGNS}))


def _digits(words: Words, i: int, lex: NumberWords) -> tuple[int, int | Fraction]:
    """Digits from word i on: where they end, and what they are worth."""
    low, n = words.low, len(words)
    text, end = low[i], i + 1
    if len(text) <= 3 and text != "0":
        while end < n and len(text) <= LONGEST:
            apart = not words.tight[end] and words.start[end] - words.end[end - 1] == GROUP_GAP
            if apart and _three(low, end) and not _counts_on(low, end + 1, words):
                text, end = text + low[end], end + 1
            elif low[end] in ".,'" and words.tight[end] and _group_after(words, end + 1, lex):
                text, end = text + low[end + 1], end + 2
            else:
                break
    if end + 1 < n and low[end] in ".," and words.tight[end] and words.tight[end + 1] and low[end + 1].isascii() and low[end + 1].isdigit():
        return end + 2, Fraction(f"{text[:LONGEST]}.{low[end + 1][:LONGEST]}")
    return end, int(text) if len(text) <= LONGEST else -1


def _three(low: list[str], i: int) -> bool:
    return i < len(low) and len(low[i]) == 3 and low[i].isascii() and low[i].isdigit()


def _counts_on(low: list[str], i: int, words: Words) -> bool:
    """Whether digits go on without a space after a group of three, as in a telephone number."""
    return i < len(low) and words.tight[i] and (low[i].isdigit() or low[i].isalpha())


def _group_after(words: Words, i: int, lex: NumberWords) -> bool:
    """Whether a group of three stands close after a sign, and is no decimals of a magnitude ("1.250 million")."""
    low = words.low
    return _three(low, i) and words.tight[i] and not (i + 1 < len(low) and lex.multipliers.get(low[i + 1], 0) >= 1_000_000)


def read_digits(words: Words, i: int, lex: NumberWords) -> Numeral:
    """A numeral that begins with digits, with the magnitude after it."""
    end, value = _digits(words, i, lex)
    low = words.low
    closed = end + 1 >= len(low) or not words.tight[end + 1] or not low[end + 1].isalnum()
    if end < len(low) and words.tight[end] and low[end] in lex.shorthand and closed:
        value, end = value * lex.shorthand[low[end]], end + 1
    while end < len(low) and lex.multipliers.get(low[end], 0) >= 1000:
        value, end = value * lex.multipliers[low[end]], end + 1
    return Numeral(i, end, int(value) if value.denominator == 1 and value >= 0 else None, "digits")


def read_number_words(words: Words, i: int, lex: NumberWords) -> Numeral | None:
    """A numeral in words from word i on: "deux cent quarante mille", "twenty-one", "three hundred and five"."""
    low, n = words.low, len(words)
    total = group = last = 0
    end = i
    while (j := _next_part(words, end, i, lex, last)) < min(n, i + MOST_WORDS) and (w := low[j]) in lex.starts:
        if (m := lex.multipliers.get(w)) is not None:
            if m == 100 and group < 100 and last != 100:
                group, last = max(group, 1) * 100, 100
            elif m >= 1000 and (group or not total):
                total, group, last = total + max(group, 1) * m, 0, m
            else:
                break
        elif w in lex.scores and last == 4 and group % 100 == 4:
            group, last = group - 4 + 80, 80
        elif _adds(lex.units[w], last, group, w, lex):
            group, last = group + lex.units[w], lex.units[w]
        else:
            break
        end = j + 1
    return Numeral(i, end, total + group, "word") if end > i else None


def _adds(value: int, last: int, group: int, word: str, lex: NumberWords) -> bool:
    """Whether a unit or ten can follow what was read of this group."""
    if not last or (last >= 1000 and not group):
        return True
    if last == 100:
        return value < 100
    if 20 <= last < 100:
        return value < (20 if last in (60, 80) else 10) and value > 0
    return last == 10 and 7 <= value <= 9 and lex.joins == "tens"


def _next_part(words: Words, end: int, first: int, lex: NumberWords, last: int) -> int:
    """Where the next word of the numeral stands: at once, after a tight hyphen, or after the joiner."""
    low = words.low
    if end == first or end >= len(low):
        return end
    if low[end] == "-" and words.tight[end] and end + 1 < len(low) and words.tight[end + 1]:
        end += 1
    if low[end] == lex.joiner and end + 1 < len(low):
        after = end + 1
        if low[after] == "-" and after + 1 < len(low):
            after += 1
        value = lex.units.get(low[after], 0)
        if (lex.joins == "hundreds" and last >= 100 and 0 < value < 100) or (lex.joins == "tens" and 20 <= last <= 60 and value in (1, 11)):
            return after
    return end


def numeral_at(words: Words, i: int, lex: NumberWords) -> Numeral | None:
    """The numeral that begins at a word, if one does."""
    w = words.low[i]
    if w.isascii() and w.isdigit():
        return read_digits(words, i, lex)
    return read_number_words(words, i, lex) if w in lex.starts else None
