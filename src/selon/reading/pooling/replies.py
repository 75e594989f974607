"""Voices of those who only answer: "The army denied it" denies the act that the claim before it tells of."""

from __future__ import annotations

from msgspec.structs import replace

from selon.model import Claim, Event, Voice
from selon.reading.pooling.findings import Findings
from selon.reading.pooling.wording import SPEECH

REAL = frozenset({"happened", "ongoing"})


def with_replies(f: Findings, events: tuple[Event, ...]) -> tuple[Event, ...]:
    """The events, each with the voices of the claims that deny or confirm what is said of it by pointing back.

    A reply is to the first act of the statement it answers. Whoever denies what they are accused of is no voice against the act, but stands
    among its `responsibility`.
    """
    more: dict[str, list[Voice]] = {}
    accusing = {c.id for c in f.claims if c.stance == "accuses"}
    for c in f.claims:
        e = _answered(c, events) if c.answers is not None and c.answers not in accusing else None
        if e is not None and c.cue and (c.stance != "denies" or _is_news(f, c, e)) and not any(r.claim == c.id for r in e.responsibility):
            more.setdefault(e.id, []).append(_voice(c, e))
    return tuple(replace(e, voices=(*e.voices, *more[e.id])) if e.id in more else e for e in events) if more else events


def _answered(c: Claim, events: tuple[Event, ...]) -> Event | None:
    """The first act told as done in the claim that another answers."""
    told = [(v.span, e) for e in events for v in e.voices if v.claim == c.answers and v.status in REAL]
    acts = [(span, e) for span, e in told if e.type not in SPEECH and e.newness != "background"]
    return min(acts, key=lambda x: x[0])[1] if acts else None


def _is_news(f: Findings, c: Claim, e: Event) -> bool:
    """Whether a statement is the first in the text to tell of an event, or only its speaker told of it before: else what is denied of it
    is a detail ("the strike had targeted a parade, which Kyiv denied")."""
    sources = {x.id: x.source.name for x in f.claims if x.source is not None}
    before = [v for v in e.voices if v.field is None and v.status in REAL and v.claim != c.answers]
    said = next(v for v in e.voices if v.claim == c.answers)
    return all(v.span[0] > said.span[0] or (v.claim is not None and sources.get(v.claim) == sources.get(c.answers or "")) for v in before)


def _voice(c: Claim, e: Event) -> Voice:
    """How a reply tells of an event: denied, or as the statement that it confirms tells it."""
    told = next(v for v in e.voices if v.claim == c.answers and v.status in REAL)
    return Voice(claim=c.id, status="denied" if c.stance == "denies" else told.status, hedged=False, span=c.cue[0], field=c.field)
