"""Weaves what is new in a ledger: each batch is one write, so that a crash loses no more than the batch in progress, and leaves no half."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from selon.ledger import incidents, tallying
from selon.ledger.database import Writing
from selon.ledger.incidents import Named
from selon.ledger.past import Past
from selon.ledger.store import Ledger
from selon.model import Incident, WovenDispute
from selon.weaving.compare import Compare, here
from selon.weaving.disputes import disputes_of
from selon.weaving.figures import Rule
from selon.weaving.incidents import incident_of
from selon.weaving.region import regroup
from selon.weaving.reports import Report
from selon.weaving.tallies import tally_disputes
from selon.weaving.weave import weave
from selon.workflow.corrections import corrected

BATCH = 200  # reports woven in one write
TALLIES = 50  # tallies held against their incidents in one write


@dataclass(frozen=True, slots=True)
class Progress:
    """What one batch did: reports woven, incidents that are new, changed or gone by it."""

    reports: int
    incidents: int


def weave_new(ledger: Ledger, rule: Rule = "latest", compare: Compare = here, size: int = BATCH) -> Iterator[Progress]:
    """Weaves all reports that no weave has seen, batch by batch of some `size`, then holds the tallies of acts against what changed."""
    while True:
        with ledger.writing("weave") as w:
            done = weave_batch(w, rule, size, compare)
        if done is None:
            break
        yield done
    weave_tallies(ledger)


def weave_batch(w: Writing, rule: Rule = "latest", size: int = BATCH, compare: Compare = here) -> Progress | None:
    """One batch within a write; None where nothing is left to do."""
    past = Past(w.conn)
    left = incidents.retire_members(w)
    new = past.unwoven(size)
    if not new and not left:
        return None
    fresh = {r.ref for r in new}
    incidents.drop_edges(w, past, fresh)
    woven = weave(new, past, {ref for refs in left.values() for ref in refs}, compare)
    incidents.keep_edges(w, past, woven.edges)
    incidents.mark_woven(w, past, fresh)
    changed = write(w, past, incidents.not_standing(w, past, woven.groups, fresh, left), set(left), rule)
    return Progress(len(new), len(changed))


def reweave(w: Writing, refs: Collection[str], rule: Rule = "latest") -> list[str]:
    """The clusters of these reports anew, as after a decision; returns the incidents that changed."""
    past = Past(w.conn)
    return write(w, past, regroup(refs, past), set(), rule)


def write(w: Writing, past: Past, groups: Sequence[Sequence[str]], emptied: Collection[str], rule: Rule) -> list[str]:
    """Incidents and disputes of these clusters, in place of those that the reports were in; returns the incidents that changed."""
    named = incidents.name_groups(w, past, groups, emptied)
    made, disputes = made_of(w, past, named, rule)
    gone = named.old - named.refs.keys()
    before = tallying.spans(w, {*named.refs, *gone})
    changed = incidents.put_incidents(w, made, gone)
    incidents.put_disputes(w, disputes, {*named.refs, *gone})
    tallying.mark_due(w, [*before, *tallying.spans(w, changed)])
    return changed


def made_of(w: Writing, past: Past, named: Named, rule: Rule) -> tuple[list[Incident], list[WovenDispute]]:
    """The incidents of named clusters, with what people decided about them, and their disputes."""
    reports: dict[str, Report] = {r.ref: r for r in past.reports({x for refs in named.refs.values() for x in refs})}
    decided = incidents.decided(w, named.refs)
    made: list[Incident] = []
    disputes: list[WovenDispute] = []
    for name, refs in sorted(named.refs.items()):
        mine = [reports[r] for r in refs]
        incident = incident_of(name, mine, rule)
        found = disputes_of(incident, mine)
        disputes += found
        made.append(corrected(replace(incident, disputes=tuple(d.id for d in found)), decided.get(name, ())))
    return made, disputes


def weave_tallies(ledger: Ledger) -> None:
    """Holds every tally against the incidents of its period and area where either of them changed."""
    while True:
        with ledger.writing("weave") as w:
            due = tallying.due(w, TALLIES)
            for tally in due:
                found = tally_disputes([tally], tallying.covered(w.conn, tally))
                incidents.put_disputes(w, found, (), (tally.ref,))
            tallying.done(w, due)
        if not due:
            return
