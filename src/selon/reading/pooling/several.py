"""What is told at once of several sites: "drone attacks on the bases at A, in Iraq, and at B, in Syria" happened at neither alone."""

from __future__ import annotations

from msgspec.structs import replace

from selon.model import Event, Place, What
from selon.reading.pooling.findings import Findings
from selon.reading.pooling.sameness import Cluster
from selon.reading.pooling.standing import token_of

LOSSES: frozenset[What] = frozenset({"killed", "injured", "missing"})
FINE = frozenset({"site", "town"})


def spread(f: Findings, e: Event) -> Event:
    """An event whose losses are told of several sites in a row that lie in different countries, without the one that it would be laid
    at."""
    p = e.place if any(c.what in LOSSES for c in e.counts) else None
    s = f.page.sentence_at(p.span[0], p.field) if p is not None and p.basis in FINE else None
    if p is None or s is None or not s.parsed:
        return e
    here = f.bindings.places(s)
    row = [q for q in here if q.basis in FINE and q.country and (q is p or _joined(f, p, q))]
    return replace(e, place=None) if len({q.country for q in row}) > 1 else e


def _joined(f: Findings, p: Place, q: Place) -> bool:
    """Whether two places stand in one row of names or of what bears them."""
    s = f.page.sentence_at(p.span[0], p.field)
    a, b = (token_of(s, x.span) for x in (p, q)) if s is not None else (None, None)
    if s is None or a is None or b is None or a is b:
        return False
    tops = []
    for t in (a, b):
        while t.rel in {"conj", "nmod"} and s.head(t).pos in {"NOUN", "PROPN", "PRON", "X"} and t.head < t.i:
            t = s.head(t)
        tops.append(t.i)
    beside = a.head == b.head and s.head(a).pos in {"ADJ", "VERB"}       # the second hung on the verb as if it were another verb
    return (tops[0] == tops[1] or beside) and "conj" in {a.rel, b.rel}


def heirs(clusters: list[Cluster], events: tuple[Event, ...]) -> tuple[Event, ...]:
    """The events; one that an act told of elsewhere does ("the raids destroyed a depot and hit a ramp near the town") has its doers."""
    owner = {id(t.mention.trigger): k for k, c in enumerate(clusters) for t in c.told}
    out = []
    for c, e in zip(clusters, events, strict=True):
        found = None
        for m in (t.mention for t in c.told if not e.actor and not t.mention.nominal):
            s, verb = m.sentence, m.trigger
            subject = s.child(verb, "nsubj") or (s.child(s.head(verb), "nsubj") if verb.rel == "conj" else None)
            found = found or (owner.get(id(subject)) if subject is not None else None)
        out.append(replace(e, actor=events[found].actor) if found is not None and events[found].type == e.type else e)
    return tuple(out)
