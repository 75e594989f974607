"""Who is told of by a passive and so does not speak: "The rebels are accused of ...", "Man charged with ...", "Drivers warned to stay".

And the reverse: the subject of an active verb, which is who speaks and no part of what is said.
"""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.attribution.cues import SAYING, Cue, first_subject
from selon.reading.attribution.generate import Candidate
from selon.reading.attribution.lexicon import AttributionLexicon
from selon.reading.attribution.shapes import RAISING
from selon.reading.attribution.sources import before_matter, noun_phrase
from selon.reading.attribution.spans import Field, Spans, merged
from selon.reading.attribution.voice import agent_of, has_passive_helper, is_by_nobody, is_passive, is_past_participle

JUDGING = frozenset(("accuse", "criticize", "praise", "describe", "cite", "appoint"))       # whom it is said of belongs to what is said
OF_OTHERS = JUDGING | SAYING | {"think", "report", "confirm", "deny", "request", "warn", "expect", "predict", "decide"}
# without "by", by nobody
AGENTLESS = JUDGING - {"appoint"} | {"confirm", "report", "think", "declare", "expect", "predict", "show", "decide"}
RAISED = frozenset(("raised", "raised_all"))
PUT = RAISING - {"expect", "describe"}      # of the article's own: "seems to know", "the move surprised"


def is_told_of(s: Sentence, cue: Cue, head: Token, lex: AttributionLexicon) -> bool:
    """Whether the supposed speaker is told of or told to: "he is said to", "they were accused of", "the man charged with"."""
    v = cue.head
    if _is_felt(v, lex):
        return False
    if cue.classes[0] in AGENTLESS and is_by_nobody(s, v, lex):
        return True         # "three cases have been confirmed in Lorval"
    if OF_OTHERS.isdisjoint(cue.classes[:1]) and SAYING.isdisjoint(cue.classes):
        return False
    if head.dep == "nsubj:pass" and head.head == v.i:
        return has_passive_helper(s, v) or (cue.last == v.i and s.child(v, "ccomp") is None)
    if v.rel in ("acl", "amod") and v.head == head.i:
        return v.dep != "acl:relcl" and is_past_participle(v)
    return head.head == v.i and head.rel == "nsubj" and head.i < cue.first and _lacks_object(s, cue, lex)


def _is_felt(v: Token, lex: AttributionLexicon) -> bool:
    """Whether a participle tells what somebody feels: "convinced", "worried"; not "accused", "expected"."""
    classes = lex.adjectives.get(v.lower)
    return classes is not None and classes[0] != "said"


def _lacks_object(s: Sentence, cue: Cue, lex: AttributionLexicon) -> bool:
    """Whether a past form of a verb that needs somebody has nobody, as headlines leave the auxiliary out: "Man charged with arson",
    "Drivers warned to stay at home"."""
    v = cue.head
    if v.feats.get("Tense") != "Past" or s.child(v, "obj", "iobj", "ccomp", "aux") is not None or v.dep == "acl:relcl":
        return False
    below = s.children(v, "obl", "advcl", "xcomp")
    if not below or s.edges(below[0])[0] != cue.last + 1 or below[0].lower in lex.words["times"]:
        return False
    lemma = lex.lemma(v)
    if lemma in lex.words["charging"]:
        return True
    return lemma in lex.words["bidding"] and below[0].rel == "xcomp" and below[0].feats.get("VerbForm") == "Inf"


def without_speaker(c: Candidate, lex: AttributionLexicon) -> Spans:
    """A content without who tells it: the subject of an active verb, "[The minister] called [it a lie]", but "He seems to know"; the agent
    of a passive, "accused [by the union of lying]"."""
    s, v = c.cue.sentence, c.cue.head
    if c.cue.sort != "verb":
        return c.spans
    passive = is_passive(s, v)
    if c.shape in RAISED and (_is_felt(v, lex) if passive else PUT.isdisjoint(c.cue.classes)):
        subject = first_subject(s, v)
        if subject is not None and subject.i < v.i:
            return tuple([x for x in c.spans if x[0] >= v.start]) or c.spans
    return _without_agent(c, lex) if passive else c.spans


def _without_agent(c: Candidate, lex: AttributionLexicon) -> Spans:
    s, v = c.cue.sentence, c.cue.head
    agent = agent_of(s, v, lex)
    if agent is None:
        return c.spans
    first, end = s.edges(agent)
    last = before_matter(s, c.cue, agent, end, lex)
    if c.shape == "subject" and last == end and c.spans[-1][1] <= v.start and (matter := _matter(s, v, end, lex)) is not None:
        return (*c.spans, (s[end + 1].start, s[s.edges(matter)[1]].end))
    if c.shape == "subject" and c.spans[-1][1] <= v.start and any(v.i < t.i < first and s[s.edges(t)[1] + 1].i == first
                                                                for t in s.children(v, "xcomp")):
        return (*c.spans, (s[v.i + 1].start, s[first - 1].end))         # "was declared [unsafe] by engineers"
    if last + 1 == len(s):
        return c.spans
    after = s[last + 1].start
    if c.shape == "subject" and last < end and c.spans[-1][1] <= v.start:
        return (*c.spans, (after, s[end].end))
    return tuple([(after, y) if x == s[first].start and after < y else (x, y) for x, y in c.spans])


def _matter(s: Sentence, v: Token, end: int, lex: AttributionLexicon) -> Token | None:
    """What somebody is praised or blamed for, right behind who does: "was praised by colleagues / for her patience"."""
    return next((t for t in s.children(v, "obl", "advcl") if s.edges(t)[0] == end + 1
                 and any(lex.markers.get(c.lower) in ("for", "of", "as") for c in s.children(t, "case", "mark"))), None)


def with_subject(field: Field, c: Candidate, spans: Spans) -> Spans:
    """With whom it is said of, where nobody says it: "The rebels are accused of burning a village"."""
    s, v = c.cue.sentence, c.cue.head
    if c.speaker is not None or not spans or spans[0][0] < c.cue.head.end or JUDGING.isdisjoint(c.cue.classes[:1]):
        return spans
    subject = first_subject(s, v)
    if subject is None or subject.i > c.cue.first or subject.feats.get("PronType") == "Rel":
        return spans
    a, b = noun_phrase(s, subject)
    named = field.spans(s, [(a, min(b, c.cue.first - 1))])
    return merged([*named, *spans])
