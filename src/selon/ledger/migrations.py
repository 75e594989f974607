"""How the tables came to be: named changes in order, each applied in one transaction with its record. A name is never changed.

Tables that come later are made by their own change, out of a MetaData of their own.
"""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from selon.ledger import parts, people_schema, schema
from selon.ledger.dialects import Dialect


def first(conn: Connection, dialect: Dialect) -> None:
    """The ledger: what was said, what was made of it, what people decided."""
    schema.metadata.create_all(conn, checkfirst=False)
    dialect.prepare(conn)


def people(conn: Connection, dialect: Dialect) -> None:
    """Tokens, the log, codings; and who said what."""
    people_schema.metadata.create_all(conn, checkfirst=False)


def taken_in(conn: Connection, dialect: Dialect) -> None:
    """The parts of large files that were taken in."""
    parts.metadata.create_all(conn, checkfirst=False)


MIGRATIONS: tuple[tuple[str, Callable[[Connection, Dialect], None]], ...] = (
    ("0001 ledger", first), ("0002 people", people), ("0003 parts", taken_in),
)


def applied(conn: Connection) -> tuple[str, ...] | None:
    """The names of the changes that were made, in order; None where there is no ledger."""
    if not sa.inspect(conn).has_table(schema.migration.name):
        return None
    rows = conn.execute(sa.select(schema.migration.c.name).order_by(schema.migration.c.name))
    return tuple(rows.scalars())
