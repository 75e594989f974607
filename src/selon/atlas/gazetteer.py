"""Places by name: a look-up in one memory-mapped file (format.py), folded over spellings (folding.py).

`Gazetteer.open()` gives the one built into the package. Look-ups never fail: an unknown name has no candidates.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from selon.atlas.folding import digest, loose, strict
from selon.atlas.format import KINDS, NOTHING, RECORD, SOURCES, open_packed
from selon.model import Basis

BUILT_IN = Path(__file__).parent / "data" / "gazetteer.bin"
NAMES = 100_000  # whose being one is remembered: articles repeat themselves
How = Literal["capital", "name", "short", "metonym", "adjective", "alternate", "loose"]
HOWS: tuple[How, ...] = ("capital", "name", "short", "metonym", "adjective", "alternate", "loose")  # as format.HOW
BASIS: dict[str, Basis] = {
    "town": "town",
    "neighbourhood": "site",
    "admin1": "admin1",
    "admin2": "admin2",
    "admin3": "admin2",
    "country": "country",
    "region": "region",
    "continent": "region",
    "island": "region",
    "mountain": "region",
    "desert": "region",
    "strait": "sea",
    "sea": "sea",
    "lake": "sea",
    "river": "line",
    "road": "line",
    "street": "site",
}


class Entry(msgspec.Struct, frozen=True, gc=False):
    """One place. `index` is its record in the file, lower is better known within a country; `how` is what the looked-up name is to
    it; `radius_km` the distance from its middle within which most of it lies; `source` where its position is from."""

    index: int
    name: str
    lat: float
    lon: float
    kind: str
    country: str
    population: int
    geonameid: int | None
    radius_km: float
    source: str
    admin1: int | None
    admin2: int | None
    how: How = "name"

    @property
    def basis(self) -> Basis:
        """What kind of area the position stands for."""
        return BASIS.get(self.kind, "site")


class Gazetteer:
    """A gazetteer file, mapped. One is enough for a process; look-ups are remembered."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._data, at = open_packed(path)
        view = memoryview(self._data)

        def section(name: str) -> memoryview:
            start, length = at[name]
            return view[start : start + length]

        self._records, self._how, self._longest = section("records"), section("how"), section("longest")
        self._keys, self._firsts, self._posts = section("keys").cast("Q"), section("firsts").cast("Q"), section("posts").cast("I")
        self._names = at["names"][0]
        self.words = frozenset(bytes(section("words")).decode().split("\n"))
        self._find = lru_cache(maxsize=20_000)(self._candidates)
        self.written = lru_cache(maxsize=20_000)(self._written)
        self.is_name = lru_cache(maxsize=NAMES)(self._is_name)
        self.longest = lru_cache(maxsize=50_000)(self._longest_from)
        self.entry = lru_cache(maxsize=50_000)(self._entry)

    @classmethod
    def open(cls, path: Path | str | None = None) -> Gazetteer:
        """The gazetteer of a file; without one, that of the package, opened once. AtlasError names a missing, old or corrupt file."""
        return _opened(Path(path) if path else BUILT_IN)

    def __len__(self) -> int:
        return len(self._records) // RECORD.size

    def candidates(self, name: str, limit: int = 100, lang: str = "") -> tuple[Entry, ...]:
        """The places of a name, exact spellings before loose ones, each once; at most `limit`, the best known first. With a language,
        what the name means there alone comes first ("Mexico" is the town in French)."""
        return self._find(name, limit, lang)

    def _written(self, name: str, lang: str) -> tuple[Entry, ...]:
        """The places of a name without those that are only abbreviated so and otherwise written ("Ms." for Mississippi)."""
        entries = self.candidates(name, lang=lang)
        if any(e.how == "short" for e in entries) and not self.is_short(name):
            return tuple(e for e in entries if e.how != "short")
        return entries

    def _is_name(self, name: str) -> bool:
        """Whether some place is spelled so, but for case and accents; adjectives and words for people included."""
        key = strict(name)
        return bool(key) and (key in self.words or self._has(digest(key)))

    def is_short(self, name: str) -> bool:
        """Whether some place is abbreviated exactly so: "Ga.", "GA", "U.S.", not "Ms." for "MS"."""
        return self._has(digest("=" + name))

    def country(self, code: str) -> Entry | None:
        """The entry of a country, by its ISO 3166-1 alpha-2 code."""
        return next((e for e in self.candidates(f"iso:{code}") if e.kind == "country"), None)

    def countries(self) -> tuple[str, ...]:
        """The ISO codes of all countries and territories that places lie in."""
        out: list[str] = []
        index = 0
        while index < len(self):
            code = self._country_of(index)
            out += [_letters(code)] if code else []
            index = self._first_of(code + 1)
        return tuple(out)

    def names_in(self, country: str, most: int) -> tuple[int, list[str]]:
        """The first record of a country and the names of its places from there on, the best known first, for the fuzzy search."""
        code, size = _code(country), RECORD.size
        first = self._first_of(code)
        end = min(self._first_of(code + 1), first + most)
        return first, [self._name(record[4]) for record in RECORD.iter_unpack(self._records[first * size : end * size])]

    def _first_of(self, code: int) -> int:
        """The first record of this country or of a later one."""
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self._country_of(middle) < code else (low, middle)
        return low

    def _country_of(self, index: int) -> int:
        return int(RECORD.unpack_from(self._records, index * RECORD.size)[8])

    def _has(self, key: int) -> bool:
        i = bisect_left(self._keys, key)
        return i < len(self._keys) and self._keys[i] == key

    def _name(self, offset: int) -> str:
        start = self._names + offset
        return self._data[start : self._data.find(b"\0", start)].decode()

    def _posted(self, key: int, limit: int) -> list[tuple[int, int]]:
        keys = self._keys
        first = last = bisect_left(keys, key)
        stop = min(first + limit, len(keys))
        while last < stop and keys[last] == key:
            last += 1
        return list(zip(self._posts[first:last], self._how[first:last], strict=True))

    def _candidates(self, name: str, limit: int, lang: str) -> tuple[Entry, ...]:
        key = strict(name)
        found = self._posted(digest(f"{lang}:{key}"), limit) if lang and key else []
        found = found or (self._posted(digest(key), limit) if key else [])
        if not found and (vague := loose(name)):
            found = self._posted(digest("~" + vague), limit)
        if len(found) > 1:
            best: dict[int, int] = {}
            for index, how in found:
                best[index] = min(how, best.get(index, how))
            found = list(best.items())
        return tuple([self._entry(index, how) for index, how in found])

    def _longest_from(self, word: str) -> int:
        key = digest(strict(word + " x").split(" ")[0])
        i = bisect_left(self._firsts, key)
        return self._longest[i] if i < len(self._firsts) and self._firsts[i] == key else 0

    def _entry(self, index: int, how: int = 0) -> Entry:
        lat, lon, people, number, name, admin1, admin2, radius, country, kind, source = RECORD.unpack_from(
            self._records, index * RECORD.size
        )
        data, start = self._data, self._names + name
        return Entry(
            index,
            data[start : data.find(b"\0", start)].decode(),
            round(lat, 5),
            round(lon, 5),
            KINDS[kind],
            _letters(country),
            people,
            number or None,
            radius / 10,
            SOURCES[source],
            None if admin1 == NOTHING else admin1,
            None if admin2 == NOTHING else admin2,
            HOWS[how],
        )


@cache
def _opened(path: Path) -> Gazetteer:
    return Gazetteer(path)


def _code(country: str) -> int:
    return int.from_bytes(country.encode(), "big") if country else 0


@cache
def _letters(code: int) -> str:
    return code.to_bytes(2, "big").decode() if code else ""
