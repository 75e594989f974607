"""How the tables came to be: named changes in order, each applied in one transaction with its record. A name is never changed.

What a change makes is written out (`made/`): it gives the same tables whatever the schemas become. Whoever changes a schema adds a change.
"""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from selon.ledger import bands, keys, schema
from selon.ledger.dialects import Dialect
from selon.ledger.made import make


def first(conn: Connection, dialect: Dialect) -> None:
    """The ledger: what was said, what was made of it, what people decided."""
    make(conn, dialect, "0001_ledger")
    dialect.prepare(conn)


def people(conn: Connection, dialect: Dialect) -> None:
    """Tokens, the log, codings; and who said what."""
    make(conn, dialect, "0002_people")


def taken_in(conn: Connection, dialect: Dialect) -> None:
    """The parts of large files that were taken in."""
    make(conn, dialect, "0003_parts")


def keys_by_time(conn: Connection, dialect: Dialect) -> None:
    """Blocking keys numbered by time."""
    make(conn, dialect, "0004_keys_by_time")
    keys.make_anew(conn)


def no_scans(conn: Connection, dialect: Dialect) -> None:
    """Indexes for what was searched for in whole tables, and retired reports that weaving has not seen gone marked as unwoven."""
    make(conn, dialect, "0005_no_scans")


def bands_by_time(conn: Connection, dialect: Dialect) -> None:
    """Bands of fingerprints numbered by time."""
    make(conn, dialect, "0006_bands_by_time")
    bands.make_anew(conn)


MIGRATIONS: tuple[tuple[str, Callable[[Connection, Dialect], None]], ...] = (
    ("0001 ledger", first), ("0002 people", people), ("0003 parts", taken_in), ("0004 keys by time", keys_by_time),
    ("0005 no scans", no_scans), ("0006 bands by time", bands_by_time),
)


def applied(conn: Connection) -> tuple[str, ...] | None:
    """The names of the changes that were made, in order; None where there is no ledger."""
    if not sa.inspect(conn).has_table(schema.migration.name):
        return None
    rows = conn.execute(sa.select(schema.migration.c.name).order_by(schema.migration.c.name))
    return tuple(rows.scalars())
