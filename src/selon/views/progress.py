"""A line that counts, on standard error, where a person looks on; silent otherwise."""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Callable
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, ProgressColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

LATELY = 60.0  # seconds that the rate looks back: what is known already goes by fast, and says nothing of what is new


class Pace:
    """How fast counts grow, from the last minute; seconds as `clock` tells them."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seen: deque[tuple[float, int]] = deque([(clock(), 0)])

    def at(self, count: int) -> float:
        """So many by now: how many a second."""
        now = self._clock()
        self._seen.append((now, count))
        while len(self._seen) > 2 and now - self._seen[1][0] >= LATELY:
            self._seen.popleft()
        then, before = self._seen[0]
        return (count - before) / max(now - then, 1e-6)


def left(total: int | None, count: int, rate: float) -> str:
    """The time that is left, in hours, minutes and seconds; empty where it cannot be told."""
    if total is None or rate <= 0 or count >= total:
        return ""
    seconds = round((total - count) / rate)
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02} left"


class Progress:
    """Counts `what`, as a bar where `total` can be told; it is asked for only where somebody looks on, for counting takes a moment."""

    def __init__(self, what: str, total: Callable[[], int | None] = lambda: None) -> None:
        console = Console(stderr=True)
        seen = console.is_terminal and sys.stderr.isatty()
        self._total = total() if seen else None
        of = "" if self._total is None else f" of {self._total:,}"
        columns: list[ProgressColumn] = [SpinnerColumn(), TextColumn("{task.completed:,.0f}" + f"{of} {what}")]
        columns += [BarColumn()] * (self._total is not None)
        columns += [TextColumn("{task.fields[rate]}"), TimeElapsedColumn(), TextColumn("{task.fields[left]}")]
        self._bar = Bar(*columns, console=console, transient=True, disable=not seen)
        self._task = self._bar.add_task(what, total=self._total, rate="", left="")
        self._pace = Pace()

    def __enter__(self) -> Progress:
        self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._bar.stop()

    def at(self, count: int) -> None:
        """So many by now."""
        rate = self._pace.at(count)
        self._bar.update(self._task, completed=count, rate=f"{rate:,.1f} a second", left=left(self._total, count, rate))
