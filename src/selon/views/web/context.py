"""What every route works with: the ledger, the settings, the kept answers; and who it is that asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, HTTPException, Request

from selon.ledger import access
from selon.ledger.store import Ledger
from selon.model import Incident, WovenDispute
from selon.views import telling
from selon.views.sensitivity import Rules
from selon.views.sharing import Sharing, Told
from selon.views.web.answers import Answers
from selon.views.web.settings import Settings


@dataclass(frozen=True, slots=True)
class Context:
    """One running server."""

    ledger: Ledger
    settings: Settings
    answers: Answers

    def sharing(self) -> Sharing:
        """How incidents are shared: on the public page by its rules and without private names, here whole."""
        s = self.settings
        return Sharing(datetime.now(UTC).date(), names=s.names or not s.public, rules=s.rules if s.public else Rules())

    def seen(self, incident: Incident, disputes: Sequence[WovenDispute] = ()) -> Told | None:
        """An incident as it may be seen; null where it may not."""
        told = Told(incident, telling.cited(self.ledger, incident), tuple(disputes))
        return self.sharing().one(told) if self.settings.public else told


def context(request: Request) -> Context:
    """The context of the running server."""
    held = request.app.state.context
    assert isinstance(held, Context)
    return held


def coder(request: Request) -> str:
    """The name of whose token came with a request; 401 where none is good."""
    kind, _, secret = request.headers.get("authorization", "").partition(" ")
    who = access.bearer(context(request).ledger.database, secret) if kind.lower() == "bearer" and secret else None
    if who is None:
        raise HTTPException(401, "this needs a token: make one with `selon token new NAME --ledger L`", {"WWW-Authenticate": "Bearer"})
    return who


Here = Annotated[Context, Depends(context)]
Who = Annotated[str, Depends(coder)]
