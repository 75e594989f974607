"""When it was said: the day told with a cue, not the day of what is told."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import pytest

from selon.model import Article, Claim, Interval
from selon.reading.reader import Reader

TUESDAY = date(2024, 5, 7)
MONDAY, SUNDAY, THURSDAY = (TUESDAY - timedelta(n) for n in (1, 2, 5))

# language, text, words of the content, the day it was said (null where none is told)
CASES = [
    ("en", "The ministry said on Monday that three soldiers had been killed on Sunday.", "three soldiers", MONDAY),
    ("en", "Three soldiers were killed on Sunday, the ministry said in a statement on Monday.", "Three soldiers", MONDAY),
    ("en", "“We will not leave the valley,” Hall told reporters on Monday.", "will not leave", MONDAY),
    ("en", "On Monday, the army admitted that its jets had hit the depot.", "hit the depot", MONDAY),
    ("en", "The army on Monday said that its jets had hit the depot.", "hit the depot", MONDAY),
    ("en", "According to a report published on Thursday, the tank fired first.", "fired first", THURSDAY),
    ("en", "A report published on Thursday said the tank had fired first.", "fired first", THURSDAY),
    ("en", "Police said the man was shot on Sunday.", "was shot", None),
    ("en", "The ministry has said since Sunday that nobody crossed the border.", "nobody crossed", None),
    ("en", "The man who was hurt on Sunday said that the guards fired first.", "fired first", None),
    ("en", "The minister appointed on Sunday said that the guards fired first.", "fired first", None),
    ("en", "A neighbour in his early 50s said that the guards fired first.", "fired first", None),
    ("fr", "Le ministère a affirmé lundi que trois soldats avaient été tués dimanche.", "trois soldats", MONDAY),
    ("fr", "Trois soldats ont été tués dimanche, a indiqué lundi l'armée.", "Trois soldats", MONDAY),
    ("fr", "« Nous ne quitterons pas la vallée », a-t-il dit lundi soir.", "ne quitterons pas", MONDAY),
    ("fr", "Selon un rapport publié jeudi, le char a tiré le premier.", "le char a tiré", THURSDAY),
    ("fr", "Selon le ministère, trois soldats ont été tués dimanche.", "trois soldats", None),
    ("fr", "Le préfet nommé dimanche a déclaré que les gardes avaient tiré les premiers.", "avaient tiré", None),
]


@cache
def reader() -> Reader:
    return Reader()


def claims(lang: str, text: str, published: Interval | None) -> list[Claim]:
    return list(reader().read(Article(id="a", text=text, lang=lang, published=published)).claims)


@pytest.mark.parametrize(("lang", "text", "words", "day"), CASES)
def test_said(lang: str, text: str, words: str, day: date | None) -> None:
    found = [c for c in claims(lang, text, Interval(start=TUESDAY, end=TUESDAY)) if any(words in text[a:b] for a, b in c.content)]
    assert found
    assert [c.said for c in found] == [Interval(start=day, end=day) if day else None] * len(found)


def test_nothing_is_said_after_it_was_published() -> None:
    """A speech announced for a later day is not dated by it, and "this year" ends with the publication."""
    tuesday = Interval(start=TUESDAY, end=TUESDAY)
    assert [c.said for c in claims("en", "The minister will say on 20 May 2024 that the war is over.", tuesday)] in ([], [None])
    (year,) = claims("en", "The army admitted in 2024 that its jets had hit the depot.", tuesday)
    assert year.said == Interval(start=date(2024, 1, 1), end=TUESDAY)


def test_no_day_without_a_publication_to_count_from() -> None:
    assert [c.said for c in claims("en", "The ministry said on Monday that three soldiers had been killed.", None)] == [None]
