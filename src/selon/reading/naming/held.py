"""Whose office somebody holds, and which words can be said of one: "the mayor" is no director, the army's spokesman not the ministry's."""

from __future__ import annotations

from collections.abc import Callable

from selon.atlas.phrases import fold, pieces
from selon.languages.syntax import Sentence, Token
from selon.reading.names import Names
from selon.reading.naming.entities import Entity, same_sort
from selon.reading.naming.words import Noun, Number, Words

JUST = 2            # sentences in which who spoke is still the one that a broad word takes up
WHOSE = ("nmod", "compound", "det")
At = Callable[[Sentence, int], Entity | None]


def may_take_up(words: Words, e: Entity, noun: Noun, word: str, how: str, plural: Number, number: int) -> bool:
    """Whether a description without the word of somebody told before can mean them; of one person only by a word that fits their office."""
    if not noun.human or noun.what == "source" or plural == "Plur":
        return same_sort(e, noun, how)
    if e.human is not True:
        return False
    role = e.role or e.noun
    if (e.name is not None or (role is not None and role.what == "people")) and words.are_alike(word, e.words):
        return True
    broad = words.broad.get(word)
    if broad is not None and role is not None and role.source in broad and number - e.spoke <= JUST:
        return True
    return how == "demonstrative" and same_sort(e, noun, how)


def owners(names: Names, s: Sentence, head: Token, at: At) -> frozenset[str]:
    """The folded words for whoever somebody holds an office of: its name, or what it was called."""
    out: set[str] = set()
    for c in s.children(head, *WHOSE):
        if c.feats.get("Poss") == "Yes":
            owner = at(s, c.i)
            out |= owner.words if owner is not None else set()
        elif c.rel != "det" and c.pos in ("NOUN", "PROPN"):
            name = names.at(s, c.i)
            if name is None:
                out |= {fold(c.lemma), fold(c.text)}
            elif name.kind != "nationality":
                out |= {*pieces(name.text)}
    return frozenset(out)


def are_of_others(names: Names, e: Entity, s: Sentence, head: Token, at: At) -> bool:
    """Whether a description gives somebody an office of another body than he is known to hold: "its spokesman", of another "it"."""
    mine = owners(names, s, head, at)
    if not mine:
        return False
    place, known = e.office
    theirs = owners(names, place, known, at)
    if theirs:
        return mine.isdisjoint(theirs)
    # "its spokesman", of a body that is not known: who else's is told by its name is another
    return e.name is None and any(c.feats.get("Poss") == "Yes" for c in place.children(known, *WHOSE))
