"""The dossier is well formed: its expectations stand in its texts and refer to one another; the checker counts what it should."""

from __future__ import annotations

import importlib.util
import json
import sys
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import pytest

from selon import model

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
ARTICLES = {a["id"]: a for a in map(json.loads, (EXAMPLES / "dossier" / "articles.jsonl").read_text(encoding="utf-8").strip().split("\n"))}
EXPECTED = json.loads((EXAMPLES / "dossier" / "expected.json").read_text(encoding="utf-8"))
WANTED = EXPECTED["articles"]
EVENTS = {f"{name}/{e['id']}" for name, a in WANTED.items() for e in a["events"]}
TALLIES = {f"{name}/{t['id']}" for name, a in WANTED.items() for t in a["tallies"]}
CLAIMS = {f"{name}/{c['id']}" for name, a in WANTED.items() for c in a["claims"]}
INCIDENTS = {i["id"]: i for i in EXPECTED["incidents"]}


@pytest.fixture(scope="module")
def check() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dossier_check", EXAMPLES / "check.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_there_are_enough_dispatches_in_both_languages() -> None:
    langs = [a["lang"] for a in ARTICLES.values()]
    assert len(langs) >= 28
    assert abs(langs.count("fr") - langs.count("en")) <= 4
    assert list(WANTED) == list(ARTICLES)


@pytest.mark.parametrize("name", ARTICLES)
def test_a_dispatch_is_marked_as_ours_and_of_a_dispatchs_length(name: str) -> None:
    a = ARTICLES[name]
    assert 120 <= len(a["text"].split()) <= 350
    assert a["url"].startswith("https://example.org/")
    assert "Written for selon" in a["note"]
    assert date(2023, 10, 17) <= date.fromisoformat(a["published"]) <= date(2023, 11, 18)


def quoted(want: dict[str, Any]) -> list[str]:
    return [*(thing["at"] for thing in want["events"] + want["tallies"]), *(c["content"] for c in want["claims"]), *want["quiet"]]


@pytest.mark.parametrize("name", WANTED)
def test_expected_words_stand_once_in_the_text(name: str) -> None:
    assert [w for w in quoted(WANTED[name]) if ARTICLES[name]["text"].count(w) != 1] == []


@pytest.mark.parametrize("name", WANTED)
def test_expected_values_are_values_of_the_model(name: str) -> None:
    want = WANTED[name]
    for e in want["events"]:
        assert set(e["type"]) <= set(get_args(model.EventType))
        assert set(e["status"]) <= set(get_args(model.Status))
        assert set(e.get("newness", [])) <= set(get_args(model.Newness))
    for c in want["claims"]:
        assert set(c["stance"]) <= set(get_args(model.Stance))
    for t in [*want["tallies"], *(c for e in want["events"] for c in e.get("counts", []))]:
        assert t["what"] in get_args(model.What)
        assert t.get("bound") in (*get_args(model.Bound), None)
    assert want["lead"] is None or f"{name}/{want['lead']}" in EVENTS


def test_incidents_refer_to_expected_events_and_share_none() -> None:
    reports = [r for i in INCIDENTS.values() for r in i["reports"]]
    assert set(reports) <= EVENTS
    assert len(reports) == len(set(reports))
    assert {r for i in INCIDENTS.values() for r in i.get("may", [])} <= EVENTS
    assert all(one in INCIDENTS and other in INCIDENTS for one, other in EXPECTED["apart"])


def test_what_stands_between_articles_refers_to_what_is_in_them() -> None:
    for o in EXPECTED["origins"]:
        assert all(WANTED[a]["credit"] == (None if a == o["origin"] else o["credit"]) for a in o["articles"])
    for d in EXPECTED["disputes"]:
        assert d["about"] in get_args(model.DisputeAbout)
        assert len(d["sides"]) >= 2
        assert {r for side in d["sides"] for r in side["refs"]} <= EVENTS | TALLIES | CLAIMS
    for t in EXPECTED["tallies_against_incidents"]:
        assert t["tally"] in TALLIES
        assert set(t["covers"]) <= set(INCIDENTS)
        assert t["held"] == len(t["covers"])


def called(words: str | None) -> list[dict[str, Any]]:
    return [{"text": words, "name": words}] if words else []


def as_claim(want: dict[str, Any], span: list[int]) -> dict[str, Any]:
    return {"id": want["id"], "source": called(want["source"])[0], "content": [span], "stance": want["stance"][0]}


def as_event(want: dict[str, Any], span: list[int]) -> dict[str, Any]:
    time = dict(zip(("start", "end"), want["time"][0], strict=True)) if "time" in want else None
    return {"id": want["id"], "type": want["type"][0], "trigger": span, "status": want["status"][0], "hedged": want.get("hedged", False),
            "newness": want.get("newness", ["new"])[0], "mode": want.get("mode"), "time": time,
            "counts": [{**c, "span": span} for c in want.get("counts", [])],
            "place": {"text": want.get("place"), "country": want.get("country")},
            "actor": called(want.get("actor")), "target": called(want.get("target")), "weapon": called(want.get("means"))}


def as_tally(want: dict[str, Any], span: list[int]) -> dict[str, Any]:
    return {**want, "span": span, "from": want["from"][0], "to": want["to"][0], "claim": f"c{want['id']}",
            "place": [{"country": c} for c in want["countries"]]}


def perfect(name: str) -> dict[str, Any]:
    """A reading that holds exactly what is expected."""
    want, text = WANTED[name], ARTICLES[name]["text"]

    def span(words: str) -> list[int]:
        start = text.index(words)
        return [start, start + len(words)]

    claims = [as_claim(c, span(c["content"])) for c in want["claims"]]
    claims += [{"id": f"c{t['id']}", "source": called(t["source"])[0], "content": []} for t in want["tallies"] if "source" in t]
    events, tallies = [as_event(e, span(e["at"])) for e in want["events"]], [as_tally(t, span(t["at"])) for t in want["tallies"]]
    return {"id": name, "text": text, "lead": want["lead"], "credit": want["credit"],
            "claims": claims, "events": events, "tallies": tallies}


def test_a_perfect_reading_finds_everything(check: ModuleType) -> None:
    checks = check.check_readings(map(perfect, WANTED), EXPECTED)
    assert [c for c in checks if not c.found] == []
    assert check.share(checks) == (len(EVENTS) + len(TALLIES),) * 2


def test_no_reading_finds_nothing_but_silence(check: ModuleType) -> None:
    assert {c.kind for c in check.check_readings([], EXPECTED) if c.found} <= {"quiet"}


def found(check: ModuleType, changed: dict[str, Any]) -> set[tuple[str, str]]:
    return {(c.where, c.kind) for c in check.check_readings([changed], EXPECTED) if c.found}


@pytest.mark.parametrize(("key", "value"), [("type", "AID"), ("status", "denied"), ("place", None), ("time", None), ("counts", [])])
def test_a_wrong_value_of_an_event_is_seen(check: ModuleType, key: str, value: Any) -> None:
    reading = perfect("d07")
    reading["events"][0][key] = value
    assert ("d07/e1", "event") not in found(check, reading)
    assert ("d07/e3", "event") in found(check, reading)


@pytest.mark.parametrize(("key", "value"), [("low", 14), ("bound", "exact"), ("to", "2023-10-01"), ("place", []), ("claim", None)])
def test_a_wrong_value_of_a_tally_is_seen(check: ModuleType, key: str, value: Any) -> None:
    reading = perfect("d11")
    reading["tallies"][0][key] = value
    assert ("d11/t1", "tally") not in found(check, reading)
    assert ("d11/t2", "tally") in found(check, reading)


def test_a_caption_that_became_an_event_is_seen(check: ModuleType) -> None:
    reading = perfect("d09")
    start = reading["text"].index(WANTED["d09"]["quiet"][0])
    reading["events"].append({"id": "e9", "type": "ASSAULT", "trigger": [start, start + 3], "status": "happened", "newness": "new"})
    assert ("d09", "quiet") not in found(check, reading)


def woven() -> list[dict[str, Any]]:
    """Incidents as expected."""
    return [{"id": i["id"], "type": i["type"][0], "start": i["start"], "end": i["end"], "place": {"country": i["country"]},
             "figures": {what: {key: values[0] for key, values in f.items()} for what, f in i.get("figures", {}).items()},
             "reports": [dict(zip(("article", "event"), r.split("/"), strict=True)) for r in i["reports"]]} for i in INCIDENTS.values()]


def test_incidents_as_expected_are_found_and_one_heap_is_not(check: ModuleType) -> None:
    checks = check.check_readings(map(perfect, WANTED), EXPECTED)
    assert all(c.found for c in check.check_incidents(woven(), EXPECTED, checks))
    heap = {**woven()[0], "reports": [r for i in woven() for r in i["reports"]]}
    kinds = check.check_incidents([heap], EXPECTED, checks)
    assert check.share(kinds, ("apart",))[0] == 0
    assert check.share(kinds, ("incident",))[0] < len(INCIDENTS) // 2


def test_the_command_prints_the_share(check: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    readings = tmp_path / "r.jsonl"
    readings.write_text("".join(json.dumps(perfect(name)) + "\n" for name in WANTED), encoding="utf-8")
    for name, things in {"incidents": woven(), "disputes": [], "origins": [], "roots": []}.items():
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(i) + "\n" for i in things), encoding="utf-8")
    assert check.main([str(readings), "--woven", str(tmp_path)]) == 0
    assert capsys.readouterr().out.strip().split("\n")[-1].endswith("= 1.000")
