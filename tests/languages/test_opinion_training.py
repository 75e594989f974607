"""The second judge as it is learned: from a few drawn sentences, into a copy of the shipped pipeline."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("scipy")
from selon.languages.casing import LANGUAGES
from selon.languages.opinion import SCALE, SIZE, Opinion
from selon.languages.pipelines import plain_pipeline
from selon.languages.tagging import Tagger
from training.opinion import fit, known_words, matrix, place
from training.synthetic import synthetic_trees
from training.treebanks import Tree


@pytest.fixture(scope="module")
def trees() -> list[Tree]:
    return synthetic_trees("en", 60, 3)


def learned(trees: list[Tree], steps: int) -> tuple[Opinion, float]:
    """A judge, and the share of its own words that it has right."""
    words = known_words(trees, {"police": 6, "army": 6})
    tags = sorted({w.upos for t in trees for w in t.words})
    gold = np.array([tags.index(w.upos) for t in trees for w in t.words])
    x = matrix(trees, words)
    weights = fit(x, gold, np.ones(len(gold), dtype=np.float32), len(tags), {"ridge": 0.5, "steps": steps})
    right = float(((x @ weights).argmax(axis=1) == gold).mean())
    return Opinion(words, tags, np.clip(np.rint(weights * SCALE), -127, 127).astype(np.int8), 1.0, 4.0), right


def test_it_learns_its_sentences_and_is_the_same_twice(trees: list[Tree]) -> None:
    judge, right = learned(trees, 12)
    again, _ = learned(trees, 12)
    assert right > 0.95
    assert np.array_equal(judge.weights, again.weights)
    said = judge.scores([[w.form for w in t.words] for t in trees], np.arange(sum(len(t.words) for t in trees)))
    tags = [judge.tags[i] for i in said[:, :-1].argmax(axis=1)]
    gold = [w.upos for t in trees for w in t.words]
    assert sum(a == b for a, b in zip(tags, gold, strict=True)) > 0.95 * len(gold)


def test_the_matrix_has_a_row_a_word(trees: list[Tree]) -> None:
    x = matrix(trees, known_words(trees, {}))
    assert x.shape == (sum(len(t.words) for t in trees), SIZE)
    assert len({int(n) for n in np.asarray(x.sum(axis=1)).ravel()}) == 1


def test_a_pipeline_asks_the_judge_that_was_put_into_it(tmp_path: Path, trees: list[Tree]) -> None:
    folder = tmp_path / "pipeline"
    shutil.copytree(LANGUAGES / "fr" / "pipeline", folder)
    judge, _ = learned(trees, 2)
    place(judge, folder)
    found = plain_pipeline(folder).get_pipe("morphologizer")
    assert isinstance(found, Tagger)
    assert found.opinion is not None
    assert found.opinion.tags == judge.tags
