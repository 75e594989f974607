"""Sentences whose parse hangs words where they cannot stand: what each should hang on follows from the words around it."""

from __future__ import annotations

from collections.abc import Callable

from selon.languages.syntax import Sentence, Token
from selon.reading.asking import Questions
from selon.reading.hanging import NAMING
from selon.reading.predicates.aims import is_where
from selon.reading.predicates.doubts import name_before
from selon.reading.predicates.edits import Edit
from selon.reading.predicates.phrases import VERBAL, is_participle, lemma, phrases, preposition
from selon.reading.predicates.scene import Scene

ACTIVE = {"VerbForm": "Fin", "Tense": "Past", "Mood": "Ind"}
GERUND = {"VerbForm": "Ger"}
BARE = {"VerbForm": "Inf"}
TRIED = frozenset({"tries", "fails"})
LATER = frozenset({"parataxis", "conj", "ccomp"})
CLAUSES = frozenset({"acl", "advcl", "xcomp", "ccomp", "nmod", "obl"})
DEEDS = frozenset({"ASSAULT", "PROTEST"})
THINGS = frozenset({"building", "vehicle", "ground", "weapon"})
NUMBERED = ("nummod", "det", "amod")


def straightened(scene: Scene, sentence: Sentence, first: int = 0) -> Sentence:
    """The sentence with such words hung anew, by the mends from `first` on; the same object where nothing is wrong."""
    edit = Edit(sentence)
    for k, words in QUESTIONS.asked(sentence, first):
        for t in words:
            MENDS[k][0](scene, edit, t)
        if edit.changed:
            return straightened(scene, edit.done(), k + 1)
    return sentence


def _helped(scene: Scene, edit: Edit, helper: Token) -> None:
    """A noun with a subject, right behind a helper, is a verb: "several parties will March to protest"."""
    s, noun = edit.sentence, edit.sentence.head(helper)
    if noun.pos not in NAMING or helper.dep != "aux" or noun.i != helper.i + 1 or scene.verb_key(noun) is None:
        return
    if s.child(noun, "nsubj") is not None and s.child(noun, "cop", "case", "det") is None:
        edit.retag(noun.i, "VERB", BARE if lemma(noun) == noun.lower else {"VerbForm": "Part"})


def _gerund(scene: Scene, edit: Edit, mark: Token) -> None:
    """A noun with a mark and an object of its own is a gerund: "accused them of bombing the market"."""
    s, noun = edit.sentence, edit.sentence.head(mark)
    if noun.pos != "NOUN" or noun.rel not in CLAUSES or s.child(noun, "obj") is None or scene.verb_key(noun) is None:
        return
    edit.retag(noun.i, "VERB", GERUND)
    if noun.rel in {"nmod", "obl"}:
        edit.attach(noun.i, noun.head, "acl" if noun.rel == "nmod" else "advcl")


def _active(scene: Scene, edit: Edit, t: Token) -> None:
    """The participle of a text's sentence without another verb is a past form where its preposition makes a verb of it that nothing is
    done by: "thousands rallied against the cabinet", "helicopters fired on the crowd", "the union called on the workers to strike"."""
    s, subject = edit.sentence, None
    ending = scene.known.grammar.finite_endings             # of languages whose past form looks like the participle
    if s.field != "text" or s.tokens[-1].text != "." or not ending or not t.lower.endswith(ending):
        return
    if not is_participle(t) or s.child(t, "aux", "mark", "obj", "cc"):
        return
    head = s.head(t)
    if head is t:
        subject = s.child(t, "nsubj")
    elif t.dep == "acl" and head.head == head.i and head.pos in NAMING and head.i < t.i and s.child(head, "cop") is None:
        subject = head
    if subject is None or subject.i > t.i or not _has_none(s, t) or not _of_its_own(scene, s, t):
        return
    edit.retag(t.i, "VERB", ACTIVE)
    if subject is head and head is not t:
        for c in s.children(head):
            if c.i > t.i:
                edit.attach(c.i, t.i, c.dep)
        edit.attach(t.i, t.i, "root")
    edit.attach(subject.i, t.i, "nsubj")


def _has_none(s: Sentence, t: Token) -> bool:
    """Whether no finite verb of the sentence lacks a subject of its own, which a participle before it would leave it."""
    for x in s.tokens[t.i + 1:]:
        if x.pos in VERBAL and x.feats.get("VerbForm") == "Fin":
            verb = s.head(x) if x.rel in {"aux", "cop"} else x
            own = s.child(verb, "nsubj", "csubj", "expl")
            if own is None or own.i <= t.i or s.child(own, "case") is not None:
                return False
    return True


def _of_its_own(scene: Scene, s: Sentence, t: Token) -> bool:
    """Whether the lexicon has the verb with a preposition that stands after it, or knows it without object alone; never where somebody
    is named who did it, or only where it was done: "five shot at a bus stop"."""
    below = phrases(s, t, scene.known)
    if any(below.get(p) for p in scene.known.grammar.agent):
        return False
    patterns = scene.known.verbs.get(scene.verb_key(t) or "", ())
    plain = [p for p in patterns if not p.particle]
    if plain and all(p.clause == "alone" for p in plain):
        return True
    for p in patterns:
        goals = [x for name in p.must | p.may | ({p.particle} if p.particle else set()) for x in below.get(name, ())]
        if any(x.i > t.i and not is_where(scene, s, x) and "time" not in scene.kinds(s, x) for x in goals):
            return True
        if p.particle and any(preposition(s, x, scene.known) == p.particle for x in goals):
            return True
    return False


def _listed_clause(scene: Scene, edit: Edit, t: Token) -> None:
    """The end of a list of objects that the parser reads as a clause without verb: "killed the baker, his wife and the baker's son"."""
    s, first = edit.sentence, edit.sentence.child(t, "nsubj")
    if first is None or first.pos not in NAMING:
        return
    verb = s.head(t)
    obj = s.child(verb, "obj")
    if obj is None or s.child(t, "cop", "aux", "mark", "case") is not None:
        return
    if not (verb.i < obj.i < first.i < t.i and any(x.pos == "CCONJ" for x in s.tokens[first.i:t.i])):
        return
    edit.attach(first.i, obj.i, "conj")
    edit.attach(t.i, obj.i, "conj")
    for c in s.children(first, "conj"):
        owner = s.child(c, "case")
        if first.i < c.i < t.i and owner is not None and owner.i == t.i - 1 and owner.pos == "PART":
            edit.attach(c.i, t.i, "nmod:poss")


def _listed_subjects(scene: Scene, edit: Edit, t: Token) -> None:
    """The beginning of a list of subjects that the parser takes for a clause of its own: "an office, a bus, and a kiosk were damaged"."""
    s, head = edit.sentence, edit.sentence.head(t)
    if head.pos not in NAMING:
        return
    joined, subject = s.child(t, "cc"), s.child(t, "nsubj")
    if joined is None or subject is None or not head.i < joined.i < subject.i < t.i:
        return
    middle = [c for c in s.children(head, "appos", "conj") if head.i < c.i < joined.i and c.pos in NAMING and s.child(c, "det", "nummod")]
    if not middle or s.child(head, "cop", "nsubj") is not None:
        return
    edit.attach(t.i, t.i if head.head == head.i else head.head, "root" if head.head == head.i else head.dep)
    edit.attach(head.i, t.i, subject.dep)
    for c in (*middle, subject):
        edit.attach(c.i, head.i, "conj")


def _attempted(scene: Scene, edit: Edit, t: Token) -> None:
    """What an attempt is to do, hung on the verb above it: "foiled an attempt by rebels to seize the bridge"."""
    s, verb = edit.sentence, edit.sentence.head(t)
    obj = s.child(verb, "obj") if t.feats.get("VerbForm") == "Inf" else None
    if obj is None or not verb.i < obj.i < t.i or s.child(t, "nsubj") is not None:
        return
    if scene.known.governor.get(lemma(obj)) in TRIED and s.child(obj, "acl") is None and s.edges(obj)[1] + 1 == s.edges(t)[0]:
        edit.attach(t.i, obj.i, "acl")


def _garden_path(scene: Scene, edit: Edit, t: Token) -> None:
    """A participle read as the clause's verb, whose agent the parser gave to the true verb: "policemen kidnapped by rebels were freed"."""
    s, first = edit.sentence, edit.sentence.head(t)
    if not is_participle(first):
        return
    agent, subject = s.child(t, "nsubj"), s.child(first, "nsubj")
    if agent is None or subject is None or s.child(first, "aux", "mark") is not None:
        return
    by = preposition(s, agent, scene.known) in scene.known.grammar.agent
    if by and s.child(t, "aux") is not None and s.child(t, "cc", "mark") is None and subject.i < first.i < agent.i < t.i:
        edit.attach(t.i, t.i if first.head == first.i else first.head, "root" if first.head == first.i else first.dep)
        edit.attach(subject.i, t.i, agent.dep)
        edit.attach(first.i, subject.i, "acl")
        edit.attach(agent.i, first.i, "obl:agent")


def _verbal_preposition(scene: Scene, edit: Edit, t: Token) -> None:
    """A gerund that is a preposition, right between a verb and a noun: "jailed following release from hospital"."""
    s, noun = edit.sentence, edit.sentence.head(t)
    between = t.pos == "VERB" and t.rel == "amod" and t.i and s[t.i - 1].pos == "VERB" and noun.i > t.i and s.edges(noun)[0] == t.i
    if between and t.lower in scene.known.sets["cause"] and noun.rel == "obj" and noun.head == t.i - 1:
        edit.retag(t.i, "ADP", {})
        edit.attach(t.i, noun.i, "case")
        edit.attach(noun.i, noun.head, "obl")


def _two_words(scene: Scene, edit: Edit, t: Token) -> None:
    """A noun hung on an adverb that makes a preposition with the next one: « près de Boukamal » says where, as « à Boukamal » does."""
    s, adverb = edit.sentence, edit.sentence.head(t)
    case = s.child(t, "case") if adverb.pos == "ADV" else None
    if case is None or case.i != adverb.i + 1 or adverb.rel not in {"advmod", "obl", "nmod"}:
        return
    if " ".join((adverb.lower, case.lower)).replace("’", "'") in scene.known.preposition:
        edit.attach(t.i, adverb.head, "nmod" if s.head(adverb).pos in {"NOUN", "PROPN"} else "obl")
        edit.attach(adverb.i, t.i, "case")


def _phrase_inside(scene: Scene, edit: Edit, t: Token) -> None:
    """A bare phrase between a verb and its object, read as the beginning of it: "set on fire two plants"."""
    s, case = edit.sentence, edit.sentence[t.i - 1] if t.i else edit.sentence[t.i]
    noun, verb = s.head(t), s.head(case)
    inside = t.pos == "NOUN" and t.rel == "compound" and case.pos == "ADP" and case.head == t.i - 2 and verb.pos == "VERB"
    if inside and noun.i > t.i + 1 and noun.rel == "obj" and s[t.i + 1] in s.children(noun, *NUMBERED):
        edit.attach(case.i, t.i, "case")
        edit.attach(t.i, verb.i, "obl")


def _agent_of_an_act(scene: Scene, edit: Edit, t: Token) -> None:
    """An agent given to an active verb, which has its doer already: it is that of the act, where the object is one ("condemned the
    destruction of the bridges by the rebels"), else a mere phrase."""
    if t.dep != "obl:agent":
        return
    s, verb = edit.sentence, edit.sentence.head(t)
    subject, obj = s.child(verb, "nsubj"), s.child(verb, "obj")
    if subject is None or obj is None or not subject.i < verb.i < obj.i < t.i:
        return
    if subject.dep != "nsubj" or any(c.dep in {"aux:pass", "aux:caus"} for c in s.children(verb)) or s.child(obj, "acl") is not None:
        return
    of = any(c.i > obj.i and preposition(s, c, scene.known) in scene.known.grammar.of for c in s.children(obj, "nmod"))
    inside = (x for x in reversed(s.tokens[obj.i:t.i]) if x.pos == "NOUN" and (x is obj or (x.rel == "nmod" and obj in s.ancestors(x))))
    act = next((x for x in inside if lemma(x) in scene.known.nouns or x.lower in scene.known.nouns), obj if of else None)
    edit.attach(t.i, verb.i if act is None else act.i, "obl" if act is None else "nmod")


def _other_number(scene: Scene, edit: Edit, t: Token) -> None:
    """A relative clause hung on the last noun before it, with which its verb does not agree: "the raid with knives that was ..."."""
    s, noun = edit.sentence, edit.sentence.head(t)
    if t.dep != "acl:relcl" or noun.rel != "nmod":
        return
    above, subject = s.head(noun), s.child(t, "nsubj")
    if noun.pos != "NOUN" or above.pos != "NOUN" or noun.i < above.i:
        return
    finite = next((x for x in (*s.children(t, "aux", "cop"), t) if x.feats.get("VerbForm") == "Fin" and "Number" in x.feats), None)
    human = subject is not None and subject.lower in scene.known.sets["human_relatives"] and "person" not in scene.kinds(s, above)
    bare = subject is not None and subject.feats.get("PronType") == "Rel" and not human
    if finite is None or not bare or noun.dep == "nmod:poss" or s.child(noun, "conj", "flat", "appos") or s.child(above, "conj"):
        return                                  # "the release of citizens Ann Hall and Paul Marat, who was held"
    number = finite.feats["Number"]
    if lemma(above) in scene.known.sets["transparent"]:
        return                                  # "a group of men that was"
    if noun.feats.get("Number") not in {None, number} and above.feats.get("Number") == number:
        edit.attach(t.i, above.i, "acl:relcl")


def _purpose(scene: Scene, edit: Edit, t: Token) -> None:
    """What a deed was for, hung on a thing that it was done to, which has no aims, or read as the deed's complement, though deeds have
    none: "blocked the highway to demand their release", "occupied the bridge to protest the arrests"."""
    if t.feats.get("VerbForm") != "Inf":
        return
    s, above = edit.sentence, edit.sentence.head(t)
    thing = above if t.rel == "acl" else s.child(above, "obj")
    if thing is None or thing.rel != "obj" or thing.pos != "NOUN":
        return
    verb = s.head(thing)
    whole = s.child(t, "mark") is not None and s.child(t, "obj") is not None and s.child(t, "nsubj", "aux", "case") is None
    if not whole or verb.pos != "VERB" or not verb.i < thing.i < t.i or scene.governor(thing) is not None:
        return
    deed = t.rel == "acl" or any(p.frame.type in DEEDS for k in scene.verb_keys(verb) for p in scene.known.verbs.get(k, ()))
    if deed and scene.kinds(s, thing) & THINGS:
        edit.attach(t.i, verb.i, "advcl")


def _spoken_of(scene: Scene, edit: Edit, t: Token) -> None:
    """What became of somebody, hung on the verb of those who ask for him or speak of him: "asked for the release of citizen Paul Marat,
    kidnapped on Monday by rebels"."""
    s, verb = edit.sentence, edit.sentence.head(t)
    bare = t.rel == "advcl" and is_participle(t) and s.child(t, "nsubj", "aux", "mark", "obj", "cc") is None and verb.i < t.i - 2
    if not bare or s[t.i - 1].text != "," or not (scene.governor(verb) == "asks" or lemma(verb) in scene.known.sets["reporting"]):
        return
    for who in name_before(s, t, scene.known):
        edit.attach(t.i, who.i, "acl")


def _asked_to(scene: Scene, edit: Edit, t: Token) -> None:
    """What somebody is called on to do, hung on him: "calls on the citizens not to be afraid and to denounce them"."""
    s, who = edit.sentence, edit.sentence.head(t)
    to = s.child(t, "mark")
    whole = to is not None and to.pos == "PART" and who.rel == "obl" and who.i < to.i and s.child(t, "nsubj") is None
    if whole and who.pos in NAMING and s.head(who).pos == "VERB" and s.head(who).i < who.i and scene.governor(s.head(who)) == "asks":
        edit.attach(t.i, who.head, "xcomp")


def _of_feast(scene: Scene, edit: Edit, t: Token) -> None:
    """Whose day a feast is, by its name, taken for whose an act is: "a Father's Day shooting"."""
    if t.dep != "nmod:poss":
        return
    s = edit.sentence
    day = s[t.i + 2] if t.i + 2 < len(s) and s[t.i + 1].rel == "case" and s[t.i + 1].head == t.i else t
    named = t.text[0].isupper() and day.text[0].isupper() and lemma(day) in scene.known.sets["feast_heads"]
    if day is not t and named and day.head == t.head and day.i < t.head:
        edit.attach(t.i, day.i, t.dep)


# With the parts of speech and relations of the word that a mend is asked of, the one to be mended or its helper or mark: few have them.
MENDS: tuple[tuple[Callable[[Scene, Edit, Token], None], frozenset[str] | None, frozenset[str] | None], ...] = (
    (_helped, None, frozenset({"aux"})), (_gerund, None, frozenset({"mark"})), (_active, frozenset({"VERB"}), None),
    (_listed_clause, NAMING, LATER), (_listed_subjects, None, frozenset({"conj"})),
    (_attempted, None, frozenset({"advcl"})), (_garden_path, None, LATER), (_verbal_preposition, frozenset({"VERB"}), frozenset({"amod"})),
    (_phrase_inside, frozenset({"NOUN"}), frozenset({"compound"})), (_two_words, None, frozenset({"obl"})),
    (_agent_of_an_act, None, frozenset({"obl"})),
    (_other_number, None, frozenset({"acl"})), (_purpose, frozenset({"VERB"}), frozenset({"acl", "xcomp"})),
    (_spoken_of, None, frozenset({"advcl"})), (_asked_to, None, frozenset({"acl"})), (_of_feast, NAMING, frozenset({"nmod"})))
QUESTIONS = Questions((tags, relations) for _, tags, relations in MENDS)
