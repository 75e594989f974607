"""The words that tell articles apart: rare ones, names, ages.

How rare a word is stands in the language's rarity table (`training/rarity.py` builds it): a word that the table has not seen is as rare
as can be. The same words come out of the same text for ever, so that what is compared today can be compared with what came years ago.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from zlib import crc32

import msgspec

from selon.atlas.actors import load_actors
from selon.atlas.folding import loose, plain
from selon.languages.lexicon import load_lexicon
from selon.languages.rarity import load_rarity
from selon.languages.sentences import split_sentences
from selon.model import Event, Reading, Span
from selon.reading.pooling.words import any_of, pooling_words

RARE = 0.5  # least rarity of a name that tells
PARTY = 0.25  # the same for a word in the proper name of somebody or something that took part; those of the lexicons are under it
MOST = 72  # words kept of an article, and names
FEW = 40  # words kept of the sentences that tell one event
PLACES = 4  # names of places kept of the sentences that tell an event
WIDE = frozenset({"country", "region", "sea", "admin1"})
MARKS = 12  # names of several words kept
PEOPLE = 8  # persons who took part kept
COMMON = 0.2  # rarity under which a first word is no part of a name: it opens the sentence
STRANGE = 1.0  # least rarity of a name of several words, its words added up
SPEAKING = frozenset({"official", "spokesperson", "military", "medium", "government", "head_of_state", "organisation", "expert"})
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
NAME = re.compile(r"(?<![.!?…:»”\"\n]\s)(?<![.!?…:\n])(?<=\s)[^\W\d_a-zà-öø-ÿ][^\W_]+(?:[-'’][^\W\d_]+)*")
FULL = re.compile(r"(?<!\w)[^\W\d_a-zà-öø-ÿ][^\W\d_]+(?: [^\W\d_]\.)?(?: [^\W\d_a-zà-öø-ÿ][^\W\d_]+(?:[-'’][^\W\d_]+)*){1,5}")


class WeavingWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`weaving.toml` of a language: phrases that say that an act is not the first, or tell of what comes long after one; words in the names
    of those who serve every act of a place; an incident's title, and the acts it names."""

    again: frozenset[str]
    aftermath: frozenset[str]
    serving: frozenset[str]
    title: str
    acts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """The telling words of some text, rarest first; its names; its marks (names of several words); the places named; the ages told; whether
    it says that this is not the first time; whether it tells of what comes long after an act."""

    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    ages: tuple[int, ...] = ()
    again: bool = False
    aftermath: bool = False


@dataclass(frozen=True, slots=True)
class Telling:
    """The telling words of a reading, and those of each event's own sentences."""

    whole: Words
    reading: Reading
    sentences: Sequence[Span]
    known: frozenset[str]

    def of(self, e: Event) -> Words:
        """The telling words of the sentences in which an event is told."""
        spots = [s[0] for s in e.mentions] if e.field is None else []
        spots += [c.span[0] for c in e.counts if c.field is None]
        parts = [self.reading.text[s:t] for s, t in self.sentences if any(s <= at < t for at in spots)]
        if not parts:
            parts = [self.reading.title or ""]
        found = _words(parts, self.reading.lang, FEW, self.known)
        spans = [(s, t) for s, t in self.sentences if any(s <= at < t for at in spots)]
        near = (p for p in self.reading.places if p.field is None and any(s <= p.span[0] < t for s, t in spans))
        places = sorted({loose(p.name) or plain(p.name) for p in near if p.basis not in WIDE})[:PLACES]
        return replace(found, places=tuple(places))

    def people(self, events: Iterable[Event]) -> tuple[str, ...]:
        """The persons named in full who took part in some events, first and last word of each name, without those who speak for others."""
        named = (p.name for e in events for p in (*e.actor, *e.target) if p.kind == "person" and FULL.fullmatch(p.name))
        full = (words for name in named if len(words := [w for w in plain(name).split() if len(w) > 1]) > 1)
        return tuple(sorted(p for p in {_short(w) for w in full} - self.known if load_actors().named(p) is None))[:PEOPLE]

    def parties(self, e: Event) -> tuple[str, ...]:
        """The rare words in the proper names of those who took part in an event, without known actors, who do so day after day."""
        rarity = load_rarity(self.reading.lang)
        named = (p.name for p in (*e.actor, *e.target) if load_actors().named(p.name) is None)
        words = dict.fromkeys(plain(w) for name in named for w in WORD.findall(name) if w[:1].isupper())
        return tuple(w for w in words if rarity.of(w) > PARTY and w not in self.mapped)

    @property
    def mapped(self) -> frozenset[str]:
        """The single words of known names and places."""
        return frozenset(w for name in self.known for w in name.split())


def telling(r: Reading) -> Telling:
    """The telling words of a reading."""
    known = _known(r)
    return Telling(_words([r.text, r.title or ""], r.lang, MOST, known), r, split_sentences(r.text, r.lang), known)


def _known(r: Reading) -> frozenset[str]:
    """Those who speak for others in the article, its outlet, and places on the map: they stand in article after article and are nobody's
    victim."""
    mapped = [p.name for p in r.places if p.lat is not None] + [p.text for p in r.places if p.lat is not None]
    speaking = [s for c in r.claims if c.source is not None for s in (c.source, *c.via) if s.kind in SPEAKING]
    return frozenset(_short(plain(name).split()) for name in (*(s.name for s in speaking), *mapped, r.outlet or ""))


def _short(words: Sequence[str]) -> str:
    """First and last word of a name: what is in between comes and goes."""
    return " ".join((words[0], words[-1])) if words else ""


def _marks(text: str, lang: str, known: frozenset[str]) -> Iterator[str]:
    """Names of several words, of persons, streets or schools, that are rare enough to mark one event, and no speaker's or hospital's."""
    rarity, serving = load_rarity(lang), _serving(lang)
    for m in dict.fromkeys(FULL.findall(text)):
        words = [w for w in plain(m).split() if len(w) > 1]
        if not serving.isdisjoint(words):
            continue
        if words and rarity.of(words[0]) < COMMON:
            words = words[1:]
        for pair in {_short(words), _short(words[-2:])} if len(words) > 1 else ():
            if sum(map(rarity.of, pair.split())) >= STRANGE and pair not in known and load_actors().named(pair) is None:
                yield pair


def _words(parts: Sequence[str], lang: str, most: int, known: frozenset[str]) -> Words:
    text = "\n".join(parts)
    rarity, patterns = load_rarity(lang), age_patterns(lang)
    mapped = {w for name in known for w in name.split()}
    counts = Counter(w for w in map(plain, WORD.findall(text)) if w not in mapped)
    names = {w for w in map(plain, NAME.findall(text)) if w not in mapped}
    best = sorted((w for w in counts if w), key=lambda w: (-rarity.of(w) * (1 + (counts[w] > 1)), w))[:most]
    ages = {int(m["n"]) for p in patterns for m in p.finditer(text) if m["n"].isdigit()}
    lower = text.lower()
    again, aftermath = again_pattern(lang).search(lower) is not None, aftermath_pattern(lang).search(lower) is not None
    marks = sorted(set(_marks(parts[0], lang, known)), key=lambda p: crc32(p.encode("utf-8", "surrogatepass")))
    named = sorted((n for n in names if n and rarity.of(n) > RARE), key=lambda n: (-rarity.of(n) * (1 + (counts[n] > 1)), n))[:most]
    return Words(tuple(best), tuple(named), tuple(sorted(marks[:MARKS])), (), tuple(sorted(ages)), again, aftermath)


@cache
def age_patterns(lang: str) -> tuple[re.Pattern[str], ...]:
    """How a language tells ages."""
    return tuple(re.compile(p, re.IGNORECASE) for patterns in pooling_words(lang).people.age_patterns.values() for p in patterns)


@cache
def again_pattern(lang: str) -> re.Pattern[str]:
    """The words by which a language says that there was another one before."""
    return any_of(load_lexicon(lang, "weaving", WeavingWords).again)


@cache
def aftermath_pattern(lang: str) -> re.Pattern[str]:
    """The words by which a language tells of what comes long after an act."""
    return any_of(load_lexicon(lang, "weaving", WeavingWords).aftermath)


@cache
def _serving(lang: str) -> frozenset[str]:
    """The folded words in the names of those who serve every act of a place."""
    return frozenset(map(plain, load_lexicon(lang, "weaving", WeavingWords).serving))
