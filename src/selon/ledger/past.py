"""The ledger as the past that weaving asks: reports by blocking key, edges, and what people settled."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from selon.ledger import schema
from selon.ledger.database import chunks
from selon.ledger.keys import hashed
from selon.ledger.packing import unpack
from selon.ledger.schema import FOREVER
from selon.ledger.steering import by_number
from selon.weaving.past import Edge, Settled
from selon.weaving.reports import Report

P, B, E, S, Org, M = schema.report.c, schema.block.c, schema.edge.c, schema.settled.c, schema.origin.c, schema.member.c
Why = tuple[tuple[str, float], ...]


class Past:
    """Implements weaving's protocol over the reports that hold now and were woven. For one write, in which no report changes."""

    def __init__(self, conn: Connection) -> None:
        self.conn = conn
        self._seq: dict[str, int] = {}
        self._ref: dict[int, str] = {}
        self._report: dict[str, Report] = {}

    def _selected(self, *where: sa.ColumnElement[bool]) -> sa.Select[tuple[int, str, bytes, str]]:
        return (
            sa.select(P.seq, P.ref, P.body, Org.id)
            .select_from(schema.report.outerjoin(schema.origin, sa.and_(Org.article == P.article, Org.until == FOREVER)))
            .where(P.until == FOREVER, *where)
        )

    def _taken(self, query: sa.Select[tuple[int, str, bytes, str]]) -> list[Report]:
        found = []
        for seq, ref, body, origin in self.conn.execute(query):
            self._seq[ref], self._ref[seq] = seq, ref
            report = unpack(body, Report)
            found.append(report if report.origin == origin else msgspec.structs.replace(report, origin=origin))
        self._report |= {r.ref: r for r in found}
        return found

    def sharing(self, keys: Collection[str]) -> Sequence[Report]:
        """Reports that have at least one of these blocking keys."""
        wanted = frozenset(keys)
        numbers: set[int] = set()
        for part in chunks(sorted(map(hashed, wanted))):
            numbers.update(self.conn.execute(sa.select(B.report).where(B.key.in_(part))).scalars())
        woven = (by_number(self._selected(P.seq.in_(part), P.woven == 1), schema.report) for part in chunks(sorted(numbers)))
        found = [r for query in woven for r in self._taken(query)]
        return [r for r in found if not wanted.isdisjoint(r.keys)]

    def reports(self, refs: Collection[str]) -> Sequence[Report]:
        """The reports of these names; those that were asked for before are not read again."""
        for part in chunks(sorted(r for r in refs if r not in self._report)):
            self._taken(self._selected(P.ref.in_(part)))
        return [self._report[r] for r in sorted(refs) if r in self._report]

    def unwoven(self, limit: int) -> list[Report]:
        """The reports that no weave has seen, in the order in which they came, whole articles of them: `limit` at least, if there are."""
        last = self.conn.execute(
            sa.select(P.article).where(P.woven == 0, P.until == FOREVER).order_by(P.article).limit(1).offset(limit - 1)
        ).scalar()
        upto = () if last is None else (P.article <= last,)
        return self._taken(self._selected(P.woven == 0, *upto).order_by(P.article, P.seq))

    def seqs(self, refs: Collection[str]) -> dict[str, int]:
        """The numbers of the rows of these reports."""
        for part in chunks(sorted(r for r in refs if r not in self._seq)):
            for seq, ref in self.conn.execute(sa.select(P.seq, P.ref).where(P.ref.in_(part), P.until == FOREVER)):
                self._seq[ref], self._ref[seq] = seq, ref
        return {r: self._seq[r] for r in refs if r in self._seq}

    def _refs(self, seqs: Collection[int]) -> None:
        for part in chunks(sorted(s for s in seqs if s not in self._ref)):
            for seq, ref in self.conn.execute(sa.select(P.seq, P.ref).where(P.seq.in_(part), P.until == FOREVER)):
                self._seq[ref], self._ref[seq] = seq, ref

    def edges(self, refs: Collection[str]) -> Sequence[Edge]:
        """The kept edges that touch at least one of these reports, without their reasons, which clustering does not look at."""
        rows: dict[tuple[int, int], float] = {}
        for part in chunks(sorted(self.seqs(refs).values())):
            for column in (E.a, E.b):
                query = sa.select(E.a, E.b, E.likeness).where(column.in_(part))
                rows |= {(a, b): likeness for a, b, likeness in self.conn.execute(query)}
        self._refs({s for pair in rows for s in pair})
        name = self._ref
        return [Edge(a=name[a], b=name[b], likeness=p) for (a, b), p in sorted(rows.items()) if a in name and b in name]

    def cells(self, refs: Collection[str]) -> Sequence[tuple[str, ...]]:
        """The reports of the incidents that these are members of by now."""
        incidents: set[str] = set()
        for part in chunks(sorted(self.seqs(refs).values())):
            incidents.update(self.conn.execute(sa.select(M.incident).where(M.report.in_(part), M.until == FOREVER)).scalars())
        seqs: dict[str, list[int]] = {}
        for some in chunks(sorted(incidents)):
            for incident, seq in self.conn.execute(sa.select(M.incident, M.report).where(M.incident.in_(some), M.until == FOREVER)):
                seqs.setdefault(incident, []).append(seq)
        self._refs({s for members in seqs.values() for s in members})
        return sorted(tuple(sorted(self._ref[s] for s in members if s in self._ref)) for members in seqs.values())

    def settled(self, refs: Collection[str]) -> Sequence[Settled]:
        """The decisions that touch at least one of these reports; they are kept by line, which outlives a reading."""
        D = schema.decision.c  # noqa: N806
        lines = dict(self._pairs(P.ref, refs, P.line))
        rows: dict[tuple[str, str], int] = {}
        held = sa.select(S.a, S.b, S.together, S.decision).join(schema.decision, D.seq == S.decision).where(D.until == FOREVER)
        for part in chunks(sorted(set(lines.values()))):
            for column in (S.a, S.b):
                found = self.conn.execute(held.where(column.in_(part)).order_by(S.decision))
                rows |= {(r.a, r.b): r.together for r in found}
        name = dict(self._pairs(P.line, {x for pair in rows for x in pair}, P.ref))
        return [
            Settled(a=min(name[a], name[b]), b=max(name[a], name[b]), together=bool(together))
            for (a, b), together in sorted(rows.items()) if a in name and b in name
        ]

    def _pairs(self, by: sa.ColumnElement[str], values: Collection[str], want: sa.ColumnElement[str]) -> list[tuple[str, str]]:
        """Of the reports that hold: the wanted column for each value of another."""
        found: list[tuple[str, str]] = []
        for part in chunks(sorted(values)):
            rows = self.conn.execute(sa.select(by, want).where(by.in_(part), P.until == FOREVER))
            found += [(r[0], r[1]) for r in rows]
        return found
