"""Of whom a harm is said: by the tree where it is plain (subject of a passive, object), by nearness where it is not.

Headlines drop auxiliaries and are parsed badly, so a participle with people right before it takes them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from selon.languages.syntax import Sentence, Token
from selon.reading.pooling.persons import Person
from selon.reading.pooling.words import PoolingWords, is_one

Kind = Literal["self", "object", "subject", "adjective", "noun", "people", "suffer"]
REACH = 14          # tokens between a harm word and the people before it
AFTER = 4           # tokens between a verb and an object the tree does not give
CLIMB = 4           # predicates up which a shared subject is looked for
BARS = frozenset({"VERB", "AUX", "ADP", "PUNCT", "SCONJ", "CCONJ"})
APART = frozenset({":", ";"})      # what begins something else
JOINS = frozenset({"conj", "xcomp", "obl", "nmod", "advcl", "amod"})


class Patients:
    """Finds the people a harm word is said of; `harmful` are all harm words."""

    def __init__(self, words: PoolingWords, harmful: frozenset[str]) -> None:
        self.p, self.h, self.all = words.people, words.harm, harmful

    def of(self, s: Sentence, t: Token, kind: Kind, persons: tuple[Person, ...], alone: bool = False) -> Person | None:
        """The first of the people harmed; `alone` keeps a verb from asking the one it is coordinated with."""
        found = self._of(s, t, kind, persons, alone)
        return self._group(s, found, persons) if found is not None and found.last < t.i else found

    def _group(self, s: Sentence, p: Person, persons: tuple[Person, ...]) -> Person:
        """Those of whom one named right before the harm is only a part: "five people, including an infant, were hurt"."""
        k = next((k for k, x in enumerate(persons) if x is p), 0)
        if s[p.last + 1].text != "," or s[p.last + 2].lower in self.p.relative_pronouns:
            return p
        for j in range(k, 0, -1):
            if any(is_one(x, self.p.include) for x in s.tokens[persons[j - 1].last + 1:persons[j].first]):
                return persons[j - 1] if not persons[j - 1].single else p
            if not all(_joining(x) for x in s.tokens[persons[j - 1].last + 1:persons[j].first]):
                return p
        return p

    def _of(self, s: Sentence, t: Token, kind: Kind, persons: tuple[Person, ...], alone: bool) -> Person | None:
        if kind != "noun":
            persons = tuple(p for p in persons if s[p.head].feats.get("Poss") != "Yes")
        if kind not in {"noun", "self"}:
            persons = self._in_reach(s, t, persons)
        left = [p for p in persons if p.first <= t.i]
        right = [p for p in persons if p.first > t.i]
        if left and left[-1].last == t.i - 1 and s[left[-1].head].pos == "NUM" and kind != "self":
            return left[-1]
        if kind == "self":
            return self._doer(s, t, persons, left)
        if kind == "people":
            found = next((p for p in reversed(left) if p.last >= t.i or t.i - p.last <= 2), None)
            return self._out_of(s, found, left) if found is not None and found.pronoun else found
        if kind == "noun":
            return self._possessor(s, t, left, right)
        if kind in {"subject", "suffer"}:
            return self._subject(s, t, persons) or (None if self._of_another(s, t, persons) else self._nearest(s, t, left))
        if kind == "adjective":
            return self._described(s, t, persons, left, right)
        return self._object(s, t, persons, alone)

    def _out_of(self, s: Sentence, p: Person, left: list[Person]) -> Person:
        """The number taken out of those a pronoun stands for: "two of them fatally"."""
        of = p.first > 0 and s[p.first - 1].lower in self.p.of
        return next((x for x in left if of and x.last == p.first - 2 and x.counted), p)

    def _in_reach(self, s: Sentence, t: Token, persons: tuple[Person, ...]) -> tuple[Person, ...]:
        """Without those who did it ("killed by his son") and those told of in another clause ("9 hurt; gunman killed")."""
        stops = [x.i for x in s.tokens if x.text == ";"]
        near = [p for p in persons if not any(min(p.last, t.i) < k < max(p.first, t.i) for k in stops)] if stops else persons
        return tuple([p for p in near if not self._did_it(s, p)])

    def _did_it(self, s: Sentence, p: Person) -> bool:
        """Whether people stand after the word for an agent, an article or possessive between."""
        k = p.first - 1
        while k > 0 and (s[k].pos == "DET" or s[k].feats.get("Poss") == "Yes"):
            k -= 1
        return k >= 0 and s[k].lower in self.h.agent

    def _described(self, s: Sentence, t: Token, persons: tuple[Person, ...], left: list[Person], right: list[Person]) -> Person | None:
        """Whom an adjective describes: its own noun, its subject, or through a verb: "left two dead", "pronounced dead"."""
        inside = next((p for p in persons if p.first <= t.i <= p.last), None) or self._subject(s, t, persons)
        if inside is not None:
            return inside
        if right and right[0].first == t.i + 1 and s[right[0].first].pos in {"NOUN", "PROPN"}:
            return right[0]
        return self._nearest(s, t, left)

    def _object(self, s: Sentence, t: Token, persons: tuple[Person, ...], alone: bool) -> Person | None:
        """Whom a transitive verb harms."""
        left = [p for p in persons if p.first <= t.i]
        subject = s.child(t, "nsubj")
        if any(c.dep in {"aux:pass", "nsubj:pass"} for c in s.children(t)):
            if subject is not None and subject.lower not in self.p.relative_pronouns:
                return self._at(persons, subject)
            return self._subject(s, t, persons) or self._nearest(s, t, left)
        inside = next((p for p in persons if p.first <= t.i <= p.last and p.head != t.i), None)
        if inside is not None:
            return inside
        obj = s.child(t, "obj")
        if obj is not None and any(x.pos == "CCONJ" for x in s.tokens[t.i + 1:obj.i]):
            obj = None
        gerund = t.feats.get("VerbForm") == "Ger" or (t.feats.get("VerbForm") == "Part" and t.feats.get("Tense") == "Pres")
        if obj is not None:
            if is_one(obj, self.h.self_words):
                return self._doer(s, t, persons, left)
            hit = self._at(persons, obj)
            if hit is not None or not (gerund or t.rel == "acl"):
                return hit
        following = next((p for p in persons if t.i < p.first <= t.i + AFTER), None)
        if following is not None and any(x.pos in BARS for x in s.tokens[t.i + 1:following.first]):
            following = None
        if following is not None or gerund:
            return following
        shared = None if alone else self._shared(s, t, persons, obj)
        if shared is not None:
            return shared
        past = t.feats.get("VerbForm") == "Part" or t.feats.get("Tense") == "Past" or not t.feats \
            or (s.field == "title" and t.pos == "NOUN" and t.feats.get("Number") != "Plur" and t.lower in self.h.forms)
        return (self._subject(s, t, persons) or self._nearest(s, t, left)) if past else None

    def _shared(self, s: Sentence, t: Token, persons: tuple[Person, ...], obj: Token | None) -> Person | None:
        """The object or subject shared in coordination: "shot and killed him", "was shot and killed"."""
        first = s.head(t)
        own = [p for p in persons if first.i < p.first and p.last < t.i <= p.last + 3 and s[p.first - 1].pos != "ADP"]
        if t.rel == "conj" and own:
            return own[-1]                             # "three were killed and another injured"
        if t.rel == "conj" and obj is None and first.pos == "VERB" and is_one(first, self.all):
            return self.of(s, first, "object", persons, alone=True)
        other = next((c for c in s.children(t, "conj") if is_one(c, self.all) and c.i - t.i <= 3), None)
        if other is not None and s.child(other, "obj") is not None:
            return self.of(s, other, "object", persons, alone=True)
        return None

    def _of_another(self, s: Sentence, t: Token, persons: tuple[Person, ...]) -> bool:
        """Whether a noun that is none of the people stands right before a verb and its auxiliaries: "21 were hurt and a clerk has died"."""
        i = t.i - 1
        while i > 0 and s[i].pos in {"AUX", "ADV"}:
            i -= 1
        return t.pos == "VERB" and 0 <= i < t.i - 1 and s[i].pos == "NOUN" and self._at(persons, s[i]) is None

    def _doer(self, s: Sentence, t: Token, persons: tuple[Person, ...], left: list[Person]) -> Person | None:
        """Who did it to themselves: the subject, else the first single person of the sentence, an attacker if there is one."""
        found = self._subject(s, t, persons)
        beside = left[-1] if left and left[-1].single and all(x.pos == "ADV" for x in s.tokens[left[-1].last + 1:t.i]) else None
        if s.field == "title" and beside is not None:
            return beside                              # "father charged after son shoots self"
        return found or next((p for p in left if p.single and p.attacker), None) or next((p for p in left if p.single), None)

    def _subject(self, s: Sentence, t: Token, persons: tuple[Person, ...]) -> Person | None:
        """The subject of a predicate, its own or, in coordination and relative clauses, the one it shares."""
        for _ in range(CLIMB):
            subject = s.child(t, "nsubj")
            if subject is not None:
                relative = t.rel == "acl" and is_one(subject, self.p.relative_pronouns)
                return self._at(persons, s.head(t) if relative else subject)
            if t.rel == "acl":
                return self._at(persons, s.head(t))
            if t.rel not in JOINS or t.head == t.i:
                return None
            t = s.head(t)
        return None

    def _nearest(self, s: Sentence, t: Token, left: list[Person]) -> Person | None:
        """The nearest people before a word that are not in a phrase of their own."""
        for p in reversed(left):
            if t.i - p.last > REACH:
                return None
            inside_phrase = p.first > 0 and s[p.first - 1].pos == "ADP" and t.i - p.last > 1 and len(left) > 1
            if p.head != t.i and not inside_phrase:
                return p
        return None

    def _possessor(self, s: Sentence, t: Token, left: list[Person], right: list[Person]) -> Person | None:
        """Whose death it is: "the boy's death", "la mort de deux soldats"."""
        for p in reversed(left):
            if t.i - p.last <= 3 and p.possessor and p.head != t.i:
                return p
        following = next((p for p in right if p.first - t.i <= 3 and s[p.head].feats.get("Poss") != "Yes"), None)
        if following is None or not any(x.lower in self.p.of for x in s.tokens[max(t.i, following.first - 2):following.first]):
            return None
        return None if any(x.pos == "VERB" for x in s.tokens[t.i + 1:following.first]) else following

    def _at(self, persons: tuple[Person, ...], t: Token) -> Person | None:
        return next((p for p in persons if p.first <= t.i <= p.last), None)

    def with_coordinated(self, s: Sentence, t: Token, person: Person, persons: tuple[Person, ...]) -> Iterator[Person]:
        """The person and those joined to it: "his wife and two children", "Man, woman killed"."""
        yield person
        persons = tuple(p for p in persons if p is person or not (p.possessor or s[p.head].feats.get("Poss") == "Yes"))
        k = persons.index(person)
        if person.last < t.i:
            yield from self._before(s, k, persons)
        for p in persons[k + 1:]:
            between = s.tokens[person.last + 1:p.first]
            if not between or len(between) > 3 or not all(_joining(x) for x in between):
                return
            if not any(x.pos == "CCONJ" or x.text == "," for x in between) or p.pronoun or self._own(s, p, t):
                return
            if between[-1].pos == "PUNCT" and (bool(p.named) != bool(person.named) or self._speaks(s, p, t)):
                return                                 # an apposition: "Smith, a father of two,"; "killing six, an official said"
            yield p
            person = p

    def _before(self, s: Sentence, k: int, persons: tuple[Person, ...]) -> Iterator[Person]:
        """Those joined to a subject from the left; in the text an "and" is needed, since a comma may be an apposition."""
        joined = False
        for a, b in zip(reversed(persons[:k]), reversed(persons[1:k + 1]), strict=True):
            between = s.tokens[a.last + 1:b.first]
            if not between or len(between) > 3 or not all(_joining(x) for x in between) or a.pronoun:
                return
            joined = joined or any(x.pos == "CCONJ" for x in between)
            if not joined and (s.field != "title" or a.number != 1 or (a.first > 0 and s[a.first - 1].pos == "ADP")):
                return
            yield a

    def _own(self, s: Sentence, p: Person, t: Token) -> bool:
        """Whether another harm word follows a person closely and is its own: "one dead, three wounded"."""
        following = s.tokens[p.last + 1:p.last + 4]
        return any(x.i != t.i and is_one(x, self.all) for x in following) and not p.last < t.i <= p.last + 4 \
            and following[0].pos in {"VERB", "AUX", "ADJ", "NOUN"}

    @staticmethod
    def _speaks(s: Sentence, p: Person, t: Token) -> bool:
        """Whether people behind a comma are the subject of a verb of their own."""
        head = s[p.head]
        return head.rel == "nsubj" and head.head not in {t.i, t.head} and s.head(head).pos in {"VERB", "AUX"}

    def included(self, s: Sentence, whole: Person, persons: tuple[Person, ...]) -> Iterator[Person]:
        """Those named as part of a group: "five people, including an infant"."""
        inside, last = False, whole.last
        for p in persons if not whole.single else ():
            if p.first <= whole.last or p.possessor:
                continue
            between = s.tokens[(last if inside else whole.last) + 1:p.first]
            if inside and not all(_joining(x) for x in between):
                return
            inside = inside or (len(between) <= 12 and any(is_one(x, self.p.include) for x in between[-3:]))
            if inside:
                yield p
            last = p.last


def _joining(t: Token) -> bool:
    """Whether a token may stand between two people of one list: "and", a comma, "his"."""
    return t.pos == "CCONJ" or (t.pos == "PUNCT" and t.text not in APART) or t.feats.get("Poss") == "Yes"
