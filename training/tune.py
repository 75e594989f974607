"""Trains the shipped networks of a language further, with the sentences that training has now.

``python -m training.tune --lang en --out DIR`` takes minutes where ``training.train`` takes an hour. The labels, the lemmatiser, the
splitter and the word lists stay as they are; the tuned pipeline is written to DIR, and ``--swap`` puts its networks in place.

What is written is the mean of the shipped and the tuned weights, ``share`` of the tuned ones (Wortsman et al. 2022, "Robust fine-tuning of
zero-shot models"): it keeps what the treebanks taught and most of what the synthetic sentences add.
"""

from __future__ import annotations

import argparse
import random
import shutil
import time
from pathlib import Path

from spacy.language import Language
from thinc.api import Adam, NumpyOps, fix_random_seed, set_current_ops

from selon.languages.casing import LANGUAGES
from selon.languages.pipelines import plain_pipeline
from training.compact import compact
from training.corpus import RECIPE, dev_trees, parsing_trees
from training.learn import accuracy, batches
from training.network import example
from training.treebanks import Tree

NETWORKS = ("tok2vec", "morphologizer", "parser")
_LEAST = 0.02


def tune(nlp: Language, lang: str, trees: list[Tree], dev: list[Tree]) -> Language:
    """The pipeline with averaged weights after the recipe's minutes; the rate falls in a straight line."""
    set_current_ops(NumpyOps(use_blis=False))       # as training.learn has them
    recipe = RECIPE[lang]
    settings, minutes = recipe["network"], recipe["tune"]["minutes"]
    fix_random_seed(recipe["tune"]["seed"])
    rng = random.Random(recipe["tune"]["seed"])
    gold = [example(nlp, tree) for tree in trees]
    optimizer = Adam(recipe["tune"]["rate"], L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True)
    start, done, told = time.time(), 0.0, 0.0
    while done < 1:
        for batch, _ in batches(nlp, lang, trees, gold, settings, rng):
            done = min(1.0, (time.time() - start) / (60 * minutes))
            optimizer.learn_rate = recipe["tune"]["rate"] * max(_LEAST, 1 - done)
            nlp.update(batch, sgd=optimizer, drop=settings["dropout"])
            if done >= min(1.0, told + 0.25):
                told = done
                with nlp.use_params(optimizer.averages):
                    print(f"{time.time() - start:.0f} s: UPOS and LAS on gold tokens {accuracy(nlp, dev)}", flush=True)
            if done >= 1:
                break
    with nlp.use_params(optimizer.averages):
        return nlp.from_bytes(nlp.to_bytes())


def blended(shipped: Language, tuned: Language, share: float) -> Language:
    """``shipped`` with its weights moved towards those of ``tuned`` by ``share``, in place."""
    for name in NETWORKS:
        pairs = zip(shipped.get_pipe(name).model.walk(), tuned.get_pipe(name).model.walk(), strict=True)  # type: ignore[attr-defined]
        for node, other in pairs:
            for key in node.param_names:
                if node.has_param(key):
                    node.set_param(key, (1 - share) * node.get_param(key) + share * other.get_param(key))
    return shipped


def swap(built: Path, pipeline: Path) -> None:
    """Puts the networks of one folder in place of another's, each beside the old one first."""
    for name in NETWORKS:
        beside, old = pipeline / f"{name}.new", pipeline / f"{name}.old"
        shutil.rmtree(beside, ignore_errors=True)
        shutil.copytree(built / name, beside)
        (pipeline / name).rename(old)
        beside.rename(pipeline / name)
        shutil.rmtree(old)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lang", required=True, choices=sorted(lang for lang, table in RECIPE.items() if "tune" in table))
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--swap", action="store_true", help="put the networks in DIR in place, without training")
    args = parser.parse_args()
    if args.swap:
        swap(args.out, LANGUAGES / args.lang / "pipeline")
        return
    nlp = plain_pipeline(LANGUAGES / args.lang / "pipeline")
    dev = dev_trees(args.lang, args.data)
    print(f"before: UPOS and LAS on gold tokens {accuracy(nlp, dev)}", flush=True)
    tuned = tune(nlp, args.lang, parsing_trees(args.lang, args.data), dev)
    mixed = blended(plain_pipeline(LANGUAGES / args.lang / "pipeline"), tuned, RECIPE[args.lang]["tune"]["share"])
    print(f"after: UPOS and LAS on gold tokens {accuracy(mixed, dev)}", flush=True)
    shutil.rmtree(args.out, ignore_errors=True)
    mixed.to_disk(args.out, exclude=["vocab"])
    compact(args.out)


if __name__ == "__main__":
    main()
