"""New reports against the past: which are compared, which become one incident.

    reports -> candidates (shared keys) -> likeness (edges) -> the components touched -> clusters

An edge depends on its two reports alone and a cluster on its component alone, so that the order of arrival and the batches in which
reports come change nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from selon.model import Membership, Value
from selon.weaving.groups import Groups, grouped
from selon.weaving.likeness import edge, weights
from selon.weaving.past import Edge, Past, Settled
from selon.weaving.reports import Report
from selon.weaving.traits import Traits, traits

LEAST = 0.1  # likeness from which an edge is kept


class Woven(Value, frozen=True, kw_only=True):
    """What new reports changed: their edges, and every cluster (sorted refs) of the components they touch."""

    edges: tuple[Edge, ...]
    groups: Groups


def weave(new: Sequence[Report], past: Past) -> Woven:
    """Holds new reports against each other and the past. A report that the past has already is taken as the new one."""
    fresh = {r.ref: r for r in new}
    wanted = {k for r in fresh.values() for k in r.keys}
    old = {r.ref: r for r in past.sharing(wanted) if r.ref not in fresh} if wanted else {}
    edges = _edges(fresh, old)
    return Woven(edges=edges, groups=regroup(fresh.keys(), past, edges, list(fresh.values())))


def _edges(fresh: Mapping[str, Report], old: Mapping[str, Report]) -> tuple[Edge, ...]:
    known: dict[str, Traits] = {ref: traits(r) for ref, r in (*fresh.items(), *old.items())}
    found = (edge(known[a], known[b], LEAST) for a, b in candidates(fresh.values(), old.values()))
    return tuple(e for e in found if e is not None)


def candidates(fresh: Iterable[Report], old: Iterable[Report]) -> list[tuple[str, str]]:
    """Pairs of refs (a < b) that share a key, at least one of them new; sorted."""
    mine: dict[str, list[str]] = defaultdict(list)
    theirs: dict[str, list[str]] = defaultdict(list)
    for reports, index in ((fresh, mine), (old, theirs)):
        for r in reports:
            for k in r.keys:
                index[k].append(r.ref)
    pairs: set[tuple[str, str]] = set()
    for k, refs in mine.items():
        for i, a in enumerate(refs):
            pairs.update((min(a, b), max(a, b)) for b in (*refs[i + 1 :], *theirs.get(k, ())))
    return sorted(pairs)


def regroup(refs: Collection[str], past: Past, fresh: Sequence[Edge] = (), new: Sequence[Report] = ()) -> Groups:
    """Every cluster of the components that hold these reports; `fresh` and `new` are edges and reports that the past has not got yet.
    A component is held together by edges that reach the threshold: clusters whose mean likeness does have one such pair, so that no cluster
    and no choice of one goes beyond it. Weaker edges within it count, those that lead out of it do not.

    For use after a decision, or when reports were taken away: then with the refs of those that were beside them.
    """
    edges = {(e.a, e.b): e.likeness for e in fresh}
    settled: dict[tuple[str, str], Settled] = {}
    seen: set[str] = set()
    ahead, least = set(refs), weights().threshold
    while ahead:
        seen |= ahead
        for e in past.edges(ahead):
            edges.setdefault((e.a, e.b), e.likeness)
        for s in past.settled(ahead):
            settled[s.a, s.b] = s
        joined = {x for pair, p in edges.items() if p >= least and not seen.isdisjoint(pair) for x in pair}
        joined |= {x for s in settled.values() if s.together for x in (s.a, s.b)}
        ahead = joined - seen
    known = {r.ref: r for r in (*past.reports(seen), *new)}
    leads = {ref for ref, r in known.items() if r.lead}
    dated = {ref for ref, r in known.items() if (d := r.setting.days) is not None and r.setting.dated and d.start == d.end}
    return grouped(sorted(known), leads, edges, settled.values(), least, dated)


def memberships(reports: Iterable[Report], groups: Mapping[str, Iterable[str]], articles: Iterable[str] = ()) -> tuple[Membership, ...]:
    """The incidents of each article, by id; `groups` are refs by incident, `articles` names those that may have no report."""
    home = {ref: incident for incident, refs in groups.items() for ref in refs}
    lead: dict[str, str] = {}
    held: dict[str, set[str]] = {a: set() for a in articles}
    for r in reports:
        if r.ref in home:
            held.setdefault(r.article, set()).add(home[r.ref])
            if r.lead:
                lead[r.article] = home[r.ref]
    return tuple(Membership(id=a, lead=lead.get(a), incidents=tuple(sorted(held[a]))) for a in sorted(held))
