"""From tokens to the exact words: trimming, quotation marks kept whole, and how far a quotation reaches beyond its sentence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property

from selon.languages.syntax import Sentence
from selon.model import Span
from selon.reading.attribution.quotes import Quote

EDGE = frozenset(" \t\n\r\u00a0\u202f\u2009,;:—–-.…")
Spans = tuple[Span, ...]


class Field:
    """One field of a page: its text, sentences and quotations, with what each sentence holds of them."""

    def __init__(self, text: str, sentences: tuple[Sentence, ...], quotes: tuple[Quote, ...]) -> None:
        self.text, self.sentences, self.quotes = text, sentences, quotes
        self._starts, self._ends = [q.start for q in quotes], [q.end for q in quotes]

    def quotes_in(self, start: int, end: int) -> tuple[Quote, ...]:
        """The quotations that overlap a stretch."""
        return self.quotes[bisect_right(self._ends, start):bisect_left(self._starts, end)] if self.quotes else ()

    def quote_at(self, offset: int) -> Quote | None:
        """The quotation an offset lies in."""
        i = bisect_right(self._starts, offset) - 1
        return self.quotes[i] if i >= 0 and offset < self.quotes[i].end else None

    @cached_property
    def held(self) -> tuple[tuple[Quote, ...], ...]:
        """The quotations that overlap each sentence."""
        return tuple([self.quotes_in(s.start, s.end) for s in self.sentences])

    @cached_property
    def wholly_quoted(self) -> tuple[bool, ...]:
        """Whether a sentence has no word outside quotation marks."""
        return tuple([
            bool(found) and all(True in [q.start <= t.start < q.end for q in found] for t in s.tokens if t.text[0].isalnum())
            for s, found in zip(self.sentences, self.held, strict=True)
        ])

    def has_words(self, spans: Spans) -> bool:
        """Whether a letter or figure stands in some spans."""
        return any(c.isalnum() for a, b in spans for c in self.text[a:b])

    def trim(self, start: int, end: int) -> Span | None:
        """The stretch without loose punctuation at its ends, a quotation at an end taken whole; null where nothing is left."""
        text = self.text
        while start < end and text[start] in EDGE:
            start += 1
        while end > start and text[end - 1] in EDGE:
            end -= 1
        if start >= end:
            return None
        for q in self.quotes_in(max(0, start - 1), end + 2) if self.quotes else ():
            if q.start <= start < q.end and start - q.start <= 2:
                start = q.start
            if q.end - 3 <= end <= q.end and q.start < end:
                end = q.end
            elif q.start == end - 1:
                end = q.start
            elif q.end == start + 1:
                start = q.end
        while start < end and text[start] in EDGE:
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return (start, end) if start < end else None

    def spans(self, s: Sentence, ranges: Sequence[tuple[int, int]]) -> Spans:
        """The words of token ranges of a sentence."""
        tokens = s.tokens
        if len(ranges) == 1:        # nearly all
            (a, b), = ranges
            span = self.trim(tokens[a].start, tokens[b].end) if 0 <= a <= b < len(tokens) else None
            return (span,) if span else ()
        out: list[Span] = []
        for a, b in ranges:
            if 0 <= a <= b < len(tokens) and (span := self.trim(tokens[a].start, tokens[b].end)):
                out.append(span)
        return merged(out)


def merged(spans: Iterable[Span]) -> Spans:
    """In order, those that touch or overlap made one."""
    out: list[Span] = []
    for a, b in sorted(spans):
        if out and a <= out[-1][1] + 1:
            out[-1] = out[-1][0], max(b, out[-1][1])
        else:
            out.append((a, b))
    return tuple(out)


def holds(spans: Spans, offset: int) -> bool:
    """Whether an offset lies in one of the spans."""
    if len(spans) == 1:     # nearly all
        return spans[0][0] <= offset < spans[0][1]
    return True in [a <= offset < b for a, b in spans]


def length(spans: Spans) -> int:
    """Code points covered."""
    if len(spans) == 1:     # nearly all
        return spans[0][1] - spans[0][0]
    return sum([b - a for a, b in spans])


def common(x: Spans, y: Spans) -> int:
    """Code points two span lists share."""
    total = i = j = 0
    while i < len(x) and j < len(y):
        (a, b), (p, q) = x[i], y[j]
        start, end = a if a > p else p, b if b < q else q
        if end > start:
            total += end - start
        if b < q:
            i += 1
        else:
            j += 1
    return total
