"""No statement of taking in or weaving goes through a table, or through all that holds in it: its cost would grow with the ledger."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from msgspec.structs import replace

from selon.ledger import schema
from selon.ledger.store import Ledger
from selon.model import Reading
from selon.workflow.weaving import weave_new

WHOLE = re.compile(r"SCAN (?!moment$|decision |CONSTANT|\(subquery)|\(until=\?\)|\(woven=\? AND until=\?\)")
MEANT = "report.article"  # those that no weave has seen are walked by article, and are few


def test_nothing_is_searched_for_in_all_that_holds(tmp_path: Path, readings: list[Reading]) -> None:
    asked: dict[str, list[str]] = {}

    def note(conn: sa.Connection, cursor: Any, statement: str, values: Any, context: Any, many: bool) -> None:
        if statement.startswith(("SELECT", "UPDATE", "DELETE")):
            raw = conn.connection.dbapi_connection
            assert raw is not None
            rows = raw.cursor().execute(f"EXPLAIN QUERY PLAN {statement}", values[0] if many else values)  # type: ignore[func-returns-value]
            asked[statement] = [r[3] for r in rows]

    with Ledger(tmp_path / "l.selon", create=True) as ledger:
        sa.event.listen(ledger.database.engine, "before_cursor_execute", note)
        for part in (readings[:60], [replace(r, text=f"{r.text} Updated.", events=r.events[:1]) for r in readings[:30]], readings[60:]):
            ledger.add(part)
            for _ in weave_new(ledger):
                pass
    assert len(asked) > 50
    found = {s: plan for s, plan in asked.items() if any(WHOLE.search(line) for line in plan)}
    assert [(s, plan) for s, plan in found.items() if f"ORDER BY {MEANT}" not in s] == []


def test_what_was_retired_before_an_update_is_woven_away_after_it(where: str, readings: list[Reading]) -> None:
    """Older ledgers did not mark the reports that weaving had not seen gone."""
    told = next(r for r in readings if len(r.events) > 1)
    with Ledger(where, create=True) as ledger:
        ledger.add([told])
        list(weave_new(ledger))
        ledger.add([replace(told, text=f"{told.text} Updated.", events=())])
        with ledger.writing("ingest") as w:
            w.conn.execute(sa.update(schema.report).values(woven=1))
            w.conn.exec_driver_sql("DROP INDEX ix_party_incident")
            w.conn.exec_driver_sql("DROP INDEX ix_report_woven_until_article")
            w.conn.exec_driver_sql("CREATE INDEX ix_report_woven_until ON report (woven, until)")
            w.conn.execute(sa.delete(schema.migration).where(schema.migration.c.name == "0005 no scans"))
        assert ledger.incidents().count() > 0
    with Ledger(where) as ledger:
        list(weave_new(ledger))
        assert ledger.incidents().count() == 0
