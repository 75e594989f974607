"""What adverbs, adjectives and participles beside an act say of it: that it is alleged, planned, attempted, usual."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from selon.languages.syntax import Sentence, Token
from selon.reading.predicates.forms import NOTHING
from selon.reading.predicates.phrases import is_participle, lemma
from selon.reading.predicates.scene import Scene
from selon.reading.predicates.status import Reality


def describe(scene: Scene, sentence: Sentence, t: Token, out: Reality) -> None:
    """Adverbs and adjectives that hedge, plan or fail ("alleged attack", "invasion prévue", "attempted murder")."""
    sets = scene.known.sets
    described = not sets["describing"].isdisjoint(scene.lemmas(sentence))
    for c in sentence.children(t):
        words = {c.lower, lemma(c)} if described else NOTHING
        if described:
            _adverb(scene, sentence, c, words, out)
        if c.rel in {"amod", "acl", "compound"} and c.dep != "acl:relcl" and c.pos in {"ADJ", "VERB", "NOUN"}:
            kind = scene.governor(c)
            if kind == "plans" and _to_come(scene, sentence, t, c):
                out.status = "planned"
            elif words & sets["mooted"] and c.rel == "amod":
                out.status = "planned"          # "the suggested curfew"
            elif words & sets["going_on"]:
                out.status = "ongoing"
            elif kind == "possible" and c.pos == "ADJ":
                real = _of_next(sentence, c, t) or _harmed_in(scene, sentence, t)
                out.hedged = out.hedged or real
                out.status = out.status if real else "hypothetical"
    above = sentence.head(t)
    if described and t.rel in {"nmod", "compound"} and above is not t and {above.lower, lemma(above)} & sets["attempted"]:
        out.outcome = "failed"


def _adverb(scene: Scene, sentence: Sentence, c: Token, words: AbstractSet[str], out: Reality) -> None:
    """What one of these says by itself."""
    sets = scene.known.sets
    if words & sets["hedges"] and c.rel in {"amod", "advmod", "acl", "det", "obl"}:
        out.hedged = True
    if words & sets["attempted"] and c.rel in {"amod", "compound", "acl"}:
        out.outcome = "failed"
    again = {x.lower for x in sentence.children(c, "det")} if "time" in scene.kinds(sentence, c) else set()        # "each year"
    if (words | again) & sets["habitual"] and c.rel in {"advmod", "det", "obl", "nmod"}:
        out.habitual = True


def _to_come(scene: Scene, sentence: Sentence, noun: Token, c: Token) -> bool:
    """Whether a word of plans says that an act is yet to come; not "an offensive intended to find them", which was launched."""
    form = c.feats.get("VerbForm") != "Fin" and (is_participle(c) or c.pos == "ADJ")
    return form and sentence.child(c, "xcomp") is None and not _ordered_by(scene, sentence, noun, c)


def _ordered_by(scene: Scene, sentence: Sentence, noun: Token, participle: Token) -> bool:
    """A known act told with who ordered it: "the offensive ordered by the general"."""
    definite = any(x.feats.get("Definite") == "Def" for x in sentence.children(noun, "det"))
    return definite and lemma(participle) in scene.known.sets["ordering"] and sentence.child(participle, "obl") is not None


def _harmed_in(scene: Scene, sentence: Sentence, noun: Token) -> bool:
    """Whether somebody was hurt in an act of which only the sort is open: "was killed in a possible drive-by shooting"."""
    verb = sentence.head(noun)
    harms = verb.pos == "VERB" and any(p.frame.harm in {"killed", "injured"} for p in scene.known.verbs.get(lemma(verb), ()))
    inside = noun.rel == "obl" and any(c.lower in scene.known.sets["place"] for c in sentence.children(noun, "case"))
    return harms and inside and is_participle(verb) and not {a.lower for a in sentence.children(verb, "aux")} & scene.known.sets["possible"]


def _of_next(sentence: Sentence, adjective: Token, noun: Token) -> bool:
    """Whether an adjective is of a compound one after it: "two possible gang-related shootings"."""
    between = [c for c in sentence.children(noun, "amod") if adjective.i < c.i < noun.i]
    return any(sentence.child(c, "compound", "obl", "nmod") is not None or not c.text.isalpha() for c in between)
