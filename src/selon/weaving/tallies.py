"""Tallies held against the incidents that are known for their period and area, and against each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from selon.model import Incident, Ref, Side, WovenDispute
from selon.weaving.disputes import dispute_id
from selon.weaving.reports import TallyReport

ACTS = frozenset({"attacks", "strikes"})
FORCE = frozenset({"ASSAULT", "INTERCEPT"})


def covered(t: TallyReport, incidents: Sequence[Incident]) -> list[Incident]:
    """The incidents of the period and area of a tally of acts."""
    until = t.tally.until or (t.published.end if t.published else None)
    if t.tally.what not in ACTS or t.tally.since is None or until is None:
        return []
    countries = {p.country for p in t.tally.place if p.country}
    return [
        i
        for i in incidents
        if i.type in FORCE
        and i.start is not None
        and i.end is not None
        and t.tally.since <= i.end
        and i.start <= until
        and (not countries or (i.place is not None and i.place.country in countries))
    ]


def tally_disputes(tallies: Sequence[TallyReport], incidents: Sequence[Incident]) -> tuple[WovenDispute, ...]:
    """For each tally of acts, the incidents it covers where their number is not the one told; sorted by id."""
    return tuple(sorted(_against(tallies, incidents), key=lambda d: d.id))


def _against(tallies: Sequence[TallyReport], incidents: Sequence[Incident]) -> Iterator[WovenDispute]:
    for t in tallies:
        held = covered(t, incidents)
        low, high = t.tally.low, t.tally.high
        if t.tally.what not in ACTS or t.tally.since is None or ((low or 0) <= len(held) and (high is None or len(held) <= high)):
            continue
        refs = tuple(Ref(article=r.article, id=r.event, span=(0, 0)) for i in held for r in i.reports[:1])
        sides = (
            Side(says=t.tally.text, refs=(Ref(article=t.article, id=t.tally.id, span=t.tally.span, field=t.tally.field),)),
            Side(says=str(len(held)), refs=refs),
        )
        yield WovenDispute(
            id=dispute_id(t.ref, "tally", sides),
            about="tally",
            degree="in_tension",
            sides=sides,
            tally=t.ref,
            note=",".join(i.id for i in held),
        )
