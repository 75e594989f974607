"""Blocking keys as numbers: by time first; a ledger whose keys were numbered otherwise is numbered anew when it is opened."""

from __future__ import annotations

import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from selon.ledger import schema
from selon.ledger.keys import hashed
from selon.ledger.store import Ledger
from selon.model import Reading
from selon.weaving.origins import REST
from selon.weaving.reports import reports_of


@given(st.text(), st.text(), st.integers(0, 2**20 - 2))
def test_what_comes_later_has_the_greater_number(one: str, other: str, time: int) -> None:
    a, b = hashed(f"{one}|{time}"), hashed(f"{other}|{time + 1}")
    assert 0 <= a < b < 2**63


def test_keys_of_made_up_news_do_not_meet(readings: list[Reading]) -> None:
    keys = {k for r in readings for x in reports_of(r) for k in x.keys}
    assert len({hashed(k) for k in keys}) == len(keys) > 400


def test_an_older_ledger_is_numbered_anew(where: str, readings: list[Reading]) -> None:
    def blocks(ledger: Ledger) -> list[tuple[int, int]]:
        with ledger.database.read() as conn:
            return [(r.key, r.report) for r in conn.execute(sa.select(schema.block).order_by(schema.block.c.key, schema.block.c.report))]

    with Ledger(where, create=True) as ledger:
        ledger.add(readings[:20])
        wanted = blocks(ledger)
        with ledger.writing("ingest") as w:
            w.conn.execute(sa.update(schema.block).values(key=-schema.block.c.key - 1))
            w.conn.execute(sa.delete(schema.migration).where(schema.migration.c.name == "0004 keys by time"))
        assert blocks(ledger) != wanted
    with Ledger(where) as ledger:
        assert blocks(ledger) == wanted


def test_bands_of_an_older_ledger_are_numbered_anew(where: str, readings: list[Reading]) -> None:
    band = schema.band

    def bands(ledger: Ledger) -> list[tuple[int, int]]:
        with ledger.database.read() as conn:
            return [(r.key, r.article) for r in conn.execute(sa.select(band).order_by(band.c.key, band.c.article))]

    with Ledger(where, create=True) as ledger:
        ledger.add(readings[:20])
        wanted = bands(ledger)
        with ledger.writing("ingest") as w:
            w.conn.execute(sa.update(band).values(key=-band.c.key - 1))
            w.conn.execute(sa.delete(schema.migration).where(schema.migration.c.name == "0006 bands by time"))
        assert bands(ledger) != wanted
    with Ledger(where) as ledger:
        assert bands(ledger) == wanted
    assert len({k >> REST for k, _ in wanted}) == 2, "one stretch of days, and what undated articles look up"
