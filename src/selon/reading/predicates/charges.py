"""Whose words tell of an act and what the law calls it: the teller is no doer, and a charge is no second telling of the act."""

from __future__ import annotations

from collections.abc import Sequence

from selon.languages.syntax import Sentence, Token
from selon.reading.predicates.match import Match
from selon.reading.predicates.phrases import lemma, preposition
from selon.reading.predicates.roles import Roles
from selon.reading.predicates.scene import Scene

TOLD = frozenset({"ccomp", "parataxis"})
BELOW = frozenset({"nmod", "obl", "advcl", "conj", "acl"})
HARM = "HARM"
SAID = frozenset({"person", "name", "number"})
FAR = 4            # steps up to the charge


def without_tellers(scene: Scene, s: Sentence, m: Match, doers: Sequence[Token]) -> tuple[Token, ...]:
    """The doers but for who only says it: "family members said the boy, a pupil here, shot himself"; "announced the number of deaths"."""
    if m.light is not None and m.frame.code.startswith(HARM) and lemma(m.light) in scene.known.sets["reporting"]:
        return ()
    return tuple(t for t in doers if not _only_tells(scene, s, m.trigger, t))


def _only_tells(scene: Scene, s: Sentence, trigger: Token, t: Token) -> bool:
    says = s.head(t)
    if t.rel != "nsubj" or says is trigger or not any(k in scene.known.sets["reporting"] for k in scene.verb_keys(says)):
        return False
    path = [trigger]
    for x in s.ancestors(trigger):
        if x is says:
            return any(y.rel in TOLD for y in path) or _splits(scene, s, says, path[-1])
        path.append(x)
    return says.rel in TOLD


def _splits(scene: Scene, s: Sentence, says: Token, verb: Token) -> bool:
    """Whether the parser took the subject of what is said for an object of the saying: "said John Doe, 45, went on a rampage"; one tells
    somebody, but says nobody."""
    between = [o for o in s.children(says, "obj") if says.i < o.i < verb.i and verb.rel == "conj"]
    verbs = scene.known.verbs
    return scene.governor(says) != "asks" and any(scene.kinds(s, o) & SAID or any(k in verbs for k in scene.verb_keys(o)) for o in between)


def is_charge(scene: Scene, s: Sentence, m: Match, roles: Roles) -> bool:
    """Whether an act is only what somebody is charged with, in the words of the law and done to nobody named: "charged with assault and
    firing a weapon in public"."""
    if roles.target and any(scene.kinds(s, t) & {"person", "name", "pron", "armed", "crowd", "number"} for t in roles.target):
        return False
    t = m.trigger
    for _ in range(FAR):
        above = s.head(t)
        if above is t or t.rel not in BELOW:
            return False
        bare = t.rel in {"advcl", "conj"} and preposition(s, t, scene.known) is None and s.child(t, "mark") is None
        if any(_charges(scene, s, above, x) for x in ((t,) if not bare else s.children(above, "obl", "nmod", "advcl"))):
            return True
        t = above
    return False


def _charges(scene: Scene, s: Sentence, above: Token, t: Token) -> bool:
    """Whether a phrase says what somebody is charged with: "charged with ...", "two counts of ..."."""
    mark = s.child(t, "mark")
    prep = preposition(s, t, scene.known) or (mark.lower if mark is not None else None)
    return any(f"{k} {prep}" in scene.known.sets["charging"] for k in (lemma(above), *scene.verb_keys(above)))
