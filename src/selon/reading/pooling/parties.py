"""Who took part: the role fillers of a mention as participants. What names nobody is left out; whoever is hurt or taken is a person."""

from __future__ import annotations

from msgspec.structs import replace

from selon.model import Claim, Participant, ParticipantKind
from selon.reading.mentions import Argument, Mention
from selon.reading.pooling.findings import Findings

BODIES = frozenset({"killed", "injured", "abducted", "arrested", "missing", "captured", "sick"})
NAMELESS = frozenset({"PRON", "DET", "NUM", "ADJ", "ADV"})


def actors(f: Findings, m: Mention, claim: Claim | None = None) -> tuple[Participant, ...]:
    """Who did it, each once; "we" in what somebody says is who says it."""
    return _parties(f, m.actor, False, claim)


def targets(f: Findings, m: Mention, claim: Claim | None = None) -> tuple[Participant, ...]:
    """To whom or what it was done, each once."""
    return _parties(f, m.target, m.harm in BODIES, claim)


def _parties(f: Findings, args: tuple[Argument, ...], bodily: bool, claim: Claim | None) -> tuple[Participant, ...]:
    out: list[Participant] = []
    for told in args:
        a = _speaker(f, told, claim)
        if a is None:
            continue
        p = f.people.participant(a.sentence, a.head)
        if _nobody(p, a) or p.span in {x.span for x in out}:
            continue
        out.append(replace(p, kind=_kind(f, p, a, bodily)))
    return tuple(out)


def _speaker(f: Findings, a: Argument, claim: Claim | None) -> Argument | None:
    """The one who says "I" or "we"; null where it is not told who."""
    pronoun = f.people.words.pronouns.get(a.head.lower)
    if pronoun is None or not pronoun.first:
        return a
    source = claim.source if claim is not None else None
    s = f.page.sentence_at(source.span[0], source.field) if source is not None else None
    if source is None or s is None:
        return None
    inside = s.within(source.span)
    head = next((t for t in inside if not inside[0].i <= t.head <= inside[-1].i or t.head == t.i), None)
    return Argument(s, head) if head is not None and head.lower not in f.people.words.pronouns else None


def _nobody(p: Participant, a: Argument) -> bool:
    """A number, pronoun or adjective that stands for nobody told of: the event's counts have the number."""
    if a.head.pos not in NAMELESS or p.name != p.text or (a.head.pos == "ADJ" and p.country):
        return False
    return a.sentence.child(a.head, "nmod", "appos", "flat") is None


def _kind(f: Findings, p: Participant, a: Argument, bodily: bool) -> ParticipantKind:
    """A ground is a place; what is killed, hurt or taken and is no known body of people is a person."""
    words = f.words.people
    if p.kind == "thing" and (a.head.lemma.lower() in words.grounds or a.head.lower in words.grounds):
        return "place"
    if bodily and p.kind in {"thing", "place"}:
        return "people" if a.head.feats.get("Number") == "Plur" or a.head.pos == "NUM" else "person"
    return p.kind
