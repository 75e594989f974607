"""The one function most callers need."""

from __future__ import annotations

from functools import cache

from selon.articles.intake import Intake, to_article
from selon.articles.raw import RawArticle
from selon.languages.lexicon import languages
from selon.model import Reading
from selon.reading.reader import Reader


@cache
def _reader() -> Reader:
    return Reader()


def read(text: str, *, title: str | None = None, published: str | None = None, lang: str | None = None, url: str | None = None,
         outlet: str | None = None) -> Reading:
    """The reading of one text. Spans are code points of `text` as given. InputError on an empty or too long text, a bad date
    (`2023-10-27`, `2023-10`, `2023`, `start/end`), or a language that is not there."""
    raw = RawArticle(text=text, title=title, published=published, lang=lang, url=url, outlet=outlet)
    return _reader().read(to_article(raw, "text", Intake(supported=languages())))
