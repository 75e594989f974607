"""Whose names are shown, and what is shown late, coarsely or not at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from incidents import DISPUTE, STRIKE, TOWN, figure, someone, told
from msgspec.structs import replace

from selon.atlas.globe import km
from selon.errors import UsageError
from selon.model import Participant, Responsibility
from selon.views.masking import WITHHELD, is_private
from selon.views.sensitivity import Rule, Rules, coarse, load_rules
from selon.views.sharing import Sharing, Told

TODAY = date(2024, 1, 1)


@pytest.mark.parametrize(
    ("who", "private"),
    [
        (someone("Jane Oakley"), True),
        (someone("Jane Oakley", text="the interior minister, Jane Oakley"), False),
        (someone("Antony Blinken"), False),
        (someone("Antony Blinken", text="the suspect, Antony Blinken"), True),
        (someone("Tom Reed", text="Tom Reed, a 12-year-old boy"), True),
        (someone("gunman"), False),
        (someone("U.S. official"), False),
        (someone("Les Américains"), False),
        (someone("Personne"), False),
        (someone("Israeli"), False),
        (someone("Oakley"), True),
        (someone("Abu Zayd Harrak"), True),
        (someone("Agency A", "organisation"), False),
        (someone("United States", "government"), False),
        (someone("soldiers", "people"), False),
        (someone("Claire Dubois", text="la ministre Claire Dubois"), False),
        (someone("Claire Dubois", text="l'otage Claire Dubois"), True),
    ],
)
def test_who_is_private(who: Participant, private: bool) -> None:
    assert is_private(who, always=False) == private


@pytest.mark.parametrize(("type_", "mode"), [("ASSAULT", "sexual"), ("ASSAULT", "abduct"), ("COERCE", "arrest"), ("ACCUSE", None)])
def test_victims_and_the_accused_are_always_kept_back(type_: str, mode: str | None) -> None:
    minister = someone("Jane Oakley", text="the minister Jane Oakley")
    shown = Sharing(TODAY).one(told(type=type_, mode=mode, targets=(minister,)))
    assert shown is not None
    assert shown.incident.targets[0].name == shown.incident.targets[0].text == WITHHELD


def test_names_are_kept_back_everywhere_or_shown_on_request() -> None:
    jane = "Jane Oakley"
    i = replace(
        STRIKE, targets=(someone(jane),), figures={"killed": figure(4, f"four, {jane} among them", root=jane)}, title=f"Reported attack on {jane}",
        responsibility=(Responsibility(actor="Tom Reed", kind="accused"), Responsibility(actor="Hamas", kind="claimed")),
    )  # fmt: skip
    shown = Sharing(TODAY).one(Told(i, (), (DISPUTE,)))
    assert shown is not None
    assert jane not in str(shown)
    assert "Tom Reed" not in str(shown)
    assert "Hamas" in str(shown)
    assert shown.disputes[0].sides[0].says == f"{WITHHELD}: 4 killed"
    assert Sharing(TODAY, names=True).one(Told(i, (), (DISPUTE,))) == Told(i, (), (DISPUTE,))


def test_rules_hold_back_and_delay() -> None:
    rules = Rules((Rule(level="restricted", mode=("sexual",)), Rule(level="delayed", country=("SY",), days=7), Rule(level="restricted", near=(34.4, 40.9, 20.0), type=("AID",))))
    early, later = Sharing(date(2023, 10, 26), True, rules), Sharing(date(2023, 10, 27), True, rules)
    assert early.one(told()) is None
    assert later.one(told()) == told()
    assert later.one(told(mode="sexual")) is None
    assert later.one(told(type="AID")) is None
    assert later.one(told(place=None, start=None, end=None, told=None)) is not None
    assert early.held == {"delayed": 1}
    assert later.held["restricted"] == 2


def test_a_coarse_place_says_so_and_names_nothing_finer() -> None:
    shown = Sharing(TODAY, True, Rules((Rule(level="open", km=50.0),))).one(told())
    assert shown is not None
    p = shown.incident.place
    assert p is not None
    assert (p.name, p.basis, p.geonameid) == ("Deir ez-Zor", "admin1", None)
    assert "Abu Kamal" not in str(shown.incident)


@given(st.floats(-90, 90), st.floats(-180, 180), st.floats(1, 300))
def test_the_true_place_lies_in_the_coarse_circle(lat: float, lon: float, size: float) -> None:
    p = coarse(replace(TOWN, lat=lat, lon=lon), size)
    assert p.lat is not None
    assert p.lon is not None
    assert p.radius_km is not None
    if abs(lat) < 85:
        assert km(lat, lon, p.lat, p.lon) <= p.radius_km * 1.15 + 0.5


@pytest.mark.parametrize(("text", "words"), [("[[rule]]\nlevel = 'secret'", "secret"), ("[[rule]]\nlevel = 'open'\nkm = -1", "0 or more"), ("x = 1", "x"), ("[", "")])
def test_bad_rules_are_named(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "rules.toml").write_text(text)
    with pytest.raises(UsageError, match=r"rules\.toml") as e:
        load_rules(tmp_path / "rules.toml")
    assert words in str(e.value)


def test_rules_of_the_docs_are_rules(tmp_path: Path) -> None:
    docs = (Path(__file__).resolve().parent.parent.parent / "docs" / "responsible-use.md").read_text(encoding="utf-8")
    (tmp_path / "rules.toml").write_text(docs.split("```toml\n")[1].split("```")[0])
    assert {r.level for r in load_rules(tmp_path / "rules.toml").rule} == {"delayed", "restricted"}
