"""What kind of name a run is: a linear model over features that name no word (multinomial logistic regression, training/names.py)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import msgspec

MODEL = Path(__file__).parent / "kinds.json"
KINDS = ("none", "organisation", "person", "place")
Scores = tuple[float, float, float, float]


class KindModel:
    """Weights by feature; `scores` are unnormalised log-odds in the order of KINDS."""

    def __init__(self, table: Mapping[str, Mapping[str, float]]) -> None:
        names = sorted({f for row in table.values() for f in row})
        self._weights = {f: tuple(table[k].get(f, 0.0) for k in KINDS) for f in names}
        self._bias = self._weights.pop("")

    def scores(self, features: Iterable[str]) -> Scores:
        """The log-odds of each kind."""
        a, b, c, d = self._bias
        for f in features:
            w = self._weights.get(f)
            if w is not None:
                a, b, c, d = a + w[0], b + w[1], c + w[2], d + w[3]
        return a, b, c, d


def chances(scores: Scores) -> Scores:
    """Probabilities from log-odds."""
    top = max(scores)
    raised = [math.exp(x - top) for x in scores]
    whole = sum(raised)
    a, b, c, d = [x / whole for x in raised]
    return a, b, c, d


@cache
def load_kinds() -> KindModel:
    """The model of the package."""
    return KindModel(msgspec.json.decode(MODEL.read_bytes(), type=dict[str, dict[str, float]]))
