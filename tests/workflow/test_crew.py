"""Reading with several processes: the same readings in the same order, and no article takes others along."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from multiprocessing import active_children
from pathlib import Path

import msgspec
import pytest

from selon.errors import InputError, LanguageError
from selon.model import Article, Reading
from selon.reading.reader import Reader
from selon.workflow import crew
from selon.workflow.crew import TASK, WINDOW, Crew

forking = pytest.mark.skipif(crew.START != "fork", reason="what the test puts in the reader is only seen by forked workers")


def articles(n: int) -> list[Article]:
    texts = {
        "en": "Police said {} people were killed when a drone hit a base near Erbil on Monday.",
        "fr": "Le ministère a déclaré lundi que {} soldats avaient été blessés par un drone.",
    }
    return [Article(id=f"a{i}", lang=lang, text=texts[lang].format(i + 2)) for i in range(n) for lang in ("fr" if i % 3 else "en",)]


class Fragile(Reader):
    """Fails on some articles, and ends its process on others."""

    def __init__(self, failing: Iterable[str] = (), deadly: Iterable[str] = ()) -> None:
        super().__init__()
        self.failing, self.deadly, self.first = set(failing), set(deadly), os.getpid()

    def read_all(self, given: Iterable[Article]) -> Iterator[Reading]:
        group = list(given)
        if self.deadly.intersection(a.id for a in group) and os.getpid() != self.first:
            os.kill(os.getpid(), signal.SIGKILL)
        for a, r in zip(group, super().read_all(group), strict=True):
            if a.id in self.failing:
                raise ZeroDivisionError("a fault of selon")
            yield r


def packed(found: Iterable[Reading | InputError]) -> list[bytes | str]:
    return [str(r) if isinstance(r, InputError) else msgspec.json.encode(r) for r in found]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="module")
def alone(reader: Reader) -> list[bytes | str]:
    return packed(Crew(reader).read_all(iter(articles(70))))


@pytest.mark.parametrize("jobs", [2, 3])
def test_same_bytes_in_the_same_order(jobs: int, reader: Reader, alone: list[bytes | str]) -> None:
    assert packed(Crew(reader, jobs).read_all(iter(articles(70)))) == alone
    assert active_children() == []


def test_where_forking_is_not_safe_each_loads_its_own(monkeypatch: pytest.MonkeyPatch, reader: Reader, alone: list[bytes | str]) -> None:
    monkeypatch.setattr(crew, "START", "spawn")
    assert packed(Crew(reader, 2).read_all(iter(articles(70)))) == alone


@pytest.mark.parametrize("jobs", [1, pytest.param(2, marks=forking)])
def test_an_article_that_selon_fails_on_is_named_and_the_others_are_read(jobs: int, alone: list[bytes | str]) -> None:
    found = packed(Crew(Fragile(failing=["a3", "a40", "a69"]), jobs).read_all(iter(articles(70))))
    assert [i for i, (a, b) in enumerate(zip(found, alone, strict=True)) if a != b] == [3, 40, 69]
    assert found[40] == "article a40: selon fails on it: ZeroDivisionError: a fault of selon (the others are read; report it, with the article)"


@forking
@pytest.mark.parametrize("deadly", [["a0"], ["a17", "a18"], ["a5", "a69"]])
def test_an_article_that_ends_its_process_is_named_and_the_others_are_read(deadly: list[str], alone: list[bytes | str]) -> None:
    found = packed(Crew(Fragile(deadly=deadly), 2).read_all(iter(articles(70))))
    assert [f"a{i}" for i, (a, b) in enumerate(zip(found, alone, strict=True)) if a != b] == deadly
    assert f"article {deadly[0]}: selon fails on it: the process reading it ended (signal 9)" in str(found[int(deadly[0][1:])])
    assert active_children() == []


def test_a_worker_killed_from_outside_costs_nothing(reader: Reader, alone: list[bytes | str]) -> None:
    found = Crew(reader, 2).read_all(iter(articles(70)))
    first = next(found)
    active_children()[0].kill()
    assert packed([first, *found]) == alone


@pytest.mark.parametrize("life", [1, 2])
def test_workers_make_room_for_fresh_ones_and_nothing_is_lost(
    life: int, monkeypatch: pytest.MonkeyPatch, reader: Reader, alone: list[bytes | str]
) -> None:
    monkeypatch.setattr(crew, "LIFE", life)
    found, seen = Crew(reader, 2).read_all(iter(articles(70))), set[int | None]()
    told = []
    for one in found:
        told.append(one)
        seen |= {p.pid for p in active_children()}
    assert packed(told) == alone
    assert len(seen) > 2
    assert active_children() == []


def test_workers_end_with_the_reader_of_their_results(reader: Reader) -> None:
    found = Crew(reader, 2).read_all(iter(articles(70)))
    next(found)
    assert len(active_children()) == 2
    found.close()  # type: ignore[attr-defined]
    assert active_children() == []


def test_articles_are_taken_no_further_than_needed(reader: Reader) -> None:
    taken = 0

    def endless() -> Iterator[Article]:
        nonlocal taken
        while True:
            yield from articles(1)
            taken += 1

    found = Crew(reader, 2).read_all(endless())
    for _ in range(40):
        next(found)
    found.close()  # type: ignore[attr-defined]
    assert taken <= 40 + (WINDOW + 2) * TASK * 2


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_missing_language_concerns_all(jobs: int, reader: Reader) -> None:
    for group in ([Article(id="x", text="Hm.", lang="xx")], [*articles(TASK * 3), Article(id="x", text="Hm.", lang="xx")]):
        with pytest.raises(LanguageError, match="xx"):
            list(Crew(reader, jobs).read_all(iter(group)))
    assert active_children() == []


def test_nothing_to_read(reader: Reader) -> None:
    assert list(Crew(reader, 2).read_all(iter([]))) == []


def test_the_command(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\n".join([*map(msgspec.json.encode, articles(40)), b"{broken"]))
    one, two = (
        subprocess.run([sys.executable, "-m", "selon", "read", str(path), "--format", "jsonl", "--jobs", n], capture_output=True, check=False)
        for n in "12"
    )
    assert (one.returncode, two.returncode) == (1, 1)
    assert len(one.stdout.splitlines()) == 40
    assert (one.stdout, one.stderr) == (two.stdout, two.stderr)
