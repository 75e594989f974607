"""Losses told by where they were suffered: "24 were hurt: twenty at the port and four at the airport" tells of two places.

Each part becomes an event of the kind that the article tells of, with its place and its figure, unless an event there is told already.
"""

from __future__ import annotations

from msgspec.structs import replace

from selon.languages.syntax import Sentence
from selon.model import Count, Event, Place, Quantity, Span, Voice, What
from selon.reading.pooling.findings import Findings
from selon.reading.pooling.sameness import AHEAD
from selon.reading.pooling.standing import FINE
from selon.reading.pooling.voices import ClaimIndex
from selon.reading.pooling.wording import HARMFUL

SUFFERED: frozenset[What] = frozenset({"killed", "injured", "missing"})
REACH = 45          # characters between a number and the place it is told for
FEWEST = 2          # places of one list
Part = tuple[Quantity, Place]


def sited_events(f: Findings, events: tuple[Event, ...]) -> tuple[Event, ...]:
    """The events with one more for each part of a list of losses by place, all numbered anew in text order, the title's first."""
    index, lost = f.index, dict[Sentence, list[Quantity]]()
    for q in f.quantities:
        s = f.page.sentence_at(q.span[0]) if q.field is None and q.what in SUFFERED and q.high != 0 else None
        if s is not None:
            lost.setdefault(s, []).append(q)
    more = [e for s, found in lost.items() for e in _of_list(f, s, found, events, index)]
    if not more:
        return events
    parts = {p.place.span for p in more if p.place is not None}
    events = tuple(replace(e, place=None) if e.place is not None and e.place.span in parts else e for e in events)
    events = tuple(_parted(e, {p.trigger for p in more}) for e in events)
    ordered = sorted([*events, *more], key=lambda e: (e.field is None, e.trigger))
    return tuple(replace(e, id=f"e{k + 1}") for k, e in enumerate(ordered))


def is_part(f: Findings, e: Event) -> bool:
    """Whether an event is such a part, whose trigger is its number."""
    return any(q.span == e.trigger and q.field == e.field for q in f.quantities)


def _of_list(f: Findings, s: Sentence, found: list[Quantity], events: tuple[Event, ...], index: ClaimIndex) -> list[Event]:
    parts = _parts(f, s, found)
    if len({p.name for _, p in parts}) < FEWEST and not _alone(f, s, parts, index):
        return []
    parent = _parent(f, s, events)
    if parent is None:
        return []
    if parent.trigger[0] > s.end and parent.field is None:      # told later: of another act's day and means nothing is known here
        parent = replace(parent, time=None, mode=None, newness="new")
    alone = len(parts) < FEWEST
    told = {c.span for e in events for c in e.counts if c.field is None and (alone or _inside(s, e) or _whole(e, c))}
    whole = sum(q.low or 0 for q, _ in parts) in {q.low for q in f.quantities}
    here = set() if whole else {e.place.name for e in events if e.place is not None and e.field is None
                                and _inside(s, e)}
    return [_event(q, p, parent, s, index) for q, p in parts if p.name not in here and q.span not in told]


def _inside(s: Sentence, e: Event) -> bool:
    return e.field is None and any(s.start <= a < s.end for a, _ in e.mentions)


def _whole(e: Event, c: Count) -> bool:
    """Whether other counts of an event are parts of this one or told instead of it."""
    k = e.counts.index(c)
    return c.instead_of is not None or any(k in {x.part_of, x.instead_of} for x in e.counts)


def _parted(e: Event, parts: set[Span]) -> Event:
    """An event told elsewhere without the losses that a list tells of places of their own."""
    lost = [k for k, c in enumerate(e.counts) if c.field is None and c.span in parts]
    if not lost:
        return e
    def at(k: int | None) -> int | None:
        return None if k is None else k - sum(x < k for x in lost)
    kept = (c for k, c in enumerate(e.counts) if k not in lost)
    return replace(e, counts=tuple(replace(c, part_of=at(c.part_of), instead_of=at(c.instead_of)) for c in kept))


def _alone(f: Findings, s: Sentence, parts: list[Part], index: ClaimIndex) -> bool:
    """Whether somebody gives the losses of one place in a sentence that tells of no act: "the army counted only 20 injured at Kidal"."""
    if len(parts) != 1:
        return False
    claims = [index.around(q.span[0], None) for q, _ in parts]
    told = any(not (m.nominal and m.harm is not None) for m in f.told_in(s))
    return not told and all(c is not None and c.source is not None for c in claims)


def _parts(f: Findings, s: Sentence, found: list[Quantity]) -> list[Part]:
    """Those of the losses of a sentence that name no noun of their own, each with the fine place told right after it."""
    totals = {t.quantity.span for t in f.counts.totals}
    out: list[Part] = []
    for k, q in enumerate(found):
        end = found[k + 1].span[0] if k + 1 < len(found) else s.end
        place = next((p for p in f.bindings.places(s) if q.span[1] <= p.span[0] < min(end, q.span[1] + REACH)), None)
        told = place is not None and FINE[place.basis] <= FINE["admin1"] and not _stops(f, (q.span[1], place.span[0]))
        if place is not None and told and q.who is None and q.span not in totals:
            out.append((q, place))
    return out


def _stops(f: Findings, between: Span) -> bool:
    """Whether something else begins between a number and a place."""
    return any(c in ",;:.()" for c in f.page.words(between))


def _parent(f: Findings, s: Sentence, events: tuple[Event, ...]) -> Event | None:
    """The event of the sentence, else the last one told before, else the first; a plan or a denial is none."""
    able = [e for e in events if e.type in HARMFUL and e.status not in AHEAD and e.status != "denied" and e.field is None]
    inside = [e for e in able if _inside(s, e)]
    before = [e for e in able if e.trigger[0] < s.start]
    if inside or before or able:
        return (inside or before[-1:] or able)[0]
    told = next((m for m in f.mentions if m.type in HARMFUL), None)
    return None if told is None else Event(
        id="", type=told.type, trigger=told.span, mentions=(), voices=(), status="happened", hedged=False, mode=told.mode,
        confidence=0.5)


def _event(q: Quantity, place: Place, parent: Event, s: Sentence, index: ClaimIndex) -> Event:
    """One part as an event of its parent's kind and time."""
    claim = index.around(q.span[0], None) or index.beside(q.span, None, s)
    voice = Voice(claim=claim.id if claim else None, status="happened", hedged=False, span=q.span)
    count = Count(span=q.span, text=q.text, what=q.what, low=q.low, high=q.high, bound=q.bound, who=None, of="target")
    return Event(id="", type=parent.type, mode=parent.mode, trigger=q.span, mentions=(q.span,), voices=(voice,), status="happened",
                 hedged=False, claim=voice.claim, newness=parent.newness, place=place, time=parent.time, counts=(count,),
                 confidence=parent.confidence)
