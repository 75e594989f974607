"""Vectors of the commonest words, learned by others from much more text than treebanks have.

A pipeline may have a table of them (`vectors.npz`, made by training/vectors.py): whole numbers of one byte and the hash of each word's
norm; the words themselves are not in it. They are spaCy's static vectors, so that its own code runs and trains the same network.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.vectors import Vectors

FILE = "vectors.npz"
STEP = 32  # a one stands for so many in the table


@dataclass(frozen=True, slots=True)
class Table:
    """A row of `numbers`, (words, width), for each of `keys`."""

    keys: NDArray[np.uint64]
    numbers: NDArray[np.int8]

    @classmethod
    def of(cls, keys: NDArray[np.uint64], vectors: NDArray[np.float32]) -> Table:
        """Vectors as whole numbers; what is beyond the ends is brought to them."""
        return cls(keys, np.clip(np.rint(vectors * STEP), -127, 127).astype(np.int8))

    @classmethod
    def read(cls, folder: Path) -> Table:
        """The table in a pipeline's folder."""
        with np.load(folder / FILE) as kept:
            return cls(kept["keys"], kept["numbers"])

    def write(self, folder: Path) -> None:
        """Puts the table into a pipeline's folder."""
        np.savez_compressed(folder / FILE, keys=self.keys, numbers=self.numbers)

    def place(self, nlp: Language) -> None:
        """Makes these the vectors of a pipeline's vocabulary."""
        numbers = self.numbers.astype(np.float32) / STEP
        nlp.vocab.vectors = Vectors(strings=nlp.vocab.strings, data=numbers, keys=self.keys, name="words", attr="NORM")


def with_vectors(nlp: Language, folder: Path) -> Language:
    """The pipeline with the vectors that lie in its folder, in place; one without stays as it is."""
    if (folder / FILE).exists():
        Table.read(folder).place(nlp)
    return nlp
