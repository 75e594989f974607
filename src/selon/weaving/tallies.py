"""Tallies held against the incidents that are known for their period and area, and against each other.

"At least 19 attacks since 17 October" beside the eleven that can be told one by one: so one sees what is told only as a number.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations

from selon.model import Basis, Degree, EventType, Incident, Participant, Ref, Side, Source, SourceKind, What, WovenDispute
from selon.weaving.disputes import dispute_id
from selon.weaving.reports import TallyReport
from selon.weaving.sources import root_source

ACTS: frozenset[What] = frozenset({"attacks", "strikes"})
FORCE: frozenset[EventType] = frozenset({"ASSAULT", "INTERCEPT"})
SLACK = timedelta(days=1)  # a night's attack is dated by one as the day before, by the other as the day after
VAGUE: frozenset[Basis | None] = frozenset({"admin1", "country", "region", None})
REAL = frozenset({"happened", "ongoing"})
OFFICIAL: frozenset[SourceKind] = frozenset({"government", "military", "spokesperson", "official", "head_of_state"})


def until(t: TallyReport) -> date | None:
    """The last day of a tally: the one told, else that of its publication."""
    return t.tally.until or (t.published.end if t.published else None)


def covered(t: TallyReport, incidents: Iterable[Incident], area: Collection[str] = ()) -> list[Incident]:
    """The incidents of the period and area of a tally of acts, by those it counts as doing them, without those that its targets did
    themselves; in their order.

    `area` are the countries where the tally itself names none. Where none is known, its actors and targets bound it: the incidents they
    took part in, or that lie in their country; with nothing to bound it, it covers none. An incident told without a site of its own is left
    out where another one of its country and days is there, which it may be.
    """
    last = until(t)
    if t.tally.since is None or last is None or not bounded(t, area):
        return []
    parties = (*t.tally.actor, *_target(t))
    there = _area_of(t) or set(area)
    acts = [i for i in incidents if _is_act(i) and _on(i, t.tally.since, last) and (_in(i, there) if there else _touches(i, parties))]
    mine = [i for i in acts if not _by(i, _target(t) or _counting(t)) and (not t.tally.actor or _by(i, t.tally.actor, unknown=True))]
    return [i for i in mine if not (_vague(i) and any(_may_be(i, o) for o in acts))]


def _target(t: TallyReport) -> tuple[Participant, ...]:
    return t.target or t.tally.target


def _counting(t: TallyReport) -> tuple[Source, ...]:
    """The state that counts attacks and does not say on whom: it does not mean its own."""
    who = t.claim.source if t.claim is not None and t.tally.what == "attacks" and not t.tally.actor else None
    return (who,) if who is not None and who.kind in OFFICIAL and who.country else ()


def bounded(t: TallyReport, area: Collection[str] = ()) -> bool:
    """Whether a tally can be held against incidents at all: acts, from a first day, in an area or by or against somebody."""
    somewhere = bool(_area_of(t) or area or any(p.country for p in (*t.tally.actor, *_target(t))))
    return t.tally.what in ACTS and t.tally.since is not None and somewhere


def _area_of(t: TallyReport) -> set[str]:
    """The countries that a tally names, without those that are but its targets' own: attacks on Americans "in Iraq, said Washington"."""
    there = {p.country for p in t.tally.place if p.country}
    return (there - {p.country for p in _target(t)}) or there


def _vague(i: Incident) -> bool:
    return i.place is None or i.place.basis in VAGUE


def _may_be(i: Incident, other: Incident) -> bool:
    """Whether an incident without a site may be another one that has one."""
    if _vague(other) or other.start is None or other.end is None or i.start is None or i.end is None:
        return False
    country = i.place.country if i.place else None
    return country in {None, other.place.country if other.place else None} and i.start - SLACK <= other.end and other.start - SLACK <= i.end


def _is_act(i: Incident) -> bool:
    """Whether this is an act: several told as one count once where they have one site and one day."""
    one = i.clarity == "single" or (not _vague(i) and i.start is not None and i.start == i.end)
    return i.type in FORCE and one and any(s in REAL for s in i.reported)


def _on(i: Incident, first: date, last: date) -> bool:
    return i.start is not None and i.end is not None and first - SLACK <= i.end and i.start <= last


def _in(i: Incident, area: set[str]) -> bool:
    return i.place is not None and i.place.country in area


def _touches(i: Incident, parties: Sequence[Participant]) -> bool:
    """Whether an incident lies in the country of these, or they took part in it."""
    theirs = {p.country for p in parties if p.country}
    there = {i.place.country} if i.place is not None else set()
    return bool(theirs & (there | {p.country for p in (*i.actors, *i.targets)}))


def _by(i: Incident, parties: Sequence[Participant | Source], unknown: bool = False) -> bool:
    """Whether these did it: the first named of those of a known country who acted is one of them; `unknown` is the answer where none is.

    Who shoots a drone down did not do the attack; of one that is told as an attack and as its interception the first named counts.
    """
    mine = {x for p in parties for x in (p.country, p.name.casefold()) if x}
    doers = [{p.country, p.name.casefold()} for p in i.actors if p.country]
    if i.type == "INTERCEPT" or not doers:
        return unknown
    return bool(doers[0] & mine)


def tally_disputes(tallies: Sequence[TallyReport], incidents: Sequence[Incident]) -> tuple[WovenDispute, ...]:
    """For each tally of acts, the incidents it covers where their number is not the one told; and tallies that pull apart; by id."""
    found = [*_against_incidents(tallies, incidents), *_against_each_other(tallies)]
    return tuple(sorted({d.id: d for d in found}.values(), key=lambda d: d.id))


def _ref(t: TallyReport) -> Ref:
    return Ref(article=t.article, id=t.tally.id, span=t.tally.span, field=t.tally.field)


def _against_incidents(tallies: Sequence[TallyReport], incidents: Sequence[Incident]) -> Iterator[WovenDispute]:
    """One for each tally with a period whose number is not that of the incidents held: what is told only as a number, or not counted."""
    areas = _areas(tallies)
    for t in tallies:
        area = areas.get((t.tally.what, t.tally.since), ()) if t.tally.since is not None else ()
        if not bounded(t, area):
            continue
        held = covered(t, incidents, area)
        if (t.tally.low or 0) <= len(held) and (t.tally.high is None or len(held) <= t.tally.high):
            continue
        refs = tuple(Ref(article=r.article, id=r.event, span=r.span, field=r.field) for i in held for r in i.reports[:1])
        sides = (Side(says=t.tally.text, refs=(_ref(t),)), Side(says=str(len(held)), refs=refs))
        yield WovenDispute(
            id=dispute_id(t.ref, "tally", sides),
            about="tally",
            degree="in_tension",
            sides=sides,
            tally=t.ref,
            covers=tuple(i.id for i in held),
        )


def _areas(tallies: Iterable[TallyReport]) -> dict[tuple[What, date], list[str]]:
    """The countries of running counts, by kind and first day: one that is told without its area goes on counting there."""
    votes: dict[tuple[What, date], Counter[tuple[str, ...]]] = defaultdict(Counter)
    for t in tallies:
        area = tuple(sorted({p.country for p in t.tally.place if p.country}))
        if t.tally.since is not None and t.tally.part_of is None and area:
            votes[t.tally.what, t.tally.since][area] += 1
    return {key: list(min(v.items(), key=lambda item: (-item[1], item[0]))[0]) for key, v in votes.items()}


def _against_each_other(tallies: Iterable[TallyReport]) -> Iterator[WovenDispute]:
    """Tallies of one kind, start, end and area told by different speakers with different numbers; parts are held against parts."""
    alike: dict[tuple[What, date | None, date | None], list[TallyReport]] = defaultdict(list)
    for t in sorted(tallies, key=lambda t: t.ref):
        if t.tally.since is not None and until(t) is not None:
            alike[t.tally.what, t.tally.since, t.tally.until or until(t)].append(t)
    for group in alike.values():
        for a, b in combinations(_distinct(group), 2):
            degree = _degree(a, b)
            if degree is not None:
                sides = tuple(Side(says=t.tally.text, refs=(_ref(t),)) for t in (a, b))
                yield WovenDispute(id=dispute_id(None, "tally", sides), about="tally", degree=degree, sides=sides)


def _distinct(group: Iterable[TallyReport]) -> list[TallyReport]:
    """One for each number, area and root source: copies and repetitions are no rivals."""
    seen: dict[tuple[object, ...], TallyReport] = {}
    for t in group:
        seen.setdefault((t.tally.low, t.tally.high, frozenset(_area(t)), root_source(t.claim) or t.origin or t.article), t)
    return list(seen.values())


def _area(t: TallyReport) -> set[str]:
    return {p.country or p.name for p in t.tally.place}


def _degree(a: TallyReport, b: TallyReport) -> Degree | None:
    """How far two tallies are apart; null where they are of different areas, a whole and a part, or one number."""
    x, y = a.tally, b.tally
    if (_area(a) and _area(b) and _area(a) != _area(b)) or (x.part_of is None) != (y.part_of is None) or (x.low, x.high) == (y.low, y.high):
        return None
    if (not _area(a) or not _area(b)) and (x.part_of or y.part_of):
        return None
    if (x.high is not None and y.low is not None and x.high < y.low) or (y.high is not None and x.low is not None and y.high < x.low):
        return "contradicts"
    return "in_tension" if x.low != y.low else None
