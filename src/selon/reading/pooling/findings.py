"""What the layers before pooling found in one article, handed on as one value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from selon.languages.syntax import Sentence
from selon.model import Claim, Interval, Place, Quantity, Time
from selon.reading.mentions import Mention
from selon.reading.names import Names
from selon.reading.page import Page
from selon.reading.people import People
from selon.reading.pooling.bound import Bindings
from selon.reading.pooling.natural import passed_away
from selon.reading.pooling.newness import Age
from selon.reading.pooling.totals import Counts, find_counts
from selon.reading.pooling.voices import ClaimIndex
from selon.reading.pooling.words import PoolingWords, pooling_words


@dataclass(frozen=True, eq=False)
class Findings:
    """Everything known of a page before its events: what each layer returned, in text order, the title's first."""

    page: Page
    published: Interval | None
    times: tuple[Time, ...]
    quantities: tuple[Quantity, ...]
    names: Names
    people: People
    places: tuple[Place, ...]
    claims: tuple[Claim, ...]
    mentions: tuple[Mention, ...]

    @cached_property
    def words(self) -> PoolingWords:
        """What pooling knows of the page's language."""
        return pooling_words(self.page.lang)

    @cached_property
    def _told(self) -> dict[Sentence, list[Mention]]:
        told: dict[Sentence, list[Mention]] = {}
        for m in self.mentions:
            told.setdefault(m.sentence, []).append(m)
        return told

    def told_in(self, s: Sentence) -> Sequence[Mention]:
        """The mentions of a sentence, in text order."""
        return self._told.get(s, ())

    @cached_property
    def index(self) -> ClaimIndex:
        """The claims by where they stand."""
        return ClaimIndex(self.claims, self.mentions)

    @cached_property
    def counts(self) -> Counts:
        """All quantities, and which are totals."""
        return find_counts(self)

    @cached_property
    def passed_away(self) -> frozenset[str]:
        """The nouns for those who died of what kills without an act."""
        return passed_away(self.page, self.words)

    @cached_property
    def bindings(self) -> Bindings:
        """Places and times by sentence."""
        return Bindings(self.page, self.places, self.times, self.claims, self.mentions, self.people)

    @cached_property
    def age(self) -> Age:
        """What is old, what is a caption."""
        return Age(self.page, self.published, self.words)
