"""The words pooling needs of a language, from `lexicon/pooling.toml`."""

from __future__ import annotations

import re
from functools import cache

import msgspec
from msgspec.structs import replace

from selon.languages.lexicon import load_lexicon
from selon.languages.syntax import Token

Words = frozenset[str]


class HarmWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What becomes of people: verbs by the role of the person harmed, adjectives, nouns, phrases."""

    killed_object: Words
    killed_subject: Words
    injured_object: Words
    hit_object: Words
    deadly_beside: Words
    deadly_particle: dict[str, Words]
    killed_adjective: Words
    injured_adjective: Words
    killed_people: Words
    injured_people: Words
    killed_noun: Words
    injured_noun: Words
    body: Words
    life: Words
    life_verb: Words
    multiple: dict[str, int]
    condition: Words
    condition_state: Words
    treated_object: Words
    not_harmed: Words
    natural: Words
    self_words: Words
    turn_verb: Words
    shot_noun: Words
    agent: Words
    deadly_adjective: Words
    deadly_noun: Words
    injuring_noun: Words
    goal: Words
    forms: dict[str, str]


class PersonWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How people are described: nouns by sex, age and part played, pronouns, marks of another one, ages.

    Patterns of ages stand under small letters without which they match nothing, so that most texts need not be searched for them.
    """

    male: Words
    female: Words
    child: Words
    attacker: Words
    victim: Words
    neutral: Words
    civilian: Words
    pronouns: Words
    plural_pronouns: Words
    relative_pronouns: Words
    other: Words
    another: Words
    both: dict[str, int]
    include: Words
    age_patterns: dict[str, tuple[str, ...]]
    month_patterns: dict[str, tuple[str, ...]]
    age_heads: Words
    possessive: Words
    plural: Words
    units: Words
    grounds: Words
    of: Words
    bands: Words
    identify: Words


class DenialWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that deny, and words that make it a supposition."""

    words: Words
    hypothetical: Words
    any: Words


class NewnessWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of news that goes on with an earlier story, and those that open a sentence of something else."""

    update: Words
    elsewhere: Words
    day_after: Words
    same_day: Words
    spans: Words
    incidents: Words
    morrow: Words
    following: Words
    apart: Words


class TallyWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of periods, of tolls, and the verbs that bring a toll to a number."""

    period: Words
    toll: Words
    bring: Words
    times: Words
    repeated: Words
    between: Words
    inclusive: Words
    acts_pronouns: Words
    since: Words
    count: Words
    by: Words
    during: Words
    war: Words
    waging: Words
    unrest: Words
    formerly: Words
    put: Words


class AimWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words for what is aimed at: those that leave open what it is, and those that may name one thing ("depot", "warehouse")."""

    general: Words
    alike: tuple[Words, ...]

    def kinds(self, lemmas: Words) -> Words:
        """These words with all that may name the same."""
        return lemmas.union(*[group for group in self.alike if not group.isdisjoint(lemmas)])


class ZoneWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Air and waters that belong to a country or to nobody, and the words for nobody's."""

    names: Words
    open: Words


class CaptionWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of picture credits, and what numbers pictures."""

    markers: Words
    numbered: Words


class SceneWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A town's forces, where the hurt and the accused are brought (nouns and verbs), verbs of going; `issued`: what is done with reports
    and statements; `aside`: prepositions before what is no place of an act, `during` before an act in which another thing is done."""

    forces: Words
    kept: Words
    ways: Words
    issued: Words
    aside: Words
    during: Words


class PoolingWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`pooling.toml` of a language."""

    harm: HarmWords
    people: PersonWords
    numbers: dict[str, int]
    denial: DenialWords
    newness: NewnessWords
    tally: TallyWords
    caption: CaptionWords
    aims: AimWords
    scene: SceneWords
    zones: ZoneWords


@cache
def pooling_words(lang: str) -> PoolingWords:
    """The pooling lexicon of a language, its verbs with the forms that taggers miss."""
    words = load_lexicon(lang, "pooling", PoolingWords)
    h = words.harm
    wider: dict[str, Words] = {name: value | {f for f, lemma in h.forms.items() if lemma in value}
             for name in h.__struct_fields__ if isinstance(value := getattr(h, name), frozenset)}
    wide: PoolingWords = replace(words, harm=replace(h, **wider))
    return wide


class HarmTables(msgspec.Struct, frozen=True):
    """Lists put together: every word that may tell of harm; nouns of deadly acts, of acts that hurt, words of death; of people, whom the
    words of harm do not stand beside (`stops`), and those hurt."""

    all: Words
    deadly: Words
    acts: Words
    dead: Words
    people: Words
    stops: Words
    victims: Words


@cache
def harm_tables(lang: str) -> HarmTables:
    """These lists of a language."""
    h, p = pooling_words(lang).harm, pooling_words(lang).people
    return HarmTables(
        all=_harm_words(h), deadly=h.deadly_noun | h.killed_noun, acts=h.deadly_noun | h.injuring_noun,
        dead=h.killed_subject | h.killed_noun | h.killed_adjective,
        people=p.male | p.female | p.child | p.attacker | p.victim | p.neutral,
        stops=h.killed_object | h.hit_object | h.injured_object | h.killed_subject, victims=h.killed_people | h.injured_people)


def _harm_words(h: HarmWords) -> Words:
    """Every word that may tell of harm to people."""
    return (h.killed_object | h.killed_subject | h.injured_object | h.hit_object | h.killed_adjective | h.injured_adjective
            | h.killed_people | h.injured_people | h.killed_noun | h.injured_noun | h.condition | h.treated_object
            | h.body | h.life | h.turn_verb | h.deadly_noun | h.injuring_noun | h.deadly_beside | frozenset(h.deadly_particle))


@cache
def any_of(phrases: Words) -> re.Pattern[str]:
    """A pattern for any of these words or phrases, whole words, in lower-cased text."""
    alternatives = "|".join(re.escape(p) for p in sorted(phrases, key=lambda p: (-len(p), p)))
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")


def holds(text: str, phrases: Words) -> bool:
    """Whether any of these words or phrases stands in lower-cased text; as mere letters first, which most texts have nowhere."""
    return any(p in text for p in phrases) and any_of(phrases).search(text) is not None


def is_one(t: Token, words: Words) -> bool:
    """Whether a token's lemma or form is one of these words."""
    return t.lemma in words or t.lower in words
