"""Which entries of the lexicon a word may have, by the words of its sentence alone: no tree needs to be looked at to know that most
words tell of nothing."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.predicates.forms import form_of
from selon.reading.predicates.phrases import lemma
from selon.reading.predicates.scene import Scene
from selon.reading.predicates.schema import ELLIPTIC, Form, Pattern


def candidates(scene: Scene, sentence: Sentence) -> dict[int, list[Pattern]]:
    """Places of the words that may tell of something, each with the entries that it may have as a verb."""
    found: dict[int, list[Pattern]] = {}
    for t, form in scene.entered(sentence):
        verbs = _open(scene, sentence, form)
        if verbs or form.alone or any(fit_noun(sentence, t, p) for p in form.nouns):
            found[t.i] = verbs
    return found


def open_entries(scene: Scene, sentence: Sentence, t: Token) -> list[Pattern]:
    """The entries of a verb whose other words stand in the sentence, the most specific first."""
    return _open(scene, sentence, form_of(scene.known, t))


def _open(scene: Scene, sentence: Sentence, form: Form) -> list[Pattern]:
    if not form.verbs:
        return []
    words = scene.lemmas(sentence)
    return [p for p in form.verbs if not lacks(scene, sentence, p, words)]


def lacks(scene: Scene, sentence: Sentence, p: Pattern, words: frozenset[str]) -> bool:
    """Whether a word that an entry cannot do without is none of the sentence's `words`."""
    if p.particle and p.particle not in words:
        return True
    if p.phrase and p.phrase[1].isdisjoint(words):
        return True
    if p.clause and _unsaid(scene, sentence, p.clause, words):
        return True
    if not p.objects or not p.objects.isdisjoint(scene.stems(sentence)):
        return False
    before = scene.previous(sentence) if p.frame.type in ELLIPTIC else None         # where what "they" stand for may be named
    return before is None or p.objects.isdisjoint(scene.stems(before))


def _unsaid(scene: Scene, sentence: Sentence, clause: str, words: frozenset[str]) -> bool:
    """Whether no word of the sentence obliges, or none denies, as the clause that an entry wants would (predicates/complements.py)."""
    if clause == "must":
        return scene.known.sets["obligation"].isdisjoint(words)
    return clause == "wont" and not scene.denying(sentence)


def fit_noun(sentence: Sentence, t: Token, p: Pattern) -> tuple[Token, ...] | None:
    """The words of a noun entry around its head, or null."""
    if not p.words:
        return (t,)
    n = len(p.words)
    first = t.i + 1 if p.head_first else t.i - n
    if first < 0 or first + n > len(sentence.tokens):
        return None
    words = sentence.tokens[first:first + n]
    for w, x in zip(p.words, words, strict=True):
        if w != x.lower and w != lemma(x):
            return None
    return (t, *words) if p.head_first else (*words, t)
