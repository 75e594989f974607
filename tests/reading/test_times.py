"""Time expressions: the table of tricky cases, and what must hold for any text and any day of publication."""

from __future__ import annotations

import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from plain_pages import plain_page

from selon.model import Interval
from selon.reading.calendar.days import easter
from selon.reading.times import find_times, publication

CASES = Path(__file__).parent / "cases"
TABLE = [(lang, c) for lang in ("en", "fr") for c in yaml.safe_load((CASES / f"times_{lang}.yaml").read_text(encoding="utf-8"))]
DEICTIC = {
    "en": "They came two years ago, on Monday, yesterday, last week, on Oct. 7, in May, since March 3, over the past ten days, "
          "last spring.",
    "fr": "Ils sont venus lundi, hier, la semaine dernière, le 7 octobre, en mai, depuis le 3 mars, il y a deux ans, "
          "ces dix derniers jours, l'été dernier."}
DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(("lang", "case"), TABLE, ids=[c["text"][:60] for _, c in TABLE])
def test_case(lang: str, case: dict[str, Any]) -> None:
    """Every expression, its words and its days."""
    page = plain_page(case["text"], lang)
    found = [(t.text, t.start, t.end) if t.start else (t.text, t.kind) for t in find_times(page, publication(page))]
    assert found == [(f["words"], f["start"], f["end"]) if "start" in f else (f["words"], f["kind"]) for f in case["found"]]


@pytest.mark.parametrize("lang", ["en", "fr"])
@given(text=st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text(lang: str, text: str) -> None:
    """Nothing raises, spans hold their words, intervals have a direction, null has a reason."""
    page = plain_page(text, lang)
    for t in find_times(page, publication(page)):
        assert t.text == text[t.span[0]:t.span[1]]
        assert (t.start is None) == (t.end is None) == (t.unresolved is not None)
        assert t.start is None or t.end is None or t.start <= t.end


PIECES = {
    "en": ["31", "February", "May", "2023", "the", "of", "Monday", "last", "since", "between", "and", "99", "0", "to", "9999", "week",
           "years", "ago", "in", "/", "-", ":", "first", "half", "Easter", "1000", ",", "next", "300", "century", "th",
           "the past", "early"],
    "fr": ["31", "février", "mai", "2023", "le", "de", "lundi", "dernier", "depuis", "entre", "et", "99", "0", "à", "9999", "semaine",
           "ans", "il y a", "en", "/", "-", ":", "premier", "moitié", "Pâques", "1000", ",", "prochain", "300", "siècle", "XIXe", "dans",
           "début"]}


@pytest.mark.parametrize("lang", ["en", "fr"])
@given(data=st.data(), published=DAYS)
@settings(max_examples=150, deadline=None)
def test_any_dates(lang: str, data: st.DataObject, published: date) -> None:
    """Nor does any row of the calendar's own words, however impossible."""
    text = " ".join(data.draw(st.lists(st.sampled_from(PIECES[lang]), max_size=14)))
    page = plain_page(text, lang)
    for t in find_times(page, Interval(start=published, end=published)):
        assert t.start is None or t.end is None or t.start <= t.end


@pytest.mark.parametrize("lang", ["en", "fr"])
@given(day=DAYS, later=st.integers(0, 800))
@settings(max_examples=80, deadline=None)
def test_monotone(lang: str, day: date, later: int) -> None:
    """A later publication never gives an earlier day; an interval of days of publication holds what each of its days gives."""
    page, after = plain_page(DEICTIC[lang], lang), day + timedelta(days=later)
    first = find_times(page, Interval(start=day, end=day))
    last = find_times(page, Interval(start=after, end=after))
    both = find_times(page, Interval(start=day, end=after))
    assert len(first) == len(last) == len(both) == 9
    for a, b, c in zip(first, last, both, strict=True):
        assert a.start and a.end and b.start and b.end
        assert a.start <= b.start
        assert a.end <= b.end
        assert (c.start, c.end) == (a.start, b.end)


@pytest.mark.parametrize(("year", "month", "number"), [(1818, 3, 22), (1961, 4, 2), (2000, 4, 23), (2023, 4, 9), (2038, 4, 25)])
def test_easter(year: int, month: int, number: int) -> None:
    """Easter Sundays of the almanacs, the earliest and latest there can be among them."""
    assert easter(year) == date(year, month, number)


def test_without_publication() -> None:
    """Dates that need one stay, with the reason; the others are read."""
    page = plain_page("He came on Monday. He left on May 3, 2021.", "en", None)
    first, second = find_times(page, publication(page))
    assert first.start is None
    assert first.unresolved == "no publication date to count from"
    assert second.start == date(2021, 5, 3)


@pytest.mark.parametrize(("lang", "text", "given_day", "start", "end"), [
    ("en", "BEIRUT, Oct. 27, 2023 (AP) - The army said so.", None, "2023-10-27", "2023-10-27"),
    ("en", "The army struck a base in the east on Oct. 27, 2023, it said in a long statement, and many were hurt there.", None, None, None),
    ("fr", "Publié le 27 octobre 2023 à 10h\nLe ministre a parlé.", None, "2023-10-27", "2023-10-27"),
    ("fr", "date 2023-10 Les troupes sont parties depuis le 17 octobre.", None, "2023-10-17", "2023-10-31"),
    ("fr", "La base a été attaquée jeudi 26 octobre. Le vote aura lieu le 29 octobre.", "2023-10", "2023-10-26", "2023-10-29"),
    ("en", "The base was attacked on Oct. 17.", "2023-10-20", "2023-10-20", "2023-10-20"),
])
def test_publication(lang: str, text: str, given_day: str | None, start: str | None, end: str | None) -> None:
    """Read at the head, narrowed by the text, never widened or moved."""
    found = publication(plain_page(text, lang, given_day))
    assert (found and str(found.start), found and str(found.end)) == (start, end)


def test_title_first() -> None:
    """The title's expressions come first and say so."""
    page = plain_page("It began on Tuesday.", "en", title="Raid on Monday")
    assert [(t.text, t.field) for t in find_times(page, publication(page))] == [("Monday", "title"), ("Tuesday", None)]


def test_linear() -> None:
    """A long line full of numbers takes time in proportion: a minute at most for a megabyte of nothing else."""
    page = plain_page("on 1 2 3 May 31 to 4 and since the last two weeks of 2023 - " * 1000, "en")
    begun = time.process_time()
    find_times(page, publication(page))
    assert time.process_time() - begun < 6
