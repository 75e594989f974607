"""Rivals beside us in the same run, each where it is installed: they are no dependency (docs/dependencies.md).

What a rival finds is written in the form of readings and scored as ours are.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bench.data import rows

ROOT = Path(__file__).resolve().parent.parent
Readings = Iterator[dict[str, Any]]
SPEED = ("words_per_s", "parse_words_per_s", "ratio", "ratio_plain", "peak_mb", "start_s")
SPEED_OF = ("gva", 200)


@dataclass(frozen=True, slots=True)
class Rival:
    """A package that does part of what selon does: on which set of which task, and how."""

    package: str
    task: str
    data: str
    readings: Callable[[dict[str, str]], Readings]

    @property
    def name(self) -> str:
        """Its name in the table."""
        return f"{self.package} on {self.data}"


def _textacy(where: dict[str, str]) -> Readings:
    """Direct quotations, out of our parse."""
    from bench.attribution import textacy_readings  # noqa: PLC0415
    from bench.pages import cached_pages  # noqa: PLC0415

    yield from textacy_readings(cached_pages("polnear", where))


def _dateparser(where: dict[str, str]) -> Readings:
    """`search_dates`, which gives single moments: they become days."""
    from dateparser.search import search_dates  # noqa: PLC0415

    for row in rows("times", where):
        settings = {"RELATIVE_BASE": datetime.fromisoformat(row["published"]), "PREFER_DATES_FROM": "past"}
        found, at, times = search_dates(row["text"], languages=[row["lang"]], settings=settings) or [], 0, []
        for words, moment in found:
            start = row["text"].find(words, at)
            if start >= 0:
                at, day = start + len(words), moment.date().isoformat()
                times.append({"span": [start, at], "start": day, "end": day})
        yield {"id": row["id"], "text": row["text"], "times": times}


def _trafilatura(where: dict[str, str]) -> Readings:
    """Body, title and date as it gives them by itself."""
    from trafilatura import bare_extraction  # noqa: PLC0415

    for row in rows("news_html", where):
        found: Any = bare_extraction(row["html"], url=row.get("url"), with_metadata=True)
        day = found.date if found else None
        published = {"start": day, "end": day} if day else None
        yield {"id": row["id"], "text": (found and found.text) or "", "title": found and found.title, "published": published}


RIVALS = (
    Rival("textacy", "attribution", "polnear", _textacy),
    Rival("dateparser", "times", "times", _dateparser),
    Rival("trafilatura", "html", "news_html", _trafilatura),
)


def measured(
    rival: Rival, where: dict[str, str], shown: tuple[str, ...], scored: Callable[[Path], dict[str, float]]
) -> dict[str, float] | None:
    """The shown figures of a rival, and its seconds of processor time; null where it is not installed."""
    if find_spec(rival.package) is None:
        print(f"{rival.package} is not installed (see docs/dependencies.md): no row for it beside selon's")
        return None
    out = ROOT / ".cache" / f"{rival.package}.jsonl"
    out.parent.mkdir(exist_ok=True)
    begun = time.process_time()
    found = list(rival.readings(where))
    took = time.process_time() - begun
    out.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in found), encoding="utf-8")
    figures = scored(out)
    return {k: figures[k] for k in shown if k in figures} | {"seconds": took}


def parse() -> dict[str, float]:
    """Reading against spaCy's bare parse of the same sentences, by our arithmetic and by its own, in a process held on one core."""
    name, n = SPEED_OF
    done = subprocess.run([sys.executable, "-m", "bench.speed", name, str(n)], check=True, capture_output=True, text=True, cwd=ROOT)
    figures = json.loads(done.stdout)
    return {k: float(figures[k]) for k in SPEED}
