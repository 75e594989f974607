"""Routes of the sources, the tallies, and the true extent."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Query, Request, Response

from selon.ledger import page, speech
from selon.ledger.entries import TallyEntry
from selon.ledger.queries import Query as Wish
from selon.ledger.store import Ledger
from selon.model import Incident, What
from selon.views.web import values as v
from selon.views.web.context import Context, Here
from selon.views.web.evidence import Readings
from selon.views.web.filters import Listed
from selon.views.web.schemas import answer

router = APIRouter(tags=["sources"])
Order = Literal["claims", "denied", "disputed", "revised"]
FORCE = frozenset({"ASSAULT", "INTERCEPT"})
MOST_SAID = 200


class _Marks:
    """How often each source stands on a side of a dispute, is denied, and revised a figure of its own."""

    def __init__(self, ledger: Ledger) -> None:
        self.disputed, self.denied, self.revised = Counter[str](), Counter[str](), Counter[str]()
        for d in ledger.disputes():
            sides = [page.speakers_of(ledger, s.refs) for s in d.sides]
            for n, side in enumerate(sides):
                others = {x for m, other in enumerate(sides) if m != n for x in other} - side
                for name in side:
                    self.disputed[name] += 1
                    if d.about == "occurrence" and others:
                        self.denied[name] += 1
        for i in page.revised(ledger):
            self._revisions(i)

    def _revisions(self, i: Incident) -> None:
        for f in i.figures.values():
            said: dict[str, set[tuple[int | None, int | None]]] = defaultdict(set)
            for r in f.said:
                if r.root_source and not r.partial:
                    said[r.root_source].add((r.low, r.high))
            for name, values in said.items():
                if len(values) > 1:
                    self.revised[name] += 1


def _rows(here: Context) -> list[v.SourceRow]:
    marks = _Marks(here.ledger)
    return [
        v.SourceRow(
            name=s.name,
            kind=s.kind,
            claims=s.claims,
            denied=marks.denied[s.name],
            disputed=marks.disputed[s.name],
            revised=marks.revised[s.name],
            articles=s.articles,
            outlets=s.outlets,
        )
        for s in speech.speakers(here.ledger.database)
    ]


@router.get("/sources", responses=answer(v.Listing[v.SourceRow], "Sources"))
def sources(request: Request, here: Here, order: Order = "claims", limit: Annotated[int, Query(ge=1, le=2000)] = 100) -> Response:
    """Who says how much, how often against others."""

    def make() -> v.Listing[v.SourceRow]:
        rows = sorted(_rows(here), key=lambda r: (-getattr(r, order), r.name))
        return v.Listing[v.SourceRow](items=tuple(rows[:limit]), total=len(rows))

    return here.answers.send(request, make)


@router.get("/sources/{name}", responses=answer(v.SourceView, "One source with its claims", 404))
def source(request: Request, here: Here, name: str) -> Response:
    """One source and what it said, newest first."""
    if not speech.speakers(here.ledger.database, [name]):
        raise HTTPException(404, f"there is no source {name!r}")

    def make() -> v.SourceView:
        row = next(r for r in _rows(here) if r.name == name)
        readings = Readings(here.ledger, here.settings)
        fields = {f: getattr(row, f) for f in v.SourceRow.__struct_fields__}
        return v.SourceView(**fields, said=tuple(_said(here, name, readings)))

    return here.answers.send(request, make)


def _said(here: Context, name: str, readings: Readings) -> Iterator[v.Saying]:
    for u in speech.utterances(here.ledger.database, name, MOST_SAID):
        held = readings.get(u.article)
        if held and (words := readings.words_of(u.article, u.claim)):
            yield v.Saying(article=u.article, claim=u.claim, stance=u.stance, words=words, published=u.published, outlet=held[0].outlet)


def _tally_row(t: TallyEntry, here: Context, readings: Readings) -> v.TallyRow:
    return v.TallyRow(
        article=t.article,
        outlet=t.outlet,
        published=t.published,
        speaker=speaker(t),
        tally=t.tally,
        words=readings.words_of(t.article, t.tally.id),
        covered=page.covered(here.ledger, t.ref),
    )


def speaker(t: TallyEntry) -> str:
    """Who gave a count: its source, else the outlet."""
    return t.source or f"[{t.outlet or t.article}]"


@router.get("/tallies", responses=answer(v.Listing[v.TallyRow], "Counts over a period"), tags=["tallies"])
def tallies(request: Request, here: Here, asked: Annotated[Listed, Query()]) -> Response:
    """Counts over a period and area, each with the incidents that the ledger holds for them."""

    def make() -> v.Listing[v.TallyRow]:
        results = here.ledger.tallies(asked.query())
        page = results.page(asked.limit, asked.cursor)
        readings = Readings(here.ledger, here.settings)
        rows = tuple(_tally_row(t, here, readings) for t in page.items)
        return v.Listing[v.TallyRow](items=rows, next=page.next, total=results.count() if asked.cursor is None else None)

    return here.answers.send(request, make)


@router.get("/extent", responses=answer(v.Extent, "Running counts beside the incidents held"), tags=["tallies"])
def extent(request: Request, here: Here, what: What = "attacks") -> Response:
    """Each speaker's running count of one kind, and the incidents that the ledger holds for the periods and areas counted."""

    def make() -> v.Extent:
        told = [t for t in here.ledger.tallies(Wish()) if t.tally.what == what and t.tally.part_of is None]
        readings = Readings(here.ledger, here.settings)
        return v.Extent(series=tuple(_series(told, what, readings)), incidents=tuple(_stairs(here, told)))

    return here.answers.send(request, make)


def _series(told: Iterable[TallyEntry], what: str, readings: Readings) -> Iterator[v.ExtentSeries]:
    """Counts of one speaker since one day belong to one curve; the first article that prints a value stands for its copies."""
    curves: dict[tuple[str, date], dict[tuple[date, int | None, int | None], TallyEntry]] = defaultdict(dict)
    for t in sorted(told, key=lambda t: t.ref):
        day = t.tally.until or (t.published.end if t.published else None)
        if t.tally.since and day:
            curves[speaker(t), t.tally.since].setdefault((day, t.tally.low, t.tally.high), t)
    for (name, since), points in sorted(curves.items(), key=lambda c: (-len(c[1]), c[0])):
        steps = tuple(
            v.ExtentStep(day=day, low=low, high=high, article=t.article, words=readings.words_of(t.article, t.tally.id))
            for (day, low, high), t in sorted(points.items(), key=lambda p: (p[0][0], p[0][1] or 0, p[1].ref))
        )
        yield v.ExtentSeries(speaker=name, what=what, since=since, steps=steps)


def _stairs(here: Context, told: Iterable[TallyEntry]) -> Iterator[v.ExtentIncident]:
    """The incidents that any of the counts covers, by day."""
    names = {i for t in told for i in page.covered(here.ledger, t.ref)}
    held = [t.incident for n in sorted(names) if (f := here.ledger.incident(n)) and (t := here.seen(f.incident))]
    for i in sorted(held, key=lambda i: (i.start or date.max, i.id)):
        if i.start:
            yield v.ExtentIncident(id=i.id, title=i.title, day=i.start)
