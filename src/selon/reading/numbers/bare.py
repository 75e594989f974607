"""Numbers told without their noun, or as parts of others: "thirty-two were hit", "including 4", "the number of soldiers wounded has
doubled: from 21 it has risen to 46"."""

from __future__ import annotations

from typing import cast

from selon.model import What
from selon.reading.numbers.bounds import Amount
from selon.reading.numbers.counted import CountedWords
from selon.reading.numbers.kinds import HUMAN, Noun
from selon.reading.numbers.words import Words

FAR = 5             # words from a number to what befell those counted
NAMED = 8           # words from "the number of" to what befell those it counts
TOLLED = 9          # words from the word for a toll to its number
BROUGHT = 16        # the same where a verb of change stands right before the number: "the toll of Sunday's raids on ... rose to eight"
CHANGED = 3         # words from the verb of change to its number
HURT = frozenset({"killed", "injured"})


def struck(words: Words, a: Amount, lex: CountedWords) -> bool:
    """Whether those counted by a number without a noun are said to have been hit; of things so counted the harm is another."""
    low, passive = words.low, False
    for i in range(a.core_end, min(len(low), a.core_end + FAR)):
        if low[i] in lex.words["struck"]:
            return passive
        if not low[i].isalpha() or low[i] in lex.words["break_words"]:
            return False
        passive = passive or low[i] in lex.words["passive"]
    return False


def put_at(words: Words, a: Amount, lex: CountedWords) -> What | None:
    """What those are whom somebody puts at a number: "put the dead at 14"."""
    low = words.low
    if a.at < CHANGED or low[a.at - 1] not in lex.words["put_at"]:
        return None
    found = lex.nouns.before(low, a.at - 1) or lex.victims.before(low, a.at - 1)
    start = a.at - 1 - (found[0] if found is not None else 0)
    return cast("What", found[1]) if found is not None and low[start - 1] in lex.words["skip_before"] else None


def number_of(words: Words, a: Amount, lex: CountedWords, changes: frozenset[str]) -> What | None:
    """What the number counts that a verb brings a "number of" to, told before it in the sentence."""
    low = words.low
    if a.at < CHANGED or changes.isdisjoint(low[a.at - CHANGED:a.at]):
        return None
    for i in range(a.at - CHANGED, -1, -1):
        if low[i] in lex.words["number"]:
            stop = min(a.at, i + NAMED)
            found = (rows.at(low, k) for k in range(i + 2, stop) for rows in (lex.nouns, lex.victims))
            return next((cast("What", x[1]) for x in found if x is not None), None)
    return None


def is_part(words: Words, a: Amount, lex: CountedWords) -> bool:
    """"including 4", "dont une": a part of the count before."""
    at = a.at
    for _ in range(3):
        if lex.sub.before(words.low, at):
            return True
        if at == 0 or words.low[at - 1] not in lex.words["skip_before"]:
            return False
        at -= 1
    return False


def toll(words: Words, a: Amount, noun: Noun | None, lex: CountedWords, changes: frozenset[str]) -> What | None:
    """"The death toll rose to 12": a bare number after the word for the toll; farther after it where a verb brings it there."""
    if noun is not None and noun.kind not in HUMAN:
        return None
    brought = noun is None and a.nature != "article" and a.at > CHANGED and not changes.isdisjoint(words.low[a.at - CHANGED:a.at])
    for i in range(max(0, a.at - (BROUGHT if brought else TOLLED)), a.at):
        if (found := lex.toll.at(words.low, i)):
            return cast("What", found[1])
    return None
