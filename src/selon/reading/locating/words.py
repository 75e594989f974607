"""The words around names of places, one lexicon a language: `languages/<lang>/lexicon/places.toml`."""

from __future__ import annotations

import msgspec

from selon.languages.lexicon import load_lexicon

POSSESSIVES = ("'s", "’s", "'S", "’S")

Words = frozenset[str]


class PlaceWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All lists in lower case.

    - `locative`, `weak_locative`: words before a place; `inner`: small words inside names; `opening`: those that may open one; `article`.
    - `generic`: "city", "province", before or after; `link` between generic and name; `generic_after`, `generic_before`: capitalised
      generics inside names, with the kind of place.
    - `street_after`, `street_before` (with a number), `street_named` (with a name): streets; `directions`: "North", part of a name or not.
    - `institution`: may follow a place that stays one ("Atlanta Police"); `closed`: makes it a newspaper's, firm's or team's name;
      `title`: before persons; `before`: capitalised words that may stand before a place; `personal`: verbs people do.
    - `holding`: words that join a place to what contains it ("X in Y"); `acts`: verbs of governments after a capital's name, `addressed`
      before it; `outside`: before a direction, where "inside" would say the same ("à l'ouest de X" is not in X).
    - `launch` with `origin` before the name: where something was fired from; `route`: the way.
    - `missions`: embassies, before "of" and their country; `clubs`: words that begin the name of a club which ends in its town's
      ("Real Madrid"), or two words that are one.
    - `articling`: articles, alone or in another word, where towns have none; `towny`: words that towns follow.
    - `schools`: make the name of a town before them a school's; `articled`: names that are no places without an article.
    - `over` among `route` only near one of `flights`; `governed`: what a government has, before "of" and its capital's name.
    - `doubtful`: names that are more often something else; `never`: no places though some village is called so.
    - `countries`: where the press writes in the language; `media`: what newspapers' addresses are made of;
      `masthead`: words that make the end of a title the outlet's own.
    - `near`, `border`, `between`, `both`, `of`, `inside`, `bearings` (degrees, -1 for the middle), `units` (km): relations.
    """

    lang: str
    locative: Words
    weak_locative: Words
    inner: Words
    article: Words
    generic: Words
    link: Words
    generic_after: dict[str, str]
    generic_before: dict[str, str]
    street_after: Words
    street_before: Words
    street_named: Words
    opening: Words
    directions: Words
    institution: Words
    closed: Words
    title: Words
    before: Words
    personal: Words
    holding: Words
    acts: Words
    addressed: Words
    launch: Words
    origin: Words
    route: Words
    over: Words
    flights: Words
    governed: Words
    missions: Words
    schools: Words
    clubs: Words
    articled: Words
    articling: Words
    towny: Words
    doubtful: Words
    never: Words
    countries: Words
    media: Words
    masthead: Words
    near: tuple[str, ...]
    border: tuple[str, ...]
    between: Words
    both: Words
    of: tuple[str, ...]
    inside: tuple[str, ...]
    outside: tuple[str, ...]
    bearings: dict[str, float]
    units: dict[str, float]


def place_words(lang: str) -> PlaceWords:
    """The lexicon of a language."""
    words: PlaceWords = load_lexicon(lang, "places", PlaceWords)
    return words
