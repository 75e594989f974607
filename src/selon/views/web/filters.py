"""The address bar's filters as the ledger takes them: validated here, where they come in."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from selon.ledger.queries import Query, near
from selon.model import EventType, Grade, SourceKind, Status

MOST_WORDS = 200


class Filters(BaseModel):
    """What may be asked of incidents; all that is given must hold."""

    model_config = ConfigDict(extra="forbid")

    text: str | None = Field(
        None, max_length=MOST_WORDS, description='Words of the articles; "words in a row" in quotation marks, word* for beginnings.'
    )
    since: date | None = Field(None, description="First day, inclusive.")
    until: date | None = Field(None, description="Last day, inclusive.")
    country: str | None = Field(None, pattern="^[A-Z]{2}$", description="ISO 3166-1 alpha-2.")
    near: str | None = Field(None, max_length=60, description="LAT,LON,KM", examples=["34.45,40.92,50"])
    type: EventType | None = None
    actor: str | None = Field(None, max_length=MOST_WORDS, description="Part of the name of an actor, a target or who is accused.")
    status: Status | None = Field(None, description="A voice tells it so.")
    source_kind: SourceKind | None = Field(None, description="A root source is of this kind.")
    outlet: str | None = Field(None, max_length=MOST_WORDS)
    killed_min: int | None = Field(None, ge=0, le=10_000_000, description="The best figure of killed is at least this.")
    disputed: bool | None = None
    verified: bool | None = Field(None, description="Graded confirmed or likely by a person.")
    as_of: str | None = Field(None, max_length=100, description="A day, a time, or the name of a release: the ledger as it was then.")

    def query(self, order: Literal["newest", "worst"] = "newest") -> Query:
        """As the ledger takes it; UsageError where it makes no sense."""
        verified: tuple[Grade, ...] = ("confirmed", "likely") if self.verified else ()
        return Query(
            since=self.since,
            until=self.until,
            as_of=moment(self.as_of),
            near=near(self.near) if self.near else None,
            country=(self.country,) if self.country else (),
            type=(self.type,) if self.type else (),
            actor=self.actor or None,
            text=self.text or None,
            disputed=self.disputed,
            grade=verified,
            order=order,
            outlet=self.outlet or None,
            status=self.status,
            source_kind=self.source_kind,
            killed_min=self.killed_min,
        )


class Listed(Filters):
    """Filters with the page that is wanted."""

    order: Literal["newest", "worst"] = "newest"
    limit: int = Field(50, ge=1, le=500)
    cursor: str | None = Field(None, max_length=200)
    format: Literal["json", "csv", "geojson"] | None = Field(None, description="In place of the Accept header.")


def moment(text: str | None) -> datetime | date | str | None:
    """A day, a time or the name of a release."""
    if not text:
        return None
    for read in (date.fromisoformat, datetime.fromisoformat):
        try:
            return read(text)
        except ValueError:
            continue
    return text
