"""The small networks: they learn what can be learnt, the reader's arithmetic is the fit's, and confidence never falls."""

from __future__ import annotations

import numpy as np
import pytest

from selon.reading.attribution.ranking import Layers, Nets, load_model
from training.perceptron import Perceptron, Plan, fit

PLAN = Plan((16,), 40, rate=1e-2)


def _rows(n: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    rows = np.random.default_rng(seed).normal(size=(n, 4)).astype(np.float32)
    return rows, rows[:, 0] * rows[:, 1] > 0       # no line parts these


@pytest.fixture(scope="module")
def net() -> Perceptron:
    return fit(*_rows(2000, 0), PLAN)


def test_learns_what_no_line_parts(net: Perceptron) -> None:
    rows, truth = _rows(1000, 7)
    assert ((net.probability(rows) > 0.5) == truth).mean() > 0.9


def test_same_seed_same_weights(net: Perceptron) -> None:
    again, other = fit(*_rows(2000, 0), PLAN), fit(*_rows(2000, 0), PLAN, seed=1)
    assert all((a == b).all() for a, b in zip(net.weights, again.weights, strict=True))
    assert any((a != b).any() for a, b in zip(net.weights, other.weights, strict=True))


def test_the_reader_computes_what_was_fitted(net: Perceptron) -> None:
    rows, _ = _rows(50, 3)
    first = net.weights[0] / net.scale[:, None]
    layers = Layers(net.low, net.high, (first, *net.weights[1:]), (net.biases[0] - (net.mean / net.scale) @ net.weights[0], *net.biases[1:]))
    assert np.allclose(Nets((layers,)).probability(rows), net.probability(rows), atol=1e-5)


def test_far_values_change_nothing_beyond_the_range(net: Perceptron) -> None:
    rows = np.array([[1e6, 1e6, 0, 0], [1e9, 1e9, 0, 0]], np.float32)
    assert len(set(net.probability(rows).tolist())) == 1


def test_confidence_never_falls_and_is_a_share() -> None:
    model = load_model()
    found = model.confidence_of([p / 100 for p in range(101)]).tolist()
    assert found == sorted(found) and found[0] >= 0 and found[-1] <= 1 and found[-1] > found[0]
