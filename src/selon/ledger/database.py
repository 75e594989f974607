"""The one way to the database: opening, one state for readers, one writer at a time, and its errors in our words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from selon.ledger import schema
from selon.ledger.dialects import Dialect, Sqlite, dialect_of
from selon.ledger.migrations import MIGRATIONS, applied

V = TypeVar("V")
MOST_ASKED = 500  # values in one IN list
WAIT = 60.0  # seconds a writer waits for its turn


def chunks(values: Iterable[V], size: int = MOST_ASKED) -> Iterator[list[V]]:
    """The values in lists that one statement can take."""
    many = list(values)
    for i in range(0, len(many), size):
        yield many[i : i + size]


def version() -> str:
    """The version of selon that runs."""
    from selon import __version__  # noqa: PLC0415

    return __version__


class Writing:
    """One write in progress: all of it is committed at the end, or nothing. The moment is made when first something changes."""

    def __init__(self, conn: Connection, dialect: Dialect, kind: str) -> None:
        self.conn, self.dialect, self.kind = conn, dialect, kind
        self._moment: int | None = None
        self._next: dict[str, int] = {}

    @property
    def changed(self) -> bool:
        """Whether anything was written."""
        return self._moment is not None

    @property
    def moment(self) -> int:
        """The number of this write; later writes have greater numbers and times that are not earlier."""
        if self._moment is None:
            last = self.conn.execute(sa.select(schema.moment).order_by(schema.moment.c.id.desc()).limit(1)).first()
            now = datetime.now(UTC).isoformat(timespec="microseconds")
            self._moment = last.id + 1 if last else 1
            at = max(now, last.at) if last else now
            self.conn.execute(sa.insert(schema.moment), {"id": self._moment, "at": at, "kind": self.kind, "selon": version()})
        return self._moment

    @property
    def at(self) -> str:
        """When: ISO 8601, UTC."""
        return str(self.conn.execute(sa.select(schema.moment.c.at).where(schema.moment.c.id == self.moment)).scalar_one())

    def number(self, table: sa.Table) -> int:
        """The next number of a row of `table`; nobody else writes meanwhile."""
        if table.name not in self._next:
            self._next[table.name] = (self.conn.execute(sa.select(sa.func.max(table.c.seq))).scalar() or 0) + 1
        number = self._next[table.name]
        self._next[table.name] += 1
        return number

    def add(self, table: sa.Table, rows: Sequence[Mapping[str, object]]) -> None:
        """Adds rows; none is nothing to do."""
        if rows:
            self.conn.execute(sa.insert(table), [dict(r) for r in rows])


class Database:
    """A ledger's database, open. LedgerError where it is missing, locked, read-only, damaged, no ledger, or of a newer version."""

    def __init__(self, where: str | Path, create: bool = False, wait: float = WAIT) -> None:
        self.dialect = dialect_of(where, wait)
        if isinstance(self.dialect, Sqlite) and not create and not self.dialect.path.is_file():
            raise self.dialect.fault("no such ledger", "check the path; `selon ingest` makes one")
        self.engine = self.dialect.engine()
        try:
            self._open(create)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Gives all connections back."""
        self.engine.dispose()

    def _open(self, create: bool) -> None:
        with self._translated():
            with self.engine.connect() as conn:
                there = self._there(conn)
            if there is None and not create:
                raise self.dialect.fault("holds no ledger yet", "`selon ingest` makes one")
            if there is None and isinstance(self.dialect, Sqlite):
                with self.engine.connect().execution_options(selon_begin="SELECT 1") as conn:
                    self.dialect.keep_log(conn)
        if there is None or there:
            with self._writing() as conn:
                self._migrate(conn)

    def _there(self, conn: Connection) -> list[str] | None:
        """The migrations that are due; None where there is no ledger yet. LedgerError where it is no ledger, or too new."""
        if isinstance(self.dialect, Sqlite) and self.dialect.is_ledger(conn) is False:
            raise self.dialect.fault("is no ledger", "it is a SQLite file of something else; give the path of a ledger made by selon")
        done = applied(conn)
        if done is None:
            return None
        known = [name for name, _ in MIGRATIONS]
        if newer := [n for n in done if n not in known]:
            raise self.dialect.fault(f"was written by a newer selon (it has {newer[-1]!r})", "update selon; nothing was changed")
        return [n for n in known if n not in done]

    def _migrate(self, conn: Connection) -> None:
        """Each migration that is due, with its record, in the transaction of `conn`."""
        done = applied(conn) or ()
        for name, change in MIGRATIONS:
            if name not in done:
                change(conn, self.dialect)
                at = datetime.now(UTC).isoformat(timespec="microseconds")
                conn.execute(sa.insert(schema.migration), {"name": name, "at": at, "selon": version()})

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Errors of the database in our words; what is a fault of ours goes through."""
        try:
            yield
        except sa.exc.DBAPIError as e:
            if problem := self.dialect.problem(e.orig or e):
                raise self.dialect.fault(*problem) from None
            raise
        except Exception as e:
            if type(e).__module__.partition(".")[0] in ("sqlite3", "psycopg") and (problem := self.dialect.problem(e)):
                raise self.dialect.fault(*problem) from None
            raise

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one state all along."""
        with self._translated(), self.engine.connect().execution_options(**self.dialect.read_options()) as conn, conn.begin():
            yield conn

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._translated(), self.engine.connect().execution_options(**self.dialect.write_options()) as conn, conn.begin():
            self.dialect.lock(conn)
            yield conn

    @contextmanager
    def write(self, kind: str) -> Iterator[Writing]:
        """One write: committed whole at the end, undone whole on any error. Waits for its turn."""
        with self._writing() as conn:
            yield Writing(conn, self.dialect, kind)
