"""The toll of one event: the harms told of it, each person once, the best whole of each kind.

People told of one by one are put together over the article (name, age, sex, definite reference); figures for groups stand for
wholes. Where both are told, the larger is the whole and the others are part of it or tell it again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from selon.model import Count, Field, Whose
from selon.reading.page import Page
from selon.reading.pooling.harms import Harm, State
from selon.reading.pooling.persons import Person, merged

Kind = Literal["killed", "injured"]
WINDOW = 40         # people told of before that a phrase may mean
SAME_STATE = 0.4    # who is told to have died is sooner one told to be dead than one told to be hurt
SUMMARY = 3         # first sentences that sum the story up
RANK: dict[State, int] = {"hit": 0, "injured": 1, "killed": 2}


@dataclass(slots=True)
class Casualty:
    """One person over the article: what the phrases say of them, and every harm told."""

    person: Person
    state: State
    harms: list[Harm] = field(default_factory=list)
    weak: bool = True

    def add(self, h: Harm) -> None:
        """One more telling; the worst state stands."""
        if self.harms and not h.person.pronoun:
            self.person = merged(self.person, h.person) if not self.person.pronoun else merged(h.person, self.person)
        self.harms.append(h)
        self.weak = self.weak and h.weak
        if RANK[h.state] > RANK[self.state]:
            self.state = h.state


def same_person(a: Person, b: Person) -> float:
    """How well two phrases for one person agree: below 0 they cannot be the same."""
    if a.sex and b.sex and a.sex != b.sex:
        return -1
    score = 0.0
    if a.named and b.named:
        if a.named[-1] != b.named[-1] and not (set(a.named) & set(b.named)):
            return -1
        if len(a.named) > 1 and len(b.named) > 1 and a.named[0] != b.named[0] and a.named[-1] == b.named[-1]:
            return -1
        score += 3
    if a.age is not None and b.age is not None:
        if abs(a.age - b.age) > (2 if min(a.age, b.age) < 3 else 1) and not (a.named and b.named):
            return -1
        score += 2
    elif (a.age is not None and b.young and a.age >= 21) or (b.age is not None and a.young and b.age >= 21):
        return -1
    if a.attacker != b.attacker and not (a.pronoun or b.pronoun or _by_name(a) or _by_name(b)):
        score -= 1.5
    shared = a.nouns & b.nouns
    return score + (1.0 if shared else 0.3 if not a.nouns or not b.nouns else 0.0)


def _by_name(p: Person) -> bool:
    """Whether somebody is told of by a name, which may be anybody's; "one woman, Erica Riley" is no suspect."""
    return bool(p.named) and not (p.nouns and p.counted)


class Toll:
    """Casualties gathered from harms in text order."""

    def __init__(self) -> None:
        self.persons: list[Casualty] = []
        self.groups: list[Harm] = []

    def add(self, h: Harm) -> None:
        """One harm: of a group, or of one person, known or new."""
        if h.person.number is None or h.person.number > 1:
            if not h.person.pronoun and not (h.weak and self.groups):
                self.groups.append(h)
            return
        known = self._known(h)
        if known is not None:
            known.add(h)
        elif not (h.weak and (h.person.pronoun or h.person.definite or self.persons or self.groups)) \
                and not (h.person.pronoun and (self.persons or self.groups)):
            self.persons.append(Casualty(h.person, h.state, [h], h.weak))

    def _known(self, h: Harm) -> Casualty | None:
        """The casualty already met that this phrase means; null for a new one."""
        p = h.person
        here = [c for c in self.persons[-WINDOW:] if c.harms[-1].sentence is h.sentence and c.harms[-1].person.first == p.first]
        again = here[0] if here and not p.pronoun else None
        if again is not None:
            return again                        # "a second man was shot and killed"
        best, top = None, -0.5
        for age, c in enumerate(reversed(self.persons[-WINDOW:])):
            score = same_person(p, c.person)
            if score < 0 and not (score > -1 and p.definite):
                continue
            if p.other and score < 2 and not _headlined(h, c):
                continue
            if _another(h, c):
                continue
            if _beside(h, c) and not (p.pronoun or p.definite or (p.named and c.person.named)):
                continue
            score += (0.5 if p.pronoun or p.definite else 0.0) + (SAME_STATE if h.state == c.state else 0.0) - 0.1 * age
            if score > top:
                best, top = c, score
        return best

    def counts(self, page: Page) -> tuple[Count, ...]:
        """The best whole of each kind, and what is part of it."""
        sheet = Sheet(page, self.groups)
        sheet.add("killed", self._best("killed"), [c for c in self.persons if c.state == "killed"])
        killed = sum(c.low or 0 for c in sheet.counts if c.part_of is None)
        hurt, hit = self._best("injured"), self._best("hit")
        singles = [c for c in self.persons if c.state != "killed"]
        known = max(len(singles), (hurt.person.number or 0) if hurt else 0)
        less = 0 if hit is not None and hit.person.other else killed
        if hit is not None and (hit.person.number or 0) > known + less:
            sheet.add("injured", hit, singles, less=less)
        else:
            sheet.add("injured", hurt, singles)
        return tuple(sheet.counts)

    def _best(self, state: State) -> Harm | None:
        """The largest figure told for a kind, a number before "dozens"; among equals the text's, which is fuller than the title's, then
        the first."""
        groups = [h for h in self.groups if h.state == state and h.person.number and h.part_of is None]
        return max(groups, key=lambda h: (not _vague(h.person), h.person.number or 0, h.person.sentence.field == "text"), default=None)


def _vague(p: Person) -> bool:
    """Whether people are told of as "dozens" or "scores"."""
    return p.high is None and p.head == p.first and not p.nouns and p.sentence[p.head].pos == "NOUN"


def _headlined(h: Harm, c: Casualty) -> bool:
    """Whether one of several is told of again after the headline: "another injured", "... and injured another"."""
    return c.person.other and c.person.sentence.field == "title" and h.sentence.field == "text" and h.sentence.index < SUMMARY


def _another(h: Harm, c: Casualty) -> bool:
    """Whether somebody told of by the indefinite article and another word was hurt, where the other died, or the other way round:
    "stabbed a boy to death ... a guard was wounded"."""
    p, q = h.person, c.person
    apart = {h.state, c.state} == {"killed", "injured"} and h.sentence is not c.harms[0].sentence
    return apart and p.some and not (p.pronoun or q.pronoun or p.named) and bool(p.nouns and q.nouns) and not p.nouns & q.nouns


def _beside(h: Harm, c: Casualty) -> bool:
    """Whether a casualty is told of in the same sentence by other words: two people, not one told twice."""
    here = [x.person.first for x in c.harms[-WINDOW:] if x.sentence is h.sentence]
    return bool(here) and h.person.first not in here


class Sheet:
    """The counts of an event as they are written down."""

    def __init__(self, page: Page, groups: list[Harm]) -> None:
        self.page, self.groups = page, groups
        self.counts: list[Count] = []

    def add(self, what: Kind, whole: Harm | None, singles: list[Casualty], less: int = 0) -> None:
        """The whole of one kind with its parts, or each person alone; `less` of the whole are counted elsewhere."""
        said = (whole.person.number or 0) - less if whole is not None else 0
        if whole is None and len(singles) > 1:
            whole = next((h for c in singles for h in c.harms if h.state == what and h.person.counted and _early(h)), None)
            said = 1 if whole is not None else 0
        index = None
        apart = [c for c in singles if whole is not None and any(_outside(h, whole) for h in c.harms)]
        if whole is not None and (said >= max(len(singles) - len(apart), 1) or (_early(whole) and said > 0)):
            index = len(self.counts)
            self.counts.append(self._count(whole.person, what, None, less))
            parts = [h.person for h in self.groups if h.state == whole.state and h.part_of is not None and h.person.number]
            self.counts.extend(self._count(p, what, index) for p in parts if (p.number or 0) <= said)
        self.counts.extend(self._count(c.person, what, None if c in apart else index) for c in singles
                           if not (c.weak and index is not None) and not (whole is not None and c.person is whole.person))

    def _count(self, p: Person, what: Kind, part_of: int | None, less: int = 0) -> Count:
        """A count with the words it was read from; `less` are those of a number of people hit who died."""
        field_: Field | None = "title" if p.sentence.field == "title" else None
        low = None if p.number is None else p.number - less
        high = None if p.high is None else p.high - less
        whose: Whose = "actor" if p.attacker else "civilians" if p.civilian else "target"
        return Count(span=p.span, text=self.page.words(p.span, field_), what=what, low=low, high=high, bound=p.bound,
                     who=p.sentence[p.head].lemma, of=whose, part_of=part_of, field=field_)


def _outside(h: Harm, whole: Harm) -> bool:
    """Whether one person is told of beside the whole: "Boy, 2 men injured"; or did it to themselves after killing the others."""
    if whole.done and h.own:
        return True
    return h.token is whole.token and h.part_of is None and h.person.first != whole.person.first


def _early(h: Harm) -> bool:
    """Whether a figure stands where the story is summed up."""
    return h.sentence.field == "title" or h.sentence.index < SUMMARY
