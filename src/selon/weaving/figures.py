"""Low, best and high out of every telling of a number; the rule stands in docs/weaving.md.

A telling is what one article says of one kind of loss, by one speaker. Copies of one text are one telling, and a speaker who corrects
himself holds what he said last. Which of the speakers' figures is the best one is the rule's affair; low and high span them all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from selon.model import Claim, Count, Figure, FigureReport, FigureStep, SourceKind, What
from selon.weaving.reports import Report
from selon.weaving.sources import claim_at, root_source

Rule = Literal["latest", "cautious", "ucdp"]
NEAR: dict[SourceKind, int] = {
    "medical": 0,
    "official": 0,
    "military": 0,
    "government": 0,
    "document": 0,
    "spokesperson": 0,
    "organisation": 0,
    "armed_group": 1,
    "head_of_state": 1,
    "unnamed_official": 1,
    "witness": 1,
}
FAR = 2  # everybody else, and the article itself


@dataclass(frozen=True, slots=True)
class Telling:
    """A number as one article has it from one speaker; `rank` is how near the speaker is to the event, 0 nearest."""

    who: str
    rank: int
    day: date
    low: int
    high: int | None
    article: str
    source: str | None

    @property
    def best(self) -> int:
        """The number itself: the low end, or the high one where that alone is told."""
        return self.low or self.high or 0


def figures(reports: Sequence[Report], rule: Rule = "latest") -> dict[What, Figure]:
    """The figures of an incident by kind, in the order of the model's kinds."""
    said: dict[What, list[tuple[Report, Count]]] = defaultdict(list)
    for r in sorted(reports, key=lambda r: (_day(r), r.ref)):
        for c in r.event.counts:
            said[c.what].append((r, c))
    return {w: f for w in get_args(What) if w in said and (f := _figure(said[w], rule)) is not None}


def _figure(said: Sequence[tuple[Report, Count]], rule: Rule) -> Figure | None:
    tellings = _tellings(said)
    if not tellings:
        return None
    low, best, high, _ = _range(tellings, rule)
    return Figure(low=low, best=best, high=high, history=_history(tellings, rule), said=tuple(_as_said(r, c) for r, c in said))


def _day(r: Report) -> date:
    return r.published.end if r.published else date.max


def _tellings(said: Iterable[tuple[Report, Count]]) -> list[Telling]:
    """One telling for each article and speaker: the wholes of one event added up, the greatest of several events."""
    sums: dict[tuple[str, str], list[tuple[Report, Count, Claim | None]]] = defaultdict(list)
    for r, c in said:
        if c.part_of is None:
            sums[r.article, r.ref].append((r, c, claim_at(r, c.span, c.field)))
    best: dict[tuple[str, str], Telling] = {}
    for parts in sums.values():
        t = _telling(parts)
        old = best.get((t.article, t.who))
        if old is None or t.best > old.best:
            best[t.article, t.who] = t
    return sorted(best.values(), key=lambda t: (t.day, t.article, t.who))


def _telling(parts: Sequence[tuple[Report, Count, Claim | None]]) -> Telling:
    r, _, claim = parts[0]
    low = sum(c.low if c.low is not None else c.high or 0 for _, c, _ in parts)
    high = None if any(c.high is None for _, c, _ in parts) else sum(c.high or 0 for _, c, _ in parts)
    source = root_source(claim)
    day = claim.said.end if claim and claim.said else _day(r)
    rank = NEAR.get(claim.source.kind, FAR) if claim and claim.source else FAR
    return Telling(source or f"[{r.origin or r.article}]", rank, day, low, high, r.article, source)


def _held(tellings: Sequence[Telling]) -> list[Telling]:
    """What each speaker holds: his last word, the greater where he said two things on one day."""
    last: dict[str, Telling] = {}
    for t in tellings:
        old = last.get(t.who)
        if old is None or (t.day, t.best) >= (old.day, old.best):
            last[t.who] = t
    return list(last.values())


def _range(tellings: Sequence[Telling], rule: Rule) -> tuple[int, int, int | None, Telling]:
    held = _held(tellings)
    best = _best(held, rule)
    low = min(t.low for t in held)
    high = max((t.high if t.high is not None else t.low) for t in held)
    return min(low, best.best), best.best, max(high, best.best), best


def _best(held: Sequence[Telling], rule: Rule) -> Telling:
    """The telling that the rule takes; ties by article, so that nothing depends on order."""
    if rule == "cautious":
        return min(held, key=lambda t: (t.best, t.article, t.who))
    if rule == "ucdp":
        votes: dict[int, int] = defaultdict(int)
        for t in held:
            votes[t.best] += 1
        return min(held, key=lambda t: (-votes[t.best], t.best, t.article, t.who))
    nearest = min(t.rank for t in held)
    return max((t for t in held if t.rank == nearest), key=lambda t: (t.day, t.best, t.article, t.who))


def _history(tellings: Sequence[Telling], rule: Rule) -> tuple[FigureStep, ...]:
    """What the figure was from each day of report on; a step only where something changed."""
    steps: list[FigureStep] = []
    days = sorted({t.day for t in tellings})
    for day in days:
        low, best, high, told = _range([t for t in tellings if t.day <= day], rule)
        if not steps or (low, best, high) != (steps[-1].low, steps[-1].best, steps[-1].high):
            steps.append(FigureStep(day=None if day == date.max else day, low=low, best=best, high=high, root_source=told.source))
    return tuple(steps)


def _as_said(r: Report, c: Count) -> FigureReport:
    claim = claim_at(r, c.span, c.field)
    return FigureReport(
        low=c.low,
        high=c.high,
        bound=c.bound,
        text=c.text,
        article=r.article,
        event=r.event.id,
        span=c.span,
        of=c.of,
        who=c.who,
        partial=c.part_of is not None,
        root_source=root_source(claim),
        outlet=r.outlet,
        origin=r.origin,
        published=r.published,
        said=claim.said if claim else None,
        field=c.field,
    )
