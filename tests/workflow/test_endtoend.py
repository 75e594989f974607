"""The long measurement: its rule for other names and days, its arithmetic, and, in the soak, the measurement itself."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from bench import endtoend
from bench.data import DATA
from bench.endtoend import END, ROUND, moved, run, table
from selon.model import Article, Interval

TEXT = "Two men were shot on May 5, 2014, said Peter Harker. On 3 January Harker had left. Il est né le 1er mars ; le 28 février 2014, rien."
DAY = date(2014, 5, 7)
ARTICLE = Article(id="a", text=TEXT, title="Peter Harker", lang="en", published=Interval(start=DAY, end=DAY), url="https://x.example/a")


def test_a_round_later_all_days_and_surnames_are_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endtoend, "_by_rarity", lambda: ["Lowden", "Quist", "Varga", "Harker"])
    endtoend._others.cache_clear()
    found = moved(ARTICLE, 2)
    assert found.published == Interval(start=DAY + 2 * ROUND, end=DAY + 2 * ROUND)
    assert (DAY + 2 * ROUND).weekday() == DAY.weekday()
    assert "April 25, 2022" in found.text, "2014-05-05 and 416 weeks"
    assert "24 December" in found.text
    assert "Harker" not in found.text
    assert "Harker" not in str(found.title)
    assert str(found.title).split()[1] in found.text
    assert (found.id, found.url) == ("a~2", "https://x.example/a#2")
    assert moved(ARTICLE, 2) == found != moved(ARTICLE, 2, seed=2)
    assert moved(ARTICLE, 0) is ARTICLE


def test_the_first_and_the_last_are_compared() -> None:
    steps = [
        {"at": 500 * (n + 1), "articles": 500, "clock_s": 10.0, "writer_cpu_s": 4.0, "readers_cpu_s": 6.0 if n < 30 else 16.0, "writer_mb": 300.0, "readers_mb": 400.0, "disk_mb": n + 1.0}
        for n in range(40)
    ]
    found = table([*steps, {**steps[-1], "articles": 0, "writer_cpu_s": 3.0}])
    assert (found["articles"], found["first_articles_s"], found["cpu_last_to_first"]) == (20_000, 50.0, 2.0)
    assert (found["writer_ms_an_article"], found["tallies_at_the_end_cpu_s"]) == (8.0, 3.0)
    assert found["disk_kb_an_article"] == pytest.approx(40 * 1024 / 20_000, abs=0.01)


@pytest.mark.slow
@pytest.mark.data
@pytest.mark.skipif(not DATA.is_dir(), reason="the benchmark data are not at hand")
def test_a_hundred_thousand_articles() -> None:
    folder = Path(".cache") / "endtoend"  # kept: a soak that is stopped goes on where it was
    folder.mkdir(parents=True, exist_ok=True)
    run(folder, 100_000, 2)
    found = table(map(json.loads, (folder / "steps.jsonl").read_text(encoding="utf-8").splitlines()))
    assert found["articles"] >= 100_000 - END
    assert 1 / 1.15 <= found["cpu_last_to_first"] <= 1.15, found
    assert found["writer_mb_last"] <= 1.5 * found["writer_mb_first"], found
