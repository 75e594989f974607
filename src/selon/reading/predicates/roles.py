"""From a matched predicate's slots to who did what to whom, with what."""

from __future__ import annotations

import msgspec

from selon.languages.syntax import Sentence, Token
from selon.reading.predicates.aims import is_around
from selon.reading.predicates.bystanders import only_beside, taking_part
from selon.reading.predicates.fillers import no_time
from selon.reading.predicates.match import Match, held
from selon.reading.predicates.members import HURT, counted_in
from selon.reading.predicates.parties import PARTIES, TIES, accusing, asked_for, asked_from, in_complement, owners, party, party_below
from selon.reading.predicates.phrases import NOMINAL, lemma, modifiers, phrases, preposition
from selon.reading.predicates.routes import ANYBODY, led_to, moved, reached
from selon.reading.predicates.scene import Scene, is_ground
from selon.reading.predicates.sidemen import excepted, in_person, parties_only
from selon.reading.predicates.weapons import carrier, discharge, shots, tool, weapons

WHERE = frozenset({"SANCTION", "CONCEDE", "COERCE", "RETREAT", "MOBILIZE", "AID", "THREATEN"})
NAMED: dict[str, frozenset[str]] = {"ACCUSE": frozenset({"owner"}), "REJECT": frozenset({"owner"}), "REQUEST": frozenset(),
                                    "PROTEST": frozenset({"owner"})}
WORDS = PARTIES | {"AID", "PROTEST", "RETREAT"}
REACHED = frozenset({"MOBILIZE", "RETREAT"})
OWN = frozenset({"SUPPORT", "AGREE", "COOPERATE"})      # "reaffirmed Peru's commitment": Peru's is what is given
CAUSES = frozenset({"crash", "natural", "fire", "weapon"})
UNARMED = WORDS - {"THREATEN"} | {"COERCE", "DISASTER", "EVACUATE"}
AT_HAND = frozenset({"firearms", "stab", "beat", "rob"})       # not done with a car
PEOPLE = frozenset({"person", "armed", "crowd", "number"})
BLOODY = frozenset({"killed", "injured"})


class Roles(msgspec.Struct):
    """Heads of role fillers in the sentence of the predicate."""

    actor: tuple[Token, ...] = ()
    target: tuple[Token, ...] = ()
    weapon: tuple[Token, ...] = ()
    place: tuple[Token, ...] = ()
    time: tuple[Token, ...] = ()
    cause: tuple[Token, ...] = ()


def _is_event(scene: Scene, sentence: Sentence, t: Token) -> bool:
    classes = scene.known.classes.get(lemma(t), frozenset())
    if t.pos != "NOUN" or classes & {"person", "armed"} or shots(scene, sentence, t):
        return False                            # "terrorists", "forces", "rifle fire"
    entries = (*scene.known.nouns.get(lemma(t), ()), *scene.known.nouns.get(t.lower, ()))
    return "force" in classes or any(not p.words for p in entries)


def _raw_target(scene: Scene, sentence: Sentence, match: Match) -> list[Token]:
    """The target as the frame names it, before weapons and owners are told apart."""
    slots, frame = match.slots, match.frame
    used = set(match.used)
    if match.trigger.pos == "NOUN" and match.trigger not in slots.object:
        return [] if frame.target == "none" else list(slots.object)
    found: list[Token] = list(match.goal)
    if frame.harm is not None and used:
        found += _goal_below(scene, sentence, match)
    if frame.target in {"object", "recipient"}:
        found += [o for o in slots.object if o not in used]
        if frame.target == "recipient":
            found = [*slots.iobject, *(t for p in frame.prepositions for t in slots.phrases.get(p, ()))]
    elif frame.target == "subject":
        found += list(slots.object if slots.passive else slots.subject)
    elif frame.target == "held":
        found += list(held(scene, match))
    elif frame.target == "phrase":
        upon, vicinity = scene.known.sets["upon"], scene.known.sets["vicinity"]        # "fell on the camp, near the airport"
        where = [(p, t) for p in frame.prepositions for t in slots.phrases.get(p, ())]
        there = any(p in upon for p, _ in where)
        found += [t for p, t in where if not (there and p in vicinity)] + [o for o in slots.object if o not in used]
        found += list(slots.iobject)
    return [t for t in dict.fromkeys(found) if not _with_used(sentence, t, used) or tool(scene, sentence, t)]


def _with_used(sentence: Sentence, t: Token, used: set[Token]) -> bool:
    """Whether a noun is joined to the object that is part of the entry, and so no target: "called the strike, unions and parties say"."""
    return t.rel == "conj" and sentence.head(t) in used


def _goal_below(scene: Scene, sentence: Sentence, match: Match) -> list[Token]:
    """A target that hangs on the object instead of the verb ("fired rockets at the town", "planted a bomb in a bank")."""
    found: list[Token] = []
    doers = match.slots.subject if match.slots.passive else ()        # "a bomb placed by rebels on his car"
    for o in (*match.used, *match.slots.object, *doers):
        below = phrases(sentence, o, scene.known)
        found += [t for p in match.frame.prepositions for t in below.get(p, ())]
    return list(dict.fromkeys(found))


def _surroundings(scene: Scene, sentence: Sentence, match: Match, taken: set[int]) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """Phrases that say where and when, as far as grammar tells them."""
    place: list[Token] = []
    time: list[Token] = []
    hosts = [match.trigger] + ([match.light] if match.light is not None else [])
    for h in hosts:
        for c in sentence.children(h, "obl", "nmod", "advmod"):
            when = c.dep in {"obl:tmod", "nmod:tmod", "obl:npmod"} or (c.rel == "advmod" and c.pos == "NOUN")
            if when or "time" in scene.kinds(sentence, c):
                time.append(c)
            elif c.i not in taken and c.pos in NOMINAL and preposition(sentence, c, scene.known) in scene.known.sets["place"]:
                place.append(c)
    return tuple(dict.fromkeys(place)), tuple(dict.fromkeys(time))


def _words_target(scene: Scene, match: Match, actor: list[Token], target: list[Token]) -> list[Token]:
    """To whom words are said: a party among the targets, else in the complement, on the noun, or below the predicate."""
    sentence, frame, ties = match.sentence, match.frame, NAMED.get(match.frame.type, TIES)
    ties = frozenset() if frame.mode == "investigate" else ties         # "cases of murders of union leaders"
    wanted = asked_for(scene, match)
    whose = [o for t in wanted for o in (*owners(scene, sentence, t, ties), *asked_from(scene, match, t))]
    if frame.mode == "investigate":
        target = [t for t in target if not accusing(scene, t)]         # "investigated her allegations": not her
    plain = [t for t in target if t not in wanted and not (t.rel == "nmod" and sentence.head(t) in wanted)]
    target = party(scene, sentence, plain, ties) + whose
    if not target and match.trigger.pos != "NOUN" and frame.type != "PROTEST" and frame.mode != "investigate":
        target = in_complement(scene, sentence, match)
    if not target and match.used:
        target = [t for u in match.used for t in owners(scene, sentence, u) if t not in actor]
    if not target and not wanted and frame.target != "none" and match.trigger.pos != "NOUN" and frame.mode != "investigate":
        target = party_below(scene, sentence, match)
    if frame.type == "PROTEST":
        target = [t for t in target if not _held_at(scene, sentence, t)]
    target = parties_only(scene, match, target)
    given = {c for u in match.used for c in sentence.children(u, "nmod") if c.dep == "nmod:poss"} if frame.type in OWN else ()
    return [t for t in target if t not in given and (frame.type != "RETREAT" or not led_to(scene, sentence, t))]


def _held_at(scene: Scene, sentence: Sentence, t: Token) -> bool:
    """A square or building that a protest was only held at, no embassy: "a vigil at the school"."""
    own = scene.known.classes.get(lemma(t), frozenset())
    return preposition(sentence, t, scene.known) in scene.known.sets["place"] and not own & {"state", "armed", "person"}


def bind(scene: Scene, match: Match) -> Roles:
    """The roles of a matched predicate."""
    sentence, frame, slots = match.sentence, match.frame, match.slots
    used = set(match.used)
    actor = [] if frame.actor == "none" else [t for t in slots.subject if t not in used]
    actor = no_time(scene, sentence, actor)
    target = _told_target(scene, match)
    weapon = weapons(scene, sentence, match)
    if frame.type in WORDS:
        target = _words_target(scene, match, actor, target)
    if not target and frame.type in WHERE and frame.target != "none" and frame.mode != "arrest":      # made somewhere
        target = [t for t in _where(scene, sentence, match) if t not in actor]
    if frame.type in REACHED or frame.mode == "curfew":
        target = [t for t in target if reached(scene, sentence, t, frame.type in REACHED)]
    actor, target = in_person(scene, match, actor), [t for t in target if not excepted(scene, sentence, t)]
    if frame.harm in BLOODY:
        actor = [t for t in actor if not only_beside(scene, sentence, match.trigger, t)]
    cause = [t for t in actor if _is_event(scene, sentence, t)]
    for p in scene.known.grammar.cause if slots.phrases and (frame.actor == "none" or not actor) else ():
        if p in slots.phrases:
            cause += [t for t in slots.phrases[p] if _is_event(scene, sentence, t) or scene.kinds(sentence, t) & CAUSES]
    weapon += [t for t in actor if tool(scene, sentence, t)]
    weapon += [t for t in actor if frame.mode not in AT_HAND and "platform" in (k := scene.kinds(sentence, t))
               and not k & {"armed", "person", "ship"}]
    weapon += [t for t in cause if tool(scene, sentence, t)]
    if frame.type == "ASSAULT":
        more, target = _used_and_hit(scene, match, target)
        weapon += more
    if frame.type in UNARMED or frame.mode == "seize":
        weapon = []                             # what is seized, what crashed, what people are flown out with
    if frame.type == "ACCIDENT":                # "Chad suffered its worst plane crash": the country was not hit, nor the plane a weapon
        target = [t for t in target if t.pos != "PROPN" or "place" not in scene.kinds(sentence, t)]
        weapon = [t for t in weapon if not carrier(scene, sentence, t)]
    if frame.type == "MOBILIZE":
        actor, target = moved(scene, sentence, match, actor, target)
    if frame.type == "ASSAULT" or frame.mode == "seize":        # "a shooting left two dead", "the attack on him and the killing of two"
        target = [t for t in target if not _is_event(scene, sentence, t)]
    flown = [t for t in actor if tool(scene, sentence, t) or (frame.mode == "vehicle" and t in weapon)]
    costs = frame.harm is not None and used and lemma(match.trigger) in scene.known.sets["costing"]     # "it has claimed nine lives"
    actor = [t for t in actor if t not in cause and t not in flown and not (costs and t.pos == "PRON")]
    flown += weapon if frame.of == "weapon" else []         # "the target of a French drone"
    actor += [] if actor else [m for t in flown for m in modifiers(sentence, t) if "demonym" in scene.kinds(sentence, m)]   # "French jets"
    actor += [m for t in actor for m in _force_of(scene, sentence, t)] if frame.type not in WORDS else []
    if frame.harm is not None or frame.type == "COERCE":
        target += [t for t in counted_in(scene, match, target) if t not in actor]
    target = [t for t in target if t not in actor and t not in weapon and not (t.rel == "flat" and sentence.head(t) in target)]
    taken = {t.i for t in (*actor, *target, *weapon)}
    place, time = _surroundings(scene, sentence, match, taken)
    return Roles(_unique(actor), _unique(target), _unique(weapon), place, time, _unique(cause))


def _told_target(scene: Scene, match: Match) -> list[Token]:
    """The target as the frame names it, without what only says when or where it was, or took no part."""
    sentence, frame = match.sentence, match.frame
    target = no_time(scene, sentence, _raw_target(scene, sentence, match))
    if target:
        target = [t for t in target if not _adverbial(scene, sentence, t)]
        target = [t for t in target if not is_ground(scene, t)] or target       # "in Lima, the capital, two shops were bombed"
    if frame.harm in BLOODY:
        target = [t for t in target if not _held_around(scene, sentence, t)]
    if frame.target in {"phrase", "recipient"} and all(tool(scene, sentence, t) for t in target):
        target = _goal_below(scene, sentence, match) or target
    if frame.type == "EVACUATE" and not target and match.used:
        target = list(held(scene, match))       # "ordered the evacuation of the town"
    if frame.type == "CONCEDE" and not target:
        return [t for t in match.used if scene.kinds(sentence, t) & PEOPLE]         # "released the prisoners"
    return taking_part(scene, match, target)


def _used_and_hit(scene: Scene, match: Match, target: list[Token]) -> tuple[list[Token], list[Token]]:
    """What an attack was made with of what stands as its object or subject, and what it hit: a craft or vehicle may be either."""
    sentence, frame, slots, used = match.sentence, match.frame, match.slots, match.used
    if frame.target == "phrase":
        laid = frame.mode == "explosives"
        target = [t for t in target if not _beside_aim(scene, match, t) and (t in match.goal or _solid(scene, sentence, t, laid))]
    told = {*used, *target, *(slots.subject if frame.actor == "none" else ()), *(slots.object if frame.actor == "none" else ())}
    burnt = frame.mode == "arson"
    hit = {t for t in slots.object if frame.target == "object" and t not in used and (burnt or carrier(scene, sentence, t))}
    tools = [t for t in (*slots.object, *slots.subject)
             if t in told and t not in hit and tool(scene, sentence, t) and not (t in used and discharge(scene, t))]
    if frame.mode == "vehicle":
        tools += [t for t in slots.subject if "road" in scene.kinds(sentence, t)]       # "a car ploughed into a crowd"
    return tools, [t for t in target if t in hit or not tool(scene, sentence, t)]


def _held_around(scene: Scene, sentence: Sentence, t: Token) -> bool:
    """What people were killed or hurt at, no people: "the murder at a house party"."""
    around = t.rel in {"obl", "nmod"} and preposition(sentence, t, scene.known) in scene.known.sets["place"]
    return around and not scene.kinds(sentence, t) & HURT


def _adverbial(scene: Scene, sentence: Sentence, t: Token) -> bool:
    """A bare noun that makes an adverb of its preposition: "on board", "in front"."""
    return lemma(t) in scene.known.sets["adverbial"] and sentence.child(t, "det", "nmod", "compound", "amod", "nummod") is None


def _beside_aim(scene: Scene, match: Match, t: Token) -> bool:
    """Whether a phrase says when or where shots are fired, not at what."""
    s = match.sentence
    at = preposition(s, t, scene.known)
    if at in scene.known.sets["place"] and t.i < min(x.i for x in (match.trigger, *match.words)) and t.rel in {"obl", "nmod"}:
        return True                             # "at this point shots were fired", "on 4th Street they opened fire"
    shot = match.frame.mode == "firearms" or any(discharge(scene, u) for u in match.used)
    return shot and is_around(scene, s, t)


def _solid(scene: Scene, sentence: Sentence, t: Token, laid: bool) -> bool:
    """Something a bomb or shot can be aimed at, no town it merely happened in; a bomb that is `laid` on a street is not aimed at it."""
    kinds = scene.kinds(sentence, t)
    nothing = is_ground(scene, t) or ("place" in kinds and not kinds & ANYBODY)
    if laid and nothing and preposition(sentence, t, scene.known) in scene.known.sets["place"]:
        return False
    if "ground" in kinds and preposition(sentence, t, scene.known) not in scene.known.sets["target"]:
        return False                            # "placed in a temple in the same area"
    return bool(kinds & {"thing", "person", "armed", "armedname", "state", "crowd", "pron", "demonym"}) or (
        preposition(sentence, t, scene.known) in scene.known.sets["target"] and t.pos != "NUM")


def _force_of(scene: Scene, sentence: Sentence, t: Token) -> list[Token]:
    """The armed group that fighters are said to be of ("FMLN guerrillas", "combattants du Hamas")."""
    if t.pos != "NOUN" or not scene.kinds(sentence, t) & {"armed", "person"}:
        return []
    below = [c for c in sentence.children(t, "compound", "nmod", "appos") if c.pos == "PROPN"]
    return [c for c in below if scene.kinds(sentence, c) & {"armedname", "organisation", "armed"} or (c.text.isupper() and len(c.text) > 2)]


def _where(scene: Scene, sentence: Sentence, match: Match) -> list[Token]:
    """The place a measure is taken in or against, where no other target is named ("lifted a curfew in the capital")."""
    found: list[Token] = []
    for below in (match.slots.phrases, *(phrases(sentence, u, scene.known) for u in match.used)):
        found += [t for p, tokens in below.items() for t in tokens if p in scene.known.sets["place"] and t.pos in {"PROPN", "NOUN"}
                  and (kinds := scene.kinds(sentence, t)) & {"place", "name"} and "time" not in kinds]
    return found


def _unique(tokens: list[Token]) -> tuple[Token, ...]:
    return tuple(sorted(dict.fromkeys(tokens), key=lambda t: t.i)) if len(tokens) > 1 else tuple(tokens)
