"""An event as weaving sees it: the event, who tells it, and what of its article matters when events of many articles are compared."""

from __future__ import annotations

from collections.abc import Sequence

from selon.model import (
    Claim,
    Degree,
    Dispute,
    DisputeAbout,
    Event,
    Field,
    Interval,
    Participant,
    Reading,
    Ref,
    Side,
    Span,
    Tally,
    Value,
)
from selon.weaving.context import NOWHERE, Setting, settings
from selon.weaving.keys import keys
from selon.weaving.words import Telling, telling


class Told(Value, frozen=True, kw_only=True):
    """A dispute that one article tells, with the words of its sides."""

    about: DisputeAbout
    degree: Degree
    sides: tuple[Side, ...]


class Report(Value, frozen=True, kw_only=True):
    """One event of one article. All that likeness, figures and disputes need is in it, so that the past can be kept as reports alone.

    `ref` is "ARTICLE/EVENT"; `claims` are those that the event's voices, counts and disputes rest on; `setting` is its place and days in
    its article's context. `words` are the article's telling words, rarest first, `told` those of the sentences that tell the event. `names`
    (single words), `marks` (names of several words that mark one event: a victim, a street), `people` (persons who took part, first and
    last word of their names) and `ages` are those of the whole article where the event is its lead, else of those sentences. `again`: they
    say that it is not the first time; `aftermath`: of what comes long after an act. `disputes` are those that the
    reading found about this event. `keys` are the blocks it is looked up by: two reports that share none are never compared.
    """

    ref: str
    article: str
    event: Event
    lead: bool = False
    claims: tuple[Claim, ...] = ()
    lang: str = ""
    outlet: str | None = None
    origin: str | None = None
    published: Interval | None = None
    setting: Setting = NOWHERE
    words: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    ages: tuple[int, ...] = ()
    again: bool = False
    aftermath: bool = False
    disputes: tuple[Told, ...] = ()
    keys: tuple[str, ...] = ()


class TallyReport(Value, frozen=True, kw_only=True):
    """One tally of one article; `ref` is "ARTICLE/TALLY", `claim` the one it is told in. `target` are those it counts as hit: its own, else
    those of the other counts of its article that begin on its first day ("62 times: 29 times in Iraq, 33 times in Syria")."""

    ref: str
    article: str
    tally: Tally
    target: tuple[Participant, ...] = ()
    claim: Claim | None = None
    outlet: str | None = None
    origin: str | None = None
    published: Interval | None = None


def reports_of(reading: Reading, origin: str | None = None) -> tuple[Report, ...]:
    """Every event of a reading as a report, in its order; `origin` is the id of the article's origin."""
    told = telling(reading)
    where = settings(reading)
    return tuple(_report(reading, e, told, where[e.id], origin) for e in reading.events)


def tallies_of(reading: Reading, origin: str | None = None) -> tuple[TallyReport, ...]:
    """Every tally of a reading, in its order."""
    claims = {c.id: c for c in reading.claims}
    return tuple(
        TallyReport(
            ref=f"{reading.id}/{t.id}",
            article=reading.id,
            tally=t,
            target=_hit(t, reading.tallies),
            claim=claims.get(t.claim or ""),
            outlet=reading.outlet,
            origin=origin,
            published=reading.published,
        )
        for t in reading.tallies
    )


def _hit(t: Tally, told: Sequence[Tally]) -> tuple[Participant, ...]:
    """Those whom a tally counts as hit; of a known country, where its article's counts of the same run say one."""
    run = [x.target for x in (t, *told) if x.what == t.what and x.since == t.since is not None]
    return next((target for target in run if any(p.country for p in target)), t.target)


def _report(r: Reading, e: Event, told: Telling, setting: Setting, origin: str | None) -> Report:
    here = told.of(e)
    about = told.whole if e.id == r.lead else here
    people = told.people(r.events if e.id == r.lead else [e])
    names = tuple(dict.fromkeys((*told.parties(e), *(about.names if e.id == r.lead else ()))))
    disputes = tuple(d for d in r.disputes if _home(r, d) == e.id)
    return Report(
        ref=f"{r.id}/{e.id}",
        article=r.id,
        event=e,
        lead=e.id == r.lead,
        claims=_claims(r, e, disputes),
        lang=r.lang,
        outlet=r.outlet,
        origin=origin,
        published=r.published,
        setting=setting,
        words=told.whole.words,
        told=here.words,
        names=about.names,
        marks=about.marks,
        people=people,
        ages=about.ages,
        again=about.again,
        aftermath=about.aftermath,
        disputes=tuple(_told(r, d) for d in disputes),
        keys=keys(e, setting.days, r.published, setting.place, (*about.marks, *people), here.places, names),
    )


def _claims(r: Reading, e: Event, disputes: tuple[Dispute, ...]) -> tuple[Claim, ...]:
    """The claims that voices and disputes name, and those in whose content a count stands."""
    named = {v.claim for v in e.voices} | {x.claim for x in e.responsibility} | {i for d in disputes for side in d.sides for i in side}
    spots = {(c.field, c.span[0]) for c in e.counts}

    def holds(c: Claim) -> bool:
        return any(c.field == field and s <= at < t for field, at in spots for s, t in c.content)

    return tuple(c for c in r.claims if c.id in named or holds(c))


def _told(r: Reading, d: Dispute) -> Told:
    """A reading's dispute with its words: of claims their content, of events what tells of them."""
    spots: dict[str, tuple[Span, Field | None]] = {e.id: (e.trigger, e.field) for e in r.events}
    spots |= {t.id: (t.span, t.field) for t in r.tallies}
    spots |= {c.id: (c.content[0], c.field) for c in r.claims if c.content}
    sides = []
    for side in d.sides:
        refs = tuple(Ref(article=r.id, id=i, span=spots[i][0], field=spots[i][1]) for i in side if i in spots)
        words = (r.title or "" if x.field else r.text for x in refs)
        sides.append(Side(says=" | ".join(w[x.span[0] : x.span[1]] for w, x in zip(words, refs, strict=True)), refs=refs))
    return Told(about=d.about, degree=d.degree, sides=tuple(sides))


def _home(r: Reading, d: Dispute) -> str | None:
    """The event whose report carries a dispute: the first it names, else the one of which most claims it names say who did it, else the
    first that one of them tells, else the lead."""
    named = {i for side in d.sides for i in side}
    events = [e.id for e in r.events if e.id in named]
    blamed = [(len(named & {x.claim for x in e.responsibility}), -k, e.id) for k, e in enumerate(r.events)]
    events = events or [i for n, _, i in sorted(blamed, reverse=True) if n]
    events = events or [e.id for e in r.events if any(v.claim in named for v in e.voices)]
    return events[0] if events else r.lead or (r.events[0].id if r.events else None)
