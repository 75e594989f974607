"""Pages cut without a parser, so that what words alone tell is tested: sentences by the splitter, words by white space and signs."""

from __future__ import annotations

import re
from types import MappingProxyType

from selon.articles.dates import published_interval
from selon.languages.sentences import split_sentences
from selon.languages.syntax import Sentence, make_token
from selon.model import Article
from selon.reading.page import Page

WORD = re.compile(r"\w+|[^\w\s]")


def plain_page(text: str, lang: str, published: str | None = "2023-10-27", title: str | None = None) -> Page:
    """A page whose sentences are not parsed."""
    def cut(field: str, whole: str) -> tuple[Sentence, ...]:
        out = []
        for i, (start, end) in enumerate(split_sentences(whole, lang)):
            tokens = tuple(make_token(k, m.group(), m.group().lower(), "", MappingProxyType({}), k, "", start + m.start())
                           for k, m in enumerate(WORD.finditer(whole[start:end])))
            out.append(Sentence(field, i, i, (start, end), tokens, False))  # type: ignore[arg-type]
        return tuple(out)
    article = Article(id="a", text=text, title=title, lang=lang, published=published_interval(published) if published else None)
    return Page(article, lang, cut("title", title or ""), cut("text", text))
