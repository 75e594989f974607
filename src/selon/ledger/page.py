"""What the page asks of a ledger beyond its lists: columns, choices, who stands behind a reference, what a tally covers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from selon.ledger import answers, schema, tallying
from selon.ledger.binding import Binder, When
from selon.ledger.columns import Row, rows
from selon.ledger.database import chunks
from selon.ledger.packing import unpack
from selon.ledger.queries import Query
from selon.ledger.schema import FOREVER
from selon.ledger.store import Ledger
from selon.model import Incident, Ref
from selon.weaving import tallies
from selon.weaving.reports import Report, TallyReport
from selon.weaving.sources import known_as, root_source

A, I, P = schema.article.c, schema.incident.c, schema.report.c  # noqa: E741
NEWEST = 500  # incidents whose names are offered
NOW = When(0, newest=True)


@dataclass(frozen=True, slots=True)
class Choices:
    """What filters can be set to, the commonest first."""

    actors: tuple[str, ...]
    outlets: tuple[str, ...]
    countries: tuple[str, ...]


def choices(ledger: Ledger, most: int) -> Choices:
    """Actors, outlets and countries of the ledger as it is."""
    n = sa.func.count()
    out = sa.select(A.outlet).where(A.until == FOREVER, A.outlet.is_not(None)).group_by(A.outlet).order_by(n.desc(), A.outlet).limit(most)
    where = sa.select(I.country).where(I.until == FOREVER, I.country.is_not(None)).group_by(I.country).order_by(I.country)
    with ledger.database.read() as conn:
        outlets, countries = (tuple(conn.execute(q).scalars()) for q in (out, where))
    return Choices(_actors(ledger, most), outlets, countries)


def _actors(ledger: Ledger, most: int) -> tuple[str, ...]:
    """The names of those who act in the newest incidents, as they are written."""
    counts = Counter(p.name for i in ledger.incidents().page(NEWEST).items for p in (*i.actors, *i.targets) if p.kind != "thing")
    return tuple(name for name, _ in sorted(counts.items(), key=lambda x: (-x[1], x[0]))[:most])


def columns(ledger: Ledger, query: Query) -> list[Row]:
    """All incidents of a query, newest first, as rows without bodies."""
    with ledger.database.read() as conn:
        when = ledger.when(conn, query.as_of)
        bound = Binder(conn, ledger.database.dialect, when).incidents(query)
        found: list[Row] = []
        for part in bound.parts:
            seqs = part.with_only_columns(part.selected_columns[0])
            found += rows(conn, seqs)
    return sorted(found, key=lambda r: (-r.first, r.id))


def state(ledger: Ledger) -> str:
    """A word that changes whenever the ledger does."""
    with ledger.database.read() as conn:
        return str(conn.execute(sa.select(sa.func.max(schema.moment.c.id))).scalar() or 0)


def speakers_of(ledger: Ledger, refs: Iterable[Ref]) -> set[str]:
    """The sources behind the events that references name; an article's own telling has none."""
    wanted = sorted({f"{r.article}/{r.id}" for r in refs})
    found: set[str] = set()
    with ledger.database.read() as conn:
        for part in chunks(wanted):
            for body in conn.execute(sa.select(P.body).where(P.ref.in_(part), P.until == FOREVER)).scalars():
                r = unpack(body, Report)
                found |= {known_as(c.source.name) for c in r.claims if c.source is not None and c.id in {v.claim for v in r.event.voices}}
            told = sa.select(schema.tally.c.body).where(schema.tally.c.ref.in_(part), schema.tally.c.until == FOREVER)
            for body in conn.execute(told).scalars():
                t = unpack(body, TallyReport)
                found |= {name} if (name := root_source(t.claim)) else set()
    return found


def revised(ledger: Ledger) -> Iterator[Incident]:
    """The incidents one of whose figures ran over several steps."""
    with ledger.database.read() as conn:
        seqs = list(conn.execute(sa.select(I.seq).where(I.until == FOREVER, I.revised == 1).order_by(I.id)).scalars())
        yield from answers.incidents(conn, NOW, seqs)


def covered(ledger: Ledger, ref: str) -> tuple[str, ...]:
    """The incidents that the tally of a ref may cover, by day."""
    with ledger.database.read() as conn:
        body = conn.execute(sa.select(schema.tally.c.body).where(schema.tally.c.ref == ref, schema.tally.c.until == FOREVER)).scalar()
        if body is None:
            return ()
        tally = unpack(body, TallyReport)
        held = tallies.covered(tally, tallying.covered(conn, tally))
        return tuple(i.id for i in sorted(held, key=lambda i: (i.start or i.end, i.id)))
