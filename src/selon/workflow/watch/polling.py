"""Asking feeds: each when it is due, with what it said last (ETag, Last-Modified), ever more seldom while it fails."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import msgspec

from selon.articles.feeds import Item, read_feed
from selon.articles.network import Fetched
from selon.articles.polite import BusyError, Polite
from selon.errors import InputError
from selon.workflow.watch.state import FeedState, State

LONGEST = 86_400.0  # seconds; a feed that fails is asked once a day at least
GONE = 410
UNCHANGED = 304


def digest(item: Item) -> str:
    """Tells whether an item changed: its title, date, address and text."""
    return hashlib.sha256(msgspec.json.encode(item)).hexdigest()[:32]


def twin(item: Item) -> str | None:
    """The same for one article announced by two feeds; null where it is told by its text and not by its address."""
    told = (item.url, item.title, item.published)
    return None if item.full or item.url is None else hashlib.sha256(msgspec.json.encode(told)).hexdigest()[:32]


def later(every: float, failures: int) -> float:
    """Seconds until a feed that failed so often in a row is asked again: twice as long each time, a day at most."""
    return min(every * float(1 << min(failures, 20)), max(LONGEST, every))


def poll(f: FeedState, web: Polite, state: State, now: float, every: float) -> tuple[int, InputError | None]:
    """Asks one feed and keeps what it announced: how many items are new or changed, and the fault where it failed."""
    given = {"If-None-Match": f.etag, "If-Modified-Since": f.modified}
    try:
        got = web.get(f.moved_to or f.url, {k: v for k, v in given.items() if v})
        if got.status == GONE:
            state.put_feed(replace(f, gone=True))
            return 0, InputError(f.url, "is gone for good (410)", "take it out of the file")
        if got.status == UNCHANGED:
            state.put_feed(replace(f, due=now + every, failures=0))
            return 0, None
        return _take(f, got, state, now + every), None
    except BusyError as e:
        state.put_feed(replace(f, due=now + max(every, e.seconds)))
        return 0, e
    except InputError as e:
        failed = f.failures + 1
        state.put_feed(replace(f, due=now + later(every, failed), failures=failed))
        return 0, e


def _take(f: FeedState, got: Fetched, state: State, due: float) -> int:
    if got.status != 200:
        raise InputError(f.url, f"cannot be fetched: the server answers {got.status}", "it is asked again later")
    feed = read_feed(got.body, f.url, got.url)
    known = FeedState(
        f.url, got.moved_to or f.moved_to, got.header("etag"), got.header("last-modified"), due, title=feed.title
    )  # fmt: skip
    return state.put_feed(known, [(i, digest(i), twin(i)) for i in feed.items])
