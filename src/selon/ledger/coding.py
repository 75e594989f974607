"""Codings of readings by people: each coder's own, and what was settled; a later one stands, earlier ones stay."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

import msgspec
import sqlalchemy as sa

from selon.ledger.access import log
from selon.ledger.database import Database
from selon.ledger.people_schema import coding
from selon.model import Value

C = coding.c


class Coding(Value, frozen=True, kw_only=True):
    """What one person says of one event of one article, field by field; `settles` where it decides between several."""

    article: str
    event: str
    coder: str
    settles: bool
    values: dict[str, str]
    made: datetime


def codings(database: Database, articles: Iterable[str] | None = None) -> tuple[Coding, ...]:
    """The codings that stand, in the order in which they were made."""
    query = sa.select(coding).where(C.superseded.is_(None)).order_by(C.seq)
    if articles is not None:
        query = query.where(C.article.in_(sorted(set(articles))))
    with database.read() as conn:
        return tuple(
            Coding(
                article=r.article,
                event=r.event,
                coder=r.coder,
                settles=bool(r.settles),
                values=msgspec.json.decode(r.values, type=dict[str, str]),
                made=datetime.fromisoformat(r.made),
            )
            for r in conn.execute(query)
        )


def code(database: Database, article: str, event: str, coder: str, values: dict[str, str], settles: bool) -> None:
    """Keeps a coding; the coder's earlier one of the same event is superseded (for what is settled: anybody's)."""
    with database.write("decide") as w:
        seq = w.number(coding)
        same = [C.article == article, C.event == event, C.settles == int(settles), C.superseded.is_(None)]
        if not settles:
            same.append(C.coder == coder)
        w.conn.execute(sa.update(coding).where(*same).values(superseded=seq))
        w.add(
            coding,
            [
                {
                    "seq": seq,
                    "article": article,
                    "event": event,
                    "coder": coder,
                    "settles": int(settles),
                    "values": msgspec.json.encode(dict(sorted(values.items()))).decode(),
                    "made": datetime.now(UTC).isoformat(timespec="microseconds"),
                    "superseded": None,
                }
            ],
        )
        log(w, coder, "settled" if settles else "coded", f"{article}/{event}")
