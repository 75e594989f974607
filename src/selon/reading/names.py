"""Names: persons, organisations, places, nationalities, armed groups, ships, each where it stands.

Runs of capitalised words are found in every sentence, parsed or not; listed actors and nationalities are known by their words, ships by
their prefix, all others are judged by a small model from their surroundings. One name has one kind in a document: the evidence of its
mentions is pooled, and a last name is the person whose full name the page gives.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Literal

import msgspec

from selon.atlas.actors import Actor, ActorKind, ActorList
from selon.languages.syntax import Sentence
from selon.model import Span
from selon.reading.naming.features import document, features
from selon.reading.naming.foreign import without_foreign
from selon.reading.naming.kinds import Scores, chances, load_kinds
from selon.reading.naming.runs import Run, RunFinder
from selon.reading.naming.words import Words, naming_words
from selon.reading.page import Page

NameKind = Literal["person", "organisation", "place", "nationality", "group", "ship", "other"]
ACTOR_KINDS: dict[ActorKind, NameKind] = {"armed_group": "group", "person": "person", "ship": "ship", "people": "other"}
MODEL_KINDS: tuple[NameKind, ...] = ("other", "organisation", "person", "place")
LISTED = 0.97       # confidence of a listed actor or nationality; by hand, not calibrated
NOTHING: Mapping[int, Name] = {}
ORGANISED = frozenset(("organisation", "medium"))
TITLED = 4          # words of a name behind a role
SHOUTING = 0.7      # share of capitals from which a text is all capitals
USUAL = "etaoin"    # where these are a third of all signs, two thirds of the letters at most are capitals, less than SHOUTING


class Name(msgspec.Struct, frozen=True, gc=False):
    """A name in a sentence: tokens `first` to `last`, inclusive; `country` is ISO 3166 alpha-2."""

    sentence: Sentence
    first: int
    last: int
    span: Span
    text: str
    kind: NameKind
    actor: Actor | None
    country: str | None
    confidence: float


class Names:
    """All names of a page, in text order, the title's first."""

    def __init__(self, names: tuple[Name, ...]) -> None:
        self.all = names
        self._at: dict[tuple[str, int], dict[int, Name]] = {}
        for n in names:
            here = self._at.setdefault((n.sentence.field, n.sentence.index), {})
            for i in range(n.first, n.last + 1):
                here[i] = n
        self._asked: tuple[Sentence | None, Mapping[int, Name]] = (None, {})   # the sentence asked of last, and its names

    def within(self, sentence: Sentence) -> Mapping[int, Name]:
        """The names of a sentence, by the tokens they cover."""
        return self._at.get((sentence.field, sentence.index), NOTHING)

    def at(self, sentence: Sentence, i: int) -> Name | None:
        """The name that covers token `i` of a sentence."""
        last, here = self._asked
        if last is not sentence:
            here = self.within(sentence)
            self._asked = sentence, here
        return here.get(i)


def is_shouted(text: str) -> bool:
    """Whether a text is written in capitals, where case tells nothing."""
    return _is_shouted(text[:2000])


@lru_cache(maxsize=8)           # asked again wherever case might tell something
def _is_shouted(begun: str) -> bool:
    if 3 * sum(map(begun.count, USUAL)) > len(begun):
        return False
    letters = {c: begun.count(c) for c in set(begun) if c.isalpha()}
    return (whole := sum(letters.values())) > 20 and sum([n for c, n in letters.items() if c.isupper()]) > SHOUTING * whole


class _Judge:
    """Decides on the runs of one page."""

    def __init__(self, page: Page, words: Words, runs: list[Run], is_place: Callable[[str], bool]) -> None:
        self.page, self.words, self.runs, self.is_place = page, words, runs, is_place
        self.texts = [page.words((r.tokens[0].start, r.tokens[-1].end), "title" if r.sentence.field == "title" else None) for r in runs]

    def names(self) -> tuple[Name, ...]:
        """The names among the runs."""
        about = document(self.runs, self.page.sentences, self.words)
        model, known = load_kinds(), [self._known(r) for r in self.runs]
        scores: dict[int, Scores] = {}
        pooled: dict[tuple[str, ...], list[Scores]] = defaultdict(list)
        for i, r in enumerate(self.runs):
            if known[i] is None:
                scores[i] = model.scores(features(r, self.texts[i], self.words, self.is_place, about))
                pooled[r.key].append(scores[i])
        means = {key: _mean(all_mentions) for key, all_mentions in pooled.items()}
        found = []
        for i, (r, k) in enumerate(zip(self.runs, known, strict=True)):
            kind, sure = (k, LISTED) if k is not None else _kind(means[r.key], scores[i])
            if (kind != "other" and len(self.texts[i]) > 1) or r.actor is not None:      # the F of "F-16s" names nobody
                found.append(self._name(r, self.texts[i], kind, sure))
        return tuple(found)

    def _known(self, r: Run) -> NameKind | None:
        if r.actor is not None:
            return ACTOR_KINDS.get(r.actor.kind, "organisation")
        if r.title is not None and r.last - r.first < 4:
            return "person"
        if r.last > r.first and r.tokens[0].text in self.words.ship_prefixes:
            return "ship"
        if r.first and r.sentence[r.first - 1].lower in self.words.ship_nouns:
            return "ship"
        text = " ".join([t.text for t in r.tokens])
        if self.words.country(text) is not None:
            return "place"
        if self.words.is_demonym(text):
            return "nationality"
        return "person" if self._is_titled(r) else None

    def _is_titled(self, r: Run) -> bool:
        """Whether a name of several words, none of a place or an organisation, stands right behind the role of a person that the tree ties
        to it: "regional governor Oleh Hryb", « le gouverneur Oleh Hryb »."""
        if not 0 < r.first < r.last < r.first + TITLED or any(t.pos != "PROPN" and t.text != "-" for t in r.tokens):
            return False
        before = r.sentence[r.first - 1]
        tied = r.first <= before.head <= r.last or any(t.head == before.i for t in r.tokens)
        role, last = self.words.noun(before.text), self.words.noun(r.tokens[-1].text)
        if not tied or role is None or not role.human or role.what == "source" or (last is not None and last.what in ORGANISED):
            return False
        return not self.is_place(" ".join([t.text for t in r.tokens]))

    def _name(self, r: Run, text: str, kind: NameKind, sure: float) -> Name:
        country = r.actor.country if r.actor else None
        if country is None and kind != "person":
            country = self.words.country(text)
            if country is None and kind not in ("place", "ship"):
                country = next((c for t in r.tokens if (c := self.words.nationality(t.text) or self.words.country(t.text))), None)
        return Name(r.sentence, r.first, r.last, (r.tokens[0].start, r.tokens[-1].end), text, kind, r.actor, country, sure)


def _mean(all_mentions: list[Scores]) -> Scores:
    """The scores of a name by all its mentions."""
    if len(all_mentions) == 1:
        return all_mentions[0]
    a, b, c, d = [sum(column) / len(column) for column in zip(*all_mentions, strict=True)]
    return a, b, c, d


def _kind(mean: Scores, here: Scores) -> tuple[NameKind, float]:
    """The kind by the mean of all mentions and this one."""
    if mean is not here:            # told more than once
        a, b, c, d = [(x + y) / 2 for x, y in zip(mean, here, strict=True)]
        mean = a, b, c, d
    p = chances(mean)
    top = max(p)
    return MODEL_KINDS[p.index(top)], round(top, 3)


def find_names(page: Page, actors: ActorList, is_place: Callable[[str], bool]) -> Names:
    """The names of a page, in parsed and unparsed sentences. `is_place` says whether the gazetteer knows a name."""
    words = naming_words(page.lang)
    published = page.article.published
    shouted = is_shouted(page.article.text)
    finder = RunFinder(words, actors, published.start.year if published else None, shouted)
    runs = [run for s in page.sentences for run in finder.find(s)]
    runs = without_foreign(runs, page.sentences, words) if shouted else runs
    return Names(_Judge(page, words, runs, is_place).names())
