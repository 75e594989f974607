"""What the ranker of speakers gets wrong by syntax alone: who is told of, a name within the speaker's phrase, "it" that is nobody."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.attribution.cues import Cue, first_subject
from selon.reading.attribution.inversion import NOMINAL
from selon.reading.attribution.lexicon import AttributionLexicon
from selon.reading.attribution.passives import is_told_of
from selon.reading.attribution.sources import Speaker, noun_phrase, speaker_of
from selon.reading.attribution.voice import is_passive

FREE = frozenset(("agent", "owner", "preposition", "relative"))     # sources that a preposition or a relative may lead to
CLOSE = frozenset(("ADJ", "ADV", "ADP", "DET"))       # words between a noun and what it is close to
STEPS = 8           # words looked back over


def mended(cue: Cue, found: Speaker | None, lex: AttributionLexicon) -> Speaker | None:
    """The speaker of a verb's claim, mended; null where nobody is named who says it."""
    if found is None:
        return _pronoun(cue, lex)
    if cue.sort != "verb" or found.incise is not None:
        return found
    s, head = cue.sentence, found.head
    if _is_nobody(s, cue, found, lex):
        return None
    if found.how in FREE:
        return _of_whom(s, found, lex) if found.how == "relative" else found
    subject = _subject(s, cue, lex)
    if subject is not None and subject is not head:
        if head.i < cue.first and (s.child(head, "case") is not None or subject.i in [t.i for t in s.ancestors(head)]):
            return speaker_of(s, cue, "subject", subject, lex)
    if subject is None and head.i < cue.first and (near := _close_to(s, head)) is not None:
        a, b = near.i, found.range[1]
        while a > 0 and s[a - 1].pos in ("ADJ", "DET", "NUM") and s[a - 1].head == near.i:
            a -= 1
        return Speaker("subject", (a, b), near)
    return found


def _of_whom(s: Sentence, found: Speaker, lex: AttributionLexicon) -> Speaker:
    """Whose the antecedent of a relative clause is, where that itself says nothing: « la version de l'élu, qui disait »."""
    thing, last = found.head, found.range[1]
    inner = next((c for c in reversed(s.children(thing, "nmod")) if thing.i < c.i <= last), None)
    if thing.pos != "NOUN" or inner is None or lex.can_speak(thing) or not lex.can_speak(inner):
        return found
    return Speaker("relative", noun_phrase(s, inner, before=last + 1), inner)


def _pronoun(cue: Cue, lex: AttributionLexicon) -> Speaker | None:
    """The pronoun before a verb of telling that the tree takes for a mere filler: « Il a menacé d'attaquer »."""
    s, v = cue.sentence, cue.head
    if cue.sort != "verb" or v.lemma in lex.words["impersonal"] or is_passive(s, v):
        return None
    it = next((c for c in s.children(v) if c.dep == "expl:subj" and c.i < cue.first), None)
    personal = it is not None and not any(c.rel == "expl" and c is not it for c in s.children(v)) and s.child(v, "ccomp") is None
    return speaker_of(s, cue, "subject", it, lex) if it is not None and personal else None


def _is_nobody(s: Sentence, cue: Cue, found: Speaker, lex: AttributionLexicon) -> bool:
    """Whether the supposed speaker is told of or told to ("he is said to", "they were warned"), or an "it" that stands for a clause."""
    head = found.head
    if head.lower in lex.words["expletive"] and cue.head.lemma in lex.words["impersonal"] and s.child(cue.head, "obj", "xcomp") is None:
        return True         # but "it appeared to confirm" is somebody's
    return is_told_of(s, cue, head, lex)


def _subject(s: Sentence, cue: Cue, lex: AttributionLexicon) -> Token | None:
    """The subject that stands before a verb, of its own; no pronoun of a relative clause."""
    t = first_subject(s, cue.head)
    if t is None or t.i > cue.first or t.dep == "nsubj:pass" or t.feats.get("PronType") == "Rel" or t.lower in lex.words["relative"]:
        return None
    return t


def _close_to(s: Sentence, head: Token) -> Token | None:
    """The subject of an adjective that a name with a preposition hangs on: "friends close to the Duchess said"."""
    case = s.child(head, "case")
    if case is None or case.i > head.i:
        return None
    for t in reversed(s.tokens[max(0, case.i - STEPS):case.i]):
        if t.pos in NOMINAL:
            return t if s.child(t, "case") is None and t.i < case.i - 1 and t.rel == "nsubj" else None
        if t.pos not in CLOSE:
            return None
    return None
