"""The harms of an article given to its events, and each event's counts made of them."""

from __future__ import annotations

from collections import defaultdict

from selon.languages.syntax import Sentence
from selon.model import Count, Span
from selon.reading.pooling.bound import Bindings
from selon.reading.pooling.findings import Findings
from selon.reading.pooling.harms import Harm, HarmFinder
from selon.reading.pooling.newness import Age
from selon.reading.pooling.phrases import PersonFinder
from selon.reading.pooling.sameness import AHEAD, GENTLE, Cluster
from selon.reading.pooling.tellings import formerly
from selon.reading.pooling.ties import HURT
from selon.reading.pooling.toll import Toll
from selon.reading.pooling.wording import FORCE
from selon.reading.pooling.words import PoolingWords

Act = tuple[int, int]       # the number of an event, and the word that tells of it


class Casualties:
    """The harms of one article, each with the event of its sentence; those told beside no event belong to the main one."""

    def __init__(self, f: Findings, clusters: list[Cluster], context: tuple[Bindings, Age], words: PoolingWords,
                 totals: frozenset[Span]) -> None:
        self.bindings, self.age = context
        self.totals = totals
        self.f, self.page, self.clusters = f, f.page, clusters
        self._told: list[tuple[Harm, int | None, bool]] = []
        self._natural = f.passed_away
        self._things = {id(m.trigger) for m in f.mentions if m.type == "INTERCEPT"}
        if not any(c.first.mention.type in FORCE for c in clusters):
            return                              # only acts of force have counts
        finder = HarmFinder(words, PersonFinder(f.page, words, f.names, f.quantities, f.times))
        at: dict[Sentence, list[Act]] = defaultdict(list)
        for k, c in enumerate(clusters):
            if c.first.mention.type in FORCE and c.first.mention.status not in AHEAD:
                for t in c.told:
                    at[t.mention.sentence].append((k, t.mention.trigger.i))
        last: tuple[int, list[Act]] = (-1, [])
        for s in f.page.sentences:
            told = at.get(s, [])
            here = [x for x in told if self._harms(clusters[x[0]])]
            self._read(s, finder, here or told or (last[1] if s.field == "text" and last[0] == s.paragraph else []))
            last = (s.paragraph, here[:1]) if here else last

    def _harms(self, c: Cluster) -> bool:
        """Whether people can be killed or hurt by an event: an arrest, a ban or a rape has no dead but those it is told to have; as the
        page's main event also those of its own sentence."""
        gentle = c.first.mention.type == "COERCE" or any(t.mention.mode in GENTLE for t in c.told)
        return c.first.mention.type in FORCE and (not gentle or any(t.mention.harm in HURT for t in c.told))

    def _read(self, s: Sentence, finder: HarmFinder, here: list[Act]) -> None:
        harms = [h for h in finder.harms(s) if id(h.token) not in self._things and not (s.field == "title" and self._passed_away(h))
                 and not formerly(self.f, s, h.token)]
        many = any(not h.person.single for h in harms)
        total = many and (any(t.extent == "span" for t in self.bindings.times(s)) or (finder.is_total(s) and not self._dated(s)))
        old = bool(harms) and any(self.age.is_old_time(t) for t in self.bindings.times(s))
        self._told.extend((h, _owner(h, here), old) for h in harms if not (total and not h.person.single) and not self._total(h))

    def _passed_away(self, h: Harm) -> bool:
        """Whether the text tells of a natural death what its title leaves open."""
        return h.person.sentence[h.person.head].lemma.lower() in self._natural

    def _dated(self, s: Sentence) -> bool:
        """Whether a sentence names the day of what it tells, so that a period in it is of something else ("the worst attack this year")."""
        return any(t.kind == "date" and t.start == t.end and not self.bindings.is_spoken(s, t) for t in self.bindings.times(s))

    def _total(self, h: Harm) -> bool:
        """Whether the people are counted by a tally."""
        a, b = h.person.span
        return any(x < b and y > a for x, y in self.totals)

    def _is_target(self, h: Harm, c: Cluster) -> bool:
        """Whether people of whom another sentence tells are called as those whom an event befell, on a page of no other harm: "arrested 40
        protesters ... Two protesters died"."""
        if any(self._harms(x) for x in self.clusters):
            return False
        mine = h.person.sentence[h.person.head].lemma
        return any(t.pos == "NOUN" and t.lemma == mine for x in c.told for p in x.target
                   if (s := self.page.sentence_at(p.span[0], p.field)) is not None for t in s.within(p.span))

    def counts(self, k: int, with_rest: bool = False) -> tuple[Count, ...]:
        """The counts of one event; `with_rest` takes in the harms told beside no event."""
        harms = self._harms(self.clusters[k])
        if self.clusters[k].first.mention.type not in FORCE or not (harms or with_rest):
            return ()
        mine = [(h, old) for h, owner, old in self._told
                if owner == k or (with_rest and owner is None and (harms or self._is_target(h, self.clusters[k])))]
        if not mine:
            return ()
        dated = any(t.dated for t in self.clusters[k].told)         # the old date is the event's own
        toll, recent = Toll(), not dated and any(not old and not h.weak for h, old in mine)
        for h, old in mine:
            if not (old and recent):
                toll.add(h)
        return toll.counts(self.page)


def _owner(h: Harm, here: list[Act]) -> int | None:
    """The event a harm belongs to: told by the same word, else nearest in the sentence; else the first one told where the paragraph last
    told of any."""
    return min([(abs(i - h.token.i), k) for k, i in here])[1] if here else None
