"""Which parts of which files were taken in: written with their articles, so that a part counts as done only when it is safe."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy import Column, Integer, MetaData, Table, Text
from sqlalchemy.engine import Connection

from selon.ledger.schema import metadata as ledger

if TYPE_CHECKING:
    from selon.ledger.database import Writing

metadata = MetaData(naming_convention=ledger.naming_convention)
part = Table(
    "part",
    metadata,
    Column("source", Text, primary_key=True),
    Column("mark", Text, primary_key=True),
    Column("first", Integer, primary_key=True, autoincrement=False),
    Column("last", Integer, nullable=False),
    Column("moment", Integer, nullable=False),
)


def done(conn: Connection, source: str, mark: str) -> frozenset[tuple[int, int]]:
    """First and last item of the parts of a file, in the state that `mark` tells, that were taken in."""
    query = sa.select(part.c.first, part.c.last).where(part.c.source == source, part.c.mark == mark)
    return frozenset((r.first, r.last) for r in conn.execute(query))


def keep(w: Writing, source: str, mark: str, first: int, last: int) -> None:
    """A part was taken in, by this write."""
    same = sa.and_(part.c.source == source, part.c.mark == mark, part.c.first == first)
    w.conn.execute(sa.delete(part).where(same))
    w.add(part, [{"source": source, "mark": mark, "first": first, "last": last, "moment": w.moment}])
