"""People: who a phrase means in this article. Sources and participants with kind, country, sector, and pronouns resolved."""

from __future__ import annotations

from itertools import dropwhile

from msgspec.structs import replace

from selon.atlas.actors import Actor, ActorKind, ActorList, Sector
from selon.languages.syntax import Sentence, Token
from selon.model import Field, Participant, ParticipantKind, Source, Span, Time
from selon.reading.coreference import Coreference
from selon.reading.edges import whole
from selon.reading.names import Name, Names
from selon.reading.naming.entities import Entity, name_head
from selon.reading.naming.nouns import NounPhrases
from selon.reading.naming.offices import described, office
from selon.reading.naming.sourcing import NAMED, Phrase, Sourcing
from selon.reading.naming.words import Noun, naming_words
from selon.reading.page import Page

ACTS: dict[ActorKind, ParticipantKind] = {
    "state": "government", "government": "government", "military": "government", "police": "government", "intelligence": "government",
    "person": "person", "people": "people", "ship": "thing"}
TITLE = 4           # words of a title before a name, the comma among them
WITHIN = frozenset(("ADP", "ADJ", "NOUN", "PROPN"))        # words between a name and the noun behind it
ARMED: frozenset[Sector] = frozenset(("REB", "MIL", "UAF", "CRM"))  # who leans to a state and is armed is taken to be backed by it


def _field(s: Sentence) -> Field | None:
    return "title" if s.field == "title" else None


class People:
    """Names and coreference of one page, asked by the words of a phrase."""

    def __init__(self, page: Page, names: Names, actors: ActorList, times: tuple[Time, ...] = ()) -> None:
        self.page, self.names, self.actors = page, names, actors
        self.words = naming_words(page.lang)
        self.phrases = NounPhrases(page, names, self.words, times)
        self.coreference = Coreference(page, names, self.words, self.phrases)
        self.sourcing = Sourcing(self.words, self.phrases, self.coreference.at)
        self._participants: dict[tuple[Sentence, Token], Participant] = {}
        self._entities: dict[tuple[Span, Field | None], Entity | None] = {}

    # ---- sources

    def source(self, sentence: Sentence, span: Span) -> Source:
        """The words of a claim's source as a Source; `span` lies in `sentence`'s field."""
        tokens = sentence.within(span)
        if not tokens:
            text = self.page.words(span, _field(sentence))
            return Source(span=span, text=text, name=text, field=_field(sentence))
        if tokens[0].pos != "PUNCT" and not tokens[0].text[0].isalnum():      # a flag or another sign before a name
            tokens = tuple(dropwhile(lambda t: not t.text[0].isalnum(), tokens)) or tokens
            span = tokens[0].start, span[1]
        head = _head(tokens)
        span, tokens, text = self._phrase(sentence, span, head)
        behind = self._behind_name(sentence, tokens)
        head = behind or office(self.phrases, sentence, head, tokens[-1].i) or head
        told = self._told_of(sentence, head)
        if told is not None:
            return replace(self.source(sentence, told), span=span, text=text)
        name, noun = self._name(sentence, head, tokens), self._noun(sentence, head, tokens)
        entity = self.coreference.at(sentence, name_head(name).i if name else head.i)
        if behind is not None:
            name = entity = None
        p = Phrase(sentence, tokens, head, name, entity, noun)
        kind = self.sourcing.kind(p)
        named = name is not None or (entity is not None and entity.name is not None)
        anonymous = not named and (self.sourcing.is_anonymous(sentence, tokens) or self.sourcing.is_unnamed(p, kind))
        if anonymous and kind == "official" and noun is not None and noun.human:
            kind = "unnamed_official"
        elif kind == "unnamed_official" and p.name is not None and p.name.kind == "person":
            kind = "official"
        return Source(span=span, text=text, name=self._called(text, p), kind=kind, anonymous=anonymous,
                      country=self._country(sentence, tokens, entity), field=_field(sentence))

    def is_place(self, sentence: Sentence, span: Span) -> bool:
        """Whether the words of a source only name a place: « Syrie : deux bases attaquées » has no source."""
        tokens = sentence.within(span)
        name = self.names.at(sentence, _head(tokens).i) if tokens else None
        return name is not None and name.kind == "place"

    def _phrase(self, s: Sentence, span: Span, head: Token) -> tuple[Span, tuple[Token, ...], str]:
        """A phrase without half a pair of brackets or quotation marks: its span, tokens and words."""
        field = _field(s)
        text = (self.page.article.title or "") if field == "title" else self.page.article.text
        a, b = whole(text, span, head.start)
        return (a, b), s.within((a, b)), text[a:b]

    def _behind_name(self, s: Sentence, tokens: tuple[Token, ...]) -> Token | None:
        """The noun that ends a phrase behind a name, where that is of whom it speaks: "Ann Hall pal", "the Ministry of X spokesperson"."""
        last = tokens[-1]
        if not self.words.head_last or len(tokens) < 2 or last.pos != "NOUN" or not last.text.islower() or self.names.at(s, last.i):
            return None
        name, noun = self.names.at(s, _head(tokens).i), self.phrases.noun(s, last)
        if name is None or name.kind == "nationality" or name.last >= last.i:
            return None
        between = s.tokens[name.last + 1:last.i]
        return last if not between or (noun is not None and noun.human and all(t.pos in WITHIN for t in between)) else None

    def _told_of(self, s: Sentence, head: Token) -> Span | None:
        """The words a relative pronoun stands for, where nothing else tells who it is: "the group, which said"."""
        verb = s.head(head)
        if head.feats.get("PronType") != "Rel" or verb.rel != "acl" or self.coreference.at(s, head.i) is not None:
            return None
        up = s.head(verb)
        if up.pos not in ("NOUN", "PROPN") or up.i >= head.i:
            return None
        first, last = self.phrases.bounds(s, up)
        return s[first].start, s[min(last, head.i - 1)].end

    def _name(self, s: Sentence, head: Token, tokens: tuple[Token, ...]) -> Name | None:
        """The name the phrase is about: that of its head or of its apposition; a person before anything else."""
        own = self.names.at(s, head.i)
        if own is not None and own.kind != "nationality":
            return own
        noun = self.phrases.noun(s, head)
        holder = described(self.phrases, s, head)
        if holder is not None and tokens[0].i <= holder.first <= tokens[-1].i and (noun is None or noun.what != "document"):
            return holder
        if s.parsed:
            return self._set_off(s, tokens) if noun is not None and noun.human else None
        return next((n for t in tokens if (n := self.names.at(s, t.i)) is not None and n.kind == "person"), None)

    def _set_off(self, s: Sentence, tokens: tuple[Token, ...]) -> Name | None:
        """A person's name after a comma in the phrase, whatever it hangs on ("the ministry's spokesman, Ann Hall")."""
        for t in tokens[2:]:
            name = self.names.at(s, t.i)
            if name is not None and name.first == t.i and name.kind == "person" and self._after_comma(s, t):
                return name
        return None

    def _after_comma(self, s: Sentence, t: Token) -> bool:
        """Whether a comma stands before a word, a title between them or not: ", General Ann Hall"."""
        for x in reversed(s.tokens[max(0, t.i - TITLE):t.i]):
            if x.text == ",":
                return True
            if x.pos not in ("DET", "NOUN", "ADJ", "PROPN") or self.names.at(s, x.i) is not None:
                return False
        return False

    def _noun(self, s: Sentence, head: Token, tokens: tuple[Token, ...]) -> Noun | None:
        noun = self.phrases.noun(s, head)
        if noun is None and head.lower in self.words.one and (of := s.child(head, "nmod")) is not None:
            return self.phrases.noun(s, of)         # "one of its officials"
        if noun is not None or s.parsed:
            return noun
        return next((n for t in tokens if (n := self.phrases.noun(s, t)) is not None), None)

    def _called(self, text: str, p: Phrase) -> str:
        """What a source is known as: the listed name, the fullest name of the page, or the words it was first told with."""
        actor = (p.name.actor if p.name else None) or (p.entity.actor if p.entity else None)
        if actor is not None:
            return actor.called(self.page.lang)
        if p.entity is not None and p.entity.name is not None:
            return p.entity.name.text
        if p.name is not None:
            return p.name.text
        if p.entity is not None and (p.noun is None or p.noun.what != "document" or len(p.tokens) <= 2):
            return p.entity.text
        if text[:1] == "-" and p.tokens[-1].pos == "PRON":
            return text.rpartition("-")[2]      # « -t-on »
        first = next((t for t in p.tokens if not self.phrases.is_article(t)), p.tokens[0])
        last = self.phrases.before_comma(p.sentence, p.head, p.tokens[-1].i) if first.i <= p.head.i else p.tokens[-1].i
        if first.start == p.tokens[0].start and last == p.tokens[-1].i:
            return text
        return self.page.words((first.start, p.sentence[last].end), _field(p.sentence))

    def _country(self, s: Sentence, tokens: tuple[Token, ...], entity: Entity | None) -> str | None:
        apart = [found[1] for found in (self.phrases.sponsor(s, tokens), self.phrases.leaning(s, tokens)) if found]
        kept = tuple(t for t in tokens if not any(t.i in indexes for indexes in apart))
        return self.phrases.country(s, kept) or (entity.state if entity is not None else None)

    # ---- participants

    def participant(self, sentence: Sentence, head: Token) -> Participant:
        """The noun phrase headed by a token as a Participant, made once; relative clauses are left out of its span."""
        found = self._participants.get((sentence, head))
        if found is None:
            found = self._participants[sentence, head] = self._participant(sentence, head)
        return found

    def _participant(self, sentence: Sentence, head: Token) -> Participant:
        first, last = self.phrases.bounds(sentence, head) if sentence.parsed else (head.i, head.i)
        head = office(self.phrases, sentence, head, last) or head
        name = self.names.at(sentence, head.i)
        if name is not None:
            first, last = min(first, name.first), max(last, name.last)
        span = sentence[first].start, sentence[last].end
        span, tokens, text = self._phrase(sentence, span, head)
        if name is None or name.kind == "nationality":
            name = described(self.phrases, sentence, head) or name
        p = Phrase(sentence, tokens, head, name, self.coreference.at(sentence, head.i), self.phrases.noun(sentence, head))
        actor = (name.actor if name else None) or (p.entity.actor if p.entity and (p.noun is None or not p.noun.human) else None)
        backed = self.phrases.sponsor(sentence, tuple(sentence.subtree(head)) if sentence.parsed else tokens)
        leaning = self.phrases.leaning(sentence, tokens)
        sector = self._sector(p, actor)
        sponsor = backed[0] if backed else actor.sponsor if actor else leaning[0] if leaning and sector in ARMED else None
        apart = (backed[1] if backed else frozenset()) | (leaning[1] if leaning else frozenset())
        kept = tuple(t for t in tokens if t.i not in apart)
        owner = self._owner_country(sentence, kept) if sector is not None else None
        country = (actor.country if actor else None) or owner or self.phrases.country(sentence, kept)
        country = country or (p.entity.country if p.entity else None)
        return Participant(span=span, text=text, name=self._known_as(text, p), kind=self._kind(p), country=country,
                           sector=sector, sponsor=sponsor, field=_field(sentence))

    def _owner_country(self, s: Sentence, tokens: tuple[Token, ...]) -> str | None:
        """The country of whoever a possessive of the phrase stands for, wherever it is: "the Pentagon ... its forces in Syria"."""
        if any(self.words.nationality(t.text) for t in tokens):
            return None
        owners = (self.coreference.at(s, t.i) for t in tokens if t.feats.get("Poss") == "Yes")
        return next((c for e in owners if e is not None and (c := e.state)), None)

    def _known_as(self, text: str, p: Phrase) -> str:
        """The name the page gives a participant; his words alone where it is a guess whom they mean."""
        if self.coreference.is_guess(p.sentence, p.head.i) or (p.name is not None and self.coreference.is_shared(p.name)):
            return text
        if p.name is not None and p.name.kind != "nationality":
            full = p.entity.name if p.entity is not None and p.entity.name is not None else p.name
            return full.actor.called(self.page.lang) if full.actor else full.text
        if p.entity is not None and (p.entity.name is not None or p.head.lower in self.words.pronouns):
            return p.entity.actor.called(self.page.lang) if p.entity.actor else p.entity.name.text if p.entity.name else p.entity.text
        return text

    def _kind(self, p: Phrase) -> ParticipantKind:
        plural, name, noun = self.phrases.number(p.sentence, p.head) == "Plur", p.name, p.noun
        if noun is not None and (name is None or name.kind == "nationality" or not name.first <= p.head.i <= name.last):
            if noun.human:
                return "people" if plural and (name is None or name.kind != "person") else "person"
            return noun.kind or "organisation"
        if name is None and p.entity is not None:
            name, told = p.entity.name, p.entity.noun
            if name is None and told is not None:
                return ("people" if p.entity.number == "Plur" else "person") if told.human else told.kind or "organisation"
        if name is not None:
            return self._named_kind(name, plural)
        if self.words.is_demonym(p.head.text):
            return "people" if plural else "person"
        pronoun = self.words.pronouns.get(p.head.lower)
        if pronoun is None:
            return "thing"
        return "people" if pronoun.number == "Plur" else "person" if pronoun.human is not False and pronoun.number == "Sing" else "thing"

    def _named_kind(self, name: Name, plural: bool) -> ParticipantKind:
        if name.actor is not None:
            return ACTS.get(name.actor.kind, "organisation")
        if name.kind == "place" and self.words.country(name.text) is not None:
            return "government"
        return "person" if name.kind == "nationality" and not plural else NAMED[name.kind][1]

    def _sector(self, p: Phrase, actor: Actor | None) -> Sector | None:
        name = p.name
        if p.noun is not None and (actor is None or p.noun.human):
            return self.phrases.sector(p.sentence, p.head, p.noun)
        if actor is not None:
            return actor.plover
        if p.entity is not None and p.entity.role is not None:
            return p.entity.role.sector
        if name is not None and name.kind in ("group", "ship"):
            return "REB" if name.kind == "group" else "MIL"
        if name is not None and name.kind == "place" and self.words.country(name.text) is not None:
            return "GOV"
        return self.phrases.sector(p.sentence, p.head, None)

    # ---- identity

    def antecedent(self, sentence: Sentence, token: Token) -> Name | None:
        """The name a pronoun or a definite description stands for; null where unsure."""
        entity = self.coreference.at(sentence, token.i)
        return entity.name if entity is not None else self.names.at(sentence, token.i)

    def same(self, a: Participant, b: Participant) -> bool:
        """Whether two participants are one and the same in this article."""
        if a.span == b.span and a.field == b.field:
            return True
        x, y = self._entity(a), self._entity(b)
        if x is not None and y is not None:
            return x is y
        return a.name.casefold() == b.name.casefold() and a.kind == b.kind and a.kind not in ("people", "thing")

    def _entity(self, p: Participant) -> Entity | None:
        key = p.span, p.field
        if key not in self._entities:
            s = self.page.sentence_at(p.span[0], p.field)
            tokens = s.within(p.span) if s is not None else ()
            self._entities[key] = self.coreference.at(s, _head(tokens).i) if s is not None and tokens else None
        return self._entities[key]


def _head(tokens: tuple[Token, ...]) -> Token:
    """The word of a phrase whose head lies outside it; of several the first noun, else the first."""
    a, b = tokens[0].i, tokens[-1].i
    tops = [t for t in tokens if (not a <= t.head <= b or t.head == t.i) and t.pos != "PUNCT"]
    return next((t for t in tops if t.pos in ("NOUN", "PROPN", "PRON")), tops[0] if tops else tokens[0])


def find_people(page: Page, names: Names, actors: ActorList, times: tuple[Time, ...] = ()) -> People:
    """People of a page; one left-to-right pass resolves pronouns and descriptions. `times` are no part of who somebody is."""
    return People(page, names, actors, times)
