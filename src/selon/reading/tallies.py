"""Tallies: counts over a period, an area or many acts, with who, where and since when; never one more event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from selon.model import Claim, Event, Place, Tally
from selon.reading.mentions import Mention
from selon.reading.pooling.counters import Counters
from selon.reading.pooling.findings import Findings
from selon.reading.pooling.parties import actors, targets
from selon.reading.pooling.repeats import ACTS
from selon.reading.pooling.standing import token_of
from selon.reading.pooling.totals import Total

FAR = 2             # sentences between parts and their sum


def find_tallies(f: Findings, events: tuple[Event, ...]) -> tuple[tuple[Tally, ...], tuple[Claim, ...]]:
    """The tallies of a page, `t1`, `t2` ..., in text order; a part that stands near its sum is tied to it. And the claims of those who
    gave a count that no other claim holds."""
    totals = f.counts.totals
    maker = _Maker(f, totals)
    out = [maker.tally(f"t{k + 1}", t) for k, t in enumerate(totals)]
    wholes = _wholes(totals)
    for whole in sorted(set(wholes.values())):
        mine = [p for part, w in sorted(wholes.items()) if w == whole for p in out[part].place]
        if totals[whole].quantity.what in ACTS and mine and not {p.country for p in mine} <= {p.country for p in out[whole].place}:
            out[whole] = replace(out[whole], place=tuple(_once(mine)))
    for part, whole in wholes.items():
        out[part] = replace(out[part], part_of=out[whole].id, claim=out[part].claim or out[whole].claim)
    return tuple(out), maker.counters.all()


class _Maker:
    """Makes tallies of the totals of one page."""

    def __init__(self, f: Findings, totals: tuple[Total, ...]) -> None:
        self.f, self.totals, self.index = f, totals, f.index
        self.counters = Counters(f)

    def tally(self, id_: str, t: Total) -> Tally:
        """One total with what its sentence says of it."""
        q, m, period = t.quantity, self._act(t), t.period
        claim = self.index.around(q.span[0], q.field)
        if claim is None or claim.source is None:
            claim = self.counters.claim(t) or claim or self.index.beside(q.span, q.field, t.sentence)
        return Tally(
            id=id_, what=q.what, low=q.low, high=q.high, bound=q.bound, text=q.text, span=q.span, field=q.field,
            actor=actors(self.f, m) if m else (), target=targets(self.f, m) if m else (),
            since=period.start if period else None, until=self._until(t),
            place=self._places(t), claim=claim.id if claim else None,
        )

    def _until(self, t: Total) -> date | None:
        """The last day of the period; where that is only the day of publication, the day on which the count was said or shown."""
        period, published = t.period, self.f.published
        if period is None or period.end is None or published is None or period.end != published.end:
            return period.end if period is not None else None
        above, acts = {x.i for x in t.sentence.ancestors(t.token)}, {m.trigger.i for m in self.f.told_in(t.sentence)}
        for x in self.f.bindings.times(t.sentence):
            token = token_of(t.sentence, x.span)
            verb = t.sentence.head(token) if token is not None else None
            told = verb is not None and verb.pos == "VERB" and verb.i in above - acts
            if told and x.kind == "date" and x.start == x.end and x.end is not None and (period.start or x.end) < x.end < period.end:
                return x.end
        return period.end

    def _act(self, t: Total) -> Mention | None:
        """The mention whose acts or losses are counted: the nearest in the sentence."""
        return min(self.f.told_in(t.sentence), key=lambda m: (abs(m.trigger.i - t.token.i), m.trigger.i), default=None)

    def _places(self, t: Total) -> tuple[Place, ...]:
        """Where one of several counts of a sentence holds: the places told right after it; else those of the sentence, then of its base."""
        said = self.f.bindings.places(t.sentence)
        here = [x.quantity.span[0] for x in self.totals if x.sentence is t.sentence and x.quantity.what == t.quantity.what]
        if len(here) > 1 and t.quantity.what in ACTS:
            after = min((a for a in here if a > t.quantity.span[0]), default=t.sentence.end)
            own = [p for p in said if t.quantity.span[1] <= p.span[0] < after]
            said = own or said
        elif not said and t.beside is not None:
            said = self.f.bindings.places(t.beside)
        return tuple(_once(said))


def _once(places: list[Place]) -> Iterator[Place]:
    """Each name once."""
    seen: set[str] = set()
    for p in places:
        if p.name not in seen:
            seen.add(p.name)
            yield p


def _wholes(totals: tuple[Total, ...]) -> dict[int, int]:
    """The sum of each part, by index: the counts of one kind in a sentence that add up to another there or nearby."""
    groups: dict[tuple[str, int, str], list[int]] = defaultdict(list)
    for k, t in enumerate(totals):
        groups[t.sentence.field, t.sentence.index, t.quantity.what].append(k)
    out: dict[int, int] = {}
    for (field, index, what), group in groups.items():
        near = [k for i in range(index - FAR, index + FAR + 1) for k in groups.get((field, i, what), ())]
        for whole in near:
            parts = [k for k in group if k != whole and (totals[k].quantity.low or 0) < (totals[whole].quantity.low or 0)]
            if len(parts) > 1 and sum(totals[k].quantity.low or 0 for k in parts) == totals[whole].quantity.low:
                out.update(dict.fromkeys(parts, whole))
                break
    return out
