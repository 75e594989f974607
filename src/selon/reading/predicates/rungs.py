"""What the words around a verb say of the clause below it: whether it is apart, reported, carried, wanted, in doubt or going on."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.predicates.kinds import marked
from selon.reading.predicates.phrases import VERBAL, is_participle, lemma, other_case
from selon.reading.predicates.scene import Scene
from selon.reading.predicates.status import Reality, bearer, infinitive, negated, past, tell


def reports(scene: Scene, sentence: Sentence, t: Token, head: Token) -> bool:
    """Whether a verb of no tense reports a clause, of which what is above it says nothing: "goes on to say that one was killed"."""
    bare = infinitive(sentence, head) or head.feats.get("VerbForm") in {"Ger", "Part"}
    told = head.pos in VERBAL and not infinitive(sentence, t)
    return told and bare and not negated(scene, sentence, head)


def apart(scene: Scene, sentence: Sentence, t: Token, head: Token) -> bool:
    """Of two joined, whether what is said of the first says nothing of this one: "went to look and found her dead", "left over the
    threats and because of the murder", "urges them to be firm and rejects talks", "without hurting anybody but damaging the car"."""
    if t.rel != "conj":
        return False
    bare = sentence.child(t, "aux") is None
    if bare and is_participle(t) and head.feats.get("VerbForm") == "Inf":
        return True
    to = any(c.pos == "PART" for c in sentence.children(head, "mark"))
    inside = to or head.feats.get("VerbForm") == "Inf" or infinitive(sentence, head)
    present = bare and t.feats.get("VerbForm") == "Fin" and t.feats.get("Tense") == "Pres" and t.lower != lemma(t)
    but = any(c.lower in scene.known.sets["adversative"] for c in sentence.children(t, "cc")) and marked(
        sentence, head, scene.known.sets["without"])
    asked = any(c.lower in scene.known.sets["adversative"] for c in sentence.children(t, "cc")) and marked(
        sentence, head, scene.known.sets["if_marks"]) and sentence.child(t, "nsubj") is not None
    return but or asked or (inside and (past(sentence, t) or present)) or other_case(sentence, head, t)


def carried(scene: Scene, sentence: Sentence, t: Token, head: Token) -> bool:
    """Whether a verb tells of an act below it as its own; "did not report the attack" leaves it a fact."""
    carried = t.pos in VERBAL or scene.light_key(head) is not None
    finite = any(x.feats.get("VerbForm") == "Fin" for x in (t, *sentence.children(t, "aux", "cop")) if t.pos in VERBAL)
    return carried and t.rel in {"xcomp", "ccomp", "obj"} and not finite


def goes_with(scene: Scene, sentence: Sentence, t: Token, head: Token) -> bool:
    """A gerund without a mark of its own goes with the deed above it: "we must think it over, discussing it with them"."""
    gerund = t.feats.get("VerbForm") == "Ger" or (t.feats.get("VerbForm") == "Part" and t.feats.get("Tense") == "Pres")
    bare = t.rel == "advcl" and not negated(scene, sentence, head)
    marks = {m.lower for m in sentence.children(t, "mark", "case")}
    return gerund and bare and marks <= scene.known.sets["by_doing"] and sentence.child(t, "nsubj", "aux") is None


def in_doubt(scene: Scene, sentence: Sentence, verb: Token) -> bool:
    """Whether a plan itself is asked about, possible or feared."""
    above, helpers = sentence.head(verb), {a.lower for a in sentence.children(verb, "aux")}
    asked = verb.rel in {"advcl", "ccomp", "csubj"} and marked(sentence, verb, scene.known.sets["if_marks"])
    feared = verb.rel in {"ccomp", "acl"} and above is not verb and scene.governor(above) == "possible"
    return asked or feared or bool(helpers & scene.known.sets["possible"])


def meant_to(scene: Scene, sentence: Sentence, verb: Token) -> bool:
    """Whether somebody only tries or wishes to stop something, or to have it stopped."""
    above = sentence.head(verb)
    below = verb.rel in {"xcomp", "acl"} and infinitive(sentence, verb)
    return below and (scene.governor(above) == "tries" or lemma(above) in scene.known.sets["wishing"])


def contrary(scene: Scene, sentence: Sentence, verb: Token) -> bool:
    """Whether it is told against the facts: "would not have been able to"."""
    helpers = {a.lower for a in sentence.children(verb, "aux", "cop")}
    return bool(helpers & scene.known.sets["contrary"]) and bool(helpers & scene.known.sets["perfect"])


def wanted(scene: Scene, sentence: Sentence, verb: Token) -> bool:
    """Whether a deed is only asked for: "must refrain", "urged them to refrain"."""
    probe = Reality()
    tell(scene, sentence, bearer(scene, sentence, verb), probe)
    asked = verb.head != verb.i and infinitive(sentence, verb) and scene.governor(sentence.head(verb)) == "asks"
    return asked or probe.status == "hypothetical"


def underway(scene: Scene, sentence: Sentence, verb: Token) -> bool:
    """Whether a verb is told as going on with a helper: "are starting"."""
    probe = Reality()
    tell(scene, sentence, verb, probe)
    return probe.status == "ongoing" and verb.feats.get("VerbForm") != "Fin"


def instead(scene: Scene, sentence: Sentence, t: Token) -> bool:
    """An adverb that denies nothing of its own clause: "Instead, a bullet hit her", "and instead blamed them"; not "instead of"."""
    words, of = scene.known.sets["without"], scene.known.sets["of"]
    adverbs = [m for m in sentence.children(t, "advmod") if m.lower in words]
    alone = adverbs and not any(sentence[m.i + 1].lower in of for m in adverbs if m.i + 1 < len(sentence))
    return bool(alone) and not any(m.lower in words for m in sentence.children(t, "mark"))
