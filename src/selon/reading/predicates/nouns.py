"""The clause of an event noun: its own complements, and the light verb that carries it.

"The army carried out an attack on the camp", "the camp was the target of a wave of attacks by rebels".
"""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.predicates.aims import is_where
from selon.reading.predicates.hosts import below_noun, beside, holder, host_of, left_open
from selon.reading.predicates.match import Ask, Match
from selon.reading.predicates.parties import PARTIES
from selon.reading.predicates.passive import is_passive
from selon.reading.predicates.phrases import expand, lemma, modifiers, phrases, possessors, preposition
from selon.reading.predicates.scene import Scene, is_ground
from selon.reading.predicates.schema import FrameEntry, Pattern
from selon.reading.predicates.slots import Slots, verb_slots
from selon.reading.predicates.subjects import surface_subject

ACTORS = frozenset({"armed", "armedname", "state", "demonym", "organisation"})
THINGS = frozenset({"thing", "person", "armed", "armedname", "crowd", "state"})
GOALS = frozenset({"building", "vehicle", "person", "place", "ship"})
FORCES = frozenset({"armed", "armedname", "demonym", "weapon"})
BODILY = frozenset({"ASSAULT", "ACCIDENT"})
DOING = frozenset({"actor", "give", "claim"})
SUFFERED = frozenset({"HARM-DEATH-N", "HARM-INJURE-N"})        # "army casualties" are the army's own
ENDED = frozenset({"ASSAULT", "PROTEST", "SANCTION"})
TIES = frozenset({"doer", "doer_object"})      # they say whose the event is, not that it took place


def noun_match(scene: Scene, sentence: Sentence, noun: Token, pattern: Pattern, words: tuple[Token, ...]) -> tuple[Match, Ask]:
    """A noun with its slots filled, and the answers its frame's conditions need."""
    clause = _NounClause(scene, sentence, noun, pattern.frame, words)
    match = Match(sentence, noun, pattern, clause.slots(), words, light=None if clause.host.kind in TIES else clause.host.verb)
    return match, clause.ask


class _NounClause:
    """The actor and target of one event noun, gathered from its complements, participle and host."""

    def __init__(self, scene: Scene, sentence: Sentence, noun: Token, frame: FrameEntry, words: tuple[Token, ...]) -> None:
        self.scene, self.sentence, self.noun, self.frame, self.words = scene, sentence, noun, frame, words
        self.known = scene.known
        self.host = host_of(scene, sentence, noun)
        self.phrases = phrases(sentence, noun, scene.known)
        self.actor: list[Token] = []
        self.target: list[Token] = []

    def slots(self) -> Slots:
        """Subject and object are actor and target."""
        above = self.sentence.head(self.noun)
        if self.noun.rel == "nmod" and lemma(above) in self.known.sets["tolls"]:       # "le bilan de l'attaque contre une salle"
            for p, tokens in phrases(self.sentence, above, self.known).items():
                if p not in self.known.sets["of"]:
                    self.phrases[p] = self.phrases.get(p, ()) + tokens
        if self.host.top is not self.noun:
            joined = self.noun.rel == "conj"    # "roadblocks on the roads and ambushes": what stands before it is the other's
            for p, tokens in phrases(self.sentence, self.host.top, self.known).items():
                if p not in self.known.sets["of"]:
                    self.phrases[p] = self.phrases.get(p, ()) + tuple(t for t in tokens if not joined or t.i > self.noun.i)
        self._complements()
        self._genitives()
        self._modifiers()
        self._participles()
        self._blamed_above()
        self._behind()
        if lemma(self.noun) in self.known.sets["target_nouns"]:
            self.target.extend(holder(self.scene, self.sentence, self.noun))       # "was the target of a drone"
        if self.host.verb is not None and self.host.kind:
            self._light(self.host.verb, self.host.kind)
        actor = tuple(dict.fromkeys(self.actor))
        return Slots(actor, tuple(dict.fromkeys(t for t in self.target if t not in actor)), (), self.phrases)

    def ask(self, slot: str) -> tuple[Token, ...]:
        """The tokens of a slot, for conditions."""
        if slot in {"actor", "subject"}:
            return tuple(self.actor)
        if slot in {"target", "object"}:
            return tuple(self.target)
        if slot == "of":
            return tuple(x for p in self.known.grammar.of for x in self.phrases.get(p, ()))
        if slot in {"modifier", "compound"}:
            return modifiers(self.sentence, self.noun) + tuple(w for w in self.words if w is not self.noun)
        if slot == "number":
            return self.sentence.children(self.noun, "nummod")
        if slot == "light":
            return (self.host.verb,) if self.host.verb is not None else ()
        if slot == "above":
            return (self.sentence.head(self.noun),) if self.noun.rel == "nmod" else ()
        if slot == "phrase":
            return tuple(x for xs in self.phrases.values() for x in xs)
        return ()

    def _complements(self) -> None:
        if not self.phrases:
            return
        for name in (*self.known.grammar.agent, *self.known.grammar.between):
            self.actor.extend(self.phrases.get(name, ()))
        for name in self.frame.prepositions or self.known.grammar.target:
            if name not in self.known.sets["of"]:
                self.target.extend(t for t in self.phrases.get(name, ()) if self._sufferer(t))
        for name in self.known.grammar.of:
            for t in self.phrases.get(name, ()):
                if t not in self.words:
                    self._side(t, self.frame.of)

    def _sufferer(self, t: Token) -> bool:
        """Whether a phrase of a noun of harm is of people: not "a murder upon instructions"."""
        return self.frame.harm is None or t.pos != "NOUN" or bool(self.scene.kinds(self.sentence, t) & (ACTORS | {"person", "crowd"}))

    def _genitives(self) -> None:
        if not any(name in self.phrases for name in self.known.grammar.of):
            for c in self.sentence.children(self.noun, "nmod", "obl"):          # "the murder on 26 February of the mayor"
                kinds = self.scene.kinds(self.sentence, c)
                named = c.pos == "PROPN" and preposition(self.sentence, c, self.known) in self.known.sets["place"]
                if "time" in kinds or named:
                    below = phrases(self.sentence, c, self.known)
                    for t in (x for name in self.known.grammar.of for x in below.get(name, ()) if not named or x.pos == "PROPN"):
                        self._side(t, self.frame.of)
        did = self.frame.poss == self.frame.of == "target" and bool(self.target)        # "his murder of a clerk"
        people = {"person", "pron", "armed", "crowd", "demonym"}                            # not "the city's first homicide"
        for t in possessors(self.sentence, self.noun, self.known) if not (did or self._counted()) else ():
            if self.frame.poss != "target" or self.scene.kinds(self.sentence, t) & people:
                self._side(t, self.frame.poss)

    def _counted(self) -> bool:
        """Whether a noun of harm is one of a row, counted for a town or a year: "Norwood's 13th homicide"."""
        return self.frame.harm is not None and any(c.feats.get("NumType") == "Ord" for c in self.sentence.children(self.noun, "amod"))

    def _modifiers(self) -> None:
        for m in modifiers(self.sentence, self.noun):
            kinds = self.scene.kinds(self.sentence, m)
            if m in self.words or m.rel == "nummod" or self._where(m, kinds) or (m.pos in {"ADJ", "VERB"} and "demonym" not in kinds):
                continue
            if "demonym" in kinds and self.frame.either and self.frame.harm is not None:
                continue                        # "Chilean deaths": whose they are, by nobody told of
            if kinds & ACTORS and "weapon" not in kinds:
                victim = self.frame.poss == "target" and (("person" in kinds and "armed" not in kinds) or self.frame.code in SUFFERED)
                (self.target if victim else self.actor).append(m)
            elif self.frame.mode == "firearms" and is_where(self.scene, self.sentence, m):
                continue                        # "a nightclub shooting"
            elif self._town(m) or (self.frame.type == "PROTEST" and kinds & {"person", "name"}):
                continue                        # "the Lyon attack", "a rally of the candidate's"
            elif kinds & GOALS and not kinds & {"weapon", "platform"} and not (self.frame.reciprocal and "place" in kinds):
                self.target.append(m)

    def _where(self, m: Token, kinds: frozenset[str]) -> bool:
        """Whether a name before an act of force mostly says where it was: "the Hill Valley School massacre"; before shots any name that is
        of no force and no nation: "the East Norwood shooting"."""
        force = self.frame.type in BODILY and m.pos == "PROPN" and not kinds & FORCES
        return force and ("organisation" in kinds or self.frame.mode == "firearms")

    def _town(self, m: Token) -> bool:
        """Whether a noun before an act of force is only where it was: a town or a street, no country."""
        name = self.scene.names.at(self.sentence, m.i) if self.scene.names is not None else None
        place = name is not None and name.kind == "place" and not (name.country or name.actor)
        return self.frame.type == "ASSAULT" and m.pos == "PROPN" and (place or is_ground(self.scene, m))

    def _side(self, t: Token, side: str) -> None:
        """An "of" phrase or genitive goes to the side its frame says; where either may be, to the side its class suits."""
        alone = not self.sentence.children(t, "det", "nummod", "compound", "amod", "nmod")
        if alone and t.pos == "NOUN" and t.feats.get("Number") != "Plur":
            return                              # "strikes of precision", "frappes de représailles"
        kinds = self.scene.kinds(self.sentence, t)
        if self.frame.reciprocal and t.pos == "NOUN" and not kinds & (ACTORS | GOALS):
            return                              # "a battle of such proportions"
        if side == "either":
            side = "actor" if self.scene.kinds(self.sentence, t) & ACTORS else "target"
        if side == "actor":
            self.actor.append(t)
        elif side == "target":
            self.target.append(t)

    def _participles(self) -> None:
        """"attacks launched by rebels on the town", "attaques menées par des milices"; "blamed on rebels"."""
        inside = [x for n in below_noun(self.sentence, self.noun, self.known) for x in self.sentence.children(n, "acl")
                  if self.scene.light_key(x) is not None and is_passive(self.sentence, x, self.known)
                  and any(a in phrases(self.sentence, x, self.known) for a in self.known.grammar.agent)]
        for c in (*self.sentence.children(self.noun, "acl", "amod"), *inside):
            if c.pos not in {"VERB", "ADJ"} or (self.frame.type in PARTIES and self._of_act(c)):
                continue
            self._blamed(c)
            if self.scene.light_key(c) is None:
                continue
            below = verb_slots(self.sentence, c, self.known)
            agents = [a for name in self.known.grammar.agent for a in below.phrases.get(name, ())]
            if agents or below.passive:
                self.actor.extend(agents)
            elif c.dep == "acl:relcl" and self._done(c):
                self.actor.extend(t for t in below.subject if t is not self.noun)
            self._merge(below.phrases)

    def _of_act(self, c: Token) -> bool:
        """Whether a participle tells of the act that the words are about: "the condemnation of the offensive launched by the rebels"."""
        return any(self.noun.i < t.i < c.i and lemma(t) in self.known.nouns for t in self.sentence.children(self.noun, "nmod"))

    def _done(self, c: Token) -> bool:
        """Whether a relative clause says who did it, and not who escaped from it, or what somebody is called."""
        kinds = {kind for kind, _ in self.known.light[self.scene.light_key(c) or ""]}
        about = any(t.feats.get("PronType") in {"Rel", "Int"} for x in self.sentence.children(c, "obl", "nmod", "advmod")
                    for t in (x, *self.sentence.children(x)))
        return bool(kinds & DOING) and not about and lemma(c) not in self.known.sets["calling"]

    def _blamed(self, c: Token) -> None:
        words = {lemma(c), c.lower, *self.scene.verb_keys(c)}
        for p, tokens in phrases(self.sentence, c, self.known).items():
            if any(f"{w} {p}" in self.known.sets["blamed"] for w in words):
                self.actor.extend(tokens)

    def _blamed_above(self) -> None:
        """"blamed the murder on the cartel", "the bombing was attributed to the group"; the phrase may hang on the noun."""
        top = self.host.top
        verb = self.sentence.head(top)
        if verb.pos != "VERB" or top.rel not in {"obj", "nsubj"}:
            return
        words = {lemma(verb), verb.lower, *self.scene.verb_keys(verb)}
        preps = {e.split(" ")[1] for e in self.known.sets["blamed"] if e.split(" ")[0] in words}
        if not preps:
            return
        found = [t for p in sorted(preps) for t in phrases(self.sentence, verb, self.known).get(p, ())]
        lower = (self.noun, *self.target) if not found else ()
        found += [t for x in lower for p in sorted(preps) for t in phrases(self.sentence, x, self.known).get(p, ())]
        self.actor.extend(found)
        self.target = [t for t in self.target if t not in found]

    def _behind(self) -> None:
        """"the two brothers are behind this attack"."""
        case = self.sentence.child(self.noun, "case")
        if case is not None and case.lower in self.known.sets["behind"] and self.sentence.child(self.noun, "cop") is not None:
            self.actor.extend(surface_subject(self.sentence, self.noun, self.known))

    def _merge(self, found: dict[str, tuple[Token, ...]]) -> None:
        for p, tokens in found.items():
            self.phrases.setdefault(p, tokens)
            if p in (self.frame.prepositions or self.known.grammar.target) and p not in self.known.sets["of"]:
                self.target.extend(t for t in tokens if self._sufferer(t))

    def _light(self, verb: Token, kind: str) -> None:
        """Roles that the carrying word gives."""
        if kind == "is_target":
            self.target.extend(holder(self.scene, self.sentence, verb))
            return
        if self.frame.type in BODILY and lemma(verb) in self.known.sets["calling"]:
            return                              # "in what police are calling an accidental shooting"
        slots = verb_slots(self.sentence, verb, self.known)
        if kind in {"doer", "doer_object"} and left_open(self.scene, self.sentence, verb):
            return
        if kind == "doer_object" and not slots.passive and not slots.object and self.sentence.child(verb, "aux") is not None:
            return                              # "the jury has indicted in the murder ...", its object lost: who accuses is no doer
        if kind in {"doer", "doer_object"}:
            self.actor.extend((kind == "doer_object" and slots.object) or self._doers(verb, slots))
            return
        if kind in {"actor", "claim", "give"}:
            own = expand(self.sentence, self.host.top)
            if self._ended(verb):
                return
            bears = self.frame.code in SUFFERED and lemma(verb) in self.known.sets["perfect"]       # "the body had three wounds"
            (self.target if bears else self.actor).extend(t for t in slots.subject if t not in own)
            self.target.extend(slots.iobject)
        elif kind in {"target", "under"}:
            self.target.extend(slots.subject)
        if kind == "under":
            self.actor.extend(a for name in self.known.grammar.owner[1:2] for a in slots.phrases.get(name, ()))
        for p in self.known.grammar.between if self.frame.reciprocal else ():
            self.actor.extend(slots.phrases.get(p, ()))         # "fighting broke out between"
        occurs = kind == "occur"
        self._merge({p: tuple(t for t in tokens if not occurs or self._hit(p, t)) for p, tokens in slots.phrases.items()})

    def _ended(self, verb: Token) -> bool:
        """Whether somebody only ended an act that is not said to be theirs: "officials ended the boycott", but "ended their boycott"."""
        own = any(t.feats.get("Poss") == "Yes" for t in possessors(self.sentence, self.noun, self.known))
        return self.frame.type in ENDED and lemma(verb) in self.known.sets["ending"] and not own

    def _hit(self, prep: str, t: Token) -> bool:
        """Whether an act that took place at something was done to it, and not only there: "an explosion occurred at a bank"."""
        kinds = self.scene.kinds(self.sentence, t)
        return prep not in self.known.sets["place"] or (bool(kinds & THINGS) and not is_ground(self.scene, t))

    def _doers(self, verb: Token, slots: Slots) -> tuple[Token, ...]:
        if verb.pos == "NOUN" and (whose := possessors(self.sentence, verb, self.known)):
            return whose                        # "their part in the attack"
        if verb.pos == "NOUN" and verb.rel in {"obj", "obl"}:           # "claimed responsibility for the attack"
            above = self.sentence.head(verb)
            if not {lemma(above), *self.scene.verb_keys(above)} & self.known.sets["bearing"]:
                return ()                       # "placed the responsibility for it on the officers"
            return surface_subject(self.sentence, self.sentence.head(verb), self.known)
        return slots.subject or surface_subject(self.sentence, verb, self.known) or beside(self.sentence, verb)
