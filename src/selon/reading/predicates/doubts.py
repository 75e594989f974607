"""Subjects and objects that the tree gives a verb and the words do not, or the other way round: who asks, plans, foils."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.predicates.passive import has_passive_mark
from selon.reading.predicates.phrases import VERBAL, expand, is_participle, lemma, phrases, preposition
from selon.reading.predicates.schema import Predicates

INTENDED = frozenset({"plans", "tries", "threatens", "fails"})
PARTY = frozenset({"person", "armed", "crowd", "state"})


def is_party(t: Token, known: Predicates) -> bool:
    """A name, or somebody who may act."""
    return t.pos == "PROPN" or bool(known.classes.get(lemma(t), frozenset()) & PARTY)


def asked(sentence: Sentence, verb: Token, pronoun: Token, known: Predicates) -> bool:
    """Whether a clause is an indirect question, which its pronoun begins: "an inquiry to determine who is to blame"."""
    own = verb.rel == "ccomp" and verb.head < pronoun.i and sentence.head(verb).pos in VERBAL
    between = sentence.tokens[verb.head + 1:pronoun.i] if own else ()
    return own and not any(known.classes.get(lemma(t), frozenset()) & PARTY for t in between)


def inside_insertion(sentence: Sentence, first: Token, second: Token) -> bool:
    """Whether a second subject is only joined to an inserted participle's agent: "the squad, backed by the party and the army, used"."""
    inserted = (c for c in sentence.children(first, "acl") if first.i < c.i < second.i)
    above = (c for c in sentence.children(sentence.head(second), "cc") if first.i < c.i < second.i and sentence[c.i - 1].text != ",")
    joined = sentence.child(second, "cc") is not None or any(above)
    return joined and any(sentence.child(c, "obl") is not None for c in inserted)


def is_aim(sentence: Sentence, verb: Token, subject: Token, known: Predicates) -> bool:
    """Whether a subject is a plan or task, and the clause says what it is: "their mission was to kill judges"."""
    stated = verb.feats.get("VerbForm") == "Inf" and sentence.child(verb, "cop", "aux") is not None
    return stated and subject.pos == "NOUN" and known.governor.get(lemma(subject)) in INTENDED


def planners(sentence: Sentence, noun: Token, known: Predicates) -> tuple[Token, ...] | None:
    """Whose an attempt or plan is that somebody else foils or finds out, by its agent alone: "foiled an attempt by rebels to seize it";
    null where it is the subject's own."""
    verb = sentence.head(noun)
    below = phrases(sentence, noun, known)
    agents = tuple(a for name in known.grammar.agent for a in below.get(name, ()) if is_party(a, known))
    meant = known.governor.get(lemma(noun)) in INTENDED and verb.pos in VERBAL
    carried = lemma(verb) in known.light or lemma(verb) in known.sets["perfect"]
    strange = not carried if noun.rel == "obj" else preposition(sentence, noun, known) in known.sets["of"]
    return agents if agents or (meant and strange) else None


def set_after(sentence: Sentence, verb: Token, known: Predicates) -> tuple[Token, ...]:
    """The object right before a comma and a participle that the parser joins to its verb: "they still hold the judge, kidnapped in May"."""
    above = sentence.head(verb)
    bare = verb.rel == "conj" and is_participle(verb) and sentence.child(verb, "cc", "nsubj", "aux", "obj", "mark") is None
    if not bare or above.pos != "VERB" or above.i > verb.i or sentence[verb.i - 1].text != "," or has_passive_mark(sentence, above, known):
        return ()
    last = max(sentence.children(above, "obj"), key=lambda c: c.i, default=None)
    close = last is not None and sentence.edges(last)[1] == verb.i - 2 and is_party(last, known)
    listed = any(c.i > verb.i for c in sentence.children(above, "conj"))
    if last is not None and close and not listed:
        return expand(sentence, last)
    return name_before(sentence, verb, known) if not listed else ()


def of_an_act(sentence: Sentence, verb: Token, head: Token, known: Predicates) -> tuple[Token, ...]:
    """Who stands before a participle that the parser hangs on an act done to him: "the release of the priest, kidnapped in May"."""
    plain = is_participle(verb) and verb.dep == "acl" and sentence[verb.i - 1].text == "," and head.pos == "NOUN"
    return name_before(sentence, verb, known) if plain and lemma(head) in known.nouns and not is_party(head, known) else ()


def name_before(sentence: Sentence, verb: Token, known: Predicates) -> tuple[Token, ...]:
    """Who stands right before the comma, deeper than an object, where the participle has an agent: "asked for the release of citizen
    Paul Marat, kidnapped on Monday by rebels"."""
    t = sentence[verb.i - 2] if verb.i > 1 else verb
    while t.rel in {"flat", "compound", "appos"} and t.head < t.i:
        t = sentence.head(t)
    by = any(a in phrases(sentence, verb, known) for a in known.grammar.agent)
    return (t,) if by and t.pos in {"NOUN", "PROPN"} and t.rel in {"nmod", "obl"} and (t.pos == "PROPN" or is_party(t, known)) else ()


def joined_to(sentence: Sentence, verb: Token, above: Token) -> Token:
    """The verb a participle is joined to: the passive right before "and", though the parser joins it to one further up: "police came
    after two people were shot and killed"."""
    join = sentence.child(verb, "cc")
    before = sentence[join.i - 1] if join is not None and 0 < join.i == verb.i - 1 else above
    passive = before.pos == "VERB" and any(c.dep in {"nsubj:pass", "aux:pass"} for c in sentence.children(before))
    return before if passive and before.i > above.i else above


def appealed(sentence: Sentence, verb: Token, above: Token) -> bool:
    """Whether somebody is asked by a phrase between a verb of asking and what is asked: "calls on the unions to strike"."""
    if sentence.child(above, "obj", "iobj") is not None:
        return False
    return any(above.i < c.i < verb.i and c.pos in {"NOUN", "PROPN"} and c.dep == "obl" and sentence.child(c, "case") is not None
               for c in sentence.children(above, "obl"))


def agrees(sentence: Sentence, verb: Token, subject: Token) -> bool:
    """Whether a reflexive pronoun of a verb can stand for a subject: not "called the guards to turn himself in"."""
    own = {c.feats.get("Number") for c in sentence.children(verb, "obj") if c.feats.get("Reflex") == "Yes"} - {None}
    return not own or subject.feats.get("Number") in own | {None}


def before_gerund(sentence: Sentence, verb: Token, above: Token) -> Token | None:
    """The gerund that another one is joined to, where the parser joined it to the verb above, whose form it has not: "arrested a man
    suspected of shooting a clerk and wounding two"; null where it is joined to what it may be."""
    if not is_gerund(sentence, verb) or is_gerund(sentence, above) or sentence.child(verb, "cc") is None:
        return None
    between = [t for t in sentence.tokens[above.i + 1:verb.i] if t.rel in {"advcl", "acl", "xcomp"} and is_gerund(sentence, t)]
    return between[-1] if between else None


def is_gerund(sentence: Sentence, t: Token) -> bool:
    """A verb's form without tense, in the present and without a helper."""
    form = t.feats.get("VerbForm")
    return t.pos == "VERB" and (form == "Ger" or (form == "Part" and t.feats.get("Tense") == "Pres")) and sentence.child(t, "aux") is None


def told_by(sentence: Sentence, first: Token, second: Token, known: Predicates) -> bool:
    """Whether the first of two subjects only says what the second did, the verb of it read as the second's attribute: "Ann Hall claims
    officers threatened her"."""
    between = (t for t in sentence.tokens[first.i + 1:second.i] if t.pos == "VERB" and t.rel in {"amod", "acl", "compound"})
    return any(lemma(t) in known.sets["reporting"] and t.head == second.i for t in between)


def made_to(sentence: Sentence, verb: Token, head: Token, known: Predicates) -> Token | None:
    """Who makes others do something, and does what a gerund after a comma tells: "made the boys lie down, striking them"."""
    above = sentence.head(head)
    made = head.rel in {"ccomp", "xcomp"} and above.pos in VERBAL and lemma(above) in known.sets["making"]
    return above if made and is_gerund(sentence, verb) and sentence[verb.i - 1].text == "," else None


def beyond(sentence: Sentence, verb: Token, head: Token, known: Predicates) -> Token | None:
    """The verb that a purpose after a comma belongs to, which the parser hung on a passive relative clause between: "is holding two
    men, who were seized in May, to press for talks"."""
    first = sentence.edges(verb)[0]
    comma = "," in {x.text for x in sentence.tokens[max(0, first - 1):first + 1]}
    after = comma and head.dep == "acl:relcl" and has_passive_mark(sentence, head, known)
    above = sentence.head(sentence.head(head))
    return above if after and verb.feats.get("VerbForm") == "Inf" and above.pos in VERBAL else None
