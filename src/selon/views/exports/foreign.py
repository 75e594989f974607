"""Rows in the manner of other data sets, for those whose tools expect them: ACLED, UCDP GED, GDELT.

They are like those, not of them: a machine wrote them (`coder`), by the crosswalks of the atlas. What has no counterpart is dropped and
counted, never forced: UCDP codes an event only where somebody is killed, ACLED has no injuries and reads "dozens" as 12.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec
from babel import Locale

from selon.atlas import crosswalks
from selon.atlas.crosswalks import Crosswalk, Scheme
from selon.model import Basis, Figure, Incident, Participant
from selon.views.exports.columns import CODER, Cell, place_name, unique
from selon.views.sharing import Told

SUBS = Path(crosswalks.__file__).parent / "data" / "acled.toml"
SURE = frozenset({"happened", "ongoing"})
VAGUE = {24: 12, 200: 100, 2000: 1000}  # "dozens", "hundreds", "thousands" as we read them, and as ACLED does
STATE = frozenset({"GOV", "MIL", "COP", "SPY", "JUD", "LEG"})
ARMED = frozenset({*STATE, "REB", "UAF", "CRM"})
FINE: dict[Basis, int] = {"site": 1, "town": 1, "admin2": 2, "admin1": 3}
Row = dict[str, Cell]


class DropError(Exception):
    """Why an incident has no row; counted."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """A data set whose manner is taken: its columns, and how an incident becomes a row (DropError where it has none)."""

    scheme: Scheme
    columns: tuple[str, ...]
    make: Callable[[Told, Crosswalk], Row]


class _Sub(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    names: tuple[str, ...]
    event: str
    disorder: str


class _Subs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    sub: tuple[_Sub, ...]


@cache
def _subs() -> dict[str, _Sub]:
    return {n: s for s in msgspec.toml.decode(SUBS.read_bytes(), type=_Subs).sub for n in s.names}


def country(code: str | None) -> str | None:
    """A country's English name."""
    return Locale("en").territories.get(code, code) if code else None


def happened(i: Incident) -> bool:
    """Whether most voices tell it as having happened: other data sets hold no denied, planned or threatened events."""
    return 2 * sum(n for s, n in i.reported.items() if s in SURE) > sum(i.reported.values())


def _first(people: Sequence[Participant], n: int = 0) -> str | None:
    names = unique([p.name for p in people])
    return names[n] if len(names) > n else None


def _sources(told: Told) -> Row:
    return {
        "sources": unique([c.outlet for c in told.cited]),
        "source_urls": unique([c.url for c in told.cited]),
        "coder": CODER,
        "selon_id": told.incident.id,
    }


def _located(i: Incident) -> Row:
    p = i.place
    if p is None or p.lat is None or p.lon is None:
        raise DropError("no position")
    return {"country": country(p.country), "admin1": p.admin1, "location": place_name(p), "latitude": p.lat, "longitude": p.lon}


def fatalities(f: Figure | None) -> int:
    """The best figure as ACLED reads it: 12 for "dozens", 100 for "hundreds"; 0 where no death is told."""
    if f is None:
        return 0
    vague = [
        s for s in f.said if s.low == f.best and not any(c.isdigit() for c in s.text) and s.bound in ("at_least", "more_than", "about")
    ]
    exact = [s for s in f.said if s.low == f.best and s not in vague]
    return VAGUE.get(f.best, f.best) if vague and not exact else f.best


def acled(told: Told, to: Crosswalk) -> Row:
    """As ACLED: an event of one day or week, at a place, under a sub-event."""
    i = told.incident
    if i.start is None or i.end is None:
        raise DropError("no day")
    sub = _subs()[str(to.name)]
    span = (i.end - i.start).days
    place = _located(i)
    fine = FINE.get(i.place.basis, 3) if i.place and i.place.basis else 3
    return {
        "event_date": i.start,
        "year": i.start.year,
        "time_precision": 1 if span == 0 else 2 if span <= 7 else 3,
        "disorder_type": sub.disorder,
        "event_type": sub.event,
        "sub_event_type": to.name,
        "actor1": _first(i.actors),
        "assoc_actor_1": _first(i.actors, 1),
        "actor2": _first(i.targets),
        "assoc_actor_2": _first(i.targets, 1),
        **place,
        "geo_precision": fine,
        "source": unique([c.outlet for c in told.cited]),
        "notes": i.title,
        "fatalities": fatalities(i.figures.get("killed")),
        "mapping": to.match,
        **_sources(told),
    }


def _violence(i: Incident) -> int:
    """UCDP's type of violence: 1 between states or a state and a group, 2 between groups, 3 against civilians."""
    sides = [{p.sector for p in people if p.sector} for people in (i.actors, i.targets)]
    if not sides[0]:
        raise DropError("no actor by whom to tell the type of violence")
    killed = i.figures.get("killed")
    civilians = killed is not None and any(s.of == "civilians" for s in killed.said)
    if not sides[1] and not civilians:
        raise DropError("no target by whom to tell the type of violence")
    if not sides[1] & ARMED:
        return 3
    return 1 if (sides[0] | sides[1]) & STATE else 2


def ucdp(told: Told, _: Crosswalk) -> Row:
    """As UCDP's georeferenced event data set: an event of organised violence with at least one death."""
    i = told.incident
    killed = i.figures.get("killed")
    if killed is None or killed.best < 1:
        raise DropError("no death")
    if i.start is None or i.end is None:
        raise DropError("no day")
    span = (i.end - i.start).days
    kind = _violence(i)
    whose = {of: max((s.low or 0 for s in killed.said if s.of == of), default=0) for of in ("actor", "target", "civilians")}
    civilians = killed.best if kind == 3 else min(killed.best, whose["civilians"])
    a = 0 if kind == 3 else min(killed.best - civilians, whose["actor"])
    b = 0 if kind == 3 else min(killed.best - civilians - a, whose["target"])
    place = _located(i)
    return {
        "year": i.start.year,
        "type_of_violence": kind,
        "side_a": _first(i.actors),
        "side_b": _first(i.targets) or ("Civilians" if kind == 3 else None),
        "number_of_sources": i.origins,
        "source_article": unique([c.url or c.id for c in told.cited]),
        "where_prec": _where(i),
        "where_description": place["location"],
        "adm_1": place["admin1"],
        "latitude": place["latitude"],
        "longitude": place["longitude"],
        "country": place["country"],
        "event_clarity": 1 if i.clarity == "single" else 2,
        "date_prec": 1 if span == 0 else 2 if span <= 6 else 3 if span <= 7 else 4 if span <= 31 else 5,
        "date_start": i.start,
        "date_end": i.end,
        "deaths_a": a,
        "deaths_b": b,
        "deaths_civilians": civilians,
        "deaths_unknown": killed.best - a - b - civilians,
        "best": killed.best,
        "high": killed.high,
        "low": killed.low,
        **_sources(told),
    }


def _where(i: Incident) -> int:
    """UCDP's where_prec: 1 the place itself, 2 near it, 3 district, 4 province, 6 country, 7 sea or air."""
    if i.place is None or i.place.basis is None:
        return 6
    by: dict[Basis, int] = {"site": 1, "town": 1, "admin2": 3, "admin1": 4, "region": 4, "line": 5, "country": 6, "sea": 7}
    return 2 if by[i.place.basis] == 1 and i.place.relation != "in" else by[i.place.basis]


def gdelt(told: Told, to: Crosswalk) -> Row:
    """As GDELT's events, by CAMEO root codes. Goldstein values and tone are left out: they would be invented here."""
    i = told.incident
    if i.start is None:
        raise DropError("no day")
    p, code = i.place, str(to.code)
    quad = 1 if code <= "05" else 2 if code <= "08" else 3 if code <= "13" else 4
    sides: Row = {}
    for n, people in ((1, i.actors), (2, i.targets)):
        for one in people[:1]:
            sides |= {f"Actor{n}Name": one.name, f"Actor{n}CountryCode": one.country, f"Actor{n}Type1Code": one.sector}
    return {
        "SQLDATE": int(f"{i.start:%Y%m%d}"),
        "MonthYear": int(f"{i.start:%Y%m}"),
        "Year": i.start.year,
        **sides,
        "EventRootCode": code,
        "QuadClass": quad,
        "NumMentions": len(i.reports),
        "NumSources": i.outlets,
        "NumArticles": i.articles,
        "ActionGeo_FullName": place_name(p),
        "ActionGeo_CountryCode": p.country if p else None,
        "ActionGeo_ADM1": p.admin1 if p else None,
        "ActionGeo_Lat": p.lat if p else None,
        "ActionGeo_Long": p.lon if p else None,
        "SOURCEURL": next((c.url for c in told.cited if c.url), None),
        "mapping": to.match,
        **_sources(told),
    }


ACLED = """event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 actor2 assoc_actor_2
country admin1 location latitude longitude geo_precision source notes fatalities mapping sources source_urls coder selon_id"""
UCDP = """year type_of_violence side_a side_b number_of_sources source_article where_prec where_description adm_1 latitude longitude country
event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low
sources source_urls coder selon_id"""
GDELT = """SQLDATE MonthYear Year Actor1Name Actor1CountryCode Actor1Type1Code Actor2Name Actor2CountryCode Actor2Type1Code EventRootCode
QuadClass NumMentions NumSources NumArticles ActionGeo_FullName ActionGeo_CountryCode ActionGeo_ADM1 ActionGeo_Lat ActionGeo_Long SOURCEURL
mapping sources source_urls coder selon_id"""
FOREIGN: dict[str, Foreign] = {
    "acled": Foreign("ACLED", tuple(ACLED.split()), acled),
    "ucdp": Foreign("UCDP", tuple(UCDP.split()), ucdp),
    "cameo": Foreign("CAMEO", tuple(GDELT.split()), gdelt),
}


def rows(name: str, told: Sequence[Told], dropped: Counter[str]) -> Iterator[list[Cell]]:
    """The rows in a data set's manner; `dropped` counts, by reason, those that have none."""
    foreign = FOREIGN[name]
    for t in told:
        to = crosswalks.crosswalk(t.incident.type, t.incident.mode, foreign.scheme)
        try:
            if to.match == "none":
                raise DropError(f"no {foreign.scheme} counterpart of {t.incident.type}")
            if not happened(t.incident):
                raise DropError("told as not having happened")
            made = foreign.make(t, to)
        except DropError as e:
            dropped[str(e)] += 1
            continue
        yield [made.get(c) for c in foreign.columns]
