"""What the words of one mention say of it by themselves: that it is known already, that many are meant, or none."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.determiners import is_pointed_at
from selon.reading.mentions import Mention
from selon.reading.pooling.words import Words

BODILY = frozenset({"ASSAULT", "ACCIDENT"})
HARMFUL = BODILY | {"DISASTER"}
FORCE = HARMFUL | {"INTERCEPT", "COERCE"}
# what is done with words: where it is done, it mostly does not say
SPEECH = frozenset({"ACCUSE", "AGREE", "CONCEDE", "CONSULT", "COOPERATE", "REJECT", "REQUEST", "SANCTION", "SUPPORT", "THREATEN"})


def definite(m: Mention) -> bool:
    """Whether a nominal mention refers back: "the attack", "cette frappe"."""
    return m.nominal and any(c.rel == "det" and (c.feats.get("Definite") == "Def" or c.feats.get("PronType") == "Dem")
                             for c in m.sentence.children(m.trigger))


def refers(m: Mention) -> bool:
    """Whether a nominal mention surely refers back: not so by the article of what is done to something new ("the murder of a judge",
    « l’incendie d’un immeuble »)."""
    return definite(m) and (is_pointed_at(m.sentence, m.trigger) or not _of_new(m.sentence, m.trigger))


def _of_new(s: Sentence, t: Token) -> bool:
    """Whether a noun right behind another has the indefinite article: it was not told of before."""
    first = next((c for c in s.children(t, "nmod") if c.i > t.i), None)
    return first is not None and any(x.feats.get("Definite") == "Ind" for x in s.children(first, "det"))


def shown(m: Mention) -> bool:
    """Whether one act of force is pointed at: "that strike", « cette frappe »."""
    alone = m.nominal and m.type in FORCE and m.trigger.feats.get("Number") != "Plur"
    return alone and is_pointed_at(m.sentence, m.trigger)


def many(m: Mention) -> bool:
    """Whether a nominal mention speaks of acts at large: plural, without number, day or place of its own, nor a verb that says
    what came of it ("the attacks on our bases", but not "raids on the port killed six"), nor told as news of a thing with a name by a
    verb that has the day or the place (« on fait état d'attaques contre la base d'Ain lundi »), nor as carried out by somebody."""
    if m.trigger.rel == "nsubj" and m.sentence.head(m.trigger).feats.get("Tense") == "Past" and not m.generic:
        return False
    if not m.nominal or m.type not in FORCE or m.harm is not None or m.trigger.feats.get("Number") != "Plur":
        return False
    counted = any(c.rel == "nummod" or c.pos == "NUM" for c in m.sentence.children(m.trigger))
    return not (m.time or m.place or counted or _news(m) or _carried_out(m))


def _carried_out(m: Mention) -> bool:
    """Whether acts without an article are told as carried out against somebody or something: "carried out air strikes on the port", but
    not "continued their attacks" or "has launched attacks on bases"."""
    s, verb = m.sentence, m.sentence.head(m.trigger)
    if m.trigger.rel != "obj" or m.generic or m.status != "happened" or verb.pos != "VERB" or verb.feats.get("Tense") != "Past":
        return False
    if definite(m) or any(c.feats.get("Poss") == "Yes" for c in s.children(m.trigger)):
        return False
    aims = [a.head for a in m.target if a.sentence is s]
    if not {a.head.i for a in m.actor} & {t.i for t in s.children(verb, "nsubj")}:
        return False                                    # who only condemns or recalls them is no doer
    over = verb.feats.get("VerbForm") == "Fin"          # a simple past tells of one time
    return any(over or a.pos == "PROPN" or _pointed_out(s, a) for a in aims)


def _pointed_out(s: Sentence, t: Token) -> bool:
    return any(c.feats.get("Definite") == "Def" or c.rel == "nummod" for c in s.children(t, "det", "nummod"))


def _news(m: Mention) -> bool:
    """Whether acts without an article, on something with a name, are what a verb beside a place or day tells of."""
    s, above = m.sentence, m.sentence.head(m.trigger)
    named = any(c.pos == "PROPN" for a in m.target if a.sentence is s for c in (a.head, *s.children(a.head, "nmod")))
    bare = s.child(m.trigger, "det") is None and m.trigger.dep in {"obl:arg", "obj"} and above.pos == "VERB"
    return named and bare and any(c.dep in {"obl:mod", "obl:unmarked", "advmod"} and c.i > above.i for c in s.children(above))


def at_all(m: Mention, words: Words) -> bool:
    """Whether any act at all is meant, no one told before: "denied ordering any attack", « la moindre attaque »."""
    return m.nominal and any(c.lower in words for c in m.sentence.children(m.trigger, "det", "amod"))


def nothing(m: Mention) -> bool:
    """Whether a noun without an article that points back is denied ("no attack took place"): that denies no act told of elsewhere."""
    return m.status == "denied" and m.nominal and not definite(m)
