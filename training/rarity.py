"""Builds the table of how rare words are: python -m training.rarity --data ../shared/data

Document frequencies come from the news at hand. A word's share is the largest of those it has in any one set, so that a word is common
when it is common in some kind of news. Articles of one shooting count as one document: a victim's name is no commoner for being told twice.
Only checksums are kept (selon/languages/rarity.py).
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from selon.atlas.folding import plain
from selon.languages.casing import LANGUAGES
from selon.languages.rarity import RARITY, SIZE, place
from selon.weaving.words import WORD
from training.corpus import training_trees

CHUNK = 12  # treebank sentences that make a document
LEAST = 1e-4  # share at which a word is as rare as can be
ALONE = 1.8  # taken off each frequency: a word met once or twice tells nothing, and would fill the table


def documents(lang: str, data: Path) -> Iterator[list[set[str]]]:
    """The sets of a language, each as the words of its documents."""
    trees = [t.text for t in training_trees(lang, data)]
    yield [words(trees[i : i + CHUNK]) for i in range(0, len(trees), CHUNK)]
    if lang == "en":
        yield [words([r["title"] or "", r["text"]]) for r in _rows(data / "polnear" / "articles.jsonl.gz")]
        told: dict[str, set[str]] = {}
        for r in _rows(data / "gva" / "articles.jsonl.gz"):
            told.setdefault(r["incident"], set()).update(words([r["title"] or "", r["text"]]))
        yield list(told.values())


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as f:
        yield from map(json.loads, f)


def words(texts: Iterable[str]) -> set[str]:
    """The folded words of some texts."""
    return {plain(w) for t in texts for w in WORD.findall(t)} - {""}


def table(sets: Iterable[list[set[str]]]) -> bytes:
    """The bytes of rarity.bin."""
    shares = [LEAST] * SIZE
    for docs in sets:
        for word, n in Counter(w for d in docs for w in d).items():
            shares[place(word)] = max(shares[place(word)], (n - ALONE) / len(docs))
    return bytes(0 if s <= LEAST else 1 + round(254 * math.log(s) / math.log(LEAST)) for s in shares)


def main() -> None:
    """Writes the table of each language."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    args = parser.parse_args()
    for lang in ("en", "fr"):
        made = table(documents(lang, args.data))
        (LANGUAGES / lang / "pipeline" / RARITY).write_bytes(made)
        print(lang, SIZE - made.count(0), "places taken")


if __name__ == "__main__":
    main()
