"""Ages of people as a sentence writes them: "17-year-old", ", 17,", "âgé de 40 ans", "21-month-old"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from selon.languages.syntax import Sentence
from selon.reading.pooling.words import pooling_words

OLDEST = 110
DIGIT = re.compile(r"\d")       # a third of the time that one for whole numbers takes to find none
DIGITS = re.compile(r"\d+")


@cache
def _patterns(lang: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The patterns of a language, with the letters that stand in all that they match."""
    p = pooling_words(lang).people
    return tuple((letters, re.compile(x, re.IGNORECASE)) for table in (p.age_patterns, p.month_patterns)
                 for letters, patterns in table.items() for x in patterns)


def age_tokens(text: str, s: Sentence, lang: str) -> dict[int, int]:
    """Token index -> age in years for every token inside an age expression; `text` is the sentence's."""
    lower, words = text.lower(), pooling_words(lang)
    possible = [pattern for letters, pattern in _patterns(lang) if letters in lower]
    if not possible or (DIGIT.search(text) is None and words.people.age_heads.isdisjoint([t.lower for t in s.tokens])):
        return {}
    out: dict[int, int] = {}
    for pattern in possible:
        for m in pattern.finditer(text):
            value = _years(m, words.numbers)
            if value is None or value > OLDEST:
                continue
            a, b = s.start + m.start(), s.start + m.end()
            for t in s.within((a, b)):
                if t.pos != "PUNCT" or t.start > a:
                    out.setdefault(t.i, value)
    return out


def _years(m: re.Match[str], numbers: Mapping[str, int]) -> int | None:
    """The age of a match; months make whole years, 0 where their number is a word; null where the word is no number."""
    n = m.groupdict().get("n")
    if n is None:
        digits = DIGITS.match(m.group())
        return int(digits.group()) // 12 if digits else 0
    return int(n) if n.isdigit() else numbers.get(n.lower())
