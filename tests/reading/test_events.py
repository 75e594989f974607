"""Events: one event a story, its toll, its place and day; nothing that the article does not tell."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pooled import cases, lead, read, reader, whole

from selon.model import Article

FORCE = {"ASSAULT", "ACCIDENT", "INTERCEPT"}
ALL = [(lang, c) for lang in ("en", "fr") for c in cases(f"events_{lang}")]


@pytest.mark.parametrize(("lang", "case"), ALL, ids=[f"{lang}: {c['name']}" for lang, c in ALL])
def test_case(lang: str, case: dict[str, Any]) -> None:
    r = read(case, lang)
    e = lead(r)
    for what in ("killed", "injured"):
        if what in case:
            assert whole(e, what) == case[what], e
    if "most" in case:
        assert len([x for x in r.events if x.type in FORCE]) <= case["most"], r.events
    if "place" in case:
        assert e is not None and e.place is not None and case["place"] in e.place.name + e.place.text
    if "day" in case:
        assert e is not None and e.time is not None and e.time.start == case["day"]
    if "part" in case:
        assert e is not None and any(c.what == case["part"]["what"] and c.low == case["part"]["low"] and c.part_of is not None for c in e.counts), e
    told = {r.text[a:b] for x in r.events for a, b in x.mentions}
    assert not told & set(case.get("not", []))


def test_every_span_is_its_words() -> None:
    for lang, case in ALL:
        r = read(case, lang)
        for e in r.events:
            for thing in (*e.counts, *e.actor, *e.target, *e.weapon, *filter(None, (e.place, e.time))):
                source = r.title if thing.field == "title" else r.text
                assert source is not None and source[thing.span[0]:thing.span[1]] == thing.text
            assert all(c.part_of is None or 0 <= c.part_of < len(e.counts) for c in e.counts)
            assert (e.status, e.hedged, e.claim) == (e.voices[0].status, e.voices[0].hedged, e.voices[0].claim)


WORDS = ("killed", "2", "men", "was", "shot", "dead", ",", "and", "three", "others", "\n", "“", "17-year-old", "the", "attack", "including", "a", ".", "’", "\u0000",
         "🙂", "himself", "wounded", "1,000,000", "no", "died")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40), st.sampled_from(["en", "fr"]))
def test_any_text_is_read_the_same_twice(words: list[str], lang: str) -> None:
    article = Article(id="x", lang=lang, title=" ".join(words[:5]), text=" ".join(words))
    assert reader().read(article) == reader().read(article)
