"""Clauses that an entry may ask for below its verb: of obligation, of refusal, about what will or would be."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.determiners import is_indefinite
from selon.reading.predicates.passive import has_passive_mark
from selon.reading.predicates.phrases import VERBAL, lemma
from selon.reading.predicates.scene import Scene

DOERS = frozenset({"state", "armed", "armedname", "place", "demonym", "crowd", "organisation", "name"})


def has_complement(scene: Scene, sentence: Sentence, t: Token, kind: str) -> bool:
    """A complement clause: any, none at all, one of obligation, or one that refuses on the speaker's own behalf."""
    if kind == "inf":
        hung = (c for c in sentence.children(t, "advcl") if sentence.child(t, "iobj") is not None)        # "asked the ministry to look"
        below = (*sentence.children(t, "xcomp", "ccomp"), *hung)
        return any(_clausal(sentence, c) if c.rel == "xcomp" else _infinitive(sentence, c) for c in below)
    if kind == "alone":
        subject = sentence.child(t, "nsubj")
        gap = t.dep == "acl:relcl" and subject is not None and subject.feats.get("PronType") != "Rel"     # "a skill they can demonstrate"
        said = t.i + 1 < len(sentence) and sentence[t.i + 1].rel == "mark"         # "demonstrate", not "demonstrate that"
        clause = said and sentence.head(sentence[t.i + 1]).feats.get("VerbForm") == "Fin"
        passive = has_passive_mark(sentence, t, scene.known)
        return not (gap or clause or passive) and sentence.child(t, "obj", "ccomp", "xcomp") is None
    test = {"must": _must, "wont": _wont, "would": _would}[kind]
    return any(c.i > t.i and test(scene, sentence, c) for c in sentence.children(t, "ccomp", "parataxis"))


def made_into(sentence: Sentence, t: Token) -> tuple[Token, ...]:
    """The bare nouns that say what somebody is made: "took two men hostage", "are held captive"."""
    return tuple(c for c in sentence.children(t, "xcomp") if c.pos in {"NOUN", "ADJ"} and c.i > t.i
                 and sentence.child(c, "cop", "aux", "mark", "case", "det", "nsubj") is None)


def _clausal(sentence: Sentence, c: Token) -> bool:
    """Whether a complement is a clause, and not what somebody is called: « un mouvement appelé Forum »."""
    return c.pos in VERBAL or sentence.child(c, "cop", "aux", "mark", "case") is not None


def _infinitive(sentence: Sentence, c: Token) -> bool:
    """An infinitive without a modal, so not "asked whether he would come"."""
    return c.feats.get("VerbForm") == "Inf" and not any(a.feats.get("VerbForm") == "Fin" for a in sentence.children(c, "aux"))


def _must(scene: Scene, sentence: Sentence, c: Token) -> bool:
    """A clause that says what somebody else must do."""
    sets = scene.known.sets
    strong = sets["obligation"] - sets["weak_obligation"]
    modal = any(a.lower in strong and a.feats.get("VerbForm") == "Fin" for a in sentence.children(c, "aux"))
    verb = lemma(c) in sets["obligation"] and c.feats.get("Tense") == "Pres" and sentence.child(c, "xcomp") is not None
    subject = sentence.child(c, "nsubj")
    if any(a.lower in sets["perfect"] for a in sentence.children(c, "aux")):
        return False                            # "should have known"
    if subject is None or subject.pos == "PRON" or _anyone(scene, sentence, subject):
        return False
    does = subject.dep == "nsubj:pass" or bool(scene.kinds(sentence, subject) & DOERS) or subject.pos == "PROPN"
    return (modal or verb) and does             # not "that her use of it should disqualify her"


def _anyone(scene: Scene, sentence: Sentence, t: Token) -> bool:
    """Whether nobody in particular is meant, so that a duty is an opinion: "a president must be ready", "people should be able"."""
    if t.pos != "NOUN":
        return False
    if lemma(t) in scene.known.sets["anybody"]:
        return sentence.child(t, "det", "nummod", "amod", "nmod") is None
    return "state" in scene.kinds(sentence, t) and is_indefinite(sentence, t)


def _wont(scene: Scene, sentence: Sentence, c: Token) -> bool:
    """A clause that says what the speaker will not do."""
    sets = scene.known.sets
    subject = sentence.child(c, "nsubj")
    if subject is None or subject.pos != "PRON":
        return False
    no = any(x.feats.get("Polarity") == "Neg" or x.lower in sets["negation"] for x in sentence.children(c))
    will = any(a.lower in sets["future"] | sets["conditional"] for a in sentence.children(c, "aux"))
    return no and (will or c.feats.get("Mood") == "Cnd" or c.feats.get("Tense") == "Fut")


def _would(scene: Scene, sentence: Sentence, c: Token) -> bool:
    """A clause about what somebody will or would do: "warned that it would strike", not "that such a ban would be wrong"."""
    sets, subject = scene.known.sets, sentence.child(c, "nsubj")
    helpers = sentence.children(c, "aux", "cop")
    if subject is None or not (subject.pos == "PRON" or scene.kinds(sentence, subject) & DOERS):
        return False
    return any(a.lower in sets["future"] | sets["conditional"] for a in helpers) or any(
        x.feats.get("Mood") == "Cnd" or x.feats.get("Tense") == "Fut" for x in (c, *helpers))
