"""The article while it is read: its sentences, parsed where it matters, and the look-ups every layer shares."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from selon.languages.syntax import Sentence, Token
from selon.model import Article, Field, Span
from selon.reading.attribution.quotes import Quote, find_quotes
from selon.reading.numbers.words import Words


class Page:
    """An article cut into sentences. `title` holds the sentences of its title, `body` those of its text, in order."""

    def __init__(self, article: Article, lang: str, title: tuple[Sentence, ...], body: tuple[Sentence, ...]) -> None:
        self.article, self.lang, self.title, self.body = article, lang, title, body

        self._cut: dict[tuple[str, int], Words] = {}
        self._quotes: dict[str, tuple[Quote, ...]] = {}

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Title first, then the text."""
        return self.title + self.body

    @cached_property
    def _starts(self) -> list[int]:
        return [s.start for s in self.body]

    def words(self, span: Span, field: Field | None = None) -> str:
        """Exactly the words of a span."""
        return (self.article.title or "" if field == "title" else self.article.text)[span[0] : span[1]]

    def quotes(self, field: str) -> tuple[Quote, ...]:
        """The quotations of the title or of the text, found once for all layers."""
        found = self._quotes.get(field)
        if found is None:
            found = self._quotes[field] = find_quotes((self.article.title or "") if field == "title" else self.article.text)
        return found

    def cut(self, s: Sentence) -> Words:
        """The words of a sentence as numbers and dates need them, cut once for all layers."""
        key = (s.field, s.index)
        found = self._cut.get(key)
        if found is None:
            found = self._cut[key] = Words(self.words((s.start, s.end), "title" if s.field == "title" else None), s.start)
        return found

    def sentence_at(self, offset: int, field: Field | None = None) -> Sentence | None:
        """The sentence an offset falls in; null between sentences."""
        if field == "title":
            for s in self.title:
                if s.start <= offset < s.end:
                    return s
            return None
        i = bisect_right(self._starts, offset) - 1
        return self.body[i] if i >= 0 and offset < self.body[i].end else None

    def token_at(self, offset: int, field: Field | None = None) -> Token | None:
        """The token an offset falls in."""
        s = self.sentence_at(offset, field)
        return next((t for t in s.tokens if t.start <= offset < t.end), None) if s else None

    def paragraphs(self) -> Iterator[tuple[Sentence, ...]]:
        """The sentences of the text, paragraph by paragraph."""
        group: list[Sentence] = []
        for s in self.body:
            if group and s.paragraph != group[-1].paragraph:
                yield tuple(group)
                group = []
            group.append(s)
        if group:
            yield tuple(group)
