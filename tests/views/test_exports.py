"""Exports are read back by the readers people use."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from incidents import BARE, STRIKE, figure, someone, told

from selon.atlas.crosswalks import crosswalks
from selon.errors import UsageError
from selon.model import Incident
from selon.views.exports.columns import COLUMNS, in_order, row
from selon.views.exports.export import FORMATS, export
from selon.views.exports.foreign import FOREIGN, fatalities, rows
from selon.views.exports.foreign import _subs as subs
from selon.views.exports.tables import Line, cell, guarded
from selon.views.sharing import Sharing, Told

DOCS = Path(__file__).resolve().parent.parent.parent / "docs" / "exports.md"
ALL = [told(), told(BARE), told(STRIKE, id="i2", start=date(2023, 11, 2), end=date(2023, 11, 4))]
OPEN = {"today": date(2024, 1, 1), "names": True}


def written(shape: str, tmp_path: Path, what: list[Told] | None = None) -> str:
    path = tmp_path / f"out.{shape}"
    export(what or ALL, shape, path, Sharing(**OPEN))  # type: ignore[arg-type]
    return path.read_text(encoding="utf-8")


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_csv_comes_back_as_it_was(tmp_path: Path) -> None:
    got = table(written("csv", tmp_path))
    assert [list(r) for r in got] == [[c.name for c in COLUMNS]] * 3
    for t, r in zip(in_order(ALL), got, strict=True):
        assert list(r.values()) == [str(cell(c)) for c in row(t)]
    assert [r["id"] for r in got] == ["i1", "i2", "i0"]
    assert (got[0]["killed_best"], got[0]["lon"], got[0]["start"]) == ("4", "40.92", "2023-10-18")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert guarded(text) == "'" + text
    assert guarded("x" + text) == "x" + text


def test_formulas_are_guarded_in_every_table(tmp_path: Path) -> None:
    for shape in ("csv", "hxl", *FOREIGN):
        for r in csv.reader(io.StringIO(written(shape, tmp_path), newline="")):
            assert not any(c.startswith(("=", "+", "@", "\t", "\r")) or re.match(r"-(?!\d)", c) for c in r)


def test_json_lines_come_back_as_they_were(tmp_path: Path) -> None:
    lines = [msgspec.json.decode(line, type=Line) for line in written("jsonl", tmp_path).splitlines()]
    assert [Told(x.incident, x.sources, x.disputes) for x in lines] == in_order(ALL)


def test_geojson_is_read_by_geopandas(tmp_path: Path) -> None:
    code = """
import geopandas, sys
f = geopandas.read_file(sys.argv[1])
print(len(f), f.crs.to_epsg(), [None if g is None else (g.x, g.y) for g in f.geometry], list(f["radius_km"])[0], list(f["killed_best"])[0])
"""
    written("geojson", tmp_path)
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code, str(tmp_path / "out.geojson")], capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.split("\n")[0] == "3 4326 [(40.92, 34.45), (40.92, 34.45), None] 5.0 4.0"


def test_parquet_is_read_by_duckdb_with_the_query_of_the_docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import duckdb  # noqa: PLC0415

    export(ALL, "parquet", tmp_path / "incidents", Sharing(**OPEN))  # type: ignore[arg-type]
    monkeypatch.chdir(tmp_path)
    (query,) = re.findall(r"```sql\n(.*?)```", DOCS.read_text(encoding="utf-8"), flags=re.S)
    got = duckdb.sql(query).fetchall()
    assert got == [("2023-10", "SY", 1, 4), ("2023-11", "SY", 1, 4)]
    everything = duckdb.sql("select * exclude (month) from read_parquet('incidents/*/*.parquet', hive_partitioning=true) order by start nulls last").fetchall()
    assert [[tuple(v) if isinstance(v, list) else v for v in r] for r in everything] == [row(t) for t in in_order(ALL)]


def test_hxl_tags_every_column(tmp_path: Path) -> None:
    tags = written("hxl", tmp_path).splitlines()[1].split(",")
    assert len(set(tags)) == len(COLUMNS)
    assert all(re.fullmatch(r"#[a-z]+[0-9]?(\+[a-z0-9_]+)*", t) for t in tags), tags


@pytest.mark.parametrize("shape", [s for s in FORMATS if s != "parquet"])
def test_order_is_stable(shape: str, tmp_path: Path) -> None:
    first = written(shape, tmp_path)
    assert written(shape, tmp_path, ALL[::-1]) == first
    assert "machine" in first


def foreign(name: str, *what: Told) -> tuple[list[dict[str, Any]], Counter[str]]:
    dropped: Counter[str] = Counter()
    return [dict(zip(FOREIGN[name].columns, r, strict=True)) for r in rows(name, what, dropped)], dropped


def test_acled_rows() -> None:
    denied = told(reported={"happened": 1, "denied": 2})
    (r,), dropped = foreign("acled", told(), denied, told(BARE), told(start=None, end=None), told(place=None))
    assert (r["event_type"], r["sub_event_type"], r["time_precision"]) == ("Explosions/Remote violence", "Air/drone strike", 1)
    assert (r["country"], r["location"], r["geo_precision"], r["fatalities"]) == ("Syria", "Abu Kamal", 1, 4)
    assert "injured" not in " ".join(r)
    assert dropped == {"told as not having happened": 1, "no day": 1, "no position": 1, "no ACLED counterpart of CONSULT": 1}


@pytest.mark.parametrize(
    ("best", "text", "bound", "read"), [(24, "dozens", "at_least", 12), (200, "hundreds", "at_least", 100), (24, "24", "at_least", 24), (24, "twenty-four", "exact", 24)]
)
def test_acled_reads_dozens_as_twelve(best: int, text: str, bound: str, read: int) -> None:
    assert fatalities(figure(best, text, bound)) == read
    assert fatalities(None) == 0


def test_ucdp_rows_need_a_death_and_an_actor() -> None:
    civilians = told(targets=(someone("villagers", "people", sector="CVL"),), figures={"killed": figure(3)})
    nobody, hurt = told(actors=()), told(figures={"injured": figure(3)})
    found, dropped = foreign("ucdp", told(figures={"killed": figure(4, of="target")}), civilians, nobody, hurt, told(BARE))
    assert [(r["type_of_violence"], r["side_b"], r["deaths_b"], r["deaths_civilians"], r["deaths_unknown"]) for r in found] == [
        (1, "soldiers", 4, 0, 0), (3, "villagers", 0, 3, 0),
    ]  # fmt: skip
    for r in found:
        assert r["deaths_a"] + r["deaths_b"] + r["deaths_civilians"] + r["deaths_unknown"] == r["best"]
    assert dropped == {"no actor by whom to tell the type of violence": 1, "no death": 1, "no UCDP counterpart of CONSULT": 1}


def test_cameo_rows() -> None:
    (r, talks), _ = foreign("cameo", told(), told(BARE, start=date(2023, 1, 2)))
    assert (r["SQLDATE"], r["EventRootCode"], r["QuadClass"], r["Actor1Type1Code"], r["NumMentions"]) == (20231018, "19", 4, "REB", 2)
    assert (talks["EventRootCode"], talks["QuadClass"], talks["ActionGeo_Lat"]) == ("04", 1, None)
    assert "GoldsteinScale" not in FOREIGN["cameo"].columns


def test_every_acled_sub_event_of_the_crosswalk_has_its_event_type() -> None:
    assert {c.name for c in crosswalks().values() if c.scheme == "ACLED" and c.match != "none"} <= set(subs())


def test_a_form_there_is_not_and_parquet_without_a_folder() -> None:
    with pytest.raises(UsageError, match="there are csv, jsonl"):
        export(ALL, "xlsx", None, Sharing(**OPEN))  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="--out"):
        export(ALL, "parquet", None, Sharing(**OPEN))  # type: ignore[arg-type]


def documented(section: str) -> list[str]:
    parts = dict(zip(*[iter(re.split(r"^## (.+)$", DOCS.read_text(encoding="utf-8"), flags=re.M)[1:])] * 2, strict=True))
    return [n for cells in re.findall(r"^\|([^|]*`[^|]*)\|", parts[section], flags=re.M) for n in re.findall(r"`([^`]+)`", cells)]


def test_every_column_is_documented_in_order() -> None:
    assert documented("The columns") == [c.name for c in COLUMNS]
    for name, title in {"acled": "Like ACLED", "ucdp": "Like UCDP", "cameo": "Like GDELT"}.items():
        assert documented(title) == list(FOREIGN[name].columns)
    assert documented("The forms") == list(FORMATS)


def test_columns_hold_what_an_incident_has() -> None:
    plain = {f.name for f in msgspec.structs.fields(Incident)}
    assert {c.name for c in COLUMNS} & plain >= {"id", "type", "mode", "title", "start", "end", "clarity", "grade", "articles", "origins"}
