"""Whether a calamity that a noun names has come: a known one has, whatever is planned about it; another may only be feared or averted."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.model import EventType
from selon.reading.predicates.eventual import forecast
from selon.reading.predicates.likening import known
from selon.reading.predicates.match import Match
from selon.reading.predicates.phrases import VERBAL, preposition
from selon.reading.predicates.scene import Scene
from selon.reading.predicates.status import CLIMB, Reality, negated
from selon.reading.predicates.untold import MISHAPS

UNCOME = frozenset({"plans", "possible", "prevents", "threatens"})
SETTLED = frozenset({"happened", "hypothetical", "planned", "threatened"})
HANGING = frozenset({"amod", "acl"})
CLAUSES = frozenset({"xcomp", "ccomp", "advcl", "acl", "conj"})


def settle(scene: Scene, match: Match, type_: EventType, told: Reality) -> None:
    """The status of a calamity or a mishap that a noun names."""
    sentence, noun = match.sentence, match.trigger
    if type_ not in MISHAPS or noun.pos not in {"NOUN", "PROPN"} or match.frame.harm is not None or negated(scene, sentence, noun):
        return
    if told.status not in SETTLED:
        return
    expected = any(c.rel in HANGING and scene.governor(c) in {"plans", "possible"} for c in sentence.children(noun))
    if forecast(scene, sentence, noun):
        told.status, told.unsure = "hypothetical", True
    elif expected or not _come(sentence, noun):
        if expected or _uncome(scene, sentence, noun):
            told.status, told.unsure, told.outcome = "hypothetical", True, None
    elif sentence.tokens[-1].text != "?":
        told.status = "happened"                # "plotting to use the epidemic", "to stop the flood": there is one


def _come(sentence: Sentence, noun: Token) -> bool:
    """Whether an article, a possessive or a name says that it is known."""
    after = sentence[noun.i + 1] if noun.i + 1 < len(sentence) else None
    named = after is not None and after.pos == "PROPN"          # "Cyclone Larry"
    return named or known(sentence, noun) or any(c.feats.get("PronType") == "Dem" for c in sentence.children(noun))


def _uncome(scene: Scene, sentence: Sentence, noun: Token) -> bool:
    """Whether the verbs above only fear, expect or prevent it: "could be hit by flooding", "to avert an outbreak"."""
    sets, t = scene.known.sets, noun
    for _ in range(CLIMB):
        head = sentence.head(t)
        if head is t:
            return False
        kind = scene.governor(head)
        if t.rel in {"obl", "nmod"}:
            prep = preposition(sentence, t, scene.known)
            if prep not in sets["governed"] and prep not in sets["agent"]:
                return False                    # "could return after a flood"
        if t.rel == "nmod":
            return kind in UNCOME               # "the threat of a pandemic"
        if t.rel == "nsubj" and kind == "possible" and head.feats.get("Mood") == "Cnd":
            return True                         # "une tempête pourrait toucher la côte"
        if t.rel == "nsubj" and kind in {"plans", "possible"} and sentence.field == "title" and head.feats.get("Tense") == "Past":
            return True                         # headlines: "Storm expected to miss the coast", "Outbreak feared"
        if kind in UNCOME and (t.rel != "nsubj" or t.dep == "nsubj:pass") and t.rel != "conj" and (t.rel != "advcl" or kind == "possible"):
            return True
        if head.pos in VERBAL:
            helpers = {a.lower for a in sentence.children(head, "aux")}
            if helpers & (sets["possible"] | sets["conditional"]) and not helpers & sets["perfect"]:
                return True
        if head.rel not in CLAUSES or (head.rel == "ccomp" and scene.governor(sentence.head(head)) not in UNCOME):
            return False
        t = head
    return False
