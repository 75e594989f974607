"""The words of a language that names and people are known by: languages/<lang>/lexicon/actors.toml, and given names.

`Noun` is a head word with what it stands for: "minister" is a role that speaks as an official, "militia" an organisation of
armed people, "report" a document. A phrase's longest match wins: "source policière" before "source".
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, cached_property, lru_cache
from typing import Literal, cast

import msgspec

from selon.atlas.actors import Sector
from selon.atlas.nations import country_names, demonyms
from selon.atlas.phrases import Node, fold, folded, phrases_of, pieces
from selon.atlas.raw import load_list
from selon.languages.casing import load_casing
from selon.languages.lexicon import load_lexicon
from selon.model import ParticipantKind, SourceKind

Sort = Literal["role", "people", "source", "organisation", "medium", "document"]
Number = Literal["Sing", "Plur", "Any"]
Gender = Literal["Masc", "Fem", "Any"]
REMEMBERED = 50_000     # words and names whose look-up is remembered, of each kind of look-up
HUMAN: frozenset[Sort] = frozenset(("role", "people", "source"))


class Noun(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Head words of one kind."""

    words: tuple[str, ...]
    what: Sort
    source: SourceKind
    sector: Sector | None = None
    kind: ParticipantKind | None = None

    @property
    def human(self) -> bool:
        """Whether it stands for persons."""
        return self.what in HUMAN


class Modifier(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Adjectives and modifiers that tell the sector of the head they stand by."""

    words: tuple[str, ...]
    sector: Sector


class Pronoun(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Pronouns of one number and gender; `human` null where they stand for both; `first` are those of the ones who talk,
    `addressed` of whom they talk to; `near` those of who was named last."""

    words: tuple[str, ...]
    number: Number
    gender: Gender = "Any"
    human: bool | None = None
    relative: bool = False
    first: bool = False
    addressed: bool = False
    near: bool = False


class Titles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words before a person's name, by the gender they tell."""

    Masc: tuple[str, ...]
    Fem: tuple[str, ...]
    Any: tuple[str, ...]


class ActorWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """actors.toml of a language."""

    head_last: bool
    family: tuple[str, ...]
    particles: tuple[str, ...]
    inside: tuple[str, ...]
    joining: tuple[str, ...]
    definite: tuple[str, ...]
    demonstrative: tuple[str, ...]
    indefinite: tuple[str, ...]
    place_prepositions: tuple[str, ...]
    negated: tuple[str, ...]
    days_months: tuple[str, ...]
    said: tuple[str, ...]
    feminine: tuple[str, ...]
    masculine: tuple[str, ...]
    sought: tuple[str, ...]
    again: tuple[str, ...]
    asking: tuple[str, ...]
    according: tuple[str, ...]
    latter: tuple[str, ...]
    one: tuple[str, ...]
    anonymity: tuple[str, ...]
    backed: tuple[str, ...]
    backed_suffix: tuple[str, ...]
    leaning: tuple[str, ...]
    peoples: tuple[str, ...]
    alike: tuple[tuple[str, ...], ...]
    broad: dict[str, tuple[SourceKind, ...]]
    posts: tuple[str, ...]
    lay: tuple[str, ...]
    states: tuple[str, ...]
    private: tuple[str, ...]
    pronoun: tuple[Pronoun, ...]
    titles: Titles
    noun: tuple[Noun, ...]
    modifier: tuple[Modifier, ...]
    place_heads: tuple[str, ...]
    collective: tuple[str, ...]
    ship_prefixes: tuple[str, ...]
    ship_nouns: tuple[str, ...]
    person_relative: tuple[str, ...]
    place_relative: tuple[str, ...]
    countries: dict[str, tuple[str, ...]]


class FirstNames(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Given names in Latin letters, space-separated, by the gender they are given to."""

    Masc: str
    Fem: str
    Any: str


@cache
def first_names() -> dict[str, Gender]:
    """Given names of the world, folded, with the gender they are given to; one list for all languages."""
    found = cast("FirstNames", load_list("first_names.toml", FirstNames))
    genders: tuple[tuple[Gender, str], ...] = (("Fem", found.Fem), ("Masc", found.Masc), ("Any", found.Any))
    return {x: g for g, names in genders for x in folded(names).split()}


class Words:
    """The lexicon of a language in the form it is looked up in; keys are folded unless said otherwise."""

    def __init__(self, lang: str) -> None:
        w = load_lexicon(lang, "actors", ActorWords)
        self.lang, self.raw, self.head_last = lang, w, w.head_last
        self.casing = load_casing(lang)
        self.nouns = phrases_of((x, n) for n in w.noun for x in n.words)
        self.modifiers: dict[str, Sector] = {fold(x): m.sector for m in w.modifier for x in m.words}
        self.pronouns = {x.lower(): p for p in w.pronoun for x in p.words}
        self.titles = {_bare(x): g for g in ("Any", "Masc", "Fem") for x in getattr(w.titles, g)}
        self.said, self.according, self.one = frozenset(w.said), frozenset(w.according), frozenset(w.one)
        self.gendered: dict[str, Gender] = dict.fromkeys(w.feminine, "Fem") | dict.fromkeys(w.masculine, "Masc")
        self.again, self.asking, self.sought = frozenset(w.again), frozenset(w.asking), frozenset(fold(x) for x in w.sought)
        self.accords = frozenset(y for x in w.according for y in (x.split()[0], x.split()[0].replace("'", "’")))
        self.latter = {x.split()[-1]: frozenset(y for y in w.latter if y.split()[-1] == x.split()[-1]) for x in w.latter}
        self.particles = frozenset(fold(x) for x in w.particles)
        self.inside, self.joining = frozenset(w.inside), frozenset(w.joining)
        self.definite, self.indefinite = frozenset(w.definite), frozenset(w.indefinite)
        self.determiners = self.definite | self.indefinite
        self.demonstrative, self.place_prepositions = frozenset(w.demonstrative), frozenset(w.place_prepositions)
        self.negated, self.no_name = frozenset(w.negated), frozenset(fold(x) for x in w.days_months)
        self.family = frozenset(fold(x) for x in w.family)
        self.anonymity = phrases_of((x, True) for x in w.anonymity)
        self.collective = frozenset(w.collective)
        self.ship_prefixes, self.ship_nouns = frozenset(w.ship_prefixes), frozenset(w.ship_nouns)
        self.place_heads = frozenset(fold(x) for x in w.place_heads)
        self.person_relative, self.place_relative = frozenset(w.person_relative), frozenset(w.place_relative)
        self.backed, self.backed_suffix, self.leaning = frozenset(w.backed), frozenset(w.backed_suffix), frozenset(w.leaning)
        self.broad = {fold(x): frozenset(kinds) for x, kinds in w.broad.items()}       # words for anybody who speaks as one of these
        self.posts, self.lay, self.private, self.states = (
            frozenset([" ".join(pieces(x)) for x in xs]) for xs in (w.posts, w.lay, w.private, w.states))
        self._alike: dict[str, set[int]] = {}       # the groups of words for one office that a word stands in
        for k, group in enumerate(w.alike):
            for x in group:
                self._alike.setdefault(" ".join(pieces(x)), set()).add(k)
        self.demonyms = demonyms(lang)
        self.peoples = phrases_of((x, True) for x in w.peoples)
        self.countries = phrases_of((x, code) for code, names in w.countries.items() for x in names)
        self._countries = country_names(lang)
        self.country = lru_cache(maxsize=REMEMBERED)(self._country)
        self.nationality = lru_cache(maxsize=REMEMBERED)(self._nationality)
        self.is_demonym = lru_cache(maxsize=REMEMBERED)(self._is_demonym)
        self.begun = lru_cache(maxsize=REMEMBERED)(self._begun)
        self.noun = lru_cache(maxsize=REMEMBERED)(self._noun)
        self.is_word = lru_cache(maxsize=REMEMBERED)(self.casing.is_word)
        self.title = lru_cache(maxsize=REMEMBERED)(self._title)

    @cached_property
    def first_names(self) -> dict[str, Gender]:
        """Given names, folded, with the gender they are given to; not those that organisations are called by here ("Forum")."""
        called = {fold(x) for n in self.raw.noun if n.what in ("organisation", "medium") for x in n.words}
        return {name: gender for name, gender in first_names().items() if name not in called}

    def are_alike(self, word: str, others: Iterable[str]) -> bool:
        """Whether a folded word can be said of whoever has been called one of the others: "the officer" of a captain, not of a mayor."""
        mine = self._alike.get(word)
        return mine is not None and any(not mine.isdisjoint(self._alike.get(x, ())) for x in others)

    def _country(self, name: str) -> str | None:
        """The country a name stands for, or whose capital it is."""
        found = self.countries.get(name) or self._countries.get(name)
        return found[0] if found else None

    def _nationality(self, word: str) -> str | None:
        """The country of an adjective or noun for its people."""
        found = self.demonyms.get(word)
        return found[0] if found else None

    def _is_demonym(self, word: str) -> bool:
        """Whether it is an adjective or noun for the people of a country, or for a people without one."""
        return self.nationality(word) is not None or bool(self.peoples.get(word))

    def _begun(self, word: str) -> tuple[Node[Noun], str] | None:
        """Where a head word or a phrase for one that begins with a word ends or goes on, and the word folded."""
        parts, node = pieces(word), self.nouns.root
        for p in parts:
            if p not in node.next:
                return None
            node = node.next[p]
        return (node, " ".join(parts)) if parts else None

    def _noun(self, word: str) -> Noun | None:
        """What a single head word stands for."""
        found = self.nouns.get(word)
        return found[0] if found else None

    def _title(self, word: str) -> Gender | None:
        """The gender a title tells, where the word is one; written with a capital."""
        return self.titles.get(_bare(word)) if word[:1].isupper() else None     # type: ignore[return-value]


def _bare(title: str) -> str:
    return "".join(pieces(title))


@cache
def naming_words(lang: str) -> Words:
    """The words of a language; LexiconError names file, entry and fault."""
    return Words(lang)
