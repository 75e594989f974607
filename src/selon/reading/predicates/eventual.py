"""Acts that words only suppose: whichever there may be ("any new attack", "in case of attack"), what somebody would not mind doing
("willing to criticise"), words set in quotation marks that are not meant, calamities of a forecast."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.model import EventType
from selon.reading.determiners import is_indefinite
from selon.reading.predicates.likening import known
from selon.reading.predicates.match import Match
from selon.reading.predicates.parties import PARTIES
from selon.reading.predicates.phrases import VERBAL, lemma
from selon.reading.predicates.scene import Scene
from selon.reading.predicates.status import Reality, tell

FAR = 6             # words before an act in which the case it may come to is named
OPENING = frozenset("\"'“‘«„")
CLOSING = frozenset("\"'”’»“")
MISHAPS = frozenset({"ACCIDENT", "DISASTER"})
FOLLOWING = frozenset({"advcl", "ccomp"})


def eventual(scene: Scene, match: Match, type_: EventType) -> bool:
    """Whether an act is only supposed."""
    s, t = match.sentence, match.trigger
    if t.pos in VERBAL:
        return type_ in PARTIES and t.rel in {"xcomp", "advcl", "acl", "ccomp"} and lemma(s.head(t)) in scene.known.sets["disposed"] and (
            s.head(t).pos == "ADJ")
    if type_ in MISHAPS and (_likeness(s, t) or _of_anybody(scene, s, t)):
        return True
    if s.child(t, "cop") is not None and any(scene.governor(c) == "possible" for c in s.children(t, "nsubj")):
        return True                             # "the risk is a new attack"
    return _whichever(scene, s, t) or _in_case(scene, s, t) or _ruled(scene, s, t)


def _whichever(scene: Scene, s: Sentence, noun: Token) -> bool:
    """"Any new attack", « toute nouvelle attaque »; not « toute l'attaque », nor what somebody did."""
    return noun.feats.get("Number") != "Plur" and any(c.lower in scene.known.sets["any"] for c in s.children(noun, "det", "amod")) and (
        not known(s, noun))


def _in_case(scene: Scene, s: Sentence, noun: Token) -> bool:
    """"In case of attack", "in the event of a raid", « en cas d'attaque »; not "in the case of the murder"."""
    sets = scene.known.sets
    if sets["eventualities"].isdisjoint(scene.lemmas(s)) or known(s, noun):
        return False
    for x in s.tokens[max(1, noun.i - FAR):noun.i]:
        inside = any(b.lower in sets["place"] for b in s.tokens[max(0, x.i - 2):x.i])
        of = s[x.i + 1].lower in sets["governed"]
        if lemma(x) in sets["eventualities"] and inside and of and not any(
                y.pos in VERBAL or y.pos == "PUNCT" for y in s.tokens[x.i + 1:noun.i]):
            return True
    return False


def _ruled(scene: Scene, s: Sentence, noun: Token) -> bool:
    """What a rule says will count as what: "an attack on one will be considered an attack on all"."""
    verb, probe = s.head(noun), Reality()
    counts = verb.pos in VERBAL and lemma(verb) in scene.known.sets["calling"]
    if not counts or noun.rel not in {"nsubj", "xcomp", "obl"} or known(s, noun):
        return False
    tell(scene, s, verb, probe)
    return probe.status in {"planned", "hypothetical"}


def _likeness(s: Sentence, noun: Token) -> bool:
    """What something is only called: "the reform is a train wreck"; not "it is an accident", "the fall was an accident"."""
    be, subject = s.child(noun, "cop"), s.child(noun, "nsubj")
    some = is_indefinite(s, noun)
    return some and be is not None and be.feats.get("Tense") == "Pres" and subject is not None and subject.pos != "PRON"


def _of_anybody(scene: Scene, s: Sentence, noun: Token) -> bool:
    """What may befall whoever reads it: "if you have been caught in a storm"."""
    verb, sets = s.head(noun), scene.known.sets
    you = any(c.feats.get("Person") == "2" for c in s.children(verb, "nsubj"))
    return you and any(m.lower in sets["if_marks"] | sets["when_marks"] for m in s.children(verb, "mark", "advmod"))


def mocked(s: Sentence, t: Token) -> bool:
    """A verb alone in quotation marks, which says that the deed was no such deed: "the mayor 'thanks' the union"; in a headline it
    is somebody's word."""
    before, after = s[t.i - 1].text if t.i else "", s[t.i + 1].text if t.i + 1 < len(s) else ""
    return s.field != "title" and t.pos in VERBAL and before[-1:] in OPENING and after[:1] in CLOSING


def forecast(scene: Scene, s: Sentence, noun: Token) -> bool:
    """A calamity of which the present tells what it will do, in a clause of time or an indirect question: "after Friday's storms
    depart", "depends on how the storm evolves"."""
    verb = s.head(noun)
    if not scene.known.grammar.present_is_habitual or noun.rel != "nsubj" or verb.rel not in FOLLOWING or s.field == "title":
        return False
    plain = verb.feats.get("Tense") == "Pres" and verb.feats.get("VerbForm") == "Fin" and s.child(verb, "aux", "cop") is None
    sets, first = scene.known.sets, s.edges(verb)[0]
    marks = {m.lower for m in s.children(verb, "mark", "advmod")} | {s[first].lower, s.head(verb).lower}
    return plain and bool(marks & (sets["time_marks"] | sets["when_marks"] | sets["asking"]))
