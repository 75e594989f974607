"""Articles into a ledger: what is known is skipped unread, what is new is read, kept and woven, some at a time, each some whole or not
at all. A run that was cut short is taken up by running it again."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

from selon.errors import InputError
from selon.ledger.entries import Added
from selon.ledger.ready import Ready
from selon.ledger.store import Ledger, take_in
from selon.model import Article, Reading
from selon.weaving.figures import Rule
from selon.workflow.weaving import weave_batch, weave_tallies

CHUNK = 64  # articles of one write: few are read again after a crash, many go through the parser together


class Reads(Protocol):
    """Whoever turns articles into readings, one each, in their order; an InputError stands for an article that it fails on."""

    def read_all(self, articles: Iterable[Article]) -> Iterator[Reading | Ready | InputError]:
        """The readings, made ready or not."""
        ...


@dataclass(slots=True)
class Ingested:
    """What a run has done so far. `copies` are those of the new and revised whose words another article had,
    `faults` the inputs that could not be read, each with its reason."""

    new: int = 0
    revised: int = 0
    known: int = 0
    copies: int = 0
    incidents: int = 0
    faults: list[InputError] = field(default_factory=list)

    @property
    def seen(self) -> int:
        """Inputs so far, good and bad."""
        return self.new + self.revised + self.known + len(self.faults)

    def count(self, added: Added) -> None:
        """Adds what one write took in."""
        self.new += len(added.new)
        self.revised += len(added.revised)
        self.known += added.known
        self.copies += added.copies


@dataclass(frozen=True, slots=True)
class _Some:
    """What is written together: the articles to read, how many beside them are known, and what could not be read."""

    new: list[Article]
    known: int
    faults: list[InputError]


class _Ahead:
    """Inputs, some at a time, given out twice: their new articles one by one to whoever reads, as far ahead as that one likes, and then
    each some to whoever writes. An article that comes twice before it is written is read twice and kept once."""

    def __init__(self, ledger: Ledger, found: Iterable[Article | InputError]) -> None:
        self.ledger, self.source = ledger, iter(found)
        self.waiting: deque[_Some] = deque()
        self.unread: deque[Article] = deque()

    def _more(self) -> bool:
        if not (some := list(islice(self.source, CHUNK))):
            return False
        articles = [x for x in some if isinstance(x, Article)]
        known = self.ledger.knows(articles)
        new = [a for a, k in zip(articles, known, strict=True) if not k]
        self.waiting.append(_Some(new, sum(known), [x for x in some if isinstance(x, InputError)]))
        self.unread.extend(new)
        return True

    def articles(self) -> Iterator[Article]:
        """What is to be read, in order."""
        while self.unread or self._more():
            if self.unread:
                yield self.unread.popleft()

    def batches(self) -> Iterator[_Some]:
        """What is to be written, in the same order."""
        while self.waiting or self._more():
            yield self.waiting.popleft()


def ingest(ledger: Ledger, found: Iterable[Article | InputError], reader: Reads, *, weave: bool = True,
           rule: Rule = "latest") -> Iterator[Ingested]:
    """Takes in articles; yields the same growing account after each write. LedgerError where the ledger cannot be written."""
    account = Ingested()
    ahead = _Ahead(ledger, found)
    readings = iter(reader.read_all(ahead.articles()))
    for some in ahead.batches():
        account.known += some.known
        told = [(a, next(readings)) for a in some.new]
        account.faults += [*some.faults, *(r for _, r in told if isinstance(r, InputError))]
        kept = [(a, r) for a, r in told if not isinstance(r, InputError)]
        if kept:
            _keep(ledger, [a for a, _ in kept], [r for _, r in kept], weave, rule, account)
        yield account
    if weave:
        weave_tallies(ledger)


def _keep(ledger: Ledger, articles: Sequence[Article], readings: Sequence[Reading | Ready], weave: bool, rule: Rule,
          account: Ingested) -> None:
    with ledger.writing("ingest") as w:
        added = take_in(w, readings, articles)
        changed = 0
        while weave and (done := weave_batch(w, rule)):
            changed += done.incidents
    account.count(added)
    account.incidents += changed
