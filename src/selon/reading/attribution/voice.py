"""The voice of a verb: who does what a passive tells, and what a participle is."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.attribution.lexicon import AttributionLexicon

PASSIVE = frozenset(("aux:pass", "nsubj:pass"))


def is_passive(s: Sentence, v: Token) -> bool:
    """Whether a verb is in the passive."""
    return not PASSIVE.isdisjoint([c.dep for c in s.children(v)])


def has_passive_helper(s: Sentence, v: Token) -> bool:
    """Whether a verb has the auxiliary of the passive, as a participle on a noun and a headline have not."""
    return any(c.dep == "aux:pass" for c in s.children(v))


def agent_of(s: Sentence, v: Token, lex: AttributionLexicon) -> Token | None:
    """Who does what a passive tells."""
    return next((c for c in s.children(v, "obl", "nmod") if c.dep == "obl:agent" or lex.marker(s, c) == "by"), None)


def is_by_nobody(s: Sentence, v: Token, lex: AttributionLexicon) -> bool:
    """Whether a passive with its auxiliary leaves out who does it: "was called", not "was called by the mayor"."""
    return has_passive_helper(s, v) and agent_of(s, v, lex) is None


def is_past_participle(t: Token) -> bool:
    """Whether a verb is a past participle, with a helper or without."""
    return t.feats.get("VerbForm") == "Part" and t.feats.get("Tense") == "Past"


def is_present_participle(t: Token) -> bool:
    """Whether a verb is a present participle, no gerund."""
    return t.feats.get("VerbForm") == "Part" and t.feats.get("Tense") == "Pres"
