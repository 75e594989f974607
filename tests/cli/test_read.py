"""The command as a person uses it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TEXT = """Drone attack on base injures four soldiers

BAGDAD, Nov. 3 — Four soldiers were injured on Thursday when a drone hit a base near Erbil, the defence ministry said.
A militia official denied that the group had carried out the attack.
"""


def selon(*args: str, stdin: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "selon", *args], input=stdin, capture_output=True, check=False, timeout=120, env={**os.environ, **env}
    )


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_jsonl_is_one_reading_a_line(article: Path) -> None:
    done = selon("read", str(article), "--published", "2023-11-03", "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    reading = json.loads(line)
    assert reading["text"] == TEXT
    assert reading["lang"] == "en"
    assert reading["published"] == {"start": "2023-11-03", "end": "2023-11-03"}
    for key in ("id", "claims", "lead", "events", "tallies", "quantities", "places", "times", "disputes"):
        assert key in reading


def test_page_fits_eighty_columns_and_has_no_colour_when_piped(article: Path) -> None:
    done = selon("read", str(article), "--published", "2023-11-03", COLUMNS="80")
    shown = done.stdout.decode()
    assert done.returncode == 0, done.stderr
    assert "\x1b" not in shown
    assert max(map(len, shown.splitlines())) <= 80
    assert "WHO SAYS WHAT" in shown
    assert "defence ministry" in shown


def test_same_input_same_bytes(article: Path) -> None:
    first, second = (
        selon("read", str(article), "--published", "2023-11", "--format", "jsonl", PYTHONHASHSEED=seed).stdout for seed in ("1", "2")
    )
    assert first == second


def test_faults_are_one_line_each_and_the_others_go_on(article: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    done = selon("read", str(tmp_path / "nowhere.txt"), str(empty), str(article), "--format", "jsonl")
    assert done.returncode == 1
    faults = done.stderr.decode().splitlines()
    assert len(faults) == 2
    assert "nowhere.txt: no such file" in faults[0]
    assert "empty.txt: is empty" in faults[1]
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.parametrize("args", [("--published", "soon"), ("--pipeline", "fr"), ("--format", "xml"), ("--no-such-option",)])
def test_wrong_usage_is_exit_two(article: Path, args: tuple[str, ...]) -> None:
    assert selon("read", str(article), *args).returncode == 2


def test_an_unknown_language_lists_those_there_are(article: Path) -> None:
    done = selon("read", str(article), "--lang", "de")
    assert done.returncode != 0
    assert b"en, fr" in done.stderr


def test_a_missing_pipeline_is_named(article: Path) -> None:
    done = selon("read", str(article), "--pipeline", "en=no_such_pipeline")
    assert done.returncode == 1
    assert b"no_such_pipeline" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_standard_input_takes_text_and_jsonl() -> None:
    assert json.loads(selon("read", "-", "--format", "jsonl", stdin=TEXT.encode()).stdout)["text"] == TEXT
    lines = b"\n".join(json.dumps({"id": str(i), "text": TEXT}).encode() for i in range(2))
    assert [json.loads(r)["id"] for r in selon("read", "-", "--format", "jsonl", stdin=lines).stdout.splitlines()] == ["0", "1"]


def test_a_title_cannot_write_to_the_terminal() -> None:
    row = json.dumps({"text": TEXT, "title": "\x1b[2J\x1b]0;owned\x07 Attack"}).encode()
    assert b"\x1b" not in selon("read", "-", stdin=row).stdout


def test_a_closed_pipe_is_no_fault(article: Path) -> None:
    done = subprocess.run(
        f"{sys.executable} -m selon read {article} --format jsonl | true", shell=True, capture_output=True, check=False, timeout=120
    )
    assert b"Traceback" not in done.stderr


def test_version_and_help() -> None:
    assert selon("--version").stdout.startswith(b"selon ")
    assert b"read" in selon("--help").stdout
