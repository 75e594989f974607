"""Names, sources and participants: YAML cases, and what must hold on any text."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selon.atlas.actors import load_actors
from selon.languages.pipelines import load_pipeline
from selon.model import Article
from selon.reading.names import Names, find_names
from selon.reading.page import Page
from selon.reading.parsing import pages
from selon.reading.people import People, find_people

TABLES = ("people.yaml", "actors.yaml")
CASES = [case for name in TABLES for case in yaml.safe_load((Path(__file__).parent / "cases" / name).read_text(encoding="utf-8"))]
TOWNS = frozenset(("Paris", "Springfield", "Boukamal"))


@cache
def read(text: str, lang: str) -> tuple[Page, Names, People]:
    page = next(pages([Article(id="x", text=text)], lang, load_pipeline(lang)))
    names = find_names(page, load_actors(), TOWNS.__contains__)
    return page, names, find_people(page, names, load_actors())


def same(found: Any, wanted: dict[str, Any]) -> None:
    assert {k: getattr(found, k) for k in wanted} == wanted


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:40])
def test_case(case: dict[str, Any]) -> None:
    text = case["text"]
    page, names, people = read(text, case["lang"])
    kinds = {n.text: n.kind for n in names.all}
    assert case.get("names", {}).items() <= kinds.items()
    assert not set(case.get("not_names", ())) & set(kinds)
    for words, wanted in case.get("sources", {}).items():
        at = text.index(words) if words[0] != "I" else text.index(words, text.index(". "))
        sentence = page.sentence_at(at)
        assert sentence is not None
        same(people.source(sentence, (at, at + len(words))), wanted)
    for word, wanted in case.get("participants", {}).items():
        at = text.index(word)
        sentence, token = page.sentence_at(at), page.token_at(at + len(word) - 1)
        assert sentence is not None and token is not None
        while at <= sentence.head(token).start < token.start:      # the head of the words, « casques bleus »
            token = sentence.head(token)
        same(people.participant(sentence, token), wanted)


WORDS = ["Le", "ministre", "John", "-", "’s", "«", "Kirby", "a", "dit", ".", "U.S.", "IS", "de", "of", "\n", "É", "👍", "\u202e", "said",
         "he", "they", "Iran", "backed", "(", ")", ",", "al", "\u0301", "Ministry", "of", "1"]


@given(st.lists(st.sampled_from(WORDS), max_size=40), st.sampled_from(["fr", "en"]))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_words(words: list[str], lang: str) -> None:
    text = " ".join(words)
    page, names, people = read(text, lang)
    last: dict[str, int] = {}
    for n in names.all:
        assert text[n.span[0]:n.span[1]] == n.text
        assert 0 <= n.confidence <= 1
        assert n.span[0] >= last.get(n.sentence.field, 0)
        last[n.sentence.field] = n.span[1]
    for s in page.sentences:
        for t in s:
            p = people.participant(s, t)
            assert text[p.span[0]:p.span[1]] == p.text and p.name
            source = people.source(s, (t.start, s[-1].end))
            assert text[source.span[0]:source.span[1]] == source.text
            people.antecedent(s, t)
            assert people.same(p, p)


def test_one_long_line_is_linear() -> None:
    page, _, _ = read("\"" * 20000 + " A-" * 2000, "en")
    assert find_people(page, find_names(page, load_actors(), TOWNS.__contains__), load_actors())
