"""The sentences of a text as reading has them, a dateline apart from the first, for those who show the words around a span."""

from __future__ import annotations

from functools import lru_cache

from selon.languages.lexicon import languages
from selon.languages.sentences import split_sentences
from selon.model import Span
from selon.reading.dateline import without_dateline


@lru_cache(maxsize=512)
def sentences(text: str, lang: str) -> tuple[Span, ...]:
    """The sentences of a text; none where the language is not there."""
    return tuple(without_dateline(text, split_sentences(text, lang))) if lang in languages() else ()


def around(text: str, lang: str, span: Span) -> Span:
    """From the start of the first to the end of the last sentence that a span touches; the span itself where it touches none."""
    held = [s for s in sentences(text, lang) if s[0] < span[1] and s[1] > span[0]]
    return (min(s[0] for s in held), max(s[1] for s in held)) if held else span
