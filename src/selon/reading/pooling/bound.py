"""Where and when: the places and times of a page, bound to the clause, sentence or article of a mention."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from selon.languages.syntax import Sentence, Token
from selon.model import Claim, Field, Place, Span, Time
from selon.reading.attribution.lexicon import attribution_lexicon
from selon.reading.mentions import Mention
from selon.reading.page import Page
from selon.reading.people import People
from selon.reading.pooling.after import counted_back
from selon.reading.pooling.lines import Lines
from selon.reading.pooling.reports import charged_on, in_course, is_mark, is_reported
from selon.reading.pooling.speech import said_at
from selon.reading.pooling.standing import FINE, covers, describes, fineness, inner, is_near, is_under, length, points_to, token_of, within
from selon.reading.pooling.wording import SPEECH
from selon.reading.pooling.words import pooling_words
from selon.reading.predicates.schema import predicates
from selon.reading.times import is_said

SITES = frozenset({"site"})
CHARGES = frozenset({"ACCUSE", "COERCE"})
EARLY = 3           # sentences in which a dateline may stand
COARSE = frozenset({"country", "region"})
ARTICLE = 4         # characters of an article before a name
DAYS = 31           # an interval longer than this is a period, not the day of an act


class Bindings:
    """Places and times by sentence."""

    def __init__(self, page: Page, places: tuple[Place, ...], times: tuple[Time, ...], claims: tuple[Claim, ...],
                 mentions: tuple[Mention, ...] = (), people: People | None = None) -> None:
        self.page, self._people, self._lines = page, people, Lines(page)
        self._acts: dict[Sentence, set[int]] = defaultdict(set)
        self._charges: dict[Sentence, set[int]] = defaultdict(set)
        for m in mentions:
            self._acts[m.sentence].add(m.trigger.i)
            if m.type in CHARGES and not m.nominal:
                self._charges[m.sentence].add(m.trigger.i)
        self._according = frozenset(attribution_lexicon(page.lang).schema.prepositions["according"])
        self._of, self._scene = pooling_words(page.lang).people.of, pooling_words(page.lang).scene
        self._when = predicates(page.lang).sets["when_marks"]
        self._cues = {(c.field, a) for c in claims for a, _ in c.cue}
        self._told = {(c.field, k) for c in claims for a, b in c.cue for k in range(a, b)}
        self._places: dict[Sentence, list[Place]] = defaultdict(list)
        self._sites: dict[Sentence, list[Place]] = {}
        self._sources: dict[Field | None, dict[int, Span]] = {None: {}, "title": {}}
        for spoke in (c.source for c in claims if c.source is not None):
            self._sources[spoke.field].update(dict.fromkeys(range(*spoke.span), spoke.span))
        self._times: dict[Sentence, list[Time]] = defaultdict(list)
        self._unresolved: dict[Sentence, list[Time]] = defaultdict(list)
        for p in places:
            if (s := page.sentence_at(p.span[0], p.field)) is not None:
                self._places[s].append(p)
        for t in times:
            if (s := page.sentence_at(t.span[0], t.field)) is not None:
                (self._unresolved if t.start is None or t.end is None else self._times)[s].append(t)

    def places(self, s: Sentence) -> list[Place]:
        """The places of a sentence that can be sites, in text order; none that only says whose forces they are ("Iran-linked")."""
        found = self._sites.get(s)
        if found is None:
            told = (p for p in self._places.get(s, ()) if p.role in SITES)
            found = self._sites[s] = [p for p in told if not self._owner(s, p) and not self.is_mark(s, p)]
        return found

    def is_mark(self, s: Sentence, p: Place) -> bool:
        """Whether a place only tells where the town named right before it lies."""
        return is_mark(self.page, self._places.get(s, ()), p)

    def _owner(self, s: Sentence, p: Place) -> bool:
        """Whether a place is who spoke, or a country before the noun it owns: "the Pentagon said", "U.S. troops"."""
        if self.is_speaker(p) or self._speaks(s, p):
            return True
        if self.page.words((p.span[1], min(p.span[1] + 2, s.end)), p.field).startswith("-"):
            return True
        t = next((t for t in s if t.start <= p.span[0] < t.end), None)
        if t is not None and p.basis == "country" and t.dep == "nsubj" and s.field == "title":
            return True
        if t is None or p.basis != "country" or t.rel not in {"compound", "amod", "nmod", "flat"}:
            return False
        head = s.head(t)
        return head.i > t.i and (t.rel != "nmod" or s.child(t, "case") is None or t.dep == "nmod:poss") and s.field != "title"

    def is_speaker(self, p: Place) -> bool:
        """Whether a place stands for who spoke ("the Pentagon said"), rather than for where they are ("Lyon police said")."""
        source = self._sources[p.field].get(p.span[0])
        return source is not None and (p.basis in COARSE or source[1] - source[0] <= p.span[1] - p.span[0] + ARTICLE)

    def _speaks(self, s: Sentence, p: Place) -> bool:
        """Whether a place stands for those who rule it: the subject of a verb that tells of no act ("Washington says")."""
        t = token_of(s, p.span)
        if t is not None and any(c.lower in self._according for c in s.children(t, "case", "mark")):
            return True
        return (t is not None and s.parsed and t.dep == "nsubj" and t.pos == "PROPN" and s.head(t).pos == "VERB"
                and t.head not in self._acts.get(s, ()))

    def is_dated_from(self, p: Place) -> bool:
        """Whether a place stands in the dateline."""
        s = self.page.sentence_at(p.span[0], p.field) if p.field is None else None
        return s is not None and self.is_dateline(s)

    def is_dateline(self, s: Sentence) -> bool:
        """Whether a sentence is only the dateline: a dash was left between it and the next one."""
        if s.field == "title" or s.index >= EARLY or s.index + 1 >= len(self.page.body):
            return False
        gap = self.page.words((s.end, self.page.body[s.index + 1].start)).strip()
        return bool(gap) and not gap.strip("-–—")

    def named(self, s: Sentence) -> Sequence[Place]:
        """All places of a sentence, whatever they are there for, in text order."""
        return self._places.get(s, ())

    def times(self, s: Sentence) -> Sequence[Time]:
        """The resolved times of a sentence, in text order."""
        return self._times.get(s, ())

    def unresolved(self, s: Sentence) -> Sequence[Time]:
        """The times of a sentence whose days are not known, in text order."""
        return self._unresolved.get(s, ())

    def clause_unresolved(self, m: Mention) -> list[Time]:
        """Those of them that are said of the mention in its own clause."""
        return [t for t in self.unresolved(m.sentence)
                if any(covers(m.sentence, t.span, a) for a in m.time) or self._below(m, t.span)]

    def clause_place(self, m: Mention) -> Place | None:
        """The finest place said of the mention in its own clause."""
        if m.sentence not in self._places:
            return self._lines.place(m, self._places)
        if m.type in SPEECH:
            return said_at(m, self.places(m.sentence), self.page.lang) or self._lines.place(m, self._places)
        here = [p for p in self.places(m.sentence) if not self._elsewhere(m, p.span)] or self._over(m)
        said = [p for p in here if any(covers(m.sentence, p.span, a) and is_near(m.sentence, p.span, a) for a in m.place)]
        said = said or [p for p in here if self._below(m, p.span)]
        if all(FINE[p.basis] >= FINE["admin2"] for p in said):
            said += [p for p in here if any(covers(m.sentence, p.span, a) for a in m.target)
                     and inner(m.sentence, p.span) != "obl" and not self._home(m.sentence, token_of(m.sentence, p.span))]
        said = said or [p for p in self.places(m.sentence) if points_to(m, p, self._when)]
        if not said:                            # what is launched from there, and is hit there
            said = [p for p in self._places[m.sentence] if p.role == "launch"
                    and any(covers(m.sentence, p.span, a) for a in m.target)]
        best = min(said, key=fineness) if said else self._lines.place(m, self._places)
        if best is not None and best.country is None and best.lat is None:
            return within(best, here)
        if best is not None and FINE[best.basis] in range(FINE["admin1"], FINE["country"]):
            finer = [p for p in here if FINE[p.basis] < FINE["admin2"] and p.country == best.country
                     and p.admin1 in {None, best.name, best.admin1}]
            return min(finer, key=fineness) if finer else best
        if best is None or best.basis != "country":
            return best
        abroad = [p for p in here if is_under(m, p.span) and FINE[p.basis] < FINE["region"] and p.country not in {None, best.country}]
        return min(abroad, key=fineness) if abroad and not any(covers(m.sentence, best.span, a) for a in m.place) else best

    def is_cue(self, s: Sentence, t: Token) -> bool:
        """Whether a word is one that somebody is said to have spoken by."""
        return (None if s.field == "text" else "title", t.start) in self._told

    def _over(self, m: Mention) -> list[Place]:
        """What something shot down flew over."""
        routes = self._places.get(m.sentence, ()) if m.type == "INTERCEPT" else ()
        return [p for p in routes if p.role == "route" and any(covers(m.sentence, p.span, a) for a in (*m.place, *m.target))]

    @cached_property
    def sole_country(self) -> Place | None:
        """The country that all places of the page lie in, as it is first named; null where they lie in several or it is not named."""
        sites = [p for s in (*self.page.title, *self.page.body) for p in self.places(s) if p.lat is not None]
        countries = {p.country for p in sites}
        return next((p for p in sites if p.basis == "country"), None) if len(countries) == 1 and None not in countries else None

    def sentence_place(self, m: Mention) -> Place | None:
        """The finest place of the mention's sentence that is not told of another act."""
        if m.type in SPEECH:
            return None
        here = [p for p in self.places(m.sentence) if not self._elsewhere(m, p.span)]
        here = self._following(m, here) or here
        return min(here, key=fineness) if here else None

    def _following(self, m: Mention, here: list[Place]) -> list[Place]:
        """Of two verbs told in a row, the places after the second: "attacked the port and struck a depot near the town"."""
        if m.trigger.rel != "conj" or m.trigger.head not in self._acts.get(m.sentence, ()):
            return []
        return [p for p in here if p.span[0] > m.trigger.start and FINE[p.basis] < FINE["admin2"]]

    def clause_time(self, m: Mention) -> Time | None:
        """The time said of the mention in its own clause."""
        here = self.times(m.sentence)
        if not here:
            return self._lines.time(m, self._times)
        back = counted_back(m, here, self.unresolved(m.sentence), pooling_words(self.page.lang))
        if back is not None:
            return back
        said = [t for t in here if any(covers(m.sentence, t.span, a) for a in m.time)]
        said = said or [t for t in here if self._below(m, t.span)]
        said = said or [t for t in here if self._opens(m, t)]
        if m.type == "INTERCEPT":               # "shot down missiles that were fired on Monday": so they were on Monday
            said = said or [t for t in here if any(covers(m.sentence, t.span, a) for a in m.target)]
        said = [t for t in said if not self._said_beside(m, t) and not self.is_reported(m.sentence, t)]
        return min(said, key=length) if said else self._lines.time(m, self._times)

    def _opens(self, m: Mention, t: Time) -> bool:
        """Whether the clause of a mention hangs on a day: "the worst day was 18 October, when two drones hit the base"."""
        s, when = m.sentence, self._when
        after = [x for x in s if x.start >= t.span[1] and x.pos != "PUNCT"][:1]
        return m.trigger.rel in {"advcl", "acl"} and any(x.lower in when and x.head == m.trigger.i for x in after)

    def _said_beside(self, m: Mention, t: Time) -> bool:
        """Whether a time hangs on a cue that the mention is told by: « a fait état mercredi de 21 blessés »."""
        token = token_of(m.sentence, t.span)
        if token is None or not m.nominal:
            return False
        up = m.sentence.head(token)
        acts = self._acts.get(m.sentence, ())
        return up.i < token.i and up.i != m.trigger.i and (t.field, up.start) in self._told and up.i not in acts

    def sentence_time(self, m: Mention) -> Time | None:
        """The day-like time of the mention's sentence that stands nearest to it, told neither of another act nor of a speaker."""
        here = [t for t in self.times(m.sentence) if (t.kind == "date" or t.extent == "point") and length(t) <= DAYS
                and not self.is_spoken(m.sentence, t) and not self._elsewhere(m, t.span)]
        here = [t for t in here if not charged_on(m, t, self._charges.get(m.sentence))]
        return min(here, key=lambda t: (length(t) > 3, abs(t.span[0] - m.trigger.start))) if here else None

    def is_reported(self, s: Sentence, t: Time) -> bool:
        """Whether a day is that of a report, post or statement."""
        return is_reported(s, t, self._acts.get(s, ()), (self._scene.issued, self._according))

    def is_spoken(self, s: Sentence, t: Time) -> bool:
        """Whether a time says when somebody spoke."""
        if is_said(s, t) or self.is_reported(s, t):
            return True
        token = token_of(s, t.span)
        verb = next((x for x in (token, *s.ancestors(token)) if x.pos == "VERB"), None) if token is not None else None
        if verb is None or verb.i in self._acts.get(s, ()):
            return False
        after = token is not None and token.i > verb.i        # a day put first may be the act's: « Hier, l'armée a dit avoir frappé »
        return (t.field, verb.start) in self._cues or (after and (t.field, verb.start) in self._told)

    def _elsewhere(self, m: Mention, span: Span) -> bool:
        """Whether words stand below another act of the sentence that the mention does not depend on."""
        s = m.sentence
        acts = self._acts.get(s) or set()
        token = token_of(s, span) if s.parsed and not acts <= {m.trigger.i} else None
        if token is None:
            return False
        above = {m.trigger.i, *[x.i for x in s.ancestors(m.trigger)]}
        while token.i not in above and token.i not in acts and token.head != token.i:
            token = s.head(token)
        return token.i in acts and token.i not in above

    def _home(self, s: Sentence, t: Token | None) -> bool:
        """Whether a word says where somebody comes from: "Marie Petit of Lille"."""
        if t is None or t.rel != "nmod" or self._people is None:
            return False
        up = s.head(t)
        return (up.pos == "PROPN" and up.i < t.i and any(c.lower in self._of for c in s.children(t, "case"))
                and self._people.participant(s, up).kind == "person")

    def _below(self, m: Mention, span: Span) -> bool:
        """Whether the words stand below the trigger, or the verb whose subject or object it is, no other predicate between."""
        t = next((t for t in m.sentence if t.start <= span[0] < t.end), None)
        if t is not None and any(c.lower in self._scene.aside for c in m.sentence.children(t, "case")):
            return False
        inside = m.trigger.rel in {"nsubj", "obj"} or in_course(m, self._acts.get(m.sentence, ()), self._scene.during)
        steps, top = 0, m.sentence.head(m.trigger).i if inside else m.trigger.i
        while t is not None and steps < 8:
            if t.i in {m.trigger.i, top} or (m.nominal and t.rel == "acl" and describes(m, m.sentence.head(t))):
                return True
            if t.rel == "conj" and t.pos == "VERB" and m.sentence.child(t, "nsubj") is not None:
                return False                    # "attacked the port and the army closed the strait": another's act
            if self._home(m.sentence, t):
                return False
            if t.head == t.i or t.rel in {"acl", "amod"} or (t.rel in {"root", "ccomp", "advcl", "parataxis"} and t.pos in {"VERB", "AUX"}):
                return False
            t, steps = m.sentence.head(t), steps + 1
        return False
