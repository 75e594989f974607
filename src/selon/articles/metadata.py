"""What a page says of itself beside its text: its canonical address and who wrote it."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlsplit

from selon.articles.links import absolute
from selon.atlas.actors import load_actors
from selon.atlas.phrases import fold

WORD = re.compile(r"[\w'’&.-]+")
HEAD = 200_000  # characters in which the head of a page ends; some carry their style there
LINK = re.compile(r"<link\b[^>]{0,1000}>", re.IGNORECASE)
CANONICAL = re.compile(r"""\brel\s*=\s*["']?canonical\b""", re.IGNORECASE)
ADDRESS = re.compile(r"@|https?:|www\.|\d{5}", re.IGNORECASE)
SURROGATES = re.compile("[\x00\ud800-\udfff]")
MOST_BY_LINE = 500  # characters
HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)


def _site(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("amp.")


def canonical(html: str, fetched: str | None) -> str | None:
    """The address a page gives as its own, if that is on the site it was fetched from (it must not pass for another's); else the latter."""
    link = next((m[0] for m in LINK.finditer(html, 0, HEAD) if CANONICAL.search(m[0])), None)
    href = HREF.search(link) if link else None
    if not fetched or not href:
        return fetched
    url = absolute(fetched, unescape(href[1] or href[2] or href[3] or ""))
    return url if url and _site(url) == _site(fetched) and urlsplit(url).path.strip("/") else fetched


def credited(line: str | None, outlet: str | None = None) -> str | None:
    """The agency or other medium that a byline or a line of rights names beside or instead of people ("Jane Doe; AP"), by its usual
    name; null where it names none but the outlet itself."""
    texts = WORD.findall((line or "")[:300])
    actors = load_actors()
    own = actors.named(outlet) if outlet else None
    found = (actors.longest(texts, i) for i in range(len(texts)))
    media = (f[1] for f in found if f and f[1].kind == "medium" and (own is None or f[1].id != own.id))
    return next((m.name for m in media if fold(m.name) not in fold(outlet or "")), None)


def _names(value: object) -> str:
    """The names in what an input gives as its author: a text, a list, or an object with a `name`."""
    if isinstance(value, (list, tuple)):
        return "; ".join(filter(None, map(_names, value)))
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) else ""


def by_line(value: object, outlet: str | None = None) -> str | None:
    """Who wrote an article, as the by-line says: names of people, without agencies (they are its credit), its outlet and addresses."""
    found = (" ".join(SURROGATES.sub("", n).split()) for n in re.split(r"[;\n]", _names(value)[:MOST_BY_LINE]))
    people = [n for n in found if n and not ADDRESS.search(n) and any(c.isalpha() for c in n) and not _medium(n, outlet)]
    return "; ".join(dict.fromkeys(people)) or None


def _medium(name: str, outlet: str | None) -> bool:
    """Whether a name is that of an outlet or an agency, and of nobody in it ("AFP", not "Jane Doe of AFP")."""
    if outlet and fold(name) == fold(outlet):
        return True
    known = load_actors().named(name)
    return known is not None and known.kind == "medium"
