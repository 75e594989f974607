"""Homes of outlets: every town of the list is in the gazetteer, every name stands once."""

import tomllib
from collections import Counter

from selon.atlas.gazetteer import Gazetteer
from selon.atlas.outlets import outlets, town_of
from selon.atlas.raw import DATA


def test_every_home_is_a_town_of_its_state_or_country() -> None:
    gazetteer = Gazetteer.open()
    assert not [home for home in sorted(set(outlets().values())) if town_of(home, gazetteer) is None]
    town = town_of("Ontario, CA", gazetteer)
    assert town is not None
    assert (town.country, town.lat > 30) == ("US", True)  # California, not the province


def test_a_name_stands_once() -> None:
    homes = tomllib.loads((DATA / "outlets.toml").read_text(encoding="utf-8"))["homes"]
    counted = Counter(name for names in homes.values() for name in names)
    assert not [name for name, n in counted.items() if n > 1]
    assert len(counted) > 1_000
