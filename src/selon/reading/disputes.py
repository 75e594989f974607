"""Disputes inside one article: tellings that cannot both hold, or that pull apart."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from selon.model import Claim, Degree, Dispute, Event, Source, Tally, Voice
from selon.reading.mentions import Argument, Mention
from selon.reading.pooling.blame import Blames
from selon.reading.pooling.contested import STATE, Contested
from selon.reading.pooling.findings import Findings
from selon.reading.pooling.tellings import Tellings, apart, source_name
from selon.reading.pooling.voices import claim_of
from selon.reading.pooling.wording import FORCE
from selon.reading.pooling.zones import zone_disputes
from selon.reading.predicates.schema import predicates

REAL = frozenset({"happened", "ongoing"})
WINDOW = 40         # events, figures or tallies that are held against each other
TOLD = frozenset({"asserts", "accuses", "confirms", "hedges", "admits"})      # stances of who is contradicted by a denial
SILENT = frozenset({"declines", "asks"})      # stances that say nothing of whether it happened


def find_disputes(f: Findings, events: tuple[Event, ...], tallies: tuple[Tally, ...]) -> tuple[Dispute, ...]:
    """The disputes of a page: an event that one asserts and another denies, or lays at another's door; figures of two sources that
    cannot both hold."""
    finder = _Finder(f, events)
    out = [d for e in events for d in finder.within(e)]
    blamed = finder.actors(events)
    settled = {ref for d in blamed for side in d.sides for ref in side}
    out += [d for a, b in _pairs(events) for d in finder.between(a, b) if not settled & {a.id, b.id, a.claim, b.claim}]
    out += [*blamed, *finder.tallies(tallies), *zone_disputes(f)]
    return (*out, *finder.answered(out))


def _pairs(events: tuple[Event, ...]) -> Iterator[tuple[Event, Event]]:
    """Each denied event with the told ones nearby, in text order."""
    for k, a in enumerate(events):
        for b in events[k + 1:k + 1 + WINDOW]:
            if _denied(a) != _denied(b) and (a.status in REAL or b.status in REAL):
                yield a, b


def _denied(e: Event) -> bool:
    return all(v.status == "denied" for v in e.voices)


class _Finder:
    """Disputes of one page, its claims at hand."""

    def __init__(self, f: Findings, events: tuple[Event, ...]) -> None:
        self.claims = {c.id: c for c in f.claims}
        self.events = events
        self.f, self.tellings, self.contested = f, Tellings(f), Contested(f)

    def _source(self, claim: str | None) -> str | None:
        """What the source of a claim is known as; null where it has none, or the article itself tells."""
        return source_name(self.claims.get(claim or ""))

    def _stance(self, claim: str | None) -> str | None:
        c = self.claims.get(claim or "")
        return c.stance if c is not None else None

    def _deniers(self, e: Event) -> list[Voice]:
        return [v for v in e.voices if v.status == "denied" and self._source(v.claim) is not None]

    def within(self, e: Event) -> Iterator[Dispute]:
        """One event asserted by one and denied by another; what only the article says not to be so is no dispute."""
        denied = self._deniers(e)
        names = {self._source(v.claim) for v in denied}
        told = [v for v in e.voices if v.status in REAL and self._source(v.claim) not in names and self._stance(v.claim) not in SILENT]
        spared = [t for v in denied for t in self._spared(e, v)]
        told = [v for v in told if not spared or self._at_one_of(e, v, spared)]
        if denied and told:
            degree: Degree = "in_tension" if any(v.hedged for v in told) else "contradicts"
            yield Dispute(about="occurrence", degree=degree, sides=(_side(e, told), _side(e, denied)))
        yield from self._figures(e)

    def _spared(self, e: Event, v: Voice) -> list[Argument]:
        """What a denial says that none was aimed at, which denies no act against others: "no barracks were targeted"."""
        negation = predicates(self.f.page.lang).sets["denying"]
        return [a for m in self._tellings(e, v) if m.status == "denied" for a in m.target
                if any(c.lower in negation for c in a.sentence.children(a.head, "det", "advmod"))]

    def _at_one_of(self, e: Event, v: Voice, spared: list[Argument]) -> bool:
        """Whether a telling is of what was done to one of these, or does not say to what."""
        aims = [a for m in self._tellings(e, v) for a in m.target]
        nouns = {a.head.lemma.lower() for a in spared}
        return not aims or any(a.head.pos == "PRON" or a.head.lemma.lower() in nouns for a in aims)

    def _tellings(self, e: Event, v: Voice) -> list[Mention]:
        spans = set(e.mentions)
        return [m for m in self.f.mentions if m.span in spans and (c := claim_of(m, self.f.index)) is not None and c.id == v.claim]

    def between(self, a: Event, b: Event) -> Iterator[Dispute]:
        """Two events of one type and actor, one told of and the other denied: the plan is denied while the act is told."""
        denied, told = (a, b) if _denied(a) else (b, a)
        if a.type != b.type or told.newness == "background" or not self._deniers(denied) or not _same_actor(a, b) or not _same_aim(a, b):
            return
        names = {self._source(v.claim) for v in denied.voices}
        if self._only_its_aim(told, denied):
            return
        if any(self._source(v.claim) not in names for v in told.voices):
            yield Dispute(about="occurrence", degree="in_tension", sides=((told.id,), (denied.id,)))

    def _only_its_aim(self, told: Event, denied: Event) -> bool:
        """Whether who denies an act tells in the same words of another one by the same hand, so that only at whom it was aimed is denied:
        "said its jets had hit a depot and denied having targeted villagers". What is told was done to the very target stays disputed."""
        if any(self.f.people.same(x, y) for x in told.target for y in denied.target):
            return False
        words = {v.claim for v in self._deniers(denied)}
        return any(e.type == denied.type and e is not denied and _same_actor(e, denied)
                   and any(v.status in REAL and v.claim in words for v in e.voices) for e in self.events)

    def actors(self, events: tuple[Event, ...]) -> list[Dispute]:
        """Acts whose doer is in dispute: the accused denies it, or two sources name different doers of what was done to the same."""
        blames = Blames(self.f, events).all()
        out: list[Dispute] = []
        accused = {b.event for b in blames if b.kind == "accused"}
        for d in (b for b in blames if b.kind == "denied"):
            against = tuple(dict.fromkeys(b.ref for b in blames if b.kind == "accused" and (b.event, b.actor) == (d.event, d.actor)))
            if not against and any(x.ref == d.ref and x != d and x.kind == "denied" and x.event in accused for x in blames):
                continue                        # told against an accuser already
            out.append(Dispute(about="actor", degree="contradicts", sides=(against or (d.event,), (d.ref,))))
        out += [x for a, b in combinations(events[:WINDOW], 2) if (x := self._two_doers(a, b)) is not None]
        return list(dict.fromkeys(out))

    def _two_doers(self, a: Event, b: Event) -> Dispute | None:
        """Two tellings of what was done to the same people or thing, by two sources that name different doers or means."""
        p, q = ({n: v.claim for v in e.voices if (n := self._source(v.claim)) is not None and v.claim} for e in (a, b))
        if a.type != b.type or a.type != "ASSAULT" or not p or not q or p.keys() & q.keys() or not {a.status, b.status} <= REAL:
            return None
        shared = any(self.f.people.same(x, y) for x in a.target for y in b.target)
        doers = [{x.country or x.name for x in e.actor} | ({e.mode} if e.mode else set()) for e in (a, b)]
        days = {e.time.start for e in (a, b) if e.time is not None}
        if not shared or not all(doers) or doers[0] & doers[1] or len(days) > 1:
            return None
        return Dispute(about="actor", degree="contradicts", sides=(tuple(p.values())[-1:], tuple(q.values())[-1:]))

    def _figures(self, e: Event) -> Iterator[Dispute]:
        """Wholes of one kind, told of one event by two sources, that cannot both hold."""
        told = self.tellings.of(e)
        for (x, p), (y, q) in combinations(told[:WINDOW], 2):
            if self.contested.against((x, p), (y, q)):
                yield Dispute(about="figure", degree="contradicts", sides=((p.id if p else e.id,), (q.id if q else e.id,)))

    def answered(self, found: list[Dispute]) -> Iterator[Dispute]:
        """Statements that are denied by pointing back to them and tell of no act, where no dispute found before holds both."""
        held = [{ref for side in d.sides for ref in side} for d in found]
        acts = {v.claim for e in self.events if e.type in FORCE for v in e.voices}
        for c in self.f.claims:
            said = self.claims.get(c.answers or "") if c.stance == "denies" else None
            if said is None or said.stance not in TOLD or c.source is None or (said.id in acts and not self._clears(c.source, said)):
                continue
            if not any({c.id, said.id} <= refs for refs in held):
                yield Dispute(about="occurrence", degree="contradicts", sides=((said.id,), (c.id,)))

    def _clears(self, who: Source, said: Claim) -> bool:
        """Whether somebody denies what they are themselves accused of, by name or for their state: of backing an act, which goes on
        undenied."""
        cued = [e for e in self.events if e.type == "ACCUSE" and e.field == said.field
                and any(a < e.trigger[1] and e.trigger[0] < b for a, b in said.cue)]
        if said.stance == "accuses" and cued and not any(e.target for e in cued):
            s = self.f.page.sentence_at(said.content[0][0], said.field)     # "accused it of ..., which Minsk denies"
            return s is not None and said.field == who.field and s.start <= who.span[0] < s.end
        return said.stance == "accuses" and any(
            _one_name(p.name.casefold(), who.name.casefold()) or (p.country is not None and p.country == who.country and who.kind in STATE)
            for e in cued for p in e.target)

    def tallies(self, tallies: tuple[Tally, ...]) -> Iterator[Dispute]:
        """Tallies of one kind, start, area and target that two sources tell and that cannot both hold."""
        whole = [t for t in tallies if t.part_of is None and self._source(t.claim) is not None]
        for a, b in combinations(whole[:WINDOW], 2):
            if a.what == b.what and a.since is not None and (a.since, a.until) == (b.since, b.until) and _area(a) == _area(b) \
                    and self._source(a.claim) != self._source(b.claim) and apart(a, b):
                yield Dispute(about="tally", degree="contradicts", sides=((a.id,), (b.id,)))


def _one_name(a: str, b: str) -> bool:
    """Whether one name ends with the other: "the army", "army"."""
    return bool(a and b) and (a.endswith(b) or b.endswith(a))


def _area(t: Tally) -> frozenset[str]:
    return frozenset(p.country or p.name for p in t.place)


def _side(e: Event, voices: list[Voice]) -> tuple[str, ...]:
    """The claims of some voices of an event; the event itself where the article tells it."""
    return tuple(dict.fromkeys(v.claim or e.id for v in voices))


def _same_actor(a: Event, b: Event) -> bool:
    mine = {p.country or p.name for p in a.actor}
    return bool(mine & {p.country or p.name for p in b.actor})


def _same_aim(a: Event, b: Event) -> bool:
    """Whether two events have a target or a country in common, or one of them names neither."""
    mine, theirs = ({p.name for p in e.target} | ({e.place.country} if e.place and e.place.country else set()) for e in (a, b))
    return not mine or not theirs or bool(mine & theirs)
