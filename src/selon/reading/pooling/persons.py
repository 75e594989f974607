"""People as a sentence tells of them: one phrase for one or more people, and what it says of them."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from selon.languages.syntax import Sentence
from selon.model import Bound, Span


class Person(msgspec.Struct, frozen=True):
    """A phrase for one or more people; `head`, `first`, `last` are token indices, `number` None where many without a number.

    `named` holds the lower-cased words of a name, `nouns` the lemmas that describe; `sex` is "m", "f" or "". `young` is true
    of children and teenagers, `attacker` of suspects and shooters, `other` where the words set them apart from those before.
    """

    sentence: Sentence
    head: int
    first: int
    last: int
    number: int | None
    bound: Bound
    high: int | None
    age: int | None
    sex: str
    young: bool
    attacker: bool
    named: tuple[str, ...]
    nouns: frozenset[str]
    definite: bool
    pronoun: bool
    other: bool
    possessor: bool
    civilian: bool

    @property
    def span(self) -> Span:
        """Where the words stand in the sentence's field."""
        return self.sentence[self.first].start, self.sentence[self.last].end

    @property
    def counted(self) -> bool:
        """Whether a number says how many, "one" included."""
        return any(t.pos == "NUM" for t in self.sentence.tokens[self.first:self.head + 1]) and self.age is None

    @property
    def some(self) -> bool:
        """Whether the indefinite article begins it: "a guard"."""
        return self.sentence[self.first].feats.get("Definite") == "Ind"

    @property
    def single(self) -> bool:
        """Whether it is one person."""
        return self.number == 1


def counted(s: Sentence, i: int, number: int) -> Person:
    """So many people of whom nothing else is said, at one token."""
    return Person(
        sentence=s, head=i, first=i, last=i, number=number, bound="exact", high=number, age=None, sex="", young=False, attacker=False,
        named=(), nouns=frozenset(), definite=False, pronoun=False, other=False, possessor=False, civilian=False)


def merged(a: Person, b: Person) -> Person:
    """What two phrases for the same people say together; the first one's place stays."""
    return replace(a, age=a.age if a.age is not None else b.age, sex=a.sex or b.sex, young=a.young or b.young,
                   attacker=a.attacker or b.attacker, named=a.named if len(a.named) >= len(b.named) else b.named, nouns=a.nouns | b.nouns)


def apposed(a: Person, b: Person) -> bool:
    """Whether two phrases of a sentence, the one right after the other, are one person told twice: "his brother, 8-year-old Joseph"."""
    s = a.sentence
    head, between = s[b.head], s.tokens[a.last + 1:b.first]
    if a.pronoun or not (a.single and b.single) or (a.sex and b.sex and a.sex != b.sex):
        return False
    if head.dep == "appos" and head.head == a.head:
        return True                                    # "the victim, a 14-year-old boy"
    return len(between) == 1 and between[0].text == "," and not a.named and bool(b.named) and head.rel not in {"conj", "nsubj"}
