"""Five hundred inputs made to crash, hang or trick whoever reads them. Each is a file name and its bytes; all are made here, none is downloaded."""

from __future__ import annotations

import gzip
import json
import random
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from samples import FRENCH, TEXT, atom, json_feed, mail, page, rss, rss_item, table, warc


@dataclass(frozen=True)
class Hostile:
    """`must_fail`: nothing in it may pass for an article."""

    name: str
    data: bytes
    must_fail: bool = False


JSONL = "".join(json.dumps({"text": t, "title": f"{i}"}) + "\n" for i, t in enumerate([TEXT, FRENCH] * 5)).encode()
WARC = warc(("https://example.org/1", page().encode()), ("https://example.org/2", page(FRENCH).encode()))
FEED = rss(rss_item("https://example.org/1", body=f"<p>{TEXT}</p>" * 3))
KINDS = {"a.jsonl": JSONL, "a.warc": WARC, "a.xml": FEED, "a.atom": atom("https://example.org/1"), "a.json": json_feed(), "a.html": page().encode(),
         "a.csv": table(), "a.eml": mail(page().encode(), "text/html"), "a.txt": TEXT.encode()}  # fmt: skip
MANY = 10_000_000
ZEROS = gzip.compress(b"\0" * MANY)
TAGS = ("div", "b", "table", "ul", "font", "blockquote", "form", "svg", "p", "a", "span", "section")


def cut() -> Iterator[Hostile]:
    """Packed files that end too early."""
    for name in ("a.jsonl.gz", "a.warc.gz", "a.csv.gz", "a.html.gz", "a.xml.gz"):
        packed = gzip.compress(KINDS[name.removesuffix(".gz")], mtime=0)
        for k in range(12):
            yield Hostile(name, packed[: 2 + k * (len(packed) - 3) // 12], must_fail=k < 2)


def bombs() -> Iterator[Hostile]:
    """A little that becomes a lot."""
    head = WARC.replace(b"Content-Length: ", b"Content-Length: 9999", 1)
    for name in ("a.jsonl.gz", "a.csv.gz", "a.txt.gz", "a.html.gz", "a.xml.gz", "a.json.gz", "a.eml.gz"):
        yield Hostile(name, ZEROS * 8, must_fail=True)
    yield Hostile("a.warc.gz", gzip.compress(head[:400]) + ZEROS * 8, must_fail=True)
    yield Hostile("a.txt", ZEROS * 8, must_fail=True)
    yield Hostile("a.txt.gz", gzip.compress(gzip.compress(ZEROS)), must_fail=True)
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "lol" * 10}">' for i in range(10))
    for kind in ("rss", "feed", "rdf"):
        yield Hostile("a.xml", f'<?xml version="1.0"?><!DOCTYPE {kind} [{laughs}]><{kind}><title>&l9;</title></{kind}>'.encode(), must_fail=True)
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("../../a.txt", b"\0" * MANY)
    for name in ("a.zip", "a.txt", "a.html", "a.eml", "a.csv", "a.json", "a.warc"):
        yield Hostile(name, archive.getvalue(), must_fail=name != "a.eml")


def entities() -> Iterator[Hostile]:
    """XML that would read other files, or ask other hosts."""
    targets = ("file:///etc/passwd", "http://127.0.0.1:9/", "http://169.254.169.254/", "ftp://example.org/x", "/etc/hostname", "expect://id", "jar:file:///a.zip!/b")
    for target in targets:
        for declared in (f'<!ENTITY x SYSTEM "{target}">', f'<!ENTITY % x SYSTEM "{target}"> %x;', f'<!ENTITY x PUBLIC "p" "{target}">'):
            data = rss(rss_item("https://example.org/1", title="&x;", body=TEXT), head=f"<!DOCTYPE rss [{declared}]>")
            yield Hostile("a.xml", data, must_fail=True)
            yield Hostile("a.rss", data.replace(b"utf-8", b"utf-16").decode().encode("utf-16"), must_fail=True)


def nested() -> Iterator[Hostile]:
    """Markup and brackets without end."""
    for tag in TAGS:
        for deep in (300, 2_000, 100_000):
            yield Hostile("a.html", f"<html><body>{f'<{tag}>' * deep}{TEXT}".encode())
            yield Hostile("a.html", f"<html><body>{f'<{tag}>' * deep}{TEXT}{f'</{tag}>' * deep}</body></html>".encode())
    for deep in (1_000, 100_000):
        for opening, closing in (("[", "]"), ('{"text":', "}"), ('{"items":[', "]}")):
            for name in ("a.json", "a.jsonl"):
                yield Hostile(name, (opening * deep + closing * deep).encode(), must_fail=True)
        yield Hostile("a.xml", b"<rss><channel>" + b"<item>" * deep, must_fail=True)
        yield Hostile("a.atom", b"<feed xmlns='http://www.w3.org/2005/Atom'>" + b"<div xmlns='http://www.w3.org/1999/xhtml'>" * deep, must_fail=True)
    for deep in (50, 500, 3_000):
        parts = b"".join(f"--b{i}\r\nContent-Type: multipart/mixed; boundary=b{i + 1}\r\n\r\n".encode() for i in range(deep))
        yield Hostile("a.eml", mail(parts, "multipart/mixed; boundary=b0"), must_fail=True)
        yield Hostile("a.eml", mail(b"\r\n".join([b"Content-Type: message/rfc822\r\n"] * deep), "message/rfc822"), must_fail=True)


def long_ones() -> Iterator[Hostile]:
    """Lines, cells, attributes and words without end."""
    line = b"x" * 50_000_000
    yield Hostile("a.jsonl", b'{"text": "' + line + b'"}\n' + JSONL)
    yield Hostile("a.csv", b'text\n"' + line, must_fail=True)
    yield Hostile("a.txt", line, must_fail=True)
    yield Hostile("a.html", b"<html><body><p>" + line, must_fail=True)
    yield Hostile("a.html", b"<html><body><p class='" + b"x" * 5_000_000 + b"'>" + TEXT.encode())
    yield Hostile("a.html", b"<html><body>" + b"<p " + b"a=1 " * 200_000 + b">" + TEXT.encode())
    yield Hostile("a.html", b"<html>" + b"<!--" * 100_000 + TEXT.encode())
    yield Hostile("a.html", b"<html><head>" + b"<link rel=canonical " * 100_000 + TEXT.encode())
    yield Hostile("a.eml", b"Subject: " + b"x " * 1_000_000 + b"\r\n\r\n" + TEXT.encode())
    yield Hostile("a.eml", b"X: y\r\n" * 100_000 + b"\r\n" + TEXT.encode())
    yield Hostile("a.xml", b"<rss " + b"a" * 5_000_000 + b"><channel>", must_fail=True)
    yield Hostile("a.xml", rss("".join(rss_item(f"https://example.org/{i}") for i in range(5_000))), must_fail=True)
    yield Hostile("a.warc", WARC.replace(b"WARC-Type", b"X: " + b"y" * 1_000_000 + b"\r\nWARC-Type", 1))
    yield Hostile("a.txt", (TEXT + " ").encode() * 40_000, must_fail=True)


def broken_text() -> Iterator[Hostile]:
    """Bytes that are no text, in every kind of file."""
    for name, data in KINDS.items():
        middle = len(data) // 2
        for bad in (b"\xff\xfe", b"\xc3\x28", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\0" * 10, b"\x1b[2J\x1b]0;x\x07", "\u202e\u2066".encode()):
            yield Hostile(name, data[:middle] + bad + data[middle:])
        yield Hostile(name, data.decode().encode("utf-16"))
        yield Hostile(name, data[:1], must_fail=name not in ("a.txt", "a.html"))
        yield Hostile(name, b"", must_fail=True)
        yield Hostile(name, bytes(range(256)) * 20, must_fail=name != "a.eml")
    for value in ('"\\ud800"', '"a\\u0000b"', "1e999", "null", "[]", '{"a": 1}', '"' + "\\u202e" * 50 + '"'):
        for key in ("text", "title", "published", "url", "lang"):
            yield Hostile("a.jsonl", f'{{"text": "x", "{key}": {value}}}'.encode())


def wrong_lengths() -> Iterator[Hostile]:
    """Records and parts that lie about their size."""
    for length in ("0", "-1", "1", "99999999999999999999", "1e9", "", "x"):
        yield Hostile("a.warc", WARC.replace(b"\r\nContent-Length: ", f"\r\nContent-Length: {length}\r\nX: ".encode(), 1))
        yield Hostile("a.warc", WARC.replace(b"HTTP/1.1 200 OK", f"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: {length}".encode()))
    for encoding in ("base64", "quoted-printable", "x-uuencode", "7bit", "none"):
        for body in (b"====", b"=ZZ=\xff", b"begin 644 ../../x\n", TEXT.encode()):
            yield Hostile("a.eml", mail(body, more=f"Content-Transfer-Encoding: {encoding}\r\n".encode()))


def mutated() -> Iterator[Hostile]:
    """Good files with a few bytes changed, removed or doubled."""
    choose = random.Random(7)
    for name, data in KINDS.items():
        for _ in range(14):
            b = bytearray(data)
            for _ in range(choose.choice((1, 4, 20))):
                at, kind = choose.randrange(len(b)), choose.randrange(3)
                if kind == 0:
                    b[at] = choose.randrange(256)
                elif kind == 1:
                    del b[at : at + choose.choice((1, 20))]
                else:
                    b[at:at] = b[max(0, at - 30) : at]
            yield Hostile(name, bytes(b))


FAMILIES = (cut, bombs, entities, nested, long_ones, broken_text, wrong_lengths, mutated)
