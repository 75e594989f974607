"""Fits the first glance at cues on PolNeAR's train part and writes glance.json beside selon.reading.attribution.glance.

    python -m training.glance [--articles N]

To be run after training.attribution: what it learns to foresee is which cues the fitted rankers keep a claim of, with every cue looked at.
The file holds weights of traits (relations, parts of speech, rates of categories) and no word of any article.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.pages import cached_pages
from selon.reading.attribution import glance, ranking
from selon.reading.attribution.cues import Cue
from selon.reading.attribution.decoding import RARE, choose, rank
from selon.reading.attribution.features import Spot
from selon.reading.attribution.lexicon import AttributionLexicon, attribution_lexicon
from selon.reading.attribution.quotes import find_quotes
from selon.reading.attribution.spans import Field
from selon.reading.attribution.table import cue_entries

LOST = 0.004        # share of the cues with a claim that a glance may lose
RIDGE = 1.0
ROUNDS = 25
Numbers = NDArray[np.float64]


def glanced(field: Field, lex: AttributionLexicon) -> list[tuple[dict[str, float], bool]]:
    """The traits of a field's cues, and whether a claim of each is kept."""
    model = ranking.load_model()

    def worth(_: Spot, cue: Cue) -> bool:
        return glance.is_glanced(cue) and model.cue_rate(cue.sort, cue.classes)[-1] >= RARE

    kept = choose(rank([field], lex, model, glanced=False)[0], lex.schema.least, lex.schema.least_nested)
    heads = {(id(r.entry.cue.sentence), r.entry.cue.head.i, r.entry.cue.sort) for r in kept}
    out = []
    for e in cue_entries(field, lex, worth):
        traits: dict[str, float] = defaultdict(float)
        for name, value in glance.traits(e.spot, e.cue, model.cue_rate(e.cue.sort, e.cue.classes)[-1]):
            traits[name] += value
        out.append((traits, (id(e.cue.sentence), e.cue.head.i, e.cue.sort) in heads))
    return out


def logistic(rows: Numbers, truth: NDArray[np.bool_]) -> Numbers:
    """Weights by Newton's method, shrunk a little."""
    w = np.zeros(rows.shape[1])
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-(rows @ w)))
        slope = rows.T @ (truth - p) - RIDGE * w
        bend = (rows * (p * (1 - p))[:, None]).T @ rows + RIDGE * np.eye(len(w))
        w += np.linalg.solve(bend, slope)
    return w


def fitted(found: Sequence[tuple[dict[str, float], bool]]) -> tuple[dict[str, float], float]:
    """The weights by name, and the sum below which a cue is left."""
    names = sorted({n for traits, _ in found for n in traits})
    rows = np.array([[traits.get(n, 0.0) for n in names] for traits, _ in found])
    truth = np.array([kept for _, kept in found])
    half = np.arange(len(found)) < len(found) // 2
    sums = np.empty(len(found))
    for part in (half, ~half):          # the threshold from sums of articles not fitted on
        sums[part] = rows[part] @ logistic(rows[~part], truth[~part])
    least = float(np.quantile(sums[truth], LOST))
    print(f"{len(found)} cues, {truth.sum()} with a claim; left at {least:.3f}: {(sums < least).mean():.3f}", file=sys.stderr)
    return dict(zip(names, logistic(rows, truth).round(4).tolist(), strict=True)), least


def main(argv: Sequence[str] | None = None) -> int:
    """Fits on the benchmark's train part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000, help="at most this many")
    args = parser.parse_args(argv)
    lex = attribution_lexicon("en")
    pages = [page for _, page in cached_pages("polnear", {"compartment": "train"})[:args.articles]]
    found = [x for p in pages for x in glanced(Field(p.article.text, p.body, find_quotes(p.article.text)), lex)]
    weights, least = fitted(found)
    file = json.dumps({"least": round(least, 4), "weights": weights}, indent=0, sort_keys=True) + "\n"
    Path(ranking.__file__).with_name("glance.json").write_text(file, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
