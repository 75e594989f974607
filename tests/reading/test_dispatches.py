"""Dispatches of other conflicts, and of floods, strikes and talks: how much of what a careful reader would note is found.

Each file was written without a look at what selon reads in it, and measured before any of its mistakes was mended; the floor of a file
is what has been reached since. Raise it with every gain; lowering one needs a reason in the changelog.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import pytest
from pooled import reader

from bench.dispatches import checker, disputes, extra, load, readings
from selon import model

FOLDER = Path(__file__).parent / "dispatches"
FILES = sorted(p.stem for p in FOLDER.glob("*.yaml"))
# events and tallies found, leads found, new acts that nobody expects, disputes that nobody expects
FLOORS: dict[str, tuple[int, int, int, int]] = {"first": (61, 12, 7, 0), "second": (29, 6, 2, 0), "third": (17, 4, 4, 0)}

DOSSIER = (146, 141, 26)        # events and tallies of 152, claims of 150, leads of 27


@pytest.mark.parametrize("name", FILES)
def test_expectations_are_well_formed(name: str) -> None:
    for d in load(FOLDER / f"{name}.yaml"):
        words = [x["at"] for x in d["events"] + d["tallies"]]
        assert [w for w in words if d["text"].count(w) != 1] == [], d["id"]
        assert all(set(e["type"]) <= set(get_args(model.EventType)) and set(e["status"]) <= set(get_args(model.Status)) for e in d["events"])
        assert all(w in d["text"] or w in (d.get("title") or "") for w in d["also"]), d["id"]
        assert d["lead"] in {None, *(e["id"] for e in d["events"])}
        assert set(d.get("disputes", [])) <= set(get_args(model.DisputeAbout))


@pytest.mark.parametrize("name", FILES)
def test_dispatches_are_read_as_well_as_ever(name: str) -> None:
    wanted = load(FOLDER / f"{name}.yaml")
    found: list[dict[str, Any]] = readings(wanted, reader())
    check = checker()
    checks = check.check_readings(found, {"articles": {d["id"]: d for d in wanted}})
    told, leads, much, disputed = FLOORS[name]
    assert check.share(checks)[0] >= told
    assert check.share(checks, ("lead",))[0] >= leads
    assert sum(len(extra(d, r)) for d, r in zip(wanted, found, strict=True)) <= much
    assert sum(len(disputes(d, r)[1]) for d, r in zip(wanted, found, strict=True)) <= disputed


def test_the_dossier_is_read_as_well_as_ever() -> None:
    check = checker()
    folder = Path(__file__).resolve().parents[2] / "examples" / "dossier"
    rows = [json.loads(line) for line in (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines()]
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    checks = check.check_readings(readings(rows, reader()), expected)
    assert check.share(checks)[0] >= DOSSIER[0]
    assert check.share(checks, ("claim",))[0] >= DOSSIER[1]
    assert check.share(checks, ("lead",))[0] >= DOSSIER[2]
    assert check.share(checks, ("quiet",)) == (5, 5)
