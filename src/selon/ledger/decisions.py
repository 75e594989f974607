"""What people decided: written once, superseded by a later decision, never deleted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from selon.errors import UsageError
from selon.ledger import schema
from selon.ledger.database import Writing, chunks
from selon.ledger.schema import FOREVER
from selon.model import Decision

D, A, S = schema.decision.c, schema.decision_about.c, schema.settled.c


def of(conn: Connection, about: Collection[str] | None = None, moment: int | None = None) -> tuple[Decision, ...]:
    """The decisions about these things (all, where none is named), superseded ones too, in their order; as of a moment."""
    query = sa.select(schema.decision).order_by(D.seq)
    if about is not None:
        query = query.where(D.seq.in_(sa.select(A.decision).where(A.about.in_(sorted(about)))))
    if moment is not None:
        query = query.where(D.since <= moment)
    rows = conn.execute(query).all()
    things: dict[int, list[str]] = {r.seq: [] for r in rows}
    for part in chunks(things):
        for r in conn.execute(sa.select(schema.decision_about).where(A.decision.in_(part)).order_by(A.decision, A.number)):
            things[r.decision].append(r.about)
    return tuple(
        Decision(id=r.id, kind=r.kind, about=tuple(things[r.seq]), value=r.value, author=r.author, made=datetime.fromisoformat(r.made),
                 reason=r.reason, superseded=r.superseded if moment is None or r.until <= moment else None)
        for r in rows
    )


def add(w: Writing, d: Decision, pairs: Iterable[tuple[str, str]] = (), supersedes: Sequence[str] = ()) -> None:
    """Writes a decision with the pairs of lines that it settles (merge, split), and supersedes earlier ones, by id."""
    if not (d.author.strip() and d.reason.strip()):
        raise UsageError("a decision needs an author and a reason: give --by NAME and --because REASON")
    if w.conn.execute(sa.select(D.seq).where(D.id == d.id)).first():
        raise UsageError(f"decision {d.id!r} exists already")
    seq = w.number(schema.decision)
    w.add(schema.decision, [{
        "seq": seq, "id": d.id, "kind": d.kind, "value": d.value, "author": d.author, "made": d.made.isoformat(), "reason": d.reason,
        "since": w.moment, "until": FOREVER, "superseded": None,
    }])
    w.add(schema.decision_about, [{"decision": seq, "number": n, "about": x} for n, x in enumerate(d.about)])
    ordered = sorted({(min(p), max(p)) for p in pairs if p[0] != p[1]})
    w.add(schema.settled, [{"decision": seq, "a": a, "b": b, "together": int(d.kind == "merge")} for a, b in ordered])
    for part in chunks(supersedes):
        w.conn.execute(sa.update(schema.decision).where(D.id.in_(part), D.until == FOREVER).values(until=w.moment, superseded=d.id))


def settled_by(conn: Connection, decision: str) -> list[tuple[str, str]]:
    """The pairs of lines that a decision settled."""
    rows = conn.execute(sa.select(S.a, S.b).join(schema.decision, D.seq == S.decision).where(D.id == decision).order_by(S.a, S.b))
    return [(r.a, r.b) for r in rows]


def standing(conn: Connection, about: Collection[str]) -> tuple[Decision, ...]:
    """The decisions about these things that hold now."""
    return tuple(d for d in of(conn, about) if d.superseded is None)
