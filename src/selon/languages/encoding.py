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
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model

from selon.languages.arithmetic import MANY, ROWS, BlockOps, bits, blocks, fills
from selon.languages.remembering import Table, WordVectors, parts_of

STEPS = ["expand_window", "maxout", "layernorm", "dropout"]
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
    """All layers; `pad` rows of zeros stand around each text, as when the network was trained."""

    def __init__(self, layers: list[Layer], pad: int) -> None:
        self.layers, self.pad, self.kept = layers, pad, _Kept()

    def of(self, words: NDArray[np.intp], table: Table, lengths: list[int]) -> list[Floats]:
        """A matrix for each text, a row for each word. `words` are the rows in the table of all words, `lengths` how many each text has."""
        width = len(self.layers[0].shift)
        starts = np.cumsum([self.pad + 1, *(n + self.pad for n in lengths)])  # one row of zeros more at each end of all
        height = int(starts[-1]) + 1
        texts = list(zip(starts.tolist(), lengths, strict=False))
        here, there = self._batches(height, width)
        padded = np.zeros(height, dtype=np.intp)
        padded[_spread(texts, 0)] = words
        self._first(padded, table, here)
        out = np.empty((len(words), width), dtype=np.float32)
        for left, layer in zip(range(len(self.layers) - 2, -1, -1), self.layers[1:], strict=True):  # layers that come after this one
            wanted = _spread(texts, left) if 2 * left < self.pad else None
            self._through(layer, here, there if left else out, wanted, packed=not left)
            here, there = there, here
        return np.split(out, np.cumsum(lengths)[:-1])

    def _batches(self, rows: int, width: int) -> tuple[Floats, Floats]:
        """Two matrices whose first and last row no layer writes to."""
        kept = self.kept
        if not kept.batches or len(kept.batches[0]) < rows:
            kept.batches = [np.zeros((rows, width), dtype=np.float32) for _ in range(2)]
            wide = self.layers[0].weights.shape
            kept.block = [np.zeros((MANY, n), dtype=np.float32) for n in (*wide, width, width)]
        here, there = (b[:rows] for b in kept.batches)
        here[0] = here[-1] = there[0] = there[-1] = 0
        return here, there

    def _first(self, padded: NDArray[np.intp], table: Table, there: Floats) -> None:
        """Puts into `there` what the first layer makes of words, given by their rows in the table: of all but the first and the last."""
        before, middle, after = table.brought
        for at in range(1, len(padded) - 1, ROWS):
            end = min(at + ROWS, len(padded) - 1)
            _, wide, best, square = (b[: end - at] for b in self.kept.block)
            np.take(before, padded[at - 1 : end - 1], axis=0, out=wide, mode="clip")
            wide += middle[padded[at:end]]
            wide += after[padded[at + 1 : end + 1]]
            _normed(self.layers[0], wide, best, square)
            np.add(table.vectors[padded[at:end]], best, out=there[at:end])

    def _through(self, layer: Layer, here: Floats, there: Floats, wanted: NDArray[np.intp] | None, packed: bool) -> None:
        """Puts into `there` what a layer makes of `here`: of all rows but the first and the last, or of the `wanted` ones alone; each in
        its place, or `packed` one after the other."""
        width = here.shape[1]
        windows = sliding_window_view(here.reshape(-1), 3 * width)[::width]
        which = np.arange(len(here) - 2) if wanted is None else wanted - 1
        for rows, places, size in blocks(len(which), lambda: bits(windows)[which]):
            beside, wide, best, square = (b[:size] for b in self.kept.block)
            if not fills(rows, size):
                beside[:] = 0
            beside[places] = windows[rows] if wanted is None else windows[which[rows]]
            np.dot(beside, layer.weights, out=wide)
            used = places if isinstance(places, slice) else slice(None)
            _normed(layer, wide[used], best[used], square[used])
            own = beside[:, width : 2 * width]
            own += best
            there[rows if packed else which[rows] + 1] = own[places]


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
