"""What the page shows of incidents, disputes and tallies: the ledger's values with the words they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from selon.ledger.globe import Near
from selon.ledger.queries import Query
from selon.ledger.store import Ledger
from selon.model import Claim, Event, Field, Incident, Reading, Ref, Span, Stance, WovenDispute
from selon.views.web import values as v
from selon.views.web.excerpts import quote
from selon.views.web.settings import Settings
from selon.views.web.shown import shown_reading

AROUND_KM, AROUND_DAYS, NEIGHBOURS = 100.0, 3, 8


class Readings:
    """The readings that one answer needs, each fetched once."""

    def __init__(self, ledger: Ledger, settings: Settings) -> None:
        self._ledger, self._settings = ledger, settings
        self._held: dict[str, tuple[Reading, str] | None] = {}

    def get(self, article: str) -> tuple[Reading, str] | None:
        """A reading and the origin of its article; None where the ledger has none by now."""
        if article not in self._held:
            file = self._ledger.article(article)
            self._held[article] = (shown_reading(file.reading, self._settings)[0], file.origin) if file else None
        return self._held[article]

    def words(self, ref: Ref) -> str:
        """The sentence at a reference; for one without a span, and where texts are cut, that of its event, claim or tally."""
        if ref.span[1] == ref.span[0] or self._settings.public:
            return self.words_of(ref.article, ref.id)
        held = self.get(ref.article)
        return _line(held[0], ref.span, ref.field) if held else ""

    def words_of(self, article: str, name: str) -> str:
        """The sentence of an event, claim or tally of an article; empty where it is not there."""
        held = self.get(article)
        place = _place_of(held[0], name) if held else None
        return _line(held[0], *place) if held and place else ""


def _line(reading: Reading, span: Span, field: Field | None) -> str:
    q = quote(reading, span, field, most=220)
    return f"{q.before}{q.words}{q.after}".strip()


def _place_of(reading: Reading, name: str) -> tuple[Span, Field | None] | None:
    for e in reading.events:
        if e.id == name:
            return e.trigger, e.field
    for t in reading.tallies:
        if t.id == name:
            return t.span, t.field
    for c in reading.claims:
        if c.id == name and c.content:
            return c.content[0], c.field
    return None


def report_views(incident: Incident, readings: Readings) -> Iterable[v.ReportView]:
    """Each report with the sentence that tells it, oldest first."""
    for r in incident.reports:
        held = readings.get(r.article)
        event = next((e for e in held[0].events if e.id == r.event), None) if held else None
        if held and event:
            yield _report(held[0], event, held[1])


def _report(r: Reading, e: Event, origin: str) -> v.ReportView:
    claims = {c.id: c for c in r.claims}
    claim = claims.get(e.claim or "")
    q = quote(r, e.trigger, e.field)
    return v.ReportView(
        article=r.id,
        event=e.id,
        title=r.title,
        outlet=r.outlet,
        url=r.url,
        published=r.published,
        origin=origin,
        lang=r.lang,
        status=e.status,
        hedged=e.hedged,
        newness=e.newness,
        quote=v.QuoteView(before=q.before, words=q.words, after=q.after),
        chain=chain(claim),
        stance=_stance(claim),
        place=e.place,
    )


def _stance(claim: Claim | None) -> Stance | None:
    return claim.stance if claim else None


def chain(claim: Claim | None) -> tuple[v.Speaker, ...]:
    """From the first speaker to the nearest."""
    if claim is None or claim.source is None:
        return ()
    return tuple(v.Speaker(name=s.name, kind=s.kind) for s in (claim.source, *reversed(claim.via)))


def dispute_views(disputes: Sequence[WovenDispute], readings: Readings) -> tuple[v.DisputeView, ...]:
    """Disputes with the words of each side."""
    return tuple(
        v.DisputeView(
            id=d.id,
            about=d.about,
            degree=d.degree,
            incident=d.incident,
            tally=d.tally,
            note=d.note,
            sides=tuple(
                v.SideView(
                    says=s.says, refs=tuple(v.RefView(article=r.article, id=r.id, span=r.span, words=readings.words(r)) for r in s.refs)
                )
                for s in d.sides
            ),
        )
        for d in disputes
    )


def neighbours(ledger: Ledger, i: Incident) -> tuple[Incident, ...]:
    """Incidents of the same days and surroundings that are kept apart, by day."""
    if i.place is None or i.place.lat is None or i.place.lon is None or i.start is None or i.end is None:
        return ()
    since, until = i.start - timedelta(AROUND_DAYS), i.end + timedelta(AROUND_DAYS)
    around = Query(since=since, until=until, near=Near(i.place.lat, i.place.lon, AROUND_KM))
    return tuple(o for o in ledger.incidents(around).page(NEIGHBOURS + 1).items if o.id != i.id)[:NEIGHBOURS]


def neighbour(i: Incident, o: Incident) -> v.Neighbour:
    """A neighbour, with what sets it apart at first sight, as keys of the model."""
    unlike = (
        ("type", i.type != o.type),
        ("mode", i.mode != o.mode),
        ("day", i.start != o.start or i.end != o.end),
        ("place", (i.place and i.place.name) != (o.place and o.place.name)),
    )
    return v.Neighbour(id=o.id, title=o.title, start=o.start, why=tuple(name for name, differs in unlike if differs))
