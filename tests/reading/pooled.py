"""The reader and the cases that the tests of events, tallies, disputes and lead share."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from selon.articles.dates import published_interval
from selon.model import Article, Event, Reading
from selon.reading.reader import Reader

CASES = Path(__file__).parent / "cases"


@cache
def reader() -> Reader:
    return Reader()


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of a file, each with a name that tells what it is about."""
    found: list[dict[str, Any]] = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return found


def read(case: dict[str, Any], lang: str | None = None) -> Reading:
    """The reading of a case's article."""
    published = published_interval(str(case["published"])) if case.get("published") else None
    return reader().read(Article(id="case", lang=lang or case["lang"], title=case.get("title"), text=case["text"], published=published))


def lead(r: Reading) -> Event | None:
    """The lead event of a reading."""
    return next((e for e in r.events if e.id == r.lead), None)


def whole(e: Event | None, what: str) -> int:
    """The wholes of one kind added up."""
    return sum(c.low or 0 for c in e.counts if c.what == what and c.part_of is None) if e else 0
