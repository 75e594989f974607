"""Somebody or something of a page as coreference keeps it, and when two tellings can be one."""

from __future__ import annotations

from functools import cached_property

import msgspec

from selon.atlas.actors import Actor
from selon.atlas.phrases import pieces
from selon.languages.syntax import Sentence, Token
from selon.reading.names import Name
from selon.reading.naming.nouns import NounPhrases
from selon.reading.naming.words import Gender, Noun, Number, Pronoun

ASIDE = 2           # sentences that a mention within a quotation or a heading counts further back for running text
SPOKE = 0.9         # what it is worth to have spoken lately; a new subject in a sentence after it is worth more
FULL = 3            # words of a person's full name
LEADS, FOLLOWS = 0.8, 0.4       # what it is worth to have been the subject of a sentence, of a clause within it
KNOWN, UNKNOWN = 0.6, 0.55      # what it is worth to be of a pronoun's gender, to be somebody who may be
BESIDE = frozenset(("conj", "parataxis"))
LOOSE = ("NGO", "BUS", "PTY")        # sectors of words that any organisation may be called by ("the group")


class Entity(msgspec.Struct, eq=False, dict=True):
    """Somebody or something of the page: how first told, and what is known. `at` is the running number of the last sentence; `told` the
    turn of the last telling in running text, and how it was told and when it spoke there.

    Most of those told without a name are never asked for their words and country, so that these are worked out late."""

    name: Name | None
    noun: Noun | None
    number: Number
    gender: Gender
    human: bool | None
    words: set[str]
    sentence: Sentence
    head: int
    phrases: NounPhrases
    at: int = 0
    subject: bool = False
    inner: bool = False
    spoke: int = -99
    verb: tuple[int, int] = (-1, -1)
    role: Noun | None = None
    held: tuple[Sentence, Token] | None = None      # where the words of its role stand, if not where it was first told of
    told: int = -99
    led: float = 0.0
    under: bool = False
    voice: int = -99
    tellings: tuple[tuple[Sentence, Token], ...] = ()       # where running text tells of it in that turn

    @cached_property
    def _described(self) -> tuple[str, str | None]:
        return self.phrases.told(self.sentence, self.sentence[self.head])

    @property
    def text(self) -> str:
        """The fullest name, or the words it was first told with."""
        return self.name.text if self.name else self._described[0]

    @cached_property
    def country(self) -> str | None:
        """The country it is of, by its first telling."""
        return None if self.name else self._described[1]

    @property
    def state(self) -> str | None:
        """The country it is of, as the page tells or as the list has it."""
        return self.country or (self.actor.country if self.actor is not None else None)

    @property
    def office(self) -> tuple[Sentence, Token]:
        """Where the words for its role stand."""
        return self.held or (self.sentence, self.sentence[self.head])

    @property
    def actor(self) -> Actor | None:
        """The listed actor it is."""
        return self.name.actor if self.name else None


class Standing(msgspec.Struct, frozen=True, gc=False):
    """How far back an entity was told of, how, and how far back it spoke."""

    far: int
    subject: float
    inner: bool
    spoke: int


def name_head(name: Name) -> Token:
    """The word of a name whose head lies outside it."""
    first, last = name.first, name.last
    for t in name.sentence.tokens[first:last + 1]:
        if not first <= t.head <= last or t.head == t.i:
            return t
    return name.sentence[first]


def agrees(a: Number, b: Number) -> bool:
    """Whether two numbers can be of one thing."""
    return a == b or "Any" in (a, b)


def compatible(e: Entity, parts: tuple[str, ...]) -> bool:
    """Whether a person's name can be that of an entity with the same last name: no other given name."""
    known = pieces(e.name.text) if e.name else ()
    if len(parts) == 1:
        return parts[0] == known[-1] or parts[0] == known[0]
    return len(known) <= 1 or parts[0] == known[0] or (len(parts[0]) == 1 and known[0].startswith(parts[0]))


def heads_title(e: Entity) -> bool:
    """Whether the title tells of a person; a long name there is mostly more than one."""
    return e.sentence.field == "title" and len(pieces(e.text)) <= FULL


def leads(s: Sentence, t: Token) -> bool:
    """Whether a word is the subject of a sentence, of a clause beside its main one or before it, not of one within another."""
    if not s.parsed:
        return t.i == 0
    t = s.head(t) if t.rel == "conj" else t
    if t.rel == "root":
        return True
    verb = s.head(t)
    while (verb.rel in BESIDE or (verb.rel == "advcl" and verb.i < verb.head)) and verb.head != verb.i:
        verb = s.head(verb)
    return t.rel == "nsubj" and verb.rel == "root"


def may_be(e: Entity, p: Pronoun) -> bool:
    """Whether a pronoun can mean an entity at all: its number, gender, being human or not; a place only where it is a country."""
    number, human = p.number, p.human
    if not agrees(e.number, number) or (human is not None and e.human is not None and human != e.human):
        return False
    if number == "Sing" and p.gender != "Any" and e.gender not in ("Any", p.gender):
        return False
    return e.name is None or e.name.kind != "place" or e.name.country is not None


def may_speak(e: Entity) -> bool:
    """Whether an entity is a person or a body, no paper, place or thing."""
    if e.human is True:
        return True
    if e.name is not None:
        return e.name.kind in ("organisation", "group")
    return e.noun is not None and e.noun.what in ("organisation", "medium")


def standing(e: Entity, number: int, turn: int | None) -> Standing:
    """How an entity was told of last, seen from a sentence; from running text, of which `turn` is the count, what stands aside is far."""
    if turn is None:
        return Standing(number - e.at, LEADS if e.subject else 0.0, e.inner, number - e.spoke)
    if turn - e.told <= number - e.at + ASIDE:
        return Standing(turn - e.told, e.led, e.under, turn - e.voice)
    return Standing(number - e.at + ASIDE, 0.0, False, turn - e.voice)


def fitness(e: Entity, p: Pronoun, speaks: bool, seen: Standing) -> float:
    """How well an entity fits a pronoun, which is that of one who speaks or not."""
    score = -1.0 * seen.far + (seen.subject or (-0.4 if seen.inner else 0.0))
    score += KNOWN if e.gender == p.gender and p.gender != "Any" else 0.0
    if speaks:
        score += UNKNOWN if e.human and e.gender == "Any" != p.gender and e.name is not None else 0.0
        score += 1.2 if e.human else -0.8 if e.human is False else 0.0
        score += SPOKE if seen.spoke <= 2 else 0.0
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
        called = [n for w in e.name.text.split() if (n := e.phrases.words.noun(w)) is not None and n.what == "organisation"]
        if called and noun.sector == "BUS" and all(n.sector not in (*LOOSE, "REB", "IGO") for n in called):
            return False        # "the firm" is no hospital
        known = e.actor.plover if e.actor is not None else None
        return noun.sector in LOOSE and e.name.kind in ("organisation", "group") and known in (None, *LOOSE, "REB", "IGO")
    return False
