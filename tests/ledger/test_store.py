"""What goes into a ledger comes out of it, as of any moment, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace as replace_query
from datetime import date, timedelta
from math import acos, cos, radians, sin

import pytest
from msgspec.structs import replace

from bench.synthetic import COUNTRIES
from selon.errors import UsageError
from selon.ledger.globe import EARTH, Near
from selon.ledger.page import covered
from selon.ledger.queries import Query
from selon.ledger.store import Ledger
from selon.model import Incident, Reading
from selon.workflow.weaving import weave_new


@pytest.fixture
def woven(ledger: Ledger, readings: list[Reading]) -> Ledger:
    ledger.add(readings)
    for _ in weave_new(ledger):
        pass
    return ledger


def weave(ledger: Ledger) -> None:
    for _ in weave_new(ledger):
        pass


def state(ledger: Ledger) -> list[object]:
    """All that a ledger says now."""
    return [list(x) for x in (ledger.incidents(), ledger.disputes(), ledger.tallies(), ledger.articles())]


def test_a_reading_comes_back_as_it_went_in(ledger: Ledger, readings: list[Reading]) -> None:
    odd = replace(readings[0], id="odd", url=None, text="nul \0, café ٣, 💥\n" + readings[0].text)
    ledger.add([*readings, odd])
    for r in (*readings, odd):
        kept = ledger.article(r.id)
        assert kept is not None
        assert kept.reading == r


def test_ingesting_twice_changes_nothing(woven: Ledger, readings: list[Reading]) -> None:
    before = state(woven)
    steps = {i.id: woven.history(i.id) for i in woven.incidents()}
    again = woven.add(readings)
    assert (again.new, again.revised, again.known) == ((), (), len(readings))
    weave(woven)
    assert state(woven) == before
    assert {i.id: woven.history(i.id) for i in woven.incidents()} == steps


def test_a_new_version_stands_beside_the_old(woven: Ledger, readings: list[Reading]) -> None:
    first = readings[0]
    before = woven.incidents().page(1).items[0]
    woven.release("before")
    events = tuple(replace(e, type="PROTEST", counts=()) for e in first.events[:1])
    revised = replace(first, text=first.text + " Correction.", events=events)
    assert woven.add([revised]).revised == (first.id,)
    weave(woven)
    now, then = woven.article(first.id), woven.article(first.id, as_of="before")
    assert now is not None
    assert then is not None
    assert [v.version for v in now.versions] == [1, 2]
    assert (now.reading, then.reading) == (revised, first)
    told = {f"{r.article}/{r.event}" for i in woven.incidents() for r in i.reports}
    assert {t for t in told if t.startswith(f"{first.id}/")} == {f"{first.id}/e1"}
    assert before in list(woven.incidents(as_of="before"))


def test_pages_are_one_state_while_others_write(ledger: Ledger, readings: list[Reading]) -> None:
    ledger.add(readings[:40])
    weave(ledger)
    whole = list(ledger.incidents())
    answer = ledger.incidents()
    page = answer.page(7)
    seen = list(page.items)
    ledger.add(readings[40:])
    weave(ledger)
    while page.next:
        page = answer.page(7, page.next)
        seen += page.items
    assert seen == whole
    assert len(list(ledger.incidents())) > len(whole)


def days_of(i: Incident) -> tuple[date, date] | None:
    start, end = i.start or i.end, i.end or i.start
    return (start, end) if start and end else None


def km(i: Incident, near: Near) -> float:
    assert i.place is not None
    assert i.place.lat is not None
    assert i.place.lon is not None
    a, b = radians(i.place.lat), radians(near.lat)
    return EARTH * acos(max(-1.0, min(1.0, sin(a) * sin(b) + cos(a) * cos(b) * cos(radians(i.place.lon - near.lon)))))


DAY = date(2021, 1, 2)
SOME = COUNTRIES[::2]
FAR = Near(-7.0, -75.0, 4000.0)
WISHES: list[tuple[Query, Callable[[Incident], bool]]] = [
    (Query(), lambda i: True),
    (Query(since=DAY), lambda i: (d := days_of(i)) is not None and d[1] >= DAY),
    (Query(until=DAY), lambda i: (d := days_of(i)) is not None and d[0] <= DAY),
    (Query(since=DAY, until=DAY), lambda i: (d := days_of(i)) is not None and d[0] <= DAY <= d[1]),
    (Query(type=("ASSAULT",)), lambda i: i.type == "ASSAULT"),
    (Query(type=("PROTEST", "COERCE"), since=DAY), lambda i: i.type in ("PROTEST", "COERCE") and days_of(i)[1] >= DAY),  # type: ignore[index]
    (Query(country=SOME), lambda i: i.place is not None and i.place.country in SOME),
    (Query(near=FAR), lambda i: i.place is not None and i.place.lat is not None and km(i, FAR) <= FAR.km),
    (Query(disputed=True), lambda i: bool(i.disputes)),
    (Query(disputed=False, until=DAY), lambda i: not i.disputes and (d := days_of(i)) is not None and d[0] <= DAY),
]


@pytest.mark.parametrize("number", range(len(WISHES)))
def test_a_query_gives_all_that_answer_and_no_other(frozen: Ledger, number: int) -> None:
    query, answers = WISHES[number]
    everything = list(frozen.incidents())
    found = list(frozen.incidents(query))
    wanted = [i for i in everything if answers(i)]
    assert sorted(i.id for i in found) == sorted(i.id for i in wanted)
    assert frozen.incidents(query).count() == len(wanted)
    if number:
        assert 0 < len(wanted) < len(everything), "a wish that leaves all or none tests nothing"
    firsts = [(d[0] if (d := days_of(i)) else date.min) for i in found]
    assert firsts == sorted(firsts, reverse=True)


def test_what_the_ledger_said_then_it_says_for_ever(ledger: Ledger, readings: list[Reading]) -> None:
    ledger.add(readings[:40])
    weave(ledger)
    release = ledger.release("then")
    wishes = [*(q for q, _ in WISHES), Query(text="hit"), Query(actor="a"), Query(order="worst")]
    then = [[list(answer(q)) for q in wishes] for answer in (ledger.incidents, ledger.articles, ledger.tallies, ledger.disputes)]
    ledger.add(readings[40:])
    weave(ledger)
    for as_of in ("then", release.state):
        now = [[list(answer(replace_query(q, as_of=as_of))) for q in wishes]
               for answer in (ledger.incidents, ledger.articles, ledger.tallies, ledger.disputes)]
        assert now == then
    assert [list(ledger.incidents(q)) for q in wishes] != then[0]
    assert list(ledger.incidents(as_of=date(2000, 1, 1))) == []


def test_actors_and_words_lead_to_their_incidents(frozen: Ledger, readings: list[Reading]) -> None:
    event = readings[3].events[0]
    victim = event.target[0].name
    told = [r.id for r in readings if victim in r.text]
    for wish in ({"actor": victim.upper()[:9]}, {"text": victim.lower()}, {"text": f'"{victim} {event.place.name}"'}):  # type: ignore[union-attr]
        found = list(frozen.incidents(**wish))
        assert any(p.name == victim for i in found for p in i.targets), wish
    assert sorted(a.id for a in frozen.articles(text=victim)) == sorted(told)
    assert sorted(a.id for a in frozen.articles(text=victim[:6] + "*")) == sorted(r.id for r in readings if victim[:6].casefold() in r.text.casefold())
    assert list(frozen.articles(text="nowhereatall")) == []


def test_accents_and_apostrophes_do_not_matter(ledger: Ledger, readings: list[Reading]) -> None:
    ledger.add([replace(readings[0], id="fr", url=None, lang="fr", text="L’attaque de l'école à Alep, déjoué. Œuvre.")])
    for wish in ("ecole", "école", "ÉCOLE", "l'école", "dejou*", '"ecole a alep"', "attaque alep"):
        assert [a.id for a in ledger.articles(text=wish)] == ["fr"], wish
    assert list(ledger.articles(text='"alep ecole"')) == []


def test_tallies_are_held_against_what_the_ledger_has(frozen: Ledger, readings: list[Reading]) -> None:
    told = [(r.id, t) for r in readings for t in r.tallies]
    assert told, "the made-up world has no tally: choose another seed"
    assert sorted((t.article, t.tally.id) for t in frozen.tallies()) == sorted((a, t.id) for a, t in told)
    for t in frozen.tallies():
        disputes = [frozen.dispute(d) for d in t.disputes]
        assert [d.tally for d in disputes if d] == [t.ref]
        assert [d for d in frozen.disputes(country=(t.tally.place[0].country or "",)) if d.tally == t.ref] == disputes
        assert set(covered(frozen, t.ref)) == {i for d in disputes for i in d.covers}


def test_wrong_wishes_say_what_is_allowed(frozen: Ledger) -> None:
    for wishes, words in (({"colour": 1}, "no wish"), ({"since": DAY, "until": DAY - timedelta(1)}, "is after"),
                          ({"country": ("Syria",)}, "two capital letters"), ({"as_of": "never"}, "neither a time nor a release")):
        with pytest.raises(UsageError, match=words):
            list(frozen.incidents(**wishes))
    with pytest.raises(UsageError, match="cursor"):
        frozen.incidents().page(5, "x!")


def test_copies_are_counted(ledger: Ledger, readings: list[Reading]) -> None:
    def printed(name: str, r: Reading = readings[0]) -> Reading:
        return replace(r, id=name, url=f"https://example.org/{name}", outlet=name)

    text = " ".join(f"word{n} of the dispatch stands at place {n * 7 % 31}." for n in range(80))
    nothing = {"claims": (), "events": (), "tallies": (), "quantities": (), "places": (), "times": (), "disputes": (), "lead": None}
    first = replace(printed("a"), text=text, **nothing)
    assert ledger.add([first]).copies == 0
    assert ledger.add([printed("b", first), printed("c", first), readings[1]]).copies == 2
    assert ledger.add([printed("b", first)]).copies == 0
