"""What is counted, and what became of it: from the noun, from the words around, and from the parse where there is one."""

from __future__ import annotations

from typing import NamedTuple, cast

from selon.languages.syntax import Sentence, Token
from selon.model import What
from selon.reading.numbers.counted import CountedWords, Rows
from selon.reading.numbers.words import Words

INSERTED = 14           # words of an insertion between commas
AHEAD, BACK = 9, 5          # words looked at after the noun and before the number
HUMAN = frozenset({"people", "troops"})
STOPS = frozenset(".;:!?()")


class Noun(NamedTuple):
    """The head noun counted: its word index, where it ends, its kind, and the outcome it tells itself."""

    at: int
    end: int
    kind: What
    outcome: What | None
    known: bool = True


def _outcome(found: tuple[int, What | str] | None) -> What | None:
    return cast("What", found[1]) if found else None


def noun_kind(words: Words, at: int, lex: CountedWords) -> tuple[What, bool]:
    """The kind of a noun, and whether the lexicon knows it; two words ("security guards") before one."""
    low = words.low
    for first in (at - 1, at):
        if first >= 0 and (found := lex.kinds.at(low, first)) and first + found[0] > at:
            return cast("What", found[1]), True
    if at and (found := lex.kinds.before(low, at + 1)) and found[0] > 1:
        return cast("What", found[1]), True
    w = low[at]
    if w in lex.words["households"]:
        return "other", False
    if w.endswith(lex.people_suffixes) and w not in lex.words["people_suffix_not"]:
        return "people", True
    if words.raw[at][0].isupper() and at and len(w) > 3 and w.endswith(lex.demonym_suffixes) and w not in lex.words["demonym_not"]:
        return "people", True
    return "other", False


def make_noun(words: Words, at: int, lex: CountedWords) -> Noun:
    """A noun at a word, with what is known of it."""
    low = words.low
    while at + 2 < len(low) and low[at + 1] == "-" and words.tight[at + 1] and words.tight[at + 2] and low[at + 2].isalpha():
        if lex.kinds.at(low, at) or lex.nouns.at(low, at):
            break
        at += 2
    found = lex.nouns.at(low, at)
    kind, known = noun_kind(words, at, lex)
    phrase = lex.kinds.before(low, at + 1)
    whole = lex.kinds.at(low, at)
    end = at + max(found[0] if found else 1, whole[0] if whole else 1)
    return Noun(at, end, kind, None if phrase and phrase[0] > 1 else _outcome(found), known)


def _noun_follows(words: Words, i: int, lex: CountedWords) -> bool:
    """Whether the next word is a known noun, so that a participle before it only qualifies it."""
    return i < len(words) and noun_kind(words, i, lex)[1]


def _modifies(words: Words, at: int, lex: CountedWords) -> bool:
    """Whether a known noun only qualifies the next word ("member countries", "assault rifles"): singular before another noun."""
    low, after = words.low, at + 1
    if not lex.compounds or after >= len(low) or not low[after].isalpha():
        return False
    if low[at].endswith(lex.plural_endings) and not lex.kinds.at(low, after):
        return False
    if low[after] in lex.words["no_noun"] or low[after] in lex.words["passive"] or low[at] in lex.words["collective"]:
        return False
    return not any(rows.at(low, after) for rows in (lex.victims, lex.subjects, lex.verbs, lex.nouns, lex.further))


def noun_by_words(words: Words, i: int, lex: CountedWords) -> Noun | None:
    """The noun after a number, without a parse: the first known one within a few words, else the last of those in a row."""
    low, n = words.low, len(words)
    at = i
    while at < n and (skip := lex.other.at(low, at)) and at - i < 4 and at + skip[0] < n:
        at += skip[0]
    while lex.compounds and at + 3 < n and low[at + 1] == "-" and words.tight[at + 1] and words.tight[at + 2] \
            and low[at + 3].isalpha() and low[at + 3] not in lex.words["no_noun"] and not lex.kinds.at(low, at):
        at += 3             # "two one-way attack drones"
    if at >= n or not words.raw[at][0].isalpha() or low[at] in lex.words["no_noun"] or low[at].endswith(lex.adverb_endings):
        return None
    if not lex.nouns.at(low, at) and (lex.subjects.at(low, at) or (lex.victims.at(low, at) and not _noun_follows(words, at + 1, lex))):
        return None
    last = at
    for j in range(at, min(n, at + 4)):
        if (not words.raw[j][0].isalpha() and low[j] not in "-'") or low[j] in lex.words["no_noun"]:
            break
        if lex.nouns.at(low, j) or noun_kind(words, j, lex)[1]:
            last = j
            if not lex.nouns.at(low, j) and _modifies(words, j, lex):
                continue
            return make_noun(words, j, lex)
        last = j if low[j] not in "-'" else last
    plural = next((j for j in range(at, last + 1) if lex.compounds and low[j].endswith(lex.plural_endings)), None)
    return make_noun(words, plural if plural is not None else last if last - at <= 1 and lex.compounds else at, lex)


def outcome_between(words: Words, i: int, j: int, lex: CountedWords) -> What | None:
    """What stands between a number and its noun: "three wounded soldiers"."""
    return next((_outcome(found) for k in range(i, j) if (found := lex.victims.at(words.low, k))), None)


def outcome_after(words: Words, i: int, lex: CountedWords, human: bool = True, stop: int | None = None) -> What | None:
    """What is said, after the noun, of those counted: "(were) killed", "have died", "sont portées disparues"; nothing from `stop` on."""
    low, n = words.low, len(words) if stop is None else stop
    passive, gap = False, 0
    j = i
    while j < n and j - i < AHEAD:
        w = low[j]
        if w == "," and not gap and lex.sub.at(low, j + 1) and (closed := _next_comma(low, j + 1)):
            j, i = closed + 1, closed + 1           # "Four people, including a girl, were killed"
            continue
        if w in STOPS or w in lex.words["break_words"] or w.isdigit() or (w == "," and (gap or not human)):
            return None
        if (found := lex.subjects.at(low, j)):
            return _outcome(found)
        if (found := lex.victims.at(low, j)) and (passive or (gap == 0 and not _object_follows(words, j + found[0], lex))):
            return _outcome(found)
        if found or lex.verbs.at(low, j):
            return None
        passive = passive or w in lex.words["passive"]
        gap += 1
        j += 1
    return None


def _next_comma(low: list[str], i: int) -> int | None:
    return next((k for k in range(i, min(len(low), i + INSERTED)) if low[k] == ","), None)


def _object_follows(words: Words, i: int, lex: CountedWords) -> bool:
    """Whether a participle has an object after it, and so is a deed of those counted: "12 gunmen killed three"."""
    if i >= len(words):
        return False
    w = words.low[i]
    if w in lex.words["no_object"]:
        return False
    return w.isdigit() or w in lex.words["numerals_all"] or w in lex.words["skip_before"] or lex.other.at(words.low, i) is not None


def outcome_before(words: Words, i: int, lex: CountedWords) -> What | None:
    """What is done, before the number, to those counted: "killing 12", "the deaths of 4", "a fait 12", "l'enlèvement de trois"."""
    low = words.low
    j = i
    while j > 0 and i - j < BACK:
        if (found := lex.verbs.before(low, j)):
            before = low[j - found[0] - 1] if j > found[0] else ""
            with_them = before in lex.words["passive"] and low[j] not in lex.words["with"]
            return None if with_them and j < i else _outcome(found)
        if (found := lex.acts.before(low, j)):
            return _outcome(found) if j < i and low[j] in lex.words["of"] else None
        if low[j - 1] not in lex.words["skip_before"] and low[j - 1] not in lex.words["of"]:
            return None
        j -= 1
    return None


def _form(words: Words, index: dict[int, int], t: Token, rows: Rows) -> What | None:
    i = index.get(t.start)
    return _outcome(rows.at(words.low, i)) if i is not None else None


def _said(words: Words, index: dict[int, int], t: Token, lex: CountedWords) -> What | None:
    """What a participle or predicate says of those it belongs to."""
    return _form(words, index, t, lex.victims) or _form(words, index, t, lex.subjects)


def outcome_by_parse(sentence: Sentence, noun: Token, words: Words, index: dict[int, int], lex: CountedWords) -> What | None:
    """What the verb the noun hangs on does to it, in both voices; what a noun it belongs to tells ("the murders of 20 men")."""
    t = noun
    while t.rel == "conj" and sentence.head(t).pos in ("NOUN", "PROPN", "NUM", "PRON") and t.head < t.i:
        t = sentence.head(t)
    for c in sentence.children(noun, "acl", "amod"):
        if c.i > noun.i and not sentence.children(c, "obj") and (told := _said(words, index, c, lex)):
            return told
    head = sentence.head(t)
    if t.rel == "nsubj":
        if (told := _form(words, index, head, lex.subjects)):
            return told
        passive = t.dep == "nsubj:pass" or any(c.dep == "aux:pass" for c in sentence.children(head, "aux"))
        return _form(words, index, head, lex.victims) if passive or sentence.children(head, "cop") else None
    if t.rel in ("obj", "iobj"):
        below = (_said(words, index, c, lex) for c in sentence.children(head, "xcomp"))
        return _form(words, index, head, lex.verbs) or next(filter(None, below), None)
    if t.rel == "nmod":
        return _form(words, index, head, lex.acts)
    return None
