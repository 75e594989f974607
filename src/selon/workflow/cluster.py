"""Many machines (Ray) read parts of files; this process takes their readings in the order of the files.

A part is a task without state. Where a machine is lost, Ray gives its parts to others; where one article ends the process that reads it,
its part is halved until it stands alone, and only it is lost. Results that wait for an earlier one stay with the machines that made them.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec

from selon.articles.intake import Intake, checked
from selon.articles.parts import Part, cut, files_of, halves, parts_of
from selon.errors import InputError, SelonError, UsageError
from selon.model import Article
from selon.reading.reader import CHUNK, Reader
from selon.workflow.parts import ReadPart, Told
from selon.workflow.work import ADVICE, Answer, answers, from_answer

TRIES = 3  # more, of a part whose machine or process was lost
WINDOW = 3  # parts under way or waiting for an earlier one, for each core of the cluster
FEWEST = 2  # cores reckoned with while the cluster has none
NEEDED = "--cluster needs Ray on this and every machine: pip install 'selon[ray]'"

Pipelines = tuple[tuple[str, str], ...]
Fault = tuple[str, str, str]  # an InputError does not travel as it is
Packed = list[tuple[bytes, Answer] | Fault]
_pack = msgspec.msgpack.Encoder().encode
_article = msgspec.msgpack.Decoder(Article).decode


@lru_cache(maxsize=2)
def _reader(pipelines: Pipelines) -> Reader:
    """Loaded once in each process of the cluster."""
    return Reader(dict(pipelines))


def read_part(part: Part, how: Intake, pipelines: Pipelines) -> tuple[Packed, bool]:
    """On some machine: a part's articles with their readings, packed, and its faults; and whether the part could be read."""
    try:
        found = list(checked(cut(part), how))
    except (InputError, OSError) as e:
        return [_fault(e if isinstance(e, InputError) else InputError(part.source, f"cannot be read: {e}", "run it again"))], False
    articles = [x for x in found if isinstance(x, Article)]
    reader = _reader(pipelines)
    told = iter([a for i in range(0, len(articles), CHUNK) for a in answers(articles[i : i + CHUNK], reader, keep=True)])
    return [(_pack(x), next(told)) if isinstance(x, Article) else _fault(x) for x in found], True


def look_at(where: str) -> list[Part] | Fault:
    """On some machine: the parts of a file, or why there are none."""
    try:
        return parts_of(where)
    except InputError as e:
        return _fault(e)
    except OSError as e:
        return where, f"cannot be read: {e}", "check the path and its permissions"


def _fault(e: InputError) -> Fault:
    return e.name, e.problem, e.advice


def _unpacked(packed: Packed) -> Iterator[Told]:
    for x in packed:
        if len(x) == 3:
            yield InputError(*x)
            continue
        article = _article(x[0])
        told = from_answer(article, x[1], keep=True)
        yield told if isinstance(told, InputError) else (article, told)


@contextmanager
def connected(address: str) -> Iterator[Any]:
    """Ray, joined to the cluster of that address (`auto`: the one that runs here). UsageError where there is none."""
    try:
        import ray  # noqa: PLC0415
    except ImportError:
        raise UsageError(NEEDED) from None
    try:
        ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR)
    except (ConnectionError, ValueError, RuntimeError) as e:
        raise UsageError(f"--cluster {address!r}: no Ray cluster answers ({e}); `ray start --head` starts one") from None
    try:
        yield ray
    finally:
        ray.shutdown()


@dataclass(slots=True)
class _Job:
    """A part that was given away, or a fault that stands in its place."""

    part: Part | None
    result: Any


class Cluster:
    """The machines that read. `due` leaves out of a file's parts those that need not be read."""

    def __init__(self, ray: Any, how: Intake, pipelines: dict[str, str], due: Callable[[list[Part]], list[Part]]) -> None:
        self.ray, self.how, self.due = ray, how, due
        self.pipelines = tuple(sorted(pipelines.items()))
        remote = ray.remote(max_retries=TRIES)
        self.task, self.look = remote(read_part), remote(look_at)

    def read(self, sources: Sequence[str]) -> Iterator[ReadPart]:
        """The parts of the files that sources name, read, in order. UsageError where a source cannot be read by many machines."""
        jobs = self._jobs(sources)
        under_way: deque[_Job] = deque()
        while True:
            while len(under_way) < self._room() and (job := next(jobs, None)) is not None:
                under_way.append(job)
            if not under_way:
                return
            yield from self._told(under_way.popleft())

    def _room(self) -> int:
        return int(WINDOW * max(FEWEST, self.ray.cluster_resources().get("CPU", 0)))

    def _jobs(self, sources: Sequence[str]) -> Iterator[_Job]:
        """Parts, given away one after the other; the files ahead are looked at meanwhile."""
        files = files_of(sources)
        looks: deque[tuple[str, Any] | InputError] = deque()
        while True:
            while len(looks) < self._room() and (file := next(files, None)) is not None:
                looks.append(file if isinstance(file, InputError) else (str(file), self.look.remote(str(file))))
            if not looks:
                return
            found = looks.popleft()
            if isinstance(found, InputError):
                yield _Job(None, found)
            else:
                yield from self._given(*found)

    def _given(self, source: str, look: Any) -> Iterator[_Job]:
        try:
            parts = self.ray.get(look)
        except self.ray.exceptions.RayError as e:
            yield _Job(None, _why(source, e))
            return
        if isinstance(parts, tuple):
            yield _Job(None, InputError(*parts))
            return
        for part in self.due(parts):
            yield _Job(part, self.task.remote(part, self.how, self.pipelines))

    def _told(self, job: _Job) -> Iterator[ReadPart]:
        if job.part is None:
            yield ReadPart(None, (job.result,))
            return
        told, done = self._result(job.part, job.result)
        yield ReadPart(job.part, tuple(told), done)

    def _result(self, part: Part, result: Any) -> tuple[list[Told], bool]:
        lost = self.ray.exceptions
        try:
            packed, done = self.ray.get(result)
        except (lost.WorkerCrashedError, lost.NodeDiedError, lost.OutOfMemoryError) as e:
            return self._halved(part, e)
        except lost.RayError as e:
            return [_why(part.source, e)], False
        return list(_unpacked(packed)), done

    def _halved(self, part: Part, e: Exception) -> tuple[list[Told], bool]:
        """A part that ended every process that read it, in two; the fault where it is one item alone."""
        if not (both := halves(part)):
            problem = f"selon fails on it: the process reading it ended ({type(e).__name__})"
            return [InputError(f"{part.source}, item {part.first + 1}", problem, ADVICE)], True
        results = [self.task.options(max_retries=1).remote(half, self.how, self.pipelines) for half in both]
        (one, safe), (two, sound) = (self._result(half, r) for half, r in zip(both, results, strict=True))
        return [*one, *two], safe and sound


def _why(source: str, e: Exception) -> InputError:
    """A fault of one file; what concerns all of them is raised."""
    cause = getattr(e, "cause", None)
    if isinstance(cause, SelonError):
        raise cause
    why = cause or e
    return InputError(source, f"cannot be read: {type(why).__name__}: {why}", "run it again; its parts that were read are kept")
