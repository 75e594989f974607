"""Somebody or something of a page as coreference keeps it, and when two tellings can be one."""

from __future__ import annotations

from dataclasses import dataclass, field

from selon.atlas.actors import Actor
from selon.atlas.phrases import pieces
from selon.languages.syntax import Sentence, Token
from selon.reading.names import Name
from selon.reading.naming.words import Gender, Noun, Number

LOOSE = ("NGO", "BUS", "PTY")        # sectors of words that any organisation may be called by ("the group")


@dataclass(slots=True, eq=False)
class Entity:
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
    forms: set[str] = field(default_factory=set)

    @property
    def actor(self) -> Actor | None:
        """The listed actor it is."""
        return self.name.actor if self.name else None


def name_head(name: Name) -> Token:
    """The word of a name whose head lies outside it."""
    tokens = name.sentence.tokens[name.first:name.last + 1]
    return next((t for t in tokens if not name.first <= t.head <= name.last or t.head == t.i), tokens[0])


def agrees(a: Number, b: Number) -> bool:
    """Whether two numbers can be of one thing."""
    return "Any" in (a, b) or a == b


def compatible(e: Entity, parts: tuple[str, ...]) -> bool:
    """Whether a person's name can be that of an entity with the same last name: no other given name."""
    known = pieces(e.name.text) if e.name else ()
    if len(parts) == 1:
        return parts[0] == known[-1] or parts[0] == known[0]
    return len(known) <= 1 or parts[0] == known[0] or (len(parts[0]) == 1 and known[0].startswith(parts[0]))


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
