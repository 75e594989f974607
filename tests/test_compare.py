"""`make bench COMPARE=1`: what changed, what is new or gone, what fell below its floor; and raising the floors."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from bench import compare, floors
from bench.rivals import RIVALS, Rival, measured


def test_changes_are_shown_and_a_fall_below_a_floor_fails(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(compare, "floors", lambda: {"gva": {"digest": "x", "b3.f1": 0.9}})
    kept = {"gva": {"figures": {"b3.f1": 0.95, "day": 0.8, "old": 0.5}}}
    shown = {"gva": ("b3.f1", "day", "old")}
    rows = list(compare.compared({"gva": {"b3.f1": 0.89, "day": 0.80001}, "seed": {"found": 0.7}}, kept, shown))
    assert rows == [
        ("gva", "b3.f1", "0.950", "0.890", "-0.060", "0.900 FALLEN"),
        ("gva", "day", "0.800", "0.800", "", ""),
        ("gva", "old", "0.500", "gone", "", ""),
        ("seed", "found", "", "0.700", "new", ""),
    ]
    assert compare.show(iter(rows)) == 1
    assert "4 figures, 2 changed" in capsys.readouterr().out
    assert compare.show(iter(rows[1:])) == 0


def test_a_rival_that_is_not_installed_has_no_row(capsys: pytest.CaptureFixture[str]) -> None:
    rival = Rival("no_such_package", "times", "times", lambda where: iter(()))
    assert measured(rival, {}, (), lambda path: {}) is None
    assert "not installed" in capsys.readouterr().out
    assert len({r.name for r in RIVALS}) == len(RIVALS)


def test_floors_are_raised_for_what_is_ours_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(floors, "FLOORS", tmp_path / "floors.toml")
    monkeypatch.setattr(floors, "data_digest", lambda name: "0")
    monkeypatch.setattr(floors, "floors", dict)
    held = {"gva": dict.fromkeys(("b3.f1", *next(b.shown for b in floors.BENCHMARKS if b.data == "gva")), 0.9)}
    floors._raise({**held, "gva, TF-IDF within 30 days": {"b3.f1": 0.8}})
    assert list(tomllib.loads((tmp_path / "floors.toml").read_text())) == ["gva"]
