"""The clause of a verb: its objects, wherever the parser hung them, beside its subject (subjects.py) and its phrases.

slots.py undoes the passive as an entry wants it, so that frames speak of logical subject and object alone.
"""

from __future__ import annotations

import msgspec

from selon.languages.syntax import Sentence, Token
from selon.reading.predicates.antecedents import resolve
from selon.reading.predicates.doubts import is_party, set_after
from selon.reading.predicates.passive import has_passive_mark, is_bare_passive
from selon.reading.predicates.phrases import expand, lemma, phrases, preposition
from selon.reading.predicates.schema import Predicates
from selon.reading.predicates.subjects import listed_subject, surface_subject

TEMPORAL = frozenset({"obl:tmod", "nmod:tmod", "obl:npmod", "nmod:npmod", "nmod:unmarked", "obl:unmarked"})


class Surface(msgspec.Struct, frozen=True, gc=False):
    """The clause of a verb as grammar has it, whatever entry is tried on it."""

    passive: bool
    marked: bool            # passive by a mark of its own
    subject: tuple[Token, ...]
    object: tuple[Token, ...]
    iobject: tuple[Token, ...]
    phrases: dict[str, tuple[Token, ...]]


def _objects(sentence: Sentence, verb: Token, known: Predicates, marked: bool) -> tuple[Token, ...]:
    found: list[Token] = []
    for c in sentence.children(verb, "obj"):
        timed = "time" in known.classes.get(lemma(c), ()) and c.i > verb.i      # "three others injured early Monday morning"
        timed = timed and not any(x.i > c.i for x in sentence.children(c, "nmod"))      # "arrested the second of two brothers"
        between = sentence.tokens[max(found[-1].i, verb.i) + 1:c.i] if found else ()
        other = any(x.feats.get("VerbForm") == "Inf" for x in between)          # "rejected the plan to cite a pact"
        if preposition(sentence, c, known) is None and c.feats.get("Reflex") != "Yes" and not timed and not other:
            found.extend(expand(sentence, c))
    if not found:
        inside = [o for c in sentence.children(verb, "obl") for o in sentence.children(c, "obj") if o.i > c.i]
        found.extend(x for o in inside for x in expand(sentence, o))        # "set on fire two plants"
    if found:
        found.extend(_hung_on_verb(sentence, verb, found[-1], known))
    if not found and not marked:
        found.extend(_misread_object(sentence, verb, known))
    return resolve(sentence, verb, _without_tellers(sentence, found, known), known)


def _without_tellers(sentence: Sentence, found: list[Token], known: Predicates) -> tuple[Token, ...]:
    """Objects without those who tell it, whom the parser puts in one list with them: "killing nine farmers, police and residents said"."""
    if len(found) < 2 or found[-1].rel != "conj":
        return tuple(found)
    end = sentence.edges(found[-1])[1] + 1
    says = sentence[end] if end < len(sentence) else None
    if says is not None and says.pos == "VERB" and listed_subject(sentence, says) == (found[-1],):
        return tuple(found[:-1])
    if says is None or says.pos != "VERB" or lemma(says) not in known.sets["reporting"] or sentence.child(says, "nsubj", "aux") is not None:
        return tuple(found)
    comma = max((x.i for x in sentence.tokens[:found[-1].i] if x.text == ","), default=-1)
    return tuple(t for t in found if t.i < comma) or tuple(found)


def _hung_on_verb(sentence: Sentence, verb: Token, last: Token, known: Predicates) -> list[Token]:
    """Nouns coordinated with the object that the parser hung on the verb ("killed the priest, his cook and the cook's daughter")."""
    found: list[Token] = []
    above = sentence.head(verb)
    hosts = (verb, above) if verb.rel in {"advcl", "xcomp"} and above.i < verb.i else (verb,)   # "exploded, destroying a bus, two shops"
    for c in (x for h in hosts for x in sentence.children(h, "conj")):
        clause = sentence.child(c, "nsubj", "cop", "aux", "obj", "case") is not None or _misread_clause(sentence, c)
        other = any(x.pos == "VERB" for x in sentence.tokens[last.i + 1:c.i])      # "burning the bus and looting shops, banks"
        if c.i > last.i and not other and c.pos in {"NOUN", "PROPN"} and not clause and "time" not in known.classes.get(lemma(c), ()):
            found.extend(expand(sentence, c))
    return found


def _misread_clause(sentence: Sentence, noun: Token) -> bool:
    """Whether a past form that says something of a noun has an object, and so is the verb of a clause: "and guards of the bank hid it"."""
    below = (x for n in (noun, *sentence.children(noun, "nmod")) for x in sentence.children(n, "acl") if x.dep == "acl")
    return any(x.feats.get("Tense") == "Past" and sentence.child(x, "obj") is not None and sentence.child(x, "mark") is None for x in below)


def _misread_object(sentence: Sentence, verb: Token, known: Predicates) -> tuple[Token, ...]:
    """A bare noun phrase after the verb that the parser calls a modifier ("lance des roquettes")."""
    for c in sentence.children(verb, "nmod", "obl", "dep"):
        if verb.i < c.i <= verb.i + 5 and c.pos == "NOUN" and c.dep not in TEMPORAL and sentence.child(c, "det", "nummod") is not None:
            if preposition(sentence, c, known) is None:
                return expand(sentence, c)
    return _behind_the_day(sentence, verb, known)


def _behind_the_day(sentence: Sentence, verb: Token, known: Predicates) -> tuple[Token, ...]:
    """Who stands without preposition behind the verb and a phrase of time ("kidnapped today two Mexicans", "killed in 2 days, judge X")."""
    def timed(t: Token) -> bool:
        return "time" in known.classes.get(lemma(t), frozenset())
    times = [c for c in sentence.children(verb, "obl", "nmod", "advmod") if c.i > verb.i and (c.dep in TEMPORAL or timed(c))]
    for c in sentence.children(verb, "obl", "conj", "dep", "appos") if times and sentence.child(verb, "aux") is None else ():
        bare = sentence.child(c, "case", "cc", "nsubj", "cop", "mark", "aux") is None and not timed(c) and c.dep not in TEMPORAL
        if bare and c.i > times[0].i and c.pos in {"NOUN", "PROPN"} and is_party(c, known):
            return expand(sentence, c)
    return ()


def _shared_object(sentence: Sentence, verb: Token, known: Predicates) -> tuple[Token, ...]:
    """"attacked and burned the camp": the object stands with the next verb."""
    for c in sentence.children(verb, "conj"):
        between = sentence.tokens[verb.i + 1:c.i]
        if c.pos == "VERB" and len(between) <= 2 and sentence.child(c, "nsubj") is None:
            return _objects(sentence, c, known, has_passive_mark(sentence, c, known))
    above = sentence.head(verb)
    if verb.rel == "conj" and above.pos == "VERB" and sentence.child(verb, "nsubj", "aux") is None:
        later = (c for c in sentence.children(above, "obj") if c.i > verb.i)        # "tried and sentenced to death two men"
        return tuple(x for c in later for x in expand(sentence, c))
    return ()


def surface(sentence: Sentence, verb: Token, known: Predicates) -> Surface:
    """Subject, objects and phrases of a verb, and whether it is passive."""
    marked = has_passive_mark(sentence, verb, known)
    passive = marked or is_bare_passive(sentence, verb, known)
    subject = surface_subject(sentence, verb, known)
    if (held := set_after(sentence, verb, known)):
        passive, subject = True, held
    objects = _objects(sentence, verb, known, marked)
    if not objects and not marked:              # not "was held and met a judge"
        objects = _shared_object(sentence, verb, known)
    iobject = tuple(x for c in sentence.children(verb, "iobj") for x in expand(sentence, c))
    return Surface(passive, marked, subject, objects, iobject, phrases(sentence, verb, known))
