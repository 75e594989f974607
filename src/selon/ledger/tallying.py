"""Which tallies are to be held against the incidents again, and which incidents a tally may cover."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from selon.ledger import answers, schema
from selon.ledger.binding import When
from selon.ledger.database import Writing, chunks
from selon.ledger.packing import unpack
from selon.ledger.schema import FOREVER, LONG
from selon.ledger.steering import along, standing
from selon.model import Incident
from selon.weaving.reports import TallyReport
from selon.weaving.tallies import ACTS, FORCE, bounded, until

Inc, T = schema.incident.c, schema.tally.c
Span = tuple[int, int, str | None]


def spans(w: Writing, names: Collection[str]) -> list[Span]:
    """First day, last day and country of the acts of force among these incidents as they are now."""
    found: list[Span] = []
    for part in chunks(sorted(names)):
        query = standing(sa.select(Inc.first, Inc.last, Inc.country)).where(Inc.id.in_(part), Inc.type.in_(sorted(FORCE)))
        found += [(r.first, r.last, r.country) for r in w.conn.execute(query.where(Inc.first > 0))]
    return found


def mark_due(w: Writing, changed: Iterable[Span]) -> None:
    """Remembers the tallies of acts whose period and area hold one of these."""
    wanted = set(changed)
    if not wanted:
        return
    query = sa.select(T.seq, T.first, T.last).where(T.until == FOREVER, T.due == 0, T.what.in_(sorted(ACTS)), T.first > 0)
    query = query.where(T.first <= max(s[1] for s in wanted), T.last >= min(s[0] for s in wanted))
    hit = [r.seq for r in w.conn.execute(query) if any(r.first <= last and first <= r.last for first, last, _ in wanted)]
    for part in chunks(hit):
        w.conn.execute(sa.update(schema.tally).where(T.seq.in_(part)).values(due=1))


def due(w: Writing, limit: int) -> list[TallyReport]:
    """Some of the tallies to be held against the incidents, by number."""
    query = sa.select(T.body).where(T.until == FOREVER, T.due == 1).order_by(T.seq).limit(limit)
    return [unpack(b, TallyReport) for b in w.conn.execute(query).scalars()]


def done(w: Writing, tallies: Sequence[TallyReport]) -> None:
    """They were held against the incidents."""
    for part in chunks([t.ref for t in tallies]):
        w.conn.execute(sa.update(schema.tally).where(T.ref.in_(part), T.until == FOREVER).values(due=0))


def covered(conn: Connection, t: TallyReport) -> list[Incident]:
    """The acts of force of a tally's period and countries, out of which weaving chooses; none where nothing bounds it."""
    last = until(t)
    if t.tally.since is None or last is None or not bounded(t):
        return []
    since = t.tally.since.toordinal()
    query = sa.select(Inc.seq, Inc.id).where(Inc.until == FOREVER, Inc.type.in_(sorted(FORCE)), Inc.first.between(1, last.toordinal()))
    query = query.where(Inc.last >= since)
    countries = sorted({p.country for p in t.tally.place if p.country})
    if countries:
        query = query.where(Inc.country.in_(countries))
    short = query.where(Inc.first >= since - LONG, Inc.long == 0)
    steered = ((short, "ix_incident_country" if countries else "ix_incident_type"), (query.where(Inc.long == 1), "ix_incident_long"))
    rows = [r for q, index in steered for r in conn.execute(along(q, schema.incident, index))]
    return answers.incidents(conn, When(0, newest=True), [r.seq for r in sorted(rows, key=lambda r: r.id)])
