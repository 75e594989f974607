"""Mentions pooled into events, and the voices, places, times and participants of each."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from selon.languages.syntax import Sentence
from selon.model import Claim, Participant, Place, Time
from selon.reading.mentions import Mention
from selon.reading.numbers.counted import counted_words
from selon.reading.pooling.afterwards import as_of
from selon.reading.pooling.apart import apart, other_people
from selon.reading.pooling.before import counted_off
from selon.reading.pooling.bound import Bindings
from selon.reading.pooling.distinct import distinct, long_after, next_day
from selon.reading.pooling.findings import Findings
from selon.reading.pooling.locatives import place_beside, time_beside
from selon.reading.pooling.newness import Age
from selon.reading.pooling.parties import actors, targets
from selon.reading.pooling.sameness import (
    AHEAD,
    OPENING,
    Cluster,
    Told,
    anew,
    conflicts,
    family,
    linked,
    modes_agree,
    places_agree,
    retold,
)
from selon.reading.pooling.standing import last_of
from selon.reading.pooling.ties import HURT, another, answered, earlier, tied
from selon.reading.pooling.voices import spared
from selon.reading.pooling.wording import FORCE, at_all, many, nothing, refers, shown
from selon.reading.pooling.words import Words

BETWEEN = frozenset({"AGREE", "AID", "REJECT", "CONCEDE"})
OFFICIAL = frozenset({"GOV", "MIL", "COP", "REB", "OPP", "LEG", "JUD", "SPY", "PTY", "IGO", "ELI"})
# these kill nobody ("arrested for the murder of two"), though headlines tell of the murder
TAKING = frozenset({"arrest", "deport", "curfew", "ban"})
ANSWER = "ASSAULT-RETALIATE"    # what answers an act is another act
STEP = 3            # words from "a month after" to the act: an article, an adjective
WINDOW = 40         # events told before that a mention may go on with
VERBAL = frozenset({"VERB", "AUX"})
PAST = 1.0          # less for an act of days before the news, where what tells neither day nor place stands far from it
FAR = 3             # sentences
HARMED = 0.1        # more for an act that people are told to be hurt in, where people were; not without a headline (muc4 dev lost by it)
SHOWN = 2           # sentences that "that strike" points back
LINK = 0.65         # what a mention needs to join an event told before


class Pool:
    """Pools the mentions of one article."""

    def __init__(self, f: Findings, bindings: Bindings, age: Age) -> None:
        self.f, self.bindings, self.age = f, bindings, age
        self.clusters: list[Cluster] = []
        self.opened = False     # whether the first act of force of the body was met
        self.day: tuple[int, Time] | None = None    # the last day of an act of force, with its sentence

    def run(self, claims: dict[int, Claim | None], counted: frozenset[int]) -> list[Cluster]:
        """The clusters, in the order of their first mention; `counted` are the ids of mentions that only a tally counts."""
        headed = any(m.sentence.field == "title" and m.type in FORCE and not many(m) and id(m) not in counted for m in self.f.mentions)
        for unit in self._units(counted):
            told = [self._told(m, order, claims[id(m)]) for order, m in unit
                    if len(unit) > 1 or not many(m) or (m.sentence.field == "title" and not headed)]
            if told:
                self._place(told)
        return [c for c in self.clusters if not _private(c)]

    def _units(self, counted: frozenset[int]) -> list[list[tuple[int, Mention]]]:
        """The mentions that may tell events, with their order; those that grammar makes one event together."""
        units: list[list[tuple[int, Mention]]] = []
        here: list[list[tuple[int, Mention]]] = []
        sentence, after = None, self.f.words.newness.following
        acts: frozenset[int] = frozenset()
        for order, m in enumerate(self.f.mentions):
            if id(m) in counted or self.age.is_caption(m.sentence) or self._thing(m) or self._counted_off(m):
                continue
            if m.sentence is not sentence:
                sentence, here, beside = m.sentence, [], self._beside(m)
                acts = frozenset([x.trigger.i for x in beside]) if len(beside) > 1 else frozenset()
            homes = [u for u in here if any(_one(x, m, acts, after) for _, x in u) and not any(
                self._moved(x, m) or self._earlier(x, m) or _two_deeds(x, m) for _, x in u)]
            home = next((u for u in homes if len(homes) > 1 and any(_does_it(x, m) for _, x in u)), homes[0] if homes else None)
            if home is not None:
                home.append((order, m))
                continue
            here.append([(order, m)])
            units.append(here[-1])
        return units

    def _moved(self, x: Mention, m: Mention) -> bool:
        """Whether of two verbs told in a row each names a town or site of its own, far apart: "hit a depot near A and a bridge near B"."""
        if m.trigger.rel != "conj" or x.nominal or m.nominal:
            return False
        a, b = self.bindings.clause_place(x), self.bindings.clause_place(m)
        return a is not None and b is not None and a.span != b.span and not places_agree(a, b)

    def _thing(self, m: Mention) -> bool:
        """Whether a noun of peaceful acts only names what another act is done to: "a humanitarian convoy was looted"."""
        return m.nominal and m.type not in FORCE and any(
            a.head is m.trigger and x.type in FORCE for x in self._beside(m) for a in x.target)

    def _counted_off(self, m: Mention) -> bool:
        """Whether a mention only says who are counted ("the number of those wounded has doubled") or from when ("a month after the
        first attack"), and nothing of the act."""
        s = m.sentence
        if m.frame == ANSWER and not (m.target or m.place or m.time or m.weapon):        # "has hit back twice"
            return any(c.lower in self.f.words.tally.repeated for c in s.children(m.trigger, "advmod"))
        if m.harm == "killed" and m.sentence.field == "title" and any(a.head.lemma.lower() in self.f.passed_away for a in m.target):
            return True
        if m.harm is not None and m.nominal and any(as_of(s, x, self.f.words.tally.count) for x in self.bindings.times(s)):
            return True
        if m.harm is not None and s.child(m.trigger, "nummod") is None:
            number = counted_words(self.f.page.lang).words["number"]
            return any(x.lower in number and x.rel == "nsubj" and s.child(x, "nmod") is not None for x in islice(s.ancestors(m.trigger), 2))
        if not m.nominal or m.actor or m.target or m.place or m.weapon:
            return False
        since = next((t.span for t in self.bindings.unresolved(s) if t.kind == "duration"
                      and 0 < m.trigger.i - last_of(s, t.span).i <= STEP), None)
        return since is not None and all(since[0] <= a.head.start < since[1] for a in m.time)

    def _beside(self, m: Mention) -> Sequence[Mention]:
        return self.f.told_in(m.sentence)

    def _place(self, told: list[Told]) -> None:
        """Puts the tellings of one event where they belong."""
        best = next((c for t in told if (c := self._headline(t)) is not None), None)
        if best is None and not any(self._apart(t) for t in told):
            best = self._home(told)
        if best is not None:
            best.told.extend(told)
        elif not all(t.mention.generic for t in told):
            self.clusters.append(Cluster(told, self._scene(told)))
        day = next((t.time for t in told if t.time is not None), None)
        if day is not None and told[0].mention.sentence.field == "text" and told[0].mention.type in FORCE:
            self.day = told[0].mention.sentence.index, day

    def _scene(self, told: list[Told]) -> Time | None:
        """The day of the act told right before one of no day."""
        s = told[0].mention.sentence
        near = self.day is not None and s.field == "text" and s.index - self.day[0] <= SHOWN and told[0].mention.type in FORCE
        return self.day[1] if near and self.day is not None and all(t.time is None for t in told) else None

    def _apart(self, t: Told) -> bool:
        """Whether the words say that no act told before is meant."""
        words = self.f.words
        none = nothing(t.mention) or at_all(t.mention, words.denial.any)
        none = none or counted_off(self.f, self.bindings, t.mention) is not None
        none = none or long_after(t.mention, words) or self._same_day(t)
        return none or t.mention.frame == ANSWER or anew(
            t, words.people.another, words.newness.elsewhere, words.newness.incidents)

    def _same_day(self, t: Told) -> bool:
        """Whether another act is told of the day of the last one: "the same day a convoy fell into an ambush"."""
        return t.time is not None and t.mention.harm is None and any(w in t.time.text.lower() for w in self.f.words.newness.same_day)

    def _told(self, m: Mention, order: int, claim: Claim | None) -> Told:
        time = self.bindings.clause_time(m)
        old = self.age.is_old(m, time)
        return Told(mention=m, order=order, actor=actors(self.f, m, claim), target=targets(self.f, m, claim),
                    place=self.bindings.clause_place(m) or self._place_of_whole(m), time=time,
                    background=old or any(self.age.is_long_ago(x) for x in self.bindings.clause_unresolved(m)),
                    denied=(m.status == "denied" and not spared(m)) or (claim is not None and claim.stance == "denies"),
                    beside=self._beside_day(m) if time is None else None, news=time is None and self._is_news(m),
                    stale=time is not None and self.age.is_stale(time), dated=old and not m.background)

    def _place_of_whole(self, m: Mention) -> Place | None:
        """The place of the clause that a participle of harm tells the outcome of: "in Belgorod a block collapsed, killing 15"."""
        t = m.trigger
        if m.harm is None or t.rel != "advcl" or t.feats.get("VerbForm") == "Fin" or m.sentence.child(t, "nsubj", "mark") is not None:
            return None
        return place_beside(self.f, self.bindings, m)

    def _beside_day(self, m: Mention) -> Time | None:
        """The day of a mention's sentence, where it stands behind the act, no verb between, and the act is none that another one is about
        ("charged with murder on Monday")."""
        s = m.sentence
        if m.type not in FORCE or not any(t.span[0] > m.span[1] for t in self.bindings.times(s)):
            return None
        acts = {x.trigger.i for x in self._beside(m)} - {m.trigger.i}
        day = time_beside(self.f, self.bindings, m) if not any(x.i in acts for x in s.ancestors(m.trigger)) else None
        between = s.within((m.span[1], day.span[0])) if day is not None and day.span[0] > m.span[1] else None
        return day if between is not None and all(x.pos not in VERBAL for x in between) else None

    def _is_news(self, m: Mention) -> bool:
        """Whether a title tells a deed in the present."""
        deed = m.sentence.field == "title" and m.type in FORCE and not m.nominal and m.harm is None and m.status == "happened"
        return deed and m.trigger.feats.get("VerbForm") == "Fin" and m.trigger.feats.get("Tense") == "Pres"

    def _other(self, c: Cluster, t: Told) -> bool:
        """Whether a harm told in the same sentence is another act's."""
        words, m = self.f.words.newness.following, t.mention
        return any(another(x, m) or answered(x, m, words) or answered(m, x, words) or self._earlier(x, m)
                   for x in [t.mention for t in c.sample if t.mention.sentence is m.sentence])

    def _earlier(self, x: Mention, m: Mention) -> bool:
        return next_day(x, self.f.words) or next_day(m, self.f.words) or earlier(
            x, m, self.f.words.newness.following, self.f.words.people.units)

    def _headline(self, t: Told) -> Cluster | None:
        """The event of the title that the first act of force in the opening sentences tells in full."""
        m = t.mention
        if self.opened or m.type not in FORCE or m.sentence.field == "title":
            return None
        self.opened = True
        if m.sentence.index >= OPENING:
            return None
        found = [(score, -k, c) for k, c in enumerate(self.clusters) if (score := retold(c, t, self.f.people)) > 0]
        return max(found, key=lambda x: x[:2])[2] if found else None

    def _home(self, told: list[Told]) -> Cluster | None:
        """The event told before that these mentions belong to, the nearest of the best linked."""
        deeds = any(t.mention.harm not in HURT for t in told)
        again = any(refers(t.mention) for t in told)
        here = next((t.mention.sentence.index for t in told if shown(t.mention)), None)
        best, top, near = None, LINK, -1
        for k, c in enumerate(reversed(self.clusters[-WINDOW:])):
            if any(conflicts(c, t, self.f.people, self.f.words.aims, again) or self._other(c, t) for t in told):
                continue
            if apart(c, told, self.f.people) or self._elsewhere(c, told) or distinct(c, told, self.f.people, self.f.words):
                continue
            score = max(linked(c, t, self.f.people, self.f.words.aims, deeds and t.mention.harm in HURT) for t in told) - 0.02 * min(k, 6)
            last = c.told[-1].mention.sentence
            if self.f.page.title and all(t.mention.harm in HURT for t in told) and any(x.mention.harm in HURT for x in c.sample):
                score += 1.0 if again or any(_the(t.mention) for t in told) else HARMED     # "the dead" are those of an act that killed
            score -= PAST * (any(x.stale for x in c.sample) and all(_far(t, last) for t in told))
            close = last.index if here is not None and last.field == "text" and 0 < here - last.index <= SHOWN else -1
            if score > LINK and (close, score) > (near, top):
                best, top, near = c, score, close
        return best

    def _elsewhere(self, c: Cluster, told: list[Told]) -> bool:
        """Whether an act told only in a title lies elsewhere than that which pronouns and numbers go on with: "Two drones attacked A. One
        was brought down" is not of what was shot down off B."""
        if any(t.place is not None or not _goes_on(t.mention) for t in told) or any(x.mention.sentence.field != "title" for x in c.told):
            return False
        index = told[0].mention.sentence.index - 1
        last = [x.place for d in self.clusters for x in d.told if x.mention.sentence.field != "title"
                 and x.mention.sentence.index == index and x.place is not None]
        return any(not places_agree(x.place, p) for x in c.told for p in last)


def _far(t: Told, last: Sentence) -> bool:
    """Whether a telling without day or place stands far below the last one of an event."""
    s = t.mention.sentence
    return t.time is None and t.place is None and s.field == last.field and s.index - last.index > FAR


def _goes_on(m: Mention) -> bool:
    """Whether nobody and nothing but pronouns and numbers is told of: "one was shot down"."""
    heads = [a.head for a in (*m.target, *m.weapon) if a.sentence is m.sentence]
    return m.sentence.field != "title" and bool(heads) and all(t.pos in {"PRON", "NUM"} for t in heads)


def _the(m: Mention) -> bool:
    """Whether the word for those hurt has the definite article: "among the dead"."""
    return any(c.feats.get("Definite") == "Def" for c in m.sentence.children(m.trigger, "det"))


def _does_it(x: Mention, m: Mention) -> bool:
    """Whether a deed told as a noun is the subject of another: "after the shelling of A, a raid killed six at B"."""
    return any(a.nominal and a.trigger.rel == "nsubj" and a.trigger.head == b.trigger.i for a, b in ((x, m), (m, x)))


def _two_deeds(x: Mention, m: Mention) -> bool:
    """Whether of two verbs told in a row each has victims of its own, in its own way: "shot a guard and beat a clerk"."""
    verbs = not (x.nominal or m.nominal) and m.trigger.rel == "conj" and bool(x.target and m.target)
    verbs = verbs and not any(a.head.pos == "PRON" for a in m.target)
    return verbs and not modes_agree(x.mode, m.mode) and not {a.head for a in x.target} & {a.head for a in m.target}


def _one(x: Mention, m: Mention, acts: frozenset[int], following: Words) -> bool:
    """Whether grammar makes two mentions one event; its harm goes with whatever force did it."""
    taken = (x.sentence.field == "text" or _caught(x, m)) and any(y.mode in TAKING and z.harm in HURT for y, z in ((x, m), (m, x)))
    alike = family(x.type) == family(m.type) or (x.type in FORCE and m.type in FORCE and (x.harm in HURT) != (m.harm in HURT) and not taken)
    return alike and (x.status in AHEAD) == (m.status in AHEAD) and (x.status == "denied") == (m.status == "denied") \
        and tied(x, m, acts, following) and not other_people(x, m)


def _caught(x: Mention, m: Mention) -> bool:
    """Whether those taken in one of two mentions act in the other: "teen arrested for shooting a boy"."""
    return bool({a.head.i for a in x.target} & {a.head.i for a in m.actor} or {a.head.i for a in m.target} & {a.head.i for a in x.actor})


def _private(c: Cluster) -> bool:
    """Whether help, promises, refusals or leave pass between people and bodies of no country and no office: a shop's gift to a school."""
    told = [p for t in c.told for p in (*t.actor, *t.target)]
    official = any(p.kind == "government" or p.country is not None or p.sector in OFFICIAL for p in told)
    return c.first.mention.type in BETWEEN and bool(told) and not official


def without_doubles(found: tuple[Participant, ...], f: Findings) -> tuple[Participant, ...]:
    """Participants told of several times, once, the first or the named one."""
    out: list[Participant] = []
    for p in found:
        k = next((k for k, x in enumerate(out) if x.text.lower() == p.text.lower() or f.people.same(x, p)), None)
        if k is None:
            out.append(p)
        elif out[k].name == out[k].text and p.name != p.text:
            out[k] = replace_name(out[k], p)
    return tuple(out)


def replace_name(a: Participant, b: Participant) -> Participant:
    """The words of the one with the name of the other."""
    return Participant(span=a.span, text=a.text, name=b.name, kind=b.kind, country=a.country or b.country, sector=a.sector or b.sector,
                       sponsor=a.sponsor or b.sponsor, field=a.field)


