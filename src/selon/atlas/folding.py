"""One key for all spellings of a place's name: strict (case, accents, hyphens, apostrophes) and loose (articles, transliteration).

The strict key keeps what tells two names apart in one script; the loose key adds what differs between transliterations of one
name (Deir ez-Zor, Dayr az Zawr, Deir Ezzor). The loose rules follow the common romanisations of Arabic and Cyrillic (ISO 233,
BGN/PCGN and press usage in French and English): articles with their assimilated consonants, long vowels, digraphs, doubled letters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b

LONG = 60  # letters; longer names are noise, of which nothing is remembered
ARTICLE = re.compile(r"(?:(?<=^)|(?<= ))(?:al|el|as|es|ash|ach|ech|esh|an|en|ar|er|ad|ed|at|et|az|ez|ath|adh|ul|ol) (?=\w)")
SPACES = re.compile(r"[\W_]+")
DROPPED = re.compile(r"['’‘ʼʻ`´ʿʾ.]")
SAINT = re.compile(r"^(?:st|saint|sainte|ste) (?=\w)")
MOUNT = re.compile(r"^(?:mt|mount) (?=\w)")
FORT = re.compile(r"^(?:ft|fort) (?=\w)")
# Letters that stand for one sound in one romanisation or another, and that sound; a pair comes before one that it would cut.
_PAIRS = ("ts:K", "tch:K", "sch:K", "ck:K", "sh:K", "ch:K", "kh:K", "gh:G", "dj:J", "dh:D", "th:T", "ph:F", "au:U", "aw:U", "ai:I", "ay:I")
PAIRS = tuple((letters, sound) for letters, _, sound in (pair.partition(":") for pair in _PAIRS))
SINGLE = str.maketrans("KGJDTFUIcqwvoyez", "kgjdtfuikkuuuiis")
REPEATED = re.compile(r"(?<=[aiu])[aiu]+|([^aiu])(?=\1)")  # vowels after a vowel, a letter before itself


def plain(name: str) -> str:
    """Lower case without accents, apostrophes and full stops; every other mark is one space."""
    if name.isascii():
        text = name.lower()
    else:
        text = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
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
    text = plain(name)
    if " " in text:
        text = ARTICLE.sub("", text).replace(" ", "")
    for letters, sound in PAIRS:
        text = text.replace(letters, sound)
    text = REPEATED.sub("", text.translate(SINGLE)).removesuffix("h").removesuffix("a")
    return text if len(text) >= 4 else ""


def digest(key: str) -> int:
    """64 bits of a key; the chance that two of a million keys share them is about 3 in 100 million."""
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
