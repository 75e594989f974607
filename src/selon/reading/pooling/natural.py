"""Who died of what kills without an act: the headline ("Contractor dies at base") says less of it than the first sentences."""

from __future__ import annotations

from selon.reading.page import Page
from selon.reading.pooling.words import PoolingWords, is_one

OPENING = 3         # sentences that tell the headline again


def passed_away(page: Page, words: PoolingWords) -> frozenset[str]:
    """The nouns for those of whom the opening sentences tell a natural death."""
    harm, out = words.harm, set[str]()
    dead = harm.killed_subject | harm.killed_adjective
    for s in page.body[:OPENING]:
        for t in s:
            if is_one(t, dead) and any(is_one(x, harm.natural) for x in s.tokens[t.i + 1:]):
                out |= {c.lemma.lower() for c in s.children(t, "nsubj")}
    return frozenset(out)
