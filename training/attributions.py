"""What the rankers of attribution learn from: PolNeAR's articles with their cues, candidates and truth, and the rates of categories."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from selon.reading.attribution.features import content_key, cue_key
from selon.reading.attribution.generate import Candidate
from selon.reading.attribution.lexicon import AttributionLexicon
from selon.reading.attribution.quotes import find_quotes
from selon.reading.attribution.spans import Field, Spans, common, length
from selon.reading.attribution.table import CueEntry, candidates, cue_entries
from selon.reading.page import Page

Floats = NDArray[np.float32]
Keys = tuple[str, ...]
PRIOR = 10.0        # pseudo-candidates at the coarser rate


@dataclass(slots=True)
class Gold:
    """An attribution of the gold: its content, cue and source."""

    content: Spans
    cue: Spans
    source: Spans
    size: int


@dataclass(slots=True)
class Example:
    """One article: its field, its gold, its cues, and the contents of each with whether they are right."""

    field: Field
    gold: list[Gold]
    entries: list[CueEntry]
    found: list[list[Candidate]]
    right: list[list[bool]]


def golds(row: dict[str, Any]) -> list[Gold]:
    """The attributions of a gold article that have a content."""
    out = []
    for a in row["attributions"]:
        if a["content"]:
            content, cue, source = (tuple((int(x), int(y)) for x, y in a[part]) for part in ("content", "cue", "source"))
            out.append(Gold(content, cue, source, length(content)))
    return out


def match(c: Candidate, gold: Sequence[Gold]) -> Gold | None:
    """The one of the gold's that a candidate is: contents that share half of their union, cues that touch."""
    size, start, end = length(c.spans), c.spans[0][0], c.spans[-1][1]
    for g in gold:
        if end <= g.content[0][0] or start >= g.content[-1][1]:
            continue
        k = common(g.content, c.spans)
        if 2 * k >= g.size + size - k and (not g.cue or any(common(((t.start, t.end),), g.cue) for t in c.cue.words)):
            return g
    return None


def is_right(c: Candidate, gold: Sequence[Gold]) -> bool:
    """Whether a candidate is one of the gold's."""
    return match(c, gold) is not None


def example(row: dict[str, Any], page: Page, lex: AttributionLexicon) -> Example:
    """An article's cues and candidates with their truth."""
    field = Field(page.article.text, page.body, find_quotes(page.article.text))
    gold = golds(row)
    entries = cue_entries(field, lex)
    found = [candidates(e) for e in entries]
    return Example(field, gold, entries, found, [[is_right(c, gold) for c in f] for f in found])


class Counts:
    """Tries and hits of every category, from which rates are smoothed."""

    def __init__(self, levels: int) -> None:
        self.tries: list[Counter[str]] = [Counter() for _ in range(levels)]
        self.hits: list[Counter[str]] = [Counter() for _ in range(levels)]

    def add(self, keys: Keys, right: bool) -> None:
        """One more candidate."""
        for level, key in enumerate(keys):
            self.tries[level][key] += 1
            self.hits[level][key] += right

    @property
    def base(self) -> float:
        """The rate over all."""
        return sum(self.hits[0].values()) / max(1, sum(self.tries[0].values()))

    def rates(self, keys: Keys, without: Counts | None = None) -> list[float]:
        """The smoothed rates, those of one article left out."""
        out, last = [], self.base
        for level, key in enumerate(keys):
            n, h = self.tries[level][key], self.hits[level][key]
            if without:
                n, h = n - without.tries[level][key], h - without.hits[level][key]
            last = (h + PRIOR * last) / (n + PRIOR)
            out.append(last)
        return out

    def table(self) -> dict[str, Any]:
        """As ranking.Rates reads it."""
        levels: list[dict[str, float]] = [{} for _ in self.tries]
        for level, tries in enumerate(self.tries):
            for key, n in sorted(tries.items()):
                if n >= 3:
                    levels[level][key] = round((self.hits[level][key] + PRIOR * self.base) / (n + PRIOR), 5)
        return {"base": round(self.base, 5), "levels": levels}


def counts(examples: Sequence[Example], of_cues: bool) -> Counts:
    """The counts of the cues, or of the contents."""
    out = Counts(2)
    for x in examples:
        for e, found, right in zip(x.entries, x.found, x.right, strict=True):
            if of_cues:
                out.add(cue_key(e.cue), any(right))
            else:
                for c, r in zip(found, right, strict=True):
                    out.add(content_key(c), r)
    return out


def cue_rows(examples: Sequence[Example], rates: Counts) -> list[Floats]:
    """For each article the cues' numbers and rates, its own counts left out."""
    out = []
    for x in examples:
        own = counts([x], True)
        out.append(np.array([[*e.row, *rates.rates(cue_key(e.cue), own)] for e in x.entries], np.float32))
    return out
