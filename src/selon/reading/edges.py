"""The edges of a phrase: brackets and quotation marks taken whole or left out, never halved."""

from __future__ import annotations

import re

from selon.model import Span

PAIRS = {"(": ")", "[": "]", "«": "»", "“": "”", "„": "“"}
CLOSERS = {")": "(", "]": "[", "»": "«", "”": "“"}
STRAIGHT = '"'
MARKS = re.compile(f"[{re.escape(''.join((*PAIRS, *CLOSERS, STRAIGHT)))}]")
LOOSE = " \u00a0\u202f\u2009\n\t,;:"
NEAR = 3            # characters after a phrase within which the other half of a mark may stand


def whole(text: str, span: Span, keep: int) -> Span:
    """A span without half a pair of marks: the other half is taken in where it stands right beside it, else the mark is the phrase's end.

    `keep` is an offset inside the span that stays in it, the head's; where the head is itself a lone mark the span stays as it is.
    """
    a, b = span
    for _ in range(NEAR):
        alone = _alone(text, a, b)
        if alone is None:
            break
        a, b = _mended(text, a, b, alone, keep)
    return (a, b) if a <= keep < b else span


def _alone(text: str, a: int, b: int) -> int | None:
    """Where the first mark stands whose other half is not in the span."""
    if MARKS.search(text, a, b) is None:
        return None
    opened: list[int] = []
    straight: int | None = None
    for i in range(a, b):
        c = text[i]
        if c == STRAIGHT:
            straight = i if straight is None else None
        elif c in CLOSERS and (not opened or text[opened[-1]] != CLOSERS[c]):
            return i
        elif c in CLOSERS:
            opened.pop()
        elif c in PAIRS:
            opened.append(i)
    return min((i for i in (*opened[:1], straight) if i is not None), default=None)


def _mended(text: str, a: int, b: int, i: int, keep: int) -> Span:
    """The span with the mark at `i` completed or left out."""
    mark = text[i]
    after = text[b:b + NEAR].lstrip(LOOSE)
    other = PAIRS.get(mark, mark if mark == STRAIGHT else "")
    if other and after.startswith(other) and "\n" not in text[b:b + NEAR]:
        return a, text.index(other, b) + 1
    before = text[max(0, a - NEAR):a].rstrip(LOOSE)
    wanted = CLOSERS.get(mark, mark if mark == STRAIGHT else "")
    if wanted and before.endswith(wanted):
        return text.rindex(wanted, 0, a), b
    return _trimmed(text, a, i) if i > keep else _trimmed(text, i + 1, b)


def _trimmed(text: str, a: int, b: int) -> Span:
    while a < b and text[a] in LOOSE:
        a += 1
    while b > a and text[b - 1] in LOOSE:
        b -= 1
    return a, b
