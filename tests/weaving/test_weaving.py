"""Weaving comes out the same in any order, in any batches, and however often; decisions hold."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from random import Random

import perfect
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selon.weaving.likeness import features, weights
from selon.weaving.memory import Memory, weave_all
from selon.weaving.past import Settled
from selon.weaving.region import regroup
from selon.weaving.reports import Report, reports_of
from selon.weaving.traits import traits
from selon.weaving.weave import candidates


@cache
def reports() -> tuple[Report, ...]:
    return tuple(x for r in perfect.readings() for x in reports_of(r))


@cache
def at_once() -> tuple[tuple[str, ...], ...]:
    memory = Memory()
    memory.add(reports())
    return tuple(memory.groups())


def in_batches(parts: Sequence[Sequence[Report]]) -> Memory:
    memory = Memory()
    for part in parts:
        memory.add(part)
    return memory


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10**6), st.integers(1, 12))
def test_any_order_and_batches(seed: int, batches: int) -> None:
    random = Random(seed)
    shuffled = list(reports())
    random.shuffle(shuffled)
    parts = [shuffled[i::batches] for i in range(batches)]
    assert tuple(in_batches(parts).groups()) == at_once()


def test_one_by_one_is_all_at_once() -> None:
    assert tuple(in_batches([[r] for r in reports()]).groups()) == at_once()


@settings(deadline=None, max_examples=10)
@given(st.sets(st.integers(0, 200), max_size=20))
def test_twice_changes_nothing(again: set[int]) -> None:
    memory = in_batches([reports()])
    edges = {pair: e for by in memory.by_ref.values() for pair, e in by.items()}
    memory.add([reports()[i % len(reports())] for i in sorted(again)])
    assert tuple(memory.groups()) == at_once()
    assert {pair: e for by in memory.by_ref.values() for pair, e in by.items()} == edges


def test_every_report_is_in_one_cluster_and_its_events_are_there() -> None:
    refs = [ref for g in at_once() for ref in g]
    assert len(refs) == len(set(refs)) == len(reports())


def test_the_order_of_readings_changes_no_incident() -> None:
    readings = perfect.readings()
    first = weave_all(readings)
    Random(5).shuffle(readings)
    assert weave_all(readings) == first


def test_likeness_is_symmetric_and_every_feature_has_a_weight() -> None:
    known = {r.ref: traits(r) for r in reports()}
    for a, b in candidates(reports(), []):
        one, other = features(known[a], known[b]), features(known[b], known[a])
        assert one.keys() == other.keys()
        assert all(abs(one[k] - other[k]) < 1e-9 for k in one)
        assert one.keys() <= weights().features.keys()


def pair(group_size: int) -> tuple[str, str]:
    group = next(g for g in at_once() if len(g) >= group_size)
    return group[0], group[-1]


def test_what_people_put_apart_stays_apart_and_back() -> None:
    memory = in_batches([reports()])
    a, b = pair(4)
    memory.rulings.append(Settled(a=min(a, b), b=max(a, b), together=False))
    apart = regroup([a], memory)
    assert not any({a, b} <= set(g) for g in apart)
    memory.rulings.clear()
    assert any({a, b} <= set(g) for g in regroup([a, b], memory))


@pytest.mark.parametrize("far", [("d07/e1", "d28/e3"), ("d29/e1", "d33/e4")])
def test_what_people_put_together_is_together(far: tuple[str, str]) -> None:
    memory = in_batches([reports()])
    assert not any(set(far) <= set(g) for g in at_once())
    memory.rulings.append(Settled(a=far[0], b=far[1], together=True))
    assert any(set(far) <= set(g) for g in regroup([far[0]], memory))


def test_a_report_that_went_leaves_no_trace() -> None:
    memory = in_batches([reports()])
    gone = at_once()[0][0]
    del memory.held[gone]
    groups = regroup([r.ref for r in reports()], memory)
    assert gone not in {ref for g in groups for ref in g}
