"""Somebody's own list of events held against the ledger: matched, missing, contradicted."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Literal, get_args

from selon.articles.decoding import decode
from selon.errors import InputError
from selon.ledger.folding import fold
from selon.ledger.globe import EARTH, Near, point
from selon.ledger.queries import Query
from selon.ledger.store import AsOf, Ledger
from selon.model import EventType, Incident, Value

COLUMNS = ("id", "date", "start", "end", "lat", "lon", "place", "country", "type", "killed", "injured")
DAYS, KM = 1, 30.0  # how far a match may be off
PLACED = 2  # capital letters of a country
FARTHEST = 500.0  # km; a place less sure than this is no help in finding an incident


class Own(Value, frozen=True, kw_only=True):
    """One row of somebody's list. `row` counts lines of the file, the head being 1."""

    row: int
    id: str
    start: date
    end: date
    lat: float | None = None
    lon: float | None = None
    place: str | None = None
    country: str | None = None
    type: EventType | None = None
    killed: int | None = None
    injured: int | None = None


class Match(Value, frozen=True, kw_only=True):
    """What the ledger has of one row: the incident, how far off it is in days and kilometres, and what contradicts."""

    row: int
    id: str
    verdict: Literal["matched", "contradicted", "missing"]
    incident: str | None = None
    title: str | None = None
    days: int | None = None
    km: float | None = None
    contradictions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rival:
    """An incident that may be the one meant; the smaller the cost, the likelier."""

    incident: Incident
    cost: float
    days: int
    km: float | None


def rows_of(path: Path) -> list[Own | InputError]:
    """The rows of a CSV file, a fault for each that is wrong. InputError where it is no such file at all."""
    try:
        text = decode(path.read_bytes(), str(path))
    except OSError as e:
        raise InputError(str(path), f"cannot be read: {e.strerror}", "check the path and its permissions") from None
    lines = csv.reader(io.StringIO(text), delimiter=_delimiter(text))
    head = [c.strip().casefold() for c in next(lines, [])]
    if not ({"date", "start"} & set(head)) or not ({"lat", "place", "country"} & set(head)):
        needed = f"the first line names them, of: {', '.join(COLUMNS)}; date or start, and lat and lon, place or country, are needed"
        raise InputError(str(path), "has no columns of events", needed)
    found: list[Own | InputError] = []
    for cells in lines:
        if any(c.strip() for c in cells):
            try:
                named = dict(zip(head, (c.strip() for c in cells), strict=False))
                found.append(_row(named, f"{path}, row {lines.line_num}", lines.line_num))
            except InputError as e:
                found.append(e)
    return found


def _delimiter(text: str) -> str:
    head = text.partition("\n")[0]
    return max(",;\t", key=head.count)


def _row(cells: dict[str, str], name: str, number: int) -> Own:
    start = _day(cells.get("start") or cells.get("date"), name)
    end = _day(cells["end"], name) if cells.get("end") else start
    if end < start:
        raise InputError(name, f"ends on {end}, before it starts", "give the later day as end")
    lat, lon = _degrees(cells, "lat", 90, name), _degrees(cells, "lon", 180, name)
    if (lat is None) != (lon is None):
        raise InputError(name, "has one of lat and lon", "give both or none")
    country, kind = cells.get("country") or None, cells.get("type") or None
    if country and not (len(country) == PLACED and country.isupper()):
        raise InputError(name, f"country {country!r} is no code", "give the two capital letters of ISO 3166-1, e.g. SY")
    if kind and kind not in get_args(EventType):
        raise InputError(name, f"type {kind!r} is none", f"there are: {', '.join(get_args(EventType))}")
    if lat is None and not cells.get("place") and not country:
        raise InputError(name, "says not where", "give lat and lon, place, or country")
    return Own(row=number, id=cells.get("id") or str(number), start=start, end=end, lat=lat, lon=lon, place=cells.get("place") or None,
               country=country, type=kind,  # type: ignore[arg-type]
               killed=_number(cells, "killed", name), injured=_number(cells, "injured", name))


def _day(text: str | None, name: str) -> date:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        raise InputError(name, f"date {text!r} is not a day", "give 2023-10-27") from None


def _degrees(cells: dict[str, str], key: str, most: float, name: str) -> float | None:
    text = cells.get(key)
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = most + 1
    if not abs(value) <= most:
        raise InputError(name, f"{key} {text!r} is no such number", f"give degrees from -{most} to {most}")
    return value


def _number(cells: dict[str, str], key: str, name: str) -> int | None:
    text = cells.get(key)
    if not text:
        return None
    if not text.isascii() or not text.isdigit():
        raise InputError(name, f"{key} {text!r} is not a whole number", "give digits, or nothing where it is not known")
    return int(text)


def match(ledger: Ledger, rows: Sequence[Own], *, days: int = DAYS, km: float = KM, as_of: AsOf = None) -> Iterator[Match]:
    """Each row with the incident that is most likely the same; an incident answers to one row at most, the one it fits best."""
    rivals = [(r, rival) for r in rows for rival in _rivals(ledger, r, days, km, as_of)]
    taken: dict[str, int] = {}
    chosen: dict[int, Rival] = {}
    for row, rival in sorted(rivals, key=lambda x: (x[1].cost, x[0].row, x[1].incident.id)):
        if row.row not in chosen and rival.incident.id not in taken:
            chosen[row.row] = rival
            taken[rival.incident.id] = row.row
    for row in rows:
        yield _verdict(row, chosen.get(row.row))


def _rivals(ledger: Ledger, row: Own, days: int, km: float, as_of: AsOf) -> Iterator[Rival]:
    near = Near(row.lat, row.lon, km + FARTHEST) if row.lat is not None and row.lon is not None else None
    query = Query(since=row.start - timedelta(days), until=row.end + timedelta(days), near=near, as_of=as_of,
                  country=(row.country,) if row.country else (), type=(row.type,) if row.type else ())
    for i in ledger.incidents(query):
        off = _days_off(row, i)
        far = _km_off(row, i)
        if off is None or (far is not None and far > km + (i.place.radius_km or 0.0 if i.place else 0.0)):
            continue
        if far is None and row.place and not _same_name(row.place, i):
            continue
        vague = i.place.radius_km or 0.0 if i.place else FARTHEST
        cost = off + (far or 0.0) / km + vague / FARTHEST + 0.5 * len(_contradictions(row, i)) - 0.01 * min(i.origins, 20)
        yield Rival(i, cost, off, far)


def _days_off(row: Own, i: Incident) -> int | None:
    start, end = i.start or i.end, i.end or i.start
    if start is None or end is None:
        return None
    return max(0, (start - row.end).days, (row.start - end).days)


def _km_off(row: Own, i: Incident) -> float | None:
    if row.lat is None or row.lon is None or i.place is None or i.place.lat is None or i.place.lon is None:
        return None
    a, b = point(row.lat, row.lon), point(i.place.lat, i.place.lon)
    straight = sum((x - y) ** 2 for x, y in zip(a, b, strict=True)) ** 0.5


    return 2 * EARTH * math.asin(min(1.0, straight / 2))


def _same_name(name: str, i: Incident) -> bool:
    names = {fold(x) for x in (i.place.name, i.place.text) if x} if i.place else set()
    wanted = fold(name)
    return any(wanted in n or n in wanted for n in names)


def _contradictions(row: Own, i: Incident) -> tuple[str, ...]:
    found = []
    for what in ("killed", "injured"):
        own, figure = getattr(row, what), i.figures.get(what)
        if own is not None and figure is not None and not (figure.low <= own and (figure.high is None or own <= figure.high)):
            found.append(f"{what}: {own} here, {figure.low} to {figure.high if figure.high is not None else '?'} in the ledger")
    if i.grade == "discounted":
        found.append("discounted in the ledger")
    if i.reported.get("denied") and not i.reported.get("happened") and not i.reported.get("ongoing"):
        found.append("told only to be denied")
    return tuple(found)


def _verdict(row: Own, rival: Rival | None) -> Match:
    if rival is None:
        return Match(row=row.row, id=row.id, verdict="missing")
    against = _contradictions(row, rival.incident)
    far = None if rival.km is None else round(rival.km, 1)
    return Match(row=row.row, id=row.id, verdict="contradicted" if against else "matched", incident=rival.incident.id,
                 title=rival.incident.title, days=rival.days, km=far, contradictions=against)
