"""What shots are aimed at, and where they only fell: "fired at the house", "shot at a party"."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.predicates.passive import misread_passive
from selon.reading.predicates.scene import Scene, is_ground
from selon.reading.predicates.slots import Slots

GROUNDS = frozenset({"gathering", "building", "ground", "place"})
GATHERED = frozenset({"gathering"})
AIMED = frozenset({"person", "armed", "crowd", "vehicle"})


def shot_there(scene: Scene, sentence: Sentence, verb: Token, slots: Slots, goal: tuple[Token, ...]) -> bool:
    """Whether a phrase says where and not at what: of who shot himself, of a headline's passive ("six shot at party in the park")."""
    if any(c.feats.get("Reflex") == "Yes" for c in sentence.children(verb, "obj")):
        return True
    bare = bool(goal) and not slots.object and all(is_where(scene, sentence, t) for t in goal)
    return bare and misread_passive(sentence, verb, scene.known)


def is_around(scene: Scene, sentence: Sentence, t: Token) -> bool:
    """A street or a gathering, where shots are fired and at which nobody aims: "opened fire at a party", "shots fired on Elm Street"."""
    return is_ground(scene, t) or (bool(scene.kinds(sentence, t) & GATHERED) and is_where(scene, sentence, t))


def is_where(scene: Scene, sentence: Sentence, t: Token) -> bool:
    """Whether a noun is of a place or a gathering, at which people are, and of nobody."""
    kinds = scene.kinds(sentence, t)
    return bool(kinds & GROUNDS) and not kinds & AIMED
