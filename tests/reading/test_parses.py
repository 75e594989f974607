"""Sentences that come again are parsed once, and are read as if they were new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from spacy.tokens import Doc

from selon.languages.pipelines import load_pipeline
from selon.model import Article, Reading
from selon.reading import parsing
from selon.reading.cutting import Cut, cut_text
from selon.reading.parses import Parse, Parses
from selon.reading.reader import Reader

FIRST = "Two soldiers were killed on Monday, the army said. The minister denied it. Rain fell on the hills."
SECOND = "The minister denied it. Nobody had seen the lorry, witnesses said."


def cuts(text: str, lang: str = "en") -> list[Cut]:
    return list(cut_text(text, "text", load_pipeline(lang), lang, None))


class Counting:
    """A pipeline that counts what it is given."""

    def __init__(self, lang: str = "en") -> None:
        self.nlp = load_pipeline(lang)
        self.seen: list[str] = []
        self.vocab = self.nlp.vocab

    def pipe(self, docs: Iterable[Doc], **named: Any) -> Iterator[Doc]:
        """As spaCy's, with each text noted."""
        docs = list(docs)
        self.seen += [d.text for d in docs]
        return self.nlp.pipe(docs, **named)


def plain(parse: Parse) -> tuple[Any, ...]:
    """What a parse holds, to be compared."""
    margins = parse.hesitation.margins.tobytes() if parse.hesitation is not None else None
    return parse.lemmas, parse.pos, parse.feats, parse.heads, parse.labels, parse.rels, margins


def test_a_sentence_is_parsed_once() -> None:
    nlp = Counting()
    parses = Parses(nlp)  # type: ignore[arg-type]
    parses.of([*cuts(FIRST), *cuts(FIRST)])
    parses.of(cuts(SECOND))
    assert sorted(nlp.seen) == sorted({c.shown for c in [*cuts(FIRST), *cuts(SECOND)]})


def test_what_is_remembered_is_what_was_parsed() -> None:
    fresh = [plain(p) for p in Parses(load_pipeline("en")).of(cuts(SECOND))]
    parses = Parses(load_pipeline("en"))
    parses.of(cuts(FIRST))
    assert [plain(p) for p in parses.of(cuts(SECOND))] == fresh == [plain(p) for p in parses.of(cuts(SECOND))]


def test_the_longest_unused_are_forgotten() -> None:
    nlp = Counting()
    parses = Parses(nlp, room=8)  # type: ignore[arg-type]
    kept = "Shots were heard, the mayor said."
    for number in range(40):
        parses.of(cuts(f"Lorry {number} burnt near the old bridge, the mayor said."))
        parses.of(cuts(kept))
    assert nlp.seen.count(kept) == 1  # asked for again and again
    parses.of(cuts("Lorry 0 burnt near the old bridge, the mayor said."))
    assert nlp.seen.count("Lorry 0 burnt near the old bridge, the mayor said.") == 2
    assert len(parses) < 8


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_copy_is_read_as_the_first(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = {
        "en": "Three people were killed in Gao on Monday, the police said. \u201cWe saw no soldiers,\u201d a witness said.\n\nThe army denied it.",
        "fr": "Trois personnes ont \u00e9t\u00e9 tu\u00e9es \u00e0 Gao lundi, a dit la police. L\u2019arm\u00e9e a d\u00e9menti.",
    }[lang]
    articles = [Article(id="a", text=text, lang=lang), Article(id="a", text="   " + text, lang=lang)]
    remembered = list(Reader().read_all(articles))
    alone: list[Reading] = []
    for article in articles:
        monkeypatch.setattr(parsing, "parses_of", Parses)
        alone += Reader().read_all([article])
    assert remembered == alone
