"""Those who suffer an act, held against how many its own sentence tells of. Where it names one person, further people of other sentences
were another act's in one of five judged events of MUC-4 and one of eight of local news; so were more people than it counts."""

from __future__ import annotations

from collections.abc import Iterable

from selon.model import Participant
from selon.reading.people import People
from selon.reading.pooling.findings import Findings

LIVING = frozenset({"person", "people"})
PERSON = frozenset({"person"})
MERE = frozenset({None, "CVL"})
OF_PARTIES = frozenset({"person", "group", "organisation"})
HARMING = frozenset({"ASSAULT", "ACCIDENT"})
Parties = tuple[Participant, ...]


def fitting(f: Findings, own: Parties, others: Iterable[Participant]) -> Parties:
    """Of the sufferers that other sentences name, those who may be among those the own sentence tells of: the same, and people by their
    names, no more than these; beside things that were hit all people."""
    strange = [p for p in others if not any(f.people.same(p, q) for q in own)]
    same = [p for p in others if p not in strange]
    if not any(q.kind in LIVING for q in own):
        return (*same, *(p for p in strange if p.kind in LIVING))
    named = [p for p in strange if p.kind in LIVING and is_named(f.people, p)]
    names, most = {p.name for p in named}, _number(f, own)
    if most == 1 and not (len(own) == 1 and not is_named(f.people, own[0])):
        return tuple(same)
    return (*same, *named) if most is None or len(names) <= most else tuple(same)


def _number(f: Findings, own: Parties) -> int | None:
    """How many people the own sentence names; null where that is not told."""
    sizes = [_size(f, p) for p in own if p.kind in LIVING]
    return None if None in sizes else sum(s for s in sizes if s is not None)


def _size(f: Findings, p: Participant) -> int | None:
    """How many people a participant is; null for a plural without number."""
    inside = [q for q in f.quantities if q.field == p.field and p.span[0] <= q.span[0] and q.span[1] <= p.span[1]]
    if inside:
        return inside[0].high
    s = f.page.sentence_at(p.span[0], p.field)
    tokens = s.within(p.span) if s is not None else ()
    spans = {t.i for t in tokens}
    head = next((t for t in tokens if t.head not in spans or t.head == t.i), None)
    return 1 if head is not None and (head.pos == "PROPN" or head.feats.get("Number") == "Sing") else None


def is_named(people: People, p: Participant, kinds: frozenset[str] = PERSON) -> bool:
    """Whether the words of a participant hold the name of somebody of these kinds."""
    s = people.page.sentence_at(p.span[0], p.field)
    return s is not None and any((n := people.names.at(s, t.i)) is not None and n.kind in kinds for t in s.within(p.span))
