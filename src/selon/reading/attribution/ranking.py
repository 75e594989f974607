"""Small networks evaluated with numpy, and the rates of categories: a fitted model read from its files.

Fitted by training/attribution.py. The files hold numbers, names of classes and relations, and no word of any text.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TypeAlias

import msgspec
import numpy as np
from numpy.typing import NDArray

SELDOM = 0.006      # contents of a category that is right less often are not looked at
HERE = Path(__file__).parent
Floats = NDArray[np.float32]
Row: TypeAlias = "array[float]"     # the numbers of one thing that is ranked, as they lie in the table of a page
Classes = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layers:
    """One network: rows are cut to the range `low`..`high` of each column, then go through `weights` and `biases`, ReLU between them.

    The scaling of the columns is folded into the first layer.
    """

    low: Floats
    high: Floats
    weights: tuple[Floats, ...]
    biases: tuple[Floats, ...]


class Nets:
    """A few networks fitted on the same rows that differ in their random start; their probabilities are averaged.

    Their layers lie one upon the other, so that each step is one call for all of them: the rows of a page are few, and calls cost most.
    """

    __slots__ = ("biases", "high", "low", "members", "weights", "zeros")

    def __init__(self, members: tuple[Layers, ...]) -> None:
        self.members = members
        self.low, self.high = (members[0].low, members[0].high) if members else (np.zeros(0, np.float32),) * 2
        self.weights: list[Floats] = [np.stack(w) for w in zip(*(m.weights for m in members), strict=True)]
        self.biases: list[Floats] = [np.stack(b)[:, None] for b in zip(*(m.biases for m in members), strict=True)]
        self.zeros = [np.zeros_like(b[0, 0]) for b in self.biases]      # numpy's wide instructions take a row here, not a mere 0

    def probability(self, rows: Floats) -> Floats:
        """One probability a row."""
        x = np.maximum(rows, self.low)
        np.minimum(x, self.high, out=x)
        last = len(self.weights) - 1
        for i, (w, b) in enumerate(zip(self.weights, self.biases, strict=True)):
            x = np.matmul(x, w)
            x += b
            if i < last:
                np.maximum(x, self.zeros[i], out=x)
        np.negative(x, out=x)
        np.exp(x, out=x)
        x += 1
        np.reciprocal(x, out=x)
        return np.asarray(x.sum(axis=0)[:, 0] / len(self.members), dtype=np.float32)


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
    """The rankers of cues, of contents, of contents among their neighbours and of speakers, the rates they use, and how often a claim of
    a probability is right: `confidence` at the probabilities `marks`."""

    cue: Nets
    content: Nets
    context: Nets
    speaker: Nets
    marks: Floats
    confidence: Floats
    cue_rates: Rates
    content_rates: Rates
    worthy: dict[tuple[str, str, str], Worthy] = field(default_factory=dict)
    known_cues: dict[tuple[str, Classes], list[float]] = field(default_factory=dict)

    def confidence_of(self, probabilities: Sequence[float]) -> NDArray[np.float64]:
        """How often claims of these probabilities are right; of all together, since the call costs most."""
        return np.asarray(np.interp(probabilities, self.marks, self.confidence))

    def cue_rate(self, sort: str, classes: Classes) -> list[float]:
        """The rates of a cue's categories."""
        if (found := self.known_cues.get((sort, classes))) is None:
            found = self.known_cues[sort, classes] = self.cue_rates.of(cue_categories(sort, classes))
        return found

    def worth(self, sort: str, kind: str, rel: str) -> Worthy:
        """For cues of a sort, a class and a relation: which shapes and reaches are right often enough for a look."""
        if (found := self.worthy.get((sort, kind, rel))) is None:
            found = self.worthy[sort, kind, rel] = Worthy(self.content_rates, (sort, kind, rel))
        return found


class Worthy(dict[tuple[str, int], bool]):
    """Whether a shape with a reach is worth a look, worked out once; `rates` are those of its categories."""

    def __init__(self, all_rates: Rates, kinds: tuple[str, str, str]) -> None:
        super().__init__()
        self.all_rates, self.kinds = all_rates, kinds
        self.rates: dict[tuple[str, int], list[float]] = {}

    def __missing__(self, key: tuple[str, int]) -> bool:
        found = self[key] = key[0] == "signed" or min(self.rate(*key)) >= SELDOM
        return found

    def rate(self, shape: str, reach: int) -> list[float]:
        """The rates of a content's categories."""
        if (found := self.rates.get((shape, reach))) is None:
            found = self.rates[shape, reach] = self.all_rates.of(content_categories(*self.kinds, shape, reach))
        return found


def cue_categories(sort: str, classes: Classes) -> tuple[str, str]:
    """The categories of a cue, coarse to fine."""
    return f"{sort}|{classes[0]}", f"{sort}|{'+'.join(classes[:3])}"


def content_categories(sort: str, kind: str, rel: str, shape: str, reach: int) -> tuple[str, str]:
    """The categories of a content, coarse to fine."""
    return f"{sort}|{kind}|{shape}", f"{sort}|{shape}|{rel}|{reach}"


def blank(count: int) -> Row:
    """A row of zeros, to be copied: most columns of one-hot numbers stay as they are, and copying them costs next to nothing."""
    return array("f", bytes(4 * count))


def stacked(rows: Sequence[Row]) -> Floats:
    """Rows of as many numbers each, one at least, as a table that is only read."""
    return np.frombuffer(b"".join(rows), dtype=np.float32).reshape(len(rows), -1)


def _nets(data: dict[str, Floats], name: str) -> Nets:
    members: list[Layers] = []
    while f"{name}.{len(members)}.low" in data:
        at = f"{name}.{len(members)}"
        part = {k.removeprefix(f"{at}."): v.astype(np.float32) for k, v in data.items() if k.startswith(f"{at}.")}
        count = sum(k.startswith("w") for k in part)
        weights, biases = [part[f"w{i}"] for i in range(count)], [part[f"b{i}"] for i in range(count)]
        biases[0] = np.asarray(biases[0] - (part["mean"] / part["scale"]) @ weights[0], dtype=np.float32)
        weights[0] = np.asarray(weights[0] / part["scale"][:, None], dtype=np.float32)
        members.append(Layers(part["low"], part["high"], tuple(weights), tuple(biases)))
    return Nets(tuple(members))


@cache
def load_model() -> Model:
    """The model beside this file."""
    with np.load(HERE / "model.npz", allow_pickle=False) as file:
        data = dict(file)
    rates = msgspec.json.decode((HERE / "rates.json").read_bytes(), type=dict[str, Rates])
    cue, content, context, speaker = (_nets(data, name) for name in ("cue", "content", "context", "speaker"))
    return Model(cue, content, context, speaker, data["marks"].astype(np.float32), data["confidence"].astype(np.float32), rates["cue"],
                 rates["content"])
