"""The tables of those who work with a ledger: tokens, what was done with them, codings of readings; and who said what, for the sources."""

from __future__ import annotations

from typing import get_args

from sqlalchemy import CheckConstraint, Column, Index, Integer, MetaData, Table, Text, UniqueConstraint

from selon import model
from selon.ledger.schema import metadata as ledger

metadata = MetaData(naming_convention=ledger.naming_convention)

access = Table(
    "access",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("hash", Text, nullable=False, unique=True),
    Column("made", Text, nullable=False),
    Column("revoked", Text),
    CheckConstraint("length(name) > 0", name="name"),
)
audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("about", Text, nullable=False),
    Index(None, "at"),
)
coding = Table(
    "coding",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("article", Text, nullable=False),
    Column("event", Text, nullable=False),
    Column("coder", Text, nullable=False),
    Column("settles", Integer, nullable=False),
    Column("values", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("superseded", Integer),
    UniqueConstraint("article", "event", "coder", "settles", "superseded"),
    Index(None, "article", "event"),
    CheckConstraint("settles IN (0, 1)", name="settles"),
)
speech = Table(
    "speech",
    metadata,
    Column("reading", Integer, primary_key=True, autoincrement=False),
    Column("claim", Text, primary_key=True),
    Column("source", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("stance", Text, nullable=False),
    Index(None, "source"),
    CheckConstraint(f"kind IN ({', '.join(repr(k) for k in get_args(model.SourceKind))})", name="kind"),
)
