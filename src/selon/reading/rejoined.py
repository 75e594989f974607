"""Tellings that the parser joined to what was told before them, joined to the telling above: "The mayor said the river had risen and urged
people to leave".

What does the telling of the two verbs under "said" tells a noun that cannot speak: the river urges nobody. The words are those of claims.
"""

from __future__ import annotations

from collections.abc import Iterator

from selon.languages.syntax import Sentence, Token
from selon.reading.attribution.cues import SAYING, first_subject
from selon.reading.attribution.lexicon import AttributionLexicon
from selon.reading.hanging import Arc, anew

SPEAKING = SAYING | {"accuse", "criticize", "deny", "confirm", "request", "threaten", "praise", "admit", "predict", "hope", "fear"}


def rejoined(s: Sentence, lex: AttributionLexicon) -> Sentence:
    """The sentence with such verbs joined to the telling above them; the same object where there are none."""
    arcs = list(_arcs(s, lex))
    return anew(s, arcs) if arcs else s


def _arcs(s: Sentence, lex: AttributionLexicon) -> Iterator[Arc]:
    for t in s.tokens:
        if t.rel != "conj" or t.pos != "VERB":
            continue
        told = s.tokens[t.head]
        if told.rel != "ccomp" or not _speaks(t, lex) or not _speaks(teller := s.tokens[told.head], lex):
            continue
        if s.child(t, "nsubj", "mark") is None and teller.i < told.i \
                and ((_is_finite(s, t) and _cannot_speak(s, told, lex)) or _is_undergone(s, told, t, lex)):
            yield t.i, teller.i, "conj"


def joined(s: Sentence, teller: Token, lex: AttributionLexicon) -> Token | None:
    """The telling that is joined to another one without a subject of its own: "said the river had risen and urged people to leave"."""
    return next((t for t in s.children(teller, "conj") if t.pos == "VERB" and _speaks(t, lex)
                 and (_is_finite(s, t) or t.feats.get("Tense") == "Past") and s.child(t, "nsubj", "mark") is None), None)


def _speaks(t: Token, lex: AttributionLexicon) -> bool:
    return not SPEAKING.isdisjoint(lex.verbs.get(lex.lemma(t), ()))


def _is_finite(s: Sentence, t: Token) -> bool:
    return "Fin" in [x.feats.get("VerbForm") for x in (t, *s.children(t, "aux"))]


def _is_undergone(s: Sentence, told: Token, t: Token, lex: AttributionLexicon) -> bool:
    """Whether the verb joined to what is told cannot share its auxiliary: a past form behind "would", or no passive by what it governs,
    "said officers had been hurt and blamed the club"; not "had been arrested and charged with murder"."""
    if told.feats.get("VerbForm") == "Inf" and t.feats.get("VerbForm") == "Fin" and t.feats.get("Tense") == "Past":
        return s.child(told, "aux") is not None and s.child(t, "aux") is None       # "said it would leave and accused him"
    passive = any(c.dep == "aux:pass" for c in s.children(told)) and s.child(t, "aux") is None and t.feats.get("Tense") == "Past"
    following = s[t.i + 1].lower if t.i + 1 < len(s) else ""
    return passive and (s.child(t, "obj", "ccomp", "xcomp") is not None or any(
        rest == (following,) for rest, _ in lex.locutions.get(lex.lemma(t), ())))


def _cannot_speak(s: Sentence, told: Token, lex: AttributionLexicon) -> bool:
    """Whether the subject of a clause is a thing: no person, and no body that speaks but where something is done to it."""
    subject = first_subject(s, told)
    if subject is None or subject.pos != "NOUN" or subject.lemma in lex.persons:
        return False
    return subject.dep == "nsubj:pass" or not lex.can_speak(subject)
