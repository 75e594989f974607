"""Lists of a ledger for people (a table that fits 80 columns), as JSON lines, and as CSV."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, islice
from typing import Any, TypeVar

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

from selon.ledger.entries import ArticleEntry, TallyEntry
from selon.ledger.results import Results
from selon.ledger.tables import ROWS, Row, cells, columns, row_of
from selon.model import Figure, Incident, Value, WovenDispute
from selon.views import wording
from selon.views.terminal import clean, console_of
from selon.workflow.diffing import FieldChange, IncidentChange, ReadingChange
from selon.workflow.matching import Match

V = TypeVar("V", bound=Value)
Column = tuple[str, str]  # a heading, and how it is set: "id", "number", "words"
SETTING: dict[str, dict[str, Any]] = {
    "id": {"no_wrap": True, "style": "bright_black"}, "number": {"justify": "right", "no_wrap": True},
    "words": {"overflow": "fold", "ratio": 1}, "short": {"no_wrap": True}, "fold": {"overflow": "fold"},
}


def figure(f: Figure | None) -> str:
    """The best number, with its range where there is one: `20 (15–24)`."""
    if f is None:
        return ""
    high = "" if f.high is None else f"{f.high:,}"
    span = "" if f.low == f.best == f.high else f" ({f.low:,}–{high})"
    return f"{f.best:,}{span}".replace(",", " ")


def _incident(i: Incident) -> tuple[str, ...]:
    marks = " ".join(x for x in (f"[{i.grade}]" if i.grade else "", "⚡" * bool(i.disputes), "Σ" * (i.clarity == "summary")) if x)
    told = f"{i.articles}/{i.origins}/{i.root_sources}"
    return i.id, clean(i.title) + (f" {marks}" if marks else ""), figure(i.figures.get("killed")), figure(i.figures.get("injured")), told


def _article(a: ArticleEntry) -> tuple[str, ...]:
    copy = f" = {a.origin}" if a.origin != a.id else ""
    when = wording.days(a.published.start, a.published.end) if a.published else "no date"
    version = f" v{a.version}" if a.version > 1 else ""
    return a.id + version + copy, when, clean(a.outlet or ""), clean(a.title or ""), str(len(a.incidents))


def _tally(t: TallyEntry) -> tuple[str, ...]:
    n = t.tally
    number = wording.number(n.low, n.high, n.bound)
    places = " ".join(dict.fromkeys(p.country or p.name for p in n.place))
    return t.ref, f"{number} {n.what}", wording.days(n.since, n.until), places, clean(t.source or t.outlet or "") + " ⚡" * bool(t.disputes)


def _dispute(d: WovenDispute) -> tuple[str, ...]:
    sides = " | ".join(f"{clean(s.says) or '…'} [{len(s.refs)}]" for s in d.sides)
    return d.id, d.about, d.degree.replace("_", " "), d.incident or d.tally or "", sides


def _changed(fields: Sequence[FieldChange]) -> str:
    return "; ".join(f"{f.field}: {f.before or '-'} → {f.after or '-'}" for f in fields)


def _incident_change(c: IncidentChange) -> tuple[str, ...]:
    return c.kind, c.incident, clean(c.title) + (f" → {c.into}" if c.into else ""), clean(_changed(c.fields))


def _reading_change(c: ReadingChange) -> tuple[str, ...]:
    return c.kind, c.what, clean(c.words), clean(_changed(c.fields))


def _match(m: Match) -> tuple[str, ...]:
    off = " ".join(x for x in (f"{m.days} d" if m.days else "", f"{m.km:.0f} km" if m.km else "") if x)
    return clean(m.id), m.verdict, m.incident or "", clean("; ".join([m.title or "", *m.contradictions])), off


TABLES: dict[type[Value], tuple[tuple[Column, ...], Callable[[Any], tuple[str, ...]]]] = {
    Incident: ((("id", "id"), ("incident", "words"), ("killed", "number"), ("injured", "number"), ("art/orig/root", "number")), _incident),
    ArticleEntry: ((("id", "fold"), ("published", "fold"), ("outlet", "fold"), ("title", "words"), ("inc.", "number")), _article),
    TallyEntry: ((("ref", "fold"), ("count", "short"), ("period", "fold"), ("where", "fold"), ("says", "words")), _tally),
    WovenDispute: ((("id", "id"), ("about", "short"), ("degree", "short"), ("of", "fold"), ("sides", "words")), _dispute),
    IncidentChange: ((("", "short"), ("id", "id"), ("incident", "words"), ("what changed", "words")), _incident_change),
    ReadingChange: ((("", "short"), ("what", "short"), ("words", "words"), ("what changed", "words")), _reading_change),
    Match: ((("row", "fold"), ("", "short"), ("incident", "id"), ("title, contradictions", "words"), ("off by", "short")), _match),
}


def _flat(value: Value) -> Row:
    """A change or match as a row."""
    row = {f: getattr(value, f) for f in value.__struct_fields__}
    return {k: [f"{c.field}: {c.before} -> {c.after}" for c in v] if k == "fields" else list(v) if isinstance(v, tuple) else v
            for k, v in row.items()}


class Listing:
    """Prints lists; no colour when piped, with NO_COLOR set, or where `color` is false."""

    def __init__(self, color: bool = True, width: int | None = None) -> None:
        self.console: Console = console_of(color, width)

    def show(self, answer: Results[V], shape: str, limit: int | None) -> None:
        """An answer, as `table`, `jsonl` or `csv`; at most `limit` values. A table says where more were left out."""
        if shape == "table" and limit:
            page = answer.page(limit)
            self._table(page.items)
            if page.next:
                self.console.print(Text(f" ... the first {limit} of {answer.count():,}; --limit shows more", style="bright_black"))
            return
        values = iter(answer) if limit is None else islice(answer, limit)
        self._lines(values, shape, columns(answer.kind))

    def rows(self, values: Iterable[Value], shape: str) -> None:
        """Values that are no answer of the ledger's own."""
        if shape == "table":
            self._table(tuple(values))
        else:
            self._lines(values, shape, None)

    def _lines(self, values: Iterable[Value], shape: str, head: list[str] | None) -> None:
        if shape == "jsonl":
            for v in values:
                sys.stdout.buffer.write(msgspec.json.encode(v) + b"\n")
            sys.stdout.flush()
            return
        rows = (cells(row_of(v) if type(v) in ROWS else _flat(v)) for v in values)
        first = next(rows, None)
        writer = csv.DictWriter(sys.stdout, head or list(first or ()), lineterminator="\n")
        writer.writeheader()
        writer.writerows(chain([first] if first else [], rows))
        sys.stdout.flush()

    def _table(self, values: Sequence[Value]) -> None:
        if not values:
            self.console.print(Text(" nothing", style="bright_black"))
            return
        heads, cells_of = TABLES[type(values[0])]
        table = Table(box=None, padding=(0, 1), header_style="bright_black", expand=True, pad_edge=False)
        for name, setting in heads:
            table.add_column(name, **SETTING[setting])
        for v in values:
            table.add_row(*map(Text, cells_of(v)))
        self.console.print(table)
