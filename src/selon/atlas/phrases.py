"""Looking up phrases of many words at a place in a text: a trie over folded words, shared by the actor list and the role words.

Words are folded (no case, no accents) and cut at hyphens and apostrophes, so that "al-Shabaab", "Al Shabaab" and "al - Shabaab"
are one key whatever the tokeniser did. Longest match wins; a look-up costs one dictionary access where nothing begins.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import filterfalse
from typing import Generic, TypeVar

T = TypeVar("T")
SPLIT = re.compile(r"[\s\-‐‑–—'’ʼ`.·/]+")
# letters that have no decomposition, as the press writes names without them
PLAIN = str.maketrans({"ı": "i", "ł": "l", "Ł": "l", "ø": "o", "Ø": "o",
                       "đ": "d", "Đ": "d", "ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe"})


def folded(text: str) -> str:
    """A text without case and accents."""
    if text.isascii():
        return text.lower()
    return "".join(filterfalse(unicodedata.combining, unicodedata.normalize("NFKD", text.translate(PLAIN)))).lower()


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word without case and accents."""
    return folded(word)


@lru_cache(maxsize=65536)
def pieces(word: str) -> tuple[str, ...]:
    """The folded parts of a word, cut at hyphens, points and apostrophes; empty for punctuation alone."""
    if word.isascii() and word.isalnum():
        return (word.lower(),)
    return tuple(p for p in SPLIT.split(fold(word)) if any(c.isalnum() for c in p))


class Node(Generic[T]):
    """A place in the trie: what may follow, and what ends here."""

    __slots__ = ("found", "next")

    def __init__(self) -> None:
        self.next: dict[str, Node[T]] = {}
        self.found: list[T] = []


class Phrases(Generic[T]):
    """A set of phrases, each with values."""

    def __init__(self) -> None:
        self.root: Node[T] = Node()

    def add(self, phrase: str, value: T) -> None:
        """Adds a value under a phrase; a phrase may have several values."""
        node = self.root
        for p in pieces(phrase):
            node = node.next.setdefault(p, Node())
        if node is not self.root:
            node.found.append(value)

    def get(self, phrase: str) -> Sequence[T]:
        """The values of exactly this phrase."""
        node = self.root
        for p in pieces(phrase):
            if p not in node.next:
                return ()
            node = node.next[p]
        return node.found

    def at(self, texts: Sequence[str], i: int) -> list[tuple[int, list[T]]]:
        """All phrases that begin at word `i`, shortest first, as (index of the last word, values).

        A phrase begins and ends with whole tokens; tokens without pieces (hyphens) may stand between.
        """
        out: list[tuple[int, list[T]]] = []
        node = self.root
        for j in range(i, len(texts)):
            cut = pieces(texts[j])
            for p in cut:
                step = node.next.get(p)
                if step is None:
                    return out
                node = step
            if cut and node.found:
                out.append((j, node.found))
            if not node.next:
                return out
        return out


def goes_on(node: Node[T], texts: Sequence[str], i: int) -> bool:
    """Whether a phrase that has come to a node may go on at word `i`; what has no pieces may stand between."""
    if not node.next or i == len(texts):
        return False
    cut = pieces(texts[i])
    return not cut or cut[0] in node.next


def phrases_of(entries: Iterable[tuple[str, T]]) -> Phrases[T]:
    """Phrases from (phrase, value) pairs."""
    made: Phrases[T] = Phrases()
    for phrase, value in entries:
        made.add(phrase, value)
    return made
