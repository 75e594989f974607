"""The lexicon of attribution: a language's words by class, and the look-ups the candidates need.

The classes are the same in every language (SPEECH, THOUGHT, ... below); the words stand in languages/<lang>/lexicon/attribution.toml.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Literal

import msgspec

from selon.languages.lexicon import load_lexicon
from selon.languages.senses import senses
from selon.languages.syntax import Sentence, Token
from selon.model import Stance

Classes = tuple[str, ...]
Phrase = tuple[str, ...]
Phrases = dict[str, list[Phrase]]       # those that begin with one word, by their second ("" where there is none), the longest first

PERSON = "person"       # the sense of nouns that speak


class Inflections(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How forms come from lemmas: (the lemma's ending, the form's) and (form, lemma)."""

    verbs: tuple[tuple[str, str], ...]
    irregular: tuple[tuple[str, str], ...]


class AttributionSchema(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """languages/<lang>/lexicon/attribution.toml."""

    relative_source: Literal["pronoun", "antecedent"]
    least: float        # a claim less likely than this is not made; set on dev data
    least_nested: float         # the same for a claim within another's content
    verbs: dict[str, tuple[str, ...]]
    nouns: dict[str, tuple[str, ...]]
    adjectives: dict[str, tuple[str, ...]]
    adverbs: dict[str, tuple[str, ...]]
    prepositions: dict[str, tuple[str, ...]]
    markers: dict[str, tuple[str, ...]]
    stance: dict[Stance, tuple[str, ...]]
    deeds: dict[str, tuple[str, ...]]
    words: dict[str, tuple[str, ...]]
    idioms: tuple[str, ...]
    inflections: Inflections
    locutions: dict[str, tuple[str, ...]]
    speakers: dict[str, tuple[str, ...]]


def _lemmas(schema: AttributionSchema) -> dict[str, str]:
    """The lemma of each form of a verb of the lexicon, the irregular ones last."""
    out: dict[str, str] = {}
    for lemma in _inverted(schema.verbs):
        for end, new in schema.inflections.verbs:
            if lemma.endswith(end) and len(lemma) > len(end) + 1:
                out.setdefault(lemma[:len(lemma) - len(end)] + new, lemma)
    return out | dict(schema.inflections.irregular)


def _forms(lemmas: dict[str, Classes], rules: Inflections) -> dict[str, Classes]:
    """Forms that differ from their lemma, with the lemma's classes; a form that is itself a lemma is left out."""
    out: dict[str, Classes] = {}
    for lemma, classes in lemmas.items():
        for end, new in rules.verbs:
            if lemma.endswith(end) and len(lemma) > len(end) + 1:
                form = lemma[:len(lemma) - len(end)] + new
                if form not in lemmas:
                    out.setdefault(form, classes)
    out |= {form: lemmas[lemma] for form, lemma in rules.irregular if lemma in lemmas}
    return out


def _inverted(table: dict[str, tuple[str, ...]]) -> dict[str, Classes]:
    out: dict[str, list[str]] = {}
    for cls, words in table.items():
        for w in words:
            if cls not in out.setdefault(w, []):
                out[w].append(cls)
    return {w: tuple(classes) for w, classes in out.items()}


def _by_start(phrases: Iterable[Phrase]) -> dict[str, Phrases]:
    """Phrases by their first word, then by their second: most words that may begin one are refused by the word that follows."""
    out: dict[str, Phrases] = {}
    for p in sorted(phrases, key=len, reverse=True):
        out.setdefault(p[0], {}).setdefault(p[1] if len(p) > 1 else "", []).append(p)
    return out


class AttributionLexicon:
    """One language's words of attribution, by lemma or lower-cased form."""

    def __init__(self, schema: AttributionSchema, senses: Mapping[str, str]) -> None:
        self.schema = schema
        # what may begin a cue, or an idiom that is none, by lemma or lower-cased form, is in `known` too: one look for most words
        self.verbs, self.nouns = _inverted(schema.verbs), _inverted(schema.nouns)
        self.forms = _forms(self.verbs, schema.inflections)
        self.idioms = _by_start(tuple(p.split(" ")) for p in schema.idioms)
        self.lemmas = _lemmas(schema)
        self.speakers = _inverted(schema.speakers)
        self.mute = frozenset([w for w, kind in senses.items() if kind != PERSON and w not in self.speakers and w not in self.nouns])
        self.persons = frozenset([w for w, kind in senses.items() if kind == PERSON])
        self.locutions: dict[str, list[tuple[tuple[str, ...], Classes]]] = {}
        for phrase, classes in _inverted(schema.locutions).items():
            head, *rest = phrase.split(" ")
            self.locutions.setdefault(head, []).append((tuple(rest), classes))
        self.adjectives, self.adverbs = _inverted(schema.adjectives), _inverted(schema.adverbs)
        self.markers = {w: cls[0] for w, cls in _inverted(schema.markers).items()}
        self.stances: dict[str, Stance] = {}
        for stance, lemmas in schema.stance.items():
            for w in lemmas:
                self.stances.setdefault(w, stance)
        self.deeds = {k: frozenset(v) for k, v in schema.deeds.items()}
        self.words = {k: frozenset(v) for k, v in schema.words.items()}
        self.denying = self.words["not"] | self.words["half"]
        self.prepositions: dict[Phrase, str] = {tuple(p.split(" ")): classes[0] for p, classes in _inverted(schema.prepositions).items()}
        self.phrases = _by_start(self.prepositions)
        self.locutions_by_form = {form: self.locutions[lemma] for form, lemma in self.lemmas.items() if lemma in self.locutions}
        self.known = frozenset(set(self.locutions_by_form).union(
            self.idioms, self.phrases, self.locutions, self.verbs, self.forms, self.nouns, self.adjectives, self.adverbs))

    def lemma(self, t: Token) -> str:
        """A word's lemma, by its form where the lemmatizer's is no word of the lexicon."""
        known = t.lemma in self.verbs or t.lemma in self.nouns or t.lemma in self.stances
        return t.lemma if known else self.lemmas.get(t.lower, t.lemma)

    def marker(self, s: Sentence, t: Token) -> str | None:
        """What a phrase begins with: "to", "by", "of" ... of whatever language; null where that is no word of the lexicon."""
        case = s.child(t, "case")
        return self.markers.get(case.lower) if case is not None else None

    def can_speak(self, t: Token) -> bool:
        """Whether a word names somebody, or a document, that can say something."""
        return t.pos == "PROPN" or t.lemma in self.speakers or t.lower in self.speakers or t.lemma in self.persons


@cache
def attribution_lexicon(lang: str) -> AttributionLexicon:
    """The lexicon of a language; LexiconError names what is wrong with it."""
    return AttributionLexicon(load_lexicon(lang, "attribution", AttributionSchema), senses(lang))
