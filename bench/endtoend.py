"""From articles to a woven ledger on two cores: articles a second from the first to the last, memory, disk.

    python -m bench.endtoend FOLDER [ARTICLES] [JOBS]         100,000 and 2 where they are not given

The articles of gva and four other sets (not muc4, all of one war and of no dates: docs/scale.md), each set in the order of its days and all evenly mixed, again and again: each round 208 weeks later, with
every day, month and year in the text moved by as much, and with other surnames of the sets about as rare, by a seeded rule. What has no day of
publication gets one by its place among the others, as all news has. It can be stopped and taken up: what the ledger has is not read again, and FOLDER/steps.jsonl
goes on. Seconds are of the clock and of the processor (of all processes); the table is printed at the end, and FOLDER/steps.jsonl holds each step.
"""

from __future__ import annotations

import json
import random
import re
import resource
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from itertools import count, islice, pairwise
from pathlib import Path
from typing import Any

import psutil
from babel.dates import get_month_names
from msgspec.structs import replace

from bench.ledger import size
from bench.readings import articles
from selon.languages.lexicon import languages
from selon.languages.rarity import load_rarity
from selon.ledger.store import Ledger
from selon.model import Article, Interval
from selon.reading.naming.words import first_names
from selon.reading.reader import Reader
from selon.workflow import ingest as workflow
from selon.workflow.crew import Crew, Keepers

SETS = ("gva", "polnear", "lgl", "geovirus", "quotes_fr")
ROUND = timedelta(weeks=208)  # no less than a set spans, so that the news is as dense in the last round as in the first
STEP = 500  # articles between two lines of the record
BEGIN = date(2013, 1, 1)  # of a set without days
END = 10_000  # the first and the last so many are compared, or a tenth where there are fewer
DAY = (200_000, 500_000)  # the world's open news
NAME = re.compile(r"\b[A-ZÀ-Þ][\w’'-]+")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
ALIKE = 40  # surnames next to each other by rarity that change places
COMMON = 0.3  # of a word that is hardly a surname ("The", "Police"), by rarity


@cache
def _dates() -> tuple[re.Pattern[str], dict[str, int]]:
    """Months with a day before or behind, and the number of each name of a month."""
    months: dict[str, int] = {}
    for lang in languages():
        for width in ("wide", "abbreviated"):
            months |= {name.casefold(): n for n, name in get_month_names(width, locale=lang).items()}
    names = "|".join(sorted(map(re.escape, months), key=lambda m: -len(m)))
    return re.compile(rf"\b(?:(?P<d1>\d\d?) )?(?P<m>{names})\b(?:\.? (?P<d2>\d\d?)\b(?!\d))?", re.IGNORECASE), months


def moved(a: Article, turn: int, seed: int = 1) -> Article:
    """An article as of another round."""
    if turn == 0:
        return a
    by = ROUND * turn
    when = a.published and Interval(start=a.published.start + by, end=a.published.end + by)
    year = a.published.start.year if a.published else 2014
    others = _others(f"{seed} {turn}")
    surnames = {name: others.get(name, name) for name in _surnames(a.text)}

    def text(words: str) -> str:
        words = _shifted(words, year, by)
        return NAME.sub(lambda m: surnames.get(m[0], m[0]), words)

    return replace(
        a, id=f"{a.id}~{turn}", url=a.url and f"{a.url}#{turn}", published=when, text=text(a.text), title=a.title and text(a.title)
    )


def _shifted(words: str, year: int, by: timedelta) -> str:
    pattern, months = _dates()

    def day(m: re.Match[str]) -> str:
        number = m["d1"] or m["d2"]
        month = months[m["m"].casefold()]
        try:
            new = date(year, month, int(number)) + by
        except (TypeError, ValueError):
            return m[0]
        lang = next(
            x
            for x in languages()
            for w in ("wide", "abbreviated")
            if m["m"].casefold() in map(str.casefold, get_month_names(w, locale=x).values())
        )
        name = str(get_month_names("wide", locale=lang)[new.month])
        name = name.title() if m["m"][0].isupper() else name
        return f"{new.day} {name}" if m["d1"] else f"{name} {new.day}"

    words = pattern.sub(day, words)
    return YEAR.sub(lambda m: str(int(m[0]) + round(by.days / 365.25)), words)


def _surnames(text: str) -> Iterator[str]:
    """What stands after a given name."""
    names = [m[0] for m in NAME.finditer(text)]
    given = first_names()
    return (b for a, b in pairwise(names) if f"{a} {b}" in text and a.casefold() in given)


@cache
def _by_rarity() -> list[str]:
    """The surnames of all sets, the commonest first."""
    rarity = load_rarity("en")
    found = {name for which in SETS for a in articles(which) for name in _surnames(a.text)}
    found = {name for name in found if name.istitle() and rarity.of(name.lower()) >= COMMON}
    return sorted(found, key=lambda name: (rarity.of(name.lower()), name))


@cache
def _others(seed: str) -> dict[str, str]:
    """Another surname for each, about as rare, so that no name becomes a better clue than it was."""
    known, rng = _by_rarity(), random.Random(seed)
    groups = [rng.sample(group, len(group)) for group in (known[i : i + ALIKE] for i in range(0, len(known), ALIKE))]
    return {name: other for group in groups for name, other in zip(group, group[1:] + group[:1], strict=True)}


def news(names: Iterable[str] = SETS) -> Iterator[Article]:
    """Round after round of these sets, without end."""
    whole = [a for _, a in sorted((x for name in names for x in _placed(name)), key=lambda x: x[0])]
    for turn in count():
        yield from (moved(a, turn) for a in whole)


def _placed(name: str) -> Iterator[tuple[tuple[float, str], Article]]:
    """A set's articles in the order of their days, each with how far on it stands; those without a day have one from there."""
    found = sorted(articles(name), key=lambda a: (a.published.start if a.published else date.min, a.id))
    begin = next((a.published.start for a in found if a.published), BEGIN)
    for i, a in enumerate(found):
        day = begin + ROUND * (i / len(found))
        yield (i / len(found), name), a if a.published else replace(a, published=Interval(start=day, end=day))


def _now(path: Path) -> dict[str, float]:
    """The state of this process and its workers: processor seconds, megabytes, bytes on disk."""
    mine = psutil.Process()
    workers = mine.children()
    used = [p.cpu_times() for p in (mine, *workers)]
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)  # workers that made room for others
    return {
        "clock_s": time.monotonic(),
        "writer_cpu_s": used[0].user + used[0].system,
        "readers_cpu_s": sum(u.user + u.system for u in used[1:]) + ended.ru_utime + ended.ru_stime,
        "writer_mb": mine.memory_info().rss / 2**20,
        "readers_mb": sum(p.memory_full_info().uss for p in workers) / 2**20,
        "disk_mb": size(path) / 2**20,
    }


def run(folder: Path, most: int, jobs: int) -> None:
    """Takes in what is not there yet, and adds a line to the record for each step."""
    path, record = folder / "news.selon", folder / "steps.jsonl"
    with Ledger(path, create=True) as ledger, record.open("a", encoding="utf-8") as f:
        before: dict[str, float] | None = None
        account, done = workflow.Ingested(), 0

        def note(at: int, fresh: int, now: dict[str, float]) -> None:
            f.write(json.dumps({"at": at, "articles": fresh, "jobs": jobs, **_spent(before or now, now)}) + "\n")
            f.flush()

        for account in workflow.ingest(ledger, islice(news(), most), Keepers(Crew(Reader(), jobs, workflow.CHUNK))):
            fresh = account.new - done
            if (before is None and fresh) or fresh >= STEP or account.seen >= most:
                now = _now(path)
                if before is not None:
                    note(account.seen, fresh, now)
                before, done = now, account.new
        note(account.seen, 0, _now(path))


def _spent(before: dict[str, float], now: dict[str, float]) -> dict[str, float]:
    return {k: round(max(0.0, now[k] - before[k]) if k.endswith("_s") else now[k], 2) for k in now}


def table(steps: Iterable[dict[str, Any]]) -> dict[str, float]:
    """Articles a second, first and last, by clock and by processor; memory; disk; days of the world's news."""
    every = list(steps)
    steps = [s for s in every if s["articles"]]
    total = sum(s["articles"] for s in steps)
    part = min(END, total // 10 or total)
    first, last = _rate(steps, part), _rate(steps[::-1], part)
    whole = _rate(steps, total)
    found = {"articles": total, "articles_s": whole["clock"], "first_articles_s": first["clock"], "last_articles_s": last["clock"]}
    found |= {"cpu_ms_an_article": 1000 / whole["cpu"], "cpu_last_to_first": first["cpu"] / last["cpu"]}
    found |= {"writer_ms_an_article": 1000 * sum(s["writer_cpu_s"] for s in steps) / total}
    found |= {
        "writer_mb_first": steps[0]["writer_mb"],
        "writer_mb_last": steps[-1]["writer_mb"],
        "readers_mb_last": steps[-1]["readers_mb"],
    }
    found |= {"tallies_at_the_end_cpu_s": sum(s["writer_cpu_s"] for s in every if not s["articles"])}
    found |= {"disk_kb_an_article": 1024 * steps[-1]["disk_mb"] / steps[-1]["at"]}
    hours = [n / whole["clock"] / 3600 for n in DAY]
    return {k: round(v, 2) for k, v in (found | {"day_hours_least": hours[0], "day_hours_most": hours[1]}).items()}


def _rate(steps: list[dict[str, Any]], enough: int) -> dict[str, float]:
    """Articles a second of the clock and of the processor, of as many steps as hold `enough` articles."""
    taken, clock, cpu = 0, 0.0, 0.0
    for s in steps:
        taken, clock, cpu = taken + s["articles"], clock + s["clock_s"], cpu + s["writer_cpu_s"] + s["readers_cpu_s"]
        if taken >= enough:
            break
    return {"clock": taken / clock, "cpu": taken / cpu}


def main() -> None:
    """Runs, or goes on, and prints the table."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    most, jobs = (int(x) for x in (*sys.argv[2:], *("100000", "2")[len(sys.argv) - 2 :]))
    run(folder, most, jobs)
    lines = (folder / "steps.jsonl").read_text(encoding="utf-8").splitlines()
    print(json.dumps(table(map(json.loads, lines)), indent=1))


if __name__ == "__main__":
    main()
