"""Who is meant by "he", "la source", "ce responsable", "the group": one left-to-right pass over a page, linear in its words.

Rules in the manner of salience-based resolution (Lappin and Leass 1994; Hobbs 1978): agreement in number, gender and humanness, then
recency, subjects before objects, and who spoke last for those that speak again. Kept to what attribution needs: no events, no
abstract things.
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter

from selon.atlas.phrases import fold, pieces
from selon.languages.syntax import Sentence, Token
from selon.reading.names import Name, Names
from selon.reading.naming.entities import Entity, agrees, compatible, fitness, initials, may_be, name_head, same_sort
from selon.reading.naming.features import apposed
from selon.reading.naming.guesses import differs, does_it, guessed, is_apart, is_teller, tells_of_itself, unknown
from selon.reading.naming.nouns import NounPhrases
from selon.reading.naming.words import Gender, Noun, Number, Pronoun, Words
from selon.reading.page import Page

REACH = 3           # sentences back a pronoun may look
FAR = 12            # sentences back a description may look
KEPT = 40           # entities held in mind
PRONOUNS = frozenset(("PRON", "DET"))
HEADS = frozenset(("NOUN", "PROPN", "ADJ"))
MODIFIERS = frozenset(("amod", "compound", "flat", "fixed", "nummod", "det"))
CLAUSE = frozenset(("nsubj", "obl", "obj", "root", "appos"))
SUBJECT = frozenset(("nsubj", "root"))
ENOUGH = -2.5       # the least score of an antecedent


Place = tuple[str, int]      # a sentence by its field and index


class Coreference:
    """Entities of a page by the head word of their mentions."""

    def __init__(self, page: Page, names: Names, words: Words, phrases: NounPhrases) -> None:
        self.page, self.names, self.words, self.phrases = page, names, words, phrases
        self._found: dict[Place, dict[int, Entity]] = {}
        self._here: dict[int, Entity] = {}          # those of the sentence that is being read
        self._guesses: set[tuple[Place, int]] = set()
        self._active: dict[Entity, None] = {}       # the latest told of last
        self._persons: dict[str, list[Entity]] = {}
        self._others: dict[str, Entity] = {}
        for number, s in enumerate(page.sentences):
            self._here = self._found[_place(s)] = {}
            self._read(s, number)

    def at(self, s: Sentence, i: int) -> Entity | None:
        """Who token `i` of a sentence stands for."""
        return self._found[_place(s)].get(i)

    def is_guess(self, s: Sentence, i: int) -> bool:
        """Whether who token `i` stands for is not sure: enough for who speaks, too little for who takes part in an act."""
        return (_place(s), i) in self._guesses

    def is_shared(self, name: Name) -> bool:
        """Whether a person's last name alone is that of several whom the page tells of."""
        parts = pieces(name.text)
        alike = self._persons.get(parts[-1], ()) if len(parts) == 1 else ()
        return sum(e.name is not None and len(pieces(e.name.text)) > 1 for e in alike) > 1

    def _read(self, s: Sentence, number: int) -> None:
        named, nouns = self.names.within(s), self.phrases.nouns(s) if s.parsed else {}
        for t in s.tokens if s.parsed else [s[i] for i in named]:
            name = named.get(t.i)
            if name is not None:
                if name.first == t.i and name.kind != "nationality":
                    self._note(self._named(name), s, name_head(name), number, (name.first, name.last))
            elif t.pos in PRONOUNS:
                pronoun = self.words.pronouns.get(t.lower)
                if pronoun is not None:
                    self._pronoun(pronoun, s, t, number)
            elif t.i in nouns and t.pos in HEADS and t.rel not in MODIFIERS and s.child(t, "cop") is None:
                self._described(nouns[t.i][0], nouns[t.i][1], s, t, number)

    def _recent(self, number: int, reach: int) -> Iterator[Entity]:
        """Who was told of at most `reach` sentences ago, the latest first."""
        for e in reversed(self._active):
            if number - e.at > reach:
                return
            yield e

    def _note(self, e: Entity, s: Sentence, t: Token, number: int, over: tuple[int, int]) -> None:
        up = s.head(t)
        if e.at != number or not e.subject:      # "the minister, Ann Hall, said": she is its subject, though her name hangs below
            e.subject = t.rel in SUBJECT or (t.rel == "conj" and up.rel in SUBJECT)
            e.inner = t.rel in ("nmod", "appos") and t.head != t.i
        e.at, e.token, e.verb = number, t.i, (number, t.head)
        if t.rel == "nsubj" and up.lemma in self.words.said:
            e.spoke = number
        self._active.pop(e, None)
        self._active[e] = None
        if len(self._active) > KEPT:
            del self._active[next(iter(self._active))]
        for i in range(over[0], over[1] + 1):
            self._here[i] = e

    def _named(self, name: Name) -> Entity:
        parts = pieces(name.text)
        alone = len(parts) == 1 and name.actor is None and name.kind in ("organisation", "group", "other") and parts[0] in self._persons
        if parts and (name.kind == "person" or alone):
            return self._person(name, parts)
        key = name.actor.id if name.actor else " ".join(parts)
        known = self._others.get(key)
        if known is None and name.text.isupper() and len(name.text) > 1:
            known = next((e for e in reversed(self._active) if e.name is not None and initials(e.name.text) == name.text.lower()), None)
            if known is not None:
                self._others[key] = known
        if known is None:
            known = self._others[key] = self._new(name)
        return known

    def _person(self, name: Name, parts: tuple[str, ...]) -> Entity:
        """The person of a last name told most recently whose given name and gender do not differ; else a new one."""
        same, gender = self._persons.setdefault(parts[-1], []), self._gender(name)
        for e in reversed(same):
            if compatible(e, parts) and (gender == "Any" or e.gender in ("Any", gender)):
                same.remove(e)
                same.append(e)
                return self._grown(e, name)
        made = self._new(name)
        same.append(made)
        if len(parts) > 1 and self.words.first_names.get(parts[0]):
            self._persons.setdefault(parts[0], []).insert(0, made)
        return made

    def _grown(self, e: Entity, name: Name) -> Entity:
        if e.name is None or len(name.text) > len(e.name.text):
            e.name, e.text = name, name.text
        if e.gender == "Any":
            e.gender = self._gender(name)
        return e

    def _new(self, name: Name) -> Entity:
        person = name.kind == "person"
        number: Number = "Sing" if person else "Any"
        gender = self._gender(name) if person else "Any"
        e = Entity(name.text, name, None, number, gender, person, {*pieces(name.text)}, name.sentence, name_head(name).i,
                   name.country)
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
        near += [s[name.first - 1]] if name.first else []
        if name.first > 1 and s[name.first - 1].text == ",":
            near += [t for t in reversed(s.tokens[max(0, name.first - 12):name.first - 1]) if t.rel in CLAUSE][:1]
        for t in near:
            found = self.phrases.nouns(s).get(t.i)
            if found is not None and found[0].human and self.names.at(s, t.i) is None:
                e.role = e.role or found[0]
                e.words.add(found[1])
                first, last = self.phrases.bounds(s, t)
                about = tuple(x for x in s.tokens[first:last + 1] if not name.first <= x.i <= name.last)
                e.country = e.country or self.phrases.country(s, about)
                if e.gender == "Any" and found[0].what != "source" and t.feats.get("Gender") == "Fem":
                    e.gender = "Fem"

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

    def _described(self, noun: Noun, word: str, s: Sentence, t: Token, number: int) -> None:
        name = self.phrases.described(s, t)
        if name is not None and noun.what != "document":
            if name.first in self._here or name.first > t.i:
                e = self._named(name)
                if noun.human and e.role is None:
                    e.role = noun
                e.words.add(word)
                self._note(e, s, t, number, (t.i, t.i))
                if is_apart(s, t, name, self.phrases.number(s, t) == "Plur"):
                    self._guesses.add((_place(s), t.i))
            return
        if (known := self._meant((noun, word), s, t, number)) is not None:
            if self._may_differ(known, (noun, word), s, t, number):
                self._guesses.add((_place(s), t.i))
            known.words.add(word)
            self._note(known, s, t, number, (t.i, t.i))
            return
        first, last = self.phrases.bounds(s, t)
        while first < t.i and self.phrases.is_article(s[first]):
            first += 1
        told = [c for c in s.children(t, "acl") if c.feats.get("Tense") != "Past" and s.edges(c)[0] == last + 1]     # "calling itself ..."
        end = s.edges(told[0])[1] if told else last
        text = self.page.words((s[first].start, s[end].end), "title" if s.field == "title" else None)
        human = True if noun.human else None if noun.what == "medium" else False
        gender = "Any" if noun.human and self.words.head_last else self.phrases.gender(t)
        made = Entity(text, None, noun, self.phrases.number(s, t), gender, human, {word, fold(t.lemma)}, s, t.i,
                      self.phrases.country(s, s.tokens[first:last + 1]), role=noun)
        self._note(made, s, t, number, (t.i, t.i))

    def _meant(self, matched: tuple[Noun, str], s: Sentence, t: Token, number: int) -> Entity | None:
        """The entity a definite or demonstrative description takes up: same word first, then for "this" one of the same sort."""
        (noun, word), how = matched, self.phrases.determiner(s, t)
        if how not in ("definite", "demonstrative"):
            return None
        rest, plural = self._rest(s, t), self.phrases.number(s, t)
        if len(rest) <= 1:
            first, last = self.phrases.bounds(s, t)
            like, country = {word, fold(t.lemma)}, self.phrases.country(s, s.tokens[first:last + 1])
            for e in self._recent(number, FAR):
                if not like.isdisjoint(e.words) and agrees(e.number, plural) and not (country and e.country and country != e.country):
                    return e
        if (rest and not (how == "demonstrative" and len(rest) == 1)) or (noun.human and self.phrases.is_owned(s, t)):
            return None             # "a girl was shot by her father": by another one
        return next((e for e in self._recent(number, REACH) if agrees(e.number, plural) and same_sort(e, noun, how)), None)

    def _rest(self, s: Sentence, t: Token) -> list[Token]:
        """The words of content that a description has beside its head."""
        first, last = self.phrases.bounds(s, t)
        return [x for x in s.tokens[first:last + 1] if x.pos in HEADS and x.i != t.i]

    def _may_differ(self, e: Entity, matched: tuple[Noun, str], s: Sentence, t: Token, number: int) -> bool:
        """Whether a description may well mean another one than it was taken for: another of its word, or more said than is known."""
        noun, word = matched
        if any((p := self.words.pronouns.get(c.lower)) is not None and p.first for c in s.children(t, "nmod", "det")):
            return True             # "my brother"
        like, plural = {word, fold(t.lemma)}, self.phrases.number(s, t)
        for r in self._recent(number, FAR) if like & e.words else self._recent(number, REACH):
            if r is not e and agrees(r.number, plural) and (like & r.words if like & e.words else r.human == e.human):
                return True
        return differs(e, noun, self._rest(s, t))

    def _pronoun(self, p: Pronoun, s: Sentence, t: Token, number: int) -> None:
        inverted = t.text[0] == "-"      # « a-t-il dit »: the subject, whatever the parse says
        if p.first or (t.rel == "expl" and not inverted) or (t.pos == "DET" and t.feats.get("Poss") != "Yes"):
            return
        if p.relative:
            verb = s.head(t)
            up = s.head(verb) if verb.dep == "acl:relcl" else None
            known = self.at(s, up.i) if up is not None else None
            if known is not None:
                self._here[t.i] = known
            return
        fitting = self._fitting(p, s, t, number)
        if not fitting:
            return
        top, best = max(fitting, key=itemgetter(0))
        if not (not p.human and tells_of_itself(s, t, best, number)) and (
                guessed(best, p, top, fitting, number) or self._told_by(best, s, t, number) or does_it(s, t, best, number)
                or self._others_between(best, p, s, t, number)):
            self._guesses.add((_place(s), t.i))
        self._note(best, s, t, number, (t.i, t.i))

    def _told_by(self, e: Entity, s: Sentence, t: Token, number: int) -> bool:
        """Whether a person is rather the one who tells than the one a pronoun means, unless it speaks on."""
        return e.human is True and is_teller(e, number) and (t.dep == "nsubj:pass" or not self._speaks(s, t))

    def _others_between(self, e: Entity, p: Pronoun, s: Sentence, t: Token, number: int) -> bool:
        """Whether somebody or something that the pass does not know stands between an antecedent and its pronoun."""
        run = [(x, self._found[_place(x)]) for x in self.page.sentences[max(0, e.at):number + 1] if x.parsed]
        return next(unknown(run, p, t), None) is not None

    def _speaks(self, s: Sentence, t: Token) -> bool:
        return (t.rel == "nsubj" or t.text[0] == "-") and s.head(t).lemma in self.words.said

    def _fitting(self, p: Pronoun, s: Sentence, t: Token, number: int) -> list[tuple[float, Entity]]:
        """Who may be meant by a pronoun, each with how well it fits."""
        asked = any(_whole_case(s, c) in self.words.according for c in s.children(t, "case"))      # "according to him"
        speaks = asked or self._speaks(s, t)
        other = (number, t.head) if not asked and t.feats.get("Poss") != "Yes" else None
        return [(score, e) for e in self._recent(number, REACH)
                if may_be(e, p) and e.verb != other and (score := fitness(e, p, speaks, number)) > ENOUGH]


def _place(s: Sentence) -> Place:
    return s.field, s.index


def _whole_case(s: Sentence, case: Token) -> str:
    """A preposition with the words fixed to it: « d'après » is not « après »."""
    return " ".join(t.lower for t in (case, *s.children(case, "fixed"))).replace("’", "'")
