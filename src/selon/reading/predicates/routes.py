"""Where troops are sent, what they leave, and on whom a curfew lies."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.predicates.match import Match
from selon.reading.predicates.phrases import preposition
from selon.reading.predicates.scene import Scene, is_ground

ANYBODY = frozenset({"thing", "person", "armed", "armedname", "state", "crowd", "demonym"})
AGAINST = frozenset({"armed", "armedname", "state", "demonym", "crowd"})       # a town that troops go to suffers nothing by it
TOWARDS = frozenset({"place", "ground", "armed", "armedname", "state", "demonym", "crowd", "building", "organisation"})
LEFT = frozenset({"from", None})    # what a retreat leaves, not where it leads


def moved(scene: Scene, sentence: Sentence, match: Match, actor: list[Token], target: list[Token]) -> tuple[list[Token], list[Token]]:
    """Troops that are sent act, where nobody is named as who sends them; the target is where to, or against whom."""
    own = set(match.slots.object) | set(match.used)
    sent = [t for t in target if t in own and t not in match.goal]
    names = scene.names
    where = [t for t in target if t not in sent and (scene.kinds(sentence, t) & AGAINST or (t.pos == "PROPN" and (
        names is None or ((name := names.at(sentence, t.i)) is not None and (name.country or name.actor)))))]
    return actor or [t for t in sent if scene.kinds(sentence, t) & {"armed", "armedname"}], where


def led_to(scene: Scene, sentence: Sentence, t: Token) -> bool:
    """A place that a retreat leads to, not what it leaves."""
    if t.rel == "appos":
        return led_to(scene, sentence, sentence.head(t))       # "to Los Llanos, Oro department"
    return bool(scene.kinds(sentence, t) & {"place", "ground"}) and preposition(sentence, t, scene.known) not in LEFT


def reached(scene: Scene, sentence: Sentence, t: Token, sent: bool) -> bool:
    """Whether troops are sent to or from, or a curfew lies on, somebody or a place: not "along the border", "in response to the virus"."""
    kinds = scene.kinds(sentence, t)
    if not sent:
        return bool(kinds & (ANYBODY | TOWARDS | {"name"}))
    stands = preposition(sentence, t, scene.known) in scene.known.sets["place"]
    return not stands or (not is_ground(scene, t) and bool(kinds & (ANYBODY | {"place", "name"})))
