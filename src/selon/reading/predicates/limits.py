"""Which tellings are acts of the kind the types are for: words between public parties, force against others; not parts of names."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.model import EventType
from selon.reading.predicates.fillers import dateline
from selon.reading.predicates.match import Match
from selon.reading.predicates.parties import PARTIES, concerned
from selon.reading.predicates.phrases import VERBAL, lemma
from selon.reading.predicates.roles import Roles
from selon.reading.predicates.scene import Scene

PUBLIC = frozenset({"state", "armed", "armedname", "organisation", "place", "demonym", "crowd"})
OFFICIAL = PUBLIC - {"crowd"}
ACTORS = OFFICIAL - {"place"}
ASKING = frozenset({"REQUEST", "AGREE", "CONCEDE"})     # it is whoever speaks that makes it public
BOTH = frozenset({"REQUEST", "REJECT"})      # what friends do too
ARMED = frozenset({"armed"})          # guards and policemen, who meet people on their rounds
MET = frozenset({"CONSULT"})
HELPING = frozenset({"AID"})
TITLED = 0.5            # share of long words with a capital from which a line is a headline or shouted
LONG = 4
BARE_ATTACK = frozenset({"ASSAULT-ATTACK", "ASSAULT-ATTACK-N"})


def fits(scene: Scene, match: Match, roles: Roles, type_: EventType) -> bool:
    """Whether a predicate with its parties is an act that its type is meant for."""
    s = match.sentence
    if _in_name(scene, s, match.trigger) or _is_name(scene, s, match.trigger) or _subjectless(match, roles, type_):
        return False
    if type_ == "PROTEST" and match.trigger.pos == "NOUN" and _proves(s, match.trigger):
        return False
    if match.frame.code in BARE_ATTACK and scene.beastly and not (roles.actor or roles.weapon):
        return False                            # bees did
    if type_ in HELPING:
        public = _any(scene, s, (*roles.actor, *roles.target), OFFICIAL) or not (roles.actor or roles.target)
        return public or bool(scene.near(s) & ACTORS)
    if type_ in MET:
        return _met(scene, match, roles)
    return type_ not in PARTIES or _between(scene, match, roles, type_)


def _proves(s: Sentence, noun: Token) -> bool:
    """A demonstration that something is so."""
    return any(x.pos == "SCONJ" for c in s.children(noun, "acl", "ccomp") for x in s.children(c, "mark"))


def _any(scene: Scene, s: Sentence, parties: tuple[Token, ...], kinds: frozenset[str]) -> bool:
    return any(scene.kinds(s, t) & kinds for t in parties)


def _between(scene: Scene, match: Match, roles: Roles, type_: EventType) -> bool:
    """Words between parties are an event where one of them is a public actor (of a request, who asks), or both are named; people at
    large ask in public only where they ask somebody public."""
    s = match.sentence
    if type_ == "ACCUSE" and charged(scene, match, roles):
        return True
    if type_ == "REQUEST" and match.trigger.pos in VERBAL and not roles.actor and not match.slots.passive:
        return _any(scene, s, roles.target, OFFICIAL)       # who asks is not told
    known = _any(scene, s, roles.actor, PUBLIC | {"name"})
    both = (*roles.actor, *roles.target) if known or not roles.actor or type_ not in ASKING else roles.actor
    if _any(scene, s, both, OFFICIAL):
        return True
    if (known or type_ not in ASKING) and _any(scene, s, tuple(concerned(scene, match)), OFFICIAL | {"name"} if known else OFFICIAL):
        return True
    many = [t for t in both if "crowd" in scene.kinds(s, t) and t.feats.get("Number") == "Plur"]
    if many and (type_ not in BOTH or any(lemma(t) not in scene.known.sets["anybody"] for t in many)):
        return True
    if type_ in BOTH:
        return False
    return bool(roles.target) and all(_any(scene, s, side, frozenset({"name"})) for side in (roles.actor, roles.target))


def charged(scene: Scene, match: Match, roles: Roles) -> bool:
    """Whether justice brings a charge against somebody, which is a public act whoever is named."""
    verb = match.trigger.pos in VERBAL and (match.slots.passive or match.trigger.rel not in {"acl", "advcl"})
    return verb and bool(roles.target) and any(lemma(t) in scene.known.sets["indicting"] for t in match.words)


def _met(scene: Scene, match: Match, roles: Roles) -> bool:
    """Whether those who meet act for the public: neither side is a private person, and no private side is left out."""
    s, slots = match.sentence, match.slots
    sides = [side for side in (roles.actor, roles.target) if side]
    if match.trigger.pos in VERBAL and not roles.target and not match.used:
        with_ = [t for p in match.frame.prepositions for t in slots.phrases.get(p, ())]
        if slots.object or with_ or slots.passive:
            return False                        # "met with students"
    if match.trigger.pos in VERBAL and not roles.actor:
        return False                            # "got to meet the senators"
    civil = any(_any(scene, s, side, OFFICIAL - ARMED) for side in sides)
    known = OFFICIAL | {"name", "pron"} if civil else OFFICIAL | {"name"}
    return any(_any(scene, s, side, OFFICIAL) for side in sides) and all(_any(scene, s, side, known) for side in sides)


def to_oneself(scene: Scene, match: Match) -> bool:
    """Whether somebody does it to himself alone ("shot himself", "shoots self"): no assault, though it may be an accident."""
    s, own, words = match.sentence, match.frame.harm is not None and not match.pattern.reflexive, scene.known.sets["oneself"]
    return own and any((c.feats.get("Reflex") == "Yes" or c.lower in words) and s.child(c, "conj") is None
                       for c in s.children(match.trigger, "obj", "iobj"))


def _in_name(scene: Scene, s: Sentence, t: Token) -> bool:
    """Whether a word with a capital stands in a longer name ("the Battle of Ridgefield", "Desert Storm", "Shooting Stars"). What nature
    does has a name of its own ("Cyclone Larry")."""
    page = scene.page.article
    written = ((page.title if s.field == "title" else page.text) or "")[t.start:t.end]
    if not written[:1].isupper() or written.isupper() or _headline(s) or not t.text.isalpha():
        return False
    before, after = s[t.i - 1], s[t.i + 1] if t.i + 1 < len(s) else None
    if not t.i:                                 # "Amnesty International has asked"
        return t.pos in {"NOUN", "PROPN"} and after is not None and after.pos == "PROPN" and s.head(after) in (t, s.head(t))
    opened = before.pos == "PUNCT" and before.text not in {"-", "/", "&"}        # after a colon or a quotation mark a sentence begins
    named = scene.kinds(s, t) & {"natural"} and (after is not None and after.pos == "PROPN")
    beside = [x for x in (before, after) if x is not None and (x.text in {"/", "&"} or (x.text[:1].isupper() and x.i and x.pos != "PRON"))]
    return not opened and not named and (t.pos in {"PROPN", "NOUN"} or bool(beside)) and lemma(t) not in scene.known.sets["calling"]


def _is_name(scene: Scene, s: Sentence, t: Token) -> bool:
    """Whether a calamity's word is somebody's or some place's name: "Jane Flood", "HURRICANE, W.Va."."""
    if not scene.kinds(s, t) & {"natural"}:
        return False
    if t.text.isupper() and not scene.shouted and (dateline(s, t) or _before_region(s, t)):
        return True                             # "HURRICANE, W.Va. - Officers ..."
    if t.pos not in {"NOUN", "PROPN"} or t.rel not in {"nsubj", "root", "flat", "appos", "nmod"}:
        return False
    if t.text[:1].isupper() and t.lower in scene.called:
        return True                             # "Flood", after "Jane Flood"
    name = scene.names.at(s, t.i) if scene.names is not None else None
    speaks = t.rel == "nsubj" and any(k in scene.known.sets["reporting"] for k in scene.verb_keys(s.head(t)))
    return speaks or (name is not None and name.kind == "person")


def _before_region(s: Sentence, t: Token) -> bool:
    """Whether a line begins with a town in capitals and the region after a comma."""
    return not t.i and len(s) > 2 and s[1].text == "," and s[2].pos == "PROPN"


def _subjectless(match: Match, roles: Roles, type_: EventType) -> bool:
    """A past form of words between parties that nobody is the subject of, and that has no helper: it describes the noun after it
    ("whether condemned killer X can appeal")."""
    t, s = match.trigger, match.sentence
    if type_ not in PARTIES or t.pos != "VERB" or s.field == "title" or t.feats.get("Tense") != "Past" or roles.actor:
        return False
    clausal = t.rel in {"acl", "advcl", "conj", "amod", "root"} or s.child(t, "aux", "nsubj", "obl") is not None
    return not clausal and bool(match.slots.object)


def _headline(s: Sentence) -> bool:
    """Whether most long words have capitals, so that a capital says nothing."""
    words = [t for t in s if len(t.text) >= LONG and t.text.isalpha()]
    return s.field == "title" or sum(t.text[:1].isupper() for t in words) > TITLED * max(1, len(words))


def is_state(scene: Scene, s: Sentence, match: Match) -> bool:
    """A passive of the present, which tells how things stand: "they are backed by Chad"."""
    helpers = s.children(match.trigger, "aux") if match.slots.passive and match.trigger.pos in VERBAL else ()
    return any(a.lower in scene.known.sets["passive_auxiliary"] and a.feats.get("Tense") == "Pres" and a.feats.get("VerbForm") == "Fin"
               for a in helpers) and not any(a.lower in scene.known.sets["perfect"] for a in helpers)


def only_ascribed(scene: Scene, match: Match, roles: Roles) -> bool:
    """Whether it is only said whose an act is held to be, by nobody who is named: "an attack blamed on rebels", "was blamed on them"."""
    t, s = match.trigger, match.sentence
    if match.frame.type != "ACCUSE" or t.pos not in VERBAL or roles.actor:
        return False
    if t.rel in {"acl", "amod"} and lemma(s.head(t)) in scene.known.nouns:
        return True
    return bool(match.goal) and match.slots.passive and any(lemma(o) in scene.known.nouns for o in match.slots.object)
