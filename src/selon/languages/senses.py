"""What nouns stand for that no lexicon of ours lists: animals, plants, things, what cannot be touched, persons."""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from selon.languages.casing import LANGUAGES

FILE = "senses.txt.gz"


@cache
def senses(lang: str) -> dict[str, str]:
    """Class by lemma; empty for a language that has no table."""
    path = LANGUAGES / lang / "lexicon" / FILE
    if not path.exists():
        return {}
    rows = (line.split() for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines())
    return {word: name for name, *words in rows for word in words}


def write_senses(classes: Mapping[str, str], folder: Path) -> None:
    """A line a class, its words after it; the same bytes for the same table."""
    words: dict[str, list[str]] = defaultdict(list)
    for word, name in sorted(classes.items()):
        words[name].append(word)
    text = "".join(f"{name} {' '.join(words[name])}\n" for name in sorted(words))
    (folder / FILE).write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))
