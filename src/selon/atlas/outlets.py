"""Local outlets: the town whose news a station or paper tells, by call sign or by the name its address begins with."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from selon.atlas.gazetteer import Entry, Gazetteer
from selon.atlas.raw import load_list


class Outlets(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """outlets.toml: names of outlets by "Town, ST", the town's state or country."""

    source: str
    homes: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def outlets() -> dict[str, str]:
    """The home of each outlet, by its name in small letters. AtlasError where the list is damaged."""
    listed = load_list("outlets.toml", Outlets)
    assert isinstance(listed, Outlets)
    return {name: home for home, names in listed.homes.items() for name in names}


@lru_cache(maxsize=2_000)
def town_of(home: str, gazetteer: Gazetteer) -> Entry | None:
    """The entry of "Town, ST"; null where the gazetteer, one's own perhaps, has no such town."""
    name, _, within = home.rpartition(", ")
    states = {e.index for e in gazetteer.candidates(within) if e.kind == "admin1" and e.how == "short"}
    towns = [e for e in gazetteer.candidates(name) if e.kind == "town"]
    inside = [e for e in towns if e.admin1 in states] or [e for e in towns if e.country == within]
    return max(inside, key=lambda e: e.population, default=None)
