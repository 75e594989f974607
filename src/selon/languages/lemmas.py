"""Lemmas from a table of endings that holds a whole lexicon and reaches beyond it.

For each part of speech the table maps an ending to an edit ("cut so many letters, add these"). A word takes the edit of its
longest ending in the table, so words of the lexicon come out exactly and unknown words like those they rhyme with. It is
learned from treebanks and lexicon by `training/lemmas.py` (after the suffix trees of CSTlemma, Jongejan & Dalianis, ACL 2009).
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from spacy.attrs import LEMMA, ORTH, POS
from spacy.language import Language
from spacy.tokens import Doc

TABLE = "endings.txt.gz"
FORM_TAGS = frozenset({"PROPN", "X", "SYM", "PUNCT"})
_LONGEST = 40  # letters of a word looked at; longer ones are addresses and noise
_CACHE = 200_000


@Language.factory("selon_lemmatizer", assigns=["token.lemma"])
def make_lemmatizer(nlp: Language, name: str) -> Lemmatizer:
    """The component as spaCy makes it; its table comes with `from_disk`."""
    return Lemmatizer({})


class Lemmatizer:
    """Sets lemmas from word and part of speech. ``rules`` maps part of speech and ending to "cut:added"."""

    def __init__(self, rules: dict[str, dict[str, tuple[int, str]]]) -> None:
        self.rules = rules
        self._known: dict[tuple[int, ...], int] = {}  # the same as numbers of the vocabulary

    def __call__(self, doc: Doc) -> Doc:
        """Sets the lemma of every token."""
        known, strings = self._known, doc.vocab.strings
        if len(known) > _CACHE:
            known.clear()
        words, tags = doc.to_array([ORTH, POS]).T.tolist()
        lemmas = list(map(known.get, zip(words, tags, strict=True)))
        for i, lemma in enumerate(lemmas) if None in lemmas else ():
            if lemma is None:
                word, tag = words[i], tags[i]
                lemma = known.get((word, tag))  # it may stand there twice
                lemmas[i] = known[word, tag] = strings.add(self.lemma(strings[word], strings[tag])) if lemma is None else lemma
        if lemmas:
            doc.from_array([LEMMA], np.array(lemmas, dtype=np.uint64).reshape(-1, 1))  # type: ignore[arg-type]
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterable[Doc]:
        """One document after the other."""
        return map(self, stream)

    def lemma(self, form: str, tag: str) -> str:
        """The lemma of a form with a UD part of speech."""
        word = form.replace("\u2019", "'")
        rules = self.rules.get(tag)
        if rules is None:
            return word
        if tag in FORM_TAGS:
            edit = rules.get("^" + word)
            return word if edit is None else word[: len(word) - edit[0]] + edit[1]
        word = word.lower()
        marked = "^" + word
        for start in range(max(0, len(marked) - _LONGEST), len(marked) + 1):
            edit = rules.get(marked[start:])
            if edit is not None:
                return (word[: len(word) - edit[0]] + edit[1]) or word
        return word

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Writes the table as text: tag, ending, letters to cut, letters to add."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        lines = [
            f"{tag}\t{ending}\t{cut}\t{added}\n"
            for tag, rules in sorted(self.rules.items())
            for ending, (cut, added) in sorted(rules.items())
        ]
        (folder / TABLE).write_bytes(gzip.compress("".join(lines).encode("utf-8"), 9, mtime=0))

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Lemmatizer:
        """Reads the table. Raises OSError when it is not there."""
        self.rules, self._known = {}, {}
        text = gzip.decompress((Path(path) / TABLE).read_bytes()).decode("utf-8")
        for line in text.splitlines():
            tag, ending, cut, added = line.split("\t")
            self.rules.setdefault(tag, {})[ending] = (int(cut), added)
        return self
