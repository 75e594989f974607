"""The last resort for a name that no spelling of the gazetteer meets: the nearest spelling in the countries the text is about.

Only where names reach the press by transliteration, only a few names a text, only among the best-known places of two countries, compared
by their loose keys (rapidfuzz, normalised Indel similarity).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

from selon.atlas.folding import loose, loose_each
from selon.atlas.format import HOW
from selon.atlas.gazetteer import Entry, Gazetteer
from selon.reading.locating.sighting import Sighting

TRIES, COUNTRIES, PLACES = 4, 2, 6_000
SHORTEST, ALIKE = 6, 90.0  # letters of a loose key; similarity of 100


def look_alikes(found: Sequence[Sighting], gazetteer: Gazetteer) -> None:
    """Gives entries to sightings without any, by the countries that other sightings may lie in."""
    lost = [s for s in found if s.form == "unknown" and not s.entries][:TRIES]
    if not lost:
        return
    countries = Counter(s.entries[0].country for s in found if s.entries and s.entries[0].country)
    for s in lost:
        for country, _ in sorted(countries.most_common(COUNTRIES), key=lambda c: (-c[1], c[0])):
            best = _nearest(s.text, country, gazetteer)
            if best is not None:
                s.entries, s.form = (best,), "known"
                break


def _nearest(name: str, country: str, gazetteer: Gazetteer) -> Entry | None:
    key = loose(name)
    if len(key) < SHORTEST:
        return None
    first, keys = _keys_of(country, gazetteer)
    hit = process.extractOne(key, keys, scorer=fuzz.ratio, score_cutoff=ALIKE)
    return gazetteer.entry(first + hit[2], HOW.index("loose")) if hit else None


@lru_cache(maxsize=16)
def _keys_of(country: str, gazetteer: Gazetteer) -> tuple[int, list[str | None]]:
    """The first record of a country and the loose keys of its best-known places, null where too short to be like another."""
    first, names = gazetteer.names_in(country, PLACES)
    return first, [key if len(key) >= SHORTEST - 1 else None for key in loose_each(names)]
