"""Blocking keys as numbers: those of one time lie side by side, so that a ledger that grows over years is read and written where its news
is, and not all over the index."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from selon.ledger.packing import unpack
from selon.weaving.reports import Report

TIME, REST = 20, 43  # bits; the sign stays free
SOME = 500  # reports whose keys are made anew at once
# As the change of that name found them, whatever the schema becomes.
REPORT = sa.table("report", sa.column("seq", sa.Integer), sa.column("body", sa.LargeBinary))
BLOCK = sa.table("block", sa.column("key", sa.BigInteger), sa.column("report", sa.Integer))


def hashed(key: str) -> int:
    """A blocking key as a number of 63 bits, its stretch of time (the last part) before the rest; two keys of one number are told apart by
    the report itself."""
    time = int(key.rpartition("|")[2]) % (1 << TIME)
    rest = int.from_bytes(hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()) >> (64 - REST)
    return time << REST | rest


def make_anew(conn: Connection) -> None:
    """The numbers of all keys, for a ledger whose keys were numbered otherwise and are gone."""
    for rows in _reports(conn):
        blocks = [{"key": k, "report": seq} for seq, body in rows for k in sorted({hashed(x) for x in unpack(body, Report).keys})]
        if blocks:
            conn.execute(sa.insert(BLOCK), blocks)


def _reports(conn: Connection) -> Iterator[list[tuple[int, bytes]]]:
    P, last = REPORT.c, 0  # noqa: N806
    while rows := conn.execute(sa.select(P.seq, P.body).where(P.seq > last).order_by(P.seq).limit(SOME)).all():
        yield [(r.seq, r.body) for r in rows]
        last = rows[-1].seq
