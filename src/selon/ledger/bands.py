"""The bands of fingerprints made anew, by time, so that a ledger that grows over years is written where its news is."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from selon.ledger.packing import unpack
from selon.weaving.origins import Fingerprint, filed

SOME = 500  # articles whose bands are made anew at once
# As the change of that name found them, whatever the schema becomes.
SKETCH = sa.table("sketch", sa.column("article", sa.Integer), sa.column("body", sa.LargeBinary))
BAND = sa.table("band", sa.column("key", sa.BigInteger), sa.column("article", sa.Integer))


def make_anew(conn: Connection) -> None:
    """The bands of all articles, for a ledger whose bands were numbered otherwise and are gone."""
    S, last = SKETCH.c, 0  # noqa: N806
    while rows := conn.execute(sa.select(S.article, S.body).where(S.article > last).order_by(S.article).limit(SOME)).all():
        bands = [{"key": k, "article": r.article} for r in rows for k in filed(unpack(r.body, Fingerprint))]
        if bands:
            conn.execute(sa.insert(BAND), bands)
        last = rows[-1].article
