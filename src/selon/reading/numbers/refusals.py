"""Numbers that count nothing: money, percentages, measures, ranks, scores, names, references."""

from __future__ import annotations

from selon.reading.numbers.bounds import Amount
from selon.reading.numbers.counted import CountedWords
from selon.reading.numbers.kinds import HUMAN, noun_kind
from selon.reading.numbers.listed import of_length
from selon.reading.numbers.words import Words

STREET = 4              # words from a house's number to the street's own word, at most
LEAST, MOST = 3, 5      # letters of a name in capitals that has a number; shorter ones are countries ("In the US 12 died")
TENS = frozenset({10, 20, 100, 1000})
ONES = frozenset({"1", "2", "3"})      # digits that begin a share ("1 in 4", "2 sur 3")
BEFORE = frozenset("#§°№&@_*/\\=<>~^")


def is_refused(words: Words, a: Amount, lex: CountedWords) -> bool:
    """Whether an amount is surely no count of people or things."""
    return _glued(words, a) or _measured(words, a, lex) or _scored(words, a, lex) or _share(words, a, lex)


def _glued(words: Words, a: Amount) -> bool:
    """Part of a name, a code, an ordinal, a decimal."""
    low, i, j = words.low, a.core, a.core_end
    if not low[i].isdigit():
        return i > 1 and words.tight[i] and low[i - 1] == "-" and words.tight[i - 1] and low[i - 2].isalpha()
    if words.tight[i] and i:
        before = low[i - 1]
        if before.isalnum() or before in BEFORE or (before in ".," and i > 1 and low[i - 2].isdigit()):
            return True
        if before == "-" and i > 1 and words.tight[i - 1] and low[i - 2].isalnum():
            return not low[i - 2].isdigit()
    if j < len(low) and words.tight[j]:
        after = low[j]
        if after.isalpha() or after in BEFORE or (after == "," and j + 1 < len(low) and words.tight[j + 1] and low[j + 1].isdigit()):
            return True
        return after == "]" or (after == ":" and j + 1 < len(low) and words.tight[j + 1] and low[j + 1].isdigit())
    return False


def _measured(words: Words, a: Amount, lex: CountedWords) -> bool:
    """Followed by a unit, a currency, a percent sign."""
    low = words.low
    for end in {a.core_end, a.end}:
        if end >= len(low):
            continue
        unit = lex.not_after.at(low, end)
        if unit and not (end + unit[0] < len(low) and low[end + unit[0]] == "-" and words.tight[end + unit[0]]):
            return True
        if low[end] == "-" and words.tight[end] and end + 1 < len(low) and words.tight[end + 1] and low[end + 1].isalpha():
            return True
        skip = of_length(words, end, lex)
        unit = lex.not_after.at(low, end + skip) if skip else None
        if unit and len(low[end + skip]) > 1:
            return True
    return False


def is_numbered(words: Words, a: Amount, lex: CountedWords) -> bool:
    """After a word that is numbered ("page 12", "$ 12", "n° 12")."""
    low = words.low
    if lex.parents.before(low, a.core):
        return True                             # "a father of three"
    if lex.not_before.before(low, a.core):
        return low[a.core].isdigit() or not low[a.core - 1].isalpha()
    if a.core and low[a.core - 1] in "([" and a.core_end < len(low) and low[a.core_end] in ")]":
        return True
    if a.nature != "digits" or a.core_end >= len(low):
        return False
    if low[a.core_end] == "," and a.core:
        before = a.core - (low[a.core - 1] in lex.words["age_adverbs"])     # "Ann, 19, and Joe, also 19, died"
        return before > 0 and low[before - 1] == ","
    return _addressed(words, a, lex) or _lettered(words, a, lex)


def _addressed(words: Words, a: Amount, lex: CountedWords) -> bool:
    """A house's number: "180 Kent Street", "12 rue de Rivoli"."""
    low, raw, end, streets = words.low, words.raw, a.core_end, lex.words["streets"]
    if a.low is None or a.low < 2 or a.bound != "exact":
        return False
    for i in range(end, min(len(low), end + STREET)):
        if low[i] in streets and (raw[i][0].isupper() or not lex.compounds):      # "12 road deaths"
            return not _of_people(words, i + 1, lex)       # "300 Wall Street protesters"
        if not raw[i][0].isupper():
            return False
    return False


def _of_people(words: Words, i: int, lex: CountedWords) -> bool:
    """Whether a word is one for people."""
    return i < len(words) and noun_kind(words, i, lex)[0] in HUMAN


def _lettered(words: Words, a: Amount, lex: CountedWords) -> bool:
    """The number of a name in capitals, said of no people: "ATR 72", "FTSE 100"."""
    name = words.raw[a.core - 1] if a.core else ""
    if _of_people(words, a.core_end, lex):      # "In the DRC 20 people were killed"
        return False
    return LEAST <= len(name) <= MOST and name.isalpha() and name.isupper() and a.bound == "exact" and not _shouted(words, a)


def _shouted(words: Words, a: Amount) -> bool:
    """Whether the words after are in capitals as well, or none follow."""
    after = words.raw[a.core_end:a.core_end + 2]
    return any(w.isalpha() and w.isupper() for w in after)


def _scored(words: Words, a: Amount, lex: CountedWords) -> bool:
    """One side of a score or of a pair ("4-0", "0 – 0"), or one of a row of figures."""
    low = words.low
    if not low[a.core].isdigit() or (a.bound == "range" and not low[a.core - 1].isdigit()):
        return False
    if (a.core and low[a.core - 1].isdigit()) or (a.core_end < len(low) and low[a.core_end].isdigit()):
        return True
    for k, other in ((a.core - 1, a.core - 2), (a.core_end, a.core_end + 1)):
        if 0 <= k < len(low) and 0 <= other < len(low) and low[k] in ("-", ":", "/") and low[other].isdigit():
            return True
    return False


def _share(words: Words, a: Amount, lex: CountedWords) -> bool:
    """"one in four", "deux sur trois"."""
    low = words.low
    j = a.core_end
    for first, join, second in ((a.core - 2, a.core - 1, a.core), (a.core, j, j + 1)):
        if first >= 0 and second < len(low) and low[join] in lex.words["per_share"] and low[second].isdecimal() and (
                low[first] in ONES or (low[first].isdecimal() and int(low[first]) < int(low[second]) and int(low[second]) in TENS)):
            return True
    if a.core >= 2 and low[a.core - 1] in lex.words["per_share"] and low[a.core - 2] in lex.words["numerals_all"]:
        return True
    if j + 1 >= len(low) or low[j] not in lex.words["per_share"]:
        return False
    return low[a.core] in lex.words["numerals_all"] and low[j + 1] in lex.words["numerals_all"]
