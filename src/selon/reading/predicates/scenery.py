"""Force that is told and was not used: what films, books and exhibitions tell, and what is done in sport."""

from __future__ import annotations

from collections.abc import Sequence

from selon.languages.syntax import Sentence, Token
from selon.reading.predicates.phrases import VERBAL, lemma
from selon.reading.predicates.scene import Scene, is_ground
from selon.reading.predicates.signs import ARMED, is_about, is_around

HIGH = 8            # words above an act among which the one that tells it is looked for
FICTION, SPORTS = "fiction", "sports"
DENSE = 2           # words of sport that make a sentence one about it
SOLID = frozenset({"vehicle", "building", "armed", "armedname"})
TELLERS = ("nsubj", "obl", "compound")


def of_a_story(scene: Scene, sentence: Sentence, t: Token) -> bool:
    """Whether a book, a film or an exhibition tells it: "the novel follows a man who shot two policemen", "a memoir of the siege", or the
    page is about such and gives no day of it."""
    if is_about(scene, FICTION) and scene.known.sets["recent"].isdisjoint(scene.lemmas(sentence)):
        return True
    if scene.known.sets["stories"].isdisjoint(scene.lemmas(sentence)):
        return False
    if any(lemma(c) in scene.known.sets["stories"] and c.dep != "nsubj:pass" for c in sentence.children(t, "nsubj")):
        return True                             # "his character murders his own brother"
    below = t
    for _, above in zip(range(HIGH), sentence.ancestors(t), strict=False):
        if lemma(above) in scene.known.sets["stories"] and below.rel == "nmod":
            return True
        if above.pos in VERBAL and _retells(scene, sentence, above):
            return True
        below = above
    return False


def _retells(scene: Scene, sentence: Sentence, verb: Token) -> bool:
    """Whether a verb is what a story does."""
    told = lemma(verb) in scene.known.sets["retelling"] or not scene.known.sets["retelling"].isdisjoint(scene.verb_keys(verb))
    return told and any(lemma(c) in scene.known.sets["stories"] for c in sentence.children(verb, *TELLERS) if c.i < verb.i)


def in_play(scene: Scene, sentence: Sentence, t: Token, hit: Sequence[Token]) -> bool:
    """Whether a word of force is one of sport: where its sentence or the page is about it, and nothing around it is physical."""
    if any(scene.kinds(sentence, x) & SOLID and not is_ground(scene, x) for x in hit):
        return False                            # "attacked the visitors' bus"
    sporting = len(scene.lemmas(sentence) & scene.known.sets["sport"]) >= DENSE or is_about(scene, SPORTS)
    return sporting and not is_around(scene, sentence, (*ARMED, *scene.known.sets["physical"]), t)
