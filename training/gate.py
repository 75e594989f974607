"""Fits the gate before the parser and writes gate.json beside selon.reading.gate.

    python -m training.gate [--articles N]

Delexicalised: the file holds weights of classes of words and of a sentence's traits, no word of any article. The articles (PolNeAR's train
part, the development part of the gun violence articles) are read with every sentence parsed. A sentence tells as much as WORTH says of the
best that touches it: a claim is told once, what happened is mostly told again in other sentences.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from bench.readings import articles
from selon.languages.lemmas import Lemmatizer
from selon.languages.pipelines import load_pipeline
from selon.model import Article, Reading
from selon.reading.gate import FILE, GateModel, WordClasses, quoted, traits
from selon.reading.page import Page
from selon.reading.parsing import Cut, pages
from selon.reading.reader import Reader

Floats = NDArray[np.float64]
SETS: tuple[tuple[str, dict[str, str] | None], ...] = (("polnear", {"compartment": "train"}), ("gva", None))
LEAST = -2.5        # log odds; set on dev by the floors of the benchmarks (docs/notes/speed.md): from -1.8 on claims of polnear are lost
WORTH = {"claims": 1.0, "events": 0.6, "tallies": 0.6, "quantities": 0.3}
SHRINK = 3.0        # of the squared weights
ROUNDS = 30
SPANS, MANY = ("span", "trigger"), ("mentions", "cue", "content")


def spans(value: Any, titled: bool = False) -> Iterator[tuple[int, int]]:
    """The spans in the text of a reading's part."""
    if isinstance(value, dict):
        titled = titled or value.get("field") == "title"
        for key, x in value.items():
            found = [x] if key in SPANS and x else x if key in MANY else []
            yield from ((a, b) for a, b in found if not titled)
            if not found:
                yield from spans(x, titled)
    elif isinstance(value, list | tuple):
        for x in value:
            yield from spans(x, titled)


def told(reading: Reading, page: Page) -> list[float]:
    """How much each sentence of the text tells."""
    plain = msgspec.to_builtins(reading)
    marks = [(a, b, much) for key, much in WORTH.items() for a, b in spans(plain[key])]
    return [max((much for a, b, much in marks if a < s.end and b > s.start), default=0.0) for s in page.body]


def rows(text: str, cuts: Sequence[Cut], classes: WordClasses) -> list[dict[str, float]]:
    """The classes and traits of each sentence."""
    touched, paragraphs = quoted(text, cuts)
    out = []
    for i, c in enumerate(cuts):
        row = dict(traits(i, cuts, touched[i], c.paragraph in paragraphs))
        for word in c.words:
            for name in classes.of(word):
                row[name] = row.get(name, 0.0) + 1.0
        out.append(row)
    return out


def examples(name: str, where: dict[str, str] | None, n: int) -> Iterator[tuple[dict[str, float], float]]:
    """Each sentence's row and how much it tells."""
    nlp = load_pipeline("en")
    table = nlp.get_pipe("selon_lemmatizer")
    assert isinstance(table, Lemmatizer)
    classes, reader = WordClasses.load("en", table.lemma), Reader()
    kept: dict[str, Sequence[Cut]] = {}

    def keep(text: str, cuts: Sequence[Cut]) -> list[bool]:
        kept[text] = cuts
        return [True] * len(cuts)

    group: list[Article] = list(islice(articles(name, where), n))
    for page in pages(group, "en", nlp, keep, reader.is_name):
        cuts = kept[page.article.text]
        yield from zip(rows(page.article.text, cuts, classes), told(reader.read_page(page), page), strict=True)


def fit(table: Floats, truth: Floats) -> Floats:
    """Weights and the bias last, by Newton's steps."""
    x = np.hstack([table, np.ones((len(table), 1))])
    shrink = np.full(x.shape[1], SHRINK)
    shrink[-1] = 1e-6
    w = np.zeros(x.shape[1])
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (p - truth) + shrink * w
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.diag(shrink), slope)
        w -= step
        if np.abs(step).max() < 1e-6:
            break
    return w


def model(seen: Sequence[tuple[dict[str, float], float]]) -> GateModel:
    """The gate that fits what was seen."""
    names = sorted({name for row, _ in seen for name in row})
    column = {name: i for i, name in enumerate(names)}
    table = np.zeros((len(seen), len(names)))
    for i, (row, _) in enumerate(seen):
        for name, x in row.items():
            table[i, column[name]] = x
    w = fit(table, np.array([y for _, y in seen]))
    return GateModel(round(float(w[-1]), 3), LEAST, {n: r for n, x in zip(names, w, strict=False) if (r := round(float(x), 3))})


def main(argv: Sequence[str] | None = None) -> int:
    """Fits and writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=400, help="at most this many of each set")
    args = parser.parse_args(argv)
    seen = [x for name, where in SETS for x in examples(name, where, args.articles)]
    print(f"{len(seen)} sentences tell {sum(y for _, y in seen):.0f}", file=sys.stderr)
    FILE.write_text(json.dumps(msgspec.to_builtins(model(seen)), indent=0, sort_keys=True) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
