"""Routes of one incident and one article."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Query, Request, Response

from selon.ledger.entries import ArticleEntry, IncidentFile
from selon.model import Incident, WovenDispute
from selon.views.sharing import Told
from selon.views.web import values as v
from selon.views.web.context import Context, Here
from selon.views.web.evidence import Readings, dispute_views, neighbour, neighbours, report_views
from selon.views.web.filters import Listed
from selon.views.web.overview import MEDIA
from selon.views.web.schemas import answer
from selon.views.web.shown import shown_reading
from selon.views.web.tables import written

router = APIRouter(tags=["incidents"])


def _file(here: Context, id: str) -> tuple[IncidentFile, Told]:
    """All of one incident, and what of it may be seen; 404 where there is nothing to be seen."""
    file = here.ledger.incident(id)
    told = here.seen(file.incident, file.disputes) if file else None
    if file is None or told is None:
        raise HTTPException(404, f"there is no incident {id!r}")
    return file, told


@router.get("/incidents/{id}", responses=answer(Incident, "One incident", 404, tables=True))
def incident(request: Request, here: Here, id: str, format: Literal["json", "csv", "geojson"] = "json") -> Response:
    """One incident; an id that was merged gives the one that stands."""
    told = _file(here, id)[1]
    if format == "json":
        return here.answers.send(request, lambda: told.incident)
    return here.answers.send(request, lambda: written([told], format), MEDIA[format], f"incident.{format}")


@router.get("/incidents/{id}/view", responses=answer(v.IncidentView, "One incident with all its evidence", 404))
def view(request: Request, here: Here, id: str) -> Response:
    """One incident with its reports' words, disputes, decisions and neighbours."""
    file, told = _file(here, id)

    def make() -> v.IncidentView:
        readings = Readings(here.ledger, here.settings)
        near = (here.seen(o) for o in neighbours(here.ledger, file.incident))
        return v.IncidentView(
            incident=told.incident,
            disputes=dispute_views(told.disputes, readings),
            reports=tuple(report_views(file.incident, readings)),
            decisions=file.decisions,
            neighbours=tuple(neighbour(told.incident, t.incident) for t in near if t is not None),
            redirected=file.asked,
        )

    return here.answers.send(request, make)


@router.get("/articles", responses=answer(v.Listing[ArticleEntry], "Articles, newest first"), tags=["articles"])
def articles(request: Request, here: Here, asked: Annotated[Listed, Query()]) -> Response:
    """Articles by publication."""

    def make() -> v.Listing[ArticleEntry]:
        results = here.ledger.articles(asked.query())
        page = results.page(asked.limit, asked.cursor)
        return v.Listing[ArticleEntry](items=page.items, next=page.next, total=results.count() if asked.cursor is None else None)

    return here.answers.send(request, make)


@router.get("/articles/{id}", responses=answer(v.ArticleView, "One article as it was read", 404), tags=["articles"])
def article(request: Request, here: Here, id: str) -> Response:
    """One article's reading with its incidents."""
    file = here.ledger.article(id)
    if file is None:
        raise HTTPException(404, f"there is no article {id!r}")

    def make() -> v.ArticleView:
        reading, excerpt = shown_reading(file.reading, here.settings)
        return v.ArticleView(reading=reading, incidents=file.membership.incidents, lead=file.membership.lead, excerpt=excerpt)

    return here.answers.send(request, make)


@router.get("/disputes", responses=answer(v.Listing[WovenDispute], "Disputes across articles"), tags=["disputes"])
def disputes(request: Request, here: Here, asked: Annotated[Listed, Query()]) -> Response:
    """Disputes by the day of what they are about."""

    def make() -> v.Listing[WovenDispute]:
        results = here.ledger.disputes(asked.query())
        page = results.page(asked.limit, asked.cursor)
        return v.Listing[WovenDispute](items=page.items, next=page.next, total=results.count() if asked.cursor is None else None)

    return here.answers.send(request, make)
