"""Taking in with several processes: the ledger is the one that a single process leaves, row for row."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from multiprocessing import active_children
from pathlib import Path

import pytest
import sqlalchemy as sa
from msgspec.structs import replace

from selon.errors import InputError
from selon.ledger import people_schema, schema
from selon.ledger.store import Ledger
from selon.model import Article
from selon.reading.reader import Reader
from selon.workflow import ingest as workflow
from selon.workflow.crew import Crew
from selon.workflow.ingest import Ingested, Reads
from tests.workflow.crashing import in_child, said
from tests.workflow.test_crew import Fragile, articles, forking

CLOCK = ("at",)


def rows(where: str | Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of a ledger but for the times of writes."""
    with Ledger(where) as ledger, ledger.database.read() as conn:
        tables = [*schema.metadata.sorted_tables, *people_schema.metadata.sorted_tables]
        return {t.name: sorted(map(tuple, conn.execute(sa.select(*(c for c in t.columns if c.name not in CLOCK)))), key=repr) for t in tables}


def inputs() -> list[Article | InputError]:
    """Articles, one of them twice, one in a second version, and a fault among them."""
    found: list[Article | InputError] = list(articles(70))
    found[30] = found[20]
    return [*found[:40], InputError("x.jsonl, line 41", "has no text"), *found[40:], replace(articles(70)[5], text="Two people were killed in Erbil on Tuesday.")]


def taken(where: str | Path, found: Sequence[Article | InputError], reader: Reads) -> Ingested:
    with Ledger(where, create=True) as ledger:
        return list(workflow.ingest(ledger, found, reader))[-1]


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workflow, "CHUNK", 16)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="module")
def alone(reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("alone") / "l.db"
    workflow.CHUNK = 16
    account = taken(path, inputs(), Crew(reader, 1, 16))
    assert (account.new, account.revised, account.known, len(account.faults)) == (69, 1, 1, 1)
    return path


@pytest.mark.parametrize("jobs", [2, 3])
def test_the_ledger_is_the_same(jobs: int, where: str, reader: Reader, alone: Path) -> None:
    account = taken(where, inputs(), Crew(reader, jobs))
    assert (account.new, account.revised, account.known, len(account.faults)) == (69, 1, 1, 1)
    assert rows(where) == rows(alone)
    assert said(where) == said(alone)
    assert active_children() == []


def test_what_is_known_is_not_read(reader: Reader, tmp_path: Path) -> None:
    taken(tmp_path / "l.db", inputs()[:50], Crew(reader))
    asked: list[str] = []

    class Noting(Crew):
        def read_all(self, articles):  # type: ignore[no-untyped-def]
            return super().read_all(a for a in articles if asked.append(a.id) is None)  # type: ignore[func-returns-value]

    with Ledger(tmp_path / "l.db") as ledger:
        steps = [a.seen for a in workflow.ingest(ledger, inputs(), Noting(reader, 2))]
    assert set(asked).isdisjoint(a.id for a in articles(49) if a.id != "a5")
    assert steps == sorted(steps)


@forking
def test_an_article_that_ends_its_process_takes_none_along(tmp_path: Path, reader: Reader) -> None:
    account = taken(tmp_path / "bad.db", inputs(), Crew(Fragile(failing=["a44"], deadly=["a7"]), 2))
    assert sorted(e.name for e in account.faults) == ["article a44", "article a7", "x.jsonl, line 41"]
    with Ledger(tmp_path / "bad.db") as ledger:
        assert {a.id for a in ledger.articles()} == {a.id for a in inputs() if isinstance(a, Article)} - {"a44", "a7"}
    account = taken(tmp_path / "bad.db", inputs(), Crew(reader, 2))
    assert (account.new, len(account.faults)) == (2, 1)


@forking
def test_a_run_that_was_killed_is_taken_up(tmp_path: Path, reader: Reader, alone: Path) -> None:
    reader.prepare(("en", "fr"))
    path = tmp_path / "l.db"

    def work() -> None:
        def ending() -> Iterator[Article | InputError]:
            yield from inputs()[:60]
            os.kill(os.getpid(), signal.SIGKILL)

        taken(path, ending(), Crew(reader, 2))  # type: ignore[arg-type]

    os.waitpid(in_child(work), 0)
    taken(path, inputs(), Crew(reader, 2))
    assert said(path) == said(alone)
