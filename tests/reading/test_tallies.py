"""Tallies: totals with their period and area, and never one more event; disputes beside them."""

from __future__ import annotations

from typing import Any

import pytest
from pooled import cases, read

from selon.model import Reading, Tally

TALLIES, DISPUTES = cases("tallies"), cases("disputes")


def _said(r: Reading, t: Tally) -> str:
    claim = next((c for c in r.claims if c.id == t.claim), None)
    return f"{claim.source.text} {claim.source.name}" if claim and claim.source else ""


def _is(t: Tally, want: dict[str, Any]) -> bool:
    return (t.what == want["what"] and t.low == want["low"] and t.bound == want.get("bound", t.bound) and t.since == want.get("from", t.since)
            and t.until == want.get("to", t.until) and {p.country for p in t.place} >= set(want.get("countries", ())) and (not want.get("part") or t.part_of is not None))


@pytest.mark.parametrize("case", TALLIES, ids=[c["name"] for c in TALLIES])
def test_tally(case: dict[str, Any]) -> None:
    r = read(case)
    for want in case["tallies"]:
        assert any(_is(t, want) and want.get("source", "") in _said(r, t) for t in r.tallies), r.tallies
    assert all(t.what != case.get("not") for t in r.tallies), r.tallies
    if case.get("others_undated"):
        assert all(any(_is(t, want) for want in case["tallies"]) or t.since is None for t in r.tallies), r.tallies
    if not case["tallies"]:
        assert not r.tallies
    assert all(r.text[t.span[0]:t.span[1]] == t.text for t in r.tallies)
    counted = {c.span for e in r.events for c in e.counts}
    assert not counted & {t.span for t in r.tallies}


@pytest.mark.parametrize("case", DISPUTES, ids=[c["name"] for c in DISPUTES])
def test_dispute(case: dict[str, Any]) -> None:
    r = read(case)
    assert len(r.disputes) == case["disputes"], (r.disputes, r.events)
    known = {x.id for x in (*r.events, *r.claims, *r.tallies)}
    assert all(set(side) <= known for d in r.disputes for side in d.sides)
