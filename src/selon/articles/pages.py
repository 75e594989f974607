"""The article out of a web page: body, title, outlet, address and publication date (trafilatura)."""

from __future__ import annotations

import re

from selon.articles.dates import published_interval
from selon.articles.raw import RawArticle
from selon.errors import InputError, UsageError

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


def from_html(html: str, name: str, given: RawArticle) -> RawArticle:
    """An article's fields read out of a page; what the input gave beside the page goes before what the page says."""
    import trafilatura  # noqa: PLC0415  loads lxml, needed for pages only

    from selon.articles.titles import headline  # noqa: PLC0415

    page = trafilatura.load_html(html)
    title = given.title or (headline(page, given.url) if page is not None else None)
    found = trafilatura.bare_extraction(
        html if page is None else page, url=given.url, with_metadata=True, include_comments=False, include_tables=False
    )
    if found is None or isinstance(found, dict) or not (found.text or "").strip():
        raise InputError(name, "no article text found in the page", "save the article's text and give that")
    return RawArticle(
        id=given.id,
        text=found.text,
        title=title or found.title,
        url=given.url or found.url,
        outlet=given.outlet or found.sitename or found.hostname,
        lang=given.lang,
        published=given.published or _day(found.date),
    )
