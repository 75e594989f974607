"""A cue denied: who does not say, does not believe, does not rule out, and what that makes of what follows."""

from __future__ import annotations

from selon.model import Stance
from selon.reading.attribution.cues import Cue
from selon.reading.attribution.lexicon import AttributionLexicon
from selon.reading.attribution.negation import denied

# not said: no answer
UNSAID = frozenset(("say", "declare", "add", "reply", "tell", "write", "suggest", "note", "confirm", "promise"))
UNBELIEVED = frozenset(("think", "predict", "expect", "intend", "agree", "admit", "fear"))      # not believed, not meant: denied
REFUSED = frozenset(("support", "want", "request", "find", "show", "report", "see"))     # not backed, not found: denied
UPHELD = frozenset(("retract",))
OPEN = frozenset(("deny",))        # not denied: open
UNKNOWN = frozenset(("know",))      # not known: in doubt
STANCES: tuple[tuple[frozenset[str], Stance], ...] = (
    (UNSAID, "declines"), (UNKNOWN, "doubts"), (UNBELIEVED | REFUSED, "denies"), (OPEN, "hedges"), (UPHELD, "asserts"))


def is_negated(cue: Cue, lex: AttributionLexicon) -> bool:
    """Whether a cue is denied, itself or with the verb it is joined to by "or"."""
    s, v = cue.sentence, cue.head
    if denied(s, v, lex):
        return True
    if v.rel != "conj" or s.child(v, "nsubj", "aux") is not None:
        return False
    joined = s.child(v, "cc")
    return joined is not None and joined.lower in lex.words["or"] and denied(s, s.head(v), lex)


def of_negated(cue: Cue, lex: AttributionLexicon) -> Stance | None:
    """The stance of a source whose cue is denied; null where nobody can tell what is left of the content."""
    if lex.lemma(cue.head) in lex.words["comment"]:
        return "declines"
    return next((stance for classes, stance in STANCES if not classes.isdisjoint(cue.classes[:1])), None)

