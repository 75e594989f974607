"""The sentences to learn from and to be scored on, as ``recipe.toml`` asks for them."""

from __future__ import annotations

import gzip
import json
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.synthetic import synthetic_trees
from training.treebanks import Tree, Word, read

RECIPE = tomllib.loads(Path(__file__).with_name("recipe.toml").read_text(encoding="utf-8"))
OWN = Path(__file__).with_name("treebank")      # sentences of our own: training/annotate.py


def training_trees(lang: str, data: Path) -> list[Tree]:
    """Training sentences, without those of the project's own dev sets."""
    return _free_trees(lang, data, RECIPE[lang]["train"])


def unseen_trees(lang: str, data: Path) -> list[Tree]:
    """Sentences that the networks have not learned from and that may be learned from, without those of the project's own dev sets."""
    return _free_trees(lang, data, RECIPE[lang]["unseen"]) + own_trees(lang, held=True)


def _free_trees(lang: str, data: Path, files: list[list[str]]) -> list[Tree]:
    recipe = RECIPE[lang]
    seen = set(_kept_for_scoring(data))
    out: list[Tree] = []
    for file, corpus in files:
        wanted = tuple(recipe.get("documents", {}).get(corpus, [""]))
        trees = read(data / "ud" / lang / f"{file}.conllu.xz", corpus)
        out += [t for t in trees if t.sent_id not in seen and t.doc.startswith(wanted)]
    harmonise(out, lang)
    return out


def own_trees(lang: str, held: bool = False) -> list[Tree]:
    """The sentences of our own to learn from; the ones `held` back, of the files whose name ends in the recipe's mark, for scoring."""
    files = sorted((OWN / lang).glob("*.conllu"))
    out = [t for f in files if f.stem.endswith(RECIPE["own"]["held"]) == held for t in read(f, "own")]
    harmonise(out, lang)
    return out


def parsing_trees(lang: str, data: Path) -> list[Tree]:
    """What the networks learn from: the treebanks' sentences, our own and, where the recipe asks for them, synthetic ones."""
    wanted = RECIPE[lang].get("synthetic")
    return training_trees(lang, data) + own_trees(lang) + (synthetic_trees(lang, wanted["count"], wanted["seed"]) if wanted else [])


def dev_trees(lang: str, data: Path) -> list[Tree]:
    """The development sentences; nothing is left out of them."""
    trees = [
        tree for file, corpus in RECIPE[lang]["dev"] for tree in read(data / "ud" / lang / f"{file}.conllu.xz", corpus)
    ]
    harmonise(trees, lang)
    return trees


def _kept_for_scoring(data: Path) -> Iterator[str]:
    """Ids of treebank sentences that the sets times, figures and quotes_fr are made of."""
    for path in sorted(data.glob("*/*.jsonl.gz")):
        if path.parent.name not in ("times", "figures", "quotes_fr"):
            continue
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            for line in stream:
                record: dict[str, Any] = json.loads(line)
                yield from record.get("sent_ids", [])
                source = record.get("source")
                if isinstance(source, dict) and "sent_id" in source:
                    yield source["sent_id"]


def harmonise(trees: list[Tree], lang: str) -> None:
    """Brings labels and features of several treebanks to one scheme, in place."""
    renamed, keep = RECIPE[lang]["labels"], set(RECIPE["features"]["keep"])
    for tree in trees:
        for word in tree.words:
            word.deprel = renamed.get(word.deprel, word.deprel)
            word.feats = {k: v for k, v in sorted(word.feats.items()) if k in keep}
    _mark_passives(trees)
    _split_obliques(trees)


def _mark_passives(trees: list[Tree]) -> None:
    """Gives French participles ``Voice=Pass`` as Sequoia does; PUD has no voice, GSD marks the active too."""
    if any("Voice" in w.feats for t in trees if t.corpus in ("sequoia", "gsd") for w in t.words):
        for tree in trees:
            below: dict[int, set[str]] = defaultdict(set)
            for word in tree.words:
                below[word.head].add(word.deprel)
            for index, word in enumerate(tree.words):
                if word.feats.get("Voice") == "Act":
                    del word.feats["Voice"]
                if tree.corpus == "pud" and word.feats.get("VerbForm") == "Part" and word.feats.get("Tense") == "Past":
                    marks = below[index]
                    if marks & {"aux:pass", "nsubj:pass"} or (word.deprel == "acl" and "aux:tense" not in marks):
                        word.feats["Voice"] = "Pass"


def _split_obliques(trees: list[Tree]) -> None:
    """Gives plain ``obl`` the subtype that its verb and preposition mostly have in the treebanks that tell them apart.

    French-PUD marks nearly all obliques as ``obl``, Sequoia and GSD as ``obl:arg``, ``obl:mod`` or ``obl:agent``.
    """
    counts: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    plain: list[tuple[Word, list[tuple[str, ...]]]] = []
    subtyped = {"obl:arg", "obl:mod", "obl:agent"}
    if not any(word.deprel in subtyped - {"obl:agent"} for tree in trees for word in tree.words):
        return
    for tree in trees:
        cases = {w.head: w.lemma for w in reversed(tree.words) if w.deprel == "case"}
        for index, word in enumerate(tree.words):
            head = tree.words[word.head]
            passive = "pass" if head.feats.get("Voice") == "Pass" else ""
            case = cases.get(index, "")
            keys = [(head.lemma, case, passive), (head.upos, case, passive), (case,), ()]
            if word.deprel == "obl":
                plain.append((word, keys))
            elif word.deprel in subtyped:
                for key in keys:
                    counts[key][word.deprel] += 1
    for word, keys in plain:
        known = next(key for key in keys if sum(counts[key].values()) >= (2 if len(key) > 1 else 1))
        word.deprel = counts[known].most_common(1)[0][0]
