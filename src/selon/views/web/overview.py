"""Routes of the overview: what can be chosen from, the columns of map and timeline, the list."""

from __future__ import annotations

from datetime import date
from typing import Annotated, get_args

from fastapi import APIRouter, HTTPException, Query, Request, Response

from selon import __version__
from selon.ledger import page
from selon.ledger.columns import Row, row_of
from selon.model import EventType, Incident, SourceKind
from selon.views.sharing import Told
from selon.views.web import values as v
from selon.views.web.context import Context, Here
from selon.views.web.filters import Filters, Listed
from selon.views.web.schemas import answer
from selon.views.web.tables import written

router = APIRouter(tags=["incidents"])
EPOCH = date(1970, 1, 1).toordinal()
TYPES: tuple[str, ...] = get_args(EventType)
MOST_CHOICES = 300
MEDIA = {"json": "application/json", "csv": "text/csv; charset=utf-8", "geojson": "application/geo+json"}


@router.get("/meta", responses=answer(v.Meta, "How much there is, and what can be chosen from"))
def meta(request: Request, here: Here) -> Response:
    """How much the ledger holds, and what filters can be set to."""

    def make() -> v.Meta:
        choices = page.choices(here.ledger, MOST_CHOICES)
        return v.Meta(
            version=__version__,
            public=here.settings.public,
            ledger=here.ledger.database.dialect.where.rpartition("/")[2],
            articles=here.ledger.articles().count(),
            incidents=here.ledger.incidents().count(),
            types=TYPES,
            actors=choices.actors,
            outlets=choices.outlets,
            countries=choices.countries,
            kinds=get_args(SourceKind),
            tiles=here.settings.tiles,
        )

    return here.answers.send(request, make)


def _day(ordinal: int) -> int | None:
    return ordinal - EPOCH if ordinal else None


def columns(rows: list[Row], version: str) -> v.Overview:
    """Rows as columns; positions in a ten-thousandth of a degree (ten metres)."""
    types = sorted({r.type for r in rows})
    number = {t: n for n, t in enumerate(types)}
    return v.Overview(
        version=version,
        types=tuple(types),
        id=[r.id for r in rows],
        lat=[None if r.lat is None else round(r.lat, 4) for r in rows],
        lon=[None if r.lon is None else round(r.lon, 4) for r in rows],
        radius=[None if r.radius is None else round(r.radius, 1) for r in rows],
        start=[_day(r.first) for r in rows],
        end=[_day(r.last) for r in rows],
        published=[_day(r.told) for r in rows],
        type=[number[r.type] for r in rows],
        flags=[r.flags for r in rows],
        roots=[r.roots for r in rows],
    )


@router.get("/overview", responses=answer(v.Overview, "All incidents of a view, column by column", 404))
def overview(request: Request, here: Here, asked: Annotated[Filters, Query()]) -> Response:
    """All incidents that match, column by column, for map and timeline."""

    def make() -> v.Overview:
        query = asked.query()
        if not here.settings.public:
            return columns(page.columns(here.ledger, query), here.answers.state())
        return columns([row_of(t.incident) for t in here.sharing().all(map(Told, here.ledger.incidents(query)))], here.answers.state())

    return here.answers.send(request, make)


def media(asked: str | None, request: Request) -> str:
    """The format that is wanted: by name, or by the Accept header; 406 where there is no such."""
    if asked:
        return asked
    accepted = [a.partition(";")[0].strip().lower() for a in request.headers.get("accept", "*/*").split(",")]
    for a in accepted:
        for name, kind in MEDIA.items():
            if a == kind.partition(";")[0]:
                return name
    if any(a in ("*/*", "application/*", "") for a in accepted):
        return "json"
    raise HTTPException(406, f"there are {', '.join(k.partition(';')[0] for k in MEDIA.values())}")


@router.get("/incidents", responses=answer(v.Listing[Incident], "Incidents; with Accept or format also CSV and GeoJSON", 406, tables=True))
def incidents(request: Request, here: Here, asked: Annotated[Listed, Query()]) -> Response:
    """Incidents, newest or worst first, page by page."""
    wanted = media(asked.format, request)
    if wanted == "json":
        return here.answers.send(request, lambda: _listing(here, asked))

    def make() -> bytes:
        return written(_told(here, asked)[0], wanted)

    return here.answers.send(request, make, MEDIA[wanted], f"incidents.{wanted}")


def _told(here: Context, asked: Listed) -> tuple[list[Told], str | None, int | None]:
    """A page of incidents as they may be seen, the cursor of the next, and how many there are (not said where some are held back)."""
    results = here.ledger.incidents(asked.query(asked.order))
    found = results.page(asked.limit, asked.cursor)
    total = None if asked.cursor or here.settings.public else results.count()
    return [t for i in found.items if (t := here.seen(i)) is not None], found.next, total


def _listing(here: Context, asked: Listed) -> v.Listing[Incident]:
    told, cursor, total = _told(here, asked)
    return v.Listing[Incident](items=tuple(t.incident for t in told), next=cursor, total=total)
