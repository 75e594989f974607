"""Who compares when much is to be woven: several processes of this machine, or a cluster's. Whoever it is, the edges are the same."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any

import msgspec

from selon.errors import LedgerError
from selon.weaving.compare import Compare, Share, compared
from selon.weaving.past import Edge
from selon.workflow.cluster import FEWEST, TRIES

SIZE = 4000  # reports of a batch: enough for some shares, little enough to lose
AHEAD = 2  # shares for each core, under way or waiting for an earlier one
LOST = "what compared ended ({}); nothing of this batch was woven: run `selon weave` again"

_pack = msgspec.msgpack.Encoder().encode
_share = msgspec.msgpack.Decoder(Share).decode
_edges = msgspec.msgpack.Decoder(tuple[Edge, ...]).decode


def compare_packed(share: bytes) -> bytes:
    """On some core: the edges of a share, packed."""
    return _pack(compared(_share(share)))


@contextmanager
def by_processes(jobs: int) -> Iterator[Compare]:
    """Comparisons by processes of their own; they are started afresh, since what is forked from a process that writes would hold its
    database."""
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:

        def compare(shares: Iterable[Share]) -> Iterator[Sequence[Edge]]:
            try:
                yield from _in_turn(shares, AHEAD * jobs, lambda packed: pool.submit(compare_packed, packed), Future.result)
            except BrokenProcessPool as e:
                raise LedgerError(LOST.format(type(e).__name__)) from e

        yield compare


def by_cluster(ray: Any, tries: int = TRIES) -> Compare:
    """Comparisons by a cluster that was joined; what a lost machine had is done again by others, `tries` times."""
    task = ray.remote(max_retries=tries)(compare_packed)

    def compare(shares: Iterable[Share]) -> Iterator[Sequence[Edge]]:
        room = int(AHEAD * max(FEWEST, ray.cluster_resources().get("CPU", 0)))
        try:
            yield from _in_turn(shares, room, task.remote, ray.get)
        except ray.exceptions.RayError as e:
            raise LedgerError(LOST.format(type(e).__name__)) from e

    return compare


def _in_turn(shares: Iterable[Share], room: int, give: Callable[[bytes], Any], get: Callable[[Any], bytes]) -> Iterator[Sequence[Edge]]:
    """The edges of shares, in their order, `room` of them under way."""
    under_way: deque[Any] = deque()
    for share in shares:
        under_way.append(give(_pack(share)))
        if len(under_way) >= room:
            yield _edges(get(under_way.popleft()))
    for one in under_way:
        yield _edges(get(one))
