"""Which words and deeds between parties are told firmly enough to be an act: who does it is named and acts for the public, it is told
as done or to come, and it is not merely what another such act of its sentence asks, promises, refuses or threatens."""

from __future__ import annotations

from collections.abc import Sequence

from selon.languages.syntax import Sentence, Token
from selon.model import EventType
from selon.reading.people import People
from selon.reading.predicates.classes import OFFICES
from selon.reading.predicates.forms import NOTHING
from selon.reading.predicates.limits import OFFICIAL, charged
from selon.reading.predicates.match import Match
from selon.reading.predicates.parties import PARTIES
from selon.reading.predicates.phrases import CLAUSAL, VERBAL, lemma
from selon.reading.predicates.roles import Roles
from selon.reading.predicates.scene import Scene
from selon.reading.predicates.status import Reality

WORDS = PARTIES | {"AID"}
MEASURES = frozenset({"SANCTION", "ACCUSE"})        # often told without who takes them: "sanctions were imposed on Iran"
ASKED = WORDS - {"SANCTION"} | {"PROTEST"}          # a threat of sanctions tells of which
INQUIRY = "investigate"
ABOUT = frozenset({"REQUEST", "AGREE", "REJECT", "THREATEN"})       # acts that are about another act
STANCES = frozenset({"SUPPORT", "COOPERATE", "AID", "AGREE"})                # what a plain present tells as a habit or an opinion
PRIVATE = frozenset({"BUS", "MNC", "EDU", "HLH", "MED", "CVL", "CRM", "AGR"})       # sectors that do not act for the public


def firm(scene: Scene, m: Match, roles: Roles, type_: EventType, told: Reality, others: Sequence[Match], people: People | None) -> bool:
    """Whether an act of words, help or measures is told firmly enough."""
    s = m.sentence
    again = m.light is not None and any(o.trigger is m.light and o.frame.type == m.frame.type for o in others)
    if (again and type_ in WORDS) or (type_ in ASKED and _what_about(s, m, others)):
        return False                            # "giving it emergency aid" tells of it once
    if type_ == "PROTEST" and told.status == "hypothetical" and m.trigger.pos in VERBAL:
        return False
    if type_ not in WORDS:
        return True
    if told.status == "hypothetical":
        return False
    if m.trigger.pos == "ADJ" and told.status == "denied":
        return False                            # "the nation was not ready for him"
    if type_ in STANCES and told.status == "ongoing" and _habit(scene, s, m):
        return False
    doers = roles.actor or (m.slots.subject if roles.weapon else ())        # "U.N. helicopters evacuated the wounded"
    if m.frame.reciprocal and m.trigger.pos not in VERBAL and m.light is not None:
        doers = doers or roles.target           # "the talks with the president began"
    if m.frame.reciprocal and m.trigger.pos not in VERBAL:
        doers = tuple(t for t in doers if t.pos != "ADJ")       # "the Central American summit" names nobody
    public = any(_public(scene, s, t, people) for t in doers)
    if not doers and type_ in MEASURES:
        return bool(roles.target) or m.frame.mode == INQUIRY
    if type_ == "ACCUSE" and charged(scene, m, roles):
        return True
    if type_ == "ACCUSE" and m.frame.mode != INQUIRY:
        return public or any(_public(scene, s, t, people) for t in roles.target)
    return public or type_ == "SANCTION"


def _what_about(s: Sentence, m: Match, others: Sequence[Match]) -> bool:
    """Whether an infinitive is only what another act of words is about: "asked the ministry to investigate", "refused to support"."""
    t = m.light if m.light is not None and m.light.pos in VERBAL else m.trigger
    if t.rel not in CLAUSAL or t.feats.get("VerbForm") != "Inf":
        return False
    return any(o.trigger.i == t.head and o.trigger.pos != "ADJ" and o.frame.type in ABOUT and o is not m for o in others)


def _habit(scene: Scene, s: Sentence, m: Match) -> bool:
    """A plain present, where a language has another form for what is going on: "the fund supports building schools"."""
    t = m.trigger
    plain = t.pos in VERBAL and t.feats.get("VerbForm") == "Fin" and t.feats.get("Tense") == "Pres"
    return scene.known.grammar.present_is_habitual and plain and s.field == "text" and s.child(t, "aux") is None


def _public(scene: Scene, s: Sentence, t: Token, people: People | None) -> bool:
    """Whether somebody acts for the public: a state, an armed group, an official, an organisation, many people together; by his words
    here or by what the page says of him elsewhere."""
    kinds = scene.kinds(s, t)
    name = people.names.at(s, t.i) if people is not None else None
    if name is not None and name.kind == "place" and name.actor is None and name.country is None and not kinds & OFFICES:
        return False                            # a town does nothing
    beside = s.children(t, "compound", "nmod", "appos", "flat", "amod")
    if kinds & OFFICIAL or any(scene.known.classes.get(lemma(c), NOTHING) & OFFICES for c in beside):
        return True                             # "Foreign Secretary Jack Straw"
    if "crowd" in kinds and t.feats.get("Number") == "Plur":
        return lemma(t) not in scene.known.sets["anybody"] or any(scene.kinds(s, c) & {"demonym", "place"} for c in beside)
    return _known_public(s, t, people) if people is not None else bool(kinds & {"name", "pron"})


def _known_public(s: Sentence, t: Token, people: People) -> bool:
    """Whether the page says elsewhere that somebody acts for the public."""
    who, entity = people.participant(s, t), people.coreference.at(s, t.i)
    role = (entity.role if entity is not None else None) or people.phrases.noun(s, t)
    if t.lower in people.words.collective or (role is not None and role.what == "role" and role.sector is None):
        return True                             # "the crowd"; a party's leader, a bishop
    return (who.sector is not None and who.sector not in PRIVATE) or who.kind == "government"
