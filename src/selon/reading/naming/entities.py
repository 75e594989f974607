"""Somebody or something of a page as coreference keeps it, and when two tellings can be one."""

from __future__ import annotations

import msgspec

from selon.atlas.actors import Actor
from selon.atlas.phrases import pieces
from selon.languages.syntax import Sentence, Token
from selon.reading.names import Name
from selon.reading.naming.words import Gender, Noun, Number, Pronoun

LOOSE = ("NGO", "BUS", "PTY")        # sectors of words that any organisation may be called by ("the group")


class Entity(msgspec.Struct, eq=False):
    """Somebody or something of the page: how first told, and what is known. `at` is the running number of the last sentence."""

    text: str
    name: Name | None
    noun: Noun | None
    number: Number
    gender: Gender
    human: bool | None
    words: set[str]
    sentence: Sentence
    head: int
    country: str | None = None
    at: int = 0
    token: int = 0
    subject: bool = False
    inner: bool = False
    spoke: int = -99
    verb: tuple[int, int] = (-1, -1)
    role: Noun | None = None

    @property
    def actor(self) -> Actor | None:
        """The listed actor it is."""
        return self.name.actor if self.name else None


def name_head(name: Name) -> Token:
    """The word of a name whose head lies outside it."""
    first, last = name.first, name.last
    for t in name.sentence.tokens[first:last + 1]:
        if not first <= t.head <= last or t.head == t.i:
            return t
    return name.sentence[first]


def agrees(a: Number, b: Number) -> bool:
    """Whether two numbers can be of one thing."""
    return "Any" in (a, b) or a == b


def compatible(e: Entity, parts: tuple[str, ...]) -> bool:
    """Whether a person's name can be that of an entity with the same last name: no other given name."""
    known = pieces(e.name.text) if e.name else ()
    if len(parts) == 1:
        return parts[0] == known[-1] or parts[0] == known[0]
    return len(known) <= 1 or parts[0] == known[0] or (len(parts[0]) == 1 and known[0].startswith(parts[0]))


def may_be(e: Entity, p: Pronoun) -> bool:
    """Whether a pronoun can mean an entity at all: its number, gender, being human or not; a place only where it is a country."""
    if not agrees(e.number, p.number) or (p.human is not None and e.human is not None and p.human != e.human):
        return False
    if p.gender != "Any" and e.gender not in ("Any", p.gender) and p.number == "Sing":
        return False
    return e.name is None or e.name.kind != "place" or e.name.country is not None


def fitness(e: Entity, p: Pronoun, speaks: bool, number: int) -> float:
    """How well an entity fits a pronoun, which is that of one who speaks or not."""
    score = -1.0 * (number - e.at) + (0.8 if e.subject else -0.4 if e.inner else 0.0)
    score += 0.6 if e.gender == p.gender and p.gender != "Any" else 0.0
    if speaks:
        score += 1.2 if e.human else -0.8 if e.human is False else 0.0
        score += 1.0 if number - e.spoke <= 2 else 0.0
        score -= 1.5 if e.name is not None and e.name.kind == "place" and e.number != "Plur" else 0.0
    if p.number == "Plur" and e.number == "Any":
        score -= 1.0
    if p.number == "Sing" and p.human is None and e.human is None:
        score -= 0.3
    if e.noun is not None and e.noun.what == "document":
        score -= 0.7
    return score


def initials(text: str) -> str:
    """The first letters of a name's capitalised words, in lower case."""
    return "".join(w[0] for w in text.split() if w[:1].isupper()).lower()


def same_sort(e: Entity, noun: Noun, how: str) -> bool:
    """Whether a description without the entity's own word can mean it."""
    role = e.role or e.noun
    if noun.what == "source":
        return role is not None and (role.what == "source" or role.source == "unnamed_official") and e.name is None
    if noun.human:
        if e.human is not True:
            return False
        if role is None:
            return how == "demonstrative"
        return role.source == noun.source and (how == "demonstrative" or role.sector == noun.sector)
    if noun.what == "medium":
        return (e.actor is not None and e.actor.kind == "medium") or (role is not None and role.what == "medium")
    if noun.what == "organisation" and e.name is not None:
        if noun.sector in ("REB", "CRM"):
            return e.name.kind == "group"
        known = e.actor.plover if e.actor is not None else None
        return noun.sector in LOOSE and e.name.kind in ("organisation", "group") and known in (None, *LOOSE, "REB", "IGO")
    return False
