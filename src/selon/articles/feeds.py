"""Feeds (RSS, Atom, RDF, JSON Feed): what they announce. Nothing is fetched here, and no external entity is followed."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

import msgspec

from selon.articles.dates import published_interval
from selon.articles.links import absolute
from selon.articles.raw import RawArticle
from selon.errors import InputError, UsageError

SUFFIXES = (".xml", ".rss", ".atom", ".rdf")
MOST_FEED = 10_000_000  # bytes
MOST_ITEMS = 2_000  # items of one feed; real ones have 10 to 500
FULL = 600  # characters of text from which an item is taken for the article itself, not for its summary
BEFORE = rb"\s*(?:<!--.{0,2000}?-->\s*|<!DOCTYPE[^>\[]{0,300}>\s*|<\?[^>]{0,300}\?>\s*){0,20}"
XML = re.compile(BEFORE + rb"<(?:[\w-]+:)?(?:rss|feed|rdf)\b", re.IGNORECASE | re.DOTALL)
JSON = re.compile(rb'\s*\{.{0,2000}?"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org', re.DOTALL)
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Item:
    """One entry: its address, what the feed says of it, and its text as HTML where the feed carries it. `key` names it in its feed."""

    key: str
    url: str | None
    title: str | None
    published: str | None
    html: str | None
    author: str | None = None

    @property
    def full(self) -> bool:
        """Whether the feed carries the article itself."""
        return len(TAG.sub("", self.html or "")) >= FULL

    def raw(self, outlet: str | None) -> RawArticle:
        """As an article, out of the feed alone."""
        page = f"<html><body><article>{self.html}</article></body></html>"
        return RawArticle(html=page, title=self.title, url=self.url, outlet=outlet, author=self.author, published=self.published)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's title and its items, in its order."""

    title: str | None
    items: tuple[Item, ...]


class _JsonAuthor(msgspec.Struct, frozen=True):
    name: str | None = None


class _JsonItem(msgspec.Struct, frozen=True):
    id: str | int | None = None
    url: str | None = None
    external_url: str | None = None
    title: str | None = None
    content_html: str | None = None
    content_text: str | None = None
    date_published: str | None = None
    author: _JsonAuthor | None = None
    authors: tuple[_JsonAuthor, ...] = ()


class _JsonFeed(msgspec.Struct, frozen=True):
    version: str
    title: str | None = None
    items: tuple[_JsonItem, ...] = ()


def is_feed(data: bytes) -> bool:
    """Whether bytes begin as a feed does."""
    head = data[:8_000].removeprefix(b"\xef\xbb\xbf")
    return XML.match(head) is not None or JSON.match(head) is not None


def read_feed(data: bytes, name: str, base: str = "") -> Feed:
    """The feed; links are made absolute against `base`. InputError where it is none, too large, or declares entities."""
    if len(data) > MOST_FEED:
        raise InputError(name, f"has more than {MOST_FEED:,} bytes", "it is no feed")
    feed = _json(data, name, base) if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else _xml(data, name, base)
    if not feed.items:
        raise InputError(name, "is a feed without items", "look at the address")
    return feed


def _json(data: bytes, name: str, base: str) -> Feed:
    try:
        found = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=_JsonFeed)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as e:
        raise InputError(name, f"is no feed that can be read: {e}", "RSS, Atom and JSON Feed are read") from None
    items = [_json_item(i, base) for i in found.items[:MOST_ITEMS]]
    return Feed(found.title or None, _unique(items))


def _json_item(item: _JsonItem, base: str) -> Item:
    url = absolute(base, item.url or item.external_url or "")
    html = item.content_html or (f"<p>{_escaped(item.content_text)}</p>" if item.content_text else None)
    authors = item.authors or ((item.author,) if item.author else ())
    names = "; ".join(a.name for a in authors if a.name)
    return Item(str(item.id or url or item.title or ""), url, item.title or None, _day(item.date_published), html, names or None)


def _escaped(text: str) -> str:
    """Plain text as HTML, a blank line ending a paragraph."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\n\n", "</p><p>")


def _check_entities(data: bytes, name: str) -> None:
    """Refuses entities of a feed's own and those of other files: they are how a feed reads your disk or fills your memory."""
    from defusedxml import DefusedXmlException  # noqa: PLC0415  needed for feeds only
    from defusedxml.sax import parseString  # noqa: PLC0415

    try:
        parseString(data, ContentHandler(), forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except DefusedXmlException:
        raise InputError(name, "declares entities", "no feed needs them; it is not read") from None
    except (SAXException, ValueError, LookupError, OSError):
        return  # not well-formed: feedparser's lenient parser knows the predefined entities alone


def _xml(data: bytes, name: str, base: str) -> Feed:
    import feedparser  # noqa: PLC0415  needed for feeds only

    _check_entities(data, name)
    try:
        # A stream, never bytes: feedparser would take those for a path or an address.
        found = feedparser.parse(io.BytesIO(data), response_headers={"content-location": base} if base else {})
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError, AssertionError) as e:
        raise InputError(name, f"is no feed that can be read: {type(e).__name__}", "RSS, Atom and JSON Feed are read") from None
    if not found.get("version") and not found.entries:
        raise InputError(name, "is no feed", "RSS, Atom and JSON Feed are read")
    return Feed(_text(found.feed.get("title")), _unique([_xml_item(e, base) for e in found.entries[:MOST_ITEMS]]))


def _text(value: object) -> str | None:
    """A text without what no text may hold; null for anything else."""
    return " ".join(TAG.sub("", value).encode("utf-8", "replace").decode().split()) or None if isinstance(value, str) else None


def _xml_item(entry: Any, base: str) -> Item:
    url = absolute(base, str(entry.get("link") or ""))
    bodies = [str(c.get("value") or "") for c in entry.get("content") or []] + [str(entry.get("summary") or "")]
    title = _text(entry.get("title"))
    key = str(entry.get("id") or url or title or "")
    return Item(key, url, title, _day(entry.get("published") or entry.get("updated")), max(bodies, key=len) or None, _author(entry))


def _author(entry: Any) -> str | None:
    """The names that an entry gives as its authors'; an address alone is no name."""
    people = [_text(a.get("name")) for a in entry.get("authors") or [] if hasattr(a, "get")]
    return "; ".join(dict.fromkeys(filter(None, people))) or None


def _day(stated: object) -> str | None:
    """The day a feed states, in the feed's own time zone; null where it is no date."""
    if not isinstance(stated, str) or not stated.strip():
        return None
    try:
        return published_interval(stated).start.isoformat()
    except UsageError:
        pass
    try:
        return parsedate_to_datetime(stated).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _unique(items: Sequence[Item]) -> tuple[Item, ...]:
    """The first item of each key; those without any name are dropped, there is nothing to follow."""
    return tuple({i.key: i for i in reversed(items) if i.key}.values())[::-1]
