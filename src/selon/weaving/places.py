"""Where it was, out of many tellings: the place that most origins name or lie near, as precisely as one of them has it."""

from __future__ import annotations

from collections.abc import Sequence

from selon.atlas.folding import loose, plain
from selon.atlas.globe import km
from selon.model import Basis, Place

CLOSE = 15.0  # km between two names of one place
PRECISE: dict[Basis, float] = {
    "site": 1.0,
    "town": 1.0,
    "admin2": 0.5,
    "line": 0.4,
    "sea": 0.4,
    "admin1": 0.25,
    "region": 0.15,
    "country": 0.1,
}


def same_spot(a: Place, b: Place) -> bool:
    """Whether two places are one, by name or position."""
    if plain(a.name) == plain(b.name) or (loose(a.name) and loose(a.name) == loose(b.name)):
        return True
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    return km(a.lat, a.lon, b.lat, b.lon) <= CLOSE


def _spot(p: Place) -> tuple[str, float | None, float | None]:
    """All that `same_spot` looks at: many reports tell one place in the same words."""
    return p.name, p.lat, p.lon


def best_place(told: Sequence[tuple[Place | None, float]]) -> Place | None:
    """The best of some places with their votes."""
    places = [(p, w * (p.confidence or 0.5) * PRECISE.get(p.basis or "country", 0.3)) for p, w in told if p is not None]
    spots = {_spot(p): p for p, _ in places}
    same = {(a, b) for a, p in spots.items() for b, q in spots.items() if same_spot(p, q)}

    def support(p: Place) -> float:
        return sum(w for q, w in places if (_spot(p), _spot(q)) in same)

    def key(p: Place) -> tuple[bool, float, float, float, str]:
        return (p.lat is not None, round(support(p), 6), PRECISE.get(p.basis or "country", 0.3), p.confidence or 0.0, p.name)

    return max((p for p, _ in places), key=key, default=None)
