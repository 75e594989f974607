"""How somebody of a page is told to speak, and why he is not likely to be the one who speaks on: coreference asks it of "he said"."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.attribution.quotes import Quote
from selon.reading.naming.entities import Entity
from selon.reading.naming.words import Words

ASKED, QUESTION, BORNE = 1.5, 1.0, 1.2      # what it costs who speaks to be named in a question told, put, to have only suffered
WITHIN = frozenset(("ccomp", "xcomp", "advcl", "obl"))       # what is asked, not who asks and who is asked
BEHIND = 2          # characters between a quotation and who speaks it


def silence(e: Entity, words: Words) -> float:
    """What its last tellings cost somebody as the one who speaks: named in a question; unnamed, unheard, and suffering or looked for."""
    return min((_silence(e, s, t, words) for s, t in e.tellings), default=0.0)


def _silence(e: Entity, s: Sentence, t: Token, words: Words) -> float:
    asked = is_asked(s, t, words.asking)
    if asked or e.name is not None or e.voice >= 0:
        return asked
    suffers = t.dep == "nsubj:pass" and s.head(t).lemma not in words.asking
    return BORNE if suffers or not words.sought.isdisjoint(e.words) else 0.0


def is_within_said(s: Sentence, t: Token, said: frozenset[str]) -> bool:
    """Whether the verb of a subject stands within what somebody else is told to say: "the mayor said that the man confessed"."""
    verb = s.head(t)
    while verb.head != verb.i:
        up = s.head(verb)
        if verb.rel == "ccomp" and verb.i > up.i and up.lemma in said:
            return True
        verb = up
    return False


def is_asked(s: Sentence, t: Token, asking: frozenset[str]) -> float:
    """What it costs a word, as one who answers, to stand within a question, told or put: "asked about her", "I ask if he will stay"."""
    if s.tokens[-1].text == "?" and asking.isdisjoint([x.lemma for x in s.tokens]):
        return QUESTION
    below = False
    while t.head != t.i:
        up, below = s.head(t), below or t.rel in WITHIN
        if below and t.i > up.i and up.lemma in asking:
            return ASKED
        t = up
    return 0.0


def behind_quotation(s: Sentence, t: Token, quotations: tuple[Quote, ...]) -> bool:
    """Whether a subject stands right behind a quotation, or its verb before it does: "...," he snapped, « ... », soupire-t-il."""
    if not quotations:
        return False
    verb = s.head(t)
    first = min(t.i, verb.i, *(c.i for c in s.children(verb, "aux"))) if t.text[0] == "-" else t.i
    return any(q.end <= s[first].start <= q.end + BEHIND for q in quotations)


def goes_on(s: Sentence, t: Token, again: frozenset[str]) -> bool:
    """Whether the verb of a subject or its adverb tells that who speaks has spoken before: "he added", "she also said"."""
    verb = s.head(t)
    return verb.lemma in again or any(c.lower in again for c in s.children(verb, "advmod"))


def is_according(s: Sentence, t: Token, words: Words) -> bool:
    """Whether a word is named as the source: "according to him"."""
    case = s.child(t, "case")
    return case is not None and case.lower in words.accords and whole_case(s, case) in words.according


def whole_case(s: Sentence, case: Token) -> str:
    """A preposition with the words fixed to it: « d'après » is not « après »."""
    return " ".join(t.lower for t in (case, *s.children(case, "fixed"))).replace("’", "'")
