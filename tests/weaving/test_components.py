"""A new report changes clusters of its own component alone, and a component is held together by edges that reach the threshold."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from selon.weaving.clusters import components
from selon.weaving.groups import Groups, grouped
from selon.weaving.past import Settled

THRESHOLD = 0.4
REFS = [f"a{n}/e1" for n in range(14)]
PAIRS = st.tuples(st.sampled_from(REFS), st.sampled_from(REFS)).filter(lambda p: p[0] < p[1])
LIKENESS = st.sampled_from((0.0, 0.1, 0.2, 0.39, 0.4, 0.45, 0.6, 0.9, 1.0))


@settings(max_examples=300, deadline=None)
@given(
    edges=st.dictionaries(PAIRS, LIKENESS, max_size=40), leads=st.sets(st.sampled_from(REFS)), dated=st.sets(st.sampled_from(REFS)),
    ruled=st.dictionaries(PAIRS, st.booleans(), max_size=3),
)
def test_weaker_edges_that_lead_out_of_a_component_change_nothing(
    edges: dict[tuple[str, str], float], leads: set[str], dated: set[str], ruled: dict[tuple[str, str], bool]
) -> None:
    rulings = [Settled(a=a, b=b, together=together) for (a, b), together in ruled.items()]

    def groups(refs: list[str]) -> Groups:
        return grouped(refs, leads & set(refs), edges, rulings, THRESHOLD, dated & set(refs))

    joined = [pair for pair, p in edges.items() if p >= THRESHOLD] + [pair for pair, together in ruled.items() if together]
    parts = components(len(REFS), [(REFS.index(a), REFS.index(b), 1.0) for a, b in joined])
    assert sorted(g for part in parts for g in groups(sorted(REFS[i] for i in part))) == sorted(groups(sorted(REFS)))
