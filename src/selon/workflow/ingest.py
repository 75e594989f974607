"""Articles into a ledger: what is known is skipped unread, what is new is read, kept and woven, some at a time, each some whole or not
at all. A run that was cut short is taken up by running it again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

from selon.errors import InputError
from selon.ledger.entries import Added
from selon.ledger.store import Ledger, take_in
from selon.model import Article, Reading
from selon.weaving.figures import Rule
from selon.workflow.weaving import weave_batch, weave_tallies

CHUNK = 64  # articles of one write: few are read again after a crash, many go through the parser together


class Reads(Protocol):
    """Whoever turns articles into readings, one each, in their order."""

    def read_all(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """The readings."""
        ...


@dataclass(slots=True)
class Ingested:
    """What a run has done so far. `faults` are the inputs that could not be read, each with its reason."""

    new: int = 0
    revised: int = 0
    known: int = 0
    incidents: int = 0
    faults: list[InputError] = field(default_factory=list)

    @property
    def seen(self) -> int:
        """Inputs so far, good and bad."""
        return self.new + self.revised + self.known + len(self.faults)


def ingest(ledger: Ledger, found: Iterable[Article | InputError], reader: Reads, *, weave: bool = True,
           rule: Rule = "latest") -> Iterator[Ingested]:
    """Takes in articles; yields the same growing account after each write. LedgerError where the ledger cannot be written."""
    account = Ingested()
    source = iter(found)
    while some := list(islice(source, CHUNK)):
        account.faults += [x for x in some if isinstance(x, InputError)]
        articles = [x for x in some if isinstance(x, Article)]
        known = ledger.knows(articles)
        account.known += sum(known)
        new = [a for a, k in zip(articles, known, strict=True) if not k]
        if new:
            _keep(ledger, new, list(reader.read_all(new)), weave, rule, account)
        yield account
    if weave:
        weave_tallies(ledger)


def _keep(ledger: Ledger, articles: Sequence[Article], readings: Sequence[Reading], weave: bool, rule: Rule, account: Ingested) -> None:
    with ledger.writing("ingest") as w:
        added: Added = take_in(w, readings, articles)
        changed = 0
        while weave and (done := weave_batch(w, rule)):
            changed += done.incidents
    account.new += len(added.new)
    account.revised += len(added.revised)
    account.known += added.known
    account.incidents += changed
