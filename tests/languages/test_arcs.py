"""How sure the parser was of an arc: what is kept of its steps, and what a sentence makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from selon.languages.arcs import BUFFER, CLOSE_STEPS, FAR, OWN, STACK, ArcModel, Course, Hesitation, Margins, rows
from selon.languages.casing import LANGUAGES
from selon.languages.pipelines import load_pipeline
from selon.languages.stepping import HESITATION
from selon.languages.syntax import Sentence, make_token

TEXTS = ["The army attacked the village on Monday.", "Rebels said troops shelled Homs, killing ten.", "Why?", ""]


@dataclass(frozen=True)
class Word:
    head: int
    dep: str


def steps(*scores: tuple[int, int, list[float]]) -> Margins:
    """Steps of one state: the stack's top, the buffer's front, scores of shift, an arc to the left, one to the right."""
    out = Margins(np.array([False, True, False]), np.array([False, False, True]))
    for stack, buffer, numbers in scores:
        out.add(np.array([stack], dtype=np.int32), np.array([buffer], dtype=np.int32), np.array([numbers], dtype=np.float32))
    return out


def test_each_word_keeps_its_least_margins() -> None:
    found = steps((-1, 0, [5, 0, 0]), (0, 1, [1, 1.5, 0]), (-1, 1, [30, 0, 0]), (1, 2, [0, 0, 2])).rows(3)
    assert found[0].tolist() == [0.5, 5, 0.5, 1]        # hung up to the left by half a point
    assert found[1].tolist() == [2, 0.5, FAR, 1]        # nothing is told apart beyond FAR
    assert found[2].tolist() == [FAR, 2, 2, 0]          # hung up to the right
    assert (STACK, BUFFER, OWN, CLOSE_STEPS) == (0, 1, 2, 3)


def test_a_batch_without_words_has_no_rows() -> None:
    assert steps().rows(0).shape == (0, 4)


def model() -> ArcModel:
    """Sure by the margin of the own arc alone."""
    first = np.zeros((17, 1), dtype=np.float32)
    first[2] = 4
    one = np.ones((1, 1), dtype=np.float32)
    low, high = np.full(17, -99, dtype=np.float32), np.full(17, 99, dtype=np.float32)
    return ArcModel(("nsubj", "obj"), low, high, (first, one), (np.zeros(1, dtype=np.float32), np.full(1, -2, dtype=np.float32)))


MARGINS = np.array([[9, 9, 9, 0], [9, 9, 9, 0], [9, 9, 0.5, 1]], dtype=np.float32)
WORDS = [Word(1, "nsubj"), Word(1, "root"), Word(1, "obj")]


def test_rows_have_a_column_for_each_relation_known() -> None:
    found = rows(Course.of(MARGINS), WORDS, ("nsubj", "obj"))
    assert found.shape == (3, 17)
    assert found[:, 15:].tolist() == [[1, 0], [0, 0], [0, 1]]
    assert found[2, 2] < found[0, 2]


def test_arcs_are_judged_but_for_the_root_and_what_is_settled() -> None:
    hesitation = Hesitation(MARGINS, model())
    first, root, last = hesitation.arcs(WORDS)
    assert root == 1
    assert first > 0.9
    assert last < 0.5
    assert hesitation.settling([2]).arcs(WORDS) == [first, 1, 1]
    assert hesitation.of([0, 2]).margins.tolist() == [MARGINS[0].tolist(), MARGINS[2].tolist()]
    assert hesitation.arcs([]) == []


def test_a_model_is_read_as_it_was_written(tmp_path: Path) -> None:
    assert ArcModel.read(tmp_path) is None
    model().write(tmp_path)
    kept = ArcModel.read(tmp_path)
    assert kept is not None
    assert kept.relations == ("nsubj", "obj")
    assert Hesitation(MARGINS, kept).arcs(WORDS) == Hesitation(MARGINS, model()).arcs(WORDS)


def test_a_sentence_tells_how_sure_its_arcs_are() -> None:
    made = [("Rebels", 1, "nsubj"), ("shelled", 1, "root"), ("Homs", 1, "obj")]
    tokens = tuple(make_token(i, text, text, "X", {}, head, dep, 10 * i) for i, (text, head, dep) in enumerate(made))
    hesitation = Hesitation(MARGINS, model())
    s = Sentence("text", 0, 0, (0, 30), tokens, True, hesitation)
    assert [s.sureness(t) for t in tokens] == hesitation.arcs(tokens)
    assert [Sentence("text", 0, 0, (0, 30), tokens, True).sureness(t) for t in tokens] == [1, 1, 1]      # nobody can tell


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_margins_are_those_of_the_sentence_alone(lang: str) -> None:
    nlp = load_pipeline(lang)
    together = [doc.user_data[HESITATION].margins.tobytes() for doc in nlp.pipe(TEXTS)]
    assert together == [nlp(text).user_data[HESITATION].margins.tobytes() for text in TEXTS]


@pytest.mark.parametrize(("lang", "clear", "garbled"), [
    ("en", "The army attacked the village.", "Police week new drug sweep city two hold after mayor."),
    ("fr", "L'armée a attaqué le village.", "Police semaine nouveau drogue ville deux tenir après maire."),
])  # fmt: skip
def test_a_clear_sentence_is_surer_than_a_garbled_one(lang: str, clear: str, garbled: str) -> None:
    def least(text: str) -> float:
        doc = load_pipeline(lang)(text)
        return min(doc.user_data[HESITATION].arcs([Word(t.head.i, t.dep_) for t in doc]))
    assert least(clear) > 0.6 > least(garbled)


def test_the_shipped_pipelines_have_a_model() -> None:
    for lang in ("en", "fr"):
        found = ArcModel.read(LANGUAGES / lang / "pipeline")
        assert found is not None
        assert {"nsubj", "obj"} <= set(found.relations)
