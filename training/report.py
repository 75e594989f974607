"""Keeps the scores of the shipped pipelines: one JSON a language, and the table in docs/pipelines.md."""

from __future__ import annotations

import json
from pathlib import Path

ROOT = Path(__file__).parent.parent
SCORES, PAGE = ROOT / "training" / "scores", ROOT / "docs" / "pipelines.md"
_BEGIN, _END = "<!-- scores: written by training/report.py -->", "<!-- end of scores -->"
_TREEBANKS = {"fr": "Sequoia dev", "en": "EWT dev"}
_ROWS = {
    "tokens": "tokens F1", "sentences": "sentences F1", "upos": "UPOS F1", "feats": "features F1", "lemma": "lemmas F1",
    "lemma_verbs": "lemmas of verbs, accuracy", "uas": "UAS F1", "las": "LAS F1", "las_subtypes": "LAS F1 with subtypes",
    "words_per_second": "words a second, one core", "megabytes": "MB on disk",
}  # fmt: skip
_TARGETS = {
    "fr": {"tokens": "99", "sentences": "92", "upos": "96.8", "las": "83.5", "words_per_second": "10,000", "megabytes": "at most 15"},
    "en": {"tokens": "98.5", "sentences": "88", "upos": "94.5", "las": "81", "words_per_second": "10,000", "megabytes": "at most 15"},
}


def write_report(lang: str, result: dict[str, float]) -> None:
    """Writes the language's JSON and the table over all languages."""
    SCORES.mkdir(exist_ok=True)
    (SCORES / f"{lang}.json").write_text(json.dumps(result, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(_BEGIN)
    after = rest.split(_END)[1]
    PAGE.write_text(f"{before}{_BEGIN}\n{table()}{_END}{after}", encoding="utf-8")


def table() -> str:
    """The scores of all languages as a Markdown table, with the targets."""
    found = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(SCORES.glob("*.json"))}
    heads = [f"{_TREEBANKS.get(lang, lang)} | target" for lang in found]
    lines = ["| raw text | " + " | ".join(heads) + " |", "|---" * (1 + 2 * len(found)) + "|"]
    for key, name in _ROWS.items():
        cells = [f"{_number(key, result[key])} | {_TARGETS.get(lang, {}).get(key, '')}" for lang, result in found.items()]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _number(key: str, value: float) -> str:
    return f"{value:,.0f}" if key == "words_per_second" else f"{value:.1f}"
