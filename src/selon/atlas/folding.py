"""One key for all spellings of a place's name: strict (case, accents, hyphens, apostrophes) and loose (articles, transliteration).

The strict key keeps what tells two names apart in one script; the loose key adds what differs between transliterations of one
name (Deir ez-Zor, Dayr az Zawr, Deir Ezzor). The loose rules follow the common romanisations of Arabic and Cyrillic (ISO 233,
BGN/PCGN and press usage in French and English): articles with their assimilated consonants, long vowels, digraphs, doubled letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from itertools import filterfalse

LONG = 60  # letters; longer names are noise, of which nothing is remembered
ARTICLE = re.compile(r"(?:^|(?<= ))(?:al|el|as|es|ash|ach|ech|esh|an|en|ar|er|ad|ed|at|et|az|ez|ath|adh|ul|ol) (?=\w)", re.MULTILINE)
SPACES = re.compile(r"[\W_]+")
DROPPED = re.compile(r"['’‘ʼʻ`´ʿʾ.]")
SAINT = re.compile(r"^(?:st|saint|sainte|ste) (?=\w)")
MOUNT = re.compile(r"^(?:mt|mount) (?=\w)")
FORT = re.compile(r"^(?:ft|fort) (?=\w)")
# Letters that stand for one sound in one romanisation or another, and that sound; a pair comes before one that it would cut.
_PAIRS = ("ts:K", "tch:K", "sch:K", "ck:K", "sh:K", "ch:K", "kh:K", "gh:G", "dj:J", "dh:D", "th:T", "ph:F", "au:U", "aw:U", "ai:I", "ay:I")
PAIRS = tuple((letters, sound) for letters, _, sound in (pair.partition(":") for pair in _PAIRS))
SINGLE = bytes.maketrans(b"KGJDTFUIcqwvoyez", b"kgjdtfuikkuuuiis")
AFTER_VOWEL, REPEATED = re.compile(r"(?<=[aiu])[aiu]+"), re.compile(r"([^aiu\n])(?=\1)")
LEAST = 4  # letters of a loose key


def plain(name: str) -> str:
    """Lower case without accents, apostrophes and full stops; every other mark is one space."""
    if name.isascii():
        text = name.lower()
    else:
        text = "".join(filterfalse(unicodedata.combining, unicodedata.normalize("NFKD", name.casefold())))
        if not text.isascii():
            text = text.replace("ı", "i").replace("ø", "o").replace("ł", "l").replace("đ", "d").replace("æ", "ae").replace("œ", "oe")
    if text.isalpha():
        return text
    return SPACES.sub(" ", DROPPED.sub("", text)).strip()


def strict(name: str) -> str:
    """The key under which a name is looked up first; Saint, Mount and Fort are written out."""
    return _strict(name) if len(name) < LONG else _strict.__wrapped__(name)


@lru_cache(maxsize=50_000)
def _strict(name: str) -> str:
    text = plain(name)
    if text[:1] in "smf" and " " in text:
        text = FORT.sub("fort ", MOUNT.sub("mount ", SAINT.sub("saint ", text)))
    return text


def loose(name: str) -> str:
    """The key shared by the usual transliterations of a name; "" where too little is left to tell names apart."""
    return loose_each((name,))[0]


def loose_each(names: Iterable[str]) -> list[str]:
    """The loose keys of many names, worked out together, one a line: for thousands of them in half the time."""
    text = "\n".join([*map(plain, names), ""])  # plain names hold no line's end of their own
    if " " in text:
        text = ARTICLE.sub("", text).replace(" ", "")
    for letters, sound in PAIRS:
        text = text.replace(letters, sound)
    text = text.encode("utf-8", "surrogatepass").translate(SINGLE).decode("utf-8", "surrogatepass")  # a string's own is twenty times slower
    text = REPEATED.sub("", AFTER_VOWEL.sub("", text)).replace("h\n", "\n").replace("a\n", "\n")
    return [key if len(key) >= LEAST else "" for key in text.split("\n")[:-1]]


def digest(key: str) -> int:
    """64 bits of a key; the chance that two of a million keys share them is about 3 in 100 million."""
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
