"""Which language a text is in (py3langid, a Naive Bayes classifier over byte n-grams, 97 languages)."""

from __future__ import annotations

from collections.abc import Sequence

from selon.errors import InputError

SAMPLE = 4000  # characters; more tell nothing new
SURE = 120  # letters below which the classifier is asked only to choose among the languages there are


def detect(text: str, supported: Sequence[str], name: str) -> str:
    """The language of a text; InputError names it and those there are where it is not among `supported`."""
    import py3langid  # noqa: PLC0415  half a second to load, needed only where no language is given

    letters = sum(c.isalpha() for c in text[:SAMPLE])
    ranked = [str(lang) for lang, _ in py3langid.rank(text[:SAMPLE])]
    if letters >= SURE and ranked[0] not in supported:
        raise InputError(
            name, f"language {ranked[0]!r} is not supported", f"there are: {', '.join(supported)}; give --lang if it was misjudged"
        )
    return next(lang for lang in ranked if lang in supported)
