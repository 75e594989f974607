"""The commands over a ledger, as a person uses them: from articles to a list, a page, a decision, a comparison."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from selon.cli import main
from selon.ledger.store import Ledger

ARTICLES = (
    {"id": "a1", "title": "Drone hits base near Erbil", "published": "2023-11-03", "outlet": "Agence A",
     "text": "Four soldiers were injured on Thursday when a drone hit a base near Erbil, the defence ministry said."},
    {"id": "a2", "title": "Attack on Erbil base", "published": "2023-11-04", "outlet": "Daily B",
     "text": "A drone attack near Erbil on 2 November injured four soldiers, officials said. A militia official denied that it was behind the attack."},
    {"id": "a3", "title": "Frappe près de Mossoul", "published": "2023-11-04", "outlet": "Quotidien C",
     "text": "Deux civils ont été tués vendredi dans une frappe aérienne à Mossoul, selon l’armée irakienne."},
)
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ledger")
    lines = [json.dumps(a, ensure_ascii=False) for a in ARTICLES]
    (folder / "articles.jsonl").write_text("\n".join([*lines, '{"title": "no text"}']) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def selon(base: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in this process; gives its exit code and what it printed."""
    monkeypatch.setenv("SELON_LEDGER", str(base / "l.db"))
    monkeypatch.setenv("COLUMNS", "80")

    def run(*args: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["selon", *args])
        capfd.readouterr()
        with pytest.raises(SystemExit) as end:
            main()
        out, err = capfd.readouterr()
        code = end.value.code
        return code if isinstance(code, int) else 0, out, err

    return run


@pytest.fixture
def filled(base: Path, selon: Run) -> Path:
    """The ledger of the three articles, made once."""
    if not (base / "l.db").exists():
        code, _, err = selon("ingest", str(base / "articles.jsonl"))
        assert code == 1, "one of the lines has no text"
        assert "line 4: has no text" in err
        assert "4 read: 3 new, 0 revised, 0 unchanged, 1 skipped; 0 are copies" in err
    return base / "l.db"


def first(selon: Run, *wishes: str) -> str:
    _, out, _ = selon("incidents", *wishes, "--format", "jsonl")
    return str(json.loads(out.splitlines()[0])["id"])


def test_ingesting_again_changes_nothing(filled: Path, base: Path, selon: Run) -> None:
    _, before, _ = selon("incidents", "--format", "jsonl")
    code, _, err = selon("ingest", str(base / "articles.jsonl"))
    assert code == 1
    assert "0 new, 0 revised, 3 unchanged" in err
    assert selon("incidents", "--format", "jsonl")[1] == before
    assert selon("weave")[2].startswith("0 reports woven")
    assert selon("reread")[2].startswith("0 articles")


@pytest.mark.parametrize("what", ["incidents", "articles", "tallies", "disputes"])
def test_lists_are_tables_json_lines_and_csv(filled: Path, selon: Run, what: str) -> None:
    code, table, _ = selon(what)
    assert code == 0
    assert "\x1b" not in table
    assert max(map(len, table.splitlines())) <= 80
    lines = [json.loads(line) for line in selon(what, "--format", "jsonl")[1].splitlines()]
    rows = list(csv.DictReader(io.StringIO(selon(what, "--format", "csv")[1])))
    assert len(lines) == len(rows)
    assert selon(what, "--format", "csv")[1].splitlines()[0].startswith(("id,", "ref,"))
    if what in ("incidents", "articles"):
        assert lines
        assert [r["id"] for r in rows] == [x["id"] for x in lines]
        for x in lines:
            assert x["id"] in table


def test_wishes_narrow_a_list(filled: Path, selon: Run) -> None:
    def ids(*wishes: str) -> list[str]:
        return [json.loads(line)["id"] for line in selon("articles", *wishes, "--format", "jsonl")[1].splitlines()]

    assert ids() == ["a3", "a2", "a1"]
    assert ids("--text", "FRAPPE aerienne") == ["a3"]
    assert ids("--since", "2023-11-04") == ["a3", "a2"]
    assert ids("--until", "2023-11-03") == ["a1"]
    assert ids("--outlet", "Daily B") == ["a2"]
    assert ids("--lang", "fr") == ["a3"]
    assert ids("--limit", "1") == ["a3"]
    assert ids("--near", "36.34,43.13,20") == ["a3"]
    assert ids("--country", "fr") == []


def test_a_page_has_the_words_of_the_articles(filled: Path, selon: Run) -> None:
    code, page, _ = selon("show", first(selon, "--near", "36.34,43.13,20"))
    assert code == 0
    assert max(map(len, page.splitlines())) <= 80
    assert "Deux civils ont été tués" in " ".join(page.split())
    assert "killed 2" in page
    assert "a3/e" in page
    code, page, _ = selon("show", "a2")
    assert code == 0
    assert "WHO SAYS WHAT" in page
    assert json.loads(selon("show", "a2", "--format", "jsonl")[1])["article"]["id"] == "a2"
    code, _, err = selon("show", "nothing")
    assert (code, err.count("\n")) == (2, 1)


def test_decisions_releases_and_diffs(filled: Path, selon: Run) -> None:
    name = first(selon, "--near", "36.34,43.13,20")
    assert selon("release", "before")[0] == 0
    assert selon("release", "before")[0] == 2
    assert selon("release")[1].startswith("before\t")
    code, out, _ = selon("decide", "grade", name, "likely", "--by", "M. Ba", "--because", "two sources")
    assert code == 0
    decision = out.split()[1]
    assert "[likely]" in selon("incidents")[1]
    assert "[likely]" not in selon("incidents", "--as-of", "before")[1]
    (change,) = [json.loads(x) for x in selon("diff", "--since", "before", "--format", "jsonl")[1].splitlines()]
    assert (change["kind"], change["incident"], change["fields"][0]["field"]) == ("changed", name, "grade")
    assert "two sources (M. Ba" in " ".join(selon("show", name)[1].split())
    assert selon("decide", "undo", decision, "--by", "M. Ba", "--because", "one source")[0] == 0
    assert "[likely]" not in selon("incidents")[1]
    assert selon("diff", "a1")[1].strip() == "nothing"
    for wrong in (("decide", "grade", name, "sure", "--by", "x", "--because", "y"), ("decide", "grade", name, "--by", "x", "--because", "y"),
                  ("diff",), ("incidents", "--near", "here"), ("incidents", "--type", "WAR"), ("incidents", "--as-of", "never")):
        code, _, err = selon(*wrong)
        assert code == 2, wrong
        assert err.startswith("selon: ")


def test_own_events_against_the_ledger(filled: Path, base: Path, selon: Run) -> None:
    mine = base / "mine.csv"
    mine.write_text("id,date,lat,lon,killed\nx,2023-11-03,36.34,43.13,2\ny,2023-11-03,36.34,43.13,9\nz,2022-01-01,36.34,43.13,2\n", encoding="utf-8")
    code, out, _ = selon("match", str(mine), "--format", "csv")
    assert code == 0
    assert [r["verdict"] for r in csv.DictReader(io.StringIO(out))] == ["matched", "missing", "missing"]
    mine.write_text("id,date,lat,lon,killed\ny,2023-11-03,36.34,43.13,9\nw,soon,1,1,\n", encoding="utf-8")
    code, out, err = selon("match", str(mine), "--format", "csv")
    assert code == 1
    assert "row 3: date 'soon' is not a day" in err
    assert [r["verdict"] for r in csv.DictReader(io.StringIO(out))] == ["contradicted"]


def test_the_python_way(filled: Path) -> None:
    with Ledger(filled) as ledger:
        frame = ledger.incidents().to_pandas()
        assert list(frame["id"]) == [i.id for i in ledger.incidents()]
        assert list(ledger.incidents(country=("ZZ",)).to_pandas().columns) == list(frame.columns)
        other = ledger.incidents().to_polars()
        assert other.columns == list(frame.columns)
        assert other["killed.best"].max() == 2
