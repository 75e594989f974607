"""Variants of a training sentence: what newsrooms type and treebanks do not."""

from __future__ import annotations

import random
from dataclasses import replace

from selon.languages.truecase import truecase
from training.treebanks import Tree


def in_capitals(tree: Tree, lang: str) -> Tree:
    """The sentence as it comes to the parser where its page is set in capitals: given small letters again by truecasing."""
    words = [replace(w) for w in tree.words]
    found, at = truecase("".join(w.form.upper() + " " * w.space for w in words), lang), 0
    for word in words:
        size = len(word.form.upper())
        word.form = found[at : at + size]
        at += size + word.space
    return Tree(tree.corpus, tree.sent_id, tree.doc, tree.new_par, words)


def augmented(tree: Tree, rng: random.Random, lang: str) -> Tree:
    """One variant, drawn by chance: other apostrophes and quotes, no capitals, all capitals as they are or truecased, no final stop."""
    draw = rng.random()
    words = [replace(w) for w in tree.words]
    if 0.5 <= draw < 0.75:
        return in_capitals(tree, lang)
    if draw < 0.35:
        opening = True
        for word in words:
            if word.form == '"' or word.form in "«»“”":
                word.form = rng.choice(["“", "«", '"']) if opening else rng.choice(["”", "»", '"'])
                opening = not opening
            elif "'" in word.form:
                word.form = word.form.replace("'", "\u2019")
            elif "\u2019" in word.form:
                word.form = word.form.replace("\u2019", "'")
    elif draw < 0.45:
        for word in words:
            word.form = word.form.lower()
    elif draw < 0.5:
        for word in words:
            word.form = word.form.upper()
    elif len(words) > 2 and words[-1].upos == "PUNCT" and words[-1].head != len(words) - 1:
        if all(w.head != len(words) - 1 for w in words[:-1]):
            words.pop()
    return Tree(tree.corpus, tree.sent_id, tree.doc, tree.new_par, words)
