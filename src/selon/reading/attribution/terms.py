"""The terms somebody speaks on: "on condition of anonymity", "asking not to be named", which are no part of what is said."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from selon.languages.syntax import Sentence, Token
from selon.reading.attribution.cues import Cue
from selon.reading.attribution.generate import Candidate
from selon.reading.attribution.lexicon import AttributionLexicon
from selon.reading.attribution.spans import Field, Spans

OPENING = 7     # words of a content among which the terms of a talk stand
_START = attrgetter("start")


def is_term(field: Field, c: Candidate, lex: AttributionLexicon) -> bool:
    """Whether what follows a verb begins with the terms of the talk: "spoke on condition of anonymity", "asked not to be named"."""
    start = c.spans[0][0]
    return start >= c.cue.head.start and field.quote_at(start) is None and _tells_terms(c.cue, start, lex)


def without_terms(field: Field, c: Candidate, lex: AttributionLexicon) -> Spans:
    """A content without a last piece behind the cue that begins with the terms: "..., a doctor said, declining to be named"."""
    if len(c.spans) == 1:
        return c.spans
    start = c.spans[-1][0]
    behind = start >= c.cue.head.start and field.quote_at(start) is None
    return c.spans[:-1] if behind and _tells_terms(c.cue, start, lex) else c.spans


def _tells_terms(cue: Cue, start: int, lex: AttributionLexicon) -> bool:
    s = cue.sentence
    first = bisect_left(s.tokens, start, lo=cue.head.i, key=_START)
    opening = s.tokens[first:first + OPENING]
    lowers = [t.lower for t in opening]
    if not lex.words["unnamed"].isdisjoint(lowers) or any(t.lower in lex.words["nameless"] and t.rel == "xcomp" for t in opening):
        return True
    return not lex.words["named"].isdisjoint(lowers) and any(
        t.lower in lex.words["named"] and _is_unwished(s, t, (cue.head, *opening), lex) for t in opening)


def _is_unwished(s: Sentence, named: Token, words: Sequence[Token], lex: AttributionLexicon) -> bool:
    """Whether to be named oneself is what somebody asks or declines."""
    if s.child(named, "nsubj") is not None or not any(t.dep == "aux:pass" and t.feats.get("VerbForm") == "Inf" for t in s.children(named)):
        return False
    return any(t.i < named.i and (t.feats.get("Polarity") == "Neg" or t.lower in lex.words["not"] or lex.lemma(t) in lex.words["unwilling"])
               for t in words)
