"""Low, best and high out of every telling of a number; the rule stands in docs/weaving.md.

A telling is what one article says of one kind of loss, by one speaker. Copies of one text are one telling, and a speaker who corrects
himself holds what he said last. Which of the speakers' figures is the best one is the rule's affair; low and high span them all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from selon.model import Claim, Count, EventType, Figure, FigureReport, FigureStep, Interval, What
from selon.weaving.keys import told_days
from selon.weaving.reports import Report
from selon.weaving.sources import claim_at, root_source

Rule = Literal["latest", "cautious", "ucdp"]
HARM: dict[What, What] = {"killed": "injured", "injured": "killed"}
FRESH = 10  # days from the first telling in which news is made; what is told later is mostly told in passing
PASSAGE = 250  # characters between two numbers that are told together; what is told further on are the same people again
LATE = 2  # days before the last word of those in which others are held against it


@dataclass(frozen=True, slots=True)
class Telling:
    """A number as one article has it from one speaker (`source` null: from itself); `lead` where the article is about the incident."""

    origin: str
    source: str | None
    lead: bool
    day: date
    low: int
    high: int | None
    article: str

    @property
    def who(self) -> str:
        """The root source, or the text's origin where the article tells itself."""
        return self.source or f"[{self.origin}]"

    @property
    def best(self) -> int:
        """The number itself: the low end, or the high one where that alone is told."""
        return self.low or self.high or 0


def figures(
    reports: Sequence[Report], rule: Rule = "latest", kind: EventType | None = None, days: Interval | None = None
) -> dict[What, Figure]:
    """The figures of an incident by kind, in the order of the model's kinds; `kind` and `days` are those of the incident."""
    said: dict[What, list[tuple[Report, Count]]] = defaultdict(list)
    for r in sorted(reports, key=lambda r: (_day(r), r.ref)):
        for c in r.event.counts:
            said[c.what].append((r, c))
    return {w: f for w in get_args(What) if w in said and (f := _figure(w, said[w], reports, rule, _Part(said[w], kind, days))) is not None}


def _figure(what: What, said: Sequence[tuple[Report, Count]], reports: Sequence[Report], rule: Rule, part: _Part) -> Figure | None:
    told = _tellings([(r, c) for r, c in said if not part.of(r, c)] or said)
    if not told:
        return None
    unsaid = _unsaid(what, reports)
    if what == "killed":  # the wounded die, the dead do not rise: an earlier word on the wounded alone says nothing against a later one
        unsaid = [t for t in unsaid if t.day >= max(s.day for s in told)]
    low, best, high, _ = _range(told, unsaid, rule)
    return Figure(
        low=low, best=best, high=high, history=_history(told, unsaid, rule), said=tuple(_as_said(r, c, part.of(r, c)) for r, c in said)
    )


class _Part:
    """Tells the numbers that are of a part of the incident, or of several at once, from those of the whole."""

    def __init__(self, said: Sequence[tuple[Report, Count]], kind: EventType | None, days: Interval | None) -> None:
        self.kind, self.one_day = kind, days is not None and days.start == days.end
        self.whole = {(r.article, root_source(claim_at(r, c.span, c.field))) for r, c in said if r.setting.placed and c.part_of is None}

    def of(self, r: Report, c: Count) -> bool:
        """Part of another count; told of more days than the incident has; of an interception in an attack; or in passing, where the same
        speaker in the same article gives the number of the place."""
        if c.part_of is not None and c.instead_of is None:
            return True
        if r.setting.placed:
            return False
        days = told_days(r.event)
        if days is not None:
            return self.one_day and days.start < days.end
        other = self.kind is not None and self.kind != r.event.type and r.setting.after is not None
        return other or (r.article, root_source(claim_at(r, c.span, c.field))) in self.whole


def _day(r: Report) -> date:
    return r.published.end if r.published else date.max


def _tellings(said: Iterable[tuple[Report, Count]]) -> list[Telling]:
    """One telling for each article and speaker: the wholes of one event added up in each passage, the greatest of several passages and
    events."""
    sums: dict[tuple[str, str, int], list[tuple[Report, Count, Claim | None]]] = defaultdict(list)
    for r, c in said:
        if c.part_of is None or c.instead_of is not None:        # another speaker's number is a telling of its own
            sums[r.article, r.ref, -1 if c.instead_of is None else c.span[0]].append((r, c, claim_at(r, c.span, c.field)))
    best: dict[tuple[str, str], Telling] = {}
    for parts in (passage for told in sums.values() for passage in _passages(told)):
        t = _telling(parts)
        old = best.get((t.article, t.who))
        if old is None or (t.lead, t.best) > (old.lead, old.best):
            best[t.article, t.who] = t
    return sorted(best.values(), key=_order)


def _passages(told: Iterable[tuple[Report, Count, Claim | None]]) -> Iterator[list[tuple[Report, Count, Claim | None]]]:
    """Numbers told together: those of a title, and those of the text that stand near each other."""
    passage: list[tuple[Report, Count, Claim | None]] = []
    for part in sorted(told, key=lambda p: (p[1].field is not None, p[1].span)):
        if passage and (passage[-1][1].field != part[1].field or part[1].span[0] - passage[-1][1].span[1] >= PASSAGE):
            yield passage
            passage = []
        passage.append(part)
    yield passage


def _telling(parts: Sequence[tuple[Report, Count, Claim | None]]) -> Telling:
    r, _, claim = parts[0]
    low = sum(c.low if c.low is not None else c.high or 0 for _, c, _ in parts)
    high = None if any(c.high is None for _, c, _ in parts) else sum(c.high or 0 for _, c, _ in parts)
    return Telling(
        origin=r.origin or r.article,
        source=root_source(claim),
        lead=r.lead and parts[0][1].instead_of is None,
        day=claim.said.end if claim and claim.said else _day(r),
        low=low,
        high=high,
        article=r.article,
    )


def _unsaid(what: What, reports: Sequence[Report]) -> list[Telling]:
    """Articles about the incident that tell the dead and no injured, or the injured and no dead: they tell of none (any more)."""
    other = HARM.get(what)
    out = []
    for r in reports:
        kinds = {c.what for c in r.event.counts if (c.low or c.high) and c.part_of is None}
        if r.lead and other in kinds and what not in kinds:
            out.append(Telling(r.origin or r.article, None, True, _day(r), 0, 0, r.article))
    return out


def _order(t: Telling) -> tuple[date, str, str]:
    return t.day, t.article, t.who


def _held(tellings: Iterable[Telling]) -> list[Telling]:
    """What each origin holds from each speaker, his last word: copies count once, and one who is revised is not his own rival."""
    last: dict[tuple[str, str], Telling] = {}
    for t in sorted(tellings, key=lambda t: (t.day, t.best, t.article)):
        last[t.who, t.origin if t.source is None else ""] = t
    return sorted(last.values(), key=_order)


def _range(told: Sequence[Telling], unsaid: Sequence[Telling], rule: Rule) -> tuple[int, int, int | None, Telling]:
    held = _held(told)
    about = [*(t for t in told if t.lead), *unsaid]
    best = _best(held, _settled(about or told), rule)
    low = min(t.low for t in held)
    high = max((t.high if t.high is not None else t.low) for t in held)
    return min(low, best.best), best.best, max(high, best.best), best


def _settled(told: Sequence[Telling]) -> list[Telling]:
    """The last words of the days in which the news was made."""
    first = min(t.day for t in told)
    held = _held(t for t in told if (t.day - first).days <= FRESH)
    last = max(t.day for t in held)
    return [t for t in held if (last - t.day).days <= LATE]


def _best(held: Sequence[Telling], settled: Sequence[Telling], rule: Rule) -> Telling:
    """The telling that the rule takes: of the last words the middle one, of two the lower. Ties by article: nothing depends on order."""
    if rule == "cautious":
        return min(held, key=lambda t: (t.best, t.article, t.who))
    if rule == "ucdp":
        votes: dict[int, int] = defaultdict(int)
        for t in held:
            votes[t.best] += 1
        return min(held, key=lambda t: (-votes[t.best], t.best, t.article, t.who))
    middle = sorted(settled, key=lambda t: (t.best, t.article, t.who))
    return middle[(len(middle) - 1) // 2]


def _history(told: Sequence[Telling], unsaid: Sequence[Telling], rule: Rule) -> tuple[FigureStep, ...]:
    """What the figure was from each day of report on; a step only where something changed."""
    steps: list[FigureStep] = []
    for day in sorted({t.day for t in told}):
        low, best, high, by = _range([t for t in told if t.day <= day], [t for t in unsaid if t.day <= day], rule)
        if not steps or (low, best, high) != (steps[-1].low, steps[-1].best, steps[-1].high):
            steps.append(FigureStep(day=None if day == date.max else day, low=low, best=best, high=high, root_source=by.source))
    return tuple(steps)


def _as_said(r: Report, c: Count, partial: bool) -> FigureReport:
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
        partial=partial,
        root_source=root_source(claim),
        outlet=r.outlet,
        origin=r.origin,
        published=r.published,
        said=claim.said if claim else None,
        field=c.field,
    )
