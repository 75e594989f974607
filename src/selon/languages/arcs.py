"""How likely each arc of a parse is right, by how the parser hesitated on its way.

A greedy parser takes one step after the other; how far the best step is ahead of the next best (its margin) says how sure it was. Of
each word is kept the least margin of the steps it stood at the stack's top or at the buffer's front in, the margin of the step that
hung it up, and how many steps near it were close. A small network with no word in it makes of these, and of length, distance and relation,
the share of such arcs that are right (Nguyen and O'Connor 2015, "Posterior calibration and exploratory analysis for NLP models", have the
idea of calibrated structures). It is fitted by training/arcs.py on a treebank that the parser has not learned from.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import log
from pathlib import Path
from typing import Protocol

import msgspec
import numpy as np
from numpy.typing import NDArray

FILE = "arcs.npz"
FAR = 9.0  # no margin is told apart beyond
CLOSE = 1.0  # a step with a smaller margin counts as close
NEAR = 0.5  # the same, for words along an arc
STACK, BUFFER, OWN, CLOSE_STEPS = range(4)  # columns of the margins

Floats = NDArray[np.float32]


class Word(Protocol):
    """What a row needs of a word: where its head stands, and its relation."""

    @property
    def head(self) -> int:
        """Index of the head; the root's is its own."""

    @property
    def dep(self) -> str:
        """The relation with its subtype."""


class Margins:
    """Keeps the steps of a batch of words and makes a row of four numbers for each word."""

    def __init__(self, left: NDArray[np.bool_], right: NDArray[np.bool_]) -> None:
        self.left, self.right = left, right  # whether a class hangs up the stack's top, or the buffer's front
        self.steps: list[tuple[NDArray[np.int32], NDArray[np.int32], Floats]] = []

    def add(self, stack: NDArray[np.int32], buffer: NDArray[np.int32], scores: Floats) -> None:
        """One step of several states: words by their place in the batch, -1 for none. The arrays are kept, not copied, and
        those of scores changed by `rows`."""
        self.steps.append((stack, buffer, scores))

    def rows(self, words: int) -> Floats:
        """(words, 4): least margin on the stack, least in the buffer, that of the own arc, close steps."""
        out = np.full((words + 1, 4), FAR, dtype=np.float32)  # the last row is for no word
        out[:, CLOSE_STEPS] = 0
        if self.steps:
            stack, buffer, scores = map(np.concatenate, zip(*self.steps, strict=True))  # all steps at once: some thousand rows
            every, best = np.arange(len(scores)), scores.argmax(axis=1)
            first = scores[every, best]
            scores[every, best] = -np.inf
            margin = np.minimum(first - scores.max(axis=1), FAR)
            for column, at in ((STACK, stack), (BUFFER, buffer)):
                np.minimum.at(out[:, column], at, margin)
                np.add.at(out[:, CLOSE_STEPS], at[margin < CLOSE], 1)
            for at, arc in ((stack, self.left[best]), (buffer, self.right[best])):
                out[at[arc], OWN] = margin[arc]
        return out[:-1]


@dataclass(frozen=True, slots=True)
class ArcModel:
    """The network: rows are cut to `low`..`high`, then go through two layers with ReLU between them. `relations` have a column each."""

    relations: tuple[str, ...]
    low: Floats
    high: Floats
    weights: tuple[Floats, Floats]
    biases: tuple[Floats, Floats]

    @classmethod
    def read(cls, folder: Path) -> ArcModel | None:
        """The model in a pipeline's folder; None where there is none."""
        if not (folder / FILE).exists():
            return None
        with np.load(folder / FILE, allow_pickle=False) as kept:
            weights, biases = (kept["w0"], kept["w1"]), (kept["b0"], kept["b1"])
            return cls(tuple(kept["relations"].tolist()), kept["low"], kept["high"], weights, biases)

    def write(self, folder: Path) -> None:
        """Puts the model into a pipeline's folder."""
        (w0, w1), (b0, b1) = self.weights, self.biases
        np.savez_compressed(folder / FILE, relations=np.array(self.relations), low=self.low, high=self.high, w0=w0, w1=w1, b0=b0, b1=b1)

    def probabilities(self, rows: Floats) -> Floats:
        """One probability a row."""
        x = np.minimum(np.maximum(rows, self.low), self.high) @ self.weights[0]
        x += self.biases[0]
        y = np.maximum(x, 0) @ self.weights[1]
        y += self.biases[1]
        return np.asarray(1 / (1 + np.exp(-y[:, 0])), dtype=np.float32)


class Course(msgspec.Struct, frozen=True, gc=False):
    """What the margins (words, 4) of a sentence tell of all its arcs: logarithms of each word's margins, the lowest of them and their mean;
    who stood near a close step, and at how many."""

    logs: list[list[float]]
    lowest: list[float]
    mean: float
    near: list[bool]
    close: list[float]

    @classmethod
    def of(cls, margins: Floats) -> Course:
        """The course of a sentence with these margins."""
        least = np.minimum(margins[:, STACK], margins[:, BUFFER])
        shifted = margins + 0.05
        shifted[:, CLOSE_STEPS] = least + 0.05  # in their place, since they are no margins
        logs = np.log(shifted)
        lowest = logs[:, CLOSE_STEPS]
        mean = float(np.add.reduce(lowest)) / len(lowest)
        return cls(logs[:, :CLOSE_STEPS].tolist(), lowest.tolist(), mean, (least < NEAR).tolist(), margins[:, CLOSE_STEPS].tolist())


class Hesitation:
    """How the parser hesitated over the words of one sentence: `margins` (words, 4), and the model that judges it. Words that were hung
    up anew afterwards are `settled`."""

    def __init__(self, margins: Floats, model: ArcModel, settled: frozenset[int] = frozenset()) -> None:
        self.margins, self.model, self.settled = margins, model, settled
        self._course: Course | None = None

    def of(self, kept: Sequence[int]) -> Hesitation:
        """The same for some of the words."""
        return self if len(kept) == len(self.margins) else Hesitation(self.margins[list(kept)], self.model)

    def alone(self) -> Hesitation:
        """The same, apart from the sentences that were parsed beside it, which its margins would otherwise hold in memory."""
        return Hesitation(self.margins.copy(), self.model, self.settled)

    def afresh(self) -> Hesitation:
        """The same with nothing worked out yet, which would take more room than the margins."""
        return Hesitation(self.margins, self.model, self.settled)

    def settling(self, words: Iterable[int]) -> Hesitation:
        """The same with words hung up anew."""
        return Hesitation(self.margins, self.model, self.settled | frozenset(words))

    def arcs(self, words: Sequence[Word], asked: Sequence[int] | None = None) -> list[float]:
        """For each word, or those `asked` by their places, how likely its head and relation are right; the root and settled words are
        sure. A row's last bits do not depend on what else is asked, since the product is as large whatever is."""
        asked = range(len(words)) if asked is None else asked
        open_ = [i for i in asked if words[i].head != i and i not in self.settled]
        if not open_:
            return [1.0] * len(asked)
        course = self._course = self._course or Course.of(self.margins)
        found = self.model.probabilities(rows(course, words, self.model.relations, open_))
        sure = dict(zip(open_, found[open_].tolist(), strict=True))
        return [sure.get(i, 1.0) for i in asked]


def rows(course: Course, words: Sequence[Word], relations: Sequence[str], asked: Sequence[int] | None = None) -> Floats:
    """What the network sees of each word's arc, (words, 15 and one for each relation); zeros for words that are not `asked`."""
    logs, lowest, mean, near, close = course.logs, course.lowest, course.mean, course.near, course.close
    asked, length = range(len(words)) if asked is None else asked, log(len(words))
    out = np.zeros((len(words), 15 + len(relations)), dtype=np.float32)
    column = _columns(tuple(relations))
    for i in asked:
        head = words[i].head
        first, last = (head, i) if head < i else (i, head)
        along = lowest[first : last + 1]
        out[i, :15] = (*logs[i], *logs[head], min(along), sum(along) / len(along), mean, log(max(last - first, 1)), length,
                       head < i, close[i], close[head], sum(near[first : last + 1]))  # fmt: skip
        if words[i].dep in column:
            out[i, column[words[i].dep]] = 1
    return out


@cache
def _columns(relations: tuple[str, ...]) -> dict[str, int]:
    return {name: 15 + k for k, name in enumerate(relations)}
