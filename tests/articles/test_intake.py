"""What comes in, and what is refused with one clear line while the others go on."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from selon.articles.dates import published_interval
from selon.articles.intake import Intake, take
from selon.errors import InputError, UsageError
from selon.model import Article

HOW = Intake(supported=("en", "fr"))
FRENCH = "Le ministère a annoncé lundi que trois personnes avaient été blessées dans l’explosion d’un dépôt près de la gare."
ENGLISH = "The ministry said on Monday that three people had been injured when a depot exploded near the railway station."


def one(path: Path, how: Intake = HOW) -> Article | InputError:
    found = list(take(str(path), how))
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings_are_told(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(FRENCH.encode(encoding))
    article = one(tmp_path / "a.txt")
    assert isinstance(article, Article)
    assert (article.text, article.lang) == (FRENCH, "fr")


def test_language_is_found_and_can_be_given(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ENGLISH)
    assert getattr(one(tmp_path / "a.txt"), "lang", None) == "en"
    assert getattr(one(tmp_path / "a.txt", Intake(supported=("en", "fr"), lang="fr")), "lang", None) == "fr"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \n\t\n", "is empty"),
        ("binary.bin", bytes(range(256)) * 40, "binary"),
        (
            "german.txt",
            (
                "Bei einem Angriff auf einen Stützpunkt sind am Montag nach Angaben des Ministeriums drei Soldaten verletzt worden. " * 3
            ).encode(),
            "'de' is not supported",
        ),
        ("bad.jsonl", b'{"text": "x"', "line 1"),
        ("list.jsonl", b"[1, 2]\n", "line 1"),
        ("none.jsonl", b'{"title": "only a title"}\n', "has no text"),
        ("date.jsonl", json.dumps({"text": ENGLISH, "published": "32 May"}).encode(), "not a date"),
        ("lang.jsonl", json.dumps({"text": ENGLISH, "lang": "xx"}).encode(), "'xx' is not supported"),
        ("page.html", b"<!doctype html><html><head><title>x</title></head><body></body></html>", "no article text"),
        ("torn.jsonl.gz", gzip.compress(json.dumps({"text": ENGLISH}).encode() * 50, mtime=0)[:60], "cannot be unpacked"),
    ],
)
def test_bad_input_is_named(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(data)
    fault = one(tmp_path / name)
    assert isinstance(fault, InputError)
    assert name in str(fault)
    assert words in str(fault)
    assert "\n" not in str(fault)


def test_missing_and_folder(tmp_path: Path) -> None:
    assert "no such file" in str(one(tmp_path / "nowhere.txt"))
    assert "is a folder" in str(one(tmp_path))


def test_too_large_is_refused_and_the_limit_can_be_moved(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ENGLISH * 10)
    assert "more than 100" in str(one(tmp_path / "a.txt", Intake(supported=("en",), most_text=100)))
    assert isinstance(one(tmp_path / "a.txt"), Article)


def test_a_bad_line_does_not_stop_the_others(tmp_path: Path) -> None:
    lines = [json.dumps({"id": 7, "text": ENGLISH, "other": [1]}), "{", json.dumps({"text": FRENCH, "published": "2023-10"})]
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress("\n".join(lines).encode()))
    first, fault, last = take(str(tmp_path / "a.jsonl.gz"), HOW)
    assert isinstance(first, Article)
    assert first.id == "7"
    assert isinstance(fault, InputError)
    assert "line 2" in str(fault)
    assert isinstance(last, Article)
    assert last.published == published_interval("2023-10-01/2023-10-31")


def test_id_is_of_the_address_or_of_title_and_text(tmp_path: Path) -> None:
    rows = [
        {"text": ENGLISH, "url": "https://example.org/a"},
        {"text": FRENCH, "url": "https://example.org/a"},
        {"text": ENGLISH},
        {"text": ENGLISH, "title": "T"},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    ids = [a.id for a in take(str(tmp_path / "a.jsonl"), HOW) if isinstance(a, Article)]
    assert ids[0] == ids[1]
    assert len(set(ids)) == 3
    assert all(len(i) == 16 for i in ids)


def test_a_page_gives_title_and_body(tmp_path: Path) -> None:
    html = f"<!doctype html><html lang=en><head><title>Depot explodes</title><meta property='article:published_time' content='2024-05-07T10:00:00Z'></head><body><nav>Home News Sport</nav><article><h1>Depot explodes</h1><p>{ENGLISH}</p><p>{ENGLISH}</p></article></body></html>"
    (tmp_path / "a.html").write_text(html)
    article = one(tmp_path / "a.html")
    assert isinstance(article, Article)
    assert article.title == "Depot explodes"
    assert article.published == published_interval("2024-05-07")
    assert "Home News" not in article.text


@pytest.mark.parametrize(
    ("given", "start", "end"),
    [
        ("2023-10-27", "2023-10-27", "2023-10-27"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("2023-10-01/2023-11", "2023-10-01", "2023-11-30"),
        ("2023-10-27T23:10:00+02:00", "2023-10-27", "2023-10-27"),
    ],
)
def test_publication_dates(given: str, start: str, end: str) -> None:
    interval = published_interval(given)
    assert (interval.start.isoformat(), interval.end.isoformat()) == (start, end)


@pytest.mark.parametrize("given", ["", "yesterday", "2023-13", "2023-02-30", "2023-10-27/2023-10-01", "27/10/2023", "a/b/c"])
def test_bad_publication_dates(given: str) -> None:
    with pytest.raises(UsageError, match="is not a date"):
        published_interval(given)
