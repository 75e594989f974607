"""The grammatical subject of a verb: its own, shared, controlled, that of the noun a participle modifies; relative clauses undone."""

from __future__ import annotations

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
    told_by,
)
from selon.reading.predicates.passive import is_passive
from selon.reading.predicates.phrases import NOMINAL, VERBAL, expand, is_participle, lemma, misread_subject, preposition
from selon.reading.predicates.schema import Predicates


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
    own = _own_subject(sentence, verb, known) or listed_subject(sentence, verb)
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


def listed_subject(sentence: Sentence, verb: Token) -> tuple[Token, ...]:
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
