"""What may fill a role of those that grammar gives: no day, no dateline, and what a number is of in place of the number."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.predicates.phrases import lemma, phrases
from selon.reading.predicates.scene import Scene

NO_NAME = frozenset({"ADV", "VERB", "AUX", "ADP", "PUNCT", "SCONJ", "CCONJ", "PART", "INTJ"})
DASHES = frozenset({"—", "--", "-", "–"})


def no_time(scene: Scene, sentence: Sentence, tokens: list[Token]) -> list[Token]:
    """The fillers without days and hours, which the parser takes for objects ("killed Monday"), and with what numbers are of for these."""
    if not tokens:
        return tokens
    kept = [t for t in tokens if "time" not in scene.kinds(sentence, t) and not (
        t.text[:1].isdigit() and any("time" in scene.kinds(sentence, x) for x in (*sentence.children(t), sentence.head(t))))]
    kept = [t for t in kept if not dateline(sentence, t)]
    kept = [t for t in kept if t.feats.get("PronType") not in {"Rel", "Int"}]
    named = [t for t in kept if t.feats.get("Poss") != "Yes"]          # "the rebels launched their offensive": whose it is is said
    through = [x for t in named or kept for x in _through(scene, sentence, t)]
    return [t for t in through if t.pos not in NO_NAME]


def dateline(sentence: Sentence, t: Token) -> bool:
    """The town in capitals that a dispatch begins with, or the topic before a colon."""
    if t.i >= 3:
        return False
    if any(x.text == ":" for x in sentence.tokens[t.i + 1:min(t.i + 4, sentence.edges(t)[1] + 2)]):
        return True                             # "Soudan : un bombardement ..."
    capitals = t.text.isupper() and len(t.text) > 3
    dashes = (x for x in sentence.tokens[t.i + 1:t.i + 8] if x.pos == "PUNCT" and x.text in DASHES)
    return capitals and any(x.text != "-" or x.start > sentence[x.i - 1].end for x in dashes)      # not of "hostage-takers"


def _through(scene: Scene, sentence: Sentence, t: Token) -> tuple[Token, ...]:
    """What a number or quantity is of: "two of the soldiers", "plus de 24 de leurs soldats"."""
    counts = t.pos in {"NUM", "ADV", "DET"} or lemma(t) in scene.known.sets["transparent"]
    if not counts or t.pos == "PROPN" or lemma(t) in scene.known.sets["single"]:
        return (t,)
    below = phrases(sentence, t, scene.known)
    inner = tuple(x for p in scene.known.grammar.of for x in below.get(p, ()) if x.pos in {"NOUN", "PROPN", "NUM"} and x.i > t.i)
    if len(inner) == 1 and inner[0].pos == "NUM":
        return _through(scene, sentence, inner[0])
    return inner or (t,)
