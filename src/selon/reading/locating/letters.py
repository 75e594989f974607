"""How a name is written: in capitals, with a full stop, as letters of another name."""

from __future__ import annotations

from selon.languages.casing import Casing
from selon.reading.locating.sighting import Sighting
from selon.reading.locating.words import PlaceWords

LETTERS = 3  # of a club's word that is written in capitals: "AS Roma", not "As Rome burns"
ACRONYM = 4  # letters of an acronym
COMMON_SHARE, COMMON_COUNT = 0.6, 3


def written_short(shown: str) -> bool:
    """Whether a word is written as abbreviations are: with a full stop in it, or in capitals."""
    return "." in shown or shown.isupper()


def is_word(s: Sighting, casing: Casing) -> bool:
    """Whether an abbreviation is a word that ends a sentence as well."""
    word = s.text.removesuffix(".").lower()
    return s.text.endswith(".") and (casing.share(word) or 0.0) > COMMON_SHARE and casing.count(word) >= COMMON_COUNT


def is_acronym(s: Sighting) -> bool:
    """Whether a short word in capitals among small letters is no name of a place but letters of another ("UN", "HIV")."""
    if not s.text.isupper() or len(s.text) > ACRONYM or not s.first or any(e.how == "short" for e in s.entries):
        return False
    return not in_capitals(s)


def in_capitals(s: Sighting) -> bool:
    """Whether the words around are in capitals as well."""
    return all(t.text.isupper() for t in s.sentence.tokens[max(0, s.first - 2) : s.last + 3] if t.text.isalpha())


def is_club(s: Sighting, words: PlaceWords) -> bool:
    """Whether a name ends, or is, that of a club: "Real Madrid", "AS Roma", "Leicester City" but for its council."""
    clubs, tokens = words.clubs, s.sentence.tokens
    if s.first and (head := tokens[s.first - 1]).text[:1].isupper() and head.lower in clubs:
        return len(head.text) > LETTERS or head.text.isupper()
    t = tokens[s.last + 1] if s.last + 1 < len(tokens) and s.last == s.first else tokens[s.last]
    if t.i == s.first or f"{tokens[s.first].lower} {t.lower}" not in clubs:
        return False
    return t.text[:1].isupper() and not (t.i + 1 < len(tokens) and tokens[t.i + 1].text[:1].isupper())
