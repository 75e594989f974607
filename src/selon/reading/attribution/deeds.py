"""Verbs that may tell, used of an act: "found shell casings", "are questioning a boy", "accepts newsprint", "appears in court"."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.attribution.cues import Cue
from selon.reading.attribution.generate import Candidate
from selon.reading.attribution.lexicon import AttributionLexicon
from selon.reading.attribution.second import speaks
from selon.reading.attribution.spans import holds
from selon.reading.attribution.voice import agent_of

CALLED = 2      # words for somebody who is called
TAKEN = frozenset(("object", "pair", "raised"))       # shapes of a thing an act is done to
BACKING = frozenset(("by", "for", "against", "with", "about", "to", "as"))       # what one stands by, for, against


def is_act(c: Candidate, lex: AttributionLexicon) -> bool:
    """Whether a verb without a clause of its own is used of an act."""
    cue = c.cue
    s, v, lemma, kind = cue.sentence, cue.head, lex.lemma(cue.head), cue.classes[0]
    alone = any(t.dep == "aux:pass" for t in s.children(v)) and agent_of(s, v, lex) is None
    if kind == "know" or lemma in lex.words["calling"]:
        # "officers were called to the scene", "called 911"
        return alone or any(t.pos == "NUM" for t in s.children(v, "obj")) or (lemma in lex.words["ringing"] and _rings(c))
    if s.child(v, "ccomp") is not None or cue.last > v.i:
        return False
    if (lemma in lex.words["ringing"] and _rings(c)) or (kind == "deny" and _withholds(c, alone, lex)):
        return True
    if lemma in lex.words["finding"]:
        if alone:
            return not any(t.lower in lex.words["guilty"] for t in s.children(v))
        return _searches(cue, c.speaker.head if c.speaker is not None else None, lex)
    if lemma in lex.words["questioning"] or lemma in lex.words["admitting"]:
        return c.shape in TAKEN and c.node is not None and _is_somebody(s, v, lex)
    if lemma in lex.words["taking"]:
        return c.shape == "object" and c.node is not None and c.node.pos == "NOUN" and c.node.lemma not in lex.nouns
    if lemma in lex.words["coming"]:
        return s.child(v, "xcomp", "obj") is None and s.child(v, "obl") is not None
    if lemma in lex.words["placing"]:
        first = next((t for t in s.tokens[cue.last + 1:] if t.start >= c.spans[0][0]), None)
        return first is None or first.pos in ("NUM", "ADP") or any(x.isdigit() for x in first.text)
    if lemma in lex.words["standing"]:
        return _stands(s, c.node, lex)
    if lemma in lex.words["raising"]:
        return c.shape in TAKEN and c.node is not None and any(t.pos in ("NUM", "SYM") for t in s.subtree(s.child(v, "obj") or c.node))
    if kind == "claim":
        return c.shape == "object" and c.speaker is not None and c.speaker.head.pos == "NOUN" and c.speaker.head.lemma in lex.mute
    return kind == "discuss" and _introduces(s, v, lex)


def _stands(s: Sentence, node: Token | None, lex: AttributionLexicon) -> bool:
    """Whether somebody stands somewhere or for some time, or accused of something; not by, for or against something."""
    if node is not None and (node.lower in lex.words["times"] or lex.lemma(node) in lex.words["charging"]):
        return True
    case = s.child(node, "case") if node is not None and node.rel == "obl" else None
    return case is not None and lex.markers.get(case.lower) not in BACKING


def _rings(c: Candidate) -> bool:
    """Whether somebody is called, not called something: nothing but a noun with its article stands there, "called the police"."""
    s, v = c.cue.sentence, c.cue.head
    if c.shape not in TAKEN or len(s.children(v, "obj")) != 1 or s.child(v, "xcomp", "ccomp", "iobj") is not None:
        return False
    said = [t for t in s.tokens[v.i + 1:] if holds(c.spans, t.start)]
    return len(said) == CALLED and said[0].pos in ("DET", "PRON") and said[1].pos == "NOUN" and said[1].rel == "obj"


def _withholds(c: Candidate, alone: bool, lex: AttributionLexicon) -> bool:
    """Whether something is not given to somebody: "denied them access", "was denied bail", "the court denied the appeal"."""
    s, v = c.cue.sentence, c.cue.head
    thing = s.child(v, "obj")
    if thing is None or s.child(v, "xcomp") is not None:
        return False
    if alone or (s.child(v, "iobj") is not None and lex.lemma(v) in lex.words["denying"]):
        return True
    ruled = c.speaker is not None and c.speaker.head.lemma in lex.words["courts"]
    return ruled and thing.pos == "NOUN" and thing.lemma not in lex.words["told"] and s.child(thing, "acl") is None


def _searches(cue: Cue, who: Token | None, lex: AttributionLexicon) -> bool:
    """Whether somebody comes upon something: "officers found casings", "arrived to find the door open"; a study finds otherwise."""
    v = cue.head
    if v.feats.get("VerbForm") == "Inf" and v.rel in ("advcl", "xcomp"):
        return True
    return who is not None and (who.lemma in lex.words["searchers"] or who.lower in lex.words["searchers"])


def _is_somebody(s: Sentence, v: Token, lex: AttributionLexicon) -> bool:
    thing = s.child(v, "obj")
    return thing is not None and (thing.pos == "PROPN" or thing.lemma in lex.persons or "person" in lex.speakers.get(thing.lemma, ()))


def _introduces(s: Sentence, v: Token, lex: AttributionLexicon) -> bool:
    """Whether talk is where and of what somebody says the rest: "Speaking on the radio, she said", "Speaking about the raid, he said"."""
    if v.rel != "advcl" or v.feats.get("VerbForm") not in ("Ger", "Part") or v.head < v.i:
        return False
    return speaks(s.head(v), lex)
