"""Place and time of the event an article is mainly about, which the whole article helps to tell."""

from __future__ import annotations

from collections import Counter
from datetime import date

from selon.model import Place, Time
from selon.reading.places import STREET
from selon.reading.pooling.bound import FINE, Bindings
from selon.reading.pooling.findings import Findings
from selon.reading.pooling.sameness import Cluster

TOWN = frozenset({"town", "site"})
SAID = 2.0          # a place said of one of its mentions
SPOKEN = 0.6        # less for the day somebody spoke


def main_place(f: Findings, c: Cluster, b: Bindings) -> Place | None:
    """The place of the lead event: the finest said of its mentions, else the town the article names first and most.

    A dateline says where the reporter is: it counts only where no other place is told.
    """
    said = [t.place for t in c.told if t.place is not None]
    said += [p for t in c.told if (p := b.sentence_place(t.mention)) is not None]
    told = [p for p in said if p.lat is not None and not b.is_dated_from(p)]
    said = told or said
    unknown = next((p for p in said if p.unresolved not in {None, STREET}), None)
    if not told and unknown is not None and all(b.is_dated_from(p) or p.lat is None for p in said):
        return unknown
    best = _town(f, b, said)
    if best is not None and not (b.is_dated_from(best) and told and not _holds(told, best)):
        return best
    located = [p for p in said if p.lat is not None]
    return min(located or said, key=lambda p: (FINE[p.basis], p.span[0]), default=None) or \
        min((p for p in f.places if p.role == "site" and p.lat is not None), key=lambda p: (FINE[p.basis], p.span[0]), default=None)


def _holds(told: list[Place], dated: Place) -> bool:
    """Whether the event is only told of as in the country that the dispatch is dated from."""
    return all(p.basis == "country" and p.relation == "in" and p.country == dated.country for p in told)


def _town(f: Findings, b: Bindings, said: list[Place]) -> Place | None:
    """The town or site named first and most; in the countries said of the event where there are any."""
    countries = {p.country for p in said if p.country}
    fine = any(p.basis in TOWN and p.lat is not None for p in said)
    votes: Counter[str] = Counter()
    best: dict[str, Place] = {}
    for k, p in enumerate(f.places):
        if p.role != "site" or p.basis not in TOWN or p.lat is None or (countries and p.country not in countries) or b.is_speaker(p):
            continue
        weight = 1.0 + (2.0 if k < 2 else 0.5 if k < 5 else 0.0) + (1.5 if p.field == "title" else 0.0)
        weight += SAID if any(p is x for x in said) else 0.0
        if p.relation != "in" and p.field == "title":
            weight /= 2
        if b.is_dated_from(p) and fine:
            weight = 0.1
        votes[p.name] += int(weight * 10)
        best.setdefault(p.name, p)
    top = max(votes.values(), default=0)
    return next((best[n] for n in best if votes[n] == top), None)


def main_time(f: Findings, c: Cluster, b: Bindings) -> Time | None:
    """The day of the lead event: said of a mention, else beside one, else the first day the article names before it came out."""
    candidates: list[tuple[float, Time]] = []
    for t in c.told:
        here = b.clause_time(t.mention)
        if here is not None:
            candidates.append((3.0 + (0.5 if t.mention.nominal else 0.0) - min(0.05 * t.mention.sentence.index, 0.6), here))
        near = b.sentence_time(t.mention)
        if near is not None:
            candidates.append((1.5 - min(0.05 * t.mention.sentence.index, 0.6), near))
    for k, time in enumerate(x for x in f.times if x.start and x.end and x.kind == "date" and (x.end - x.start).days < 3):
        s = f.page.sentence_at(time.span[0], time.field)
        candidates.append((1.2 - 0.1 * k - (SPOKEN if s is not None and b.is_spoken(s, time) else 0.0), time))
    usable = [(s - _days(t), t) for s, t in candidates if t.start is not None and t.end is not None and not _future(f, t.start)]
    return max(usable, key=lambda x: x[0])[1] if usable else None


def _days(t: Time) -> float:
    """A penalty for intervals: a day is what is wanted."""
    n = (t.end - t.start).days if t.start and t.end else 999
    return 0.0 if n == 0 else 0.5 if n <= 2 else 2.5


def _future(f: Findings, day: date) -> bool:
    return f.published is not None and day > f.published.end
