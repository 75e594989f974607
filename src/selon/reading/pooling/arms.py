"""With what an act was done: the weapons of its tellings, but for what the law's words name."""

from __future__ import annotations

from selon.model import Participant, Weapon
from selon.reading.mentions import Argument
from selon.reading.pooling.aside import aside, silent
from selon.reading.pooling.doers import FLOWN
from selon.reading.pooling.findings import Findings
from selon.reading.pooling.manner import MEANS
from selon.reading.pooling.sameness import Cluster, Told
from selon.reading.predicates.schema import predicates

Parties = tuple[Participant, ...]

CLASSES = MEANS | {"arson"}      # modes that name a weapon; "rob" and "ambush" name a deed
ANY = "weapon"          # the kind of what its words leave open: "a weapon", "several rounds"


def weapons(c: Cluster, actor: Parties, f: Findings) -> tuple[Weapon, ...]:
    """Each kind of thing once, those of a title where the text names none; jets that another telling names as the doer are what whoever
    did it flew."""
    if not any(t.mention.weapon or t.mention.mode in FLOWN for t in c.told):
        return ()
    start = next((t for t in c.told if t.mention.sentence.field == "text"), c.first)
    out: dict[str, Weapon] = {}
    for t in sorted(c.told, key=lambda t: t.mention.sentence.field == "title"):
        m = t.mention
        beside = m.sentence is start.mention.sentence
        if aside(f, start, t) if beside else silent(f, start, t) or _of_another(start, t):
            continue
        means = m.mode if m.mode in CLASSES else None
        named = [(a.head.lemma.lower(), f.people.participant(a.sentence, a.head), _kind(a, f) or means or ANY) for a in m.weapon]
        named += [(p.text.lower(), p, m.mode) for p in t.actor if m.mode in FLOWN and p.kind == "thing" and p not in actor]
        if m.sentence.field == "text" or not out:
            for noun, p, kind in named:
                if p.text.lower() not in {w.text.lower() for w in out.values()}:
                    out.setdefault(noun, Weapon(span=p.span, text=p.text, kind=kind, field=p.field))
    return tuple(out.values())


def _kind(a: Argument, f: Findings) -> str | None:
    """The class of a weapon by its own words, whatever was done with it: guns that robbers showed are firearms; null where they leave
    it open."""
    modes = predicates(f.page.lang).modes
    words = (a.head, *a.sentence.children(a.head, "compound", "amod", "nmod"))
    return next((k for t in words if (k := modes.get(t.lemma.lower())) in CLASSES), None)


def _of_another(start: Told, t: Told) -> bool:
    """Whether what a telling of another sentence names was not used in the act: it was done in another way, or the words are the law's
    ("assault with a deadly weapon", "manslaughter and possession of a firearm")."""
    a, b = start.mention, t.mention
    return (b.nominal and b.mode is None) or (a.mode is not None and b.mode is not None and a.mode != b.mode)
