"""Trains the sentence splitter on the treebanks' raw text."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from zlib import crc32

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from selon.languages.casing import read_casing
from selon.languages.layout import blocks
from selon.languages.places import KINDS, KINDS_SIZE, Judge, Knowledge, describe, kind_place
from selon.languages.sentences import SCALE, SIZE, WEIGHTS, candidates, word_classes, words_of
from training.treebanks import Tree, Word

_KIND = {
    "VERB": "V", "AUX": "V", "NOUN": "N", "PROPN": "P", "ADJ": "J", "ADV": "R", "PRON": "O", "DET": "D", "ADP": "I", "CCONJ": "C",
    "SCONJ": "S", "NUM": "0", "INTJ": "U", "PART": "T",
}  # fmt: skip
# Words seen less often are known by their ending, as the unknown words of other texts are.
_SEEN, _ENDING_SEEN = 3, 4
STRENGTH = {"fr": 0.5, "en": 0.7}  # inverse of the regression's penalty; chosen on dev
# Languages that also learn from the places before names and numbers, which the splitter never judges: chosen on dev. The
# French treebanks are small and gain by it (fewer wrong cuts), the English ones lose.
_WIDER = frozenset(["fr"])


def documents(trees: Iterable[Tree]) -> Iterator[list[Tree]]:
    """Runs of sentences of one document."""
    for _, group in groupby(trees, key=lambda t: (t.corpus, t.doc)):
        yield list(group)


def paragraphs(trees: Iterable[Tree]) -> Iterator[list[Tree]]:
    """Runs of sentences of one paragraph of a document."""
    current: list[Tree] = []
    for tree in trees:
        if tree.new_par and current:
            yield current
            current = []
        current.append(tree)
    if current:
        yield current


def raw_text(trees: list[Tree]) -> tuple[str, list[tuple[int, int]]]:
    """The sentences with the spaces that are between them, and where each stands."""
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    at = 0
    for tree in trees:
        text = tree.text
        spans.append((at, at + len(text)))
        parts.append(text + (" " if tree.words[-1].space else ""))
        at += len(parts[-1])
    return "".join(parts), spans


def train_splitter(trees: list[Tree], lang: str, out: Path, seed: int = 1, strength: float | None = None) -> None:
    """Fits the logistic regression and writes its weights and the table of kinds into ``out``, where the casing table is.

    ``strength`` is the inverse of the regression's penalty, by default the language's of ``STRENGTH``. An old file is
    replaced in one step.
    """
    bare = Knowledge(read_casing(out), word_classes(lang), b"")
    kinds = kinds_table(trees, bare)
    rows, gold = _rows(trees, Knowledge(bare.casing, bare.classes, kinds), lang in _WIDER)
    model = LogisticRegression(C=strength or STRENGTH[lang], solver="liblinear", random_state=seed, max_iter=200)
    model.fit(_matrix(rows), gold)
    weights = model.coef_[0].copy()
    weights[crc32(b"b") % SIZE] += float(model.intercept_[0])
    whole = np.clip(np.rint(weights * SCALE), -127, 127).astype(np.int8)
    beside = out / (WEIGHTS + ".new")
    beside.write_bytes(array("b", whole.tolist()).tobytes() + kinds)
    beside.replace(out / WEIGHTS)


def kinds_table(trees: list[Tree], knowledge: Knowledge) -> bytes:
    """The likely kind of words and, under ``~``, of endings; the most frequent first, where two claim one place."""
    words: dict[str, Counter[str]] = defaultdict(Counter)
    for tree in trees:
        for group in _spaced(tree):
            core = describe("".join(word.form for word in group), knowledge).core
            if core:
                words[core][_kind(group)] += 1
    rare: dict[str, Counter[str]] = defaultdict(Counter)
    for core, counts in words.items():
        if core.isalpha():
            for length in (3, 2):
                rare["~" + core[-length:]][_most(counts)] += 1
    known = {core: counts for core, counts in words.items() if counts.total() >= _SEEN}
    known.update({ending: counts for ending, counts in rare.items() if counts.total() >= _ENDING_SEEN})
    known.update(_after_apostrophes(words, known))
    table = bytearray(KINDS_SIZE)
    for key in sorted(known, key=lambda k: (-known[k].total(), k)):
        at, check = kind_place(key)
        if not table[at]:
            table[at] = check << 4 | KINDS.index(_most(known[key]))
    return bytes(table)


def _after_apostrophes(words: dict[str, Counter[str]], known: dict[str, Counter[str]]) -> dict[str, Counter[str]]:
    """Kinds of unknown words by what follows their apostrophe: the "s" of possessives, nouns after an elided article."""
    parts: dict[str, Counter[str]] = defaultdict(Counter)
    for core, counts in words.items():
        if core not in known and ("'" in core or "’" in core):
            parts[core.replace("’", "'").rpartition("'")[2]].update(counts)
    return {part: counts for part, counts in parts.items() if counts.total() >= _SEEN and part and part not in known}


def _most(counts: Counter[str]) -> str:
    return min(counts, key=lambda kind: (-counts[kind], kind))


def _spaced(tree: Tree) -> Iterator[list[Word]]:
    """The words of a sentence in groups that no space parts."""
    current: list[Word] = []
    for word in tree.words:
        current.append(word)
        if word.space:
            yield current
            current = []
    if current:
        yield current


def _kind(group: list[Word]) -> str:
    if any(w.upos in ("VERB", "AUX") and (w.feats.get("VerbForm") == "Fin" or "Mood" in w.feats) for w in group):
        return "F"
    if any(w.upos == "PART" and w.form.lower().endswith("s") for w in group):  # a possessive leads on as an article does
        return "D"
    return _KIND.get(max(group, key=lambda w: len(w.form)).upos, "X")


def _rows(trees: list[Tree], knowledge: Knowledge, wider: bool) -> tuple[list[list[int]], list[int]]:
    rows: list[list[int]] = []
    gold: list[int] = []
    for document in documents(trees):
        for paragraph in paragraphs(document):
            text, spans = raw_text(paragraph)
            ends = {end for _, end in spans}
            for start, end in blocks(text):
                _block_rows(Judge(text, words_of(text, start, end), knowledge), wider, ends, rows, gold)
    return rows, gold


def _block_rows(judge: Judge, wider: bool, ends: set[int], rows: list[list[int]], gold: list[int]) -> None:
    first = 0
    for at in _places(judge, wider):
        rows.append(sorted({crc32(f.encode("utf-8", "surrogatepass")) % SIZE for f in judge.features(at, first)}))
        gold.append(int(judge.words[at][1] in ends))
        if gold[-1]:
            first = at + 1


def _places(judge: Judge, wider: bool) -> Iterator[int]:
    """The places the splitter judges and, if ``wider``, those before names and numbers that it never does."""
    judged = {at for at, _ in candidates(judge)}
    for at, (start, _) in enumerate(judge.words[1:]):
        if at in judged or (wider and not judge.text[start].islower()):
            yield at


def _matrix(rows: list[list[int]]) -> csr_matrix:
    lengths = [len(row) for row in rows]
    columns = np.fromiter((c for row in rows for c in row), dtype=np.int32)
    pointers = np.concatenate([[0], np.cumsum(lengths)])
    return csr_matrix((np.ones(len(columns), np.float32), columns, pointers), shape=(len(rows), SIZE))
