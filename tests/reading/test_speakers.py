"""Who speaks and through whom, in whole readings; phrases with both halves of their brackets and quotation marks."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from selon.model import Article
from selon.reading.edges import whole
from selon.reading.reader import Reader

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "speakers.yaml").read_text(encoding="utf-8"))


@cache
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:40])
def test_speakers(case: dict[str, Any]) -> None:
    claims = reader().read(Article(id="x", title=case.get("title"), text=case["text"], lang=case["lang"])).claims
    found = {c.source.name: [v.name for v in c.via] for c in claims if c.source is not None}
    assert not (case.get("silent") and claims), found
    if "speakers" in case:
        assert found == case["speakers"]
    assert all(any(c.source is not None and c.source.text == w for c in claims) for w in case.get("words", ())), found


@pytest.mark.parametrize(
    ("text", "phrase", "head", "wanted"),
    [
        ("The Board (HSB) said", "The Board (HSB", "Board", "The Board (HSB)"),
        ("la « Brigade » a dit", "la « Brigade", "Brigade", "la « Brigade »"),
        ("the mayor (a lawyer from the north) said", "the mayor (a lawyer", "mayor", "the mayor"),
        ("Daily News) Officers said", "Daily News) Officers", "Officers", "Officers"),
        ('the "old guard" said', 'the "old guard', "guard", 'the "old guard"'),
    ],
)
def test_both_halves(text: str, phrase: str, head: str, wanted: str) -> None:
    a = text.index(phrase)
    start, end = whole(text, (a, a + len(phrase)), text.index(head))
    assert text[start:end] == wanted


@given(st.text(alphabet="ab ()«»“”\"", max_size=30), st.data())
def test_the_head_stays(text: str, data: st.DataObject) -> None:
    letters = [i for i, c in enumerate(text) if c.isalpha()]
    if not letters:
        return
    keep = data.draw(st.sampled_from(letters))
    a, b = data.draw(st.integers(0, keep)), data.draw(st.integers(keep + 1, len(text)))
    start, end = whole(text, (a, b), keep)
    assert 0 <= start <= keep < end <= len(text)
