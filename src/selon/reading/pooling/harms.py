"""What became of people, sentence by sentence: who was killed, hurt or hit, as the words have it.

A harm is one word (verb, adjective, noun) with the people it is said of (patients.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from selon.languages.syntax import Sentence, Token
from selon.reading.pooling.patients import Kind, Patients
from selon.reading.pooling.persons import Person, counted
from selon.reading.pooling.phrases import PersonFinder
from selon.reading.pooling.words import PoolingWords, harm_tables, holds, is_one

State = Literal["killed", "injured", "hit"]
Reading = tuple[State, Kind, bool]
VERBAL = frozenset({"VERB", "AUX"})


class Harm(msgspec.Struct, frozen=True):
    """One telling of what became of some people.

    `weak` where it is only implied (treated), `own` where they did it to themselves, `done` where a verb tells of others
    who did it, its object: "killed two women".
    """

    sentence: Sentence
    token: Token
    state: State
    person: Person
    part_of: Person | None = None
    weak: bool = False
    own: bool = False
    done: bool = False


class HarmFinder:
    """Finds the harms of a page's sentences."""

    def __init__(self, words: PoolingWords, people: PersonFinder) -> None:
        self.words, self.h, self.people = words, words.harm, people
        self.tables = harm_tables(people.page.lang)
        self.all = self.tables.all
        self.patients = Patients(words, self.all)

    def harms(self, s: Sentence) -> list[Harm]:
        """The harms of one sentence, in text order."""
        harmful = self.all
        words = [t for t in s.tokens if t.lemma in harmful or t.lower in harmful]
        if not words:
            return []
        told = [(t, read) for t in words if (read := self._told(s, t)) is not None]
        persons = self.people.people(s, bool(told))
        found = [h for t, read in told for h in self._at(s, t, read, persons)] if persons else []
        return [*found, *(h for t in words if (h := self._multiple(s, t)) is not None)]

    def _multiple(self, s: Sentence, t: Token) -> Harm | None:
        """"A triple shooting", "un double homicide": as many people as the word before the act says."""
        number = self.h.multiple.get(s[t.i - 1].lower) if t.i else None
        if number is None or not is_one(t, self.tables.deadly):
            return None
        return Harm(s, t, "killed" if is_one(t, self.h.killed_noun) else "hit", counted(s, t.i - 1, number))

    def is_total(self, s: Sentence) -> bool:
        """Whether a sentence counts over a period rather than telling of one act."""
        return s.field == "text" and holds(self.people.page.words((s.start, s.end)).lower(), self.words.tally.period)

    def _told(self, s: Sentence, t: Token) -> Reading | None:
        """The reading of a harm word that tells of harm done, whoever it was done to."""
        found = self._reading(s, t)
        return None if found is None or self._denied(s, t) or self._natural(s, t) else found

    def _at(self, s: Sentence, t: Token, read: Reading, persons: tuple[Person, ...]) -> Iterator[Harm]:
        state, kind, weak = read
        patient = self.patients.of(s, t, kind, persons)
        if patient is None or self._denied_people(patient):
            return
        self_at = next((x for x in s.tokens[t.i + 1:t.i + 6] if is_one(x, self.h.self_words)), None) if kind in {"self", "object"} else None
        own = self_at is not None
        joined = s.tokens[self_at.i + 1:self_at.i + 2] if self_at is not None and kind == "object" else ()
        if any(x.pos == "CCONJ" for x in joined) and (p := next((p for p in persons if p.first == joined[0].i + 1), None)):
            yield Harm(s, t, state, p, None, weak)      # "shot himself and a woman"
        for p in self.patients.with_coordinated(s, t, patient, persons):
            if not (self._denied_people(p) or (p is not patient and self.people.otherwise(p))):
                yield Harm(s, t, state, p, None, weak, own, kind == "object" and p.first > t.i)
        for p in self.patients.included(s, patient, persons):
            yield Harm(s, t, state, p, patient, weak)

    def _reading(self, s: Sentence, t: Token) -> Reading | None:
        """State, kind of predicate, and whether harm is only implied, of a harm word in its place."""
        h = self.h
        verbal = t.pos in VERBAL or t.feats.get("VerbForm") in {"Part", "Fin", "Ger"} or (s.field == "title" and t.lower in h.forms)
        if verbal and s.child(t, "det") is not None and t.rel not in {"root", "acl"}:
            return None                                # "the shooting": a noun that the tagger took for a verb
        found = self._verb(s, t, verbal) if verbal or t.pos in {"ADJ", "PROPN"} else None
        if found is not None:
            return found
        if verbal and is_one(t, h.turn_verb) and any(is_one(x, h.self_words) and s[x.i - 1].pos == "ADP"
                                                     for x in s.tokens[t.i + 2:t.i + 6]):
            return "killed", "self", False
        if t.i and s[t.i - 1].pos == "ADP" and is_one(t, h.deadly_beside):
            return None                                # « a poignardé à mort un garçon »
        if t.pos in {"ADJ", "VERB", "NOUN", "ADV", "PROPN"} and is_one(t, h.killed_adjective):
            return "killed", "adjective", False
        if is_one(t, h.injured_adjective) and t.pos in {"ADJ", "VERB", "PROPN"}:
            return "injured", "adjective", False
        if is_one(t, h.deadly_beside) and t.pos == "ADV" and t.i and s[t.i - 1].pos in {"NUM", "PRON"}:
            return "killed", "people", False
        return self._noun(s, t) if t.pos in {"NOUN", "ADJ", "PROPN"} else None

    def _verb(self, s: Sentence, t: Token, verbal: bool) -> Reading | None:
        h = self.h
        if is_one(t, h.killed_object):
            return "killed", "object", False
        if is_one(t, h.killed_subject):
            return "killed", "subject", False
        if is_one(t, h.injured_object):
            return "injured", "object", False
        if verbal and is_one(t, h.hit_object):
            return ("killed" if self._deadly(s, t) else "hit"), "object", False
        if verbal and t.lemma in h.deadly_particle and any(x.lower in h.deadly_particle[t.lemma] for x in s.tokens[t.i + 1:t.i + 3]):
            return "killed", "object", False
        return ("injured", "object", True) if is_one(t, h.treated_object) else None

    def _deadly(self, s: Sentence, t: Token) -> bool:
        """Whether words beside a verb of hitting make it deadly: "fatally", "to death", "down"."""
        particles = self.h.deadly_particle.get(t.lemma, frozenset())
        return any((is_one(x, self.h.deadly_beside) or x.lower in particles)
                   and not any(y.pos in {"NUM", "CCONJ", "PUNCT"} for y in s.tokens[min(x.i, t.i) + 1:max(x.i, t.i)])
                   for x in s.tokens[max(0, t.i - 2):t.i + 4] if x is not t)

    def _noun(self, s: Sentence, t: Token) -> Reading | None:
        h = self.h
        number = any(x.pos == "NUM" for x in s.tokens[max(0, t.i - 2):t.i])
        if is_one(t, self.tables.acts) and t.i + 1 < len(s) and s[t.i + 1].lower in self.words.people.of \
                and not self._deadly_act(s, t):
            return "hit", "noun", False                # "the shooting of a man"
        if number and (is_one(t, h.killed_people) or (is_one(t, h.body) and s[t.i - 1].pos == "NUM")):
            return "killed", "people", False
        if number and is_one(t, h.injured_people):
            return "injured", "people", False
        if is_one(t, h.killed_noun) or self._deadly_act(s, t) or self._lost(s, t):
            return "killed", "noun", False
        if is_one(t, h.condition):
            stated = any(is_one(x, h.condition_state) for x in s.tokens[max(0, t.i - 4):t.i + 4])
            return ("injured", "suffer", True) if stated else None
        if is_one(t, h.injured_noun) and t.i + 1 < len(s) and s[t.i + 1].lower in h.goal:
            return None                                # "charged with injury to a child"
        if is_one(t, h.injured_noun) and not any(is_one(x, h.killed_subject) for x in s.tokens[max(0, t.i - 6):t.i]):
            shot = any(is_one(x, h.shot_noun) for x in s.tokens[max(0, t.i - 1):t.i + 2])
            return ("hit" if shot else "injured"), "suffer", False
        return None

    def _lost(self, s: Sentence, t: Token) -> bool:
        """"The bodies of three men"; "claimed the life of a girl"."""
        if is_one(t, self.h.body):
            return t.i + 1 < len(s) and s[t.i + 1].lower in self.words.people.of
        return is_one(t, self.h.life) and any(is_one(x, self.h.life_verb) for x in s.tokens[max(0, t.i - 3):t.i])

    def _deadly_act(self, s: Sentence, t: Token) -> bool:
        """"The fatal shooting of a man"."""
        before = s[t.i - 1] if t.i else None
        after = s[t.i + 1] if t.i + 1 < len(s) else None
        return (is_one(t, self.h.deadly_noun) and before is not None and is_one(before, self.h.deadly_adjective)
                and after is not None and after.lower in self.words.people.of)

    def _natural(self, s: Sentence, t: Token) -> bool:
        """Whether somebody died of what kills without an act: "died of a heart attack", « mort d’une crise cardiaque »."""
        causes = s.children(t, "obl", "nmod") if is_one(t, self.tables.dead) else ()
        return any(is_one(x, self.h.natural) for c in causes for x in (c, *s.children(c, "amod", "compound", "nmod")))

    def _denied(self, s: Sentence, t: Token) -> bool:
        """Whether a clause denies or only supposes the harm."""
        d = self.words.denial
        if any(c.lower in d.words or c.lower in d.hypothetical for c in s.children(t) if c.i < t.i):
            return True
        return is_one(t, self.h.not_harmed) or any(x.lower in d.words for x in s.tokens[max(0, t.i - 3):t.i])

    def _denied_people(self, p: Person) -> bool:
        return p.number == 0 or any(x.lower in self.words.denial.words for x in p.sentence.tokens[max(0, p.first - 1):p.head + 1])
