"""The shipped pipelines: loading, tokens, offsets, and what the other rooms rely on."""

import re

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from selon.errors import LanguageError
from selon.languages.pipelines import languages, load_pipeline
from selon.languages.tokens import pattern


def parsed(lang: str, text: str) -> Doc:
    nlp = load_pipeline(lang)
    doc = nlp.make_doc(text)
    for token in doc:
        token.is_sent_start = token.i == 0
    return next(iter(nlp.pipe([doc])))


TOKENS = [
    ("fr", "Y a-t-il aujourd’hui des blessés ?", ["Y", "a", "-t-il", "aujourd’hui", "des", "blessés", "?"]),
    ("fr", "« C'est faux », dit-il.", ["«", "C'", "est", "faux", "»", ",", "dit", "-il", "."]),
    ("fr", "M. Le Gén. Durand, à 10h30…", ["M.", "Le", "Gén.", "Durand", ",", "à", "10", "h", "30", "…"]),
    ("fr", "1\u00a0400 tués, 3,5 % du camp", ["1 400", "tués", ",", "3,5", "%", "du", "camp"]),
    ("fr", "l’armée jusqu’à Aix-en-Provence", ["l’", "armée", "jusqu’", "à", "Aix-en-Provence"]),
    ("fr", "ce jour-là, ceux-ci", ["ce", "jour", "-là", ",", "ceux-ci"]),
    ("en", "The U.S. didn’t say.", ["The", "U.S.", "did", "n’t", "say", "."]),
    ("en", "We cannot go; he's gonna.", ["We", "can", "not", "go", ";", "he", "'s", "gon", "na", "."]),
    ("en", "On Oct. 17, Lt. Col. Ray's 1,400 men", ["On", "Oct.", "17", ",", "Lt.", "Col.", "Ray", "'s", "1,400", "men"]),
    ("en", "al-Tanf at 10:30 a.m.", ["al", "-", "Tanf", "at", "10:30", "a.m."]),
]


@pytest.mark.parametrize(("lang", "text", "words"), TOKENS)
def test_tokens(lang: str, text: str, words: list[str]) -> None:
    assert [t.text for t in load_pipeline(lang).make_doc(text)] == words


@pytest.mark.parametrize("lang", ["fr", "en"])
@settings(max_examples=200, deadline=None)
@given(text=st.text())
def test_tokens_keep_offsets(lang: str, text: str) -> None:
    doc = load_pipeline(lang).make_doc(text)
    assert len(doc.text) == len(text)
    assert all(a == b or (a.isspace() and b == " ") for a, b in zip(text, doc.text, strict=True))


@pytest.mark.parametrize("lang", ["fr", "en"])
@settings(max_examples=25, deadline=None)
@given(text=st.text(min_size=1, max_size=80))
def test_any_text_is_parsed(lang: str, text: str) -> None:
    doc = parsed(lang, text)
    assert all(0 <= t.head.i < len(doc) for t in doc)


def test_given_boundaries_hold() -> None:
    doc = parsed("en", "He said no. She said yes. They left.")
    assert len(list(doc.sents)) == 1


@pytest.mark.parametrize(
    ("lang", "text", "form", "tag", "lemma"),
    [
        ("fr", "Les avions pilonnaient la ville.", "pilonnaient", "VERB", "pilonner"),
        ("fr", "L'armée abattait les drones.", "abattait", "VERB", "abattre"),
        ("fr", "Trois civils ont été tués.", "tués", "VERB", "tuer"),
        ("fr", "Une base a été frappée.", "frappée", "VERB", "frapper"),
        ("en", "Planes bombed the town.", "bombed", "VERB", "bomb"),
        ("en", "A rocket struck the base.", "struck", "VERB", "strike"),
        ("en", "Troops shot two men.", "shot", "VERB", "shoot"),
    ],
)
def test_lemmas_of_verbs(lang: str, text: str, form: str, tag: str, lemma: str) -> None:
    token = next(t for t in parsed(lang, text) if t.text == form)
    assert (token.pos_, token.lemma_) == (tag, lemma)


def test_passive_and_agent() -> None:
    labels = {t.text: t.dep_ for t in parsed("fr", "Trois soldats ont été tués par des miliciens.")}
    assert (labels["soldats"], labels["été"], labels["miliciens"]) == ("nsubj:pass", "aux:pass", "obl:agent")
    labels = {t.text: t.dep_ for t in parsed("en", "Three soldiers were killed by militiamen.")}
    assert (labels["soldiers"], labels["were"], labels["militiamen"]) == ("nsubj:pass", "aux:pass", "obl:agent")


def test_unknown_language_names_those_there_are() -> None:
    with pytest.raises(LanguageError, match=r"'xx'.*en, fr"):
        load_pipeline("xx")
    assert languages() == ["en", "fr"]


def test_other_pipelines_are_checked(tmp_path) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(LanguageError, match="cannot be loaded"):
        load_pipeline("fr", "no_such_pipeline")
    spacy.blank("en").to_disk(tmp_path / "bare")
    with pytest.raises(LanguageError, match=r"language 'en'.*parser.*lemmatizer.*parts of speech"):
        load_pipeline("fr", str(tmp_path / "bare"))


PIECES = st.sampled_from(["a", "cannot", "gonna", "M.", "J.", "A", "1", "400", "U.S.", "l’", "d'", "dit-il", "n't", ",", ".", "...", "é", "aujourd'hui", "  ", "3", "\n", "°", "-", "Dr.", "I."])


@pytest.mark.parametrize("lang", ["fr", "en"])
@settings(max_examples=300, deadline=None)
@given(text=st.one_of(st.text(), st.lists(PIECES, max_size=30).map(" ".join), st.lists(PIECES, max_size=12).map("".join)))
def test_words_looked_up_are_those_matched_in_the_text(lang: str, text: str) -> None:
    plain = re.sub(r"\s", " ", text)
    words, spaces = load_pipeline(lang).tokenizer._cut(plain)
    assert [w for w in words if w.strip(" ")] == [m.group() for m in pattern(lang).finditer(plain)]
    assert "".join(w + " " * s for w, s in zip(words, spaces, strict=True)) == plain
