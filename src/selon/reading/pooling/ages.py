"""Ages of people as a sentence writes them: "17-year-old", ", 17,", "âgé de 40 ans", "21-month-old"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from selon.languages.syntax import Sentence
from selon.reading.pooling.words import PoolingWords

OLDEST = 110
DIGITS = re.compile(r"\d+")


@cache
def _compiled(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p, re.IGNORECASE) for p in patterns)


def age_tokens(text: str, s: Sentence, words: PoolingWords) -> dict[int, int]:
    """Token index -> age in years for every token inside an age expression; `text` is the sentence's."""
    p = words.people
    if DIGITS.search(text) is None and p.age_heads.isdisjoint([t.lower for t in s.tokens]):
        return {}
    out: dict[int, int] = {}
    for pattern in _compiled(p.age_patterns + p.month_patterns):
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
