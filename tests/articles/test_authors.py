"""Who wrote an article: by-lines of pages, feeds, rows and lines, without agencies, outlets and addresses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from selon.articles.feeds import read_feed
from selon.articles.intake import Intake, take
from selon.articles.metadata import by_line
from selon.ledger.articles import digest
from selon.model import Article

HOW = Intake(("en", "fr"))
TEXT = "Five people were wounded on Tuesday when a drone hit a depot outside the town, the mayor said. Rescuers were still at work in the evening."


@pytest.mark.parametrize(("given", "outlet", "wanted"), [
    ("Jane Doe", None, "Jane Doe"),
    ("  Jane \t Doe ; Reuters", "The Daily", "Jane Doe"),
    ("The Daily", "The Daily", None),
    ("AFP", None, None),
    (["Jane Doe", "Karim Haddad", "Jane Doe"], None, "Jane Doe; Karim Haddad"),
    ([{"name": "Jane Doe", "url": "https://example.org"}, {"nom": "x"}], None, "Jane Doe"),
    ({"name": "Jane Doe"}, None, "Jane Doe"),
    ("jane@example.org", None, None),
    ("https://example.org/jane", None, None),
    ("\x00\ud800", None, None),
    (["", None, 7, ["Jane Doe"]], None, "Jane Doe"),
    ("", None, None), (None, None, None), (12, None, None), ({}, None, None),
])
def test_a_by_line_names_people(given: object, outlet: str | None, wanted: str | None) -> None:
    assert by_line(given, outlet) == wanted


def articles(path: Path) -> list[Article]:
    found = list(take(str(path), HOW))
    assert all(isinstance(a, Article) for a in found), found
    return [a for a in found if isinstance(a, Article)]


def test_a_page_says_who_wrote_it(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    body = "".join(f"<p>{TEXT} It was the {n}th attack of the month.</p>" for n in range(4, 8))
    page.write_text(f'<html><head><title>Depot hit</title><meta name="author" content="Jane Doe"></head><body><article><h1>Depot hit</h1>{body}</article></body></html>')
    assert [a.author for a in articles(page)] == ["Jane Doe"]


def test_lines_and_rows_give_it(tmp_path: Path) -> None:
    lines = tmp_path / "a.jsonl"
    lines.write_text("".join(json.dumps({"text": TEXT, "author": a}) + "\n" for a in ("Jane Doe", ["Jane Doe", "AP"], {"name": "Karim Haddad"}, None, 3)))
    assert [a.author for a in articles(lines)] == ["Jane Doe", "Jane Doe", "Karim Haddad", None, None]
    rows = tmp_path / "a.csv"
    rows.write_text(f'text,Author\n"{TEXT}",Jane Doe\n')
    assert [a.author for a in articles(rows)] == ["Jane Doe"]


@pytest.mark.parametrize("feed", [
    '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>D</title><item><link>https://example.org/1</link><dc:creator>Jane Doe</dc:creator></item></channel></rss>',
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>D</title><entry><id>1</id><link href="https://example.org/1"/><author><name>Jane Doe</name><email>j@example.org</email></author></entry></feed>',
    '{"version": "https://jsonfeed.org/version/1.1", "title": "D", "items": [{"id": 1, "url": "https://example.org/1", "authors": [{"name": "Jane Doe"}]}]}',
    '{"version": "https://jsonfeed.org/version/1", "title": "D", "items": [{"id": 1, "url": "https://example.org/1", "author": {"name": "Jane Doe"}}]}',
])
def test_feeds_give_it(feed: str) -> None:
    (item,) = read_feed(feed.encode(), "feed").items
    assert item.author == "Jane Doe"
    assert item.raw("D").author == "Jane Doe"


def test_a_by_line_makes_no_other_article() -> None:
    """A ledger filled before by-lines were kept knows its articles again."""
    plain = Article(id="a", text=TEXT)
    assert digest(plain) == digest(Article(id="a", text=TEXT, author="Jane Doe"))
    assert digest(plain) == "e3022d07adbe65efd03de7af7d10f4d4ae1734cb5c43058fa9681d3f73f7bd94"  # as it was before
