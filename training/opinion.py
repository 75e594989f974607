"""Learns the second judge of parts of speech (`selon.languages.opinion`) and puts it into a pipeline.

``python -m training.opinion --lang en`` fits a multinomial regression with a ridge penalty (L-BFGS) to the sentences the networks learn
from, in about three minutes of one core; the same sentences give the same judge. It learns alone, not on top of the network, which has
nearly all of its training words right and would leave it nothing. Brown clusters are those of spacy-lookups-data (MIT).
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from selon.languages.casing import LANGUAGES
from selon.languages.opinion import FILE, SCALE, SIZE, Opinion, Table, Words, word_key
from training.augment import augmented
from training.corpus import RECIPE, parsing_trees
from training.lemmas import lexicon_folder
from training.treebanks import Tree

_SHARE_OF_KIND = 0.08  # of a form's sightings that a part of speech must have to be one of its kinds
_SEEN = 2  # sightings of a form that has a kind; forms seen once look like those never seen


def word_table(numbers: dict[str, int]) -> Table:
    """A table of words; of two words with one hash the last in alphabetical order has it."""
    by_key = {word_key(word): number for word, number in sorted(numbers.items())}
    keys = np.array(sorted(by_key), dtype=np.uint32)
    return Table(keys, np.array([by_key[int(k)] for k in keys], dtype=np.uint32))


def known_words(trees: Iterable[Tree], clusters: dict[str, int]) -> Words:
    """Kinds of the words of treebanks, and the clusters of those that have one."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for tree in trees:
        for word in tree.words:
            seen[word.form.replace("’", "'").lower()][word.upos] += 1
    kinds = {form: _kind(tags) for form, tags in seen.items() if tags.total() >= _SEEN}
    names = sorted(set(kinds.values()))
    number = {name: i for i, name in enumerate(names)}
    return Words(word_table({form: number[kind] for form, kind in kinds.items()}), names, word_table(clusters))


def _kind(tags: Counter[str]) -> str:
    return "/".join(sorted(tag for tag, n in tags.items() if n >= _SHARE_OF_KIND * tags.total()))


def brown_clusters(lang: str) -> dict[str, int]:
    """Words with their cluster, the bits of its path from the root in rising order. Raises ModuleNotFoundError without the package."""
    path = lexicon_folder() / f"{lang}_lexeme_cluster.json.gz"
    return {word: int(c) for word, c in json.loads(gzip.decompress(path.read_bytes())).items() if c}


def matrix(trees: list[Tree], words: Words) -> csr_matrix:
    """A row a word, a column a row of the table of weights."""
    rows: list[int] = []
    count = 0
    for tree in trees:
        looks = [words.looks(w.form) for w in tree.words]
        for i in range(len(looks)):
            rows += words.rows(looks, i)
        count += len(looks)
    each = len(rows) // max(1, count)
    ones = np.ones(len(rows), dtype=np.float32)
    out = csr_matrix((ones, np.array(rows, dtype=np.int32), np.arange(count + 1) * each), shape=(count, SIZE))
    out.sum_duplicates()
    return out


def fit(x: csr_matrix, gold: NDArray[np.intp], weight: NDArray[np.float32], tags: int, settings: dict[str, Any]) -> NDArray[np.float32]:
    """Weights, SIZE by tags, that make the gold tags likeliest under the penalty."""
    wanted = np.zeros((len(gold), tags), dtype=np.float32)
    wanted[np.arange(len(gold)), gold] = 1
    across, ridge = x.T.tocsr(), settings["ridge"]

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        z = x @ flat.reshape(SIZE, tags).astype(np.float32)
        z -= z.max(axis=1, keepdims=True)
        total = np.log(np.exp(z).sum(axis=1, keepdims=True))
        slope = across @ ((np.exp(z - total) - wanted) * weight[:, None])
        value = float((weight * (total[:, 0] - (z * wanted).sum(axis=1))).sum()) + ridge / 2 * float(flat @ flat)
        return value, slope.ravel().astype(np.float64) + ridge * flat

    steps = {"maxiter": settings["steps"], "maxfun": 2 * settings["steps"]}
    found: NDArray[np.float64] = minimize(loss, np.zeros(SIZE * tags), jac=True, method="L-BFGS-B", options=steps).x
    return found.reshape(SIZE, tags).astype(np.float32)


def learn(lang: str, data: Path) -> Opinion:
    """The judge for a language, from the recipe's sentences."""
    settings = RECIPE[lang]["opinion"]
    rng = random.Random(settings["seed"])
    plain = parsing_trees(lang, data)
    words = known_words((t for t in plain if t.corpus in settings["weight"]), brown_clusters(lang))
    trees = [augmented(t, rng, lang) if rng.random() < settings["variants"] else t for t in plain]
    tags = sorted({w.upos for t in trees for w in t.words})
    number = {tag: i for i, tag in enumerate(tags)}
    gold = np.array([number[w.upos] for t in trees for w in t.words])
    weight = np.array([settings["weight"].get(t.corpus, settings["other"]) for t in trees for _ in t.words], dtype=np.float32)
    weights = fit(matrix(trees, words), gold, weight, len(tags), settings)
    whole = np.clip(np.rint(weights * SCALE), -127, 127).astype(np.int8)
    return Opinion(words, tags, whole, settings["share"], settings["margin"])


def place(opinion: Opinion, pipeline: Path) -> None:
    """Puts the judge into a pipeline's folder, whose tagger becomes the one that asks it."""
    opinion.write(pipeline / "morphologizer" / FILE)
    config = pipeline / "config.cfg"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace('factory = "morphologizer"', 'factory = "selon_morphologizer"'), encoding="utf-8")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lang", required=True, choices=sorted(lang for lang, table in RECIPE.items() if "opinion" in table))
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, help="a pipeline's folder; the shipped one where not given")
    args = parser.parse_args()
    place(learn(args.lang, args.data), args.out or LANGUAGES / args.lang / "pipeline")


if __name__ == "__main__":
    main()
