"""Verbs that say something else with the words beside them."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.predicates.entries import lacks
from selon.reading.predicates.forms import form_of
from selon.reading.predicates.match import fit_verb
from selon.reading.predicates.phrases import lemma, phrases
from selon.reading.predicates.scene import Scene
from selon.reading.predicates.schema import Pattern


def is_idiom(scene: Scene, sentence: Sentence, t: Token) -> bool:
    """Whether a verb with the words beside it says something else: "shoot for June", "pound the pavement", "the idea sank in"."""
    found = form_of(scene.known, t).idioms
    if not found:
        return False
    words = scene.lemmas(sentence)
    return any(not lacks(scene, sentence, p, words) and _fits(scene, sentence, t, p) for p in found)


def _fits(scene: Scene, sentence: Sentence, t: Token, p: Pattern) -> bool:
    """Whether the words of an entry stand beside a verb; a phrase that must be there may be of time, one of its own words may hang on
    the object ("robbed them of their future")."""
    if p.phrase is not None:
        prep, nouns = p.phrase
        below = (t, *sentence.children(t, "obj"))
        return any(lemma(x) in nouns for o in below for x in phrases(sentence, o, scene.known).get(prep, ()))
    if p.must:
        return not p.must.isdisjoint(phrases(sentence, t, scene.known)) and sentence.child(t, "obj") is None
    return fit_verb(scene, sentence, t, p) is not None
