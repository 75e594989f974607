"""The built-in gazetteer: what it must know, how fast, and what becomes of a file that is not one."""

import struct
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.atlas import measure
from selon.atlas.format import HEADER, VERSION, digest_of
from selon.atlas.gazetteer import BUILT_IN, HOWS, Entry, Gazetteer
from selon.errors import AtlasError


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def first(gazetteer: Gazetteer, name: str, kind: str | None = None) -> Entry:
    return next(e for e in gazetteer.candidates(name) if kind is None or e.kind == kind)


@pytest.mark.parametrize(
    ("name", "country", "kind", "at"),
    [
        ("Boukamal", "SY", "town", (34.45, 40.92)),
        ("Abu Kamal", "SY", "town", (34.45, 40.92)),
        ("Albukamal", "SY", "town", (34.45, 40.92)),
        ("Aïn al-Assad", "IQ", "base", (33.79, 42.44)),
        ("al-Tanf", "SY", "base", (33.51, 38.62)),
        ("Kharab al-Jir", "SY", "base", (37.02, 42.19)),
        ("Alep", "SY", "town", (36.2, 37.16)),
        ("Damas", "SY", "town", (33.51, 36.29)),
        ("Londres", "GB", "town", (51.5, -0.13)),
        ("Le Caire", "EG", "town", (30.06, 31.25)),
        ("Pékin", "CN", "town", (39.9, 116.4)),
        ("Khan Younès", "PS", "town", (31.34, 34.31)),
        ("Darfour", "SD", "region", (13.0, 24.5)),
        ("bande de Gaza", "PS", "region", (31.4, 34.4)),
        ("détroit d'Ormuz", "", "strait", (26.6, 56.25)),
        ("Mer Rouge", "", "sea", (20.0, 38.5)),
        ("Laurel County", "US", "admin2", (37.1, -84.1)),
        ("Calif.", "US", "admin1", (37.2, -119.7)),
        ("Seine-Saint-Denis", "FR", "admin2", (48.9, 2.45)),
        ("Isère", "FR", "admin2", (45.3, 5.6)),
        ("Drôme", "FR", "admin2", (44.7, 5.1)),
        ("Ille-et-Vilaine", "FR", "admin2", (48.1, -1.7)),
        ("RDC", "CD", "country", (-2.5, 23.5)),
        ("États-Unis", "US", "country", (39.8, -98.9)),
        ("U.S.", "US", "country", (39.8, -98.9)),
        ("syrienne", "SY", "country", (35.0, 38.0)),
        ("Gazan", "PS", "region", (31.4, 34.4)),
    ],
)
def test_knows(gazetteer: Gazetteer, name: str, country: str, kind: str, at: tuple[float, float]) -> None:
    e = first(gazetteer, name, kind)
    assert e.country == country
    assert abs(e.lat - at[0]) < 0.7
    assert abs(e.lon - at[1]) < 0.7


@pytest.mark.parametrize(("name", "like"), [("Boukamaal", "Abu Kamal"), ("Dayr az-Zūr", "Deir ez-Zor"), ("Hodeïdah", "Hodeidah")])
def test_loose_spellings(gazetteer: Gazetteer, name: str, like: str) -> None:
    assert any(e.name == like for e in gazetteer.candidates(name))


def test_every_case_and_accent_is_one(gazetteer: Gazetteer) -> None:
    spellings = ("Saint-Étienne", "SAINT-ETIENNE", "saint etienne", "St. Etienne", "St-Étienne")
    assert len({tuple(e.index for e in gazetteer.candidates(s)) for s in spellings}) == 1


def test_language_decides(gazetteer: Gazetteer) -> None:
    assert gazetteer.candidates("Mexico", lang="fr")[0].kind == "town"
    assert gazetteer.candidates("Mexico", lang="en")[0].kind == "country"
    assert [e.country for e in gazetteer.candidates("Congo", lang="en")] == ["CD", "CG"]
    assert gazetteer.candidates("Congo", lang="fr")[0].country == "CG"


def test_abbreviations_are_exact(gazetteer: Gazetteer) -> None:
    assert gazetteer.is_short("Ill.")
    assert gazetteer.is_short("MS")
    assert not gazetteer.is_short("Ms.")


def test_is_name(gazetteer: Gazetteer) -> None:
    assert gazetteer.is_name("baghdad")
    assert gazetteer.is_name("israélien")
    assert not gazetteer.is_name("zqxv")
    assert not gazetteer.is_name("")


def test_divisions(gazetteer: Gazetteer) -> None:
    e = next(e for e in gazetteer.candidates("Springfield") if e.admin1 is not None and gazetteer.entry(e.admin1).name == "Illinois")
    assert e.country == "US"
    assert gazetteer.country("SY") is not None
    assert gazetteer.country("ZZ") is None


def test_limits() -> None:
    """Promised: 60 MB on disk, opens in 50 ms, a look-up in 20 microseconds, 100 MB resident. Times are processor time, and five times
    as much is allowed here, since other work on the machine counts too."""
    got = measure(names=1000, runs=2)
    assert got["file_mb"] < 60
    assert got["open_ms"] < 250
    assert max(got["candidates_us"], got["candidates_unknown_us"], got["is_name_us"]) < 100
    assert got["remembered_us"] < got["candidates_us"]
    assert 0 < got["resident_mb"] < 100


INDEXES = st.integers(0, len(Gazetteer.open()) - 1)


@settings(max_examples=200, deadline=None)
@given(INDEXES)
def test_every_place_is_found_by_its_name(index: int) -> None:
    g = Gazetteer.open()
    e = g.entry(index)
    assert g.is_name(e.name)
    found = g.candidates(e.name, limit=1000)
    assert e.index in {c.index for c in found}
    assert all(g.entry(c.index, HOWS.index(c.how)) == c for c in found)
    assert g.candidates(e.name.upper(), limit=1000) == g.candidates(e.name.lower(), limit=1000)


@settings(max_examples=100, deadline=None)
@given(INDEXES, st.integers(1, 5))
def test_a_limit_cuts_the_end_off(index: int, limit: int) -> None:
    g = Gazetteer.open()
    name = g.entry(index).name
    few = g.candidates(name, limit)
    assert 1 <= len(few) <= limit
    assert {e.index for e in few} <= {e.index for e in g.candidates(name, 1000)}


@settings(max_examples=100, deadline=None)
@given(INDEXES)
def test_divisions_hold_their_places(index: int) -> None:
    g = Gazetteer.open()
    e = g.entry(index)
    for above, kinds in ((e.admin1, {"admin1"}), (e.admin2, {"admin2", "admin3"})):
        if above is not None:
            division = g.entry(above)
            assert division.kind in kinds
            assert division.country == e.country


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40))
def test_no_text_breaks_a_look_up(name: str) -> None:
    g = Gazetteer.open()
    found = g.candidates(name)
    assert found == g.candidates(name)
    assert len({e.index for e in found}) == len(found)
    assert all(-90 <= e.lat <= 90 and -180 <= e.lon <= 180 and e.radius_km > 0 for e in found)


def spoilt(tmp_path: Path, change: str) -> Path:
    data = bytearray(BUILT_IN.read_bytes()[:200_000])
    if change == "version":
        struct.pack_into("<I", data, 8, VERSION + 1)
    elif change == "magic":
        data[:4] = b"GEOJ"
    elif change == "empty":
        data = bytearray()
    elif change == "header":
        data = data[: HEADER.size - 1]
    path = tmp_path / f"{change}.bin"
    path.write_bytes(bytes(data))
    return path


@pytest.mark.parametrize("change", ["version", "magic", "empty", "header", "cut"])
def test_bad_file_is_named_and_refused(tmp_path: Path, change: str) -> None:
    path = spoilt(tmp_path, change)
    with pytest.raises(AtlasError, match=rf"{change}\.bin.*selon atlas build"):
        Gazetteer.open(path)


@settings(max_examples=10, deadline=None)
@given(at=st.integers(0, BUILT_IN.stat().st_size - HEADER.size - 1), bit=st.integers(0, 7))
def test_one_wrong_bit_is_found(tmp_path_factory: pytest.TempPathFactory, at: int, bit: int) -> None:
    data = bytearray(BUILT_IN.read_bytes())
    data[HEADER.size + at] ^= 1 << bit
    path = tmp_path_factory.mktemp("spoilt") / f"flipped-{at}-{bit}.bin"
    path.write_bytes(bytes(data))
    with pytest.raises(AtlasError, match=rf"{path.name}.*corrupt.*selon atlas build"):
        Gazetteer.open(path)
    path.unlink()


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(AtlasError, match=r"none\.bin"):
        Gazetteer.open(tmp_path / "none.bin")


def test_digest_is_in_the_header() -> None:
    assert len(digest_of(BUILT_IN)) == 64
