"""What a person asks of the ledger, apart from the form in which it is executed (binding.py)."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Literal, get_args

from selon.errors import UsageError
from selon.ledger.globe import Near
from selon.model import EventType, Grade, SourceKind, Status

Order = Literal["newest", "worst"]
MOST_KM = 20_040.0  # half the way around the world


def near(text: str) -> Near:
    """`LAT,LON,KM` as a circle; UsageError says what is wrong."""
    try:
        lat, lon, km = (float(part) for part in text.split(","))
    except ValueError:
        raise UsageError(f"--near {text!r}: give LAT,LON,KM, e.g. 34.5,40.9,50") from None
    return Near(lat, lon, km)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Wishes; all that are given must hold. Nothing given asks for everything.

    `since`, `until`: days, both inclusive; an incident counts that may have happened on one of them, an article published then.
    `as_of`: a time, or the name of a release: the ledger as it was then. `near`: the centre of the place lies in the circle.
    `country`: ISO 3166-1 alpha-2 codes. `type`: event types. `actor`: part of a name of an actor, target or accused.
    `text`: words of the articles; all must be there, "words in a row" in quotation marks, `word*` for what begins so.
    `disputed`, `grade`, `status` (a voice tells it so), `source_kind` (of a root source), `killed_min` (the best figure) and `order` are
    for incidents, `lang` is for articles; `outlet` prints the article, or one of the incident's.
    """

    since: date | None = None
    until: date | None = None
    as_of: datetime | date | str | None = None
    near: Near | None = None
    country: tuple[str, ...] = ()
    type: tuple[EventType, ...] = ()
    actor: str | None = None
    text: str | None = None
    disputed: bool | None = None
    grade: tuple[Grade, ...] = ()
    order: Order = "newest"
    outlet: str | None = None
    lang: str | None = None
    status: Status | None = None
    source_kind: SourceKind | None = None
    killed_min: int | None = None

    def __post_init__(self) -> None:
        faults = list(self._faults())
        if faults:
            raise UsageError("; ".join(faults))

    def _faults(self) -> list[str]:
        faults = []
        if self.since and self.until and self.since > self.until:
            faults.append(f"--since {self.since} is after --until {self.until}")
        if bad := [c for c in self.country if not re.fullmatch(r"[A-Z]{2}", c)]:
            faults.append(f"--country {bad[0]!r}: give the two capital letters of ISO 3166-1, e.g. SY")
        if bad := [t for t in self.type if t not in get_args(EventType)]:
            faults.append(f"--type {bad[0]!r}: there are {', '.join(get_args(EventType))}")
        if bad := [g for g in self.grade if g not in get_args(Grade)]:
            faults.append(f"--grade {bad[0]!r}: there are {', '.join(get_args(Grade))}")
        if n := self.near:
            if not (abs(n.lat) <= 90 and abs(n.lon) <= 180 and 0 < n.km <= MOST_KM):
                faults.append(f"--near {n.lat},{n.lon},{n.km}: latitude to 90, longitude to 180, kilometres above 0 and to {MOST_KM:.0f}")
        if self.status and self.status not in get_args(Status):
            faults.append(f"status {self.status!r}: there are {', '.join(get_args(Status))}")
        if self.source_kind and self.source_kind not in get_args(SourceKind):
            faults.append(f"source kind {self.source_kind!r}: there are {', '.join(get_args(SourceKind))}")
        if self.killed_min is not None and not 0 <= self.killed_min < 10**7:
            faults.append(f"killed, at least {self.killed_min}: give 0 to 9,999,999")
        if self.order not in get_args(Order):
            faults.append(f"order {self.order!r}: there are {', '.join(get_args(Order))}")
        return faults

    @classmethod
    def names(cls) -> frozenset[str]:
        """The names of all wishes."""
        return frozenset(f.name for f in fields(cls))
