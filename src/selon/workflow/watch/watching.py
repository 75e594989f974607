"""Watching: polls, reads, weaves, and sends what the rules say, again and again; stopped at any point, it goes on from there."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

import msgspec

from selon.articles.addresses import item_article
from selon.articles.feeds import Feed
from selon.articles.intake import Intake, to_article
from selon.articles.network import UnreachableError
from selon.articles.polite import BusyError, Polite
from selon.errors import InputError
from selon.ledger.entries import TallyEntry
from selon.ledger.store import Ledger
from selon.model import Article, Incident, Reading
from selon.workflow.watch.polling import later, poll
from selon.workflow.watch.rules import Alert, of_incidents, of_tallies
from selon.workflow.watch.settings import RuleSettings, WatchSettings
from selon.workflow.watch.state import ItemState, State
from selon.workflow.weaving import weave_new

TRIES = 8  # of an article's page, over days; then it is given up and named
FIRST_WAIT = 300.0  # seconds before the second try
BATCH = 50  # articles read and kept at once


@dataclass(slots=True)
class Done:
    """What a round did."""

    polled: int = 0
    announced: int = 0
    ingested: int = 0
    alerts: int = 0
    faults: list[InputError] = field(default_factory=list)


class Watch:
    """All that a round needs. `read` makes readings of articles in their order; `send` brings an alert to a channel, or raises OSError or
    InputError where it cannot for now."""

    def __init__(
        self, settings: WatchSettings, ledger: Ledger, state: State, web: Polite, how: Intake,
        read: Callable[[Iterable[Article]], Iterable[Reading]], send: Callable[[Alert, float, str], None],
        clock: Callable[[], float] = time.time,
    ) -> None:  # fmt: skip
        self.settings, self.ledger, self.state, self.web, self.how = settings, ledger, state, web, how
        self.read, self.send, self.clock = read, send, clock
        self.web.texts.update(state.robots())

    def round(self) -> Done:
        """Everything that is due: feeds, pages, alerts. Nothing is left half done."""
        done = Done()
        for f in self.settings.feed:
            known = self.state.feed(f.url)
            if known.due <= self.clock() and not known.gone:
                new, fault = poll(known, self.web, self.state, self.clock(), f.every or self.settings.every)
                done.polled += 1
                done.announced += new
                done.faults += [fault] if fault else []
        while items := self.state.items("pending", self.clock(), BATCH):
            self._ingest(items, done)
        self.state.put_robots(self.web.texts)
        self._tell(done)
        self._send(done)
        return done

    def forever(self, sleep: Callable[[float], None] = time.sleep) -> Iterator[Done]:
        """Round after round, asleep in between; each is yielded when it is done."""
        while True:
            yield self.round()
            wait = self.state.next_due(f.url for f in self.settings.feed) - self.clock()
            sleep(min(max(wait, 1.0), 3600.0))

    def _article(self, i: ItemState) -> Article:
        title = self.state.feed(i.feed).title
        found = item_article(i.item, Feed(title, ()), self.web)
        if isinstance(found, InputError):
            raise found
        return to_article(found[1], found[0], self.how)

    def _ingest(self, items: Sequence[ItemState], done: Done) -> None:
        """Fetches, reads and keeps articles; an item is moved on only when its article is safe in the ledger."""
        taken: list[tuple[ItemState, Article]] = []
        for i in items:
            if (known := self.state.fetched(i)) is not None:
                self.state.move([(i, known)], "done")
                continue
            try:
                taken.append((i, self._article(i)))
            except InputError as e:
                self._put_off(i, e, done)
        if not taken:
            return
        articles = list({a.id: a for _, a in taken}.values())
        fresh = [a for a, known in zip(articles, self.ledger.knows(articles), strict=True) if not known]
        if fresh:
            self.ledger.add(list(self.read(fresh)), fresh)
        self.state.move([(i, a.id) for i, a in taken], "ingested")
        done.ingested += len(fresh)

    def _put_off(self, i: ItemState, fault: InputError, done: Done) -> None:
        now = self.clock()
        if isinstance(fault, BusyError):
            self.state.put_off(i, str(fault), now + fault.seconds)
        elif isinstance(fault, UnreachableError) and i.tries + 1 < TRIES:
            self.state.put_off(i, str(fault), now + later(FIRST_WAIT, i.tries))
        else:
            self.state.put_off(i, str(fault), None)
            done.faults.append(fault)

    def _tell(self, done: Done) -> None:
        """Weaves, and keeps the alerts that what is new sets off."""
        items = self.state.items("ingested", most=1_000_000)
        if not items:
            return
        for _ in weave_new(self.ledger):
            pass
        incidents, tallies = self._touched(sorted({i.article for i in items if i.article}))
        for alert, refs in of_incidents(self.settings.alert, incidents, self.ledger, self.state):
            done.alerts += self._keep(alert, refs)
        for alert in of_tallies(self.settings.alert, tallies, self.state):
            done.alerts += self._keep(alert, [])
        self.state.move([(i, i.article or "") for i in items], "done")

    def _keep(self, alert: Alert, refs: Sequence[str]) -> int:
        self.state.put_alert(alert.id, alert.rule, self.clock(), msgspec.json.encode(alert), refs)
        return 1

    def _touched(self, articles: Sequence[str]) -> tuple[list[Incident], list[TallyEntry]]:
        """The incidents that these articles tell of, and their tallies."""
        incidents: dict[str, Incident] = {}
        tallies: list[TallyEntry] = []
        for a in articles:
            file = self.ledger.article(a)
            for id in file.membership.incidents if file else ():
                if id not in incidents and (found := self.ledger.incident(id)) is not None:
                    incidents[found.incident.id] = found.incident
            if file:
                r = file.reading
                sources = {c.id: c.source.name for c in r.claims if c.source}
                tallies += [
                    TallyEntry(
                        ref=f"{a}/{t.id}",
                        article=a,
                        tally=t,
                        source=sources.get(t.claim or ""),
                        outlet=r.outlet,
                        published=r.published,
                        disputes=(),
                    )
                    for t in r.tallies
                ]
        return [incidents[i] for i in sorted(incidents)], tallies

    def _send(self, done: Done) -> None:
        """Brings kept alerts to their channels; one that cannot be reached is tried again in the next round."""
        for rule in self.settings.alert:
            for channel in rule.to:
                with suppress(_StoppedError):
                    self._send_all(rule, channel, done)

    def _send_all(self, rule: RuleSettings, channel: str, done: Done) -> None:
        for id, at, body in self.state.unsent(rule.name, channel):
            try:
                self.send(msgspec.json.decode(body, type=Alert), at, channel)
            except HeldError:
                continue
            except (OSError, InputError) as e:
                done.faults.append(InputError(f"channel {channel}", f"alert {id} could not be sent: {e}", "it is tried again"))
                raise _StoppedError from None
            self.state.put_sent(id, channel)


class HeldError(Exception):
    """Raised by `send` for an alert that the rules of sharing hold back for now; it is tried again in the next round."""


class _StoppedError(Exception):
    """A channel that cannot be reached now."""
