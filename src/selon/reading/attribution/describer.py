"""What attribution asks of the layer that knows the people of an article."""

from __future__ import annotations

from typing import Protocol

from selon.languages.syntax import Sentence
from selon.model import Source, Span


class SourceDescriber(Protocol):
    """Turns the words of a source, which lie in a sentence's field, into a Source."""

    def source(self, sentence: Sentence, span: Span) -> Source:
        """The source whose words are a span."""

    def is_place(self, sentence: Sentence, span: Span) -> bool:
        """Whether the words only name a place."""
