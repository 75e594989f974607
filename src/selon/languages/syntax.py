"""Sentences and tokens as reading works with them: plain values, with the walks over the tree that rules need.

A token's `head` is the index, in its sentence, of the word it depends on; the root's is its own. In a sentence that was not
parsed (`parsed` is false) each token is its own head, `dep`, `pos` are "" and `lemma` is the lower-cased word.
Labels and features are those of Universal Dependencies, as docs/pipelines.md lists them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from operator import attrgetter
from typing import Literal

import msgspec

from selon.languages.arcs import Hesitation
from selon.model import Span

_START, _END = attrgetter("start"), attrgetter("end")


@lru_cache(maxsize=1000)
def relation(dep: str) -> str:
    """A label's universal part; there are some sixty labels."""
    return dep.partition(":")[0]


class Token(msgspec.Struct, eq=False, gc=False):
    """One word. `start`, `end` are code points of the field the sentence stands in; `rel` is `dep` without its subtype.

    A struct, since reading makes one for every word: a class of Python's takes five times as long to make (2026-11-29).
    """

    i: int
    text: str
    lemma: str
    pos: str
    feats: Mapping[str, str]
    head: int
    dep: str
    rel: str
    lower: str
    start: int
    end: int

    def __repr__(self) -> str:
        return f"{self.text}/{self.pos}/{self.dep}>{self.head}"


def make_token(i: int, text: str, lemma: str, pos: str, feats: Mapping[str, str], head: int, dep: str, start: int) -> Token:
    """A word with what follows from its text, label and place."""
    return Token(i, text, lemma, pos, feats, head, dep, relation(dep), text.lower(), start, start + len(text))


class Sentence:
    """A sentence of the text or the title; `index` counts within its field, `paragraph` likewise.

    With slots, and without functools.cached_property: rules ask for words and dependents so often that how an attribute is found counts.
    """

    __slots__ = ("_below", "_ends", "_sure", "_texts", "end", "field", "hesitation", "index", "paragraph", "parsed", "start", "tokens")

    def __init__(
        self, field: Literal["text", "title"], index: int, paragraph: int, span: Span, tokens: tuple[Token, ...], parsed: bool,
        hesitation: Hesitation | None = None,
    ) -> None:  # fmt: skip
        self.field, self.index, self.paragraph, self.tokens, self.parsed = field, index, paragraph, tokens, parsed
        self.start, self.end = span
        self.hesitation = hesitation            # the parser's, over these tokens
        self._texts: list[str] | None = None
        self._below: list[tuple[Token, ...]] | None = None          # each token's dependents
        self._ends: tuple[list[int], list[int]] | None = None       # first and last index of each token's subtree
        self._sure: dict[int, float] = {}

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    def __getitem__(self, i: int) -> Token:
        return self.tokens[i]

    @property
    def texts(self) -> list[str]:
        """The words as they are written."""
        if self._texts is None:
            self._texts = [t.text for t in self.tokens]
        return self._texts

    def _hang(self) -> list[tuple[Token, ...]]:
        below: list[tuple[Token, ...]] = [()] * len(self.tokens)
        for t in self.tokens:
            if t.head != t.i:
                below[t.head] += (t,)
        self._below = below
        return below

    def _reach(self) -> tuple[list[int], list[int]]:
        heads = [t.head for t in self.tokens]
        left, right = list(range(len(heads))), list(range(len(heads)))
        for at, i in enumerate(heads):
            while not left[i] <= at <= right[i]:        # what is within has told those above, or will
                if at < left[i]:
                    left[i] = at
                else:
                    right[i] = at
                i = heads[i]
        self._ends = left, right
        return left, right

    def sureness(self, t: Token) -> float:
        """How likely a token's arc is right, as the parser's hesitation tells; 1 where nobody can tell."""
        if t.i not in self._sure:
            self.judge((t,))
        return self._sure[t.i]

    def judge(self, words: Iterable[Token]) -> None:
        """Works out together how sure the arcs of some words are that will be asked for."""
        new = [t.i for t in words if t.i not in self._sure]
        if new:
            self._sure.update(zip(new, self.hesitation.arcs(self.tokens, new) if self.hesitation else [1.0] * len(new), strict=True))

    def children(self, t: Token, *rels: str) -> tuple[Token, ...]:
        """Dependents in text order; only those with one of the universal relations `rels`, where given."""
        below = (self._below or self._hang())[t.i]
        if not rels or not below:
            return below
        found: tuple[Token, ...] = ()
        for c in below:
            if c.rel in rels:
                found += (c,)
        return found

    def child(self, t: Token, *rels: str) -> Token | None:
        """The first dependent with one of these universal relations."""
        for c in (self._below or self._hang())[t.i]:
            if c.rel in rels:
                return c
        return None

    def head(self, t: Token) -> Token:
        """The word a token depends on; itself at the root."""
        return self.tokens[t.head]

    def ancestors(self, t: Token) -> Iterator[Token]:
        """From the head upwards to the root."""
        tokens = self.tokens
        while t.head != t.i:
            t = tokens[t.head]
            yield t

    def subtree(self, t: Token) -> list[Token]:
        """The token and all below it, in text order."""
        below, tokens, found = self._below or self._hang(), self.tokens, [t.i]
        for i in found:                         # it grows
            found += [c.i for c in below[i]]
        return [tokens[i] for i in sorted(found)]

    def edges(self, t: Token) -> tuple[int, int]:
        """First and last token index of the subtree."""
        left, right = self._ends or self._reach()
        return left[t.i], right[t.i]

    def subtree_span(self, t: Token) -> Span:
        """Characters from the first to the last word of the subtree."""
        a, b = self.edges(t)
        return self.tokens[a].start, self.tokens[b].end

    def within(self, span: Span) -> tuple[Token, ...]:
        """The tokens that overlap a span of the same field."""
        start, end = span
        first = bisect_right(self.tokens, start, key=_END)
        return self.tokens[first : bisect_left(self.tokens, end, lo=first, key=_START)]
