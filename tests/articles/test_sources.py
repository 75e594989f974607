"""Every form in which news comes: what is taken from it, and what is refused."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pytest
from loopback import Loopback, answer
from samples import FRENCH, TEXT, atom, json_feed, mail, page, rss, rss_item, table, warc

from selon.articles.boilerplate import trimmed
from selon.articles.decoding import decode_page
from selon.articles.intake import Intake, take
from selon.articles.keeping import Keeper
from selon.articles.links import is_address
from selon.articles.metadata import canonical, credited
from selon.articles.network import Fetcher, Limits
from selon.articles.polite import Polite, retry_after
from selon.errors import InputError
from selon.model import Article

HOW = Intake(supported=("en", "fr"))
FULL = f"<p>{TEXT}</p><p>{TEXT}</p>"


def web(**more: object) -> Polite:
    return Polite(Fetcher(Limits(private=True, seconds=5)), delay=0.0, **more)  # type: ignore[arg-type]


def taken(path: Path, how: Intake = HOW) -> tuple[list[Article], list[str]]:
    found = list(take(str(path), how))
    return [a for a in found if isinstance(a, Article)], [str(f) for f in found if isinstance(f, InputError)]


def test_a_table_is_read_whatever_parts_its_cells(tmp_path: Path) -> None:
    for delimiter in ",;\t|":
        (tmp_path / "a.csv").write_bytes(table(delimiter))
        articles, faults = taken(tmp_path / "a.csv")
        assert [a.title for a in articles] == ["Depot", None]
        assert articles[1].text == f"{TEXT}\n{TEXT}"
        assert str(articles[0].published) == str(articles[0].published)
        assert len(faults) == 1
        assert "line 5" in faults[0]
        assert "more cells" in faults[0]


def test_a_table_without_text_says_which_columns_there_could_be(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("title,body\na,b\n")
    assert "no column `text` or `html`" in taken(tmp_path / "a.csv")[1][0]


@pytest.mark.parametrize(("name", "data"), [("a.xml", rss(rss_item("https://example.org/1", body=FULL))), ("a.json", json_feed())])
def test_a_feed_that_carries_its_articles_is_read_offline(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    (article,), faults = taken(tmp_path / name)
    assert (article.title, article.url, article.outlet) == ("Depot explodes", "https://example.org/1", "The Courier")
    assert article.published is not None
    assert article.published.start.isoformat() == "2024-05-07"
    assert TEXT in article.text
    assert faults == []


def test_a_saved_feed_of_summaries_fetches_nothing(tmp_path: Path) -> None:
    with Loopback({}) as server:
        (tmp_path / "a.rss").write_bytes(rss(rss_item(f"{server.url}/1", body="Short.")))
        articles, faults = taken(tmp_path / "a.rss", Intake(supported=("en",), web=web()))
    assert articles == []
    assert "summary only" in faults[0]
    assert server.asked == []


@pytest.mark.parametrize(
    ("kind", "body"), [("text/plain; charset=utf-8", TEXT.encode()), ("text/html", page().encode()), ("text/plain; charset=x-none", TEXT.encode())]
)
def test_mail(tmp_path: Path, kind: str, body: bytes) -> None:
    (tmp_path / "a.eml").write_bytes(mail(body, kind))
    (article,), _ = taken(tmp_path / "a.eml")
    assert (article.title, article.outlet) == ("Dépôt explodes", "The Courier")
    assert article.published is not None
    assert article.published.start.isoformat() == "2024-05-07"
    assert TEXT in article.text


@pytest.mark.parametrize("suffix", ["", ".gz"])
def test_an_archive_gives_its_pages_and_counts_the_rest(tmp_path: Path, suffix: str) -> None:
    data = warc(("https://example.org/1", page().encode()), ("https://example.org/2", page(FRENCH).encode("utf-8")))
    data += warc(("https://example.org/3", b"GIF89a"), kind="image/gif") + warc(("https://example.org/4", b"gone"), status="404 Not Found")
    path = tmp_path / f"a.warc{suffix}"
    path.write_bytes(gzip.compress(data) if suffix else data)
    articles, faults = taken(path)
    assert [(a.url, a.lang) for a in articles] == [("https://example.org/1", "en"), ("https://example.org/2", "fr")]
    assert len(faults) == 1
    assert "1 image/gif, 1 status 404" in faults[0]


def test_a_folder_is_read_in_order_and_each_file_fails_alone(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "b").mkdir(parents=True)
    (home / "b" / "1.txt").write_text(TEXT)
    (home / "a.jsonl").write_text(json.dumps({"text": FRENCH}) + "\n{\n")
    (home / "z.docx").write_bytes(b"PK")
    (home / ".hidden.txt").write_text(TEXT)
    (tmp_path / "secret.txt").write_text(TEXT)
    (home / "link.txt").symlink_to(tmp_path / "secret.txt")
    articles, faults = taken(home)
    assert [a.lang for a in articles] == ["fr", "en"]
    assert [f.split(": ")[1].split(" (")[0] for f in faults] == ["is not a JSON object of an article", "is a link out of the folder", "is of no known kind"]


@pytest.mark.parametrize(("source", "yes"), [("http://a.org", True), ("javascript:alert(1)", True), ("c:\\a.txt", False), ("a.txt", False), ("./a:b", False)])
def test_addresses_are_told_from_paths(source: str, yes: bool) -> None:
    assert is_address(source) == yes


def test_a_page_by_its_address_is_kept_with_hash_time_and_headers(tmp_path: Path) -> None:
    body = page(head="<link rel=canonical href='/story?id=7'>").encode()
    with Loopback({"/s?utm=1": answer(body=body, Content_Type="text/html", X_Made="yes")}) as server:
        how = Intake(supported=("en",), web=web(keeper=Keeper(tmp_path)))
        (article,) = take(f"{server.url}/s?utm=1", how)
    assert isinstance(article, Article)
    assert article.url == f"{server.url}/story?id=7"
    (kept,) = tmp_path.iterdir()
    record = gzip.decompress(kept.read_bytes()).decode()
    for words in (f"sha256:{hashlib.sha256(body).hexdigest()}", f"WARC-Target-URI: {server.url}/s?utm=1", "x-made: yes", "WARC-Date: 2"):
        assert words in record
    again, _ = taken(kept)
    assert again == [article]


def test_a_feed_by_its_address_fetches_the_pages_it_links() -> None:
    paths: dict[str, bytes] = {"/1": answer(body=page().encode(), Content_Type="text/html"), "/3": answer("500 Oops")}
    with Loopback(paths) as server:  # type: ignore[arg-type]
        paths["/rss"] = answer(body=rss(rss_item("/1") + rss_item("/3") + rss_item("javascript:alert(1)") + rss_item("/closed/4")))
        paths["/atom"] = answer(body=atom("/1"), Content_Type="application/atom+xml")
        paths["/robots.txt"] = answer(body=b"User-agent: *\nDisallow: /closed/\n")
        found = list(take(f"{server.url}/rss", Intake(supported=("en",), web=web())))
        (second,) = take(f"{server.url}/atom", Intake(supported=("en",), web=web()))
    assert isinstance(found[0], Article)
    assert (found[0].outlet, found[0].url) == ("The Courier", f"{server.url}/1")
    assert [w in str(f) for f, w in zip(found[1:], ("answers 500", "without text or address", "closed to robots"), strict=True)] == [True] * 3
    assert isinstance(second, Article)
    assert second.published is not None
    assert second.published.start.isoformat() == "2024-05-07"
    assert "/closed/4" not in server.asked


def test_a_host_is_asked_once_in_a_while_and_left_alone_when_busy() -> None:
    now, slept = [1000.0], list[float]()

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    paths: dict[str, bytes] = {"/robots.txt": answer(body=b"User-agent: *\nCrawl-delay: 7\n"), "/a": answer(body=b"x"), "/b": answer("429 Slow", Retry_After="90")}
    with Loopback(paths) as server:  # type: ignore[arg-type]
        polite = Polite(Fetcher(Limits(private=True)), delay=2.0, clock=lambda: now[0], sleep=sleep)
        polite.get(f"{server.url}/a")
        polite.get(f"{server.url}/a")
        for _ in range(2):
            with pytest.raises(InputError, match="left alone for 90 seconds"):
                polite.get(f"{server.url}/b")
        now[0] += 91
        paths["/b"] = answer(body=b"y")
        assert polite.get(f"{server.url}/b").body == b"y"
    assert slept == [7.0, 7.0]
    assert server.asked == ["/robots.txt", "/a", "/a", "/b", "/b"]


@pytest.mark.parametrize(
    ("stated", "seconds"),
    [(None, 300), ("120", 120), ("0", 1), ("999999999", 86400), ("soon", 300), ("Thu, 01 Jan 1970 00:10:00 GMT", 540), ("Thu, 99 Jan", 300)],
)
def test_retry_after(stated: str | None, seconds: float) -> None:
    assert retry_after(stated, 60.0) == seconds


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("<link rel='canonical' href='https://www.example.org/a/b'>", "https://www.example.org/a/b"),
        ("<link href=/c rel=canonical>", "https://example.org/c"),
        ("<link rel=canonical href='https://elsewhere.org/a'>", "https://example.org/a?x=1"),
        ("<link rel=canonical href='javascript:alert(1)'>", "https://example.org/a?x=1"),
        ("<link rel=canonical href='https://example.org/'>", "https://example.org/a?x=1"),
        ("", "https://example.org/a?x=1"),
    ],
)
def test_canonical_address_stays_on_the_site(link: str, expected: str) -> None:
    assert canonical(page(head=link), "https://example.org/a?x=1") == expected


@pytest.mark.parametrize(
    ("line", "outlet", "names"),
    [
        ("Jane Doe; AP", None, {"Associated Press", "AP"}),
        ("Le Figaro et AFP", "Le Figaro", {"Agence France-Presse", "AFP"}),
        ("Le Figaro", "Le Figaro", {None}),
        ("Jane Doe", None, {None}),
        (None, None, {None}),
    ],
)
def test_a_byline_names_the_agency(line: str | None, outlet: str | None, names: set[str | None]) -> None:
    assert credited(line, outlet) in names


def test_a_line_of_rights_is_dropped_but_names_the_agency(tmp_path: Path) -> None:
    text = f"{TEXT}</p><p>© 2023 The Associated Press. All rights reserved."
    (tmp_path / "a.html").write_text(page(text), encoding="utf-8")
    (article,), _ = taken(tmp_path / "a.html")
    assert "©" not in article.text
    assert article.credit in {"Associated Press", "AP"}


def test_lines_of_the_site_are_dropped_and_paragraphs_are_not() -> None:
    kept = [TEXT, "Lire aussi que le roi a fui, " + "et encore " * 30, "Photo albums were found in the rubble."]
    dropped = ["Depot explodes", "READ MORE: Trains run again", "» Lire aussi : le dépôt", "Nous utilisons des cookies.", "Advertisement", "Il vous reste 70 % de cet article à lire."]
    assert trimmed("\n".join([dropped[0], kept[0], *dropped[1:], *kept[1:]]), "Depot explodes") == "\n".join(kept)
    assert trimmed("Advertisement", None) == "Advertisement"


def test_a_page_is_decoded_as_it_states() -> None:
    html = f"<html><head><meta charset='iso-8859-1'></head><p>{FRENCH}€".encode("cp1252")
    assert decode_page(html, None, "x").endswith(f"{FRENCH}€")
    assert decode_page(FRENCH.encode("koi8_r", "replace"), "no-such", "x")
    assert decode_page(FRENCH.encode(), "ascii", "x") == FRENCH
