"""All incidents of a view, column by column: what a map and a timeline of a hundred thousand need, without opening their bodies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from selon.ledger import schema
from selon.ledger.bits import bits
from selon.model import Incident, Status

I = schema.incident.c  # noqa: E741
DISPUTED, HEDGED, DENIED, GRADED = 1, 2, 4, 8


@dataclass(frozen=True, slots=True)
class Row:
    """One incident; days are ordinals, 0 where there is none."""

    id: str
    lat: float | None
    lon: float | None
    radius: float | None
    first: int
    last: int
    told: int
    type: str
    flags: int
    roots: int


def rows(conn: sa.Connection, seqs: Sequence[int] | sa.Select[Any]) -> list[Row]:
    """The incidents of these versions, in no particular order."""
    flags = (
        sa.case((I.disputes > 0, DISPUTED), else_=0)
        + sa.case((I.hedged > 0, HEDGED), else_=0)
        + sa.case((I.statuses.op("&")(bits(("denied",), Status)) != 0, DENIED), else_=0)
        + sa.case((I.grade.is_not(None), GRADED), else_=0)
    )
    query = sa.select(I.id, I.lat, I.lon, I.radius, I.first, I.last, I.told, I.type, flags, I.roots).where(I.seq.in_(seqs))
    return [Row(*r) for r in conn.execute(query)]


def row_of(i: Incident) -> Row:
    """An incident as a row, for those that are changed before they are shown."""
    p = i.place
    flags = (i.disputes != ()) * DISPUTED + (i.hedged > 0) * HEDGED + ("denied" in i.reported) * DENIED + (i.grade is not None) * GRADED
    first, last = (d.toordinal() if d else 0 for d in (i.start or i.end, i.end or i.start))
    told = i.told.start.toordinal() if i.told else 0
    lat, lon, radius = (p.lat, p.lon, p.radius_km) if p else (None, None, None)
    return Row(i.id, lat, lon, radius, first, last, told, i.type, flags, i.root_sources)
