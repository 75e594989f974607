"""Phrases that say what an act of force was aimed at, hung by the parser on the verb above it: "condemned the raid on the office"."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.hanging import Arc, anew
from selon.reading.predicates.phrases import lemma, preposition
from selon.reading.predicates.scene import Scene
from selon.reading.predicates.schema import Pattern


def aimed(scene: Scene, sentence: Sentence) -> Sentence:
    """The sentence with such phrases below the act; the same object where there are none."""
    if not [t for t, form in scene.entered(sentence) if form.votes and t.rel == "obj" and t.pos == "NOUN"]:
        return sentence                         # no act of force is named as what is done
    arcs: list[Arc] = [(c.i, o.i, "nmod") for c in sentence if c.rel == "obl" and (o := _act(scene, sentence, c)) is not None]
    return anew(sentence, arcs) if arcs else sentence


def _act(scene: Scene, sentence: Sentence, c: Token) -> Token | None:
    """The act that is the object right before a phrase, of a verb that neither does nor carries it out."""
    verb, case = sentence.head(c), sentence.child(c, "case")
    if verb.pos != "VERB" or case is None:
        return None
    first = sentence.edges(c)[0]
    o = next((x for x in sentence.children(verb, "obj") if x.pos == "NOUN" and sentence.edges(x)[1] == first - 1), None)
    if o is None or preposition(sentence, c, scene.known) not in scene.known.grammar.target:
        return None
    if not _of_force(scene.known.nouns.get(lemma(o), ())) or "time" in scene.kinds(sentence, c):
        return None
    if scene.light_key(verb) is not None or any(_of_force(scene.known.verbs.get(k, ())) for k in scene.verb_keys(verb)):
        return None
    blaming = any(e.split(" ")[0] == lemma(verb) for e in scene.known.sets["blamed"])          # "blamed the attack on the rebels"
    return None if blaming else o


def _of_force(patterns: tuple[Pattern, ...]) -> bool:
    return any(p.frame.type == "ASSAULT" and not p.words for p in patterns)
