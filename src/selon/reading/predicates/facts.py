"""Acts that took place whatever the words above them plan, ask for or deny: looked into, seen, allowed, aimed at somebody, gone by."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.predicates.likening import known
from selon.reading.predicates.phrases import lemma, preposition
from selon.reading.predicates.scene import Scene
from selon.reading.predicates.status import infinitive, negated, past


def taken_up(scene: Scene, sentence: Sentence, t: Token, head: Token) -> bool:
    """What somebody looks into, deplores or answers: "called to investigate a shooting", "asked them to condemn the murder"."""
    if t.rel == "nmod" and t.pos == "NOUN" and known(sentence, t) and lemma(head) in scene.known.sets["traces"]:
        return scene.governor(sentence.head(head)) == "asks"           # "requested the reports of the murder"
    thing = t.pos in {"NOUN", "PROPN"} and (t.rel == "obj" or (t.rel == "obl" and preposition(sentence, t, scene.known) in _onto(scene)))
    return thing and lemma(head) in scene.known.sets["taking_up"]


def _onto(scene: Scene) -> frozenset[str]:
    return scene.known.sets["target"] | scene.known.sets["onto"]


def seen(scene: Scene, sentence: Sentence, t: Token, head: Token) -> bool:
    """What somebody saw or heard others do: "could see him shoot"; not "will see them punished"."""
    if t.rel not in {"xcomp", "ccomp"} or lemma(head) not in scene.known.sets["seeing"] or negated(scene, sentence, head):
        return False
    helpers = {a.lower for a in sentence.children(head, "aux")}
    ahead = helpers & (scene.known.sets["future"] | scene.known.sets["conditional"]) or any(
        m.pos == "PART" for m in sentence.children(head, "mark"))
    return not ahead and (bool(helpers) or past(sentence, head)) and sentence.child(head, "nsubj") is not None


def let_be(scene: Scene, sentence: Sentence, t: Token, head: Token) -> bool:
    """A known attack that somebody let happen: "permitted the murder of the priests to go unpunished"."""
    return t.rel == "obj" and t.pos == "NOUN" and known(sentence, t) and lemma(head) in scene.known.sets["letting"]


def of_clause(scene: Scene, sentence: Sentence, t: Token, head: Token) -> bool:
    """A noun that is the subject of the clause after it, hung on the verb above: "determined the shooting happened at night"."""
    return t.rel == "obj" and t.pos == "NOUN" and any(
        c.i > t.i and past(sentence, c) and sentence.child(c, "nsubj", "mark") is None and any(
            kind == "occur" for kind, _ in scene.known.light.get(lemma(c), ())) for c in sentence.children(head, "ccomp"))


def meant_for(scene: Scene, sentence: Sentence, head: Token) -> bool:
    """Whether something is said of whom an act was meant for: "the gunfire was intended for her father"."""
    aimed = lemma(head) in scene.known.sets["meaning_for"] and sentence.child(head, "xcomp", "advcl") is None
    return aimed and any(c.pos != "VERB" and sentence.child(c, "case") is not None for c in sentence.children(head, "obl"))


def gone_by(scene: Scene, sentence: Sentence, trigger: Token) -> bool:
    """Whether a call for an act only describes one that went before: "after a strike called by the union"."""
    if trigger.rel != "acl" or trigger.dep == "acl:relcl":
        return False
    noun = sentence.head(trigger)
    return noun.pos in {"NOUN", "PROPN"} and any(c.lower in scene.known.sets["meanwhile"] for c in sentence.children(noun, "case"))


def both(scene: Scene, sentence: Sentence, noun: Token) -> bool:
    """Two known acts of which one thing is denied: "neither shooting happened at night"."""
    return noun.pos == "NOUN" and any(c.rel == "det" and c.lower in scene.known.sets["both_not"] for c in sentence.children(noun))


def only_missed(sentence: Sentence, trigger: Token, light: Token | None) -> bool:
    """Whether an act is only said not to have done or become something: "the gunfire did not hit the officer", "may the murder not go
    unpunished"."""
    if light is None or trigger.rel != "nsubj" or trigger.dep == "nsubj:pass" or sentence.head(trigger) is not light:
        return False
    return sentence.child(light, "obj") is not None or any(c.pos == "ADJ" for c in sentence.children(light, "xcomp"))


def pronounced(scene: Scene, sentence: Sentence, t: Token, head: Token) -> bool:
    """A warning of what goes on: "warns that people are losing patience"."""
    return t.rel == "ccomp" and not infinitive(sentence, t) and any(k in scene.known.sets["reporting"] for k in scene.verb_keys(head))
