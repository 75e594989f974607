"""The agency an article credits: in brackets or before a dash in its first lines, or alone at its end. A credit is no source of a claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from selon.atlas.actors import ActorList
from selon.languages.lexicon import load_lexicon
from selon.languages.syntax import Sentence, Token
from selon.reading.page import Page

FIRST, LAST = 2, 3  # sentences looked at from either end: a dateline, a signature
EARLY = 16  # words from the start within which a dateline ends
SHORT = 8  # words of a signature line
OPENING, CLOSING = frozenset("(["), frozenset(")]")
DASHES = frozenset("-–—")
MARKS = OPENING | CLOSING | DASHES | frozenset(":.,;/|*")


class CreditWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """languages/<lang>/lexicon/credit.toml."""

    before: tuple[str, ...]
    agency: tuple[str, ...]


@cache
def _words(lang: str) -> tuple[tuple[tuple[str, ...], ...], frozenset[str]]:
    """Phrases that stand before a credited name, longest first, and words of agencies' names."""
    lexicon = load_lexicon(lang, "credit", CreditWords)
    return tuple(sorted((tuple(p.split()) for p in lexicon.before), key=len, reverse=True)), frozenset(lexicon.agency)


def _lead(tokens: Sequence[Token], phrases: Sequence[tuple[str, ...]]) -> int:
    """How many words of a phrase such as "reporting by" stand at the head."""
    lower = [t.lower for t in tokens]
    return next((len(p) for p in phrases if tuple(lower[: len(p)]) == p), 0)


def _signature(tokens: Sequence[Token]) -> list[Token]:
    """A short line without the marks at either end."""
    kept = list(tokens)
    while kept and kept[0].text in MARKS:
        kept.pop(0)
    while kept and kept[-1].text in MARKS:
        kept.pop()
    return kept


def _stretches(page: Page) -> Iterator[tuple[list[Token], bool]]:
    """Stretches that may be a credit, and whether such a one stands alone on its line."""
    for s in page.body[:FIRST]:
        yield from ((part, False) for part in _bracketed(s))
        yield from ((part, False) for part in _dateline(s))
    for s in page.body[-LAST:]:
        yield from ((part, True) for part in _bracketed(s, whole=True))
        if len(s) <= SHORT:
            yield _signature(s.tokens), True


def _bracketed(s: Sentence, whole: bool = False) -> Iterator[list[Token]]:
    opened = None
    for t in s.tokens if whole else s.tokens[:EARLY]:
        if t.text in OPENING:
            opened = t.i
        elif t.text in CLOSING and opened is not None:
            yield _signature(s.tokens[opened : t.i])
            opened = None


def _dateline(s: Sentence) -> Iterator[list[Token]]:
    """The word or two before an early dash: "PARIS, AFP - "."""
    dash = next((t.i for t in s.tokens[:EARLY] if t.text in DASHES and t.i), None)
    if dash:
        yield list(s.tokens[max(0, dash - 1) : dash])


def _agency(tokens: Sequence[Token], alone: bool, actors: ActorList, lang: str) -> str | None:
    """The agency a stretch names: a medium of the actor list, or capitalised words one of which says agency or that follow a lead."""
    phrases, agency = _words(lang)
    rest = _signature(tokens[_lead(tokens, phrases) :])
    if not rest or len(rest) > 4 + 2 * alone:
        return None
    found = actors.longest([t.text for t in rest], 0)
    if found and found[1].kind == "medium":
        return found[1].name
    named = len(rest) >= 2 and all(t.text[:1].isupper() or t.text.isdigit() for t in rest)
    return " ".join(t.text for t in rest) if named and any(t.lower in agency for t in rest) else None


def find_credit(page: Page, actors: ActorList) -> str | None:
    """The credited agency's usual name, or null."""
    return next((name for tokens, alone in _stretches(page) if (name := _agency(tokens, alone, actors, page.lang))), None)
