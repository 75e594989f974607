"""CSV, HXL, JSON lines, GeoJSON, Parquet."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import IO, Any

import msgspec

from selon.model import Incident, WovenDispute
from selon.views.exports.columns import CODER, COLUMNS, Cell, Column, month, row
from selon.views.sharing import Cited, Told

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # how a cell begins that a spreadsheet would run
BETWEEN = "; "


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe before it, as OWASP advises."""
    return f"'{text}" if text.startswith(FORMULA) else text


def cell(value: Cell) -> str | int | float:
    """A cell of CSV: days in ISO form, lists with `; ` between, nothing for what is absent."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return guarded(BETWEEN.join(value))
    return value.isoformat() if isinstance(value, date) else guarded(value) if isinstance(value, str) else value


def write_csv(rows: Iterable[Sequence[Cell]], names: Sequence[str], out: IO[str], tags: Sequence[str] | None = None) -> None:
    """A header, the HXL tags under it where given, and the rows."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    if tags:
        writer.writerow(tags)
    writer.writerows([cell(c) for c in r] for r in rows)


def to_csv(told: Sequence[Told], out: IO[str]) -> None:
    """The table of docs/exports.md."""
    write_csv(map(row, told), [c.name for c in COLUMNS], out)


def to_hxl(told: Sequence[Told], out: IO[str]) -> None:
    """The same table with the tags of the Humanitarian Exchange Language in its second row."""
    write_csv(map(row, told), [c.name for c in COLUMNS], out, [c.tag for c in COLUMNS])


class Line(msgspec.Struct, frozen=True):
    """A line of JSON: the incident as it is kept, the articles and disputes behind it."""

    incident: Incident
    sources: tuple[Cited, ...]
    disputes: tuple[WovenDispute, ...]
    coder: str = CODER


def to_jsonl(told: Sequence[Told], out: IO[str]) -> None:
    """One incident a line."""
    out.writelines(msgspec.json.encode(Line(t.incident, t.cited, t.disputes)).decode() + "\n" for t in told)


def _feature(told: Told) -> dict[str, Any]:
    p = told.incident.place
    point = None if p is None or p.lat is None or p.lon is None else {"type": "Point", "coordinates": [p.lon, p.lat]}
    return {
        "type": "Feature",
        "id": told.incident.id,
        "geometry": point,
        "properties": {c.name: v for c, v in zip(COLUMNS, row(told), strict=True) if c.name not in ("lat", "lon")},
    }


def to_geojson(told: Sequence[Told], out: IO[str]) -> None:
    """RFC 7946: one feature an incident, those without a position too, with a null geometry. `radius_km` says how wide a point is meant."""
    out.write('{"type":"FeatureCollection","features":[\n')
    out.write(",\n".join(msgspec.json.encode(_feature(t)).decode() for t in told))
    out.write("\n]}\n")


def _arrow(column: Column) -> Any:
    import pyarrow as pa  # noqa: PLC0415

    kinds: dict[type, Callable[[], Any]] = {
        str: pa.string,
        int: pa.int64,
        float: pa.float64,
        date: pa.date32,
        tuple: lambda: pa.list_(pa.string()),
    }
    return pa.field(column.name, kinds[column.kind]())


def to_parquet(told: Sequence[Told], folder: Path) -> None:
    """A folder of `month=2023-10/incidents.parquet`, the month being that of the first day; `month=unknown` for those without."""
    import pyarrow as pa  # noqa: PLC0415  half a second to load, needed here only
    import pyarrow.parquet as pq  # noqa: PLC0415

    schema = pa.schema([_arrow(c) for c in COLUMNS])
    months: dict[str, list[Told]] = defaultdict(list)
    for t in told:
        months[month(t.incident)].append(t)
    for name, mine in sorted(months.items()):
        columns = zip(*map(row, mine), strict=True)
        table = pa.table([pa.array(c, type=f.type) for c, f in zip(columns, schema, strict=True)], schema=schema)
        path = folder / f"month={name}" / "incidents.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(table, path)
