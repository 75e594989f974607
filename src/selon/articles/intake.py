"""How articles come in: files, standard input, JSONL (also gzipped); each fault is an InputError beside the articles."""

from __future__ import annotations

import gzip
import hashlib
import re
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from selon.articles.dates import published_interval
from selon.articles.decoding import decode
from selon.articles.language import detect
from selon.articles.pages import from_html, is_html
from selon.articles.raw import RawArticle
from selon.errors import InputError, UsageError
from selon.model import Article

MOST_TEXT = 5_000_000  # characters of one article; more is no article
MOST_BYTES = 20 * MOST_TEXT  # of a plain file; keeps a wrong file from filling the memory
SURROGATE = re.compile("[\ud800-\udfff]")
LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")


@dataclass(frozen=True, slots=True)
class Intake:
    """How inputs are to be taken: languages there are, a language or date for all, the largest article in characters."""

    supported: Sequence[str]
    lang: str | None = None
    published: str | None = None
    most_text: int = MOST_TEXT


def article_id(raw: RawArticle) -> str:
    """The given id, or the first 16 hex digits of SHA-256 over the address or, without one, title and text."""
    if raw.id is not None and str(raw.id):
        return str(raw.id)
    basis = raw.url or f"{raw.title or ''}\n{raw.text or ''}"
    return hashlib.sha256(basis.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def to_article(raw: RawArticle, name: str, how: Intake) -> Article:
    """A checked article; InputError where it has no text, too much of it, a bad date, or a language that is not there."""
    if raw.html and not raw.text:
        raw = from_html(raw.html, name, raw)
    text = raw.text or ""
    if not text.strip():
        raise InputError(name, "has no text", "give `text` or `html`")
    if len(text) > how.most_text:
        raise InputError(name, f"has {len(text):,} characters, more than {how.most_text:,}", "split it, or raise --max-chars")
    if SURROGATE.search(text) or SURROGATE.search(raw.title or ""):
        raise InputError(
            name, "has broken characters (lone surrogates)", "they are no text; decode the bytes again with the right encoding"
        )
    published = raw.published or how.published
    try:
        when = published_interval(published) if published else None
    except UsageError as e:
        raise InputError(name, str(e)) from None
    lang = how.lang or raw.lang
    if lang and lang not in how.supported:
        raise InputError(name, f"language {lang!r} is not supported", f"there are: {', '.join(how.supported)}")
    return Article(
        id=article_id(raw),
        text=text,
        title=raw.title or None,
        url=raw.url,
        outlet=raw.outlet,
        credit=raw.credit,
        lang=lang or detect(f"{raw.title or ''}\n{text}", how.supported, name),
        translated=raw.translated,
        published=when,
    )


def _line(line: bytes, name: str, how: Intake) -> Article:
    try:
        raw = msgspec.json.decode(line, type=RawArticle)
    except (msgspec.DecodeError, UnicodeDecodeError) as e:
        raise InputError(name, f"is not a JSON object of an article: {e}", "one object a line, see docs/json.md") from None
    return to_article(raw, name, how)


def _lines(path: Path, how: Intake) -> Iterator[Article | InputError]:
    """The articles of a JSONL file, a fault for each line that is none."""
    number = 0
    try:
        with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as f:
            for number, line in enumerate(f, 1):
                if line.strip():
                    try:
                        yield _line(line, f"{path}, line {number}", how)
                    except InputError as e:
                        yield e
    except (gzip.BadGzipFile, EOFError, zlib.error) as e:
        yield InputError(f"{path}, line {number + 1}", f"cannot be unpacked: {e}", "the lines before it were read; fetch the file again")
        return
    if number == 0:
        yield InputError(str(path), "is empty", "give a file with text")


def _whole(data: bytes, name: str, how: Intake) -> Article:
    """A file of one article: a page or plain text."""
    text = decode(data, name)
    return to_article(RawArticle(html=text) if is_html(text) else RawArticle(text=text), name, how)


def _stdin(how: Intake) -> Iterator[Article | InputError]:
    """Standard input: JSONL where it begins with an object, else one text."""
    data = sys.stdin.buffer.read(MOST_BYTES)
    if not data.lstrip().startswith(b"{"):
        yield _whole(data, "standard input", how)
        return
    for number, line in enumerate(data.splitlines(), 1):
        if line.strip():
            try:
                yield _line(line, f"standard input, line {number}", how)
            except InputError as e:
                yield e


def _file(path: Path, how: Intake) -> Iterator[Article | InputError]:
    if path.is_dir():
        raise InputError(str(path), "is a folder", "name the files in it")
    if path.name.endswith(LINES):
        yield from _lines(path, how)
        return
    if path.stat().st_size > MOST_BYTES:
        raise InputError(str(path), f"has {path.stat().st_size:,} bytes, more than {MOST_BYTES:,}", "split it, or give JSONL")
    yield _whole(path.read_bytes(), str(path), how)


def take(source: str, how: Intake) -> Iterator[Article | InputError]:
    """The articles of a file or of standard input (`-`), and beside them an InputError for all that could not be read."""
    try:
        yield from _stdin(how) if source == "-" else _file(Path(source), how)
    except InputError as e:
        yield e
    except FileNotFoundError:
        yield InputError(source, "no such file", "check the path")
    except (OSError, ValueError) as e:
        yield InputError(source, f"cannot be read: {e}", "check the path and its permissions")
