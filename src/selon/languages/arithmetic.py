"""The arithmetic behind the pipelines: quick, on one core, and the same for a sentence whatever stands beside it.

A matrix product by numpy's BLAS takes a third of the time of the one that spaCy comes with (88 against 27 GFLOP/s, 2026-11-28), but the
last bits of a row may change with the number of rows, and one such bit can turn a parse. So products are taken in blocks of two sizes, both
whole numbers of the tiles that BLAS kernels work in, and the last block is filled up with zeros: a word's numbers are those of the word
alone, in a batch of one article or of a hundred. Several cores would share a block out differently on each machine, hence `one_core`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from threading import Lock

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from thinc.api import NumpyOps
from threadpoolctl import ThreadpoolController

MANY = 512  # rows of a block where there are as many: the other factor is then laid out afresh a quarter as often
ROWS = 128  # of a block: a multiple of the tiles of every BLAS kernel, small enough that one short text does not pay for many

Floats = NDArray[np.float32]


class BlockOps(NumpyOps):  # type: ignore[misc]
    """thinc's operations on numpy arrays, with products in blocks of `MANY` and `ROWS` rows."""

    def __init__(self) -> None:
        super().__init__(use_blis=False)

    def gemm(self, x: Floats, y: Floats, out: Floats | None = None, trans1: bool = False, trans2: bool = False) -> Floats:
        """The product of x (n, k) and y (k, m); `trans1`, `trans2` take their transposes."""
        if trans1:  # only training does this
            found: Floats = super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
            return found
        x, y = np.ascontiguousarray(x), y.T if trans2 else y
        n = len(x)
        if out is None:
            out = np.empty((n, y.shape[1]), dtype=np.float32)
        done = 0
        for size in (MANY, ROWS):
            while n - done >= size:
                np.dot(x[done : done + size], y, out=out[done : done + size])
                done += size
        if done < n:
            last = np.zeros((ROWS, x.shape[1]), dtype=np.float32)
            last[: n - done] = x[done:]
            out[done:] = np.dot(last, y)[: n - done]
        return out


def quickened(nlp: Language) -> Language:
    """Gives a pipeline these operations, in place; parts that run on other hardware or have operations of their own keep theirs."""
    ops = BlockOps()
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for node in model.walk() if model is not None else ():
            if type(node.ops) is NumpyOps:
                node.ops = ops
    return nlp


@cache
def _controller() -> ThreadpoolController:
    return ThreadpoolController()


class _OneCore:
    """How many are inside `one_core`: the first one in sets the limit, the last one out lifts it."""

    def __init__(self) -> None:
        self.lock, self.inside, self.limits = Lock(), 0, ExitStack()

    def enter(self) -> None:
        with self.lock:
            if not self.inside:
                self.limits.enter_context(_controller().limit(limits=1, user_api="blas"))
            self.inside += 1

    def leave(self) -> None:
        with self.lock:
            self.inside -= 1
            if not self.inside:
                self.limits.close()


_INSIDE = _OneCore()


@contextmanager
def one_core() -> Iterator[None]:
    """Keeps numpy's BLAS in this process to one core while anyone is inside; then it is as before."""
    _INSIDE.enter()
    try:
        yield
    finally:
        _INSIDE.leave()
