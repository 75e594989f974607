"""What differs between SQLite and PostgreSQL: how one connects, begins, locks, searches words, and what the errors mean."""

from __future__ import annotations

import os
import re
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.engine import Connection, Engine

from selon.errors import LedgerError

MARK = 0x73656C6E  # "seln", in the header of the file: tells a ledger from other SQLite files
LOG = 10_000  # pages (40 MB) of the log from which it is written into the file: what many writes change is then written once
LOCK = 0x73656C6E  # the advisory lock that writers of one PostgreSQL database take
WORDS = sa.table("article_words", sa.column("article"), sa.column("words"))


class Dialect(ABC):
    """One kind of database. `where` is how people name the ledger; no password stands in it."""

    name: str
    where: str

    @abstractmethod
    def engine(self) -> Engine:
        """An engine whose connections are set up for a ledger."""

    @abstractmethod
    def prepare(self, conn: Connection) -> None:
        """Makes what the tables need, inside the transaction that makes them."""

    @abstractmethod
    def write_options(self) -> dict[str, Any]:
        """Execution options of a connection that is going to write."""

    @abstractmethod
    def read_options(self) -> dict[str, Any]:
        """Execution options of a connection that sees one state all along."""

    @abstractmethod
    def lock(self, conn: Connection) -> None:
        """Waits until no other process writes."""

    @abstractmethod
    def add_words(self, conn: Connection, rows: Sequence[tuple[int, str]]) -> None:
        """Makes articles findable by their words: (seq, folded words)."""

    @abstractmethod
    def having_words(self, groups: Sequence[tuple[str, bool]]) -> sa.Select[Any]:
        """The articles (seq) that have all of these: runs of folded words, and whether the last may go on."""

    @abstractmethod
    def problem(self, error: BaseException) -> tuple[str, str] | None:
        """What an error of the database means and what to do, or None where it is a fault of ours."""

    def fault(self, problem: str, advice: str) -> LedgerError:
        """The one line about this ledger."""
        return LedgerError(f"{self.where}: {problem} ({advice})")


class Steered(SQLiteCompiler):
    """SQLAlchemy leaves out what SQLite is told about indexes (INDEXED BY); here it is written."""

    def get_from_hint_text(self, table: sa.FromClause, text: str | None) -> str | None:
        """The hint as it stands."""
        return text


class Sqlite(Dialect):
    """One file, with a write-ahead log beside it while it is open."""

    name = "sqlite"
    MEANING = (
        ("SQLITE_BUSY", "is locked by another process", "wait until it is done, or end it"),
        ("SQLITE_LOCKED", "is locked by another process", "wait until it is done, or end it"),
        ("SQLITE_READONLY", "is read-only", "make the file and its folder writable, or work on a copy"),
        ("SQLITE_CORRUPT", "is damaged", "restore it from a copy; `sqlite3 FILE .recover` may save what is left"),
        ("SQLITE_NOTADB", "is no ledger", "give the path of a ledger made by selon"),
        ("SQLITE_FULL", "cannot grow: the disk is full", "make room and run the command again; what was committed is safe"),
        ("SQLITE_CANTOPEN", "cannot be opened", "check the path and its permissions"),
        ("SQLITE_IOERR", "cannot be read or written: the disk reports an error or is full", "check the disk and run the command again"),
        ("SQLITE_PERM", "cannot be opened", "check the path and its permissions"),
        ("SQLITE_AUTH", "cannot be opened", "check the path and its permissions"),
    )

    def __init__(self, path: Path, wait: float) -> None:
        self.path, self.wait, self.where = path, wait, str(path)

    def _address(self) -> str:
        """The file as SQLite is to open it; one that cannot be written, or whose folder cannot, is opened as what it is."""
        if not self.path.exists() or (os.access(self.path, os.W_OK) and os.access(self.path.parent, os.W_OK)):
            return self.path.absolute().as_uri()
        log = self.path.with_name(self.path.name + "-wal").exists()
        return f"{self.path.absolute().as_uri()}?mode=ro" + ("" if log else "&immutable=1")

    def engine(self) -> Engine:
        """Connections of this kind."""
        def connect() -> sqlite3.Connection:
            raw = sqlite3.connect(self._address(), uri=True, timeout=self.wait, isolation_level=None, check_same_thread=False)
            raw.execute("PRAGMA foreign_keys = ON")
            raw.execute("PRAGMA synchronous = FULL")
            raw.execute("PRAGMA cache_size = -65536")
            raw.execute("PRAGMA temp_store = MEMORY")
            raw.execute("PRAGMA secure_delete = OFF")  # Debian's SQLite else fills what it frees with zeros, page by page
            raw.execute(f"PRAGMA wal_autocheckpoint = {LOG}")
            return raw

        engine = sa.create_engine("sqlite+pysqlite://", creator=connect, poolclass=sa.pool.QueuePool)
        engine.dialect.statement_compiler = Steered
        sa.event.listen(engine, "begin", lambda conn: conn.exec_driver_sql(conn.get_execution_options().get("selon_begin", "BEGIN")))
        return engine

    def prepare(self, conn: Connection) -> None:
        """The search index over words."""
        conn.exec_driver_sql(f"PRAGMA application_id = {MARK}")
        conn.exec_driver_sql(
            "CREATE VIRTUAL TABLE article_words USING fts5(words, content='', tokenize='unicode61 remove_diacritics 2')"
        )

    def is_ledger(self, conn: Connection) -> bool | None:
        """Whether the file bears our mark; None where there is nothing in it yet."""
        if conn.exec_driver_sql("PRAGMA application_id").scalar() == MARK:
            return True
        return None if conn.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar() == 0 else False

    def keep_log(self, conn: Connection) -> None:
        """Switches to the write-ahead log, so that readers and the one writer do not wait for each other. Outside any transaction."""
        conn.exec_driver_sql("PRAGMA journal_mode = WAL")

    def write_options(self) -> dict[str, Any]:
        """How a write begins."""
        return {"selon_begin": "BEGIN IMMEDIATE"}

    def read_options(self) -> dict[str, Any]:
        """How a read begins."""
        return {}

    def lock(self, conn: Connection) -> None:
        """BEGIN IMMEDIATE has taken it."""

    def add_words(self, conn: Connection, rows: Sequence[tuple[int, str]]) -> None:
        """Into the search index."""
        conn.execute(sa.text("INSERT INTO article_words(rowid, words) VALUES (:s, :w)"), [{"s": s, "w": w} for s, w in rows])

    def having_words(self, groups: Sequence[tuple[str, bool]]) -> sa.Select[Any]:
        """Out of the search index."""
        match = " ".join(f'"{words}"' + ("*" if more else "") for words, more in groups)
        return sa.select(sa.literal_column("rowid").label("article")).select_from(sa.text("article_words")).where(
            sa.text("article_words MATCH :selon_match").bindparams(selon_match=match)
        )

    def problem(self, error: BaseException) -> tuple[str, str] | None:
        """By the code of the error."""
        name = getattr(error, "sqlite_errorname", "") or ""
        if isinstance(error, sqlite3.DatabaseError) and "malformed" in str(error):
            name = "SQLITE_CORRUPT"
        return next(((p, a) for start, p, a in self.MEANING if name.startswith(start)), None)


class Postgres(Dialect):
    """A database of its own on a server; writers take turns by an advisory lock, readers see one state all along."""

    name = "postgresql"
    MEANING = (
        ("55P03", "is locked by another process", "wait until it is done, or end it"),
        ("25006", "is read-only", "connect to a server that takes writes"),
        ("53", "cannot grow: the server is out of disk, memory or connections", "make room and run the command again"),
        ("42501", "does not let this user in", "grant the user all on the schema"),
        ("28", "does not let this user in", "check user and password"),
        ("3D", "does not exist", "create the database first: createdb NAME"),
        ("08", "cannot be reached", "check that the server runs and the address is right"),
        ("57", "has ended the connection", "check the server and run the command again"),
        ("XX", "is damaged", "see the server's log; restore it from a copy"),
    )

    def __init__(self, address: str, wait: float) -> None:
        self.url = sa.make_url(re.sub(r"^postgres(?:ql)?(?:\+psycopg)?://", "postgresql+psycopg://", address))
        self.wait, self.where = wait, self.url.set(drivername="postgresql").render_as_string(hide_password=True)

    def engine(self) -> Engine:
        """Connections of this kind."""
        try:
            return sa.create_engine(self.url, pool_pre_ping=True, connect_args={"connect_timeout": 10})
        except ModuleNotFoundError:
            raise self.fault("needs psycopg", "pip install 'selon[postgres]'") from None

    def prepare(self, conn: Connection) -> None:
        """The search index over words."""
        conn.exec_driver_sql("CREATE TABLE article_words (article integer PRIMARY KEY REFERENCES article (seq), words tsvector NOT NULL)")
        conn.exec_driver_sql("CREATE INDEX ix_article_words ON article_words USING gin (words)")

    def write_options(self) -> dict[str, Any]:
        """How a write begins."""
        return {"isolation_level": "READ COMMITTED"}

    def read_options(self) -> dict[str, Any]:
        """How a read begins."""
        return {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}

    def lock(self, conn: Connection) -> None:
        """Takes the writers' lock."""
        conn.exec_driver_sql(f"SET LOCAL lock_timeout = {int(self.wait * 1000)}")
        conn.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")

    def add_words(self, conn: Connection, rows: Sequence[tuple[int, str]]) -> None:
        """Into the search index."""
        conn.execute(sa.insert(WORDS).values(article=sa.bindparam("s"), words=sa.func.to_tsvector("simple", sa.bindparam("w"))),
                     [{"s": s, "w": w} for s, w in rows])

    def having_words(self, groups: Sequence[tuple[str, bool]]) -> sa.Select[Any]:
        """Out of the search index."""
        match = " & ".join("(" + " <-> ".join(words.split()) + (":*" if more else "") + ")" for words, more in groups)
        return sa.select(WORDS.c.article).where(WORDS.c.words.op("@@")(sa.func.to_tsquery("simple", match)))

    def problem(self, error: BaseException) -> tuple[str, str] | None:
        """By the code of the error."""
        state = getattr(error, "sqlstate", None)
        if state is None:
            return ("cannot be reached", "check that the server runs and the address is right") if "connect" in str(error) else None
        return next(((p, a) for start, p, a in self.MEANING if state.startswith(start)), None)


def dialect_of(where: str | Path, wait: float) -> Dialect:
    """A path is a SQLite file, an address that begins with `postgresql:` a PostgreSQL database."""
    if isinstance(where, str) and re.match(r"postgres(ql)?(\+psycopg)?://", where):
        return Postgres(where, wait)
    return Sqlite(Path(where), wait)
