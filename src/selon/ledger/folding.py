"""Words as they are searched: lower case, without accents, in one blank each; the same for both databases."""

from __future__ import annotations

import re
import unicodedata

MOST = 250_000  # characters of an article that are searched; PostgreSQL takes a megabyte of distinct words at most
WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Lower case without accents."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in bare if not unicodedata.combining(c))


def words(text: str) -> str:
    """The folded words of a text, blanks between them."""
    return " ".join(WORD.findall(fold(text[:MOST])))


def groups(wish: str) -> list[tuple[str, bool]]:
    """What a person searches: words that must all be there, "words in a row" as one run, `word*` for what begins so."""
    found = []
    for quoted, plain in re.findall(r'"([^"]*)"|([^\s"]+)', wish):
        run = words(quoted or plain)
        if run:
            found.append((run, plain.endswith("*")))
    return found
