"""The pipelines' scores as rows of the table of benchmarks; `make train` and `python -m training.evaluate` measure them."""

from __future__ import annotations

import json
from pathlib import Path

SCORES = Path(__file__).resolve().parent.parent / "training" / "scores"
SHOWN = {
    "tokens": "token F",
    "sentences": "sentence F",
    "upos": "UPOS",
    "feats": "features",
    "lemma": "lemmas",
    "lemma_verbs": "lemmas of verbs",
    "uas": "UAS",
    "las": "LAS",
    "words_per_second": "words/s, one core",
    "megabytes": "MB on disk",
}


def pipeline_lines() -> list[str]:
    """A Markdown table: one row a measure, one column a language; empty where nothing was measured."""
    found = {p.stem: json.loads(p.read_text()) for p in sorted(SCORES.glob("*.json"))}
    if not found:
        return []
    lines = [
        "## Pipelines",
        "",
        "Raw text of Sequoia dev (fr) and EWT dev (en); how it is scored, and what was used, stands in [pipelines](pipelines.md).",
        "",
        f"| | {' | '.join(found)} |",
        f"|---|{'---|' * len(found)}",
    ]
    for key, name in SHOWN.items():
        values = [f"{s[key]:,.0f}" if key == "words_per_second" else f"{s[key]:.1f}" for s in found.values()]
        lines.append(f"| {name} | {' | '.join(values)} |")
    return [*lines, ""]
