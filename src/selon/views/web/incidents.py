"""Routes of one incident and one article."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Query, Request, Response

from selon.ledger.entries import ArticleEntry
from selon.model import Incident, WovenDispute
from selon.views.web import values as v
from selon.views.web.context import Context, Here
from selon.views.web.evidence import Readings, dispute_views, neighbours, report_views
from selon.views.web.filters import Listed
from selon.views.web.overview import MEDIA
from selon.views.web.schemas import answer
from selon.views.web.shown import shown_incident, shown_reading
from selon.views.web.tables import written

router = APIRouter(tags=["incidents"])


def _file(here: Context, id: str) -> Any:
    file = here.ledger.incident(id, here.as_of())
    if file is None:
        raise HTTPException(404, f"there is no incident {id!r}")
    return file


@router.get("/incidents/{id}", responses=answer(Incident, "One incident", 404))
def incident(request: Request, here: Here, id: str, format: Literal["json", "csv", "geojson"] = "json") -> Response:
    """One incident; an id that was merged gives the one that stands."""
    found = shown_incident(_file(here, id).incident, here.settings)
    if format == "json":
        return here.answers.send(request, lambda: found)
    return here.answers.send(request, lambda: written([found], format), MEDIA[format], f"incident.{format}")


@router.get("/incidents/{id}/view", responses=answer(v.IncidentView, "One incident with all its evidence", 404))
def view(request: Request, here: Here, id: str) -> Response:
    """One incident with its reports' words, disputes, decisions and neighbours."""
    file = _file(here, id)

    def make() -> v.IncidentView:
        readings = Readings(here.ledger, here.as_of(), here.settings)
        return v.IncidentView(
            incident=shown_incident(file.incident, here.settings),
            disputes=dispute_views(file.disputes, readings),
            reports=tuple(report_views(file.incident, readings)),
            decisions=file.decisions,
            neighbours=neighbours(here.ledger, file.incident, here.as_of()),
            redirected=file.asked,
        )

    return here.answers.send(request, make)


@router.get("/articles", responses=answer(v.Listing[ArticleEntry], "Articles, newest first"), tags=["articles"])
def articles(request: Request, here: Here, asked: Annotated[Listed, Query()]) -> Response:
    """Articles by publication."""

    def make() -> v.Listing[ArticleEntry]:
        results = here.ledger.articles(here.visible(asked.query()))
        page = results.page(asked.limit, asked.cursor)
        return v.Listing[ArticleEntry](items=page.items, next=page.next, total=results.count() if asked.cursor is None else None)

    return here.answers.send(request, make)


@router.get("/articles/{id}", responses=answer(v.ArticleView, "One article as it was read", 404), tags=["articles"])
def article(request: Request, here: Here, id: str) -> Response:
    """One article's reading with its incidents."""
    file = here.ledger.article(id, here.as_of())
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
        results = here.ledger.disputes(here.visible(asked.query()))
        page = results.page(asked.limit, asked.cursor)
        return v.Listing[WovenDispute](items=page.items, next=page.next, total=results.count() if asked.cursor is None else None)

    return here.answers.send(request, make)
