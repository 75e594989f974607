"""Role fillers that stand for nobody told of: numbers, pronouns without a name, measures, what a speaker says of all."""

from __future__ import annotations

from selon.model import Participant
from selon.reading.mentions import Argument
from selon.reading.numbers.counted import counted_words
from selon.reading.pooling.findings import Findings
from selon.reading.pooling.standing import token_of
from selon.reading.pooling.words import is_one
from selon.reading.predicates.doubts import is_gerund
from selon.reading.predicates.schema import predicates

HUMAN = frozenset({"person", "armed", "armedname", "crowd", "state"})
NAMELESS = frozenset({"PRON", "DET", "NUM", "ADJ", "ADV"})


def nobody(p: Participant, a: Argument, f: Findings, bodily: bool = False) -> bool:
    """What stands for nobody told of: numbers and pronouns (the event's counts have the number), measures, "no group"."""
    head, s = a.head, a.sentence
    if bodily and _uncounted(f, p, a):
        return True
    denial = f.words.denial
    if any(c.lower in denial.words or c.lower in denial.any for c in s.children(head, "det")) or is_one(head, f.words.people.units):
        return True
    if is_one(head, counted_words(f.page.lang).words["number"]) and s.child(head, "nmod") is None:
        return True             # "more than double that number"
    if "time" in predicates(f.page.lang).classes.get(head.lemma.lower(), frozenset()):
        return True
    first = token_of(s, p.span) or head
    if any(t.feats.get("VerbForm") == "Inf" for t in s.tokens[first.i:first.i + 2] if t.start < p.span[1]):
        return True             # "to reinforce positions": a clause read as a noun
    if head.pos == "NOUN" and head.rel in {"compound", "amod"} and head.feats.get("Number") != "Plur" and f.names.at(s, head.i) is None:
        return True             # "a terrorist offensive": of what kind it is, by nobody told of
    pronoun = f.people.words.pronouns.get(head.lower)
    if pronoun is not None and pronoun.human is not True and (f.people.antecedent(s, head) is None or (bodily and pronoun.human is False)):
        return True             # "they", "it": mostly guesses, but where a name stands for them; it is nobody that is hurt
    if bodily and _our_own(f, a):
        return True
    if head.pos == "ADJ" and not p.country and (head.lower in predicates(f.page.lang).adjectives or s.child(head, "det", "nummod") is None):
        return True             # "pleaded guilty"
    if head.lower in f.words.denial.words or any(c.feats.get("PronType") == "Int" for x in (head, *s.children(head, "amod"))
                                                 for c in s.children(x, "advmod", "det")):
        return True             # "nobody", "how many people"
    guess = pronoun is not None and pronoun.human and f.people.coreference.is_guess(s, head.i)     # "he": somebody, though not surely who
    if guess or head.pos not in NAMELESS or p.name != p.text or (head.pos == "ADJ" and p.country) or is_aged(f, a):
        return False
    below = s.children(head, "nmod")
    if below and all(c.lower in f.people.words.pronouns for c in below):
        return True             # "four were hurt, one of them badly"
    return head.text.isdigit() or s.child(head, "nmod", "appos", "flat") is None


def is_aged(f: Findings, a: Argument) -> bool:
    """Whether an age stands for who is so old: "a 17-year-old"."""
    return a.head.lower in f.words.people.age_heads and a.sentence.child(a.head, "det", "nummod", "nmod:poss") is not None


def _uncounted(f: Findings, p: Participant, a: Argument) -> bool:
    """A singular noun of a text that no article, number or owner counts, and that is none for people: "arrested for drug possession"."""
    head, s = a.head, a.sentence
    single = head.pos == "NOUN" and head.feats.get("Number") == "Sing" and s.field == "text" and p.kind == "thing"
    kinds = predicates(f.page.lang).classes.get(head.lemma.lower(), frozenset())
    first = s.head(head) if head.rel == "conj" else head            # "a reporter, translator and guide"
    counted = any(c.rel in {"det", "nummod"} or c.feats.get("Poss") == "Yes" for x in (head, first) for c in s.children(x))
    return single and not counted and not kinds & HUMAN


def _our_own(f: Findings, a: Argument) -> bool:
    """Whether many are only whose the speaker says they are: "it is our children who are hurt" tells of all, not of these."""
    owners = [c for c in a.sentence.children(a.head, "nmod", "det") if c.feats.get("Poss") == "Yes"]
    many = [c for c in owners if c.feats.get("Number[psor]", c.feats.get("Number")) != "Sing"]      # not "my nephews"
    told = (f.people.words.pronouns.get(c.lower) for c in many)
    return a.head.feats.get("Number") == "Plur" and any(p is not None and p.first for p in told)


def of_kind(f: Findings, p: Participant, a: Argument) -> bool:
    """One called after what he is thought to have done: "the shooting suspect", whom the parser takes for its object."""
    s, t = a.sentence, a.head
    before = s[t.i - 1] if t.i else t
    bare = t.head == before.i < t.i and is_gerund(s, before) and s.child(t, "det", "nummod", "case") is None
    return bare and p.sector == "CRM" and t.feats.get("Number") != "Plur"
