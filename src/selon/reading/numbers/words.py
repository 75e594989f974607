"""The words of a sentence as numbers and dates need them: cut finer than the parser's, folded, offsets kept.

Letters and digits are parted ("18h15" is 18, h, 15; "1990s" is 1990, s), so that one grammar reads all spellings. Folding keeps
the length of the text: accents and case go, typographic apostrophes, dashes and spaces become plain, and nothing is normalised.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, cached_property

WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
PLAIN = re.compile(r"[A-Za-z]+|[0-9]+|\S")          # the same for ASCII, in two thirds of the time
DASHES, APOSTROPHES = "‐‑‒–—−", "’‘ʼ`´"


def _plain_letter(c: str) -> str | None:
    base = unicodedata.normalize("NFKD", c.lower())[:1]
    return base if base.isascii() and base.isalpha() and base != c else None


def _folds() -> dict[int, str]:
    """One character for one: letters up to Latin Extended Additional, dashes, apostrophes."""
    table = {c: plain for c in (*range(0x41, 0x250), *range(0x1E00, 0x1F00)) if (plain := _plain_letter(chr(c)))}
    return table | {ord(c): "-" for c in DASHES} | {ord(c): "'" for c in APOSTROPHES} | {0x153: "o", 0x152: "o"}


FOLDS = _folds()


@cache
def fold(text: str) -> str:
    """Folded words of a lexicon."""
    return text.translate(FOLDS)


class Words:
    """Words of one sentence: `low[i]` folded, `start[i]`, `end[i]` in the field; `tight[i]` when no space stands before it."""

    def __init__(self, text: str, offset: int) -> None:
        self._text, self._offset = text, offset
        self.raw: list[str] = (PLAIN if text.isascii() else WORD).findall(text)
        self.low = folded(self.raw)

    def __len__(self) -> int:
        return len(self.raw)

    @cached_property
    def _places(self) -> tuple[list[int], list[int], list[bool]]:
        """Where each word begins and ends in the field, and whether right after the one before; most sentences hold nothing for which
        that is asked."""
        starts: list[int] = []
        ends: list[int] = []
        tight: list[bool] = []
        past, offset, find = 0, self._offset, self._text.find
        for word in self.raw:               # nothing but white space stands between two words
            at = find(word, past)
            tight.append(at == past and bool(ends))
            past = at + len(word)
            starts.append(offset + at)
            ends.append(offset + past)
        return starts, ends, tight

    @property
    def start(self) -> list[int]:
        """Where each word begins in the field."""
        return self._places[0]

    @property
    def end(self) -> list[int]:
        """Where each word ends in the field."""
        return self._places[1]

    @property
    def tight(self) -> list[bool]:
        """Whether a word stands right after the one before."""
        return self._places[2]


FOLDED: dict[str, str] = {}
MOST = 200_000          # words remembered; the press has fewer, noise has more


def folded(words: list[str]) -> list[str]:
    """Each word folded."""
    low = list(map(FOLDED.get, words))
    return [fold_word(w) for w in words] if None in low else low  # type: ignore[return-value]


def fold_word(word: str) -> str:
    """The folded word, remembered, since texts repeat themselves."""
    if (known := FOLDED.get(word)) is not None:
        return known
    low = word.translate(FOLDS)
    if len(FOLDED) < MOST and len(word) < 40:
        FOLDED[word] = low
    return low


def pieces(phrase: str) -> tuple[str, ...]:
    """A lexicon phrase as folded words, cut as sentences are."""
    return tuple(Words(phrase, 0).low)
