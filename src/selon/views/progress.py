"""A line that counts, on standard error, where a person looks on; silent otherwise."""

from __future__ import annotations

import sys
import time
from types import TracebackType

from rich.console import Console
from rich.progress import Progress as Bar
from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn


class Progress:
    """Counts `what`; the total is not known, since articles come one by one."""

    def __init__(self, what: str) -> None:
        console = Console(stderr=True)
        columns = (SpinnerColumn(), TextColumn("{task.completed:,.0f} " + what), TextColumn("{task.fields[rate]}"), TimeElapsedColumn())
        self._bar = Bar(*columns, console=console, transient=True, disable=not (console.is_terminal and sys.stderr.isatty()))
        self._task = self._bar.add_task(what, total=None, rate="")
        self._start = time.monotonic()

    def __enter__(self) -> Progress:
        self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._bar.stop()

    def at(self, count: int) -> None:
        """So many by now."""
        seconds = max(time.monotonic() - self._start, 1e-6)
        self._bar.update(self._task, completed=count, rate=f"{count / seconds:,.1f} a second")
