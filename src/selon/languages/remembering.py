"""Remembers what the network makes of a word by itself.

The first part of a spaCy network (MultiHashEmbed) looks at one word alone: its form, prefix, suffix and shape, and its vector where the
pipeline has vectors (vectors.py). News says the same words again and again, so what it makes of a word is kept for each (form, norm) and
only new words are worked out: the same bits as before (products do not depend on the batch, see arithmetic.py), for a quarter of the time
of that part (9.6 of 80 µs a word, 2026-11-28).
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import NORM, ORTH
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vectors import Vectors
from thinc.api import Model, Ragged

KEPT = 50_000  # words; with 128 numbers each 25 MB
COLUMNS = {"NORM", "LOWER", "PREFIX", "SUFFIX", "SHAPE", "ORTH"}  # what form and norm decide
HASHED = ["extract_features", "list2ragged", "with_array"]
MIXED = ["with_array", "ragged2list"]

Floats = NDArray[np.float32]


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


class WordVectors:
    """Vectors of words by (form, norm), made by the layers of a MultiHashEmbed; when full, all are forgotten."""

    def __init__(self, parts: Parts, vectors: Vectors) -> None:
        self.parts, self.static = parts, vectors
        self.columns = parts.columns
        self.rows: dict[tuple[int, int], int] = {}
        self.vectors: Floats = np.zeros((0, 0), dtype=np.float32)
        self.lock = Lock()

    def of(self, docs: list[Doc]) -> list[Floats]:
        """A matrix for each Doc, a row for each word."""
        words = [w for doc in docs for w in zip(doc.to_array(ORTH).tolist(), doc.to_array(NORM).tolist(), strict=True)]
        ends = np.cumsum([len(doc) for doc in docs])
        with self.lock:
            rows = self._rows(words, docs)  # may make more vectors
            vectors = self.vectors[rows]
        return np.split(vectors, ends[:-1])

    def _rows(self, words: list[tuple[int, int]], docs: list[Doc]) -> list[int]:
        rows = list(map(self.rows.get, words))
        if None in rows:
            new = {w: i for i, (w, row) in enumerate(zip(words, rows, strict=True)) if row is None}
            if len(self.rows) + len(new) > KEPT:
                self.rows, self.vectors = {}, self.vectors[:0]
                new = {w: i for i, w in enumerate(words)}
            table = np.concatenate([doc.to_array(self.columns).reshape(-1, len(self.columns)) for doc in docs])
            self._learn(new, table)
        return [self.rows[w] for w in words]

    def _learn(self, new: dict[tuple[int, int], int], table: NDArray[np.uint64]) -> None:
        made: Any = [np.ascontiguousarray(table[list(new.values())])]
        for layer in self.parts.hashed[1:]:
            made = layer.predict(made)
        if self.parts.static is not None:
            both: Any = np.concatenate([made.dataXd, self._known(self.parts.static, [norm for _, norm in new])], axis=1)
            made = Ragged(both, made.lengths)
        for layer in self.parts.mixed:
            made = layer.predict(made)
        first = len(self.rows)
        if first + len(new) > len(self.vectors):
            room = np.zeros((max(2 * len(self.vectors), first + len(new)), made[0].shape[1]), dtype=np.float32)
            if first:
                room[:first] = self.vectors[:first]
            self.vectors = room
        self.vectors[first : first + len(new)] = made[0]
        self.rows.update((w, first + i) for i, w in enumerate(new))


    def _known(self, static: Model[Any, Any], norms: list[int]) -> Floats:
        """What the network makes of the static vectors of words; zeros for one that has none."""
        rows = self.static.find(keys=norms)
        weights: Any = static.get_param("W")
        made: Any = static.ops.gemm(self.static.data[rows], weights, trans2=True)
        made[rows < 0] = 0
        return np.asarray(made, dtype=np.float32)


def _predict(model: Model[Any, Any], docs: list[Doc], is_train: bool) -> tuple[list[Floats], Any]:
    if is_train:
        raise ValueError("a remembering pipeline cannot be trained; load it with spacy.load")
    return model.attrs["words"].of(docs), None


def remembering(nlp: Language) -> Language:
    """Lets the pipeline's shared network remember words, in place; one built otherwise is left as it is."""
    if not nlp.has_pipe("tok2vec"):
        return nlp
    network = nlp.get_pipe("tok2vec").model  # type: ignore[attr-defined]
    embed = network.get_ref("embed") if "embed" in network.ref_names else None
    parts = _parts(embed) if embed is not None and network.layers[0] is embed else None
    if parts is not None and (parts.static is None or nlp.vocab.vectors.attr == NORM):
        network.layers[0] = Model("remembered_words", _predict, attrs={"words": WordVectors(parts, nlp.vocab.vectors)})
    return nlp


def _parts(embed: Model[Any, Any]) -> Parts | None:
    """The parts of a MultiHashEmbed of columns that form and norm decide."""
    first, *others = embed.layers
    if first.name == HASHED[0]:
        parts = Parts(embed.layers[:3], embed.layers[3:])
    elif len(first.layers) == 2 and first.layers[1].name == "static_vectors":
        parts = Parts(first.layers[0].layers, others, first.layers[1])
    else:
        return None
    sound = _names(parts.hashed) == HASHED and _names(parts.mixed) == MIXED
    return parts if sound and COLUMNS.issuperset(map(str, parts.columns)) else None


def _names(layers: list[Model[Any, Any]]) -> list[str]:
    return [layer.name.partition("(")[0] for layer in layers]
