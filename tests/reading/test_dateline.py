"""Datelines are parted from the first sentence; other dashes are left alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.reading.dateline import without_dateline


@pytest.mark.parametrize(("text", "head"), [
    ("BEIRUT, Nov 3 (Agency) - Two drones hit the port.", "BEIRUT, Nov 3 (Agency)"),
    ("HOUSTON -- A man was shot.", "HOUSTON"),
    ("Niamey (Agence) – Douze soldats ont été tués.", "Niamey (Agence)"),
    ("NEW YORK — Police said so.", "NEW YORK"),
    ("Belgrade - Quatorze personnes ont été tuées.", "Belgrade"),
    ("Port-au-Prince – Des hommes armés ont tiré.", "Port-au-Prince"),
])
def test_cut(text: str, head: str) -> None:
    first, second = without_dateline(text, [(0, len(text))])
    assert text[slice(*first)] == head
    assert text[slice(*second)][0].isupper()


def test_a_dash_that_the_splitter_left_before_the_sentence() -> None:
    text = "NIAMEY, 3 mai (Agence) - Douze soldats ont été tués. - Un autre tiret."
    head, rest = text.index(" -"), text.index(". -") + 1
    spans = without_dateline(text, [(0, head), (head + 1, rest), (rest + 1, len(text))])
    assert [text[slice(*s)] for s in spans] == ["NIAMEY, 3 mai (Agence)", "Douze soldats ont été tués.", "- Un autre tiret."]


@pytest.mark.parametrize("text", ["The group - a militia - claimed the attack.", "A 12-year-old was hurt.", "THE ARMY - IN THE NORTH - WITHDREW.", "- he said", " - "])
def test_left_alone(text: str) -> None:
    assert without_dateline(text, [(0, len(text))]) == [(0, len(text))]


@given(st.text())
def test_pieces_stay_inside_and_in_order(text: str) -> None:
    spans = without_dateline(text, [(0, len(text))])
    assert all(0 <= a <= b <= len(text) for a, b in spans)
    assert all(x[1] <= y[0] for x, y in pairwise(spans))
