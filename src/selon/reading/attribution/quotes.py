"""The quotations of a text: pairs of marks of every kind, over paragraphs, apostrophes left alone, in one pass.

A quotation that is never closed ends with its paragraph and is flagged; the next paragraph starts afresh, so an odd mark costs one
quotation at most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

MARK = re.compile(r"''|``|[\"“”„‟«»‘’‚‛']|\n")
CLOSERS = {
    "“": '”"',
    "„": '“”"',
    "«": "»",
    "”": '”"',
    '"': '"”',
    "''": "''\"",
    "``": "''\"",
    "‘": "’'",
    "‚": "‘’'",
    "'": "'’",
    "‛": "’'",
    "‟": '”"',
    "»": "«",
}
SINGLE = frozenset("‘’‚‛'")
OPENING = frozenset(" \t\n\r\u00a0\u202f\u2009([{—–-/:,;.…")
WITHIN = OPENING.union("\"“«")       # what single marks open after
CLOSING = frozenset(" \t\n\r\u00a0\u202f\u2009)]}—–-/:,;.…!?")
LONGEST_SINGLE = 800    # code points; a single mark not closed by then was an apostrophe


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation with its marks; `closed` is false where the closing mark is missing."""

    start: int
    end: int
    closed: bool = True

    @property
    def length(self) -> int:
        """Code points, marks included."""
        return self.end - self.start


@dataclass(slots=True)
class _Open:
    mark: str
    start: int


def _opens(mark: str, text: str, a: int, b: int) -> bool:
    """Whether a mark can open here: something follows it, and what stands before does not hold it."""
    if b >= len(text):
        return False
    if mark in "“„«‟``":
        return True
    if mark in "»’":
        return False
    before, after = text[a - 1] if a else " ", text[b]
    if mark == "”":
        return before in OPENING and not after.isspace() and after not in ".,;:!?)"
    if mark in SINGLE:
        return before in WITHIN and (after.isalnum() or after in "[(") and before not in ".,;:"
    return ((before in OPENING or before in SINGLE) and not after.isspace()) or (before.isspace() and after.isspace())


def _closes(mark: str, text: str, a: int, b: int) -> bool:
    if mark not in SINGLE:
        return True
    before, after = text[a - 1] if a else " ", text[b] if b < len(text) else " "
    return not before.isspace() and (after in CLOSING or after in "\"”»" or not after.isalnum())


def find_quotes(text: str) -> tuple[Quote, ...]:
    """The outermost quotations in text order."""
    return tuple(_scan(text))


def _scan(text: str) -> Iterator[Quote]:
    now: _Open | None = None
    for m in MARK.finditer(text):
        mark = m.group()
        if mark == "\n":
            if now and now.mark not in SINGLE and text[now.start:m.start()].strip():
                yield Quote(now.start, _rstrip(text, now.start, m.start()), False)
            now = None
            continue
        a, b = m.span()
        if now is None:
            if _opens(mark, text, a, b):
                now = _Open(mark, a)
        elif mark in CLOSERS[now.mark] and _closes(mark, text, a, b):
            yield Quote(now.start, b)
            now = None
        elif now.mark in SINGLE and (mark not in SINGLE or a - now.start > LONGEST_SINGLE) and _opens(mark, text, a, b):
            now = _Open(mark, a)
        elif mark == now.mark and mark in "“«„" and _opens(mark, text, a, b):
            yield Quote(now.start, _rstrip(text, now.start, a), False)
            now = _Open(mark, a)
    if now and now.mark not in SINGLE:
        yield Quote(now.start, _rstrip(text, now.start, len(text)), False)


def _rstrip(text: str, start: int, end: int) -> int:
    """The end of the words before `end`."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
