"""Shots by small children, who mean no harm: "a toddler shot his mother", "a two-year-old boy", "her son, 3,"."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.predicates.match import Match
from selon.reading.predicates.phrases import lemma
from selon.reading.predicates.scene import Scene

BESIDE = 6          # words before or after a noun in which its age stands


def by_a_child(scene: Scene, m: Match) -> bool:
    """Whether a shot is told as what small children alone did."""
    if not m.frame.either or (m.frame.mode != "firearms" and "weapon" not in scene.near(m.sentence)):
        return False
    doers = m.slots.subject if m.trigger.pos != "NOUN" and not m.slots.passive else ()
    return bool(doers) and all(_small(scene, m.sentence, t) for t in doers)


def _small(scene: Scene, s: Sentence, t: Token) -> bool:
    """Whether a noun is somebody too small to mean it."""
    return lemma(t) in scene.known.sets["toddlers"] or _of_few_years(scene, s, t)


def _of_few_years(scene: Scene, s: Sentence, t: Token) -> bool:
    few, years = scene.known.sets["few_years"], scene.known.sets["years"]
    for x in s.tokens[max(0, t.i - BESIDE):t.i + BESIDE]:
        if x.lower not in few:
            continue
        after = [y for y in s.tokens[x.i + 1:x.i + 3] if y.text != "-"]
        if after and after[0].lower in years and (x.i > t.i or _before(s, x, t)):
            return not any(y.pos == "VERB" for y in s.tokens[min(x.i, t.i):max(x.i, t.i)])
        between = x.i == t.i + 2 and s[t.i + 1].text == ","
        if between and x.i + 1 < len(s) and s[x.i + 1].pos == "PUNCT":
            return True                         # "her son, 3,"
    ages = tuple([f"{n}-{y}-" for n in few for y in years])
    return any(x.lower.startswith(ages) for x in (t, *s.children(t, "amod", "nmod", "compound")))


def _before(s: Sentence, x: Token, t: Token) -> bool:
    """Whether what stands from a number to a noun is one phrase."""
    return not any(y.pos in {"VERB", "ADP", "CCONJ"} or y.text == "," for y in s.tokens[x.i:t.i])
