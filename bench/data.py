"""Where the benchmarks' dev data lie, and their articles as selon takes them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
FILES = {
    "polnear": "polnear/articles.jsonl.gz",
    "quotes_fr": "quotes_fr/passages.jsonl.gz",
    "times": "times/sentences.jsonl.gz",
    "figures": "figures/sentences.jsonl.gz",
    "lgl": "geo/lgl.jsonl.gz",
    "geovirus": "geo/geovirus.jsonl.gz",
    "plover": "plover/sentences.jsonl.gz",
    "muc4": "muc4/documents.jsonl.gz",
    "gva": "gva/articles.jsonl.gz",
    "news_html": "news_html/pages.jsonl.gz",
}
FRENCH = {"quotes_fr"}


def rows(name: str, where: dict[str, str] | None = None) -> Iterator[dict[str, Any]]:
    """The gold objects of a set, only those with the values of `where`."""
    with gzip.open(DATA / FILES[name], "rt", encoding="utf-8", newline="\n") as f:
        for line in f:
            row = json.loads(line)
            if all(str(row.get(k)) == v for k, v in (where or {}).items()):
                yield row


def language(name: str, row: dict[str, Any]) -> str:
    """The language of a gold object."""
    return str(row.get("lang") or ("fr" if name in FRENCH else "en"))
