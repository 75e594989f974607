"""Which quantities are totals over a period, an area or many acts, rather than the figure of one event."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from msgspec.structs import replace as changed

from selon.languages.syntax import Sentence, Token
from selon.model import Quantity, Time
from selon.reading.determiners import is_pointed_at
from selon.reading.mentions import Mention
from selon.reading.pooling.afterwards import as_of
from selon.reading.pooling.losses import LOSSES, THINGS
from selon.reading.pooling.repeats import ACTS, Repeats
from selon.reading.pooling.standing import token_of
from selon.reading.pooling.words import holds, is_one
from selon.reading.predicates.schema import predicates

if TYPE_CHECKING:
    from selon.reading.pooling.findings import Findings  # which keeps a page's counts

COUNTED = LOSSES | THINGS
KNOWN = COUNTED | ACTS
MISHAPS = frozenset({"DISASTER", "ACCIDENT"})
SET_OFF = 2         # words from a comma to a day that it sets off
NEARBY = 8          # words of a phrase that begins with "since"
LONG = 5            # days from which an interval is a period of many acts
NEAR = 2            # sentences over which a period is carried
FARTHER = 5         # the same for a further count of acts
FEWEST = 3          # acts counted by "times" from which they are more than one event


@dataclass(frozen=True, slots=True)
class Total:
    """A quantity that is a total, with its period where it is told; `whole` is the one it is part of.

    `running`: a verb brings the toll to it; `of_act`: the toll of one act, which counts it too.
    `beside`: the total of a sentence nearby whose period and area it shares.
    """

    quantity: Quantity
    sentence: Sentence
    token: Token
    period: Time | None
    running: bool
    beside: Sentence | None = None
    of_act: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """All quantities of a page, those of acts that name no noun among them, and which are totals."""

    quantities: tuple[Quantity, ...]
    totals: tuple[Total, ...]


def find_counts(f: Findings) -> Counts:
    """Quantities and totals of a page."""
    quantities = Repeats(f, f.words.tally).all()
    return Counts(quantities, TotalFinder(f, quantities).all())


class TotalFinder:
    """Finds the totals of a page."""

    def __init__(self, f: Findings, quantities: tuple[Quantity, ...]) -> None:
        self.f, self.bindings, self.age, self.words, self.quantities = f, f.bindings, f.age, f.words, quantities
        words = f.words
        self.toll, self.bring = words.tally.toll, words.tally.bring
        self.here: dict[tuple[str, int], list[tuple[Quantity, Token]]] = {}

    def all(self) -> tuple[Total, ...]:
        """The totals in text order."""
        found: list[tuple[Quantity, Sentence, Token]] = []
        for q in self.quantities:
            s = self.f.page.sentence_at(q.span[0], q.field)
            t = token_of(s, q.span) if s is not None and (q.low or q.high) else None
            if s is not None and t is not None and not self.age.is_caption(s):
                found.append((q, s, t))
                self.here.setdefault((s.field, s.index), []).append((q, t))
        out = [x for q, s, t in found if (x := self._total(q, s, t)) is not None]
        return self._carried(out, found)

    def _total(self, q: Quantity, s: Sentence, t: Token) -> Total | None:
        if q.what not in KNOWN and not self._is_sum(q, s):
            return None
        period = self._period(s, q, t)
        if q.what in LOSSES and self._of_war(s, t):
            began = period is not None and period.extent != "span" and not self._goes_up_to(period)
            return Total(q, s, t, None if began else period, False)
        if q.what in ACTS and self._brought(q, s, t):
            return None
        if q.what in ACTS and (period is not None or self._running(s, t) or self._many_places(s, q) or self._repeated(q, s, t)
                                or self._within(s, q)):
            return Total(q, s, t, period, False)
        if self._is_sum(q, s):
            return Total(changed(q, what="attacks"), s, t, period, False)
        if q.what in COUNTED and self._running(s, t):
            if q.what in LOSSES and period is None and self._toll_of_one(s) and not self._inclusive(q, s):
                return None
            return Total(self._hurt(q, s), s, t, period, True, of_act=self._toll_of_act(s))
        dated = any(x.kind == "date" and self._since(s, x, t) is None for x in self.bindings.times(s))
        if q.what in LOSSES and period is not None and (self._of_acts(s, period, t) or as_of(s, period, self.words.tally.count)):
            period = None
        if q.what in COUNTED and (q.low or 0) < FEWEST and period is not None and period.extent != "span":
            return None
        if q.what in COUNTED and period is not None and not dated and not self._single_act(s):
            return Total(q, s, t, period, False)
        if q.what in LOSSES and (self._inclusive(q, s) or (not dated and self._over_time(s) and not self._single_act(s))):
            return Total(q, s, t, period, False)
        return None

    def _goes_up_to(self, x: Time) -> bool:
        """Whether a period holds the day of publication: "this year"."""
        return self.f.published is not None and x.end is not None and x.end >= self.f.published.start

    def _of_war(self, s: Sentence, t: Token) -> bool:
        """Whether a war killed so many: "the war has killed 36,000", « le conflit a fait 14.000 morts »."""
        return any(c.lemma.lower() in self.words.tally.waging for v in s.ancestors(t) if v.pos == "VERB" for c in s.children(v, "nsubj"))

    def _of_acts(self, s: Sentence, x: Time, counted: Token) -> bool:
        """Whether a period only says which acts are meant: "last week's attacks", « les frappes de la semaine dernière »; or when the one
        act was whose victims are counted, told beside it: "it began with the killing of three people in May"."""
        t, here = token_of(s, x.span), self.f.told_in(s)
        acts = {m.trigger.i for m in here if m.nominal and m.type == "ASSAULT"}
        if t is None or x.extent != "point":
            return False
        above = {y.i for y in s.ancestors(counted) if y.i in acts and y.feats.get("Number") != "Plur" and y.head == t.head}
        return any(y.i in acts for y in (t, *s.ancestors(t))) or (bool(above) and t.head not in {m.trigger.i for m in here})

    def _within(self, s: Sentence, q: Quantity) -> bool:
        """Acts counted over days without a first one: "13 attacks in a week", « 13 attaques en huit jours »."""
        return (q.low or 0) >= FEWEST and any(x.kind == "duration" and x.extent == "point" and self._opens(s, x, self.words.tally.during)
                                              for x in self.bindings.unresolved(s))

    def _over_time(self, s: Sentence) -> bool:
        """Losses of a span of time whose days are not known: "over the past nine years", "since it was founded"."""
        tally = self.words.tally
        if any(x.start is None and x.extent == "span" for x in self.bindings.unresolved(s)):
            return True
        long = any(x.kind == "duration" and self._opens(s, x, tally.during) for x in self.bindings.unresolved(s))
        clause = any(t.lower in tally.since and t.rel == "mark" for t in s)
        return long or clause or any(is_one(t, tally.war) and t.rel in {"obl", "nmod"} for t in s)

    @staticmethod
    def _opens(s: Sentence, x: Time, words: frozenset[str]) -> bool:
        """Whether one of these words stands right before a time, an article and a rank between them or not: "in the first three months"."""
        at = token_of(s, x.span)
        return at is not None and any(t.lower in words for t in s.tokens[max(0, at.i - 3):at.i])

    def _repeated(self, q: Quantity, s: Sentence, t: Token) -> bool:
        """Acts counted by "times", or a part of such a count."""
        return q.who is None and (q.low or 0) >= FEWEST and any(x.lower in self.words.tally.times for x in s.tokens[t.i:])

    def _brought(self, q: Quantity, s: Sentence, t: Token) -> bool:
        """Whether a verb brings the total from this count to a later, larger one: "six more raids, bringing to 60 ..."."""
        later = [x for y, x in self.here[s.field, s.index] if y.what in ACTS and x.i > t.i and (y.low or 0) > (q.low or 0)]
        return any(is_one(w, self.bring) and w.pos == "VERB" for x in later for w in s.tokens[t.i:x.i])

    def _is_sum(self, q: Quantity, s: Sentence) -> bool:
        """A figure without a noun of its own that is the sum of the acts counted in its sentence."""
        acts = [x.low or 0 for x, _ in self.here[s.field, s.index] if x.what in ACTS]
        return q.what == "other" and len(acts) > 1 and sum(acts) == q.low

    def _inclusive(self, q: Quantity, s: Sentence) -> bool:
        """"in all", "since the attacks began": a loss told for all acts together."""
        return holds(self.f.page.words((s.start, s.end), q.field).lower(), self.words.tally.inclusive)

    def _hurt(self, q: Quantity, s: Sentence) -> Quantity:
        """A bare toll in a sentence of the hurt alone counts the hurt."""
        harm = self.words.harm
        dead = any(is_one(x, harm.killed_people | harm.killed_object | harm.killed_subject) for x in s)
        hurt = any(is_one(x, harm.injured_people | harm.injured_object) for x in s)
        return changed(q, what="injured") if q.who is None and q.what == "killed" and hurt and not dead else q

    def _carried(self, totals: list[Total], found: list[tuple[Quantity, Sentence, Token]]) -> tuple[Total, ...]:
        """Periods carried to counts of acts nearby, and totals of losses in sentences that sum up such acts."""
        acts = [t for t in totals if t.quantity.what in ACTS and t.period is not None]
        base: dict[tuple[str, int], Total] = {(t.sentence.field, t.sentence.index): t for t in acts}
        known = {t.quantity.span for t in totals}
        out = [replace(t, period=b.period, beside=b.sentence)
               if t.period is None and not self._dated(t.sentence) and (b := self._base(t.sentence, base, True)) else t for t in totals]
        told = {t.quantity.low: t.period for t in reversed(acts)}
        for q, s, t in found:
            if q.what in ACTS and q.span not in known and s.field == "title" and q.low in told:
                out.append(Total(q, s, t, told[q.low], False))
            if q.what in LOSSES and q.span not in known and (self._sums_up(s) or self._goes_on(s, q, base)) \
                    and (b := self._base(s, base, False)) is not None:
                out.append(Total(q, s, t, b.period, False, b.sentence))
        return tuple(sorted(out, key=lambda t: (t.quantity.field is None, t.quantity.span)))

    def _dated(self, s: Sentence) -> bool:
        """Whether a sentence tells the days of the acts it counts, so that they are of no other period."""
        return len({x.start for x in self.bindings.times(s) if x.kind == "date" and x.extent == "point" and x.start == x.end}) > 1

    def _base(self, s: Sentence, base: dict[tuple[str, int], Total], later: bool) -> Total | None:
        """The nearest total of acts with a period, in the sentences before, or right after."""
        back = FARTHER if later else NEAR
        order = [s.index, *(s.index - k for k in range(1, back + 1)), *([s.index + 1, s.index + 2] if later else [])]
        return next((base[s.field, i] for i in order if (s.field, i) in base), None)

    def _goes_on(self, s: Sentence, q: Quantity, base: dict[tuple[str, int], Total]) -> bool:
        """Whether a sentence tells only losses, of no time, place or act of its own and no fewer than the acts, right after a count of acts
        in its paragraph; or says that they were suffered in these acts."""
        last = base.get((s.field, s.index - 1))
        many = last is not None and (q.low or 0) >= (last.quantity.low or 0)
        own = bool(self.bindings.times(s) or self.bindings.places(s))
        bare = many and not own and last is not None and last.sentence.paragraph == s.paragraph \
            and all(m.harm is not None for m in self.f.told_in(s))
        acts = {m.trigger.lemma for m in self.f.mentions if m.nominal and m.type == "ASSAULT"}
        return bare or any(t.pos == "NOUN" and t.feats.get("Number") == "Plur" and t.lemma in acts and is_pointed_at(s, t) for t in s)

    def _sums_up(self, s: Sentence) -> bool:
        """Whether a sentence speaks of the acts told before as a whole: "the attacks", "elles"."""
        if any(x.kind == "date" and x.extent == "point" and not _after_saying(s, x) for x in self.bindings.times(s)):
            return False
        first = next((t for t in s if t.pos != "PUNCT"), None)
        if first is not None and first.pos == "PRON" and first.feats.get("Number") == "Plur" and first.rel == "nsubj" \
                and first.lower in self.words.tally.acts_pronouns:
            return True
        return any(m.nominal and m.type == "ASSAULT" and m.trigger.feats.get("Number") == "Plur" and m.sentence.child(m.trigger, "det")
                   and not m.sentence.child(m.trigger, "nummod") for m in self.f.told_in(s))

    def _period(self, s: Sentence, q: Quantity, t: Token) -> Time | None:
        """The period of a sentence, the nearest to a quantity: since a day, between two, an interval of many days, or from the day of
        what it is counted from ("depuis le début des violences, le 1er juillet")."""
        found = []
        for x in self.bindings.times(s):
            if self._elsewhere(s, x, t):
                continue
            days = (x.end - x.start).days + 1 if x.start is not None and x.end is not None else 0
            if days and x.extent != "span" and (y := self._since(s, x, t)) is not None:
                found.append(y)
            elif days and (x.extent == "span" or (x.kind == "period" and days >= LONG)):
                found.append(x)
        return min(found, key=lambda x: max(x.span[0] - q.span[1], q.span[0] - x.span[1]), default=None)

    @staticmethod
    def _elsewhere(s: Sentence, x: Time, counted: Token) -> bool:
        """Whether a time stands in a clause joined to the one that counts: "put the toll at 17 and blamed warnings missed last year"."""
        at = token_of(s, x.span)
        joined = next((y for y in s.ancestors(at) if y.pos == "VERB" and y.rel == "conj"), None) if at is not None else None
        return joined is not None and joined.i > counted.i and counted not in s.subtree(joined)

    def _since(self, s: Sentence, x: Time, counted: Token) -> Time | None:
        """A day below "since" or "depuis" as the beginning of a period for what is counted outside that phrase."""
        token, published = token_of(s, x.span), self.f.published
        if token is None or published is None or x.start is None or x.start > published.end:
            return None
        beside = s.tokens[max(0, token.i - 2):token.i]
        apposed = beside[:1] if len(beside) == 2 and beside[1].text == "," else ()       # "since the war began, on October 7"
        for t in (token, *s.ancestors(token), *(y for x in apposed for y in (x, *s.ancestors(x)))):
            if any(c.lower in self.words.tally.since for c in s.children(t, "case", "mark")) and counted not in s.subtree(t):
                return changed(x, end=published.end, extent="span")
        return changed(x, end=published.end, extent="span") if self._begins(s, token, counted) else None

    def _begins(self, s: Sentence, day: Token, counted: Token) -> bool:
        """Whether a phrase of since runs up to a day, wherever the tree hangs that: « depuis le début de la guerre, en avril 2023 »."""
        for t in reversed(s.tokens[max(0, day.i - NEARBY):day.i]):
            if t.text == "," and day.i - t.i <= SET_OFF:
                continue
            if t.lower in self.words.tally.since:
                return not t.i < counted.i < day.i
            if t.pos in {"VERB", "AUX", "PUNCT"}:
                break
        return False

    def _many_places(self, s: Sentence, q: Quantity) -> bool:
        """Acts counted in each of several countries: "14 in Iraq and nine in Syria"."""
        return (q.low or 0) >= FEWEST and len({p.country for p in self.bindings.places(s) if p.country}) > 1 \
            and not any(x.kind == "date" and x.extent == "point" for x in self.bindings.times(s))

    def _running(self, s: Sentence, t: Token) -> bool:
        """Whether a verb brings a toll to the number: "bringing the death toll to 43"."""
        before = s.tokens[max(0, t.i - 8):t.i]
        return any(is_one(x, self.bring) for x in before) and any(is_one(x, self.toll) for x in s.tokens[:t.i + 8])

    def _toll_of_act(self, s: Sentence) -> bool:
        """Whether the toll is that of acts of a day or a site that is told: "the toll of Sunday's raids rose to eight"."""
        times = [self.bindings.clause_time(m) for m in self._tolled(s)]
        return any(x is not None and x.start is not None and x.end is not None and (x.end - x.start).days < LONG for x in times)

    def _toll_of_one(self, s: Sentence) -> bool:
        """Whether the toll is that of one act alone, however it grows: "the toll of that strike rose to 21"."""
        acts = self._tolled(s)
        many = self.words.tally.unrest | self.words.tally.war | self.words.tally.waging
        return bool(acts) and all(not m.generic and m.trigger.feats.get("Number") == "Sing" and m.trigger.lemma.lower() not in many
                                  for m in acts)

    def _tolled(self, s: Sentence) -> list[Mention]:
        """The acts whose toll a sentence speaks of, or else its mishaps: « Séisme au Népal : le bilan passe à 157 morts »."""
        tolls = {x.i for x in s if is_one(x, self.toll)}
        acts = [m for m in self.f.told_in(s) if m.nominal and m.harm is None]
        return [m for m in acts if m.trigger.head in tolls] or [m for m in acts if m.type in MISHAPS]

    def _single_act(self, s: Sentence) -> bool:
        """Whether the sentence tells of one act of force by name, that the number may belong to."""
        here = self.f.told_in(s)
        when = predicates(self.f.page.lang).sets["when_marks"]
        if any(m.trigger.rel == "advcl" and any(c.lower in when for c in s.children(m.trigger, "mark", "advmod")) for m in here):
            return True         # "were killed when police opened fire"
        return any(m.nominal and not m.generic and m.trigger.feats.get("Number") == "Sing" and m.harm is None for m in here) or any(
            m.harm is not None and not m.nominal and (c := s.child(m.trigger, "nsubj")) is not None and c.dep == "nsubj" and c.pos == "NOUN"
            and c.feats.get("Number") == "Sing" and c.lemma.lower() not in self.words.tally.unrest
            and s.child(m.trigger, "obj") is not None for m in here)


def _after_saying(s: Sentence, x: Time) -> bool:
    """Whether a date stands in the last words of a sentence's main clause, after all else is told."""
    return s.end - x.span[1] <= 1
