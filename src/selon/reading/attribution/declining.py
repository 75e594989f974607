"""Answers refused: who will not comment, cannot confirm, neither confirms nor denies."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.attribution.cues import Cue
from selon.reading.attribution.lexicon import AttributionLexicon
from selon.reading.attribution.negation import negated


def declines(cue: Cue, lex: AttributionLexicon) -> bool:
    """Will not say, cannot confirm: an answer refused, or a verb of answering denied."""
    s, h = cue.sentence, cue.head
    if _keeps_open(s, h, lex):
        return True
    answering = lex.words["comment"]
    up = s.head(h)
    if lex.lemma(h) in answering:
        if negated(s, h, lex) and lex.lemma(h) in lex.words["unsaid"]:
            return True
        return up.i != h.i and h.rel in ("xcomp", "ccomp", "advcl", "obl", "obj") and _unwilling(s, up, lex)
    if _unwilling(s, h, lex):
        answering = answering | lex.words["asked"]
        below = s.children(h, "xcomp", "ccomp", "obl", "advcl", "obj", "acl")
        return any(lex.lemma(c) in answering for c in (*below, *[x for v in below if v.pos == "VERB" for x in s.children(v, "obj", "obl")]))
    return False


def _keeps_open(s: Sentence, h: Token, lex: AttributionLexicon) -> bool:
    """Whether confirming and denying are joined, neither of them done: "neither confirmed nor denied", "refused to confirm or deny"."""
    joined = h if h.rel == "conj" else s.child(h, "conj")
    if joined is None or joined.rel != "conj":
        return False
    link = s.child(joined, "cc")
    pair = {lex.stances.get(lex.lemma(t)) for t in (joined, s.head(joined))}
    return pair == {"confirms", "denies"} and link is not None and link.lower in lex.words["or"]


def _unwilling(s: Sentence, t: Token, lex: AttributionLexicon) -> bool:
    return lex.lemma(t) in lex.words["unwilling"] or (lex.lemma(t) in lex.words["able"] and negated(s, t, lex))
