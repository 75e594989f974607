"""Routes of decisions: read by everybody, made with a token, written into the log."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from selon.ledger import access
from selon.model import Decision, DecisionKind
from selon.views.web import values as v
from selon.views.web.context import Context, Here, Who
from selon.views.web.schemas import answer
from selon.workflow import deciding

router = APIRouter(tags=["decisions"])
Name = Annotated[str, Field(min_length=1, max_length=200)]


class Wanted(BaseModel):
    """A decision to be recorded; author and time are added here."""

    model_config = ConfigDict(extra="forbid")

    kind: DecisionKind
    about: list[Name] = Field(min_length=1, max_length=100, description="Incident ids, or reports as ARTICLE/EVENT.")
    value: str | None = Field(None, max_length=2000)
    reason: str = Field(min_length=1, max_length=2000)


class Undone(BaseModel):
    """Why a decision is taken back."""

    model_config = ConfigDict(extra="forbid")

    reason: str = Field(min_length=1, max_length=2000)


def _log(here: Context, who: str, made: Decision) -> None:
    with here.ledger.writing("decide") as w:
        access.log(w, who, f"decided: {made.kind}", made.id)


@router.get("/decisions", responses=answer(v.Listing[Decision], "All decisions, superseded ones too"))
def decisions(request: Request, here: Here) -> Response:
    """Every decision, in the order in which they were made."""
    return here.answers.send(request, lambda: v.Listing[Decision](items=here.ledger.decisions()))


@router.post("/decisions", responses=answer(Decision, "The decision as recorded", 401, 403, 404, 409, 413))
def decide(here: Here, who: Who, wanted: Wanted) -> Response:
    """Records a decision; what it changes is woven at once."""
    made = deciding.decide(here.ledger, wanted.kind, wanted.about, wanted.value, who, wanted.reason)
    _log(here, who, made)
    return here.answers.plain(made)


@router.post("/decisions/{id}/undo", responses=answer(Decision, "The decision that took it back", 401, 403, 404, 409, 413))
def undo(here: Here, who: Who, id: str, undone: Undone) -> Response:
    """Takes a decision back; it stays in the history, superseded."""
    made = deciding.undo(here.ledger, id, who, undone.reason)
    _log(here, who, made)
    return here.answers.plain(made)
