"""Subjects that follow their verb of saying: "...", said the man; « ... », a déclaré hier à la radio le ministre."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.attribution.cues import SAYING, Cue, first_subject
from selon.reading.attribution.lexicon import AttributionLexicon

CUTS = frozenset(",—–”\"»?!…'")
NOMINAL = frozenset(("NOUN", "PROPN", "PRON"))
CLOSING_MARKS = frozenset("”»\"")
OPENING_MARKS = frozenset("“«\"")
INWARD = frozenset(("think", "know", "hope", "fear", "predict", "admit", "confirm"))     # what may be said in an incise without speaking
FARTHEST = 14       # words; a subject of an incise further from its verb is not looked for


def inverted_subject(s: Sentence, cue: Cue, lex: AttributionLexicon) -> tuple[str, Token] | None:
    """The subject of an incise, "...", said the man: a noun phrase right after a verb of saying that punctuation cuts off."""
    if cue.sort != "verb" or cue.first == 0 or s[cue.first - 1].text[-1] not in CUTS:
        return None
    if SAYING.isdisjoint(cue.classes):
        return _named_thinker(s, cue)
    if ends_name(s, cue.first - 1):
        return None
    j = cue.last + 1
    while j < len(s) and (s[j].pos in ("DET", "ADJ", "NUM", "ADV") or s[j].lower in lex.words["filler"]):
        j += 1
    if j >= len(s) or s[j].pos not in NOMINAL or j > cue.last + 5 or s[j].lower in lex.words["times"]:
        return _after_circumstances(s, cue, lex)
    head = s[j]
    while head.rel in ("flat", "compound", "nmod") and cue.last < s.head(head).i and s.head(head).i != head.i:
        head = s.head(head)
    if head.rel == "obj" and (head.lemma in lex.mute or _is_shared(s, cue.head) or _has_subject(s, cue, lex)):
        return None
    last = s.edges(head)[1]
    after = s[last + 1] if last + 1 < len(s) else None
    if any(c.i > cue.last for c in s.children(cue.head, "ccomp")) or (after and after.pos in ("VERB", "AUX")):
        return None
    return "beside", head


def _has_subject(s: Sentence, cue: Cue, lex: AttributionLexicon) -> bool:
    """Whether somebody is the subject of a verb and stands before it, no other verb between: "The mayor, Ann Hall, put the toll at 9"."""
    subject = first_subject(s, cue.head)
    somebody = subject is not None and subject.pos in ("NOUN", "PROPN") and subject.lemma not in lex.mute
    return subject is not None and somebody and subject.i < cue.first and not any(
        t.pos in ("VERB", "AUX") and t.feats.get("VerbForm") == "Fin" for t in s.tokens[s.edges(subject)[1] + 1:cue.first])


def _is_shared(s: Sentence, v: Token) -> bool:
    """Whether a verb is a participle that shares the helper of the one it is joined to: « a dénoncé un abus, demandé une enquête »."""
    return v.rel == "conj" and v.feats.get("VerbForm") == "Part" and s.child(v, "aux") is None


def ends_name(s: Sentence, i: int) -> bool:
    """Whether a closing quotation mark ends a name and not what is said: « Le "Front de la justice" a revendiqué l'attaque »."""
    if s[i].text[-1] not in CLOSING_MARKS:
        return False
    opening = next((t for t in reversed(s.tokens[:i]) if t.text[0] in OPENING_MARKS), None)
    if opening is None or opening.i == 0 or s[opening.i - 1].pos != "DET":
        return False
    return not any(t.feats.get("VerbForm") == "Fin" for t in s.tokens[opening.i:i])


def _named_thinker(s: Sentence, cue: Cue) -> tuple[str, Token] | None:
    """The name that ends a sentence after a verb of thought: "..., thinks Plato."""
    j = cue.last + 1
    if j >= len(s) or s[j].pos != "PROPN" or INWARD.isdisjoint(cue.classes) or cue.head.feats.get("VerbForm") != "Fin":
        return None
    end = next((i for i in range(j, len(s)) if s[i].pos != "PROPN"), len(s))
    return ("beside", s[j]) if end == len(s) or s[end].text in ",.;" else None


def _after_circumstances(s: Sentence, cue: Cue, lex: AttributionLexicon) -> tuple[str, Token] | None:
    """The subject of an incise that comes after when, where and to whom: « ... », a déclaré hier à la radio le ministre."""
    before = s[cue.first - 1].text[-1] if s[cue.first - 1].text != "," or cue.first < 2 else s[cue.first - 2].text[-1]
    if before not in CLOSING_MARKS or any(c.i > cue.last for c in s.children(cue.head, "ccomp", "xcomp")):
        return None
    for t in s.tokens[cue.last + 1:cue.last + 1 + FARTHEST]:
        if t.pos in ("VERB", "AUX", "SCONJ") or t.text in CLOSING_MARKS:
            return None
        loose = t.pos in ("NOUN", "PROPN") and not s.child(t, "case") and t.rel not in ("flat", "compound", "nmod", "appos", "amod")
        if loose and t.lower not in lex.words["times"] and t.lemma not in lex.words["times"] and s[t.i - 1].pos != "ADP":
            return "beside", t
    return None
