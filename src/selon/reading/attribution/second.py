"""Second tellings: what the same speaker goes on to ask, deny or say in the same sentence, and what a relative clause says he said.

"said the road was closed and urged drivers to stay away", « a dénoncé un abus, demandé une enquête et appelé à marcher », « une habitante,
qui dit s'être réfugiée ... ». The rankers were fitted where one telling has nearly all of a sentence and think little of those.
"""

from __future__ import annotations

from collections.abc import Set

from selon.languages.syntax import Sentence, Token
from selon.reading.attribution.cues import SAYING, Cue, first_subject
from selon.reading.attribution.generate import Candidate
from selon.reading.attribution.lexicon import AttributionLexicon
from selon.reading.attribution.negation import denied
from selon.reading.attribution.voice import is_passive, is_past_participle, is_present_participle

STANDING = frozenset(("accuse", "criticize", "deny", "confirm", "request", "threaten", "admit"))        # tell of a mere thing as well
CLAIMING = frozenset(("accuse", "deny", "request"))     # the same in a relative clause
TELLING = SAYING | STANDING | {"praise"}
SPEAKING = TELLING | {"predict", "hope", "fear"}
FIRST = TELLING | {"think", "predict", "hope", "fear", "intend", "decide", "suggest", "describe", "discuss", "agree", "support", "show"}
GOVERNED = ("ccomp", "xcomp", "obj", "obl", "iobj")
CLAUSES = frozenset(("ccomp", "xcomp"))
BESIDE = frozenset(("against", "about", "for", "of"))
WHOLE = frozenset(("clause", "object", "pair", "after", "near", "oblique"))


def is_joined(cue: Cue, lex: AttributionLexicon) -> bool:
    """Whether a verb that tells is joined to a telling before it, or is told of somebody by a relative clause."""
    v, s = cue.head, cue.sentence
    if cue.sort != "verb" or v.pos != "VERB" or TELLING.isdisjoint(cue.classes[:1]):
        return False
    if v.rel == "advcl" and is_present_participle(v):
        return speaks(s.head(v), lex) and not denied(s, v, lex)        # « a condamné l'attaque, appelant ses partisans au calme »
    if v.rel != "conj" and v.dep != "acl:relcl":
        return False
    if v.feats.get("Mood") == "Cnd" or is_passive(s, v) or denied(s, v, lex):
        return False
    if v.rel == "conj":
        first = s.head(v)
        return first.i < v.i and not FIRST.isdisjoint(lex.verbs.get(lex.lemma(first), ())) and _goes_on(s, v, first)
    who = s.child(v, "nsubj")
    noun = s.head(v)
    return who is not None and who.lower in lex.words["relative"] and noun.i < who.i and lex.can_speak(noun) and is_finite(s, v)


def is_plain(cue: Cue, lex: AttributionLexicon) -> bool:
    """Whether somebody does with a verb what can only be done with words: « La mairie a demandé lundi une enquête »."""
    s, v = cue.sentence, cue.head
    if cue.sort != "verb" or v.pos != "VERB" or lex.lemma(v) not in lex.words["wordy"]:
        return False
    who = first_subject(s, v)
    if who is None or who.i > cue.first or not (lex.can_speak(who) or who.feats.get("Person") == "3") or who.feats.get("PronType") == "Rel":
        return False
    return v.feats.get("Mood") != "Cnd" and is_finite(s, v) and not is_passive(s, v) and not denied(s, v, lex)


def speaks(t: Token, lex: AttributionLexicon) -> bool:
    """Whether a verb is one of saying, asking, accusing, hoping."""
    return not SPEAKING.isdisjoint(lex.verbs.get(lex.lemma(t), ()))


def is_finite(s: Sentence, t: Token) -> bool:
    """Whether a verb or a helper of it has a tense."""
    return "Fin" in [x.feats.get("VerbForm") for x in (t, *s.children(t, "aux"))]


def is_bare(s: Sentence, t: Token) -> bool:
    """Whether a verb is a past participle without a helper of its own."""
    return is_past_participle(t) and s.child(t, "aux", "nsubj", "mark") is None


def _has_helper(s: Sentence, first: Token) -> bool:
    """Whether a verb has a helper, or shares that of the one it is joined to."""
    return s.child(first, "aux") is not None or (first.rel == "conj" and s.child(s.head(first), "aux") is not None)


def _goes_on(s: Sentence, v: Token, first: Token) -> bool:
    """Whether a joined verb goes on with what the subject of another does: with a tense, with the helper of that one, or with a form for
    the past that is that of the participle too ("said ... and called")."""
    past = first.feats.get("VerbForm") == "Fin" and first.feats.get("Tense") == "Past"
    return s.child(v, "nsubj", "mark") is None and (is_finite(s, v) or (is_bare(s, v) and (past or _has_helper(s, first))))


def end_of_telling(s: Sentence, teller: Token, sure: Set[int], lex: AttributionLexicon) -> Token | None:
    """The verb before which what a verb tells must end: another telling joined to it, one of those that are sure by their offsets, "said
    the river had risen / and urged people to leave"; any verb with a tense where a thing or an infinitive is told, « a promis une aide / et
    nommé un préfet »."""
    mere = s.child(teller, "ccomp") is None
    beside = s.children(s.head(teller), "conj") if teller.rel == "conj" else ()        # « dénoncé, demandé / et appelé »
    first = min([c.i for c in s.children(teller, *GOVERNED) if c.i > teller.i], default=len(s))      # « ni confirmé ni démenti / la piste »
    return next((t for t in (*s.children(teller, "conj"), *beside) if t.i > first and t.pos == "VERB" and _goes_on(s, t, teller)
                 and (mere or (t.start in sure and speaks(t, lex)))), None)


def is_whole(c: Candidate, lex: AttributionLexicon) -> bool:
    """Whether a content is all that a verb governs behind it: its clause, or the thing where it has none."""
    cue, s = c.cue, c.cue.sentence
    if c.shape not in WHOLE or c.reach or len(c.spans) > 1 or c.speaker is None or c.spans[0][0] < s[cue.last].end:
        return False
    things = [t for t in s.children(cue.head, *GOVERNED) if t.i > cue.last and (t.rel != "obl" or t.dep == "obl:arg")
              and (t.rel != "iobj" or "request" in cue.classes[:1])]
    if "threaten" in cue.classes[:1] and [t.rel for t in things] == ["obj"]:
        return False        # « menace la ville »
    alone = CLAIMING if cue.head.dep == "acl:relcl" else STANDING
    if not things or things[0].pos == "PRON" or (alone.isdisjoint(cue.classes[:2]) and CLAUSES.isdisjoint([t.rel for t in things])):
        return False
    if abs(c.spans[0][1] - s[_last(s, cue.head, things, lex)].end) > 1:
        return False
    first = min(s.edges(t)[0] for t in things)
    clause = next((t for t in things if t.rel in CLAUSES), None)
    if clause is not None and "accuse" not in cue.classes[:1] and s.child(clause, "mark") is not None and any(
            lex.markers.get(case.lower) == "to" for t in things if t.rel == "obl" for case in s.children(t, "case")):
        first = s.edges(clause)[0]      # « a demandé aux habitants / de rester chez eux »
    return abs(c.spans[0][0] - s[first].start) <= 1


def _last(s: Sentence, v: Token, things: list[Token], lex: AttributionLexicon) -> int:
    """The last word of what a verb governs, with what the tree hangs beside it: « a démenti toute attaque / contre des civils »."""
    last = max(s.edges(t)[1] for t in things)
    for t in s.children(v, "obl"):
        if s.edges(t)[0] == last + 1 and lex.marker(s, t) in BESIDE:
            last = s.edges(t)[1]
    return last
