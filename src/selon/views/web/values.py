"""What the API sends beyond the ledger's own values; frontend/src/types.ts says the same for the page."""

from __future__ import annotations

from datetime import date
from typing import Generic, TypeVar

from selon.model import Decision, Incident, Interval, Place, Reading, SourceKind, Stance, Status, Tally, Value

T = TypeVar("T")


class Fault(Value, frozen=True, kw_only=True):
    """Why there is no answer."""

    detail: str


class Listing(Value, Generic[T], frozen=True, kw_only=True):
    """Part of a list; `next` is the cursor of what follows, null at the end; `total` how many there are, null where it was not counted."""

    items: tuple[T, ...]
    next: str | None = None
    total: int | None = None


class Meta(Value, frozen=True, kw_only=True):
    """What a page needs before it asks anything: how much there is, and what can be chosen from."""

    version: str
    public: bool
    ledger: str
    articles: int
    incidents: int
    types: tuple[str, ...]
    actors: tuple[str, ...]
    outlets: tuple[str, ...]
    countries: tuple[str, ...]
    kinds: tuple[str, ...]
    tiles: str | None


class Overview(Value, frozen=True, kw_only=True):
    """All incidents of a view, column by column; days are counted from 1970-01-01; flags: 1 disputed, 2 hedged, 4 denied, 8 graded."""

    version: str
    types: tuple[str, ...]
    id: list[str]
    lat: list[float | None]
    lon: list[float | None]
    radius: list[float | None]
    start: list[int | None]
    end: list[int | None]
    published: list[int | None]
    type: list[int]
    flags: list[int]
    roots: list[int]


class QuoteView(Value, frozen=True, kw_only=True):
    """Words of an article in their sentence."""

    before: str
    words: str
    after: str


class Speaker(Value, frozen=True, kw_only=True):
    """One link of the chain, from the first speaker to the nearest."""

    name: str
    kind: SourceKind


class ReportView(Value, frozen=True, kw_only=True):
    """One report of an incident, as the page shows it."""

    article: str
    event: str
    title: str | None
    outlet: str | None
    url: str | None
    published: Interval | None
    origin: str
    lang: str
    status: Status
    hedged: bool
    newness: str
    quote: QuoteView
    chain: tuple[Speaker, ...]
    stance: Stance | None
    place: Place | None


class Neighbour(Value, frozen=True, kw_only=True):
    """An incident near in time and place that is kept apart."""

    id: str
    title: str
    start: date | None
    why: tuple[str, ...]


class RefView(Value, frozen=True, kw_only=True):
    """A reference with its words."""

    article: str
    id: str
    span: tuple[int, int]
    words: str


class SideView(Value, frozen=True, kw_only=True):
    """One side of a dispute with its words."""

    says: str
    refs: tuple[RefView, ...]


class DisputeView(Value, frozen=True, kw_only=True):
    """A dispute with the words of each side."""

    id: str
    about: str
    degree: str
    incident: str | None
    tally: str | None
    note: str | None
    sides: tuple[SideView, ...]


class IncidentView(Value, frozen=True, kw_only=True):
    """An incident with all its evidence; `redirected` is the id asked for, where it was merged into this one."""

    incident: Incident
    disputes: tuple[DisputeView, ...]
    reports: tuple[ReportView, ...]
    decisions: tuple[Decision, ...]
    neighbours: tuple[Neighbour, ...]
    redirected: str | None = None


class ArticleView(Value, frozen=True, kw_only=True):
    """An article's reading with its incidents; `excerpt` where the text is not whole."""

    reading: Reading
    incidents: tuple[str, ...]
    lead: str | None
    excerpt: bool


class SourceRow(Value, frozen=True, kw_only=True):
    """A source: how many claims, how many of them others deny, are in dispute, or it revised itself; through which outlets."""

    name: str
    kind: str
    claims: int
    denied: int
    disputed: int
    revised: int
    articles: int
    outlets: tuple[str, ...]


class Saying(Value, frozen=True, kw_only=True):
    """One claim of a source."""

    article: str
    claim: str
    stance: str
    words: str
    published: Interval | None
    outlet: str | None


class SourceView(SourceRow, frozen=True, kw_only=True):
    """A source with what it said, newest first."""

    said: tuple[Saying, ...]


class TallyRow(Value, frozen=True, kw_only=True):
    """A tally with its speaker, its words, and the incidents the ledger holds for its period and area."""

    article: str
    outlet: str | None
    published: Interval | None
    speaker: str
    tally: Tally
    words: str
    covered: tuple[str, ...]


class ExtentStep(Value, frozen=True, kw_only=True):
    """One value of a running count."""

    day: date
    low: int | None
    high: int | None
    article: str
    words: str


class ExtentSeries(Value, frozen=True, kw_only=True):
    """One speaker's running count since a day."""

    speaker: str
    what: str
    since: date | None
    steps: tuple[ExtentStep, ...]


class ExtentIncident(Value, frozen=True, kw_only=True):
    """One step of the stairs."""

    id: str
    title: str
    day: date


class Extent(Value, frozen=True, kw_only=True):
    """Running counts beside the incidents that the ledger holds."""

    series: tuple[ExtentSeries, ...]
    incidents: tuple[ExtentIncident, ...]


class ReviewItem(Value, frozen=True, kw_only=True):
    """A reading to be coded: who has coded it, and whether it is settled."""

    article: str
    title: str | None
    outlet: str | None
    coders: tuple[str, ...]
    settled: bool


class ReviewField(Value, frozen=True, kw_only=True):
    """What is coded; free text where there are no options."""

    field: str
    options: tuple[str, ...]


class ReviewTask(Value, frozen=True, kw_only=True):
    """A reading without what selon found but the words of one event; the others' codings only once one's own is there."""

    reading: Reading
    event: str
    fields: tuple[ReviewField, ...]
    mine: dict[str, str] | None
    others: dict[str, dict[str, str]]
    settled: dict[str, str] | None


class Agreement(Value, frozen=True, kw_only=True):
    """Krippendorff's alpha of a field over the units that two or more coded, and selon's share right of what is settled; null where
    there is too little to say."""

    field: str
    alpha: float | None
    units: int
    selon: float | None
