"""Every entry of a parser, on what hypothesis makes of good input: nothing but articles and our own errors comes out.

Short here; `make soak` does the same for five minutes in all (SELON_FUZZ_SECONDS), each time from another beginning.
"""

from __future__ import annotations

import gzip
import os
import time
from pathlib import Path

import pytest
from hostile import KINDS
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from loopback import answer
from parsers import PARSERS, survives

from selon.articles.intake import Intake, take

PIECES = [b"<", b">", b"&", b"]]>", b"<!--", b"<!DOCTYPE x [", b"<!ENTITY x 'y'>", b"&x;", b"\0", b"\xff\xfe", b"\r\n", b"\r\n\r\n", b'"', b"'", b"{", b"[", b",", b"\\ud800",
          b"Content-Length: 7\r\n", b"charset=", b"boundary=", b"--", b"=?utf-8?b?=?=", b"=?x?q?=FF?=", b"Date: x\r\n", b"content:encoded", b"<link rel=canonical href=",
          b"<script type='application/ld+json'>{", b"<meta charset=x>", "\u202e".encode(), b"WARC/1.0\r\n", b"HTTP/1.1 200 OK\r\n", b"User-agent: *\n", b"Disallow: /*$", b"&since=", b"%00", b"\t", b"near=1,2,3&"]  # fmt: skip


ROBOTS = b"User-agent: *\nDisallow: /private/*\nAllow: /$\nCrawl-delay: 2\nSitemap: https://example.org/map.xml\n"
PLACE = b"1\tBoukamal\tBoukamal\tAbu Kamal,Al Bukamal\t34.45\t40.92\tP\tPPLA2\tSY\t\t07\t0701\t\t\t60000\t\t175\tAsia/Damascus\t2023-01-01\n"
ASKED = b"since=2023-10-17&until=2023-11-18&near=34.45,40.92,50&type=ASSAULT&country=SY&text=%22drone%20attack%22%20bas*&killed_min=3&cursor=abc&as_of=2023-11-01"
OTHERS = (answer(body=b"x"), ROBOTS, PLACE * 3, ASKED)


@st.composite
def changed(draw: st.DrawFn) -> bytes:
    """A good input of some kind with pieces cut out, put in or doubled; sometimes arbitrary bytes."""
    data = draw(st.sampled_from([*KINDS.values(), *OTHERS]))
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(data)))
        size = draw(st.sampled_from((0, 0, 1, 7, 60)))
        put = draw(st.one_of(st.sampled_from(PIECES), st.binary(max_size=6), st.just(data[max(0, at - 40) : at])))
        data = data[:at] + put * draw(st.sampled_from((1, 1, 1, 3))) + data[at + size :]
    return data if draw(st.integers(0, 9)) else draw(st.binary(max_size=200))


def survives_as_file(folder: Path, name: str, data: bytes) -> None:
    path = folder / name
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    assert list(take(str(path), Intake(supported=("en", "fr"))))


QUIET = {"deadline": None, "suppress_health_check": list(HealthCheck), "phases": (Phase.generate, Phase.shrink), "database": None}
FILES = [*KINDS, "a.warc.gz", "a.jsonl.gz"]
SECONDS = float(os.environ.get("SELON_FUZZ_SECONDS", "300")) / (len(PARSERS) + len(FILES))
ROUND = 100  # examples


@pytest.mark.parametrize("name", PARSERS)
@settings(max_examples=60, derandomize=True, **QUIET)  # type: ignore[arg-type]
@given(data=changed())
def test_parsers(name: str, data: bytes) -> None:
    survives(name, data)


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=20, derandomize=True, **QUIET)  # type: ignore[arg-type]
@given(data=changed())
def test_files(tmp_path_factory: pytest.TempPathFactory, name: str, data: bytes) -> None:
    survives_as_file(tmp_path_factory.getbasetemp(), name, data)


@pytest.mark.slow
@pytest.mark.parametrize("name", [*PARSERS, *FILES])
def test_for_five_minutes(tmp_path: Path, name: str, record_property: pytest.RecordProperty) -> None:
    end, begun, done = time.monotonic() + SECONDS, time.time_ns(), 0
    while time.monotonic() < end:

        @seed(begun + done)
        @settings(max_examples=ROUND, **QUIET)  # type: ignore[arg-type]
        @given(data=changed())
        def asked(data: bytes) -> None:
            if name in PARSERS:
                survives(name, data)
            else:
                survives_as_file(tmp_path, name, data)

        asked()
        done += 1
    record_property("examples", done * ROUND)
    print(f"{name}: {done * ROUND} inputs")
