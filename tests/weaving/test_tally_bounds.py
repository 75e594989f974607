"""A tally covers the incidents of its period, area and parties, and no others."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from selon.model import Claim, Incident, Interval, Participant, Place, Reading, Source, Tally
from selon.weaving.reports import TallyReport, tallies_of
from selon.weaving.sources import root_source
from selon.weaving.tallies import covered, tally_disputes

AT = (0, 1)


def party(name: str, country: str | None) -> Participant:
    return Participant(span=AT, text=name, name=name, kind="organisation", country=country)


AMERICANS, MILITIA, RAIDERS = party("U.S. forces", "US"), party("Kata'ib", "IQ"), party("raiders", None)


def place(country: str, basis: Any = "site") -> Place:
    return Place(span=AT, text="there", name="there", basis=basis, country=country)


def incident(id: str, country: str = "IQ", **rest: Any) -> Incident:
    day = date(2023, 10, 20)
    base: dict[str, Any] = {
        "id": id, "type": "ASSAULT", "title": id, "start": day, "end": day, "place": place(country), "clarity": "single",
        "reported": {"happened": 1}, "targets": (AMERICANS,),
    }  # fmt: skip
    return Incident(**(base | rest))


def tally(*countries: str, **rest: Any) -> TallyReport:
    base: dict[str, Any] = {
        "id": "t1", "what": "attacks", "low": 9, "high": None, "bound": "at_least", "text": "nine attacks", "span": AT,
        "since": date(2023, 10, 17), "until": date(2023, 10, 27), "place": tuple(map(place, countries)), "target": (AMERICANS,),
    }  # fmt: skip
    return TallyReport(ref="a/t1", article="a", tally=Tally(**(base | rest)), published=Interval(start=date(2023, 10, 27), end=date(2023, 10, 27)))


def names(t: TallyReport, *incidents: Incident) -> list[str]:
    return [i.id for i in covered(t, incidents)]


def test_period_and_area_bound_it() -> None:
    late = incident("late", start=date(2023, 11, 3), end=date(2023, 11, 3))
    assert names(tally("IQ"), incident("here"), incident("there", "SY"), late) == ["here"]


def test_what_the_counted_side_did_itself_is_none_of_it_but_an_interception_is() -> None:
    strike = incident("strike", actors=(RAIDERS, AMERICANS, MILITIA))
    attack = incident("attack", actors=(RAIDERS, MILITIA, AMERICANS))
    shot_down = incident("shot down", type="INTERCEPT", actors=(AMERICANS,))
    assert names(tally("IQ"), strike, attack, shot_down) == ["attack", "shot down"]


def test_those_it_counts_as_acting_bound_it() -> None:
    others = incident("others", actors=(party("Turkish army", "TR"),))
    unknown = incident("unknown", actors=(RAIDERS,))
    assert names(tally("IQ", actor=(MILITIA,)), others, unknown, incident("theirs", actors=(MILITIA,))) == ["unknown", "theirs"]


def test_without_an_area_its_parties_bound_it_and_with_nothing_it_covers_nothing() -> None:
    elsewhere = incident("elsewhere", "ML", targets=(party("Malian army", "ML"),))
    assert names(tally(), incident("hit"), elsewhere) == ["hit"]
    bare = tally(target=())
    assert names(bare, incident("hit"), elsewhere) == []
    assert [d.covers for d in tally_disputes([bare], [elsewhere])] == []


def test_the_country_of_those_who_were_hit_is_no_area_beside_others() -> None:
    assert names(tally("IQ", "US"), incident("there"), incident("at home", "US")) == ["there"]
    assert names(tally("US"), incident("there"), incident("at home", "US")) == ["at home"]


def test_several_told_as_one_count_once_where_they_have_a_site_and_a_day() -> None:
    vague = incident("vague", clarity="summary", place=place("IQ", "country"))
    assert names(tally("IQ"), incident("two on one base", clarity="summary"), vague) == ["two on one base"]


@pytest.mark.parametrize(
    ("name", "house"), [("porte-parole du Pentagone, le général Ryder", "Pentagon"), ("porte-parole, le général Pat Ryder", "Pentagon")]
)
def test_a_spokesman_speaks_for_the_house_in_his_title_or_the_one_he_is_known_for(name: str, house: str) -> None:
    claim = Claim(id="c1", source=Source(span=AT, text=name, name=name, kind="spokesperson"), content=(AT,))
    assert root_source(claim) == house


def test_counts_of_one_run_in_one_article_are_of_the_same_people() -> None:
    whole, part, other = tally("IQ", "SY").tally, tally("SY", id="t2", target=()).tally, tally("SY", id="t3", target=(), since=date(2023, 9, 1)).tally
    text = "nine attacks"
    read = Reading(id="a", lang="en", title=None, url=None, outlet=None, credit=None, translated=None, published=None, text=text,
                   claims=(), lead=None, events=(), tallies=(whole, part, other), places=(), disputes=())  # fmt: skip
    assert [x.target for x in tallies_of(read)] == [(AMERICANS,), (AMERICANS,), ()]
    strike = incident("strike", "SY", actors=(AMERICANS,))
    assert names(tallies_of(read)[1], strike, incident("attack", "SY")) == ["attack"]
