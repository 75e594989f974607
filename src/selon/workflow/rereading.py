"""Reads again what an older selon read: the new reading takes its place beside the old one, which stays."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from selon.errors import InputError, UsageError
from selon.ledger import articles
from selon.ledger.database import version
from selon.ledger.ready import Ready, ready
from selon.ledger.store import Ledger
from selon.model import Article
from selon.weaving.figures import Rule
from selon.workflow.ingest import CHUNK, Reads
from selon.workflow.weaving import weave_batch, weave_tallies


@dataclass(slots=True)
class Reread:
    """What a run has done so far: articles read again, those of them whose reading is another one now, and those it fails on."""

    read: int = 0
    changed: int = 0
    faults: list[InputError] = field(default_factory=list)


def reread(ledger: Ledger, reader: Reads, ids: Collection[str] = (), rule: Rule = "latest") -> Iterator[Reread]:
    """Reads again the articles that another version of selon read, or these ones; yields the same growing account after each write."""
    account = Reread()
    due = _due(ledger, ids)
    readings = iter(reader.read_all(_standing(ledger, due)))
    for some in (due[i : i + CHUNK] for i in range(0, len(due), CHUNK)):
        told = list(zip(some, islice(readings, len(some)), strict=True))
        with ledger.writing("reread") as w:
            good = ((seq, r if isinstance(r, Ready) else ready(r)) for seq, r in told if not isinstance(r, InputError))
            account.changed += sum(articles.add_reading(w, seq, r) for seq, r in good)
            while weave_batch(w, rule):
                pass
        account.faults += [r for _, r in told if isinstance(r, InputError)]
        account.read += sum(not isinstance(r, InputError) for _, r in told)
        yield account
    weave_tallies(ledger)


def _standing(ledger: Ledger, due: Sequence[int]) -> Iterator[Article]:
    for i in range(0, len(due), CHUNK):
        with ledger.database.read() as conn:
            found = articles.standing(conn, due[i : i + CHUNK])
        yield from found.values()


def _due(ledger: Ledger, ids: Collection[str]) -> list[int]:
    with ledger.database.read() as conn:
        if not ids:
            return articles.read_by_others(conn, version())
        known = articles.numbers(conn, ids)
    if missing := sorted(set(ids) - known.keys()):
        raise UsageError(f"there is no article {missing[0]!r}; `selon articles` lists them")
    return sorted(known.values())
