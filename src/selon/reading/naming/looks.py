"""What can be seen of a word as it is written, whatever the language: worked out once a form, since articles repeat their words."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from selon.atlas.phrases import pieces

REMEMBERED = 50_000     # forms
LONG = 4                # letters from which a word's capital tells a headline


class Look(msgspec.Struct, frozen=True, gc=False):
    """A form: the folded piece that phrases are looked up by ("" for punctuation), and whether it may begin a name, has a letter
    or a digit, counts where headlines are told by their capitals, begins with a capital, has a capital inside, has a digit."""

    first: str
    capital: bool
    wordy: bool
    long: bool
    tall: bool
    inner: bool
    digit: bool


@lru_cache(maxsize=REMEMBERED)
def look(text: str) -> Look:
    """How a word looks."""
    parts, initial = pieces(text), text[0]
    first, long = parts[0] if parts else "", len(text) >= LONG and initial.isalpha()
    if text.isalpha() and text[1:].islower():
        return Look(first, initial.isupper(), True, long, initial.isupper(), False, False)
    capital = initial.isupper() or (len(text) > 2 and text[1].isupper() and not initial.isdigit())
    inner = not text.isupper() and any(map(str.isupper, text[1:]))
    return Look(first, capital, any(map(str.isalnum, text)), long, initial.isupper(), inner, any(map(str.isdigit, text)))
