"""The outlet's own words at the end of a title: "... - WXYZ News 7 - Springfield, IL". They say where the outlet is at home, not where
something happened."""

from __future__ import annotations

import re
from collections.abc import Mapping

from selon.reading.locating.words import PlaceWords

PARTING = re.compile(r"\s+(?:[-–—»:]{1,2}|::)\s+|\s*\|\s*")
WORD = re.compile(r"[^\W_]+")
ADDRESS = re.compile(r"\w\.(?:[a-z]{2,3}|info|news)\b")
LONGEST = 12  # words of one part of a masthead


def masthead(title: str, words: PlaceWords, outlets: Mapping[str, str]) -> int:
    """Where the outlet's words begin in a title; its length where there are none. They follow a dash, bar or colon between blanks."""
    cuts = [*PARTING.finditer(title)]
    for k, cut in enumerate(cuts):
        end = cuts[k + 1].start() if k + 1 < len(cuts) else len(title)
        if _own(title[cut.end() : end], k + 1 == len(cuts), words, outlets):
            return cut.start()
    return len(title)


def _own(part: str, last: bool, words: PlaceWords, outlets: Mapping[str, str]) -> bool:
    """Whether a part of a title names the outlet: by its address, a word of news, or in the last part a word of papers' names."""
    parts = [w for w in WORD.findall(part) if w[:1].isupper() or w[:1].isdigit()]
    if not parts or len(parts) > LONGEST:
        return False
    if ADDRESS.search(part) or any(w.lower() in words.masthead or (w.isupper() and w.lower() in outlets) for w in parts):
        return True
    return last and len(parts) == len(WORD.findall(part)) and parts[-1].lower() in words.media
