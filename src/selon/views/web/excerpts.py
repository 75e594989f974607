"""The words around a span: the sentence it stands in, cut where it is long."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from selon.languages.lexicon import languages
from selon.languages.sentences import split_sentences
from selon.model import Field, Reading, Span

MOST = 320  # characters of one quotation; longer sentences are cut around the words
CUT = "…"


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """Words of an article and the rest of their sentence: `before + words + after` stands there, but for cuts marked "…"."""

    before: str
    words: str
    after: str


@lru_cache(maxsize=512)
def sentences(text: str, lang: str) -> tuple[Span, ...]:
    """The sentences of a text; none where the language is not there."""
    return tuple(split_sentences(text, lang)) if lang in languages() else ()


def quote(reading: Reading, span: Span, field: Field | None = None, most: int = MOST) -> Quote:
    """The sentence of a span in the reading's text, or its whole title."""
    text = (reading.title or "") if field == "title" else reading.text
    start, end = max(0, span[0]), min(len(text), span[1])
    whole = (0, len(text)) if field == "title" else _around(text, reading.lang, (start, end))
    left, right = max(whole[0], start - most // 2), min(whole[1], max(end, start + most // 2))
    before = (CUT if left > whole[0] else "") + text[left:start]
    after = text[end:right] + (CUT if right < whole[1] else "")
    return Quote(before=_line(before), words=text[start:end], after=_line(after))


def _around(text: str, lang: str, span: Span) -> Span:
    held = [s for s in sentences(text, lang) if s[0] < span[1] and s[1] > span[0]]
    return (min(s[0] for s in held), max(s[1] for s in held)) if held else span


def _line(text: str) -> str:
    """White space of any kind as single blanks, kept at the ends where the words go on."""
    return " ".join(text.replace("\n", " ").split(" "))
