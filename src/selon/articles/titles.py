"""A page's headline, told apart from the site's name, the section and what is written for search engines.

A page says its headline up to four times: `og:title` (for shared links), JSON-LD `headline`, the heading `h1` and `<title>`. On one page
in three of the set news_html they differ. What publishers count as the headline is mostly `og:title` (40 of 44 once site names are cut
off; `h1` 37); `<title>` is mostly for search engines. So `og:title` is taken, without what only names site, section or author, unless it
is a teaser: none of the others has it, JSON-LD and `<title>` agree on another, and it is no shorter edit of that but has words of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

# What stands between a headline and the name of its site; dashes and the like only with spaces, since names and times hold them too.
JOINT = re.compile(r"\s+[|*·•:»–—-]+\s+|\s*[|»]\s*|:\s+")
SAME = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " ", "–": "-", "—": "-"})
ARTICLES = ("Article", "Posting", "Report")  # ends of the schema.org types of texts with a headline
EDIT = 0.8  # share of its words that a shorter edit has in common with the headline, at least
DEEPEST = 20  # levels of JSON-LD looked at


def headline(page: HtmlElement, url: str | None = None) -> str | None:
    """The headline of a parsed page, or None where it says none. White space is one space; the site's name is cut off."""
    headings = [t for t in (_clean(e.text_content()) for e in page.iter("h1")) if t]
    sites = _sites(page, url)
    linked = [_bare(t, headings, sites) for t in _linked(page)]
    shared = _meta(page, "og:title") or _meta(page, "twitter:title")
    title = next((t for t in (_clean(e.text_content()) for e in page.iter("title")) if t), None)
    shared, title = (_bare(t, linked + headings, sites) if t else None for t in (shared, title))
    if shared and linked and title and _is_teaser(shared, linked[0], [title, *headings]):
        return linked[0]
    return shared or (linked[0] if linked else None) or (headings[0] if len(headings) == 1 else None) or title


def _is_teaser(shared: str, linked: str, others: list[str]) -> bool:
    keys = {_key(t) for t in others}
    if _key(shared) in keys or _key(shared) == _key(linked) or _key(linked) != _key(others[0]):
        return False
    words, headline = set(_words(shared)), set(_words(linked))
    return len(words & headline) < EDIT * len(words)


def _clean(text: str | None) -> str:
    return " ".join(unescape(text or "").split())


def _key(text: str) -> str:
    """One character for each of the text's, so that places in it are places in the text."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text.translate(SAME))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", _key(text))


def _meta(page: HtmlElement, name: str) -> str | None:
    for e in page.iter("meta"):
        if name in (e.get("property"), e.get("name")) and (found := _clean(e.get("content"))):
            return found
    return None


def _sites(page: HtmlElement, url: str | None) -> frozenset[str]:
    """What the site calls itself, letters alone: "The Morning Echo", "morningecho.example" and "morningecho"."""
    host = _host(url or _meta(page, "og:url") or "").removeprefix("www.")
    names = [_meta(page, "og:site_name") or "", _meta(page, "application-name") or "", host, host.partition(".")[0]]
    return frozenset(joined for n in names if (joined := "".join(_words(n))))


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # no address, "http://[x" say
        return ""


def _linked(page: HtmlElement) -> Iterator[str]:
    """Headlines of the page's articles in JSON-LD, in its order; what is not JSON is left aside."""
    for e in page.iter("script"):
        if (e.get("type") or "").strip().lower() == "application/ld+json":
            try:
                data = json.loads(e.text or "", strict=False)
            except (ValueError, RecursionError):
                continue
            yield from _headlines(data, DEEPEST)


def _headlines(data: Any, depth: int) -> Iterator[str]:
    if isinstance(data, list) and depth:
        for part in data:
            yield from _headlines(part, depth - 1)
    elif isinstance(data, dict) and depth:
        kinds, said = data.get("@type"), data.get("headline")
        article = any(isinstance(k, str) and k.endswith(ARTICLES) for k in (kinds if isinstance(kinds, list) else [kinds]))
        if article and isinstance(said, str) and (found := _clean(said)):
            yield found
        yield from _headlines(data.get("@graph"), depth - 1)


def _bare(text: str, others: list[str], sites: frozenset[str]) -> str:
    """The text without what stands before or after the headline: all but another of the page's headlines, or a name of the site."""
    key = _key(text)
    for other in others:
        if 2 * len(other) <= len(text):  # a heading of the section, say
            continue
        if key.startswith(_key(other)) and JOINT.match(text, len(other)):
            return text[: len(other)]
        if key.endswith(_key(other)) and any(j.end() == len(text) - len(other) for j in JOINT.finditer(text)):
            return text[len(text) - len(other) :]
    while joints := list(JOINT.finditer(text)):
        first, last = joints[0], joints[-1]
        if last.start() and "".join(_words(text[last.end() :])) in sites:
            text = text[: last.start()]
        elif text[first.end() :] and "".join(_words(text[: first.start()])) in sites:
            text = text[first.end() :]
        else:
            break
    return text
