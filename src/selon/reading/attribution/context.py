"""The second look: a candidate among its neighbours. What competes with it, what holds it, what the sentences beside it say."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import log
from struct import Struct

import msgspec

from selon.reading.attribution.columns import SHAPES, SORTS
from selon.reading.attribution.generate import Candidate
from selon.reading.attribution.ranking import Row
from selon.reading.attribution.spans import Spans, common, length
from selon.reading.attribution.table import CueEntry

FAINT = 0.12        # candidates less likely than this at the first look are dropped; 0.08 finds no more on dev
BLOCK = 512         # code points; only candidates of neighbouring stretches are compared
SHARED = 0.3        # two claims may share this part of the shorter content
NAMES = [
    "score",
    "rank",
    "best_other",
    "clash",
    "clash_same_length",
    "holder",
    "held",
    "before",
    "after",
    "beside",
    "gate",
    "rate_cue",
    "rate_fine",
    "rate_shape",
    "rate_structure",
    "log_length",
    "quoted",
    "speaks",
    "person",
    "no_source",
    "reach",
    "options",
    "clashes",
    *(f"sort={x}" for x in SORTS),
    *(f"shape={x}" for x in SHAPES),
]
_SORT = {x: NAMES.index(f"sort={x}") for x in SORTS}
_SHAPE = {x: NAMES.index(f"shape={x}") for x in SHAPES}
_PLAIN = Struct(f"{NAMES.index('sort=' + SORTS[0])}f")      # the numbers that stand before the kinds
_KINDS = bytes(4 * (len(SORTS) + len(SHAPES)))
FROM_ROW = ("log_length", "quoted_share", "source_speaks", "source_person", "source=none", "reach", "options")


class Scored(msgspec.Struct, eq=False, gc=False):
    """A candidate after the first look; `taken` are the numbers of its row that the second look sees too."""

    entry: CueEntry
    candidate: Candidate
    probability: float
    taken: tuple[float, ...]


Rival = tuple[CueEntry, float, Spans, int, int]     # of a candidate beside another: cue, probability, content, its length, the cue's offset


def blocks(spans: Spans) -> range:
    """The stretches of the text that a content touches."""
    return range(spans[0][0] // BLOCK, spans[-1][1] // BLOCK + 1)


def shares(a: Spans, b: Spans) -> bool:
    """Whether two contents share too much for both to stand."""
    if a[-1][1] <= b[0][0] or b[-1][1] <= a[0][0]:
        return False
    return common(a, b) > SHARED * min(length(a), length(b))


def context_rows(scored: Sequence[Scored]) -> list[Row]:
    """The numbers of each candidate, in the order of NAMES."""
    groups: dict[int, list[Scored]] = defaultdict(list)
    near: dict[int, list[Rival]] = defaultdict(list)
    best: dict[int, float] = defaultdict(float)
    for x in scored:
        groups[id(x.entry)].append(x)
    for group in groups.values():
        group.sort(key=lambda x: -x.probability)
        for x in group[:2]:
            spans = x.candidate.spans
            rival = (x.entry, x.probability, spans, length(spans), x.candidate.cue.head.start)
            for b in blocks(spans):
                near[b].append(rival)
        k = group[0].entry.spot.k
        best[k] = max(best[k], group[0].probability)
    return [_row(x, groups[id(x.entry)], near, best) for x in scored]


def _holds(spans: Spans, at: int) -> bool:
    return any(a <= at < e for a, e in spans)


def _rivals(near: dict[int, list[Rival]], stretches: range) -> Iterable[Rival]:
    """Those that touch some stretches, each once."""
    if len(stretches) == 1:     # nearly all
        return near[stretches[0]]
    return {id(rival): rival for b in stretches for rival in near[b]}.values()


def _row(x: Scored, group: list[Scored], near: dict[int, list[Rival]], best: dict[int, float]) -> Row:
    c, p, k = x.candidate, x.probability, x.entry.spot.k
    clash = same = holder = held = beside = 0.0
    clashes = 0
    at, spans, size = c.cue.head.start, c.spans, length(c.spans)
    start, end = spans[0][0], spans[-1][1]
    for entry, q, theirs, their_size, their_at in _rivals(near, blocks(spans)):
        if entry is x.entry:
            continue
        if q > beside and entry.spot.k == k:
            beside = q
        first, last = theirs[0][0], theirs[-1][1]
        if first < end and start < last and common(spans, theirs) > SHARED * min(size, their_size):
            clash = max(clash, q)
            clashes += 1
            if q > same and 0.5 <= their_size / size <= 2:
                same = q
        if q > holder and first <= at < last and (len(theirs) == 1 or _holds(theirs, at)):
            holder = q
        if q > held and start <= their_at < end and (len(spans) == 1 or _holds(spans, their_at)):
            held = q
    rank = group.index(x)
    other = group[0].probability if rank else group[1].probability if len(group) > 1 else 0.0
    row = array("f", _PLAIN.pack(log(p / (1 - min(p, 0.9999))), rank, other, clash, same, holder, held, best.get(k - 1, 0.0),
                                 best.get(k + 1, 0.0), beside, *x.taken, clashes) + _KINDS)
    row[_SORT[c.cue.sort]] = 1.0
    row[_SHAPE[c.shape]] = 1.0
    return row
