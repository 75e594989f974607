"""What is shown late, coarsely, or not at all to others, by rules in a file the ledger's owner writes (docs/responsible-use.md)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import cos, radians
from pathlib import Path
from typing import Literal

import msgspec
from msgspec.structs import replace

from selon.atlas.globe import km
from selon.errors import UsageError
from selon.model import EventType, Incident, Place

Level = Literal["open", "delayed", "restricted"]
DEGREE_KM = 111.2


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Which incidents (all conditions given must hold), and what of them is shown: `delayed` by `days`, places no finer than `km`."""

    level: Level
    country: tuple[str, ...] = ()
    type: tuple[EventType, ...] = ()
    mode: tuple[str, ...] = ()
    near: tuple[float, float, float] | None = None
    days: int = 0
    km: float = 0.0


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of rules; what none covers is open."""

    rule: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the rules say of one incident: the strictest level, the longest delay, the coarsest place."""

    level: Level
    days: int
    km: float


def load_rules(path: Path) -> Rules:
    """The rules of a file; UsageError names what is wrong with it."""
    try:
        rules = msgspec.toml.decode(path.read_bytes(), type=Rules)
    except (OSError, msgspec.DecodeError, msgspec.ValidationError) as e:
        raise UsageError(f"--sensitivity {path}: {e}") from None
    for n, r in enumerate(rules.rule, 1):
        if r.days < 0 or r.km < 0:
            raise UsageError(f"--sensitivity {path}: rule {n}: days and km are 0 or more")
    return rules


def _covers(r: Rule, i: Incident) -> bool:
    p = i.place
    if r.country and (p is None or p.country not in r.country):
        return False
    if (r.type and i.type not in r.type) or (r.mode and i.mode not in r.mode):
        return False
    if r.near is None:
        return True
    return p is not None and p.lat is not None and p.lon is not None and km(*r.near[:2], p.lat, p.lon) <= r.near[2]


def ruling(i: Incident, rules: Rules) -> Ruling:
    """What the rules say of an incident."""
    mine = [r for r in rules.rule if _covers(r, i)]
    order: tuple[Level, ...] = ("open", "delayed", "restricted")
    level = order[max((order.index(r.level) for r in mine), default=0)]
    return Ruling(level, max((r.days for r in mine if r.level == "delayed"), default=0), max((r.km for r in mine), default=0.0))


def coarse(p: Place, km: float) -> Place:
    """The place no finer than a square of `km`: its centre stands for it, the radius says so, and no name is finer than the region's."""
    if km <= 0 or p.lat is None or p.lon is None or p.basis in ("country", "admin1", "region"):
        return p
    step = km / DEGREE_KM
    lat = max(-90.0, min(90.0, (p.lat // step + 0.5) * step))
    across = min(360.0, step / max(cos(radians(lat)), 0.01))
    lon = (p.lon // across + 0.5) * across
    name = p.admin1 or p.country or p.name
    radius = round(max(p.radius_km or 0.0, km * 0.71), 1)
    return replace(
        p, name=name, text=name, lat=round(lat, 3), lon=round((lon + 180) % 360 - 180, 3), radius_km=radius, geonameid=None, relation="in",
        basis="admin1" if p.admin1 else "country",
    )  # fmt: skip


def due(i: Incident, days: int) -> date | None:
    """The day from which a delayed incident is shown; null while its day is not known."""
    last = max((d for d in (i.end, i.told.end if i.told else None) if d is not None), default=None)
    return last + timedelta(days=days) if last else None
