"""Reads the dossier beside it and shows what selon finds: one dispatch in full, the running counts, the disputes, the share found.

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
from rich.table import Table
from rich.text import Text

from selon.articles.intake import Intake, take
from selon.errors import InputError
from selon.languages.lexicon import languages
from selon.model import Reading, Tally
from selon.reading.reader import Reader
from selon.views import wording
from selon.views.terminal import Terminal, clean
from selon.weaving.origins import Printed, origins

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


def copied(readings: Sequence[Reading]) -> Iterable[str]:
    """The dispatches that print the words of another."""
    printed = [Printed(r.id, r.text, r.outlet, r.published.start if r.published else None, r.credit) for r in readings]
    for o in origins(printed):
        if len(o.articles) > 1:
            yield f"  {o.id} ({o.name or 'unnamed'}) printed {len(o.articles)} times: {', '.join(o.articles)}"


def disputed(readings: Iterable[Reading]) -> Iterable[Text]:
    """Every dispute inside one dispatch, a line each."""
    for r in readings:
        for d in r.disputes:
            sides = " against ".join(", ".join(side) for side in d.sides)
            line = f"  {r.id}  {d.about} {d.degree.replace('_', ' ')}: {sides}   {clean(r.title or '')}"
            yield Text(line, no_wrap=True, overflow="ellipsis")


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the four parts."""
    wanted = set(argv if argv is not None else sys.argv[1:]) or {"d19"}
    terminal = Terminal()
    console: Console = terminal.console
    start = time.perf_counter()
    readings = read_dossier()
    took = time.perf_counter() - start
    for r in readings:
        if r.id in wanted:
            terminal.show(r)
    console.print(Text("\n THE RUNNING COUNTS, in all dispatches", style="bold"))
    console.print(counted(readings))
    console.print(Text("\n ONE ORIGIN, several prints", style="bold"))
    for shown in copied(readings):
        console.print(Text(shown))
    console.print(Text("\n IN DISPUTE, inside one dispatch", style="bold"))
    for line in disputed(readings):
        console.print(line, no_wrap=True, overflow="ellipsis")
    expected = json.loads((DOSSIER / "expected.json").read_text(encoding="utf-8"))
    good, of = share(check_readings(map(json.loads, map(msgspec.json.encode, readings)), expected))
    console.print(f"\n {len(readings)} dispatches read in {took:.1f} s, loading included; {good} of {of} expected events and tallies found"
                  " (examples/check.py says which are missing).")
    return 0


if __name__ == "__main__":
    sys.exit(main())
