"""`selon atlas build` and `--atlas`, as a person uses them: a dump is compiled and read with; what is none is named and refused."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from selon.atlas.gazetteer import BUILT_IN

TEXT = "Zorbakand, Afghanistan. Two people were killed on Monday when a rocket hit a market in Zorbakand, the governor said.\n"
ROW = "{id}\t{name}\t{name}\t\t{lat}\t{lon}\t{cls}\t{code}\tAF\t\t23\t\t\t\t{people}\t\t10\tAsia/Kabul\t2020-01-01"


def selon(*args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "selon", *args]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=120, env={**os.environ, "COLUMNS": "80"})


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    rows = [
        ROW.format(id=1, name="Zorbakand", lat=31.75, lon=65.5, cls="P", code="PPL", people=800),
        ROW.format(id=2, name="Wilayat-e Kandahar", lat=31.0, lon=65.5, cls="A", code="ADM1", people=0),
    ]
    path = tmp_path / "allCountries.zip"
    with zipfile.ZipFile(path, "w") as z:
        z.writestr("allCountries.txt", "\n".join(rows))
    return path


def test_a_built_gazetteer_is_read_with(tmp_path: Path, dump: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    built = selon("atlas", "build", dump.name, "--out", "mine.bin", cwd=tmp_path)
    assert built.returncode == 0, built.stderr
    assert "mine.bin" in built.stdout
    done = selon("read", "a.txt", "--format", "jsonl", "--atlas", "mine.bin", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    place = next(p for p in json.loads(done.stdout)["places"] if p["text"] == "Zorbakand")
    assert (place["lat"], place["lon"], place["country"]) == (31.75, 65.5, "AF")


def test_what_is_no_dump_is_named(tmp_path: Path) -> None:
    (tmp_path / "none.zip").write_bytes(b"PK")
    done = selon("atlas", "build", "none.zip", cwd=tmp_path)
    assert done.returncode == 1
    assert "none.zip" in done.stderr
    assert [p.name for p in tmp_path.iterdir()] == ["none.zip"]


def test_a_corrupt_gazetteer_is_refused_before_anything_is_printed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "cut.bin").write_bytes(BUILT_IN.read_bytes()[:200_000])
    done = selon("read", "a.txt", "--atlas", "cut.bin", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "cut.bin" in done.stderr
    assert "selon atlas build" in done.stderr
