"""What carries an event noun: a light verb ("launched an attack"), a target noun, or a word that ties somebody to it."""

from __future__ import annotations

from dataclasses import dataclass

from selon.languages.syntax import Sentence, Token
from selon.reading.determiners import is_definite
from selon.reading.predicates.phrases import VERBAL, expand, lemma, preposition
from selon.reading.predicates.scene import Scene
from selon.reading.predicates.schema import Predicates
from selon.reading.predicates.status import negated
from selon.reading.predicates.subjects import surface_subject

CLIMB = 4
DEEP = 3                # how far below a noun the participle that tells who did it may hang


@dataclass(slots=True)
class Host:
    """What carries a noun: the verb, how (`kind` of light verb), and the noun its phrases hang on."""

    top: Token
    verb: Token | None = None
    kind: str | None = None


def climb(scene: Scene, sentence: Sentence, noun: Token) -> Token:
    """From an event noun to the noun that stands for it: "a wave of attacks", "one of the attacks"."""
    top = noun
    for _ in range(CLIMB):
        head = sentence.head(top)
        through = top.rel == "nmod" and head is not top and lemma(head) in scene.known.sets["transparent"]
        if not through and not (top.rel == "conj" and head.pos == "NOUN"):
            break
        top = head
    return top


def host_of(scene: Scene, sentence: Sentence, noun: Token) -> Host:
    """The light verb or target noun that carries an event noun, if one does."""
    top = climb(scene, sentence, noun)
    head = sentence.head(top)
    if head is top:
        return Host(top)
    of = scene.known.sets["of"]
    if top.rel in {"nmod", "obl"} and lemma(head) in scene.known.sets["target_nouns"] and preposition(sentence, top, scene.known) in of:
        return Host(top, head, "is_target")
    key = scene.light_key(head) if head.pos in VERBAL and not named(scene, sentence, top) else None
    if head.pos in VERBAL and top.rel == "nsubj" and sentence.child(head, "expl") is not None:
        return Host(top, head, "occur")         # "there will be no more attacks"
    if key is None:
        return Host(top, *_doer(scene, sentence, top, head))
    for kind, extra in scene.known.light[key]:
        if _carries(scene, sentence, top, (kind, extra)):
            return Host(top, head, kind)
    return Host(top)


def named(scene: Scene, sentence: Sentence, noun: Token) -> bool:
    """Whether a verb only says what an act is: "called the attack a crime", "considers it a murder"."""
    head = sentence.head(noun)
    if head.pos not in VERBAL or noun.rel != "obj" or lemma(head) not in scene.known.sets["calling"]:
        return False
    definite = is_definite(sentence, noun)
    passive = any(c.dep == "aux:pass" for c in sentence.children(head))         # "is considered an attack"
    return definite or passive or any(c is not noun and c.i < noun.i for c in sentence.children(head, "obj", "iobj"))


def _doer(scene: Scene, sentence: Sentence, top: Token, head: Token) -> tuple[Token | None, str | None]:
    """Words that tie somebody to an event: "responsible for", "accused of", "involved in"."""
    if top.rel not in {"obl", "nmod", "advcl", "xcomp"}:
        return None, None
    prep = preposition(sentence, top, scene.known)
    above = head
    while top.rel == "nmod" and above.pos in {"NOUN", "PROPN"} and above.rel == "nmod" and above.head != above.i:
        above = sentence.head(above)            # "implicated two members of the force in the murder"
    if top.rel == "nmod" and above.pos in {"NOUN", "PROPN"} and (above.rel == "obj" or above.dep == "nsubj:pass"):
        verb = sentence.head(above)
        if any(f"{k} {prep}" in scene.known.sets["doers_object"] for k in (lemma(verb), *scene.verb_keys(verb))):
            return verb, "doer_object"
    for word in (lemma(head), head.lower, *(scene.verb_keys(head) if head.pos == "VERB" else ())):
        if f"{word} {prep}" in scene.known.sets["doers_object"]:
            return head, "doer_object"
        if f"{word} {prep}" in scene.known.sets["doers"]:
            return head, "doer"
    return None, None


def _carries(scene: Scene, sentence: Sentence, top: Token, light: tuple[str, str | None]) -> bool:
    """Whether the noun stands to the verb above it as this light verb wants."""
    verb, (kind, extra) = sentence.head(top), light
    if kind == "under":
        return top.rel == "obl" and preposition(sentence, top, scene.known) == extra
    if kind == "target" and any(lemma(c) in scene.known.sets["charges"] for c in sentence.children(top, "conj")):
        return False                            # "faces murder and assault charges"
    if kind == "occur":
        return top.rel in {"nsubj", "csubj"} and top.dep != "nsubj:pass"
    if extra and not any(c.lower == extra for c in sentence.children(verb)):
        return False
    return top.rel == "obj" or top.dep == "nsubj:pass" or (top.rel == "nsubj" and verb.rel == "acl")


def beside(sentence: Sentence, word: Token) -> tuple[Token, ...]:
    """The noun an adjective stands with ("the men responsible for the attack")."""
    return expand(sentence, sentence.head(word)) if word.rel in {"amod", "acl"} and word.head != word.i else ()


def holder(scene: Scene, sentence: Sentence, noun: Token) -> tuple[Token, ...]:
    """Who is "the target of": the subject of the clause, or the noun it is set beside."""
    if noun.rel in {"appos", "acl"} and noun.head != noun.i:
        return expand(sentence, sentence.head(noun))
    own = sentence.child(noun, "nsubj")
    if own is not None:
        return surface_subject(sentence, noun, scene.known)
    head = sentence.head(noun)
    if head is noun:
        return ()
    if noun.rel in {"obj", "obl"}:
        return ()                               # "identified the victims of the shooting", "prayed for the victims"
    if noun.rel in {"xcomp", "advcl", "acl"}:
        return surface_subject(sentence, head, scene.known)
    return surface_subject(sentence, noun, scene.known)


def left_open(scene: Scene, s: Sentence, verb: Token) -> bool:
    """Whether it is not so or left open that somebody is tied to an act: "whether he was involved in it", "could be behind it"."""
    sets = scene.known.sets
    whole = s.child(verb, "aux", "cop") is not None         # not "if the soldiers involved in it are tried"
    around = s.children(verb, "mark", "aux", "advmod") if whole else ()
    open_ = any(x.lower in sets["if_marks"] or lemma(x) in sets["possible"] for x in around)
    above = s.head(verb)
    tied = verb.pos == "NOUN" and (negated(scene, s, above) or scene.governor(above) == "denies")    # "denied a part in it"
    false = any(c.lower in sets["falsely"] for x in (verb, above) for c in s.children(x, "advmod"))       # "falsely blamed for it"
    return open_ or false or negated(scene, s, verb) or tied


def below_noun(sentence: Sentence, noun: Token, known: Predicates) -> list[Token]:
    """The nouns of a noun's phrases that are no acts themselves: "the attack with bombs in the north carried out by rebels"."""
    found: list[Token] = []
    level = [noun]
    for _ in range(DEEP):
        if not level:
            break
        level = [c for t in level for c in sentence.children(t, "nmod") if lemma(c) not in known.nouns]
        found += level
    return found
