"""The clause of a verb: its subject, objects and prepositional phrases, relative clauses, participles, control, coordination undone.

slots.py undoes the passive as an entry wants it, so that frames speak of logical subject and object alone.
"""

from __future__ import annotations

import msgspec

from selon.languages.syntax import Sentence, Token
from selon.reading.predicates.antecedents import DEPTH, is_relative, resolve
from selon.reading.predicates.doubts import (
    agrees,
    appealed,
    before_gerund,
    beyond,
    inside_insertion,
    is_aim,
    is_party,
    joined_to,
    made_to,
    of_an_act,
    planners,
    set_after,
    told_by,
)
from selon.reading.predicates.passive import has_passive_mark, is_bare_passive, is_passive
from selon.reading.predicates.phrases import NOMINAL, VERBAL, expand, is_participle, lemma, misread_subject, phrases, preposition
from selon.reading.predicates.schema import Predicates

TEMPORAL = frozenset({"obl:tmod", "nmod:tmod", "obl:npmod", "nmod:npmod", "nmod:unmarked", "obl:unmarked"})


class Surface(msgspec.Struct, frozen=True, gc=False):
    """The clause of a verb as grammar has it, whatever entry is tried on it."""

    passive: bool
    marked: bool            # passive by a mark of its own
    subject: tuple[Token, ...]
    object: tuple[Token, ...]
    iobject: tuple[Token, ...]
    phrases: dict[str, tuple[Token, ...]]


def _own_subject(sentence: Sentence, verb: Token, known: Predicates) -> tuple[Token, ...]:
    subjects = sentence.children(verb, "nsubj") or tuple(x for c in sentence.children(verb, "aux") for x in sentence.children(c, "nsubj"))
    s = subjects[0] if subjects else None
    if s is not None and len(subjects) > 1 and (
            "time" in known.classes.get(lemma(s), ()) or any(x.text == ":" for x in sentence.tokens[s.i:verb.i])):
        s = subjects[1]                         # "Baghdad: two rockets were launched", "Thursday, a base was attacked"
        subjects = (s,)
    if s is None and (s := _compound_subject(sentence, verb)) is not None:
        subjects = (s,)
    if len(subjects) > 1 and (plain := tuple(t for t in subjects if sentence.child(t, "case") is None)):
        subjects, s = plain, plain[0]           # "four men held for the murder of X were freed", X read as a second subject
    if len(subjects) > 1 and inside_insertion(sentence, subjects[0], subjects[1]):
        subjects = subjects[:1]
    if len(subjects) > 1 and (told_by(sentence, subjects[0], subjects[1], known)
                              or any(subjects[0].i < c.i < subjects[1].i for c in sentence.children(verb, "mark"))):
        subjects, s = subjects[1:], subjects[1]         # "the truth is that six men were hurt"
    if len(subjects) > 1 and subjects[1].pos == "PRON" and not is_relative(subjects[1]) and subjects[1].i < verb.i and any(
            x.pos == "VERB" for x in sentence.tokens[subjects[0].i:subjects[1].i]):
        subjects, s = subjects[1:], subjects[1]         # "the two who lived there are in custody nobody was arrested": two clauses
    if s is not None and is_aim(sentence, verb, s, known):
        return ()
    subjects = tuple(t for t in subjects if not _says_between(sentence, t, verb, known)) or subjects
    s = subjects[0] if s is not None and subjects else s
    named = tuple(x for t in subjects[:2] if t.i < verb.i or t is s for x in expand(sentence, t))      # "“Shining Path” rebels attacked"
    return resolve(sentence, verb, named, known) if s is not None else ()


def _says_between(sentence: Sentence, subject: Token, verb: Token, known: Predicates) -> bool:
    """Whether a subject is only who says it, put into a relative clause: "a man who police say shot two women"."""
    after = sentence[subject.i + 1] if subject.i + 1 < verb.i else None
    says = after is not None and after.pos == "VERB" and lemma(after) in known.sets["reporting"]
    return says and any(is_relative(t) and t.i < subject.i for t in sentence.children(verb, "nsubj"))


def _compound_subject(sentence: Sentence, verb: Token) -> Token | None:
    """The noun right before a verb of a clause of its own that the parser takes for its modifier ("when a gun discharged")."""
    if verb.pos != "VERB" or sentence.child(verb, "mark", "advmod") is None:
        return None
    return next((c for c in sentence.children(verb, "compound") if c.i == verb.i - 1 and c.pos in {"NOUN", "PROPN"}
                 and sentence[c.i - 1].pos in {"DET", "ADJ", "NUM"} and c.i), None)


def surface_subject(sentence: Sentence, verb: Token, known: Predicates, depth: int = 0) -> tuple[Token, ...]:
    """The grammatical subject, own, shared, controlled or that of the noun a participle modifies."""
    own = _own_subject(sentence, verb, known) or _listed_subject(sentence, verb)
    own = own or misread_subject(sentence, verb, known.sets["time_marks"])
    if own or depth > DEPTH or verb.head == verb.i:
        return own
    head = sentence.head(verb)
    if verb.rel == "conj":
        if (gerund := before_gerund(sentence, verb, head)) is not None:
            return surface_subject(sentence, gerund, known, depth + 1)
        head = joined_to(sentence, verb, head)
        if _other_between(sentence, head, verb):
            return ()
        said = next((c for c in sentence.children(head, "ccomp") if head.i < c.i < verb.i), None)
        if said is not None and lemma(head) in known.sets["reporting"]:     # "said that rebels shot a farmer, and burned a truck"
            return surface_subject(sentence, said, known, depth + 1)
        return surface_subject(sentence, head, known, depth + 1)
    if verb.rel == "acl":
        return _acl_subject(sentence, verb, head, known, depth)
    if verb.rel in {"xcomp", "ccomp"}:
        if known.governor.get(lemma(head)) == "asks" and appealed(sentence, verb, head):
            return ()                           # "calls on the unions to strike": who calls does not
        finite = verb.rel == "ccomp" and verb.feats.get("VerbForm") == "Fin"
        if finite and (sentence.child(verb, "mark") is not None or lemma(head) in known.sets["reporting"]):
            return ()
        return _controller(sentence, verb, head, known, depth)
    if verb.rel == "advcl" and _true_verb(sentence, verb, head):
        return surface_subject(sentence, head, known, depth + 1)
    if verb.rel in {"advcl", "dep", "parataxis"} and verb.feats.get("VerbForm") in {"Ger", "Part", "Inf"}:
        return _adverbial_subject(sentence, verb, head, known, depth)
    return ()


def _listed_subject(sentence: Sentence, verb: Token) -> tuple[Token, ...]:
    """The noun before a past form with an object that the parser puts in a list with the objects of the verb above: "Israel killed a
    general and the United States bombed three sites"."""
    if verb.pos == "VERB" and verb.feats.get("Tense") == "Past" and sentence.child(verb, "aux", "mark") is None:
        for c in sentence.children(verb, "acl"):            # "troops led by a general stormed it", hung on "led"
            bare = c.i < verb.i and is_participle(c) and sentence.child(c, "aux", "mark") is None
            if bare and (t := sentence.child(c, "nsubj")) is not None and t.i < c.i:
                return expand(sentence, t)
    past = verb.pos == "VERB" and verb.feats.get("Tense") == "Past" and verb.rel in {"advcl", "conj", "parataxis", "acl"} and verb.i > 0
    if not past or sentence.child(verb, "aux", "mark", "cc") is not None or not any(c.i > verb.i for c in sentence.children(verb, "obj")):
        return ()
    t = sentence[verb.i - 1]
    while t.rel in {"flat", "compound"} and t.head != t.i:
        t = sentence.head(t)
    joined = t.rel == "conj" and t.pos in {"NOUN", "PROPN"} and sentence.child(t, "cc") is not None and sentence.head(t).rel == "obj"
    return (t,) if joined and sentence.edges(t)[1] == verb.i - 1 and t.head != verb.i else ()


def _other_between(sentence: Sentence, head: Token, verb: Token) -> bool:
    """Whether a clause with a subject of its own stands between two verbs told in a row, so that the second may be its own: "the mother
    was held after her son found a gun and shot a girl"."""
    between = (c for c in sentence.children(head, "advcl") if head.i < c.i < verb.i and sentence.child(c, "mark") is not None)
    return any(head.i < x.i and x.pos != "PRON" for c in between for x in sentence.children(c, "nsubj"))


def _adverbial_subject(sentence: Sentence, verb: Token, head: Token, known: Predicates, depth: int) -> tuple[Token, ...]:
    """Who does what a clause without tense beside another one tells."""
    governed = any(c.lower in known.sets["governed"] for c in sentence.children(verb, "mark"))
    if (above := made_to(sentence, verb, head, known) or beyond(sentence, verb, head, known)) is not None:
        return surface_subject(sentence, above, known, depth + 1)
    if verb.feats.get("VerbForm") == "Inf" and (known.governor.get(lemma(head)) == "asks" or lemma(head) in known.sets["compelling"]):
        # "asked the group (its name in brackets) to end the raids"; who calls on the unions to occupy the banks does not
        return () if appealed(sentence, verb, head) else _controller(sentence, verb, head, known, depth)
    if governed and head.pos == "ADJ" and head.rel == "amod":
        return _told_to_be(sentence, sentence.head(head))       # "those responsible for killing him are soldiers"
    if governed and verb.feats.get("VerbForm") != "Inf":
        return _controller(sentence, verb, head, known, depth)      # "accused the group of killing ..."
    said = next((c for c in sentence.children(head, "ccomp") if head.i < c.i < verb.i and verb.feats.get("VerbForm") != "Inf"), None)
    if said is not None:            # "they said that he went on a rampage, killing seven": hung too high by the parser
        return surface_subject(sentence, said, known, depth + 1)
    return surface_subject(sentence, head, known, depth + 1) if head.pos in VERBAL or sentence.child(head, "nsubj") else ()


def _true_verb(sentence: Sentence, verb: Token, head: Token) -> bool:
    """A finite verb without subject below a participle read as the clause's verb: "a truck packed with dynamite exploded"."""
    past = all(t.feats.get("Tense") == "Past" and sentence.child(t, "aux", "mark", "cc") is None for t in (verb, head))
    past = past and sentence.child(head, "obj") is None
    return past and verb.feats.get("VerbForm") == "Fin" and verb.i > head.i and not any(
        x.text == "," for x in sentence.tokens[head.i + 1:verb.i]) and sentence.child(verb, "advmod") is None


def _told_to_be(sentence: Sentence, t: Token) -> tuple[Token, ...]:
    """A noun; for a pronoun, what its clause says it is."""
    above = sentence.head(t)
    named = t.pos == "PRON" and t.rel == "nsubj" and above.pos in {"NOUN", "PROPN"} and sentence.child(above, "cop") is not None
    return expand(sentence, above if named else t)


def _acl_subject(sentence: Sentence, verb: Token, head: Token, known: Predicates, depth: int) -> tuple[Token, ...]:
    """A participle says something of its noun; an infinitive's subject is whoever holds the noun ("plans to attack")."""
    if head.rel == "obj" and is_party(head, known) and any(c.lower in known.sets["governed"] for c in sentence.children(verb, "mark")):
        return expand(sentence, head)           # "accused the rebels of shelling the town"
    if verb.feats.get("VerbForm") == "Inf" or sentence.child(verb, "mark") is not None:
        holders = [c for c in sentence.children(head, "compound", "nmod") if c.i < head.i and (c.pos == "PROPN" or c.dep == "nmod:poss")]
        if holders and verb.feats.get("VerbForm") == "Inf":
            return expand(sentence, holders[0])         # "the militia's attempt to seize the town"
        if verb.feats.get("VerbForm") != "Fin" and head.rel in {"obj", "obl"} and (own := planners(sentence, head, known)) is not None:
            return own
        if head.rel in {"obj", "root", "obl", "xcomp", "nmod"} or sentence.child(head, "nsubj", "cop"):
            above = head if sentence.child(head, "nsubj") or head.head == head.i else sentence.head(head)
            return surface_subject(sentence, above, known, depth + 1)
        return ()
    if head.pos == "PROPN" and preposition(sentence, head, known) in known.sets["place"] and not is_passive(sentence, verb, known):
        return ()                               # "is in Guatemala conducting an inquiry"
    if (named := of_an_act(sentence, verb, head, known)):
        return named
    if verb.dep == "acl:relcl" and verb.feats.get("VerbForm") == "Fin" and any(map(is_relative, sentence.children(verb, "obj"))):
        return ()
    return expand(sentence, head) if head.pos in NOMINAL else ()


def _controller(sentence: Sentence, verb: Token, head: Token, known: Predicates, depth: int) -> tuple[Token, ...]:
    """Who an infinitive is about: the object of the verb above it, else its subject."""
    for c in sentence.children(head, "obj", "iobj"):
        plain = c.i < verb.i and c.pos in NOMINAL and not is_relative(c) and c.feats.get("Reflex") != "Yes" and c.dep != "expl"
        plain = plain and agrees(sentence, verb, c)
        if plain and not (c.pos == "NOUN" and "abstract" in known.classes.get(lemma(c), ())):    # "claimed responsibility for killing"
            return expand(sentence, c)
    return surface_subject(sentence, head, known, depth + 1)


def _objects(sentence: Sentence, verb: Token, known: Predicates, marked: bool) -> tuple[Token, ...]:
    found: list[Token] = []
    for c in sentence.children(verb, "obj"):
        timed = "time" in known.classes.get(lemma(c), ()) and c.i > verb.i      # "three others injured early Monday morning"
        timed = timed and not any(x.i > c.i for x in sentence.children(c, "nmod"))      # "arrested the second of two brothers"
        between = sentence.tokens[max(found[-1].i, verb.i) + 1:c.i] if found else ()
        other = any(x.feats.get("VerbForm") == "Inf" for x in between)          # "rejected the plan to cite a pact"
        if preposition(sentence, c, known) is None and c.feats.get("Reflex") != "Yes" and not timed and not other:
            found.extend(expand(sentence, c))
    if not found:
        inside = [o for c in sentence.children(verb, "obl") for o in sentence.children(c, "obj") if o.i > c.i]
        found.extend(x for o in inside for x in expand(sentence, o))        # "set on fire two plants"
    if found:
        found.extend(_hung_on_verb(sentence, verb, found[-1], known))
    if not found and not marked:
        found.extend(_misread_object(sentence, verb, known))
    return resolve(sentence, verb, _without_tellers(sentence, found, known), known)


def _without_tellers(sentence: Sentence, found: list[Token], known: Predicates) -> tuple[Token, ...]:
    """Objects without those who tell it, whom the parser puts in one list with them: "killing nine farmers, police and residents said"."""
    if len(found) < 2 or found[-1].rel != "conj":
        return tuple(found)
    end = sentence.edges(found[-1])[1] + 1
    says = sentence[end] if end < len(sentence) else None
    if says is not None and says.pos == "VERB" and _listed_subject(sentence, says) == (found[-1],):
        return tuple(found[:-1])
    if says is None or says.pos != "VERB" or lemma(says) not in known.sets["reporting"] or sentence.child(says, "nsubj", "aux") is not None:
        return tuple(found)
    comma = max((x.i for x in sentence.tokens[:found[-1].i] if x.text == ","), default=-1)
    return tuple(t for t in found if t.i < comma) or tuple(found)


def _hung_on_verb(sentence: Sentence, verb: Token, last: Token, known: Predicates) -> list[Token]:
    """Nouns coordinated with the object that the parser hung on the verb ("killed the priest, his cook and the cook's daughter")."""
    found: list[Token] = []
    above = sentence.head(verb)
    hosts = (verb, above) if verb.rel in {"advcl", "xcomp"} and above.i < verb.i else (verb,)   # "exploded, destroying a bus, two shops"
    for c in (x for h in hosts for x in sentence.children(h, "conj")):
        clause = sentence.child(c, "nsubj", "cop", "aux", "obj", "case") is not None or _misread_clause(sentence, c)
        other = any(x.pos == "VERB" for x in sentence.tokens[last.i + 1:c.i])      # "burning the bus and looting shops, banks"
        if c.i > last.i and not other and c.pos in {"NOUN", "PROPN"} and not clause and "time" not in known.classes.get(lemma(c), ()):
            found.extend(expand(sentence, c))
    return found


def _misread_clause(sentence: Sentence, noun: Token) -> bool:
    """Whether a past form that says something of a noun has an object, and so is the verb of a clause: "and guards of the bank hid it"."""
    below = (x for n in (noun, *sentence.children(noun, "nmod")) for x in sentence.children(n, "acl") if x.dep == "acl")
    return any(x.feats.get("Tense") == "Past" and sentence.child(x, "obj") is not None and sentence.child(x, "mark") is None for x in below)


def _misread_object(sentence: Sentence, verb: Token, known: Predicates) -> tuple[Token, ...]:
    """A bare noun phrase after the verb that the parser calls a modifier ("lance des roquettes")."""
    for c in sentence.children(verb, "nmod", "obl", "dep"):
        if verb.i < c.i <= verb.i + 5 and c.pos == "NOUN" and c.dep not in TEMPORAL and sentence.child(c, "det", "nummod") is not None:
            if preposition(sentence, c, known) is None:
                return expand(sentence, c)
    return _behind_the_day(sentence, verb, known)


def _behind_the_day(sentence: Sentence, verb: Token, known: Predicates) -> tuple[Token, ...]:
    """Who stands without preposition behind the verb and a phrase of time ("kidnapped today two Mexicans", "killed in 2 days, judge X")."""
    def timed(t: Token) -> bool:
        return "time" in known.classes.get(lemma(t), frozenset())
    times = [c for c in sentence.children(verb, "obl", "nmod", "advmod") if c.i > verb.i and (c.dep in TEMPORAL or timed(c))]
    for c in sentence.children(verb, "obl", "conj", "dep", "appos") if times and sentence.child(verb, "aux") is None else ():
        bare = sentence.child(c, "case", "cc", "nsubj", "cop", "mark", "aux") is None and not timed(c) and c.dep not in TEMPORAL
        if bare and c.i > times[0].i and c.pos in {"NOUN", "PROPN"} and is_party(c, known):
            return expand(sentence, c)
    return ()


def _shared_object(sentence: Sentence, verb: Token, known: Predicates) -> tuple[Token, ...]:
    """"attacked and burned the camp": the object stands with the next verb."""
    for c in sentence.children(verb, "conj"):
        between = sentence.tokens[verb.i + 1:c.i]
        if c.pos == "VERB" and len(between) <= 2 and sentence.child(c, "nsubj") is None:
            return _objects(sentence, c, known, has_passive_mark(sentence, c, known))
    above = sentence.head(verb)
    if verb.rel == "conj" and above.pos == "VERB" and sentence.child(verb, "nsubj", "aux") is None:
        later = (c for c in sentence.children(above, "obj") if c.i > verb.i)        # "tried and sentenced to death two men"
        return tuple(x for c in later for x in expand(sentence, c))
    return ()


def surface(sentence: Sentence, verb: Token, known: Predicates) -> Surface:
    """Subject, objects and phrases of a verb, and whether it is passive."""
    marked = has_passive_mark(sentence, verb, known)
    passive = marked or is_bare_passive(sentence, verb, known)
    subject = surface_subject(sentence, verb, known)
    if (held := set_after(sentence, verb, known)):
        passive, subject = True, held
    objects = _objects(sentence, verb, known, marked)
    if not objects and not marked:              # not "was held and met a judge"
        objects = _shared_object(sentence, verb, known)
    iobject = tuple(x for c in sentence.children(verb, "iobj") for x in expand(sentence, c))
    return Surface(passive, marked, subject, objects, iobject, phrases(sentence, verb, known))
