"""Who takes part in an event: what names nobody is left out, the kind of who is hurt, members and what they belong to."""

from __future__ import annotations

from typing import Any

import pytest
from pooled import cases, read

CASES = cases("participants")


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:60] for c in CASES])
def test_case(case: dict[str, Any]) -> None:
    r = read(case, case["lang"])
    found = [e for e in r.events if e.type == case["type"] and case.get("mode", e.mode) == e.mode]
    assert found or "not_actor" in case, r.events
    for role in ("actor", "target"):
        told = {p.text: p.kind for e in found for p in getattr(e, role)}
        for words, kind in case.get(role, {}).items():
            assert told.get(words) == kind, f"{role} {words}: {told}"
        assert not set(case.get(f"not_{role}", ())) & set(told), told
    assert not set(case.get("not_weapon", ())) & {w.text for e in found for w in e.weapon}, found
