"""Routes of the review: readings coded blind by two people, the differences settled, agreement and selon's own score."""

from __future__ import annotations

import hashlib
from typing import Annotated

from fastapi import APIRouter, HTTPException, Request, Response
from msgspec.structs import replace
from pydantic import BaseModel, ConfigDict, Field

from selon.ledger import coding
from selon.ledger.entries import ArticleEntry
from selon.model import Reading
from selon.views.web import values as v
from selon.views.web.agreement import FIELDS, agreement
from selon.views.web.context import Context, Here, Who
from selon.views.web.schemas import answer

router = APIRouter(tags=["review"])
QUEUE = 60  # readings to be coded
DRAWN_FROM = 2000  # newest articles among which they are drawn


class Coded(BaseModel):
    """What a coder says of the event of a task, field by field; `settle` where it decides between the codings."""

    model_config = ConfigDict(extra="forbid")

    event: str = Field(min_length=1, max_length=50)
    values: dict[str, Annotated[str, Field(max_length=300)]] = Field(max_length=20)
    settle: bool = False


def _queue(here: Context) -> list[ArticleEntry]:
    """Articles with a lead event, drawn by the hash of their id: the same for all coders, and no coder's choice."""
    page = here.ledger.articles().page(DRAWN_FROM)
    told = [a for a in page.items if a.lead]
    return sorted(told, key=lambda a: hashlib.sha256(a.id.encode("utf-8", "surrogatepass")).hexdigest())[:QUEUE]


@router.get("/review", responses=answer(list[v.ReviewItem], "What is to be coded", 401))
def queue(here: Here, who: Who) -> Response:
    """The queue, with who has coded what."""
    entries = _queue(here)
    held: dict[str, list[coding.Coding]] = {}
    for c in coding.codings(here.ledger.database, [a.id for a in entries]):
        held.setdefault(c.article, []).append(c)
    items = [
        v.ReviewItem(
            article=a.id,
            title=a.title,
            outlet=a.outlet,
            coders=tuple(sorted({c.coder for c in held.get(a.id, ()) if not c.settles})),
            settled=any(c.settles for c in held.get(a.id, ())),
        )
        for a in entries
    ]
    return here.answers.plain(items)


def _reading(here: Context, id: str) -> Reading:
    file = here.ledger.article(id)
    if file is None or file.reading.lead is None:
        raise HTTPException(404, f"there is nothing to code in {id!r}")
    return file.reading


def _task(here: Context, reading: Reading, who: str) -> v.ReviewTask:
    """The reading without what selon found, but for the words of its lead event; the others' codings once one's own is there."""
    lead = next(e for e in reading.events if e.id == reading.lead)
    bare = replace(
        lead,
        type="ASSAULT",
        mode=None,
        status="happened",
        hedged=False,
        newness="new",
        outcome=None,
        actor=(),
        target=(),
        weapon=(),
        responsibility=(),
        place=None,
        time=None,
        counts=(),
        voices=(),
        claim=None,
    )
    blind = replace(reading, claims=(), events=(bare,), tallies=(), quantities=(), places=(), times=(), disputes=())
    held = [c for c in coding.codings(here.ledger.database, [reading.id]) if c.event == lead.id]
    mine = next((c.values for c in held if c.coder == who and not c.settles), None)
    others = {c.coder: c.values for c in held if c.coder != who and not c.settles} if mine is not None else {}
    settled = next((c.values for c in held if c.settles), None) if mine is not None else None
    return v.ReviewTask(reading=blind, event=lead.id, fields=FIELDS, mine=mine, others=others, settled=settled)


@router.get("/review/{article}", responses=answer(v.ReviewTask, "One reading to be coded", 401, 404))
def task(here: Here, who: Who, article: str) -> Response:
    """One task, blind until it is coded."""
    return here.answers.plain(_task(here, _reading(here, article), who))


@router.post("/review/{article}", responses=answer(v.ReviewTask, "The coding is kept", 401, 403, 404, 413))
def code(here: Here, who: Who, article: str, given: Coded) -> Response:
    """Keeps a coding. Settling needs a coding of one's own, and one of somebody else."""
    reading = _reading(here, article)
    if given.event != reading.lead:
        raise HTTPException(400, f"the task of {article!r} is event {reading.lead!r}")
    if bad := sorted(given.values.keys() - {f.field for f in FIELDS}):
        raise HTTPException(400, f"no field is called {bad[0]!r}; there are {', '.join(f.field for f in FIELDS)}")
    before = _task(here, reading, who)
    if given.settle and not (before.mine is not None and before.others):
        raise HTTPException(403, "settling needs two codings, one of them your own")
    coding.code(here.ledger.database, article, given.event, who, given.values, given.settle)
    return here.answers.plain(_task(here, reading, who))


@router.get("/review-agreement", responses=answer(list[v.Agreement], "Agreement by field", 401))
def agreed(request: Request, here: Here, who: Who) -> Response:
    """Krippendorff's alpha by field, and selon's score against what was settled."""
    codings = coding.codings(here.ledger.database)
    files = {a: here.ledger.article(a) for a in {c.article for c in codings if c.settles}}
    return here.answers.plain(agreement(codings, {a: f.reading for a, f in files.items() if f}))
