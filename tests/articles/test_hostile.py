"""No input crashes, hangs, or is lost without a reason."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hostile import FAMILIES, Hostile
from samples import TEXT

from selon.articles.intake import Intake, take
from selon.errors import InputError
from selon.model import Article

HOW = Intake(supported=("en", "fr"), most_text=1_000_000)
LIMIT = 20.0  # seconds of processor time for one input; the slowest takes about two


@pytest.mark.parametrize("family", FAMILIES, ids=lambda f: str(f.__name__))
def test_hostile_inputs(family: Callable[[], Iterator[Hostile]], tmp_path: Path) -> None:
    for i, hostile in enumerate(family()):
        path = tmp_path / hostile.name
        path.write_bytes(hostile.data)
        begun = time.process_time()
        found = list(take(str(path), HOW))
        took = time.process_time() - begun
        where = f"{family.__name__} {i}: {hostile.name} {hostile.data[:60]!r}"
        assert took < LIMIT, f"{where} took {took:.1f} seconds"
        assert found, f"{where} was lost without a word"
        assert all(isinstance(f, Article | InputError) for f in found), where
        faults = [f for f in found if isinstance(f, InputError)]
        assert faults or not hostile.must_fail, f"{where} passed for an article"
        assert not hostile.must_fail or len(faults) == len(found), f"{where} gave an article: {[f.text[:80] for f in found if isinstance(f, Article)]}"
        for fault in faults:
            assert str(fault).startswith(str(tmp_path)), f"{where}: {fault}"
            assert fault.problem, where
        path.unlink()


def test_there_are_five_hundred_of_them() -> None:
    assert sum(1 for family in FAMILIES for _ in family()) >= 500  # beside the addresses and servers of test_network.py


def test_tricks_with_paths(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "good.txt").write_text(TEXT)
    for name in ("a\nb.txt", "a\x1b[2J.txt", "-rf.txt", "a'; drop.txt", "$(id).txt", "..txt", "%00.txt"):
        (home / name).write_text(TEXT)
    (home / os.fsdecode(b"bad\xff.txt")).write_text("")
    (home / "loop.txt").symlink_to("loop.txt")
    (home / "up").symlink_to("..")
    (home / "outside.txt").symlink_to("/etc/hostname")
    (home / "nowhere.txt").symlink_to(tmp_path / "gone")
    os.mkfifo(home / "pipe.txt")
    found = list(take(str(home), HOW))
    assert sum(isinstance(f, Article) for f in found) == 7
    assert all("\n" not in str(f) and "\x1b" not in str(f) for f in found if isinstance(f, InputError))
    assert sum(isinstance(f, InputError) for f in found) == 5


@pytest.mark.parametrize("source", ["\0", "a\0b", "/dev/zero", "x" * 5_000, "../" * 2_000, "", "javascript:alert(1)", "data:text/html,<p>x", "file:///etc/passwd"])
def test_names_that_are_no_sources(source: str) -> None:
    assert all(isinstance(f, InputError) for f in take(source, HOW))
