"""A title for an incident, in words from the language's lexicon (`weaving.toml`)."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from selon.languages.lexicon import load_lexicon
from selon.model import EventType, Place
from selon.weaving.words import WeavingWords

PATTERN = "d MMM y"


def title(kind: EventType, mode: str | None, place: Place | None, day: date | None, lang: str = "en") -> str:
    """What, where and when, as far as known: "Reported drone attack, al-Tanf, 18 Oct 2023"."""
    words = load_lexicon(lang, "weaving", WeavingWords)
    act = words.acts.get(f"{kind}/{mode}") or words.acts[kind]
    where = (place.name if place.lat is not None or not place.country else f"{place.name}") if place else None
    when = format_date(day, PATTERN, locale=lang) if day else None
    return ", ".join(filter(None, (words.title.format(act=act), where, when)))
