"""Tells apart line breaks that end something and those that only wrap a paragraph at the width of a screen or wire."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")
_BULLET = re.compile(r"[-–—•*▪◦●■·‣⁃>]+\s|[(]?(?:\d{1,2}|[A-Za-z])[.)]\s|[•▪◦●■‣⁃]")
_FIRST_WORD = re.compile(r"\S+")
# Text is wrapped by hand or by a wire at 40 to 120 columns; longer lines are paragraphs.
_NARROW, _WIDE = 40, 120
# Columns a wrapped line may stay short of the width although the next word would have fitted.
_SLACK = 2
# Before a small letter a line may be shorter, as where a long address was cut out.
_RAGGED = 0.8
# Share of a text's line breaks that must be at full width for the text to count as wrapped.
_SHARE = 0.6


def blocks(text: str) -> Iterator[tuple[int, int]]:
    """``[start, end)`` of the pieces a sentence cannot leave: paragraphs, and lines that are not wrapped paragraphs."""
    lines = [_trim(text, *match.span()) for match in _LINE.finditer(text)]
    lines = [(start, end) for start, end in lines if start < end]
    if not lines:
        return
    width = _width(text, lines)
    first = lines[0][0]
    for line, following in pairwise(lines):
        if not _goes_on(text, line, following, width):
            yield first, line[1]
            first = following[0]
    yield first, lines[-1][1]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def _width(text: str, lines: list[tuple[int, int]]) -> int:
    """The width the text is wrapped at, in columns, or 0 when most of its line breaks cannot come from wrapping."""
    lengths = sorted(end - start for start, end in lines)
    width = lengths[min(len(lengths) - 1, len(lengths) * 9 // 10)]
    if len(lines) < 2 or not _NARROW <= width <= _WIDE:
        return 0
    breaks = [(a, b) for a, b in pairwise(lines) if _is_single(text[a[1] : b[0]])]
    full = sum(_needed(text, a, b) > width - _SLACK for a, b in breaks)
    return width if full >= _SHARE * len(breaks) else 0


def _is_single(gap: str) -> bool:
    return gap.count("\n") <= 1 and gap.count("\r") <= 1 and not any(c in gap for c in "\u2028\u2029\x0b\x0c\x85")


def _needed(text: str, line: tuple[int, int], following: tuple[int, int]) -> int:
    """Columns the line would need to take in the first word of the next."""
    word = _FIRST_WORD.search(text, following[0], following[1])
    return line[1] - line[0] + 1 + (word.end() - word.start() if word else 0)


def _goes_on(text: str, line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    """Whether a paragraph goes on after this line's break."""
    if not width or not _is_single(text[line[1] : following[0]]) or _BULLET.match(text, following[0], following[1]):
        return False
    needed = _needed(text, line, following)
    return needed > (width * _RAGGED if text[following[0]].islower() else width - _SLACK)
