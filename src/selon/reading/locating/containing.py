"""Which place lies in which, and which name is told to: the words between two names of places that stand side by side."""

from __future__ import annotations

from collections.abc import Sequence

from selon.atlas.gazetteer import Entry
from selon.atlas.globe import km
from selon.reading.locating.sighting import Sighting
from selon.reading.locating.words import POSSESSIVES, PlaceWords

GAP = 7  # tokens from a place to its container, at most
DROPPED = frozenset({"country", "admin1"})  # what a place must lie in that is told to lie in it
LOCAL = frozenset({"town", "neighbourhood", "admin2", "admin3", "admin1"})
KNOWN = 1_000_000  # people of a place that needs no telling where it is


def distance_km(a: Entry, b: Entry) -> float:
    """Great-circle distance."""
    return km(a.lat, a.lon, b.lat, b.lon)


def within(inner: Entry, outer: Entry) -> bool:
    """Whether a place lies in a country, state, county, or in another area by distance."""
    if inner.index == outer.index or outer.kind == "continent":
        return False
    if outer.kind == "country":
        return inner.country == outer.country
    if outer.kind == "admin1":
        return inner.admin1 == outer.index
    if outer.kind == "admin2":
        return inner.admin2 == outer.index or (inner.country == outer.country and distance_km(inner, outer) < 1.5 * outer.radius_km + 15)
    return distance_km(inner, outer) <= outer.radius_km * 1.2 + 15


def owned(a: Sighting, b: Sighting, words: PlaceWords) -> bool:
    """Whether `b` is named as a part of the country `a`: "India's northern Punjab state", "the Lebanese village of Alma"."""
    if a.sentence is not b.sentence or not a.entries or not b.entries or b.adjective or a.entries[0].kind != "country":
        return False
    between = [t.lower for t in a.sentence.tokens[a.last + 1 : b.first]]
    if not 1 <= len(between) <= GAP:
        return False
    if a.adjective:
        return between[-1] in words.link and between[0] in words.generic and all(_leads_to(w, words) for w in between)
    return between[0] in POSSESSIVES and all(_leads_to(w, words) for w in between[1:])


def beside(a: Sighting, b: Sighting, words: PlaceWords) -> bool:
    """Whether `b` stands after `a` as a container does: over a comma or a bracket, "in", "in the state of"."""
    if a.sentence is not b.sentence or not 1 <= b.first - a.last <= GAP:
        return False
    between = [t.lower for t in a.sentence.tokens[a.last + 1 : b.first]]
    if not between:
        return b.entries[0].kind in {"admin1", "country"} and b.entries[0].how in {"name", "short"}
    if between[0] in {",", "(", "."}:
        if len(between) <= 2 and not between[-1].isalpha():
            return True
        between = between[1:]
        if all(w in words.bearings for w in between):
            return b.entries[0].kind in DROPPED                # "Hyderabad, southern Pakistan"
        k = next((k for k, w in enumerate(between) if w in words.generic or w in words.holding), len(between))
        if k < len(between) and between[k] in words.generic and (not k or between[0] in words.before):
            between = between[k + 1 :]                         # "Avondale, a leafy suburb of Harare"
            return bool(between) and (between[0] in words.holding or between[0] in words.link) and _lead_on(between[1:], words)
    return bool(between) and between[0] in words.holding and _lead_on(between[1:], words)


def told_inside(a: Sighting, b: Sighting, words: PlaceWords) -> bool:
    """Whether words say that a place lies in another, not only a comma, which lists have too ("in Paris, in Rome and in Spain")."""
    if any(e.kind not in LOCAL for e in a.entries):
        return False
    between = [t.lower for t in a.sentence.tokens[a.last + 1 : b.first]]
    if any(w in words.generic or w in words.bearings for w in between):
        return True
    listed = between[:1] == [","] and max(e.population for e in a.entries) >= KNOWN
    return not listed and any(w in words.holding for w in between)


def _lead_on(between: Sequence[str], words: PlaceWords) -> bool:
    return all(_leads_to(w, words) for w in between)


def _leads_to(word: str, words: PlaceWords) -> bool:
    """Whether a word may stand between "in" and the name of what holds a place: "the northern province of"."""
    return word in words.article or word in words.generic or word in words.link or word in words.of or word in words.bearings
