"""Truecasing: offsets never move, small letters come back, names keep their capitals."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selon.languages.truecase import in_capitals, truecase


@pytest.mark.parametrize("lang", ["fr", "en"])
@settings(max_examples=200, deadline=None)
@given(text=st.one_of(st.text(), st.text().map(str.upper), st.text(alphabet="ABC ßŉİﬁǅ'’.-ÉÀ\n\u2028😀")))
def test_offsets_stay(lang: str, text: str) -> None:
    out = truecase(text, lang)
    assert len(out) == len(text)
    assert all(a == b or a.lower() == b.lower() for a, b in zip(text, out, strict=True))
    assert truecase(text, lang) == out


OTHER = [("fr", "Le ministre a parlé à l'ONU."), ("en", "The Pentagon denied it."), ("en", "CENTCOM"), ("en", "")]


@pytest.mark.parametrize(("lang", "text"), OTHER)
def test_other_text_is_untouched(lang: str, text: str) -> None:
    assert truecase(text, lang) == text


def test_agency_text_gets_its_small_letters_back() -> None:
    out = truecase("TWO SOLDIERS WERE KILLED AND FIVE WERE WOUNDED IN THE ATTACK. THE ARMY DENIED IT.", "en")
    assert out == "Two soldiers were killed and five were wounded in the attack. The army denied it."
    out = truecase("DEUX SOLDATS ONT ÉTÉ TUÉS PENDANT L'ATTAQUE. LE GOUVERNEMENT DÉMENT.", "fr")
    assert out == "Deux soldats ont été tués pendant l'attaque. Le gouvernement dément."


def test_names_keep_a_capital() -> None:
    out = truecase("REBELS OF THE FMLN (XQZT) ATTACKED ZARAGOZILLO NEAR LONDON AND PARIS ON MONDAY", "en")
    assert "Zaragozillo" in out and "London" in out and "Monday" in out and "(XQZT)" in out
    assert truecase("A BOMB WENT OFF IN THE TOWN OF APPLE", "en", lambda name: name == "Apple").endswith("of Apple")


def test_only_the_paragraph_in_capitals_changes() -> None:
    text = "THE ARMY SAID IT WAS READY\n\nNothing else was said by the ARMY."
    assert truecase(text, "en") == "The army said it was ready\n\nNothing else was said by the ARMY."
    assert in_capitals("THE ARMY SAID IT WAS READY") and not in_capitals("USA") and not in_capitals("12 345")
