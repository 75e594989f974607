"""Fits the rankers of attribution on PolNeAR's train part and writes model.npz and rates.json beside selon.reading.attribution.ranking.

    python -m training.attribution [--articles N]

Delexicalised: the files hold weights over numbers and rates of categories (classes of cues, relations, shapes), no word of any article.
A candidate is right where its content and a gold content share half of their union and the cues touch. Each ranker learns from what the
one before it says of articles it has not seen.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.pages import cached_pages
from selon.reading.attribution import ranking
from selon.reading.attribution.context import FAINT, Scored, context_rows
from selon.reading.attribution.context import NAMES as CONTEXT_NAMES
from selon.reading.attribution.decoding import GATE, Ranked, choose, floor, taken
from selon.reading.attribution.features import content_key
from selon.reading.attribution.generate import Candidate
from selon.reading.attribution.lexicon import AttributionLexicon, attribution_lexicon
from selon.reading.attribution.speakers import nominees
from selon.reading.attribution.table import CueEntry, contents
from training.attributions import Counts, Example, Floats, counts, cue_rows, example, is_right, match
from training.perceptron import Perceptron, Plan, fit

Truth = NDArray[np.bool_]
FOLDS = 3
CUE = Plan((64,), 12, drop_in=0.1)
CONTENT = Plan((128, 64), 14, rate=3e-3, drop=0.25, drop_in=0.15)
CONTEXT = Plan((48,), 12)
SPEAKER = Plan((64, 32), 10, drop=0.2)
BINS = 20       # of claims sorted by probability, from which confidence is read


@dataclass(slots=True)
class Contents:
    """The contents of one article that are worth a look: their cues, numbers and truth."""

    found: list[tuple[CueEntry, Candidate]]
    rows: Floats
    right: Truth


def unseen(tables: Sequence[Floats], truth: Sequence[Truth], plan: Plan, folds: int) -> list[Floats]:
    """Each article's probabilities by a network that has not seen it."""
    out: list[Floats] = [np.zeros(0, np.float32)] * len(tables)
    for fold in range(folds):
        seen = [i for i in range(len(tables)) if i % folds != fold and len(tables[i])]
        net = fit(np.vstack([tables[i] for i in seen]), np.concatenate([truth[i] for i in seen]), plan)
        for i in range(fold, len(tables), folds):
            if len(tables[i]):
                out[i] = net.probability(tables[i])
    return out


def all_of(tables: Sequence[Floats], truth: Sequence[Truth], plan: Plan, members: int) -> list[Perceptron]:
    """Networks fitted on all articles."""
    rows, right = np.vstack([t for t in tables if len(t)]), np.concatenate([t for t in truth if len(t)])
    return [fit(rows, right, plan, seed) for seed in range(members)]


def content_rows(examples: Sequence[Example], tables: list[Floats], gate: list[Floats], rates: Counts,
                 lex: AttributionLexicon) -> list[Contents]:
    """For each article the contents of cues that pass the gate, made as the reader makes them."""
    table = rates.table()
    nothing, none = ranking.Nets(()), np.zeros(0, np.float32)
    model = ranking.Model(nothing, nothing, nothing, nothing, none, none, ranking.Rates(0, ()),
                          ranking.Rates(table["base"], tuple(table["levels"])))
    out = []
    for x, cues, g in zip(examples, tables, gate, strict=True):
        own = counts([x], False)
        found, rows, truth = [], [], []
        for i in np.flatnonzero(g >= GATE):
            head, cue = [*cues[i].tolist(), float(g[i])], x.entries[i].cue
            for c, row in zip(*contents(x.entries[i], lex, model.worth(cue.sort, cue.classes[0], cue.head.rel)), strict=True):
                found.append((x.entries[i], c))
                rows.append(np.array([*head, *row, *rates.rates(content_key(c), own)], np.float32))
                truth.append(is_right(c, x.gold))
        out.append(Contents(found, np.array(rows, np.float32), np.array(truth, bool)))
    return out


def second_look(x: Contents, p: Floats) -> tuple[list[Scored], Floats, Truth]:
    """The candidates of one article that get a second look, their numbers and truth."""
    keep = np.flatnonzero(p >= FAINT)
    scored = [Scored(*x.found[i], float(p[i]), numbers) for i, numbers in zip(keep, taken(x.rows[keep]), strict=True)] if len(keep) else []
    return scored, np.array(context_rows(scored), np.float32).reshape(len(keep), len(CONTEXT_NAMES)), x.right[keep]


def speaker_rows(examples: Sequence[Example], lex: AttributionLexicon) -> tuple[Floats, Truth]:
    """The nominees for the source of every gold claim that a candidate finds, and whether each is it."""
    rows, truth = [], []
    for x in examples:
        known = set()
        for entry, found in zip(x.entries, x.found, strict=True):
            for c in found:
                g = match(c, x.gold)
                if g is None or id(g) in known:
                    continue
                known.add(id(g))
                for n in nominees(x.field, c, entry.speakers, lex):
                    rows.append(n.row)
                    truth.append(any(a <= n.head.start < b for a, b in g.source))
    return np.array(rows, np.float32), np.array(truth, bool)


def confidence(scored: Sequence[list[Scored]], truth: Sequence[Truth], p: Sequence[Floats],
               lex: AttributionLexicon) -> tuple[Floats, Floats]:
    """How often a chosen claim of a probability is right, never falling (pool adjacent violators over bins of equal count)."""
    pairs = []
    for some, right, q in zip(scored, truth, p, strict=True):
        ranked = [Ranked(x.entry, x.candidate, max(float(v), floor(x.candidate, lex))) for x, v in zip(some, q, strict=True)]
        of = {id(x.candidate): bool(r) for x, r in zip(some, right, strict=True)}
        pairs += [(r.probability, of[id(r.candidate)]) for r in choose(ranked, lex.schema.least, lex.schema.least_nested)]
    pairs.sort()
    blocks: list[list[float]] = []      # sum of probabilities, right ones, claims
    for part in np.array_split(np.array(pairs, dtype=np.float64), BINS):
        blocks.append([float(part[:, 0].sum()), float(part[:, 1].sum()), float(len(part))])
        while len(blocks) > 1 and blocks[-2][1] * blocks[-1][2] >= blocks[-1][1] * blocks[-2][2]:
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    return (np.array([a / n for a, _, n in blocks], np.float32), np.array([b / n for _, b, n in blocks], np.float32))


def fitted(examples: Sequence[Example], lex: AttributionLexicon) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    """The arrays and rates of a model."""
    of_cues, of_contents = counts(examples, True), counts(examples, False)
    tables = cue_rows(examples, of_cues)
    truth = [np.array([any(r) for r in x.right], bool) for x in examples]
    gate = unseen(tables, truth, CUE, FOLDS)
    kept = [t[g >= GATE] for g, t in zip(gate, truth, strict=True)]
    print(f"the gate keeps {sum(map(len, kept))} of {sum(map(len, gate))} cues, {sum(t.sum() for t in kept)} of "
          f"{sum(t.sum() for t in truth)} right ones", file=sys.stderr)
    parts = content_rows(examples, tables, gate, of_contents, lex)
    rows, truths = [x.rows for x in parts], [x.right for x in parts]
    print(f"contents: {sum(map(len, rows))}, right: {sum(t.sum() for t in truths)}", file=sys.stderr)
    looks = [second_look(x, p) for x, p in zip(parts, unseen(rows, truths, CONTENT, 2), strict=True)]
    again, right_again = [r for _, r, _ in looks], [t for _, _, t in looks]
    nominated, sources = speaker_rows(examples, lex)
    print(f"second look: {sum(map(len, again))}; nominees for sources: {len(nominated)}", file=sys.stderr)
    nets = {"cue": all_of(tables, truth, CUE, 2), "content": all_of(rows, truths, CONTENT, 3),
            "context": all_of(again, right_again, CONTEXT, 2), "speaker": all_of([nominated], [sources], SPEAKER, 2)}
    arrays = {f"{name}.{i}.{k}": v for name, members in nets.items() for i, net in enumerate(members) for k, v in net.arrays().items()}
    marks, right_at = confidence([s for s, _, _ in looks], right_again, unseen(again, right_again, CONTEXT, 2), lex)
    return arrays | {"marks": marks, "confidence": right_at}, {"cue": of_cues.table(), "content": of_contents.table()}


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
    write(*fitted(examples, lex), Path(ranking.__file__).parent)
    return 0


if __name__ == "__main__":
    sys.exit(main())
