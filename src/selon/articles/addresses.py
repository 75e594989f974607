"""An address that a user names: a page, a text, or a feed and the pages it links."""

from __future__ import annotations

from collections.abc import Iterator

from selon.articles.decoding import decode_page
from selon.articles.feeds import Feed, Item, is_feed, read_feed
from selon.articles.jsonl import from_json
from selon.articles.metadata import canonical
from selon.articles.network import Fetched, UnreachableError
from selon.articles.pages import check_size, is_html
from selon.articles.polite import Polite
from selon.articles.raw import Found, RawArticle
from selon.errors import InputError


def answered(got: Fetched) -> Fetched:
    """The answer, if it is a good one; InputError names its status."""
    if got.status != 200:
        kind = UnreachableError if got.status >= 500 else InputError
        raise kind(got.asked, f"cannot be fetched: the server answers {got.status}", "check the address")
    return got


def page_article(got: Fetched, given: RawArticle | None = None) -> RawArticle:
    """A fetched page or text as an article; InputError where it is neither."""
    given = given or RawArticle()
    kind, _, rest = (got.header("content-type") or "").lower().partition(";")
    check_size(len(got.body), got.asked)
    text = decode_page(got.body, rest.partition("charset=")[2].strip("\"' ;") or None, got.asked)
    if not (is_html(text) or kind.strip() in ("text/html", "application/xhtml+xml", "text/plain")):
        kind = kind.strip()[:60] or "of no kind"
        raise InputError(got.asked, f"is no page: {kind}", "pages, texts and feeds are read")
    fields = {"title": given.title, "outlet": given.outlet, "published": given.published}
    if kind.strip() == "text/plain" and not is_html(text):
        return RawArticle(text=text, url=got.url, **fields)
    return RawArticle(html=text, url=canonical(text, got.url), **fields)


def item_article(item: Item, feed: Feed, web: Polite) -> Found:
    """An announced article: out of the feed where that carries it whole, else its page is fetched."""
    name = item.url or item.title or item.key
    if item.full or item.url is None:
        return (name, item.raw(feed.title)) if item.html else InputError(name, "is an item without text or address", "the others are read")
    try:
        return name, page_article(answered(web.get(item.url)), RawArticle(outlet=feed.title, author=item.author, published=item.published))
    except InputError as e:
        return e


def from_address(url: str, web: Polite) -> Iterator[Found]:
    """The articles an address gives."""
    got = answered(web.get(url))
    if is_feed(got.body):
        feed = read_feed(got.body, url, got.url)
        yield from (item_article(item, feed, web) for item in feed.items)
    elif got.body.lstrip()[:1] in (b"{", b"[") and "json" in (got.header("content-type") or ""):
        yield from from_json(got.body, url)
    else:
        yield url, page_article(got)
