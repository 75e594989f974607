"""Runs an iterator ahead of its reader in a thread: the parser's arithmetic lets go of the interpreter lock, so that the layers, which
are Python, work on one batch of pages while the next is parsed. Order, results and errors are those of the iterator itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import TypeVar

T = TypeVar("T")
WAIT = 0.1  # seconds between two looks at whether the other side is still there


class _End:
    """What the thread puts last: the error that ended the iterator, if one did."""

    def __init__(self, error: BaseException | None) -> None:
        self.error = error


def ahead(items: Iterable[T], n: int) -> Iterator[T]:
    """The items in order, up to `n` of them made before they are asked for."""
    queue: Queue[T | _End] = Queue(maxsize=n)
    gone = Event()

    def put(item: T | _End) -> bool:
        while not gone.is_set():
            try:
                queue.put(item, timeout=WAIT)
                return True
            except Full:
                continue
        return False

    def work() -> None:
        error: BaseException | None = None
        try:
            for item in items:
                if not put(item):
                    return
        except BaseException as e:
            error = e
        put(_End(error))

    thread = Thread(target=work, name="selon-parser", daemon=True)
    thread.start()
    try:
        while True:
            try:
                item = queue.get(timeout=WAIT)
            except Empty:
                continue
            if isinstance(item, _End):
                if item.error is not None:
                    raise item.error
                return
            yield item
    finally:
        gone.set()
        thread.join()
