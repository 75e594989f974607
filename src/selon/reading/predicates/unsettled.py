"""What is spoken of and not told: no event is better than a wrong status where nobody can say whether an act was meant at all."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.model import EventType
from selon.reading.determiners import is_indefinite
from selon.reading.predicates.eventual import eventual
from selon.reading.predicates.likening import known
from selon.reading.predicates.match import Match
from selon.reading.predicates.parties import PARTIES
from selon.reading.predicates.phrases import VERBAL, lemma
from selon.reading.predicates.roles import Roles
from selon.reading.predicates.scene import Scene
from selon.reading.predicates.status import Reality, auxiliaries, bearer, negated

HARMFUL = frozenset({"ASSAULT", "COERCE"})
WORDS = PARTIES - {"CONSULT"}       # whoever goes somewhere to meet means to; "was created to support them" says little
PRESSING = "repress"
FOUND = "HARM-FOUND"        # "a body could be found there": there was one
DETAILS = frozenset({"nmod", "compound", "nummod", "amod", "acl"})
SPEAKERS = frozenset({"1", "2"})


def weigh(scene: Scene, match: Match, roles: Roles, type_: EventType, told: Reality) -> None:
    """Settles what an act was told as the purpose of, and marks what is only spoken of as unsure."""
    if told.purpose and type_ in HARMFUL:
        told.status, told.unsure = "hypothetical", True         # "troops went in to arrest them": not told whether they did
    elif told.purpose and type_ == "RETREAT" and match.used:
        told.unsure = True                      # "to stop the attacks the ministry sent guards": others' attacks
    elif told.purpose and told.status == "planned":
        _purpose(scene, match, type_, told)
    if told.status != "denied" and eventual(scene, match, type_):
        told.status, told.unsure = "hypothetical", True         # "any new attack", "in case of attack", "willing to criticise"
    told.unsure = told.unsure or _called_so(scene, match) or (told.status == "ongoing" and _at_large(match, roles))
    if told.status == "planned":
        told.unsure = told.unsure or (told.modal and _speaker(match)) or _foretold(scene, match, roles)
    elif told.status == "hypothetical":
        told.unsure = told.unsure or match.frame.code == FOUND or _supposed(match, roles, told)
    elif told.status == "denied" and _not_ahead(scene, match):
        told.unsure = True                      # "no attack was imminent"
    elif told.status == "denied" and _uttered(scene, match):
        told.status = "happened"
    elif told.status == "denied" and _suffered(match) and not roles.actor:
        helpers = {a.lower for a in auxiliaries(match.sentence, match.trigger)}
        ahead = helpers & (scene.known.sets["future"] | scene.known.sets["conditional"])
        told.unsure = told.unsure or bool(ahead)        # "will not be hurt", "will not be intimidated": foretold


def _purpose(scene: Scene, match: Match, type_: EventType, told: Reality) -> None:
    """What a deed was for: a protest by that very deed ("occupied the hall to protest"), and words by a protest ("marched to demand")."""
    above = match.sentence.head(match.trigger)
    by_protest = any(p.frame.type == "PROTEST" for k in (lemma(above), *scene.verb_keys(above)) for p in scene.known.verbs.get(k, ()))
    if told.done and (type_ == "PROTEST" or (type_ in WORDS and by_protest)):
        told.status = "happened"
    elif type_ in WORDS:
        told.unsure = True


def _uttered(scene: Scene, match: Match) -> bool:
    """An accusation that somebody rejects was made: "the ministry refuted the allegation"."""
    frame, t = match.frame, match.trigger
    return frame.type == "ACCUSE" and frame.mode is None and t.pos == "NOUN" and not negated(scene, match.sentence, t)


def _called_so(scene: Scene, match: Match) -> bool:
    """Whether a noun only says what something told is: "called it an attack on the country"."""
    s, t = match.sentence, match.trigger
    verb = s.head(t)
    if lemma(t) in scene.known.sets["calling"] and t.pos in VERBAL:
        return any(c.i > t.i and c.pos in {"NOUN", "ADJ"} for c in s.children(t, "xcomp"))       # "called the strike a mistake"
    if t.pos != "NOUN" or t.rel not in {"xcomp", "obl"} or lemma(verb) not in scene.known.sets["calling"] or known(s, t):
        return False
    return any(c.i < t.i for c in s.children(verb, "obj"))


def _at_large(match: Match, roles: Roles) -> bool:
    """What somebody is to stop doing, of whom and to whom nothing is said: "promised to stop kidnapping"."""
    t = match.trigger
    bare = t.pos == "NOUN" or t.feats.get("VerbForm") == "Ger"
    return bare and t.head != t.i and not (roles.actor or roles.target or match.sentence.child(t, "det", "aux", *DETAILS))


def _not_ahead(scene: Scene, match: Match) -> bool:
    """Whether only what may come is denied: "no attack was planned"."""
    t, above = match.trigger, match.sentence.head(match.trigger)
    return t.pos == "NOUN" and t.rel == "nsubj" and above.pos == "ADJ" and scene.governor(above) in {"plans", "possible"}


def _foretold(scene: Scene, match: Match, roles: Roles) -> bool:
    """What is predicted and not planned: harm that nobody is said to do ("he will be killed"), and what somebody not known would do
    ("a man who will fight them")."""
    s, t = match.sentence, match.trigger
    if t.pos not in VERBAL:
        return False
    if match.frame.harm is not None and match.frame.type == "ASSAULT" and not roles.actor and s.field == "text":
        return True
    clause = bearer(scene, s, t)
    return clause.dep == "acl:relcl" and not roles.time and _somebody(s, s.head(clause))


def _somebody(s: Sentence, t: Token) -> bool:
    """Somebody of whom nothing is known: "a man", "somebody", "those"."""
    indefinite = t.pos == "PRON" or is_indefinite(s, t)
    return indefinite and t.feats.get("Number") != "Plur"


def _supposed(match: Match, roles: Roles, told: Reality) -> bool:
    """What could or must be, of no known doer ("that might kill them") or of whoever speaks ("we must fight"); nouns without any detail."""
    s, t = match.sentence, match.trigger
    if t.pos not in VERBAL:
        bare = not (roles.actor or roles.target or roles.weapon or roles.place or roles.time)
        return bare and match.light is None and not any(c.rel in DETAILS for c in s.children(t))
    if s.field == "title":
        return False
    if not told.modal and match.frame.type == "ASSAULT" and not roles.actor and roles.target and all(x.pos == "PRON" for x in roles.target):
        return True                             # "would respond if it was attacked"
    if not told.modal:
        return _addressed(match) or not (roles.actor or roles.target or roles.weapon or match.slots.passive)
    return _speaker(match) or told.able or (not roles.actor and not match.slots.passive)


def _suffered(match: Match) -> bool:
    """Whether a verb says what becomes of somebody: of harm, or under pressure."""
    return match.trigger.pos in VERBAL and (match.frame.harm is not None or match.frame.mode == PRESSING)


def _addressed(match: Match) -> bool:
    """Whether it would happen to whoever reads it: "if you have been attacked, call us"."""
    s, t = match.sentence, match.trigger
    return any(c.feats.get("Person") == "2" for c in s.children(t, "nsubj", "obj"))


def _speaker(match: Match) -> bool:
    """Whether whoever speaks or listens is to do it: "we must", « nous devons »."""
    s, t = match.sentence, match.trigger
    above = s.head(t) if t.rel == "xcomp" else t
    return any(c.feats.get("Person") in SPEAKERS for x in (t, above) for c in s.children(x, "nsubj"))
