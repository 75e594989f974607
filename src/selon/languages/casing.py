"""How words of a language are usually capitalised, learned from its treebanks.

A table beside each pipeline (``casing.txt.gz``) lists, one a line, ``form<TAB>lower<TAB>upper``: the form most often seen
where a capital is not forced by the start of a sentence, and how often the word was seen in lower case and otherwise.
A second file (``words.bin``) is a Bloom filter (Bloom 1970) of the word forms of the language's lexicon, all in lower case.
"""

from __future__ import annotations

import gzip
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from selon.errors import LanguageError

LANGUAGES = Path(__file__).parent
CASING, WORDS = "casing.txt.gz", "words.bin"


@dataclass(frozen=True, slots=True)
class Casing:
    """``forms`` has, for a word in lower case, its usual form and the share (0 to 1) of its uses in lower case."""

    forms: dict[str, tuple[str, float, int]]
    words: bytes

    def usual(self, lower: str) -> str | None:
        """The form most often seen, or None for a word never seen."""
        found = self.forms.get(lower)
        return found[0] if found else None

    def share(self, lower: str) -> float | None:
        """Share of uses in lower case, or None for a word never seen."""
        found = self.forms.get(lower)
        return found[1] if found else None

    def count(self, lower: str) -> int:
        """How often the word was seen away from the start of a sentence."""
        found = self.forms.get(lower)
        return found[2] if found else 0

    def is_word(self, lower: str) -> bool:
        """Whether the lexicon has this form (wrong about once in fifty for forms it lacks)."""
        size = len(self.words) * 8
        return size > 0 and all(self.words[bit >> 3] & 1 << (bit & 7) for bit in bits(lower, size))


def bits(lower: str, size: int) -> tuple[int, int]:
    """The two places of a word in a Bloom filter of ``size`` bits."""
    data = lower.encode("utf-8", "surrogatepass")
    return zlib.crc32(data) % size, zlib.adler32(data) * 2654435761 % 4294967291 % size


@cache
def load_casing(lang: str) -> Casing:
    """The casing table of a language. Raises LanguageError when the language has none."""
    folder = LANGUAGES / lang / "pipeline"
    try:
        return read_casing(folder)
    except OSError as error:
        raise LanguageError(f"{folder}: no casing table for language {lang!r} ({error}); run `make train LANG={lang}`") from error


def read_casing(folder: Path) -> Casing:
    """The tables in a folder. Raises OSError when they are not there."""
    lines = gzip.decompress((folder / CASING).read_bytes()).decode("utf-8").splitlines()
    words = (folder / WORDS).read_bytes()
    forms = {}
    for line in lines:
        form, lower, upper = line.split("\t")
        forms[form.lower()] = (form, int(lower) / (int(lower) + int(upper)), int(lower) + int(upper))
    return Casing(forms, words)
