"""What is no ledger, too new, locked, read-only or damaged is refused in one line, and nothing is changed."""

from __future__ import annotations

import hashlib
import os
import pwd
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from selon.errors import LedgerError
from selon.ledger import schema
from selon.ledger.store import Ledger
from selon.model import Reading
from tests.workflow.crashing import in_child


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def filled(path: Path, readings: list[Reading]) -> Path:
    with Ledger(path, create=True) as ledger:
        ledger.add(readings[:10])
    return path


def changed(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as other, other:
        other.execute(statement)


def foreign(path: Path, readings: list[Reading]) -> Path:
    changed(path, "CREATE TABLE recipes (name TEXT)")
    return path


def text(path: Path, readings: list[Reading]) -> Path:
    path.write_text("This is a text file, and long enough to be one. " * 50, encoding="utf-8")
    return path


def empty(path: Path, readings: list[Reading]) -> Path:
    path.touch()
    return path


def torn(path: Path, readings: list[Reading]) -> Path:
    filled(path, readings)
    data = bytearray(path.read_bytes())
    for page in range(4096, len(data), 4096):
        data[page : page + 64] = b"\xff" * 64
    path.write_bytes(bytes(data))
    return path


def newer(path: Path, readings: list[Reading]) -> Path:
    filled(path, readings)
    changed(path, "INSERT INTO migration VALUES ('9999 wings', '2099-01-01', '9.0')")
    return path


BAD: list[tuple[Callable[[Path, list[Reading]], Path], str]] = [
    (foreign, "is no ledger"), (text, "is no ledger"), (empty, "holds no ledger yet"), (torn, "is damaged"), (newer, "written by a newer selon"),
]


@pytest.mark.parametrize(("make", "words"), BAD, ids=[m.__name__ for m, _ in BAD])
def test_is_refused_in_one_line(make: Callable[[Path, list[Reading]], Path], words: str, tmp_path: Path, readings: list[Reading]) -> None:
    path = make(tmp_path / "bad.db", readings)
    before = digest(path)
    done = subprocess.run([sys.executable, "-m", "selon", "incidents", "--ledger", str(path)], capture_output=True, check=False, timeout=120)
    (line,) = done.stderr.decode().splitlines()
    assert done.returncode == 1
    assert words in line
    assert "bad.db" in line
    assert digest(path) == before


def test_a_ledger_that_is_not_there_is_not_made_by_asking(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no such ledger"):
        Ledger(tmp_path / "none.db")
    assert list(tmp_path.iterdir()) == []


def test_a_newer_ledger_is_refused_on_both_databases(ledger: Ledger, where: str) -> None:
    with ledger.writing("ingest") as w:
        w.add(schema.migration, [{"name": "9999 wings", "at": "2099", "selon": "9.0"}])
    for create in (False, True):
        with pytest.raises(LedgerError, match="newer selon"):
            Ledger(where, create=create)


def test_a_locked_ledger_is_read_and_not_written(ledger: Ledger, where: str, readings: list[Reading]) -> None:
    ledger.add(readings[:5])
    with ledger.writing("ingest") as w, Ledger(where, wait=0.3) as other:
        assert w.moment
        assert other.articles().count() == 5
        with pytest.raises(LedgerError, match="is locked by another process"):
            other.add(readings[5:])
    assert ledger.articles().count() == 5


def test_an_error_in_a_write_undoes_it_whole(ledger: Ledger, readings: list[Reading]) -> None:
    def broken() -> object:
        yield from readings[:7]
        raise RuntimeError("the source broke")

    with pytest.raises(RuntimeError):
        ledger.add(broken())  # type: ignore[arg-type]
    assert ledger.articles().count() == 0
    with pytest.raises(sa.exc.IntegrityError), ledger.writing("ingest") as w:
        w.add(schema.origin, [{"article": 77, "id": "x", "since": w.moment, "until": schema.FOREVER}])
    with ledger.database.read() as conn:
        assert conn.execute(sa.select(sa.func.count()).select_from(schema.moment)).scalar() == 0


def test_a_read_only_ledger_answers_and_is_not_changed(tmp_path: Path, readings: list[Reading]) -> None:
    """As another user than root, whom no permission holds back."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    path = filled(folder / "l.db", readings)
    path.chmod(0o444)
    folder.chmod(0o555)
    before = digest(path)
    for parent in folder.parents:
        if parent.stat().st_uid == os.getuid() and parent.stat().st_mode & 0o777 == 0o700:
            parent.chmod(0o755)

    def ask() -> None:
        if os.getuid() == 0:
            os.setuid(pwd.getpwnam("nobody").pw_uid)
        with Ledger(path) as ledger:
            assert ledger.articles().count() == 10
            with pytest.raises(LedgerError, match="is read-only"):
                ledger.release("now")

    _, status = os.waitpid(in_child(ask), 0)
    folder.chmod(0o755)
    assert os.waitstatus_to_exitcode(status) == 0
    assert digest(path) == before
