"""What the ledger says of what it keeps, beyond the nouns of the model."""

from __future__ import annotations

from datetime import datetime

from selon.model import Article, Decision, Incident, Interval, Membership, Reading, Tally, Value, WovenDispute


class ArticleEntry(Value, frozen=True, kw_only=True):
    """One article in a list: its newest version, whose words it carries (`origin`), and the incidents it tells of."""

    id: str
    version: int
    title: str | None
    url: str | None
    outlet: str | None
    lang: str | None
    published: Interval | None
    origin: str
    lead: str | None
    incidents: tuple[str, ...]


class TallyEntry(Value, frozen=True, kw_only=True):
    """One tally of one article; `ref` is "ARTICLE/TALLY", `source` who gave it, by name."""

    ref: str
    article: str
    tally: Tally
    source: str | None
    outlet: str | None
    published: Interval | None
    disputes: tuple[str, ...]


class VersionEntry(Value, frozen=True, kw_only=True):
    """One version of an article, or one reading of it: since when the ledger has it, and which selon made it."""

    version: int
    at: datetime
    selon: str


class ArticleFile(Value, frozen=True, kw_only=True):
    """All the ledger has of one article: as it came in, as it was read, its incidents, the versions of its text and its readings."""

    article: Article
    reading: Reading
    origin: str
    copies: tuple[str, ...]
    membership: Membership
    versions: tuple[VersionEntry, ...]
    readings: tuple[VersionEntry, ...]


class Join(Value, frozen=True, kw_only=True):
    """Why two reports stand in one incident: each feature with its share of the likeness."""

    a: str
    b: str
    likeness: float
    why: tuple[tuple[str, float], ...]


class IncidentFile(Value, frozen=True, kw_only=True):
    """All the ledger has of one incident. `asked` is the id that was asked for, where it was merged into this one."""

    incident: Incident
    disputes: tuple[WovenDispute, ...]
    decisions: tuple[Decision, ...]
    joins: tuple[Join, ...]
    asked: str | None = None


class Step(Value, frozen=True, kw_only=True):
    """One state of an incident: from when it held, until when (null: it holds now), and what wrote it."""

    at: datetime
    until: datetime | None
    kind: str
    selon: str
    incident: Incident


class Release(Value, frozen=True, kw_only=True):
    """A state of the ledger under a name."""

    name: str
    at: datetime
    state: datetime


class Added(Value, frozen=True, kw_only=True):
    """What taking in articles changed: ids of the new, of those with a new version, how many were known, and how many of the new and
    revised carry words that another article had."""

    new: tuple[str, ...] = ()
    revised: tuple[str, ...] = ()
    known: int = 0
    copies: int = 0
