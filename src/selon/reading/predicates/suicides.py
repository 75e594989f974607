"""Acts that somebody does to himself on purpose: no event of the page."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.model import EventType
from selon.reading.predicates.limits import to_oneself
from selon.reading.predicates.match import Match
from selon.reading.predicates.mishap import denied
from selon.reading.predicates.phrases import lemma
from selon.reading.predicates.scene import Scene


def suicide(scene: Scene, m: Match, type_: EventType) -> bool:
    """Whether somebody killed himself on purpose, for all that the page or the sentence says, or an act is called a suicide."""
    if type_ not in {"ASSAULT", "ACCIDENT"} or m.frame.actor == "none":
        return False
    s, words = m.sentence, scene.known.sets["suicide"]
    there = not words.isdisjoint(scene.lemmas(s))
    named = [t for t in s if lemma(t) in words and not denied(scene, s, t)] if there else []
    if to_oneself(scene, m):
        return bool(named) or (type_ == "ASSAULT" and (scene.intended or scene.ailing))
    return m.trigger.pos == "NOUN" and any(t.i > m.trigger.i and _said(s, t) for t in named)


def _said(s: Sentence, t: Token) -> bool:
    """Whether a noun is said of a subject: "turned out to be a suicide"."""
    return t.pos == "NOUN" and s.child(t, "cop") is not None
