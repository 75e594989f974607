"""Who said what: one row a claim with a source, so that the sources can be counted without opening the readings."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import sqlalchemy as sa

from selon.ledger import schema
from selon.ledger.database import Database, Writing
from selon.ledger.people_schema import speech
from selon.ledger.schema import FOREVER
from selon.model import Interval, Reading, Value
from selon.weaving.sources import known_as

S, R, A = speech.c, schema.reading.c, schema.article.c


class Spoken(Value, frozen=True, kw_only=True):
    """A source by name: its commonest kind, its claims, the articles and outlets they stand in."""

    name: str
    kind: str
    claims: int
    articles: int
    outlets: tuple[str, ...]


class Utterance(Value, frozen=True, kw_only=True):
    """One claim of a source, by article."""

    article: str
    claim: str
    stance: str
    published: Interval | None


def add_speech(w: Writing, seq: int, reading: Reading) -> None:
    """Writes down who speaks in a reading, the row of which has the number `seq`."""
    said = [
        {"reading": seq, "claim": c.id, "source": known_as(c.source.name).replace("\0", ""), "kind": c.source.kind, "stance": c.stance}
        for c in reading.claims
        if c.source is not None
    ]
    w.add(speech, said)


def _now() -> sa.FromClause:
    return speech.join(schema.reading, R.seq == S.reading).join(schema.article, A.seq == R.article)


def speakers(database: Database, names: Collection[str] | None = None) -> tuple[Spoken, ...]:
    """Every source of the readings that stand, the most talkative first."""
    only = [R.until == FOREVER, A.until == FOREVER, *([S.source.in_(sorted(names))] if names is not None else [])]
    kinds = sa.select(S.source, S.kind, sa.func.count().label("n")).select_from(_now()).where(*only).group_by(S.source, S.kind)
    seen = (
        sa.select(S.source, A.outlet, sa.func.count(sa.distinct(A.seq)).label("n"))
        .select_from(_now())
        .where(*only)
        .group_by(S.source, A.outlet)
    )
    with database.read() as conn:
        counted: dict[str, list[tuple[int, str]]] = {}
        for r in conn.execute(kinds):
            counted.setdefault(r.source, []).append((r.n, r.kind))
        through: dict[str, list[tuple[int, str]]] = {}
        for r in conn.execute(seen):
            through.setdefault(r.source, []).append((r.n, r.outlet or ""))
    found = [
        Spoken(
            name=name,
            kind=min(k, key=lambda x: (-x[0], x[1]))[1],
            claims=sum(n for n, _ in k),
            articles=sum(n for n, _ in through[name]),
            outlets=tuple(o for _, o in sorted(through[name], key=lambda x: (-x[0], x[1])) if o),
        )
        for name, k in counted.items()
    ]
    return tuple(sorted(found, key=lambda s: (-s.claims, s.name)))


def interval(first: int, last: int) -> Interval | None:
    """Two ordinals as days; none where the first is 0."""
    return Interval(start=date.fromordinal(first), end=date.fromordinal(last)) if first else None


def utterances(database: Database, name: str, limit: int = 200) -> tuple[Utterance, ...]:
    """What a source said, newest first."""
    query = (
        sa.select(A.id, S.claim, S.stance, A.first, A.last)
        .select_from(_now())
        .where(S.source == name, R.until == FOREVER, A.until == FOREVER)
    )
    with database.read() as conn:
        rows = conn.execute(query.order_by(A.first.desc(), A.id, S.claim).limit(limit)).all()
    return tuple(Utterance(article=r.id, claim=r.claim, stance=r.stance, published=interval(r.first, r.last)) for r in rows)
