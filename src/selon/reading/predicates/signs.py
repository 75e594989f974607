"""What stands around a predicate and says what it means: words of the sentence, and what the page is about."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.predicates.scene import Scene

TOLD = 3            # sentences with a word of the subject
DENSE = 2           # of them, those with two words
SHARE = 0.2         # of all sentences
ARMED = ("armed", "armedname")
Words = tuple[str, ...]
GANGS = frozenset({"armedname"})


def is_near(scene: Scene, sentence: Sentence, wanted: Words, own: Token | None = None) -> bool:
    """Whether a class or word stands in the sentence."""
    return not scene.near(sentence).isdisjoint(wanted)


def is_around(scene: Scene, sentence: Sentence, wanted: Words, own: Token | None) -> bool:
    """Whether a class or word stands in the sentence, and not only as the predicate's own: a strike alone is no sign of force."""
    near = scene.near(sentence)
    found = [w for w in wanted if w in near]
    if not found or own is None:
        return bool(found)
    mine = scene.signs(sentence, own)
    return any(w not in mine for w in found) or any(
        w in signs for t in sentence if t.i != own.i for signs in (scene.signs(sentence, t),) for w in found)


def is_page(scene: Scene, sentence: Sentence, wanted: Words, own: Token | None) -> bool:
    """Whether the page is about one of these subjects."""
    return any(is_about(scene, w) for w in wanted)


def is_figure(scene: Scene, sentence: Sentence, wanted: Words, own: Token | None) -> bool:
    """Whether a word of force is one of words: on a page about one of these subjects, where nothing around it is physical."""
    return is_page(scene, sentence, wanted, own) and not is_around(scene, sentence, (*ARMED, *scene.known.sets["physical"]), own)


def is_about(scene: Scene, subject: str) -> bool:
    """Whether a page speaks of a subject of the lexicon in many of its sentences, and more often than of weapons and armed groups: in
    a campaign, in a labour dispute, words of force mean other things."""
    found = scene.subjects.get(subject)
    if found is None:
        found = scene.subjects[subject] = _speaks_of(scene, scene.known.subjects[subject])
    return found


def _speaks_of(scene: Scene, words: frozenset[str]) -> bool:
    hits = [len(scene.lemmas(s) & words) for s in scene.page.sentences]
    told = sum(n >= 1 for n in hits)
    if told < TOLD or sum(n >= 2 for n in hits) < DENSE or told < SHARE * len(hits):
        return False
    physical = scene.known.sets["physical"] | GANGS
    return told > 2 * sum(bool(scene.near(s) & physical) for s in scene.page.sentences if s.parsed)


SIGNS = {"near": is_near, "around": is_around, "page": is_page, "figure": is_figure}      # by the slot of a condition
