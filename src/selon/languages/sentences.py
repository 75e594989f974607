"""Cuts a text into sentences, fast and before any parsing.

Blank lines and lines that end short of the full width end a sentence. Every other place where one may end (after . ! ? …,
before a word that does not start with a small letter) is judged by a logistic regression over hashed features of its
surroundings (`places.py`), trained on the treebanks (`training/splitter.py`; the method is that of Riley 1989 and Gillick
2009). Words with a meaning for it, abbreviations say, and how sure a cut must be are data: ``<lang>/sentences.toml``.
"""

from __future__ import annotations

import re
import tomllib
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from zlib import crc32

from selon.errors import LanguageError
from selon.languages.casing import LANGUAGES, load_casing
from selon.languages.layout import blocks
from selon.languages.places import KINDS_SIZE, Judge, Knowledge, Looks
from selon.languages.truecase import truecase

WEIGHTS = "sentences.bin"  # SIZE weights, then the table of kinds of words
SIZE = 1 << 17  # places in the table of weights
MOST = 50_000  # words whose looks are remembered
SCALE = 16.0  # weights are kept as whole sixteenths, one signed byte each
# Kinds of places, as in ``sentences.toml``: after a sign; before a capital that is no name's; at the seams of mail headers.
SIGNED, BARE, MAIL = "signed", "bare", "mail"

_TOKEN = re.compile(r"\S+")
# A sentence that goes on without a space: 'word."Next', 'word!Next'. Two letters before, so that initials are no place.
_GLUED = re.compile(r"[.!?…](?<=[^\W\d_]{2}.)[.!?…]*[\"”»’)\]]*(?=[\"“«]?[^\W\d_a-z][^\W\d_]*(?:['’][^\W\d_]+)?\s)")
_DATE = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}")
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
_LISTED = re.compile(r"\d{1,2}[.)]$")
_FORENAMES = re.compile(r"[^\w]*[^\W\d_]{1,2}\.-[^\W\d_]{1,2}\.")
_ENDERS = frozenset(".!?…:»”\"')]’。！？")
# A full stop behind a closing mark is no abbreviation's: before a capital it ends the sentence, whatever the treebanks have seen of it.
_CLOSED = frozenset(("».", "”."))
# Inside a line no sentence ends here, even where the treebanks cut lists at semicolons.
_GOES_ON = frozenset(",(«“[&/-–")
# No sentence ends without a sign after an article, a preposition, a conjunction or a number, nor after a title.
_MONTHS = frozenset(["month", "monthname"])
_LEADS_ON, _LEADING = frozenset("DICS0"), frozenset(["title", "number", "month", "monthname"])


@dataclass(slots=True)
class Splitter:
    """All that the judgement needs of one language; ``sure`` is the least score (log odds) of a cut, by kind of place.

    ``seen`` are the looks of words met so far: texts repeat themselves. ``clock`` are ends of clock times, that go on with a ``day``.
    """

    weights: array[int]
    knowledge: Knowledge
    sure: dict[str, float]
    clock: tuple[str, ...] = ()
    day: frozenset[str] = frozenset()
    seen: dict[str, Looks] = field(default_factory=dict)


def split_sentences(text: str, lang: str) -> list[tuple[int, int]]:
    """The sentences as ``[start, end)`` in code points: in order, apart, without white space at their ends.

    Every character that is not white space is in one of them. Takes time linear in the text's length. Raises LanguageError
    for a language without a splitter.
    """
    splitter = load_splitter(lang)
    plain = truecase(text, lang)
    seen = splitter.seen
    if len(seen) > MOST:
        seen = splitter.seen = {}       # not emptied: other threads may be in it
    return [span for start, end in blocks(plain) for span in split_block(plain, start, end, splitter, seen)]


@cache
def load_splitter(lang: str) -> Splitter:
    """The splitter of a language. Raises LanguageError when it has none."""
    path = LANGUAGES / lang / "pipeline" / WEIGHTS
    try:
        data = path.read_bytes()
    except OSError as error:
        raise LanguageError(f"{path}: no sentence splitter for language {lang!r}; run `make train LANG={lang}`") from error
    if len(data) != SIZE + KINDS_SIZE:
        raise LanguageError(f"{path}: {len(data)} bytes instead of {SIZE + KINDS_SIZE}; run `make train LANG={lang}`")
    knowledge = Knowledge(load_casing(lang), word_classes(lang), data[SIZE:])
    clock, days = running(lang)
    return Splitter(array("b", data[:SIZE]), knowledge, thresholds(lang), clock, days)


def word_classes(lang: str) -> dict[str, str]:
    """Word (lower case, no full stop) to class, from ``<lang>/sentences.toml``."""
    data = tomllib.loads((LANGUAGES / lang / "sentences.toml").read_text(encoding="utf-8"))
    return {word: name for name, words in data["classes"].items() for word in words}


def running(lang: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The ends of clock times and the days that go on with them, from ``<lang>/sentences.toml``."""
    data = tomllib.loads((LANGUAGES / lang / "sentences.toml").read_text(encoding="utf-8"))["runs_on"]
    return tuple(data["clock"]), frozenset(data["day"])


def thresholds(lang: str) -> dict[str, float]:
    """The least score of a cut by kind of place, from ``<lang>/sentences.toml``."""
    data = tomllib.loads((LANGUAGES / lang / "sentences.toml").read_text(encoding="utf-8"))
    return {kind: float(data["sure"][kind]) for kind in (SIGNED, BARE, MAIL)}


def split_block(text: str, start: int, end: int, splitter: Splitter, seen: dict[str, Looks]) -> Iterator[tuple[int, int]]:
    """The sentences of one block; ``seen`` keeps what words look like between the blocks of a text."""
    words = words_of(text, start, end)
    if not words:
        return
    judge = Judge(text, words, splitter.knowledge, seen)
    first, weights = 0, splitter.weights
    for at, kind in candidates(judge):
        if splitter.clock and judge.looks[at].core.endswith(splitter.clock) and _goes_on(judge, at, splitter.day):
            continue
        if kind == SIGNED and text[words[at][1] - 2 : words[at][1]] in _CLOSED and text[words[at + 1][0]].isupper():
            yield words[first][0], words[at][1]
            first = at + 1
            continue
        told = judge.told(at, first).encode("utf-8", "surrogatepass").split(b"\n")
        score = sum([weights[crc32(feature) % SIZE] for feature in told])
        if score > splitter.sure[kind] * SCALE:
            yield words[first][0], words[at][1]
            first = at + 1
    yield words[first][0], words[-1][1]


def _goes_on(judge: Judge, at: int, days: frozenset[str]) -> bool:
    """Whether a clock time is followed by its day: a weekday, or a month with a number."""
    after = judge.looks[at + 1]
    month = after.sort in _MONTHS and at + 2 < len(judge.looks) and judge.looks[at + 2].kind == "0"
    return after.core in days or month


def words_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """What stands between white space, cut once more where a sentence seems to go on without a space."""
    words = [match.span() for match in _TOKEN.finditer(text, start, end)]
    glued = [match.end() for match in _GLUED.finditer(text, start, end)]
    if not glued:
        return words
    out: list[tuple[int, int]] = []
    cuts = iter([*glued, end + 1])
    cut = next(cuts)
    for a, b in words:
        while cut <= a:
            cut = next(cuts)
        while a < cut < b:
            out.append((a, cut))
            a, cut = cut, next(cuts)
        out.append((a, b))
    return out


def candidates(judge: Judge) -> Iterator[tuple[int, str]]:
    """Indexes of words after which a sentence may end, and the kind of each place."""
    text, words = judge.text, judge.words
    dated = _DATE.search(text, words[0][0], words[-1][1]) is not None
    for at, ((begun, end), (start, _)) in enumerate(pairwise(words)):
        if text[end - 1] in _ENDERS:
            if not _FORENAMES.fullmatch(text, begun, end) or judge.looks[at].sort:
                yield at, SIGNED
        elif not text[start].islower():
            if _is_seam(judge, at, dated):
                yield at, MAIL
            elif _is_bare(judge, at):
                yield at, BARE


def _is_bare(judge: Judge, at: int) -> bool:
    """Whether a sentence may end here without a sign: not before a name or a number, not where a phrase goes on."""
    looks = judge.looks[at]
    if looks.kind in _LEADS_ON or looks.sort in _LEADING or judge.looks[at + 1].name:
        return False
    text, (start, end) = judge.text, judge.words[at + 1]
    return text[judge.words[at][1] - 1] not in _GOES_ON and (not text[start].isdigit() or bool(_LISTED.match(text, start, end)))


def _is_seam(judge: Judge, at: int, dated: bool) -> bool:
    """Whether a mail's header or signature may end or begin here: before a date of digits, after its time or an address. `dated` says
    whether the block has such dates."""
    text, words, looks = judge.text, judge.words, judge.looks[at]
    if looks.sort == "closing" and looks.tail in ("", ","):
        return True
    if not (dated or looks.address) or text[words[at][1] - 1] in _GOES_ON:
        return False
    if looks.address or _DATE.fullmatch(text, *words[at + 1]):
        return True
    clock = next((i for i in (at, at - 1) if i > 0 and _CLOCK.fullmatch(text, *words[i])), 0)
    return clock > 0 and _DATE.fullmatch(text, *words[clock - 1]) is not None
