"""Large inputs into a ledger, part by part: whoever reads the parts, one process writes them, in the order of the inputs, each in one
write with the record that it is done. So a part is in the ledger once or not at all, and a run that was cut short is taken up by
running it again; what is done is not even read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from selon.articles.parts import Part
from selon.errors import InputError
from selon.ledger import parts
from selon.ledger.ready import Ready
from selon.ledger.store import Ledger, take_in
from selon.model import Article, Reading
from selon.weaving.figures import Rule
from selon.workflow.ingest import Ingested
from selon.workflow.weaving import weave_batch, weave_tallies

Told = tuple[Article, Reading | Ready] | InputError


@dataclass(frozen=True, slots=True)
class ReadPart:
    """A part with the articles and readings of its items, or their faults, in order. `done` is false where the part could not be read
    as a whole, so that it is to be tried again."""

    part: Part | None
    told: tuple[Told, ...]
    done: bool = True


def still_due(ledger: Ledger) -> Callable[[list[Part]], list[Part]]:
    """Leaves out of the parts of one file those that the ledger has."""

    def due(file: list[Part]) -> list[Part]:
        with ledger.database.read() as conn:
            have = parts.done(conn, file[0].source, file[0].mark)
        return [p for p in file if (p.first, p.last) not in have]

    return due


def ingest_parts(ledger: Ledger, read: Iterable[ReadPart], *, weave: bool = True, rule: Rule = "latest") -> Iterator[Ingested]:
    """Takes in what was read; yields the same growing account after each part. LedgerError where the ledger cannot be written."""
    account = Ingested()
    for some in read:
        account.faults += [x for x in some.told if isinstance(x, InputError)]
        _keep(ledger, some, weave, rule, account)
        yield account
    if weave:
        weave_tallies(ledger)


def _keep(ledger: Ledger, some: ReadPart, weave: bool, rule: Rule, account: Ingested) -> None:
    pairs = [x for x in some.told if not isinstance(x, InputError)]
    with ledger.writing("ingest") as w:
        added = take_in(w, [r for _, r in pairs], [a for a, _ in pairs])
        changed = 0
        while weave and (done := weave_batch(w, rule)):
            changed += done.incidents
        if some.part and some.done:
            parts.keep(w, some.part.source, some.part.mark, some.part.first, some.part.last)
    account.count(added)
    account.incidents += changed
