"""Figures told of an event by several speakers: "at least nine were killed, the army said; witnesses spoke of twenty"."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from selon.languages.syntax import Sentence, Token
from selon.model import Claim, Count, Event, Quantity, Span, Tally
from selon.reading.pooling.findings import Findings
from selon.reading.pooling.sameness import AHEAD
from selon.reading.pooling.standing import token_of
from selon.reading.pooling.wording import FORCE, HARMFUL
from selon.reading.pooling.words import is_one

NEAR = 2            # sentences after an act in which another figure of it may stand
FAR = 6             # sentences between two figures, the later one said to be what a toll came to
FIGURES = frozenset({"killed", "injured", "missing"})
INTERCEPTED = frozenset({"INTERCEPT"})      # what becomes of the means of an attack goes on with it
Telling = tuple[Quantity, Claim | None]


class Tellings:
    """The figures of a page's losses, each with the sentences and the claim it is told in."""

    def __init__(self, f: Findings) -> None:
        self.f, self.index = f, f.index
        self.figures: dict[int, list[Quantity]] = {}
        self.acts = {m.sentence.index for m in f.mentions if m.sentence.field == "text" and m.type in FORCE - INTERCEPTED and not m.generic}
        totals = {t.quantity.span for t in f.counts.totals if t.quantity.field is None}
        for q in (q for q in f.quantities if q.span not in totals):
            s = f.page.sentence_at(q.span[0]) if q.what in FIGURES and q.field is None and q.high != 0 else None
            if s is not None:
                self.figures.setdefault(s.index, []).append(q)

    def of(self, e: Event) -> list[Telling]:
        """The first figure of each kind that each claim with a source, or the article itself, tells in the sentences of an event, and in
        those right after them that tell of no other act."""
        out: dict[tuple[str, str], Telling] = {}
        spans = e.mentions if e.field is None else ()
        own = [s.index for m in spans if (s := self.f.page.sentence_at(m[0])) is not None]
        after = [k for i in own for k in range(i + 1, i + 1 + NEAR) if not any(j in self.acts for j in range(i + 1, k + 1))]
        for index in sorted({*own, *after}):
            for q in self.figures.get(index, ()):
                s = self.f.page.sentence_at(q.span[0])
                if s is not None and (self._part(s, q) or self._of_another(s, q, spans) or self._formerly(s, q)):
                    continue
                claim = self.claim(q, s)
                if claim is not None or index in own:
                    out.setdefault((q.what, claim.id if claim else ""), (q, claim))
        return list(out.values())

    def _of_another(self, s: Sentence, q: Quantity, spans: Sequence[Span]) -> bool:
        """Whether the loss is told by a word of another act: "the blaze came two weeks after floods killed 220 people"."""
        t, here = token_of(s, q.span), {m.trigger.i: m for m in self.f.told_in(s) if m.type in FORCE}
        told = next((here[x.i] for x in s.ancestors(t) if x.i in here), None) if t is not None else None
        return told is not None and told.span not in spans and any(m.span in spans for m in here.values())

    def _part(self, s: Sentence, q: Quantity) -> bool:
        """Whether a figure is taken out of those told before: "twenty of them", "two of the dead", "three were among the dead"."""
        t = next((t for t in s.within(q.span) if t.pos == "NUM"), None)
        h, people = self.f.words.harm, self.f.words.people
        hurt = h.killed_people | h.injured_people | h.killed_adjective | people.victim
        if t is None:
            return False
        if any(c.pos == "PRON" or (c.i > t.i and is_one(c, hurt)) for c in s.children(t, "nmod", "obl")):
            return True
        return any(x.lower in people.include and any(is_one(y, hurt) for y in s.tokens[x.i + 1:x.i + 3]) for x in s.tokens[t.i:])

    def _formerly(self, s: Sentence, q: Quantity) -> bool:
        """Whether somebody is said to have told so before."""
        t = token_of(s, q.span)
        return t is not None and formerly(self.f, s, t)

    def claim(self, q: Quantity | Count, s: Sentence | None) -> Claim | None:
        """The claim with a source that tells a figure."""
        claim = self.index.around(q.span[0], q.field) or (self.index.beside(q.span, q.field, s) if s is not None else None)
        return claim if claim is not None and claim.source is not None else None

    def added(self, e: Event, alone: bool) -> Event:
        """An event with the figures that others than the first give of the same losses: each beside the count that it stands against,
        or, where `alone`, on its own where the event has none of its kind."""
        if e.type not in HARMFUL or e.status in AHEAD or e.status == "denied":
            return e
        counts = list(e.counts)
        for q, claim in self.of(e):
            alike = [k for k, c in enumerate(counts) if c.what == q.what and c.part_of is None]
            if any(c.field is None and c.span[0] < q.span[1] and q.span[0] < c.span[1] for c in e.counts) \
                    or any((c.low, c.high) == (q.low, q.high) for c in counts if c.what == q.what):
                continue
            put = self._put(q)
            first = (alone or put) and not alike
            if (claim is not None or put) and (first or (len(alike) == 1 and self._further(counts[alike[0]], q))):
                counts.append(_count(q, None))
            elif len(alike) == 1 and self._against(counts[alike[0]], q, claim) and not (put and self._far(counts[alike[0]], q)):
                counts.append(_count(q, alike[0]))
        return replace(e, counts=tuple(counts)) if len(counts) > len(e.counts) else e

    def _far(self, c: Count, q: Quantity) -> bool:
        """Whether a toll is brought to a figure so far from a count that it may be that of another act which was told since."""
        s, t = (self.f.page.sentence_at(x.span[0], x.field) for x in (c, q))
        return s is not None and t is not None and s.field == t.field and abs(s.index - t.index) > FAR

    def _put(self, q: Quantity) -> bool:
        """Whether a verb puts a toll at a figure, or brings it there: "the army put the injured at 20", "the toll rose to 21"."""
        s = self.f.page.sentence_at(q.span[0], q.field)
        t = next((t for t in s.within(q.span) if t.pos == "NUM"), None) if s is not None else None
        if s is None or t is None or q.who is not None or t.rel not in {"obl", "obj"}:
            return False
        verb, tally = s.head(t), self.f.words.tally
        brought = is_one(verb, tally.bring) and any(is_one(c, tally.toll) for c in s.children(verb, "nsubj"))
        return brought or (t.rel == "obl" and is_one(verb, tally.put))

    def _further(self, c: Count, q: Quantity) -> bool:
        """Whether a count is of people beside those that a figure before it counts: "two others"."""
        return c.field == q.field and q.span[1] <= c.span[0] and any(w in self.f.words.people.other for w in c.text.lower().split())

    def _against(self, c: Count, q: Quantity, claim: Claim | None) -> bool:
        """Whether a figure is another speaker's for those whom a count counts, and not the same: no number fits both, or either begins with
        another ("at least eight", "at least fifteen")."""
        other = self.claim(c, self.f.page.sentence_at(c.span[0], c.field))
        return (claim is not None or other is not None) and source_name(other) != source_name(claim) and (apart(c, q) or c.low != q.low)


def _count(q: Quantity, against: int | None) -> Count:
    return Count(span=q.span, text=q.text, what=q.what, low=q.low, high=q.high, bound=q.bound, who=q.who, of="target", part_of=against,
                 instead_of=against, field=q.field)


def source_name(c: Claim | None) -> str | None:
    """What the source of a claim is known as."""
    return c.source.name if c is not None and c.source is not None else None


def apart(a: Quantity | Tally | Count, b: Quantity | Tally | Count) -> bool:
    """Whether no number fits both figures."""
    return (a.high is not None and b.low is not None and a.high < b.low) or (b.high is not None and a.low is not None and b.high < a.low)


def formerly(f: Findings, s: Sentence, t: Token) -> bool:
    """Whether somebody is only said to have told something before: "the coast guard earlier said five had died"."""
    above = (x for x in s.ancestors(t) if x.pos == "VERB" and f.bindings.is_cue(s, x))
    return any(c.lower in f.words.tally.formerly for x in above for c in s.children(x, "advmod"))
