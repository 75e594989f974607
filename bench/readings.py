"""Readings of the benchmark sets, made by as many processes as there are cores and kept in .cache/ until selon or the data change."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import msgspec

from bench.data import DATA, FILES, language, rows
from selon.articles.intake import Intake, to_article
from selon.articles.raw import RawArticle
from selon.errors import InputError
from selon.languages.lexicon import languages
from selon.model import Article, Reading
from selon.reading.reader import Reader
from selon.workflow.crew import Crew

ROOT = Path(__file__).resolve().parent.parent
LATER = {
    "__pycache__",
    "weaving",
    "weaving.toml",
    "rarity.bin",
    "ledger",
    "workflow",
    "views",
    "cli.py",
    "api.py",
}  # what comes after reading
CACHE = ROOT / ".cache" / "readings"


@cache
def source_digest() -> str:
    """Digest of all that decides a reading: the code of its rooms, lexicons, pipelines, atlas."""
    h = hashlib.sha256()
    for path in sorted((ROOT / "src" / "selon").rglob("*")):
        if path.is_file() and not LATER & set(path.relative_to(ROOT).parts):
            h.update(str(path.relative_to(ROOT)).encode())
            h.update(path.read_bytes())
    return h.hexdigest()[:16]


def data_digest(name: str) -> str:
    """Digest of a set's file."""
    return hashlib.sha256((DATA / FILES[name]).read_bytes()).hexdigest()[:16]


def articles(name: str, where: dict[str, str] | None = None) -> Iterator[Article]:
    """A set's gold objects as articles, taken in as JSONL would be."""
    for row in rows(name, where):
        raw = RawArticle(
            id=str(row["id"]),
            text=row.get("text"),
            html=row.get("html"),
            title=row.get("title"),
            url=row.get("url"),
            outlet=row.get("site") or row.get("publisher"),
            lang=None if "html" in row else language(name, row),
            published=row.get("published"),
        )
        try:
            yield to_article(raw, f"{name} {row['id']}", Intake(supported=languages()))
        except InputError as e:
            print(e)


@cache
def reader() -> Reader:
    """One reader for all sets."""
    return Reader()


def read_all(chosen: Iterable[Article]) -> Iterator[Reading]:
    """The readings of articles, in order. Raises InputError for one that cannot be read."""
    for reading in Crew(reader(), os.cpu_count() or 1).read_all(chosen):
        if isinstance(reading, InputError):
            raise reading
        yield reading


def read_set(name: str, where: dict[str, str] | None = None) -> Path:
    """The JSONL of a set's readings; read now where it is not kept."""
    state = [source_digest(), data_digest(name)]
    whole = CACHE / f"{'-'.join([name, *state])}.jsonl"
    part_of = [f"{k}={v}" for k, v in sorted((where or {}).items())]
    path = whole if whole.exists() else CACHE / f"{'-'.join([name, *part_of, *state])}.jsonl"
    if not path.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        part, begun = path.with_suffix(f".{os.getpid()}.part"), time.monotonic()  # two processes may read the same set
        with part.open("wb") as f:
            for reading in read_all(articles(name, where)):
                f.write(msgspec.json.encode(reading) + b"\n")
        part.rename(path)
        for old in CACHE.glob(f"{name}-*.jsonl"):
            if source_digest() not in old.name:
                old.unlink()
        print(f"read {name} in {time.monotonic() - begun:.0f} s", flush=True)
    return path
