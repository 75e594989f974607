"""One thing of a ledger with all its evidence: an incident with every report in the words of its article, an article, a dispute."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import groupby

import msgspec
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from selon.ledger.entries import ArticleFile, IncidentFile
from selon.ledger.store import AsOf, Ledger
from selon.model import Decision, Event, FigureReport, Incident, Reading, Ref, Value, WovenDispute
from selon.views import wording
from selon.views.listing import figure
from selon.views.terminal import Terminal, clean, console_of, quote, words_around

MOST_JOINS = 8  # the pairs shown of those that hold an incident together; the JSON has all


class Dossier:
    """Prints one thing as it was at a time."""

    def __init__(self, ledger: Ledger, as_of: AsOf = None, color: bool = True, width: int | None = None) -> None:
        self.ledger, self.as_of, self.color, self.width = ledger, as_of, color, width
        self.console = console_of(color, width)
        self._files: dict[str, ArticleFile | None] = {}

    def show(self, id: str, json: bool = False) -> bool:
        """Whether there is such a thing; it is printed as a page, or as one JSON object."""
        found = self.ledger.incident(id, self.as_of) or self._file(id) or self.ledger.dispute(id, self.as_of)
        if found is None and "/" in id:
            found = self._file(id.rpartition("/")[0])
        if found is None:
            return False
        if json:
            sys.stdout.buffer.write(msgspec.json.encode(found) + b"\n")
            sys.stdout.flush()
            return True
        for part in self._page(found):
            self.console.print(part)
        if isinstance(found, ArticleFile):
            Terminal(self.color, self.width).show(found.reading)
        return True

    def _page(self, found: Value) -> Iterator[RenderableType]:
        if isinstance(found, IncidentFile):
            yield from self._incident(found)
        elif isinstance(found, ArticleFile):
            yield from self._article(found)
        elif isinstance(found, WovenDispute):
            yield from self._dispute(found)

    def _file(self, article: str) -> ArticleFile | None:
        if article not in self._files:
            self._files[article] = self.ledger.article(article, self.as_of)
        return self._files[article]

    def _reading(self, article: str) -> Reading | None:
        file = self._file(article)
        return file.reading if file else None

    def _incident(self, file: IncidentFile) -> Iterator[RenderableType]:
        i = file.incident
        yield Text(f"\n {clean(i.title)}", style="bold underline")
        if file.asked:
            yield Text(f" {file.asked} was merged into it", style="yellow")
        yield Text(f" {' · '.join(_facts(i))}", style="bright_black")
        sections = (
            ("WHAT IS SAID OF IT", self._about(i)), ("HOW MANY", self._figures(i)), ("REPORTS, BY ORIGIN", self._reports(i)),
            ("IN DISPUTE", (part for d in file.disputes for part in self._dispute(d))),
            ("DECISIONS", map(_decision, file.decisions)), ("WHY THEY ARE ONE", self._joins(file)),
        )
        for title, rows in sections:
            shown = list(rows)
            if shown:
                yield Text(f"\n {title}", style="bold")
                yield from shown

    def _about(self, i: Incident) -> Iterator[RenderableType]:
        grid = Table.grid(padding=(0, 1))
        grid.add_column(width=13, justify="right", style="bright_black")
        grid.add_column(ratio=1)
        where = ""
        if p := i.place:
            radius = f" ±{p.radius_km:g} km" if p.radius_km is not None else ""
            at = f"{p.lat:.3f}, {p.lon:.3f}{radius}" if p.lat is not None and p.lon is not None else p.unresolved or "no position"
            where = f"{clean(p.name)}, {p.country or '?'} ({at})"
        who = {"actors": i.actors, "targets": i.targets}
        rows = [("when", wording.days(i.start, i.end) or "no date"), ("where", where or "no place")]
        rows += [(k, clean("; ".join(p.name for p in v))) for k, v in who.items() if v]
        rows += [(r.kind, clean(r.actor)) for r in i.responsibility]
        rows.append(("voices", ", ".join(f"{n} {k}" for k, n in i.reported.items())))
        for label, value in rows:
            grid.add_row(label, value)
        yield grid

    def _figures(self, i: Incident) -> Iterator[RenderableType]:
        for what, f in i.figures.items():
            yield Text.assemble("  ", (f"{what} ", "bright_black"), (figure(f), "bold"))
            yield from (Padding(Text(self._said(s)), (0, 0, 0, 6)) for s in f.said)

    def _said(self, s: FigureReport) -> str:
        when = wording.days(s.published.start, s.published.end) if s.published else ""
        said = f"said {wording.days(s.said.start, s.said.end)}" if s.said else ""
        facts = [x for x in (s.root_source, said, s.outlet, when, f"{s.article}/{s.event}") if x]
        part = " (part)" if s.partial else ""
        return f"{wording.number(s.low, s.high, s.bound)}{part}: “{clean(s.text)}”, {clean(', '.join(facts))}"

    def _reports(self, i: Incident) -> Iterator[RenderableType]:
        def origin(article: str) -> str:
            file = self._file(article)
            return file.origin if file else article

        told = sorted(i.reports, key=lambda r: (origin(r.article), r.article, r.event))
        for name, reports in groupby(told, key=lambda r: origin(r.article)):
            mine = list(reports)
            copies = len({r.article for r in mine}) - 1
            yield Text(f"  {clean(name)}" + (f" and {wording.plural(copies, 'copy')}" if copies else ""), style="bold")
            for r in mine:
                if r.article == name or not copies:
                    yield from self._report(r.article, r.event)

    def _report(self, article: str, event: str) -> Iterator[RenderableType]:
        reading = self._reading(article)
        e = next((e for e in reading.events if e.id == event), None) if reading else None
        if reading is None or e is None:
            return
        when = wording.days(reading.published.start, reading.published.end) if reading.published else "no date"
        facts = [x for x in (f"{article}/{event}", reading.outlet, when, e.status, "hedged" if e.hedged else "", _teller(reading, e)) if x]
        yield Padding(Text(clean(" · ".join(facts)), style="bright_black"), (0, 0, 0, 4))
        yield Padding(Text(quote(words_around(reading, e.trigger, e.field), reading.lang)), (0, 0, 0, 6))

    def _dispute(self, d: WovenDispute) -> Iterator[RenderableType]:
        what = f"{d.about} ({d.degree.replace('_', ' ')}) "
        yield Text.assemble("  ", ("⚡ ", "bold yellow"), what, (f"{d.id}, of {d.incident or d.tally or ''}", "bright_black"))
        for side in d.sides:
            yield Padding(Text(clean(side.says) or "…", style="bold"), (0, 0, 0, 4))
            for ref in side.refs:
                yield Padding(Text(self._words(ref)), (0, 0, 0, 6))

    def _words(self, ref: Ref) -> str:
        reading = self._reading(ref.article)
        if reading is None:
            return f"{ref.article}/{ref.id}"
        span = ref.span
        if span == (0, 0):
            e = next((e for e in reading.events if e.id == ref.id), None)
            span = e.trigger if e else span
        return f"{ref.article}/{ref.id}: {quote(words_around(reading, span, ref.field), reading.lang)}"

    def _joins(self, file: IncidentFile) -> Iterator[RenderableType]:
        for j in file.joins[:MOST_JOINS]:
            why = ", ".join(f"{name} {share:+.2f}" for name, share in sorted(j.why, key=lambda x: -abs(x[1])))
            yield Padding(Text(f"{j.a} ~ {j.b}  {j.likeness:.2f}: {why}"), (0, 0, 0, 2))
        if len(file.joins) > MOST_JOINS:
            yield Text(f"  ... {len(file.joins) - MOST_JOINS} more pairs", style="bright_black")

    def _article(self, file: ArticleFile) -> Iterator[RenderableType]:
        m = file.membership
        lines = [f"article {file.article.id}, version {len(file.versions)} of {len(file.versions)}, "
                 f"{wording.plural(len(file.readings), 'reading')}, the last by selon {file.readings[-1].selon}"]
        if file.copies:
            lines.append(f"its words are those of {file.origin}; also printed as {', '.join(file.copies)}")
        lines.append(f"incidents: {', '.join(f'{x} (lead)' if x == m.lead else x for x in m.incidents) or 'none'}")
        for line in lines:
            yield Text(f" {clean(line)}", style="bright_black")


def _facts(i: Incident) -> list[str]:
    told = [wording.plural(i.articles, "article"), wording.plural(i.outlets, "outlet"), wording.plural(i.origins, "origin")]
    told.append(wording.plural(i.root_sources, "root source"))
    return [i.id, i.type + (f" {i.mode}" if i.mode else ""), *told, *(["several acts told as one"] if i.clarity == "summary" else []),
            f"grade: {i.grade}" if i.grade else "not graded"]


def _teller(r: Reading, e: Event) -> str:
    claim = next((c for c in r.claims if c.id == e.claim), None)
    return f"says {claim.source.name}" if claim and claim.source else ""


def _decision(d: Decision) -> RenderableType:
    gone = f", superseded by {d.superseded}" if d.superseded else ""
    value = f" {clean(d.value)}" if d.value else ""
    made = d.made.isoformat(sep=" ", timespec="minutes")
    text = f"{d.id} {d.kind}{value}: {clean(d.reason)} ({clean(d.author)}, {made}{gone})"
    return Padding(Text(text, style="strike" if d.superseded else ""), (0, 0, 0, 2))
