"""Copies and origins: who first wrote the words, so that forty prints of one dispatch count once.

Near-duplicates are found by MinHash over word shingles (Broder 1997; datasketch), cut into bands (Leskovec et al., Mining of Massive
Datasets, 3.4), and then held against each other in full: a copy shares most of the shorter text's shingles, be it cut, lightly edited or
framed by the outlet's own lines. A fingerprint holds all that is needed for it, so that a ledger keeps no texts in memory: it looks up
the fingerprints that are kept under what a new one is sought by, asks `is_copy`, and takes the origins of those together.

Copies are printed within a month of each other (`WINDOW`). So bands are kept by stretches of days, and those of old times are never looked
at again. What has no day may be a copy of anything: it is kept under no time, with some bands of all that has one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from zlib import crc32

import numpy as np
from datasketch import MinHash

from selon.model import Reading, Value
from selon.weaving.clusters import components

SHINGLE = 4  # words; shorter ones are shared by chance, longer ones break at every edit
BANDS, ROWS = 32, 2  # a pair of Jaccard 0.25 shares a band in 87 of 100 cases, one of 0.33 in 98, one of 0.02 in 1
COPIED = 0.55  # share of the shorter text's shingles that must stand in the other
FEWEST = 12  # shingles; shorter texts (a headline alone) are nobody's copy
WINDOW = 31  # days between copies: of 38 pairs of the development sets, 36 are within a week, one within a month, one is months apart
STRETCH = 16  # days whose bands lie together
LONGEST = 62  # days of publication; what is told more vaguely has no day
TIMELESS = 8  # bands by which what has a day meets what has none: a pair of Jaccard 0.5 shares one in 90 cases of 100
UNDATED, DATED = 0, 1  # no stretches of days: all bands of what has no day, and those bands of what has one
REST = 44  # bits of a key below its stretch
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Printed:
    """One article as printed: its key, text, outlet, day of publication, the agency it credits, the last day where it is not the first."""

    key: str
    text: str
    outlet: str | None = None
    published: date | None = None
    credit: str | None = None
    until: date | None = None


class Fingerprint(Value, frozen=True, kw_only=True):
    """What copies are known by: `bands` to look it up (63 bits each, none for a text too short), `shingles` as sorted 32-bit numbers."""

    key: str
    outlet: str | None = None
    published: date | None = None
    credit: str | None = None
    until: date | None = None
    bands: tuple[int, ...] = ()
    shingles: bytes = b""


@dataclass(frozen=True, slots=True)
class Origin:
    """The articles that carry the same words; `id` is the key of the earliest, `name` the credited agency or that article's outlet."""

    id: str
    name: str | None
    articles: tuple[str, ...]


def printed(r: Reading) -> Printed:
    """A reading's article as printed."""
    start, end = (r.published.start, r.published.end) if r.published else (None, None)
    return Printed(r.id, r.text, r.outlet, start, r.credit, end if end != start else None)


def shingles(text: str) -> frozenset[int]:
    """The runs of words of a text, lower-cased, punctuation aside; each as its checksum."""
    words = [w.encode("utf-8", "surrogatepass") for w in WORD.findall(text.lower())]
    return frozenset(crc32(b" ".join(words[i : i + SHINGLE])) for i in range(len(words) - SHINGLE + 1))


@cache
def _blank() -> MinHash:
    return MinHash(num_perm=BANDS * ROWS, seed=1)


def fingerprint(text: Printed) -> Fingerprint:
    """The fingerprint of an article."""
    parts = np.array(sorted(shingles(text.text)), dtype="<u4")
    return Fingerprint(
        key=text.key,
        outlet=text.outlet,
        published=text.published,
        credit=text.credit,
        until=text.until,
        bands=_bands(parts) if len(parts) >= FEWEST else (),
        shingles=parts.tobytes(),
    )


def _bands(parts: np.ndarray[tuple[int], np.dtype[np.uint32]]) -> tuple[int, ...]:
    sketch = _blank().copy()
    sketch.update_batch([int(p).to_bytes(4, "little") for p in parts])
    rows = sketch.hashvalues.astype(np.uint64).reshape(BANDS, ROWS)
    mixed = (rows[:, 0] * np.uint64(0x9E3779B97F4A7C15) ^ rows[:, 1] * np.uint64(0xC2B2AE3D27D4EB4F)) + np.arange(BANDS, dtype=np.uint64)
    return tuple(int(x) >> 1 for x in mixed)


def _days(f: Fingerprint) -> tuple[int, int] | None:
    """First and last day of publication, as ordinals; null where it has none, or too many to say when."""
    if f.published is None:
        return None
    first, last = f.published.toordinal(), (f.until or f.published).toordinal()
    return (first, last) if last - first <= LONGEST else None


def _keys(bands: Iterable[int], stretches: Iterable[int]) -> Iterator[int]:
    """Bands as numbers of 63 bits, their stretch of days before the rest, so that those of one time lie side by side."""
    rest = [b & ((1 << REST) - 1) for b in bands]
    return (s << REST | b for s in stretches for b in rest)


def filed(f: Fingerprint) -> tuple[int, ...]:
    """The numbers under which a fingerprint is kept, sorted."""
    days = _days(f)
    if days is None:
        return tuple(sorted(set(_keys(f.bands, (UNDATED,)))))
    return tuple(sorted({*_keys(f.bands, _stretches(*days)), *_keys(f.bands[:TIMELESS], (DATED,))}))


def sought(f: Fingerprint) -> tuple[int, ...]:
    """The numbers under which copies of it are kept, sorted."""
    days = _days(f)
    if days is None:
        return tuple(sorted({*_keys(f.bands, (UNDATED,)), *_keys(f.bands[:TIMELESS], (DATED,))}))
    around = _stretches(days[0] - WINDOW, days[1] + WINDOW)
    return tuple(sorted({*_keys(f.bands, around), *_keys(f.bands[:TIMELESS], (UNDATED,))}))


def _stretches(first: int, last: int) -> range:
    return range(max(DATED + 1, first // STRETCH), last // STRETCH + 1)


def _apart(a: Fingerprint, b: Fingerprint) -> bool:
    x, y = _days(a), _days(b)
    return x is not None and y is not None and max(x[0] - y[1], y[0] - x[1]) > WINDOW


def copied(a: Iterable[int], b: Iterable[int]) -> float:
    """The share of the shorter text's shingles that stand in the other, 0 to 1."""
    a, b = frozenset(a), frozenset(b)
    fewer = min(len(a), len(b))
    return len(a & b) / fewer if fewer >= FEWEST else 0.0


def is_copy(a: Fingerprint, b: Fingerprint) -> bool:
    """Whether two articles carry the same words, printed in the same weeks."""
    if _apart(a, b):
        return False
    x, y = np.frombuffer(a.shingles, dtype="<u4"), np.frombuffer(b.shingles, dtype="<u4")
    fewer = min(len(x), len(y))
    return fewer >= FEWEST and len(np.intersect1d(x, y, assume_unique=True)) >= COPIED * fewer


def copies(prints: Sequence[Fingerprint]) -> Iterator[tuple[int, int]]:
    """Pairs of indices of articles that carry the same words."""
    index: dict[int, list[int]] = defaultdict(list)
    for i, mine in enumerate(prints):
        near = {j for band in sought(mine) for j in index.get(band, ())}
        yield from ((j, i) for j in sorted(near) if is_copy(prints[j], mine))
        for band in filed(mine):
            index[band].append(i)


def origins(texts: Sequence[Printed]) -> list[Origin]:
    """Every article in exactly one origin; sorted by id, the same whatever the order of `texts`."""
    return origins_of([fingerprint(t) for t in texts])


def origins_of(prints: Sequence[Fingerprint]) -> list[Origin]:
    """The origins of fingerprinted articles; those of an origin and a new copy of one of them give that origin grown."""
    prints = sorted(prints, key=lambda t: t.key)
    groups = components(len(prints), ((a, b, 1.0) for a, b in copies(prints)))
    found = []
    for group in groups:
        members = sorted((prints[i] for i in group), key=lambda t: (t.published or date.max, t.key))
        credits = [t.credit for t in members if t.credit]
        found.append(Origin(members[0].key, credits[0] if credits else members[0].outlet, tuple(sorted(t.key for t in members))))
    return sorted(found, key=lambda o: o.id)
