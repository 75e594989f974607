"""What only stands with an act and takes no part in it: the road of an ambush, the square of a march, whom the dead met in a clash; and
participles that only describe."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.predicates.aims import is_where
from selon.reading.predicates.match import Match
from selon.reading.predicates.phrases import lemma, preposition
from selon.reading.predicates.scene import Scene, is_ground

BESIDE = 2          # words from a noun to such a participle: « les territoires palestiniens occupés »


def taking_part(scene: Scene, match: Match, target: list[Token]) -> list[Token]:
    """The targets of a predicate without what only stands there."""
    frame, noun = match.frame, match.trigger.pos == "NOUN"
    if frame.reciprocal and noun and _died_in(scene, match):
        return []
    if frame.mode == "ambush":                  # people lie in wait on a road, not for it
        s, known = match.sentence, scene.known
        roads = [t for t in target if is_where(scene, s, t) and "milsite" not in scene.kinds(s, t)]
        return [t for t in target if t not in roads or preposition(s, t, known) not in known.sets["place"]]
    return [t for t in target if not is_ground(scene, t)] if frame.type == "PROTEST" else target


def only_beside(scene: Scene, sentence: Sentence, verb: Token, t: Token) -> bool:
    """Whether a relative clause of harm tells what became of people in the act that its noun only stands with, as where or to whom: "the
    shooting at a house party that left two dead", "the attack on the general, which killed four guards"."""
    if verb.dep != "acl:relcl" or verb.head != t.i:
        return False
    top = next(x for x in (t, *sentence.ancestors(t)) if x.rel not in {"appos", "conj"} or x.head == x.i)
    above = [p.frame.type for p in scene.known.nouns.get(lemma(sentence.head(top)), ()) if not p.words]
    act = top.rel == "nmod" and "ASSAULT" in above
    act = act and preposition(sentence, top, scene.known) not in (*scene.known.grammar.agent, *scene.known.grammar.of)
    return act or is_where(scene, sentence, t)


def _died_in(scene: Scene, match: Match) -> bool:
    """Whether a clash is only where people were killed or hurt, of whose side is not said: "ten men died in a clash with the rebels", "the
    guerrillas suffered casualties in clashes with the army"."""
    s, known = match.sentence, scene.known
    above = s.head(match.trigger)
    if match.trigger.rel != "obl" or above.pos != "VERB":
        return False
    told = [p.frame for k in scene.verb_keys(above) for p in known.verbs.get(k, ())]
    told += [p.frame for c in s.children(above, "obj") for p in known.nouns.get(lemma(c), ())]
    return any(f.harm is not None for f in told)


def only_describes(s: Sentence, t: Token) -> bool:
    """Whether a participle only says of what kind the bare noun behind it is: "its invading troops", "missing and murdered people"."""
    after = s[t.i + 1] if t.i + 1 < len(s) else None
    bare = after is not None and after.head == t.i and after.rel == "obj" and s.child(after, "det", "nummod", "case") is None
    if not bare or s.child(t, "aux", "nsubj", "mark") is not None:
        return False
    if any(c.i == t.i - 1 and c.feats.get("Poss") == "Yes" for c in s.children(t)):
        return True
    before = [x.pos for x in s.tokens[max(0, t.i - 3):t.i] if x.pos != "PUNCT"]
    return t.rel == "conj" and before[-2:] == ["ADJ", "CCONJ"] and t.feats.get("Tense") == "Past"


def stands(scene: Scene, s: Sentence, t: Token) -> bool:
    """Whether a participle right behind its noun only says how a place is: « la ville assiégée », « les territoires occupés »."""
    bare = t.rel in {"acl", "amod"} and t.head < t.i and not s.children(t) and t.i - t.head <= BESIDE
    return bare and not {lemma(t), *scene.verb_keys(t)}.isdisjoint(scene.known.sets["besetting"])
