"""Root sources: the first speaker of a chain, so that five agencies at one briefing count once.

A spokesman speaks for his house: "Pat Ryder", "the Pentagon's press secretary" and "le Pentagone" are one root. An unnamed official
stays who he is called, since one does not know whether he speaks for anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from selon.atlas.actors import Actor, load_actors
from selon.model import Claim, Field, Incident, SourceKind, Span, Value
from selon.weaving.reports import Report, TallyReport

VOICES: frozenset[SourceKind] = frozenset({"spokesperson", "official", "government", "military", "organisation", "other"})
HOUSES = frozenset({"government", "military", "armed_group", "igo", "ngo", "police"})
LONGEST = 6  # words of a house's name
REMEMBERED = 50_000  # names


def root_source(claim: Claim | None) -> str | None:
    """What the first speaker of a claim is known as; null where the article itself tells."""
    if claim is None or claim.source is None:
        return None
    return _house(claim.source.name, claim.source.kind)


@lru_cache(maxsize=REMEMBERED)
def known_as(name: str) -> str:
    """One name for a source in both languages: the actor list's usual English one where the list has it ("Pentagone" is "Pentagon")."""
    actor = load_actors().named(name)
    return actor.name if actor else name


@lru_cache(maxsize=REMEMBERED)
def _house(name: str, kind: SourceKind) -> str:
    """The house that a name speaks for, by its usual English name; the name itself where none is known."""
    actor = load_actors().named(name)
    if actor is None and kind in VOICES:
        within = list(_within(name))
        house = next((a for a in within if a.kind in HOUSES), None)
        if house is not None:
            return house.name
        actor = next((a for a in within if a.office), None)
    if actor is None:
        return name
    speaker = actor.speaks == "spokesperson" or kind == "spokesperson"
    house = next((a for a in _within(actor.office) if a.kind in HOUSES), None) if speaker and actor.office else None
    return (house or actor).name


def _within(words: str) -> Iterator[Actor]:
    """The actors named in some words, longest name first, from the left."""
    parts = words.replace("’", "'").replace("'", "' ").replace(",", " ").split()
    for size in range(min(LONGEST, len(parts)), 0, -1):
        for i in range(len(parts) - size + 1):
            found = load_actors().named(" ".join(parts[i : i + size]))
            if found is not None:
                yield found


class Root(Value, frozen=True, kw_only=True):
    """Who first told a figure or a tally: `ref` is "ARTICLE/EVENT" or "ARTICLE/TALLY"."""

    ref: str
    root: str


def roots_told(incidents: Iterable[Incident], tallies: Iterable[TallyReport]) -> list[Root]:
    """The root source of every figure and tally that has one, sorted."""
    said = [(f"{s.article}/{s.event}", s.root_source) for i in incidents for f in i.figures.values() for s in f.said]
    said += [(t.ref, root_source(t.claim)) for t in tallies]
    return [Root(ref=ref, root=root) for ref, root in sorted({(ref, root) for ref, root in said if root is not None})]


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
