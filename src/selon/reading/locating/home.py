"""Where an outlet is at home, as far as it is known or its own name and address say: a local paper writes of local places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from selon.atlas.folding import plain
from selon.atlas.gazetteer import Entry, Gazetteer
from selon.atlas.outlets import outlets, town_of
from selon.languages.casing import Casing
from selon.model import Article
from selon.reading.locating.words import PlaceWords

PARTS = re.compile(r"[^\W\d_]+")
SHORTEST = 5  # letters of a name looked for in an address
SIGN = 4  # letters of a station's call sign, with which its address may begin
SIGNED = re.compile(r"\b[KW][A-Z]{3}(?=\b|-)")
NEARBY = 400  # characters at either end of a text in which a station may sign


@dataclass(frozen=True, slots=True)
class Home:
    """`named`: the candidates of names the outlet is called after; `host`: its address without marks, in which names of the text may
    stand; `countries`: those its address ends with; `spoken`: those whose press writes in its language."""

    named: tuple[tuple[Entry, ...], ...]
    host: str
    countries: frozenset[str]
    spoken: frozenset[str]


def home_of(article: Article, gazetteer: Gazetteer, words: PlaceWords, casing: Casing, tail: str = "") -> Home:
    """What is known of the outlet's home, or else what its name and address say of it; `tail` is the masthead at the end of the title."""
    host = _host(article.url or "") or ""
    known = _listed(host or plain(article.outlet or ""), words) or _signed(
        f"{tail} {article.text[:NEARBY]} {article.text[-NEARBY:]}", casing
    )
    town = town_of(known, gazetteer) if known else None
    named = [(town,)] if town else _named(host, gazetteer, words) + _named(plain(article.outlet or ""), gazetteer, words)
    end = host.rpartition(".")[2].upper()
    code = "GB" if end == "UK" else end
    countries = frozenset({code}) if len(code) == 2 and gazetteer.country(code) else frozenset()
    return Home(tuple(named), host.replace("-", "").replace(".", ""), countries, words.countries)


def _listed(host: str, words: PlaceWords) -> str | None:
    """The home of an outlet on the list: by its address, by the name that stands before its ending, by the call sign that begins it."""
    labels, known = host.split("."), outlets()
    name = labels[-2] if len(labels) > 1 else host
    sign, rest = name[:SIGN], name[SIGN:].strip("0123456789")
    found = known.get(host) or known.get(name)
    return found or (known.get(sign) if not rest or _without_media_words(rest, words, 0) == "" else None)


def _signed(text: str, casing: Casing) -> str | None:
    """The home of a station that signs a text; null where stations of several towns do."""
    signs = {s.lower() for s in SIGNED.findall(text)}
    homes = {outlets()[s] for s in signs if s in outlets() and not casing.is_word(s)}
    return homes.pop() if len(homes) == 1 else None


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


def _without_media_words(part: str, words: PlaceWords, least: int = SHORTEST - 1) -> str:
    """The address's word without "news", "times", "daily" at its ends; `least` letters stay."""
    while True:
        ends = [w for w in words.media if len(part) - len(w) >= least and (part.endswith(w) or part.startswith(w))]
        if not ends:
            return part
        longest = max(ends, key=lambda w: (len(w), w))
        part = part.removesuffix(longest) if part.endswith(longest) else part.removeprefix(longest)
