"""What may or may not be told: in a clause of "if", as a question put to who then speaks, as what nobody could verify, as no word of."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.attribution.cues import Cue
from selon.reading.attribution.generate import Candidate
from selon.reading.attribution.lexicon import AttributionLexicon
from selon.reading.attribution.negation import denied
from selon.reading.attribution.voice import agent_of, is_passive

BARE = frozenset(("cite", "report"))
PUT = frozenset(("ask", "request"))       # to who speaks next: "Asked for comment"
CLAUSES = frozenset(("advcl", "csubj"))
UTTERED = frozenset(("claim", "statement", "threat", "plan", "promise", "request", "decision", "question", "denial"))      # of telling


def is_unsettled(c: Candidate, lex: AttributionLexicon) -> bool:
    """Whether a cue tells nothing that anybody has said."""
    cue = c.cue
    if cue.sort == "noun":
        return cue.classes[0] in UTTERED and any(t.lower in lex.words["nobody"] for t in cue.sentence.children(cue.head, "det"))
    if cue.sort != "verb":
        return False
    return _may_be(cue, lex) or _is_put(cue, lex) or _is_unverified(cue, lex) or _is_bare(c, lex)


def _may_be(cue: Cue, lex: AttributionLexicon) -> bool:
    """Whether a verb is that of a condition: "if the army denies it", "unless the court agrees"; not "if, as the mayor says, ..."."""
    s, v = cue.sentence, cue.head
    if v.rel not in CLAUSES:
        return False
    marks = [t for t in s.children(v, "mark") if t.i < v.i]
    return bool(marks) and marks[-1].lower in lex.words["conditions"]


def _is_put(cue: Cue, lex: AttributionLexicon) -> bool:
    """Whether a question was put to who speaks next, nobody knows by whom: "Asked whether he would resign, he said no"."""
    s, v = cue.sentence, cue.head
    if "ask" in cue.classes and v.i == 0 and _is_asked(s, v, lex) and s.child(v, "ccomp", "advcl") is not None:
        return agent_of(s, v, lex) is None      # « Interrogé pour savoir s'il partirait, il a répondu non »
    if PUT.isdisjoint(cue.classes) or v.rel != "advcl" or v.feats.get("VerbForm") != "Part" or v.feats.get("Tense") != "Past":
        return False
    return s.child(v, "nsubj") is None and agent_of(s, v, lex) is None and s.head(v).i > v.i


def _is_bare(c: Candidate, lex: AttributionLexicon) -> bool:
    """Whether nothing is told but whom a passive names, by nobody: "two suspects were identified", "no injuries were reported"."""
    s, v = c.cue.sentence, c.cue.head
    if c.shape != "subject" or c.cue.classes[0] not in BARE or not is_passive(s, v) or agent_of(s, v, lex) is not None:
        return False
    return c.cue.classes[0] == "cite" or any(t.lower in lex.words["nobody"] for t in s.tokens[:v.i] if t.pos == "DET")


def is_question(c: Candidate, lex: AttributionLexicon) -> bool:
    """Whether a content is but the question that was put to who then speaks: « Interrogé pour savoir s'il partirait, il a répondu non »."""
    s, v, (start, end) = c.cue.sentence, c.cue.head, c.spans[0]
    if c.cue.sort != "verb" or end > v.start:
        return False
    return any(_is_asked(s, t, lex) for t in s.within((start, start + 1)))


def is_put_before(s: Sentence, v: Token, lex: AttributionLexicon) -> bool:
    """Whether who speaks answers a question told in full in the sentence: "Asked whether he had fled, he denied it"."""
    return any(t.i < v.i and _is_asked(s, t, lex) and s.child(t, "ccomp", "advcl") is not None for t in s.children(v, "advcl"))


def _is_asked(s: Sentence, t: Token, lex: AttributionLexicon) -> bool:
    """Whether a bare participle tells that somebody is asked."""
    return t.pos == "VERB" and t.feats.get("VerbForm") == "Part" and t.feats.get("Tense") == "Past" \
        and "ask" in lex.verbs.get(lex.lemma(t), ()) and s.child(t, "aux", "nsubj") is None


def _is_unverified(cue: Cue, lex: AttributionLexicon) -> bool:
    """Whether it is told that something is not confirmed, by nobody: "neither claim could be verified"."""
    s, v = cue.sentence, cue.head
    if cue.classes[0] != "confirm" or not is_passive(s, v) or agent_of(s, v, lex) is not None:
        return False
    subject = s.child(v, "nsubj")
    none = subject is not None and any(t.lower in lex.words["nobody"] for t in (subject, *s.children(subject, "det")))
    return none or denied(s, v, lex)
