"""One of a kind told by its article: "a drone hit the base", beside "they had sent two"; it says something only of what flies."""

from __future__ import annotations

from msgspec.structs import replace

from selon.languages.syntax import Token
from selon.model import Count, Event, What
from selon.reading.mentions import Argument, Mention
from selon.reading.numbers.counted import counted_words
from selon.reading.numbers.words import fold_word
from selon.reading.pooling.findings import Findings
from selon.reading.pooling.sameness import AHEAD, Cluster
from selon.reading.pooling.tellings import source_name

KINDS = frozenset({"ASSAULT", "INTERCEPT"})
FLOWN: frozenset[What] = frozenset({"drones", "missiles", "rockets"})
DIRECT = frozenset({"nsubj", "obl", "obj"})


class Singles:
    """The single drones, missiles and rockets of a page."""

    def __init__(self, f: Findings) -> None:
        self.f, self.index, self.lex = f, f.index, counted_words(f.page.lang)

    def added(self, e: Event, c: Cluster) -> Event:
        """An event with each single thing that flew and that nobody else counts in the same voice; beside another speaker's number it is
        told instead of that."""
        if e.type not in KINDS or e.status in AHEAD or e.status == "denied":
            return e
        counts = list(e.counts)
        for m in (t.mention for t in c.told if t.mention.sentence.field == "text"):
            roles = (*m.weapon, *m.actor, *(m.target if m.type == "INTERCEPT" else ()))
            for h, what in ((a.head, w) for a in roles if (w := self._single(m, a)) is not None):
                det = m.sentence.child(h, "det")
                count = Count(span=(h.start if det is None else det.start, h.end), text="", what=what, low=1, high=1, bound="exact")
                self._add(counts, count)
        return replace(e, counts=tuple(counts)) if len(counts) > len(e.counts) else e

    def _single(self, m: Mention, a: Argument) -> What | None:
        """The kind of a thing told in the singular with an indefinite article, for the first time."""
        s, h = m.sentence, a.head
        if a.sentence is not s or h.pos != "NOUN" or h.head != m.trigger.i or h.rel not in DIRECT or h.feats.get("Number") != "Sing":
            return None
        alone = any(x.feats.get("Definite") == "Ind" for x in s.children(h, "det")) and not self._another(m, h)
        found = self.lex.kinds.at([fold_word(h.lower)], 0)
        return next((w for w in FLOWN if found is not None and found[1] == w), None) if alone else None

    def _another(self, m: Mention, h: Token) -> bool:
        return any(x.lower in self.f.words.people.another or x.pos == "NUM" for x in m.sentence.children(h, "amod", "nummod", "det"))

    def _add(self, counts: list[Count], new: Count) -> None:
        alike = [k for k, c in enumerate(counts) if c.what == new.what and c.part_of is None]
        voices = {self._voice(c) for c in counts if c.what == new.what}
        if alike and (len(alike) > 1 or self._voice(new) in voices or None in voices):
            return
        instead = alike[0] if alike else None
        counts.append(replace(new, text=self.f.page.words(new.span), part_of=instead, instead_of=instead))

    def _voice(self, c: Count) -> str | None:
        return source_name(self.index.around(c.span[0], c.field))
