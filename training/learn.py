"""The training loop: Adam with averaged weights, a rate that falls to nothing, and variants of a share of the sentences."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from typing import Any

from spacy.language import Language
from spacy.training import Example
from thinc.api import Adam, NumpyOps, fix_random_seed, set_current_ops

from selon.languages.vectors import Table
from training.augment import augmented
from training.network import bare_doc, blank, example
from training.treebanks import Tree

_LEAST = 0.02  # of the first learning rate, kept to the end
_FALL = 1.25  # the rate is constant for the first fifth of the training, then falls in a straight line


def learn(
    lang: str, trees: list[Tree], settings: dict[str, Any], dev: list[Tree], *, seed: int, minutes: float = 0.0,
    vectors: Table | None = None,
) -> Language:  # fmt: skip
    """A trained pipeline with averaged weights. With ``minutes`` the time is the limit, else the recipe's epochs are."""
    set_current_ops(NumpyOps(use_blis=False))       # numpy's BLAS: half the time of the one that spaCy comes with
    fix_random_seed(seed)
    rng = random.Random(seed)
    nlp = blank(lang, settings, vectors)
    gold = [example(nlp, tree) for tree in trees]
    nlp.initialize(lambda: gold)
    optimizer = Adam(settings["rate"], L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True)
    start, epoch, done = time.time(), 0, 0.0
    while done < 1:
        for batch, share in batches(nlp, lang, trees, gold, settings, rng):
            spent = (time.time() - start) / (60 * minutes) if minutes else (epoch + share) / settings["epochs"]
            done = min(spent, 1.0)
            optimizer.learn_rate = settings["rate"] * min(1.0, max(_LEAST, _FALL * (1 - done)))
            nlp.update(batch, sgd=optimizer, drop=settings["dropout"])
            if done >= 1:
                break
        epoch += 1
        with nlp.use_params(optimizer.averages):
            print(f"epoch {epoch}, {time.time() - start:.0f} s: UPOS and LAS on gold tokens {accuracy(nlp, dev)}", flush=True)
    with nlp.use_params(optimizer.averages):
        return nlp.from_bytes(nlp.to_bytes(exclude=["vocab"]), exclude=["vocab"])


def batches(
    nlp: Language, lang: str, trees: list[Tree], gold: list[Example], settings: dict[str, Any], rng: random.Random
) -> Iterator[tuple[list[Example], float]]:
    """Sentences in chance order, about ``settings["batch"]`` words at a time, and the share of the epoch that is done."""
    order = list(range(len(trees)))
    rng.shuffle(order)
    batch: list[Example] = []
    words = 0
    for place, i in enumerate(order, 1):
        if rng.random() < settings["variants"]:
            batch.append(example(nlp, augmented(trees[i], rng, lang)))
        else:
            batch.append(Example(bare_doc(nlp, trees[i]), gold[i].reference))
        words += len(trees[i].words)
        if words >= settings["batch"] or place == len(order):
            yield batch, place / len(order)
            batch, words = [], 0


def accuracy(nlp: Language, trees: list[Tree]) -> tuple[float, float]:
    """Shares of right tags and of right heads with their universal relation, in percent, on gold tokens and sentences."""
    words = tags = attached = 0
    docs = nlp.pipe([bare_doc(nlp, tree) for tree in trees], batch_size=128)
    for doc, tree in zip(docs, trees, strict=True):
        for token, word in zip(doc, tree.words, strict=True):
            words += 1
            tags += token.pos_ == word.upos
            relation = token.dep_.lower().partition(":")[0] == word.deprel.partition(":")[0]
            attached += token.head.i == word.head and relation
    return round(100 * tags / words, 2), round(100 * attached / words, 2)
