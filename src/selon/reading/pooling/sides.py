"""Doers and sufferers of one event held apart: who struck back is no victim of the act, and nobody is on both sides."""

from __future__ import annotations

from selon.model import Participant
from selon.reading.pooling.findings import Findings
from selon.reading.pooling.sameness import Told
from selon.reading.pooling.sufferers import LIVING
from selon.reading.pooling.ties import HURT
from selon.reading.pooling.wording import BODILY
from selon.reading.pooling.words import is_one
from selon.reading.predicates.firmness import WORDS

Parties = tuple[Participant, ...]


def one_side(f: Findings, told: list[Told]) -> list[Told]:
    """Tellings without those that say what befell the gunman where others say whom he shot, or the other way round: "six were shot at the
    party; a deputy shot the gunman" tells of two acts. Of twelve judged events with both among their victims ten were wrong or doubtful."""
    known: list[Told] = []
    for t in told:
        if t.mention.type not in BODILY or not t.target or not any(x.target and _back(f, x, t) for x in known):
            known.append(t)
    return known


def same_side(p: Participant, q: Participant) -> bool:
    """Whether two are of one sort, and of no two countries."""
    return p.sector == q.sector is not None and (p.country == q.country or None in {p.country, q.country})


def own_fallen(first: Told, t: Told) -> bool:
    """Whether who is hurt in a telling without a doer fell on the side of those who act: "guerrillas attacked the army's posts, resulting
    in two rebels being killed"."""
    apart = t is not first and t.mention.harm in HURT and not t.actor and bool(t.target)
    hit = first.mention.type == "ASSAULT" and not first.mention.reciprocal and bool(first.target) and bool(first.actor)
    if not (apart and hit) or any(same_side(p, q) for p in first.actor for q in first.target):
        return False
    return all(any(same_side(p, q) for p in first.actor) for q in t.target)


def _back(f: Findings, x: Told, t: Told) -> bool:
    """Whether one telling has attackers alone for its sufferers and the other none but others, and they share nobody."""
    joined = x.mention.sentence is t.mention.sentence and {a.head.i for a in x.mention.target} & {a.head.i for a in t.mention.target}
    return not joined and _all_attackers(f, x) != _all_attackers(f, t)


def _all_attackers(f: Findings, t: Told) -> bool:
    """Whether all that suffer in a telling are called attackers."""
    return all(is_one(a.head, f.words.people.attacker) for a in t.mention.target)


def parted(f: Findings, told: list[Told], actor: Parties, target: Parties) -> tuple[Parties, Parties]:
    """Without those of one side who are on the other too: the side that has others gives them up, the doers' where neither has; nor who
    elsewhere is said to have hurt the others. Mishaps befall who causes them."""
    if told[0].mention.type in WORDS:           # nobody speaks to himself
        return actor, tuple(q for q in target if not any(f.people.same(p, q) or p.name.lower() == q.name.lower() for p in actor))
    if told[0].mention.type != "ASSAULT":
        return actor, target
    hurting = [p for t in told if t.target for p in t.actor if p.kind == "person"]
    first = next((t for t in told if t.mention.sentence.field == "text"), told[0])
    own = {q.span for t in told if t.mention.sentence is first.mention.sentence for q in t.target}      # what its own sentence says stands
    others = tuple(q for q in target if q.kind != "person" or q.span in own or not any(f.people.same(p, q) for p in hurting))
    target = others or target
    both = [(p, q) for p in actor for q in target if p.kind in LIVING and (f.people.same(p, q) or p.text.lower() == q.text.lower())]
    if not both:
        return actor, target
    doing, hit = {p.span for p, _ in both}, {q.span for _, q in both}
    if any(q.span not in hit for q in target):
        return actor, tuple(q for q in target if q.span not in hit)
    return tuple(p for p in actor if p.span not in doing), target
