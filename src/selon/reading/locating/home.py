"""Where an outlet is at home, as far as its own name and address say: a local paper writes of local places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from selon.atlas.folding import plain
from selon.atlas.gazetteer import Entry, Gazetteer
from selon.model import Article
from selon.reading.locating.words import PlaceWords

PARTS = re.compile(r"[^\W\d_]+")
SHORTEST = 5  # letters of a name looked for in an address


@dataclass(frozen=True, slots=True)
class Home:
    """`named`: the candidates of names the outlet is called after; `host`: its address without marks, in which names of the text may
    stand; `countries`: those its address ends with; `spoken`: those whose press writes in its language."""

    named: tuple[tuple[Entry, ...], ...]
    host: str
    countries: frozenset[str]
    spoken: frozenset[str]


def home_of(article: Article, gazetteer: Gazetteer, words: PlaceWords) -> Home:
    """What the outlet's name and address say of its home."""
    host = _host(article.url or "") or ""
    named = _named(host, gazetteer, words) + _named(plain(article.outlet or ""), gazetteer, words)
    end = host.rpartition(".")[2].upper()
    code = "GB" if end == "UK" else end
    countries = frozenset({code}) if len(code) == 2 and gazetteer.country(code) else frozenset()
    return Home(tuple(named), host.replace("-", "").replace(".", ""), countries, words.countries)


@lru_cache(maxsize=1000)
def _host(url: str) -> str:
    try:
        return (urlsplit(url if "//" in url else "//" + url).hostname or "").removeprefix("www.").lower()
    except ValueError:
        return ""


def _named(name: str, gazetteer: Gazetteer, words: PlaceWords) -> list[tuple[Entry, ...]]:
    out = []
    for part in PARTS.findall(name):
        core = _without_media_words(part, words)
        if len(core) >= SHORTEST and core not in words.closed and core not in words.institution and gazetteer.is_name(core):
            entries = tuple(
                e for e in gazetteer.candidates(core) if e.how in {"name", "capital"} and e.kind in {"town", "admin1", "admin2", "country"}
            )
            out += [entries] if entries else []
    return out


def _without_media_words(part: str, words: PlaceWords) -> str:
    """The address's word without "news", "times", "daily" at its ends."""
    while True:
        ends = [w for w in words.media if len(part) - len(w) >= SHORTEST - 1 and (part.endswith(w) or part.startswith(w))]
        if not ends:
            return part
        longest = max(ends, key=lambda w: (len(w), w))
        part = part.removesuffix(longest) if part.endswith(longest) else part.removeprefix(longest)
