"""Whose words an article carries, found among all that the ledger holds when it comes in."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from selon.ledger import schema
from selon.ledger.database import Writing, chunks
from selon.ledger.packing import pack, unpack
from selon.ledger.schema import FOREVER
from selon.ledger.steering import by_number
from selon.weaving.origins import Fingerprint, filed, is_copy, sought

A, B, K, Org, P = schema.article.c, schema.band.c, schema.sketch.c, schema.origin.c, schema.report.c
Copies = dict[int, Fingerprint]


def add_origin(w: Writing, article: int, mine: Fingerprint, before: Collection[int] = ()) -> None:
    """Keeps an article's fingerprint and gives it an origin. Origins that it joins become one, named after the earliest article;
    what told of events under another name is to be woven again, since likeness looks at origins. `before` are its older versions."""
    if before:
        w.conn.execute(sa.update(schema.origin).where(Org.article.in_(before), Org.until == FOREVER).values(until=w.moment))
    copies = _copies(w, mine)
    w.add(schema.sketch, [{"article": article, "body": pack(mine)}])
    w.add(schema.band, [{"key": k, "article": article} for k in filed(mine)])
    family = _family(w, copies)
    everyone = {**family, article: mine}
    name = min(everyone.values(), key=lambda f: (f.published or date.max, f.key)).key
    _rename(w, family, name)
    w.add(schema.origin, [{"article": article, "id": name, "since": w.moment, "until": FOREVER}])


def _sketches(w: Writing, articles: Iterable[int]) -> Copies:
    found: Copies = {}
    for part in chunks(sorted(articles)):
        query = sa.select(K.article, K.body).join(schema.article, A.seq == K.article).where(K.article.in_(part), A.until == FOREVER)
        found |= {r.article: unpack(r.body, Fingerprint) for r in w.conn.execute(by_number(query, schema.article))}
    return found


def _copies(w: Writing, mine: Fingerprint) -> Copies:
    near: set[int] = set()
    for part in chunks(sought(mine)):
        near.update(w.conn.execute(sa.select(B.article).where(B.key.in_(part))).scalars())
    return {s: f for s, f in _sketches(w, near).items() if f.key != mine.key and is_copy(f, mine)}


def _family(w: Writing, copies: Copies) -> Copies:
    """All articles of the origins of these."""
    if not copies:
        return {}
    rows = w.conn.execute(sa.select(Org.id).where(Org.article.in_(sorted(copies)), Org.until == FOREVER)).scalars()
    ids = sorted(set(rows))
    return _sketches(w, w.conn.execute(sa.select(Org.article).where(Org.id.in_(ids), Org.until == FOREVER)).scalars())


def _rename(w: Writing, articles: Iterable[int], name: str) -> None:
    for part in chunks(sorted(articles)):
        rows = w.conn.execute(sa.select(Org.article, Org.since).where(Org.article.in_(part), Org.until == FOREVER, Org.id != name)).all()
        for r in rows:
            same = sa.and_(Org.article == r.article, Org.since == r.since)
            if r.since == w.moment:
                w.conn.execute(sa.update(schema.origin).where(same).values(id=name))
            else:
                w.conn.execute(sa.update(schema.origin).where(same).values(until=w.moment))
                w.add(schema.origin, [{"article": r.article, "id": name, "since": w.moment, "until": FOREVER}])
        changed = [r.article for r in rows]
        if changed:
            w.conn.execute(sa.update(schema.report).where(P.article.in_(changed), P.until == FOREVER).values(woven=0))


def copies(conn: Connection, taken: Collection[str]) -> int:
    """How many of these articles carry words that another had: all of an origin but its first, and all where others had it before."""
    mine: dict[str, int] = {}
    for part in chunks(sorted(set(taken))):
        seqs = [r.seq for r in conn.execute(sa.select(A.seq, A.until).where(A.id.in_(part))) if r.until == FOREVER]
        query = sa.select(Org.id).where(Org.article.in_(seqs), Org.until == FOREVER)
        for name in conn.execute(query).scalars():
            mine[name] = mine.get(name, 0) + 1
    whole: dict[str, int] = {}
    for part in chunks(sorted(mine)):
        query = sa.select(Org.id, sa.func.count()).where(Org.id.in_(part), Org.until == FOREVER).group_by(Org.id)
        whole |= {r[0]: r[1] for r in conn.execute(query)}
    return sum(min(n, whole[name] - 1) for name, n in mine.items())
