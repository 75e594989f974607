"""Parts of speech by two judges: the network and, where it hesitates, a linear model of what the network cannot see.

The network knows a word by hashes of its form and its neighbours by what four convolutions carry over. The second judge
(`opinion.py`) knows classes of words learned from much more text, and pairs of words. Their scores are added: the sum of log-linear
models (Hinton 2002, "products of experts"). Only where the network's best part of speech is less than a margin ahead is it asked,
about one word in six, so that it costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import ORTH
from spacy.language import Language
from spacy.pipeline.morphologizer import DEFAULT_MORPH_MODEL, Morphologizer
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import Model

from selon.languages.opinion import FILE, Opinion

_DEFAULTS = {"model": DEFAULT_MORPH_MODEL, "overwrite": True, "extend": False, "scorer": {"@scorers": "spacy.morphologizer_scorer.v1"},
             "label_smoothing": 0.0}  # fmt: skip


@Language.factory("selon_morphologizer", assigns=["token.morph", "token.pos"], default_config=_DEFAULTS)
def make_tagger(
    nlp: Language,
    name: str,
    model: Model[Any, Any],
    overwrite: bool,
    extend: bool,
    scorer: Callable[..., Any] | None,
    label_smoothing: float,
) -> Tagger:
    """The component as spaCy makes it; the second judge comes with `from_disk`, where there is one."""
    return Tagger(nlp.vocab, model, name, overwrite=overwrite, extend=extend, scorer=scorer, label_smoothing=label_smoothing)


class Tagger(Morphologizer):  # type: ignore[misc]
    """spaCy's morphologizer with a second opinion (or None) on the part of speech."""

    def __init__(self, vocab: Vocab, model: Model[Any, Any], name: str = "morphologizer", **more: Any) -> None:
        super().__init__(vocab, model, name, **more)
        self.opinion: Opinion | None = None

    def predict(self, docs: Iterable[Doc]) -> Any:
        """The label of each word, by document."""
        group = list(docs)
        if self.opinion is None or not any(len(doc) for doc in group):
            return super().predict(group)
        vectors = np.concatenate(self.model.get_ref("tok2vec").predict(group))
        text = group[0].vocab.strings.__getitem__
        words: list[list[str]] = [list(map(text, doc.to_array(ORTH).tolist())) for doc in group]
        chosen = self.best(np.asarray(self.model.get_ref("output_layer").predict(vectors)), words)
        return np.split(chosen, np.cumsum(list(map(len, words)))[:-1])

    def best(self, scores: NDArray[np.float32], sentences: Sequence[Sequence[str]]) -> NDArray[np.intp]:
        """The best label of each word of all sentences; ``scores`` has a row a word and a column a label, and is
        written to, but left as it was."""
        assert self.opinion is not None
        chosen: NDArray[np.intp] = scores.argmax(axis=1)
        columns = self.opinion.columns([label_tag(x) for x in self.labels])
        every = np.arange(len(scores))
        first = scores[every, chosen]
        scores[every, chosen] = -np.inf
        second = scores.max(axis=1)
        scores[every, chosen] = first
        reached = first - self.opinion.margin
        near = np.flatnonzero(second > reached)  # all others are sure
        others = np.where(columns[None, :] == columns[chosen[near]][:, None], -np.inf, scores[near])
        unsure = near[others.max(axis=1) > reached[near]]
        if len(unsure):
            further = self.opinion.scores(sentences, unsure)[:, columns]
            chosen[unsure] = (scores[unsure] + further).argmax(axis=1)
        return chosen

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Writes the component and the second judge."""
        super().to_disk(path, exclude=tuple(exclude))
        if self.opinion is not None:
            self.opinion.write(Path(path) / FILE)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Tagger:
        """Reads the component and, where it is there, the second judge. Raises ValueError where that is not whole."""
        super().from_disk(path, exclude=tuple(exclude))
        file = Path(path) / FILE
        self.opinion = Opinion.read(file) if file.exists() else None
        return self


def label_tag(label: str) -> str:
    """The part of speech in a label such as "Number=Sing|POS=NOUN"."""
    return next((part[4:] for part in label.split("|") if part.startswith("POS=")), "")
