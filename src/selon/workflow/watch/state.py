"""What watching remembers between polls and restarts, in a SQLite file of its own beside the ledger.

A feed is due at a time; an item goes from `pending` (announced) over `ingested` (in the ledger) to `done` (alerts were looked for), or to
`failed`. Each step is committed after what it stands for is safe, so that a crash repeats a step that changes nothing rather than lose one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from selon.articles.feeds import Item
from selon.errors import UsageError

FORM = 1
TABLES = """
create table if not exists feed (url text primary key, moved_to text, etag text, modified text,
  due real not null default 0, failures integer not null default 0, gone integer not null default 0, title text);
create table if not exists item (feed text not null, key text not null, digest text not null, state text not null,
  due real not null default 0,
  tries integer not null default 0, body blob not null, twin text, article text, fault text, primary key (feed, key));
create index if not exists item_state on item (state, due);
create index if not exists item_twin on item (twin);
create table if not exists robots (host text primary key, at real not null, body text not null);
create table if not exists alert (id text primary key, rule text not null, at real not null, body blob not null);
create table if not exists sent (alert text not null, channel text not null, primary key (alert, channel));
create table if not exists told (rule text not null, ref text not null, primary key (rule, ref));
create table if not exists height (rule text not null, key text not null, low integer not null, primary key (rule, key));
"""


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is known of a feed: where it moved for good, what it said of itself, when it is due, how often it failed in a row."""

    url: str
    moved_to: str | None = None
    etag: str | None = None
    modified: str | None = None
    due: float = 0.0
    failures: int = 0
    gone: bool = False
    title: str | None = None


@dataclass(frozen=True, slots=True)
class ItemState:
    """An announced article on its way."""

    feed: str
    key: str
    item: Item
    tries: int
    article: str | None


class State:
    """The file. Usable by one process at a time: a second one is refused, lest both ask and tell the same."""

    def __init__(self, path: Path) -> None:
        try:
            self.db = sqlite3.connect(path, timeout=1.0, isolation_level="IMMEDIATE")
            self.db.execute("pragma locking_mode = exclusive")
            self.db.execute("pragma journal_mode = wal")
            form = self.db.execute("pragma user_version").fetchone()[0]
            if form not in (0, FORM):
                raise UsageError(f"{path}: is of another version of selon (form {form}, ours is {FORM}); start a new one with --state")
            self.db.executescript(TABLES + f"pragma user_version = {FORM};")
        except sqlite3.OperationalError as e:
            raise UsageError(f"{path}: cannot be used ({e}); is another `selon watch` running on it?") from None
        except sqlite3.DatabaseError as e:
            raise UsageError(f"{path}: is no file of `selon watch` ({e})") from None

    def close(self) -> None:
        """Gives the file back."""
        self.db.close()

    # feeds

    def feed(self, url: str) -> FeedState:
        """What is known of a feed; of a new one, that it is due."""
        row = self.db.execute("select moved_to, etag, modified, due, failures, gone, title from feed where url = ?", (url,)).fetchone()
        return FeedState(url, row[0], row[1], row[2], row[3], row[4], bool(row[5]), row[6]) if row else FeedState(url)

    def put_feed(self, f: FeedState, announced: Iterable[tuple[Item, str, str | None]] = ()) -> int:
        """Keeps a feed and what it announced, with digests and twins; the number of items that are new or changed. All or nothing."""
        with self.db:
            self.db.execute(
                "insert or replace into feed (url, moved_to, etag, modified, due, failures, gone, title) values (?, ?, ?, ?, ?, ?, ?, ?)",
                (f.url, f.moved_to, f.etag, f.modified, f.due, f.failures, int(f.gone), f.title),
            )
            return sum(self._announce(f.url, *told) for told in announced)

    def _announce(self, feed: str, item: Item, digest: str, twin: str | None) -> bool:
        known = self.db.execute("select digest from item where feed = ? and key = ?", (feed, item.key)).fetchone()
        if known and known[0] == digest:
            return False
        body = msgspec.json.encode(item)
        query = "insert or replace into item (feed, key, digest, state, body, twin) values (?, ?, ?, 'pending', ?, ?)"
        self.db.execute(query, (feed, item.key, digest, body, twin))
        return True

    # items

    def items(self, state: str, now: float = float("inf"), most: int = 200) -> list[ItemState]:
        """Items in a state that are due, the longest waiting first."""
        rows = self.db.execute(
            "select feed, key, body, tries, article from item where state = ? and due <= ? order by due, rowid limit ?", (state, now, most)
        ).fetchall()
        return [ItemState(r[0], r[1], msgspec.json.decode(r[2], type=Item), r[3], r[4]) for r in rows]

    def fetched(self, i: ItemState) -> str | None:
        """The article of the same page where another feed announced it first."""
        query = """select other.article from item join item as other on other.twin = item.twin and other.state in ('ingested', 'done')
          where item.feed = ? and item.key = ? limit 1"""
        row = self.db.execute(query, (i.feed, i.key)).fetchone()
        return row[0] if row else None

    def move(self, items: Iterable[tuple[ItemState, str]], state: str) -> None:
        """Items on to a state, each with its article's id."""
        with self.db:
            self.db.executemany(
                "update item set state = ?, article = ? where feed = ? and key = ?", [(state, a, i.feed, i.key) for i, a in items]
            )

    def put_off(self, i: ItemState, fault: str, due: float | None) -> None:
        """An item that failed: to be tried again at a time, or given up where there is none."""
        state = "failed" if due is None else "pending"
        with self.db:
            self.db.execute(
                "update item set state = ?, due = ?, tries = tries + 1, fault = ? where feed = ? and key = ?",
                (state, due or 0.0, fault, i.feed, i.key),
            )

    def next_due(self, feeds: Iterable[str]) -> float:
        """When there is something to do again."""
        pending = self.db.execute("select min(due) from item where state = 'pending'").fetchone()[0]
        times = [f.due for f in map(self.feed, feeds) if not f.gone] + ([pending] if pending is not None else [])
        return min(times, default=float("inf"))

    # robots.txt

    def robots(self) -> dict[str, tuple[float, str]]:
        """Each host's robots.txt with the time it was asked."""
        return {h: (at, body) for h, at, body in self.db.execute("select host, at, body from robots")}

    def put_robots(self, texts: dict[str, tuple[float, str]]) -> None:
        """Keeps them."""
        with self.db:
            self.db.executemany(
                "insert or replace into robots values (?, ?, ?)", [(h, at, body) for h, (at, body) in sorted(texts.items())]
            )

    # alerts

    def told(self, rule: str, refs: Iterable[str]) -> bool:
        """Whether a rule was set off by any of these before."""
        return any(self.db.execute("select 1 from told where rule = ? and ref = ?", (rule, r)).fetchone() for r in refs)

    def height(self, rule: str, key: str) -> int | None:
        """The highest count of a tally that a rule has seen."""
        row = self.db.execute("select low from height where rule = ? and key = ?", (rule, key)).fetchone()
        return row[0] if row else None

    def put_height(self, rule: str, key: str, low: int) -> None:
        """Keeps it."""
        with self.db:
            self.db.execute("insert or replace into height values (?, ?, ?)", (rule, key, low))

    def put_alert(self, id: str, rule: str, at: float, body: bytes, refs: Iterable[str]) -> None:
        """Keeps an alert to be sent, and what set it off, together."""
        with self.db:
            self.db.execute("insert or ignore into alert values (?, ?, ?, ?)", (id, rule, at, body))
            self.db.executemany("insert or ignore into told values (?, ?)", [(rule, r) for r in refs])

    def alerts(self, rules: Iterable[str] | None = None, most: int = 200) -> list[tuple[str, str, float, bytes]]:
        """The last alerts (of these rules), oldest first: id, rule, time, body."""
        wanted = None if rules is None else set(rules)
        rows = self.db.execute("select id, rule, at, body from alert order by at desc, rowid desc").fetchall()
        return [r for r in rows if wanted is None or r[1] in wanted][:most][::-1]

    def unsent(self, rule: str, channel: str) -> list[tuple[str, float, bytes]]:
        """A rule's alerts that a channel has not had: id, time, body."""
        query = "select id, at, body from alert where rule = ? and id not in (select alert from sent where channel = ?) order by at, rowid"
        return self.db.execute(query, (rule, channel)).fetchall()

    def put_sent(self, id: str, channel: str) -> None:
        """An alert has reached a channel."""
        with self.db:
            self.db.execute("insert or ignore into sent values (?, ?)", (id, channel))
