"""What a gazetteer is built from: places as the sources give them, before they are packed."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from selon.errors import AtlasError

DATA = Path(__file__).parent / "data"
# Countries whose names reach the press by transliteration, in many spellings.
_CODES = """AE AF AM AZ BA BD BF BG BH BY CF CM CN CY DJ DZ EG EH ER ET GE GR ID IL IN IQ IR JO KE KG KM KW KZ LA LB LK LY MA MD ME MK ML
MM MN MR MV NE NG NP OM PK PS QA RS RU SA SD SN SO SS SY TD TH TJ TM TN TR TZ UA UG UZ VN XK YE"""
TRANSLITERATED = frozenset(_CODES.split())
OWN_MARKS = frozenset(
    {"TR", "VN", "XK", "ME", "RS", "BA", "BF", "CI", "ML", "NE", "SN", "TD", "DJ", "MA", "DZ", "TN"}
)  # Latin letters with marks of their own
Area = tuple[str, str]  # a country and a name of a first-order division in it


@dataclass(slots=True)
class Raw:
    """A place of a source. `names` are pairs of a name and its HOW; `shown` is the name as the press has it, where that is another;
    `weight` orders places of one name, people or their equivalent."""

    name: str
    lat: float
    lon: float
    kind: str
    country: str
    source: str
    weight: float = 0.0
    population: int = 0
    geonameid: int = 0
    radius_km: float = 0.0
    admin1: str = ""
    admin2: str = ""
    names: list[tuple[str, str]] = field(default_factory=list)
    shown: str = ""


class Plural(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a language adds the plural's ending to words for people; `small`: whether it writes such words in small letters."""

    add: str
    small: bool
    not_after: tuple[str, ...]
    also_after: tuple[str, ...]

    def forms(self, word: str) -> tuple[str, ...]:
        """The word, and its plural where it takes the ending."""
        if word.endswith(self.not_after) and not word.endswith(self.also_after or ("\0",)):
            return (word,)
        return word, word + self.add


class Country(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line of countries.toml."""

    at: tuple[float, float]
    names: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    fr: tuple[str, ...] = ()


class Countries(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """countries.toml."""

    plural: dict[str, Plural]
    countries: dict[str, Country]


class Division(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line of states.toml."""

    at: tuple[float, float]
    short: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


class Own(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line of regions.toml, waters.toml or facilities.toml; `r` is the radius in km, `w` the weight in people's equivalent."""

    at: tuple[float, float]
    names: tuple[str, ...] = ()
    r: float | None = None
    w: float | None = None
    en: tuple[str, ...] = ()
    fr: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    source: str | None = None


class OwnList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A list of our own: places by kind and country; `radius` and `weight` are the defaults of each kind."""

    source: str
    radius: dict[str, float]
    weight: dict[str, float]
    places: dict[str, dict[str, dict[str, Own]]]


def load_list(name: str, schema: type[msgspec.Struct] | object) -> object:
    """A list of the data folder as its schema's values; AtlasError names file, entry and fault."""
    path = DATA / name
    try:
        return msgspec.toml.decode(path.read_bytes(), type=schema)
    except (OSError, msgspec.DecodeError, msgspec.ValidationError) as e:
        raise AtlasError(f"{path}: {e}; see docs/atlas.md for what the file may hold") from e


def is_latin(name: str) -> bool:
    """Whether a name can be met in French or English text: Latin letters, no digits, codes, brackets or lists."""
    if len(name) < 3 or len(name) > 60 or any(c.isdigit() or c in '()[]/,;:="' for c in name):
        return False
    first = name.lstrip("'’‘`ʻʿ ")[:1]
    return first.isupper() and all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or c in "’‘ʻʼʿʾ" for c in name)


def shown_name(name: str, country: str) -> str:
    """The name as the press writes it: without the marks of GeoNames' romanisation where the country has another script."""
    if country not in TRANSLITERATED or country in OWN_MARKS:
        return name
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).replace("‘", "'").replace("`", "'")
