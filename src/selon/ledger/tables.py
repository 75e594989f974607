"""Values as rows of a table: one level of names, the same columns for every value of a kind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, get_args

from selon.ledger.entries import ArticleEntry, TallyEntry
from selon.model import Incident, Place, Tally, Value, What, WovenDispute

Row = dict[str, Any]
PLACE = ("name", "basis", "country", "admin1", "lat", "lon", "radius_km")


def _place(p: Place | None) -> Row:
    return {f"place.{k}": getattr(p, k) if p else None for k in PLACE}


def incident_row(i: Incident) -> Row:
    """An incident: its facts, its numbers as low, best and high of each kind, its counts."""
    row: Row = {k: getattr(i, k) for k in ("id", "type", "mode", "title", "start", "end", "extent")}
    row |= _place(i.place)
    row |= {"actors": [p.name for p in i.actors], "targets": [p.name for p in i.targets]}
    row |= {"responsibility": [f"{r.kind}: {r.actor}" for r in i.responsibility], "clarity": i.clarity, "grade": i.grade}
    for what in get_args(What):
        f = i.figures.get(what)
        row |= {f"{what}.{end}": getattr(f, end) if f else None for end in ("low", "best", "high")}
    row |= {f"reported.{k}": i.reported.get(k, 0) for k in ("happened", "denied")}
    row |= {k: getattr(i, k) for k in ("articles", "outlets", "origins", "root_sources")}
    return row | {"reports": [f"{r.article}/{r.event}" for r in i.reports], "disputes": list(i.disputes)}


def article_row(a: ArticleEntry) -> Row:
    """An article in a list."""
    row: Row = {k: getattr(a, k) for k in ("id", "version", "title", "url", "outlet", "lang")}
    row |= {"published.start": a.published.start if a.published else None, "published.end": a.published.end if a.published else None}
    return row | {"origin": a.origin, "lead": a.lead, "incidents": list(a.incidents)}


def tally_row(t: TallyEntry) -> Row:
    """A tally with who gave it."""
    n = t.tally
    row: Row = {"ref": t.ref, "what": n.what, "low": n.low, "high": n.high, "bound": n.bound, "from": n.since, "to": n.until}
    row |= {"places": [p.name for p in n.place], "countries": sorted({p.country for p in n.place if p.country})}
    row |= {"actors": [p.name for p in n.actor], "targets": [p.name for p in n.target], "source": t.source, "outlet": t.outlet}
    row |= {"published.start": t.published.start if t.published else None, "published.end": t.published.end if t.published else None}
    return row | {"text": n.text, "disputes": list(t.disputes)}


def dispute_row(d: WovenDispute) -> Row:
    """A dispute with what each side says and where."""
    row: Row = {k: getattr(d, k) for k in ("id", "about", "degree", "incident", "tally")}
    says = [s.says for s in d.sides]
    refs = [" ".join(f"{r.article}/{r.id}" for r in s.refs) for s in d.sides]
    return row | {"sides": says, "refs": refs, "note": d.note}


ROWS: dict[type[Value], Callable[[Any], Row]] = {
    Incident: incident_row, ArticleEntry: article_row, TallyEntry: tally_row, WovenDispute: dispute_row,
}


def row_of(value: Value) -> Row:
    """A value as a row; lists stay lists."""
    return ROWS[type(value)](value)


def cells(row: Row) -> Row:
    """A row for CSV: days in ISO form, lists with `; ` between, nothing for what is absent."""
    return {k: _cell(v) for k, v in row.items()}


def _cell(v: object) -> object:
    if isinstance(v, list):
        return "; ".join(map(str, v))
    return "" if v is None else v.isoformat() if isinstance(v, date) else v


def columns(kind: type[Value]) -> list[str]:
    """The columns of a kind of value, in their order."""
    return list(ROWS[kind](SAMPLES[kind]))


SAMPLES: dict[type[Value], Value] = {
    Incident: Incident(id="", type="ASSAULT", title="", start=None, end=None),
    ArticleEntry: ArticleEntry(
        id="", version=1, title=None, url=None, outlet=None, lang=None, published=None, origin="", lead=None, incidents=()
    ),
    TallyEntry: TallyEntry(
        ref="", article="", tally=Tally(id="", what="attacks", low=None, high=None, bound="exact", text="", span=(0, 0)),
        source=None, outlet=None, published=None, disputes=(),
    ),
    WovenDispute: WovenDispute(id="", about="tally", degree="in_tension", sides=()),
}
