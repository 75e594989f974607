"""Lines that begin with a day or a place before a colon, which all of the line is told under: "- Oct. 20, Baghdad: two rockets ..."."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from selon.languages.syntax import Sentence
from selon.model import Place, Time
from selon.reading.mentions import Mention
from selon.reading.page import Page
from selon.reading.pooling.standing import fineness

HEAD = 12           # words before the colon


class Lines:
    """The heads of a page's lines."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def place(self, m: Mention, places: Mapping[Sentence, Sequence[Place]]) -> Place | None:
        """The finest place at the head of the mention's line, of those of each sentence."""
        s = self._head(m)
        if s is None:
            return None
        at = _colon(s)
        return min((p for p in places.get(s, ()) if p.span[1] <= at), key=fineness, default=None)

    def time(self, m: Mention, times: Mapping[Sentence, Sequence[Time]]) -> Time | None:
        """The day at the head of the mention's line, of those of each sentence."""
        s = self._head(m)
        if s is None:
            return None
        at = _colon(s)
        return next((t for t in times.get(s, ()) if t.span[1] <= at), None)

    def _head(self, m: Mention) -> Sentence | None:
        """The first sentence of the mention's paragraph where it has such a head."""
        return self._heads.get(m.sentence.paragraph) if m.sentence.field != "title" else None

    @cached_property
    def _heads(self) -> dict[int, Sentence]:
        """The first sentences of paragraphs that have such a colon."""
        first = {s.paragraph: s for s in reversed(self.page.body)}
        return {k: s for k, s in first.items() if any(t.text == ":" for t in s.tokens[1:HEAD + 1])}


def _colon(s: Sentence) -> int:
    return next(t.start for t in s if t.text == ":")
