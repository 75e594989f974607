"""Fits how likely an arc of a parse is right (`selon.languages.arcs`) and puts that into a pipeline.

``python -m training.arcs --lang en`` parses treebank sentences that the parser has not learned from and fits a small network to whether
each word is tied to the right one in the right way (`right_arcs`); a minute of one core, and the same parses give the same model. What it
prints is how well it tells right arcs from wrong ones in sentences left out: the area under the curve, and how often the arcs are right
that it trusts least.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from selon.languages.arcs import ArcModel, Course, Floats, rows
from selon.languages.arithmetic import one_core
from selon.languages.casing import LANGUAGES
from selon.languages.pipelines import load_pipeline
from selon.languages.stepping import HESITATION, Steps
from training.corpus import RECIPE, unseen_trees
from training.network import bare_doc
from training.perceptron import Perceptron, Plan, fit
from training.treebanks import Tree

SEEN = 100  # arcs of a relation that has a column of its own
FOLDS = 5
PLAN = Plan(hidden=(16,), rounds=30, drop=0.05)
ROLES = ("nsubj", "obj", "obl:agent", "conj", "nmod", "obl")
JOINED = frozenset({"flat", "appos", "compound"})
MODIFIERS = frozenset({"nmod", "amod", "compound", "nummod"})
EMPTY = np.zeros(0, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class _Word:
    """A parsed word as arcs.rows wants it."""

    head: int
    dep: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """A sentence parsed: its words, how the parser hesitated, and which arcs are right."""

    words: list[_Word]
    margins: Floats
    right: list[bool]


def parsed(lang: str, trees: Sequence[Tree]) -> list[Parsed]:
    """The trees' sentences as the shipped pipeline parses them on gold tokens."""
    nlp = load_pipeline(lang)
    steps = nlp.get_pipe("selon_steps")
    assert isinstance(steps, Steps)
    steps.arcs = ArcModel((), EMPTY, EMPTY, (EMPTY, EMPTY), (EMPTY, EMPTY))        # so that it keeps its margins
    with one_core():
        docs = list(nlp.pipe([bare_doc(nlp, tree) for tree in trees], batch_size=128))
    return [_judged(doc, tree) for doc, tree in zip(docs, trees, strict=True)]


def _judged(doc: Doc, tree: Tree) -> Parsed:
    words = [_Word(t.head.i, "root" if t.dep_ == "ROOT" else t.dep_) for t in doc]
    gold = [_Word(w.head, w.deprel) for w in tree.words]
    return Parsed(words, doc.user_data[HESITATION].margins, right_arcs(words, gold))


def right_arcs(words: Sequence[_Word], gold: Sequence[_Word]) -> list[bool]:
    """Which arcs say what the gold ones say of who is tied to what: it is no fault which word of a name or an apposition has the arc, what
    sort of modifier it is, and whether a participle describes its noun or tells of it."""
    group = _groups(words, gold)
    arcs = {(group[i], group[w.head], _sort(w.dep)) for i, w in enumerate(gold)}
    return [(group[i], group[w.head], _sort(w.dep)) in arcs or (_sort(w.dep) == "acl" and (group[w.head], group[i], "nsubj") in arcs)
            for i, w in enumerate(words)]


def _groups(*trees: Sequence[_Word]) -> list[int]:
    """A number for each word, the same for those that any of the trees joins to one name or apposition."""
    out = list(range(len(trees[0])))
    for words in trees:
        for i, w in enumerate(words):
            if w.dep.partition(":")[0] in JOINED and out[i] != out[w.head]:
                old, new = out[i], out[w.head]
                out = [new if n == old else n for n in out]
    return out


def _sort(relation: str) -> str:
    """A relation without its subtype; sorts of modifiers of a noun are one."""
    universal = relation.partition(":")[0]
    return "nmod" if universal in MODIFIERS else universal


def table(sentences: Sequence[Parsed], relations: Sequence[str]) -> tuple[Floats, NDArray[np.bool_], list[str]]:
    """Rows, truth and relation of all arcs but those of roots and marks."""
    kept = [(p, [i for i, w in enumerate(p.words) if w.head != i and w.dep != "punct"]) for p in sentences]
    x = np.concatenate([rows(Course.of(p.margins), p.words, relations)[which] for p, which in kept])
    truth = np.array([p.right[i] for p, which in kept for i in which])
    return x, truth, [p.words[i].dep for p, which in kept for i in which]


def model(net: Perceptron, relations: Sequence[str]) -> ArcModel:
    """The network with the scaling of its columns folded into its first layer."""
    first = np.asarray(net.weights[0] / net.scale[:, None], dtype=np.float32)
    bias = np.asarray(net.biases[0] - (net.mean / net.scale) @ net.weights[0], dtype=np.float32)
    return ArcModel(tuple(relations), net.low, net.high, (first, net.weights[1]), (bias, net.biases[1]))


def area(p: Floats, truth: NDArray[np.bool_]) -> float:
    """Area under the curve: how often a right arc has the larger number."""
    rank = np.empty(len(p))
    rank[np.argsort(p, kind="stable")] = np.arange(1, len(p) + 1)
    n = int(truth.sum())
    return float((rank[truth].sum() - n * (n + 1) / 2) / max(1, n * (len(p) - n)))


def learn(lang: str, data: Path) -> ArcModel:
    """The model of a language's shipped pipeline; prints what it is worth on sentences left out."""
    sentences = parsed(lang, unseen_trees(lang, data))
    count = Counter(w.dep for p in sentences for w in p.words)
    relations = sorted(dep for dep, n in count.items() if n >= SEEN and dep not in {"root", "punct"})
    guess, truth, deps = [], [], list[str]()
    for k in range(FOLDS):
        x, y, _ = table([p for i, p in enumerate(sentences) if i % FOLDS != k], relations)
        held, wanted, names = table(sentences[k::FOLDS], relations)
        guess.append(model(fit(x, y, PLAN), relations).probabilities(held))
        truth.append(wanted)
        deps += names
    _show(np.concatenate(guess), np.concatenate(truth), deps)
    x, y, _ = table(sentences, relations)
    return model(fit(x, y, PLAN), relations)


def _show(p: Floats, truth: NDArray[np.bool_], deps: Sequence[str]) -> None:
    for name in ("all", *ROLES):
        which = np.array([name == "all" or name in (d, d.partition(":")[0]) for d in deps])
        mine, right = p[which], truth[which]
        if not len(mine):
            continue
        tenth = right[np.argsort(mine, kind="stable")[: len(mine) // 10]]
        print(f"{name:9} {len(mine):6} arcs, {right.mean():.3f} right; area {area(mine, right):.3f}; "
              f"of the tenth trusted least {tenth.mean():.2f} right")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lang", required=True, choices=sorted(set(RECIPE) - {"features"}))
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    args = parser.parse_args()
    learn(args.lang, args.data).write(LANGUAGES / args.lang / "pipeline")


if __name__ == "__main__":
    main()
