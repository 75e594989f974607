"""How articles come in, whatever they come from: checked and made articles here; each fault is an InputError beside the articles."""

from __future__ import annotations

import hashlib
import io
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from selon.articles.dates import published_interval
from selon.articles.feeds import is_feed
from selon.articles.files import MOST_BYTES, from_data, from_file, in_folder
from selon.articles.jsonl import from_lines
from selon.articles.language import detect
from selon.articles.links import is_address
from selon.articles.metadata import by_line
from selon.articles.pages import from_html
from selon.articles.raw import Found, RawArticle
from selon.articles.stored import inside, is_stored
from selon.errors import InputError, UsageError
from selon.model import Article

if TYPE_CHECKING:
    from selon.articles.polite import Polite

MOST_TEXT = 5_000_000  # characters of one article; more is no article
SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Intake:
    """How inputs are to be taken: languages there are, a language or date for all, the largest article in characters, and who fetches
    what an address names (one for all sources of a run, so that hosts are treated well; a new one each where none is given)."""

    supported: Sequence[str]
    lang: str | None = None
    published: str | None = None
    most_text: int = MOST_TEXT
    web: Polite | None = None


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
        author=by_line(raw.author, raw.outlet),
        credit=raw.credit,
        lang=lang or detect(f"{raw.title or ''}\n{text}", how.supported, name),
        translated=raw.translated,
        published=when,
    )


def _stdin() -> Iterator[Found]:
    """Standard input: JSONL where it begins with an object, else one document."""
    data = sys.stdin.buffer.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise InputError("standard input", f"has more than {MOST_BYTES:,} bytes", "give files")
    if data.lstrip().startswith(b"{") and not is_feed(data):
        yield from from_lines(io.BytesIO(data), "standard input")
    else:
        yield from from_data(data, "standard input")


def _path(path: Path) -> Iterator[Found]:
    """A file, or all files below a folder, each of which fails alone."""
    if not path.is_dir():
        yield from from_file(path)
        return
    for file in in_folder(path):
        if isinstance(file, InputError):
            yield file
        else:
            yield from _safely(str(file), from_file(file))


def _address(url: str, web: Polite | None) -> Iterator[Found]:
    """What an address gives; the network's libraries are loaded only now."""
    from selon.articles.addresses import from_address  # noqa: PLC0415
    from selon.articles.network import Fetcher  # noqa: PLC0415
    from selon.articles.polite import Polite  # noqa: PLC0415

    yield from from_address(url, web or Polite(Fetcher()))


def _stored(address: str) -> Iterator[Found]:
    """What an address in an object store names: a file, those of a pattern, or all below a slash."""
    for file in inside(address):
        yield from _safely(str(file), from_file(file))


def _safely(source: str, found: Iterator[Found]) -> Iterator[Found]:
    """What a source yields; the fault that ends it becomes its last item."""
    try:
        yield from found
    except InputError as e:
        yield e
    except FileNotFoundError:
        yield InputError(source, "no such file", "check the path")
    except (OSError, ValueError) as e:
        yield InputError(source, f"cannot be read: {e}", "check the path and its permissions")


def take(source: str, how: Intake) -> Iterator[Article | InputError]:
    """The articles of a file, a folder, an address or standard input (`-`), and beside them an InputError for all that cannot be read."""
    if not source:
        found: Iterator[Found] = iter([InputError("''", "no such file", "name a file, a folder, an address or -")])
    elif source == "-":
        found = _stdin()
    elif is_stored(source):
        found = _stored(source)
    elif is_address(source):
        found = _address(source, how.web)
    else:
        found = _path(Path(source))
    yield from checked(_safely(source, found), how)


def checked(found: Iterable[Found], how: Intake) -> Iterator[Article | InputError]:
    """What a source yields as articles; each fault in its place."""
    for item in found:
        try:
            yield item if isinstance(item, InputError) else to_article(item[1], item[0], how)
        except InputError as e:
            yield e
