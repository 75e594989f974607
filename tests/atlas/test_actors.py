"""The actor list: its schema, its look-ups, and what it may not say."""

from __future__ import annotations

from pathlib import Path

import pytest

from selon.atlas.actors import Actor, ActorList, check_actors, load_actors
from selon.atlas.nations import country_names, demonyms
from selon.atlas.phrases import phrases_of, pieces
from selon.errors import AtlasError


def find(text: str, year: int | None = None, caseless: bool = False) -> str | None:
    words = text.split()
    found = load_actors().longest(words, 0, year, caseless)
    return found[1].id if found and found[0] == len(words) - 1 else None


def test_the_list_is_large_and_without_faults() -> None:
    actors = list(load_actors())
    assert len(actors) >= 1100
    assert check_actors(actors) == []
    assert all(a.source for a in actors)


@pytest.mark.parametrize(("words", "id"), [
    ("Tsahal", "il-idf"), ("armée israélienne", "il-idf"), ("IDF", "il-idf"),
    ("Gardiens de la révolution", "ir-irgc"), ("CGRI", "ir-irgc"),
    ("Hizbollah", "hezbollah"), ("Kata'ib Hezbollah", "kataib-hezbollah"), ("Kataeb Hezbollah", "kataib-hezbollah"),
    ("Centcom", "us-centcom"),
    ("CENTCOM", "us-centcom"), ("Al Shabaab", "al-shabaab"), ("al-Shabaab", "al-shabaab"), ("FMLN", "fmln"),
    ("Sendero Luminoso", "sendero"),
    ("Résistance islamique en Irak", "iri"), ("AFP", "afp"), ("Maison-Blanche", "us-white-house"), ("Maison Blanche", "us-white-house"),
])
def test_variants_lead_to_one_entry(words: str, id: str) -> None:
    assert find(words) == id


def test_abbreviations_need_capitals() -> None:
    assert find("is") is None
    assert find("who") is None
    assert find("IS") == "is"
    assert find("who", caseless=True) is None
    assert find("Who", caseless=True) == "who"


def test_a_hyphen_begins_no_name() -> None:
    assert load_actors().longest(["-", "Hamas"], 0) is None
    assert load_actors().longest(["-", "Hamas"], 1) is not None


def test_years_choose_between_names() -> None:
    old = Actor(id="a", kind="party", en=("Front",), since=1960, until=1980)
    new = Actor(id="b", kind="party", en=("Front",), since=2000)
    for year, id in ((1970, "a"), (2010, "b")):
        found = ActorList([old, new]).named("front", year)
        assert found is not None and found.id == id


def test_faults_are_all_named() -> None:
    bad = [Actor(id="a", kind="party", en=()), Actor(id="a", kind="party", en=("A",), country="xx", since=3, until=2, parent="none")]
    assert len(check_actors(bad)) == 5


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text('source = "s"\nactor = [{ id = "a", kind = "tribe", en = ["A"] }]', encoding="utf-8")
    with pytest.raises(AtlasError, match=r"x\.toml"):
        load_actors(tmp_path)


def test_longest_phrase_and_pieces() -> None:
    phrases = phrases_of([("Deir", 1), ("Deir ez-Zor", 2)])
    assert phrases.at(("Deir", "ez", "-", "Zor", "x"), 0) == [(0, [1]), (3, [2])]


def test_countries_and_their_people() -> None:
    assert list(demonyms("fr").get("américaines")) == ["US"]
    assert list(demonyms("en").get("Iraqis")) == ["IQ"]
    assert "SY" in country_names("fr").get("Syrie")


def words_of(name: str) -> list[str]:
    return [p for w in name.split() for p in pieces(w)]


def alike(a: str, b: str) -> bool:
    """Whether two names can be one outlet's: a word in common, the same beginning, or one is the other's initials."""
    x, y = words_of(a), words_of(b)
    short, long = sorted(("".join(x), "".join(y)), key=len)
    initials = {"".join(w[0] for w in words if not small or len(w) > 2) for words in (x, y) for small in (True, False)}
    return any(len(w) > 2 and w in y for w in x) or long.startswith(short[:4]) or short.startswith(tuple(i for i in initials if len(i) > 1)) or short in long


def strangers(actor: Actor) -> list[str]:
    return [n for n in actor.en[1:] if not any(alike(n, other) for other in actor.en if other != n)]


def test_every_outlet_has_an_entry_of_its_own() -> None:
    assert {a.id: strangers(a) for a in load_actors() if a.kind == "medium" and strangers(a)} == {}
    assert strangers(Actor(id="x", kind="medium", en=("Morning Echo", "Evening Herald"))) == ["Evening Herald"]


@pytest.mark.parametrize(("one", "other"), [
    ("Boston Globe", "Miami Herald"), ("Le Point", "L'Express"), ("BFMTV", "LCI"), ("Die Zeit", "Die Welt"), ("NDTV", "The Hindu"),
    ("Kommersant", "Meduza"), ("Radio Okapi", "Actualité.cd"), ("El Tiempo", "El Espectador"),
])
def test_outlets_are_told_apart(one: str, other: str) -> None:
    assert find(one) is not None
    assert find(other) is not None
    assert find(one) != find(other)


def test_of_two_persons_of_one_name_the_year_decides_and_no_year_neither() -> None:
    known = load_actors()
    names = {year: (a.name if (a := known.named("Bush", year)) else None) for year in (1990, 2003, None)}
    assert names == {1990: "George H. W. Bush", 2003: "George W. Bush", None: None}
