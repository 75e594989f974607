"""The ledger as the rest of selon sees it: taking in, answers as of any moment, decisions, releases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from selon.errors import UsageError
from selon.ledger import answers, decisions, schema
from selon.ledger.articles import add_article, article_of, known
from selon.ledger.binding import Binder, Bound, When
from selon.ledger.database import WAIT, Database, Writing
from selon.ledger.entries import Added, ArticleEntry, ArticleFile, IncidentFile, Release, Step, TallyEntry
from selon.ledger.origins import copies
from selon.ledger.queries import Query
from selon.ledger.ready import Ready, ready
from selon.ledger.results import Cursor, Page, Results
from selon.model import Article, Decision, Incident, Reading, Value, WovenDispute

T = TypeVar("T", bound=Value)
AsOf = datetime | date | str | None


class Ledger:
    """A ledger: the path of a SQLite file, or the address of a PostgreSQL database (`postgresql://...`).

    It must be there, unless `create` is true. `wait` is how many seconds a write waits for another process. LedgerError where it is
    missing, locked, read-only, damaged, no ledger, or of a newer version. Usable from many threads; close it, or use `with`.
    """

    def __init__(self, where: str | Path, *, create: bool = False, wait: float = WAIT) -> None:
        self.database = Database(where, create, wait)

    def close(self) -> None:
        """Gives the database back."""
        self.database.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def writing(self, kind: str) -> Iterator[Writing]:
        """One write (`ingest`, `weave`, `decide`, `release`, `reread`): committed whole, or not at all."""
        with self.database.write(kind) as w:
            yield w

    # taking in

    def knows(self, articles: Iterable[Article]) -> list[bool]:
        """Which of these articles are here with this very content."""
        with self.database.read() as conn:
            return known(conn, list(articles))

    def add(self, readings: Iterable[Reading | Ready], articles: Iterable[Article] | None = None) -> Added:
        """Takes in readings with their articles (taken from the readings where not given), all of them or none. What is known changes
        nothing. Weaving is not done here: `selon.workflow.weaving.weave_new`."""
        with self.writing("ingest") as w:
            return take_in(w, readings, articles)

    # answers

    def incidents(self, query: Query | None = None, **wishes: Any) -> Results[Incident]:
        """Incidents, newest first; wishes as in Query, as one value or by name: `ledger.incidents(country=("SY",))`."""
        return self._results(Incident, Binder.incidents, answers.incidents, asked(query, wishes))

    def articles(self, query: Query | None = None, **wishes: Any) -> Results[ArticleEntry]:
        """Articles by publication, newest first."""
        return self._results(ArticleEntry, Binder.articles, answers.articles, asked(query, wishes))

    def tallies(self, query: Query | None = None, **wishes: Any) -> Results[TallyEntry]:
        """Tallies by the first day they count from, newest first."""
        return self._results(TallyEntry, Binder.tallies, answers.tallies, asked(query, wishes))

    def disputes(self, query: Query | None = None, **wishes: Any) -> Results[WovenDispute]:
        """Disputes across articles, by the day of what they are about, newest first."""
        return self._results(WovenDispute, Binder.disputes, answers.disputes, asked(query, wishes))

    def _results(self, kind: type[T], bind: Callable[[Binder, Query], Bound], fetch: answers.Fetch, query: Query) -> Results[T]:
        def page(limit: int, cursor: Cursor | None) -> Page[T]:
            with self.database.read() as conn:
                when = self._continued(conn, cursor) if cursor else self.when(conn, query.as_of)
                rows = conn.execute(bind(Binder(conn, self.database.dialect, when), query).page(cursor, limit + 1)).all()
                more = Cursor(when.moment, rows[limit - 1].key, rows[limit - 1].name).text() if len(rows) > limit else None
                return Page(tuple(fetch(conn, when, [r.seq for r in rows[:limit]])), more)

        def count() -> int:
            with self.database.read() as conn:
                when = self.when(conn, query.as_of)
                return int(conn.execute(bind(Binder(conn, self.database.dialect, when), query).count()).scalar_one())

        return Results(kind, page, count)

    @staticmethod
    def _continued(conn: Connection, cursor: Cursor) -> When:
        last = conn.execute(sa.select(sa.func.max(schema.moment.c.id))).scalar() or 0
        return When(cursor.moment, newest=cursor.moment >= last)

    def when(self, conn: Connection, as_of: AsOf) -> When:
        """The state that is meant; UsageError where it is neither a time nor a release."""
        when = answers.moment_of(conn, as_of)
        if when is None:
            names = [r.name for r in _releases(conn)]
            raise UsageError(f"--as-of {as_of!r} is neither a time nor a release; releases: {', '.join(names) or 'none'}")
        return when

    def incident(self, id: str, as_of: AsOf = None) -> IncidentFile | None:
        """All there is of an incident; an id that was merged leads to the one that stands. None where there is none."""
        with self.database.read() as conn:
            return answers.incident_file(conn, self.when(conn, as_of), id)

    def article(self, id: str, as_of: AsOf = None) -> ArticleFile | None:
        """All there is of an article. None where there is none."""
        with self.database.read() as conn:
            return answers.article_file(conn, self.when(conn, as_of), id)

    def dispute(self, id: str, as_of: AsOf = None) -> WovenDispute | None:
        """One dispute."""
        with self.database.read() as conn:
            when = self.when(conn, as_of)
            query = sa.select(schema.dispute.c.seq).where(schema.dispute.c.id == id, when.holds(schema.dispute))
            return next(iter(answers.disputes(conn, when, list(conn.execute(query).scalars()))), None)

    def history(self, id: str) -> tuple[Step, ...]:
        """Every state of an incident, oldest first."""
        with self.database.read() as conn:
            return answers.history(conn, id)

    def decisions(self, about: Iterable[str] | None = None, as_of: AsOf = None) -> tuple[Decision, ...]:
        """The decisions about these incidents or reports (all, where none is named), superseded ones too, in their order."""
        with self.database.read() as conn:
            return decisions.of(conn, None if about is None else set(about), self.when(conn, as_of).moment)

    # releases

    def release(self, name: str) -> Release:
        """Freezes the present state under a name. UsageError where the name is taken or could be a time."""
        _check_release(name)
        with self.writing("release") as w:
            if any(r.name == name for r in _releases(w.conn)):
                raise UsageError(f"release {name!r} exists already; a release never changes: choose another name")
            w.add(schema.release, [{"name": name, "moment": w.moment, "at": w.at}])
            return next(r for r in _releases(w.conn) if r.name == name)

    def releases(self) -> tuple[Release, ...]:
        """All releases, oldest first."""
        with self.database.read() as conn:
            return _releases(conn)


def take_in(w: Writing, readings: Iterable[Reading | Ready], articles: Iterable[Article] | None = None) -> Added:
    """Takes articles in within a write that is under way. What is not ready is made so."""
    told = [r if isinstance(r, Ready) else ready(r) for r in readings]
    given = list(articles) if articles is not None else [article_of(r.reading) for r in told]
    found: dict[str, list[str]] = {"new": [], "revised": [], "known": []}
    for a, r in zip(given, told, strict=True):
        found[add_article(w, a, r)].append(a.id)
    taken = [*found["new"], *found["revised"]]
    return Added(new=tuple(found["new"]), revised=tuple(found["revised"]), known=len(found["known"]), copies=copies(w.conn, taken))


def asked(query: Query | None, wishes: dict[str, Any]) -> Query:
    """A query with wishes by name in it; UsageError names those there are."""
    if bad := sorted(wishes.keys() - Query.names()):
        raise UsageError(f"no wish is called {bad[0]!r}; there are: {', '.join(sorted(Query.names()))}")
    return replace(query or Query(), **wishes)


def _check_release(name: str) -> None:
    if not name.strip() or name != name.strip() or len(name) > 100:
        raise UsageError(f"release {name!r}: give a name of 1 to 100 characters without blanks at its ends")
    try:
        datetime.fromisoformat(name)
    except ValueError:
        return
    raise UsageError(f"release {name!r}: a name that is a time could not be told from one; add a word")


def _releases(conn: Connection) -> tuple[Release, ...]:
    N, L = schema.moment.c, schema.release.c  # noqa: N806
    rows = conn.execute(sa.select(L.name, L.at, N.at.label("state")).join(schema.moment, N.id == L.moment).order_by(L.at, L.name))
    return tuple(Release(name=r.name, at=datetime.fromisoformat(r.at), state=datetime.fromisoformat(r.state)) for r in rows)


def now() -> datetime:
    """The present, in UTC."""
    return datetime.now(UTC)
