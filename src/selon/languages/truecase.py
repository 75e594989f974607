"""Gives agency text in capitals back its small letters, so that the parser can read it. Offsets stay as they are.

After Lita et al., "tRuEcasIng" (ACL 2003), reduced to its unigram part: each word takes the form it usually has in the
treebanks; a word unknown there is a common word when the lexicon has it, else a name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from selon.languages.casing import Casing, load_casing

_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+(?:(?:\r\n|[\n\r])[^\n\r\u2028\u2029]+)*")
_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_](?![^\W\d_]))*")
_NUMBERED = re.compile(r"[^\W_]*\d[^\W_]*")
_SENTENCE_END = re.compile(r"[.!?…][\"'”»’)\]]*\s+[\"'“«‘(\[—–-]*\s*$|^\W*$")
_MIN_WORDS, _MIN_LETTERS = 3, 12
# Share of capitals from which a paragraph counts as set in capitals: "McALLEN" and "al-QAIDA" keep small letters.
_CAPITALS = 0.9
_FREQUENT = "etaoinsr"
# A word this often and this mostly in lower case is no name, whatever the gazetteer says ("of", "nice").
_COMMON_COUNT, _COMMON_SHARE = 3, 0.8


def truecase(text: str, lang: str, is_name: Callable[[str], bool] | None = None) -> str:
    """The text with paragraphs set in capitals brought to usual spelling; the same length, code point for code point.

    ``is_name`` may tell the caller's known names (it is asked with the word capitalised). Other paragraphs come back
    unchanged, and so do characters whose small letter is not one code point. Raises LanguageError for an unknown language.
    """
    capitals = _set_in_capitals(text)
    if not capitals:
        return text
    parts: list[str] = []
    last, casing = 0, load_casing(lang)
    for start, end in capitals:
        parts += [text[last:start], _paragraph(text[start:end], casing, is_name)]
        last = end
    return "".join(parts) + text[last:]


@lru_cache(maxsize=2)  # asked twice in a row: where a text is split into sentences and where the parser is shown it
def _set_in_capitals(text: str) -> tuple[tuple[int, int], ...]:
    """The paragraphs that are set in capitals."""
    return tuple(match.span() for match in _PARAGRAPH.finditer(text) if in_capitals(match.group()))


def in_capitals(paragraph: str) -> bool:
    """Whether (nearly) all letters are capitals, and there are enough of them to tell."""
    if sum(map(paragraph.count, _FREQUENT)) > (1 - _CAPITALS) * len(paragraph):  # small letters enough: nearly always
        return False
    if paragraph.upper() == paragraph.lower() or paragraph.islower():
        return False
    upper = sum(map(str.isupper, paragraph))
    if upper < _MIN_LETTERS or upper < _CAPITALS * (upper + sum(map(str.islower, paragraph))):
        return False
    return sum(1 for word in _WORD.finditer(paragraph) if len(word.group()) > 1) >= _MIN_WORDS


def _paragraph(paragraph: str, casing: Casing, is_name: Callable[[str], bool] | None) -> str:
    return "".join(_pieces(paragraph, casing, is_name))


def _pieces(paragraph: str, casing: Casing, is_name: Callable[[str], bool] | None) -> Iterator[str]:
    last = 0
    for match in _WORD.finditer(paragraph):
        start, end = match.span()
        yield paragraph[last:start]
        last = end
        first = _SENTENCE_END.search(paragraph, max(0, start - 12), start) is not None if start else True
        alone = paragraph[start - 1 : start] == "(" and paragraph[end : end + 1] == ")"
        numbered = paragraph[start - 1 : start].isdigit() or paragraph[end : end + 1].isdigit()
        yield match.group() if numbered and len(match.group()) < 3 else _word(match.group(), casing, is_name, first, alone)
    yield paragraph[last:]


def _word(word: str, casing: Casing, is_name: Callable[[str], bool] | None, first: bool, alone: bool) -> str:
    """One word in its usual form; ``first`` in its sentence, ``alone`` between brackets."""
    lower = _same_length(word, str.lower)
    capital = _same_length(word[:1], str.upper) + lower[1:]
    if "." in word:  # U.S., J.-C.: initials
        return _same_length(word, str.upper)
    usual, share = casing.usual(lower), casing.share(lower)
    common = share is not None and share >= _COMMON_SHARE and casing.count(lower) >= _COMMON_COUNT
    if not common and is_name is not None and is_name(capital):
        return capital
    if usual is not None and len(usual) == len(word):
        return capital if first and usual.islower() else usual
    if casing.is_word(lower):
        return capital if first else lower
    return word if alone or _is_acronym(word) else capital


def _is_acronym(word: str) -> bool:
    """Whether an unknown word of capitals looks like an acronym: short, and hardly a vowel in it."""
    vowels = sum(1 for letter in word if letter in "AEIOUY")
    return len(word) <= 1 or (len(word) <= 6 and vowels * 4 <= len(word) and vowels <= 1)


def _same_length(word: str, change: Callable[[str], str]) -> str:
    changed = change(word)
    if len(changed) == len(word):
        return changed
    return "".join(c if len(change(c)) != 1 else change(c) for c in word)
