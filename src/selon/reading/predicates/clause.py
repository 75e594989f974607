"""The clause of a verb or noun as slots: who does it, to whom, and its prepositional phrases.

Passive, relative clauses, participles, control and coordination are undone here, so that frames speak of logical subject and
object alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from selon.languages.syntax import Sentence, Token
from selon.reading.predicates.schema import Predicates

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"})
VERBAL = frozenset({"VERB", "AUX"})
TEMPORAL = frozenset({"obl:tmod", "nmod:tmod", "obl:npmod", "nmod:npmod", "nmod:unmarked", "obl:unmarked"})
DEPTH = 6               # how far a subject is sought upwards; deeper is the parser's error


@dataclass(slots=True)
class Slots:
    """Logical arguments of a predicate, heads of noun phrases in text order, coordinated ones included."""

    subject: tuple[Token, ...] = ()
    object: tuple[Token, ...] = ()
    iobject: tuple[Token, ...] = ()
    phrases: dict[str, tuple[Token, ...]] = field(default_factory=dict)
    passive: bool = False


@lru_cache(maxsize=100_000)
def _plain(word: str) -> str:
    return word.lower().replace("’", "'")


def lemma(t: Token) -> str:
    """The lemma in lower case, with a straight apostrophe."""
    return _plain(t.lemma)


def is_participle(t: Token) -> bool:
    """A past participle."""
    return t.feats.get("VerbForm") == "Part" and t.feats.get("Tense", "Past") == "Past"


def expand(sentence: Sentence, t: Token) -> tuple[Token, ...]:
    """A noun and those coordinated with it."""
    out = [t]
    for c in sentence.children(t, "conj"):
        if c.pos in NOMINAL and c.pos not in {"DET"} and not sentence.child(c, "nsubj", "cop") and not _other_case(sentence, t, c):
            out.extend(expand(sentence, c) if c.i > t.i and len(out) < 20 else ())
    return tuple(out)


def _other_case(sentence: Sentence, t: Token, c: Token) -> bool:
    """Whether a coordinated noun has another preposition than the first: "hurt by gunfire and in stable condition"."""
    own, first = sentence.child(c, "case"), sentence.child(t, "case")
    return own is not None and own.i < c.i and (first is None or own.lower != first.lower)


def preposition(sentence: Sentence, t: Token, known: Predicates) -> str | None:
    """The canonical preposition of a noun, or null."""
    case = sentence.child(t, "case")
    if case is None:
        return None
    fixed = sentence.children(case, "fixed")
    if fixed:
        words = " ".join(x.lower.replace("’", "'") for x in (case, *fixed))
        if words in known.preposition:
            return known.preposition[words]
    second = next((c for c in sentence.children(t, "case") if c is not case), None)
    if second is not None:
        words = f"{case.lower} {second.lower}"
        if words in known.preposition:
            return known.preposition[words]
    form = case.lower.replace("’", "'")
    if case.i and (words := f"{sentence[case.i - 1].lower} {form}") in known.preposition:
        return known.preposition[words]         # "fighting along with the militia"
    return known.preposition.get(form, form)


def phrases(sentence: Sentence, head: Token, known: Predicates) -> dict[str, tuple[Token, ...]]:
    """The prepositional phrases below a word, by preposition."""
    out: dict[str, tuple[Token, ...]] = {}
    for c in sentence.children(head, "obl", "nmod", "obj", "advmod", "iobj", "dep"):
        prep = preposition(sentence, c, known)
        whole = _long_preposition(sentence, c, known) if prep else None
        if whole is not None:
            prep, c = whole
        if prep and c.pos in NOMINAL | {"ADV"}:
            out[prep] = out.get(prep, ()) + expand(sentence, c)
        elif c.dep == "obl:agent":
            agent = known.grammar.agent[0]
            out[agent] = out.get(agent, ()) + expand(sentence, c)
    return out


def _long_preposition(sentence: Sentence, t: Token, known: Predicates) -> tuple[str, Token] | None:
    """"in front of the ministry" read as a phrase of "front": its preposition and noun; null where the word is a noun of its own."""
    case = sentence.child(t, "case")
    for inner in sentence.children(t, "nmod", "appos", "flat", "compound"):
        of = sentence.child(inner, "case")
        words = [x.lower.replace("’", "'") for x in (case, t, of) if x is not None]
        name = known.preposition.get(" ".join(words)) if case is not None and inner.i > t.i else None
        if name is not None:
            return name, inner
    return None


def is_relative(t: Token) -> bool:
    """A relative pronoun."""
    return t.feats.get("PronType") == "Rel"


def _past_insertion(sentence: Sentence, found: Token, clause: Token) -> Token:
    """The noun before an inserted participle, where the relative clause follows the insertion: "the group, backed by Iran, which ..."."""
    verb = sentence.head(found)
    inserted = found.rel == "obl" and verb.rel == "acl" and is_participle(verb) and verb.i > 0 and sentence[verb.i - 1].text == ","
    first = sentence.edges(clause)[0]
    apart = sentence[first].text == "," or (first > 0 and sentence[first - 1].text == ",")
    return sentence.head(verb) if inserted and apart else found


def antecedent(sentence: Sentence, verb: Token, pronoun: Token) -> Token:
    """What a relative pronoun stands for: the noun the clause hangs on."""
    t = verb
    for _ in range(DEPTH):
        if t.rel == "acl" and t.head != t.i:
            return _past_insertion(sentence, sentence.head(t), t)
        if t.head == t.i:
            break
        t = sentence.head(t)
    return pronoun


def _in_relative(sentence: Sentence, verb: Token) -> bool:
    t = verb
    for _ in range(DEPTH):
        if t.dep in {"acl:relcl", "acl"}:
            return True
        if t.rel not in {"conj", "xcomp", "advcl", "ccomp"} or t.head == t.i:
            return False
        t = sentence.head(t)
    return False


def nearest_human(sentence: Sentence, pronoun: Token, found: Token, known: Predicates) -> Token:
    """The antecedent of "who": where the parser's is no person, the last name or person before the pronoun."""
    def human(t: Token) -> bool:
        return t.pos in {"PROPN", "PRON", "NUM"} or bool(known.classes.get(lemma(t), frozenset()) & {"person", "armed", "crowd", "state"})
    if human(found):
        return found
    before = (sentence[i] for i in range(pronoun.i - 1, max(-1, pronoun.i - 12), -1))
    return next((t for t in before if t.pos in {"NOUN", "PROPN"} and human(t) and t.rel not in {"flat", "compound"}), found)


def resolve(sentence: Sentence, verb: Token, tokens: tuple[Token, ...], known: Predicates) -> tuple[Token, ...]:
    """Relative pronouns replaced by their antecedents."""
    out: list[Token] = []
    for t in tokens:
        if is_relative(t) or (t.feats.get("PronType") == "Int" and t.i < verb.i and _in_relative(sentence, verb)):
            a = antecedent(sentence, verb, t)
            if t.lower in known.sets["human_relatives"]:
                a = nearest_human(sentence, t, a, known)
            out.extend(expand(sentence, a) if a.i < t.i else (t,))
        else:
            out.append(t)
    return tuple(dict.fromkeys(out))


def _own_subject(sentence: Sentence, verb: Token, known: Predicates) -> tuple[Token, ...]:
    subjects = sentence.children(verb, "nsubj")
    s = subjects[0] if subjects else None
    if s is not None and len(subjects) > 1 and (
            "time" in known.classes.get(lemma(s), ()) or any(x.text == ":" for x in sentence.tokens[s.i:verb.i])):
        s = subjects[1]                         # "Baghdad: two rockets were launched", "Thursday, a base was attacked"
        subjects = (s,)
    if s is None and (s := _compound_subject(sentence, verb)) is not None:
        subjects = (s,)
    named = [x for t in subjects[:2] if t.i < verb.i or t is s for x in expand(sentence, t)]        # "“Shining Path” rebels attacked"
    return resolve(sentence, verb, tuple(named), known) if s is not None else ()


def _compound_subject(sentence: Sentence, verb: Token) -> Token | None:
    """The noun right before a verb of a clause of its own that the parser takes for its modifier ("when a gun discharged")."""
    if verb.pos != "VERB" or sentence.child(verb, "mark", "advmod") is None:
        return None
    return next((c for c in sentence.children(verb, "compound") if c.i == verb.i - 1 and c.pos in {"NOUN", "PROPN"}
                 and sentence[c.i - 1].pos in {"DET", "ADJ", "NUM"} and c.i), None)


def has_passive_mark(sentence: Sentence, verb: Token, known: Predicates) -> bool:
    """A passive subject, auxiliary or agent; or an auxiliary that makes a past participle passive whatever the parser calls it."""
    below = sentence.children(verb)
    if any(c.dep in {"nsubj:pass", "aux:pass", "obl:agent", "csubj:pass"} for c in below):
        return True
    past = verb.feats.get("VerbForm") not in {"Ger", "Inf"} and verb.feats.get("Tense") != "Pres"
    return past and any(c.rel in {"aux", "cop"} and c.lower in known.sets["passive_auxiliary"] for c in below)


def is_passive(sentence: Sentence, verb: Token, known: Predicates) -> bool:
    """Whether the verb's grammatical subject is its logical object."""
    if has_passive_mark(sentence, verb, known):
        return True
    if not is_participle(verb):
        return False
    if verb.rel in {"acl", "amod"} and verb.dep != "acl:relcl":
        return sentence.child(verb, "obj", "xcomp", "ccomp") is None       # with an object it is a finite verb misread
    if verb.rel == "conj" and sentence.child(verb, "aux", "nsubj") is None:
        head = sentence.head(verb)
        return is_participle(head) and is_passive(sentence, head, known)
    return verb.rel in {"advcl", "xcomp"} and sentence.child(verb, "aux", "nsubj", "obj") is None


def surface_subject(sentence: Sentence, verb: Token, known: Predicates, depth: int = 0) -> tuple[Token, ...]:
    """The grammatical subject, own, shared, controlled or that of the noun a participle modifies."""
    own = _own_subject(sentence, verb, known)
    if own or depth > DEPTH or verb.head == verb.i:
        return own
    head = sentence.head(verb)
    if verb.rel == "conj":
        said = next((c for c in sentence.children(head, "ccomp") if head.i < c.i < verb.i), None)
        if said is not None and lemma(head) in known.sets["reporting"]:     # "said that rebels shot a farmer, and burned a truck"
            return surface_subject(sentence, said, known, depth + 1)
        return surface_subject(sentence, head, known, depth + 1)
    if verb.rel == "acl":
        return _acl_subject(sentence, verb, head, known, depth)
    if verb.rel in {"xcomp", "ccomp"}:
        if verb.rel == "ccomp" and sentence.child(verb, "mark") is not None and verb.feats.get("VerbForm") == "Fin":
            return ()
        return _controller(sentence, verb, head, known, depth)
    if verb.rel in {"advcl", "dep", "parataxis"} and verb.feats.get("VerbForm") in {"Ger", "Part", "Inf"}:
        governed = any(c.lower in known.sets["governed"] for c in sentence.children(verb, "mark"))
        if governed and verb.feats.get("VerbForm") != "Inf":
            return _controller(sentence, verb, head, known, depth)      # "accused the group of killing ..."
        said = next((c for c in sentence.children(head, "ccomp") if head.i < c.i < verb.i and verb.feats.get("VerbForm") != "Inf"), None)
        if said is not None:            # "they said that he went on a rampage, killing seven": hung too high by the parser
            return surface_subject(sentence, said, known, depth + 1)
        return surface_subject(sentence, head, known, depth + 1) if head.pos in VERBAL or sentence.child(head, "nsubj") else ()
    return ()


def _acl_subject(sentence: Sentence, verb: Token, head: Token, known: Predicates, depth: int) -> tuple[Token, ...]:
    """A participle says something of its noun; an infinitive's subject is whoever holds the noun ("plans to attack")."""
    if verb.feats.get("VerbForm") == "Inf" or sentence.child(verb, "mark") is not None:
        holders = [c for c in sentence.children(head, "compound", "nmod") if c.i < head.i and (c.pos == "PROPN" or c.dep == "nmod:poss")]
        if holders and verb.feats.get("VerbForm") == "Inf":
            return expand(sentence, holders[0])         # "the militia's attempt to seize the town"
        if head.rel in {"obj", "root", "obl", "xcomp", "nmod"} or sentence.child(head, "nsubj", "cop"):
            above = head if sentence.child(head, "nsubj") or head.head == head.i else sentence.head(head)
            return surface_subject(sentence, above, known, depth + 1)
        return ()
    if verb.dep == "acl:relcl" and verb.feats.get("VerbForm") == "Fin" and any(map(is_relative, sentence.children(verb, "obj"))):
        return ()
    return expand(sentence, head) if head.pos in NOMINAL else ()


def _controller(sentence: Sentence, verb: Token, head: Token, known: Predicates, depth: int) -> tuple[Token, ...]:
    """Who an infinitive is about: the object of the verb above it, else its subject."""
    for c in sentence.children(head, "obj", "iobj"):
        plain = c.i < verb.i and c.pos in NOMINAL and not is_relative(c) and c.feats.get("Reflex") != "Yes" and c.dep != "expl"
        if plain and not (c.pos == "NOUN" and "abstract" in known.classes.get(lemma(c), ())):    # "claimed responsibility for killing"
            return expand(sentence, c)
    return surface_subject(sentence, head, known, depth + 1)


def _objects(sentence: Sentence, verb: Token, known: Predicates) -> tuple[Token, ...]:
    found: list[Token] = []
    for c in sentence.children(verb, "obj"):
        if preposition(sentence, c, known) is None and c.feats.get("Reflex") != "Yes":
            found.extend(expand(sentence, c))
    if found:
        found.extend(_hung_on_verb(sentence, verb, found[-1], known))
    if not found and not has_passive_mark(sentence, verb, known):
        found.extend(_misread_object(sentence, verb, known))
    return resolve(sentence, verb, tuple(found), known)


def _hung_on_verb(sentence: Sentence, verb: Token, last: Token, known: Predicates) -> list[Token]:
    """Nouns coordinated with the object that the parser hung on the verb ("killed the priest, his cook and the cook's daughter")."""
    found: list[Token] = []
    for c in sentence.children(verb, "conj"):
        clause = sentence.child(c, "nsubj", "cop", "aux", "obj", "case") is not None
        if c.i > last.i and c.pos in {"NOUN", "PROPN"} and not clause and "time" not in known.classes.get(lemma(c), ()):
            found.extend(expand(sentence, c))
    return found


def _misread_object(sentence: Sentence, verb: Token, known: Predicates) -> tuple[Token, ...]:
    """A bare noun phrase after the verb that the parser calls a modifier ("lance des roquettes")."""
    for c in sentence.children(verb, "nmod", "obl", "dep"):
        if verb.i < c.i <= verb.i + 5 and c.pos == "NOUN" and c.dep not in TEMPORAL and sentence.child(c, "det", "nummod") is not None:
            if preposition(sentence, c, known) is None:
                return expand(sentence, c)
    return ()


def _shared_object(sentence: Sentence, verb: Token, known: Predicates) -> tuple[Token, ...]:
    """"attacked and burned the camp": the object stands with the next verb."""
    for c in sentence.children(verb, "conj"):
        between = sentence.tokens[verb.i + 1:c.i]
        if c.pos == "VERB" and len(between) <= 2 and sentence.child(c, "nsubj") is None:
            return _objects(sentence, c, known)
    return ()


def verb_slots(sentence: Sentence, verb: Token, known: Predicates, transitive: bool = False, patient: bool = False) -> Slots:
    """The slots of a verb. `transitive`: the verb always has an object, so a bare participle without one is passive; `patient`: so is
    any past form of it without an object."""
    passive = is_passive(sentence, verb, known)
    subject = surface_subject(sentence, verb, known)
    objects = _objects(sentence, verb, known) or _shared_object(sentence, verb, known)
    if not passive and transitive and not objects and subject and _misread_passive(sentence, verb, known):
        passive = True
    if not passive and patient and not objects and subject:
        passive = _one_of_them(sentence, verb, subject, known)
    out = Slots(phrases=phrases(sentence, verb, known), passive=passive)
    out.iobject = tuple(x for c in sentence.children(verb, "iobj") for x in expand(sentence, c))
    if passive:
        out.object = tuple(dict.fromkeys((*subject, *objects))) if verb.rel != "acl" or verb.dep == "acl:relcl" else subject
        out.subject = tuple(a for name in known.grammar.agent for a in out.phrases.get(name, ()) if not is_time_like(a))
        out.subject = out.subject or _stolen_agent(sentence, verb, known)
    else:
        out.subject, out.object = subject, objects
    return out


def _misread_passive(sentence: Sentence, verb: Token, known: Predicates) -> bool:
    """Whether a form without object that the parser takes for active must be passive."""
    return (_bare(sentence, verb) or _after_passive(sentence, verb, known) or _garden_path(sentence, verb)
            or _has_agent(sentence, verb, known))


def _one_of_them(sentence: Sentence, verb: Token, subject: tuple[Token, ...], known: Predicates) -> bool:
    """A past form without object or auxiliary, of people: "one of two boys killed when ...", "left one dead and three injured"."""
    past = verb.feats.get("Tense") == "Past" and sentence.child(verb, "aux", "cop", "obj", "xcomp", "ccomp") is None
    doers = {"weapon", "natural", "crash", "fire", "force", "illness", "flying"}
    acts = any({t.lower, lemma(t)} & known.nouns.keys() for t in subject)
    return past and not acts and all(t.pos in NOMINAL and not known.classes.get(lemma(t), frozenset()) & doers for t in subject)


def _after_passive(sentence: Sentence, verb: Token, known: Predicates) -> bool:
    """The second of two coordinated passives ("were shot and wounded")."""
    return verb.rel == "conj" and sentence.child(verb, "nsubj", "aux") is None and is_passive(sentence, sentence.head(verb), known)


def _garden_path(sentence: Sentence, verb: Token) -> bool:
    """A participle read as the clause's verb, its true verb left without subject ("three men kidnapped last week were freed")."""
    if verb.feats.get("Tense") != "Past" or sentence.child(verb, "aux") is not None:
        return False
    return any(_verb_beside(sentence, verb, c) for c in sentence.children(verb, "conj", "parataxis", "ccomp"))


def _verb_beside(sentence: Sentence, verb: Token, c: Token) -> bool:
    """Whether a later finite verb has no subject but this one's; what stands with a preposition is none."""
    subject = sentence.child(c, "nsubj")
    bare = subject is None or sentence.child(subject, "case") is not None
    finite = c.pos in {"VERB", "ADJ", "AUX"} and sentence.child(c, "aux", "cop") is not None
    return c.i > verb.i and finite and bare and sentence.child(c, "cc", "mark") is None


def _stolen_agent(sentence: Sentence, verb: Token, known: Predicates) -> tuple[Token, ...]:
    """The agent of such a participle that the parser gave to the later verb ("kidnapped by rebels were freed")."""
    below = (x for c in sentence.children(verb, "conj", "parataxis", "ccomp") for x in sentence.children(c, "nsubj"))
    return tuple(y for x in below if preposition(sentence, x, known) in known.grammar.agent for y in expand(sentence, x))


def _has_agent(sentence: Sentence, verb: Token, known: Predicates) -> bool:
    """An agent of a verb without object ("policemen kidnapped last week by rebels")."""
    doers = (a for name in known.grammar.agent for a in phrases(sentence, verb, known).get(name, ()))
    past = verb.feats.get("Tense") == "Past"
    return past and any(a.pos == "PROPN" or known.classes.get(lemma(a), frozenset()) & {"person", "armed", "state", "crowd"} for a in doers)


def _bare(sentence: Sentence, verb: Token) -> bool:
    """A past form without auxiliary, as headlines write the passive ("Teen shot in park")."""
    past = is_participle(verb) or (verb.feats.get("Tense") == "Past" and (sentence.field == "title" or sentence.tokens[-1].text != "."))
    return past and sentence.child(verb, "aux", "xcomp", "ccomp", "obj") is None


def is_time_like(t: Token) -> bool:
    """A number or a temporal adverb where an agent is looked for ("by 2003")."""
    return t.pos == "NUM" and t.text.isdigit() and len(t.text) == 4


def noun_slots(sentence: Sentence, noun: Token, known: Predicates) -> Slots:
    """The prepositional phrases of a noun, and those of its transparent or light host that belong to it."""
    return Slots(phrases=phrases(sentence, noun, known))


def modifiers(sentence: Sentence, noun: Token) -> tuple[Token, ...]:
    """Compounds and adjectives of a noun ("rebel attack", "frappe israélienne")."""
    below = sentence.children(noun, "compound", "amod", "nmod", "flat", "nummod")
    return tuple(c for c in below if sentence.child(c, "case") is None and c.pos in {"NOUN", "PROPN", "ADJ", "VERB", "X"})


def possessors(sentence: Sentence, noun: Token, known: Predicates) -> tuple[Token, ...]:
    """Genitives and possessive pronouns of a noun."""
    out: list[Token] = []
    for c in sentence.children(noun, "nmod", "det"):
        if c.dep == "nmod:poss" or c.feats.get("Poss") == "Yes":
            out.extend(expand(sentence, c) if c.pos in NOMINAL else (c,))
    return tuple(out)
