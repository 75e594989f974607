"""What a word's neighbours make of it: spaCy's MaxoutWindowEncoder, block by block in memory that stays in the processor's cache.

thinc runs each of a layer's seven steps over the whole batch and takes fresh memory for each; here a block of rows goes through all of
a layer before the next one does: the same numbers, to the last bit where the kernel treats all columns alike, for four fifths of the time
(2026-11-28).
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import local
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from spacy.language import Language
from thinc.api import Model

from selon.languages.arithmetic import MANY, BlockOps, bits, blocks

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

    def of(self, texts: list[Floats]) -> list[Floats]:
        """A matrix for each text, a row for each word, as the given ones."""
        width = len(self.layers[0].shift)
        starts = np.cumsum([self.pad + 1, *(len(x) + self.pad for x in texts)]).tolist()  # one row of zeros more at each end of all
        rows = starts[-1] + 1
        here, there = self._batches(rows, width)
        here[:] = 0
        for x, at in zip(texts, starts, strict=False):
            here[at : at + len(x)] = x
        for layer in self.layers[:-1]:
            self._through(layer, here, there)
            here, there = there, here
        ends = np.cumsum([len(x) for x in texts]).tolist()
        out = np.empty((ends[-1] if ends else 0, width), dtype=np.float32)
        wanted = np.concatenate([np.arange(at, at + len(x)) for x, at in zip(texts, starts, strict=False)]) if texts else None
        self._through(self.layers[-1], here, out, wanted)
        return [out[end - len(x) : end] for x, end in zip(texts, ends, strict=True)]

    def _batches(self, rows: int, width: int) -> tuple[Floats, Floats]:
        """Two matrices whose first and last row no layer writes to."""
        kept = self.kept
        if not kept.batches or len(kept.batches[0]) < rows:
            kept.batches = [np.zeros((rows, width), dtype=np.float32) for _ in range(2)]
            wide = self.layers[0].weights.shape
            kept.block = [np.zeros((MANY, n), dtype=np.float32) for n in (*wide, width, width)]
        here, there = (b[:rows] for b in kept.batches)
        there[0] = there[-1] = 0
        return here, there

    def _through(self, layer: Layer, here: Floats, there: Floats, wanted: NDArray[np.intp] | None = None) -> None:
        """Puts into `there` what a layer makes of `here`: all rows but the first and the last, or of the `wanted` ones alone, one after the
        other. No layer needs the rows around a text of the last one, which are a sixth of all."""
        width = here.shape[1]
        windows = sliding_window_view(here.reshape(-1), 3 * width)[::width]
        which = np.arange(len(here) - 2) if wanted is None else wanted - 1
        target = there[1:-1] if wanted is None else there
        for rows, places, size in blocks(len(which), lambda: bits(windows)[which]):
            beside, wide, best, square = (b[:size] for b in self.kept.block)
            beside[:] = 0
            beside[places] = windows[rows] if wanted is None else windows[which[rows]]
            np.dot(beside, layer.weights, out=wide)
            used = places if isinstance(places, slice) else slice(None)
            _normed(layer, wide[used], best[used], square[used])
            own = beside[:, width : 2 * width]
            own += best
            target[rows] = own[places]


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


def _predict(model: Model[Any, Any], texts: list[Floats], is_train: bool) -> tuple[list[Floats], Any]:
    if is_train:
        raise ValueError("a pipeline made quick cannot be trained; load it with spacy.load")
    return model.attrs["encoder"].of(texts), None


def encoding(nlp: Language) -> Language:
    """Gives the pipeline's shared network this encoder, in place; one built otherwise, or on other hardware, is left as it is."""
    if not nlp.has_pipe("tok2vec"):
        return nlp
    network = nlp.get_pipe("tok2vec").model  # type: ignore[attr-defined]
    if len(network.layers) == 2 and (encoder := _encoder(network.layers[1])) is not None:
        network.layers[1] = Model("block_encoder", _predict, attrs={"encoder": encoder})
    return nlp


def _encoder(model: Model[Any, Any]) -> Encoder | None:
    """The same as an Encoder, where it is layers of STEPS with a window of one word and a residual."""
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
    return Encoder(layers, model.attrs["pad"]) if layers else None


def _param(model: Model[Any, Any], name: str) -> Floats:
    return np.asarray(model.get_param(name), dtype=np.float32)
