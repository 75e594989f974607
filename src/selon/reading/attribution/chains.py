"""Chains: the paper that was told, the outlet that reports what another said. The nearest to the first speaker comes first."""

from __future__ import annotations

from collections.abc import Sequence

from selon.languages.syntax import Token
from selon.reading.attribution.cues import SAYING, Cue, Range
from selon.reading.attribution.decoding import Ranked
from selon.reading.attribution.generate import Candidate
from selon.reading.attribution.lexicon import AttributionLexicon
from selon.reading.attribution.sources import NOMINAL, noun_phrase
from selon.reading.attribution.spans import Spans, holds

ASIDE = 9           # words between a verb and the conjunction of what is said
BETWEEN = frozenset(("ADP", "DET", "ADJ", "NOUN", "PROPN", "NUM", "ADV"))       # what tells to whom, when and where
LEAST = 0.12        # an outer telling less likely than this is not a link of the chain


def addressee(r: Ranked, lex: AttributionLexicon) -> tuple[Token, Range] | None:
    """The medium a source spoke to: « a déclaré à VOA », "told the paper"."""
    cue = r.candidate.cue
    s, h = cue.sentence, cue.head
    if cue.sort != "verb":
        return None
    for c in s.children(h, "obl", "iobj", "obj", "nmod", "xcomp"):
        case = s.child(c, "case")
        direct = c.rel in ("obj", "iobj") and "tell" in cue.classes
        led = direct or (case and lex.markers.get(case.lower) in ("to", "with"))
        if led and c.pos in NOMINAL and not holds(r.candidate.spans, c.start):
            if c.pos == "PROPN" or c.lemma in lex.words["media"]:
                return c, noun_phrase(s, c)
    return None


def without_addressee(c: Candidate, lex: AttributionLexicon) -> Spans:
    """A content without who was told, and when, between the verb and the conjunction that begins what is said: "told the BBC on Monday
    that ..."."""
    cue, (start, end) = c.cue, c.spans[0]
    s = cue.sentence
    if cue.sort != "verb" or SAYING.isdisjoint(cue.classes) or not s[cue.last].end <= start <= s[min(cue.last + 1, len(s) - 1)].start:
        return c.spans
    for t in s.tokens[cue.last + 1:cue.last + 1 + ASIDE]:
        if t.pos == "SCONJ" and lex.markers.get(t.lower) == "that":
            return ((t.start, end), *c.spans[1:]) if start < t.start < end else c.spans
        if t.pos not in BETWEEN:
            break
    return c.spans


def begins_with_addressee(c: Candidate) -> bool:
    """Whether a content begins with who was told, right behind the verb: "told reporters later on: ..."."""
    cue, s = c.cue, c.cue.sentence
    told = s.child(cue.head, "iobj") if cue.sort == "verb" and not SAYING.isdisjoint(cue.classes) else None
    return told is not None and s.edges(told)[0] == cue.last + 1 and c.spans[0][0] == s[cue.last + 1].start


def _is_apart(told: Cue, cue: Cue, above: Sequence[int]) -> bool:
    """Whether a verb tells of another clause than the one a cue stands in: "a day after the board announced a deal, the firm said"."""
    if told.head.i not in above:
        return told.head.i < cue.head.i
    k = above.index(told.head.i)
    link = cue.sentence[above[k - 1]] if k else cue.head
    return link.rel == "advcl" and link.i < told.head.i


def outer(r: Ranked, ranked: Sequence[Ranked]) -> Ranked | None:
    """The telling whose content holds this claim's cue and source: "..., the Post reports"."""
    cue = r.candidate.cue
    above = [t.i for t in cue.sentence.ancestors(cue.head)]
    best = None
    for o in ranked:
        c = o.candidate
        if c.cue.sentence is not cue.sentence or c.cue.head.i == cue.head.i or c.speaker is None or o.probability < LEAST:
            continue
        if c.cue.sort not in ("verb", "preposition") or (r.candidate.speaker and c.speaker.range == r.candidate.speaker.range):
            continue
        if c.cue.sort == "verb" and _is_apart(c.cue, cue, above):
            continue
        if holds(c.spans, cue.head.start) and (best is None or o.probability > best.probability):
            best = o
    return best

