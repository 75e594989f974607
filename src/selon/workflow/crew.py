"""Reads with several processes: order kept, and no article takes others along.

Workers are forked from a process that has loaded the languages and the gazetteer, so that these are in memory once. Each is given a
few articles at a time and sends their readings back; where one ends on its work, another takes its place, and the articles it had are read
one by one, so that only the one that ended it is lost. After two thousand articles a worker makes room for a fresh one.
"""

from __future__ import annotations

import sys
import warnings
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import cast

from selon.errors import InputError, SelonError
from selon.model import Article, Reading
from selon.reading.reader import CHUNK, Reader
from selon.workflow.work import Answer, Told, answer, from_answer, made, serve

TASK = 16  # articles a worker has at a time: enough for the parser, few enough for an even end
LIFE = 128  # tasks of a worker: what it remembers of words it has seen goes with it, so that memory stays bounded whatever is read
WINDOW = 4  # tasks a worker that may be under way or wait for an earlier one, so that memory stays bounded
# Where forking is safe what is loaded is shared; elsewhere each process loads its own.
START = "fork" if sys.platform == "linux" else "spawn"


@dataclass(frozen=True, slots=True)
class Crew:
    """A reader with the processes that read for it; `hold` is how many articles one process alone takes at once."""

    reader: Reader
    jobs: int = 1
    hold: int = CHUNK

    def read_all(self, articles: Iterable[Article]) -> Iterator[Reading | InputError]:
        """What the reader makes of each article, in order; an InputError stands for an article it fails on.

        The readings are the same, to the byte, whatever `jobs`. LanguageError and AtlasError, which concern all articles, are raised.
        """
        return cast("Iterator[Reading | InputError]", self.told(articles, keep=False))

    def told(self, articles: Iterable[Article], *, keep: bool) -> Iterator[Told | InputError]:
        """The same; where they are to be kept, whoever reads also makes them ready."""
        if self.jobs == 1:
            return _alone(iter(articles), self.reader, self.hold, keep)
        return _together(iter(articles), self.reader, self.jobs, keep)


@dataclass(frozen=True, slots=True)
class Keepers:
    """A crew that reads for a ledger."""

    crew: Crew

    def read_all(self, articles: Iterable[Article]) -> Iterator[Told | InputError]:
        """The readings of a crew, made ready."""
        return self.crew.told(articles, keep=True)


def _alone(articles: Iterator[Article], reader: Reader, hold: int, keep: bool) -> Iterator[Told | InputError]:
    while task := list(islice(articles, hold)):
        done = 0
        try:
            for reading in reader.read_all(task):
                yield made(reading, keep)
                done += 1
        except SelonError:
            raise
        except Exception:
            yield from (from_answer(a, answer(a, reader, keep), keep) for a in task[done:])


def _together(articles: Iterator[Article], reader: Reader, jobs: int, keep: bool) -> Iterator[Told | InputError]:
    first = list(islice(articles, TASK * jobs))
    if START == "fork":
        reader.prepare({a.lang for a in first if a.lang})
    with _Workers(reader, jobs, keep) as crew:
        yield from crew.read(chain(first, articles))


@dataclass(slots=True)
class _Task:
    """Articles to read; `first` is the number of the first one."""

    first: int
    articles: list[Article]


class _Worker:
    """A process and the line to it."""

    def __init__(self, reader: Reader, keep: bool, others: list[Connection]) -> None:
        context = get_context(START)
        self.line, far = context.Pipe()
        inherited = [*others, self.line] if START == "fork" else []
        self.process: BaseProcess = context.Process(target=serve, args=(far, reader, keep, inherited), daemon=True)  # type: ignore[attr-defined]
        with warnings.catch_warnings():
            # Python warns of forking beside threads; the only ones here are the BLAS's, which it takes down and up again itself.
            warnings.simplefilter("ignore", DeprecationWarning)
            self.process.start()
        far.close()
        self.task: _Task | None = None
        self.given = 0

    def give(self, task: _Task) -> None:
        self.task = task
        self.given += 1
        self.line.send(task.articles)

    def end(self) -> str:
        """Ends it; says how it ended where it had done so already."""
        self.line.close()
        self.process.join(1)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        code = self.process.exitcode or 0
        return f"signal {-code}" if code < 0 else f"exit code {code}"


class _Workers:
    """Workers, what they have to do, and what they have done."""

    def __init__(self, reader: Reader, jobs: int, keep: bool) -> None:
        self.reader, self.jobs, self.keep = reader, jobs, keep
        self.workers: list[_Worker] = []
        self.again: deque[_Task] = deque()
        self.done: dict[int, Told | InputError] = {}
        self.due = self.taken = 0

    def __enter__(self) -> _Workers:
        for _ in range(self.jobs):
            self._hire()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for worker in self.workers:
            worker.end()

    def read(self, articles: Iterator[Article]) -> Iterator[Told | InputError]:
        """The results, in the order of the articles."""
        while self._set_to_work(articles):
            for line in connection.wait([w.line for w in self.workers if w.task]):
                self._hear(next(w for w in self.workers if w.line is line))
                self._set_to_work(articles)
            while self.due in self.done:
                yield self.done.pop(self.due)
                self.due += 1

    def _hire(self) -> None:
        self.workers.append(_Worker(self.reader, self.keep, [w.line for w in self.workers]))

    def _set_to_work(self, articles: Iterator[Article]) -> bool:
        """Gives a task to each idle worker; whether anyone has work."""
        for worker in self.workers:
            if worker.task is None and (task := self._next(articles)) is not None:
                try:
                    worker.give(task)
                except OSError:
                    self._lost(worker)
        return bool(self.again) or any(w.task for w in self.workers)

    def _next(self, articles: Iterator[Article]) -> _Task | None:
        if self.again:
            return self.again.popleft()
        if self.taken - self.due > TASK * WINDOW * self.jobs:
            return None
        group = list(islice(articles, TASK))
        self.taken += len(group)
        return _Task(self.taken - len(group), group) if group else None

    def _hear(self, worker: _Worker) -> None:
        task = worker.task
        assert task is not None
        try:
            told: list[Answer] | SelonError = worker.line.recv()
        except (EOFError, OSError):
            self._lost(worker)
            return
        if isinstance(told, SelonError):
            raise told
        worker.task = None
        if worker.given >= LIFE:
            worker.end()
            self.workers.remove(worker)
            self._hire()
        pairs = enumerate(zip(task.articles, told, strict=True))
        self.done.update((task.first + i, from_answer(a, x, self.keep)) for i, (a, x) in pairs)

    def _lost(self, worker: _Worker) -> None:
        """A worker ended on its task: its articles are read one by one by others; an article that ends one alone is given up."""
        how, task = worker.end(), worker.task
        assert task is not None
        self.workers.remove(worker)
        if len(task.articles) == 1:
            self.done[task.first] = from_answer(task.articles[0], f"the process reading it ended ({how})", self.keep)
        else:
            self.again.extend(_Task(task.first + i, [a]) for i, a in enumerate(task.articles))
        self._hire()
