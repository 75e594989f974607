"""A GeoNames dump as places: the tab-separated table of `allCountries.zip`, `cities500.zip` or a country's file.

Columns and feature codes: geonames.org/export (CC BY 4.0). Streams and small features that no report names are left out.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

from selon.atlas.divisions import bare
from selon.atlas.raw import Raw, is_latin
from selon.atlas.sources import SMALL, town_radius
from selon.errors import AtlasError

COLUMNS = 19
MOST = 2**32 - 1  # what the file's records hold
COUNTRY = re.compile(r"(?:[A-Z]{2})?")  # some seas and undersea features lie in none
ADVICE = "give allCountries.zip, a country's zip of GeoNames, or the text file in it"
Code = tuple[str, str, str]  # country, first-order code, second-order code or nothing
FEATURES = {
    "PPLX": "neighbourhood",
    "AIRP": "airport",
    "AIRB": "base",
    "INSM": "base",
    "MILB": "base",
    "DAM": "dam",
    "HBR": "port",
    "PRT": "port",
    "MN": "mine",
    "OILF": "oilfield",
    "PS": "plant",
    "PSN": "plant",
    "PSH": "plant",
    "CMPRF": "camp",
    "ISL": "island",
    "ISLS": "island",
    "MT": "mountain",
    "MTS": "mountain",
    "STRT": "strait",
    "SEA": "sea",
    "GULF": "sea",
    "BAY": "sea",
    "LK": "lake",
    "LKS": "lake",
    "STM": "river",
    "DSRT": "desert",
    "RGN": "region",
    "ADM3": "admin3",
}
RADIUS = {
    "neighbourhood": 3.0,
    "admin3": 15.0,
    "river": 50.0,
    "region": 100.0,
    "desert": 150.0,
    "sea": 100.0,
    "lake": 20.0,
    "mountain": 20.0,
    "island": 20.0,
    "strait": 20.0,
}
ALWAYS = frozenset({"airport", "base", "dam", "oilfield", "plant", "camp", "strait", "sea", "admin3"})


def read_dump(path: Path) -> list[Raw]:
    """The places of a dump, with the names of their divisions, which it holds too. AtlasError where the file is no dump."""
    divisions = {key: bare(row[1]) for row in _lines(path) if (key := _division(row))}
    out = [place for row in _lines(path) if (place := _place(row, divisions))]
    if not out:
        raise AtlasError(f"{path}: no places in it; {ADVICE}")
    return out


def _lines(path: Path) -> Iterator[list[str]]:
    try:
        if not zipfile.is_zipfile(path):
            with path.open("rb") as f:
                yield from _rows(f)
            return
        with zipfile.ZipFile(path) as z:
            name = next((n for n in sorted(z.namelist()) if n.endswith(".txt") and "readme" not in n.lower()), None)
            if name is None:
                raise AtlasError(f"{path}: no table (.txt) in this zip; {ADVICE}")
            with z.open(name) as f:
                yield from _rows(f)
    # RuntimeError: the zip asks for a password; NotImplementedError: it is packed in a way that Python does not know
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as e:
        raise AtlasError(f"{path}: not a GeoNames dump ({e}); {ADVICE}") from None


def _rows(f: IO[bytes]) -> Iterator[list[str]]:
    with io.TextIOWrapper(f, encoding="utf-8", errors="replace", newline="\n") as lines:
        for line in lines:
            yield line.rstrip("\r\n").split("\t")


def _division(row: list[str]) -> Code | None:
    """Country and codes of the division a line tells of; null where it tells of none."""
    if len(row) != COLUMNS or row[7] not in {"ADM1", "ADM2"}:
        return None
    return row[8], row[10], row[11] if row[7] == "ADM2" else ""


def _kind(feature_class: str, code: str) -> str | None:
    if code in FEATURES:
        return FEATURES[code]
    return "town" if feature_class == "P" and code not in {"PPLH", "PPLQ", "PPLW"} else None


def _place(row: list[str], divisions: Mapping[Code, str]) -> Raw | None:
    """One line as a place; null for what reports do not name and for lines that are broken."""
    if len(row) != COLUMNS or (kind := _kind(row[6], row[7])) is None:
        return None
    try:
        number, lat, lon, people = int(row[0]), float(row[4]), float(row[5]), int(row[14] or 0)
    except ValueError:
        return None
    name, country = row[1].strip("\0 "), row[8]
    if not (abs(lat) <= 90 and abs(lon) <= 180 and 0 <= number <= MOST and 0 <= people <= MOST and name and COUNTRY.fullmatch(country)):
        return None
    others = row[3].split(",") if people >= SMALL or kind in ALWAYS else []
    names = [(name, "name"), *((n, "alternate") for n in sorted(set(others)) if is_latin(n) and not n.isupper())]
    radius = RADIUS.get(kind, 5.0) if kind != "town" else town_radius(people)
    return Raw(
        name,
        lat,
        lon,
        kind,
        country,
        "geonames",
        people or 20.0,
        people,
        number,
        radius,
        divisions.get((country, row[10], ""), ""),
        divisions.get((country, row[10], row[11]), ""),
        names,
    )
