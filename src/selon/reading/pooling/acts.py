"""Which mentions are the acts that a total counts, and so no event of their own."""

from __future__ import annotations

from collections.abc import Sequence

from selon.reading.determiners import is_pointed_at
from selon.reading.mentions import Mention
from selon.reading.pooling.findings import Findings
from selon.reading.pooling.losses import THINGS
from selon.reading.pooling.repeats import ACTS, KINDS
from selon.reading.pooling.totals import NEAR, Total


def counted_acts(f: Findings, totals: tuple[Total, ...]) -> frozenset[int]:
    """The ids of the mentions that are counted by a total and so tell of no act of their own."""
    out: set[int] = set()
    for t in totals:
        here = f.told_in(t.sentence)
        heads = {x.head for x in t.sentence.within(t.quantity.span)}
        lost = {id(m) for m in here if m.trigger.i in heads or _counts_target(t, m) or (t.running and _at_large(t, m)) or _holds(t, m)}
        out |= lost | {id(m) for m in here if _doing(t, m, {x.trigger.i for x in here if id(x) in lost})}
        if t.quantity.what in ACTS:
            out |= _counted_above(t, here) | _counted_above(t, [m for m in here if m.type in KINDS])
            out |= {id(m) for m in f.mentions if _taken_up(t, m)}
    return frozenset(out)


def _at_large(t: Total, m: Mention) -> bool:
    """Whether a mention only says who is counted by a running toll: "Soldiers wounded: the toll rises to 46"."""
    numbered = any(m.sentence.child(a.head, "nummod") is not None for a in m.target if a.sentence is m.sentence)
    return m.harm == t.quantity.what and not m.nominal and m.sentence.field == "title" and m.trigger.rel in {"acl", "amod"} and not numbered


def _holds(t: Total, m: Mention) -> bool:
    """Whether the words of a loss hold its number: « a fait 36.000 morts »."""
    return m.harm == t.quantity.what and not m.nominal and m.span[0] <= t.quantity.span[0] < m.span[1]


def _doing(t: Total, m: Mention, lost: set[int]) -> bool:
    """Whether acts without number, place or day but the period are what took the lives counted: "attacks by the group have
    killed 300 since May"."""
    return (m.nominal and m.trigger.rel == "nsubj" and m.trigger.head in lost and m.trigger.feats.get("Number") == "Plur"
            and not m.place and (t.period is not None or not m.time) and m.sentence.child(m.trigger, "nummod") is None)


def _taken_up(t: Total, m: Mention) -> bool:
    """Whether a plural in the next sentences takes up the acts that were counted: "these attacks"."""
    s, n = m.sentence, t.sentence
    near = s.field == n.field == "text" and 0 < s.index - n.index <= NEAR
    return near and m.nominal and m.trigger.feats.get("Number") == "Plur" and not (m.time or m.place) and is_pointed_at(s, m.trigger)


def _counted_above(t: Total, here: Sequence[Mention]) -> set[int]:
    """The act right above a count of acts, and the verb whose subject it is: "19 attaques ont visé", "were attacked 19 times"."""
    for x in (t.token, *t.sentence.ancestors(t.token)):
        found = [m for m in here if m.trigger is x]
        under = [m for m in here if m.nominal and m.trigger.head == x.i and m.trigger.rel in {"obl", "obj"} and m.trigger is not x]
        if under and not found:
            return {id(m) for m in under}
        if found:
            verb = t.sentence.head(x) if x.rel == "nsubj" else x
            return {id(m) for m in here if m.trigger is x or m.trigger is verb}
    return set()


def _counts_target(t: Total, m: Mention) -> bool:
    """Whether the number counts those the mention harms or does."""
    if m.harm is None and t.quantity.what not in THINGS:
        return False
    above = {t.token.i, *(x.i for x in t.sentence.ancestors(t.token))}
    return any(a.sentence is t.sentence and a.head.i in above for a in (*m.target, *m.actor))
