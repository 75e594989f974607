"""Reads again what an older selon read: the new reading takes its place beside the old one, which stays."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from selon.errors import UsageError
from selon.ledger import articles
from selon.ledger.database import version
from selon.ledger.store import Ledger
from selon.weaving.figures import Rule
from selon.workflow.ingest import CHUNK, Reads
from selon.workflow.weaving import weave_batch, weave_tallies


@dataclass(slots=True)
class Reread:
    """What a run has done so far: articles read again, and those of them whose reading is another one now."""

    read: int = 0
    changed: int = 0


def reread(ledger: Ledger, reader: Reads, ids: Collection[str] = (), rule: Rule = "latest") -> Iterator[Reread]:
    """Reads again the articles that another version of selon read, or these ones; yields the same growing account after each write."""
    account = Reread()
    left = _due(ledger, ids)
    while left:
        some, left = left[:CHUNK], left[CHUNK:]
        with ledger.database.read() as conn:
            found = articles.standing(conn, some)
        readings = dict(zip(found, reader.read_all(found.values()), strict=True))
        with ledger.writing("reread") as w:
            account.changed += sum(articles.add_reading(w, seq, reading) for seq, reading in readings.items())
            while weave_batch(w, rule):
                pass
        account.read += len(found)
        yield account
    weave_tallies(ledger)


def _due(ledger: Ledger, ids: Collection[str]) -> list[int]:
    with ledger.database.read() as conn:
        if not ids:
            return articles.read_by_others(conn, version())
        known = articles.numbers(conn, ids)
    if missing := sorted(set(ids) - known.keys()):
        raise UsageError(f"there is no article {missing[0]!r}; `selon articles` lists them")
    return sorted(known.values())
