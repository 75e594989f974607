"""The page before a large ledger: `python -m bench.page [INCIDENTS]`.

A ledger of made-up incidents is filled without reading; then the API is asked at a steady pace while articles are taken in beside it, and
Chromium opens the overview, moves the map and brushes the timeline. Answers: seconds and milliseconds, as the first issue about the page asks.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path

from bench.synthetic import World, readings
from selon.ledger.incidents import put_incidents
from selon.ledger.store import Ledger
from selon.model import Figure, Incident, Interval, Participant, Place
from selon.workflow.weaving import weave_new

RATE, SECONDS = 50, 60  # requests a second, and for how long
PATHS = (
    "incidents?limit=50",
    "incidents?limit=50&type=ASSAULT",
    "incidents?limit=50&country=SY&since=2021-03-01&until=2021-06-30",
    "incidents?limit=50&near=34.5,40.9,300",
    "incidents?limit=50&order=worst",
    "incidents?limit=50&disputed=true",
    "meta",
    "articles?limit=50",
)


def made_up(count: int, seed: int = 1) -> Iterator[Incident]:
    """That many incidents over three years."""
    world, rng = World(seed, per_day=3), random.Random(seed)  # one incident a call
    for n in range(count):
        day = n * 1095 // count
        (h,) = world.day(day, n)[:1]
        name, country, lat, lon = rng.choice(world.places)
        at = lat + rng.uniform(-1, 1), lon + rng.uniform(-1, 1)
        place = Place(span=(0, 1), text=name, name=name, country=country, lat=at[0], lon=at[1], radius_km=5.0, basis="town")
        first = date(2021, 1, 1) + timedelta(days=day)
        people = Participant(span=(0, 1), text=h.actor, name=h.actor, kind="organisation", country=country, sector="REB")
        yield Incident(
            id=f"{n:012x}",
            type=h.kind,
            mode=h.mode,
            title=f"Reported {h.kind.lower()}, {name}",
            start=first,
            end=first,
            place=place,
            actors=(people,),
            figures={"killed": Figure(low=h.killed, best=h.killed, high=h.killed)} if h.killed else {},
            reported={"happened": 1},
            told=Interval(start=first, end=first),
            articles=1,
            outlets=1,
            origins=1,
            root_sources=rng.randint(1, 9),
            disputes=("d",) if rng.random() < 0.05 else (),
            hedged=int(rng.random() < 0.1),
        )


def fill(path: Path, count: int) -> None:
    """A ledger with that many incidents."""
    with Ledger(path, create=True) as ledger:
        ledger.add(readings(200, seed=7))
        for _ in weave_new(ledger):
            pass
        with ledger.writing("weave") as w:
            put_incidents(w, made_up(count))


def _ask(url: str) -> tuple[float, int]:
    begun = time.perf_counter()
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            answer.read()
            status = answer.status
    except OSError:
        status = 0
    return time.perf_counter() - begun, status


def _ingest(path: Path) -> None:
    """Five articles a second or as many as it can, taken in and woven, until it is ended."""
    with Ledger(path) as ledger:
        more = readings(100_000, seed=11)
        while True:
            ledger.add([next(more) for _ in range(5)])
            for _ in weave_new(ledger):
                pass
            time.sleep(1.0)


def pace(base: str, path: Path, seconds: int = SECONDS) -> dict[str, float]:
    """Milliseconds of answers at a steady pace, with articles taken in by a process beside it."""
    beside = get_context("spawn").Process(target=_ingest, args=(path,), daemon=True)
    beside.start()
    begun, done = time.perf_counter(), []
    with ThreadPoolExecutor(32) as pool:
        for n in range(RATE * seconds):
            time.sleep(max(0.0, begun + n / RATE - time.perf_counter()))
            done.append(pool.submit(_ask, f"{base}/api/v1/{PATHS[n % len(PATHS)]}"))
    took_in = beside.is_alive()
    beside.terminate()
    beside.join(30)
    if not took_in:
        raise RuntimeError("the ingest beside it ended")
    times = sorted(d.result()[0] * 1000 for d in done)
    return {
        "requests": len(times),
        "errors": sum(d.result()[1] != 200 for d in done),
        "p50_ms": statistics.median(times),
        "p95_ms": times[int(len(times) * 0.95)],
    }


INTERACTIVE = "() => document.querySelector('.row') && document.querySelector('.timeline .overlay')"


def look(base: str) -> dict[str, float]:
    """Seconds until list and timeline can be used and the map is drawn; milliseconds of a pan and of a brush, to the next frame."""
    from tests.web.browser import chromium  # noqa: PLC0415

    frame = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        begun = time.perf_counter()
        page.goto(f"{base}/?lang=en")
        page.wait_for_function(INTERACTIVE, timeout=120_000)
        usable = time.perf_counter() - begun
        page.wait_for_selector(".map .chart[data-ready=yes]", timeout=120_000)
        mapped = time.perf_counter() - begun
        page.wait_for_timeout(3000)
        out = {"interactive_s": usable, "map_s": mapped}
        for name, selector, y in (("pan_ms", ".map canvas", 200), ("brush_ms", ".timeline .overlay", 30)):
            box = page.locator(selector).first.bounding_box()
            assert box
            page.mouse.move(box["x"] + 300, box["y"] + y)
            page.mouse.down()
            moves = []
            for step in range(10):
                start = page.evaluate("performance.now()")
                page.mouse.move(box["x"] + 310 + 12 * step, box["y"] + y)
                moves.append(page.evaluate(frame) - start)
            page.mouse.up()
            out[name] = sorted(moves)[int(len(moves) * 0.9)]
            page.wait_for_timeout(2000)
        return out


def main(count: int) -> None:
    """Fills, serves, measures, prints."""
    from tests.web.browser import served  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.selon"
        fill(path, count)
        with served(path) as base:
            first = _ask(f"{base}/api/v1/overview")[0]
            seen = look(base)
            print(json.dumps({"incidents": count, "overview_s": first, **seen, **pace(base, path)}, indent=1))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
