"""What a language knows of counted things: languages/<lang>/lexicon/counted.toml as look-ups of folded words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import msgspec

from selon.languages.lexicon import load_lexicon
from selon.model import What
from selon.reading.numbers.numerals import NumberLexicon
from selon.reading.numbers.words import fold, pieces

Row = tuple[str, ...]


class Outcome(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What became of those counted: its nouns, what is said of them (victims, subjects), what is done to them (verbs, acts). Of `standing`
    nouns, of people to whom it was done before, something else may be told: "nine prisoners were killed"."""

    what: What
    nouns: tuple[str, ...]
    victims: tuple[str, ...]
    subjects: tuple[str, ...]
    verbs: tuple[str, ...]
    acts: tuple[str, ...]
    standing: tuple[str, ...] = ()


class Kinds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns by what they are. `households` are counted as other, though what becomes of people becomes of them."""

    troops: tuple[str, ...]
    vehicles: tuple[str, ...]
    aircraft: tuple[str, ...]
    drones: tuple[str, ...]
    missiles: tuple[str, ...]
    rockets: tuple[str, ...]
    attacks: tuple[str, ...]
    strikes: tuple[str, ...]
    people: tuple[str, ...]
    households: tuple[str, ...]
    other: tuple[str, ...]


KINDS: tuple[What, ...] = ("other", "people", "strikes", "attacks", "rockets", "missiles", "drones", "aircraft", "vehicles", "troops")


class CountedLexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """languages/<lang>/lexicon/counted.toml."""

    endings: tuple[str, ...]
    sub: tuple[str, ...]
    other: tuple[str, ...]
    skip_before: tuple[str, ...]
    passive: tuple[str, ...]
    break_words: tuple[str, ...]
    joins: tuple[str, ...]
    of: tuple[str, ...]
    collective: tuple[str, ...]
    with_: tuple[str, ...] = msgspec.field(name="with")
    plural_endings: tuple[str, ...]
    no_object: tuple[str, ...]
    adverb_endings: tuple[str, ...]
    out_of: tuple[str, ...]
    only: tuple[str, ...]
    reports: tuple[str, ...]
    compounds: bool
    of_them: tuple[str, ...]
    armies: tuple[str, ...]
    populations: tuple[str, ...]
    number: tuple[str, ...]
    struck: tuple[str, ...]
    put_at: tuple[str, ...]
    further: tuple[str, ...]
    toll: tuple[str, ...]
    injured_toll: tuple[str, ...]
    partitive_no: tuple[str, ...]
    article_nouns: tuple[str, ...]
    zero_nouns: dict[What, tuple[str, ...]]
    no_one: tuple[str, ...]
    held_together: tuple[str, ...]
    people_suffixes: tuple[str, ...]
    people_suffix_not: tuple[str, ...]
    demonym_suffixes: tuple[str, ...]
    demonym_not: tuple[str, ...]
    no_noun: tuple[str, ...]
    age: tuple[str, ...]
    age_adverbs: tuple[str, ...]
    streets: tuple[str, ...]
    not_count_after: tuple[str, ...]
    not_count_before: tuple[str, ...]
    parents: tuple[str, ...]
    numerals: tuple[str, ...]
    per_share: tuple[str, ...]
    number_of: tuple[str, ...]
    percent_of: tuple[str, ...]
    outcome: tuple[Outcome, ...]
    kinds: Kinds


class Rows:
    """Phrases to look for from a word on, or just before one; `firsts` are their first words."""

    __slots__ = ("_lasts", "firsts", "longest", "table")

    def __init__(self, table: dict[Row, What | str]) -> None:
        self.table, self.longest = table, max(map(len, table), default=0)
        self.firsts, self._lasts = frozenset(k[0] for k in table), frozenset(k[-1] for k in table)

    def at(self, low: list[str], i: int) -> tuple[int, What | str] | None:
        """Length and value of the longest phrase that begins at word i."""
        if i >= len(low) or low[i] not in self.firsts:
            return None
        for n in range(min(self.longest, len(low) - i), 0, -1):
            if (found := self.table.get(tuple(low[i:i + n]))) is not None:
                return n, found
        return None

    def before(self, low: list[str], i: int) -> tuple[int, What | str] | None:
        """Length and value of the longest phrase that ends just before word i."""
        if i == 0 or low[i - 1] not in self._lasts:
            return None
        for n in range(min(self.longest, i), 0, -1):
            if (found := self.table.get(tuple(low[i - n:i]))) is not None:
                return n, found
        return None


@dataclass(frozen=True, slots=True)
class CountedWords:
    """The lexicon made ready."""

    nouns: Rows
    victims: Rows
    subjects: Rows
    verbs: Rows
    acts: Rows
    kinds: Rows
    zero: Rows
    none: Rows
    no_one: Rows
    sub: Rows
    toll: Rows
    other: Rows
    number_of: Rows
    percent_of: Rows
    not_after: Rows
    not_before: Rows
    parents: Rows
    partitive_no: Rows
    of_them: Rows
    armies: Rows
    further: Rows
    compounds: bool
    out_of: Rows
    adverb_endings: tuple[str, ...]
    plural_endings: tuple[str, ...]
    words: dict[str, frozenset[str]]
    people_suffixes: tuple[str, ...]
    demonym_suffixes: tuple[str, ...]


def _rows(phrases: Iterable[str], value: What | str) -> dict[Row, What | str]:
    return {pieces(p): value for p in phrases}


def _list(phrases: Iterable[str]) -> Rows:
    return Rows(_rows(phrases, "is"))


def _endings(stems: Iterable[str], endings: tuple[str, ...]) -> list[str]:
    return [s.replace("~", e, 1) for s in stems for e in (endings if "~" in s else ("",))]


def _of_outcomes(lex: CountedLexicon, field: str) -> Rows:
    """One table over all outcomes; where two share a phrase, the first listed keeps it."""
    table: dict[Row, What | str] = {}
    for outcome in reversed(lex.outcome):
        table |= _rows(_endings(getattr(outcome, field), lex.endings), outcome.what)
    return Rows(table)


@cache
def counted_words(lang: str) -> CountedWords:
    """The counted things of a language; LexiconError where the file has a fault."""
    lex = load_lexicon(lang, "counted", CountedLexicon)
    kinds: dict[Row, What | str] = {}
    for what in KINDS:
        kinds |= _rows(getattr(lex.kinds, what), what)
    zero: dict[Row, What | str] = {}
    for what, nouns in lex.zero_nouns.items():
        zero |= _rows(nouns, what)
    numbers = load_lexicon(lang, "numbers", NumberLexicon)
    sets = {name: frozenset(fold(w) for w in getattr(lex, name)) for name in
            ("skip_before", "passive", "break_words", "joins", "of", "article_nouns", "held_together", "people_suffix_not",
             "demonym_not", "no_noun", "per_share", "numerals", "number", "struck", "put_at", "collective", "only", "reports", "no_object",
             "age_adverbs", "streets")}
    sets["households"] = frozenset(fold(w) for w in lex.kinds.households)
    sets["standing"] = frozenset(fold(w) for o in lex.outcome for w in o.standing)
    sets["with"] = frozenset(fold(w) for w in lex.with_)
    sets["numerals_all"] = frozenset(fold(w) for w in numbers.units)
    nouns, victims, subjects, verbs, acts = (_of_outcomes(lex, f) for f in ("nouns", "victims", "subjects", "verbs", "acts"))
    tolls = _rows(lex.toll, "killed") | _rows(lex.injured_toll, "injured")
    hosts = _rows(lex.armies, "troops") | _rows(lex.populations, "people")
    return CountedWords(
        nouns=nouns, victims=victims, subjects=subjects, verbs=verbs, acts=acts, kinds=Rows(kinds), zero=Rows(zero), toll=Rows(tolls),
        armies=Rows(hosts), none=_list(numbers.none), no_one=_list(lex.no_one), sub=_list(lex.sub), other=_list(lex.other),
        number_of=_list(lex.number_of), percent_of=_list(lex.percent_of), not_after=_list(lex.not_count_after),
        not_before=_list(lex.not_count_before), parents=_list(lex.parents), partitive_no=_list(lex.partitive_no),
        of_them=_list(lex.of_them), further=_list(lex.further), compounds=lex.compounds, words=sets,
        out_of=_list(lex.out_of), adverb_endings=tuple(fold(e) for e in lex.adverb_endings),
        plural_endings=tuple(fold(e) for e in lex.plural_endings),
        people_suffixes=tuple(fold(s) for s in lex.people_suffixes), demonym_suffixes=tuple(fold(s) for s in lex.demonym_suffixes))
