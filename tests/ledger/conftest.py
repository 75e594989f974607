"""Every test of the ledger runs on SQLite and on PostgreSQL: a private cluster in a temporary folder, which no other may reach."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from bench.synthetic import readings as made_up
from selon.ledger.store import Ledger
from selon.model import Reading
from selon.workflow.weaving import weave_new

MISSING = "PostgreSQL's server is not installed (Debian: apt-get install postgresql): the ledger is tested on SQLite alone"


def _program(name: str) -> str | None:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(found[-1]) if found else None)


def _somebody() -> int | None:
    """The server refuses to run as root."""
    if os.getuid():
        return None
    names = [u.pw_name for u in pwd.getpwall()]
    return pwd.getpwnam("postgres" if "postgres" in names else "nobody").pw_uid


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """The address of a server of our own; tests that need it are skipped where there is none."""
    initdb, server = _program("initdb"), _program("postgres")
    if not (initdb and server):
        pytest.skip(MISSING)
    user = _somebody()
    folder = Path(tempfile.mkdtemp(prefix="selon-pg-"))
    if user is not None:
        os.chown(folder, user, -1)
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    subprocess.run([initdb, "-D", folder / "data", "-U", "selon", "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust", "-N"],
                   check=True, capture_output=True, user=user, cwd=folder)
    quick = [x for option in ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "listen_addresses=127.0.0.1",
                              f"port={port}", f"unix_socket_directories={folder}") for x in ("-c", option)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([server, "-D", folder / "data", *quick], stdout=log, stderr=log, user=user, cwd=folder)
    address = f"postgresql://selon@127.0.0.1:{port}/"
    try:
        _wait(address, process, folder / "log")
        yield address
    finally:
        process.terminate()
        process.wait(30)
        shutil.rmtree(folder)


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        try:
            psycopg.connect(address + "postgres").close()
        except psycopg.OperationalError:
            assert process.poll() is None, log.read_text(encoding="utf-8")
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server does not start within a minute: " + log.read_text(encoding="utf-8"))


@contextmanager
def place(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """A path, or a database of its own."""
    if request.param == "sqlite":
        yield str(folder / "ledger.db")
        return
    server = request.getfixturevalue("cluster")
    name = f"t{abs(hash(folder)):x}"
    with psycopg.connect(server + "postgres", autocommit=True) as conn:
        conn.execute(f'CREATE DATABASE "{name}"')
    yield server + name
    with psycopg.connect(server + "postgres", autocommit=True) as conn:
        conn.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a ledger can be made."""
    with place(request, tmp_path) as found:
        yield found


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def frozen(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, readings: list[Reading]) -> Iterator[Ledger]:
    """A ledger of the sixty articles, woven, for tests that only ask."""
    with place(request, tmp_path_factory.mktemp("frozen")) as found, Ledger(found, create=True) as made:
        made.add(readings)
        for _ in weave_new(made):
            pass
        yield made


@pytest.fixture
def ledger(where: str) -> Iterator[Ledger]:
    """An empty ledger."""
    with Ledger(where, create=True) as made:
        yield made


@pytest.fixture(scope="session")
def readings() -> list[Reading]:
    """Sixty articles of a made-up world, twenty a day."""
    return list(made_up(60, seed=7, per_day=20))
