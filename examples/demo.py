"""Reads the dossier beside it and shows what selon finds: one dispatch in full, the running counts, the incidents,
the disputes, the share found.

    python examples/demo.py [ARTICLE...]        the articles shown in full; d19 where none is named
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Sequence
from datetime import date

import msgspec
from check import DOSSIER, check_readings, share
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from selon.articles.intake import Intake, take
from selon.errors import InputError
from selon.languages.lexicon import languages
from selon.model import Figure, Reading, Tally
from selon.reading.reader import Reader
from selon.views import wording
from selon.views.terminal import Terminal, clean
from selon.weaving.memory import Fabric, weave_all

ARTICLES = DOSSIER / "articles.jsonl"


def read_dossier() -> list[Reading]:
    """The readings of all dispatches, in order."""
    found = list(take(str(ARTICLES), Intake(supported=languages())))
    if faults := [str(f) for f in found if isinstance(f, InputError)]:
        sys.exit(f"selon: {faults[0]}")
    return list(Reader().read_all(a for a in found if not isinstance(a, InputError)))


def speaker(tally: Tally, reading: Reading) -> str:
    """Who gave the count, by name."""
    claim = next((c for c in reading.claims if c.id == tally.claim), None)
    return claim.source.name if claim and claim.source else f"[{reading.outlet}]"


def short(day: date | None) -> str:
    """`17 Oct`."""
    return f"{day.day} {day:%b}" if day else ""


def counted(readings: Iterable[Reading]) -> Table:
    """Every running count of the dossier: who gave it, when, of what, since when, where; it fits 80 columns."""
    table = Table(box=None, padding=(0, 1), header_style="bright_black", pad_edge=False)
    for name in ("", "published", "count", "since", "where"):
        table.add_column(name, no_wrap=True)
    table.add_column("says", overflow="fold")
    for r in readings:
        for t in r.tallies:
            where = " ".join(dict.fromkeys(p.country or p.name for p in t.place))
            number = f"{wording.number(t.low, t.high, t.bound)} {t.what}"
            published = short(r.published.end if r.published else None)
            table.add_row(f" {r.id}/{t.id}", published, number, short(t.since), where, clean(speaker(t, r)))
    return table


def copied(fabric: Fabric) -> Iterable[str]:
    """The dispatches that print the words of another."""
    for o in fabric.origins:
        if len(o.articles) > 1:
            yield f"  {o.id} ({o.name or 'unnamed'}) printed {len(o.articles)} times: {', '.join(o.articles)}"


def figure(what: str, f: Figure) -> str:
    """`injured 15–20–32`, or the number alone where all agree."""
    return f"{f.best} {what}" if f.low == f.best == f.high else f"{f.low}–{f.best}–{f.high} {what}"


def woven(fabric: Fabric) -> Table:
    """The incidents that two texts or more tell of, by day; it fits 80 columns."""
    table = Table(box=None, padding=(0, 1), header_style="bright_black", pad_edge=False)
    for name in ("", "day", "what and where", "told", "from"):
        table.add_column(name, no_wrap=True, overflow="ellipsis")
    table.add_column("figures", overflow="fold")
    shown = [i for i in fabric.incidents if i.origins > 1 and i.start is not None]
    for i in sorted(shown, key=lambda i: (i.start or date.min, i.id)):
        where = f"{i.place.name}, {i.place.country or ''}".rstrip(", ") if i.place else ""
        what = f"{(i.mode or i.type).lower()} {clean(where)}"
        sources = f"{i.root_sources} source{'s' if i.root_sources > 1 else ''}"
        mark = Text("⚡" if i.disputes else " ", style="yellow")
        told = ", ".join(figure(k, f) for k, f in i.figures.items())
        table.add_row(mark, short(i.start), what, f"{i.articles}", sources, told)
    return table


def disputed(fabric: Fabric) -> Iterable[Text | Padding]:
    """Every dispute over an incident, both sides' words."""
    titles = {i.id: i.title for i in fabric.incidents}
    for d in fabric.disputes:
        if d.incident is None or len(d.sides) < 2:
            continue
        sides = " against ".join(f"« {clean(s.says)} » ({', '.join(sorted({r.article for r in s.refs})[:3])})" for s in d.sides)
        yield Text(f"  {clean(titles[d.incident])}", style="bold")
        yield Padding(Text(f"{d.about}, {d.degree.replace('_', ' ')}: {sides}"), (0, 0, 0, 4))


def uncounted(fabric: Fabric) -> Table:
    """Tallies beside the incidents that can be told one by one: what is known only as a number."""
    table = Table(box=None, padding=(0, 1), header_style="bright_black", pad_edge=False)
    for name in ("", "told", "held"):
        table.add_column(name, no_wrap=True)
    for d in sorted((d for d in fabric.disputes if d.tally), key=lambda d: d.tally or ""):
        table.add_row(f"  {d.tally}", clean(d.sides[0].says), str(len(d.covers)))
    return table


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the parts, one after the other."""
    wanted = set(argv if argv is not None else sys.argv[1:]) or {"d19"}
    terminal = Terminal()
    console: Console = terminal.console
    start = time.perf_counter()
    readings = read_dossier()
    took = time.perf_counter() - start
    fabric = weave_all(readings)
    for r in readings:
        if r.id in wanted:
            terminal.show(r)
    console.print(Text("\n THE RUNNING COUNTS, in all dispatches", style="bold"))
    console.print(counted(readings))
    console.print(Text("\n ONE ORIGIN, several prints", style="bold"))
    for shown in copied(fabric):
        console.print(Text(shown))
    console.print(Text("\n WHAT HAPPENED, told more than once", style="bold"))
    console.print(woven(fabric))
    console.print(Text("\n IN DISPUTE", style="bold"))
    for line in disputed(fabric):
        console.print(line)
    console.print(Text("\n COUNTED, AND KNOWN ONE BY ONE", style="bold"))
    console.print(uncounted(fabric))
    expected = json.loads((DOSSIER / "expected.json").read_text(encoding="utf-8"))
    good, of = share(check_readings(map(json.loads, map(msgspec.json.encode, readings)), expected))
    console.print(f"\n {len(readings)} dispatches read in {took:.1f} s, loading included; {good} of {of} expected events and tallies found"
                  " (examples/check.py says which are missing).")
    return 0


if __name__ == "__main__":
    sys.exit(main())
