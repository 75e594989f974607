"""Which participants the parse is sure enough of, on made-up trees."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from selon.languages.arcs import ArcModel, Hesitation
from selon.languages.syntax import Sentence, Token, make_token
from selon.model import EventType
from selon.reading.predicates.edits import Edit
from selon.reading.predicates.sureness import DEED, WORD, judge_ways, sure_ones, ways


class Told(Hesitation):
    """Arcs of given probabilities."""

    def __init__(self, chances: tuple[float, ...]) -> None:
        none = np.zeros(0, dtype=np.float32)
        super().__init__(none, ArcModel((), none, none, (none, none), (none, none)))
        self.chances = chances

    def arcs(self, words: object, asked: Sequence[int] | None = None) -> list[float]:
        return [self.chances[i] for i in asked] if asked is not None else list(self.chances)


def sentence(*words: tuple[str, int, str, float]) -> Sentence:
    """Word, index of its head, relation, how sure."""
    told = Told(tuple(p for *_, p in words))
    tokens = tuple(make_token(i, text, text, "X", {}, head, dep, 10 * i) for i, (text, head, dep, _) in enumerate(words))
    return Sentence("text", 0, 0, (0, 10 * len(words)), tokens, True, told)


def surely(s: Sentence, trigger: Token, heads: Sequence[Token], type_: EventType) -> tuple[Token, ...]:
    found = ways(s, trigger, heads)
    judge_ways(s, (found,))
    return sure_ones(s, found, type_)


RAID = (("rebels", 2, "nsubj", 0.9), ("today", 2, "advmod", 0.9), ("shelled", 2, "root", 1.0), ("heavily", 2, "advmod", 0.9))


def test_an_unsure_arc_leaves_a_participant_out() -> None:
    s = sentence(*RAID, ("Homs", 2, "obj", DEED - 0.1), ("Hama", 4, "conj", 0.9))
    assert [t.text for t in surely(s, s[2], [s[0], s[4], s[5]], "ASSAULT")] == ["rebels"]
    assert [t.text for t in surely(s, s[2], [s[0], s[4], s[5]], "ACCUSE")] == ["rebels", "Homs", "Hama"]      # words reach further


def test_all_arcs_on_the_way_count() -> None:
    s = sentence(*RAID, ("Homs", 2, "obj", 0.6), ("Hama", 4, "conj", 0.6))
    assert DEED > 0.6 * 0.6
    assert [t.text for t in surely(s, s[2], [s[4], s[5]], "ASSAULT")] == ["Homs"]
    assert surely(s, s[2], [s[2]], "ASSAULT") == (s[2],)


def test_what_begins_right_behind_the_word_is_sure() -> None:
    s = sentence(("rebels", 1, "nsubj", 0.9), ("shelled", 1, "root", 1), ("Homs", 1, "obj", 0.1))
    assert surely(s, s[1], [s[2]], "ASSAULT") == (s[2],)


@pytest.mark.parametrize("relation", ["obl", "nmod"])
def test_where_a_phrase_hangs_is_the_same_to_a_reader(relation: str) -> None:
    s = sentence(("led", 0, "root", 1), ("attack", 0, "obj", 0.9), ("camp", 0, relation, 0.1))
    assert surely(s, s[1], [s[2]], "ASSAULT") == (s[2],)


def test_what_a_clause_describes_is_found_otherwise() -> None:
    s = sentence(("men", 0, "root", 1), ("captured", 0, "acl:relcl", 0.1), ("today", 1, "advmod", 0.9), ("guards", 1, "obj", WORD / 2))
    assert surely(s, s[1], [s[0]], "COERCE") == (s[0],)
    assert surely(s, s[1], [s[3]], "COERCE") == ()


def test_a_mend_that_would_part_words_from_the_root_is_left_undone() -> None:
    s = sentence(*RAID)
    edit = Edit(s)
    edit.attach(0, 1, "nmod")
    assert [t.head for t in edit.done()] == [1, 2, 2, 2]
    edit.attach(1, 0, "nmod")
    assert edit.done() is s
