"""Remembers what the network makes of a word by itself.

The first part of a spaCy network (MultiHashEmbed) looks at one word alone: its form, prefix, suffix and shape, and its vector where the
pipeline has vectors (vectors.py). The first convolution is a sum of what the word before, the word and the word after bring to it, each
a product of that word's vector alone. News says the same words again and again, so both are kept for each (form, norm) and only new words
are worked out: the same bits whatever was read before (products do not depend on the batch, see arithmetic.py). Words come in two
generations: a full table makes room for an empty one, and what is said again moves into that. So a word that is said every few hundred
articles is never worked out again (2,600 articles of gva: 14 words an article, for 20 where all 16,000 were forgotten; 11 are new;
2026-11-30).
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

KEPT = 12_000  # words of a generation; with 128 numbers for each, and 3 times 384 for its places, both take 123 MB a language when full
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
    """What is known of words by themselves: the row of each, `vectors` (rows, width) and, for each place in a window, what the word there
    brings to it, `brought` (3, rows, wide). The first row is for no word: zeros."""

    rows: dict[Word, int]
    vectors: Floats
    brought: Floats

    @classmethod
    def empty(cls, words: int, width: int, wide: int) -> Table:
        """With room for so many words; memory that nothing was written to takes none."""
        return cls({}, np.zeros((1 + words, width), dtype=np.float32), np.zeros((PLACES, 1 + words, wide), dtype=np.float32))


class WordVectors:
    """Tables of words by (form, norm): vectors made by the layers of a MultiHashEmbed, and their products with the `weights` of the first
    convolution, (3 * width, wide). A table once given out never changes in the rows given out with it."""

    def __init__(self, parts: Parts, vectors: Vectors, weights: Floats, ops: NumpyOps) -> None:
        self.parts, self.static, self.ops = parts, vectors, ops
        self.columns = parts.columns
        self.weights = [np.ascontiguousarray(w) for w in np.split(weights, PLACES)]
        self.lock = Lock()
        self.table = Table.empty(KEPT, *self.weights[0].shape)
        self.before = Table.empty(0, *self.weights[0].shape)

    def of(self, docs: list[Doc]) -> tuple[NDArray[np.intp], Table]:
        """The rows of all words of the Docs, one after the other, and the table they are of."""
        forms, norms = np.concatenate([doc.to_array([ORTH, NORM]) for doc in docs]).T.tolist()
        words = list(zip(forms, norms, strict=True))
        with self.lock:
            found = list(map(self.table.rows.get, words))
            if None in found:
                self._add(list(dict.fromkeys(w for w, row in zip(words, found, strict=True) if row is None)), words, docs)
                found = list(map(self.table.rows.get, words))
            return np.array(found, dtype=np.intp), self.table

    def _add(self, missing: list[Word], words: list[Word], docs: list[Doc]) -> None:
        """Puts into the table what it is `missing` of the words of the Docs; where there is no room, all their words into an empty one."""
        if len(self.table.rows) + len(missing) >= len(self.table.vectors):
            missing = list(dict.fromkeys(words))
            self.before, self.table = self.table, Table.empty(max(KEPT, len(missing)), *self.weights[0].shape)
        known = [word for word in missing if word in self.before.rows]
        if known:
            rows = [self.before.rows[word] for word in known]
            self._put(known, self.before.vectors[rows], [brought[rows] for brought in self.before.brought])
        if len(known) < len(missing):
            new = [word for word in missing if word not in self.before.rows]
            vectors = self._learned(new, words, docs)
            self._put(new, vectors, (self.ops.gemm(vectors, weights) for weights in self.weights))

    def _put(self, words: list[Word], vectors: Floats, brought: Iterable[Floats]) -> None:
        """Gives the next rows of the table to words, with their vectors and what they bring to each place."""
        first = 1 + len(self.table.rows)
        rows = slice(first, first + len(words))
        self.table.vectors[rows] = vectors
        for place, numbers in zip(self.table.brought, brought, strict=True):
            place[rows] = numbers
        self.table.rows.update(zip(words, range(first, first + len(words)), strict=True))

    def _learned(self, new: list[Word], words: list[Word], docs: list[Doc]) -> Floats:
        """The vectors of what is `new` among the words of the Docs."""
        at = {word: i for i, word in enumerate(words)}
        looks = np.concatenate([doc.to_array(self.columns).reshape(-1, len(self.columns)) for doc in docs])
        return self._vectors(np.ascontiguousarray(looks[[at[word] for word in new]]), [norm for _, norm in new])

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
