"""Places: the cases of places.yaml, phrases and relations, and that no text breaks them."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from selon.atlas.gazetteer import Gazetteer
from selon.languages.pipelines import load_pipeline
from selon.model import Article, Place
from selon.reading.page import Page
from selon.reading.parsing import pages
from selon.reading.places import find_places, phrase

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "places.yaml").read_text(encoding="utf-8"))


def page_of(text: str, lang: str, parsed: bool = False, **more: Any) -> Page:
    return next(pages([Article(id="x", text=text, lang=lang, **more)], lang, load_pipeline(lang), lambda _, cuts: [parsed] * len(cuts)))


def places_of(text: str, lang: str, **more: Any) -> tuple[Place, ...]:
    return find_places(page_of(text, lang, **more), None, Gazetteer.open())


def fits(place: Place, want: dict[str, str]) -> bool:
    return place.text == want["words"] and all(getattr(place, k) == v for k, v in want.items() if k != "words")


@pytest.mark.parametrize("parsed", [False, True])
@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:40])
def test_case(case: dict[str, Any], parsed: bool) -> None:
    if case.get("parsed") and not parsed:
        pytest.skip("what stands before a noun is known where the sentence is parsed")
    page = page_of(case["text"], case["lang"], parsed)
    found = find_places(page, None, Gazetteer.open())
    shown = [(p.text, p.name, p.country, p.admin1, p.basis, p.role, p.relation) for p in found]
    for want in case.get("places", []):
        assert any(fits(p, want) for p in found), (want, shown)
    for words in case.get("unresolved", []):
        assert any(p.text == words and p.lat is None and p.unresolved for p in found), (words, shown)
    assert not {p.text for p in found} & set(case.get("not", [])), shown


def check(page: Page, found: tuple[Place, ...]) -> None:
    for p in found:
        assert page.words(p.span, p.field) == p.text
        assert (p.lat is None) == (p.unresolved is not None)
        assert p.confidence is not None
        assert 0.0 <= p.confidence <= 1.0
        whole = phrase(page, p, found)
        assert page.words(whole.span, whole.field) == whole.text
        assert whole.span[0] <= p.span[0]
        assert whole.span[1] >= p.span[1]


WORDS = ["Paris", "in", "près de", "à", "north of", "St.", "Ill.", "40 km", "U.S.", "al-", "rue de", "🚀", "É", "County"]
TEXTS = st.lists(st.sampled_from([*"«»\"“”'’.,;:()-\n\0 ", *WORDS]) | st.text(max_size=5))


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.sampled_from(["fr", "en"]), st.booleans())
def test_no_text_breaks_it(parts: list[str], lang: str, spaced: bool) -> None:
    page = page_of((" " if spaced else "").join(parts), lang)
    found = find_places(page, None, Gazetteer.open())
    check(page, found)
    assert found == find_places(page, None, Gazetteer.open())


@pytest.mark.parametrize(
    ("lang", "text", "words", "lat", "lon"),
    [
        ("fr", "Un tir a touché un camion à 40 km au nord d'Alep.", "40 km au nord d'Alep", 36.56, 37.16),
        ("en", "The convoy was hit 25 miles south of Mosul, Iraq.", "25 miles south of Mosul", 35.97, 43.12),
        ("fr", "Des combats ont éclaté dans le nord-est de la Syrie.", "dans le nord-est de la Syrie", 35.8, 38.9),
        ("en", "Shelling was heard in northern Syria.", "northern Syria", 36.1, 38.0),
    ],
)
def test_phrase_moves_the_place(lang: str, text: str, words: str, lat: float, lon: float) -> None:
    page = page_of(text, lang)
    found = find_places(page, None, Gazetteer.open())
    whole = phrase(page, found[0], found)
    assert whole.text == words
    assert whole.lat == pytest.approx(lat, abs=0.15)
    assert whole.lon == pytest.approx(lon, abs=0.15)


def test_between_lies_half_way() -> None:
    page = page_of("Fighting went on between Homs and Hama, Syria.", "en")
    found = find_places(page, None, Gazetteer.open())
    whole = phrase(page, found[0], found)
    assert whole.text == "between Homs and Hama"
    assert whole.lat == pytest.approx((found[0].lat + found[1].lat) / 2, abs=0.01)


def test_home_of_the_outlet() -> None:
    text = "Athens police arrested a man on Monday, officers said."
    abroad, at_home = places_of(text, "en")[0], places_of(text, "en", url="http://www.athensreview.com/local/story.html")[0]
    assert abroad.country == "GR"
    assert at_home.country == "US"


def test_title_is_read() -> None:
    found = places_of("Nothing here.", "en", title="Blast in Kabul")
    assert [(p.text, p.field) for p in found] == [("Kabul", "title")]


def test_long_text_in_linear_time() -> None:
    found = places_of("Fire in Kabul near Herat. " * 2000, "en")
    assert len(found) == 4000


@pytest.mark.parametrize(
    ("url", "title", "text", "words", "admin1"),
    [
        ("http://www.wtoc.com/story/1", None, "A house burned down in Lexington on Monday.", "Lexington", "Kentucky"),
        ("http://www.wistv.com/story/1", None, "A house burned down in Lexington on Monday.", "Lexington", "South Carolina"),
        (None, "House burns down in Lexington - WXYZ News 5 - Columbia, SC", "Nobody was hurt in Lexington.", "Lexington", "South Carolina"),
        (None, None, "LEXINGTON (WLTX) - A house burned down in Lexington on Monday.", "Lexington", "South Carolina"),
    ],
)
def test_a_local_outlet_tells_of_local_places(url: str | None, title: str | None, text: str, words: str, admin1: str) -> None:
    found = find_places(page_of(text, "en", url=url, title=title), None, Gazetteer.open())
    assert {p.admin1 for p in found if p.text == words and p.field is None} == {admin1}


@pytest.mark.parametrize(
    ("lang", "title", "words"),
    [
        ("en", "Two hurt in crash - KQQQ News 3 - Dayton, Ohio", "Dayton"),
        ("en", "Two hurt in crash | Dayton Herald", "Dayton"),
        ("fr", "Deux blessés dans un accident - France Info - Lille", "Lille"),
    ],
)
def test_the_outlets_own_words_are_no_site(lang: str, title: str, words: str) -> None:
    found = find_places(page_of("x", lang, title=title), None, Gazetteer.open())
    assert all(p.role != "site" for p in found if p.text == words)


def test_a_headline_after_a_dash_is_no_masthead() -> None:
    found = find_places(page_of("x", "en", title="Storm warning - two missing in Dayton, Ohio"), None, Gazetteer.open())
    assert [p.role for p in found if p.text == "Dayton"] == ["site"]
