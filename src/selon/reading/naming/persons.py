"""The persons of a page by their names: one who is told by a full name, by a last name or by a given name is one person."""

from __future__ import annotations

from collections.abc import Sequence

from selon.atlas.phrases import pieces
from selon.languages.syntax import Sentence, Token
from selon.reading.names import Name, Names
from selon.reading.naming.entities import Entity, compatible, heads_title, name_head
from selon.reading.naming.features import apposed
from selon.reading.naming.nouns import NounPhrases
from selon.reading.naming.offices import OFFICE, role_until
from selon.reading.naming.words import Gender, Number, Words

CLAUSE = frozenset(("nsubj", "obl", "obj", "root", "appos"))


class Persons:
    """Persons by the last pieces of their names and by the first of full ones."""

    def __init__(self, names: Names, words: Words, phrases: NounPhrases) -> None:
        self.names, self.words, self.phrases = names, words, phrases
        self._by_name: dict[str, list[Entity]] = {}

    def __contains__(self, piece: str) -> bool:
        return piece in self._by_name

    def is_shared(self, parts: Sequence[str]) -> bool:
        """Whether a name of one piece is that of several persons told by more."""
        alike = self._by_name.get(parts[-1], ()) if len(parts) == 1 else ()
        return sum(e.name is not None and len(pieces(e.name.text)) > 1 for e in alike) > 1

    def find(self, name: Name, parts: tuple[str, ...]) -> Entity:
        """The person of a last name whose given name and gender do not differ, for a last name alone one of the title's, else the one
        told most recently; a given name alone that grew into a full name; else a new one."""
        same, gender = self._by_name.setdefault(parts[-1], []), self._gender(name)
        fitting = [e for e in reversed(same) if compatible(e, parts) and (gender == "Any" or e.gender in ("Any", gender))]
        if fitting:
            e = next((e for e in fitting if heads_title(e)), fitting[0]) if len(parts) == 1 else fitting[0]
            same.remove(e)
            same.append(e)
            return self._registered(self._grown(e, name), parts)
        first = self._by_name.get(parts[0], ()) if len(parts) > 1 else ()
        made = next((e for e in first if e.name is not None and pieces(e.name.text) == parts[:1]), None)
        made = self.new(name) if made is None else self._grown(made, name)
        same.append(made)
        return self._registered(made, parts)

    def _registered(self, e: Entity, parts: tuple[str, ...]) -> Entity:
        """Somebody told by a full name may be told by the first of it; those of whom it is the last name come before."""
        if len(parts) > 1 and (self.words.first_names.get(parts[0]) or not self.words.is_word(parts[0])):
            known = self._by_name.setdefault(parts[0], [])
            if e not in known:
                known.insert(0, e)
        return e

    def _grown(self, e: Entity, name: Name) -> Entity:
        if e.name is None or len(name.text) > len(e.name.text):
            e.name = name
        if e.gender == "Any":
            e.gender = self._gender(name)
        return e

    def new(self, name: Name) -> Entity:
        """An entity of a name told for the first time."""
        person = name.kind == "person"
        number: Number = "Sing" if person else "Any"
        gender = self._gender(name) if person else "Any"
        e = Entity(name, None, number, gender, person, {*pieces(name.text)}, name.sentence, name_head(name).i, self.phrases)
        e.country = name.country
        if person:
            self._role(e, name)
        return e

    def _role(self, e: Entity, name: Name) -> None:
        """The role a person's name is told with: before it, in apposition, or what it is in apposition to."""
        s, head = name.sentence, name_head(name)
        if not s.parsed:
            return
        near = [s.head(head)] if head.rel in ("appos", "flat") else []
        near += sorted((*apposed(s, head), *s.children(head, "compound", "flat")), key=lambda t: t.i)
        near += [role_until(self.phrases, s, max(0, name.first - OFFICE), name.first) or s[name.first - 1]] if name.first else []
        if name.first > 1 and s[name.first - 1].text == ",":
            near += [t for t in reversed(s.tokens[max(0, name.first - 12):name.first - 1]) if t.rel in CLAUSE][:1]
        for t in near:
            found = self.phrases.nouns(s).get(t.i)
            if found is not None and found[0].human and self.names.at(s, t.i) is None:
                if e.role is None:
                    e.role, e.held = found[0], (s, t)
                e.words.add(found[1])
                first, last = self.phrases.bounds(s, t)
                about = tuple(x for x in s.tokens[first:last + 1] if not name.first <= x.i <= name.last)
                e.country = e.country or self.phrases.country(s, about)
                if e.gender == "Any" and found[0].what != "source":
                    e.gender = self._told(s, t)

    def _told(self, s: Sentence, t: Token) -> Gender:
        """The gender that a role tells of its holder: a feminine one, or a masculine one with its article (« le maire »)."""
        gender = self.phrases.gender(t)
        if gender == "Fem" or t.lower in self.words.gendered:
            return gender
        return gender if any(self.phrases.gender(c) == "Masc" for c in s.children(t, "det")) else "Any"

    def _gender(self, name: Name) -> Gender:
        before = name.sentence[name.first - 1] if name.first else None
        title = self.words.title(before.text) if before is not None else None
        if title is not None and title != "Any":
            return title
        if name.actor is not None and name.actor.gender:
            return "Fem" if name.actor.gender == "f" else "Masc"
        parts = pieces(name.text)
        found = self.words.first_names.get(parts[0], "Any") if parts else "Any"
        return found if len(parts) > 1 or found == "Fem" else "Any"         # many last names are men's given names
