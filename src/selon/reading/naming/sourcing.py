"""What kind of source a phrase is, and whether it leaves open who speaks."""

from __future__ import annotations

import msgspec

from selon.atlas.actors import ActorKind
from selon.languages.syntax import Sentence, Token
from selon.model import ParticipantKind, SourceKind
from selon.reading.names import Name, NameKind
from selon.reading.naming.entities import Entity
from selon.reading.naming.looks import look
from selon.reading.naming.nouns import NounPhrases
from selon.reading.naming.words import Noun, Words

SPEAKS: dict[ActorKind, SourceKind] = {
    "state": "government", "government": "government", "military": "military", "police": "official", "intelligence": "government",
    "armed_group": "armed_group", "medium": "medium", "person": "official", "people": "public", "ship": "military"}
STATES: frozenset[ActorKind] = frozenset(("state", "government"))
NAMED: dict[NameKind, tuple[SourceKind, ParticipantKind]] = {
    "person": ("other", "person"), "organisation": ("organisation", "organisation"), "group": ("armed_group", "organisation"),
    "place": ("other", "place"), "nationality": ("public", "people"), "ship": ("military", "thing"), "other": ("other", "thing")}


class Phrase(msgspec.Struct, frozen=True, eq=False):
    """A phrase asked about: its words and head, the name it is about, who that is in the article, what its head word stands for."""

    sentence: Sentence
    tokens: tuple[Token, ...]
    head: Token
    name: Name | None
    entity: Entity | None
    noun: Noun | None


class Sourcing:
    """The kinds of a page's sources."""

    def __init__(self, words: Words, phrases: NounPhrases) -> None:
        self.words, self.phrases = words, phrases

    def kind(self, p: Phrase) -> SourceKind:
        """By who is listed, else the noun for who speaks, else the kind of name."""
        actor = (p.name.actor if p.name else None) or (p.entity.actor if p.entity else None)
        if actor is not None and actor.speaks is not None:
            return actor.speaks
        role = self._role(p)
        if role is not None and (role.human or actor is None):
            kind = self._narrowed(p.sentence, p.head, role)
            return "official" if kind == "head_of_state" and self._of_body(p) else kind
        if actor is not None:
            return SPEAKS.get(actor.kind, "organisation")
        name = p.name or (p.entity.name if p.entity else None)
        if name is not None:
            return "government" if name.kind == "place" and name.country else NAMED[name.kind][0]
        people = self.words.is_demonym(p.head.text)
        return "public" if people else "other"

    @staticmethod
    def _role(p: Phrase) -> Noun | None:
        """What the phrase says of the speaker, or else what the article said of them before."""
        known = p.entity.role if p.entity is not None else None
        if p.name is not None and p.name.actor is not None and p.name.kind != "person" and p.name.first <= p.head.i <= p.name.last:
            return None  # the head word is part of a listed name: "Gardiens de la révolution" is no guard
        if p.name is not None and p.name.kind == "organisation" and p.noun is not None and p.noun.source == "unnamed_official":
            return None  # "the National Water Authority" is no authority that is left unnamed
        if p.noun is not None and (p.name is None or p.noun.human):
            return known if p.noun.source == "other" and known is not None else p.noun
        is_person = (p.name is not None and p.name.kind == "person") or (p.entity is not None and p.entity.human is True)
        return known if p.entity is not None and (is_person or p.entity.name is None) else None

    def _of_body(self, p: Phrase) -> bool:
        """Whether a phrase names an organisation, no state, that somebody is the president of."""
        names = [self.phrases.names.at(p.sentence, t.i) for t in p.tokens]
        return any(n is not None and n.kind == "organisation" and (n.actor is None or n.actor.kind not in STATES) for n in names)

    def _narrowed(self, s: Sentence, head: Token, role: Noun) -> SourceKind:
        """A role's source kind as its modifiers narrow it: a "military spokesman" speaks for the army, a "police source" is official."""
        sector = self.phrases.sector(s, head, role)
        if sector == "COP" and role.source == "military":
            return "official"       # "a police commander"
        if role.what == "source" and sector is not None and role.source == "other":
            return "armed_group" if sector == "REB" else "medical" if sector == "HLH" else "unnamed_official"
        return role.source

    def is_unnamed(self, p: Phrase, kind: SourceKind) -> bool:
        """Whether persons are spoken of without saying who; the holder of an office ("the president") is not unnamed."""
        noun, s, head = p.noun, p.sentence, p.head
        told = p.entity is not None and p.entity.name is None and p.entity.noun is not None
        if head.lower in self.words.pronouns and not told:
            return False
        if p.entity is not None and told:      # "the officer" is as unnamed as "an officer" was
            noun, s, head = p.entity.noun, p.entity.sentence, p.entity.sentence[p.entity.head]
        if noun is None or not noun.human:
            return kind == "public" and noun is None
        if noun.what == "source" or kind == "unnamed_official":
            return True
        return self.phrases.number(s, head) == "Plur" or self.phrases.determiner(s, head) == "indefinite"

    def is_anonymous(self, s: Sentence, tokens: tuple[Token, ...]) -> bool:
        """Whether a phrase of anonymity stands in the source's words or after them in its sentence."""
        begins = self.words.anonymity.root.next
        after = s.texts[tokens[0].i:]
        inside = len(tokens)
        for i, text in enumerate(after):
            if look(text).first in begins:
                for last, _ in self.words.anonymity.at(after, i):
                    if i < inside or last > i:
                        return True
        return False
