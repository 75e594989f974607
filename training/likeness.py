"""Learns the weights of likeness: python -m training.likeness --readings R.jsonl --gold ../shared/data/gva [--write]

Pairs of lead reports that share a blocking key, of articles whose incident is known. A logistic regression is drawn to the prior weights
(`prior.toml`: judgement, which speaks where shootings in one country teach nothing) and bound to their signs, so that no feature that
should speak for one incident comes out as speaking against it. Cross-validated by components of the candidate graph, so that no
incident is on both sides; threshold and strength of the prior are chosen there, by B-cubed of the clusters.
"""

from __future__ import annotations

import argparse
import gzip
import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from selon.model import Reading
from selon.weaving.clusters import cluster, components
from selon.weaving.compare import LEAST
from selon.weaving.likeness import WEIGHTS, Weights, features
from selon.weaving.reports import Report, reports_of
from selon.weaving.traits import traits
from selon.weaving.weave import candidates

PRIOR = Path(__file__).with_name("prior.toml")
FOLDS = 5
STRENGTHS = (0.05, 0.1, 0.3)  # of the prior, per unit of squared distance and 25 pairs of one incident
THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
AS_GOOD = 0.003  # of B-cubed F1: less is noise
NEARLY = 0.001  # of B-cubed F1, between two thresholds
Vector = NDArray[np.float64]


class Prior(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`prior.toml`: log odds by judgement, and the features that are not learnt."""

    base: float
    held: tuple[str, ...]
    features: dict[str, float]


@dataclass(frozen=True)
class Pairs:
    """Candidate pairs: refs by index, features, whether one incident, and the fold."""

    refs: list[str]
    ends: list[tuple[int, int]]
    x: Vector
    y: Vector
    fold: NDArray[np.int64]


def lead_reports(readings: Path, gold: Path) -> tuple[list[Report], dict[str, str]]:
    """The lead report of each article told of one incident alone, and the incident of each ref."""
    truth: dict[str, str] = {}
    with gzip.open(gold / "articles.jsonl.gz", "rt", encoding="utf-8", newline="\n") as f:
        for row in map(json.loads, f):
            if not row.get("also_incidents"):
                truth[str(row["id"])] = row["incident"]
    decoder = msgspec.json.Decoder(Reading)
    with readings.open("rb") as lines:
        found = [r for line in lines for r in reports_of(decoder.decode(line)) if r.lead and r.article in truth]
    return found, {r.ref: truth[r.article] for r in found}


def pairs_of(reports: Sequence[Report], truth: Mapping[str, str], names: Sequence[str]) -> Pairs:
    """The candidate pairs of some reports with their features in the order of `names`."""
    known = {r.ref: traits(r) for r in reports}
    refs = sorted(known)
    place = {ref: i for i, ref in enumerate(refs)}
    ends = [(place[a], place[b]) for a, b in candidates(reports, [])]
    rows = [features(known[refs[a]], known[refs[b]]) for a, b in ends]
    home = {i: refs[g[0]] for g in components(len(refs), ((a, b, 1.0) for a, b in ends)) for i in g}
    return Pairs(
        refs=refs,
        ends=ends,
        x=np.array([[row.get(n, 0.0) for n in names] for row in rows]),
        y=np.array([float(truth[refs[a]] == truth[refs[b]]) for a, b in ends]),
        fold=np.array([zlib.crc32(home[a].encode()) % FOLDS for a, _ in ends]),
    )


def fit(x: Vector, y: Vector, prior: Vector, strength: float, held: NDArray[np.bool_]) -> Vector:
    """Weights, the base first and at most the prior's, near the prior and with its signs; those `held` stay at it."""
    x = np.hstack([np.ones((len(x), 1)), x])
    pull = strength * y.sum() / 25

    def loss(w: Vector) -> tuple[float, Vector]:
        z = x @ w
        p = 1.0 / (1.0 + np.exp(-z))
        away = w - prior
        value = float(np.sum(np.logaddexp(0.0, z) - y * z) + pull * np.sum(away[1:] ** 2))
        slope: Vector = x.T @ (p - y) + 2 * pull * np.concatenate([[0.0], away[1:]])
        return value, slope

    free = [(v, v) if h else (0.0, None) if v > 0 else (None, 0.0) for v, h in zip(prior[1:], held, strict=True)]
    bounds = [(None, prior[0]), *free]
    best: Vector = minimize(loss, prior, jac=True, bounds=bounds, method="L-BFGS-B").x
    return best


def chances(x: Vector, w: Vector) -> Vector:
    """Probabilities of pairs."""
    p: Vector = 1.0 / (1.0 + np.exp(-(w[0] + x @ w[1:])))
    return p


def b3(groups: Iterable[Sequence[str]], truth: Mapping[str, str]) -> float:
    """B-cubed F1 of clusters."""
    size: dict[str, int] = defaultdict(int)
    for t in truth.values():
        size[t] += 1
    p = r = n = 0.0
    for g in groups:
        for a in g:
            same = sum(truth[a] == truth[b] for b in g)
            p, r, n = p + same / len(g), r + same / size[truth[a]], n + 1
    return 2 * p * r / n / (p + r)


def clustered(pairs: Pairs, p: Vector, threshold: float, truth: Mapping[str, str]) -> float:
    """B-cubed F1 when pairs of these probabilities are clustered."""
    edges = [(a, b, float(v)) for (a, b), v in zip(pairs.ends, p, strict=True) if v >= LEAST]
    return b3(([pairs.refs[i] for i in g] for g in cluster(pairs.refs, edges, threshold)), truth)


def cross_validate(pairs: Pairs, prior: Vector, held: NDArray[np.bool_], truth: Mapping[str, str]) -> tuple[float, float, float]:
    """B-cubed F1 on held-out folds, strength and threshold: the strongest prior that is as good as any, and the highest threshold that is
    nearly as good as its best: what is wrongly apart is mended more easily than what is wrongly one."""
    tried: list[tuple[float, float, float]] = []
    for strength in STRENGTHS:
        p = np.zeros(len(pairs.y))
        for k in range(FOLDS):
            seen = pairs.fold != k
            p[~seen] = chances(pairs.x[~seen], fit(pairs.x[seen], pairs.y[seen], prior, strength, held))
        found = [(clustered(pairs, p, threshold, truth), strength, threshold) for threshold in THRESHOLDS]
        print(f"prior {strength}: accuracy of pairs {np.mean((p > 0.5) == (pairs.y > 0.5)):.4f}", end="  ")
        print(" ".join(f"{t}:{f:.4f}" for f, _, t in found))
        tried += found
    f1, strength, _ = max((t for t in tried if t[0] >= max(tried)[0] - AS_GOOD), key=lambda t: (t[1], t[0], t[2]))
    return max((t for t in tried if t[1] == strength and t[0] >= f1 - NEARLY), key=lambda t: t[2])


def write(path: Path, w: Weights) -> None:
    """Writes weights as TOML, the weightiest first."""
    lines = ["# Log odds that two reports tell of one incident; docs/weaving.md says what each is. Written by training/likeness.py."]
    lines += [f"base = {w.base:.3f}", f"threshold = {w.threshold}", "", "[features]"]
    lines += [f"{k} = {v:.3f}" for k, v in sorted(w.features.items(), key=lambda kv: (-abs(kv[1]), kv[0]))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Prints the figures on held-out folds; writes the weights learnt from all where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--readings", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    judged = msgspec.toml.decode(PRIOR.read_bytes(), type=Prior)
    names = sorted(judged.features)
    prior = np.array([judged.base, *(judged.features[n] for n in names)])
    held = np.array([n in judged.held for n in names])
    reports, truth = lead_reports(args.readings, args.gold)
    pairs = pairs_of(reports, truth, names)
    print(f"{len(reports)} reports, {len(pairs.y)} pairs, {int(pairs.y.sum())} of one incident")
    f1, strength, threshold = cross_validate(pairs, prior, held, truth)
    print(f"held out: B-cubed F1 {f1:.4f} at strength {strength}, threshold {threshold}")
    w = fit(pairs.x, pairs.y, prior, strength, held)
    for n, v, p in sorted(zip(names, w[1:], prior[1:], strict=True), key=lambda t: -abs(t[1])):
        print(f"  {n:20} {v:7.3f}   prior {p:6.2f}   in {int((pairs.x[:, names.index(n)] != 0).sum())} pairs")
    if args.write:
        write(WEIGHTS, Weights(base=float(w[0]), threshold=threshold, features=dict(zip(names, map(float, w[1:]), strict=True))))


if __name__ == "__main__":
    main()
