"""Copies and origins: who first wrote the words, so that forty prints of one dispatch count once.

Near-duplicates are found by MinHash over word shingles (Broder 1997; datasketch) and then held against each other in full: a copy
shares most of the shorter text's shingles, be it cut, lightly edited or framed by the outlet's own lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from datasketch import MinHash, MinHashLSH

from selon.weaving.clusters import components

SHINGLE = 4  # words; shorter ones are shared by chance, longer ones break at every edit
PERMUTATIONS = 96
SIMILAR = 0.25  # Jaccard from which a pair is looked at; a third of a text copied into one twice as long still reaches it
COPIED = 0.55  # share of the shorter text's shingles that must stand in the other
FEWEST = 12  # shingles; shorter texts (a headline alone) are nobody's copy
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Printed:
    """One article as printed: its key, text, outlet, day of publication, and the agency it credits."""

    key: str
    text: str
    outlet: str | None = None
    published: date | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """The articles that carry the same words; `id` is the key of the earliest, `name` the credited agency or that article's outlet."""

    id: str
    name: str | None
    articles: tuple[str, ...]


def shingles(text: str) -> frozenset[str]:
    """The runs of words of a text, lower-cased, punctuation aside."""
    words = WORD.findall(text.lower())
    return frozenset(" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))


def _sketch(parts: frozenset[str]) -> MinHash:
    sketch = MinHash(num_perm=PERMUTATIONS, seed=1)
    sketch.update_batch([p.encode("utf-8", "surrogatepass") for p in sorted(parts)])
    return sketch


def copied(a: frozenset[str], b: frozenset[str]) -> float:
    """The share of the shorter text's shingles that stand in the other, 0 to 1."""
    fewer = min(len(a), len(b))
    return len(a & b) / fewer if fewer >= FEWEST else 0.0


def copies(texts: Sequence[Printed]) -> list[tuple[int, int]]:
    """Pairs of indices of articles that carry the same words."""
    parts = [shingles(t.text) for t in texts]
    index = MinHashLSH(threshold=SIMILAR, num_perm=PERMUTATIONS)
    found: list[tuple[int, int]] = []
    for i, mine in enumerate(parts):
        if len(mine) < FEWEST:
            continue
        sketch = _sketch(mine)
        found += [(j, i) for j in sorted(index.query(sketch)) if copied(parts[j], mine) >= COPIED]
        index.insert(i, sketch)
    return found


def origins(texts: Sequence[Printed]) -> list[Origin]:
    """Every article in exactly one origin; sorted by id, the same whatever the order of `texts`."""
    texts = sorted(texts, key=lambda t: t.key)
    groups = components(len(texts), ((a, b, 1.0) for a, b in copies(texts)))
    found = []
    for group in groups:
        members = sorted((texts[i] for i in group), key=lambda t: (t.published or date.max, t.key))
        credits = [t.credit for t in members if t.credit]
        found.append(Origin(members[0].key, credits[0] if credits else members[0].outlet, tuple(sorted(t.key for t in members))))
    return sorted(found, key=lambda o: o.id)
