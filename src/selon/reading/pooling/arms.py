"""With what an act was done: the weapons of its tellings, but for what the law's words name."""

from __future__ import annotations

from selon.model import Participant, Weapon
from selon.reading.pooling.aside import aside, silent
from selon.reading.pooling.doers import FLOWN
from selon.reading.pooling.findings import Findings
from selon.reading.pooling.sameness import Cluster, Told

Parties = tuple[Participant, ...]


def weapons(c: Cluster, actor: Parties, f: Findings) -> tuple[Weapon, ...]:
    """Each kind of thing once, those of a title where the text names none; jets that another telling names as the doer are what whoever
    did it flew."""
    start = next((t for t in c.told if t.mention.sentence.field == "text"), c.first)
    out: dict[str, Weapon] = {}
    for t in sorted(c.told, key=lambda t: t.mention.sentence.field == "title"):
        m = t.mention
        beside = m.sentence is start.mention.sentence
        if aside(f, start, t) if beside else silent(f, start, t) or _of_another(start, t):
            continue
        named = [(a.head.lemma.lower(), f.people.participant(a.sentence, a.head), m.mode or a.head.lemma) for a in m.weapon]
        named += [(p.text.lower(), p, m.mode) for p in t.actor if m.mode in FLOWN and p.kind == "thing" and p not in actor]
        if m.sentence.field == "text" or not out:
            for noun, p, kind in named:
                if p.text.lower() not in {w.text.lower() for w in out.values()}:
                    out.setdefault(noun, Weapon(span=p.span, text=p.text, kind=kind, field=p.field))
    return tuple(out.values())


def _of_another(start: Told, t: Told) -> bool:
    """Whether what a telling of another sentence names was not used in the act: it was done in another way, or the words are the law's
    ("assault with a deadly weapon", "manslaughter and possession of a firearm")."""
    a, b = start.mention, t.mention
    return (b.nominal and b.mode is None) or (a.mode is not None and b.mode is not None and a.mode != b.mode)
