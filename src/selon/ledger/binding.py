"""Wishes as statements: what a Query asks, bound to one moment of the ledger and to the index that answers it soonest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from selon.ledger import schema
from selon.ledger.bits import bits
from selon.ledger.dialects import Dialect
from selon.ledger.folding import fold, groups
from selon.ledger.globe import Near, chord, point, ranges
from selon.ledger.queries import Query
from selon.ledger.results import Cursor
from selon.ledger.schema import FOREVER, LONG, WEIGHT
from selon.ledger.steering import along
from selon.model import SourceKind, Status

A, D, Inc, M, P, T = schema.article.c, schema.dispute.c, schema.incident.c, schema.member.c, schema.report.c, schema.tally.c
FEW = 20_000  # rows that are quicker sorted than walked past
Where = sa.ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class When:
    """The state that is asked for: a moment, and whether it is the newest."""

    moment: int
    newest: bool

    def holds(self, table: sa.FromClause) -> Where:
        """Whether a row holds then."""
        if self.newest:
            return table.c.until == FOREVER
        return sa.and_(table.c.since <= self.moment, table.c.until > self.moment)


@dataclass(frozen=True, slots=True)
class Bound:
    """A query ready to run: statements whose rows are (seq, key, name), together the answer; the order is key, then name, both falling,
    so that it is the same however often and in whatever order things were written."""

    parts: tuple[sa.Select[Any], ...]

    def page(self, cursor: Cursor | None, limit: int) -> sa.CompoundSelect[Any] | sa.Select[Any]:
        """The rows after the cursor."""
        parts = [self._after(p, cursor).limit(limit) for p in self.parts]
        if len(parts) == 1:
            return parts[0]
        both = sa.union_all(*(sa.select(p.subquery()) for p in parts)).subquery()
        return sa.select(both).order_by(both.c.key.desc(), both.c.name.desc()).limit(limit)

    @staticmethod
    def _after(part: sa.Select[Any], cursor: Cursor | None) -> sa.Select[Any]:
        _, key, name = part.selected_columns[:3]
        if cursor:
            part = part.where(key <= cursor.key, sa.or_(key < cursor.key, name < cursor.name))
        return part.order_by(key.desc(), name.desc())

    def count(self) -> sa.Select[Any]:
        """How many rows there are."""
        return sa.select(sum((sa.select(sa.func.count()).select_from(p.subquery()).scalar_subquery() for p in self.parts), sa.literal(0)))


class Binder:
    """Binds queries against one connection, dialect and moment."""

    def __init__(self, conn: Connection, dialect: Dialect, when: When) -> None:
        self.conn, self.dialect, self.when = conn, dialect, when

    def incidents(self, q: Query) -> Bound:
        """Incidents, newest first (undated ones last), or the worst first."""
        key = Inc.worst if q.order == "worst" else Inc.first
        base = sa.select(Inc.seq.label("seq"), key.label("key"), Inc.id.label("name"))
        base = base.where(self.when.holds(schema.incident), *self._incident(q))
        if q.until:
            base = base.where(Inc.first.between(1, q.until.toordinal()))
        if not q.since:
            return Bound((self._steered(base, q),))
        since = q.since.toordinal()
        base = base.where(Inc.last >= since)
        short = self._steered(base.where(Inc.first >= since - LONG, Inc.long == 0), q)
        long = base.where(Inc.long == 1)
        return Bound((short, along(long, schema.incident, "ix_incident_long") if self.when.newest else long))

    def _incident(self, q: Query) -> Iterator[Where]:
        if q.country:
            yield Inc.country.in_(q.country)
        if q.type:
            yield Inc.type.in_(q.type)
        if q.near:
            yield in_ranges(Inc.cell, q.near)
            yield within(schema.incident, q.near)
        if q.disputed is not None:
            yield Inc.disputes > 0 if q.disputed else Inc.disputes == 0
        if q.grade:
            yield Inc.grade.in_(q.grade)
        if q.status:
            yield Inc.statuses.op("&")(bits((q.status,), Status)) != 0
        if q.source_kind:
            yield Inc.kinds.op("&")(bits((q.source_kind,), SourceKind)) != 0
        if q.killed_min:
            yield Inc.worst >= q.killed_min * WEIGHT
        if q.outlet:
            yield Inc.id.in_(self._told_in(sa.select(A.seq).where(A.outlet == q.outlet)))
        if q.actor:
            yield self._with_party(q.actor)
        if q.text:
            yield Inc.id.in_(self._told_in(self._with_words(q.text)))

    def _steered(self, part: sa.Select[Any], q: Query) -> sa.Select[Any]:
        """SQLite knows nothing of how many rows a condition leaves; it is told which index to walk."""
        if not self.when.newest or q.actor or q.text:
            return part
        if q.near and self._few_near(q.near):
            return part.where(Inc.seq.in_(self._in_cells(q.near))).with_hint(schema.incident, "NOT INDEXED", dialect_name="sqlite")
        dated = q.since or q.until
        if len(q.country) == 1 or (q.country and dated):
            return along(part, schema.incident, "ix_incident_country")
        if len(q.type) == 1:
            return along(part, schema.incident, "ix_incident_type")
        return along(part, schema.incident, "ix_incident_worst" if q.order == "worst" and not dated else "ix_incident_day")

    def _few_near(self, near: Near) -> bool:
        some = self._in_cells(near).limit(FEW).subquery()
        return int(self.conn.execute(sa.select(sa.func.count()).select_from(some)).scalar_one()) < FEW

    @staticmethod
    def _in_cells(near: Near) -> sa.CompoundSelect[Any]:
        """The incidents in the cells of a circle, range by range: SQLite does not take a choice of ranges to one index."""
        here = schema.incident.alias("here")
        parts = (sa.select(here.c.seq).where(here.c.until == FOREVER, here.c.cell.between(a, b)) for a, b in ranges(near))
        return sa.union_all(*parts)

    def _names(self, wish: str) -> list[int]:
        like = "%" + " ".join(fold(wish).split()).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        n = schema.name.c
        return list(self.conn.execute(sa.select(n.seq).where(n.folded.like(like, escape="\\")).order_by(n.seq)).scalars())

    def _with_party(self, wish: str) -> Where:
        """Rare names lead to their incidents; for common ones each incident is asked in its turn."""
        c = schema.party.c
        wanted = self._names(wish)
        some = sa.select(sa.literal(1)).where(c.name.in_(wanted)).limit(FEW).subquery()
        if int(self.conn.execute(sa.select(sa.func.count()).select_from(some)).scalar_one()) < FEW:
            return Inc.seq.in_(sa.select(c.incident).where(c.name.in_(wanted)))
        return sa.exists().where(c.name.in_(wanted), c.first == Inc.first, c.incident == Inc.seq).correlate(schema.incident)

    def _with_words(self, wish: str) -> sa.Select[Any]:
        found = groups(wish)
        return self.dialect.having_words(found) if found else sa.select(A.seq).where(sa.false())

    def _told_in(self, articles: sa.Select[Any]) -> sa.Select[Any]:
        """The ids of incidents that these articles tell of."""
        return sa.select(M.incident).join(schema.report, P.seq == M.report).where(P.article.in_(articles), self.when.holds(schema.member))

    def _incident_ids(self, q: Query) -> sa.Select[Any]:
        return sa.select(Inc.id).where(self.when.holds(schema.incident), *self._incident(q))

    @staticmethod
    def _of_incidents(q: Query) -> bool:
        """Whether anything is asked that only incidents have."""
        return bool(
            q.country or q.type or q.near or q.actor or q.grade or q.disputed is not None or q.status or q.source_kind or q.killed_min
        )

    def articles(self, q: Query) -> Bound:
        """Newest versions of articles by publication, newest first; place, type and actor are those of their incidents."""
        part = sa.select(A.seq.label("seq"), A.first.label("key"), A.id.label("name")).where(self.when.holds(schema.article))
        part = part.where(*self._period(schema.article, q))
        if q.outlet:
            part = part.where(A.outlet == q.outlet)
        if q.lang:
            part = part.where(A.lang == q.lang)
        if q.text:
            part = part.where(A.seq.in_(self._with_words(q.text)))
        if self._of_incidents(q):
            told = sa.select(P.article).join(schema.member, M.report == P.seq)
            told = told.where(self.when.holds(schema.member), M.incident.in_(self._incident_ids(without_text(q))))
            part = part.where(A.seq.in_(told))
        return Bound((part,))

    @staticmethod
    def _period(table: sa.Table, q: Query) -> Iterator[Where]:
        if q.since:
            yield table.c.last >= q.since.toordinal()
        if q.until:
            yield table.c.first.between(1, q.until.toordinal())

    def tallies(self, q: Query) -> Bound:
        """Tallies by the first day they count from."""
        part = sa.select(T.seq.label("seq"), T.first.label("key"), T.ref.label("name"))
        part = part.where(self.when.holds(schema.tally), *self._period(schema.tally, q))
        return Bound((part.where(*self._tally(q)),))

    def _tally(self, q: Query) -> Iterator[Where]:
        at = schema.tally_place.c
        if q.country:
            yield T.seq.in_(sa.select(at.tally).where(at.country.in_(q.country)))
        if q.near:
            yield T.seq.in_(sa.select(at.tally).where(within(schema.tally_place, q.near)))
        if q.actor:
            who = schema.tally_party.c
            yield T.seq.in_(sa.select(who.tally).where(who.name.in_(self._names(q.actor))))
        if q.text:
            yield T.article.in_(self._with_words(q.text))

    def disputes(self, q: Query) -> Bound:
        """Disputes by the day of what they are about; other wishes are about their incident or tally."""
        part = sa.select(D.seq.label("seq"), D.first.label("key"), D.id.label("name"))
        part = part.where(self.when.holds(schema.dispute), *self._period(schema.dispute, q))
        if self._of_incidents(q) or q.text:
            either: list[Where] = [D.incident.in_(self._incident_ids(q))]
            if not (q.type or q.grade or q.disputed is not None):
                either.append(D.tally.in_(sa.select(T.ref).where(self.when.holds(schema.tally), *self._tally(q))))
            part = part.where(sa.or_(*either))
        return Bound((part,))


def without_text(q: Query) -> Query:
    """The same wishes but for the words, which are asked of the article itself."""
    return replace(q, text=None)


def in_ranges(column: sa.ColumnElement[int], near: Near) -> Where:
    """Cells of the circle."""
    return sa.or_(*(column.between(a, b) for a, b in ranges(near)))


def within(table: sa.FromClause, near: Near) -> Where:
    """Whether a row's point lies in the circle: by the straight distance of points of the unit sphere, plain arithmetic everywhere."""
    x, y, z = point(near.lat, near.lon)
    dx, dy, dz = table.c.x - x, table.c.y - y, table.c.z - z
    return dx * dx + dy * dy + dz * dz <= chord(near.km)


def in_order(seqs: Sequence[int], found: dict[int, Any]) -> list[Any]:
    """Values in the order of their numbers."""
    return [found[s] for s in seqs if s in found]
