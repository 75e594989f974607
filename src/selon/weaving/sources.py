"""Root sources: the first speaker of a chain, so that five agencies at one briefing count once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from selon.atlas.actors import load_actors
from selon.model import Claim, Field, SourceKind, Span
from selon.weaving.reports import Report


def root_source(claim: Claim | None) -> str | None:
    """What the first speaker of a claim is known as; null where the article itself tells."""
    return known_as(claim.source.name) if claim is not None and claim.source is not None else None


@lru_cache(maxsize=50_000)
def known_as(name: str) -> str:
    """One name for a source in both languages: the actor list's usual English one where the list has it ("Pentagone" is "Pentagon")."""
    actor = load_actors().named(name)
    return actor.name if actor else name


def claim_at(r: Report, span: Span, field: Field | None) -> Claim | None:
    """The claim in whose content some words stand: the shortest that holds them; else the one that the event's nearest voice names."""
    holding = [c for c in r.claims if c.field == field and any(s <= span[0] < t for s, t in c.content)]
    if holding:
        return min(holding, key=lambda c: (sum(t - s for s, t in c.content), c.id))
    voices = [v for v in r.event.voices if v.field == field] or list(r.event.voices)
    nearest = min(voices, key=lambda v: (abs(v.span[0] - span[0]), v.span), default=None)
    return next((c for c in r.claims if nearest is not None and c.id == nearest.claim), None)


def roots(r: Report) -> frozenset[str]:
    """The root sources of a report: who its voices go back to, by name; the article's origin where it tells itself."""
    named = {v.claim for v in r.event.voices}
    found = {s for c in r.claims if c.id in named and (s := root_source(c)) is not None}
    return frozenset(found or {f"[{r.origin or r.article}]"})


def kinds(reports: Iterable[Report]) -> tuple[SourceKind, ...]:
    """The kinds of those to whom the voices of some reports go back, sorted; "medium" where an article tells itself."""
    found: set[SourceKind] = set()
    for r in reports:
        told = {c.id: c.source.kind for c in r.claims if c.source is not None}
        found |= {told.get(v.claim or "", "medium") for v in r.event.voices}
    return tuple(sorted(found))
