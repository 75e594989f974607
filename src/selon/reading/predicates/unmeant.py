"""Whether a telling itself says that nobody meant it: "accidentally shot", "the gun went off, striking him", "it was an accident"."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.predicates.children import by_a_child
from selon.reading.predicates.match import Match
from selon.reading.predicates.mishap import denied, handled
from selon.reading.predicates.phrases import is_participle, lemma
from selon.reading.predicates.scene import Scene

SUBJECTS = frozenset({"nsubj", "csubj"})
OFFICERS = frozenset({"armed", "state"})
HEARING = ("obj", "iobj", "obl")


def unmeant(scene: Scene, m: Match, others: list[Match]) -> bool:
    """Whether the clause, a headline, or the verb that it goes on from says that it was an accident."""
    words, s = scene.known.sets["accidental"], m.sentence
    lemmas = scene.lemmas(s)
    told = not (words.isdisjoint(lemmas) and scene.known.sets["mishap"].isdisjoint(lemmas))
    if told and m.frame.harm is not None and s.field == "title" and any(t.lower in words and not denied(scene, s, t) for t in s):
        return True                             # headlines: "Boy killed in accidental shooting"
    heads = _heads(s, m.trigger)
    if by_a_child(scene, m):
        return True
    if told and any(_unwilled(scene, s, c) for h in heads for c in s.children(h)):
        return True
    shots = [o.trigger for o in others if o.frame.type == "ACCIDENT" and o.frame.mode == "firearms" and not o.frame.either]
    if any(t in heads[1:] or (_goes_on(s, m.trigger) and _next_verb(s, t) is m.trigger) for t in shots):
        return True                             # "the gun went off, hitting the boy"
    below = [c for h in heads for c in s.children(h, "advcl")]
    if any(c in shots or handled(scene, s, c) for c in below):
        return True                             # "shot after a gun went off", "while playing with a gun"
    named = told and (m.trigger.pos == "NOUN" or s.child(m.trigger, "det") is not None)
    return named and _called(scene, s, m.trigger, others)


def _heads(s: Sentence, t: Token) -> tuple[Token, ...]:
    """A trigger with the verb that it goes on from: "accidentally shot and killed", "discharged, striking him"."""
    above = s.head(t)
    return (t, above) if above is not t and (t.rel == "conj" or _goes_on(s, t)) else (t,)


def _goes_on(s: Sentence, t: Token) -> bool:
    """Whether a participle without a subject tells what came of the verb before it."""
    return t.rel == "advcl" and t.pos == "VERB" and s.child(t, "nsubj", "mark") is None and _bare(t)


def _next_verb(s: Sentence, t: Token) -> Token | None:
    return next((x for x in s.tokens[t.i + 1:] if x.pos == "VERB"), None)


def _bare(t: Token) -> bool:
    """Whether a verb has no tense of its own."""
    return is_participle(t) or t.feats.get("VerbForm") in {"Part", "Ger"}


def _unwilled(scene: Scene, s: Sentence, c: Token) -> bool:
    """Whether a word below a predicate says that nobody meant it: "accidentally", "by accident"."""
    sets = scene.known.sets
    if c.lower in sets["accidental"] or lemma(c) in sets["accidental"]:
        return not denied(scene, s, c)
    named = c.rel == "obl" and c.pos == "NOUN" and lemma(c) in sets["mishap"]
    return named and s.child(c, "case") is not None and s.child(c, "det") is None


def _called(scene: Scene, s: Sentence, t: Token, others: list[Match]) -> bool:
    """Whether an act that a noun names is called an accident by what is said of it: "the shooting appears to have been an accident"."""
    if t.rel not in SUBJECTS and t.pos == "NOUN" and s.field != "title" and t.head != t.i:
        return False
    named = {o.trigger.i for o in others if o.trigger.pos == "NOUN" and o.frame.type == "ASSAULT"}
    for c in s.tokens[t.i + 1:]:
        if c.i in named:
            return False                        # of which the rest tells
        if lemma(c) in scene.known.sets["mishap"] and c.pos in {"ADJ", "NOUN"} and _predicate(s, c):
            return not denied(scene, s, c) and not _pleaded(scene, s, c)
    return False


def _predicate(s: Sentence, c: Token) -> bool:
    """Whether a word is said of a subject: "was accidental", "ruled accidental", "to be an accident"."""
    return s.child(c, "cop") is not None or (c.pos == "ADJ" and c.rel in {"xcomp", "root", "ccomp", "obj", "advcl"})


def _pleaded(scene: Scene, s: Sentence, c: Token) -> bool:
    """Whether it is what somebody says to officers or in court, or what his people say, or only asked: "told police that it was an
    accident", "asked whether it was"."""
    for above in (c, *s.ancestors(c)):
        if any(x.lower in scene.known.sets["if_marks"] for x in s.children(above, "mark")):
            return True
        if lemma(above) in scene.known.sets["court"]:
            return True
        if any(k in scene.known.sets["reporting"] for k in scene.verb_keys(above)):
            heard = any(scene.kinds(s, x) & OFFICERS for x in s.children(above, *HEARING))
            return heard or any(_private(scene, s, x) for x in s.children(above, "nsubj"))
    return False


def _private(scene: Scene, s: Sentence, t: Token) -> bool:
    kinds = scene.kinds(s, t)
    return t.pos == "NOUN" and "person" in kinds and not kinds & OFFICERS
