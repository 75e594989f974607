"""Participants that the parse is not sure enough of are left out: a missing one is told elsewhere, a wrong one misleads."""

from __future__ import annotations

import os
from collections.abc import Sequence

from selon.languages.syntax import Sentence, Token
from selon.model import EventType

# How likely all arcs between the word that tells of an act and a participant must be right. Who words are meant for often stands clauses
# away, where the product of many arcs is small though the party is right.
DEEDS = frozenset({"ASSAULT", "ACCIDENT", "INTERCEPT", "DISASTER", "EVACUATE", "MOBILIZE", "COERCE"})
WITHOUT = tuple(os.environ.get("WITHOUT", "obl nmod").split())
DEED, WORD = float(os.environ.get("SURE", ".4")), float(os.environ.get("WORDY", ".2"))


def surely(sentence: Sentence, trigger: Token, heads: Sequence[Token], type_: EventType) -> tuple[Token, ...]:
    """Of the participants of an act, by their heads, those that the tree ties to it surely enough."""
    least = DEED if type_ in DEEDS else WORD
    return tuple(t for t in heads if is_sure(sentence, trigger, t, least))


def is_sure(sentence: Sentence, trigger: Token, head: Token, least: float) -> bool:
    """Whether the tree ties a participant to an act as surely as wanted."""
    return sentence.sureness(trigger, head, *WITHOUT) >= least
