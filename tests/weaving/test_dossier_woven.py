"""The dossier's expected ledger comes out whole when its dispatches are read perfectly."""

from __future__ import annotations

import importlib.util
import json
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import perfect
import pytest

from bench.dispatches import readings
from selon.model import Reading
from selon.reading.reader import Reader
from selon.weaving.memory import Fabric, weave_all

# out of real readings, of 28, 10, 3, 3, 8 and 26; raised with every gain
FLOORS = {"incident": 28, "apart": 10, "origin": 3, "root": 1, "dispute": 8, "covers": 26}
EXAMPLES = Path(__file__).parents[2] / "examples"


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"dossier_{name}", EXAMPLES / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@cache
def read() -> tuple[Reading, ...]:
    return tuple(perfect.readings())


@cache
def woven() -> Fabric:
    return weave_all(read())


def checks(tmp: Path, fabric: Fabric) -> list[Any]:
    check = load("check")
    load("weave").write(fabric, tmp)
    readings = [json.loads(msgspec.json.encode(r)) for r in read()]
    found = check.check_readings(readings, perfect.EXPECTED)
    return list(check.check_woven(tmp, perfect.EXPECTED, found))


def test_what_is_expected_is_woven(tmp_path: Path) -> None:
    found = checks(tmp_path, woven())
    assert {c.kind for c in found} == {"incident", "apart", "origin", "root", "dispute", "covers"}
    assert [(c.kind, c.where) for c in found if not c.found] == []


@pytest.mark.parametrize("kind", ["incident", "origin", "root", "dispute", "covers"])
def test_what_is_not_woven_is_missed(tmp_path: Path, kind: str) -> None:
    bare = Fabric((), (), (), (), ())
    assert not any(c.found for c in checks(tmp_path, bare) if c.kind == kind)


def test_what_is_read_is_woven_as_well_as_ever(tmp_path: Path) -> None:
    check = load("check")
    rows = [json.loads(line) for line in (EXAMPLES / "dossier" / "articles.jsonl").read_text(encoding="utf-8").splitlines()]
    found = readings(rows, Reader())
    load("weave").write(weave_all(tuple(msgspec.convert(r, Reading) for r in found)), tmp_path)
    told = check.check_woven(tmp_path, perfect.EXPECTED, check.check_readings(found, perfect.EXPECTED))
    reached = {kind: check.share(told, (kind,))[0] for kind in FLOORS}
    assert all(reached[kind] >= least for kind, least in FLOORS.items()), reached


def test_the_anniversary_stays_apart_and_copies_count_once() -> None:
    by_report = {f"{r.article}/{r.event}": i for i in woven().incidents for r in i.reports}
    bombing = by_report["d09/e1"]
    assert {r.article for r in bombing.reports} == {"d09"}
    tanf = by_report["d02/e1"]
    assert (tanf.articles, tanf.origins) == (10, 8)
    assert [s.best for s in tanf.figures["injured"].history] != []


def test_memberships_name_every_article_and_lead() -> None:
    leads = {m.id: m.lead for m in woven().memberships}
    assert leads.keys() == {r.id for r in read()}
    assert all((leads[r.id] is None) == (r.lead is None) for r in read())
