"""How rare a word is in the news of a language, as a table of hashed words (``pipeline/rarity.bin``; `training/rarity.py`).

The table holds no words: a word's place is its checksum, its value a byte. Two words may share a place; the commoner one counts.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cache

from selon.languages.casing import LANGUAGES

SIZE = 1 << 17  # places
RARITY = "rarity.bin"


@dataclass(frozen=True, slots=True)
class Rarity:
    """`table` holds SIZE bytes: 0 for a word never seen, else 1 (in every article) to 255 (in one)."""

    table: bytes

    def of(self, word: str) -> float:
        """How rare a folded word is, 0 (in every article) to 1 (never seen)."""
        if not self.table:
            return min(1.0, len(word) / 8)
        value = self.table[place(word)]
        return (value - 1) / 255 if value else 1.0


def place(word: str) -> int:
    """A folded word's place in the table."""
    return zlib.crc32(word.encode("utf-8", "surrogatepass")) % SIZE


@cache
def load_rarity(lang: str) -> Rarity:
    """The table of a language; one that tells words apart by length alone where there is none."""
    path = LANGUAGES / lang / "pipeline" / RARITY
    return Rarity(path.read_bytes() if path.exists() else b"")
