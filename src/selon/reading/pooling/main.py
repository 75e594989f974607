"""Place and time of the event an article is mainly about, which the whole article helps to tell."""

from __future__ import annotations

from selon.model import Place, Time
from selon.reading.calendar.lexicon import calendar_words
from selon.reading.calendar.scan import scan
from selon.reading.calendar.tense import by_parse, tense_words
from selon.reading.calendar.values import Anchored
from selon.reading.locating.words import place_words
from selon.reading.mentions import Mention
from selon.reading.numbers.words import Words
from selon.reading.places import STREET
from selon.reading.pooling.before import day_before, place_before
from selon.reading.pooling.bound import Bindings
from selon.reading.pooling.findings import Findings
from selon.reading.pooling.locatives import time_beside
from selon.reading.pooling.sameness import OPENING, Cluster
from selon.reading.pooling.scene import abroad, lies_in, likeliest
from selon.reading.pooling.standing import FINE, token_of

NAMED = 1.2         # the first day that the article names anywhere
SPOKEN = 0.6        # less for the day somebody spoke
OTHERS = 0.6        # less for the day of another act
HOUR = 2.0          # less for an hour of no day, which is that of publication only where no day is named at all


def main_place(f: Findings, c: Cluster, b: Bindings) -> Place | None:
    """The place of the lead event: the town or site that most speaks for, else the finest said of its mentions.

    A dateline says where the reporter is: it counts only where no other place is told, or where its town is named again.
    """
    said = [t.place for t in c.told if t.place is not None]
    own = tuple(said)
    countries = frozenset(p.country for p in said if p.country and not b.is_dated_from(p))
    said += [p for t in c.told if (p := b.sentence_place(t.mention)) is not None]
    if not said and (before := next((p for t in c.told if (p := place_before(f, b, t.mention)) is not None), None)) is not None:
        return before
    if (several := _several(c, b, said)) is not None:
        return several
    told = [p for p in said if p.lat is not None and not b.is_dated_from(p)]
    unknown = next((p for p in said if p.unresolved not in {None, STREET}), None)
    said = told or said
    best = likeliest(f, b, said, countries, own)
    lost = next((p for p in own[:1] if p.unresolved not in {None, STREET} and p.lat is not None), None)
    if best is not None and lost is not None and not lies_in(best, lost, 1.0, 0.0):
        return lost                           # a place that nobody knows, in a district in which the best known town is not
    if own and best is not None and all(p.basis == "sea" for p in own):
        return min(own, key=_finest)            # "capsized on Lake Victoria", wherever it was bound for
    wide = all(p.basis == "country" for p in told) and unknown is not None and unknown.country in {p.country for p in told}
    if (not told or wide) and unknown is not None and (best is None or not _local(f, b, best)):
        return unknown
    if best is not None and not (b.is_dated_from(best) and told and not _holds(f, told, best)):
        return best
    located = [p for p in said if p.lat is not None]
    if located or said:
        return min(located or said, key=_finest)
    return min((p for p in f.places if p.role == "site" and p.lat is not None and not abroad(f, b, p)), key=_finest, default=None)


def dated_from(f: Findings, m: Mention) -> Place | None:
    """The town that the page is dated from, where its headline or first sentences tell of the act and name no other place for it."""
    b = f.bindings
    early = m.sentence.field == "title" or m.sentence.index < OPENING
    return next((p for p in f.places if early and p.lat is not None and b.is_dated_from(p) and not abroad(f, b, p)), None)


def _finest(p: Place) -> tuple[int, int]:
    return FINE[p.basis], p.span[0]


def _several(c: Cluster, b: Bindings, said: list[Place]) -> Place | None:
    """The first of several countries that acts told as one happened in: "three bases in Iraq and Syria were attacked"."""
    first = [t for t in c.told if t.mention.sentence.field == "text"][:1]
    for t in first if said and all(p.basis == "country" for p in said) else ():
        s = t.mention.sentence
        countries = [(p, x) for p in b.places(s) if p.basis == "country" and (x := token_of(s, p.span)) is not None]
        heads = {x.i: p for p, x in countries}
        joined = next((heads[x.head] for _, x in countries if x.rel == "conj" and x.head in heads), None)
        row = {p.span for p, x in countries if p is joined or (x.rel == "conj" and heads.get(x.head) is joined)}
        own = t.place is None or t.place.span in row or t.place.basis != "country"
        if joined is not None and own and any(joined is p for p in said):
            return joined
    return None


def _local(f: Findings, b: Bindings, best: Place) -> bool:
    """Whether the town of the dateline is named again: what nobody knows the place of is told to lie there."""
    same = [p for p in f.places if p.name == best.name and p.role == "site"]
    return any(b.is_dated_from(p) for p in same) and not all(b.is_dated_from(p) for p in same)


def _holds(f: Findings, told: list[Place], dated: Place) -> bool:
    """Whether the event is only told of as in the country that the dispatch is dated from, and in no part of it ("western Nepal")."""
    return all(p.basis == "country" and p.relation == "in" and p.country == dated.country and not _part(f, p) for p in told)


def _part(f: Findings, p: Place) -> bool:
    """Whether a direction before a country's name makes it a part of the country."""
    s = f.page.sentence_at(p.span[0], p.field)
    t = token_of(s, p.span) if s is not None else None
    directions = place_words(f.page.lang).directions
    return s is not None and t is not None and any(c.lower in directions for c in s.children(t, "amod", "compound"))


def main_time(f: Findings, c: Cluster, b: Bindings, anywhere: bool = True) -> Time | None:
    """The day of the lead event: said of a mention, else beside one, else, where the page may tell it `anywhere`, the first day the
    article names before it came out."""
    candidates: list[tuple[float, Time]] = []
    for t in c.told:
        here = t.time
        if here is not None:
            candidates.append((3.0 + (0.5 if t.mention.nominal else 0.0) - min(0.05 * t.mention.sentence.index, 0.6), here))
        before = day_before(f, b, t.mention) if here is None else None
        if before is not None:
            candidates.append((2.8 - min(0.05 * t.mention.sentence.index, 0.6), before))
        near = b.sentence_time(t.mention) if anywhere else time_beside(f, b, t.mention)
        if near is not None:
            candidates.append((1.5 - min(0.05 * t.mention.sentence.index, 0.6), near))
    best = _best(f, candidates)
    if (best is not None and best[0] >= NAMED) or not anywhere:
        return best[1] if best is not None else None
    inside = {id(t.mention) for t in c.told}
    others = {x.span for m in f.mentions if id(m) not in inside and (x := b.clause_time(m)) is not None and x.field is None}
    for k, time in enumerate(x for x in f.times if x.start and x.end and x.kind == "date" and (x.end - x.start).days < 3):
        s = f.page.sentence_at(time.span[0], time.field)
        if s is None or not (b.is_dateline(s) or b.is_reported(s, time)):     # which say when was written
            less = (SPOKEN if s is not None and b.is_spoken(s, time) else 0.0) + (OTHERS if time.span in others else 0.0)
            candidates.append((NAMED - 0.1 * k - less, time))
    best = _best(f, candidates)
    return best[1] if best is not None else None


def _best(f: Findings, candidates: list[tuple[float, Time]]) -> tuple[float, Time] | None:
    """The likeliest of some times, the first among equals, with its weight; none that is still to come."""
    known = [(s, t) for s, t in candidates if t.start is not None and t.end is not None and not _to_come(f, t)]
    usable = ((s - _days(t) - HOUR * (_hour(f, t) and _is_set(f, t)), t) for s, t in known)
    return max(usable, key=lambda x: x[0], default=None)


def _is_set(f: Findings, hour: Time) -> bool:
    """Whether a day is told before an hour, or in its sentence, which may be of that: one told later is of something else."""
    s = f.page.sentence_at(hour.span[0], hour.field)
    end = s.end if s is not None else hour.span[0]
    return any(x.start is not None and x.field == hour.field and x is not hour and x.span[0] < end for x in f.times)


def _days(t: Time) -> float:
    """A penalty for intervals: a day is what is wanted."""
    n = (t.end - t.start).days if t.start and t.end else 999
    return 0.0 if n == 0 else 0.5 if n <= 2 else 2.5


def _hour(f: Findings, t: Time) -> bool:
    """Whether a time on the day of publication is only an hour, so that the day is a guess: "about 9:30 p.m.", « vers 21 heures »."""
    if f.published is None or t.start != f.published.start or t.start != t.end:
        return False
    found = scan(Words(t.text, 0), calendar_words(f.page.lang))
    value = found[0].value if len(found) == 1 else None
    return isinstance(value, Anchored) and value.alone


def _to_come(f: Findings, t: Time) -> bool:
    """Whether a day lies beyond publication, or is that of publication in a clause that looks ahead: "will be in court on Monday"."""
    if f.published is None or t.start is None or t.start < f.published.end:
        return False
    if t.start > f.published.end:
        return True
    s = f.page.sentence_at(t.span[0], t.field)
    return s is not None and s.parsed and by_parse(s, s.within(t.span), tense_words(f.page.lang))[0] is True
