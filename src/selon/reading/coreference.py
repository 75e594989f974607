"""Who is meant by "he", "la source", "ce responsable", "the group": one left-to-right pass over a page, linear in its words.

Rules in the manner of salience-based resolution (Lappin and Leass 1994; Hobbs 1978): agreement in number, gender and humanness, then
recency, subjects before objects, and who spoke last for those that speak again. Kept to what attribution needs: no events, no
abstract things.
"""

from __future__ import annotations

from operator import itemgetter

from selon.atlas.phrases import fold, pieces
from selon.languages.syntax import Sentence, Token
from selon.reading.names import Name, Names
from selon.reading.naming.asides import Asides, is_all_quoted, is_quoted
from selon.reading.naming.entities import (
    FOLLOWS,
    LEADS,
    Entity,
    agrees,
    fitness,
    initials,
    leads,
    may_be,
    may_speak,
    name_head,
    standing,
)
from selon.reading.naming.guesses import differs, does_it, guessed, is_apart, is_teller, tells_of_itself, unknown
from selon.reading.naming.held import are_of_others, may_take_up
from selon.reading.naming.nouns import NounPhrases
from selon.reading.naming.offices import described
from selon.reading.naming.persons import Persons
from selon.reading.naming.speaking import behind_quotation, goes_on, is_according, is_within_said, silence
from selon.reading.naming.words import Noun, Number, Pronoun, Words
from selon.reading.page import Page

REACH = 3           # sentences back a pronoun may look
FAR = 12            # sentences back a description may look
KEPT = 40           # entities held in mind
PRONOUNS = frozenset(("PRON", "DET"))
HEADS = frozenset(("NOUN", "PROPN", "ADJ"))
MODIFIERS = frozenset(("amod", "compound", "flat", "fixed", "nummod", "det"))
SUBJECT = frozenset(("nsubj", "root"))
ORGANS = frozenset(("government", "military"))
ENOUGH = -2.5       # the least score of an antecedent
AGAIN = 1.0         # what it is worth to have spoken lately where somebody speaks on ("he added")
ABOVE = 0.7         # what it costs who is meant to speak to have been told of above the last heading only


Place = tuple[str, int]      # a sentence by its field and index


class Coreference:
    """Entities of a page by the head word of their mentions."""

    def __init__(self, page: Page, names: Names, words: Words, phrases: NounPhrases) -> None:
        self.page, self.names, self.words, self.phrases = page, names, words, phrases
        self._found: dict[Place, dict[int, Entity]] = {}
        self._here: dict[int, Entity] = {}          # those of the sentence that is being read
        self._guesses: set[tuple[Place, int]] = set()
        self._active: dict[Entity, None] = {}       # the latest told of last
        self._persons = Persons(names, words, phrases)
        self._others: dict[str, Entity] = {}
        self._asides, self._turn, self._loose, self._headed = Asides(page), 0, False, 0
        for number, s in enumerate(page.sentences):
            self._here, self._loose = self._found.setdefault(_place(s), {}), self._asides.is_loose(s)
            self._quotations = self._asides.quotations(s)
            self._headed = number if self._loose else self._headed
            self._turn += not (self._loose or is_all_quoted(s, self._quotations))
            self._read(s, number)

    def at(self, s: Sentence, i: int) -> Entity | None:
        """Who token `i` of a sentence stands for."""
        return self._found[_place(s)].get(i)

    def is_guess(self, s: Sentence, i: int) -> bool:
        """Whether who token `i` stands for is not sure: enough for who speaks, too little for who takes part in an act."""
        return (_place(s), i) in self._guesses

    def is_shared(self, name: Name) -> bool:
        """Whether a person's last name alone is that of several whom the page tells of."""
        return self._persons.is_shared(pieces(name.text))

    def _read(self, s: Sentence, number: int) -> None:
        named, nouns = self.names.within(s), self.phrases.nouns(s) if s.parsed else {}
        latter, pronouns = self.words.latter, self.words.pronouns
        for t in s.tokens if s.parsed else [s[i] for i in named]:
            i = t.i
            if i in named:
                name = named[i]
                if name.first == i and name.kind != "nationality":
                    self._note(self._named(name), s, name_head(name), number, (i, name.last))
            elif t.pos in PRONOUNS:
                if t.lower in pronouns:
                    self._pronoun(pronouns[t.lower], s, t, number)
            elif t.lower in latter and i and f"{s[i - 1].lower} {t.lower}" in latter[t.lower]:
                self._latter(s, t, number)
            elif i in nouns and t.pos in HEADS and t.rel not in MODIFIERS and s.child(t, "cop") is None:
                self._described(*nouns[i], s, t, number)

    def _recent(self, number: int, reach: int) -> list[Entity]:
        """Who was told of at most `reach` sentences ago, the latest first."""
        return [e for e in reversed(self._active) if number - e.at <= reach]

    def _is_aside(self, t: Token) -> bool:
        """Whether a word of the sentence that is being read is no part of the running text."""
        return self._loose or is_quoted(t.start, self._quotations)

    def _note(self, e: Entity, s: Sentence, t: Token, number: int, over: tuple[int, int]) -> None:
        up = s.head(t)
        if e.at != number or not e.subject:      # "the minister, Ann Hall, said": she is its subject, though her name hangs below
            e.subject = t.rel in SUBJECT or (t.rel == "conj" and up.rel in SUBJECT)
            e.inner = t.rel in ("nmod", "appos") and t.head != t.i
        e.at, e.verb = number, (number, t.head)
        if t.rel == "nsubj" and up.lemma in self.words.said:
            e.spoke = number
        if not self._is_aside(t):
            self._tell(e, s, t)
        self._active.pop(e, None)
        self._active[e] = None
        if len(self._active) > KEPT:
            del self._active[next(iter(self._active))]
        for i in range(over[0], over[1] + 1):
            self._here[i] = e

    def _tell(self, e: Entity, s: Sentence, t: Token) -> None:
        """Keeps how running text tells of somebody: a name in apposition is told as what it is in apposition to."""
        top = s.head(t) if t.rel == "appos" else t
        e.tellings = (*e.tellings, (s, top)) if e.told == self._turn else ((s, top),)
        if e.told != self._turn or not e.led:
            e.led = LEADS if leads(s, top) else FOLLOWS if top.rel == "nsubj" else 0.0
            if e.told != self._turn or t.pos not in PRONOUNS:       # "Ann Hall in her office": told of as before
                e.under = top.rel == "nmod" and top.head != top.i
        e.told = self._turn
        if may_speak(e) and is_according(s, top, self.words):
            e.voice, e.led = self._turn, max(e.led, FOLLOWS)
        elif top.rel == "nsubj" and top.dep != "nsubj:pass" and self._speaks(s, top) and not is_within_said(s, top, self.words.said):
            e.voice = self._turn

    def _named(self, name: Name) -> Entity:
        parts = pieces(name.text)
        alone = len(parts) == 1 and name.actor is None and name.kind in ("organisation", "group", "other") and parts[0] in self._persons
        if parts and (name.kind == "person" or alone):
            return self._persons.find(name, parts)
        key = name.actor.id if name.actor else " ".join(parts)
        known = self._others.get(key)
        if known is None and name.text.isupper() and len(name.text) > 1:
            known = next((e for e in reversed(self._active) if e.name is not None and initials(e.name.text) == name.text.lower()), None)
            if known is not None:
                self._others[key] = known
        if known is None:
            known = self._others[key] = self._persons.new(name)
        return known

    def _described(self, noun: Noun, word: str, s: Sentence, t: Token, number: int) -> None:
        name = described(self.phrases, s, t)
        if name is not None and noun.what != "document":
            if name.first in self._here or name.first > t.i:
                e = self._named(name)
                if noun.human and e.role is None:
                    e.role, e.held = noun, (s, t)
                e.words.add(word)
                if e.gender == "Any" and not noun.human:
                    e.gender = self.phrases.gender(t)
                self._note(e, s, t, number, (t.i, t.i))
                if is_apart(s, t, name, self.phrases.number(s, t) == "Plur"):
                    self._guesses.add((_place(s), t.i))
            return
        if (known := self._meant((noun, word), s, t, number)) is not None:
            if self._may_differ(known, (noun, word), s, t, number):
                self._guesses.add((_place(s), t.i))
            known.words.add(word)
            if known.human is False and known.name is not None and known.gender != self.phrases.gender(t):
                known.gender = "Any"        # « le mouvement X », « l'organisation »: of either
            self._note(known, s, t, number, (t.i, t.i))
            return
        human = True if noun.human else None if noun.what == "medium" else False
        gender = self.phrases.gender(t)
        made = Entity(None, noun, self.phrases.number(s, t), gender, human, {word, fold(t.lemma)}, s, t.i, self.phrases, role=noun)
        self._note(made, s, t, number, (t.i, t.i))

    def _meant(self, matched: tuple[Noun, str], s: Sentence, t: Token, number: int) -> Entity | None:
        """The entity a definite or demonstrative description takes up: same word first, then for "this" one of the same sort."""
        noun, how = matched[0], self.phrases.determiner(s, t)
        if how not in ("definite", "demonstrative"):
            return None
        plural = self.phrases.number(s, t)
        same = self._same_word(matched, plural, s, t, number)
        alike = next((e for e in self._recent(number, REACH)
                      if agrees(e.number, plural) and may_take_up(self.words, e, noun, matched[1], how, plural, number)), None)
        if same is None and alike is None:
            return None
        rest = self._rest(s, t)
        if same is not None and len(rest) <= 1:
            return same
        if (rest and not (how == "demonstrative" and len(rest) == 1)) or (noun.human and self.phrases.is_owned(s, t)):
            return None             # "a girl was shot by her father": by another one
        return alike

    def _same_word(self, matched: tuple[Noun, str], plural: Number, s: Sentence, t: Token, number: int) -> Entity | None:
        """The entity told of last by the word of a description."""
        noun, word = matched
        like = {word, fold(t.lemma)}
        since = self._headed if noun.source in ORGANS else 0       # "the government" below another heading may be another country's
        return next((e for e in self._recent(number, FAR) if not like.isdisjoint(e.words) and agrees(e.number, plural)
                     and e.at >= since and not self._is_of_other(e, s, t)
                     and not (noun.what == "role" and are_of_others(self.names, e, s, t, self.at))), None)

    def _is_of_other(self, e: Entity, s: Sentence, t: Token) -> bool:
        """Whether a description says another country of somebody than he is of."""
        first, last = self.phrases.bounds(s, t)
        country = self.phrases.country(s, s.tokens[first:last + 1])
        return bool(country and e.country) and country != e.country

    def _latter(self, s: Sentence, t: Token, number: int) -> None:
        """« Ce dernier »: the person told of last, in number and gender alike."""
        plural, gender = self.phrases.number(s, t), self.phrases.gender(t)
        known = next((e for e in self._recent(number, REACH)
                      if may_speak(e) and agrees(e.number, plural) and ("Any" in (gender, e.gender) or gender == e.gender)), None)
        if known is not None:
            self._note(known, s, t, number, (t.i, t.i))

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
        if p.near:
            near = [e for e in self._recent(number, 1) if may_be(e, p) and may_speak(e) and e.verb != (number, t.head)]
            if near:
                self._note(max(near, key=lambda e: (e.gender == p.gender, not e.inner)), s, t, number, (t.i, t.i))
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
        return (t.rel == "nsubj" or t.text[0] == "-") and (
            s.head(t).lemma in self.words.said or behind_quotation(s, t, self._quotations))

    def _fitting(self, p: Pronoun, s: Sentence, t: Token, number: int) -> list[tuple[float, Entity]]:
        """Who may be meant by a pronoun, each with how well it fits."""
        asked = is_according(s, t, self.words)
        speaks = asked or self._speaks(s, t)
        other = (number, t.head) if not asked and t.feats.get("Poss") != "Yes" else None
        turn = None if self._is_aside(t) else self._turn
        out, again = [], speaks and not asked and goes_on(s, t, self.words.again)
        for e in reversed(self._active):
            near = number - e.at <= REACH or (turn is not None and turn - e.told <= REACH)   # for running text, before a quotation
            if near and may_be(e, p) and e.verb != other:
                seen = standing(e, number, turn)
                score = fitness(e, p, speaks, seen) + (AGAIN if again and seen.spoke <= REACH else 0.0)
                if speaks and turn is not None and score > ENOUGH:
                    score -= (ABOVE if e.at < self._headed else 0.0) + silence(e, self.words)
                if score > ENOUGH:
                    out.append((score, e))
        return out


def _place(s: Sentence) -> Place:
    return s.field, s.index
