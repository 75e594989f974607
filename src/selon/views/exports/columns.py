"""The columns of our own tables: what each holds, and how it comes out of an incident. docs/exports.md is held to them by a test."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

from selon.model import Figure, Incident, Place, Status, What
from selon.views.sharing import Told

Cell = str | int | float | date | tuple[str, ...] | None
CODER = "machine"
HARM: tuple[What, ...] = ("killed", "injured", "missing", "captured", "abducted", "displaced", "evacuated", "arrested", "sick")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, the type of its cells (for Parquet), its HXL tag, and how it is filled."""

    name: str
    kind: type
    fill: Callable[[Told], Cell]
    tag: str = ""


def _of(name: str) -> Callable[[Told], Cell]:
    return lambda t: getattr(t.incident, name)


def _place(name: str) -> Callable[[Told], Cell]:
    return lambda t: getattr(t.incident.place, name) if t.incident.place else None


def _figure(what: What, end: str) -> Callable[[Told], Cell]:
    def fill(t: Told) -> Cell:
        found: Figure | None = t.incident.figures.get(what)
        return getattr(found, end) if found else None

    return fill


def _reported(status: Status) -> Callable[[Told], Cell]:
    return lambda t: t.incident.reported.get(status, 0)


def unique(values: Sequence[str | None]) -> tuple[str, ...]:
    """Those that are there, once each, in order."""
    return tuple(dict.fromkeys(v for v in values if v))


def month(i: Incident) -> str:
    """The month of an incident's first day as `2023-10`, or `unknown`."""
    day = i.start or i.end
    return f"{day:%Y-%m}" if day else "unknown"


def place_name(p: Place | None) -> str | None:
    """The place as it is called, with the relation where it is not the place itself."""
    return None if p is None else p.name if p.relation == "in" else f"{p.relation.replace('_', ' ')} {p.name}"


COLUMNS: tuple[Column, ...] = (
    Column("id", str, _of("id"), "#event+code"),
    Column("type", str, _of("type"), "#event+type"),
    Column("mode", str, _of("mode"), "#event+mode"),
    Column("title", str, _of("title"), "#event+name"),
    Column("start", date, _of("start"), "#date+start"),
    Column("end", date, _of("end"), "#date+end"),
    Column("extent", str, _of("extent"), "#date+extent"),
    Column("clarity", str, _of("clarity"), "#event+clarity"),
    *(Column(f"voices_{s}", int, _reported(s), f"#meta+voices+{s}") for s in get_args(Status)),
    Column("voices_hedged", int, _of("hedged"), "#meta+voices+hedged"),
    Column("grade", str, _of("grade"), "#meta+grade"),
    Column("place", str, lambda t: place_name(t.incident.place), "#loc+name"),
    Column("place_basis", str, _place("basis"), "#loc+type"),
    Column("admin1", str, _place("admin1"), "#adm1+name"),
    Column("country", str, _place("country"), "#country+code+v_iso2"),
    Column("lat", float, _place("lat"), "#geo+lat"),
    Column("lon", float, _place("lon"), "#geo+lon"),
    Column("radius_km", float, _place("radius_km"), "#geo+radius+km"),
    Column("place_unresolved", str, _place("unresolved"), "#loc+unresolved"),
    Column("actors", tuple, lambda t: unique([p.name for p in t.incident.actors]), "#group+actor+list"),
    Column("targets", tuple, lambda t: unique([p.name for p in t.incident.targets]), "#group+target+list"),
    Column(
        "responsibility", tuple, lambda t: unique([f"{r.kind}: {r.actor}" for r in t.incident.responsibility]), "#group+responsible+list"
    ),
    *(Column(f"{what}_{end}", int, _figure(what, end), f"#affected+{what}+{end}") for what in HARM for end in ("low", "best", "high")),
    Column("articles", int, _of("articles"), "#meta+articles+num"),
    Column("outlets", int, _of("outlets"), "#meta+outlets+num"),
    Column("origins", int, _of("origins"), "#meta+origins+num"),
    Column("root_sources", int, _of("root_sources"), "#meta+sources+num"),
    Column("source_kinds", tuple, lambda t: tuple(t.incident.source_kinds), "#meta+sources+type+list"),
    Column("disputes", int, lambda t: len(t.incident.disputes), "#meta+disputes+num"),
    Column("told_first", date, lambda t: t.incident.told.start if t.incident.told else None, "#date+reported+start"),
    Column("told_last", date, lambda t: t.incident.told.end if t.incident.told else None, "#date+reported+end"),
    Column("sources", tuple, lambda t: unique([c.outlet for c in t.cited]), "#meta+source+list"),
    Column("source_articles", tuple, lambda t: unique([c.id for c in t.cited]), "#meta+source+code+list"),
    Column("source_urls", tuple, lambda t: unique([c.url for c in t.cited]), "#meta+source+url+list"),
    Column("coder", str, lambda t: CODER, "#meta+coder"),
)


def row(told: Told, columns: Sequence[Column] = COLUMNS) -> list[Cell]:
    """The cells of an incident."""
    return [c.fill(told) for c in columns]


def in_order(told: Sequence[Told]) -> list[Told]:
    """By first day, then id; those without a day last. The same whatever the order they came in."""
    return sorted(told, key=lambda t: (t.incident.start or t.incident.end or date.max, t.incident.id))
