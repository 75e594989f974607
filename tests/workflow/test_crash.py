"""A crash loses nothing that was committed, shows nothing half-written, and the rest resumes; so does a disk that was full."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from selon.errors import LedgerError
from selon.ledger.store import Ledger
from selon.workflow.weaving import weave_new
from tests.workflow.crashing import fill, in_child, killed, said, small, whole


def survive(folder: Path, count: int, kills: int, seed: int) -> int:
    """Kills an ingest at random moments, and another one where it is done before, that often; how often it was killed at work."""
    readings = small(count)
    start = time.monotonic()
    fill(folder / "undisturbed.db", readings)
    seconds = time.monotonic() - start
    rng, target, hit, there = random.Random(seed), folder / "killed.db", 0, 0
    while True:
        patience = rng.uniform(0, 3 * seconds / kills) if hit < kills else 3600.0
        if not killed(in_child(lambda: fill(target, readings)), patience):
            assert said(target) == said(folder / "undisturbed.db")
            if hit >= kills:
                return hit
            for part in folder.glob("killed.db*"):
                part.unlink()
            there = 0
            continue
        hit += 1
        if target.exists() and target.stat().st_size:
            try:
                now = whole(target, readings) if hit % max(1, kills // 10) == 0 else there
            except LedgerError as e:
                assert "holds no ledger yet" in str(e)
                continue
            assert now >= there, "what was committed is lost"
            there = now


def test_killed_ten_times(tmp_path: Path) -> None:
    assert survive(tmp_path, count=60, kills=10, seed=1) == 10


def test_the_runs_and_batches_in_which_articles_come_change_nothing(tmp_path: Path) -> None:
    readings = small(48)
    fill(tmp_path / "whole.db", readings)
    for end in (13, 30, 48):
        fill(tmp_path / "parts.db", readings[:end])
    fill(tmp_path / "parts.db", readings)
    with Ledger(tmp_path / "later.db", create=True) as ledger:
        ledger.add(readings)
        for _ in weave_new(ledger):
            pass
    wanted = said(tmp_path / "whole.db")
    assert b'"about":"tally"' in wanted
    assert said(tmp_path / "parts.db") == wanted
    assert said(tmp_path / "later.db") == wanted


@pytest.mark.slow
def test_killed_two_hundred_times(tmp_path: Path) -> None:
    assert survive(tmp_path, count=1000, kills=200, seed=2) == 200


@pytest.fixture
def tiny(tmp_path: Path) -> Iterator[Path]:
    """A disk of three megabytes."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", folder], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("a small disk needs the right to mount one (root): the full disk is not tested here")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk_loses_nothing(tiny: Path, tmp_path: Path) -> None:
    readings = small(220)
    fill(tmp_path / "undisturbed.db", readings)
    with pytest.raises(LedgerError, match="full"):
        fill(tiny / "ledger.db", readings)
    roomy = tmp_path / "roomy.db"
    for part in tiny.glob("ledger.db*"):
        shutil.copy(part, tmp_path / part.name.replace("ledger", "roomy"))
    there = whole(roomy, readings)
    assert 0 < there < 220
    subprocess.run(["mount", "-o", "remount,size=64m", tiny], check=True)
    fill(tiny / "ledger.db", readings)
    assert said(tiny / "ledger.db") == said(tmp_path / "undisturbed.db")


def test_two_write_while_a_third_reads(where: str) -> None:
    readings = small(60)
    Ledger(where, create=True).close()
    writers = [in_child(lambda: fill(where, readings)), in_child(lambda: fill(where, readings[::-1]))]
    counts, left = [], set(writers)
    while left:
        with Ledger(where) as ledger:
            told = {r.article for i in ledger.incidents() for r in i.reports}
            counts.append(ledger.articles().count())
            assert len(told) <= counts[-1]
        for child in sorted(left):
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                assert os.waitstatus_to_exitcode(status) == 0
                left.discard(child)
    assert counts == sorted(counts)
    with Ledger(where) as ledger:
        assert ledger.articles().count() == len({r.id for r in readings})
        versions = [len(f.versions) for r in readings if (f := ledger.article(r.id))]
        assert sum(versions) == sum(2 if sum(x.id == r.id for x in readings) == 2 else 1 for r in readings)


