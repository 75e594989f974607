"""Looks through trees for what is seldom right, to be read again: ``python -m training.doubts en [FILE ...]``.

The files are CoNLL-U; our own treebank's where none is named. After the checks of UD's validate.py (https://universaldependencies.org/validation.html),
those alone that found faults in trees mended by hand.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from training.corpus import OWN
from training.treebanks import Tree, Word, read

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:caus", "csubj", "csubj:pass"})
NOMINAL = frozenset({"NOUN", "PROPN"})
OF_NOUNS = frozenset({"nmod", "nmod:poss", "amod", "acl", "acl:relcl", "appos", "nummod", "det"})


def doubts(tree: Tree) -> Iterator[tuple[int, str]]:
    """Places, counted from one, and what is odd there."""
    below: list[list[Word]] = [[] for _ in tree.words]
    for i, word in enumerate(tree.words):
        if word.head != i:
            below[word.head].append(word)
    for i, word in enumerate(tree.words):
        head = tree.words[word.head]
        for why in (*_of_phrase(word, head, below[i], i), *_of_verb(word, below[i])):
            yield i + 1, why


def _of_phrase(word: Word, head: Word, below: list[Word], place: int) -> Iterator[str]:
    """What is odd in how a word hangs."""
    cased = any(w.deprel == "case" for w in below)
    if word.deprel == "obl" and word.upos in NOMINAL and not cased:
        yield "obl without a preposition"
    if word.deprel in ("obj", "nsubj") and word.upos == "PROPN" and any(w.deprel == "case" and w.upos == "ADP" for w in below):
        yield f"{word.deprel} with a preposition"
    if word.deprel == "conj" and word.head > place:
        yield "a conjunct before what it is joined to"
    if word.deprel in ("aux", "aux:pass", "aux:tense", "cop") and word.upos != "AUX":
        yield f"{word.deprel} that is {word.upos}"
    if word.deprel in OF_NOUNS and word.head != place and head.upos == "VERB" and head.feats.get("VerbForm") == "Fin":
        yield f"{word.deprel} of a finite verb"


def _of_verb(word: Word, below: list[Word]) -> Iterator[str]:
    """What is odd in what hangs on a word."""
    relations = [w.deprel for w in below]
    if sum(r in SUBJECTS for r in relations) > 1:
        yield "two subjects"
    if relations.count("obj") > 1:
        yield "two objects"
    if word.upos != "VERB":
        return
    if "nsubj:pass" in relations and word.feats.get("VerbForm") == "Fin":
        yield "a passive subject of a finite verb"
    if "aux:pass" in relations and "nsubj" in relations:
        yield "a plain subject of a passive"
    if word.deprel == "acl" and word.feats.get("VerbForm") == "Fin" and "mark" not in relations:
        yield "acl that is finite"


def main() -> int:
    """The command; 1 where there is anything to look at."""
    lang, *files = sys.argv[1:]
    found = 0
    for path in map(Path, files) if files else sorted((OWN / lang).glob("*.conllu")):
        for tree in read(path, "own"):
            for place, why in doubts(tree):
                found += 1
                print(f"{tree.sent_id} {place} {tree.words[place - 1].form}: {why}")
    print(f"{found} places to look at")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
