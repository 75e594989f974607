"""Numbers told apart from what they count: heads of lists ("140 - Number of"), predicates ("the number of files was 19,000")."""

from __future__ import annotations

from selon.reading.numbers.bounds import Amount
from selon.reading.numbers.counted import CountedWords
from selon.reading.numbers.words import Words


def of_length(words: Words, i: int, lex: CountedWords) -> int:
    """How many words long the preposition at word i is that ties a number to its noun; 0 where there is none."""
    low = words.low
    if i >= len(low):
        return 0
    if i + 1 < len(low) and low[i] + low[i + 1] in lex.words["of"]:
        return 2
    return 1 if low[i] in lex.words["of"] else 0


def listed_at(words: Words, a: Amount, lex: CountedWords) -> int | None:
    """Where the thing counted is told apart from its number: "140 - Number of", "the number of files was 19,000"."""
    low, end = words.low, max(a.end, a.core_end)
    if end + 1 < len(low) and low[end] in "-:" and a.at == 0:
        j = end + 1
        while j < len(low) and low[j] in "-:":
            j += 1
        for k in range(j, min(len(low), j + 5)):
            if (found := lex.number_of.at(low, k)):
                return k + found[0]
    if of_length(words, end, lex) or (end < len(low) and low[end].isalpha() and low[end] not in lex.words["no_noun"]):
        return None
    for k in range(max(0, a.at - 9), a.at - 2):
        if low[k] in lex.words["number"]:
            return next((j + 1 for j in range(k + 1, min(k + 4, a.at)) if low[j] in lex.words["of"]), None)
    return None


def is_percentage(words: Words, a: Amount, lex: CountedWords) -> bool:
    """"46 - Percentage of": the head of a list of figures that are no counts."""
    low, j = words.low, max(a.end, a.core_end)
    if a.at or j >= len(low) or low[j] not in "-:":
        return False
    while j < len(low) and low[j] in "-:":
        j += 1
    return any(lex.percent_of.at(low, k) for k in range(j, min(len(low), j + 4)))
