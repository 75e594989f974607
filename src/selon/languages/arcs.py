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
        self.steps: list[tuple[NDArray[np.int32], NDArray[np.int32], Floats, NDArray[np.intp]]] = []

    def add(self, stack: NDArray[np.int32], buffer: NDArray[np.int32], scores: Floats) -> None:
        """One step of several states: words by their place in the batch, -1 for none. `scores` are changed."""
        every, best = np.arange(len(scores)), scores.argmax(axis=1)
        first = scores[every, best]
        scores[every, best] = -np.inf
        self.steps.append((stack, buffer, np.minimum(first - scores.max(axis=1), FAR), best))

    def rows(self, words: int) -> Floats:
        """(words, 4): least margin on the stack, least in the buffer, that of the own arc, close steps."""
        out = np.full((words + 1, 4), FAR, dtype=np.float32)  # the last row is for no word
        out[:, CLOSE_STEPS] = 0
        if self.steps:
            stack, buffer, margin, best = (np.concatenate(part) for part in zip(*self.steps, strict=True))
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
        x = np.maximum(np.clip(rows, self.low, self.high) @ self.weights[0] + self.biases[0], 0)
        return np.asarray(1 / (1 + np.exp(-(x @ self.weights[1] + self.biases[1])[:, 0])), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Hesitation:
    """How the parser hesitated over the words of one sentence: `margins` (words, 4), and the model that judges it. Words that were hung
    up anew afterwards are `settled`."""

    margins: Floats
    model: ArcModel
    settled: frozenset[int] = frozenset()

    def of(self, kept: Sequence[int]) -> Hesitation:
        """The same for some of the words."""
        return self if len(kept) == len(self.margins) else Hesitation(self.margins[list(kept)], self.model)

    def settling(self, words: Iterable[int]) -> Hesitation:
        """The same with words hung up anew."""
        return Hesitation(self.margins, self.model, self.settled | frozenset(words))

    def arcs(self, words: Sequence[Word]) -> list[float]:
        """For each word, how likely its head and relation are right; the root and settled words are sure."""
        if not words:
            return []
        found = self.model.probabilities(rows(self.margins, words, self.model.relations)).tolist()
        return [1.0 if w.head == i or i in self.settled else p for i, (w, p) in enumerate(zip(words, found, strict=True))]


def rows(margins: Floats, words: Sequence[Word], relations: Sequence[str]) -> Floats:
    """What the network sees of each word's arc, (words, 15 and one for each relation)."""
    count = len(words)
    heads, here = np.array([w.head for w in words]), np.arange(count)
    least = np.minimum(margins[:, STACK], margins[:, BUFFER])
    logs = np.log(np.concatenate([margins[:, :CLOSE_STEPS], least[:, None]], axis=1) + 0.05)
    first, last = np.minimum(here, heads), np.maximum(here, heads)
    along = np.empty(2 * count, dtype=np.intp)  # from here to there, as reduceat wants it
    along[::2], along[1::2] = first, last + 1
    alone, near, close = np.zeros(count + 1), np.zeros(count + 1, dtype=np.intp), margins[:, CLOSE_STEPS]
    alone[:-1], near[:-1] = logs[:, -1], least < NEAR
    out = np.zeros((count, 15 + len(relations)), dtype=np.float32)
    out[:, :3], out[:, 3:6] = logs[:, :3], logs[heads, :3]
    out[:, 6], out[:, 7] = np.minimum.reduceat(alone, along)[::2], np.add.reduceat(alone, along)[::2] / (last + 1 - first)
    out[:, 8], out[:, 9], out[:, 10] = logs[:, -1].mean(), np.log(np.maximum(last - first, 1)), log(count)
    out[:, 11], out[:, 12], out[:, 13] = heads < here, close, close[heads]
    out[:, 14] = np.add.reduceat(near, along)[::2]
    column = _columns(tuple(relations))
    for i, w in enumerate(words):
        if (known := column.get(w.dep)) is not None:
            out[i, known] = 1
    return out


@cache
def _columns(relations: tuple[str, ...]) -> dict[str, int]:
    return {name: 15 + k for k, name in enumerate(relations)}
