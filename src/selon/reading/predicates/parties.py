"""The parties of words between them: who asks, accuses, agrees with or threatens whom, where the clause names one only in passing."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.predicates.match import Match
from selon.reading.predicates.phrases import NOMINAL, expand, lemma, modifiers, phrases, possessors
from selon.reading.predicates.scene import Scene

ACTING = frozenset({"armed", "armedname", "state", "person", "demonym", "place", "name", "crowd", "organisation"})
PARTIES = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION"})
SURE = frozenset({"place", "demonym", "armedname", "organisation"})
OWNING = frozenset({"state", "demonym", "name", "place", "armed", "armedname"})


def owners(scene: Scene, sentence: Sentence, noun: Token) -> list[Token]:
    """Whose a thing said or done is: "a request from Chad", "the U.S. request", "Serbia's suppression", "la médiation française"."""
    found = [t for t in possessors(sentence, noun, scene.known) if t.pos in NOMINAL and t.feats.get("Poss") != "Yes"]
    below = phrases(sentence, noun, scene.known)
    if any(x.frame.type == "ASSAULT" for x in scene.known.nouns.get(lemma(noun), ())):
        doers = [t for p in scene.known.grammar.agent for t in below.get(p, ()) if scene.kinds(sentence, t) & ACTING]
        return list(dict.fromkeys([*found, *doers]))        # "condemned the murder of the priest": not the priest
    found += [t for p in scene.known.grammar.owner for t in below.get(p, ()) if scene.kinds(sentence, t) & ACTING]
    found += [m for m in modifiers(sentence, noun) if (k := scene.kinds(sentence, m)) & OWNING and (m.pos != "ADJ" or "demonym" in k)]
    for p in scene.known.grammar.target:
        found += [t for t in below.get(p, ()) if scene.kinds(sentence, t) & ACTING]
    return list(dict.fromkeys(found))


def _acting(scene: Scene, sentence: Sentence, t: Token) -> bool:
    return bool(scene.kinds(sentence, t) & ACTING)


def party(scene: Scene, sentence: Sentence, targets: list[Token]) -> list[Token]:
    """Of a words' target, the party: itself where it can act, else its owner."""
    out: list[Token] = []
    for t in targets:
        out += [t] if _acting(scene, sentence, t) else owners(scene, sentence, t)
    return out


def in_complement(scene: Scene, sentence: Sentence, match: Match) -> list[Token]:
    """The first party named in a complement clause ("said that Sudan must return ...", "threatened to attack Iraq")."""
    if any(o.pos == "PRON" for o in match.slots.object):
        return []
    for c in sentence.children(match.trigger, "xcomp", "ccomp", "advcl", "acl"):
        if c.rel == "advcl" and c.feats.get("VerbForm") != "Inf":
            continue                            # "rejected it, saying ..."
        verb = c
        for _ in range(3):
            parties = [t for r in sentence.children(verb, "nsubj") if verb.rel == "ccomp" for t in expand(sentence, r)]
            parties += [t for r in sentence.children(verb, "obj", "iobj", "obl") for t in expand(sentence, r)]
            found = party(scene, sentence, [t for t in parties if t.pos in NOMINAL and "time" not in scene.kinds(sentence, t)])
            found = [t for t in found if t.pos != "PRON" and t not in match.slots.subject]
            if found:
                return found[:2]
            below = sentence.child(verb, "xcomp", "ccomp", "acl")
            if below is None:
                break
            verb = below
    return []


def party_below(scene: Scene, sentence: Sentence, match: Match) -> list[Token]:
    """The first party named below the predicate ("opposed to French mediation", "refused to deploy troops in Chad")."""
    if any(o.pos == "PRON" or _acting(scene, sentence, o) for o in match.slots.object):
        return []                               # it is said of them
    agents = {i for x in match.slots.subject for i in range(sentence.edges(x)[0], sentence.edges(x)[1] + 1)}
    for t in (x for x in sentence.tokens[match.trigger.i + 1:sentence.edges(match.trigger)[1] + 1] if x.i not in agents):
        kinds = scene.kinds(sentence, t)
        party = t.pos in {"NOUN", "PROPN", "ADJ"} and bool(kinds & SURE) and "time" not in kinds
        if party and t.text[:1].isupper() and t.rel not in {"flat", "nsubj"} and t not in match.slots.subject:
            return [t]
    return []
