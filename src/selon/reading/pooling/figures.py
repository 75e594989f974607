"""Numbers where people are told of: what the quantities and times of a page say of a word, and what it counts by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from selon.languages.syntax import Sentence, Token
from selon.model import Quantity, Time
from selon.reading.pooling.words import PoolingWords

LONGEST = 80        # characters of a quantity or a time that are looked at
DIGITS = 6          # of a number of people that is read by itself
T = TypeVar("T", Quantity, Time)


class Figures:
    """The quantities and times of a page by where they stand."""

    def __init__(self, words: PoolingWords, quantities: tuple[Quantity, ...], times: tuple[Time, ...]) -> None:
        self.words = words
        self._dates, self._quantities = _by_character(times), _by_character(quantities)
        self._ends = {(q.field or "text", q.span[1] + gap): q for q in quantities for gap in (1, 0)}

    def at(self, s: Sentence, t: Token) -> Quantity | None:
        """The quantity that a word begins in."""
        return self._quantities[s.field].get(t.start)

    def before(self, s: Sentence, t: Token) -> Quantity | None:
        """The quantity right before a word."""
        return self._ends.get((s.field, t.start))

    def is_date(self, s: Sentence, t: Token) -> bool:
        """Whether a word is part of a time."""
        return t.start in self._dates[s.field]

    def value(self, s: Sentence, t: Token) -> int | None:
        """The number that a word tells, no year."""
        q = self.at(s, t)
        if q is not None and (t.pos == "NUM" or (t.pos == "NOUN" and q.who is None and t.end == q.span[1])):
            return q.low if q.low is not None else q.high      # "une trentaine" too
        if t.text.isdecimal() and len(t.text) <= DIGITS:
            value = int(t.text)
            return value if not 1900 <= value <= 2100 else None
        return self.words.numbers.get(t.lower)

    def only_bounds(self, s: Sentence, t: Token, following: Token | None) -> bool:
        """Whether a word is only the bound of a number: "more than 30", "more than half of the dead"."""
        q = self.at(s, t)
        if q is not None and q.span[1] > t.end and t.pos != "NUM":
            return True
        return t.feats.get("Degree") == "Cmp" and following is not None and following.pos in {"ADP", "SCONJ"}

    def of_picture(self, s: Sentence, i: int) -> bool:
        """Whether a number is a picture's: "Image 3 of 8", "2 / 3"."""
        if not s[i].text.isdigit():
            return False
        before = [t.lower for t in s.tokens[max(0, i - 3):i]]
        slashes = any(t.text == "/" for t in s.tokens[max(0, i - 1):i + 2])
        return slashes or any(w in self.words.caption.numbered for w in before)


def _by_character(found: Sequence[T]) -> dict[str, dict[int, T]]:
    """Which quantity or time stands at a character of the title or the text, of several the first."""
    at: dict[str, dict[int, T]] = {"title": {}, "text": {}}
    for x in reversed(found):
        at[x.field or "text"].update(dict.fromkeys(range(x.span[0], min(x.span[1], x.span[0] + LONGEST)), x))
    return at
