"""What every route works with: the ledger, the settings, the kept answers; and who it is that asks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated

from fastapi import Depends, HTTPException, Request

from selon.ledger import access
from selon.ledger.queries import Query
from selon.ledger.store import Ledger
from selon.views.web.answers import Answers
from selon.views.web.settings import Settings


@dataclass(frozen=True, slots=True)
class Context:
    """One running server."""

    ledger: Ledger
    settings: Settings
    answers: Answers

    def visible(self, query: Query) -> Query:
        """A query of what may be seen by now: where a delay is set, the ledger as it was that long ago, or earlier if so asked."""
        if not (self.settings.public and self.settings.delay_days):
            return query
        latest = datetime.now(UTC) - timedelta(days=self.settings.delay_days)
        asked = query.as_of
        if isinstance(asked, str):
            raise HTTPException(403, "releases are not public here; ask for a day")
        if asked is not None:
            when = asked if isinstance(asked, datetime) else datetime.combine(asked, time.max)
            latest = min(latest, when if when.tzinfo else when.replace(tzinfo=UTC))
        return replace(query, as_of=latest)

    def as_of(self) -> datetime | date | str | None:
        """The state that a question about one thing is answered from."""
        return self.visible(Query()).as_of


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
