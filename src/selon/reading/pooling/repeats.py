"""Acts told by how often they were done, and figures whose noun is left out: "attacked 38 times", "dont 16 en Irak", "46 since May"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from selon.languages.syntax import Sentence
from selon.model import Field, Quantity, Time, What
from selon.reading.mentions import Mention
from selon.reading.numbers.bounds import Amount, amounts
from selon.reading.numbers.counted import counted_words
from selon.reading.numbers.words import Words, fold, fold_word
from selon.reading.pooling.words import TallyWords, is_one

if TYPE_CHECKING:
    from selon.reading.pooling.findings import Findings  # which keeps a page's counts

ACTS: frozenset[What] = frozenset({"attacks", "strikes"})
HURT = frozenset({"killed", "injured", "missing"})
KINDS = frozenset({"ASSAULT", "INTERCEPT"})
GAP = 5             # words at most between a number and the place it is told for
Key = tuple[str, int]


class Repeats:
    """Finds on one page the counts of acts that name no counted noun."""

    def __init__(self, f: Findings, words: TallyWords) -> None:
        self.f, self.bindings = f, f.bindings
        self.tally = words
        self.times = frozenset(fold(w) for w in words.times)
        self.between = frozenset(fold(w) for w in words.between)
        self.at: dict[Key, list[Quantity]] = defaultdict(list)
        self.mentions: dict[Key, list[Mention]] = defaultdict(list)
        for q in f.quantities:
            s = f.page.sentence_at(q.span[0], q.field)
            if s is not None:
                self.at[s.field, s.index].append(q)
        for m in f.mentions:
            if m.type in KINDS:
                self.mentions[m.sentence.field, m.sentence.index].append(m)

    def all(self) -> tuple[Quantity, ...]:
        """The quantities of the page with those found here in the place of what they overlap, in text order."""
        found: list[Quantity] = []
        for s in self.f.page.sentences:
            key = (s.field, s.index)
            if key in self.mentions or self.bindings.named(s) or self._spans(s):
                found += self._of(s, key)
        if not found:
            return self.f.quantities
        taken = [(q.field, q.span) for q in found]
        kept = [q for q in self.f.quantities if not any(a == q.field and b[0] < q.span[1] and b[1] > q.span[0] for a, b in taken)]
        return tuple(sorted([*kept, *found], key=lambda q: (q.field is None, q.span)))

    def _times_in(self, s: Sentence) -> tuple[Time, ...]:
        return (*self.bindings.times(s), *self.bindings.unresolved(s))

    def _spans(self, s: Sentence) -> list[int]:
        """Where spans of time begin."""
        return [t.span[0] for t in self._times_in(s) if t.extent == "span" and t.start is not None]

    def _of(self, s: Sentence, key: Key) -> list[Quantity]:
        field: Field | None = "title" if s.field == "title" else None
        counted = any(q.what in ACTS for q in self.at.get(key, ()))
        repeated = key in self.mentions and not self.times.isdisjoint([t.lower for t in s.tokens])
        numbered = self._numbered(s, key)
        if not counted and not repeated and not numbered and not self._goes_on(s):
            return []
        words = self.f.page.cut(s)
        what: What = next((q.what for q in self.at.get(key, ()) if q.what in ACTS), "attacks")
        found: list[Quantity] = []
        for a in amounts(words, self.f.page.lang):
            if a.nature == "article" or (a.low or a.high or 0) < 2 or self._dated(words, a, s):
                continue
            told = (repeated and self._times(words, a)) or (self._placed(words, a, s) and self._beside(words, a, key, found))
            if told or (not counted and not found and self._since(words, a, s)):
                found.append(self._quantity(words, a, what, field))
        if numbered and not found:
            bare = [a for a in amounts(words, self.f.page.lang)
                    if a.nature != "article" and self._bare(words, a) and not self._dated(words, a, s) and not self._hurt(words, a, key)]
            found += [self._quantity(words, a, what, field) for a in bare[-1:]]
        return found

    def _goes_on(self, s: Sentence) -> bool:
        """Whether a sentence with a span of time follows one that speaks of many acts."""
        if not self._spans(s):
            return False
        before = self.mentions.get((s.field, s.index - 1), ())
        counted = any(q.what in ACTS for q in self.at.get((s.field, s.index - 1), ()))
        return counted or any(m.nominal and m.trigger.feats.get("Number") == "Plur" for m in before) or self._names_acts(s)

    def _names_acts(self, s: Sentence) -> bool:
        """Whether the sentence before has acts of force for its subject, whatever it says of them: "The attacks have not stopped"."""
        if s.field == "title" or s.index == 0:
            return False
        kinds = counted_words(self.f.page.lang).kinds
        plural = (t for t in self.f.page.body[s.index - 1] if t.rel == "nsubj" and t.feats.get("Number") == "Plur")
        return any((found := kinds.at([fold_word(t.text)], 0)) is not None and found[1] in ACTS for t in plural)

    def _numbered(self, s: Sentence, key: Key) -> bool:
        """Whether a sentence speaks of "the number of attacks" and of a change of it."""
        toll = any(is_one(s.head(m.trigger), self.tally.toll) for m in self.mentions.get(key, ()) if m.nominal)
        return toll and any(is_one(t, self.tally.bring) for t in s)

    def _bare(self, words: Words, a: Amount) -> bool:
        """Whether a number has no noun after it."""
        return a.end >= len(words) or words.low[a.end] in self.between or not words.low[a.end][0].isalpha()

    def _hurt(self, words: Words, a: Amount, key: Key) -> bool:
        """Whether a number is known to be of the dead or hurt: "the death toll of the attacks rose to 21"."""
        return any(q.what in HURT and q.span[0] < words.end[a.end - 1] and words.start[a.at] < q.span[1] for q in self.at.get(key, ()))

    def _dated(self, words: Words, a: Amount, s: Sentence) -> bool:
        """Whether a number is one of a date's."""
        return any(t.span[0] < words.end[a.end - 1] and words.start[a.at] < t.span[1] for t in self._times_in(s))

    def _times(self, words: Words, a: Amount) -> bool:
        """"13 times", "13 separate times", "à 13 reprises"."""
        return any(w in self.times for w in words.low[a.end:a.end + 2])

    def _after(self, words: Words, a: Amount, s: Sentence) -> Iterator[bool]:
        """What begins right after a number, only prepositions and articles between: a place (true) or a span of time (false)."""
        starts = dict.fromkeys((p.span[0] for p in self.bindings.named(s)), True) | dict.fromkeys(self._spans(s), False)
        for i in range(a.end, min(a.end + GAP + 1, len(words))):
            if words.start[i] in starts:
                yield starts[words.start[i]]
                return
            if words.low[i] not in self.between:
                return

    def _placed(self, words: Words, a: Amount, s: Sentence) -> bool:
        return True in self._after(words, a, s)

    def _since(self, words: Words, a: Amount, s: Sentence) -> bool:
        return False in self._after(words, a, s)

    def _beside(self, words: Words, a: Amount, key: Key, found: list[Quantity]) -> bool:
        """Whether acts were counted earlier in the sentence, nothing else since."""
        at = words.start[a.at]
        before = [q for q in (*self.at.get(key, ()), *found) if q.span[1] <= at]
        return bool(before) and max(before, key=lambda q: q.span).what in ACTS

    def _quantity(self, words: Words, a: Amount, what: What, field: Field | None) -> Quantity:
        span = words.start[a.at], words.end[a.end - 1]
        return Quantity(span=span, text=self.f.page.words(span, field), low=a.low, high=a.high, bound=a.bound, what=what, field=field)
