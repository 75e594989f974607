"""A small network with one output, fitted with numpy alone: ReLU layers, dropout, Adam with weights shrunk, a cosine rate.

Same rows, same seed, same weights. It is exported as the arrays that selon.reading.attribution.ranking reads.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
NARROWEST = 0.05        # columns that hardly vary are not blown up
CUT = 0.001             # of each column's values, at either end, are brought to the others' range
BATCH = 512


@dataclass(frozen=True, slots=True)
class Plan:
    """Widths of the hidden layers, rounds over the rows, learning rate, dropout in the layers and of the inputs."""

    hidden: tuple[int, ...]
    rounds: int
    rate: float = 2e-3
    drop: float = 0.1
    drop_in: float = 0.05
    shrink: float = 1e-4


@dataclass(slots=True)
class Perceptron:
    """A fitted network."""

    low: Floats
    high: Floats
    mean: Floats
    scale: Floats
    weights: list[Floats] = field(default_factory=list)
    biases: list[Floats] = field(default_factory=list)

    def scaled(self, rows: Floats) -> Floats:
        """Rows as the network sees them."""
        return np.asarray((np.clip(rows, self.low, self.high) - self.mean) / self.scale, dtype=np.float32)

    def probability(self, rows: Floats) -> Floats:
        """One probability a row."""
        x = self.scaled(rows)
        for w, b in zip(self.weights[:-1], self.biases[:-1], strict=True):
            x = np.maximum(x @ w + b, 0)
        return np.asarray(1 / (1 + np.exp(-(x @ self.weights[-1] + self.biases[-1])[:, 0])), dtype=np.float32)

    def arrays(self) -> dict[str, NDArray[np.float16 | np.float32]]:
        """The arrays of a file, weights in 16 bits."""
        out: dict[str, NDArray[np.float16 | np.float32]] = {"low": self.low, "high": self.high, "mean": self.mean, "scale": self.scale}
        for i, (w, b) in enumerate(zip(self.weights, self.biases, strict=True)):
            out[f"w{i}"], out[f"b{i}"] = w.astype(np.float16), b
        return out


def fit(rows: Floats, truth: NDArray[np.bool_], plan: Plan, seed: int = 0) -> Perceptron:
    """A network that tells the rows that are true from the others."""
    net = _start(rows, plan, seed)
    dice = np.random.default_rng(seed + 1)
    scaled, wanted = net.scaled(rows), truth.astype(np.float32)
    adam = _Adam([*net.weights, *net.biases], plan, -(-len(rows) // BATCH))
    for _ in range(plan.rounds):
        order = dice.permutation(len(rows))
        for at in range(0, len(rows), BATCH):
            some = order[at:at + BATCH]
            adam.step(_gradients(net, scaled[some], wanted[some], plan, dice))
    return net


def _start(rows: Floats, plan: Plan, seed: int) -> Perceptron:
    low, high = (np.quantile(rows, q, axis=0).astype(np.float32) for q in (CUT, 1 - CUT))
    narrow = high <= low
    low[narrow], high[narrow] = rows[:, narrow].min(axis=0), rows[:, narrow].max(axis=0)
    cut = np.clip(rows, low, high)
    net = Perceptron(low, high, cut.mean(axis=0), np.maximum(cut.std(axis=0), NARROWEST).astype(np.float32))
    dice = np.random.default_rng(seed)
    widths = [rows.shape[1], *plan.hidden, 1]
    for a, b in pairwise(widths):
        net.weights.append(dice.normal(0, np.sqrt(2 / a), (a, b)).astype(np.float32))
        net.biases.append(np.zeros(b, np.float32))
    return net


def _gradients(net: Perceptron, x: Floats, wanted: Floats, plan: Plan, dice: np.random.Generator) -> list[Floats]:
    """Of the mean cross entropy of a batch, for the weights and then the biases."""
    layers = [x * (dice.random(x.shape, dtype=np.float32) > plan.drop_in)]
    alive = []
    for w, b in zip(net.weights[:-1], net.biases[:-1], strict=True):
        z = layers[-1] @ w + b
        keep = np.asarray((dice.random(z.shape, dtype=np.float32) > plan.drop) / (1 - plan.drop) * (z > 0), dtype=np.float32)
        alive.append(keep)
        layers.append(z * keep)
    p = 1 / (1 + np.exp(-(layers[-1] @ net.weights[-1] + net.biases[-1])[:, 0]))
    wrong = ((p - wanted) / len(x)).astype(np.float32)[:, None]
    of_weights, of_biases = [], []
    for i in range(len(net.weights) - 1, -1, -1):
        of_weights.append(layers[i].T @ wrong)
        of_biases.append(wrong.sum(axis=0))
        if i:
            wrong = (wrong @ net.weights[i].T) * alive[i - 1]
    return of_weights[::-1] + of_biases[::-1]


class _Adam:
    """Steps of Adam (Kingma and Ba 2015) with the weights shrunk a little at each."""

    def __init__(self, values: list[Floats], plan: Plan, steps_a_round: int) -> None:
        self.values, self.plan, self.last, self.t = values, plan, steps_a_round * plan.rounds, 0
        self.first, self.second = [np.zeros_like(v) for v in values], [np.zeros_like(v) for v in values]

    def step(self, gradients: list[Floats]) -> None:
        self.t += 1
        rate = self.plan.rate * 0.5 * (1 + np.cos(np.pi * self.t / self.last))
        for v, g, m, s in zip(self.values, gradients, self.first, self.second, strict=True):
            m += 0.1 * (g - m)
            s += 0.001 * (g * g - s)
            change = (m / (1 - 0.9**self.t)) / (np.sqrt(s / (1 - 0.999**self.t)) + 1e-8)
            v -= (rate * (change + (self.plan.shrink * v if v.ndim > 1 else 0))).astype(np.float32)
