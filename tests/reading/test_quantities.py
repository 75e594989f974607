"""Counts: the table of tricky cases, and what must hold for any text."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from plain_pages import plain_page

from selon.model import Quantity
from selon.reading.numbers.numerals import number_words, numeral_at
from selon.reading.numbers.words import Words
from selon.reading.quantities import find_quantities
from selon.reading.times import find_times, publication

CASES = Path(__file__).parent / "cases"
TABLE = [(lang, c) for lang in ("en", "fr") for c in yaml.safe_load((CASES / f"quantities_{lang}.yaml").read_text(encoding="utf-8"))]


def quantities(text: str, lang: str) -> tuple[Quantity, ...]:
    """The counts of a text, not parsed."""
    page = plain_page(text, lang)
    return find_quantities(page, find_times(page, publication(page)))


@pytest.mark.parametrize(("lang", "case"), TABLE, ids=[c["text"][:60] for _, c in TABLE])
def test_case(lang: str, case: dict[str, Any]) -> None:
    """Every count, its words, bounds, what and who."""
    found = [{"words": q.text, "low": q.low, "high": q.high, "bound": q.bound, "what": q.what, "who": q.who}
             for q in quantities(case["text"], lang)]
    assert found == case["found"]


@pytest.mark.parametrize(("lang", "text", "value"), [
    ("en", "1,400", 1400), ("en", "1 400", 1400), ("en", "1 400", 1400), ("en", "1'400", 1400), ("en", "2.4m", 2400000),
    ("en", "1.5 million", 1500000), ("en", "two hundred and five", 205), ("en", "ninety-nine thousand", 99000), ("en", "2.5", None),
    ("fr", "1 400", 1400), ("fr", "1.400", 1400), ("fr", "2,4 millions", 2400000), ("fr", "quatre-vingt-dix-sept mille", 97000),
    ("fr", "soixante et onze", 71), ("fr", "mille deux cents", 1200), ("fr", "un million deux cent mille", 1200000),
    ("fr", "nonante-neuf", 99),
])
def test_numerals(lang: str, text: str, value: int | None) -> None:
    """Digits with any separator, words of both languages."""
    words = Words(text, 0)
    found = numeral_at(words, 0, number_words(lang))
    assert found is not None
    assert (found.value, found.end) == (value, len(words))


@pytest.mark.parametrize("lang", ["en", "fr"])
@given(text=st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text(lang: str, text: str) -> None:
    """Nothing raises, spans hold their words, low is not above high."""
    for q in quantities(text, lang):
        assert q.text == text[q.span[0]:q.span[1]]
        assert q.low is None or q.high is None or q.low <= q.high
        assert q.low is not None or q.high is not None


PIECES = {
    "en": ["12", "1 000", "two", "dozens", "of", "people", "killed", "were", "including", "a", "one", "no", "injuries", "or", "and",
           "less than", "more than", "to", "-", ",", "hundred", "million", "0", "others", "soldiers", "%", "between", "$"],
    "fr": ["12", "1 000", "deux", "des centaines", "de", "personnes", "tués", "ont été", "dont", "un", "une", "aucun", "blessé", "ni", "et",
           "moins de", "plus de", "à", "-", ",", "cent", "millions", "0", "autres", "soldats", "%", "entre", "dizaine"]}


@pytest.mark.parametrize("lang", ["en", "fr"])
@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_any_numbers(lang: str, data: st.DataObject) -> None:
    """Nor does any row of number words; counts do not overlap."""
    end = 0
    for q in quantities(" ".join(data.draw(st.lists(st.sampled_from(PIECES[lang]), max_size=14))), lang):
        assert q.low is None or q.high is None or q.low <= q.high
        assert q.span[0] >= end or q.low == 0
        end = max(end, q.span[1])


def test_linear() -> None:
    """A long line full of numbers takes time in proportion: a minute at most for a megabyte of nothing else."""
    page = plain_page("12 or 13 dozens of people and two hundred others were killed, including no one " * 2000, "en")
    begun = time.process_time()
    find_quantities(page, ())
    assert time.process_time() - begun < 6
