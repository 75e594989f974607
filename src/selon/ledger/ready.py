"""A reading made ready: all of keeping it that needs no ledger. Whoever reads does it, so that whoever writes has less to do."""

from __future__ import annotations

import msgspec

from selon.ledger.keys import hashed
from selon.ledger.packing import pack
from selon.model import Reading, Value
from selon.weaving.origins import Fingerprint, fingerprint, printed
from selon.weaving.reports import TallyReport, reports_of, tallies_of


class Row(Value, frozen=True, kw_only=True):
    """A report as it is kept: its name, the numbers of its blocking keys, its body."""

    ref: str
    keys: tuple[int, ...]
    body: bytes


class Ready(Value, frozen=True, kw_only=True):
    """A reading with its body, without the words of its article; its reports in the order of its events; its tallies; its fingerprint."""

    reading: Reading
    body: bytes
    reports: tuple[Row, ...]
    tallies: tuple[TallyReport, ...]
    sketch: Fingerprint


def ready(reading: Reading) -> Ready:
    """A reading made ready."""
    reports = (Row(ref=r.ref, keys=tuple(sorted({hashed(k) for k in r.keys})), body=pack(r)) for r in reports_of(reading))
    return Ready(
        reading=reading,
        body=pack(msgspec.structs.replace(reading, text="", title=None, url=None)),
        reports=tuple(reports),
        tallies=tallies_of(reading),
        sketch=fingerprint(printed(reading)),
    )


def named(it: Ready, id: str) -> Ready:
    """The same under the name by which the ledger knows the article."""
    return it if it.reading.id == id else ready(msgspec.structs.replace(it.reading, id=id))
