"""What changed between states and readings, and somebody's own list held against the ledger."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from selon.errors import InputError, UsageError
from selon.ledger.articles import article_of
from selon.ledger.store import Ledger
from selon.model import Incident, Reading
from selon.workflow import diffing, rereading
from selon.workflow.deciding import decide
from selon.workflow.matching import Own, match, rows_of
from selon.workflow.weaving import weave_new
from tests.workflow.crashing import Known


@pytest.fixture
def woven(ledger: Ledger, readings: list[Reading]) -> Ledger:
    ledger.add(readings[:16])
    for _ in weave_new(ledger):
        pass
    return ledger


def test_a_diff_tells_new_changed_and_merged(woven: Ledger, readings: list[Reading]) -> None:
    woven.release("before")
    old = {i.id: i for i in woven.incidents()}
    woven.add(readings[16:20])
    for _ in weave_new(woven):
        pass
    woven.release("after")
    now = {i.id: i for i in woven.incidents()}
    told = {c.incident: c for c in diffing.between(woven, "before", "after")}
    assert {k for k, c in told.items() if c.kind == "new"} == now.keys() - old.keys()
    for k in old.keys() & now.keys():
        if old[k].articles != now[k].articles:
            (articles,) = [f for f in told[k].fields if f.field == "articles"]
            assert (articles.before, articles.after) == (str(old[k].articles), str(now[k].articles))
    a, b, *_ = sorted(now)
    decide(woven, "merge", (a, b), None, "me", "same")
    merged = {c.incident: c for c in diffing.between(woven, "after")}
    gone = [c for c in merged.values() if c.kind == "merged"]
    assert [(c.incident, c.into) for c in gone] in ([(a, b)], [(b, a)])
    assert list(diffing.between(woven, "after", "after")) == []
    with pytest.raises(UsageError, match="neither a time nor a release"):
        list(diffing.between(woven, "never"))


def test_a_new_reading_stands_beside_the_old(woven: Ledger, readings: list[Reading], monkeypatch: pytest.MonkeyPatch) -> None:
    old = readings[2]
    assert [a.read for a in rereading.reread(woven, Known(readings))] == []
    before = list(woven.incidents())
    e = old.events[0]
    better = replace(old, events=(replace(e, type="AID"), *old.events[2:]))
    monkeypatch.setattr("selon.ledger.articles.version", lambda: "0.2.0")
    monkeypatch.setattr("selon.workflow.rereading.version", lambda: "0.2.0")
    steps = list(rereading.reread(woven, Known([*readings[:2], better, *readings[3:]])))
    assert (steps[-1].read, steps[-1].changed) == (16, 1)
    file = woven.article(old.id)
    assert file is not None
    assert file.reading == better
    assert [r.selon for r in file.readings] == ["0.1.0", "0.2.0"]
    assert [v.version for v in file.versions] == [1]
    changes = list(diffing.of_readings(old, better))
    assert [(c.what, c.kind) for c in changes if c.what == "event"] == [("event", "changed"), ("event", "gone")]
    pair = diffing.readings(woven, old.id)
    assert pair == (old, better)
    told = {f"{r.article}/{r.event}" for i in woven.incidents() for r in i.reports}
    assert {t for t in told if t.startswith(f"{old.id}/")} == {f"{old.id}/{x.id}" for x in better.events}
    untouched = [i for i in before if all(r.article != old.id for r in i.reports)]
    assert {i.id for i in untouched} <= {i.id for i in woven.incidents()}
    list(rereading.reread(woven, Known(readings), [old.id]))
    assert {i.id for i in before} == {i.id for i in woven.incidents()}, "an event that comes again has its incident again"


def own(i: Incident, row: int, **more: object) -> Own:
    assert i.place is not None
    assert i.start is not None
    assert i.end is not None
    return replace(Own(row=row, id=f"r{row}", start=i.start, end=i.end, lat=i.place.lat, lon=i.place.lon, type=i.type), **more)


def test_own_events_are_matched_contradicted_or_missing(frozen: Ledger) -> None:
    a, b, c = [i for i in frozen.incidents() if i.figures.get("killed") and i.place and i.place.lat is not None][:3]
    rows = [
        own(a, 2, killed=a.figures["killed"].best), own(b, 3, killed=(b.figures["killed"].high or 0) + 100),
        own(c, 4, start=c.start + timedelta(400), end=c.end + timedelta(400)),  # type: ignore[operator]
        own(c, 5, lat=-80.0, lon=0.0),
    ]
    found = list(match(frozen, rows))
    assert [m.verdict for m in found] == ["matched", "contradicted", "missing", "missing"]
    assert found[0].km == 0.0
    assert found[0].days == 0
    assert found[1].contradictions[0].startswith("killed: ")
    assert [m.incident for m in found[2:]] == [None, None]


def test_an_incident_answers_to_one_row_the_one_it_fits_best(frozen: Ledger) -> None:
    a = next(i for i in frozen.incidents() if i.place and i.place.lat is not None and i.start)
    near = own(a, 3)
    off = replace(near, row=2, start=near.start + timedelta(1), end=near.end + timedelta(1))
    found = list(match(frozen, [off, near], days=1, km=0.5))
    assert found[1].incident is not None
    assert found[0].incident != found[1].incident


def test_every_wrong_row_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(
        "id;date;lat;lon;country;type;killed\n"
        "a;2021-01-01;10;20;;;3\n"
        "b;2021-13-01;10;20;;;\n"
        "c;2021-01-01;100;20;;;\n"
        "d;2021-01-01;10;;;;\n"
        "e;2021-01-01;;;Syria;;\n"
        "f;2021-01-01;;;;;\n"
        "g;2021-01-01;;;SY;WAR;\n"
        "h;2021-01-01;;;SY;ASSAULT;many\n"
        "\n"
        "i;2021-01-02;;;SY;ASSAULT;\n", encoding="cp1252")
    rows = rows_of(path)
    assert [r.id for r in rows if isinstance(r, Own)] == ["a", "i"]
    faults = [str(r) for r in rows if isinstance(r, InputError)]
    assert [f.split(": ")[0].rpartition(", ")[2] for f in faults] == [f"row {n}" for n in range(3, 10)]
    for fault, words in zip(faults, ("is not a day", "is no such number", "has one of", "is no code", "says not where", "is none", "whole number"), strict=True):
        assert words in fault
    for bad in ("", "name,size\nx,1\n"):
        path.write_text(bad, encoding="utf-8")
        with pytest.raises(InputError):
            rows_of(path)


def test_an_article_made_of_a_reading_is_the_article(readings: list[Reading]) -> None:
    a = article_of(readings[0])
    assert (a.id, a.text, a.title, a.published) == (readings[0].id, readings[0].text, readings[0].title, readings[0].published)
