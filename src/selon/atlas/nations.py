"""Countries' names and the words for their people in a language, each with the country's ISO 3166 alpha-2 code.

Names from CLDR (babel) and from atlas/data/countries.toml, adjectives and nouns for people from the latter.
"""

from __future__ import annotations

from functools import cache
from typing import cast

from babel import Locale

from selon.atlas.phrases import Phrases
from selon.atlas.raw import Countries, load_list


@cache
def _listed() -> Countries:
    return cast("Countries", load_list("countries.toml", Countries))


@cache
def demonyms(lang: str) -> Phrases[str]:
    """Adjectives and nouns for the people of countries, singular and plural; the value is the country's code."""
    made: Phrases[str] = Phrases()
    listed = _listed()
    for code, c in sorted(listed.countries.items()):
        for word in c.fr if lang == "fr" else c.en:
            for form in listed.plural[lang].forms(word):
                made.add(form, code)
    return made


@cache
def country_names(lang: str) -> Phrases[str]:
    """Names of countries, usual, official and short; the value is the country's code."""
    made: Phrases[str] = Phrases()
    territories = Locale(lang).territories
    for code, c in sorted(_listed().countries.items()):
        for name in dict.fromkeys((*((territories[code],) if code in territories else ()), *c.names)):
            made.add(name, code)
    return made
