"""What denies a word: the "no" that hangs on it and is its own. One home for cues, stances and what is no telling."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.attribution.lexicon import AttributionLexicon

NEAR = 4        # words between a word and its "not"


def own_noes(s: Sentence, v: Token, lex: AttributionLexicon) -> list[Token]:
    """The words of "not" that hang on a verb and are its own, in text order: one that stands after it is of what comes next ("said not
    all were hurt"), unless one half stands before it, « ne dit pas »."""
    words, halves = lex.words["not"], lex.words["half"]
    found = [c for c in s.children(v) if c.lower in halves or (c.lower in words and abs(c.i - v.i) <= NEAR)]
    return found if found and found[0].i < v.i else []


def denied(s: Sentence, v: Token, lex: AttributionLexicon) -> bool:
    """Whether a verb is denied; not by "not only"."""
    if any(c.lower in lex.words["neither"] for t in s.children(v, "nsubj") for c in (t, *s.children(t, "cc", "det"))):
        return True         # "neither the army nor the police confirmed", "neither side did"
    no = next((c for c in own_noes(s, v, lex) if c.lower in lex.words["not"]), None)
    return no is not None and (no.i + 1 >= len(s) or s[no.i + 1].lower not in lex.words["only"])


def negated(s: Sentence, t: Token, lex: AttributionLexicon) -> bool:
    """Whether a predicate is denied by a word of whatever kind, "nobody" among them: not by the "no" of what comes after it, "said no
    house was hit", nor by half a negation in « ne ... que » and in the subjunctive, « craint qu'il ne parte »."""
    words, halves = lex.words["not"], lex.words["half"]
    found = [c for c in s.children(t) if c.lower in lex.words["negation"] and (c.i < t.i or (c.i < t.i + NEAR and c.lower in words))]
    if not found or any(c.lower not in halves for c in found):
        return bool(found)
    after = [x.lower for x in s.tokens[t.i + 1:t.i + 1 + NEAR]]
    if not words.isdisjoint(after):
        return True
    return lex.words["restricts"].isdisjoint(after) and t.feats.get("Mood") != "Sub"
