"""« De même source », "the same source": the one before, whoever that was."""

from __future__ import annotations

import msgspec

from selon.model import Source
from selon.reading.attribution.lexicon import AttributionLexicon


class SourcesBefore:
    """The sources of a text as its claims are read in order: the last one, and the last that was called a source."""

    def __init__(self, lex: AttributionLexicon) -> None:
        self.lex = lex
        self.last: Source | None = None
        self.called: Source | None = None

    def same(self, source: Source | None) -> Source | None:
        """A source, or the one before where it is only called the same."""
        if source is None:
            return None
        words, known = source.name.lower().split(), self.lex.words
        is_source = any(w in known["sources"] for w in source.text.lower().split())
        if is_source and not known["same"].isdisjoint(words) and (before := self.called or self.last) is not None:
            return msgspec.structs.replace(before, span=source.span, text=source.text, field=source.field)
        if is_source:
            self.called = source
        elif words[-1] not in known["anyone"]:
            self.last = source
        return source
