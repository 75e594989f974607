"""Tellings that the parser joined to what was told before them, joined to the telling above: "The mayor said the river had risen and urged
people to leave". The river urges nobody.

And what else the tree has wrong about tellings: what was told taken for a clause about whom it was told to, "he" taken for a filler, a
thing taken for who tells. The words are those of claims.
"""

from __future__ import annotations

from collections.abc import Iterator

from selon.languages.syntax import Sentence, Token
from selon.reading.attribution.cues import SAYING, first_subject
from selon.reading.attribution.lexicon import AttributionLexicon
from selon.reading.attribution.second import is_bare, is_finite, speaks
from selon.reading.attribution.voice import has_passive_helper, is_passive
from selon.reading.hanging import Arc, anew

GOVERNED = frozenset(("obj", "xcomp", "ccomp"))      # relations of what a verb governs


def rejoined(s: Sentence, lex: AttributionLexicon) -> Sentence:
    """The sentence with such verbs joined to the telling above them; the same object where there are none."""
    arcs = list(_arcs(s, lex))
    return anew(s, arcs) if arcs else s


def _arcs(s: Sentence, lex: AttributionLexicon) -> Iterator[Arc]:
    for t in s.tokens:
        if t.dep == "expl:subj" and _is_somebody(s, t, lex):
            yield t.i, t.head, "nsubj"
        if t.pos == "PRON" and t.lower in lex.words["restricts"]:
            yield from _what_is_told(s, t, lex)
        if t.rel == "advcl" and (up := _tells_on(s, t, lex)) is not None:
            yield t.i, up.i, "advcl"
        if t.rel != "conj" or t.pos != "VERB":
            continue
        told = s.tokens[t.head]
        if not speaks(t, lex):
            continue
        yield from _of_two(s, t, told)
        if is_bare(s, t) and (up := _shares_helper(s, t, lex)) is not None:
            yield t.i, up.i, "conj"
            yield from _behind(s, t, told)
        if told.rel != "ccomp" or not speaks(teller := s.tokens[told.head], lex):
            continue
        if s.child(t, "nsubj", "mark") is None and teller.i < told.i \
                and ((is_finite(s, t) and _cannot_speak(s, told, lex)) or _is_undergone(s, told, t, lex)):
            yield t.i, teller.i, "conj"
            yield from _behind(s, t, told)


def _tells_on(s: Sentence, t: Token, lex: AttributionLexicon) -> Token | None:
    """The telling that a participle behind a comma goes on with, where the tree hangs it on what was told of a thing, or was denied:
    "denied that his men had fired, saying ...", « a dit que la route était coupée, ajoutant que ... »."""
    told = s.tokens[t.head]
    teller = s.tokens[told.head]
    if told.rel != "ccomp" or not teller.i < told.i < t.i or s[t.i - 1].text != "," or not speaks(t, lex) or not speaks(teller, lex):
        return None
    if t.pos != "VERB" or is_finite(s, t) or s.child(t, "nsubj", "mark", "aux") is not None:
        return None
    return teller if lex.stances.get(lex.lemma(teller)) == "denies" or _cannot_speak(s, told, lex) else None


def _what_is_told(s: Sentence, that: Token, lex: AttributionLexicon) -> Iterator[Arc]:
    """What is told that the tree takes for a relative clause of who is told: « a dit à ses voisins qu'il partait »."""
    verb = s.tokens[that.head]
    verb = s.tokens[verb.head] if verb.rel == "xcomp" else verb
    noun = s.tokens[verb.head]
    teller = s.tokens[noun.head]
    if verb.rel != "acl" or noun.rel != "obl" or not teller.i < noun.i < that.i < verb.i:
        return
    if SAYING.isdisjoint(lex.verbs.get(lex.lemma(teller), ())):
        return
    if lex.marker(s, noun) == "to" and lex.can_speak(noun) and s.child(teller, "ccomp", "xcomp", "obj") is None:
        yield verb.i, teller.i, "ccomp"
        yield that.i, verb.i, "mark"


def _of_two(s: Sentence, t: Token, told: Token) -> Iterator[Arc]:
    """A thing behind the second of two verbs of one subject that the tree takes for its subject: « salue un geste mais conteste le
    chiffre »."""
    thing, subject = s.child(t, "nsubj"), s.child(told, "nsubj")
    if thing is None or subject is None or not subject.i < told.i < t.i < thing.i or thing.pos not in ("NOUN", "PROPN"):
        return
    if s[t.i - 1].pos == "CCONJ" and s.child(t, "aux", "obj") is None:
        yield thing.i, t.i, "obj"


def _behind(s: Sentence, t: Token, told: Token) -> Iterator[Arc]:
    """What stands behind a verb that was joined to another and hangs on that one."""
    return ((x.i, t.i, x.dep) for x in s.tokens[t.i + 1:] if x.head == told.i and x.rel in GOVERNED)


def _is_somebody(s: Sentence, it: Token, lex: AttributionLexicon) -> bool:
    """Whether a pronoun that the tree takes for a mere filler tells: « Il y affirme que ... », not « il convient de »."""
    v = s.tokens[it.head]
    return it.i < v.i and speaks(v, lex) and is_finite(s, v) and lex.lemma(v) not in lex.words["impersonal"] \
        and not is_passive(s, v) and not any(c.rel == "expl" and c is not it for c in s.children(v))


def _shares_helper(s: Sentence, t: Token, lex: AttributionLexicon) -> Token | None:
    """The telling above whose helper a participle shares, where the verb that it was joined to has none: « a affirmé que Rome voulait un
    accord et menacé de partir »."""
    told = s.tokens[t.head]
    if told.i > t.i or told.feats.get("VerbForm") == "Part" or s.child(told, "aux") is not None:
        return None
    above = next((a for a in s.ancestors(told) if s.child(a, "aux") is not None), None)
    return above if above is not None and above.i < told.i and above.feats.get("VerbForm") == "Part" and speaks(above, lex) else None


def _is_undergone(s: Sentence, told: Token, t: Token, lex: AttributionLexicon) -> bool:
    """Whether the verb joined to what is told cannot share its auxiliary: a past form behind "would", or no passive by what it governs,
    "said officers had been hurt and blamed the club"; not "had been arrested and charged with murder"."""
    if told.feats.get("VerbForm") == "Inf" and t.feats.get("VerbForm") == "Fin" and t.feats.get("Tense") == "Past":
        return s.child(told, "aux") is not None and s.child(t, "aux") is None       # "said it would leave and accused him"
    passive = has_passive_helper(s, told) and s.child(t, "aux") is None and t.feats.get("Tense") == "Past"
    following = s[t.i + 1].lower if t.i + 1 < len(s) else ""
    return passive and (s.child(t, "obj", "ccomp", "xcomp") is not None or any(
        rest == (following,) for rest, _ in lex.locutions.get(lex.lemma(t), ())))


def _cannot_speak(s: Sentence, told: Token, lex: AttributionLexicon) -> bool:
    """Whether the subject of a clause is a thing: no person, and no body that speaks but where something is done to it."""
    subject = first_subject(s, told)
    if subject is None or subject.pos != "NOUN" or subject.lemma in lex.persons:
        return False
    return subject.dep == "nsubj:pass" or not lex.can_speak(subject)
