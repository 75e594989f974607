"""Participants that the parse is not sure enough of are left out: a missing one is told elsewhere, a wrong one misleads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import prod

from selon.languages.syntax import Sentence, Token
from selon.model import EventType

# How likely all arcs between the word that tells of an act and a participant must be right. Who words are meant for often stands clauses
# away, where the product of many arcs is small though the party is right.
DEED, WORD = 0.4, 0.2
DEEDS = frozenset({"ASSAULT", "ACCIDENT", "INTERCEPT", "DISASTER", "EVACUATE", "MOBILIZE", "COERCE"})
HARMLESS = frozenset({"obl", "nmod"})       # hung on the verb or on its object, "against the camp" is the same party


def surely(sentence: Sentence, trigger: Token, heads: Sequence[Token], type_: EventType) -> tuple[Token, ...]:
    """Of the participants of an act, by their heads, those that the tree ties to it surely enough."""
    least = DEED if type_ in DEEDS else WORD
    return tuple(t for t in heads if is_sure(sentence, trigger, t, least))


def is_sure(sentence: Sentence, trigger: Token, head: Token, least: float) -> bool:
    """Whether the tree ties a participant to an act as surely as wanted."""
    return prod(sentence.sureness(t) for t in _between(sentence, trigger, head) if t.rel not in HARMLESS) >= least


def _between(sentence: Sentence, trigger: Token, head: Token) -> Iterator[Token]:
    """The words whose arcs lie between two words. What a relative clause describes is found by other means than the arc it hangs on:
    nothing from there on counts."""
    above, below = [trigger, *sentence.ancestors(trigger)], [head, *sentence.ancestors(head)]
    while above and below and above[-1] is below[-1]:       # what both hang on
        above.pop()
        below.pop()
    for t in above:
        if t.dep == "acl:relcl":
            return
        yield t
    yield from below
