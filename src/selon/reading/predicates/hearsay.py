"""Acts inside words that make no fact of them: rumours, proofs that are lacking, talks about what may be done, reports that turn out
otherwise; and the clauses that words of knowing take for facts whatever is said of these."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.predicates.kinds import marked
from selon.reading.predicates.phrases import VERBAL, is_participle, lemma, preposition
from selon.reading.predicates.scene import Scene
from selon.reading.predicates.status import auxiliaries, infinitive, negated, past

FAR = 4             # words up from an act to what makes it no fact
TALKS = frozenset({"CONSULT", "AGREE"})


def hearsay(scene: Scene, sentence: Sentence, t: Token) -> bool:
    """Whether what stands above an act leaves open whether there was one."""
    if t.pos == "NOUN" and _otherwise(scene, sentence, t):
        return True
    if t.rel == "acl" and is_participle(t) and _unreported(scene, sentence, sentence.head(t)):
        return True
    for _ in range(FAR):
        if t.rel == "acl" and (_pointless(scene, sentence, t) or _talked_of(scene, sentence, t)):
            return True
        if _clause(sentence, t) and (_unproven(scene, sentence, t) or _rumoured(scene, sentence, t)):
            return True
        if t.head == t.i or not (t.rel in {"conj", "xcomp"} or (t.rel == "nsubj" and sentence.child(sentence.head(t), "expl") is not None)):
            return False
        t = sentence.head(t)
    return False


def _clause(sentence: Sentence, t: Token) -> bool:
    """A clause that says what something is about."""
    content = t.rel in {"ccomp", "csubj"} or (t.rel == "acl" and t.dep != "acl:relcl" and sentence.child(t, "mark") is not None)
    return content and t.pos != "ADP" and not infinitive(sentence, t)


def _rumoured(scene: Scene, sentence: Sentence, t: Token) -> bool:
    """"Threats saying that bombs had been planted", "the rumour that he was shot", "dreamt that they were attacked"."""
    head, words = sentence.head(t), scene.known.sets["rumours"]
    above = sentence.head(head) if head.rel == "acl" and head.pos in VERBAL else head
    told = above is not head and any(k in scene.known.sets["reporting"] for k in scene.verb_keys(head))
    return lemma(head) in words or (told and lemma(above) in words)


def _unproven(scene: Scene, sentence: Sentence, t: Token) -> bool:
    """"There is no evidence there was a fight", "has never been able to show that they sent arms"."""
    if marked(sentence, t, scene.known.sets["if_marks"]):
        return False
    head, sets = sentence.head(t), scene.known.sets
    if head.pos in VERBAL and lemma(head) in sets["proving"]:
        above = sentence.head(head)
        none = any(x.lower in sets["negative_determiners"] for x in sentence.children(head, "nsubj"))      # "nothing shows that"
        never = head.rel == "xcomp" and infinitive(sentence, head) and negated(scene, sentence, above)
        return none or never or negated(scene, sentence, head)
    signs = [head] if head.pos == "NOUN" else sentence.children(head, "nsubj", "obj")
    return any(lemma(x) in sets["proving"] and any(c.lower in sets["negative_determiners"] for c in sentence.children(x, "det"))
               for x in signs)


def _pointless(scene: Scene, sentence: Sentence, t: Token) -> bool:
    """A gerund that says of what there is none: "there is no point in attacking them"."""
    if not any(c.lower in scene.known.sets["place"] | scene.known.sets["governed"] for c in sentence.children(t, "mark")):
        return False
    noun = sentence.head(t)
    there = noun.rel == "nsubj" and sentence.child(sentence.head(noun), "expl") is not None        # not "pleaded no contest to killing him"
    return there and any(c.lower in scene.known.sets["negative_determiners"] for c in sentence.children(noun, "det"))


def _talked_of(scene: Scene, sentence: Sentence, t: Token) -> bool:
    """A gerund that says what talks are about: "a meeting on evicting them"."""
    about = any(c.lower in scene.known.sets["governed"] for c in sentence.children(t, "mark"))
    noun = sentence.head(t)
    return about and noun.pos == "NOUN" and any(p.frame.type in TALKS for p in scene.known.nouns.get(lemma(noun), ()))


def _otherwise(scene: Scene, sentence: Sentence, noun: Token) -> bool:
    """An act, or the report of one, that turned out to be another: "the report of a shooting turned out to be a suicide"."""
    t, sets = noun, scene.known.sets
    if t.rel == "nmod" and preposition(sentence, t, scene.known) in sets["of"] and lemma(sentence.head(t)) in sets["traces"]:
        t = sentence.head(t)
    verb = sentence.head(t)
    keys = {lemma(verb), *(f"{lemma(verb)} {c.lower}" for c in sentence.children(verb, "compound"))}
    shown = t.rel == "nsubj" and bool(keys & sets["turning_out"])
    return shown and any(c.pos == "NOUN" for c in sentence.children(verb, "xcomp"))


def unfounded(scene: Scene, sentence: Sentence, t: Token, head: Token) -> bool:
    """Whether the report that tells it is called false, so that it is denied: "the report that she was wounded is unfounded"."""
    if t.rel not in {"acl", "ccomp"} or head.pos != "NOUN" or sentence.child(t, "mark") is None or infinitive(sentence, t):
        return False
    said = [sentence.head(head)] if head.rel == "nsubj" else []
    said += sentence.children(head, "amod")
    return any(x.pos == "ADJ" and scene.governor(x) == "denies" for x in said)


def _unreported(scene: Scene, sentence: Sentence, noun: Token) -> bool:
    """Somebody not known of whom there is no report: "has not issued any reports about a person taken into custody"."""
    some = any(c.feats.get("Definite") == "Ind" or c.lower in scene.known.sets["any"] for c in sentence.children(noun, "det"))
    sign = sentence.head(noun)
    if noun.rel != "nmod" or not some or lemma(sign) not in scene.known.sets["traces"] or sign.rel not in {"obj", "nsubj"}:
        return False
    return negated(scene, sentence, sentence.head(sign)) or any(
        c.lower in scene.known.sets["negative_determiners"] for c in sentence.children(sign, "det"))


def taken_for_fact(scene: Scene, sentence: Sentence, t: Token, head: Token) -> bool:
    """A clause in the past below a word of knowing: "it is unclear if she knew that he had killed before"."""
    if t.rel != "ccomp" or lemma(head) not in scene.known.sets["knowing"] or not past(sentence, t) or infinitive(sentence, t):
        return False
    would = {a.lower for a in auxiliaries(sentence, t)} & (scene.known.sets["conditional"] | scene.known.sets["possible"])
    return not would and not marked(sentence, t, scene.known.sets["if_marks"] | scene.known.sets["whether"])


def against_fact(scene: Scene, sentence: Sentence, t: Token) -> bool:
    """What did happen, as a condition against it tells: "if the officer had not shot him, more would have died"."""
    if t.rel != "advcl" or not marked(sentence, t, scene.known.sets["if_marks"]) or not negated(scene, sentence, t):
        return False
    had = any(a.lower in scene.known.sets["perfect"] and a.feats.get("Tense") == "Past" for a in auxiliaries(sentence, t))
    main = {a.lower for a in auxiliaries(sentence, sentence.head(t))}
    return had and bool(main & scene.known.sets["contrary"]) and bool(main & scene.known.sets["perfect"])


def numbered(sentence: Sentence, determiner: Token) -> bool:
    """"No" before a figure, which counts and denies nothing: "vehicle no 85"."""
    after = sentence[determiner.i + 1] if determiner.i + 1 < len(sentence) else None
    return after is not None and after.text.isdecimal()
