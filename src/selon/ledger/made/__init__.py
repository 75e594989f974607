"""The tables as each change made them, written out once and never changed: one file a change and database.

What the tables are today stands in the schemas; a test holds that all changes in order give just that.
"""

from __future__ import annotations

from importlib.resources import files

from sqlalchemy.engine import Connection

from selon.ledger.dialects import Dialect


def make(conn: Connection, dialect: Dialect, change: str) -> None:
    """Runs the statements of one change, which end in a semicolon before a blank line."""
    script = files(__name__).joinpath(f"{change}.{dialect.name}.sql").read_text(encoding="utf-8")
    for statement in script.split(";\n"):
        if statement.strip():
            conn.exec_driver_sql(statement)
