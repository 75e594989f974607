"""The words around a span: the sentence it stands in, cut where it is long."""

from __future__ import annotations

import msgspec

from selon.model import Field, Reading, Span
from selon.views.sentences import around

MOST = 320  # characters of one quotation; longer sentences are cut around the words
CUT = "…"


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """Words of an article and the rest of their sentence: `before + words + after` stands there, but for cuts marked "…"."""

    before: str
    words: str
    after: str


def quote(reading: Reading, span: Span, field: Field | None = None, most: int = MOST) -> Quote:
    """The sentence of a span in the reading's text, or its whole title."""
    text = (reading.title or "") if field == "title" else reading.text
    start, end = max(0, span[0]), min(len(text), span[1])
    whole = (0, len(text)) if field == "title" else around(text, reading.lang, (start, end))
    left, right = max(whole[0], start - most // 2), min(whole[1], max(end, start + most // 2))
    before = (CUT if left > whole[0] else "") + text[left:start]
    after = text[end:right] + (CUT if right < whole[1] else "")
    return Quote(before=_line(before), words=text[start:end], after=_line(after))


def _line(text: str) -> str:
    """White space of any kind as single blanks, kept at the ends where the words go on."""
    return " ".join(text.replace("\n", " ").split(" "))
