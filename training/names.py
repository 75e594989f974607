"""Fits the model of what kind of name a run of words is: python -m training.names [--write].

Training data: UNER English EWT dev (CC BY-SA 4.0; marked by hand) and the entity marks of GUM's documents of free genres. Weights are of
features that name no word (selon/reading/naming/features.py), one row a kind, so they carry to French. With --write the weights go to
selon/reading/naming/kinds.json; without it five folds of whole documents are scored.
"""

from __future__ import annotations

import gzip
import json
import lzma
import pickle
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from selon.atlas.actors import load_actors
from selon.atlas.gazetteer import Gazetteer
from selon.languages.pipelines import load_pipeline
from selon.languages.syntax import Token
from selon.model import Article
from selon.reading.naming.features import document, features, head_of
from selon.reading.naming.runs import RunFinder
from selon.reading.naming.words import naming_words
from selon.reading.page import Page
from selon.reading.parsing import pages

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "data"
CACHE = ROOT / ".cache" / "names-training.pickle"
MODEL = ROOT / "src" / "selon" / "reading" / "naming" / "kinds.json"
KINDS = {"PER": "person", "ORG": "organisation", "LOC": "place", "person": "person", "organization": "organisation", "place": "place"}
FREE = ("news", "interview", "bio", "voyage", "textbook", "vlog", "speech")
MARK = re.compile(r"\((\d+)-([a-z]+)[^()]*(\))?|(\d+)\)")
Marks = list[tuple[int, int, str]]


def uner() -> Iterator[tuple[str, str, Marks]]:
    """(document, text, marks) of UNER EWT dev, one sentence a line of the text."""
    docs: dict[str, tuple[list[str], Marks, int]] = {}
    with gzip.open(DATA / "ner" / "en-uner-dev.jsonl.gz", "rt", encoding="utf-8") as f:
        for line in f:
            row = json.loads(line)
            lines, marks, at = docs.get(row["doc"], ([], [], 0))
            marks += [(at + e["start"], at + e["end"], KINDS[e["label"]]) for e in row["entities"]]
            docs[row["doc"]] = ([*lines, row["text"]], marks, at + len(row["text"]) + 1)
    for name, (lines, marks, _) in docs.items():
        yield name, "\n".join(lines), marks


def gum() -> Iterator[tuple[str, str, Marks]]:
    """(document, text, marks) of GUM: the proper-noun heads of entities, as their whole flat name."""
    for part in ("train", "dev"):
        with lzma.open(DATA / "ud" / "en" / f"gum-{part}.conllu.xz", "rt", encoding="utf-8") as f:
            for doc in f.read().split("# newdoc id = ")[1:]:
                name = doc.split("\n", 1)[0]
                if name.split("_")[1] in FREE:
                    yield name, *_gum_document(doc)


def _gum_document(doc: str) -> tuple[str, Marks]:
    lines: list[str] = []
    marks: Marks = []
    at = 0
    for sentence in doc.split("\n\n"):
        text = next((x[9:] for x in sentence.split("\n") if x.startswith("# text = ")), None)
        if text is None:
            continue
        rows = [x.split("\t") for x in sentence.split("\n") if x.partition("\t")[0].isdigit()]
        marks += [(at + a, at + b, k) for a, b, k in _gum_sentence(text, rows)]
        lines.append(text)
        at += len(text) + 1
    return "\n".join(lines), marks


def _gum_sentence(text: str, rows: list[list[str]]) -> Iterator[tuple[int, int, str]]:
    where, begin = 0, []
    for r in rows:
        where = text.find(r[1], where)
        begin.append((where, where + len(r[1])))
        where += len(r[1])
    opened: list[tuple[str, str, int]] = []
    for i, r in enumerate(rows):
        found = re.search(r"Entity=([^|]*)", r[9])
        for mark in MARK.finditer(found.group(1)) if found else ():
            if mark[1]:
                opened.append((mark[1], mark[2], i))
            if mark[3] or mark[4]:
                k = next((k for k in range(len(opened) - 1, -1, -1) if opened[k][0] == (mark[4] or mark[1])), None)
                if k is not None:
                    _, etype, first = opened.pop(k)
                    yield from _named(rows, begin, first, i, etype)


def _named(rows: list[list[str]], begin: list[tuple[int, int]], first: int, last: int, etype: str) -> Iterator[tuple[int, int, str]]:
    inside = range(first, last + 1)
    head = next((i for i in inside if int(rows[i][6]) - 1 not in inside), first)
    if rows[head][3] == "PROPN" and etype in KINDS:
        yield begin[head][0], begin[head][1], KINDS[etype]


def parsed() -> list[tuple[str, Page, Marks]]:
    """All documents with their pages, from a cache."""
    if not CACHE.exists():
        documents = [*uner(), *gum()]
        done = pages((Article(id=d, text=t) for d, t, _ in documents), "en", load_pipeline("en"))
        CACHE.write_bytes(pickle.dumps([(d, p, m) for (d, _, m), p in zip(documents, done, strict=True)], protocol=5))
    return list(pickle.loads(CACHE.read_bytes()))


def _label(marks: Marks, a: int, b: int, head: Token) -> str:
    """The kind of the longest mark that holds the head word of a run, else of the one that overlaps most."""
    over = [(x <= head.start < y, min(y, b) - max(x, a), k) for x, y, k in marks if x < b and y > a]
    return max(over)[2] if over else "none"


def examples() -> Iterator[tuple[str, list[str], str]]:
    """(document, features, kind) of every run; "none" where no mark overlaps it."""
    words, place = naming_words("en"), Gazetteer.open().is_name
    finder = RunFinder(words, load_actors(), None, False)
    for doc, page, marks in parsed():
        runs = [run for s in page.sentences for run in finder.find(s)]
        about = document(runs, page.sentences, words)
        for run in runs:
            a, b = run.tokens[0].start, run.tokens[-1].end
            kind = _label(marks, a, b, head_of(run))
            yield doc, features(run, page.words((a, b)), words, place, about), kind


def main() -> int:
    """Scores five folds, or writes the weights."""
    docs, feats, kinds = zip(*examples(), strict=True)
    keep = {x for fs in feats for x in fs}
    vec = DictVectorizer()
    x = vec.fit_transform([dict.fromkeys((f for f in fs if f in keep), 1.0) for fs in feats])
    y = np.array(kinds)
    model = LogisticRegression(C=1.0, max_iter=2000)
    if "--write" not in sys.argv:
        guess = y.copy()
        for train, test in GroupKFold(5).split(x, y, docs):
            guess[test] = model.fit(x[train], y[train]).predict(x[test])
        for source in ("GUM", ""):
            rows = np.array([d.startswith("GUM") == bool(source) for d in docs])
            print(source or "UNER", int(rows.sum()), "runs; right", round(float((guess[rows] == y[rows]).mean()), 4))
            for k in sorted(set(kinds)):
                tp = int(((guess == k) & (y == k) & rows).sum())
                print(f"  {k}: P {tp / max(1, int(((guess == k) & rows).sum())):.3f} R {tp / max(1, int(((y == k) & rows).sum())):.3f}")
        return 0
    model.fit(x, y)
    names = [str(f) for f in vec.get_feature_names_out()]
    table = {str(k): {"": round(float(b), 3)} | {f: round(float(w), 3) for f, w in zip(names, row, strict=True) if abs(w) >= 0.02}
             for k, b, row in zip(model.classes_, model.intercept_, model.coef_, strict=True)}
    MODEL.write_text(json.dumps(table, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
