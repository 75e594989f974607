"""New, going on, or old: whether a mention belongs to the day's news or to what lies behind it; and captions of pictures."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property

from selon.languages.syntax import Sentence
from selon.model import Field, Interval, Newness, Span, Time
from selon.reading.mentions import Mention
from selon.reading.page import Page
from selon.reading.pooling.words import PoolingWords, holds
from selon.reading.times import find_times

NOMINAL = Interval(start=date(2000, 7, 1), end=date(2000, 7, 1))      # any day: only distances from it count
OLD = timedelta(days=45)        # an act that far before publication is background unless the article is about it
STALE = timedelta(days=7)      # what a headline tells in the present did not happen before these
CLOSING = ".!?…:»”\""     # what ends a sentence of the story
SHORT_LINE = 45                 # tokens; a caption is one short paragraph


class Age:
    """Judges the age of what is told in one article."""

    def __init__(self, page: Page, published: Interval | None, words: PoolingWords) -> None:
        self.page, self.published, self.words = page, published, words
        self._captions: dict[tuple[str, int], bool] = {}

    def is_old_time(self, time: Time) -> bool:
        """Whether a time lies well before the news."""
        return time.end is not None and self.published is not None and self.published.start - time.end > OLD

    def is_stale(self, time: Time) -> bool:
        """Whether the middle of a time lies before the days whose news an article tells."""
        if time.start is None or time.end is None or self.published is None:
            return False
        return time.end < self.published.start and self.published.start - (time.start + (time.end - time.start) / 2) > STALE

    def is_long_ago(self, time: Time) -> bool:
        """Whether a time counted back from a day that is not known ("a year ago") lies well before it."""
        nominal = self._nominal.get((time.field, time.span))
        return nominal is not None and NOMINAL.start - nominal > OLD

    @cached_property
    def _nominal(self) -> dict[tuple[Field | None, Span], date]:
        """The last days of periods counted back, as they were if the article were of some day."""
        if self.published is not None:
            return {}
        return {(t.field, t.span): t.end for t in find_times(self.page, NOMINAL) if t.kind == "period" and t.end is not None}

    def is_old(self, m: Mention, time: Time | None) -> bool:
        """Whether the clause puts the act well before the news: an old date, or words of history."""
        if m.background:
            return True
        return time is not None and self.is_old_time(time)

    @cached_property
    def _paragraphs(self) -> dict[int, list[Sentence]]:
        groups: dict[int, list[Sentence]] = {}
        for s in self.page.body:
            groups.setdefault(s.paragraph, []).append(s)
        return groups

    def is_caption(self, s: Sentence) -> bool:
        """Whether a sentence is a picture's caption or credit rather than the story."""
        if s.field == "title":
            return False
        key = (s.field, s.index)
        if key not in self._captions:
            self._captions[key] = self._judge_caption(s)
        return self._captions[key]

    def _judge_caption(self, s: Sentence) -> bool:
        """A short line of its own with a credit in it, or without a full stop and without a finite past of its own."""
        line = self._paragraphs[s.paragraph]
        if len(line) > 2 or sum(len(x) for x in line) > SHORT_LINE:
            return False
        text = self.page.words((line[0].start, line[-1].end)).lower()
        if holds(text, self.words.caption.markers):
            return True
        ended = s[len(s) - 1].text[-1:] in CLOSING or text.endswith((".", "!", "?"))
        return len(s) > 3 and s.index > 2 and not ended and self._present(s)

    def _present(self, s: Sentence) -> bool:
        """Captions tell in the present or without a verb."""
        finite = [t for t in s if t.feats.get("VerbForm") == "Fin"]
        return all(t.feats.get("Tense") == "Pres" for t in finite)

    def newness(self, old: bool, update: bool) -> Newness:
        """The event's newness: old unless the article is about it."""
        return "background" if old else "update" if update else "new"

    def is_update(self) -> bool:
        """Whether the article says of itself that it goes on with an earlier story."""
        head = (self.page.article.title or "").lower()
        return holds(head, self.words.newness.update)
