"""Builds the table of how rare words are: python -m training.rarity --data ../shared/data

Shares of articles come from the frequencies of the package wordfreq (Speer 2022; data CC BY-SA 4.0) and from the treebanks that the
pipelines are trained on; no text of a benchmark is in it. Only checksums are kept (selon/languages/rarity.py).
"""

from __future__ import annotations

import argparse
import math
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import wordfreq

from selon.atlas.folding import plain
from selon.languages.casing import LANGUAGES
from selon.languages.rarity import RARITY, SIZE, place
from selon.weaving.words import WORD
from training.corpus import training_trees

CHUNK = 12  # treebank sentences that make a document
LENGTH = 350  # words of an article, by which the frequency of a word in running text becomes a share of articles
COMMON = 0.2  # share of articles that hold a word of our lexicons
NAMES = frozenset({"doubtful"})  # lists of the lexicons that hold names of persons, which are as rare as they are
LEAST = 1e-4  # share at which a word is as rare as can be
ALONE = 1.8  # taken off each count: a word met once or twice tells nothing, and would fill the table


def documents(lang: str, data: Path) -> list[set[str]]:
    """The words of each document of the treebanks."""
    trees = [t.text for t in training_trees(lang, data)]
    return [words(trees[i : i + CHUNK]) for i in range(0, len(trees), CHUNK)]


def frequencies(lang: str) -> dict[str, float]:
    """The share of articles that hold each folded word, from its frequency in running text."""
    found: dict[str, float] = defaultdict(float)
    for word in wordfreq.iter_wordlist(lang):
        for part in WORD.findall(word):
            found[plain(part)] += wordfreq.word_frequency(word, lang)
    return {w: 1 - math.exp(-LENGTH * p) for w, p in found.items() if w}


def spoken(lang: str) -> set[str]:
    """The words of a language's lexicons: of acts, harm, weapons, people, time. In the news that is woven they are common, however rare
    they are elsewhere."""

    def strings(value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict | list | tuple):
            items = ((k, v) for k, v in value.items() if k not in NAMES) if isinstance(value, dict) else value
            for v in items:
                yield from strings(v)

    files = sorted((LANGUAGES / lang / "lexicon").glob("*.toml"))
    return words(w for f in files for w in strings(tomllib.loads(f.read_text(encoding="utf-8"))))


def words(texts: Iterable[str]) -> set[str]:
    """The folded words of some texts."""
    return {plain(w) for t in texts for w in WORD.findall(t)} - {""}


def table(docs: list[set[str]], running: Mapping[str, float], ours: Iterable[str]) -> bytes:
    """The bytes of rarity.bin: a word's share is the largest of those known; of words in one place, the commonest counts."""
    shares = [LEAST] * SIZE
    counted = {w: (n - ALONE) / len(docs) for w, n in Counter(w for d in docs for w in d).items()}
    for word, share in (*counted.items(), *running.items(), *((w, COMMON) for w in ours)):
        shares[place(word)] = max(shares[place(word)], share)
    return bytes(0 if s <= LEAST else 1 + round(254 * math.log(s) / math.log(LEAST)) for s in shares)


def main() -> None:
    """Writes the table of each language."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    args = parser.parse_args()
    for lang in ("en", "fr"):
        made = table(documents(lang, args.data), frequencies(lang), spoken(lang))
        (LANGUAGES / lang / "pipeline" / RARITY).write_bytes(made)
        print(lang, SIZE - made.count(0), "places taken")


if __name__ == "__main__":
    main()
