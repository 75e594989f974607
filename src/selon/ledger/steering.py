"""Which index SQLite is to walk, where it would choose badly: it keeps no count of what a condition leaves, and holds "what stands now",
which is half of a table, for as good a condition as an id. The choice must not change with the size of a ledger, so nothing is counted."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from selon.ledger import schema
from selon.ledger.schema import FOREVER

Inc = schema.incident.c
Query = sa.Select[Any]


def along(query: Query, table: sa.Table, index: str) -> Query:
    """The query by that index of that table."""
    return query.with_hint(table, f"INDEXED BY {index}", dialect_name="sqlite")


def by_number(query: Query, table: sa.Table) -> Query:
    """A query of rows of that table whose numbers are going to be named."""
    return query.with_hint(table, "NOT INDEXED", dialect_name="sqlite")


def standing(query: Query) -> Query:
    """A query of incidents that hold now, of which ids are going to be named."""
    return along(query.where(Inc.until == FOREVER), schema.incident, "ix_incident_id_until")
