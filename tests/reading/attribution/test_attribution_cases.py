"""The YAML cases of attribution, run with the pipelines: what must be found, what must not."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from selon.languages.pipelines import load_pipeline
from selon.languages.syntax import Sentence
from selon.model import Article, Claim, Source, Span
from selon.reading.claims import CODES, find_claims
from selon.reading.page import Page
from selon.reading.parsing import pages

CASES = Path(__file__).parent.parent / "cases"


class Words:
    """A source as its words, as if all were organisations."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def source(self, sentence: Sentence, span: Span) -> Source:
        field = "title" if sentence.field == "title" else None
        text = self.page.words(span, field)
        return Source(span=span, text=text, name=text, kind="organisation", field=field)

    def is_place(self, sentence: Sentence, span: Span) -> bool:
        return False


def load(lang: str) -> list[Any]:
    cases = yaml.safe_load((CASES / f"attribution_{lang}.yaml").read_text(encoding="utf-8"))
    return [pytest.param(lang, c, id=f"{lang}: {c['name']}") for c in cases]


@cache
def claims_of(lang: str) -> dict[str, tuple[Claim, ...]]:
    cases = yaml.safe_load((CASES / f"attribution_{lang}.yaml").read_text(encoding="utf-8"))
    articles = [Article(id=c["name"], text=c["text"]) for c in cases]
    return {p.article.id: find_claims(p, Words(p), None) for p in pages(articles, lang, load_pipeline(lang))}


def matches(claim: Claim, text: str, want: dict[str, Any]) -> bool:
    content = " ".join(text[a:b] for a, b in claim.content)
    if want["content"] not in content or (want["source"] is None) != (claim.source is None):
        return False
    if claim.source and want["source"] not in claim.source.text:
        return False
    if want.get("chain", True) is False and claim.via:
        return False
    if "via" in want and not any(want["via"] in v.text for v in claim.via):
        return False
    if claim.by != want.get("by", claim.by):
        return False
    return claim.stance == want.get("stance", claim.stance) and claim.form == want.get("form", claim.form)


def answers(claim: Claim, claims: tuple[Claim, ...], text: str, want: dict[str, Any]) -> bool:
    """Whether a claim answers the one with the wanted words, or none where null is wanted."""
    if "answers" not in want:
        return True
    other = next((c for c in claims if c.id == claim.answers), None)
    if other is None or want["answers"] is None:
        return other is None and want["answers"] is None
    return want["answers"] in " ".join(text[a:b] for a, b in other.content)


@pytest.mark.parametrize(("lang", "case"), [*load("fr"), *load("en")])
def test_case(lang: str, case: dict[str, Any]) -> None:
    text, claims = case["text"], claims_of(lang)[case["name"]]
    shown = [(c.by, c.source and c.source.text, [text[a:b] for a, b in c.content], c.stance, c.form, c.confidence) for c in claims]
    for want in case.get("found", []):
        assert any(matches(c, text, want) and answers(c, claims, text, want) for c in claims), shown
    spoken = [c for c in claims if c.stance != "declines"]
    for words in case.get("quiet", []):
        assert not any(words in text[a:b] for c in spoken for a, b in c.content), shown
    if case.get("answerless"):
        assert all(c.answers is None for c in claims), shown
    if case.get("declined"):
        assert not spoken, shown


# French has the bare conditional of reserve, English has not; a quotation without any word that announces it is judged by its neighbours.
UNSHOWN = {"fr": {"ATTR-QUOTE"}, "en": {"ATTR-QUOTE", "ATTR-CONDITIONAL"}}
UNGUARDED = {"fr": set(), "en": {"ATTR-CONDITIONAL"}}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_rule_has_cases(lang: str) -> None:
    """Each rule makes a claim of some case, and some case says where it must not."""
    cases = yaml.safe_load((CASES / f"attribution_{lang}.yaml").read_text(encoding="utf-8"))
    made = {c.by for claims in claims_of(lang).values() for c in claims}
    assert set(CODES.values()) - made <= UNSHOWN[lang]
    assert set(CODES.values()) - {c.get("guards") for c in cases} <= UNGUARDED[lang]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_lessons_of_others(lang: str) -> None:
    """What users of similar systems miss: descriptions after a name, unnamed sources, signatures and odd marks."""
    cases = yaml.safe_load((CASES / f"attribution_{lang}.yaml").read_text(encoding="utf-8"))
    assert {7, 8, 9} <= {c.get("lesson") for c in cases}
