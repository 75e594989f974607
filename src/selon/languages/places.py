"""Describes the places of a text where a sentence may end, for the splitter's judgement and for its training.

Besides the words and signs around a place, the likely kinds of the words count (a finite verb before and after it tells two
sentences from one): a small hashed table from word, or ending, to the kind it mostly has in the treebanks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from zlib import crc32

import msgspec

from selon.languages.casing import Casing

# Kinds of words as one letter each; F is a finite verb, V any other form of a verb, the others are UD's parts of speech.
KINDS = "?FVNPJROIDCS0UTX"
KINDS_SIZE = 1 << 16  # places in the table of kinds: four bits of the kind, four bits to tell words apart

_PARTS = re.compile(r"(\W*)(?:(\w(?:.*\w)?)(\W*))?", re.DOTALL)  # signs before, core, signs after; of signs alone only the first
_INITIALS = re.compile(r"[^\W\d_](?:\.-?[^\W\d_])+")
_DIGITS = re.compile(r"\d+")
_APOSTROPHE = re.compile("['’]")
_OF_ADDRESSES = ("@", "//", "www.")
_STOPS = frozenset(".!?:;…")
_OPEN, _CLOSE = frozenset("«“("), frozenset("»”)")
_PAIRED = re.compile("[«“(»”)\"]")
_LONGEST = 80  # letters; of a longer word only the first half of these is looked at
_AHEAD = 12  # words looked through for a finite verb after a place
_ENDINGS = (3, 2)
_ELIDED = re.compile(r"[^\W\d_]{1,2}['’](?=[^\W\d_])")
_SIGNS = ".,;:!?…()[]«»“”\"'’*"
_NAME = 0.1


class Looks(msgspec.Struct, frozen=True, gc=False):
    """A word: signs before and after, core in lower case, shape, class, share of uses in lower case (0 to 5), kind,
    whether it is an address of mail or web (U), and whether its capital says nothing, since it is (nearly) always written so.

    A struct, since every page has new words: a frozen class of Python's takes five times as long to make.
    """

    head: str
    tail: str
    core: str
    shape: str
    sort: str
    share: str
    kind: str
    address: str
    name: bool = False


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known of a language's words: ``classes`` from ``sentences.toml``, ``kinds`` the table of ``KINDS_SIZE`` bytes."""

    casing: Casing
    classes: dict[str, str]
    kinds: bytes

    def kind(self, core: str) -> str:
        """The likely kind of a word (lower case), by itself, by what follows its apostrophe, or by its ending."""
        if core[:1].isdigit():
            return "0"
        found = self._stored(core)
        if found == "?" and ("'" in core or "’" in core):
            core = _APOSTROPHE.split(core)[-1]
            found = self._stored(core)
        for length in _ENDINGS:
            if found != "?":
                break
            found = self._stored("~" + core[-length:])
        return found

    def _stored(self, key: str) -> str:
        at, check = kind_place(key)
        byte = self.kinds[at] if self.kinds else 0
        return KINDS[byte & 15] if byte >> 4 == check else "?"


def kind_place(key: str) -> tuple[int, int]:
    """Where a word (or ``~`` and an ending) stands in the table of kinds, and its check bits."""
    code = crc32(key.encode("utf-8", "surrogatepass"))
    return code % KINDS_SIZE, code >> 28


def describe(word: str, knowledge: Knowledge) -> Looks:
    """How a word looks, its signs taken off."""
    word = word if len(word) <= _LONGEST else word[: _LONGEST // 2]
    parts = _PARTS.fullmatch(word)
    assert parts is not None  # every string has these parts
    before, core, after = parts.groups("")
    if not core:  # signs alone: a dash, a bullet
        return Looks("", _short(word), "", "#", "", "", "X", "")
    plain = core.lower()
    lower = plain if plain.isalpha() else _DIGITS.sub("0", plain)
    share, shape, kind = knowledge.casing.share(plain), _shape(core), knowledge.kind(plain)
    if shape[0] == "X" and kind != "F" and (share is None or share < 0.3):
        kind = "P"
    level = "" if share is None else str(round(share * 5))
    address = "U" if any(map(plain.__contains__, _OF_ADDRESSES)) else ""
    sort, name = knowledge.classes.get(lower, ""), _is_name(word, knowledge.casing)
    return Looks(_short(before), _short(after), lower, shape, sort, level, kind, address, name)


def _is_name(word: str, casing: Casing) -> bool:
    """Whether a word in capitals is (nearly) always written so: a capital then says nothing about a sentence's start."""
    core = word.strip(_SIGNS)
    if not core[:1].isupper():
        return False
    elided = _ELIDED.match(core)
    if elided and core[elided.end()].islower():  # "L'attaque": the capital is the article's
        core = elided.group()
    return len(core) > 1 and (casing.share(core.lower()) or 0) < _NAME


def _short(signs: str) -> str:
    """Signs with repetitions dropped, and at most four of them."""
    if len(signs) < 2:
        return signs
    return "".join(sign for i, sign in enumerate(signs[:8]) if i == 0 or sign != signs[i - 1])[:4]


def _shape(core: str) -> str:
    """X for a capital alone, XX for capitals, Xx, x, 0 for digits first, and whether a full stop is inside."""
    inside = "." if "." in core else ""
    if core[:1].isdigit():
        return "0" + inside + str(min(len(core), 4) if core.isdigit() else 0)
    if inside and _INITIALS.fullmatch(core):
        return "I"
    if core.isupper():
        return ("X" if len(core) == 1 else "XX") + inside
    if core[:1].isupper():
        return "Xx" + inside
    return "x" + inside


_EDGE = Looks("", "", "", "", "", "", "$", "")
_BEYOND = (_EDGE,) * 4


class Judge:
    """Describes the places of one block of text. Features are strings, so that training and use cannot differ.

    ``seen`` may be shared between the blocks of a text, so that each word is described once.
    """

    def __init__(self, text: str, words: list[tuple[int, int]], knowledge: Knowledge, seen: dict[str, Looks] | None = None) -> None:
        self.text, self.words, self.knowledge = text, words, knowledge
        self.looks = self._looks({} if seen is None else seen)
        self._read, self._depth, self._quotes, self._finite = 0, 0, 0, "-"

    def _looks(self, seen: dict[str, Looks]) -> list[Looks]:
        """The looks of each word, and those of nothing for as many more as anyone looks ahead."""
        text = self.text
        forms = [text[start:end] for start, end in self.words]
        if not all(map(seen.get, forms)):
            forms = [form[: _LONGEST + 1] for form in forms]  # a longer word is known by its beginning
            for form in forms:
                if form not in seen:
                    seen[form] = describe(form, self.knowledge)
        return [*map(seen.__getitem__, forms), *_BEYOND]

    def features(self, at: int, first: int) -> list[str]:
        """What speaks for or against an end after word ``at``, when the sentence began at word ``first``."""
        return self.told(at, first).split("\n")

    def told(self, at: int, first: int) -> str:
        """The features, one a line: words hold no white space."""
        self._read_on(at, first)
        looks = self.looks
        here, following, then = looks[at : at + 3]
        before = looks[at - 1] if at > first else _EDGE
        long = min(at - first + 1, 20)
        size = str(long if long < 4 else long // 4 + 4)
        glued = "g" if at + 1 < len(self.words) and self.words[at][1] == self.words[at + 1][0] else ""
        end, begin, stop = here.tail + glued, following.head + following.shape, here.tail[:1] or glued
        run = "".join([w.shape[:1] for w in looks[max(first, at - 3) : at + 1]])
        shape, share = following.shape, following.share
        return (
            f"{self._forms(before, here, following, then, end, begin, stop)}\n"
            f"{self._kinds(at, (before, here, following, then), stop)}\n"
            f"q{min(self._depth, 2)}{self._quotes}|{end}|{following.head}\n"
            f"l{size}|{stop}\nL{size}|{share}{shape}|{stop}\nv{run}|{stop}{shape}{share}\ni{'0' if first == 0 else ''}{size}{stop}{shape}\n"
            f"P{self._finite}{(long > 3) + (long > 8)}|{stop}{shape}{following.kind}"
        )

    def _forms(self, before: Looks, here: Looks, after: Looks, then: Looks, end: str, begin: str, stop: str) -> str:
        """The words and signs themselves, and their shapes."""
        form, core, shape, new, head, share = here.core, after.core, after.shape, here.shape, after.head, after.share
        return (
            f"b\ne{end}\nh{head}|{end}\ns{begin}|{end}\nc{form}|{end}\nn{core}|{head}\nm{core}|{stop}\nk{here.sort}|{after.sort}|{stop}\n"
            f"K{here.sort}|{begin}\nS{new}|{end}|{begin}\nu{here.share}|{share}|{stop}{head}\n"
            f"r{share}{'' if after.tail else 'w'}|{shape}|{end}\nt{then.shape}|{shape}|{stop}\nT{after.tail}|{shape}|{stop}\n"
            f"z{before.shape}|{new}|{shape}|{stop}\ny{core}|{then.core}\nx{before.core}|{form}|{stop}\nw{form}|{core}\n"
            f"d{before.shape}{new}{stop}{begin}{then.shape}{share}\nf{form}|{stop}|{shape}\nI{here.address}|{after.address}|{stop}{shape}\n"
            f"O{here.tail}|{after.tail}{shape}\nQ{form[-3:]}|{stop}{shape}"
        )

    def _kinds(self, at: int, around: tuple[Looks, Looks, Looks, Looks], stop: str) -> str:
        """The kinds of the words around, and whether finite verbs stand on both sides."""
        before, here, after, then = around
        a, b, c, d, e = before.kind, here.kind, after.kind, then.kind, self.looks[at + 3].kind
        verbs, turn, core = self._finite + self._ahead(at), stop + after.shape, after.core
        return (
            f"A{verbs}|{turn}\nB{b}{c}|{turn}\nC{a}{b}{c}{d}|{turn}\nD{b}{c}{d}|{turn}\nE{c}{d}{e}|{turn}\nF{verbs}{b}{c}|{turn}\n"
            f"G{verbs}{core}|{stop}\nH{a}{b}|{turn}{core}\nJ{here.core}|{stop}{c}\nM{here.shape}{b}{here.share}|{turn}{c}\n"
            f"N{here.tail}{after.head}|{verbs}\nR{here.shape}|{turn}{c}{d}{len(here.core) < 4}"
        )

    def _ahead(self, at: int) -> str:
        """Whether a finite verb comes before the next stop: f at once, F later, n and the words to the stop if none."""
        for i, looks in enumerate(self.looks[at + 1 : min(at + 1 + _AHEAD, len(self.words))], 1):
            if looks.kind == "F":
                return "F" if i > 1 else "f"
            if looks.tail[:1] in _STOPS:
                return "n" + str(min(i, 4))
        return "-"

    def _read_on(self, at: int, first: int) -> None:
        """Notes brackets, quotation marks and finite verbs from the sentence's start to word ``at``."""
        if self._read < first:
            self._read, self._depth, self._quotes, self._finite = first, 0, 0, "-"
        if self._read > at:
            return
        if self._finite != "F" and "F" in [w.kind for w in self.looks[self._read : at + 1]]:
            self._finite = "F"
        for sign in _PAIRED.findall(self.text, self.words[self._read][0], self.words[at][1]):
            if sign in _OPEN:
                self._depth += 1
            elif sign in _CLOSE:
                self._depth = max(0, self._depth - 1)
            else:
                self._quotes ^= 1
        self._read = at + 1
