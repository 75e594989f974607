"""When it was said: the day told with the cue, as in "the ministry said on Monday that three were killed on Sunday".

A day is the speaker's where it hangs on the cue, through nouns alone ("said in a statement on Monday"), and stands outside what was said.
A document is dated by the verb that put it out ("in a report published on Thursday").
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import timedelta

from selon.languages.syntax import Sentence, Token
from selon.model import Interval, Span, Time
from selon.reading.attribution.generate import Candidate
from selon.reading.attribution.lexicon import AttributionLexicon
from selon.reading.attribution.spans import holds

# From a word of time to what it dates: "told reporters on Monday", "in a letter Wednesday", "later on Monday".
DATING = frozenset({"obl", "nmod", "advmod", "appos", "compound", "nummod", "conj", "dep"})
SHORT = timedelta(days=31)      # what stands beside a speaker and is longer dates him: "a neighbour in his fifties said"
WEEK = timedelta(days=7)        # what is no shorter and hangs on something else is of that: "said, in one of the worst raids this month"
BESIDE = 5      # words between a cue and a longer time that is its own: "said in a report in March"
WORDLESS = frozenset({"quote", "conditional"})      # sorts of cue on which nothing can hang


class Spoken:
    """The days that the title or the text tells, as days of what is said there."""

    def __init__(self, times: Sequence[Time], published: Interval | None, lex: AttributionLexicon) -> None:
        self.days = [(t.span, Interval(start=t.start, end=t.end)) for t in times if t.extent == "point" and t.start and t.end]
        self.starts = [span[0] for span, _ in self.days]
        self.last = published.end if published else None
        self.lex = lex

    def of(self, c: Candidate) -> Interval | None:
        """When the source said it; null where no day is told with the cue, or one still to come. Nothing is said after it was published."""
        if not self.days or c.cue.sort in WORDLESS:
            return None
        for span, days in self._in(c.cue.sentence):
            if any(a < span[1] and span[0] < b for a, b in c.spans) or not self._dates(c, span, days):
                continue
            if self.last is None or days.end <= self.last:
                return days
            return Interval(start=days.start, end=self.last) if days.start <= self.last else None
        return None

    def _in(self, s: Sentence) -> Iterator[tuple[Span, Interval]]:
        for k in range(bisect_left(self.starts, s.start), len(self.days)):
            if self.starts[k] >= s.end:
                return
            yield self.days[k]

    def _dates(self, c: Candidate, span: Span, days: Interval) -> bool:
        """Whether the words of a time hang on the cue or on a document that is its source."""
        s, cue = c.cue.sentence, c.cue.words
        inside = s.within(span)
        t = next((x for x in inside if s.head(x) not in inside), None)
        near = True                             # it hangs on the cue itself, or on a document
        put_out = False                         # on the way up, a verb that put a document out
        while t is not None and (t.rel in DATING or (put_out and t.rel == "acl")):
            up = s.head(t)
            if up in cue:
                beside = near and min(abs(inside[0].i - c.cue.last), abs(inside[-1].i - c.cue.first)) <= BESIDE
                return beside or days.end - days.start < WEEK
            if c.speaker is not None and up.i == c.speaker.head.i:
                return put_out or self._is_document(up) or (days.end - days.start <= SHORT and _before_cue(c, inside[-1]))
            if up.i == t.i or holds(c.spans, up.start):
                return False
            if up.pos == "VERB":
                if put_out or up.rel != "acl" or not self._is_document(s.head(up)):
                    return False
                put_out = True
            near = near and self._is_document(up)
            t = up
        return False

    def _is_document(self, t: Token) -> bool:
        return "document" in self.lex.speakers.get(t.lemma, ())


def _before_cue(c: Candidate, last: Token) -> bool:
    """Whether a day stands between a subject and its verb: "the army on Monday denied ..."."""
    return c.speaker is not None and c.cue.sort == "verb" and c.speaker.head.i < last.i and last.i + 1 == c.cue.first
