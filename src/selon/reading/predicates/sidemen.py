"""Who only stands beside the parties of an act: whoever leads others' retreat, the subject of another clause, those it is not said of."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.predicates.kinds import marked
from selon.reading.predicates.match import Match
from selon.reading.predicates.phrases import possessors, preposition
from selon.reading.predicates.scene import Scene

ARMED = frozenset({"armed", "armedname"})
CHARGING = frozenset({"ACCUSE", "COERCE"})
PUBLIC = frozenset({"state", "armed", "armedname", "organisation"})
INNER = frozenset({"xcomp", "acl"})


def in_person(scene: Scene, match: Match, actor: list[Token]) -> list[Token]:
    """The actors who act themselves: of "directs the rebels' withdrawal" the rebels; of "praised them for helping the police make an
    arrest while calling for calm" nobody, since the words leave open who calls."""
    s, t = match.sentence, match.trigger
    if _withdrawal(match) and not actor:        # "the troops were withdrawn"
        return [x for x in match.slots.object if x not in match.used and scene.kinds(s, x) & ARMED]
    if match.frame.type in CHARGING and match.slots.passive and t.pos not in {"NOUN", "PROPN"}:
        return [x for x in actor if not _of_the_charge(scene, match, x)]
    if match.frame.type == "RETREAT" and t.pos == "NOUN":
        whose = [x for x in possessors(s, t, scene.known) if x in actor]
        return whose or actor
    gerund = t.rel == "advcl" and t.feats.get("VerbForm") in {"Ger", "Part"} and s.child(t, "nsubj") is None
    aside = gerund and marked(s, t, scene.known.sets["meantime"]) and s.head(t).rel in INNER
    return [] if aside else actor


def _of_the_charge(scene: Scene, match: Match, t: Token) -> bool:
    """Whether an agent only belongs to the deed that somebody is charged with: "charged with possession of a gun by a felon"."""
    s, trigger = match.sentence, match.trigger
    private = not scene.kinds(s, t) & PUBLIC and t.pos == "NOUN"
    return private and any(trigger.i < c.i < t.i and preposition(s, c, scene.known) in scene.known.sets["governed"]
                           for c in s.children(trigger, "obl"))


def parties_only(scene: Scene, match: Match, target: list[Token]) -> list[Token]:
    """The targets of words without what a withdrawal leaves or takes along, and without the next headline after an inquiry's object:
    "police investigate shooting, teen in custody"."""
    s = match.sentence
    if _withdrawal(match):
        return [t for t in target if not scene.kinds(s, t) & {"place", "ground"} and t not in match.slots.object]
    if match.frame.mode != "investigate":
        return target
    return [t for t in target if t.rel != "conj" or s.child(t, "cc") is not None or s.head(t) not in match.slots.object]


def _withdrawal(match: Match) -> bool:
    return match.frame.type == "RETREAT" and match.frame.mode == "withdraw"


def excepted(scene: Scene, sentence: Sentence, t: Token) -> bool:
    """Of whom it is said that he is not meant: "declared war on the workers and not on the front"."""
    if t.rel != "conj" or t.pos not in {"NOUN", "PROPN"}:
        return False
    no = [c for c in sentence.children(t, "advmod") if c.lower in scene.known.sets["negation"] and c.i < t.i]
    only = any(sentence[c.i + 1].lower in scene.known.sets["restrictive"] for c in no)         # "and not only": him too
    return bool(no) and not only
