"""Every article of every benchmark set is read without an exception, and every span holds exactly its words: at every test what the quality
gate reads, in soak all of the sets."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

readings = pytest.importorskip("bench.readings")
from bench.data import DATA, FILES  # noqa: E402
from bench.run import BENCHMARKS  # noqa: E402

WHERE = {b.data: b.where for b in BENCHMARKS}


def spanned(value: Any) -> Iterator[dict[str, Any]]:
    """Every object of a reading that carries a span."""
    if isinstance(value, dict):
        if "span" in value:
            yield value
        for v in value.values():
            yield from spanned(v)
    elif isinstance(value, list):
        for v in value:
            yield from spanned(v)


def spans(reading: dict[str, Any]) -> Iterator[tuple[list[int], str | None, str | None]]:
    """Every span of a reading with its field and, where it has one, its text."""
    for o in spanned(reading):
        yield o["span"], o.get("field"), o.get("text")
    for c in reading["claims"]:
        yield from ((s, c["field"], None) for s in (*c["cue"], *c["content"]))
    for e in reading["events"]:
        yield e["trigger"], e["field"], None


def check_spans(reading: dict[str, Any]) -> None:
    """Spans lie inside their field, are not empty, and hold their words."""
    for (start, end), field, text in spans(reading):
        where = (reading["title"] or "") if field == "title" else reading["text"]
        assert 0 <= start < end <= len(where), (reading["id"], start, end, field)
        assert text is None or where[start:end] == text, (reading["id"], start, end, field, text)


def check_references(reading: dict[str, Any]) -> None:
    """Ids are unique, and what refers to an id finds it."""
    claims, events, tallies = ([x["id"] for x in reading[k]] for k in ("claims", "events", "tallies"))
    known = set(claims) | set(events) | set(tallies)
    assert len(known) == len(claims) + len(events) + len(tallies)
    assert reading["lead"] is None or reading["lead"] in events
    for e in reading["events"]:
        assert e["voices"], reading["id"]
        assert all(v["claim"] is None or v["claim"] in claims for v in e["voices"])
        assert (e["status"], e["hedged"], e["claim"]) == tuple(e["voices"][0][k] for k in ("status", "hedged", "claim"))
        assert all(c["part_of"] is None or c["part_of"] < len(e["counts"]) for c in e["counts"])
    assert all(ref in known for d in reading["disputes"] for side in d["sides"] for ref in side)


def check_values(reading: dict[str, Any]) -> None:
    """Intervals and bounds are the right way round."""
    for t in (*reading["times"], *(e["time"] for e in reading["events"] if e["time"])):
        assert (t["start"] is None) == (t["end"] is None)
        assert t["start"] is None or t["start"] <= t["end"]
    for c in (*reading["quantities"], *reading["tallies"], *(c for e in reading["events"] for c in e["counts"])):
        assert c["low"] is not None or c["high"] is not None
        assert c["low"] is None or c["high"] is None or c["low"] <= c["high"]


def check_all(name: str, where: dict[str, str]) -> None:
    """Reads a set, or the part of it with the values of `where`, and checks each reading."""
    read = []
    with readings.read_set(name, where).open(encoding="utf-8") as f:
        for line in f:
            reading = json.loads(line)
            read.append(reading["id"])
            check_spans(reading)
            check_references(reading)
            check_values(reading)
    assert Counter(read) >= Counter(a.id for a in readings.articles(name, where))


@pytest.mark.data
@pytest.mark.skipif(not DATA.is_dir(), reason="the benchmark data (../shared/data) are not at hand")
@pytest.mark.parametrize("name", sorted(WHERE))
def test_every_article_is_read(name: str) -> None:
    check_all(name, WHERE[name])


@pytest.mark.slow
@pytest.mark.data
@pytest.mark.skipif(not DATA.is_dir(), reason="the benchmark data (../shared/data) are not at hand")
@pytest.mark.parametrize("name", sorted(name for name in FILES if WHERE.get(name)))
def test_every_article_of_the_other_parts_is_read(name: str) -> None:
    check_all(name, {})
