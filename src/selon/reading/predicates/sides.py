"""Who did it and to whom it was done, as an entry must have it: the passives undone that its verb cannot have."""

from __future__ import annotations

from msgspec.structs import replace

from selon.languages.syntax import Sentence, Token
from selon.reading.predicates.passive import HURT, has_passive_mark, own_pronouns
from selon.reading.predicates.phrases import expand
from selon.reading.predicates.scene import Scene
from selon.reading.predicates.schema import Pattern
from selon.reading.predicates.slots import Slots

VEHICLE = "vehicle"         # the mode of what is driven into a crowd


def sides(scene: Scene, sentence: Sentence, t: Token, p: Pattern) -> Slots:
    """The slots of a verb, with the passives undone that this entry cannot have."""
    slots = scene.slots(sentence, t, p.frame.transitive, p.frame.patient)
    if p.reflexive and p.frame.type == "PROTEST" and slots.passive:
        return replace(slots, subject=slots.object, object=(), passive=False)          # « s'est immolé par le feu »
    if slots.passive and (p.clause == "alone" or p.frame.mode == VEHICLE) and not has_passive_mark(sentence, t, scene.known):
        return replace(slots, subject=slots.object, object=(), passive=False)          # "people demonstrated", a participle
    if p.frame.type == "INTERCEPT" and slots.passive:
        return _unswap(scene, sentence, t, slots)
    if p.frame.reciprocal and slots.passive and not has_passive_mark(sentence, t, scene.known):
        return replace(slots, subject=slots.object, object=(), passive=False)          # "troops clashed with rebels" is never done to them
    if p.frame.harm in HURT and not p.reflexive and not slots.passive and (own := own_pronouns(sentence, t, scene.known)):
        objects = tuple(o for o in slots.object if o not in own)
        return slots if objects else replace(slots, subject=(), object=slots.subject, passive=True)        # « un ouvrier s'est blessé »
    return slots


def _unswap(scene: Scene, sentence: Sentence, t: Token, slots: Slots) -> Slots:
    """A garbled passive ("the ship had been shot down 15 drones"): what flies was shot down, the ship did it."""
    flying = tuple(o for o in slots.object if "flying" in scene.kinds(sentence, o))
    if not flying:
        flying = tuple(x for x in sentence.tokens[t.i + 1:t.i + 4] if x.pos == "NOUN" and "flying" in scene.kinds(sentence, x)
                       and sentence.edges(x)[0] == t.i + 1 and sentence.child(x, "case") is None)
        flying = tuple(y for x in flying for y in expand(sentence, x))
    others = tuple(o for o in slots.object if o not in flying)
    if flying and others and not slots.subject:
        return replace(slots, subject=others, object=flying, passive=False)
    return slots
