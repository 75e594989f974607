"""The tables. What was said is added and never changed; what the ledger makes of it is written in versions, each with when it holds.

A moment is one committed write. `since` and `until` are moments: a row holds at moment m where since <= m < until, and the rows that hold
now have `until` = FOREVER. What one write both made and replaced has `until` = `since`: it is kept, and never held.
Days are ordinals (`date.toordinal`), 0 where there is none, so that they sort last and need no null.
"""

from __future__ import annotations

from typing import get_args

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from selon import model

FOREVER = 2**31 - 1
LONG = 31  # days; incidents that last longer are looked up by their end, which an index by first day cannot serve
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s", "fk": "fk_%(table_name)s_%(column_0_name)s", "pk": "pk_%(table_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s", "ck": "ck_%(table_name)s_%(constraint_name)s",
}
WEIGHT = 10**7  # a death outweighs any number of injured in the order of the worst
metadata = MetaData(naming_convention=NAMING)


def _one_of(column: str, values: object, null: bool = False) -> CheckConstraint:
    allowed = ", ".join(f"'{v}'" for v in get_args(values))
    return CheckConstraint(f"{column} IN ({allowed})" + (f" OR {column} IS NULL" if null else ""), name=column)


def _held() -> tuple[Column[int], Column[int], CheckConstraint]:
    """Since when and until when a row holds."""
    return (
        Column("since", Integer, ForeignKey("moment.id"), nullable=False),
        Column("until", Integer, nullable=False, default=FOREVER),
        CheckConstraint("since <= until", name="held"),
    )


def _days() -> tuple[Column[int], Column[int], CheckConstraint]:
    return (
        Column("first", Integer, nullable=False),
        Column("last", Integer, nullable=False),
        CheckConstraint("first >= 0 AND last >= first", name="days"),
    )


def _seq() -> Column[int]:
    return Column("seq", Integer, primary_key=True, autoincrement=False)


def _ref(column: str, target: str, primary_key: bool = False) -> Column[int]:
    return Column(column, Integer, ForeignKey(target), nullable=False, primary_key=primary_key)


migration = Table(
    "migration", metadata,
    Column("name", Text, primary_key=True), Column("at", Text, nullable=False), Column("selon", Text, nullable=False),
)
moment = Table(
    "moment", metadata,
    Column("id", Integer, primary_key=True, autoincrement=False), Column("at", Text, nullable=False),
    Column("kind", Text, nullable=False), Column("selon", Text, nullable=False), Index(None, "at"),
    CheckConstraint("kind IN ('ingest', 'weave', 'decide', 'release', 'reread')", name="kind"),
)
release = Table(
    "release", metadata,
    Column("name", Text, primary_key=True), _ref("moment", "moment.id"), Column("at", Text, nullable=False),
)

article = Table(
    "article", metadata,
    _seq(), Column("id", Text, nullable=False), Column("version", Integer, nullable=False), Column("digest", Text, nullable=False),
    Column("url", Text), Column("outlet", Text), Column("lang", Text), *_days(), *_held(), Column("body", LargeBinary, nullable=False),
    UniqueConstraint("id", "version"), UniqueConstraint("id", "digest"), Index(None, "url"), Index(None, "until", "first"),
    CheckConstraint("version >= 1", name="version"),
)
origin = Table(
    "origin", metadata,
    _ref("article", "article.seq", primary_key=True), Column("id", Text, nullable=False),
    Column("since", Integer, ForeignKey("moment.id"), primary_key=True), Column("until", Integer, nullable=False, default=FOREVER),
    CheckConstraint("since <= until", name="held"), Index(None, "id", "until"),
)
band = Table(
    "band", metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False), _ref("article", "article.seq", primary_key=True),
    sqlite_with_rowid=False,
)
sketch = Table(
    "sketch", metadata,
    _ref("article", "article.seq", primary_key=True), Column("body", LargeBinary, nullable=False),
)
reading = Table(
    "reading", metadata,
    _seq(), _ref("article", "article.seq"), Column("selon", Text, nullable=False), *_held(), Column("body", LargeBinary, nullable=False),
    Index(None, "article", "until"),
)
report = Table(
    "report", metadata,
    _seq(), Column("ref", Text, nullable=False), Column("line", Text, nullable=False), Column("arrival", BigInteger, nullable=False),
    _ref("article", "article.seq"), _ref("reading", "reading.seq"), Column("woven", Integer, nullable=False, default=0),
    *_held(), Column("body", LargeBinary, nullable=False),
    Index(None, "ref", "until"), Index(None, "line", "until"), Index(None, "article"), Index(None, "woven", "until", "article"),
    CheckConstraint("woven IN (0, 1)", name="woven"),
)
block = Table(
    "block", metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False), _ref("report", "report.seq", primary_key=True),
    sqlite_with_rowid=False,
)
edge = Table(
    "edge", metadata,
    _ref("a", "report.seq", primary_key=True), _ref("b", "report.seq", primary_key=True), Column("likeness", Float, nullable=False),
    Column("why", LargeBinary, nullable=False), Index(None, "b"), CheckConstraint("a <> b", name="two"), sqlite_with_rowid=False,
)
member = Table(
    "member", metadata,
    _ref("report", "report.seq", primary_key=True), Column("incident", Text, nullable=False),
    Column("since", Integer, ForeignKey("moment.id"), primary_key=True), Column("until", Integer, nullable=False, default=FOREVER),
    CheckConstraint("since <= until", name="held"), Index(None, "incident", "until"), sqlite_with_rowid=False,
)
redirect = Table(
    "redirect", metadata,
    Column("old", Text, primary_key=True), Column("new", Text), Column("since", Integer, ForeignKey("moment.id"), primary_key=True),
    Column("until", Integer, nullable=False, default=FOREVER), CheckConstraint("since <= until", name="held"), Index(None, "new"),
)

incident = Table(
    "incident", metadata,
    _seq(), Column("id", Text, nullable=False), *_held(), Column("type", Text, nullable=False), *_days(),
    Column("long", Integer, nullable=False), Column("country", Text), Column("lat", Float), Column("lon", Float),
    Column("x", Float), Column("y", Float), Column("z", Float), Column("cell", BigInteger, nullable=False),
    Column("worst", BigInteger, nullable=False), Column("disputes", Integer, nullable=False), Column("grade", Text),
    Column("roots", Integer, nullable=False), Column("radius", Float), Column("told", Integer, nullable=False),
    Column("hedged", Integer, nullable=False), Column("statuses", Integer, nullable=False), Column("kinds", Integer, nullable=False),
    Column("revised", Integer, nullable=False),
    _one_of("type", model.EventType), _one_of("grade", model.Grade, null=True),
    CheckConstraint("lat BETWEEN -90 AND 90 AND lon BETWEEN -180 AND 180 OR lat IS NULL", name="position"),
    Index(None, "id", "until"), Index("ix_incident_day", "until", "first", "id", "type", "country", "cell", "last", "long"),
    Index("ix_incident_long", "until", "long", "first"), Index("ix_incident_type", "until", "type", "first", "cell"),
    Index("ix_incident_country", "until", "country", "first", "type"), Index("ix_incident_cell", "until", "cell", "first", "type"),
    Index("ix_incident_worst", "until", "worst", "first"), Index("ix_incident_past", "first", "since", "until"),
)
incident_body = Table(
    "incident_body", metadata, _ref("seq", "incident.seq", primary_key=True), Column("body", LargeBinary, nullable=False),
)
name = Table("name", metadata, _seq(), Column("folded", Text, nullable=False, unique=True))
party = Table(
    "party", metadata,
    _ref("name", "name.seq", primary_key=True), Column("first", Integer, primary_key=True, autoincrement=False),
    _ref("incident", "incident.seq", primary_key=True), Index(None, "incident"), sqlite_with_rowid=False,
)
tally = Table(
    "tally", metadata,
    _seq(), Column("ref", Text, nullable=False), _ref("article", "article.seq"), _ref("reading", "reading.seq"),
    Column("what", Text, nullable=False), *_days(), *_held(), Column("due", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False), _one_of("what", model.What), CheckConstraint("due IN (0, 1)", name="due"),
    Index(None, "ref", "until"), Index("ix_tally_until_first", "until", "first", "last", "due", "what"), Index(None, "until", "due"),
    Index(None, "article"),
)
tally_place = Table(
    "tally_place", metadata,
    _ref("tally", "tally.seq", primary_key=True), Column("number", Integer, primary_key=True), Column("country", Text),
    Column("x", Float), Column("y", Float), Column("z", Float), Index(None, "country"),
)
tally_party = Table(
    "tally_party", metadata, _ref("name", "name.seq", primary_key=True), _ref("tally", "tally.seq", primary_key=True),
)
dispute = Table(
    "dispute", metadata,
    _seq(), Column("id", Text, nullable=False), *_held(), Column("about", Text, nullable=False), Column("degree", Text, nullable=False),
    Column("incident", Text), Column("tally", Text), *_days(), Column("body", LargeBinary, nullable=False),
    _one_of("about", model.DisputeAbout), _one_of("degree", model.Degree),
    Index(None, "id", "until"), Index(None, "until", "first"), Index(None, "incident", "until"), Index(None, "tally", "until"),
)

decision = Table(
    "decision", metadata,
    _seq(), Column("id", Text, nullable=False, unique=True), Column("kind", Text, nullable=False), Column("value", Text),
    Column("author", Text, nullable=False), Column("made", Text, nullable=False), Column("reason", Text, nullable=False),
    *_held(), Column("superseded", Text, ForeignKey("decision.id")), _one_of("kind", model.DecisionKind),
    CheckConstraint("length(author) > 0 AND length(reason) > 0", name="signed"),
)
decision_about = Table(
    "decision_about", metadata,
    _ref("decision", "decision.seq", primary_key=True), Column("number", Integer, primary_key=True), Column("about", Text, nullable=False),
    Index(None, "about"),
)
settled = Table(
    "settled", metadata,
    _ref("decision", "decision.seq", primary_key=True), Column("a", Text, primary_key=True), Column("b", Text, primary_key=True),
    Column("together", Integer, nullable=False), CheckConstraint("a < b", name="order"), Index(None, "a"), Index(None, "b"),
)
