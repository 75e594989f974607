"""The second judge of parts of speech: when it is asked, what it knows, and what becomes of a file that is not one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selon.languages.opinion import SIZE, Opinion, Table, Words, shape, word_key
from selon.languages.pipelines import load_pipeline
from selon.languages.tagging import Tagger, label_tag


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    found = load_pipeline("en").get_pipe("morphologizer")
    assert isinstance(found, Tagger)
    assert found.opinion is not None
    return found


def opinion(tagger: Tagger) -> Opinion:
    assert tagger.opinion is not None
    return tagger.opinion


def tags(text: str) -> list[str]:
    nlp = load_pipeline("en")
    doc = nlp.make_doc(text)
    for token in doc:
        token.is_sent_start = token.i == 0
    return [t.pos_ for t in next(iter(nlp.pipe([doc])))]


@pytest.mark.parametrize(("text", "word", "tag"), [
    ("The general vowed to retaliate for the shelling.", 3, "PART"),
    ("Militants shelled the market on Friday.", 1, "VERB"),
    ("Rescue crews pulled nine bodies from the rubble.", 7, "NOUN"),
    ("A Houthi spokesman claimed the strike.", 2, "NOUN"),
    ("Two drones hit the Conoco field.", 2, "VERB"),
])
def test_news_is_tagged(text: str, word: int, tag: str) -> None:
    assert tags(text)[word] == tag


def test_a_sure_network_is_not_doubted(tagger: Tagger) -> None:
    words = [["Militants", "shelled", "the", "market", "."]]
    labels = [label_tag(x) for x in tagger.labels]
    scores = np.zeros((5, len(labels)), dtype=np.float32)
    wanted = labels.index("INTJ")
    scores[:, wanted] = opinion(tagger).margin + 1
    assert set(tagger.best(scores, words)) == {wanted}
    scores[:, wanted] = 0.01
    assert [labels[i] for i in tagger.best(scores, words)] == ["NOUN", "VERB", "DET", "NOUN", "PUNCT"]


def test_features_of_the_chosen_part_of_speech_are_the_networks(tagger: Tagger) -> None:
    """The judge moves a word between parts of speech, never between the labels of one."""
    labels = list(tagger.labels)
    nouns = [i for i, x in enumerate(labels) if label_tag(x) == "NOUN"]
    scores = np.zeros((1, len(labels)), dtype=np.float32)
    scores[0, nouns[1]] = 0.5
    assert tagger.best(scores, [["market"]])[0] == nouns[1]


SENTENCES = st.lists(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=6), min_size=1, max_size=4)


@settings(max_examples=60, deadline=None)
@given(SENTENCES, st.integers(0, 2**32 - 1))
def test_a_word_is_judged_alike_whatever_else_is_asked(sentences: list[list[str]], seed: int) -> None:
    judge = opinion(load_pipeline("en").get_pipe("morphologizer"))
    count = sum(map(len, sentences))
    every = judge.scores(sentences, np.arange(count))
    some = np.flatnonzero(np.random.default_rng(seed).random(count) < 0.5)
    assert every.shape == (count, len(judge.tags) + 1)
    assert not every[:, -1].any()
    assert np.array_equal(judge.scores(sentences, some), every[some])


@settings(max_examples=100)
@given(st.dictionaries(st.text(max_size=8), st.integers(0, 9)), st.text(max_size=8))
def test_a_table_finds_its_words_and_no_others(words: dict[str, int], other: str) -> None:
    by_key = {word_key(w): n for w, n in words.items()}
    keys = np.array(sorted(by_key), dtype=np.uint32)
    table = Table(keys, np.array([by_key[int(k)] for k in keys], dtype=np.uint32))
    assert all(table.get(w) == by_key[word_key(w)] for w in words)
    assert (table.get(other) is None) == (word_key(other) not in by_key)


def test_noise_without_a_space_costs_no_more_than_a_word(tagger: Tagger) -> None:
    noise = "Ab1-" * 250_000
    judge = opinion(tagger)
    assert judge.words.looks(noise) == judge.words.looks(noise[:60])
    assert len(judge.words.looks(noise).form) == 60
    assert judge.scores([[noise, "said"]], np.arange(2)).shape == (2, len(judge.tags) + 1)


def test_shapes() -> None:
    assert [shape(w) for w in ("Baghdad", "U.S.", "F-16s", "1,400", "aaaa" * 1000)] == ["Aaa", "A.A.", "A-00a", "0,00", "aa"]


def test_a_judge_comes_back_from_its_file(tmp_path: Path, tagger: Tagger) -> None:
    judge = opinion(tagger)
    path = tmp_path / "opinion.npz"
    judge.write(path)
    again = Opinion.read(path)
    words = [["Gunmen", "hit", "Gao"]]
    assert np.array_equal(again.scores(words, np.arange(3)), judge.scores(words, np.arange(3)))
    assert (again.share, again.margin) == (judge.share, judge.margin)


@pytest.mark.parametrize("spoil", ["cut", "text", "shape"])
def test_what_is_no_judge_is_named(tmp_path: Path, tagger: Tagger, spoil: str) -> None:
    path = tmp_path / "opinion.npz"
    empty = Table(np.zeros(0, dtype=np.uint32), np.zeros(0, dtype=np.uint32))
    weights = np.zeros((SIZE - 1 if spoil == "shape" else SIZE, 1), dtype=np.int8)
    Opinion(Words(empty, [], empty), ["NOUN"], weights, 1.0, 1.0).write(path)
    if spoil == "cut":
        path.write_bytes(path.read_bytes()[:200])
    elif spoil == "text":
        path.write_text("nothing")
    with pytest.raises(ValueError, match=r"opinion\.npz"):
        Opinion.read(path)
