"""The article out of a web page: body, title, outlet, address and publication date (trafilatura)."""

from __future__ import annotations

import re

from selon.articles.boilerplate import rights, trimmed
from selon.articles.dates import published_interval
from selon.articles.metadata import credited
from selon.articles.raw import RawArticle
from selon.errors import InputError, UsageError

MOST_PAGE = 10_000_000  # bytes or characters; the largest real pages have two million
MOST_TAGS = 80_000  # `<` in a page; the extraction takes seconds from there on, real pages have up to 20,000
LOOKS_LIKE_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)


def is_html(text: str) -> bool:
    """Whether a text begins as an HTML page does."""
    return LOOKS_LIKE_HTML.match(text[:5000]) is not None


def _day(found: str | None) -> str | None:
    """The page's publication date, if it is one."""
    try:
        return found if found and published_interval(found) else None
    except UsageError:
        return None


def check_size(size: int, name: str) -> None:
    """InputError where a page has more bytes or characters than any article's."""
    if size > MOST_PAGE:
        raise InputError(name, f"has more than {MOST_PAGE:,} bytes", "it is no article")


def from_html(html: str, name: str, given: RawArticle) -> RawArticle:
    """An article's fields read out of a page; what the input gave beside the page goes before what the page says."""
    import trafilatura  # noqa: PLC0415  loads lxml, needed for pages only

    from selon.articles.titles import headline  # noqa: PLC0415

    check_size(len(html), name)
    if html.count("<") > MOST_TAGS:
        raise InputError(name, f"has more than {MOST_TAGS:,} tags", "it is no article")
    html = html.replace("\0", "")
    page = trafilatura.load_html(html)
    title = given.title or (headline(page, given.url) if page is not None else None)
    found = trafilatura.bare_extraction(
        html if page is None else page, url=given.url, with_metadata=True, include_comments=False, include_tables=False
    )
    if found is None or isinstance(found, dict) or not found.text or not found.text.strip():
        raise InputError(name, "no article text found in the page", "save the article's text and give that")
    title = title or found.title
    outlet = given.outlet or found.sitename or found.hostname
    named = (credited(line, outlet) for line in (found.author or "", *rights(found.text)))
    return RawArticle(
        id=given.id,
        text=trimmed(found.text, title),
        title=title,
        url=given.url or found.url,
        outlet=outlet,
        author=given.author or found.author,
        credit=given.credit or next(filter(None, named), None),
        lang=given.lang,
        published=given.published or _day(found.date),
    )
