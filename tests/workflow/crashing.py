"""What the tests of crashes share: small articles whose reading is made beforehand, an ingest in a process of its own, and all a ledger says."""

from __future__ import annotations

import os
import signal
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from bench.synthetic import readings as made_up
from selon.ledger.articles import article_of
from selon.ledger.store import Ledger
from selon.model import Article, Reading
from selon.workflow import ingest as workflow

CHUNK = 8  # articles of one write: many writes, so that many moments differ


class Known:
    """A reader that has read everything already."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self.readings = {(r.id, r.text): r for r in readings}

    def read_all(self, articles: Iterable[Article]) -> Iterator[Reading]:
        return (self.readings[a.id, a.text] for a in articles)


def small(count: int, seed: int = 3) -> list[Reading]:
    """Articles that tell of two events at most, a tenth of them in a second version."""
    found = [replace(r, events=r.events[:2], claims=r.claims[:2]) for r in made_up(count, seed, per_day=100)]
    again = [replace(r, text=r.text + " Updated.", events=r.events[:1]) for r in found[::10]]
    return [*found[: count // 2], *again, *found[count // 2 :]]


def fill(where: str | Path, readings: Sequence[Reading]) -> None:
    """An ingest from the first article to the last."""
    workflow.CHUNK = CHUNK
    with Ledger(where, create=True) as ledger:
        for part in (readings[i : i + 400] for i in range(0, len(readings), 400)):
            for _ in workflow.ingest(ledger, map(article_of, part), Known(part)):
                pass


def said(where: str | Path) -> bytes:
    """All that a ledger says, in the order in which it says it."""
    with Ledger(where) as ledger:
        lists = (ledger.incidents(), ledger.disputes(), ledger.tallies(), ledger.articles())
        return b"\n".join(msgspec.json.encode(x) for answer in lists for x in answer)


def in_child(work: Callable[[], None]) -> int:
    """Starts work in a process of its own; returns its number."""
    child = os.fork()
    if child == 0:
        try:
            work()
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
    return child


def killed(child: int, after: float) -> bool:
    """Lets a process work for some seconds, then kills it; whether it was still at work. A process that failed is an error."""
    end = time.monotonic() + after
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            assert os.waitstatus_to_exitcode(status) == 0
            return False
        time.sleep(0.001)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return True


def whole(where: str | Path, readings: Sequence[Reading]) -> int:
    """Asserts that nothing is half there: every article has its reading, and every event of it an incident; returns how many there are."""
    texts: dict[str, list[Reading]] = {}
    for r in readings:
        texts.setdefault(r.id, []).append(r)
    with Ledger(where) as ledger:
        told = {(r.article, r.event) for i in ledger.incidents() for r in i.reports}
        articles = list(ledger.articles())
        for a in articles:
            file = ledger.article(a.id)
            assert file is not None
            assert file.reading == texts[a.id][a.version - 1]
            assert {(a.id, e.id) for e in file.reading.events} == {t for t in told if t[0] == a.id}
    return len(articles)
