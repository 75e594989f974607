"""Counts given at another time than that of the act they are told beside: "at the end of April the army counted only twenty injured"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selon.languages.syntax import Sentence
from selon.model import Span, Time
from selon.reading.pooling.losses import LOSSES
from selon.reading.pooling.standing import token_of
from selon.reading.pooling.words import Words, is_one

if TYPE_CHECKING:
    from selon.reading.pooling.findings import Findings  # which keeps a page's counts


def as_of(s: Sentence, x: Time, counting: Words) -> bool:
    """Whether a period put first says when somebody counted: "at the end of April the army counted only twenty injured"."""
    t = token_of(s, x.span)
    verb = next((y for y in s.ancestors(t) if y.pos == "VERB"), None) if t is not None else None
    return t is not None and verb is not None and x.extent == "point" and t.i < verb.i and is_one(verb, counting) \
        and verb.feats.get("Voice") != "Pass" and s.child(verb, "nsubj") is not None


def counted_later(f: Findings) -> frozenset[Span]:
    """The words of losses that somebody counted at another time, which are no further losses of the act told beside them."""
    out = set()
    for q in f.quantities if f.mentions else ():
        s = f.page.sentence_at(q.span[0], q.field) if q.what in LOSSES else None
        if s is not None and any(as_of(s, x, f.words.tally.count) for x in f.bindings.times(s)):
            out.add(q.span)
    return frozenset(out)
