"""Compiles a gazetteer: sources in, one file out (format.py). The same sources give the same bytes."""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from selon.atlas.divisions import divisions
from selon.atlas.dump import read_dump
from selon.atlas.folding import digest, loose, strict
from selon.atlas.format import HOW, KINDS, NOTHING, RECORD, SOURCES, digest_of, write
from selon.atlas.gazetteer import Gazetteer
from selon.atlas.raw import TRANSLITERATED, Raw
from selon.atlas.sources import Facts, airports, country_facts, country_places, own_places, post_offices, towns


def build_default(out: Path) -> str:
    """The gazetteer of the package, from the libraries and our own lists; returns the file's digest."""
    places = towns()
    places += post_offices(places)
    return _compile([*country_places(country_facts()), *divisions(places), *own_places(), *airports(), *places], out)


def build_from_geonames(path: Path, out: Path) -> str:
    """A gazetteer of a GeoNames dump (allCountries.zip, or a country's XX.zip) with our own lists; returns the file's digest.
    AtlasError where the dump is none."""
    places = read_dump(path)
    return _compile([*country_places(_known_facts()), *divisions(places), *own_places(), *places], out)


def _known_facts() -> dict[str, Facts]:
    """Facts of countries as the package's own gazetteer has them, so that a build from a dump needs no further library."""
    built_in = Gazetteer.open()
    entries = (built_in.country(code) for code in built_in.countries())
    return {e.country: Facts(e.name, e.population, e.geonameid or 0, e.radius_km) for e in entries if e}


def _compile(places: list[Raw], out: Path) -> str:
    places = sorted(places, key=lambda p: (p.country, KINDS.index(p.kind), -p.weight, p.name, p.lat, p.lon))
    names, records = _records(places)
    keys, posts, how, words = _keys(places)
    firsts, longest = _firsts(places)
    write(out, [records, names, keys, posts, how, firsts, longest, "\n".join(sorted(words)).encode()])
    return digest_of(out)


def _records(places: list[Raw]) -> tuple[bytes, bytes]:
    pool, where = bytearray(), {}
    firsts = {(p.country, p.name): i for i, p in enumerate(places) if p.kind == "admin1"}
    seconds = {(p.country, p.admin1, p.name): i for i, p in enumerate(places) if p.kind == "admin2"}
    records = bytearray()
    for p in places:
        shown = p.shown or p.name
        if shown not in where:
            where[shown] = len(pool)
            pool += shown.encode() + b"\0"
        records += RECORD.pack(
            p.lat,
            p.lon,
            min(p.population, 2**32 - 1),
            p.geonameid,
            where[shown],
            firsts.get((p.country, p.admin1), NOTHING),
            seconds.get((p.country, p.admin1, p.admin2), NOTHING),
            min(65535, round(p.radius_km * 10)),
            int.from_bytes(p.country.encode(), "big"),
            KINDS.index(p.kind),
            SOURCES.index(p.source),
        )
    return bytes(pool), bytes(records)


def _keys(places: list[Raw]) -> tuple[bytes, bytes, bytes, set[str]]:
    """Digests, entries and HOW of all names, by digest and falling weight; and the words that may stand in lower case."""
    rows: set[tuple[int, float, int, int]] = set()
    words: set[str] = set()
    for i, p in enumerate(places):
        order = -math.log1p(p.weight)
        best: dict[str, int] = {}
        exact: set[str] = set()
        for name, how in p.names:
            lang, colon, rest = name.partition(":")
            key, rank = f"{lang}:{strict(rest)}" if colon and len(lang) == 2 else strict(name), HOW.index(how)
            if key:
                best[key] = min(rank, best.get(key, rank))
            if how == "adjective" and name.islower():
                words.add(name)
            if how == "short":
                exact.add(name)
        rows |= {(digest(k), order, i, r) for k, r in best.items()}
        rows |= {(digest("=" + n), order, i, HOW.index("short")) for n in exact}
        if p.country in TRANSLITERATED:
            vague = {loose(name) for name, how in p.names if how in {"name", "alternate"}} - {""}
            rows |= {(digest("~" + k), order, i, HOW.index("loose")) for k in vague}
    ordered = sorted(rows)
    return (
        array("Q", (r[0] for r in ordered)).tobytes(),
        array("I", (r[2] for r in ordered)).tobytes(),
        bytes(r[3] for r in ordered),
        words,
    )


def _firsts(places: Iterable[Raw]) -> tuple[bytes, bytes]:
    """For each first word, how many words the longest name has that begins with it."""
    longest: dict[int, int] = defaultdict(int)
    for p in places:
        for name, _ in p.names:
            words = strict(name).split()
            if words:
                key = digest(words[0])
                longest[key] = max(longest[key], min(len(words), 255))
    ordered = sorted(longest.items())
    return array("Q", (k for k, _ in ordered)).tobytes(), bytes(n for _, n in ordered)
