"""Quotations: marks of every kind, apostrophes, unclosed marks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selon.reading.attribution.quotes import find_quotes

PAIRS = [("“", "”"), ("«", "»"), ("« ", " »"), ('"', '"'), ("„", "“"), ("‘", "’"), ("''", "''"), ("``", "''"), ("‚", "‘"), ("„", "”")]


@pytest.mark.parametrize(("opens", "closes"), PAIRS)
def test_pairs(opens: str, closes: str) -> None:
    text = f"Il a dit {opens}la route est coupée{closes} hier."
    (q,) = find_quotes(text)
    assert text[q.start:q.end] == f"{opens}la route est coupée{closes}"
    assert q.closed


@pytest.mark.parametrize(
    "text",
    [
        "The farmers' union and the dealers' prices.",
        "L'eau n'est pas montée aujourd'hui.",
        "It wasn't Sam’s dog.",
        "In the ’90s and the ’80s.",
        "rock 'n' roll is here",
    ],
)
def test_apostrophes_are_no_marks(text: str) -> None:
    assert all(q.end - q.start < 6 for q in find_quotes(text))


def test_unclosed_mark_ends_with_its_paragraph() -> None:
    text = "“The bridge fell.\n\nHe said “it is safe” today."
    first, second = find_quotes(text)
    assert not first.closed and text[first.start:first.end] == "“The bridge fell."
    assert second.closed and text[second.start:second.end] == "“it is safe”"


def test_paragraphs_that_open_again_are_one_quotation_each() -> None:
    text = "“One.\n\n“Two.\n\n“Three,” he said."
    assert [text[q.start:q.end] for q in find_quotes(text)] == ["“One.", "“Two.", "“Three,”"]


def test_nested_single_marks_stay_inside() -> None:
    text = "“He said ‘no’ to us,” she said."
    (q,) = find_quotes(text)
    assert text[q.start:q.end] == "“He said ‘no’ to us,”"


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab .,\n\"'“”«»‘’„‚`\u00a0\x00é😀", max_size=200))
def test_any_text(text: str) -> None:
    last = 0
    for q in find_quotes(text):
        assert last <= q.start < q.end <= len(text)
        assert "\n" not in text[q.start:q.end]
        last = q.end


def test_linear_time() -> None:
    assert len(find_quotes("“a” 'b " * 150_000)) >= 100_000
