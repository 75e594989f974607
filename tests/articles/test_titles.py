"""Headlines out of pages: what is cut off, what goes before what, and that no page breaks it. The pages are made here."""

from __future__ import annotations

import json
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import HtmlElement, document_fromstring

from selon.articles.pages import from_html
from selon.articles.raw import RawArticle
from selon.articles.titles import headline

HEADLINE = "Flood cuts off three villages in the north"
TEXT = "<p>" + "</p><p>".join(f"The river rose again on Monday, officials of district {i} said, and the road was closed." for i in range(8)) + "</p>"


def page(
    og: str | None = None, h1: str | None = None, title: str | None = None, ld: str | None = None, site: str | None = None, raw_ld: str = ""
) -> HtmlElement:
    head = "".join(f'<meta property="{k}" content="{escape(v)}">' for k, v in (("og:title", og), ("og:site_name", site)) if v is not None)
    head += f"<title>{escape(title)}</title>" if title is not None else ""
    if ld is not None:
        raw_ld = json.dumps({"@graph": [{"@type": "WebPage", "headline": "no"}, {"@type": ["NewsArticle"], "headline": ld}]})
    head += f'<script type="application/ld+json">{raw_ld}</script>' if raw_ld else ""
    body = f"<h1>{escape(h1)}</h1>" if h1 is not None else ""
    return document_fromstring(f"<html><head>{head}</head><body>{body}{TEXT}</body></html>")


@pytest.mark.parametrize("tail", [" | The Morning Echo", " - The Morning Echo", " — Morning Echo", " * The Morning Echo * by A. Writer", " - World | Echo.example", ": The Morning Echo"])
def test_what_follows_the_heading_is_cut_off(tail: str) -> None:
    assert headline(page(og=HEADLINE + tail, h1=HEADLINE)) == HEADLINE


@pytest.mark.parametrize("front", ["World news: ", "LIVE | ", "The Morning Echo - "])
def test_what_stands_before_the_heading_is_cut_off(front: str) -> None:
    assert headline(page(og=front + HEADLINE, h1=HEADLINE)) == HEADLINE


@pytest.mark.parametrize("tail", [" | The Morning Echo", " - themorningecho.example", " – The Morning Echo", " » the morning echo", " | The Morning Echo | The Morning Echo"])
def test_the_name_of_the_site_is_cut_off_without_a_heading(tail: str) -> None:
    assert headline(page(title=HEADLINE + tail, site="The Morning Echo"), "https://www.themorningecho.example/a") == HEADLINE


@pytest.mark.parametrize("text", ["Talks in Oslo - a chance for peace?", "Ukraine: three dead in Kharkiv", "Al-Tanf | what we know", "France–Mali: the rift grows", "10:30: rain | wind"])
def test_nothing_else_is_cut_off(text: str) -> None:
    assert headline(page(og=text, h1="Ukraine", site="The Morning Echo")) == text


def test_quotes_of_another_kind_are_the_same_headline() -> None:
    assert headline(page(og="Minister: 'No talks' | Echo", h1="Minister: ‘No talks’")) == "Minister: 'No talks'"


def test_shared_title_goes_before_that_for_search_engines() -> None:
    assert headline(page(og=HEADLINE, title="Flood 2025: latest news on villages cut off", ld="Flood 2025: latest news")) == HEADLINE


def test_a_shorter_edit_is_kept_a_teaser_is_not() -> None:
    full = "Flood cuts off three villages in the north after night of heavy rain"
    said = {"h1": full, "title": full + " | Echo", "ld": full}
    assert headline(page(og=HEADLINE, **said)) == HEADLINE
    assert headline(page(og="You will not believe what the river did", **said)) == full


def test_each_place_of_a_headline_serves_alone() -> None:
    assert headline(page(ld="Floods &amp; storms")) == "Floods & storms"
    assert headline(page(h1=f"  {HEADLINE}\n ")) == HEADLINE
    assert headline(page(title=HEADLINE)) == HEADLINE
    assert headline(page()) is None
    assert headline(page(og=" ", raw_ld="{not json")) is None


def test_the_article_has_it() -> None:
    html = f"<html><head><title>{HEADLINE} | Echo</title></head><body><h1>{HEADLINE}</h1>{TEXT}</body></html>"
    assert from_html(html, "x", RawArticle()).title == HEADLINE
    assert from_html(html, "x", RawArticle(title="Given")).title == "Given"


PARTS = st.none() | st.text(max_size=20) | st.sampled_from([HEADLINE, HEADLINE + " | x", "x: " + HEADLINE, "|", " - ", "x | x", "İ’ – \u202e"])


@settings(max_examples=150, deadline=None)
@given(PARTS, PARTS, PARTS, st.sampled_from(["", "[" * 500, '{"@graph": [[[{"@type": 3, "headline": 4}]]]}', '{"headline": "a", "@type": ["NewsArticle", null]}']), PARTS)
def test_no_page_breaks_it(og: str | None, h1: str | None, title: str | None, raw_ld: str, site: str | None) -> None:
    texts = [None if t is None else "".join(c for c in t if c.isprintable()) for t in (og, h1, title, site)]
    found = headline(page(texts[0], texts[1], texts[2], raw_ld=raw_ld, site=texts[3]), "http://[x")
    assert found is None or (found and found == " ".join(found.split()))
