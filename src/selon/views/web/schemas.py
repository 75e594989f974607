"""The API's shapes for OpenAPI, taken from the values themselves: what is documented is what is sent."""

from __future__ import annotations

from typing import Any

import msgspec

from selon.ledger.entries import ArticleEntry, TallyEntry
from selon.model import Decision, Incident, WovenDispute
from selon.views.web import values as v

TEMPLATE = "#/components/schemas/{name}"
SENT: tuple[Any, ...] = (
    v.Meta,
    v.Overview,
    v.IncidentView,
    v.ArticleView,
    v.Extent,
    v.SourceView,
    v.Fault,
    Incident,
    Decision,
    v.Listing[Incident],
    v.Listing[ArticleEntry],
    v.Listing[v.TallyRow],
    v.Listing[WovenDispute],
    v.Listing[v.SourceRow],
    v.Listing[Decision],
    list[v.ReviewItem],
    v.ReviewTask,
    list[v.Agreement],
    TallyEntry,
)


def _shapes() -> tuple[dict[int, dict[str, Any]], dict[str, Any]]:
    told, components = msgspec.json.schema_components(SENT, ref_template=TEMPLATE)
    return dict(enumerate(told)), components


_TOLD, COMPONENTS = _shapes()


TABLES: dict[str, dict[str, Any]] = {"text/csv": {}, "application/geo+json": {}}


def answer(kind: Any, description: str, *faults: int, tables: bool = False) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route that sends a value of this kind, with `tables` also as CSV and GeoJSON, and the faults it may tell."""
    said: dict[int | str, dict[str, Any]] = {
        200: {
            "description": description,
            "content": {"application/json": {"schema": _TOLD[SENT.index(kind)]}, **(TABLES if tables else {})},
        }
    }
    fault = {"application/json": {"schema": _TOLD[SENT.index(v.Fault)]}}
    names = {
        304: "Not modified",
        400: "The question makes no sense",
        401: "No token",
        403: "Not allowed",
        404: "There is none",
        406: "No such format",
        409: "Does not fit what is decided",
        413: "Too large",
        429: "Too often",
        503: "The ledger is busy",
    }
    for status in (400, 429, 503, *faults):
        said[status] = {"description": names[status], "content": fault}
    said[304] = {"description": names[304]}
    return said
