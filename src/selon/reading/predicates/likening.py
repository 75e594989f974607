"""Acts that are only spoken of: asked about, compared with, threatened or planned by the noun they describe."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.determiners import is_indefinite, is_pointed_at
from selon.reading.predicates.phrases import VERBAL, is_participle, lemma, preposition
from selon.reading.predicates.scene import Scene
from selon.reading.predicates.status import Reality, Sort, negated, past


def only_spoken_of(scene: Scene, sentence: Sentence, trigger: Token, out: Reality, sort: Sort) -> None:
    """The status of an act that a question, a comparison or a threat names."""
    asked = "?" in [t.text for t in sentence.tokens[-2:]]
    asked = asked and not any(x.dep == "acl:relcl" for x in (trigger, *sentence.ancestors(trigger)))
    if asked and not (trigger.pos == "NOUN" and sort.harm and known(sentence, trigger)):
        out.status = "hypothetical"             # but "what changed after the attack?" takes it for a fact
        out.unsure = out.unsure or sort.force or trigger.pos == "NOUN"
    if _untraced(scene, sentence, trigger):
        out.status, out.unsure = "hypothetical", True
    if not sort.harm and out.status in {"happened", "denied"} and _mooted(scene, sentence, trigger):
        out.status, out.unsure = "hypothetical", True
    if out.status == "happened" and _not_any(scene, sentence, trigger):
        out.status = "denied"
    if out.status == "planned" and trigger.pos == "NOUN" and any(
            c.lower in scene.known.sets["any"] for c in sentence.children(trigger, "det")):
        out.status = "hypothetical"             # "ready to repel any attack"
    if trigger.pos == "NOUN":
        _likened(scene, sentence, trigger, out)


def _untraced(scene: Scene, sentence: Sentence, t: Token) -> bool:
    """Whether nothing is said to speak for an act: "found no evidence of a robbery", "nothing suggests that he was killed"."""
    if t.rel not in {"nmod", "obl", "obj", "acl", "ccomp"} or (t.pos == "NOUN" and known(sentence, t)):
        return False
    head, sets = sentence.head(t), scene.known.sets
    if t.rel == "obj":                          # "has not confirmed any arrest"
        some = t.pos == "NOUN" and any(c.lower in sets["any"] for c in sentence.children(t, "det"))
        return some and scene.governor(head) == "factual" and negated(scene, sentence, head)
    if t.rel in {"nmod", "obl"} and preposition(sentence, t, scene.known) not in sets["of"]:
        return False
    signs = (head, *sentence.children(head, "obj", "nsubj")) if head.pos in VERBAL and t.rel != "acl" else (head,)
    return any(lemma(x) in sets["traces"] and _none_of(scene, sentence, x) for x in signs)


def _not_any(scene: Scene, sentence: Sentence, noun: Token) -> bool:
    """"Have not taken part in any fighting"."""
    some = noun.pos == "NOUN" and noun.rel == "obl" and any(c.lower in scene.known.sets["any"] for c in sentence.children(noun, "det"))
    return some and negated(scene, sentence, sentence.head(noun))


def _mooted(scene: Scene, sentence: Sentence, t: Token) -> bool:
    """Whether people only talk of something not known to have been done: "spoke about a truce", "the idea of deporting them"."""
    sets, pointed_at = scene.known.sets, pointed(sentence, t)
    t = sentence.head(t) if t.rel == "conj" else t
    head = sentence.head(t)
    if t.rel == "obj" and t.pos == "NOUN" and lemma(head) in sets["favouring"]:
        return not pointed_at and sentence.child(t, "det", "nmod", "nummod") is None       # "supports deportation"
    if not any(k in sets["mooting"] for k in (lemma(head), *scene.verb_keys(head))):
        return False
    if t.pos == "VERB":
        return t.rel in {"advcl", "acl", "obl", "xcomp"} and any(c.lower in sets["governed"] for c in sentence.children(t, "mark", "case"))
    return t.rel in {"obl", "nmod"} and preposition(sentence, t, scene.known) in sets["governed"] and not pointed_at


def _none_of(scene: Scene, sentence: Sentence, sign: Token) -> bool:
    """Whether there are no such signs, or nothing that shows it."""
    no = scene.known.sets["negative_determiners"]
    if sign.pos in VERBAL:
        return any(c.lower in no for c in sentence.children(sign, "nsubj"))
    above = sentence.head(sign)
    lacking = above.pos in VERBAL and sign.rel in {"obj", "nsubj"} and negated(scene, sentence, above)
    return lacking or any(c.lower in no for c in sentence.children(sign, "det"))


def _likened(scene: Scene, sentence: Sentence, noun: Token, out: Reality) -> None:
    """What something is compared with, or what is but threatened: "it looked like an explosion", "a shooting threat"."""
    above = sentence.head(noun)
    if noun.rel == "compound" and above is not noun and scene.governor(above) in {"threatens", "plans"}:
        out.status, out.unsure = "threatened" if scene.governor(above) == "threatens" else "planned", True
    indefinite = is_indefinite(sentence, noun)
    if indefinite and any(c.lower in scene.known.sets["likening"] for c in sentence.children(noun, "case", "mark")):
        out.status, out.unsure = "hypothetical", True


def known(sentence: Sentence, noun: Token) -> bool:
    """A noun with a definite article, or somebody's, or some day's: "last night's attacks"."""
    return any(c.feats.get("Definite") == "Def" or c.dep == "nmod:poss" or c.feats.get("Poss") == "Yes"
               for c in sentence.children(noun, "det", "nmod"))


def pointed(sentence: Sentence, noun: Token) -> bool:
    """A known noun, or one with a demonstrative: "this massacre"."""
    return known(sentence, noun) or is_pointed_at(sentence, noun)


def told_already(scene: Scene, sentence: Sentence, noun: Token) -> bool:
    """An act of which a clause tells what it did: "authorised the raid that killed the leader", "an offensive which has cost lives"."""
    if noun.pos != "NOUN":
        return False
    if is_indefinite(sentence, noun) and not any(
            c.dep == "acl:relcl" for c in sentence.children(noun, "acl")):
        return False                            # "demand an inquiry conducted by a judge"
    between = max((c.i for c in sentence.children(noun, "nmod") if c.i > noun.i), default=0)
    clauses = [c for c in sentence.children(noun, "acl") if (c.dep == "acl:relcl" and not noun.i < between < c.i) or _launched(scene, c)]
    helpers = {a.lower for c in clauses for a in sentence.children(c, "aux")}
    done = bool(helpers & scene.known.sets["perfect"]) or any(past(sentence, c) or is_participle(c) for c in clauses)
    return done and not helpers & scene.known.sets["contrary"]


def _launched(scene: Scene, participle: Token) -> bool:
    """"The offensive launched on Saturday"."""
    kinds = {kind for kind, _ in scene.known.light.get(scene.light_key(participle) or "", ())}
    return is_participle(participle) and bool(kinds & {"actor"}) and scene.governor(participle) in {None, "factual"}


def blamed_for(scene: Scene, sentence: Sentence, t: Token, kind: str) -> bool:
    """A known act that somebody is blamed for or accused of, whatever becomes of the blame: "declined to blame a group for the attack"."""
    blamed = kind == "alleges" and t.pos == "NOUN" and t.rel == "obl" and known(sentence, t)
    return blamed and preposition(sentence, t, scene.known) in scene.known.sets["governed"]
