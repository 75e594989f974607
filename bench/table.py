"""The table of docs/benchmarks.md out of the measured figures, with the floors and the figures before."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

from bench.pipelines import pipeline_lines

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ROOT / "bench" / "floors.toml"
HEAD = """# Benchmarks

Written by `make bench`; do not edit. Dev halves only. A *floor* is held by `make test` where the data are at hand; it falls
only with a reason in the changelog. *Before* is the figure that the last different measurement gave.

What each set is, where it comes from and what people and rivals reach on it stands in the data's own READMEs; the pipelines' scores are in
[pipelines](pipelines.md).
"""


class Shown(Protocol):
    """What the table needs of a benchmark."""

    @property
    def task(self) -> str:  # noqa: D102
        ...
    @property
    def data(self) -> str:  # noqa: D102
        ...
    @property
    def shown(self) -> tuple[str, ...]:  # noqa: D102
        ...


def floors() -> dict[str, dict[str, Any]]:
    """Floors by set: the data's digest and the least value of each figure."""
    return tomllib.loads(FLOORS.read_text()) if FLOORS.exists() else {}


def _rows(task: str, data: str, shown: Iterable[str], entry: dict[str, Any], held: dict[str, Any]) -> list[str]:
    rows = []
    for key in shown:
        now, before, floor = entry["figures"].get(key), entry["before"].get(key), held.get(key)
        rows.append(
            f"| {task} | {data} | {key} | {now:.3f} | {'' if before is None else f'{before:.3f}'} | {'' if floor is None else f'{floor:.3f}'} | {entry['date']} |"
        )
    return rows


def write_table(sets: dict[str, dict[str, Any]], benchmarks: Iterable[Shown]) -> None:
    """Writes docs/benchmarks.md."""
    held = floors()
    lines = ["| task | data | figure | now | before | floor | date |", "|---|---|---|---|---|---|---|"]
    for b in benchmarks:
        if b.data in sets:
            lines += _rows(b.task, b.data, b.shown, sets[b.data], held.get(b.data, {}))
    for extra in sorted(set(sets) - {b.data for b in benchmarks}):
        lines += _rows(extra, extra, sorted(sets[extra]["figures"]), sets[extra], held.get(extra, {}))
    machines = sorted({s["machine"] for s in sets.values()})
    parts = [HEAD, *lines, "", f"Machine: {'; '.join(machines)}.", "", *pipeline_lines()]
    (ROOT / "docs" / "benchmarks.md").write_text("\n".join(parts).rstrip() + "\n")
