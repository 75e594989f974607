"""The written-out changes, in order, give the tables that the schemas describe: on SQLite and on PostgreSQL."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa

from selon.ledger import parts, people_schema, schema
from selon.ledger.migrations import MIGRATIONS
from selon.ledger.store import Ledger

OURS = (schema.metadata, people_schema.metadata, parts.metadata)


def plain(condition: str) -> str:
    """A condition without what a database adds when it tells it back."""
    return re.sub(r"[\s()\"]|::\w+", "", condition).lower()


def told(engine: sa.Engine) -> dict[str, Any]:
    """All that a database says of its tables; the search index over words, which belongs to no schema, left out."""
    look = sa.inspect(engine)
    out: dict[str, Any] = {}
    for table in sorted(look.get_table_names()):
        if table.startswith("article_words"):
            continue
        out[table] = {
            "columns": [(c["name"], str(c["type"]), c["nullable"], c["default"]) for c in look.get_columns(table)],
            "key": look.get_pk_constraint(table)["constrained_columns"],
            "foreign": sorted((*f["constrained_columns"], f["referred_table"], *f["referred_columns"]) for f in look.get_foreign_keys(table)),
            "unique": sorted(tuple(u["column_names"]) for u in look.get_unique_constraints(table)),
            "indexes": sorted((str(i["name"]), *map(str, i["column_names"]), bool(i["unique"])) for i in look.get_indexes(table)),
            "checks": sorted((str(c["name"]), plain(c["sqltext"])) for c in look.get_check_constraints(table)),
        }
    return out


@pytest.fixture(params=["sqlite", "postgresql"])
def engines(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[sa.Engine, sa.Engine]]:
    """A ledger as the changes make it, and an empty database for what the schemas describe."""
    if request.param == "sqlite":
        Ledger(tmp_path / "made.selon", create=True).close()
        pair = tuple(sa.create_engine(f"sqlite:///{tmp_path / name}") for name in ("made.selon", "described.db"))
    else:
        address = request.getfixturevalue("cluster")
        with psycopg.connect(address + "postgres", autocommit=True) as conn:
            for name in ("made", "described"):
                conn.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
        Ledger(address + "made", create=True).close()
        pair = tuple(sa.create_engine(address.replace("postgresql:", "postgresql+psycopg:") + name) for name in ("made", "described"))
    yield pair[0], pair[1]
    for engine in pair:
        engine.dispose()


def test_changes_give_what_the_schemas_describe(engines: tuple[sa.Engine, sa.Engine]) -> None:
    made, described = engines
    for metadata in OURS:
        metadata.create_all(described)
    wanted = told(described)
    assert len(wanted) > 25
    assert sum(len(t["checks"]) for t in wanted.values()) > 25
    assert told(made) == wanted
    if made.dialect.name == "sqlite":
        assert rowless(made) == rowless(described) != set()


def rowless(engine: sa.Engine) -> set[str]:
    """SQLite's tables that are kept in the order of their key."""
    with engine.connect() as conn:
        return set(conn.exec_driver_sql("SELECT name FROM sqlite_master WHERE sql LIKE '%WITHOUT ROWID%' AND name NOT LIKE 'article_words%'").scalars())


def test_every_change_is_written_out() -> None:
    """And none of them reads a schema that may move."""
    folder = Path(schema.__file__).parent / "made"
    assert len(sorted(folder.glob("*.sql"))) == 2 * len(MIGRATIONS)
    assert "create_all" not in Path(schema.__file__).with_name("migrations.py").read_text(encoding="utf-8")
