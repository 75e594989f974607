"""Which reports are ever compared: a province is looked up by the map, so that it meets the towns that lie in it."""

from __future__ import annotations

from datetime import date

import pytest

from selon.model import Event, Interval, Place
from selon.weaving.keys import WIDEST, keys

DAY = Interval(start=date(2023, 11, 8), end=date(2023, 11, 8))


def looked_up(radius: float, lat: float = 35.3, lon: float = 40.1) -> set[str]:
    place = Place(span=(0, 4), text="Here", name="Here", basis="admin2", lat=lat, lon=lon, radius_km=radius, country="SY")
    event = Event(id="e1", type="ASSAULT", trigger=(0, 4), mentions=((0, 4),), voices=(), status="happened", hedged=False)
    return set(keys(event, DAY, DAY, place))


@pytest.mark.parametrize("radius", [5.0, 40.0, 82.0, WIDEST])
def test_a_town_within_a_province_is_compared_with_it(radius: float) -> None:
    inside = radius / 160.0  # degrees north, within the radius
    assert looked_up(2.0, lat=35.3 + inside) & looked_up(radius)


def test_what_is_less_sure_is_looked_up_by_its_country() -> None:
    assert looked_up(WIDEST + 1) & looked_up(400.0)
    assert not looked_up(WIDEST + 1) & looked_up(2.0)


def test_far_apart_is_not_compared() -> None:
    assert not looked_up(2.0, lat=33.0) & looked_up(82.0)
