"""How a ledger grows: the time of questions, of taking in and of weaving one more article, and the disk it takes.

    python -m bench.ledger FOLDER [ARTICLES...]         20,000 and 200,000 where none is named

The bulk of a ledger is written row by row without a reader or a weaver, as a made-up press would have left it: five events an article,
each incident told five times. It grows from one size to the next in FOLDER/bulk.db, and can be stopped and taken up. Each size is measured on
a copy: the articles after the bulk are taken in and woven as always, and timed, in processor time: questions of `selon incidents` by the
clock too. The table is printed as JSON lines.
"""

from __future__ import annotations

import json
import random
import shutil
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from msgspec.structs import replace

from bench.synthetic import COUNTRIES, PER_DAY, START, readings
from selon.ledger import schema
from selon.ledger.articles import article_of, days
from selon.ledger.database import Writing
from selon.ledger.globe import Near
from selon.ledger.incidents import columns_of
from selon.ledger.keys import hashed
from selon.ledger.packing import pack
from selon.ledger.queries import Query
from selon.ledger.schema import FOREVER
from selon.ledger.store import Ledger, take_in
from selon.model import Incident, IncidentReport, Interval, Reading
from selon.weaving.keys import keys
from selon.weaving.origins import BANDS, Fingerprint, filed
from selon.weaving.reports import reports_of
from selon.workflow.weaving import weave_batch

EACH = 5  # events an article, reports an incident
CHUNK = 2000
WARM, TIMED = 300, 300  # articles after the bulk: first some whose cost is not counted
ASKED = 200


def rows(w: Writing, table: sa.Table, values: list[tuple[Any, ...]]) -> None:
    """Rows in the order of the table's columns."""
    if values:
        marks = ", ".join("?" for _ in values[0])
        w.conn.exec_driver_sql(f"INSERT INTO {table.name} VALUES ({marks})", values)


def bulk(ledger: Ledger, count: int, seed: int = 5) -> None:
    """Up to that many articles, with five reports each, and their incidents."""
    models = [r for r in readings(600, seed) if len(r.events) >= EACH]
    for first in range(ledger.articles().count(), count, CHUNK):
        rng = random.Random(f"{seed} {first}")
        with ledger.writing("ingest") as w:
            _chunk(w, rng, models, first, min(CHUNK, count - first))


def _chunk(w: Writing, rng: random.Random, models: list[Reading], first: int, size: int) -> None:
    told: dict[str, list[Any]] = {
        name: [] for name in ("article", "origin", "band", "reading", "report", "block", "member", "incident", "body", "name", "party")
    }
    words = []
    for n in range(first, first + size):
        model, day = rng.choice(models), START + timedelta(days=n // PER_DAY)
        reading = _moved(model, n, day, rng)
        seq = n + 1
        a = article_of(reading)
        told["article"].append((seq, a.id, 1, a.id, a.url, a.outlet, "en", *days(a.published).values(), w.moment, FOREVER, pack(a)))
        told["origin"].append((seq, a.id, w.moment, FOREVER))
        told["band"] += [
            (key, seq) for key in filed(Fingerprint(key=a.id, published=day, bands=tuple(rng.getrandbits(62) for _ in range(BANDS))))
        ]
        told["reading"].append((seq, seq, "0", w.moment, FOREVER, b"x"))
        words.append((seq, a.text))
        for k, r in enumerate(reports_of_quickly(reading)):
            number = n * EACH + k + 1
            told["report"].append((number, r.ref, f"b{number:011x}", number, seq, seq, 1, w.moment, FOREVER, pack(r)))
            told["block"] += [(key, number) for key in {hashed(x) for x in r.keys}]
            told["member"].append((number, f"b{n + 1:011x}", w.moment, FOREVER))
        _incident(told, w.moment, n + 1, reading)
    for name, values in told.items():
        rows(w, schema.metadata.tables["incident_body" if name == "body" else name], values)
    w.dialect.add_words(w.conn, words)


_REPORTS: dict[str, tuple[Any, ...]] = {}


def reports_of_quickly(r: Reading) -> Iterator[Any]:
    """The reports of a moved reading: those of its model, with the events and keys of its own."""
    model = r.id.rpartition("~")[2]
    if model not in _REPORTS:
        _REPORTS[model] = reports_of(r)[:EACH]
    for old, e in zip(_REPORTS[model], r.events, strict=False):
        when = Interval(start=e.time.start, end=e.time.start) if e.time and e.time.start else None
        yield replace(
            old,
            ref=f"{r.id}/{e.id}",
            article=r.id,
            event=e,
            published=r.published,
            outlet=r.outlet,
            setting=replace(old.setting, days=when, place=e.place),
            marks=(e.target[0].name,),
            keys=keys(e, when, r.published, e.place, (e.target[0].name,)),
        )


def _moved(r: Reading, n: int, day: date, rng: random.Random) -> Reading:
    """A reading some days later, with places a little elsewhere, and names of its own."""
    shift = day - (r.published.start if r.published else day)
    mark = f"{n:06x}"
    events = []
    for e in r.events[:EACH]:
        assert e.time is not None
        assert e.time.start is not None
        assert e.place is not None
        assert e.place.lat is not None
        start = e.time.start + shift
        place = replace(e.place, lat=round(e.place.lat + rng.uniform(-3, 3), 4), country=rng.choice(COUNTRIES))
        target = (replace(e.target[0], name=e.target[0].name + mark),)
        events.append(replace(e, time=replace(e.time, start=start, end=start), place=place, target=target))
    when = None if r.published is None else replace(r.published, start=day, end=day)
    return replace(r, id=f"b{n}~{r.id}", url=f"https://b{n}.example/", published=when, events=tuple(events), text=f"{r.text} {mark}")


def _incident(told: dict[str, list[Any]], moment: int, seq: int, r: Reading) -> None:
    e = r.events[0]
    assert e.place is not None
    assert e.time is not None
    p, when = e.place, e.time.start
    assert when is not None
    reports = tuple(IncidentReport(article=r.id, event=x.id) for x in r.events)
    i = Incident(
        id=f"b{seq:011x}",
        type=e.type,
        title=f"Reported attack, {p.name}",
        start=when,
        end=when,
        mode=e.mode,
        place=p,
        actors=e.actor,
        targets=e.target,
        reports=reports,
        articles=EACH,
        outlets=EACH,
        origins=4,
        root_sources=3,
    )
    told["incident"].append(tuple(columns_of(i, seq, moment).values()))
    told["body"].append((seq, pack(i)))
    told["name"].append((seq, e.target[0].name.casefold()))
    told["party"].append((seq, when.toordinal(), seq))


def weaving(ledger: Ledger, count: int) -> tuple[float, ...]:
    """Milliseconds of processor time an article: taking in, weaving, and making it safe."""
    fresh = list(readings(WARM + TIMED, seed=11))
    last = START + timedelta(days=count // PER_DAY)
    moved = [replace(r, published=replace(r.published, start=last, end=last), events=tuple(_later(r, last))) for r in fresh if r.published]
    taking, weaves, commits = [], [], []
    for i in range(0, len(moved), 60):
        with ledger.writing("ingest") as w:
            start = time.process_time()
            take_in(w, moved[i : i + 60])
            middle = time.process_time()
            while weave_batch(w):
                pass
            taking.append(middle - start)
            end = time.process_time()
            weaves.append(end - middle)
        commits.append(time.process_time() - end)
    skip = WARM // 60
    return tuple(sum(x[skip:]) * 1000 / TIMED for x in (taking, weaves, commits))


def _later(r: Reading, day: date) -> Iterator[Any]:
    for e in r.events:
        if e.time and e.time.start and r.published:
            start = e.time.start + (day - r.published.start)
            yield replace(e, time=replace(e.time, start=start, end=start))


def asked(ledger: Ledger, count: int, seed: int = 9) -> list[tuple[float, float]]:
    """Seconds, by the clock and of the processor, of questions by place, period and type, of all mixtures, a page of fifty each."""
    rng, found = random.Random(seed), []
    spread = count // PER_DAY + 1
    for n in range(ASKED):
        day = START + timedelta(days=rng.randrange(spread))
        wish: dict[str, Any] = {}
        if n % 7 in (0, 3, 4, 6):
            wish["near"] = Near(rng.uniform(-40, 60), rng.uniform(-120, 140), rng.choice((10.0, 50.0, 200.0, 1000.0, 5000.0)))
        if n % 7 in (1, 3, 5, 6):
            wish |= {"since": day, "until": day + timedelta(rng.choice((0, 7, 31, 365)))}
        if n % 7 in (2, 4, 5, 6):
            wish["type"] = (rng.choice(("ASSAULT", "PROTEST", "SANCTION")),)
        start, cpu = time.perf_counter(), time.process_time()
        ledger.incidents(Query(**wish)).page(50)
        found.append((time.perf_counter() - start, time.process_time() - cpu))
    return found


def cloned(ledger: Ledger, times: int) -> None:
    """Every incident that many times over, elsewhere on the clock: for questions of a ledger with as many incidents as it had events."""
    with ledger.writing("ingest") as w:
        top = w.conn.exec_driver_sql("SELECT max(seq) FROM incident").scalar() or 0
        for k in range(1, times):
            rest = ", ".join(c.name for c in schema.incident.columns if c.name not in ("seq", "id"))
            w.conn.exec_driver_sql(f"INSERT INTO incident SELECT seq + {k * top}, id || 'c{k}', {rest} FROM incident WHERE seq <= {top}")
            w.conn.exec_driver_sql(f"INSERT INTO incident_body SELECT seq + {k * top}, body FROM incident_body WHERE seq <= {top}")


def size(path: Path) -> int:
    """Bytes of a ledger with its log."""
    return sum(p.stat().st_size for p in path.parent.glob(path.name + "*"))


def measure(path: Path, count: int) -> dict[str, Any]:
    """One size of ledger."""
    started, grown = time.process_time(), path.parent / "bulk.db"
    with Ledger(grown, create=True) as ledger:
        bulk(ledger, count)
    row: dict[str, Any] = {"articles": count, "bulk_s": round(time.process_time() - started, 1), "bytes_an_article": size(grown) // count}
    shutil.copy(grown, path)
    with Ledger(path) as ledger:
        taking, weave, commit = weaving(ledger, count)
        row |= {"taking_ms": round(taking, 2), "weaving_ms": round(weave, 2), "committing_ms": round(commit, 2)}
        row |= _times("incidents", asked(ledger, count))
        cloned(ledger, EACH)
        row |= {"incidents_cloned": ledger.incidents().count()} | _times("cloned", asked(ledger, count))
    return row


def _times(name: str, seconds: list[tuple[float, float]]) -> dict[str, float]:
    found: dict[str, float] = {}
    for clock, values in zip(("clock", "cpu"), zip(*seconds, strict=True), strict=True):
        cuts = statistics.quantiles(values, n=20)
        found |= {f"{name}_{clock}_p50_ms": round(cuts[9] * 1000, 1), f"{name}_{clock}_p95_ms": round(cuts[18] * 1000, 1)}
    return found


def main() -> None:
    """Prints a line for each size, the smallest first."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for count in sorted(int(x) for x in sys.argv[2:]) or [20_000, 200_000]:
        print(json.dumps(measure(folder / f"ledger-{count}.db", count)), flush=True)


if __name__ == "__main__":
    main()
