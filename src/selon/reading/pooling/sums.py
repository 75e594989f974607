"""Things that flew, counted at once for several acts ("three drones", where two were sent to one base and a third to another), and those
that are some of others ("engaged two drones, destroying one")."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from selon.model import Count, Event, What
from selon.reading.mentions import Mention
from selon.reading.numbers.counted import counted_words
from selon.reading.numbers.numerals import number_words
from selon.reading.numbers.words import fold_word
from selon.reading.pooling.findings import Findings
from selon.reading.pooling.sameness import Cluster
from selon.reading.pooling.singles import FLOWN, KINDS
from selon.reading.pooling.standing import token_of

FEWEST = 3  # the least sum of two numbers that says more than either may


def divided(f: Findings, clusters: Sequence[Cluster], events: Sequence[Event]) -> tuple[Event, ...]:
    """The events without numbers that are one more than their own where another event counts one on, for those are told of both; and with
    those marked that are some of others."""
    kept = (_without(e, [c for c in e.counts if _is_sum(f, c, e, clusters, events)]) for e in events)
    return tuple(replace(e, counts=tuple(_of_others(f, c, e.counts) for c in e.counts)) for e in kept)


def _of_others(f: Findings, c: Count, counts: Sequence[Count]) -> Count:
    """A number without a noun that is less than one of the same kind before it in its sentence."""
    s = f.page.sentence_at(c.span[0], c.field)
    if s is None or c.what not in FLOWN or c.part_of is not None or not _bare(f, c):
        return c
    before = [n for n, x in enumerate(counts) if x.what == c.what and x.field == c.field and s.start <= x.span[0] < c.span[0]
              and (x.low or 0) > (c.low or 0)]
    return replace(c, part_of=before[-1]) if before else c


def _bare(f: Findings, c: Count) -> bool:
    """Whether a number has no noun of its own: it may be some of others told before."""
    s = f.page.sentence_at(c.span[0], c.field)
    t = token_of(s, c.span) if s is not None else None
    return t is not None and t.pos in {"NUM", "PRON"} and t.rel != "nummod"


def _is_sum(f: Findings, whole: Count, e: Event, clusters: Sequence[Cluster], events: Sequence[Event]) -> bool:
    if e.type not in KINDS or whole.what not in FLOWN or whole.low is None or whole.low != whole.high or whole.low < FEWEST:
        return False
    own = {c.low for c in e.counts if c.what == whole.what and c.low and c.low < whole.low and c.part_of is None and not _bare(f, c)}
    others = (c for c, o in zip(clusters, events, strict=True) if o is not e and o.type in KINDS)
    more = any(_counted_on(f, whole.what, t.mention) for c in others for t in c.told)
    return more and whole.low - 1 in own


def _counted_on(f: Findings, what: What, m: Mention) -> bool:
    """Whether one thing of a kind is counted on from another act's: "in a separate attack, a third drone"."""
    s, ordinals, kinds = m.sentence, number_words(f.page.lang).ordinals, counted_words(f.page.lang).kinds
    things = (a.head for a in (*m.weapon, *m.actor, *m.target) if a.sentence is s)
    return any((kind := kinds.at([fold_word(h.lower)], 0)) is not None and kind[1] == what
               and any(ordinals.get(fold_word(x.lower), 0) > 1 for x in s.children(h, "amod")) for h in things)


def _without(e: Event, gone: Sequence[Count]) -> Event:
    if not gone:
        return e
    kept = [n for n, c in enumerate(e.counts) if c not in gone]
    moved = {n: k for k, n in enumerate(kept)}

    def at(n: int | None) -> int | None:
        return moved.get(n) if n is not None else None

    counts = (e.counts[n] for n in kept)
    return replace(e, counts=tuple(replace(c, part_of=at(c.part_of), instead_of=at(c.instead_of)) for c in counts))
