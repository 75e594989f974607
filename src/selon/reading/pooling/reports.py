"""Days and places that are not the act's beside which they stand: a report's, a charge's, of what only tells where a town lies."""

from __future__ import annotations

from collections.abc import Container, Sequence

from selon.languages.syntax import Sentence
from selon.model import Place, Time
from selon.reading.mentions import Mention
from selon.reading.page import Page
from selon.reading.pooling.standing import token_of
from selon.reading.pooling.words import Words, is_one

MARKED = frozenset({"town", "site"})


def is_mark(page: Page, places: Sequence[Place], p: Place) -> bool:
    """Whether a place only tells where the town named right before it lies: "Voronezh, 500 km south of Moscow"."""
    if p.relation in {"in", "between"}:
        return False
    before = next((q for q in reversed(places) if q.span[1] <= p.span[0]), None)
    if before is None or before.role != "site" or before.basis not in MARKED or before.lat is None:
        return False
    between = page.words((before.span[1], p.span[0]), p.field)
    return between[:1] in {",", "("} and before.relation in {"in", "near"} and not any(c in ",;:." for c in between[1:])


def is_reported(s: Sentence, t: Time, acts: Container[int], words: tuple[Words, Words]) -> bool:
    """Whether a day is that of a report, post or statement: "according to a report released on Thursday". `words`: what is done with
    those, and those that name a source."""
    token, (issued, according) = token_of(s, t.span) if s.parsed else None, words
    for x in (token, *s.ancestors(token)) if token is not None else ():
        if x.i in acts:
            return False
        out = x.rel in {"acl", "amod"} and is_one(x, issued)
        if out or any(c.lower in according for c in s.children(x, "case")):
            return True
    return False


def charged_on(m: Mention, t: Time, charges: set[int] | None) -> bool:
    """Whether a day is that on which somebody was charged with the act that is told behind it: "charged on Tuesday with murder"."""
    if not charges or m.trigger.i in charges or t.span[0] > m.trigger.start:
        return False
    above = {x.i for x in m.sentence.ancestors(m.trigger)} & charges
    return any(x.head in above for x in m.sentence.within(t.span))


def in_course(m: Mention, acts: Container[int], during: Words) -> bool:
    """Whether a mention is that in the course of which something else was done: "used a missile during an attack on Sunday"."""
    s, t = m.sentence, m.trigger
    within = m.nominal and t.rel == "obl" and any(c.lower in during for c in s.children(t, "case"))
    return within and t.head not in acts
