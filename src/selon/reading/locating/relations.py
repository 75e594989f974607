"""How a place stands to what is told of it: near, 40 km north of, in the east of, between, on the border; and in which role.

The name itself keeps its own span and position; `Relation` says where the phrase begins and how it moves and widens the place.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import msgspec

from selon.atlas.gazetteer import Entry
from selon.languages.syntax import Sentence, Token
from selon.model import PlaceRole
from selon.reading.locating.sighting import Sighting
from selon.reading.locating.words import POSSESSIVES, PlaceWords, place_words
from selon.reading.numbers.bounds import amounts
from selon.reading.numbers.words import Words

REACH = 9  # tokens before a name that may say how it is meant
NEAR_KM, BORDER_KM = 12.0, 40.0
SHIFT = 0.5  # of the radius: how far the middle of "the north of X" lies from the middle of X
NARROW = 0.6  # of the radius: how much of X "the north of X" is
NAMES = {
    0: "north_of",
    45: "north_east_of",
    90: "east_of",
    135: "south_east_of",
    180: "south_of",
    225: "south_west_of",
    270: "west_of",
    315: "north_west_of",
}
NUMBER = re.compile(r"\d{1,4}(?:[.,]\d+)?")
THOUSANDS = re.compile(r"\d{1,3}[., \u00a0\u202f]\d{3}")
SPELT = 4  # tokens before the last of a number that belong to it
BRACKET = 8  # tokens back over another unit in brackets: "60 miles (97 km) north of"
AREAL = frozenset({"admin1", "admin2"})
KM_PER_DEGREE = 111.2
INITIALS = 4  # letters of a country written as capitals


class Relation(msgspec.Struct, frozen=True):
    """`start` is the offset where the phrase begins; `km` and `bearing` (degrees from north) say how far and whither it leads;
    `inside` that a part of the place itself is meant ("the north of Syria")."""

    kind: str
    start: int
    km: float = 0.0
    bearing: float | None = None
    inside: bool = False


def relation_at(sentence: Sentence, first: int, words: PlaceWords, basis: str | None = None) -> Relation:
    """The relation of the name that begins at token `first`; "in", from the name on, where nothing else is said. Of a division, « dans la
    région de » is no more than its kind."""
    tokens = sentence.tokens
    i = first
    if i and tokens[i - 1].lower in words.article:
        i -= 1
    if i and tokens[i - 1].lower in _kinds(words.lang).telling:
        if told := _directed(sentence, i, words) or _phrased(sentence, i, words) or _measured(sentence, i, words):
            areal = told.kind == "near" and basis in AREAL and tokens[i - 2].lower in words.generic_before
            return Relation("in", tokens[first].start) if areal and not told.km else told
    return Relation("in", tokens[first].start)


@dataclass(frozen=True, slots=True)
class _Phrases:
    """Phrases that may end right before a name, with their last words, so that most names are passed over at once."""

    said: frozenset[str]
    lasts: frozenset[str]

    @classmethod
    def of(cls, phrases: Iterable[str]) -> _Phrases:
        said = frozenset(phrases)
        return cls(said, frozenset(p.split()[-1] for p in said))

    def before(self, sentence: Sentence, i: int) -> int | None:
        """The token with which a phrase begins that ends right before token `i`; the longest phrase."""
        if not i or sentence.tokens[i - 1].lower not in self.lasts:
            return None
        said, follows, longest = "", sentence.tokens[i - 1].end, None
        for t in reversed(sentence.tokens[max(0, i - REACH) : i]):
            said = t.lower + (" " if t.end < follows else "") + said  # as written, one blank where there was any
            follows = t.start
            longest = t.i if said in self.said else longest
        return longest


@dataclass(frozen=True, slots=True)
class _Kinds:
    border: _Phrases
    near: _Phrases
    between: _Phrases
    of: _Phrases
    inside: _Phrases
    outside: _Phrases
    telling: frozenset[str]  # words right before a name without which none of these is said


@cache
def _kinds(lang: str) -> _Kinds:
    w = place_words(lang)
    border, near, between, of, inside, outside = map(_Phrases.of, (w.border, w.near, w.between, w.of, w.inside, w.outside))
    telling = frozenset(w.bearings).union(w.both, border.lasts, near.lasts, between.lasts, of.lasts)
    return _Kinds(border, near, between, of, inside, outside, telling)


def _phrased(sentence: Sentence, i: int, words: PlaceWords) -> Relation | None:
    kinds = _kinds(words.lang)
    for kind, phrases in (("border", kinds.border), ("near", kinds.near), ("between", kinds.between)):
        if (k := phrases.before(sentence, i)) is not None:
            return Relation(kind, sentence.tokens[k].start)
    k = _paired(sentence, i, words)
    return Relation("between", sentence.tokens[k].start) if k is not None else None


def _paired(sentence: Sentence, i: int, words: PlaceWords) -> int | None:
    """For Y of "between X and Y": the token of "between"."""
    if sentence.tokens[i - 1].lower not in words.both:
        return None
    return next((j for j in range(i - 2, max(-1, i - REACH), -1) if sentence.tokens[j].lower in words.between), None)


def _directed(sentence: Sentence, i: int, words: PlaceWords) -> Relation | None:
    """ "north of X", "40 km au nord de X", "in the north of X", "northern X"."""
    tokens = sentence.tokens
    if (bearing := words.bearings.get(tokens[i - 1].lower)) is not None:
        return Relation("in", tokens[i - 1].start, bearing=bearing if bearing >= 0 else None, inside=True)
    k = _kinds(words.lang).of.before(sentence, i)
    if k is None or not k or (bearing := words.bearings.get(tokens[k - 1].lower)) is None:
        return None
    j = k - 1
    km, start = _distance(sentence, j, words)
    begun, beyond = _kinds(words.lang).inside.before(sentence, j), _kinds(words.lang).outside.before(sentence, j)
    if begun is not None and beyond is None and not km:
        return Relation("in", tokens[begun].start, bearing=bearing if bearing >= 0 else None, inside=True)
    start = start if km or beyond is None else beyond
    return Relation(NAMES.get(int(bearing), "near"), tokens[start].start, km, bearing if bearing >= 0 else None)


def _measured(sentence: Sentence, i: int, words: PlaceWords) -> Relation | None:
    """ "40 km from X" without a direction."""
    k = _kinds(words.lang).of.before(sentence, i)
    if not k:
        return None
    km, start = _distance(sentence, k, words)
    return Relation("near", sentence.tokens[start].start, km) if km else None


def _distance(sentence: Sentence, j: int, words: PlaceWords) -> tuple[float, int]:
    """Kilometres told right before token `j`, and the token with which the telling begins; 0 and `j` where none is."""
    tokens = sentence.tokens
    for u in range(j - 1, max(-1, j - BRACKET if tokens[j - 1].text == ")" else j - 4), -1):
        unit = words.units.get(tokens[u].lower)
        if unit and u and (told := _number(sentence, u - 1, words)) is not None and tokens[u + 1].text != ")":
            return told[0] * unit, told[1]
    return 0.0, j


def _number(sentence: Sentence, i: int, words: PlaceWords) -> tuple[float, int] | None:
    """The number that ends with token `i`, in digits or words ("1,200", "two", « une vingtaine de »), and its first token."""
    tokens = sentence.tokens
    if NUMBER.fullmatch(tokens[i].text) and not (i and tokens[i - 1].text.isdecimal()) and not THOUSANDS.fullmatch(tokens[i].text):
        return float(tokens[i].text.replace(",", ".")), i
    first = max(0, i - SPELT)
    chunk = "".join(t.text + " " * (u.start > t.end) for t, u in pairwise(tokens[first : i + 2]))
    cut = Words(chunk, 0)
    a = next(reversed(amounts(cut, words.lang)), None)
    if a is None or len(cut) - a.end > (tokens[i].lower in words.of):
        return None
    middle = a.low if a.high is None else a.high if a.low is None else (a.low + a.high) / 2
    start = tokens[first].start + cut.start[a.at]
    return None if middle is None else (float(middle), next(t.i for t in tokens if t.end > start))


def moved(lat: float, lon: float, radius: float, r: Relation) -> tuple[float, float, float]:
    """Position and radius of the phrase, from those of the place."""
    if r.kind == "in" and not r.inside:
        return lat, lon, radius
    if r.inside:
        if r.bearing is None:
            return lat, lon, radius * NARROW
        return *_shifted(lat, lon, radius * SHIFT, r.bearing), radius * NARROW
    if r.km and r.bearing is not None:
        return *_shifted(lat, lon, r.km, r.bearing), radius + max(3.0, 0.3 * r.km)
    if r.bearing is not None:
        return *_shifted(lat, lon, radius + NEAR_KM / 2, r.bearing), radius + NEAR_KM
    return lat, lon, radius + (r.km or (BORDER_KM if r.kind == "border" else NEAR_KM))


def _shifted(lat: float, lon: float, km: float, bearing: float) -> tuple[float, float]:
    angle = math.radians(bearing)
    north, east = km * math.cos(angle), km * math.sin(angle)
    new = max(-89.9, min(89.9, lat + north / KM_PER_DEGREE))
    turned = lon + east / (KM_PER_DEGREE * max(0.02, math.cos(math.radians(lat))))
    return round(new, 4), round((turned + 180) % 360 - 180, 4)


def role_of(s: Sighting, e: Entry, words: PlaceWords) -> PlaceRole:
    """The role of a sighting resolved to an entry: demonym, metonym, launch, route or site."""
    tokens = s.sentence.tokens
    i = s.first - 1 if s.first > 1 and tokens[s.first - 1].lower in words.article else s.first
    before = tokens[i - 1].lower if i else ""
    located = before in words.locative or before in words.weak_locative
    if e.how == "adjective" or (e.kind == "country" and _initials(s)):
        return "demonym"
    if e.how == "metonym" and not located:
        return "metonym"
    if (e.kind == "country" or e.how in {"capital", "metonym"}) and not located and _speaks(s, words):
        return "metonym"
    if e.kind == "country" and i > 1 and before in words.of and tokens[i - 2].lower in words.missions:
        return "metonym"                        # "the embassy of France"
    if e.how == "capital" and ((i > 1 and before in words.of and tokens[i - 2].lower in words.governed) or _governs(s, words)):
        return "metonym"
    window = [t.lower for t in tokens[max(0, i - 6) : i]]
    adverb = i > 1 and tokens[i - 2].pos == "ADV"                # « près de Lyon » is no origin
    if before in words.origin and not adverb and _launched(tokens[max(0, i - 6) : i - 1], words):
        return "launch"
    return "route" if any(_leads(w, window, words) for w in window[-2:]) else "site"


def _launched(before: Sequence[Token], words: PlaceWords) -> bool:
    """Whether words before "from" tell of a launch, and no verb after it: « des tirs ont visé l'ambassade de France » is none."""
    at = next((k for k in range(len(before) - 1, -1, -1) if before[k].lower in words.launch), None)
    return at is not None and not any(t.pos == "VERB" for t in before[at + 1 :])


def _leads(word: str, window: list[str], words: PlaceWords) -> bool:
    """Whether a word before a name tells of a way; "over" only where something flies."""
    return word in words.route and (word not in words.over or not words.flights.isdisjoint(window))


def _initials(s: Sighting) -> bool:
    """Whether a name of capitals alone stands before a noun, as the adjective that it has none beside ("US troops", "U.S. jets")."""
    t = s.sentence.tokens[s.last]
    letters = t.text.replace(".", "")
    attribute = s.first == s.last and t.head > t.i and t.rel in {"compound", "nmod", "amod"}
    return attribute and 1 < len(letters) <= INITIALS and letters.isupper() and not s.sentence.tokens[t.head].text.isupper()


def _governs(s: Sighting, words: PlaceWords) -> bool:
    """Whether a name has what governments have: "Moscow's forces"."""
    tokens = s.sentence.tokens
    if s.last + 2 >= len(tokens) or tokens[s.last + 1].text not in POSSESSIVES:
        return False
    return tokens[s.last + 2].lower in words.governed or tokens[tokens[s.last].head].lower in words.governed


def _speaks(s: Sighting, words: PlaceWords) -> bool:
    """Whether the name acts, speaks or is spoken to: a government by its country's or capital's name."""
    tokens = s.sentence.tokens
    t = tokens[s.last]
    if s.first and tokens[s.first - 1].lower in words.addressed:
        return True
    follows = tokens[s.last + 1].lower if s.last + 1 < len(tokens) else ""
    if s.sentence.parsed:
        if t.rel == "conj" and tokens[t.head].pos == "PROPN":           # "Paris and Berlin condemned"
            t = tokens[t.head]
        return follows in words.acts or (t.rel == "nsubj" and tokens[t.head].pos in {"VERB", "AUX"})
    return follows in words.acts or follows in words.personal
