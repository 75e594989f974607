"""Phrases that the parser hangs on a participant and that say something of the act."""

from __future__ import annotations

from msgspec.structs import replace

from selon.model import Participant
from selon.reading.mentions import Argument
from selon.reading.pooling.findings import Findings
from selon.reading.predicates.schema import predicates


def cut(f: Findings, p: Participant, a: Argument) -> Participant:
    """The words of a participant without who did it to them, and where they were hit: "six priests by men", "a boy in the head"."""
    known = predicates(f.page.lang)
    p = _uncounted(f, p, a)
    phrases = ((c, a.sentence.child(c, "case")) for c in a.sentence.children(a.head, "nmod") if c.i > a.head.i)
    at = next((x.i for c, x in phrases if x is not None and a.head.i < x.i and (x.lower in known.grammar.agent or (
        x.lower not in known.grammar.of and "bodypart" in known.classes.get(c.lemma.lower(), ())))), None)
    if at is None or p.field != (None if a.sentence.field == "text" else "title") or not p.span[0] < a.sentence[at].start < p.span[1]:
        return p
    end = a.sentence[at - 1].end
    text = p.text[:end - p.span[0]]
    return replace(p, span=(p.span[0], end), text=text, name=text if p.name == p.text else p.name)


def _uncounted(f: Findings, p: Participant, a: Argument) -> Participant:
    """A name without the number of its picture before it: "Image 2 of 9 Ashford Police" begins with "2 of 9" by the parse."""
    s = a.sentence
    inside = s.within(p.span) if p.text[:1].isdigit() else ()
    numbered = len(inside) > 3 and inside[0].text.isdigit() and inside[2].text.isdigit() and inside[1].lower in f.words.people.of
    if not numbered or f.names.at(s, inside[3].i) is None or p.field != (None if s.field == "text" else "title"):
        return p
    start = inside[3].start
    text = p.text[start - p.span[0]:]
    return replace(p, span=(start, p.span[1]), text=text, name=text if p.name == p.text else p.name)
