"""Parsed pages of the benchmark sets, kept in .cache/ so that a rule can be tried without parsing again (development only).

    from bench.pages import cached_pages
    for row, page in cached_pages("polnear", {"compartment": "dev"}): ...

The cache is renewed when the pipeline, the splitter or parsing.py changes. `published` is filled from the row.
"""

from __future__ import annotations

import hashlib
import pickle
from pathlib import Path
from typing import Any

from bench.data import language, rows
from selon.articles.dates import published_interval
from selon.languages.pipelines import load_pipeline
from selon.model import Article
from selon.reading.page import Page
from selon.reading.parsing import pages

ROOT = Path(__file__).resolve().parent.parent
PARTS = (
    "src/selon/languages/sentences.py",
    "src/selon/languages/truecase.py",
    "src/selon/languages/syntax.py",
    "src/selon/reading/parsing.py",
    "src/selon/reading/page.py",
    "src/selon/model.py",
)


def _digest(langs: set[str]) -> str:
    h = hashlib.sha256()
    files = [ROOT / p for p in PARTS]
    for lang in sorted(langs):
        files += sorted(p for p in (ROOT / f"src/selon/languages/{lang}/pipeline").rglob("*") if p.is_file())
    for f in files:
        h.update(f.read_bytes())
    return h.hexdigest()[:16]


def article(row: dict[str, Any], lang: str) -> Article:
    """A gold object as an article."""
    published = row.get("published")
    return Article(
        id=str(row["id"]),
        text=row["text"],
        title=row.get("title"),
        url=row.get("url"),
        outlet=row.get("site") or row.get("publisher"),
        lang=lang,
        published=published_interval(published) if published else None,
    )


def cached_pages(name: str, where: dict[str, str] | None = None) -> list[tuple[dict[str, Any], Page]]:
    """Gold objects with their parsed pages (every sentence parsed), in the file's order."""
    gold = list(rows(name, where))
    langs = {language(name, r) for r in gold}
    key = "-".join([name, *(f"{k}={v}" for k, v in sorted((where or {}).items())), _digest(langs)])
    path = ROOT / ".cache" / f"{key}.pickle"
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        done: dict[str, Page] = {}
        for lang in sorted(langs):
            mine = (article(r, lang) for r in gold if language(name, r) == lang)
            done |= {p.article.id: p for p in pages(mine, lang, load_pipeline(lang))}
        part = path.with_suffix(".part")
        part.write_bytes(pickle.dumps(done, protocol=5))
        part.rename(path)
    else:
        done = pickle.loads(path.read_bytes())
    return [(r, done[str(r["id"])]) for r in gold]
