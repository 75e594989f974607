"""Where a content ends: before another telling that goes on with it, and before or behind the subject of its own verb."""

from __future__ import annotations

from collections.abc import Sequence, Set

from selon.languages.syntax import Sentence, Token
from selon.reading.attribution.cues import first_subject
from selon.reading.attribution.decoding import Ranked
from selon.reading.attribution.generate import WITH_SUBJECT, Candidate
from selon.reading.attribution.lexicon import AttributionLexicon
from selon.reading.attribution.second import STANDING, end_of_telling
from selon.reading.attribution.spans import holds

HOW = frozenset(("oblique", "oblique_bare", "quoted", "quoted_one"))      # shapes of what may tell how
MOST = 0.5     # that is kept of the likelihood of a content which another telling cuts short


def apart(said: Sequence[Ranked], sure: Set[int], lex: AttributionLexicon) -> list[Ranked]:
    """Without what runs on over another telling joined to its own, one of those that are sure by their offsets; what stops before it is
    then as likely: "said the road was closed / and urged drivers to turn back"."""
    cut: dict[int, float] = {}
    kept = []
    for r in said:
        if _runs_on(r.candidate, sure, lex):
            cut[id(r.entry)] = max(cut.get(id(r.entry), 0.0), min(r.probability, MOST))
        else:
            kept.append(r)
    if not cut:
        return kept
    best: dict[int, Ranked] = {}
    for r in kept:
        if id(r.entry) in cut and (id(r.entry) not in best or best[id(r.entry)].probability < r.probability):
            best[id(r.entry)] = r
    low = {id(r): cut[key] for key, r in best.items() if r.probability < cut[key]}
    return [Ranked(r.entry, r.candidate, low[id(r)]) if id(r) in low else r for r in kept]


def _runs_on(c: Candidate, sure: Set[int], lex: AttributionLexicon) -> bool:
    """Whether what follows a verb runs on over a verb joined to it."""
    s, head = c.cue.sentence, c.cue.head
    if c.cue.sort != "verb" or c.spans[-1][0] < head.start:
        return False
    other = end_of_telling(s, head, sure, lex)
    return other is not None and c.spans[-1][1] > other.start


def acts(c: Candidate, lex: AttributionLexicon) -> bool:
    """Whether a content holds the subject of its verb though that is somebody who speaks: "The mayor, Ann Hall, put the toll at 9", "The
    party called it a lie", « L'Union s'est inquiétée du sort des otages »."""
    cue, s = c.cue, c.cue.sentence
    if c.shape not in WITH_SUBJECT:
        return False
    subject = c.node if c.shape == "subject" else first_subject(s, cue.head)
    if subject is None or subject.dep == "nsubj:pass":
        return False
    one = s.children(subject, "appos", "nmod") if subject.pos == "PRON" else ()        # « L'un des accusés, Luc Hall »
    if c.shape == "subject" and any(lex.can_speak(t) for t in (subject, *one)):
        return True
    of_itself = any(t.rel == "expl" and t.dep not in ("expl:subj", "expl:pass") for t in s.children(cue.head))
    return "seem" not in cue.classes and (of_itself or ("describe" in cue.classes and _is_called(s, cue.head, lex)))


def _is_called(s: Sentence, v: Token, lex: AttributionLexicon) -> bool:
    """Whether a verb says what something is called or likened to: "called it a lie", "describes him as a liar"."""
    return any(t.rel in ("xcomp", "ccomp") or ((case := s.child(t, "case", "mark")) is not None and lex.markers.get(case.lower) == "as")
               for t in s.children(v, "xcomp", "ccomp", "obl", "advcl"))


def misses(c: Candidate) -> bool:
    """Whether a content is only how a thing is condemned or denied, and the thing is left out: « a condamné « fermement » l'attaque »."""
    cue, s = c.cue, c.cue.sentence
    if c.shape not in HOW or cue.sort != "verb" or STANDING.isdisjoint(cue.classes[:1]):
        return False
    thing = s.child(cue.head, "obj")
    if thing is None or thing.pos not in ("NOUN", "PROPN") or thing.i <= cue.last:
        return False
    return not holds(c.spans, thing.start)
