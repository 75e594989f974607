"""New reports against the past: which are compared, which become one incident.

    reports -> candidates (shared keys) -> likeness (edges) -> clusters, as far as the change reaches

An edge depends on its two reports alone, and clusters are what they would be if all reports came at once, so that the order of arrival and
the batches in which reports come change nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain

from selon.model import Membership, Value
from selon.weaving.compare import Compare, here, shares
from selon.weaving.groups import Groups
from selon.weaving.past import Edge, Past
from selon.weaving.region import regroup
from selon.weaving.reports import Report


class Woven(Value, frozen=True, kw_only=True):
    """What new reports changed: their edges, and every cluster (sorted refs) that holds one or may be another by them."""

    edges: tuple[Edge, ...]
    groups: Groups


def weave(new: Sequence[Report], past: Past, beside: Collection[str] = (), compare: Compare = here) -> Woven:
    """Holds new reports against each other and the past. A report that the past has already is taken as the new one; `beside` are the refs
    of those whose clusters have lost a report; `compare` makes the comparisons."""
    fresh = {r.ref: r for r in new}
    wanted = {k for r in fresh.values() for k in r.keys}
    old = {r.ref: r for r in past.sharing(wanted) if r.ref not in fresh} if wanted else {}
    pairs = candidates(fresh.values(), old.values())
    found = chain.from_iterable(compare(shares(pairs, {**old, **fresh})))
    edges = tuple(sorted(found, key=lambda e: (e.a, e.b)))
    return Woven(edges=edges, groups=regroup({*fresh, *beside}, past, edges, list(fresh.values())))


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
