"""A run of words that may name a place: what the finder gives, the evidence weighs, and the resolution settles."""

from __future__ import annotations

from typing import Literal

import msgspec

from selon.atlas.gazetteer import Entry
from selon.languages.syntax import Sentence
from selon.model import Span

Form = Literal["known", "feature", "street", "unknown"]


class Sighting(msgspec.Struct, eq=False):
    """Tokens `first` to `last` of a sentence. `entries`: the places of that name; `kind`: what a generic word says it is ("County").

    `score` is the evidence, above zero for a place; `person`: the last word of what looks like a person's name. `choice` is the entry
    it was resolved to, by `margin` points before the next; `inside` the place named right after it that contains it, or
    right before it that has it, for this once (`owned`). `strange`: so small a place, so far from all the text speaks of, is not meant.
    """

    sentence: Sentence
    first: int
    last: int
    span: Span
    text: str
    entries: tuple[Entry, ...]
    form: Form = "known"
    kind: str | None = None
    score: float = 0.0
    person: bool = False
    choice: Entry | None = None
    margin: float = 0.0
    inside: Entry | None = None
    owned: bool = False
    strange: bool = False

    @property
    def adjective(self) -> bool:
        """Whether it is an adjective or a word for people of a place."""
        return bool(self.entries) and self.entries[0].how == "adjective"
