"""Gradient-boosted trees evaluated with numpy, and the rates of categories: a fitted model read from its file.

The trees are those of scikit-learn's HistGradientBoostingClassifier (Ke et al. 2017), fitted by training/attribution.py. The file holds
numbers, names of classes and relations, and no word of any text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from math import log
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

SELDOM = 0.006      # contents of a category that is right less often are not looked at
FIRST, MARGIN = 40, 1.0      # trees asked of every row; by how much (log odds) a row must miss the least for the others to be spared
HERE = Path(__file__).parent
Floats = NDArray[np.float32]
Classes = tuple[str, ...]
Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Trees:
    """A sum of decision trees over rows of numbers, as a probability.

    All nodes of all trees lie side by side, the children of node i at 2 i and 2 i + 1; leaves point at themselves, so that every walk
    is `depth` steps.
    """

    feature: Ints
    threshold: Floats
    children: Ints
    value: Floats
    roots: Ints
    depth: int
    base: float

    def probability(self, rows: Floats, least: float = 0.0) -> Floats:
        """One probability a row. A row that FIRST trees put far below `least` is left there: the number is then only known to be small."""
        score = self.base + self._sum(rows, self.roots[:FIRST])
        if len(self.roots) > FIRST:
            hopeful = np.arange(len(rows)) if least <= 0 else np.flatnonzero(score >= log(least / (1 - least)) - MARGIN)
            if len(hopeful):
                score[hopeful] += self._sum(rows[hopeful], self.roots[FIRST:])
        return np.asarray(1 / (1 + np.exp(-score)), dtype=np.float32)

    def _sum(self, rows: Floats, roots: Ints) -> Floats:
        n, width = rows.shape
        flat = np.ascontiguousarray(rows, dtype=np.float32).ravel()
        offset = (np.arange(n, dtype=np.int32) * width)[:, None]
        node = np.repeat(roots[None, :], n, axis=0)
        for _ in range(self.depth):
            above = flat.take(self.feature.take(node) + offset) > self.threshold.take(node)
            node = self.children.take(2 * node + above)
        return np.asarray(self.value.take(node).sum(axis=1), dtype=np.float32)


class Rates(msgspec.Struct, frozen=True):
    """How often the candidates of a category are right, on the data the model was fitted on; `base` for those never seen."""

    base: float
    levels: tuple[dict[str, float], ...]

    def of(self, keys: tuple[str, ...]) -> list[float]:
        """One rate for each level, the coarser where the finer is unknown."""
        out, last = [], self.base
        for level, key in zip(self.levels, keys, strict=True):
            last = level.get(key, last)
            out.append(last)
        return out


@dataclass(frozen=True, slots=True)
class Model:
    """The rankers of cues, of contents and of contents among their neighbours, with the rates they use."""

    cue: Trees
    content: Trees
    context: Trees
    cue_rates: Rates
    content_rates: Rates
    worthy: dict[tuple[str, ...], dict[tuple[str, int], bool]] = field(default_factory=dict)
    known_cues: dict[tuple[str, Classes], list[float]] = field(default_factory=dict)
    known_contents: dict[tuple[str, str, str, str, int], list[float]] = field(default_factory=dict)

    def cue_rate(self, sort: str, classes: Classes) -> list[float]:
        """The rates of a cue's categories."""
        if (found := self.known_cues.get((sort, classes))) is None:
            found = self.known_cues[sort, classes] = self.cue_rates.of(cue_categories(sort, classes))
        return found

    def content_rate(self, sort: str, kind: str, rel: str, shape: str, reach: int) -> list[float]:
        """The rates of a content's categories."""
        key = (sort, kind, rel, shape, reach)
        if (found := self.known_contents.get(key)) is None:
            found = self.known_contents[key] = self.content_rates.of(content_categories(*key))
        return found

    def worth(self, sort: str, kind: str, rel: str) -> Callable[[str, int], bool]:
        """For cues of a sort, a class and a relation: which shapes and reaches are right often enough for a look."""
        known = self.worthy.setdefault((sort, kind, rel), {})

        def worth(shape: str, reach: int) -> bool:
            if (found := known.get((shape, reach))) is None:
                rates = self.content_rate(sort, kind, rel, shape, reach)
                found = known[shape, reach] = shape == "signed" or min(rates) >= SELDOM
            return found

        return worth


def cue_categories(sort: str, classes: Classes) -> tuple[str, str]:
    """The categories of a cue, coarse to fine."""
    return f"{sort}|{classes[0]}", f"{sort}|{'+'.join(classes[:3])}"


def content_categories(sort: str, kind: str, rel: str, shape: str, reach: int) -> tuple[str, str]:
    """The categories of a content, coarse to fine."""
    return f"{sort}|{kind}|{shape}", f"{sort}|{shape}|{rel}|{reach}"


def _trees(data: dict[str, NDArray[np.float32]], name: str) -> Trees:
    ints = [data[f"{name}.{k}"].astype(np.int32) for k in ("feature", "left", "right", "roots")]
    depth, base = data[f"{name}.shape"]
    feature, left, right, roots = ints
    children = np.ascontiguousarray(np.stack([left, right], axis=1).ravel())
    return Trees(feature, data[f"{name}.threshold"].astype(np.float32), children, data[f"{name}.value"].astype(np.float32), roots,
                 int(depth), float(base))


@cache
def load_model() -> Model:
    """The model beside this file."""
    with np.load(HERE / "model.npz", allow_pickle=False) as data:
        arrays = dict(data)
    rates = msgspec.json.decode((HERE / "rates.json").read_bytes(), type=dict[str, Rates])
    return Model(_trees(arrays, "cue"), _trees(arrays, "content"), _trees(arrays, "context"), rates["cue"], rates["content"])
