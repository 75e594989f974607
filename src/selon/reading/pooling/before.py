"""The day of an act that is told in the sentence before, which sets the scene: "On the morning of 3 May a lorry reached the gate. The
blast killed nine"; and the day of one of several acts that are counted off: "on 3, 9 and 20 May. The second killed nine"."""

from __future__ import annotations

from selon.languages.syntax import Sentence
from selon.model import Place, Time
from selon.reading.mentions import Mention
from selon.reading.numbers.numerals import number_words
from selon.reading.numbers.words import fold_word
from selon.reading.pooling.bound import Bindings
from selon.reading.pooling.findings import Findings
from selon.reading.pooling.wording import definite

AHEAD = frozenset({"planned", "hypothetical"})


def day_before(f: Findings, b: Bindings, m: Mention) -> Time | None:
    """The day of the sentence before a mention that tells none of its own; null where none is meant."""
    s = m.sentence
    if s.field == "title" or s.index == 0 or b.times(s) or m.status in AHEAD:
        return None
    last = f.page.body[s.index - 1]
    if last.paragraph != s.paragraph:
        return counted_off(f, b, m) if last.paragraph == s.paragraph - 1 else None
    days = _days(b, last)
    alone = len(days) == 1 and not f.told_in(last)
    return days[0] if alone and definite(m) else counted_off(f, b, m)


def _days(b: Bindings, s: Sentence) -> list[Time]:
    """The single days of a sentence on which something else than speaking was done, in text order."""
    return [t for t in b.times(s) if t.kind == "date" and t.start == t.end and not b.is_spoken(s, t)]


def place_before(f: Findings, b: Bindings, m: Mention) -> Place | None:
    """The place of one of several acts counted off in the sentence before: told between its day and the day before that, else the first
    of all; null where no such act is meant."""
    day = counted_off(f, b, m)
    if day is None:
        return None
    last = f.page.body[m.sentence.index - 1]
    places = b.places(last)
    since = max((t.span[1] for t in _days(b, last) if t.span[1] <= day.span[0]), default=last.start)
    return next((p for p in places if since <= p.span[0] < day.span[0]), places[0] if places else None)


def counted_off(f: Findings, b: Bindings, m: Mention) -> Time | None:
    """The day of the second or third of the acts whose days the sentence before tells: "the second", « la deuxième »."""
    s, ordinals = m.sentence, number_words(f.page.lang).ordinals
    subject = s.child(m.trigger, "nsubj") if s.field == "text" and s.index else None
    if subject is None or s.child(subject, "det") is None or s.children(subject, "nmod"):
        return None
    n = next((k for x in (subject, *s.children(subject, "amod")) if (k := ordinals.get(fold_word(x.lower), 0)) > 0), 0)
    days = _days(b, f.page.body[s.index - 1])
    return days[n - 1] if len(days) > 1 and 1 <= n <= len(days) else None
