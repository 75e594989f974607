"""Two processes against one (`python -m bench.jobs [SET] [N]`): what they gain, what they cost, what the second one takes of memory.

`gain` is by the clock and needs two free cores; `work` sets the processor time of both, and of the process that feeds them, against that of
one alone, and holds on a busy machine too: two free cores cannot gain more than 2 / `work`. Machines are lent by the slice and slow down for
seconds at a time; so articles go in lots, each lot is read by one and by two in turns, ROUNDS times, and of each lot the least counts, as in
bench.speed. Each lot begins its processes anew and waits for the last of them. `gain_first` is of all articles in one go, before any of the
processes has seen their words: each of the two then works out for itself what it meets.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from multiprocessing import active_children

import numpy as np
import psutil

from bench.readings import articles
from selon.model import Article
from selon.reading.parses import parses_of
from selon.reading.reader import Reader
from selon.workflow.crew import Crew

ROUNDS = 4
LOOK = 50  # articles from one look at the memory to the next: looking holds a worker up for some milliseconds
LOT = 400  # articles: some seconds of work for each process


def _processor() -> float:
    """Seconds of work of this process and its ended children."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


def _run(group: list[Article], reader: Reader, jobs: int, look: Callable[[], None] = lambda: None) -> tuple[float, float]:
    """Seconds on the clock and of work."""
    parses_of.cache_clear()  # in earlier turns the same sentences were read
    clock, work = time.perf_counter(), _processor()
    for i, _ in enumerate(Crew(reader, jobs).read_all(iter(group))):
        if i % LOOK == 0:
            look()
    return time.perf_counter() - clock, _processor() - work


def measure(name: str, n: int) -> dict[str, float]:
    """Seconds of one and of two processes, the gain, the work, and the most megabytes that a worker has to itself."""
    group = list(articles(name))[:n]
    lots = [group[i : i + LOT] for i in range(0, len(group), LOT)]
    reader = Reader()
    reader.read(group[0])
    own: list[int] = [0]

    def look() -> None:
        own.extend(psutil.Process(p.pid).memory_full_info().uss for p in active_children() if p.is_alive())

    _run(group, reader, 2, look)
    two_first, one_first = _run(group, reader, 2)[0], _run(group, reader, 1)[0]  # the words that two learn are gone with them
    took = np.array([[(_run(lot, reader, 1), _run(lot, reader, 2)) for _ in range(ROUNDS)] for lot in lots])
    (one, one_work), (two, two_work) = took.min(axis=1).sum(axis=0)  # of (lots, rounds, one or two, clock and work)
    return {
        "articles": len(group),
        "one_s": one,
        "two_s": two,
        "gain": one / two,
        "gain_first": one_first / two_first,
        "work": two_work / one_work,
        "second_mb": max(own) / 2**20,
    }


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1] if len(sys.argv) > 1 else "gva", int(sys.argv[2]) if len(sys.argv) > 2 else 600), indent=1))
