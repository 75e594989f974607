"""Copies are found whatever the frame around them; one's own words are one's own."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

from selon.weaving.origins import WINDOW, Printed, copied, origins, shingles

DISPATCH = (
    "Two drones struck a fuel depot outside the port on Tuesday night, the harbour authority said, setting three tanks on fire. Nobody was hurt, "
    "but the road to the coast stayed closed until noon while firefighters cooled the tanks that had not burned. The authority said the drones had "
    "come from the sea and flew too low to be seen. A spokesman for the ministry of defence would not say who had sent them. It was the second attack "
    "on the port since the spring, when a missile damaged a crane and wounded a welder."
)
OWN = (
    "Residents of the port town counted the broken windows on Wednesday morning. Many had been woken by the blasts shortly before midnight, and "
    "some had spent the rest of the night in cellars. The schools were shut for the day, the mayor announced, because of the smoke. Traders near the "
    "quay complained that the insurance would not pay, as it had not after the strike in spring that damaged a crane."
)


def test_a_framed_and_cut_copy_has_the_same_origin() -> None:
    texts = [
        Printed("a", DISPATCH, "Agency", date(2024, 5, 7), "Agency"),
        Printed("b", "By our own staff.\n" + DISPATCH + "\nRead more on our site.", "Daily", date(2024, 5, 8)),
        Printed("c", DISPATCH[:420], "Evening", date(2024, 5, 8)),
        Printed("d", OWN, "Daily", date(2024, 5, 8)),
    ]
    found = origins(texts)
    assert [(o.id, o.articles) for o in found] == [("a", ("a", "b", "c")), ("d", ("d",))]
    assert [o.name for o in found] == ["Agency", "Daily"]


def test_any_order() -> None:
    texts = [Printed(str(i), (DISPATCH if i % 3 else OWN)[i:], f"outlet {i}", date(2024, 5, 1 + i)) for i in range(12)]
    first = origins(texts)
    Random(3).shuffle(texts)
    assert origins(texts) == first


def test_copies_are_printed_within_a_month() -> None:
    def pair(one: Printed, other: Printed) -> int:
        """Of two texts, how many origins; the same whichever comes first, and however many stretches of days lie between."""
        found = {len(origins([x, y])) for x, y in ((one, other), (other, one))}
        return found.pop() if len(found) == 1 else 0

    for first in range(20):
        day = date(2024, 4, 20) + timedelta(first)
        a = Printed("a", DISPATCH, None, day)
        assert pair(a, replace(a, key="b", published=day + timedelta(WINDOW))) == 1
        assert pair(a, replace(a, key="b", published=day + timedelta(WINDOW + 1))) == 2
        assert pair(a, replace(a, key="b", published=None)) == 1
        assert pair(a, Printed("b", DISPATCH, None, date(2024, 1, 1), None, date(2024, 12, 31))) == 1, "a year is no day"
        month = Printed("b", DISPATCH, None, date(2024, 3, 1), None, date(2024, 3, 31))
        assert pair(a, month) == (1 if day <= date(2024, 3, 31) + timedelta(WINDOW) else 2)


def test_short_texts_are_nobodys_copy() -> None:
    assert [o.articles for o in origins([Printed("a", "Two dead in port blast"), Printed("b", "Two dead in port blast")])] == [
        ("a",),
        ("b",),
    ]
    assert copied(shingles("no"), shingles("no")) == 0.0
    assert origins([]) == []


def test_the_dossier_has_its_copies() -> None:
    folder = Path(__file__).parents[2] / "examples" / "dossier"
    articles = [json.loads(line) for line in (folder / "articles.jsonl").read_text().splitlines()]
    found = origins([Printed(a["id"], a["text"], a["outlet"], date.fromisoformat(a["published"])) for a in articles])
    expected = json.loads((folder / "expected.json").read_text())["origins"]
    assert {o.id: sorted(o.articles) for o in found if len(o.articles) > 1} == {o["origin"]: sorted(o["articles"]) for o in expected}
