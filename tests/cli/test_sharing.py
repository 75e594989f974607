"""`selon export`, `brief` and `watch` as a person uses them, on a small ledger."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

TEXTS = [
    ("Drone attack on base injures four soldiers", "BAGDAD, Nov. 3 — Four soldiers were injured on Thursday when a drone hit a base near Erbil, the defence ministry said.", "2023-11-03"),
    ("Five soldiers hurt near Erbil", "BAGDAD, Nov. 5 — Five soldiers were injured on Thursday when a drone hit a base near Erbil, the defence ministry said on Sunday.", "2023-11-05"),
]


def selon(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "selon", *args], capture_output=True, text=True, check=False, timeout=180)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("sharing")
    lines = [json.dumps({"title": t, "text": x, "published": d, "url": f"https://example.org/{d}", "outlet": "The Courier", "lang": "en"}) for t, x, d in TEXTS]
    (folder / "a.jsonl").write_text("\n".join(lines))
    done = selon("ingest", str(folder / "a.jsonl"), "--ledger", str(folder / "l.selon"))
    assert done.returncode == 0, done.stderr
    return str(folder / "l.selon")


def test_export_to_standard_output_and_to_files(ledger: str, tmp_path: Path) -> None:
    done = selon("export", "--ledger", ledger, "--type", "assault")
    assert done.returncode == 0, done.stderr
    header, *rows = done.stdout.splitlines()
    assert header.startswith("id,type,mode,title")
    assert rows
    assert all(",ASSAULT," in r and "https://example.org/2023-11-0" in r for r in rows)
    assert f"{len(rows)} incidents written" in done.stderr
    again = selon("export", "--ledger", ledger, "--format", "acled", "--out", str(tmp_path / "a.csv"))
    assert "no ACLED" in again.stderr or "incidents written" in again.stderr
    assert (tmp_path / "a.csv").read_text().startswith("event_date,")


def test_wrong_usage_is_named(ledger: str, tmp_path: Path) -> None:
    for args, words in (
        (("export", "--format", "xls"), "there are csv"),
        (("export", "--format", "parquet"), "--out"),
        (("export", "--sensitivity", str(tmp_path / "none.toml")), "none.toml"),
        (("watch", str(tmp_path / "none.toml")), "none.toml"),
    ):
        done = selon(*args, "--ledger", ledger)
        assert (done.returncode, words in done.stderr) == (2, True), done.stderr


def test_brief(ledger: str, tmp_path: Path) -> None:
    done = selon("brief", "--ledger", ledger, "--since", "2023-11-04")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("# Since 4 Nov 2023")
    page = selon("brief", "--ledger", ledger, "--since", "2023-11-01", "--out", str(tmp_path / "b.html"))
    assert page.returncode == 0, page.stderr
    assert "Erbil" in (tmp_path / "b.html").read_text(encoding="utf-8")


def test_watch_once(tmp_path: Path) -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "articles"))
    from loopback import Loopback, answer  # noqa: PLC0415
    from samples import page, rss, rss_item  # noqa: PLC0415

    told = "A drone attack killed three soldiers at a base near Erbil on Monday, the ministry said. The dead were taken to the city. " * 3
    paths: dict[str, bytes] = {"/1": answer(body=page(told).encode(), Content_Type="text/html"), "/rss": answer(body=rss(rss_item("/1")))}
    with Loopback(paths) as server:  # type: ignore[arg-type]
        atom = tmp_path / "alerts.atom"
        (tmp_path / "feeds.toml").write_text(
            f'contact = "a@example.org"\ndelay = 0.0\nfeed = [{{ url = "{server.url}/rss" }}]\n'
            f'channel = [{{ name = "file", kind = "atom", file = "{atom}" }}]\nalert = [{{ name = "all", to = ["file"] }}]\n'
        )
        args = ("watch", str(tmp_path / "feeds.toml"), "--once", "--ledger", str(tmp_path / "l.selon"), "--keep", str(tmp_path / "kept"))
        refused = selon(*args)
        assert (refused.returncode, "not public" in refused.stderr) == (1, True)
        (tmp_path / "l.selon.watch").unlink()
        first = selon(*args, "--allow-private")
        assert first.returncode == 0, first.stderr
        assert "1 polled, 1 new or changed, 1 ingested" in first.stderr
        asked = list(server.asked)
        second = selon(*args, "--allow-private")
    assert (second.returncode, server.asked) == (0, asked)
    assert atom.read_text().count("<entry>") >= 1
    assert list((tmp_path / "kept").iterdir())


def test_ingest_closes_with_the_reasons(tmp_path: Path) -> None:
    german = "Bei einem Angriff auf einen Stützpunkt sind am Montag nach Angaben des Ministeriums drei Soldaten verletzt worden. " * 3
    (tmp_path / "in").mkdir()
    for n in range(3):
        (tmp_path / "in" / f"{n}.txt").write_text(german)
    (tmp_path / "in" / "x.docx").write_bytes(b"PK")
    done = selon("ingest", str(tmp_path / "in"), "--ledger", str(tmp_path / "l.selon"))
    assert done.returncode == 1
    assert done.stderr.splitlines()[-2:] == ["  3 × language 'de' is not supported", "  1 × is of no known kind"]
