"""What a word's neighbours make of it: spaCy's MaxoutWindowEncoder, block by block in memory that stays in the processor's cache.

thinc runs each of a layer's seven steps over the whole batch and takes fresh memory for each; here a block of rows goes through all of
a layer before the next one does. The first layer needs no product: what a word brings to its window is remembered (remembering.py). The
numbers are those of spaCy's own code but for their last bits, since sums are made in another order.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from threading import local
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model

from selon.languages.arithmetic import MANY, ROWS, BlockOps, bits, in_order, one_core
from selon.languages.remembering import Table, WordVectors, parts_of

STEPS = ["expand_window", "maxout", "layernorm", "dropout"]
BESIDE = np.array([-1, 0, 1])
TINY = 1e-08  # thinc's, beside the variance

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Layer:
    """One convolution over (word before, word, word after): `weights` (3 * width, pieces * width), piece after piece; then the norm's."""

    weights: Floats
    bias: Floats
    gain: Floats
    shift: Floats


class _Kept(local):
    """A thread's memory for whole batches and for one block."""

    def __init__(self) -> None:
        self.batches: list[Floats] = []
        self.block: list[Floats] = []


class Encoder:
    """All layers; `pad` rows of zeros stand around each text, as when the network was trained. What a layer makes lies in the order of its
    blocks, and only the places of rows are put in order: the first is for rows of zeros."""

    def __init__(self, layers: list[Layer], pad: int) -> None:
        self.layers, self.pad, self.kept = layers, pad, _Kept()

    def of(self, words: NDArray[np.intp], table: Table, lengths: list[int]) -> list[Floats]:
        """A matrix for each text, a row for each word. `words` are the rows in the table of all words, `lengths` how many each text has."""
        starts = np.cumsum([self.pad + 1, *(n + self.pad for n in lengths)])  # one row of zeros more at each end of all
        height = int(starts[-1]) + 1
        texts = list(zip(starts.tolist(), lengths, strict=False))
        padded = np.zeros(height, dtype=np.intp)
        own = _spread(texts, 0)
        padded[own] = words
        here = self._first(padded, table)
        places = np.arange(height)
        places[-1] = 0
        for left, layer in zip(range(len(self.layers) - 2, -1, -1), self.layers[1:], strict=True):  # layers that come after this one
            wanted = _spread(texts, left) if 2 * left < self.pad else np.arange(1, height - 1)
            here, made = self._through(layer, here, places[wanted[:, None] + BESIDE])
            places = np.zeros(height, dtype=np.intp)
            places[wanted] = made
        return np.split(here.take(places[own], axis=0), np.cumsum(lengths)[:-1])

    def _room(self, rows: int) -> Floats:
        """The matrix that was not given out last, with at least so many rows, the first of them zeros."""
        kept, width = self.kept, len(self.layers[0].shift)
        if not kept.batches:
            wide = self.layers[0].weights.shape
            kept.batches = [np.zeros((0, width), dtype=np.float32)] * 2
            kept.block = [np.zeros((MANY, n), dtype=np.float32) for n in (*wide, width, width)]
        kept.batches.reverse()
        if len(kept.batches[0]) < rows:
            kept.batches[0] = np.zeros((rows, width), dtype=np.float32)
        return kept.batches[0]

    def _first(self, padded: NDArray[np.intp], table: Table) -> Floats:
        """What the first layer makes of words, given by their rows in the table: of all but the first and the last."""
        there = self._room(len(padded))
        before, middle, after = table.brought
        for at in range(1, len(padded) - 1, ROWS):
            end = min(at + ROWS, len(padded) - 1)
            _, wide, best, square = (b[: end - at] for b in self.kept.block)
            np.take(before, padded[at - 1 : end - 1], axis=0, out=wide, mode="clip")
            wide += middle[padded[at:end]]
            wide += after[padded[at + 1 : end + 1]]
            _normed(self.layers[0], wide, best, square)
            np.add(table.vectors[padded[at:end]], best, out=there[at:end])
        return there

    def _through(self, layer: Layer, here: Floats, windows: NDArray[np.intp]) -> tuple[Floats, NDArray[np.intp]]:
        """What a layer makes of `windows`, each given by the places in `here` of the word before, the word and the word after; and at which
        place of that each one's is."""
        order = in_order(len(windows), lambda: bits(here, windows))
        there, width = self._room(1 + len(order.rows)), here.shape[1]
        for block in order.blocks():
            beside, wide, best, square = (b[: block.stop - block.start] for b in self.kept.block)
            np.take(here, windows[order.rows[block]].reshape(-1), axis=0, out=beside.reshape(-1, width), mode="clip")
            np.dot(beside, layer.weights, out=wide)
            _normed(layer, wide, best, square)
            np.add(beside[:, width : 2 * width], best, out=there[1 + block.start : 1 + block.stop])
        return there, order.places + 1


def _spread(texts: Iterable[tuple[int, int]], beyond: int) -> NDArray[np.intp]:
    """The rows of texts given by start and length, and so many on either side of each."""
    return np.concatenate([np.arange(at - beyond, at + n + beyond) for at, n in texts])


def _normed(layer: Layer, wide: Floats, best: Floats, square: Floats) -> None:
    """Fills `best` with the largest of each row's pieces, scaled to mean 0 and variance 1 and then as the layer wants it."""
    width = best.shape[1]
    wide += layer.bias
    np.maximum(wide[:, :width], wide[:, width : 2 * width], out=best)
    for first in range(2 * width, wide.shape[1], width):
        np.maximum(best, wide[:, first : first + width], out=best)
    best -= np.add.reduce(best, axis=1, keepdims=True) / width
    np.multiply(best, best, out=square)
    best *= (np.add.reduce(square, axis=1, keepdims=True) / width + TINY) ** (-1.0 / 2.0)
    best *= layer.gain
    best += layer.shift


def _predict(model: Model[Any, Any], docs: list[Doc], is_train: bool) -> tuple[list[Floats], Any]:
    if is_train:
        raise ValueError("a pipeline made quick cannot be trained; load it with spacy.load")
    if not docs:
        return [], None
    words, encoder = model.attrs["words"], model.attrs["encoder"]
    with one_core():
        return encoder.of(*words.of(docs), [len(doc) for doc in docs]), None


def encoding(nlp: Language) -> Language:
    """Lets the pipeline's shared network remember words and gives it this encoder, in place; one built otherwise, or on other hardware, is
    left as it is."""
    if not nlp.has_pipe("tok2vec"):
        return nlp
    network = nlp.get_pipe("tok2vec").model  # type: ignore[attr-defined]
    if len(network.layers) != 2:
        return nlp
    parts, encoder = parts_of(network.layers[0], nlp.vocab.vectors), _encoder(network.layers[1])
    if parts is not None and encoder is not None:
        words = WordVectors(parts, nlp.vocab.vectors, encoder.layers[0].weights, network.ops)
        network.layers[:] = [Model("block_encoder", _predict, attrs={"words": words, "encoder": encoder})]
    return nlp


def _encoder(model: Model[Any, Any]) -> Encoder | None:
    """The same as an Encoder, where it is two or more layers of STEPS with a window of one word and a residual."""
    if not model.name.startswith("with_array") or not isinstance(model.ops, BlockOps):
        return None
    layers = []
    for residual in model.layers[0].layers:
        steps = [node for node in residual.walk(order="dfs_pre") if not node.layers]
        if not residual.name.startswith("residual") or [s.name for s in steps] != STEPS or steps[0].attrs["window_size"] != 1:
            return None
        weights, bias = _param(steps[1], "W"), _param(steps[1], "b")  # (width, pieces, 3 * width), (width, pieces)
        wide = np.ascontiguousarray(weights.swapaxes(0, 1)).reshape(-1, weights.shape[2])
        layers.append(Layer(wide.T, bias.T.flatten(), _param(steps[2], "G"), _param(steps[2], "b")))
    return Encoder(layers, model.attrs["pad"]) if len(layers) > 1 else None


def _param(model: Model[Any, Any], name: str) -> Floats:
    return np.asarray(model.get_param(name), dtype=np.float32)
