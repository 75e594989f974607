"""Participants that the parse is not sure enough of are left out: a missing one is told elsewhere, a wrong one misleads."""

from __future__ import annotations

from collections.abc import Sequence

from selon.languages.syntax import Sentence, Token
from selon.model import EventType

# How likely all arcs between the word that tells of an act and a participant must be right. Who words are meant for often stands clauses
# away, where the product of many arcs is small though the party is right.
DEEDS = frozenset({"ASSAULT", "ACCIDENT", "INTERCEPT", "DISASTER", "EVACUATE", "MOBILIZE", "COERCE"})
DEED, WORD = 0.4, 0.2
# A phrase hangs on the verb or on a noun beside it, which comes to the same here.
WITHOUT = ("obl", "nmod")
CLAUSES = frozenset({"acl", "advcl", "xcomp", "ccomp"})


def surely(sentence: Sentence, trigger: Token, heads: Sequence[Token], type_: EventType) -> tuple[Token, ...]:
    """Of the participants of an act, by their heads, those that the tree ties to it surely enough."""
    least = DEED if type_ in DEEDS else WORD
    return tuple(t for t in heads if _beside(sentence, trigger, t) or _sureness(sentence, trigger, t) >= least)


def _beside(sentence: Sentence, trigger: Token, t: Token) -> bool:
    """Whether a participant stands right before a verb and its helpers, or begins right behind the word that tells of the act, whatever
    tree the parser makes of it: "a man convicted of murder", "shops and schools have been bombed"."""
    between = sentence.tokens[t.i + 1:trigger.i]
    before = t.i < trigger.i and trigger.pos == "VERB" and all(x.rel == "aux" and x.head == trigger.i for x in between)
    return before or sentence.edges(t)[0] == trigger.i + 1


def _sureness(sentence: Sentence, trigger: Token, t: Token) -> float:
    """How likely the arcs between are right that make a difference. Who does what a clause without tense tells is the same whether it
    hangs on a verb or on the verb's object: "launched an operation to capture him", "accused the rebels of killing him"."""
    sure, without = sentence.sureness(trigger, t, *WITHOUT), 1.0
    if _open(sentence, trigger) and t not in sentence.subtree(trigger):
        without = sentence.sureness(trigger, sentence.head(trigger))
    return sure / without if without else sure


def _open(sentence: Sentence, verb: Token) -> bool:
    """Whether a clause without tense, begun by a word of its own, could hang on two words as well."""
    form, above = verb.feats.get("VerbForm"), sentence.head(verb)
    bare = form in {"Inf", "Ger"} or (form == "Part" and verb.feats.get("Tense") == "Pres")
    if not bare or verb.rel not in CLAUSES or sentence.child(verb, "mark") is None:
        return False
    object_ = any(c.i < verb.i for c in sentence.children(above, "obj"))
    return (verb.rel == "acl" and above.rel == "obj") or (verb.rel != "acl" and object_) or sentence.child(above, "cop") is not None
