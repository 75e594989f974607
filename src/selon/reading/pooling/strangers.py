"""Whom grammar joins to an act of force as its doer, or whose words stand there, and who cannot have done it: a speaker's name in brackets,
a newspaper, a weapon by its noun, and the police who took somebody for it."""

from __future__ import annotations

from selon.model import Participant
from selon.reading.attribution.lexicon import attribution_lexicon
from selon.reading.determiners import is_indefinite
from selon.reading.mentions import Argument, Mention
from selon.reading.pooling.findings import Findings
from selon.reading.pooling.wording import BODILY
from selon.reading.predicates.phrases import preposition
from selon.reading.predicates.schema import predicates

FORCE = BODILY | {"COERCE"}
ARMED = frozenset({"MIL", "REB", "CRM", "COP", "SPY"})
POLICE = frozenset({"COP"})
OUTLETS = frozenset({"MED"})
ORGANISATIONS = frozenset({"organisation", "government"})
ARMS = frozenset({"weapon", "projectile"})
OPENS, CLOSES = frozenset("(["), frozenset(")]")
FIRST = 3           # words in which a speaker's name may begin: "(Reporter)", "[word missing] (Reporter)"


def is_stranger(f: Findings, m: Mention, a: Argument) -> bool:
    """Whether a doer of force is none."""
    if m.type not in FORCE:
        return False
    p = f.people.participant(a.sentence, a.head)
    if is_label(a) or prints(p) or _is_report(f, a) or _is_of(f, m, p, a) or _is_arms(f, p, a):
        return True
    return m.type in BODILY and p.sector in POLICE and _took(f, m, a)


def casings(f: Findings, m: Mention) -> tuple[Participant, ...]:
    """The vehicles and things that a bomb was only in and that the text knows no more of: "in a truck", "in a plastic bin". Of five judged
    four were nothing it was aimed at; not so "in the bus", "in a bank"."""
    if m.mode != "explosives":
        return ()
    known = predicates(f.page.lang)
    out: list[Participant] = []
    inside = known.sets["place"] - known.sets["target"] - known.sets["of"]
    for a in m.target:
        kinds = known.classes.get(a.head.lemma.lower(), frozenset())
        some = is_indefinite(a.sentence, a.head)
        bare = a.head.pos == "NOUN" and (not kinds or "vehicle" in kinds)
        if some and bare and preposition(a.sentence, a.head, known) in inside:
            out.append(f.people.participant(a.sentence, a.head))
    return tuple(out)


def is_shooting(f: Findings, m: Mention, a: Argument) -> bool:
    """Shots told as what force was done to: "levelled machine gun fire at a guard"."""
    return m.type == "ASSAULT" and a.head.pos == "NOUN" and a.head.lemma.lower() in predicates(f.page.lang).sets["discharges"]


def is_label(a: Argument) -> bool:
    """Whether somebody stands alone in brackets before what he says: "(Spokesman) They attacked us"."""
    s, i = a.sentence, a.head.i
    return 0 < i <= FIRST and i + 1 < len(s) and s[i - 1].text in OPENS and s[i + 1].text in CLOSES


def prints(p: Participant) -> bool:
    """A news outlet, as which a piece of another name is read: it does no force."""
    return p.sector in OUTLETS and p.kind in ORGANISATIONS


def _is_report(f: Findings, a: Argument) -> bool:
    """What tells of it, with its verb read as a noun: "the report | states that"."""
    documents = attribution_lexicon(f.page.lang).schema.nouns["document"]
    return any(c.lemma.lower() in documents for c in a.sentence.children(a.head, "compound"))


def _is_of(f: Findings, m: Mention, p: Participant, a: Argument) -> bool:
    """A town, school or firm before the noun for a person of it: "a Norwood man", "a Hill College player"; a force acts so."""
    above = a.sentence.head(a.head)
    kinds = predicates(f.page.lang).classes.get(above.lemma.lower(), frozenset())
    told = a.head.rel == "compound" and any(x.head.i == above.i for x in m.actor if x.sentence is a.sentence)
    return told and "person" in kinds and "armed" not in kinds and p.sector not in ARMED


def _is_arms(f: Findings, p: Participant, a: Argument) -> bool:
    """A weapon by its noun, of no country's: "homemade artillery", "a plane with two machine guns | attacked the town"."""
    kinds = predicates(f.page.lang).classes.get(a.head.lemma.lower(), frozenset())
    return bool(kinds & ARMS) and "person" not in kinds and p.country is None and p.name.casefold() in p.text.casefold()


def _took(f: Findings, m: Mention, a: Argument) -> bool:
    """Whether the police are the subject of an arrest or a search: "detectives arrested a man in connection with the rape"."""
    s = a.sentence
    verb = s.head(a.head).i
    return a.head.rel == "nsubj" and verb != m.trigger.i and any(x.trigger.i == verb and x.type == "COERCE" for x in f.told_in(s))
