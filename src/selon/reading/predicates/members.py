"""Those named as part of the people harmed: "killed ten, including a judge"."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.predicates.match import Match
from selon.reading.predicates.phrases import expand, phrases, preposition
from selon.reading.predicates.scene import Scene

HURT = frozenset({"person", "armed", "crowd", "name"})


def counted_in(scene: Scene, match: Match, target: list[Token]) -> list[Token]:
    """Those named as part of the people harmed: "killed ten, including a judge"; "of two nuns, Ana and Rosa"."""
    s, words, lemmas = match.sentence, scene.known.sets["including"], scene.lemmas(match.sentence)
    found: list[Token] = []
    if not scene.known.sets["joining"].isdisjoint(lemmas):
        first = (c for h in (match.trigger, *target) for c in s.children(h, "advmod") if c.i > h.i)
        beside = (match.slots.phrases, *(phrases(s, t, scene.known) for t in (*target, *first)))     # hung on verb, object or "together"
        found += [t for below in beside for t in below.get(scene.known.grammar.together, ()) if scene.kinds(s, t) & HURT]
    for h in (match.trigger, *target) if not words.isdisjoint(lemmas) else ():
        for c in s.children(h, "obl", "nmod", "conj", "appos", "acl"):
            if c.i > h.i and c.pos in {"NOUN", "PROPN", "NUM"} and any(x.lower in words for x in s.children(c) if x.i < c.i):
                found += expand(s, c) if h.pos == "NOUN" or _whole(scene, s, c) in {None, *target} else ()
    for t in target:
        if t.pos in {"NOUN", "PROPN"} and t.feats.get("Number") == "Plur" and scene.kinds(s, t) & {"person", "armed", "crowd"}:
            for c in s.children(t, "appos", "flat"):
                found += expand(s, c) if c.i > t.i and c.pos == "PROPN" and s.child(c, "case") is None else ()
    return list(dict.fromkeys(found))


def _whole(scene: Scene, s: Sentence, part: Token) -> Token | None:
    """The people right before those named as part of them, whatever the parser hangs these on: "he was held after a raid that left ten
    dead, including two women"."""
    near = (t for t in reversed(s.tokens[:s.edges(part)[0]]) if t.pos in {"NOUN", "NUM"} and t.rel not in {"nummod", "compound"})
    near = (t for t in near if preposition(s, t, scene.known) not in scene.known.grammar.agent)
    return next((t for t in near if t.pos == "NUM" or (s.child(t, "nummod") is not None and scene.kinds(s, t) & HURT)), None)
