"""A lead's place by the company it keeps: what an article is about lies mostly where the places it names lie.

A reading binds a place to an event by its clause, and a name in it may be another town's namesake. The lead of an article is told in many
sentences: so its place is chosen from the one bound and those named beside it, by how often each is named and how many of the others lie
around it (weights tried on gva dev, half by half: place of incident right 0.83 -> 0.86).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from selon.atlas.globe import km
from selon.model import Basis, Event, Place
from selon.weaving.keys import several_days
from selon.weaving.places import PRECISE, same_spot

SETTLED: frozenset[Basis] = frozenset({"site", "town", "admin2"})
WIDEST = 60.0  # km of radius; a wider place is no company
AROUND = 60.0  # km within which others bear a place out
MOST = 8  # names looked at, most often named first
OFTEN = 2  # times a place must be named to be chosen over the one bound to the event
BOUND, NAMED, BESIDE = 2.0, 5.0, 3.0  # for being bound to the event, for its own share of the names, for the share of those around it


def lead_place(e: Event, places: Sequence[Place]) -> Place | None:
    """The place of an article's lead event, out of the one bound to it and `places`, all that the article names."""
    if e.place is not None and e.place.basis not in SETTLED | {None, "admin1", "country"}:
        return e.place
    named = _named(places)
    if e.place is None and several_days(e):
        return None
    if not named:
        return e.place
    total = sum(n for _, n in named)
    country = e.place.country if e.place is not None else None
    known = [p for p, n in named if country in {None, p.country} and (n >= OFTEN or e.place is None)]
    rivals = ([e.place] if e.place is not None else []) + known

    def score(p: Place) -> float:
        bound = (
            BOUND * (e.place.confidence or 0.5) * PRECISE.get(e.place.basis or "country", 0.3) if e.place and same_spot(p, e.place) else 0.0
        )
        own = sum(n for q, n in named if q.name == p.name and q.lat == p.lat)
        beside = sum(n for q, n in named if q.name != p.name and _near(p, q))
        return bound + (NAMED * own + BESIDE * beside) / total

    return max(rivals, key=lambda p: (p.lat is not None, round(score(p), 6), p.confidence or 0.0, p.name))


def _near(p: Place, q: Place) -> bool:
    return None not in {p.lat, p.lon, q.lat, q.lon} and km(p.lat or 0.0, p.lon or 0.0, q.lat or 0.0, q.lon or 0.0) <= AROUND


def _named(places: Sequence[Place]) -> list[tuple[Place, int]]:
    """The sites and towns named, each as it is surest, with how often it is named."""
    surest: dict[str, Place] = {}
    times: Counter[str] = Counter()
    for p in places:
        if p.role == "site" and p.lat is not None and p.basis in SETTLED and (p.radius_km or 0.0) <= WIDEST:
            times[p.name] += 1
            if p.name not in surest or (p.confidence or 0.0) > (surest[p.name].confidence or 0.0):
                surest[p.name] = p
    return [(surest[name], n) for name, n in times.most_common(MOST)]
