"""From numbers of rows to values: what a page of each kind holds, and all there is of one thing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from selon.ledger import decisions, schema
from selon.ledger.articles import whole
from selon.ledger.binding import When, in_order
from selon.ledger.database import chunks
from selon.ledger.entries import ArticleEntry, ArticleFile, IncidentFile, Join, Step, TallyEntry, VersionEntry
from selon.ledger.packing import unpack
from selon.ledger.past import Why
from selon.ledger.schema import FOREVER
from selon.model import Article, Incident, Interval, Membership, WovenDispute
from selon.weaving.reports import Report, TallyReport
from selon.weaving.sources import root_source

A, D, E, Inc, M, N, Org, P, R, T = (
    t.c for t in (schema.article, schema.dispute, schema.edge, schema.incident, schema.member, schema.moment, schema.origin,
                  schema.report, schema.reading, schema.tally)
)
V = TypeVar("V")


def moment_of(conn: Connection, as_of: datetime | date | str | None) -> When | None:
    """The state that is meant: a time (a day means its end; times without a zone are UTC) or the name of a release. None where the
    name is no release."""
    last = conn.execute(sa.select(sa.func.max(N.id))).scalar() or 0
    if as_of is None:
        return When(last, newest=True)
    if isinstance(as_of, str):
        found = conn.execute(sa.select(schema.release.c.moment).where(schema.release.c.name == as_of)).scalar()
        return None if found is None else When(found, newest=found >= last)
    found = conn.execute(sa.select(sa.func.max(N.id)).where(N.at <= utc(as_of))).scalar() or 0
    return When(found, newest=found >= last)


def utc(when: datetime | date) -> str:
    """A time as the ledger writes it."""
    if not isinstance(when, datetime):
        when = datetime.combine(when, time.max, UTC)
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC).isoformat(timespec="microseconds")


def _bodies(conn: Connection, seqs: Sequence[int], table: sa.Table, kind: type[V]) -> list[V]:
    found: dict[int, V] = {}
    for part in chunks(seqs):
        query = sa.select(table.c.seq, table.c.body).where(table.c.seq.in_(part))
        found |= {r.seq: unpack(r.body, kind) for r in conn.execute(query)}
    return in_order(seqs, found)


def incidents(conn: Connection, when: When, seqs: Sequence[int]) -> list[Incident]:
    """Incidents by number of version."""
    return _bodies(conn, seqs, schema.incident_body, Incident)


def disputes(conn: Connection, when: When, seqs: Sequence[int]) -> list[WovenDispute]:
    """Disputes by number of version."""
    return _bodies(conn, seqs, schema.dispute, WovenDispute)


def tallies(conn: Connection, when: When, seqs: Sequence[int]) -> list[TallyEntry]:
    """Tallies with who gave them and in which disputes they are."""
    found = _bodies(conn, seqs, schema.tally, TallyReport)
    disputed: dict[str, list[str]] = {t.ref: [] for t in found}
    for part in chunks(sorted(disputed)):
        query = sa.select(D.tally, D.id).where(D.tally.in_(part), when.holds(schema.dispute)).order_by(D.id)
        for r in conn.execute(query):
            disputed[r.tally].append(r.id)
    return [
        TallyEntry(ref=t.ref, article=t.article, tally=t.tally, source=root_source(t.claim),
                   outlet=t.outlet, published=t.published, disputes=tuple(disputed[t.ref]))
        for t in found
    ]


def _interval(first: int, last: int) -> Interval | None:
    return Interval(start=date.fromordinal(first), end=date.fromordinal(last)) if first else None


def articles(conn: Connection, when: When, seqs: Sequence[int]) -> list[ArticleEntry]:
    """Articles with their origin and incidents."""
    homes = _homes(conn, when, seqs)
    names = origins(conn, when, seqs)
    found: dict[int, ArticleEntry] = {}
    for part in chunks(seqs):
        for r in conn.execute(sa.select(schema.article).where(A.seq.in_(part))):
            a = unpack(r.body, Article)
            lead, told = homes.get(r.seq, (None, ()))
            found[r.seq] = ArticleEntry(id=a.id, version=r.version, title=a.title, url=a.url, outlet=a.outlet, lang=a.lang,
                                        published=_interval(r.first, r.last), origin=names.get(r.seq, a.id), lead=lead, incidents=told)
    return in_order(seqs, found)


def origins(conn: Connection, when: When, seqs: Sequence[int]) -> dict[int, str]:
    """The origin of each article."""
    return {r.article: r.id for part in chunks(seqs)
            for r in conn.execute(sa.select(Org.article, Org.id).where(Org.article.in_(part), when.holds(schema.origin)))}


def _homes(conn: Connection, when: When, seqs: Sequence[int]) -> dict[int, tuple[str | None, tuple[str, ...]]]:
    """The incident of the lead event, and all incidents, of each article."""
    rows: dict[int, list[Any]] = {}
    for part in chunks(seqs):
        query = sa.select(P.article, P.body, M.incident).join(schema.member, M.report == P.seq)
        for r in conn.execute(query.where(P.article.in_(part), when.holds(schema.member))):
            rows.setdefault(r.article, []).append(r)
    return {
        a: (next((r.incident for r in told if unpack(r.body, Report).lead), None), tuple(sorted({r.incident for r in told})))
        for a, told in rows.items()
    }


def article_file(conn: Connection, when: When, name: str) -> ArticleFile | None:
    """All of one article as it was then."""
    row = conn.execute(sa.select(schema.article).where(A.id == name, when.holds(schema.article))).first()
    if row is None:
        return None
    read = conn.execute(sa.select(schema.reading).where(R.article == row.seq, when.holds(schema.reading))).one()
    article = unpack(row.body, Article)
    (entry,) = articles(conn, when, [row.seq])
    same = sa.select(A.id).join(schema.origin, Org.article == A.seq).where(Org.id == entry.origin)
    same = same.where(when.holds(schema.origin), when.holds(schema.article))
    stamp = sa.select(A.version, N.at, N.selon, A.seq).join(schema.moment, N.id == A.since).where(A.id == name, A.since <= when.moment)
    made = sa.select(A.version, N.at, R.selon).select_from(schema.reading.join(schema.article, A.seq == R.article))
    made = made.join(schema.moment, N.id == R.since).where(A.id == name, R.since <= when.moment).order_by(R.seq)
    return ArticleFile(
        article=article, reading=whole(article, read.body), origin=entry.origin,
        copies=tuple(x for x in sorted(conn.execute(same).scalars()) if x != name),
        membership=Membership(id=name, lead=entry.lead, incidents=entry.incidents),
        versions=_versions(conn, stamp.order_by(A.version)), readings=_versions(conn, made),
    )


def _versions(conn: Connection, query: sa.Select[Any]) -> tuple[VersionEntry, ...]:
    return tuple(VersionEntry(version=r.version, at=datetime.fromisoformat(r.at), selon=r.selon) for r in conn.execute(query))


def standing_id(conn: Connection, when: When, name: str) -> str | None:
    """The incident that an id stands for: itself, or the one it was merged into; None where there is no such id, or nothing is left."""
    c = schema.redirect.c
    for _ in range(1000):
        if conn.execute(sa.select(Inc.seq).where(Inc.id == name, when.holds(schema.incident))).first():
            return name
        onward = conn.execute(sa.select(c.new).where(c.old == name, when.holds(schema.redirect))).scalar()
        if onward is None:
            return None
        name = onward
    return None


def incident_file(conn: Connection, when: When, asked: str) -> IncidentFile | None:
    """All of one incident as it was then."""
    name = standing_id(conn, when, asked)
    if name is None:
        return None
    seq = conn.execute(sa.select(Inc.seq).where(Inc.id == name, when.holds(schema.incident))).scalar_one()
    (incident,) = incidents(conn, when, [seq])
    told = conn.execute(sa.select(D.seq).where(D.incident == name, when.holds(schema.dispute)).order_by(D.id)).scalars().all()
    about = {name, asked, *(f"{r.article}/{r.event}" for r in incident.reports)}
    return IncidentFile(
        incident=incident, disputes=tuple(disputes(conn, when, told)), decisions=decisions.of(conn, about, when.moment),
        joins=_joins(conn, when, name), asked=asked if asked != name else None,
    )


def _joins(conn: Connection, when: When, name: str) -> tuple[Join, ...]:
    """The likeness of the incident's reports, pair by pair, the likest first."""
    members = sa.select(M.report).where(M.incident == name, when.holds(schema.member))
    query = sa.select(schema.edge).where(E.a.in_(members), E.b.in_(members))
    rows = conn.execute(query).all()
    ref = {r.seq: r.ref for part in chunks({x for r in rows for x in (r.a, r.b)})
           for r in conn.execute(sa.select(P.seq, P.ref).where(P.seq.in_(part)))}
    joins = [Join(a=ref[r.a], b=ref[r.b], likeness=r.likeness, why=unpack(r.why, Why)) for r in rows]
    return tuple(sorted(joins, key=lambda j: (-j.likeness, j.a, j.b)))


def history(conn: Connection, asked: str) -> tuple[Step, ...]:
    """Every state of an incident, oldest first."""
    last = conn.execute(sa.select(sa.func.max(N.id))).scalar() or 0
    name = standing_id(conn, When(last, newest=True), asked) or asked
    rows = conn.execute(sa.select(Inc.seq, Inc.since, Inc.until, N.at, N.kind, N.selon).join(schema.moment, N.id == Inc.since)
                        .where(Inc.id == name).order_by(Inc.since)).all()
    ends = {r.id: r.at for part in chunks({r.until for r in rows if r.until != FOREVER})
            for r in conn.execute(sa.select(N.id, N.at).where(N.id.in_(part)))}
    made = incidents(conn, When(last, newest=True), [r.seq for r in rows])
    return tuple(
        Step(at=datetime.fromisoformat(r.at), until=datetime.fromisoformat(ends[r.until]) if r.until in ends else None,
             kind=r.kind, selon=r.selon, incident=i)
        for r, i in zip(rows, made, strict=True)
    )


Fetch = Callable[[Connection, When, Sequence[int]], list[Any]]
