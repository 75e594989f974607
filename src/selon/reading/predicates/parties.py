"""The parties of words between them: who asks, accuses, agrees with or threatens whom, where the clause names one only in passing."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.predicates.entries import fit_noun
from selon.reading.predicates.match import Match
from selon.reading.predicates.phrases import NOMINAL, VERBAL, expand, is_participle, lemma, modifiers, phrases, possessors, preposition
from selon.reading.predicates.scene import Scene, is_ground

ACTING = frozenset({"armed", "armedname", "state", "person", "demonym", "place", "name", "crowd", "organisation"})
PARTIES = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION"})
SURE = frozenset({"place", "demonym", "armedname", "organisation"})
TIES = frozenset({"owner", "aim"})      # how a noun may name a party: by whose it is, by whom it is aimed at
OPEN_ENDED = frozenset({"REQUEST", "AGREE"})      # "calls for a coalition to face the cabinet": what for says nothing of whom
MOVING = frozenset({"RETREAT", "COERCE", "EVACUATE"})
NEAR = 12               # words behind the predicate; what is named further away is rarely who is meant
OWNING = frozenset({"state", "demonym", "name", "place", "armed", "armedname"})


def owners(scene: Scene, sentence: Sentence, noun: Token, ties: frozenset[str] = TIES) -> list[Token]:
    """Whose a thing said or done is: "a request from Chad", "the U.S. request", "Serbia's suppression", "la médiation française"; or,
    with such `ties`, whom it is aimed at: "sanctions on the regime", but not who suffers what is condemned or asked for."""
    if lemma(noun) in scene.known.sets["suffered"]:
        return []                               # "deplored the loss of a man"
    own = {w for x in scene.known.nouns.get(lemma(noun), ()) if x.words for w in fit_noun(sentence, noun, x) or ()}
    found = [t for t in possessors(sentence, noun, scene.known) if t.pos in NOMINAL and t.feats.get("Poss") != "Yes"]
    below = phrases(sentence, noun, scene.known)
    frames = [x.frame for x in scene.known.nouns.get(lemma(noun), ()) if not x.words]
    if any(f.type == "ASSAULT" or f.mode == "arrest" for f in frames):
        found = [] if all(f.poss == "target" for f in frames) else found        # "investigate the teen's murder"
        doers = [t for p in scene.known.grammar.agent for t in below.get(p, ()) if scene.kinds(sentence, t) & ACTING]
        return list(dict.fromkeys([*found, *doers]))        # "condemned the murder of the priest": not the priest
    agents = [t for p in scene.known.grammar.agent for t in below.get(p, ()) if _acting(scene, sentence, t)]
    if agents or "owner" not in ties:
        return list(dict.fromkeys([*found, *agents]))       # "the destruction of pipelines by the rebels"
    found += [t for p in scene.known.grammar.owner for t in below.get(p, ()) if scene.kinds(sentence, t) & ACTING]
    found += [m for m in modifiers(sentence, noun) if _owning(scene, sentence, m) and not (m.pos == noun.pos == "PROPN")]
    for p in scene.known.grammar.target if "aim" in ties else ():
        found += [t for t in below.get(p, ()) if scene.kinds(sentence, t) & ACTING]
    return [t for t in dict.fromkeys(found) if t not in own]        # « une prise d'otages »


def _owning(scene: Scene, sentence: Sentence, m: Token) -> bool:
    """Whether what stands before a noun is whose it is: "the rebel plan", "the U.N. request", not "the Christmas truce"."""
    kinds, name = scene.kinds(sentence, m), scene.names.at(sentence, m.i) if scene.names is not None else None
    if kinds & OWNING == {"name"} and (name is None or name.kind == "other"):
        return False
    return bool(kinds & OWNING) and (m.pos != "ADJ" or "demonym" in kinds)


def concerned(scene: Scene, match: Match) -> list[Token]:
    """Whom the thing said or done is about ("condemned the attack on the embassy"): no party to the words, but it makes them public."""
    found = party_below(scene, match.sentence, match, True) if match.trigger.pos in VERBAL else []
    for t in (*match.slots.object, *match.used):
        below = phrases(match.sentence, t, scene.known)
        names = (*scene.known.grammar.target, *scene.known.grammar.of)
        found += [x for p in names for x in below.get(p, ()) if _acting(scene, match.sentence, x)]
    return found


def _acting(scene: Scene, sentence: Sentence, t: Token) -> bool:
    """Whether words are of somebody who acts; a capital alone makes no party of a common noun."""
    named = t.pos == "PROPN" or any(c.pos == "PROPN" for c in sentence.children(t, "compound", "flat"))
    if scene.shouted and t.pos == "PROPN" and scene.known.classes.get(lemma(t), ACTING).isdisjoint(ACTING):
        named = False                           # "refused to cut the AID": no name
    return bool(scene.kinds(sentence, t) & (ACTING if named else ACTING - {"name"}))


def party(scene: Scene, sentence: Sentence, targets: list[Token], ties: frozenset[str] = TIES) -> list[Token]:
    """Of a words' target, the party: itself where it can act, else its owner."""
    out: list[Token] = []
    for t in targets:
        out += [t] if _acting(scene, sentence, t) else owners(scene, sentence, t, ties)
    return out


def _asked_for(scene: Scene, match: Match) -> bool:
    """Whether what is asked for is named, so that a purpose after it says only what for."""
    return bool(match.slots.object) or any(match.slots.phrases.get(p) for p in scene.known.sets["asked_for"])


def accusing(scene: Scene, t: Token) -> bool:
    """An accusation, whose owner is who makes it."""
    return any(p.frame.type == "ACCUSE" and p.frame.mode is None for p in scene.known.nouns.get(lemma(t), ()))


def in_complement(scene: Scene, sentence: Sentence, match: Match) -> list[Token]:
    """The first party named in a complement clause ("said that Sudan must return ...", "threatened to attack Iraq"); not one named
    further below, who is rarely meant."""
    if any(o.pos == "PRON" for o in match.slots.object):
        return []
    meets = match.frame.type == "CONSULT"
    for verb in sentence.children(match.trigger, "xcomp", "ccomp", "advcl", "acl"):
        if meets and verb.rel in {"advcl", "acl"}:
            continue                            # "met to study the country's plight", "held a meeting to mediate between them"
        if verb.rel == "advcl" and (verb.feats.get("VerbForm") != "Inf" or _asked_for(scene, match)):
            continue                            # "rejected it, saying ...", "asked for funds to help the people"
        doers = (r for r in sentence.children(verb, "nsubj") if verb.rel == "ccomp" and r.dep != "nsubj:pass")
        asked = [t for r in doers for t in expand(sentence, r)]
        asked = [t for t in asked if t.pos != "PRON" and _acting(scene, sentence, t)]
        parties = asked or [t for r in sentence.children(verb, "obj", "iobj") for t in expand(sentence, r)]
        parties += phrases(sentence, verb, scene.known).get(scene.known.grammar.target[0], ()) if not asked else ()
        found = party(scene, sentence, [t for t in parties if t.pos in NOMINAL and "time" not in scene.kinds(sentence, t)])
        found = [t for t in found if t.pos != "PRON" and t not in match.slots.subject and not _own(sentence, t)]
        found = [t for t in found if t.pos != "NOUN" or not is_ground(scene, t)]         # "refused to leave the country"
        if found:
            return found[:2]
    return []


def asked_for(scene: Scene, match: Match) -> tuple[Token, ...]:
    """What is asked for, and not who: the object of a verb of demanding, where no infinitive says what somebody shall do."""
    s, verb = match.sentence, match.trigger
    if match.frame.type != "REQUEST" or verb.pos == "NOUN" or not set(scene.verb_keys(verb)) & scene.known.sets["demanding"]:
        return ()
    below = (c for h in (verb, *match.slots.object) for c in s.children(h, "xcomp", "ccomp", "advcl", "acl"))
    told = any(c.feats.get("VerbForm") == "Inf" and c.i > verb.i and s.child(c, "nsubj", "aux") is None for c in below)
    return () if told else tuple(o for o in match.slots.object if not scene.kinds(s, o) & {"person", "pron"})


def asked_from(scene: Scene, match: Match, t: Token) -> list[Token]:
    """From whom something is asked: "requested help from the police"; or who is to do it: "demanded the withdrawal of the troops"."""
    grammar, below = scene.known.grammar, phrases(match.sentence, t, scene.known)
    frames = [x.frame for x in scene.known.nouns.get(lemma(t), ())]
    moved = any(f.type in MOVING for f in frames)               # "the expulsion of troops from the country"
    names = [p for p in grammar.owner if p not in (*grammar.agent, *grammar.of)] if not moved else []
    found = [x for p in names for x in (*below.get(p, ()), *match.slots.phrases.get(p, ()))]
    found += [x for p in grammar.of for x in below.get(p, ())] if any(f.of == "actor" for f in frames) else []
    return [x for x in found if _acting(scene, match.sentence, x)]


def _own(sentence: Sentence, t: Token) -> bool:
    """Whose own it is: "refuses to pull out its troops"."""
    return any(c.feats.get("Poss") == "Yes" for c in sentence.children(t, "nmod", "det"))


def party_below(scene: Scene, sentence: Sentence, match: Match, wide: bool = False) -> list[Token]:
    """The first party named below the predicate ("opposed to French mediation", "refused to deploy troops in Chad")."""
    if any(o.pos == "PRON" or _acting(scene, sentence, o) for o in match.slots.object):
        return []                               # it is said of them
    agents = {i for x in match.slots.subject for i in range(sentence.edges(x)[0], sentence.edges(x)[1] + 1)}
    last = min(sentence.edges(match.trigger)[1], match.trigger.i + (len(sentence) if wide else NEAR))
    for t in (x for x in sentence.tokens[match.trigger.i + 1:last + 1] if x.i not in agents):
        kinds = scene.kinds(sentence, t)
        up = [x for x in (t, *sentence.ancestors(t)) if x.i > match.trigger.i]
        if match.frame.type == "CONSULT" and not any(preposition(sentence, x, scene.known) in match.frame.prepositions for x in up):
            continue                            # "met in the Ninth Ward"
        sure = t.pos in {"NOUN", "PROPN", "ADJ"} and bool(kinds & SURE) and "time" not in kinds and t.text[:1].isupper()
        if sure and t.rel not in {"flat", "nsubj", "conj"} and t not in match.slots.subject and (
                wide or not (_beside_it(scene, match, t) or _told_apart(scene, match, t))):
            above = sentence.head(t)
            whole = t.rel in {"compound", "amod"} and "demonym" in kinds and above.i <= last and _acting(scene, sentence, above)
            return [above if whole else t]      # "the Salvadoran government", "French mediation"
    return []


def _told_apart(scene: Scene, match: Match, t: Token) -> bool:
    """Whether a name belongs to another clause or to the next thing of a list, or only is part of a thing's name: "condemned it and
    joined in the sorrow of the Salvadoran people", "rejected the Christmas truce"."""
    sentence = match.sentence
    name = scene.names.at(sentence, t.i) if scene.names is not None else None
    if t.rel == "compound" and "demonym" not in scene.kinds(sentence, t) and (name is None or not (name.country or name.actor)):
        return True
    for x in (t, *sentence.ancestors(t)):
        if x.i <= match.trigger.i:
            return False
        if x.rel == "appos" and x is not t and t.rel not in {"appos", "flat"}:
            return True                         # "charged that X, director of the academy, was involved"
        if x is not t and x.i < t.i and _is_force(scene, x) and not _did(scene, sentence, x, t):
            return True                         # "condemned the attack on the office of the union"
        if x.rel == "nsubj" and sentence.head(x).rel in {"conj", "parataxis"}:
            return True                         # "condemned it, and the Iraqi envoys resigned"
        gerund = x.pos in VERBAL and x.feats.get("VerbForm") in {"Ger", "Part"} and not is_participle(x)
        if gerund and x is not t and x.rel == "acl" and x.dep != "acl:relcl":
            return True                         # "rejected the possibility of breaking relations with Mexico"
        joined = x.rel == "conj" and (x.pos in VERBAL or sentence.head(x) in match.slots.object)
        if joined or x.rel == "parataxis" or (x.rel == "advcl" and x.feats.get("VerbForm") != "Inf"):
            return True
    return False


def _is_force(scene: Scene, noun: Token) -> bool:
    if noun.pos == "NOUN" and lemma(noun) in scene.known.sets["suffered"]:
        return True
    frames = [x.frame for x in scene.known.nouns.get(lemma(noun), ()) if not x.words]
    return noun.pos == "NOUN" and any(f.type == "ASSAULT" or f.mode == "arrest" for f in frames)


def _did(scene: Scene, sentence: Sentence, noun: Token, t: Token) -> bool:
    """Whether a name below a noun of force is the agent's: "condemned the attack by the militia"."""
    below = phrases(sentence, noun, scene.known)
    agents = [a for p in scene.known.grammar.agent for a in below.get(p, ())]
    return any(a is t or a in sentence.ancestors(t) for a in agents)


def _beside_it(scene: Scene, match: Match, t: Token) -> bool:
    """Whether a name only says where, or stands in a clause of its own: "urged those who had fled to Honduras to return"."""
    sentence = match.sentence
    for x in (t, *sentence.ancestors(t)):
        if preposition(sentence, x, scene.known) in scene.known.sets["place"]:
            return True
        if x.rel not in {"appos", "flat", "compound"} and not (x.rel == "nmod" and match.frame.type == "PROTEST"):
            break
    clause = {"acl"} if match.frame.type in OPEN_ENDED else set()
    return any((x.dep == "acl:relcl" or x.rel in clause) and x.i > match.trigger.i for x in (t, *sentence.ancestors(t)))
