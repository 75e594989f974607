"""The clause of a verb or noun as slots: who does it, to whom, its prepositional phrases; the passive is undone as an entry wants it."""

from __future__ import annotations

import msgspec

from selon.languages.syntax import Sentence, Token
from selon.reading.predicates.clause import Surface, surface
from selon.reading.predicates.passive import either_side, is_time_like, misread_passive, one_of_them, stolen_agent
from selon.reading.predicates.schema import Predicates


class Slots(msgspec.Struct):
    """Logical arguments of a predicate, heads of noun phrases in text order, coordinated ones included."""

    subject: tuple[Token, ...] = ()
    object: tuple[Token, ...] = ()
    iobject: tuple[Token, ...] = ()
    phrases: dict[str, tuple[Token, ...]] = msgspec.field(default_factory=dict)
    passive: bool = False


def arranged(sentence: Sentence, verb: Token, known: Predicates, clause: Surface, transitive: bool, patient: bool) -> Slots:
    """The slots of a verb. `transitive`: the verb always has an object, so a bare participle without one is passive; `patient`: so is
    any past form of it without an object."""
    passive, subject, objects = clause.passive, clause.subject, clause.object
    if not passive and transitive and not objects and subject and misread_passive(sentence, verb, known):
        passive = True
    if passive and not clause.marked and either_side(sentence, verb, subject, known):
        passive, subject = False, ()            # "the troops attacked in the hamlet": they did, or it was done to them
    if not passive and patient and not objects and subject:
        passive = one_of_them(sentence, verb, subject, known)
    out = Slots(phrases=clause.phrases, passive=passive, iobject=clause.iobject)
    if passive:
        out.object = tuple(dict.fromkeys((*subject, *objects))) if verb.rel != "acl" or verb.dep == "acl:relcl" else subject
        out.subject = tuple(a for name in known.grammar.agent for a in out.phrases.get(name, ()) if not is_time_like(a))
        out.subject = out.subject or stolen_agent(sentence, verb, known)
    else:
        out.subject, out.object = subject, objects or out.iobject      # "Iran warned Israel": whom it is told to is all it has
    return out


def verb_slots(sentence: Sentence, verb: Token, known: Predicates) -> Slots:
    """The slots of a verb without an entry."""
    return arranged(sentence, verb, known, surface(sentence, verb, known), False, False)
