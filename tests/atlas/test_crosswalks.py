"""Crosswalks: every type has a place, or none, in every scheme."""

from pathlib import Path
from typing import get_args

import pytest

from selon.atlas.crosswalks import Scheme, crosswalk, crosswalks
from selon.errors import AtlasError
from selon.model import EventType


def test_every_type_and_scheme_has_a_row() -> None:
    for type_ in get_args(EventType):
        for scheme in get_args(Scheme):
            row = crosswalk(type_, None, scheme)
            assert row.type == type_ and row.scheme == scheme
            assert (row.code is None) == (row.match == "none")


@pytest.mark.parametrize(("type_", "mode", "scheme", "code", "match"), [
    ("ASSAULT", "drone", "ACLED", "Air/drone strike", "exact"),
    ("ASSAULT", "rocket", "ACLED", "Shelling/artillery/missile attack", "exact"),
    ("ASSAULT", "abduct", "ACLED", "Abduction/forced disappearance", "exact"),
    ("ASSAULT", None, "ACLED", "Attack", "broad"),
    ("INTERCEPT", None, "ACLED", "Disrupted weapons use", "exact"),
    ("ACCIDENT", None, "ACLED", None, "none"),
    ("DISASTER", None, "CAMEO", None, "none"),
    ("REQUEST", None, "PLOVER-2018", "DEMAND", "exact"),
    ("ACCUSE", "investigate", "CAMEO", "09", "exact"),
    ("ACCUSE", None, "CAMEO", "11", "broad"),
    ("PROTEST", "demonstrate", "CAMEO", "14", "exact"),
    ("COERCE", "arrest", "CAMEO", "17", "exact"),
    ("ASSAULT", "clash", "UCDP", "1|2", "broad"),
    ("PROTEST", None, "UCDP", None, "none"),
])
def test_mapping(type_: EventType, mode: str | None, scheme: Scheme, code: str | None, match: str) -> None:
    row = crosswalk(type_, mode, scheme)
    assert (row.code, row.match) == (code, match)


def test_an_unknown_mode_falls_back_to_its_type() -> None:
    assert crosswalk("PROTEST", "no such mode", "CAMEO") == crosswalk("PROTEST", None, "CAMEO")


ROW = '[[map]]\ntype = "{}"\nscheme = "ACLED"\nmatch = "{}"\n'


@pytest.mark.parametrize("text", ["", "map = 3",
                                  ROW.format("ASSAULT", "exact"), ROW.format("X", "none"), ROW.format("ASSAULT", "none") * 2])
def test_a_faulty_table_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "crosswalks.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(AtlasError):
        crosswalks(path)
