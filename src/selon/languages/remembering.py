"""Remembers what the network makes of a word by itself.

The first part of a spaCy network (MultiHashEmbed) looks at one word alone: its form, prefix, suffix and shape, and its vector where the
pipeline has vectors (vectors.py). The first convolution is a sum of what the word before, the word and the word after bring to it, each
a product of that word's vector alone. News says the same words again and again, so both are kept for each (form, norm) and only new words
are worked out: the same bits whatever was read before (products do not depend on the batch, see arithmetic.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import NORM, ORTH
from spacy.tokens import Doc
from spacy.vectors import Vectors
from thinc.api import Model, NumpyOps, Ragged

KEPT = 16_000  # words; with 128 numbers for each, and 3 times 384 for its places, 82 MB a language when full
COLUMNS = {"NORM", "LOWER", "PREFIX", "SUFFIX", "SHAPE", "ORTH"}  # what form and norm decide
HASHED = ["extract_features", "list2ragged", "with_array"]
MIXED = ["with_array", "ragged2list"]
PLACES = 3  # of a word in a window: before, in the middle, after

Floats = NDArray[np.float32]
Word = tuple[int, int]  # form and norm, as numbers of the vocabulary


@dataclass(frozen=True, slots=True)
class Parts:
    """The layers of a MultiHashEmbed: those that look words up by hash, those that mix what is known of a word, and the one of its static
    vector, or None."""

    hashed: list[Model[Any, Any]]
    mixed: list[Model[Any, Any]]
    static: Model[Any, Any] | None = None

    @property
    def columns(self) -> list[str | int]:
        """Attributes of words that are looked up."""
        return list(self.hashed[0].attrs["columns"])


@dataclass(frozen=True, slots=True)
class Table:
    """What is known of words by themselves: `vectors` (words, width) and, for each place in a window, what the word there brings to it,
    `brought` (3, words, wide). The first row is for no word: zeros."""

    vectors: Floats
    brought: Floats


class WordVectors:
    """Tables of words by (form, norm): vectors made by the layers of a MultiHashEmbed, and their products with the `weights` of the first
    convolution, (3 * width, wide). When full, all are forgotten; a table once given out never changes in the rows given out with it."""

    def __init__(self, parts: Parts, vectors: Vectors, weights: Floats, ops: NumpyOps) -> None:
        self.parts, self.static, self.ops = parts, vectors, ops
        self.columns = parts.columns
        self.weights = [np.ascontiguousarray(w) for w in np.split(weights, PLACES)]
        self.lock = Lock()
        self._forget(0)

    def _forget(self, least: int) -> None:
        """Begins an empty table with room for KEPT words, or `least` where that is more."""
        width, wide = self.weights[0].shape
        room = 1 + max(KEPT, least)  # memory that nothing was written to takes none
        self.rows: dict[Word, int] = {}
        self.table = Table(np.zeros((room, width), dtype=np.float32), np.zeros((PLACES, room, wide), dtype=np.float32))

    def of(self, docs: list[Doc]) -> tuple[NDArray[np.intp], Table]:
        """The rows of all words of the Docs, one after the other, and the table they are of."""
        words = [word for doc in docs for word in map(tuple, doc.to_array([ORTH, NORM]).tolist())]
        with self.lock:
            found = list(map(self.rows.get, words))
            if None in found:
                self._learn(dict.fromkeys(w for w, row in zip(words, found, strict=True) if row is None), words, docs)
                found = list(map(self.rows.get, words))
            return np.array(found, dtype=np.intp), self.table

    def _learn(self, new: Iterable[Word], words: list[Word], docs: list[Doc]) -> None:
        """Works out what is `new` among the words of the Docs."""
        new = list(new)
        if len(self.rows) + len(new) >= len(self.table.vectors):
            new = list(dict.fromkeys(words))
            self._forget(len(new))
        at = {word: i for i, word in enumerate(words)}
        looks = np.concatenate([doc.to_array(self.columns).reshape(-1, len(self.columns)) for doc in docs])
        vectors = self._vectors(np.ascontiguousarray(looks[[at[word] for word in new]]), [norm for _, norm in new])
        first = 1 + len(self.rows)
        self.table.vectors[first : first + len(new)] = vectors
        for brought, weights in zip(self.table.brought, self.weights, strict=True):
            brought[first : first + len(new)] = self.ops.gemm(vectors, weights)
        self.rows.update(zip(new, range(first, first + len(new)), strict=True))

    def _vectors(self, looks: NDArray[np.uint64], norms: list[int]) -> Floats:
        """A vector for each word by what it looks like and, where there is one for its norm, its static vector."""
        made: Any = [looks]
        for layer in self.parts.hashed[1:]:
            made = layer.predict(made)
        if self.parts.static is not None:
            both: Any = np.concatenate([made.dataXd, self._known(self.parts.static, norms)], axis=1)
            made = Ragged(both, made.lengths)
        for layer in self.parts.mixed:
            made = layer.predict(made)
        return np.asarray(made[0], dtype=np.float32)

    def _known(self, static: Model[Any, Any], norms: list[int]) -> Floats:
        """What the network makes of the static vectors of words; zeros for one that has none."""
        rows = self.static.find(keys=norms)
        weights: Any = static.get_param("W")
        made: Any = static.ops.gemm(self.static.data[rows], weights, trans2=True)
        made[rows < 0] = 0
        return np.asarray(made, dtype=np.float32)


def parts_of(embed: Model[Any, Any], vectors: Vectors) -> Parts | None:
    """The parts of a MultiHashEmbed of columns that form and norm decide; None for another network."""
    if not embed.layers:
        return None
    first, *others = embed.layers
    if first.name == HASHED[0]:
        parts = Parts(embed.layers[:3], embed.layers[3:])
    elif len(first.layers) == 2 and first.layers[1].name == "static_vectors":
        parts = Parts(first.layers[0].layers, others, first.layers[1])
    else:
        return None
    sound = _names(parts.hashed) == HASHED and _names(parts.mixed) == MIXED and COLUMNS.issuperset(map(str, parts.columns))
    return parts if sound and (parts.static is None or vectors.attr == NORM) else None


def _names(layers: list[Model[Any, Any]]) -> list[str]:
    return [layer.name.partition("(")[0] for layer in layers]
