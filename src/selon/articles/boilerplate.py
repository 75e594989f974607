"""Lines of a page that are the site's, not the article's: "read also", subscriptions, cookies, photo credits; and the title told again."""

from __future__ import annotations

from functools import cache

import msgspec

from selon.languages.lexicon import languages, load_lexicon

LONGEST = 30  # words; a longer line is a paragraph, whatever it begins with
HEAD = 3  # first lines among which the title is told again
MARKS = " \t-–—>•*·|:»«\"'“”‘’[](){}…._"


class PageWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """languages/<lang>/lexicon/page.toml."""

    whole: tuple[str, ...]
    starts: tuple[str, ...]


@cache
def _words() -> tuple[frozenset[str], tuple[str, ...]]:
    """The lines of all languages: which one a page is in is told from its text, and that is what is being cleaned."""
    found = [load_lexicon(lang, "page", PageWords) for lang in languages()]
    return frozenset(w for f in found for w in f.whole), tuple(dict.fromkeys(w for f in found for w in f.starts))


def _bare(line: str) -> str:
    return line.replace("’", "'").lower().strip(MARKS)


def is_boilerplate(line: str) -> bool:
    """Whether a line is the site's."""
    whole, starts = _words()
    bare = _bare(line)
    return bare in whole or (bare.startswith(starts) and len(bare.split()) <= LONGEST)


def rights(text: str) -> list[str]:
    """The lines of rights ("© 2023 The Associated Press"): they are the site's, but name whose words these are."""
    return [line for line in text.split("\n") if line.strip(MARKS).startswith("©")]


def trimmed(text: str, title: str | None) -> str:
    """The text without the site's lines; as it came where nothing else would remain."""
    lines = text.split("\n")
    told = _bare(title or "")
    kept = [line for i, line in enumerate(lines) if not (i < HEAD and told and _bare(line) == told) and not is_boilerplate(line)]
    return "\n".join(kept) if len(kept) < len(lines) and any(k.strip() for k in kept) else text
