"""The actor list: states' organs, armed groups, organisations, media and office holders with their French and English names.

Data in atlas/data/actors/*.toml, one file a region or kind, checked on load against the schema below: a wrong key or value, a name
twice in one language for one time, an unknown parent are named with file and entry. docs/actors.md says how to add an entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from selon.atlas.phrases import Phrases, fold, pieces
from selon.errors import AtlasError
from selon.model import SourceKind

DATA = Path(__file__).parent / "data" / "actors"
ActorKind = Literal["state", "government", "military", "police", "intelligence", "armed_group", "party", "igo", "ngo", "company",
                    "medium", "organisation", "people", "person", "ship"]
Sector = Literal["GOV", "MIL", "COP", "SPY", "JUD", "LEG", "REB", "OPP", "PTY", "CVL", "CRM", "UAF", "MED", "BUS", "EDU", "HLH",
                 "REL", "REF", "LAB", "IGO", "NGO", "MNC", "ELI", "AGR", "JEW", "MOS", "CHR", "SET"]
SECTORS: dict[ActorKind, Sector] = {"state": "GOV", "government": "GOV", "military": "MIL", "police": "COP", "intelligence": "SPY",
                                    "armed_group": "REB", "party": "PTY", "igo": "IGO", "ngo": "NGO", "company": "BUS", "medium": "MED",
                                    "people": "CVL", "person": "ELI", "ship": "MIL"}


class Actor(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entry. `en`, `fr` are names, the usual one first, abbreviations and variants after it.

    `speaks` is the source kind where it differs from the kind's; `since`, `until` are years of existence or of office;
    `sponsor` the ISO code of the state that backs it; `parent` the id of what it belongs to or split from.
    """

    id: str
    kind: ActorKind
    en: tuple[str, ...]
    fr: tuple[str, ...] = ()
    country: str | None = None
    sector: Sector | None = None
    speaks: SourceKind | None = None
    office: str | None = None
    sponsor: str | None = None
    parent: str | None = None
    since: int | None = None
    until: int | None = None
    gender: Literal["f", "m"] | None = None
    source: str | None = None

    @property
    def name(self) -> str:
        """The usual English name."""
        return self.en[0]

    def called(self, lang: str) -> str:
        """The usual name in a language."""
        return self.fr[0] if lang == "fr" and self.fr else self.en[0]

    @property
    def plover(self) -> Sector | None:
        """PLOVER's sector code."""
        return self.sector or SECTORS.get(self.kind)

    def lived(self, year: int | None) -> bool:
        """Whether it existed, or held its office, in a year, give or take one; true where nothing is known."""
        return year is None or ((self.since is None or self.since - 1 <= year) and (self.until is None or year <= self.until + 1))


class ActorFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of actors; `source` says where the facts of entries without one of their own are from."""

    source: str
    actor: tuple[Actor, ...]


def _shouted(name: str) -> bool:
    return len(name) <= 6 and name.upper() == name and any(c.isalpha() for c in name)


class ActorList:
    """All actors, found by their words."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._by_id = {a.id: a for a in actors}
        self._phrases: Phrases[tuple[str, Actor]] = Phrases()
        for a in self._by_id.values():
            for name in dict.fromkeys((*a.en, *a.fr)):
                self._phrases.add(name, (name, a))
        self.begins = self._phrases.root.next.keys()        # the folded pieces that names begin with

    @classmethod
    def load(cls) -> ActorList:
        """The actor list of the package; AtlasError names every fault at once."""
        return load_actors()

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def get(self, id: str) -> Actor | None:
        """The entry with an id."""
        return self._by_id.get(id)

    def named(self, name: str, year: int | None = None) -> Actor | None:
        """The entry that goes by a name, case and accents aside; of several, the one of that year; of several persons in no year, none."""
        return self._choose([a for _, a in self._phrases.get(name)], year)

    @staticmethod
    def _choose(found: Sequence[Actor], year: int | None) -> Actor | None:
        if not found or (year is None and sum(a.kind == "person" for a in found) > 1):
            return None             # which of two presidents, an undated page does not say
        return min(found, key=lambda a: not a.lived(year))

    def longest(self, texts: Sequence[str], i: int, year: int | None = None, caseless: bool = False) -> tuple[int, Actor] | None:
        """The longest name that begins at token `i`: the index of its last token, and the entry. `texts` are the words as written.

        Short abbreviations must be written in capitals and names with a capital must have one; less is asked where `caseless` (text all
        in capitals, truecased by a guess).
        """
        own = pieces(texts[i])
        if not own or own[0] not in self.begins:        # a hyphen begins no name
            return None
        for last, found in reversed(self._phrases.at(texts, i)):
            fits = [a for name, a in found if _written(name, texts[i:last + 1], caseless)]
            if fits:
                chosen = self._choose(fits, year)
                return (last, chosen) if chosen else None
        return None


def _written(name: str, texts: Sequence[str], caseless: bool) -> bool:
    """Whether the case of the words fits the name: abbreviations in capitals, capitalised names capitalised.

    Where the text was all in capitals, `texts` are truecased: long names fit as they are, short ones need the capital they were given.
    """
    if caseless:
        return len(texts) > 1 or any(c.isupper() for c in texts[0])
    if _shouted(name):
        return all(t.upper() == t for t in texts)
    capital = next((w for w in name.split() if w[0].isupper()), None)
    if capital is None:
        return True
    wanted = pieces(capital)[:1]
    return any(t[:1].isupper() or any(c.isupper() for c in t) for t in texts if pieces(t)[:1] == wanted)


def _load(path: Path) -> tuple[Actor, ...]:
    try:
        loaded = msgspec.toml.decode(path.read_bytes(), type=ActorFile)
    except (msgspec.DecodeError, msgspec.ValidationError) as e:
        raise AtlasError(f"{path}: {e}; see docs/actors.md for what an entry may hold") from e
    return tuple(a if a.source else msgspec.structs.replace(a, source=loaded.source) for a in loaded.actor)


def check_actors(actors: Sequence[Actor]) -> list[str]:
    """All faults of a list: ids twice, no names, unknown parents, years the wrong way round."""
    ids: set[str] = set()
    faults = []
    for a in actors:
        if a.id in ids:
            faults.append(f"{a.id}: this id stands twice")
        ids.add(a.id)
        if not a.en or not all(pieces(n) for n in (*a.en, *a.fr)):
            faults.append(f"{a.id}: needs an English name, and no empty ones")
        if a.since and a.until and a.since > a.until:
            faults.append(f"{a.id}: since {a.since} is after until {a.until}")
        faults += [f"{a.id}: {code!r} is no ISO 3166 alpha-2 code" for code in (a.country, a.sponsor)
                   if code is not None and not (len(code) == 2 and code.isupper())]
    faults += [f"{a.id}: parent {a.parent!r} is not in the list" for a in actors if a.parent and a.parent not in ids]
    return faults


@cache
def load_actors(folder: Path = DATA) -> ActorList:
    """The actor list of the package; AtlasError names every fault at once."""
    actors = [a for path in sorted(folder.glob("*.toml")) for a in _load(path)]
    if faults := check_actors(actors):
        raise AtlasError(f"{folder}: " + "; ".join(faults))
    return ActorList(actors)


__all__ = ["Actor", "ActorKind", "ActorList", "Sector", "check_actors", "fold", "load_actors"]
