"""What looks like a telling and is none: deeds, labels, questions to the reader, and what things are said to do.

The rankers learn from annotators who count wishes, plans and deeds as attributions. Here stand the shapes that are certain to be none,
or right in less than half of the places where dev data have them.
"""

from __future__ import annotations

from collections.abc import Sequence

from selon.languages.syntax import Sentence, Token
from selon.reading.attribution.cues import Cue
from selon.reading.attribution.decoding import Ranked, floor
from selon.reading.attribution.deeds import is_act
from selon.reading.attribution.generate import Candidate
from selon.reading.attribution.lexicon import AttributionLexicon
from selon.reading.attribution.polarity import UNSAID, is_negated, of_negated
from selon.reading.attribution.spans import Field, holds
from selon.reading.attribution.terms import is_term
from selon.reading.attribution.unsettled import is_unsettled
from selon.reading.attribution.voice import is_past_participle

DEEDS = frozenset(("permit", "appoint", "watch"))       # of one who acts, whatever follows
MENTAL = frozenset(("intend", "want", "hope", "know", "think", "like", "dislike", "refuse", "seem", "request", "decide", "criticize",
                    "praise", "support", "oppose", "agree", "ask", "add", "offer", "threaten"))
THINGS = frozenset(("object", "oblique", "oblique_bare", "subject", "antecedent"))      # shapes of a mere thing
WISHES = frozenset(("ask", "request", "refuse", "want", "hope", "like"))
APART = frozenset(("before", "before_near", "around", "beyond", "host", "quoted"))       # beside a telling: "as he put it"
JUDGED = frozenset(("decide", "support", "oppose", "agree"))      # what courts do to what lies before them
TOPICS = frozenset(("document", "fear", "hope", "plan", "prediction", "evidence", "reputation", "opposition"))      # nouns that only name
BRIEF = 2       # words of what a belief is about
ASKED = 5       # words before the verb of a question to the reader
LABEL = 6       # words before a colon


def untold(field: Field, ranked: Sequence[Ranked], least: float, lex: AttributionLexicon) -> set[int]:
    """The ids of the candidates that are certain to be no claim: all of a cue whose likeliest one is none."""
    best: dict[int, Ranked] = {}
    for r in ranked:
        if r.probability >= least and ((known := best.get(id(r.entry))) is None or known.probability < r.probability):
            best[id(r.entry)] = r
    idle = {key for key, r in best.items() if _is_untold(field, r.candidate, lex)}
    terms = [r for r in ranked if id(r.entry) in best and is_term(field, r.candidate, lex)]
    idle.update(id(r.entry) for r in terms if r.candidate.cue.classes[0] in WISHES)     # "asked not to be named because he feared for her"
    return {id(r.candidate) for r in ranked if id(r.entry) in idle} | {id(r.candidate) for r in terms}


def _is_untold(field: Field, c: Candidate, lex: AttributionLexicon) -> bool:
    cue = c.cue
    if is_unsettled(c, lex):
        return True
    if cue.sort == "colon":
        return field.quote_at(c.spans[0][0]) is None and (_is_label(c, lex) or "@" in field.text[c.spans[0][0]:c.spans[-1][1]])
    if cue.sort == "noun":
        return _is_topic(field, c)
    if cue.sort != "verb" or (floor(c, lex) and lex.lemma(cue.head) not in lex.words["issuing"]):
        return False        # what the rules of decoding are sure of stays, but no "released three hostages"
    if field.quote_at(cue.head.start) is None and _is_asked(cue, lex):
        return True
    if field.quotes_in(c.spans[0][0], c.spans[-1][1]):
        return False        # words in marks are somebody's
    if "discuss" in cue.classes and is_term(field, c, lex):
        return True
    if _is_deed(c, lex) or is_act(c, lex) or _is_mute(c, lex):
        return True
    return is_negated(cue, lex) and (of_negated(cue, lex) is None or _is_unsaid(c, lex))


def _is_topic(field: Field, c: Candidate) -> bool:
    """Whether a noun only names what it is about: "its forecast for the market", "talks on tariffs" of nobody; nothing is said."""
    s, (start, end) = c.cue.sentence, (c.spans[0][0], c.spans[-1][1])
    if field.quotes_in(start, end):
        return False
    words = [t for t in s if holds(c.spans, t.start) and t.text[0].isalnum()]
    if not words or any(t.pos in ("VERB", "AUX") for t in words):
        return False
    return c.speaker is None or c.cue.classes[0] in TOPICS or (c.cue.classes[0] == "belief" and len(words) <= BRIEF)


def _is_unsaid(c: Candidate, lex: AttributionLexicon) -> bool:
    """Whether a clause was never said, or not said by a paper: no answer is refused by who is not asked, "the study does not suggest that";
    not "the report does not say why"."""
    if c.cue.classes[0] not in UNSAID or c.speaker is None:
        return False
    s, first = c.cue.sentence, next((t for t in c.cue.sentence if t.start >= c.spans[0][0]), None)
    if first is not None and lex.markers.get(first.lower) in ("if", "how"):
        return False
    if any(t.lower in lex.words["never"] for t in s.children(c.cue.head)):
        return True
    head = c.speaker.head
    return head.pos == "NOUN" and (head.lemma in lex.mute or "document" in lex.speakers.get(head.lemma, lex.nouns.get(head.lemma, ())))


def _is_label(c: Candidate, lex: AttributionLexicon) -> bool:
    """Whether what stands before a colon heads what follows and says nothing: a time, a mark of a series, who stands where."""
    s, h = c.cue.sentence, c.cue.head
    before = s.tokens[max(0, h.i - LABEL):h.i]
    if before and before[-1].lower in lex.words["beside"]:
        return True
    return h.i <= LABEL and any(t.text[0].isdigit() or (t.text[-1].isdigit() and t.text[0].isupper()) for t in before)


def _is_asked(cue: Cue, lex: AttributionLexicon) -> bool:
    """Whether a sentence asks the reader what somebody said: "What did the minister say?"."""
    s, at = cue.sentence, cue.first
    last = s[len(s) - 1].text
    if not last.endswith("?") or at > ASKED or cue.head.rel == "parataxis" or "ask" in cue.classes:
        return False
    return s[0].lower in lex.words["asking"]


def _is_deed(c: Candidate, lex: AttributionLexicon) -> bool:
    """Whether a verb that may tell is used of an act: "released the hostages", "saw the crowd"."""
    cue, node, kind = c.cue, c.node, c.cue.classes[0]
    if kind in DEEDS:
        return True
    s, thing = cue.sentence, c.shape in THINGS
    if "discuss" in cue.classes and _is_purpose(cue, lex):
        return True
    if kind == "add":
        return thing or (node is not None and node.rel == "xcomp")
    lemma = lex.lemma(cue.head)
    if lemma in lex.words["acts"] and c.shape not in APART and (node is None or node.dep != "ccomp") and s.child(cue.head, "ccomp") is None:
        return True
    if _is_act_by_its_words(cue, lemma, lex):
        return True
    if lemma in lex.words["removing"] and node is not None and thing and (node.pos == "PROPN" or lex.can_speak(node)):
        return True
    if lemma in lex.words["seeing"] and (thing or c.shape == "pair"):
        return not _has_as(s, c, lex)
    if not thing or node is None:
        return False
    if kind == "think":
        return c.shape != "subject" and lex.stances.get(lemma) != "hedges"       # "suspect arson"
    spoken = node.lemma in lex.nouns
    if kind == "discuss":
        case = s.child(node, "case")
        return not spoken if case is None else lex.markers.get(case.lower) not in ("about", "against", "for", "of")
    if kind == "note":
        return c.shape in ("oblique", "oblique_bare")
    if lemma in lex.words["issuing"]:
        return c.shape == "object" and not spoken
    subject = c.speaker.head if c.speaker is not None else None
    return kind in JUDGED and subject is not None and subject.lemma in lex.words["courts"]


def _is_act_by_its_words(cue: Cue, lemma: str, lex: AttributionLexicon) -> bool:
    """Whether a verb of telling is none by what it governs: « s'est révélé décisif », « a relevé son taux », « interrogée sur »."""
    s = cue.sentence
    if lemma in lex.words["proving"]:
        return s.child(cue.head, "expl") is not None and s.child(cue.head, "ccomp") is None
    if lemma in lex.words["lifting"]:
        lifted = [t for o in s.children(cue.head, "obj") for t in s.children(o, "det")]
        return any(t.feats.get("Poss") == "Yes" for t in lifted)
    return lemma in lex.words["asked_of"] and _is_asked_of(s, cue.head)


def _is_asked_of(s: Sentence, v: Token) -> bool:
    """Whether a past participle tells of who is asked: « Interrogée sur la récession, la gouverneure a dit ... »."""
    return is_past_participle(v) and v.rel in ("advcl", "acl", "amod") and v.dep != "acl:relcl" and s.child(v, "aux", "nsubj") is None


def _is_purpose(cue: Cue, lex: AttributionLexicon) -> bool:
    """Whether something is done in order to talk: « se retrouveront mardi pour évoquer le tir »."""
    s, v = cue.sentence, cue.head
    return v.feats.get("VerbForm") == "Inf" and v.rel in ("advcl", "acl") and any(
        lex.markers.get(t.lower) == "for" for t in s.children(v, "mark", "case"))


def _has_as(s: Sentence, c: Candidate, lex: AttributionLexicon) -> bool:
    return any(lex.markers.get(t.lower) == "as" for t in s.tokens[c.cue.last + 1:] if t.start < c.spans[-1][1])


def _is_mute(c: Candidate, lex: AttributionLexicon) -> bool:
    """Whether the subject of a verb of mind or speech is a thing: "the amendment aims to"."""
    if c.speaker is None or MENTAL.isdisjoint(c.cue.classes[:1]):
        return False
    noun: Token = c.speaker.head
    if "threaten" in c.cue.classes[:1] and c.shape in THINGS and noun.pos == "NOUN" and not lex.can_speak(noun):
        return True         # "a fire threatens the town"
    if noun.pos != "NOUN" or noun.lemma not in lex.mute or noun.lower in lex.speakers or noun.text[0].isupper():
        return False
    s, (a, b) = c.cue.sentence, c.speaker.range
    return not any(t.pos in ("PROPN", "NUM") for t in s.tokens[a:b + 1])
