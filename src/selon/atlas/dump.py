"""A GeoNames dump as places: the tab-separated table of `allCountries.zip`, `cities500.zip` or a country's file.

Columns and feature codes: geonames.org/export (CC BY 4.0). Streams and small features that no report names are left out.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from selon.atlas.divisions import bare
from selon.atlas.raw import Raw, is_latin
from selon.atlas.sources import SMALL, town_radius
from selon.errors import AtlasError

COLUMNS = 19
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
        raise AtlasError(f"{path}: no places in it; give allCountries.zip or a country's zip of GeoNames")
    return out


def _lines(path: Path) -> Iterator[list[str]]:
    try:
        with zipfile.ZipFile(path) as z:
            name = next((n for n in sorted(z.namelist()) if n.endswith(".txt") and "readme" not in n.lower()), None)
            if name is None:
                raise AtlasError(f"{path}: no table (.txt) in this zip; give allCountries.zip or a country's zip of GeoNames")
            with z.open(name) as f:
                for line in io.TextIOWrapper(f, encoding="utf-8", errors="replace", newline="\n"):
                    yield line.rstrip("\n").split("\t")
    except (OSError, zipfile.BadZipFile) as e:
        raise AtlasError(f"{path}: not a GeoNames dump ({e}); give allCountries.zip or a country's zip of GeoNames") from None


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
    others = row[3].split(",") if people >= SMALL or kind in ALWAYS else []
    names = [(row[1], "name"), *((n, "alternate") for n in sorted(set(others)) if is_latin(n) and not n.isupper())]
    radius = RADIUS.get(kind, 5.0) if kind != "town" else town_radius(people)
    return Raw(
        row[1],
        lat,
        lon,
        kind,
        row[8],
        "geonames",
        people or 20.0,
        people,
        number,
        radius,
        divisions.get((row[8], row[10], ""), ""),
        divisions.get((row[8], row[10], row[11]), ""),
        names,
    )
