"""Acts still to come or only supposed by the words beside them: "to be tried", "will surrender if", "when caught", "that they be freed"."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.determiners import is_indefinite
from selon.reading.predicates.hosts import climb
from selon.reading.predicates.kinds import marked
from selon.reading.predicates.likening import known
from selon.reading.predicates.phrases import VERBAL, is_participle, lemma, preposition
from selon.reading.predicates.scene import Scene
from selon.reading.predicates.status import Reality, Sort, auxiliaries, infinitive, negated, past, tell


def to_be_done(scene: Scene, sentence: Sentence, verb: Token) -> bool:
    """A passive infinitive that describes somebody or something: "a man to be sentenced", "a summit to be held"; not "the first to be"."""
    if verb.rel != "acl" or not is_participle(verb):
        return False
    to = any(m.pos == "PART" for m in sentence.children(verb, "mark"))
    passive = [a for a in sentence.children(verb, "aux") if a.dep == "aux:pass"]
    noun = sentence.head(verb)
    ranked = any(x.lower in scene.known.sets["ranks"] for x in (noun, *sentence.children(noun, "amod", "nummod")))
    return to and len(passive) == 1 and passive[0].feats.get("VerbForm") == "Inf" and not ranked


def on_condition(scene: Scene, sentence: Sentence, verb: Token) -> bool:
    """Whether something will be done only if something else is: "will forfeit the sum if she flees"."""
    sets = scene.known.sets
    return any(marked(sentence, c, sets["when_marks"] & sets["if_marks"]) for c in sentence.children(verb, "advcl"))


def warned(sentence: Sentence, verb: Token) -> bool:
    """Whether whoever speaks tells the listener what he will do to him: "I will shoot you"."""
    first = any(c.feats.get("Person") == "1" for c in sentence.children(verb, "nsubj"))
    whom = sentence.children(verb, "obj", "obl")
    owners = [x for c in whom for x in sentence.children(c, "nmod", "det")]
    return first and any(x.feats.get("Person") == "2" for x in (*whom, *owners))


def once(scene: Scene, sentence: Sentence, t: Token) -> bool:
    """Whether a clause without a subject says when something else will be: "will face charges when caught"."""
    if t.rel != "advcl" or not is_participle(t) or sentence.child(t, "nsubj", "aux") is not None:
        return False
    head = sentence.head(t)
    if head.pos not in VERBAL or not marked(sentence, t, scene.known.sets["when_marks"]):
        return False
    probe = Reality()
    tell(scene, sentence, head, probe)
    return probe.status in {"planned", "hypothetical"}


def going_on(sentence: Sentence, verb: Token) -> bool:
    """A gerund with its own subject and no helper: "police investigating a death", "the detectives still investigating"."""
    gerund = verb.feats.get("VerbForm") == "Ger" or (verb.feats.get("VerbForm") == "Part" and verb.feats.get("Tense") == "Pres")
    if not gerund or sentence.child(verb, "aux", "cop") is not None:
        return False
    subject, head = sentence.child(verb, "nsubj"), sentence.head(verb)
    top = head.head == head.i or (sentence.field == "title" and head.rel == "nsubj")        # "police investigating after a man is shot"
    headline = verb.rel == "acl" and head.pos in {"NOUN", "PROPN"} and top and head.i < verb.i and sentence.child(verb, "mark") is None
    return headline or (subject is not None and subject.i < verb.i)


def enabled(scene: Scene, sentence: Sentence, clause: Token) -> bool:
    """What something was only meant to make possible, or to prevent: "gave them arms so that they could attack", « pour qu'ils ne soient
    pas tués »."""
    marks, so = sentence.children(clause, "mark"), scene.known.sets["so_marks"]
    if any(m.i and f"{sentence[m.i - 1].lower} {lemma(m)}" in so for m in marks):
        return True                             # however the parser hangs what stands before "que"
    return clause.rel == "advcl" and marked(sentence, clause, so)


def to_be_carried(scene: Scene, sentence: Sentence, verb: Token) -> bool:
    """What was about to be done: "the murder was going to be carried out"."""
    below = [c for c in sentence.children(verb, "xcomp") if any(m.pos == "PART" for m in sentence.children(c, "mark"))]
    return verb.lower in scene.known.sets["future"] and any(scene.light_key(c) is not None for c in below)


def aimed_at(scene: Scene, sentence: Sentence, t: Token) -> bool:
    """A gerund that says what something is meant to do: "measures aimed at stopping the kidnappings"."""
    gerund = t.rel in {"advcl", "acl"} and t.feats.get("VerbForm") in {"Ger", "Part"} and sentence.child(t, "nsubj", "aux") is None
    about = any(c.lower in scene.known.sets["governed"] for c in sentence.children(t, "mark"))
    return gerund and about and scene.governor(sentence.head(t)) == "plans"


def to_be_ended(scene: Scene, sentence: Sentence, verb: Token) -> bool:
    """Whether somebody will end or is asked to end what thus goes on."""
    probe = Reality()
    tell(scene, sentence, verb, probe)
    ahead = probe.status == "planned" or (infinitive(sentence, verb) and verb.rel in {"xcomp", "ccomp"})
    return lemma(verb) in scene.known.sets["ending"] and ahead and not negated(scene, sentence, verb)


def still(scene: Scene, sentence: Sentence, verb: Token) -> bool:
    """A state that will last: "he will remain jailed"."""
    bare = verb.rel == "xcomp" and is_participle(verb) and sentence.child(verb, "aux", "mark") is None
    return bare and lemma(sentence.head(verb)) in scene.known.sets["continuing"] and not negated(scene, sentence, sentence.head(verb))


def called_to(scene: Scene, sentence: Sentence, t: Token) -> bool:
    """What people are asked to join ("calls on them to take part in a strike"), and an inquiry of some sort that somebody wants held
    ("demand an inquiry conducted by a judge")."""
    t = climb(scene, sentence, t) if t.pos == "NOUN" else t             # "in an act of protest"
    head = sentence.head(t)
    if t.pos == "NOUN":
        joins = t.rel in {"obl", "nmod"} and any(
            f"{k} {preposition(sentence, t, scene.known)}" in scene.known.sets["doers"] for k in (lemma(head), *scene.verb_keys(head)))
        to = joins and head.rel in {"xcomp", "ccomp", "advcl"} and any(m.pos == "PART" for m in sentence.children(head, "mark"))
        return to and scene.governor(sentence.head(head)) in {"asks", "plans"}
    some = t.rel == "acl" and is_participle(t) and is_indefinite(sentence, head)
    return some and head.rel == "obj" and scene.governor(sentence.head(head)) == "asks"


def yet_to_be(scene: Scene, sentence: Sentence, noun: Token) -> bool:
    """An act that a clause about it only plans: "an attack which they seek to launch", "the raid that was going to be carried out"."""
    for c in sentence.children(noun, "acl"):
        below = next((x for x in sentence.children(c, "xcomp") if any(m.pos == "PART" for m in sentence.children(x, "mark"))), None)
        if c.dep != "acl:relcl" or below is None or scene.light_key(below) is None or negated(scene, sentence, c):
            continue
        kinds = {kind for kind, _ in scene.known.light[scene.light_key(below) or ""]}
        own = [o for o in sentence.children(below, "obj") if o.feats.get("PronType") != "Rel"]
        meant = scene.governor(c) in {"plans", "tries"} or c.lower in scene.known.sets["future"]
        if meant and not own and "actor" in kinds:
            return True
    return False


def of_the_target(scene: Scene, sentence: Sentence, light: Token) -> bool:
    """Whether somebody may only become, or will be, what a noun says: "might become the target of an attack"."""
    probe, verb = Reality(), sentence.head(light) if light.rel == "xcomp" else light
    if verb is light and sentence.child(light, "cop") is None:
        return False
    tell(scene, sentence, verb, probe)
    return probe.status in {"planned", "hypothetical"}


def wondered_at(scene: Scene, sentence: Sentence, clause: Token) -> bool:
    """A "would" that tells of no future: "why anybody would shoot a man", "appalled that they would open fire"."""
    sets, first = scene.known.sets, sentence.edges(clause)[0]
    why = any(x.lower in sets["wondering"] for x in (sentence[first], *sentence.children(clause, "advmod", "mark")))
    return why or (clause.rel == "ccomp" and lemma(sentence.head(clause)) in sets["dismay"])


def forthcoming(scene: Scene, sentence: Sentence, t: Token, head: Token, sort: Sort) -> bool:
    """Whether a meeting, a protest or a measure is told as what will do something: "the march will demand"."""
    if not (sort.meeting or sort.rally or sort.measure) or t.dep == "nsubj:pass" or t.pos not in {"NOUN", "PROPN"}:
        return False
    sets = scene.known.sets
    future = {a.lower for a in auxiliaries(sentence, head)} & sets["future"] or head.feats.get("Tense") == "Fut"
    return bool(future) and not negated(scene, sentence, head) and lemma(head) not in sets["continuing"] | sets["ending"]


def would_bring(scene: Scene, sentence: Sentence, t: Token, head: Token) -> bool:
    """Whether some act is told with what it would bring about."""
    some = any(c.feats.get("Definite") == "Ind" or c.lower in scene.known.sets["any"] for c in sentence.children(t, "det"))
    if not some or t.pos != "NOUN" or t.dep == "nsubj:pass":
        return False
    probe = Reality()
    tell(scene, sentence, head, probe)
    return probe.status in {"planned", "hypothetical"}


def ordered_or_stopped(scene: Scene, sentence: Sentence, t: Token, head: Token, sort: Sort) -> bool:
    """A known act that somebody means to stop, or is told to have ordered: "hopes to end the offensive", "ordered the murder"."""
    if not known(sentence, t) or t.pos != "NOUN" or t.rel != "obj":
        return False
    if scene.governor(head) == "prevents":
        return infinitive(sentence, head)
    return sort.deed and lemma(head) in scene.known.sets["ordering"] and past(sentence, head)


def helpers_of(scene: Scene, sentence: Sentence, verb: Token) -> set[str]:
    """The auxiliaries of a verb, with those of the conditional where the verb it follows may not be so: "could burst, flooding a town"."""
    sets = scene.known.sets
    helpers = {a.lower for a in sentence.children(verb, "aux")}
    if verb.rel in {"advcl", "xcomp", "conj"} and verb.feats.get("VerbForm") != "Fin":
        above = sentence.head(verb)
        above = sentence.head(above) if above.rel == "conj" else above
        if {a.lower for a in sentence.children(above, "aux")} & (sets["possible"] | sets["conditional"]):
            helpers |= sets["conditional"]
    return helpers
