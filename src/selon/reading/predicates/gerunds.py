"""Gerunds that are the noun of an act, whatever the tagger takes them for: "after the deadly shooting of two men"."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.predicates.phrases import is_participle
from selon.reading.predicates.schema import Predicates


def _named_so(known: Predicates, s: Sentence, t: Token) -> bool:
    """A gerund that headlines use as a noun: "shooting injures four", "two held in shooting outside a club"."""
    before, after = s[t.i - 1] if t.i else None, s[t.i + 1] if t.i + 1 < len(s) else None
    if after is None:
        return False
    verb = after.lower.removesuffix(known.grammar.third_person)
    inside = before is not None and before.lower in known.sets["place"] and after.lower in known.sets["place"] - known.sets["target"]
    if s.field == "title" and before is not None and before.pos in {"NOUN", "PROPN"} and after.pos == "NOUN":
        return s.child(t, "aux") is None            # "Springdale shooting victim identified"
    return inside or (not t.i and verb != after.lower and verb in known.verbs)


def is_nominal(known: Predicates, s: Sentence, t: Token) -> bool:
    """A gerund used as a noun ("in a park shooting", "after the deadly shooting of")."""
    nouns = known.nouns
    if t.feats.get("VerbForm") in {"Inf", "Fin"} or is_participle(t):
        return False
    if any(c.rel == "case" or c.dep == "compound" for c in s.children(t)):
        return True
    if t.lower in nouns and _named_so(known, s, t):
        return True
    whole = any(s.child(o, "case") is None for o in s.children(t, "obj"))           # "in shooting outside a school" has none
    return t.lower in nouns and not whole and s.child(t, "aux") is None
