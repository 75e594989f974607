"""Word vectors beside what a network learns of a word."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.attrs import NORM
from spacy.strings import get_string_id

from selon.languages.pipelines import load_pipeline
from selon.languages.vectors import STEP, Table, with_vectors


def keys(*words: str) -> np.ndarray:
    return np.array([get_string_id(w) for w in words], dtype=np.uint64)


def test_a_table_is_read_as_it_was_written(tmp_path: Path) -> None:
    table = Table.of(keys("raid", "truce"), np.array([[1, -0.5], [100, 0]], dtype=np.float32))
    assert table.numbers.tolist() == [[STEP, -STEP // 2], [127, 0]]          # what is beyond the ends is brought to them
    table.write(tmp_path)
    nlp = with_vectors(spacy.blank("xx"), tmp_path)
    assert nlp.vocab.vectors.attr == NORM
    rows = nlp.vocab.vectors.find(keys=keys("truce", "nowhere", "raid").tolist())
    assert rows.tolist() == [1, -1, 0]
    assert nlp.vocab.vectors.data[0].tolist() == [1, -0.5]


def test_a_folder_without_a_table_changes_nothing(tmp_path: Path) -> None:
    assert len(with_vectors(spacy.blank("xx"), tmp_path).vocab.vectors) == 0


def test_the_english_pipeline_has_vectors_and_remembers_words() -> None:
    nlp = load_pipeline("en")
    assert len(nlp.vocab.vectors) == 40_000
    assert nlp.get_pipe("tok2vec").model.layers[0].name == "block_encoder"
    assert load_pipeline("fr").get_pipe("tok2vec").model.layers[0].name == "block_encoder"


def test_the_commonest_words_of_a_package_are_kept_in_order() -> None:
    pytest.importorskip("scipy")
    from training.vectors import SPREAD, table  # noqa: PLC0415

    data = {"words": ["the", ",", "...", "raid"], "dimensions": 2, "vectors": {w: [SPREAD * i, 0, 7] for i, w in enumerate(("the", ",", "...", "raid"))}}
    made = table(data, 3)
    assert made.keys.tolist() == keys("the", ",", "raid").tolist()
    assert made.numbers.tolist() == [[0, 0], [STEP, 0], [3 * STEP, 0]]
