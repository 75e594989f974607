"""A million events: questions stay quick, and weaving one more article costs what it cost before."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.ledger import measure

QUICK = 150.0  # ms of the processor, for 95 of 100 questions by place, period and type
GROWTH = 1.3  # weaving time an article, from a tenth of the ledger to the whole


def grown(folder: Path, small: int, large: int) -> None:
    few, many = (measure(folder / f"{n}.db", n) for n in (small, large))
    assert many["incidents_cpu_p95_ms"] <= QUICK, many
    assert many["cloned_cpu_p95_ms"] <= QUICK, many
    assert many["weaving_ms"] <= GROWTH * few["weaving_ms"], (few, many)


@pytest.mark.slow
def test_a_million_events(tmp_path: Path) -> None:
    grown(tmp_path, 20_000, 200_000)
