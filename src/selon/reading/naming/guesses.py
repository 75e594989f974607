"""Where coreference only guesses: a resolution that may carry a source, and is not sure enough to name who takes part in an event.

Of him, her and them the one who told of it is seldom meant, nor the one who does it to them; a second candidate that fits nearly as well,
or a subject between that is nobody known, leaves open who is meant. A description means the one named before only where nothing it
says differs from him.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from selon.atlas.phrases import fold, pieces
from selon.languages.syntax import Sentence, Token
from selon.reading.names import Name
from selon.reading.naming.entities import Entity
from selon.reading.naming.words import Noun, Pronoun

NEAR = 2            # sentences back that a name is surely meant from
TOLD = 3            # sentences in which who spoke is still the one that tells
MARGIN = 1.5        # how much better than the next one the best must fit
CORE = frozenset(("nsubj", "obj", "iobj"))
CHAINED = frozenset(("xcomp", "advcl", "conj"))
DEPTH = 4           # verbs of one subject that hang on each other


def guessed(e: Entity, p: Pronoun, score: float, rivals: Iterable[tuple[float, Entity]], number: int) -> bool:
    """Whether an entity is no sure antecedent of a pronoun, by what it is and by who else fits."""
    if number - e.at > NEAR or (p.human and not _person(e)) or (p.number == "Plur" and e.number == "Any" and not _body(e)):
        return True
    if p.human is False and (e.name is None or not _body(e)):
        return True
    return any(score - other < MARGIN for other, r in rivals if r is not e and (r.human is not False or not p.human))


def _person(e: Entity) -> bool:
    if e.name is not None:
        return e.name.kind == "person"
    return e.human is True and e.sentence[e.head].pos in ("NOUN", "PROPN") and e.noun is not None and e.noun.what != "source"


def _body(e: Entity) -> bool:
    return e.name is not None and e.subject and (e.actor is not None or e.name.kind in ("organisation", "group"))


def is_teller(e: Entity, number: int) -> bool:
    """Whether somebody has spoken so lately that what follows is told by him, not of him; anybody but plain people may."""
    role = e.role or e.noun
    return number - e.spoke <= TOLD and not (role is not None and role.what == "people")


def tells_of_itself(s: Sentence, t: Token, e: Entity, number: int) -> bool:
    """Whether a body is told to say something of itself: "the air force said it had", "the detectives said they had"."""
    verb = s.head(t)
    return e.subject and t.dep == "nsubj" and verb.rel == "ccomp" and e.verb == (number, verb.head)


def does_it(s: Sentence, t: Token, e: Entity, number: int) -> bool:
    """Whether an entity is the one who does what a verb tells of its object: "her father fired his gun, hitting her"."""
    if e.at != number or t.rel not in ("obj", "iobj", "obl"):
        return False
    verb = s.head(t)
    for _ in range(DEPTH):
        subject = s.child(verb, "nsubj")
        if subject is not None or verb.rel not in CHAINED or verb.head == verb.i:
            return e.verb == (number, verb.i)
        verb = s.head(verb)
    return e.verb == (number, verb.i)


def unknown(sentences: Sequence[tuple[Sentence, Iterable[int]]], p: Pronoun, before: Token) -> Iterator[Token]:
    """Subjects and objects that a pronoun may mean, of sentences with the places of the known, the last up to the pronoun."""
    last = len(sentences) - 1
    for k, (s, known) in enumerate(sentences):
        for t in s.tokens[:before.i] if k == last else s.tokens:
            if t.rel in CORE and t.i not in known and _fits(s, t, p):
                yield t


def _fits(s: Sentence, t: Token, p: Pronoun) -> bool:
    plural = t.feats.get("Number") == "Plur"
    if t.pos == "PRON" or plural != (p.number == "Plur"):
        return False
    if p.human:
        return t.rel == "nsubj" and (t.pos in ("PROPN", "NUM", "ADJ") or "-" in t.text)
    return t.pos in ("NOUN", "PROPN")


def differs(e: Entity, noun: Noun, rest: Iterable[Token]) -> bool:
    """Whether a description says something of somebody that the page has not told of him, or can be no such thing."""
    told = {*e.words, *(w for word in e.words for w in word.split()), *pieces(e.text)}
    other = e.name is not None and (e.name.kind == "person") != noun.human
    return other or any(fold(t.lemma) not in told and fold(t.text) not in told for t in rest)


def is_apart(s: Sentence, head: Token, name: Name, plural: bool) -> bool:
    """Whether a name stands too far from a noun to be its own: more between than a title, no comma behind a person's name, or one
    person's behind the noun of many."""
    first, last, person = name.first, name.last, name.kind == "person"
    if first <= head.i <= last or first == head.i + 1:
        return False
    if person and plural:
        return True
    between = s.tokens[head.i + 1:first] if first > head.i else s.tokens[last + 1:head.i]
    if any(t.pos in ("VERB", "AUX", "SCONJ", "CCONJ") for t in between):
        return True
    return person and first < head.i and not any(t.pos == "PUNCT" for t in between)
