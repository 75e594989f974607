"""Counts how words are capitalised in the training text and writes the tables ``selon.languages.casing`` reads."""

from __future__ import annotations

import gzip
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from selon.languages.casing import CASING, WORDS, bits
from training.treebanks import Tree

_OPENERS = frozenset("\"'“”«»‘’([-–—:.!?…*•")
_FILTER_BYTES = 1 << 18  # 2 million bits: at most one false word in fifty with 150,000 forms
_CAPITALS = 0.6


def count_forms(trees: Iterable[Tree]) -> dict[str, Counter[str]]:
    """For each word in lower case, how often each of its forms was seen where no capital is forced."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for tree in trees:
        letters = [c for c in tree.text if c.isalpha()]
        if sum(c.isupper() for c in letters) > _CAPITALS * len(letters):
            continue
        for before, word in zip(tree.words, tree.words[1:], strict=False):
            if word.form[:1].isalpha() and before.form[-1] not in _OPENERS and len(word.form.lower()) == len(word.form):
                seen[word.form.lower()][word.form] += 1
    return seen


def write_casing(trees: list[Tree], words: Iterable[str], out: Path) -> None:
    """Writes both tables into the pipeline's folder."""
    seen = count_forms(trees)
    lines = []
    for lower in sorted(seen):
        counts = seen[lower]
        form = min(counts, key=lambda f: (-counts[f], f))
        lines.append(f"{form}\t{counts[lower]}\t{sum(counts.values()) - counts[lower]}\n")
    (out / CASING).write_bytes(gzip.compress("".join(lines).encode("utf-8"), 9, mtime=0))
    (out / WORDS).write_bytes(word_filter({w.lower() for w in words}))


def word_filter(words: Iterable[str]) -> bytes:
    """A Bloom filter of the words."""
    table = bytearray(_FILTER_BYTES)
    for word in words:
        for bit in bits(word, _FILTER_BYTES * 8):
            table[bit >> 3] |= 1 << (bit & 7)
    return bytes(table)
