"""How far a run is: a rate that forgets the distant past, the time left, and how many there will be."""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

import pytest

from selon.articles.parts import expected
from selon.views.progress import Pace, Progress, left


def test_the_rate_is_that_of_the_last_minute() -> None:
    now = [0.0]
    pace = Pace(lambda: now[0])
    for second in range(1, 200):
        now[0] = float(second)
        rate = pace.at(1000 + second)  # a thousand known ones went by at once
    assert rate == pytest.approx(1.0)


@pytest.mark.parametrize(("total", "count", "rate", "told"), [
    (100, 40, 2.0, "0:00:30 left"), (10_000, 0, 1.0, "2:46:40 left"), (100, 100, 2.0, ""), (100, 120, 2.0, ""), (None, 4, 2.0, ""), (100, 0, 0.0, ""),
])
def test_the_time_left(total: int | None, count: int, rate: float, told: str) -> None:
    assert left(total, count, rate) == told


def test_nothing_is_counted_where_nobody_looks_on(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: False)

    def never() -> int:
        raise AssertionError

    with Progress("articles", never) as progress:
        progress.at(3)
    assert capsys.readouterr().err == ""


def test_how_many_there_will_be(tmp_path: Path) -> None:
    lines = tmp_path / "a.jsonl"
    lines.write_text('{"text": "x"}\n' * 7)
    packed = tmp_path / "b.jsonl.gz"
    packed.write_bytes(gzip.compress(lines.read_bytes()))
    (tmp_path / "c.txt").write_text("a text")
    (tmp_path / "d.odd").write_text("no kind")
    assert expected([str(lines)]) == 7
    assert expected([str(lines), str(packed), str(tmp_path / "none.txt")]) == 15
    assert expected([str(tmp_path)]) == 16
    assert expected(["-"]) is expected(["https://example.org/feed"]) is expected([str(lines), "s3://bucket/a"]) is None
