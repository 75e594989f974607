"""Where something was done with words: mostly the text does not say, and the places beside it are what was spoken of."""

from __future__ import annotations

from collections.abc import Sequence

from selon.model import Place
from selon.reading.mentions import Mention
from selon.reading.pooling.standing import covers, fineness, located

MEETINGS = frozenset({"AGREE", "CONSULT", "COOPERATE"})
BETWEEN = ("obj", "iobj", "obl", "nmod", "ccomp", "xcomp")


def said_at(m: Mention, places: Sequence[Place], lang: str) -> Place | None:
    """The finest of these places that a phrase of the act's own tells, before its verb or right behind it ("at Geneva the minister
    denounced"), or anywhere behind the word for a meeting or a deal. What stands further behind belongs to what was said."""
    s, t = m.sentence, m.trigger
    tops = {t.i, *(x.i for x in s.within(m.span)), *((t.head,) if m.nominal and t.rel in {"nsubj", "obj"} else ())}
    crowd = {a.head.i for a in m.actor if a.sentence is s and a.head.pos == "NOUN"}       # "protesters in Tunis denounced"
    found = [p for p in places if (h := located(s, p, lang)) is not None and h.head in tops | crowd and h.dep != "obl:arg"
             and not any(covers(s, p.span, a) for a in m.target) and (h.head in crowd or not any(covers(s, p.span, a) for a in m.actor))
             and (m.type in MEETINGS or not any(t.i < c.i < h.i for c in s.children(t, *BETWEEN)))]
    return min(found, key=fineness, default=None)
