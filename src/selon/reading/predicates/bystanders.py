"""What only stands with an act and takes no part in it: the road of an ambush, the square of a march, whom the dead met in a clash."""

from __future__ import annotations

from selon.languages.syntax import Token
from selon.reading.predicates.aims import is_where
from selon.reading.predicates.match import Match
from selon.reading.predicates.phrases import preposition
from selon.reading.predicates.scene import Scene, is_ground


def taking_part(scene: Scene, match: Match, target: list[Token]) -> list[Token]:
    """The targets of a predicate without what only stands there."""
    frame, noun = match.frame, match.trigger.pos == "NOUN"
    if frame.reciprocal and noun and _died_in(scene, match):
        return []
    if frame.mode == "ambush":                  # people lie in wait on a road, not for it
        s, known = match.sentence, scene.known
        roads = [t for t in target if is_where(scene, s, t) and "milsite" not in scene.kinds(s, t)]
        return [t for t in target if t not in roads or preposition(s, t, known) not in known.sets["place"]]
    return [t for t in target if not is_ground(scene, t)] if frame.type == "PROTEST" else target


def _died_in(scene: Scene, match: Match) -> bool:
    """Whether a clash is only where people were killed or hurt: "ten men died in a clash with the rebels", of whose side is not said."""
    above = match.sentence.head(match.trigger)
    hurt = (p.frame.harm for k in scene.verb_keys(above) for p in scene.known.verbs.get(k, ())) if above.pos == "VERB" else ()
    return match.trigger.rel == "obl" and any(h is not None for h in hurt)
