"""From numerals to amounts: bounds ("au moins 19", "107 or more"), ranges, collectives ("dozens", "une centaine"), with their spans."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import cast

import msgspec
from msgspec.structs import replace

from selon.languages.lexicon import load_lexicon
from selon.model import Bound, What
from selon.reading.numbers.counted import Row, Rows
from selon.reading.numbers.numerals import Collective, NumberLexicon, NumberWords, number_words, numeral_at
from selon.reading.numbers.words import Words, fold, pieces

BOUNDS: tuple[Bound, ...] = ("about", "at_least", "more_than", "at_most", "less_than")
CHANGED_WITHIN = 3      # words between a verb of change and its figures
ALTERNATIVES = 3        # "one, two or three": numerals told as alternatives


class Amount(msgspec.Struct, frozen=True, gc=False):
    """Words [at, end) with their bound words; the numeral itself is [core, core_end); `word` where it is written out.

    `article` marks a bare un/une/a: a count only where the context makes it one.
    """

    at: int
    end: int
    core: int
    core_end: int
    low: int | None
    high: int | None
    bound: Bound
    nature: str


@dataclass(frozen=True, slots=True)
class BoundWords:
    """Bound phrases and collectives of a language, as rows of folded words; `begins` are the words that begin an amount without digits."""

    before: Rows
    after: Rows
    one: dict[tuple[str, ...], Collective]
    many: dict[tuple[str, ...], Collective]
    exact: frozenset[tuple[str, ...]]
    firsts: frozenset[str]
    begins: frozenset[str]
    several: frozenset[tuple[str, ...]]
    halves: frozenset[str]
    articles: frozenset[str]
    joins: frozenset[str]
    opens: dict[str, frozenset[str]]
    changes: frozenset[str]


@cache
def bound_words(lang: str) -> BoundWords:
    """The bounds of a language."""
    lex = load_lexicon(lang, "numbers", NumberLexicon)
    before: dict[Row, What | str] = {pieces(p): b for b in BOUNDS for p in lex.bounds.get(b, ())}
    after: dict[Row, What | str] = {pieces(p): b for b in BOUNDS for p in lex.after.get(b, ())}
    one = {pieces(w): c for c in lex.collective for w in c.one}
    many = {pieces(w): c for c in lex.collective for w in c.many}
    exact = frozenset(pieces(w) for c in lex.collective for w in c.exact)
    firsts = frozenset(k[0] for k in (*one, *many))
    return BoundWords(Rows(before), Rows(after), one, many, exact, firsts, firsts | number_words(lang).starts,
                      frozenset(pieces(s) for s in lex.several), frozenset(map(fold, lex.halves)),
                      frozenset(map(fold, lex.articles)), frozenset(map(fold, lex.range_joins)),
                      {fold(k): frozenset(map(fold, v)) for k, v in lex.range_opens.items()}, frozenset(map(fold, lex.changes)))


def _collective(words: Words, i: int, lex: BoundWords) -> tuple[Amount, int] | None:
    """A collective at word i, with what stands before it: "une dizaine", "half a dozen", "two dozen", "plusieurs centaines"."""
    low = words.low
    if low[i] not in lex.firsts:
        return None
    for n in range(min(4, len(low) - i), 0, -1):
        key = tuple(low[i:i + n])
        if (c := lex.many.get(key)) is not None:
            at = next((i - k for k in (3, 2, 1) if k <= i and tuple(low[i - k:i]) in lex.several), i)
            return Amount(at, i + n, at, i + n, c.least, None, "at_least", "plural"), i + n
        if (c := lex.one.get(key)) is not None:
            return _one(words, i, n, c, lex)
    return None


def _one(words: Words, i: int, n: int, c: Collective, lex: BoundWords) -> tuple[Amount, int] | None:
    low, end, exact = words.low, i + n, tuple(words.low[i:i + n]) in lex.exact
    several = next((i - k for k in (3, 2, 1) if k <= i and tuple(low[i - k:i]) in lex.several), None)
    if i and low[i - 1] in lex.articles and not (several is not None and several < i - 1):
        at, value = i - 1, c.value
        if at and low[at - 1] in lex.halves:
            at, value = at - 1, c.value // 2
        return Amount(at, end, at, end, value, value, "exact" if exact and at == i - 1 else "about", "word"), end
    if several is not None:
        return Amount(several, end, several, end, c.least, None, "at_least", "plural"), end
    return None


def _numeral_amount(words: Words, i: int, numbers: NumberWords, lex: BoundWords) -> tuple[Amount, int] | None:
    """A numeral at word i, times a collective after it, or one end of a range."""
    n = numeral_at(words, i, numbers)
    if n is None:
        return None
    value, end, low = n.value, n.end, words.low
    if end < len(low) and low[end] in lex.firsts and value is not None and low[i] not in lex.articles:
        c = lex.one.get((low[end],)) or lex.many.get((low[end],))
        if c is not None and value < 1000 and (low[end],) not in lex.exact:
            value, end = value * c.value, end + 1
            return Amount(i, end, i, end, value, value, "about", "word"), end
    bare = n.nature == "word" and end == i + 1 and low[i] in lex.articles
    return Amount(i, end, i, end, value, value, "exact", "article" if bare else n.nature), end


def _ranged(words: Words, first: Amount, numbers: NumberWords, lex: BoundWords) -> Amount:
    """The range a numeral opens ("15 à 20", "entre 15 et 20", "one, two or three"), or the numeral."""
    low, last = words.low, first
    joins, opener = lex.joins, low[first.at - 1] if first.at else ""
    opened = lex.opens.get(opener)
    if opened and not lex.changes.isdisjoint(low[max(0, first.at - 1 - CHANGED_WITHIN):first.at - 1]):
        return first            # "rose from 12 to 17" tells two figures
    for _ in range(ALTERNATIVES):
        j = last.end
        if j + 1 >= len(low):
            break
        joined = low[j] in joins or (opened and low[j] in opened)
        if not joined and not (low[j] == "," and _or_follows(words, j + 1, numbers, lex)):
            break
        found = _numeral_amount(words, j + 1, numbers, lex)
        if found is None or found[0].low is None or last.low is None or not _climbs(last, found[0], words, j):
            break
        last = found[0]
        first = _same_magnitude(first, last, words, numbers)
    if last is first or last.at == first.at:
        return first
    at = first.at - 1 if opened else first.at
    nature = "word" if first.nature == "article" else first.nature
    return Amount(at, last.end, first.core, last.core_end, first.low, last.low, "range", nature)


def _same_magnitude(first: Amount, last: Amount, words: Words, numbers: NumberWords) -> Amount:
    """"2 à 3 millions": the magnitude told once holds for both ends."""
    factor = numbers.multipliers.get(words.low[last.core_end - 1], 0)
    if factor < 1000 or first.low is None or first.low >= 1000 or last.low is None or first.low * factor > last.low:
        return first
    return replace(first, low=first.low * factor, high=first.low * factor)


def _climbs(first: Amount, last: Amount, words: Words, join: int) -> bool:
    """Whether two numerals can be the ends of a range: upwards; magnitudes may be told once ("2 à 3 millions")."""
    if first.low is None or last.low is None or first.low >= last.low:
        return False
    return words.low[join] != "-" or last.low <= 10 * max(first.low, 1)


def _or_follows(words: Words, i: int, numbers: NumberWords, lex: BoundWords) -> bool:
    n = numeral_at(words, i, numbers)
    return n is not None and n.nature == "word" and n.end < len(words) and words.low[n.end] in lex.joins and words.low[n.end] not in ("-",)


def _bounded(words: Words, a: Amount, lex: BoundWords) -> Amount:
    """With the bound words around it."""
    low = words.low
    bound: Bound | None = None
    at, end = a.at, a.end
    for _ in range(3):
        outer = lex.before.before(low, at)
        if outer is None:
            break
        bound = cast("Bound", outer[1]) if bound in (None, "about") else bound
        at -= outer[0]
    if bound is None and (after := lex.after.at(low, end)):
        bound, end = cast("Bound", after[1]), end + after[0]
    if bound is None or a.bound == "range":
        return a
    base = a.low
    if base is None:
        return replace(a, at=at, end=end)
    if a.bound == "at_least" and bound == "about":
        return replace(a, at=at, end=end)
    lowest, highest = {"about": (base, base), "at_least": (base, None), "more_than": (base + 1, None), "at_most": (None, base),
                       "less_than": (None, base - 1)}[bound]
    return replace(a, at=at, end=end, low=lowest, high=highest, bound=bound)


def amounts(words: Words, lang: str) -> list[Amount]:
    """All amounts of a sentence in order, not overlapping; what they count, if anything, is for others to say."""
    numbers, lex = number_words(lang), bound_words(lang)
    out: list[Amount] = []
    past, low, begins = 0, words.low, lex.begins
    for i in [i for i, w in enumerate(low) if w in begins or w.isdigit()]:
        if i < past:
            continue
        found = _collective(words, i, lex)
        if found is None:
            found = _numeral_amount(words, i, numbers, lex)
            if found is not None and found[0].nature == "article" and found[1] < len(low) and low[found[1]] in lex.firsts:
                continue
        if found is None:
            continue
        a = _bounded(words, _ranged(words, found[0], numbers, lex), lex)
        if out and a.at < out[-1].end:
            a = replace(a, at=max(a.core if a.core >= out[-1].end else out[-1].end, out[-1].end))
        if a.low is not None or a.high is not None:
            out.append(a)
        past = max(a.end, i + 1)
    return out
