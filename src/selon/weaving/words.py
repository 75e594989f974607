"""The words that tell articles apart: rare ones, names, ages.

How rare a word is stands in the language's rarity table (`training/rarity.py` builds it): a word that the table has not seen is as rare
as can be. The same words come out of the same text for ever, so that what is compared today can be compared with what came years ago.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import msgspec

from selon.atlas.folding import plain
from selon.languages.lexicon import load_lexicon
from selon.languages.rarity import load_rarity
from selon.languages.sentences import split_sentences
from selon.model import Event, Reading, Span
from selon.reading.pooling.words import any_of, pooling_words

RARE = 0.5  # least rarity of a name that tells
MOST = 72  # words kept of an article, and names
FEW = 40  # words kept of the sentences that tell one event
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
NAME = re.compile(r"(?<![.!?…:»”\"\n]\s)(?<![.!?…:\n])(?<=\s)[^\W\d_a-zà-öø-ÿ][^\W_]+(?:[-'’][^\W\d_]+)*")


class WeavingWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`weaving.toml` of a language: phrases that say that an act is not the first; an incident's title, and the acts it names."""

    again: frozenset[str]
    title: str
    acts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """The telling words of some text, rarest first; its names; the ages told; whether it says that this is not the first time."""

    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    ages: tuple[int, ...] = ()
    again: bool = False


@dataclass(frozen=True, slots=True)
class Telling:
    """The telling words of a reading, and those of each event's own sentences."""

    words: tuple[str, ...]
    names: tuple[str, ...]
    ages: tuple[int, ...]
    reading: Reading
    sentences: Sequence[Span]

    def of(self, e: Event) -> Words:
        """The telling words of the sentences in which an event is told."""
        spots = [s[0] for s in e.mentions] if e.field is None else []
        spots += [c.span[0] for c in e.counts if c.field is None]
        parts = [self.reading.text[s:t] for s, t in self.sentences if any(s <= at < t for at in spots)]
        if not parts:
            parts = [self.reading.title or ""]
        return _words(parts, self.reading.lang, FEW)


def telling(r: Reading) -> Telling:
    """The telling words of a reading."""
    whole = _words([r.title or "", r.text], r.lang, MOST)
    return Telling(whole.words, whole.names, whole.ages, r, split_sentences(r.text, r.lang))


def _words(parts: Iterable[str], lang: str, most: int) -> Words:
    text = "\n".join(parts)
    rarity, patterns = load_rarity(lang), age_patterns(lang)
    counts = Counter(plain(w) for w in WORD.findall(text))
    names = {plain(w) for w in NAME.findall(text)}
    best = sorted((w for w in counts if w), key=lambda w: (-rarity.of(w) * (1 + (counts[w] > 1)), w))[:most]
    ages = {int(m["n"]) for p in patterns for m in p.finditer(text) if m["n"].isdigit()}
    again = again_pattern(lang).search(text.lower()) is not None
    return Words(tuple(best), tuple(sorted(n for n in names if n and rarity.of(n) > RARE))[:most], tuple(sorted(ages)), again)


@cache
def age_patterns(lang: str) -> tuple[re.Pattern[str], ...]:
    """How a language tells ages."""
    return tuple(re.compile(p, re.IGNORECASE) for p in pooling_words(lang).people.age_patterns)


@cache
def again_pattern(lang: str) -> re.Pattern[str]:
    """The words by which a language says that there was another one before."""
    return any_of(load_lexicon(lang, "weaving", WeavingWords).again)
