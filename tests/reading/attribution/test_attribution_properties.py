"""Claims never raise, their spans lie in the text and in order, and the same text gives the same claims."""

from __future__ import annotations

import math
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from selon.languages.syntax import Sentence, Token, make_token
from selon.model import Article, Claim, Source, Span
from selon.reading.attribution.columns import CLASSES, SHAPES, SORTS
from selon.reading.attribution.glance import KINDS, PLAIN, load_glance, read_weights, traits
from selon.reading.attribution.lexicon import attribution_lexicon
from selon.reading.attribution.quotes import find_quotes
from selon.reading.attribution.ranking import load_model
from selon.reading.attribution.spans import Field, common, length, merged
from selon.reading.attribution.table import cue_entries
from selon.reading.claims import find_claims
from selon.reading.page import Page

WORDS = [
    "said",
    "“",
    "”",
    '"',
    "Mr",
    "Khan",
    ",",
    ".",
    ":",
    "—",
    "that",
    "according",
    "to",
    "the",
    "army",
    "claims",
    "he",
    "'",
    "denied",
    "attack",
    "?",
    "«",
    "»",
    "😀",
    "\x00",
    "report",
    "told",
    "not",
]
POS = ["VERB", "NOUN", "PROPN", "PRON", "PUNCT", "ADP", "AUX", "ADJ", "ADV", ""]
DEPS = [
    "nsubj",
    "obj",
    "ccomp",
    "xcomp",
    "obl",
    "punct",
    "aux:pass",
    "nsubj:pass",
    "acl:relcl",
    "conj",
    "case",
    "mark",
    "parataxis",
    "advcl",
    "nmod",
]


class Words:
    """A source as its words."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def source(self, sentence: Sentence, span: Span) -> Source:
        text = self.page.words(span, "title" if sentence.field == "title" else None)
        return Source(span=span, text=text, name=text)

    def is_place(self, sentence: Sentence, span: Span) -> bool:
        return False


@st.composite
def any_page(draw: st.DrawFn) -> Page:
    """A page of one to three sentences of odd words with odd trees."""
    body, text = [], ""
    for index in range(draw(st.integers(1, 3))):
        start, tokens = len(text), []
        n = draw(st.integers(1, 14))
        for i in range(n):
            word = draw(st.sampled_from(WORDS))
            tokens.append(
                make_token(
                    i,
                    word,
                    draw(st.sampled_from(["say", "claim", word])),
                    draw(st.sampled_from(POS)),
                    {},
                    draw(st.integers(0, n - 1)),
                    draw(st.sampled_from(DEPS)),
                    len(text),
                )
            )
            text += word + draw(st.sampled_from(["", " "]))
        tokens = _tree(tokens)
        body.append(Sentence("text", index, draw(st.integers(0, index)), (start, len(text)), tuple(tokens), True))
        text += draw(st.sampled_from([" ", "\n"]))
    return Page(Article(id="x", text=text), draw(st.sampled_from(["en", "fr"])), (), tuple(body))


def _tree(tokens: list[Token]) -> list[Token]:
    """Heads that form a tree: each word hangs from one before it, the first is the root."""
    for t in tokens:
        t.head = min(t.head, max(0, t.i - 1)) if t.i else 0
    return tokens


@settings(max_examples=150, deadline=None)
@given(any_page())
def test_claims_of_anything(page: Page) -> None:
    claims = find_claims(page, Words(page), None)
    assert claims == find_claims(page, Words(page), None)
    assert [c.id for c in claims] == [f"c{i}" for i in range(1, len(claims) + 1)]
    for c in claims:
        _check(c, len(page.article.text))


@settings(max_examples=100, deadline=None)
@given(any_page())
def test_a_glance_sums_the_traits_it_was_fitted_on(page: Page) -> None:
    weights, glance = read_weights().weights, load_glance()
    text = page.article.text
    for e in cue_entries(Field(text, page.body, find_quotes(text)), attribution_lexicon(page.lang)):
        rate = load_model().cue_rate(e.cue.sort, e.cue.classes)[-1]
        told = sum(weights.get(name, 0.0) * value for name, value in traits(e.spot, e.cue, rate))
        assert math.isclose(glance.score(e.spot, e.cue, rate), told, abs_tol=1e-9)


def test_a_glance_holds_no_words_of_texts() -> None:
    names = {n.partition("=") for n in read_weights().weights}
    assert {kind for kind, _, _ in names} <= {*KINDS, *PLAIN}
    for kind, _, value in names:
        assert kind in PLAIN or value in DEP_NAMES or value in {*SORTS, *FORMS_SEEN} or value in TAGS_SEEN, value


FORMS_SEEN = {"Fin", "FinPast", "FinPres", "Ger", "Inf", "Part", "PartPast", "PartPres"}
TAGS_SEEN = {"ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"}


def _check(c: Claim, size: int) -> None:
    last = -1
    for a, b in c.content:
        assert last < a < b <= size
        last = b
    assert c.by.startswith("ATTR-") and 0 <= c.confidence <= 1
    assert all(0 <= a < b <= size for a, b in c.cue)


def test_empty_page() -> None:
    page = Page(Article(id="x", text=""), "fr", (), ())
    assert find_claims(page, Words(page), None) == ()


spans = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda x: (x[0], x[0] + x[1])), max_size=6)


@given(spans, spans)
def test_common_counts_shared_code_points(x: list[Span], y: list[Span]) -> None:
    a, b = merged(x), merged(y)
    cover = [{i for s, e in z for i in range(s, e)} for z in (a, b)]
    assert common(a, b) == len(cover[0] & cover[1])
    assert length(a) == len(cover[0])


@cache
def _texts() -> list[str]:
    model = load_model()
    return [k for rates in (model.cue_rates, model.content_rates) for level in rates.levels for k in level]


def test_the_model_holds_no_words_of_texts() -> None:
    known = {*CLASSES, *SHAPES, *SORTS, "claim", "fear", "hope", "plan", "praise", "promise", "question", "request", "support", "dash"}
    for key in _texts():
        for part in key.split("|"):
            for word in part.split("+"):
                assert word in known or word in DEP_NAMES or word.isdigit(), key


DEP_NAMES = {
    "acl",
    "advcl",
    "advmod",
    "amod",
    "appos",
    "aux",
    "case",
    "cc",
    "ccomp",
    "clf",
    "compound",
    "conj",
    "cop",
    "csubj",
    "dep",
    "det",
    "discourse",
    "dislocated",
    "expl",
    "fixed",
    "flat",
    "goeswith",
    "iobj",
    "list",
    "mark",
    "nmod",
    "nsubj",
    "nummod",
    "obj",
    "obl",
    "orphan",
    "parataxis",
    "punct",
    "reparandum",
    "root",
    "ROOT",
    "vocative",
    "xcomp",
    "",
}
