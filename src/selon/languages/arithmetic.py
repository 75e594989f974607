"""The arithmetic behind the pipelines: quick, on one core, and the same for a sentence whatever stands beside it.

A matrix product by numpy's BLAS takes a third of the time of the one that spaCy comes with (88 against 27 GFLOP/s, 2026-11-28), but the
last bits of a row may change with the number of rows and with the row's place among them, and one such bit can turn a parse. So products
are taken in blocks of whole numbers of the tiles that BLAS kernels work in, and the last block is filled up with any row.
Kernels for AVX2 moreover work out the rows of one tile in two ways (OpenBLAS 0.3.31: six and six): which places of a block are alike is
tried out once (`alike`), and a row that may stand in several ways has its way decided by its own bits. So a word's numbers are those of
the word alone, in a batch of one article or of a hundred. Several cores would share a block out differently on each machine, hence
`one_core`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from threading import Lock

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from thinc.api import NumpyOps
from threadpoolctl import ThreadpoolController

TILES = 48  # a multiple of the rows of every kernel's tile
ROWS = 4 * TILES  # of a block: small enough that one short text does not pay for many
STEP = 4  # rows by which a small block may be larger than another
LEAST = TILES  # rows of the last block, where all multiples of it are worked out alike
MANY = 3 * ROWS  # rows of a block where there are as many: the other factor is then laid out afresh a third as often
WAYS = 3  # in which the rows of a block may be worked out, at most
TRIED = ((128, 700), (384, 384), (128, 97)) * 2  # widths of the factors with which that is tried out

Floats = NDArray[np.float32]


class BlockOps(NumpyOps):  # type: ignore[misc]
    """thinc's operations on numpy arrays, with products in blocks of at most `MANY` rows."""

    def __init__(self) -> None:
        super().__init__(use_blis=False)

    def gemm(self, x: Floats, y: Floats, out: Floats | None = None, trans1: bool = False, trans2: bool = False) -> Floats:
        """The product of x (n, k) and y (k, m); `trans1`, `trans2` take their transposes."""
        if trans1:  # only training does this
            found: Floats = super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
            return found
        x, y = np.ascontiguousarray(x), y.T if trans2 else y
        order = in_order(len(x), lambda: bits(x))
        made = np.empty((len(order.rows), y.shape[1]), dtype=np.float32)
        with one_core():
            for block in order.blocks():
                np.dot(order.of(x, block), y, out=made[block])
        if order.plain and out is None:
            return made[: len(x)]
        return np.take(made, order.places, axis=0, out=out, mode="clip")


@dataclass(frozen=True, slots=True)
class Order:
    """How rows stand in blocks that lie one after the other: the row at each place (the first one where none is left for it), the place of
    each row, and how many places each block has. In a `plain` one they stand as they are."""

    rows: NDArray[np.intp]
    places: NDArray[np.intp]
    sizes: list[int]
    plain: bool

    def blocks(self) -> Iterator[slice]:
        """The places of each block."""
        return (slice(start, end) for start, end in pairwise(accumulate(self.sizes, initial=0)))

    def of(self, x: Floats, block: slice) -> Floats:
        """The rows of a matrix that stand in a block."""
        return x[block] if self.plain and block.stop <= len(x) else x.take(self.rows[block], axis=0)


def in_order(count: int, bits: Callable[[], NDArray[np.uint32]]) -> Order:
    """How so many rows are put into blocks. `bits` gives a number for each row that is its own, and is only asked where a row may stand in
    several ways."""
    ways = alike() or (np.arange(ROWS),)
    chosen = bits() % len(ways) if len(ways) > 1 else np.zeros(count, dtype=np.uint32)
    standing = [np.flatnonzero(chosen == way) for way in range(len(ways))]
    tiles = -(-max(map(len, standing)) // len(ways[0]))
    at = [(np.arange(tiles)[:, None] * ROWS + way).ravel()[: len(rows)] for way, rows in zip(ways, standing, strict=True)]
    used = max((int(places[-1]) + 1 for places in at if len(places)), default=0)
    whole, left = divmod(used, MANY)
    sizes = [MANY] * whole + ([-(-left // LEAST) * LEAST] if any_size() else [ROWS] * -(-left // ROWS)) * bool(left)
    rows, places = np.zeros(sum(sizes), dtype=np.intp), np.empty(count, dtype=np.intp)
    for which, where in zip(standing, at, strict=True):
        rows[where], places[which] = which, where
    return Order(rows, places, sizes, len(ways) == 1)


def bits(x: Floats, rows: NDArray[np.intp] | None = None) -> NDArray[np.uint32]:
    """A number for each row of a matrix, made of the bits of three of its columns; or of one whose rows are each several of its `rows`, one
    beside the other."""
    k, numbers = x.shape[1], x.view(np.uint32)
    if rows is None:
        rows = np.arange(len(x))[:, None]
    wide = rows.shape[1] * k
    first, middle, last = (numbers[:, i % k][rows[:, i // k]] for i in (0, wide // 2, wide - 1))
    found: NDArray[np.uint32] = first ^ middle ^ last
    return found


@cache
def places_alike(count: int, k: int, m: int) -> tuple[NDArray[np.intp], list[int]]:
    """Places for so many rows, 48 or more, that are all worked out in the same way in a product of (rows, k) and (k, m); and for each
    number of rows up to that, how many the smallest block has that works out the first places so too."""
    ways, random = alike(), np.random.default_rng(2)
    if ways is None:
        return np.arange(count), [count] * (count + 1)
    tried = [(random.standard_normal((1, k)).astype(np.float32), random.standard_normal((m, k)).astype(np.float32).T) for _ in range(2)]

    def made(places: NDArray[np.intp], size: int) -> list[bytes]:
        with one_core():
            products = [np.dot(np.repeat(row, size, axis=0), y)[places] for row, y in tried]
        return [b"".join(numbers[i].tobytes() for numbers in products) for i in range(len(places))]

    places, size = ways[0][:count], count
    if len(ways) > 1:
        sizes = (n for n in range(TILES, ROWS, TILES) if np.searchsorted(ways[0], n) >= count and len(set(made(places, n))) == 1)
        size = next(sizes, ROWS)
    whole = made(places, size)
    sound = [n for n in range(STEP, size, STEP) if (few := made(places[places < n], n)) == whole[: len(few)]]
    return places, [next((n for n in sound if rows and places[rows - 1] < n), size) for rows in range(count + 1)]


@cache
def alike() -> tuple[NDArray[np.intp], ...] | None:
    """The places of a block of `ROWS` by the way in which this machine's BLAS works them out, as many places a way; null where they are too
    many, or change with the size of the block."""
    random = np.random.default_rng(1)
    found: dict[int, bytes] = {}
    with one_core():
        for k, m in TRIED:
            row, y = random.standard_normal((1, k)).astype(np.float32), random.standard_normal((m, k)).astype(np.float32).T
            small, large = np.dot(np.repeat(row, ROWS, axis=0), y), np.dot(np.repeat(row, MANY, axis=0), y)
            if small.tobytes() * (MANY // ROWS) != large.tobytes():
                return None
            kinds = {numbers.tobytes(): i for i, numbers in reversed(list(enumerate(small)))}
            found = {i: found.get(i, b"") + bytes([kinds[small[i].tobytes()]]) for i in range(ROWS)}
    ways: dict[bytes, list[int]] = {}
    for i, kind in found.items():
        ways.setdefault(kind, []).append(i)
    if len(ways) > WAYS or len({len(places) for places in ways.values()}) > 1:
        return None
    return tuple(np.array(places) for places in ways.values())


@cache
def any_size() -> bool:
    """Whether blocks of any multiple of `LEAST`, up to `MANY` rows, are worked out alike: then the last one needs no more than it has."""
    random = np.random.default_rng(3)
    with one_core():
        for k, m in TRIED[:3]:
            x, y = random.standard_normal((MANY, k)).astype(np.float32), random.standard_normal((m, k)).astype(np.float32).T
            whole = np.dot(x, y)
            if not all((np.dot(x[:size], y) == whole[:size]).all() for size in range(LEAST, MANY, LEAST)):
                return False
    return True


def quickened(nlp: Language) -> Language:
    """Gives a pipeline these operations, in place; parts that run on other hardware or have operations of their own keep theirs, and all do
    where no block is sure to give a row the same numbers."""
    if alike() is None:
        return nlp
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
