"""Runs spaCy's parser step by step from Python, which is quicker than its own loop.

spaCy's loop lets go of the interpreter's lock and, since its functions are not marked as free of exceptions, takes and leaves it after
each of the 13 sums a state is made of: a third of the parser's time. With the lock kept the same functions run without that. The wide
table (13 vectors for each word) is written into memory that is kept, since fresh pages cost as much as a tenth of the product. The parses
are the same: 32 to 20 µs a word (2026-11-28).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate, islice
from threading import local
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.ml.parser_model import ParserStepModel
from spacy.pipeline import DependencyParser
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps

from selon.languages.arcs import ArcModel, Hesitation, Margins
from selon.languages.arithmetic import MANY, bits, in_order, one_core, places_alike

TOGETHER = 64  # sentences that take their steps together
BUFFER_FRONT, STACK_TOP = 0, 2  # where spaCy has them among the words of a state
HESITATION = "hesitation"  # what a parsed Doc's user data have it under, where the pipeline can judge it
WORDS = 2048  # at most in such a group, where it is more than one sentence: 27 MB of the wide table

Floats = NDArray[np.float32]


class _Kept(local):
    """A thread's memory for the wide table, and in which of its rows each word stands, the last being none."""

    room: Floats = np.zeros((0, 0), dtype=np.float32)
    rows: NDArray[np.int32] = np.zeros(0, dtype=np.int32)


class Steps:
    """The component: parses as the spaCy parser `parser` does, and with `arcs` keeps how it hesitated (arcs.py). Raises ValueError where
    the parser is not one it can run (see `can_step`)."""

    def __init__(self, parser: DependencyParser, arcs: ArcModel | None = None) -> None:
        if not can_step(parser):
            raise ValueError("this parser takes its steps by itself only")
        self.parser = parser
        model = parser.model
        upper = model.get_ref("upper")
        self.weights, self.bias = upper.get_param("W").T, upper.get_param("b")
        self.kept, self.arcs = _Kept(), arcs
        moves = [parser.moves.get_class_name(i)[0] for i in range(len(self.bias))]
        self.left, self.right = np.array([m == "L" for m in moves]), np.array([m == "R" for m in moves])
        self.layers = [model.get_ref("tok2vec"), _held(model.get_ref("lower"), self.kept), upper]

    def __call__(self, doc: Doc) -> Doc:
        """Parses one Doc, in place."""
        self._parse([doc])
        return doc

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 256) -> Iterator[Doc]:
        """The Docs, in order, parsed in place."""
        docs = iter(docs)
        while group := list(islice(docs, max(batch_size, TOGETHER))):
            for together in _groups(sorted(group, key=len)):
                self._parse(together)
            yield from group

    def _parse(self, group: list[Doc]) -> None:
        states = self.parser.moves.init_batch(group)
        margins = Margins(self.left, self.right)
        if any(map(len, group)):
            with one_core():
                step = ParserStepModel(group, self.layers, has_upper=True, train=False)
                self._run([s for s in states if not s.is_final()], step, margins)
        self.parser.set_annotations(group, states)
        if self.arcs is not None:
            ends = list(accumulate(map(len, group)))
            rows = margins.rows(ends[-1])
            for doc, end in zip(group, ends, strict=True):
                doc.user_data[HESITATION] = Hesitation(rows[end - len(doc) : end], self.arcs)

    def _run(self, states: list[Any], step: Any, margins: Margins) -> None:
        """Takes all states to their end; each is changed in place."""
        places, sizes = places_alike(TOGETHER, *self.weights.shape)
        hidden = np.zeros((sizes[-1], self.weights.shape[0]), dtype=np.float32)
        while states:
            here, ids = places[: len(states)], step.get_token_ids(states)
            hidden[here] = step.state2vec.predict(self.kept.rows[ids])
            scores = np.dot(hidden[: sizes[len(states)]], self.weights)[here]
            scores += self.bias
            states = self.parser.transition_states(states, scores)
            if self.arcs is not None:
                margins.add(ids[:, STACK_TOP], ids[:, BUFFER_FRONT], scores)
        step.clear_memory()


def _groups(docs: list[Doc]) -> Iterator[list[Doc]]:
    """The Docs, in order, as many together as may take their steps together."""
    group: list[Doc] = []
    words = 0
    for doc in docs:
        if group and (len(group) == TOGETHER or words + len(doc) > WORDS):
            yield group
            group, words = [], 0
        group.append(doc)
        words += len(doc)
    if group:
        yield group


def _held(lower: Model[Any, Any], kept: _Kept) -> Model[Any, Any]:
    """spaCy's PrecomputableAffine with the same weights and memory that is kept: what it gives holds until its next call."""
    dims: dict[str, int | None] = {name: lower.get_dim(name) for name in ("nO", "nI", "nF", "nP")}
    params: Any = {name: lower.get_param(name) for name in ("W", "b", "pad")}
    return Model("held_affine", _affine, dims=dims, params=params, attrs={"kept": kept}, ops=lower.ops)


def _affine(model: Model[Any, Any], words: Floats, is_train: bool) -> tuple[Floats, None]:
    """Rows of (places, hidden, pieces): the first for no word, then those of the words, block by block."""
    kept: _Kept = model.attrs["kept"]
    weights = np.asarray(model.get_param("W"))
    wide = weights.reshape((-1, weights.shape[-1]))
    order = in_order(len(words), lambda: bits(words))
    height = 1 + len(order.rows)
    if len(kept.room) < height:
        kept.room = np.empty((max(height, WORDS + MANY), len(wide)), dtype=np.float32)  # at once what nearly all groups need
    for block in order.blocks():
        np.dot(order.of(words, block), wide.T, out=kept.room[1 + block.start : 1 + block.stop])
    kept.rows = np.append(order.places, -1).astype(np.int32)
    table = kept.room[:height].reshape((height, *weights.shape[:-1]))
    table[0] = model.get_param("pad")[0]
    return table, None


def can_step(parser: Any) -> bool:
    """Whether a component is spaCy's greedy parser, with two layers, on the processor."""
    if type(parser) is not DependencyParser or parser.cfg["beam_width"] != 1:
        return False
    model = parser.model
    return bool(model.attrs["has_upper"] and not model.attrs["unseen_classes"] and isinstance(model.ops, NumpyOps))


@Language.factory("selon_steps", assigns=["token.dep", "token.head", "token.is_sent_start", "doc.sents"])
def make_steps(nlp: Language, name: str) -> Steps:
    """The component as spaCy makes it: for the pipeline's parser."""
    return Steps(nlp.get_pipe("parser"))


def stepping(nlp: Language, arcs: ArcModel | None = None) -> Language:
    """Lets the pipeline's parser be run by `Steps`, in place; one that cannot is left as it is."""
    if nlp.has_pipe("parser") and can_step(nlp.get_pipe("parser")):
        steps = nlp.add_pipe("selon_steps", after="parser")
        assert isinstance(steps, Steps)
        steps.arcs = arcs
        nlp.disable_pipe("parser")
    return nlp
