"""Whoever compares, and in however many shares: each pair once, and the edges those of one share."""

from __future__ import annotations

from itertools import chain

import msgspec
import perfect
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selon.weaving.compare import Share, compared, here, shares
from selon.weaving.reports import Report, reports_of
from selon.weaving.weave import candidates

REPORTS = {r.ref: r for x in perfect.readings() for r in reports_of(x, x.id)}
PAIRS = candidates(REPORTS.values(), [])


@settings(deadline=None)
@given(most=st.integers(1, 200), some=st.sets(st.sampled_from(PAIRS), max_size=60))
def test_each_pair_is_in_one_share_with_its_reports(most: int, some: set[tuple[str, str]]) -> None:
    found = [(s.reports[a].ref, s.reports[b].ref) for s in shares(some, REPORTS, most) for a, b in s.pairs]
    assert len(found) == len(some)
    assert set(found) == some


@pytest.mark.parametrize("most", [1, 7, 10_000])
def test_the_edges_of_all_shares_are_those_of_one(most: int) -> None:
    (whole,) = shares(PAIRS, REPORTS, len(PAIRS))
    edges = sorted(chain.from_iterable(here(shares(PAIRS, REPORTS, most))), key=lambda e: (e.a, e.b))
    assert edges == sorted(compared(whole), key=lambda e: (e.a, e.b))
    assert edges


def test_a_share_travels_as_it_is() -> None:
    share = next(shares(PAIRS, REPORTS, 9))
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(share), type=Share) == share
    assert all(isinstance(r, Report) for r in share.reports)
