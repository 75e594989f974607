"""Tokens of those who may decide, stored as hashes alone; and the log of what was done with them."""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime

import sqlalchemy as sa

from selon.errors import UsageError
from selon.ledger.database import Database, Writing
from selon.ledger.people_schema import access, audit
from selon.model import Value

A, L = access.c, audit.c
PREFIX = "selon_"


class Token(Value, frozen=True, kw_only=True):
    """Who may decide, since when; the token itself is nowhere."""

    name: str
    made: datetime
    revoked: datetime | None


class Deed(Value, frozen=True, kw_only=True):
    """One line of the log."""

    at: datetime
    who: str
    what: str
    about: str


def _hash(secret: str) -> str:
    """Tokens are long and random, so that a plain hash is enough; there is nothing to guess."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def new_token(database: Database, name: str) -> str:
    """Makes a token for a person or a program; it is shown this once. UsageError where the name is empty or has a token already."""
    if not name.strip() or len(name) > 100:
        raise UsageError(f"token name {name!r}: give a name of 1 to 100 characters")
    secret = PREFIX + secrets.token_urlsafe(32)
    with database.write("decide") as w:
        if w.conn.execute(sa.select(A.seq).where(A.name == name, A.revoked.is_(None))).first():
            raise UsageError(f"token name {name!r} is taken; revoke it first, or choose another")
        w.add(access, [{"seq": w.number(access), "name": name, "hash": _hash(secret), "made": _now(), "revoked": None}])
        log(w, name, "token made", name)
    return secret


def revoke(database: Database, name: str) -> None:
    """Makes the token of a name worthless. UsageError where there is none."""
    with database.write("decide") as w:
        done = w.conn.execute(sa.update(access).where(A.name == name, A.revoked.is_(None)).values(revoked=_now()))
        if not done.rowcount:
            raise UsageError(f"no token is named {name!r}; `selon token list` shows them")
        log(w, name, "token revoked", name)


def tokens(database: Database) -> tuple[Token, ...]:
    """All tokens, oldest first, revoked ones too."""
    with database.read() as conn:
        rows = conn.execute(sa.select(access).order_by(A.seq))
        return tuple(
            Token(name=r.name, made=datetime.fromisoformat(r.made), revoked=datetime.fromisoformat(r.revoked) if r.revoked else None)
            for r in rows
        )


def bearer(database: Database, secret: str) -> str | None:
    """Whose token this is; None where it is nobody's, or revoked."""
    with database.read() as conn:
        return conn.execute(sa.select(A.name).where(A.hash == _hash(secret), A.revoked.is_(None))).scalar()


def log(w: Writing, who: str, what: str, about: str) -> None:
    """Writes down a deed, in the same write as the deed itself."""
    w.add(audit, [{"seq": w.number(audit), "at": _now(), "who": who, "what": what, "about": about[:500]}])


def deeds(database: Database, limit: int = 200) -> tuple[Deed, ...]:
    """The log, newest first."""
    with database.read() as conn:
        rows = conn.execute(sa.select(audit).order_by(L.seq.desc()).limit(limit))
        return tuple(Deed(at=datetime.fromisoformat(r.at), who=r.who, what=r.what, about=r.about) for r in rows)
