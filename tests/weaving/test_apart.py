"""What people hold apart stays apart, also where both are like one lead that comes later."""

from __future__ import annotations

from selon.weaving.groups import grouped
from selon.weaving.past import Settled


def test_two_that_are_held_apart_do_not_meet_at_a_lead() -> None:
    edges = {("a/1", "l/1"): 0.9, ("b/1", "l/1"): 0.9, ("a/1", "b/1"): 0.9}
    apart = Settled(a="a/1", b="b/1", together=False)
    groups = grouped(["a/1", "b/1", "l/1"], {"l/1"}, edges, [apart], 0.5)
    assert not any({"a/1", "b/1"} <= set(g) for g in groups)
    assert ("a/1", "l/1") in groups
