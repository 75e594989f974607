"""Instruments: what an act was done with, told from what burst, from shots, and from craft that are hit as well as used."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.predicates.match import Match
from selon.reading.predicates.phrases import expand, lemma, modifiers, phrases
from selon.reading.predicates.scene import Scene

TOOLS = frozenset({"weapon", "flying"})
CRAFT = TOOLS | {"platform"}
PEOPLE = frozenset({"person", "armed", "armedname"})
NAMES = frozenset({"place", "person", "organisation"})      # whose words are no weapons


def tool(scene: Scene, sentence: Sentence, t: Token) -> bool:
    """A weapon or what flies, where it is named as such; every role asks."""
    if t not in scene.tools:
        scene.tools[t] = _tool(scene, sentence, t)
    return scene.tools[t]


def _tool(scene: Scene, sentence: Sentence, t: Token) -> bool:
    kinds, no = scene.kinds(sentence, t), scene.known.sets["negative_determiners"]
    if not kinds & TOOLS or kinds & PEOPLE or _of_name(scene, sentence, t):
        return False
    if t.lower in no or any(c.lower in no for c in sentence.children(t, "det")):
        return False                            # "nobody was hurt"
    if asked(scene, sentence, t) or _burst(scene, t) or discharge(scene, t):
        return False
    loose = lemma(t) in scene.known.sets["loose"]          # "in charge of", "the new charges"
    return not loose or bool(scene.near(sentence) & scene.known.sets["explosive"])


def asked(scene: Scene, sentence: Sentence, t: Token) -> bool:
    """Whether it is asked for: "how many bullets were fired", "what kind of gun was used"."""
    below = [t, *(c for c in sentence.children(t, "det", "amod", "nummod", "advmod") if c.i < t.i)]
    below += [sentence.head(t)] if t.rel == "nmod" else []
    return any(c.lower in scene.known.sets["asking"] for x in below for c in (x, *sentence.children(x, "det", "advmod")) if c.i < t.i)


def _of_name(scene: Scene, sentence: Sentence, t: Token) -> bool:
    """Whether a word is one of a name ("Little Rock", "Baton Rouge"), or of where people meet: "a strip club"."""
    name = scene.names.at(sentence, t.i) if scene.names is not None and t.text[:1].isupper() and not scene.shouted else None
    if (name is not None and name.kind in NAMES) or (t.pos == "PROPN" and not scene.shouted and t.text in scene.name_words):
        return True
    return _may_be_house(scene, sentence, t)


def _may_be_house(scene: Scene, sentence: Sentence, t: Token) -> bool:
    """Whether a word is a house as well as a weapon, and is not told to be used: "a club shooting", but "beat him with a club"."""
    kinds, sets = scene.kinds(sentence, t), scene.known.sets
    if "building" not in kinds or "weapon" not in kinds or lemma(t) in sets["explosive"]:       # a mine
        return False
    told = t.rel == "obj" or any(c.lower in sets["only_weapon"] for c in sentence.children(t, "case"))
    return not told or any("weapon" not in scene.kinds(sentence, c) for c in sentence.children(t, "compound"))


def _burst(scene: Scene, t: Token) -> bool:
    """An explosion, which is what a weapon does."""
    return any(not p.words and p.frame.mode == "explosives" for p in scene.known.nouns.get(lemma(t), ()))


def _means(scene: Scene, sentence: Sentence, noun: Token) -> list[Token]:
    """What is told to have been used in an act, or to have caused it: "used machetes in the killings", "caused by a car bomb"."""
    verb = sentence.head(noun)
    if noun.rel in {"nmod", "obl"} and verb.rel in {"obj", "conj", "nsubj"}:
        verb = next((a for a in sentence.ancestors(noun) if a.pos == "VERB"), verb)
    keys = {lemma(verb), *scene.verb_keys(verb)} if verb.pos == "VERB" else set()
    found: list[Token] = []
    if keys & scene.known.sets["means"] and noun.rel in {"nmod", "obl", "advcl"}:
        found = [x for c in sentence.children(verb, "obj", "nsubj") if c.rel == "obj" or c.dep == "nsubj:pass" for x in expand(sentence, c)]
    elif keys & scene.known.sets["causing"] and noun.dep == "nsubj:pass":
        found = [x for p in scene.known.grammar.agent for x in phrases(sentence, verb, scene.known).get(p, ())]
    return [t for t in found if tool(scene, sentence, t)]


def discharge(scene: Scene, t: Token) -> bool:
    """Shots and fire, which a weapon gives off."""
    return lemma(t) in scene.known.sets["discharges"]


def shots(scene: Scene, sentence: Sentence, t: Token) -> list[Token]:
    """The weapon that shots and fire are said to come from."""
    return [m for m in modifiers(sentence, t) if tool(scene, sentence, m)] if discharge(scene, t) else []


def carrier(scene: Scene, sentence: Sentence, t: Token) -> bool:
    """A craft or vehicle, which is hit as well as used."""
    return bool(scene.kinds(sentence, t) & {"platform", "vehicle", "ship"}) and "projectile" not in scene.kinds(sentence, t)


def weapons(scene: Scene, sentence: Sentence, match: Match) -> list[Token]:
    """Instruments: "with rifles", "using drones", "armed with", compounds of an event noun."""
    found: list[Token] = []
    with_ = [(p, match.slots.phrases[p]) for p in scene.known.grammar.weapon if p in match.slots.phrases]
    for p, things in with_:
        tools = CRAFT if p in scene.known.sets["only_weapon"] else TOOLS       # "from a passing car"
        found += [t for t in things if scene.kinds(sentence, t) & tools and not (_burst(scene, t) or _may_be_house(scene, sentence, t))]
    for a in match.slots.subject:               # "attacked by rebels with machetes"
        below = phrases(sentence, a, scene.known)
        if below:
            found += [t for p in scene.known.grammar.weapon for t in below.get(p, ()) if tool(scene, sentence, t)]
    found += [t for t in match.used if tool(scene, sentence, t) and not discharge(scene, t)]
    by = [match.slots.phrases.get(p, ()) for p in scene.known.grammar.agent]
    for t in (x for things in (*by, *(things for _, things in with_)) for x in things):
        found += shots(scene, sentence, t)      # "hit by rifle fire"
    if match.trigger.pos == "NOUN":
        found += [w for w in match.words if w is not match.trigger and tool(scene, sentence, w)]
        found += _means(scene, sentence, match.trigger)
        found += [m for m in modifiers(sentence, match.trigger) if tool(scene, sentence, m)]
    for c in sentence.children(match.trigger, "advcl"):
        if c.feats.get("VerbForm") in {"Part", "Ger"} and lemma(c) not in scene.known.verbs:
            found += [o for x in sentence.children(c, "obj") for o in expand(sentence, x) if tool(scene, sentence, o)]
    return [t for t in found if not _met_in(scene, sentence, match, t)]


def _met_in(scene: Scene, sentence: Sentence, match: Match, t: Token) -> bool:
    """Whether a word that means a weapon or a house is of the house, since shots are told of: "a shooting outside of a club"."""
    return match.frame.mode == "firearms" and {"building", "weapon"} <= scene.kinds(sentence, t)
