"""Every entry that takes what others wrote: a name, and what to call with bytes. Our own errors are an answer, anything else a fault."""

from __future__ import annotations

import gzip
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from urllib.parse import quote_from_bytes

import msgspec
from fastapi.testclient import TestClient
from protego import Protego

from selon.articles.archives import from_archive
from selon.articles.boilerplate import trimmed
from selon.articles.dates import published_interval
from selon.articles.decoding import decode_page
from selon.articles.feeds import is_feed, read_feed
from selon.articles.jsonl import from_json, from_lines
from selon.articles.links import absolute, check_address, is_address
from selon.articles.mail import from_mail
from selon.articles.metadata import by_line, canonical, credited
from selon.articles.network import unpacked
from selon.articles.pages import from_html
from selon.articles.polite import retry_after
from selon.articles.raw import RawArticle
from selon.articles.tables import from_table
from selon.atlas.dump import read_dump
from selon.errors import SelonError
from selon.ledger.store import Ledger
from selon.views.web.app import create_app
from selon.views.web.settings import Settings

SAFE = "&=%+"


def text(data: bytes) -> str:
    """Bytes as text, whatever they are."""
    return data.decode("utf-8", "surrogateescape")


@lru_cache(maxsize=1)
def folder() -> Path:
    """Where files of this run lie."""
    return Path(tempfile.mkdtemp(prefix="selon-fuzz-"))


def file(name: str, data: bytes) -> Path:
    """A file with these bytes."""
    path = folder() / name
    path.write_bytes(data)
    return path


@lru_cache(maxsize=1)
def client() -> TestClient:
    """The API over an empty ledger."""
    path = folder() / "empty.selon"
    Ledger(path, create=True).close()
    return TestClient(create_app(Settings(ledger=str(path), requests_per_second=1e9, burst=10**9)), base_url="http://127.0.0.1:8765")


def ask(data: bytes) -> None:
    """A query of whatever bytes, as an address carries them."""
    for route in ("incidents", "overview", "articles", "sources", "extent"):
        answer = client().get(f"/api/v1/{route}?{quote_from_bytes(data[:2000], safe=SAFE)}")
        assert answer.status_code < 500, (route, answer.text)


def zipped(data: bytes) -> bytes:
    """A zip of one table."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("a.txt", data)
    return out.getvalue()


def robots(data: bytes) -> None:
    """What a host's robots.txt says of an address."""
    rules = Protego.parse(data.decode("utf-8", "replace"))
    rules.can_fetch("https://example.org/private/a?b=c", "selon")
    rules.crawl_delay("selon")


def author(data: bytes) -> None:
    """By-lines, plain or out of JSON."""
    by_line(text(data), text(data[:20]))
    with suppress(msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        by_line(msgspec.json.decode(data))


PARSERS: dict[str, Callable[[bytes], object]] = {
    "json": lambda b: list(from_json(b, "x")),
    "lines": lambda b: list(from_lines(BytesIO(b), "x")),
    "table": lambda b: list(from_table(b, "x")),
    "mail": lambda b: from_mail(b, "x"),
    "feed": lambda b: (is_feed(b), read_feed(b, "x", "http://example.org/")),
    "page": lambda b: from_html(decode_page(b, None, "x"), "x", RawArticle(url="http://example.org/a")),
    "archive": lambda b: list(from_archive(file("a.warc", b))),
    "decode": lambda b: decode_page(b, text(b[:12]), "x"),
    "metadata": lambda b: (canonical(text(b), "http://example.org/a"), credited(text(b)), trimmed(text(b), text(b[:20]))),
    "author": author,
    "address": lambda b: (is_address(text(b)), absolute("http://example.org/", text(b[:300])), check_address(text(b[:300]))),
    "unpacked": lambda b: unpacked([gzip.compress(b)[:-3], b], "gzip", 1000),
    "dates": lambda b: (published_interval(text(b[:40])), retry_after(text(b[:40]), 0.0)),
    "robots": robots,
    "dump": lambda b: read_dump(file("dump.txt", b)),
    "zip": lambda b: (read_dump(file("a.zip", zipped(b))), read_dump(file("b.zip", zipped(b)[: len(b) // 2 + 20] + b[:9]))),
    "query": ask,
}
EXPECTED: dict[str, type[Exception]] = {"unpacked": ValueError}


def survives(name: str, data: bytes) -> None:
    """Nothing but our own errors comes out."""
    with suppress(SelonError, EXPECTED.get(name, SelonError)):
        PARSERS[name](data)
