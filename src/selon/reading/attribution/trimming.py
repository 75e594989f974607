"""What stands in a content and is none of it: who was told and when, the terms of the talk, who tells it."""

from __future__ import annotations

from selon.reading.attribution.chains import without_addressee
from selon.reading.attribution.cues import SAYING
from selon.reading.attribution.generate import Candidate
from selon.reading.attribution.lexicon import AttributionLexicon
from selon.reading.attribution.passives import without_speaker
from selon.reading.attribution.spans import Field
from selon.reading.attribution.terms import without_terms

WHEN = 4        # words of a time


def trim(field: Field, c: Candidate, lex: AttributionLexicon) -> None:
    """Takes it out of a candidate."""
    c.spans = without_addressee(c, lex)
    c.spans = without_terms(field, c, lex)
    c.spans = without_speaker(c, lex)
    _without_time(c, lex)


def end_at_semicolon(c: Candidate) -> None:
    """Ends what a preposition tells before a semicolon behind the source: "..., according to the police; the union counts four"."""
    if c.cue.sort != "preposition" or len(c.spans) < 2:
        return
    s = c.cue.sentence
    stop = next((t.start for t in s.tokens[c.cue.last + 1:] if t.text == ";"), s.end)
    c.spans = tuple([x for x in c.spans if x[0] < stop]) or c.spans


def _without_time(c: Candidate, lex: AttributionLexicon) -> None:
    """Cuts the day it was said, right behind the verb: "said on Wednesday [he regretted it]"; not before a comma."""
    cue, (start, end) = c.cue, c.spans[0]
    s, i = cue.sentence, cue.last + 1
    if cue.sort != "verb" or i >= len(s) or s[i].start != start:
        return
    last = i - 1
    for t in s.tokens[i:i + WHEN]:
        if t.lower in lex.words["times"]:
            if s.child(t, "acl") is not None and lex.markers.get(s[t.i + 1].lower) != "that":
                return          # "said the moment he heard it he ran"
            last = t.i
        elif t.pos not in ("ADP", "DET", "ADJ", "NUM") and t.lower not in lex.words["times"]:
            break
    if last < i or last + 1 >= len(s) or s[last + 1].start >= end:
        return
    if lex.markers.get(s[last + 1].lower) == "that":
        c.spans = ((s[last + 1].start, end), *c.spans[1:])
        return
    if SAYING.isdisjoint(cue.classes):
        return
    subject = next((x for x in (s[last + 1], *s.ancestors(s[last + 1])) if x.rel == "nsubj"), None)
    if subject is not None and s.edges(subject)[0] == last + 1 and s.head(subject).i > subject.i:
        c.spans = ((s[last + 1].start, end), *c.spans[1:])
