"""One sentence while its numbers are read: what each amount counts, and what those told in a row share."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

import msgspec
from msgspec.structs import replace

from selon.languages.syntax import Sentence, Token
from selon.model import Span, What
from selon.reading.numbers.bare import HURT
from selon.reading.numbers.bounds import Amount
from selon.reading.numbers.counted import CountedWords
from selon.reading.numbers.kinds import HUMAN, Noun
from selon.reading.numbers.words import Words

OUTCOMES = frozenset({"killed", "injured", "missing", "arrested", "displaced", "evacuated", "abducted", "captured", "sick"})


class Counted(msgspec.Struct, frozen=True):
    """An amount with what it counts: `sub` when it is told as a part of the one before."""

    amount: Amount
    noun: Noun | None
    what: What | None
    sub: bool = False


class Context:
    """One sentence while its numbers are read: its words, their tokens, the language's words; `last`: what was counted last before it,
    `hurt` where that are the dead or the hurt."""

    def __init__(self, sentence: Sentence, words: Words, lex: CountedWords, lang: str, last: What | None) -> None:
        self.sentence, self.words, self.lex, self.lang, self.last = sentence, words, lex, lang, last
        self.hurt = last in HURT
        self.told: list[Amount] = []

    def stop(self, a: Amount) -> int | None:
        """Where a list or a verb goes on with the next number: "kills 14, dozens missing", "killed three and left eleven missing"."""
        found = next((x.at for x in self.told if x.at >= a.end and x.nature != "article"), None)
        before = self.words.low[found - 1] if found else ""
        return found if before in self.lex.words["passive"] or (before == "," and found == a.end + 1) else None

    @cached_property
    def word_at(self) -> dict[int, int]:
        """Word index by offset."""
        return {start: i for i, start in enumerate(self.words.start)}

    @cached_property
    def _tokens(self) -> list[int]:
        return [t.start for t in self.sentence]

    def token(self, i: int) -> Token | None:
        """The token a word lies in."""
        if not len(self.sentence):
            return None
        k = bisect_right(self._tokens, self.words.start[i]) - 1
        return self.sentence[k] if k >= 0 else None

    def overlaps(self, extent: tuple[int, int], taken: list[Span]) -> bool:
        """Whether words, from one to before another, stand in one of the times that are told."""
        start, end = self.words.start[extent[0]], self.words.end[extent[1] - 1]
        i = bisect_right(taken, (end, 0))
        return any(first < end and last > start for first, last in taken[max(0, i - 3):i])


def with_zeros(found: list[Counted], none: list[tuple[Amount, What]]) -> list[Counted]:
    """Adds the counts of zero: "aucun blessé", "no injuries or deaths", "no one was hurt"."""
    out = [Counted(a, None, what) for a, what in none if not any(c.amount.at < a.end and c.amount.end > a.at for c in found)]
    return sorted([*found, *out], key=lambda c: c.amount.at) if out else found


def joined(ctx: Context, found: list[Counted]) -> list[Counted]:
    """People told in a row share what became of them: "two soldiers and three civilians were killed"."""
    for order in (range(len(found) - 2, -1, -1), range(1, len(found))):
        for i in order:
            j = i + 1 if order.step < 0 else i - 1
            c, other = found[i], found[j]
            if c.what in HUMAN and other.what in OUTCOMES and other.amount.low != 0 and _in_a_row(ctx, found[min(i, j)], found[max(i, j)]):
                if other.noun is None or other.noun.outcome is None:
                    found[i] = replace(c, what=other.what)
    for i, c in enumerate(found):
        whole = found[i - 1].what if i else None
        if c.sub and whole in OUTCOMES and (c.what in HUMAN or (c.what == "other" and (c.noun is None or not c.noun.known))):
            found[i] = replace(c, what=whole)
    return found


def _in_a_row(ctx: Context, first: Counted, second: Counted) -> bool:
    """Whether only "and" stands between a count's noun and the next count."""
    end = first.noun.end if first.noun else first.amount.end
    if ctx.lex.out_of.before(ctx.words.low, first.amount.at):
        return False
    between = ctx.words.low[end:second.amount.at]
    return bool(between) and len(between) <= 3 and all(w in ctx.lex.words["joins"] for w in between)
