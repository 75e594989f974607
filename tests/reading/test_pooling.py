"""Pooling, by cases in cases/pooled.yaml: what is one event and what two, and whose numbers each keeps."""

from __future__ import annotations

from typing import Any

import pytest
from pooled import cases, read

from selon.model import Event, Reading

CASES = cases("pooled")


def telling(r: Reading, words: str) -> list[Event]:
    start = r.text.index(words)
    end = start + len(words)
    spots = {e.id: [*e.mentions, *(c.span for c in e.counts if c.field is None)] for e in r.events if e.field is None}
    return [e for e in r.events if any(a < end and b > start for a, b in spots.get(e.id, ()))]


def fits(e: Event, want: dict[str, Any]) -> bool:
    place, day = want.get("place"), want.get("day")
    counted = all(any(c.what == x["what"] and c.low == x["low"] and (c.instead_of is not None) == x.get("instead", False) for c in e.counts)
                  for x in want.get("counts", ()))
    whole = {(c.what, c.low) for c in e.counts if c.part_of is None}
    counted = counted and all({n for what, n in whole if what == x["what"]} == {x["low"]} for x in want.get("whole", ()))
    counted = counted and e.outcome == want.get("outcome", e.outcome) and e.type == want.get("type", e.type) \
        and e.mode == want.get("mode", e.mode)
    counted = counted and ("weapon" not in want or [w.text for w in e.weapon] == want["weapon"])
    counted = counted and ("arms" not in want or [w.kind for w in e.weapon] == want["arms"])
    doer = want.get("actor")
    return (counted and (doer is None or any(p.country == doer for p in e.actor)) and (place is None or (e.place is not None and place in e.place.text + e.place.name))
            and (day is None or (e.time is not None and e.time.start == e.time.end == day)) and not any(c.what == want.get("not") for c in e.counts))


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_case(case: dict[str, Any]) -> None:
    r = read(case, case["lang"])
    for want in case.get("events", ()):
        assert any(fits(e, want) for e in telling(r, want["at"])), r.events
    if "apart" in case:
        one, other = ({e.id for e in telling(r, w)} for w in case["apart"])
        assert one and other and not one & other, r.events
    for words in case.get("none", ()):
        assert not telling(r, words), r.events
    for words in case.get("unplaced", ()):
        assert all(e.place is None or e.place.basis == "country" for e in telling(r, words)), r.events
    for words in case.get("nowhere", ()):
        assert all(e.place is None for e in telling(r, words)), r.events
    if "lead" in case:
        assert any(e.id == r.lead for e in telling(r, case["lead"])) if case["lead"] else r.lead is None, r.lead
    for words in case.get("undated", ()):
        assert all(e.time is None for e in telling(r, words)), r.events
    if "denied" in case:
        assert sum(v.status == "denied" for e in r.events for v in e.voices) == case["denied"], r.events
    if case.get("unclaimed"):
        assert not any(e.responsibility for e in r.events), r.events
    if "disputes" in case:
        assert len(r.disputes) == case["disputes"], r.disputes
    if case.get("none_in_title"):
        assert not any(e.field == "title" for e in r.events), r.events
    for e in r.events:
        assert all(c.instead_of is None or c.part_of == c.instead_of < k for k, c in enumerate(e.counts))
