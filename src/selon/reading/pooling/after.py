"""The day of an act that another day is counted from: "said on Thursday, a day after jets bombed the depot" tells of Wednesday."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from msgspec.structs import replace

from selon.languages.syntax import Sentence
from selon.model import Time
from selon.reading.mentions import Mention
from selon.reading.pooling.words import PoolingWords

CLOSE = 6           # words between a day and what is counted back from it: ", the army said,"
CLAUSE = 6          # words between that and the act


def counted_back(m: Mention, days: Sequence[Time], unresolved: Sequence[Time], words: PoolingWords) -> Time | None:
    """The day told before the mention's clause, less the days that the clause says it came after it; null where none does."""
    for u in unresolved:
        text = u.text.lower()
        if m.nominal or not any(text.endswith(w) for w in words.newness.day_after):
            continue
        at, first = _index(m.sentence, u.span[0]), text.split()[0]
        day = next((d for d in reversed(days) if d.start == d.end and 0 <= at - _index(m.sentence, d.span[1]) <= CLOSE), None)
        near = 0 < m.trigger.i - _index(m.sentence, u.span[1]) <= CLAUSE
        if day is not None and day.start is not None and near:
            told = day.start - timedelta(days=words.numbers.get(first) or 1)
            return replace(u, start=told, end=told, kind="date", unresolved=None)
    return None


def _index(s: Sentence, at: int) -> int:
    """The index of the first token that begins at an offset or after it."""
    return next((t.i for t in s if t.start >= at), len(s))
