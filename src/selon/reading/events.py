"""Events: the mentions of one event pooled, with the voices that tell it, its place, time, people and what became of them."""

from __future__ import annotations

from msgspec.structs import replace

from selon.model import Claim, Count, Event, Outcome, Participant, Place, Responsibility, Time
from selon.reading.lead import find_lead
from selon.reading.mentions import Mention
from selon.reading.pooling.acts import counted_acts
from selon.reading.pooling.afar import aims, called
from selon.reading.pooling.afterwards import counted_later
from selon.reading.pooling.arms import weapons
from selon.reading.pooling.before import day_before
from selon.reading.pooling.blame import Blames
from selon.reading.pooling.bound import Bindings
from selon.reading.pooling.casualties import Casualties
from selon.reading.pooling.cluster import Pool, without_doubles
from selon.reading.pooling.doers import doers, striking
from selon.reading.pooling.findings import Findings
from selon.reading.pooling.identified import identified
from selon.reading.pooling.locatives import place_beside, time_beside
from selon.reading.pooling.main import dated_from, main_place, main_time
from selon.reading.pooling.manner import mode_of_all, type_of
from selon.reading.pooling.numbers import quantity_counts
from selon.reading.pooling.reach import Reach
from selon.reading.pooling.replies import with_replies
from selon.reading.pooling.responsibility import responsibilities
from selon.reading.pooling.sameness import Cluster
from selon.reading.pooling.several import heirs, spread
from selon.reading.pooling.sides import parted
from selon.reading.pooling.singles import Singles
from selon.reading.pooling.sited import sited_events
from selon.reading.pooling.standing import FINE
from selon.reading.pooling.strangers import casings
from selon.reading.pooling.sums import divided
from selon.reading.pooling.tellings import Tellings
from selon.reading.pooling.ties import HURT
from selon.reading.pooling.voices import claim_of, main_first, voices_of
from selon.reading.pooling.wording import FORCE, SPEECH
from selon.reading.pooling.words import harm_tables

LOCAL = FORCE | {"ACCUSE"}
UNDONE = frozenset({"failed", "foiled"})


def find_events(f: Findings) -> tuple[Event, ...]:
    """The events of a page, in text order (the title's first), `e1`, `e2` ...; mentions of one event are pooled, voices never."""
    bindings, age, index, counts = f.bindings, f.age, f.index, f.counts
    claims = {id(m): claim_of(m, index) for m in f.mentions}
    reach = Reach(f, Pool(f, bindings, age).run(claims, counted_acts(f, counts.totals)))
    clusters = reach.clusters
    named = identified(f, clusters)
    events = tuple(_event(f"e{k + 1}", (c, reach.core(c)), f, (bindings, claims, named.get(k, ()))) for k, c in enumerate(clusters))
    events = heirs(clusters, events)
    apart = frozenset(t.quantity.span for t in counts.totals if not t.of_act) | counted_later(f)
    casualties = Casualties(f, clusters, (bindings, age), f.words, apart)
    others = quantity_counts(f, clusters, counts)
    events = tuple(replace(e, counts=_people_only(f, casualties.counts(k)) + others.get(k, ())) for k, e in enumerate(events))
    events = _blamed(f, events)
    lead = find_lead(f, events)
    main = next((k for k, e in enumerate(events) if e.id == lead), None)
    if main is None:
        return _completed(f, clusters, events, None)
    e, c = events[main], clusters[main]
    figures = _people_only(f, casualties.counts(main, with_rest=True)) + others.get(main, ())
    time = main_time(f, c, bindings, _local(f, e)) or e.time
    old = c.first.background and time is not None and age.is_old_time(time)
    e = replace(e, counts=figures, place=_lead_place(f, c, e), time=time, newness=age.newness(old, age.is_update()))
    return _completed(f, clusters, (*events[:main], e, *events[main + 1:]), e)


def _completed(f: Findings, clusters: list[Cluster], events: tuple[Event, ...], main: Event | None) -> tuple[Event, ...]:
    """The events with what other speakers tell of them, single things that flew, and those told only by where losses were suffered."""
    tellings, singles = Tellings(f), Singles(f)
    told = (tellings.added(e, e is not main) for e in events)
    counted = divided(f, clusters, [singles.added(e, c) for e, c in zip(told, clusters, strict=True)])
    return with_replies(f, sited_events(f, tuple(spread(f, e) for e in counted)))


def _lead_place(f: Findings, c: Cluster, e: Event) -> Place | None:
    """The place of the lead: all the page helps to tell it of a mishap, where people were hurt or shot at, or somebody is accused of that;
    what else was done is where its own words say, or where the dispatch is dated from."""
    told = (main_place(f, c, f.bindings) if _local(f, e) else None) or e.place
    return told if told is not None or e.type in SPEECH or e.newness != "new" else dated_from(f, c.first.mention)


def _local(f: Findings, e: Event) -> bool:
    """Whether an event is of the kind that all of its page tells of: a mishap, people hurt or shot at, an accusation of that."""
    return e.type in LOCAL and (e.type in {"ACCIDENT", "DISASTER"} or any(m.mode == "firearms" or m.harm in HURT for m in f.mentions))


def _blamed(f: Findings, events: tuple[Event, ...]) -> tuple[Event, ...]:
    """The events with those who are accused of them or deny them elsewhere in the page."""
    found = Blames(f, events).all()
    if not found:
        return events
    more = {e.id: tuple(Responsibility(actor=b.actor, kind=b.kind, claim=b.claim) for b in found if b.event == e.id) for e in events}
    return tuple(replace(e, responsibility=tuple(dict.fromkeys((*e.responsibility, *more[e.id])))) if more[e.id] else e for e in events)


def _event(id_: str, of: tuple[Cluster, Cluster], f: Findings,
           bound: tuple[Bindings, dict[int, Claim | None], tuple[Participant, ...]]) -> Event:
    """One cluster as an event, with what is bound to it; it stands in the text where any of its mentions does."""
    (c, core), (b, claims, named) = of, bound
    mentions = [t.mention for t in c.told]
    body = [m for m in mentions if m.sentence.field == "text"]
    own = body or mentions
    voices = voices_of(c.told, claims, f.page.lang, f.published)
    actor, target = parted(f, c.told, _actors(core, f) or without_doubles(striking(c, f), f), _targets(core, f, named))
    type_ = type_of(mentions)
    called = [m for m in own if m.plain] or [m for m in own if m.type == "ACCIDENT"] if type_ == "ACCIDENT" else []
    shown = (called or own)[0]                  # the words that show that it was one
    voices = main_first(voices, shown)
    return Event(
        id=id_, type=type_, trigger=shown.span, mentions=tuple(m.span for m in own), voices=voices, status=voices[0].status,
        hedged=voices[0].hedged, claim=voices[0].claim, mode=mode_of_all([t.mention for t in core.told]),
        newness="background" if c.first.background else "new",
        outcome=_outcome(mentions), actor=actor, target=target, weapon=weapons(core, actor, f),
        responsibility=responsibilities(c, claims), place=_place(c, f), time=_time(c, b, f),
        confidence=max(m.confidence for m in mentions), field=None if body else "title")


def _people_only(f: Findings, counts: tuple[Count, ...]) -> tuple[Count, ...]:
    """Figures of harm without "one of the two drones"; all of them where some are parts of others."""
    if any(c.part_of is not None for c in counts):
        return counts
    return tuple(c for c in counts if not _of_things(f, c))


def _of_things(f: Findings, c: Count) -> bool:
    """Whether a bare number is taken out of things."""
    s = f.page.sentence_at(c.span[0], c.field)
    if s is None:
        return False
    heads = {t.i for t in s.within(c.span)}
    if any(a.sentence is s and a.head.i in heads for m in f.told_in(s) for a in m.weapon):
        return True                             # "the other hit the base and hurt a few"
    # What does an act of force is not whom it hurts: "the other hit the base and caused minor injuries".
    doing = {t.head for t in s.within(c.span) if t.dep == "nsubj" and t.pos in {"ADJ", "PRON", "NUM"}}
    if any(m.trigger.i in doing and m.type == "ASSAULT" and m.harm is None for m in f.told_in(s)):
        return True
    out = [n for t in s.within(c.span) if t.pos in {"PRON", "NUM", "DET"} for n in s.children(t, "nmod") if n.pos == "NOUN"]
    words = (harm_tables(f.page.lang).people, f.words.people.civilian, f.words.people.plural)
    return bool(out) and not any(n.lemma in people for n in out for people in words)


def _outcome(mentions: list[Mention]) -> Outcome | None:
    """The first outcome told. What failed or was foiled must be told so as often as done: "charged with attempted murder" stands beside
    shots that hit. Nor did a deed fail that hurt somebody, where another was tried beside it: "was shot in an attempted robbery"."""
    if not any(m.outcome for m in mentions):
        return None
    hurt = any(m.status == "happened" and m.harm in HURT and m.outcome is None for m in mentions)
    slain = any(m.status == "happened" and m.harm == "killed" and m.outcome is None and m.type == "ASSAULT" for m in mentions)
    mode = mode_of_all(mentions)
    told = [m.outcome for m in mentions if m.outcome and not (m.outcome in UNDONE and ((hurt and m.mode != mode) or slain))]
    done = sum(m.outcome is None for m in mentions)
    lost = sum(x in UNDONE for x in told)
    return next((x for x in told if x not in UNDONE or lost >= done or mentions[0].outcome == x), None)


def _actors(c: Cluster, f: Findings) -> tuple[Participant, ...]:
    return without_doubles(doers(c, f), f)


def _targets(c: Cluster, f: Findings, named: tuple[Participant, ...]) -> tuple[Participant, ...]:
    apart = {p.span for t in c.told for p in t.actor} | {p.span for t in c.told for p in casings(f, t.mention)}
    return without_doubles(tuple(p for p in (*aims(c, f), *called(f, c, named)) if p.span not in apart), f)


def _place(c: Cluster, f: Findings) -> Place | None:
    """The finest place of a clause, else of a phrase that the clause hangs in, else the country that all the page is about."""
    said = min((t.place for t in c.told if t.place), key=lambda p: (FINE[p.basis], p.lat is None), default=None)
    if said is None or FINE[said.basis] > FINE["admin1"]:
        beside = next((p for t in c.told if said in {None, t.place} and (p := place_beside(f, f.bindings, t.mention))), None)
        finer = said is not None and beside is not None and said.country in {None, beside.country} and FINE[beside.basis] < FINE["admin1"]
        said = beside if said is None or finer else said
    return said or (f.bindings.sole_country if c.first.mention.type in FORCE and not c.first.background else None)


def _time(c: Cluster, b: Bindings, f: Findings) -> Time | None:
    """The first clause's time, else the sentence's, else that of the sentence before, where it sets the scene."""
    said = next((t.time for t in c.told if t.time), None)
    said = said or next((t for x in c.told if (t := time_beside(f, b, x.mention))), None)
    return said or next((t for x in c.told if (t := day_before(f, b, x.mention))), None)
