"""Tellings of one incident that cannot both hold (`contradicts`) or that pull apart (`in_tension`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from hashlib import sha256

from selon.model import Claim, Count, Degree, DisputeAbout, Incident, Ref, Side, Span, What, WovenDispute
from selon.weaving.reports import Report
from selon.weaving.sources import claim_at, root_source, roots

DISPUTED: tuple[What, ...] = (
    "killed",
    "injured",
    "missing",
    "captured",
    "abducted",
    "drones",
    "missiles",
    "rockets",
    "aircraft",
    "arrested",
)


FLOWN: frozenset[What] = frozenset({"drones", "missiles", "rockets"})


def dispute_id(incident: str | None, about: DisputeAbout, sides: Sequence[Side]) -> str:
    """A hash of what is disputed and of where its sides stand."""
    marks = [incident or "", about, *sorted(f"{r.article}/{r.id}" for s in sides for r in s.refs)]
    return sha256("\n".join(marks).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def disputes_of(incident: Incident, reports: Sequence[Report]) -> tuple[WovenDispute, ...]:
    """The disputes of an incident, sorted by id: figures, occurrence, who did it, and what its articles themselves set
    against each other and no dispute of the whole covers."""
    mine = sorted(reports, key=lambda r: r.ref)
    found = [*_figures(incident, mine), *_occurrence(incident, mine), *_actors(incident, mine)]
    seen = [(d.about, {x for s in d.sides for x in s.refs}) for d in found]
    counted = {(x.article, x.id) for d in found if d.about == "figure" for s in d.sides for x in s.refs}
    for r in mine:
        for d in (d for d in r.disputes if d.about != "figure" or (r.article, r.event.id) not in counted):
            refs = {x for s in d.sides for x in s.refs}
            if not any(about == d.about and {(x.article, x.id) for x in refs} <= {(y.article, y.id) for y in held} for about, held in seen):
                found.append(_made(incident, d.about, d.degree, d.sides))
    return tuple(sorted({d.id: d for d in found}.values(), key=lambda d: d.id))


def _made(incident: Incident, about: DisputeAbout, degree: Degree, sides: Sequence[Side], note: str | None = None) -> WovenDispute:
    return WovenDispute(
        id=dispute_id(incident.id, about, sides), about=about, degree=degree, sides=tuple(sides), incident=incident.id, note=note
    )


def _figures(incident: Incident, reports: Sequence[Report]) -> Iterator[WovenDispute]:
    """For each kind, the numbers that speakers tell, where two of them cannot both hold."""
    most: dict[tuple[str, What], int] = defaultdict(int)
    for r in reports:
        for c in r.event.counts:
            most[r.article, c.what] = max(most[r.article, c.what], c.low or 0)
    for what in DISPUTED:
        figure = incident.figures.get(what)
        parts = {(s.article, s.event, s.span) for s in figure.said if s.partial} if figure else set()
        told: dict[tuple[int | None, int | None], list[tuple[Report, Count]]] = defaultdict(list)
        for r in reports:
            for c in r.event.counts:
                if c.what == what and (r.article, r.event.id, c.span) not in parts and not _some(c, most.get((r.article, what), 0)):
                    told[c.low, c.high].append((r, c))
        values = sorted(told, key=lambda v: (v[0] or 0, v[1] or 0))
        if any(_apart(x, y) and _rivals(told[x], told[y]) for i, x in enumerate(values) for y in values[i + 1 :]):
            sides = [Side(says=told[v][0][1].text, refs=tuple(_ref(r, c) for r, c in told[v])) for v in values]
            yield _made(incident, "figure", _degree([told[v] for v in values]), sides)
        for sides in (s for r in reports for s in _instead(r, what, parts)):
            yield _made(incident, "figure", "contradicts", sides)


def _rivals(a: Sequence[tuple[Report, Count]], b: Sequence[tuple[Report, Count]]) -> bool:
    """Whether two numbers are of two tellings: those that one event adds up are of one."""
    return any(x.ref != y.ref or c.instead_of is not None or d.instead_of is not None for x, c in a for y, d in b)


def _instead(r: Report, what: What, parts: Collection[tuple[str, str, Span]]) -> Iterator[list[Side]]:
    """Numbers that are no part of the figure, as they are told of several sites or days at once, and that one article sets against each
    other."""
    for c in r.event.counts:
        other = r.event.counts[c.instead_of] if c.instead_of is not None else None
        if other is not None and c.what == what and (r.article, r.event.id, c.span) in parts \
                and _apart((c.low, c.high), (other.low, other.high)):
            yield [Side(says=x.text, refs=(_ref(r, x),)) for x in (other, c)]


def _some(c: Count, most: int) -> bool:
    """Whether a number of things that flew is that of some of those which the article counts: "two drones; one was shot down"."""
    return c.what in FLOWN and c.instead_of is None and (c.low or c.high or 0) < most


def _apart(x: tuple[int | None, int | None], y: tuple[int | None, int | None]) -> bool:
    return (x[1] is not None and y[0] is not None and x[1] < y[0]) or (y[1] is not None and x[0] is not None and y[1] < x[0])


def _degree(sides: Sequence[Sequence[tuple[Report, Count]]]) -> Degree:
    """One speaker's later word takes back the earlier one (in tension); two speakers contradict each other."""
    speakers = [{root_source(claim_at(r, c.span, c.field)) or r.origin for r, c in side} for side in sides]
    return "in_tension" if len(set().union(*speakers)) < 2 else "contradicts"


def _ref(r: Report, c: Count) -> Ref:
    return Ref(article=r.article, id=r.event.id, span=c.span, field=c.field)


def _occurrence(incident: Incident, reports: Sequence[Report]) -> Iterator[WovenDispute]:
    """Told by some, denied by others."""
    sides: dict[bool, list[Ref]] = {True: [], False: []}
    who: dict[bool, set[str]] = {True: set(), False: set()}
    hedged = False
    claims = {(r.article, c.id): c for r in reports for c in r.claims}
    for r in reports:
        for v in r.event.voices:
            denied = v.status == "denied"
            if not denied and v.status not in {"happened", "ongoing"}:
                continue
            claim = claims.get((r.article, v.claim or ""))
            if denied and (claim is None or claim.source is None):          # what only an article says not to be so is no dispute
                continue
            sides[denied].append(Ref(article=r.article, id=r.event.id, span=v.span, field=v.field))
            who[denied].add(_speaker(r, claim))
            hedged = hedged or v.hedged
    if sides[True] and sides[False] and who[True] != who[False]:
        yield _made(
            incident,
            "occurrence",
            "in_tension" if hedged else "contradicts",
            [Side(says="happened", refs=tuple(sides[False])), Side(says="denied", refs=tuple(sides[True]))],
        )


def _speaker(r: Report, claim: Claim | None) -> str:
    return root_source(claim) or sorted(roots(r))[0]


def _actors(incident: Incident, reports: Sequence[Report]) -> Iterator[WovenDispute]:
    """Who did it: one accused or claiming, and a denial; or two who claim."""
    sides: dict[tuple[str, str], list[Ref]] = defaultdict(list)
    for r in reports:
        claims = {c.id: c for c in r.claims}
        for x in r.event.responsibility:
            c = claims.get(x.claim or "")
            span = c.content[0] if c and c.content else r.event.trigger
            sides[x.actor, x.kind].append(
                Ref(article=r.article, id=c.id if c else r.event.id, span=span, field=c.field if c else r.event.field)
            )
    for (actor, kind), refs in sorted(sides.items()):
        against = sides.get((actor, "denied"))
        if kind != "denied" and against:
            yield _made(
                incident,
                "actor",
                "contradicts",
                [Side(says=f"{actor}: {kind}", refs=tuple(refs)), Side(says=f"{actor}: denied", refs=tuple(against))],
            )
