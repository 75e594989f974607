"""Fits the rankers of attribution on PolNeAR's train part and writes model.npz and rates.json beside selon.reading.attribution.ranking.

    python -m training.attribution [--articles N]

Delexicalised: the files hold trees over numbers and rates of categories (classes of cues, relations, shapes), no word of any article.
A candidate is right where its content and a gold content share half of their union and the cues touch.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from bench.pages import cached_pages
from selon.reading.attribution import ranking
from selon.reading.attribution.context import FAINT, Scored, context_rows
from selon.reading.attribution.context import NAMES as CONTEXT_NAMES
from selon.reading.attribution.decoding import GATE, taken
from selon.reading.attribution.features import content_key, cue_key
from selon.reading.attribution.generate import Candidate
from selon.reading.attribution.lexicon import AttributionLexicon, attribution_lexicon
from selon.reading.attribution.quotes import find_quotes
from selon.reading.attribution.spans import Field, Spans, common, length
from selon.reading.attribution.table import CueEntry, candidates, contents, cue_entries
from selon.reading.page import Page

Floats = NDArray[np.float32]
Keys = tuple[str, ...]
PRIOR = 10.0        # pseudo-candidates at the coarser rate
FOLDS = 3


@dataclass(slots=True)
class Gold:
    """An attribution of the gold: its content and cue."""

    content: Spans
    cue: Spans
    size: int


@dataclass(slots=True)
class Example:
    """One article: its gold, its cues, and the contents of each with whether they are right."""

    gold: list[Gold]
    entries: list[CueEntry]
    found: list[list[Candidate]]
    right: list[list[bool]]


def golds(row: dict[str, Any]) -> list[Gold]:
    """The attributions of a gold article that have a content."""
    out = []
    for a in row["attributions"]:
        if a["content"]:
            spans = tuple((int(x), int(y)) for x, y in a["content"])
            out.append(Gold(spans, tuple((int(x), int(y)) for x, y in a["cue"]), length(spans)))
    return out


def is_right(c: Candidate, gold: Sequence[Gold]) -> bool:
    """Whether a candidate is one of the gold's."""
    size, start, end = length(c.spans), c.spans[0][0], c.spans[-1][1]
    for g in gold:
        if end <= g.content[0][0] or start >= g.content[-1][1]:
            continue
        k = common(g.content, c.spans)
        if 2 * k >= g.size + size - k and (not g.cue or any(common(((t.start, t.end),), g.cue) for t in c.cue.words)):
            return True
    return False


def example(row: dict[str, Any], page: Page, lex: AttributionLexicon) -> Example:
    """An article's cues and candidates with their truth."""
    field = Field(page.article.text, page.body, find_quotes(page.article.text))
    gold = golds(row)
    entries = cue_entries(field, lex)
    found = [candidates(e) for e in entries]
    return Example(gold, entries, found, [[is_right(c, gold) for c in f] for f in found])


class Counts:
    """Tries and hits of every category, from which rates are smoothed."""

    def __init__(self, levels: int) -> None:
        self.tries: list[Counter[str]] = [Counter() for _ in range(levels)]
        self.hits: list[Counter[str]] = [Counter() for _ in range(levels)]

    def add(self, keys: Keys, right: bool) -> None:
        """One more candidate."""
        for level, key in enumerate(keys):
            self.tries[level][key] += 1
            self.hits[level][key] += right

    @property
    def base(self) -> float:
        """The rate over all."""
        return sum(self.hits[0].values()) / max(1, sum(self.tries[0].values()))

    def rates(self, keys: Keys, without: Counts | None = None) -> list[float]:
        """The smoothed rates, those of one article left out."""
        out, last = [], self.base
        for level, key in enumerate(keys):
            n, h = self.tries[level][key], self.hits[level][key]
            if without:
                n, h = n - without.tries[level][key], h - without.hits[level][key]
            last = (h + PRIOR * last) / (n + PRIOR)
            out.append(last)
        return out

    def table(self) -> dict[str, Any]:
        """As ranking.Rates reads it."""
        levels: list[dict[str, float]] = [{} for _ in self.tries]
        for level, tries in enumerate(self.tries):
            for key, n in sorted(tries.items()):
                if n >= 3:
                    levels[level][key] = round((self.hits[level][key] + PRIOR * self.base) / (n + PRIOR), 5)
        return {"base": round(self.base, 5), "levels": levels}


def counts(examples: Sequence[Example], of_cues: bool) -> Counts:
    """The counts of the cues, or of the contents."""
    out = Counts(2)
    for x in examples:
        for e, found, right in zip(x.entries, x.found, x.right, strict=True):
            if of_cues:
                out.add(cue_key(e.cue), any(right))
            else:
                for c, r in zip(found, right, strict=True):
                    out.add(content_key(c), r)
    return out


def classifier(trees: int, leaves: int) -> HistGradientBoostingClassifier:
    """The learner."""
    return HistGradientBoostingClassifier(max_iter=trees, learning_rate=0.1, max_leaf_nodes=leaves, max_depth=7, min_samples_leaf=40,
                                          l2_regularization=1.0, early_stopping=False, random_state=0)


def export(model: HistGradientBoostingClassifier, name: str) -> dict[str, NDArray[Any]]:
    """A fitted model as flat arrays; leaves point at themselves."""
    feature: list[int] = []
    threshold: list[float] = []
    left: list[int] = []
    right: list[int] = []
    value: list[float] = []
    roots: list[int] = []
    depth = 0
    for (tree,) in model._predictors:
        at = len(feature)
        roots.append(at)
        for i, n in enumerate(tree.nodes):
            leaf = bool(n["is_leaf"])
            feature.append(0 if leaf else int(n["feature_idx"]))
            threshold.append(np.inf if leaf else float(n["num_threshold"]))
            left.append(at + (i if leaf else int(n["left"])))
            right.append(at + (i if leaf else int(n["right"])))
            value.append(float(n["value"]) if leaf else 0.0)
            depth = max(depth, int(n["depth"]))
    return {
        f"{name}.feature": np.array(feature, np.int16),
        f"{name}.threshold": np.array(threshold, np.float32),
        f"{name}.left": np.array(left, np.int32),
        f"{name}.right": np.array(right, np.int32),
        f"{name}.value": np.array(value, np.float32),
        f"{name}.roots": np.array(roots, np.int32),
        f"{name}.shape": np.array([depth, float(np.ravel(model._baseline_prediction)[0])], np.float64),
    }


def cue_rows(examples: Sequence[Example], rates: Counts) -> list[Floats]:
    """For each article the cues' numbers and rates, its own counts left out."""
    out = []
    for x in examples:
        own = counts([x], True)
        out.append(np.array([[*e.row, *rates.rates(cue_key(e.cue), own)] for e in x.entries], np.float32))
    return out


def gates(tables: list[Floats], truth: list[NDArray[np.bool_]]) -> list[Floats]:
    """The cue ranker's probabilities for each article, by models that have not seen it."""
    out: list[Floats] = [np.zeros(0, np.float32)] * len(tables)
    for fold in range(FOLDS):
        seen = [i for i in range(len(tables)) if i % FOLDS != fold]
        model = classifier(60, 15).fit(np.vstack([tables[i] for i in seen]), np.concatenate([truth[i] for i in seen]))
        for i in range(fold, len(tables), FOLDS):
            if len(tables[i]):
                out[i] = model.predict_proba(tables[i])[:, 1].astype(np.float32)
    return out


@dataclass(slots=True)
class Contents:
    """The contents of one article that are worth a look: their cues, numbers and truth."""

    found: list[tuple[CueEntry, Candidate]]
    rows: Floats
    right: NDArray[np.bool_]


def content_rows(examples: Sequence[Example], tables: list[Floats], gate: list[Floats], rates: Counts,
                 lex: AttributionLexicon) -> list[Contents]:
    """For each article the contents of cues that pass the gate, made as the reader makes them."""
    out = []
    model = ranking.Model(None, None, None, None, _read(rates))    # type: ignore[arg-type]
    for x, table, g in zip(examples, tables, gate, strict=True):
        own = counts([x], False)
        found, rows, truth = [], [], []
        for i in np.flatnonzero(g >= GATE):
            head, cue = [*table[i].tolist(), float(g[i])], x.entries[i].cue
            for c, row in zip(*contents(x.entries[i], lex, model.worth(cue.sort, cue.classes[0], cue.head.rel)), strict=True):
                found.append((x.entries[i], c))
                rows.append(np.array([*head, *row, *rates.rates(content_key(c), own)], np.float32))
                truth.append(is_right(c, x.gold))
        out.append(Contents(found, np.array(rows, np.float32), np.array(truth, bool)))
    return out


def _read(rates: Counts) -> ranking.Rates:
    """Rates as the reader has them."""
    table = rates.table()
    return ranking.Rates(table["base"], tuple(table["levels"]))


def joined(parts: Sequence[Contents]) -> tuple[Floats, NDArray[np.bool_]]:
    """The rows and truth of several articles."""
    kept = [x for x in parts if len(x.found)]
    return np.vstack([x.rows for x in kept]), np.concatenate([x.right for x in kept])


def context_table(x: Contents, p: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """The second look at one article's contents, from the first look's probabilities."""
    keep = np.flatnonzero(p >= FAINT)
    scored = [Scored(*x.found[i], float(p[i]), taken(x.rows[i])) for i in keep]
    return np.array(context_rows(scored), np.float32).reshape(len(keep), len(CONTEXT_NAMES)), x.right[keep]


def context_rows_of(parts: Sequence[Contents]) -> tuple[Floats, NDArray[np.bool_]]:
    """The second look's rows and truth, by first looks that have not seen the article."""
    out = []
    for half in (0, 1):
        model = classifier(120, 31).fit(*joined(parts[1 - half::2]))
        out += [context_table(x, model.predict_proba(x.rows)[:, 1].astype(np.float32)) for x in parts[half::2] if len(x.found)]
    kept = [t for t in out if len(t[1])]
    return np.vstack([r for r, _ in kept]), np.concatenate([t for _, t in kept])


def fit(examples: Sequence[Example], lex: AttributionLexicon) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    """The arrays and rates of a model."""
    of_cues, of_contents = counts(examples, True), counts(examples, False)
    tables = cue_rows(examples, of_cues)
    truth = [np.array([any(r) for r in x.right], bool) for x in examples]
    gate = gates(tables, truth)
    print(
        f"gate keeps {sum((g >= GATE).sum() for g in gate)} of {sum(map(len, gate))} cues and "
        f"{sum((t & (g >= GATE)).sum() for g, t in zip(gate, truth, strict=True))} of {sum(t.sum() for t in truth)} right ones",
        file=sys.stderr,
    )
    cue = classifier(60, 15).fit(np.vstack([t for t in tables if len(t)]), np.concatenate([t for t in truth if len(t)]))
    parts = content_rows(examples, tables, gate, of_contents, lex)
    rows, right = joined(parts)
    print(f"contents: {rows.shape}, right: {right.sum()}", file=sys.stderr)
    content = classifier(200, 31).fit(rows, right)
    again, truth_again = context_rows_of(parts)
    print(f"second look: {again.shape}, right: {truth_again.sum()}", file=sys.stderr)
    context = classifier(80, 15).fit(again, truth_again)
    trees = export(cue, "cue") | export(content, "content") | export(context, "context")
    return trees, {"cue": of_cues.table(), "content": of_contents.table()}


def write(arrays: dict[str, NDArray[Any]], rates: dict[str, Any], folder: Path) -> None:
    """The two files of a model."""
    np.savez_compressed(folder / "model.npz", **arrays)     # type: ignore[arg-type]
    (folder / "rates.json").write_text(json.dumps(rates, indent=0, sort_keys=True) + "\n", encoding="utf-8")


def main(argv: Sequence[str] | None = None) -> int:
    """Fits on the benchmark's train part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000, help="at most this many")
    args = parser.parse_args(argv)
    lex = attribution_lexicon("en")
    examples = [example(row, page, lex) for row, page in cached_pages("polnear", {"compartment": "train"})[:args.articles]]
    write(*fit(examples, lex), Path(ranking.__file__).parent)
    return 0


if __name__ == "__main__":
    sys.exit(main())
