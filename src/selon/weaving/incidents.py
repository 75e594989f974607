"""One incident out of the reports that tell of it: what, when, where, who, how many, and how often told.

Every judgement is by origins, never by copies: each origin has one vote for each value, two for what its lead event says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from selon.model import (
    Clarity,
    EventType,
    Extent,
    Incident,
    IncidentReport,
    Interval,
    Participant,
    Responsibility,
    Status,
    Voice,
)
from selon.weaving.figures import Rule, figures
from selon.weaving.keys import told_days
from selon.weaving.places import best_place
from selon.weaving.reports import Report
from selon.weaving.sources import kinds, roots
from selon.weaving.titles import title

T = TypeVar("T", bound=Hashable)
MANY = 12  # participants shown
REAL = frozenset({"happened", "ongoing"})


def incident_of(id: str, reports: Sequence[Report], rule: Rule = "latest") -> Incident:
    """The incident of some reports (at least one), the same whatever their order."""
    mine = sorted(reports, key=lambda r: r.ref)
    kind: EventType = most(mine, _type) or mine[0].event.type
    same = [r for r in mine if r.event.type == kind]
    mode = most(same, lambda r: r.event.mode)
    days = _days(mine)
    place = best_place([(r.setting.place, _weight(r) / share) for r, share in _shared(mine) if r.setting.place is not None])
    return Incident(
        id=id,
        type=kind,
        title=title(kind, mode, place, days.start if days else None),
        start=days.start if days else None,
        end=days.end if days else _by(mine),
        mode=mode,
        extent=_extent(mine),
        place=place,
        actors=_people(r.event.actor for r in _first(mine) if kind == "INTERCEPT" or r.event.type != "INTERCEPT"),
        targets=_people(r.event.target for r in _first(mine)),
        responsibility=_responsibility(mine),
        clarity=_clarity(mine),
        reported=_reported(mine),
        hedged=sum(v.hedged for v in _voices(mine)),
        told=_told(mine),
        source_kinds=kinds(mine),
        figures=figures(mine, rule, kind, days),
        reports=tuple(IncidentReport(article=r.article, event=r.event.id, span=r.event.trigger, field=r.event.field) for r in mine),
        articles=len({r.article for r in mine}),
        outlets=len({r.outlet or r.article for r in mine}),
        origins=len({r.origin or r.article for r in mine}),
        root_sources=len({s for r in mine for s in roots(r)}),
    )


def _type(r: Report) -> EventType:
    return r.event.type


def _weight(r: Report) -> float:
    return 2.0 if r.lead else 1.0


def _shared(reports: Sequence[Report]) -> Iterator[tuple[Report, int]]:
    """Each report with the number of reports of its origin among them."""
    counts: dict[str, int] = defaultdict(int)
    for r in reports:
        counts[r.origin or r.article] += 1
    return ((r, counts[r.origin or r.article]) for r in reports)


def most(reports: Iterable[Report], value: Callable[[Report], T | None]) -> T | None:
    """The value with most votes, one an origin, two where its lead says so; ties by the value's name."""
    votes: dict[T, dict[str, float]] = defaultdict(dict)
    for r in reports:
        v = value(r)
        if v is not None:
            mine, origin = votes[v], r.origin or r.article
            mine[origin] = max(mine.get(origin, 0.0), _weight(r))
    return min(votes, key=lambda v: (-sum(votes[v].values()), str(v)), default=None)


def _days(reports: Sequence[Report]) -> Interval | None:
    """The stretch of days that most origins tell or allow, the shorter the better."""
    said = [(s, _weight(r) / share) for r, share in _shared(reports) if (s := told_days(r.event)) is not None]
    said = said or [(r.setting.days, _weight(r) / share) for r, share in _shared(reports) if r.setting.days is not None]

    def support(x: Interval) -> float:
        size = (x.end - x.start).days + 1
        return sum(w * size / ((s.end - s.start).days + 1) for s, w in said if s.start <= x.start and x.end <= s.end)

    def key(x: Interval) -> tuple[float, int, int]:
        return round(support(x), 6), x.start.toordinal() - x.end.toordinal(), -x.start.toordinal()

    return max({s for s, _ in said}, key=key, default=None)


def _by(reports: Sequence[Report]) -> date | None:
    """The day by which it had happened, where no day was told: that of the first report."""
    told = [r.published.end for r in reports if r.published and r.event.newness != "background" and r.event.status in REAL]
    return min(told, default=None)


def _extent(reports: Sequence[Report]) -> Extent:
    return most(reports, lambda r: r.event.time.extent if r.event.time else None) or "point"


def _first(reports: Sequence[Report]) -> list[Report]:
    """Leads first: what they say of who took part comes first."""
    return sorted(reports, key=lambda r: (not r.lead, r.ref))


def _people(groups: Iterable[tuple[Participant, ...]]) -> tuple[Participant, ...]:
    """Each name once, in the order met."""
    seen: dict[str, Participant] = {}
    for group in groups:
        for p in group:
            seen.setdefault(p.name.casefold(), p)
    return tuple(list(seen.values())[:MANY])


def _responsibility(reports: Sequence[Report]) -> tuple[Responsibility, ...]:
    """Who is said to have done it, each actor and kind once; the claim's id is that of the first report that says so."""
    seen: dict[tuple[str, str], Responsibility] = {}
    for r in reports:
        for x in r.event.responsibility:
            seen.setdefault((x.actor.casefold(), x.kind), x)
    return tuple(seen.values())


def _clarity(reports: Sequence[Report]) -> Clarity:
    """Whether most tellings are of several acts at once."""
    several = sum(any(c.what in {"attacks", "strikes"} and (c.low or 0) > 1 for c in r.event.counts) for r in reports)
    return "summary" if 2 * several > len(reports) else "single"


def _told(reports: Sequence[Report]) -> Interval | None:
    """The days of publication, from the first report's to the last's."""
    days = [r.published for r in reports if r.published]
    return Interval(start=min(d.start for d in days), end=max(d.end for d in days)) if days else None


def _voices(reports: Sequence[Report]) -> Iterator[Voice]:
    """Every voice, those of copies of one origin once."""
    seen = set()
    for r in reports:
        for k, v in enumerate(r.event.voices):
            mark = (r.origin or r.article, r.event.id, k)
            if mark not in seen:
                seen.add(mark)
                yield v


def _reported(reports: Sequence[Report]) -> dict[Status, int]:
    """Voices by status."""
    counts: dict[Status, int] = {}
    for v in _voices(reports):
        counts[v.status] = counts.get(v.status, 0) + 1
    return dict(sorted(counts.items()))
