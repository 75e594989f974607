"""The nouns of selon as immutable values; their JSON form (msgspec) is the contract of docs/design.md.

Spans are `[start, end)` in Unicode code points of the article's `text`, or of its `title` where `field` is "title".
No logic lives here beyond validation of enumerated values, which msgspec does wherever JSON comes in.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

import msgspec

Span = tuple[int, int]
Field = Literal["title"]
Form = Literal["direct", "indirect", "mixed", "according_to", "conditional"]
Stance = Literal["asserts", "hedges", "denies", "doubts", "accuses", "promises", "threatens", "asks", "confirms", "admits",
                 "retracts", "declines"]
SourceKind = Literal["head_of_state", "government", "official", "spokesperson", "unnamed_official", "military", "armed_group",
                     "organisation", "medium", "witness", "medical", "expert", "document", "social_media", "public", "other"]
EventType = Literal["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
                    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "EVACUATE", "INTERCEPT", "ACCIDENT",
                    "DISASTER"]
Status = Literal["happened", "ongoing", "planned", "threatened", "denied", "hypothetical"]
Newness = Literal["new", "update", "background"]
Outcome = Literal["completed", "failed", "intercepted", "foiled"]
ParticipantKind = Literal["person", "people", "organisation", "government", "place", "thing"]
Bound = Literal["exact", "about", "at_least", "more_than", "at_most", "less_than", "range"]
What = Literal["killed", "injured", "missing", "captured", "abducted", "displaced", "evacuated", "arrested", "sick", "attacks",
               "strikes", "drones", "missiles", "rockets", "aircraft", "vehicles", "troops", "people", "other"]
Whose = Literal["actor", "target", "civilians"]
Basis = Literal["site", "town", "admin2", "admin1", "country", "region", "line", "sea"]
PlaceRole = Literal["site", "launch", "route", "metonym", "demonym"]
TimeKind = Literal["date", "period", "duration", "set"]
Extent = Literal["point", "span"]
DisputeAbout = Literal["figure", "occurrence", "actor", "place", "time", "tally"]
Degree = Literal["contradicts", "in_tension"]


Clarity = Literal["single", "summary"]
Grade = Literal["confirmed", "likely", "weak", "contested", "discounted"]
DecisionKind = Literal["merge", "split", "correct", "grade", "note", "undo"]


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all values: frozen, compared by content, encoded as a JSON object with every key."""


class Interval(Value, frozen=True, kw_only=True):
    """Days, both inclusive."""

    start: date
    end: date


class Article(Value, frozen=True, kw_only=True):
    """One published text as it came in; `text` is the decoded input, unchanged."""

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    author: str | None = None
    credit: str | None = None
    lang: str | None = None
    translated: str | None = None
    published: Interval | None = None


class Source(Value, frozen=True, kw_only=True):
    """Who is credited with a statement; `span` is where the words stand, `name` what they resolve to."""

    span: Span
    text: str
    name: str
    kind: SourceKind = "other"
    anonymous: bool = False
    country: str | None = None
    field: Field | None = None


class Claim(Value, frozen=True, kw_only=True):
    """One attributed statement. `via` runs from the nearest speaker to the first speaker's outward; `answers` is the claim of another that
    it denies or confirms by a word that only points back: "denied it"."""

    id: str
    source: Source | None
    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    via: tuple[Source, ...] = ()
    form: Form = "indirect"
    stance: Stance = "asserts"
    said: Interval | None = None
    by: str = ""
    confidence: float = 1.0
    field: Field | None = None
    answers: str | None = None


class Participant(Value, frozen=True, kw_only=True):
    """Actor or target of an event: the words, and what they are known as."""

    span: Span
    text: str
    name: str
    kind: ParticipantKind
    country: str | None = None
    sector: str | None = None
    sponsor: str | None = None
    field: Field | None = None


class Weapon(Value, frozen=True, kw_only=True):
    """The words for a weapon or its platform."""

    span: Span
    text: str
    kind: str
    field: Field | None = None


class Place(Value, frozen=True, kw_only=True):
    """A name of a place: where it stands, where it is, how sure. `unresolved` is the reason when there is no position."""

    span: Span
    text: str
    name: str
    role: PlaceRole = "site"
    relation: str = "in"
    basis: Basis | None = None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    geonameid: int | None = None
    unresolved: str | None = None
    confidence: float | None = None
    field: Field | None = None


class Time(Value, frozen=True, kw_only=True):
    """A time expression with its days, both inclusive; null where there is no interval, with the reason in `unresolved`."""

    span: Span
    text: str
    start: date | None
    end: date | None
    kind: TimeKind
    extent: Extent = "point"
    unresolved: str | None = None
    field: Field | None = None


class Quantity(Value, frozen=True, kw_only=True):
    """A count of people or things; `low` and `high` inclusive, null where open; `who` the head noun counted."""

    span: Span
    text: str
    low: int | None
    high: int | None
    bound: Bound
    what: What
    who: str | None = None
    field: Field | None = None


class Count(Value, frozen=True, kw_only=True):
    """A quantity bound to an event; `part_of` is the index, in the event's counts, of the whole it is part of; `instead_of` of the one
    that tells the same people by another speaker's number, and then `part_of` too, so that the wholes can be added up."""

    span: Span
    text: str
    what: What
    low: int | None
    high: int | None
    bound: Bound
    who: str | None = None
    of: Whose | None = None
    part_of: int | None = None
    field: Field | None = None
    instead_of: int | None = None


class Voice(Value, frozen=True, kw_only=True):
    """One telling of an event: by a claim's source, or by the article itself where `claim` is null."""

    claim: str | None
    status: Status
    hedged: bool
    span: Span
    field: Field | None = None


class Responsibility(Value, frozen=True, kw_only=True):
    """Who is said to have done it: claimed, accused or denied."""

    actor: str
    kind: Literal["claimed", "accused", "denied"]
    claim: str | None = None


class Event(Value, frozen=True, kw_only=True):
    """Something told by one article. `status`, `hedged` and `claim` are those of the first voice in the text."""

    id: str
    type: EventType
    trigger: Span
    mentions: tuple[Span, ...]
    voices: tuple[Voice, ...]
    status: Status
    hedged: bool
    claim: str | None = None
    mode: str | None = None
    newness: Newness = "new"
    outcome: Outcome | None = None
    actor: tuple[Participant, ...] = ()
    target: tuple[Participant, ...] = ()
    weapon: tuple[Weapon, ...] = ()
    responsibility: tuple[Responsibility, ...] = ()
    place: Place | None = None
    time: Time | None = None
    counts: tuple[Count, ...] = ()
    confidence: float = 1.0
    field: Field | None = None


class Tally(Value, frozen=True, kw_only=True, rename={"since": "from", "until": "to"}):
    """A count over a period and area, told as a number; `part_of` is the id of the tally it is part of."""

    id: str
    what: What
    low: int | None
    high: int | None
    bound: Bound
    text: str
    span: Span
    actor: tuple[Participant, ...] = ()
    target: tuple[Participant, ...] = ()
    weapon: tuple[Weapon, ...] = ()
    since: date | None = None
    until: date | None = None
    place: tuple[Place, ...] = ()
    claim: str | None = None
    part_of: str | None = None
    field: Field | None = None


class Dispute(Value, frozen=True, kw_only=True):
    """Tellings in one article that cannot both hold, or pull apart; sides are lists of event, claim or tally ids."""

    about: DisputeAbout
    degree: Degree
    sides: tuple[tuple[str, ...], ...]


class Reading(Value, frozen=True, kw_only=True):
    """Everything found in one article."""

    id: str
    lang: str
    title: str | None
    url: str | None
    outlet: str | None
    author: str | None = None
    credit: str | None
    translated: str | None
    published: Interval | None
    text: str
    claims: tuple[Claim, ...] = ()
    lead: str | None = None
    events: tuple[Event, ...] = ()
    tallies: tuple[Tally, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    disputes: tuple[Dispute, ...] = ()


class Ref(Value, frozen=True, kw_only=True):
    """Words of one article that something rests on: `id` is that of an event, claim or tally there."""

    article: str
    id: str
    span: Span
    field: Field | None = None


class FigureReport(Value, frozen=True, kw_only=True):
    """A number for an incident as one event of one article tells it, with who told it first and both dates."""

    low: int | None
    high: int | None
    bound: Bound
    text: str
    article: str
    event: str
    span: Span
    of: Whose | None = None
    who: str | None = None
    partial: bool = False
    root_source: str | None = None
    outlet: str | None = None
    origin: str | None = None
    published: Interval | None = None
    said: Interval | None = None
    field: Field | None = None


class FigureStep(Value, frozen=True, kw_only=True):
    """What the figure was from a day on."""

    day: date | None
    low: int
    best: int
    high: int | None
    root_source: str | None = None


class Figure(Value, frozen=True, kw_only=True):
    """A number for an incident, with every report behind it; `history` runs by day of report."""

    low: int
    best: int
    high: int | None
    history: tuple[FigureStep, ...] = ()
    said: tuple[FigureReport, ...] = ()


class IncidentReport(Value, frozen=True, kw_only=True):
    """One event of one article that belongs to an incident; `span` are the words that tell of it."""

    article: str
    event: str
    span: Span = (0, 0)
    field: Field | None = None


class Incident(Value, frozen=True, kw_only=True):
    """One thing in the world, woven from events of many articles. `figures` are by kind of count, `reported` counts voices by status,
    `hedged` those that are hedged; `told` are the days on which it was published, `source_kinds` the kinds of those it goes back to."""

    id: str
    type: EventType
    title: str
    start: date | None
    end: date | None
    mode: str | None = None
    extent: Extent = "point"
    place: Place | None = None
    actors: tuple[Participant, ...] = ()
    targets: tuple[Participant, ...] = ()
    responsibility: tuple[Responsibility, ...] = ()
    clarity: Clarity = "single"
    reported: dict[Status, int] = {}
    hedged: int = 0
    told: Interval | None = None
    source_kinds: tuple[SourceKind, ...] = ()
    grade: Grade | None = None
    figures: dict[What, Figure] = {}
    reports: tuple[IncidentReport, ...] = ()
    articles: int = 0
    outlets: int = 0
    origins: int = 0
    root_sources: int = 0
    disputes: tuple[str, ...] = ()


class Side(Value, frozen=True, kw_only=True):
    """One side of a dispute: what it says, in our words, and where."""

    says: str
    refs: tuple[Ref, ...]


class WovenDispute(Value, frozen=True, kw_only=True):
    """Tellings of one incident, or of a tally and the incidents it `covers`, that cannot both hold or pull apart. `tally` is
    ARTICLE/TALLY."""

    id: str
    about: DisputeAbout
    degree: Degree
    sides: tuple[Side, ...]
    incident: str | None = None
    tally: str | None = None
    covers: tuple[str, ...] = ()
    note: str | None = None


class Membership(Value, frozen=True, kw_only=True):
    """The incidents of one article; `lead` is that of its lead event."""

    id: str
    lead: str | None
    incidents: tuple[str, ...]


class Decision(Value, frozen=True, kw_only=True):
    """What a person settled. `about` names incidents or reports (`ARTICLE/EVENT`), for an undo the decision it takes back; `value` is what
    the kind needs: the grade, the note, or `field=value` of a correction. `superseded` is the id of the decision that took its place;
    nothing is deleted.
    """

    id: str
    kind: DecisionKind
    about: tuple[str, ...]
    value: str | None
    author: str
    made: datetime
    reason: str
    superseded: str | None = None
