"""Trains a language's pipeline and scores it.

``python -m training.train --lang fr --data ../shared/data --out src/selon/languages/fr/pipeline`` runs from the treebanks to the
shipped folder on one processor core, in about an hour; the same seed gives the same pipeline on the same machine. The old
folder is replaced at the end, in one step. Needs the dependency group "train".
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from selon.languages.casing import LANGUAGES
from selon.languages.lemmas import Lemmatizer
from selon.languages.vectors import Table
from training.arcs import learn as learn_arcs
from training.casing import write_casing
from training.compact import compact
from training.corpus import RECIPE, dev_trees, parsing_trees, training_trees
from training.evaluate import evaluate
from training.learn import learn
from training.lemmas import learn as learn_lemmas
from training.lemmas import lexicon_tables, lexicon_words
from training.opinion import learn as learn_opinion
from training.opinion import place
from training.report import write_report
from training.splitter import train_splitter


def train(lang: str, data: Path, out: Path, seed: int, minutes: float) -> None:
    """Builds all parts of a pipeline beside ``out`` and swaps them in."""
    trees = training_trees(lang, data)
    tables = lexicon_tables(lang)
    print(f"{lang}: {len(trees)} sentences, {sum(len(t.words) for t in trees)} words", flush=True)
    vectors = Table.read(LANGUAGES / lang / "pipeline") if "vectors" in RECIPE[lang] else None
    network, dev = RECIPE[lang]["network"], dev_trees(lang, data)
    nlp = learn(lang, parsing_trees(lang, data), network, dev, seed=seed, minutes=minutes, vectors=vectors)
    lemmatizer = nlp.add_pipe("selon_lemmatizer")
    assert isinstance(lemmatizer, Lemmatizer)
    lemmatizer.rules = learn_lemmas(trees, tables).rules
    nlp.meta.update(name=f"selon_{lang}", version="1.0.0", description="selon's pipeline", license="CC BY-SA 4.0 and LGPL-LR data")
    built = out.with_name(out.name + ".new")
    shutil.rmtree(built, ignore_errors=True)
    # The words of the training text are not shipped: the networks know words by hash.
    nlp.to_disk(built, exclude=["vocab"])
    compact(built)
    if vectors is not None:
        vectors.write(built)
    write_casing(trees, lexicon_words(tables), built)
    train_splitter(trees, lang, built, seed=seed)
    if "opinion" in RECIPE[lang]:
        place(learn_opinion(lang, data), built)
    _swap(built, out)


def _swap(built: Path, out: Path) -> None:
    old = out.with_name(out.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.rename(old)
    built.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lang", required=True, choices=sorted(set(RECIPE) - {"features", "own"}))
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--minutes", type=float, default=0.0, help="stop after so long, whatever the recipe's epochs")
    args = parser.parse_args()
    seed = RECIPE[args.lang]["network"]["seed"] if args.seed is None else args.seed
    train(args.lang, args.data, args.out, seed, args.minutes)
    learn_arcs(args.lang, args.data).write(args.out)
    result = evaluate(args.lang, args.data)
    print(result)
    write_report(args.lang, result)


if __name__ == "__main__":
    main()
