"""How we behave towards other people's servers: robots.txt is obeyed, a host is asked once in a while only, and left alone when it asks."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from protego import Protego

from selon.articles.keeping import Keeper
from selon.articles.network import Fetched, Fetcher, UnreachableError
from selon.errors import InputError

MOST_WAIT = 60.0  # seconds between two requests that a host's robots.txt can ask of us
BUSY = frozenset({429, 503})
AGAIN = 300.0  # seconds a busy host is left alone when it does not say how long
LONGEST = DAY = 86_400.0
MOST_ROBOTS = 500_000  # bytes that are looked at (RFC 9309)
OPEN = ""


class BusyError(UnreachableError):
    """A host that asked to be left alone for `seconds`."""

    def __init__(self, name: str, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(name, f"cannot be fetched: the host asks to be left alone for {seconds:.0f} seconds", "try again then")


def retry_after(stated: str | None, now: float) -> float:
    """Seconds that a Retry-After header asks for (a number, or a date against `now`, Unix time), within a minute and a day."""
    seconds = AGAIN
    if stated and stated.strip().isdigit():
        seconds = float(stated.strip()[:9])
    elif stated:
        with suppress(ValueError, TypeError, IndexError, OverflowError):
            seconds = parsedate_to_datetime(stated).timestamp() - now
    return min(max(seconds, 1.0), LONGEST)


class Polite:
    """A fetcher with manners. One for all that a run fetches, so that hosts are known; what is fetched goes to the keeper."""

    def __init__(
        self, fetcher: Fetcher, keeper: Keeper | None = None, delay: float = 1.0, robots: bool = True,
        clock: Callable[[], float] = time.time, sleep: Callable[[float], None] = time.sleep,
    ) -> None:  # fmt: skip
        self.fetcher, self.keeper, self.delay, self.robots = fetcher, keeper, delay, robots
        self.clock, self.sleep = clock, sleep
        self.texts: dict[str, tuple[float, str]] = {}
        self.rules: dict[str, Protego] = {}
        self.due: dict[str, float] = {}
        self.closed: dict[str, float] = {}

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> Fetched:
        """What the address gives, after the wait its host wants; BusyError, or InputError where robots.txt or the network forbids it."""
        parts = urlsplit(url)
        host = f"{parts.scheme}://{parts.netloc}"
        if (until := self.closed.get(host, 0.0)) > self.clock():
            raise BusyError(url, until - self.clock())
        rules = self._rules(host) if self.robots else Protego.parse(OPEN)
        if not rules.can_fetch(url, self.fetcher.limits.agent):
            raise InputError(url, "is closed to robots (robots.txt)", "save the page and give the file")
        self._wait(host, rules)
        got = self.fetcher.get(url, headers)
        if got.status in BUSY:
            self.leave(host, retry_after(got.header("retry-after"), self.clock()))
            raise BusyError(url, self.closed[host] - self.clock())
        if self.keeper is not None and got.status == 200:
            self.keeper.keep(got)
        return got

    def leave(self, host: str, seconds: float) -> None:
        """Leaves a host (`scheme://netloc`) alone for a while."""
        self.closed[host] = self.clock() + seconds

    def _wait(self, host: str, rules: Protego) -> None:
        now = self.clock()
        wanted = min(max(self.delay, float(rules.crawl_delay(self.fetcher.limits.agent) or 0.0)), MOST_WAIT) if self.delay else 0.0
        if (due := self.due.get(host, 0.0)) > now:
            self.sleep(due - now)
        self.due[host] = max(now, due) + wanted

    def _rules(self, host: str) -> Protego:
        """A host's robots.txt, asked once a day; `texts` has it as it came, with the time. Without one all is open; one that cannot be had
        closes the host for now (RFC 9309)."""
        if host in self.texts and self.clock() - self.texts[host][0] > DAY:
            del self.texts[host]
            self.rules.pop(host, None)
        if host not in self.texts:
            try:
                got = self.fetcher.get(f"{host}/robots.txt")
            except InputError as e:
                raise UnreachableError(f"{host}/robots.txt", e.problem, e.advice) from None
            if got.status in BUSY:
                self.leave(host, retry_after(got.header("retry-after"), self.clock()))
                raise BusyError(f"{host}/robots.txt", self.closed[host] - self.clock())
            if got.status >= 500:
                problem = f"cannot be fetched: the server answers {got.status}"
                raise UnreachableError(f"{host}/robots.txt", problem, "the host is left alone")
            self.texts[host] = self.clock(), got.body[:MOST_ROBOTS].decode("utf-8", "replace") if got.status == 200 else OPEN
        if host not in self.rules:
            self.rules[host] = Protego.parse(self.texts[host][1])
        return self.rules[host]
