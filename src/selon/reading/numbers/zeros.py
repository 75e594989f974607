"""Counts of zero: a negation with the noun of an outcome, or nobody with what did not happen to them."""

from __future__ import annotations

from typing import cast

from selon.model import What
from selon.reading.numbers.bounds import Amount
from selon.reading.numbers.counted import CountedWords
from selon.reading.numbers.kinds import outcome_after
from selon.reading.numbers.words import Words

LONG_GAP = 5    # words of report between them ("no immediate reports of")
GAP = 2         # words between the negation and its noun ("no serious injuries")


def _zero(at: int, end: int) -> Amount:
    return Amount(at, end, at, end, 0, 0, "exact", "zero")


def zeros(words: Words, lex: CountedWords) -> list[tuple[Amount, What]]:
    """Each negation with its noun, and the nouns joined to it."""
    low, out = words.low, []
    no_one, none = lex.no_one, lex.none
    if no_one.firsts.isdisjoint(low) and none.firsts.isdisjoint(low):
        return []
    past = 0
    for i in [i for i, w in enumerate(low) if w in no_one.firsts or w in none.firsts]:
        if i < past:
            continue
        if (found := no_one.at(low, i)):
            past = i + found[0]
            told = outcome_after(words, past, lex)
            if told:
                out.append((_zero(i, past), told))
        elif (found := none.at(low, i)):
            past = max(_nouns(words, i, i + found[0], lex, out), i + found[0])
    return out


def _nouns(words: Words, at: int, i: int, lex: CountedWords, out: list[tuple[Amount, What]]) -> int:
    """The noun denied, and those joined to it by "or"; returns where they end."""
    low = words.low
    first, last = at, i
    for _ in range(4):
        j = next((k for k in range(i, min(len(low), i + LONG_GAP + 1)) if lex.zero.at(low, k)), None)
        if j is not None and j - i > GAP and not lex.words["reports"].issuperset(low[i:j]):
            j = None
        if j is None or any(not low[k].isalpha() for k in range(i, j)):
            break
        found = lex.zero.at(low, j)
        assert found is not None
        last = j + found[0]
        out.append((_zero(first, last), cast("What", found[1])))
        if last >= len(low) or low[last] not in lex.words["held_together"] or lex.none.at(low, last):
            break
        i = first = last + 1
    return last
