"""Who only stands beside the parties of an act: whoever leads others' retreat, the subject of another clause, those it is not said of."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.predicates.kinds import marked
from selon.reading.predicates.match import Match
from selon.reading.predicates.phrases import possessors
from selon.reading.predicates.scene import Scene

INNER = frozenset({"xcomp", "acl"})


def in_person(scene: Scene, match: Match, actor: list[Token]) -> list[Token]:
    """The actors who act themselves: of "directs the rebels' withdrawal" the rebels; of "praised them for helping the police make an
    arrest while calling for calm" nobody, since the words leave open who calls."""
    s, t = match.sentence, match.trigger
    if match.frame.type == "RETREAT" and t.pos == "NOUN":
        whose = [x for x in possessors(s, t, scene.known) if x in actor]
        return whose or actor
    gerund = t.rel == "advcl" and t.feats.get("VerbForm") in {"Ger", "Part"} and s.child(t, "nsubj") is None
    aside = gerund and marked(s, t, scene.known.sets["meantime"]) and s.head(t).rel in INNER
    return [] if aside else actor


def excepted(scene: Scene, sentence: Sentence, t: Token) -> bool:
    """Of whom it is said that he is not meant: "declared war on the workers and not on the front"."""
    return t.rel == "conj" and t.pos in {"NOUN", "PROPN"} and any(
        c.lower in scene.known.sets["negation"] and c.i < t.i for c in sentence.children(t, "advmod"))
