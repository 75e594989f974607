"""Voices of those who only answer: "The army denied it" denies the act that the claim before it tells of."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from selon.model import Claim, Event, Span, Voice
from selon.reading.pooling.findings import Findings
from selon.reading.pooling.wording import SPEECH

REAL = frozenset({"happened", "ongoing"})
CLAUSES = frozenset({"ccomp", "advcl", "acl", "csubj"})


def with_replies(f: Findings, events: tuple[Event, ...]) -> tuple[Event, ...]:
    """The events, each with the voices of the claims that deny or confirm what is said of it by pointing back.

    A reply is to the first act of the statement it answers. Whoever denies what they are accused of is no voice against the act, but stands
    among its `responsibility`.
    """
    if all(c.answers is None for c in f.claims):
        return events
    more: dict[str, list[Voice]] = {}
    by = {c.id: c for c in f.claims}
    for c in f.claims:
        said = by.get(c.answers or "")
        e = _act(f, said, events) if said is not None and said.stance != "accuses" and c.cue else None
        if e is not None and said is not None and (c.stance != "denies" or _is_news(said, e, by)):
            more.setdefault(e.id, []).append(_voice(c, e))
    return tuple(replace(e, voices=(*e.voices, *more[e.id])) if e.id in more else e for e in events)


def _act(f: Findings, said: Claim, events: tuple[Event, ...]) -> Event | None:
    """The first act that a claim tells as done by its main clause: not "the mayor knew that police had shot a boy"."""
    told = [(v.span, e) for e in events for v in e.voices if v.claim == said.id and v.status in REAL]
    acts = [(span, e) for span, e in told if e.type not in SPEECH and e.newness != "background" and _is_main(f, said, span)]
    return min(acts, key=lambda x: x[0])[1] if acts else None


def _is_main(f: Findings, said: Claim, span: Span) -> bool:
    """Whether no clause of what is said stands between its main clause and the words of an act."""
    s = f.page.sentence_at(span[0], said.field)
    t = next(iter(s.within(span)), None) if s is not None else None
    while s is not None and t is not None and t.head != t.i:
        up = s.head(t)
        if not any(a <= up.start < b for a, b in said.content):
            return True
        if t.rel in CLAUSES:
            return False
        t = up
    return t is not None


def _is_news(said: Claim, e: Event, by: Mapping[str, Claim]) -> bool:
    """Whether a statement is the first in the text to tell of an event, or only its speaker told of it before: else what is denied of it
    is a detail ("the strike had targeted a parade, which Kyiv denied")."""
    own = said.source.name if said.source is not None else None
    first = next(v.span[0] for v in e.voices if v.claim == said.id)
    before = [by.get(v.claim or "") for v in e.voices if v.field is None and v.status in REAL and v.claim != said.id and v.span[0] < first]
    return all(x is not None and x.source is not None and x.source.name == own for x in before)


def _voice(c: Claim, e: Event) -> Voice:
    """How a reply tells of an event: denied, or as the statement that it confirms tells it."""
    told = next(v for v in e.voices if v.claim == c.answers and v.status in REAL)
    return Voice(claim=c.id, status="denied" if c.stance == "denies" else told.status, hedged=False, span=c.cue[0], field=c.field)
