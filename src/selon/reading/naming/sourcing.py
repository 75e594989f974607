"""What kind of source a phrase is, and whether it leaves open who speaks."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from selon.atlas.actors import ActorKind, Sector
from selon.atlas.phrases import fold
from selon.languages.syntax import Sentence, Token
from selon.model import ParticipantKind, SourceKind
from selon.reading.names import Name, NameKind
from selon.reading.naming.entities import Entity, name_head
from selon.reading.naming.looks import look
from selon.reading.naming.nouns import NounPhrases
from selon.reading.naming.words import Noun, Words

SPEAKS: dict[ActorKind, SourceKind] = {
    "state": "government", "government": "government", "military": "military", "police": "official", "intelligence": "government",
    "armed_group": "armed_group", "medium": "medium", "person": "official", "people": "public", "ship": "military"}
NAMED: dict[NameKind, tuple[SourceKind, ParticipantKind]] = {
    "person": ("other", "person"), "organisation": ("organisation", "organisation"), "group": ("armed_group", "organisation"),
    "place": ("other", "place"), "nationality": ("public", "people"), "ship": ("military", "thing"), "other": ("other", "thing")}

# officers and commanders of others than armies
UNIFORMED: dict[Sector | None, SourceKind] = {
    "COP": "official", "HLH": "medical", "REB": "armed_group", "CRM": "armed_group",
    "JUD": "official", "SPY": "official", "GOV": "official"}
ORGANS: dict[SourceKind, SourceKind] = {
    "armed_group": "armed_group", "organisation": "organisation", "medical": "medical", "medium": "medium"}
# what becomes of the kinds of roles that somebody has in a body, by the kind of the body
LED: dict[SourceKind, dict[SourceKind, SourceKind]] = {
    "other": ORGANS | {"government": "official", "military": "military", "official": "official"},
    "official": ORGANS, "unnamed_official": ORGANS, "head_of_state": ORGANS | {"official": "official", "government": "official"},
    "military": {"armed_group": "armed_group", "official": "official", "government": "official"}}
VAGUE: frozenset[SourceKind] = frozenset(("other", "unnamed_official", "organisation"))     # of words that tell less than others may
INSTITUTED: frozenset[Sector] = frozenset(("JUD", "HLH", "COP"))


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

    def __init__(self, words: Words, phrases: NounPhrases, at: Callable[[Sentence, int], Entity | None]) -> None:
        self.words, self.phrases, self.at = words, phrases, at

    def kind(self, p: Phrase) -> SourceKind:
        """By who is listed, else the noun for who speaks, else the kind of name."""
        actor = (p.name.actor if p.name else None) or (p.entity.actor if p.entity else None)
        if actor is not None and actor.speaks is not None:
            return actor.speaks
        role = self._role(p)
        if role is not None and (role.human or actor is None):
            place = (p.sentence, p.head) if role is p.noun or p.entity is None else p.entity.office
            return self._narrowed(*place, role)
        if actor is not None:
            return SPEAKS.get(actor.kind, "organisation")
        name = p.name or (p.entity.name if p.entity else None)
        if name is not None:
            return "government" if name.kind == "place" and name.country else NAMED[name.kind][0]
        people = self.words.is_demonym(p.head.text)
        return "public" if people else "other"

    def _role(self, p: Phrase) -> Noun | None:
        """What the phrase says of the speaker, or else what the article said of them before."""
        known = p.entity.role if p.entity is not None else None
        if p.name is not None and p.name.actor is not None and p.name.kind != "person" and p.name.first <= p.head.i <= p.name.last:
            return None  # the head word is part of a listed name: "Gardiens de la révolution" is no guard
        if p.name is not None and p.name.kind == "organisation" and p.noun is not None and p.noun.source == "unnamed_official":
            return None  # "the National Water Authority" is no authority that is left unnamed
        if p.noun is not None and not p.noun.human and p.name is not None and p.name.actor is None and p.name.kind != "person" \
                and p.noun.what == "organisation" and self._narrowed(p.sentence, p.head, p.noun) != "organisation":
            return p.noun           # "a separatist group, the Mountain Army"
        if p.noun is not None and (p.name is None or p.noun.human):
            return known if p.noun.source in VAGUE and known is not None else p.noun
        is_person = (p.name is not None and p.name.kind == "person") or (p.entity is not None and p.entity.human is True)
        return known if p.entity is not None and (is_person or p.entity.name is None) else None

    def _narrowed(self, s: Sentence, head: Token, role: Noun) -> SourceKind:
        """A role's source kind as its modifiers narrow it: a "military spokesman" speaks for the army, a "police source" is official, who
        heads a union speaks for it."""
        sector = self.phrases.sector(s, head, role)
        if role.source == "military" and role.what == "role" and sector in UNIFORMED:
            return UNIFORMED[sector]        # "a police commander"
        if role.what == "source" and sector is not None and role.source == "other":
            return "armed_group" if sector == "REB" else "medical" if sector == "HLH" else "unnamed_official"
        if role.source == "organisation":       # "a separatist group"
            armed = any(self.words.modifiers.get(fold(c.text)) == "REB" for c in s.children(head, "amod", "compound"))
            return "armed_group" if armed else role.source
        if role.what != "role" or role.source not in LED or role.sector == "JUD":
            return role.source          # a paper's lawyer is no paper
        whose = self._whose(s, head) if self._is_post(s, head, role) else None
        return LED[role.source].get(whose or "other", role.source)

    def _is_post(self, s: Sentence, head: Token, role: Noun) -> bool:
        """Whether a role has its meaning from whose it is: a director, a chairman, a commander, a president, not a minister or an owner."""
        return (role.source != "official" and role.sector != "BUS") or self.phrases.word(s, head) in self.words.posts

    def _whose(self, s: Sentence, head: Token) -> SourceKind | None:
        """As what the body speaks that a role is of: "the union's chairman", « président du tribunal », "the ELN commander"; null where it
        is of none, or of one that may be a government's or not."""
        for c in s.children(head, "nmod", "compound", "flat", "det"):
            found = self._of_owner(s, c) if c.rel != "det" or c.feats.get("Poss") == "Yes" else None
            if found is not None:
                return None if found == "organisation" and self.phrases.word(s, head) in self.words.lay else found
        return None

    def _of_owner(self, s: Sentence, c: Token) -> SourceKind | None:
        name, entity = self.phrases.names.at(s, c.i), self.at(s, c.i)
        if name is None and entity is not None:
            name = entity.name
        if name is not None and (name.kind == "person" or name.actor is not None):
            actor = name.actor
            if actor is not None and actor.kind == "igo":
                return "official"
            return None if actor is None or actor.kind in ("state", "person") else actor.speaks or SPEAKS.get(actor.kind, "organisation")
        x = name.sentence if name is not None else s
        told = (name_head(name), *reversed(x.tokens[name.first:name.last + 1])) if name is not None else (c,)
        noun, word = next(((n, self.phrases.word(x, t)) for t in told if (n := self.phrases.noun(x, t)) is not None), (None, None))
        words = {word} if noun is not None else set() if entity is None else entity.words
        noun = noun or (entity.noun if entity is not None and name is None else None)
        if noun is not None:
            loose = noun.source == "organisation" and noun.sector == "NGO" and words.isdisjoint(self.words.private)
            return None if noun.human or loose or noun.what == "document" or not words.isdisjoint(self.words.states) else noun.source
        return NAMED[name.kind][0] if name is not None and name.kind in ("organisation", "group") else None

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
        if noun.source == "official" and noun.sector in INSTITUTED and self.phrases.determiner(s, head) in ("definite", "bare"):
            return False        # "prosecutors said", « les pompiers »: their office speaks
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
