"""Whether a verb is passive: by its mark, or because a bare past form that the parser takes for active has nobody it is done to."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.predicates.phrases import NOMINAL, expand, is_participle, lemma, phrases, preposition
from selon.reading.predicates.schema import Pattern, Predicates

PASSIVE = frozenset({"nsubj:pass", "aux:pass", "obl:agent", "csubj:pass"})
HURT = frozenset({"killed", "injured"})


def has_passive_mark(sentence: Sentence, verb: Token, known: Predicates) -> bool:
    """A passive subject, auxiliary or agent; or an auxiliary that makes a past participle passive whatever the parser calls it."""
    below = sentence.children(verb)
    if not below:
        return False
    labels = [c.dep for c in below]
    if not PASSIVE.isdisjoint(labels) and any(c.dep in PASSIVE and c.pos != "ADV" for c in below):
        return not (_misread_active(sentence, verb, below) or _by_what(known, below))
    if "aux:caus" in labels and any(c.lower in known.sets["reflexive"] and c.pos == "PRON" for c in below):
        return True             # « s'est fait arrêter »
    past = verb.feats.get("VerbForm") not in {"Ger", "Inf"} and verb.feats.get("Tense") != "Pres"
    helpers = [c.lower for c in below if c.rel in {"aux", "cop"}] if past else []
    return bool(helpers) and not known.sets["passive_auxiliary"].isdisjoint(helpers)


def _by_what(known: Predicates, below: tuple[Token, ...]) -> bool:
    """A verb with "have" alone, whose phrase of means the parser takes for an agent: « ont riposté par des frappes »."""
    marks = {c.dep for c in below} & {"nsubj:pass", "aux:pass", "csubj:pass"}
    helpers = [c for c in below if c.rel == "aux"]
    return not marks and bool(helpers) and all(c.lower in known.sets["perfect"] for c in helpers)


def _misread_active(sentence: Sentence, verb: Token, below: tuple[Token, ...]) -> bool:
    """A past form with an object and no auxiliary, whose subject or day the parser takes for a passive's ("armed men today killed him")."""
    bare = verb.feats.get("Tense", "Past") == "Past" and sentence.field == "text" and not any(c.pos == "AUX" for c in below)
    agent = any(c.dep == "obl:agent" for c in below)
    return bare and not agent and verb.rel != "acl" and any(c.rel == "obj" and c.i > verb.i for c in below)


def is_passive(sentence: Sentence, verb: Token, known: Predicates) -> bool:
    """Whether the verb's grammatical subject is its logical object."""
    return has_passive_mark(sentence, verb, known) or is_bare_passive(sentence, verb, known)


def is_bare_passive(sentence: Sentence, verb: Token, known: Predicates) -> bool:
    """The same of a verb without a mark of its own."""
    if not is_participle(verb):
        return False
    if verb.rel in {"acl", "amod"} and verb.dep != "acl:relcl":
        inner = any(sentence.child(c, "obj") is not None for c in sentence.children(verb, "obl"))        # "set on fire two plants"
        objects = [c for c in sentence.children(verb, "obj") if not _when(c, known)]      # « un prêtre enlevé la semaine dernière »
        told = [c for c in sentence.children(verb, "xcomp", "ccomp") if not any(
            lemma(x) in known.sets["of"] for x in sentence.children(c, "mark"))]       # « accusés d'avoir tiré »
        return not (inner or objects or told)       # with an object it is a finite verb misread
    if verb.rel == "conj" and sentence.child(verb, "aux", "nsubj") is None:
        head = sentence.head(verb)
        return is_participle(head) and is_passive(sentence, head, known)
    return verb.rel in {"advcl", "xcomp"} and sentence.child(verb, "aux", "nsubj", "obj") is None


def misread_passive(sentence: Sentence, verb: Token, known: Predicates) -> bool:
    """Whether a form without object that the parser takes for active must be passive."""
    return (_bare(sentence, verb) or _after_passive(sentence, verb, known) or _garden_path(sentence, verb)
            or _has_agent(sentence, verb, known))


def one_of_them(sentence: Sentence, verb: Token, subject: tuple[Token, ...], known: Predicates) -> bool:
    """A past form without object or auxiliary, of people: "one of two boys killed when ...", "left one dead and three injured"."""
    past = verb.feats.get("Tense") == "Past" and sentence.child(verb, "aux", "cop", "obj", "ccomp") is None
    past = past and all(c.lower in known.sets["cause"] for c in sentence.children(verb, "xcomp"))       # "jailed following a chase"
    doers = {"weapon", "natural", "crash", "fire", "force", "illness", "flying"}
    acts = any({t.lower, lemma(t)} & known.nouns.keys() for t in subject)
    return past and not acts and all(t.pos in NOMINAL and not known.classes.get(lemma(t), frozenset()) & doers for t in subject)


def either_side(sentence: Sentence, verb: Token, subject: tuple[Token, ...], known: Predicates) -> bool:
    """A finite past form of a text, without object or agent, of those who fight: whether they did it or suffered it is not told."""
    told = sentence.field == "text" and verb.rel not in {"acl", "amod", "conj", "xcomp"} and not _garden_path(sentence, verb)
    armed = any("armed" in known.classes.get(lemma(t), frozenset()) for t in subject)
    return told and armed and sentence.child(verb, "nsubj") is not None and not _has_agent(sentence, verb, known)


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


def stolen_agent(sentence: Sentence, verb: Token, known: Predicates) -> tuple[Token, ...]:
    """The agent of such a participle that the parser gave to the later verb ("kidnapped by rebels were freed")."""
    below = (x for c in sentence.children(verb, "conj", "parataxis", "ccomp") for x in sentence.children(c, "nsubj"))
    return tuple(y for x in below if preposition(sentence, x, known) in known.grammar.agent for y in expand(sentence, x))


def _has_agent(sentence: Sentence, verb: Token, known: Predicates) -> bool:
    """An agent of a verb without object ("policemen kidnapped last week by rebels")."""
    doers = (a for name in known.grammar.agent for a in phrases(sentence, verb, known).get(name, ()))
    past = verb.feats.get("Tense") == "Past"
    return past and any(a.pos == "PROPN" or known.classes.get(lemma(a), frozenset()) & {"person", "armed", "state", "crowd"} for a in doers)


def as_reflexive(sentence: Sentence, verb: Token, p: Pattern, known: Predicates) -> bool:
    """Whether a verb is reflexive where its entry is, and only there: a reflexive pronoun makes another verb of it (« le train s'arrête »).
    It does not where each does it to the other, where it says what became of somebody (« s'est blessé ») and in « s'est fait arrêter »."""
    if p.reflexive:
        return any(c.feats.get("Reflex") == "Yes" or c.rel == "expl" for c in sentence.children(verb))
    if p.frame.reciprocal or p.frame.harm in HURT:
        return True
    return not own_pronouns(sentence, verb, known)


def own_pronouns(sentence: Sentence, verb: Token, known: Predicates) -> list[Token]:
    """The reflexive pronouns before a verb that are its own, and not those of « se faire » before it."""
    below, reflexive = sentence.children(verb), known.sets["reflexive"]
    found = [c for c in below if c.pos == "PRON" and c.i < verb.i and c.lower in reflexive]
    return [] if found and any(c.dep == "aux:caus" for c in below) else found


def _bare(sentence: Sentence, verb: Token) -> bool:
    """A past form without auxiliary, as headlines write the passive ("Teen shot in park")."""
    past = is_participle(verb) or (verb.feats.get("Tense") == "Past" and (sentence.field == "title" or sentence.tokens[-1].text != "."))
    return past and sentence.child(verb, "aux", "xcomp", "ccomp", "obj") is None


def _when(t: Token, known: Predicates) -> bool:
    """A day or a week without preposition."""
    return t.pos == "NOUN" and "time" in known.classes.get(lemma(t), frozenset())


def is_time_like(t: Token) -> bool:
    """A number or a temporal adverb where an agent is looked for ("by 2003")."""
    return t.pos == "NUM" and t.text.isdigit() and len(t.text) == 4
