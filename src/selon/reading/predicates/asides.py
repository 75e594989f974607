"""Acts that only stand beside a word of wish, plan or denial, which says nothing of them: when, where and why another thing was done,
what a call was about, what an act was like."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.determiners import is_definite, is_pointed_at
from selon.reading.predicates.likening import known
from selon.reading.predicates.phrases import VERBAL, lemma, preposition
from selon.reading.predicates.scene import Scene
from selon.reading.predicates.status import infinitive

HELD = frozenset({"denies", "asks", "prevents", "possible", "threatens"})      # governors of a content, which no phrase of place is


def merely_beside(scene: Scene, sentence: Sentence, t: Token, kind: str) -> bool:
    """Whether a phrase only says when or why, so that the act in it is told as a fact: "feared after the attack", "dismissed the claims
    over the raid"."""
    sets = scene.known.sets
    prep = preposition(sentence, t, scene.known)
    if prep not in sets["governed"] and (
            prep is not None or ((t.rel == "obl" or sentence.child(t, "case") is not None) and known(sentence, t))):
        return True
    if kind == "plans" and t.pos == "NOUN" and prep in sets["place"]:
        return True                             # "two men sought in the shooting"
    if kind in HELD and t.pos == "NOUN" and t.rel == "obl" and prep in _where(scene):
        return True                             # "claims dismissed in the raid", "charges denied in a shooting"
    return kind == "factual" and t.rel == "nmod" and prep not in sets["of"]


def _where(scene: Scene) -> frozenset[str]:
    """Prepositions of place that govern no content: not French "à" and "de"."""
    sets = scene.known.sets
    return sets["place"] - sets["target"] - sets["of"] - sets["asked_for"]


def circumstance(scene: Scene, sentence: Sentence, t: Token) -> bool:
    """A gerund that is the noun of an act after a preposition of place or cause: "seek help in shooting near a club", "had no chance
    because of a senseless shooting"."""
    gerund = (t.pos == "VERB" and t.feats.get("VerbForm") in {"Ger", "Part"}) or t.pos == "NOUN"
    if not gerund or t.rel not in {"acl", "advcl"} or t.lower not in scene.known.nouns:
        return False
    if sentence.child(t, "nsubj", "aux") is not None or any(sentence.child(o, "case") is None for o in sentence.children(t, "obj")):
        return False
    before = [x for x in sentence.children(t, "case", "mark") if x.i < t.i] or _name_before(sentence, t)
    for c in before:
        words = " ".join(x.lower for x in (c, *sentence.children(c, "fixed")))
        if words in _where(scene) or (words in scene.known.sets["cause"] and words not in scene.known.sets["governed"]):
            return True
    return False


def introduced(scene: Scene, sentence: Sentence, head: Token) -> bool:
    """Whether a gerund stands for a preposition: "concerning the attack", "considering that they fired"."""
    hangs = head.lower in scene.known.sets["introducing"] and head.rel in {"advcl", "acl", "obl", "case"}
    return hangs and sentence.child(head, "nsubj", "aux") is None


def _name_before(sentence: Sentence, t: Token) -> list[Token]:
    """The preposition that the parser hung on the name between it and the gerund: "charges in San Pedro shooting"."""
    i = t.i - 1
    while i >= 0 and sentence[i].pos == "PROPN":
        i -= 1
    return [sentence[i]] if 0 <= i < t.i - 1 and sentence[i].rel == "case" else []


def left_to(sentence: Sentence, t: Token) -> bool:
    """An infinitive joined to a verb in a tense: "had no option but to negotiate"."""
    above = sentence.head(t)
    finite = t.rel == "conj" and above.pos in VERBAL and above.feats.get("VerbForm") == "Fin"
    return finite and any(m.pos == "PART" for m in sentence.children(t, "mark")) and sentence.child(t, "aux") is None


def supposed_cause(scene: Scene, sentence: Sentence, t: Token) -> bool:
    """An act not known of before as the doer of something: "may have been caused by an attack"."""
    return preposition(sentence, t, scene.known) in scene.known.sets["agent"] and not known(sentence, t)


def inquired(sentence: Sentence, t: Token, asking: frozenset[str]) -> bool:
    """An indirect question takes its clause for a fact: "do not know how many were displaced"."""
    if t.rel != "ccomp" or infinitive(sentence, t):
        return False
    first = sentence.edges(t)[0]
    return any(x.feats.get("PronType") == "Int" or x.lower in asking for x in sentence.tokens[first:first + 2])


def called_in(scene: Scene, sentence: Sentence, t: Token, head: Token, force: bool) -> bool:
    """What a call that came in was about, or what somebody called to report: "received a call for a shooting", "called to report the
    shooting", « a reçu un appel pour une fusillade »."""
    if not force or t.pos != "NOUN":
        return False
    above, sets = sentence.head(head), scene.known.sets
    if t.rel == "nmod" and head.pos == "NOUN" and scene.governor(head) == "asks":
        came = head.rel == "obj" or (head.rel == "obl" and preposition(sentence, head, scene.known) in scene.known.sets["onto"])
        arrived = head.rel == "nsubj" and lemma(above) in sets["arriving"]         # "the call for a shooting came in at noon"
        return arrived or (came and any(k in sets["receiving"] for k in scene.verb_keys(above)))
    if t.rel == "obl" and any(k in sets["receiving"] for k in scene.verb_keys(head)):
        return any(c.i < t.i and scene.governor(c) == "asks" for c in sentence.children(head, "obj"))
    told = t.rel == "obj" and any(k in sets["reporting"] for k in scene.verb_keys(head)) and head.rel in {"advcl", "xcomp", "acl"}
    return told and known(sentence, t) and any(k in sets["calling"] or scene.governor(above) == "asks" for k in scene.verb_keys(above))


def paper_for(scene: Scene, sentence: Sentence, t: Token, head: Token, force: bool) -> Token | None:
    """The noun that a phrase is of which was hung on the verb above it: "issued a warrant for the arrest", "a warrant was issued for
    his arrest"."""
    if t.rel != "obl" or called_in(scene, sentence, t, head, force):
        return None
    case, thing, sets = sentence.child(t, "case"), sentence.child(head, "obj"), scene.known.sets
    if case is None or preposition(sentence, t, scene.known) not in sets["asked_for"]:
        return None
    if thing is None or thing.i != case.i - 1:
        thing = next((c for c in sentence.children(head, "nsubj") if c.dep == "nsubj:pass" and lemma(c) in sets["papers"]), None)
    return thing if thing is not None and scene.governor(thing) in {"plans", "asks", "threatens", "possible"} else None


def only_characterised(scene: Scene, sentence: Sentence, noun: Token) -> bool:
    """Whether a negation with a copula denies something else than the act: "was not the first shooting there", "was not at the summit"."""
    if noun.pos != "NOUN" or sentence.child(noun, "cop") is None:
        return False
    definite = is_definite(sentence, noun)
    ranked = definite and any(c.lower in scene.known.sets["ranks"] for c in sentence.children(noun, "amod", "nummod"))
    incidental = any(c.lower in scene.known.sets["incidental"] for c in sentence.children(noun, "amod"))       # "not a random shooting"
    return ranked or incidental or sentence.child(noun, "case") is not None


def this_very(scene: Scene, sentence: Sentence, noun: Token) -> bool:
    """An act pointed at, or of a day that is gone by: "these killings", "this morning's arrest"."""
    if noun.pos != "NOUN":
        return False
    return of_day(scene, sentence, noun) or is_pointed_at(sentence, noun)


def of_day(scene: Scene, sentence: Sentence, noun: Token) -> bool:
    """An act of some day: "this morning's arrest"."""
    return any(c.dep == "nmod:poss" and "time" in scene.kinds(sentence, c) for c in sentence.children(noun, "nmod"))
