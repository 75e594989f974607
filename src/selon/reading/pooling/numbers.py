"""Counts that are no harm to people: bases left, drones shot down, people evacuated, troops sent; each with its event."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from selon.languages.syntax import Sentence, Token
from selon.model import Count, Quantity, Whose
from selon.reading.mentions import Argument, Mention
from selon.reading.pooling.findings import Findings
from selon.reading.pooling.losses import THINGS
from selon.reading.pooling.sameness import Cluster
from selon.reading.pooling.standing import token_of
from selon.reading.pooling.totals import Counts
from selon.reading.pooling.wording import FORCE

FEWEST = 2          # things of which one is told alone
DESCRIBING = 3      # words that describe a noun, each hung on the next
HARMED = frozenset({"killed", "injured"})


def quantity_counts(f: Findings, clusters: list[Cluster], counts: Counts) -> dict[int, tuple[Count, ...]]:
    """Counts by the index of their cluster; totals are left to the tallies."""
    out: dict[int, list[Count]] = {}
    at: dict[tuple[str, int], list[tuple[int, Mention]]] = {}
    for k, c in enumerate(clusters):
        for t in c.told:
            at.setdefault((t.mention.sentence.field, t.mention.sentence.index), []).append((k, t.mention))
    totals = {(t.quantity.field, t.quantity.span) for t in counts.totals}
    for q in counts.quantities:
        s = f.page.sentence_at(q.span[0], q.field)
        if s is None or q.what in HARMED or q.high == 0 or (q.field, q.span) in totals:
            continue
        here = at.get((s.field, s.index), [])
        _one_of(f, s, q, (at.get((s.field, k), []) for k in (s.index, s.index + 1)), out)
        tokens = [*(x for x in s.within(q.span) if x.pos == "NUM"), *filter(None, (token_of(s, q.span),))]
        for token in tokens:
            if (found := _home(s, token, q, here)) is not None:
                _add(out.setdefault(found[0], []), _taken_out(q, s, token, f), found[1])
                break
    return {k: tuple(_once(v)) for k, v in out.items()}


def _once(counts: list[Count]) -> Iterable[Count]:
    """The counts without those of a title that the text tells again, and without what is told twice of the same."""
    body = {(c.what, c.low, c.high) for c in counts if c.field is None}
    seen: set[tuple[object, ...]] = set()
    for c in counts:
        key = (c.field, c.what, c.low, c.high, c.bound, c.who, c.of)
        if (c.field is not None and (c.what, c.low, c.high) in body) or (c.who is not None and key in seen):
            continue
        seen.add(key)
        yield c


def _one_of(f: Findings, s: Sentence, q: Quantity, near: Iterable[list[tuple[int, Mention]]], out: dict[int, list[Count]]) -> None:
    """"Two drones attacked. One was shot down": a number that stands alone counts what was counted last before it."""
    if q.what not in THINGS or (q.low or 0) < FEWEST:
        return
    for k, m in (x for here in near for x in here):
        party = next((t for t in m.sentence.children(m.trigger, "nsubj", "obj") if t.pos in {"PRON", "NUM"}), None)
        n = f.words.numbers.get(party.lower) if party is not None else None
        if party is None or n is None or n >= (q.low or 0) or m.sentence.child(party, "nmod") is not None or m.type not in FORCE:
            continue
        last = m.sentence.field == s.field and (m.sentence.index > s.index or party.start > q.span[1])
        if last and not any(c.field == q.field and c.span == (party.start, party.end) for c in out.get(k, ())):
            span = party.start, party.end
            _add(out.setdefault(k, []), replace(q, span=span, text=f.page.words(span, q.field), low=n, high=n, bound="exact"), "target")


def _taken_out(q: Quantity, s: Sentence, t: Token, f: Findings) -> Quantity:
    """"One of the two drones" counts one drone: a number out of a group counts what the group is made of."""
    noun = s.head(t)
    part = s.head(noun)
    n = f.words.numbers.get(part.lower)
    if noun.rel != "nmod" or part.pos not in {"PRON", "NUM", "DET"} or n is None or n >= (q.low or 0):
        return q
    span = part.start, part.end
    return replace(q, span=span, text=f.page.words(span, q.field), low=n, high=n, bound="exact")


def _home(s: Sentence, t: Token, q: Quantity, here: list[tuple[int, Mention]]) -> tuple[int, Whose | None] | None:
    """The event whose target, actor or trigger the number belongs to."""
    roles: tuple[tuple[str, Whose], ...] = (("target", "target"), ("actor", "actor"))
    for name, whose in (*roles, ("weapon", None)):
        for k, m in here:
            if any(_inside(s, t, a) for a in getattr(m, name)):
                return (k, whose) if name != "weapon" or q.what != "other" else None     # "a dozen shots"
    for k, m in here:
        if q.what == "other" and m.type in FORCE:
            continue
        if t.head == m.trigger.i or (s.head(t).head == m.trigger.i and s.head(t).rel in {"obj", "nsubj", "conj"}):
            return k, None
    return None


def _inside(s: Sentence, t: Token, a: Argument) -> bool:
    """Whether the number counts the argument's head."""
    if a.sentence is not s or a.head.i in {t.head, t.i} or (a.head.rel == "nmod" and a.head.head == t.i):     # "48 of the drones"
        return a.sentence is s
    above = s.head(t)
    for _ in range(DESCRIBING):                 # "two one-way attack drones"
        if above.head == a.head.i or above.rel not in {"compound", "amod"}:
            break
        above = s.head(above)
    if above.head != a.head.i or above.pos not in {"NUM", "NOUN"} or t.rel != "nummod":
        return False
    return above.rel in {"nummod", "nmod", "conj", "flat", "compound", "amod"}


def _add(counts: list[Count], q: Quantity, whose: Whose | None) -> None:
    if all(c.span != q.span for c in counts):
        counts.append(Count(span=q.span, text=q.text, what=q.what, low=q.low, high=q.high, bound=q.bound, who=q.who, of=whose,
                            field=q.field))
