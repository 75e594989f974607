"""Scores a pipeline on gold tokens by kind of text: ``python -m training.genres --lang en [--pipeline FOLDER]``.

English: the development treebank, GUM's development documents (for measuring only), those of them that are nearest to news, and the long
sentences of both. Both languages: sentences of our own that training leaves out, and the same as truecasing gives them back from capitals.
"Roles" is F1 of subjects, objects and agents, with the subtype of their relation.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from spacy.language import Language

from selon.languages.arithmetic import one_core
from selon.languages.casing import LANGUAGES
from selon.languages.pipelines import plain_pipeline
from training.augment import in_capitals
from training.corpus import RECIPE, dev_trees, harmonise, own_trees
from training.network import bare_doc
from training.treebanks import Tree, read

ROLES = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl:agent"})
LONG = 25  # words
NEWSLIKE = ("GUM_news", "GUM_bio", "GUM_interview")


def parts(lang: str, data: Path) -> dict[str, list[Tree]]:
    """Sentences by kind of text."""
    found = {"dev": dev_trees(lang, data)}
    if lang == "en":
        gum = read(data / "ud" / lang / "gum-dev.conllu.xz", "gum")
        harmonise(gum, lang)
        found |= {"GUM": gum, "GUM, news-like": [t for t in gum if t.doc.startswith(NEWSLIKE)]}
    if own := own_trees(lang, held=True):
        found["our own, held back"] = own
        found["the same in capitals"] = [in_capitals(tree, lang) for tree in own]
    found[f"{LONG} words or more"] = [t for name in ("dev", "GUM") for t in found.get(name, ()) if len(t.words) >= LONG]
    return found


def scores(nlp: Language, trees: list[Tree]) -> dict[str, float]:
    """In hundredths."""
    words = tags = attached = right = gold = told = 0
    docs = nlp.pipe([bare_doc(nlp, tree) for tree in trees], batch_size=128)
    for doc, tree in zip(docs, trees, strict=True):
        for token, word in zip(doc, tree.words, strict=True):
            dep, there = token.dep_.lower(), token.head.i == word.head
            words += 1
            tags += token.pos_ == word.upos
            attached += there and dep.partition(":")[0] == word.deprel.partition(":")[0]
            gold, told = gold + (word.deprel in ROLES), told + (dep in ROLES)
            right += there and dep == word.deprel and dep in ROLES
    return {"words": words, "UPOS": 100 * tags / words, "LAS": 100 * attached / words, "roles": 200 * right / max(1, gold + told)}


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lang", required=True, choices=sorted(set(RECIPE) - {"features", "own"}))
    parser.add_argument("--pipeline", type=Path, help="a pipeline's folder; the shipped one where not given")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    args = parser.parse_args()
    nlp = plain_pipeline(args.pipeline or LANGUAGES / args.lang / "pipeline")
    with one_core():
        for name, trees in parts(args.lang, args.data).items():
            print(f"{name:20}", *(f"{key} {value:.1f}" for key, value in scores(nlp, trees).items()))


if __name__ == "__main__":
    main()
