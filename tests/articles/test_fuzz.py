"""Every entry of a parser, on what hypothesis makes of good input: nothing but articles and InputErrors comes out.

Short here; `make soak` does the same for five minutes in all.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hostile import KINDS
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from loopback import answer

from selon.articles.archives import from_archive
from selon.articles.boilerplate import trimmed
from selon.articles.dates import published_interval
from selon.articles.decoding import decode_page
from selon.articles.feeds import is_feed, read_feed
from selon.articles.intake import Intake, take
from selon.articles.jsonl import from_json
from selon.articles.links import absolute, check_address, is_address
from selon.articles.mail import from_mail
from selon.articles.metadata import canonical, credited
from selon.articles.network import unpacked
from selon.articles.pages import from_html
from selon.articles.polite import retry_after
from selon.articles.raw import RawArticle
from selon.articles.tables import from_table
from selon.errors import SelonError

PIECES = [b"<", b">", b"&", b"]]>", b"<!--", b"<!DOCTYPE x [", b"<!ENTITY x 'y'>", b"&x;", b"\0", b"\xff\xfe", b"\r\n", b"\r\n\r\n", b'"', b"'", b"{", b"[", b",", b"\\ud800",
          b"Content-Length: 7\r\n", b"charset=", b"boundary=", b"--", b"=?utf-8?b?=?=", b"=?x?q?=FF?=", b"Date: x\r\n", b"content:encoded", b"<link rel=canonical href=",
          b"<script type='application/ld+json'>{", b"<meta charset=x>", "\u202e".encode(), b"WARC/1.0\r\n", b"HTTP/1.1 200 OK\r\n"]  # fmt: skip


@st.composite
def changed(draw: st.DrawFn) -> bytes:
    """A good input of some kind with pieces cut out, put in or doubled; sometimes arbitrary bytes."""
    data = draw(st.sampled_from([*KINDS.values(), answer(body=b"x")]))
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(data)))
        size = draw(st.sampled_from((0, 0, 1, 7, 60)))
        put = draw(st.one_of(st.sampled_from(PIECES), st.binary(max_size=6), st.just(data[max(0, at - 40) : at])))
        data = data[:at] + put * draw(st.sampled_from((1, 1, 1, 3))) + data[at + size :]
    return data if draw(st.integers(0, 9)) else draw(st.binary(max_size=200))


def text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


ENTRIES: dict[str, Callable[[bytes], object]] = {
    "json": lambda b: list(from_json(b, "x")),
    "table": lambda b: list(from_table(b, "x")),
    "mail": lambda b: from_mail(b, "x"),
    "feed": lambda b: (is_feed(b), read_feed(b, "x", "http://example.org/")),
    "page": lambda b: from_html(decode_page(b, None, "x"), "x", RawArticle(url="http://example.org/a")),
    "decode": lambda b: decode_page(b, text(b[:12]), "x"),
    "metadata": lambda b: (canonical(text(b), "http://example.org/a"), credited(text(b)), trimmed(text(b), text(b[:20]))),
    "address": lambda b: (is_address(text(b)), absolute("http://example.org/", text(b[:300])), check_address(text(b[:300]))),
    "unpacked": lambda b: unpacked([gzip.compress(b)[:-3], b], "gzip", 1000),
    "dates": lambda b: (published_interval(text(b[:40])), retry_after(text(b[:40]), 0.0)),
}


def survives(entry: Callable[[bytes], object], data: bytes) -> None:
    with suppress(SelonError, ValueError if entry is ENTRIES["unpacked"] else SelonError):
        entry(data)


def survives_as_file(folder: Path, name: str, data: bytes) -> None:
    path = folder / name
    path.write_bytes(data)
    assert list(take(str(path), Intake(supported=("en", "fr"))))


QUIET = {"deadline": None, "suppress_health_check": list(HealthCheck), "phases": (Phase.generate, Phase.shrink), "database": None}


@pytest.mark.parametrize("name", ENTRIES)
@settings(max_examples=60, derandomize=True, **QUIET)  # type: ignore[arg-type]
@given(data=changed())
def test_parsers(name: str, data: bytes) -> None:
    survives(ENTRIES[name], data)


@pytest.mark.parametrize("name", [*KINDS, "a.warc.gz", "a.jsonl.gz"])
@settings(max_examples=20, derandomize=True, **QUIET)  # type: ignore[arg-type]
@given(data=changed())
def test_files(tmp_path_factory: pytest.TempPathFactory, name: str, data: bytes) -> None:
    survives_as_file(tmp_path_factory.getbasetemp(), name, gzip.compress(data) if name.endswith(".gz") else data)


@pytest.mark.slow
@pytest.mark.parametrize("name", ENTRIES)
@settings(max_examples=3_000, **QUIET)  # type: ignore[arg-type]
@given(data=changed())
def test_parsers_for_long(name: str, data: bytes) -> None:
    survives(ENTRIES[name], data)


@pytest.mark.slow
@settings(max_examples=5_000, **QUIET)  # type: ignore[arg-type]
@given(data=changed())
def test_archives_for_long(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "a.warc"
    path.write_bytes(data)
    with suppress(SelonError):
        list(from_archive(path))
