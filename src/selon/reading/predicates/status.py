"""Whether an event happened, as its clause tells it: tense, mood, modals, negation and the words above it.

After FactBank's layering: the predicate's own polarity and modality first, then each governor upwards, the nearest first.
"""

from __future__ import annotations

import msgspec

from selon.languages.syntax import Sentence, Token
from selon.model import Outcome, Status
from selon.reading.predicates.passive import has_passive_mark
from selon.reading.predicates.phrases import is_participle, lemma
from selon.reading.predicates.scene import Scene

CLIMB = 8               # how far up a clause is sought; deeper is the parser's error


class Sort(msgspec.Struct, frozen=True, gc=False):
    """Of what sort an act is, as far as its status turns on it."""

    force: bool
    deed: bool = False          # an attack, which is told as done where somebody is said to have ordered it
    measure: bool = False       # a curfew, a ban, an inquiry, which are there as soon as they are ordered
    spoken: bool = False        # words, so that the present tells no habit
    rally: bool = False         # a protest, which is planned by whoever calls for it
    harm: bool = False          # an attack or a mishap, of which people speak because it took place
    willed: bool = False        # a protest or talks, which whoever announces them means to hold, whatever the condition
    meeting: bool = False       # talks and visits, which lie ahead where somebody is to go to them


class Reality(msgspec.Struct, gc=False):
    """Status of one telling, how sure it is told, and how it ended."""

    status: Status = "happened"
    hedged: bool = False
    outcome: Outcome | None = None
    habitual: bool = False
    unsure: bool = False        # an infinitive under words that say nothing of whether it was done
    purpose: bool = False       # told as what another deed was for
    done: bool = False          # that deed was done
    modal: bool = False         # only able, allowed or obliged to: "could attack", "must attack"
    able: bool = False          # said to be able to, which tells of nothing to come: "can attack"
    lacking: bool = False       # another act is told as done without it


def negated(scene: Scene, sentence: Sentence, t: Token) -> bool:
    """A negation on the word; "ne ... que" and "not only" are none."""
    if not scene.denying(sentence):
        return False
    known = scene.known.sets
    children = sentence.children(t)
    children += tuple(x for c in children if c.dep == "aux:pass" for x in sentence.children(c))     # "would not get beaten"
    if known["negation_partner"] and not any(c.lower in known["negation_partner"] for c in children):
        return any(c.rel == "det" and c.lower in known["negative_determiners"] for c in children)
    if sentence.child(t, "mark") is not None and known["negation_partner"]:
        children = tuple(c for c in children if c.lower not in known["negation_partner"])      # "avant qu'il ne parte" denies nothing
    if _at_no_time(sentence, t, known):
        return True
    no = [c for c in children if c.lower in known["negation"] or (c.feats.get("Polarity") == "Neg" and c.rel in {"advmod", "aux", "det"})]
    if not no:
        return any(c.rel == "det" and c.lower in known["negative_determiners"] for c in children)
    following = {sentence[i].lower for c in no for i in (c.i + 1, c.i + 2) if i < len(sentence)}
    if following & known["restrictive"] or any(c.lower in known["restrictive"] for c in children if c.rel == "advmod"):
        return False
    full = [c for c in no if c.lower in known["negation"]]
    return bool(full) or not any(c.lower in known["restrictive"] for c in sentence.tokens[t.i:t.i + 8])


def _at_no_time(sentence: Sentence, t: Token, sets: dict[str, frozenset[str]]) -> bool:
    """"At no time did they bomb it", "under no circumstances will it yield"."""
    no = sets["negative_determiners"]
    return any(c.i < t.i and lemma(c) in sets["at_all"] and any(x.lower in no for x in sentence.children(c, "det"))
               for c in sentence.children(t, "obl"))


def past(sentence: Sentence, t: Token) -> bool:
    """Whether a clause tells of the past."""
    helpers = sentence.children(t, "aux", "cop")
    return any(x.feats.get("Tense") == "Past" and x.feats.get("VerbForm") == "Fin" for x in (t, *helpers))


def infinitive(sentence: Sentence, t: Token) -> bool:
    """Whether a verb or its first helper is an infinitive."""
    helpers = sentence.children(t, "aux")
    if not helpers:
        return t.feats.get("VerbForm") == "Inf"
    if any(h.feats.get("VerbForm") == "Fin" for h in helpers):
        return False                            # "he didn't commit it", whatever the tagger says of the verb
    first = helpers[0].feats.get("VerbForm") == "Inf"
    return t.feats.get("VerbForm") == "Inf" or (first and (not is_participle(t) or helpers[0].dep == "aux:pass"))


def auxiliaries(sentence: Sentence, verb: Token) -> tuple[Token, ...]:
    """The helpers of a verb, those hung on "get" too: "would not get beaten"."""
    below = sentence.children(verb, "aux", "cop")
    if not below:
        return ()
    own = tuple([a for a in below if a.i < verb.i and not _first_name(sentence, verb, a)])
    return own + tuple([x for a in own if a.dep == "aux:pass" for x in sentence.children(a, "aux")])


def _first_name(sentence: Sentence, verb: Token, helper: Token) -> bool:
    """A name taken for a helper: "Will Parker was arrested"."""
    if helper.pos == "PROPN" or not helper.text[:1].isupper():
        return helper.pos == "PROPN"
    after = sentence[helper.i + 1]
    doubled = any(a.i > after.i and a.feats.get("VerbForm") == "Fin" for a in sentence.children(verb, "aux"))
    return after.pos == "PROPN" and doubled


def reported(scene: Scene, sentence: Sentence, verb: Token) -> bool:
    """Inside what somebody said, where a conditional is a future of the past."""
    t = verb
    for _ in range(CLIMB):
        if t.head == t.i:
            return False
        head = sentence.head(t)
        told = t.rel in {"ccomp", "parataxis"} or (t.dep == "acl" and sentence.child(t, "mark") is not None)     # "reports that they would"
        if told and any(k in scene.known.sets["reporting"] for k in scene.verb_keys(head)):
            return True
        t = head
    return False


def _mood(scene: Scene, finite: Token) -> tuple[str | None, str | None]:
    """Mood and tense; where the tagger errs, a form that is the infinitive with an ending tells conditional and future apart."""
    base = lemma(finite).removesuffix("e")
    if base.endswith("r") and finite.lower.startswith(base):
        ending = finite.lower[len(base):]
        if ending in scene.known.grammar.conditional_endings:
            return "Cnd", None
        if ending in scene.known.grammar.future_endings:
            return "Ind", "Fut"
    return finite.feats.get("Mood"), finite.feats.get("Tense")


def bearer(scene: Scene, sentence: Sentence, verb: Token) -> Token:
    """The verb whose auxiliary says when a coordinated one takes place: "will seize the town and expel them"."""
    sets, first = scene.known.sets, verb
    shared = _shared(scene, sentence, verb)
    if shared is not None:
        return shared
    for _ in range(CLIMB):
        bare = first.rel == "conj" and sentence.child(first, "nsubj", "aux", "mark") is None and not is_participle(first)
        if not bare or first.feats.get("Tense") == "Past" or first.lower != lemma(first):
            break                               # "will present a plan and calls for talks"
        first = sentence.head(first)
        if {a.lower for a in sentence.children(first, "aux")} & (
                sets["future"] | sets["conditional"] | sets["possible"] | (sets["obligation"] - sets["perfect"])):
            return first
    return verb


def _shared(scene: Scene, sentence: Sentence, verb: Token) -> Token | None:
    """The first of several participles that share a passive helper in the future: "will be found and arrested"."""
    if verb.rel != "conj" or not is_participle(verb) or sentence.child(verb, "nsubj", "aux", "mark", "obj") is not None:
        return None
    first = sentence.head(verb)
    helpers = sentence.children(first, "aux")
    ahead = {a.lower for a in helpers} & (scene.known.sets["future"] | scene.known.sets["conditional"] | scene.known.sets["possible"])
    return first if ahead and is_participle(first) and any(a.dep == "aux:pass" for a in helpers) else None


def _past_beside(scene: Scene, sentence: Sentence, verb: Token) -> bool:
    """A form alike in past and present, joined to a past: "attacked the village and set it on fire"."""
    return verb.rel == "conj" and verb.lower in scene.known.sets["alike_past"] and sentence.head(verb).feats.get("Tense") == "Past"


def _is_to(sentence: Sentence, verb: Token, passive: frozenset[str]) -> bool:
    """What is laid down to come: "is to be tried", "are to withdraw"."""
    to = next((c for c in sentence.children(verb, "mark") if c.pos == "PART"), None)
    return to is not None and to.i > 0 and any(a.i == to.i - 1 and a.lower in passive for a in sentence.children(verb, "aux", "cop"))


def _subjunctive(sentence: Sentence, verb: Token) -> bool:
    """A passive without tense that has a subject: "that they be freed"."""
    helpers = sentence.children(verb, "aux")
    if len(helpers) != 1 or helpers[0].dep != "aux:pass" or helpers[0].feats.get("VerbForm") != "Inf":
        return False
    subject = sentence.child(verb, "nsubj")
    to = any(m.pos == "PART" for m in sentence.children(verb, "mark"))
    return not to and subject is not None and subject.i < helpers[0].i and helpers[0].lower == lemma(helpers[0])


def tell(scene: Scene, sentence: Sentence, verb: Token, out: Reality) -> None:
    """Tense, mood and modals of a verb."""
    sets = scene.known.sets
    beside = auxiliaries(sentence, verb)
    finite = next((a for a in beside if a.feats.get("VerbForm") == "Fin"), verb)         # bears tense and mood
    helpers = {a.lower.replace("’", "'") for a in beside}
    if verb.lower != lemma(verb) or any(a.dep == "aux:pass" and is_participle(a) for a in beside):
        helpers -= sets["conditional"] & sets["perfect"]        # "he'd shot them", "he'd been hit": he had
    mood, tense = _mood(scene, finite)
    subject = sentence.child(verb, "nsubj")
    if mood == "Imp" and ((subject is not None and subject.i < verb.i) or _past_beside(scene, sentence, verb)):
        mood = None                             # a past that the tagger took for a command: "a missile hit the ship"
    if mood == "Cnd" and helpers and is_participle(verb):
        out.hedged = True
    elif _subjunctive(sentence, verb):
        out.status = "hypothetical"             # "that they be freed"
    elif _is_to(sentence, verb, sets["passive_auxiliary"]):
        out.status = "hypothetical" if helpers & sets["conditional"] else "planned"         # "our measure would be to declare"
    elif helpers & sets["contrary"] and helpers & sets["perfect"]:
        out.status, out.unsure = "hypothetical", True           # "would have died"
    elif mood == "Cnd" or helpers & sets["conditional"]:
        later = any(c.lower in sets["later"] for c in sentence.children(verb, "advmod"))
        above = sentence.head(verb)
        later = later and not (verb.rel == "ccomp" and scene.governor(above) == "threatens")        # "warned that it would eventually"
        out.status = "happened" if later else "planned" if reported(scene, sentence, verb) else "hypothetical"
    elif tense == "Fut" or helpers & sets["future"]:
        out.status = "planned"
    elif helpers & sets["possible"] and helpers & sets["perfect"]:
        out.hedged = True                       # "may have killed"
    elif mood == "Imp" or helpers & sets["possible"] or _obliged(sets["obligation"], sets["perfect"], verb, beside):
        out.status, out.modal, out.able = "hypothetical", mood != "Imp", bool(helpers & sets["ability"])
    elif tense == "Pres" and not (finite is verb and verb.lower in sets["alike_past"] and sentence.field == "text"):
        _present(scene, sentence, verb, (finite, beside), out)


def _present(scene: Scene, sentence: Sentence, verb: Token, forms: tuple[Token, tuple[Token, ...]], out: Reality) -> None:
    """The present, by the finite form and all helpers: going on; where a language has a progressive, its plain present tells of habits,
    but in headlines."""
    finite, beside = forms
    others = (a.feats for a in beside if a is not finite)
    being = any(x.get("VerbForm") == "Ger" or x.get("Tense") == "Pres" for x in others)         # "are being held"
    progressive = being or (finite is not verb and verb.feats.get("VerbForm") in {"Ger", "Part"} and not is_participle(verb))
    plain = finite is verb and finite.feats.get("VerbForm") == "Fin"
    passive = finite is not verb and is_participle(verb) and has_passive_mark(sentence, verb, scene.known) and not (
        {a.lower for a in beside} & scene.known.sets["perfect"])
    if progressive:
        out.status = "ongoing"
    elif (plain or passive) and sentence.field == "text":
        out.status = "ongoing" if plain else out.status
        habit = scene.known.grammar.present_is_habitual
        if habit and plain and _whenever(scene, sentence, verb):
            out.status = "hypothetical"         # "only when the rebels make concessions"
        out.habitual = out.habitual or habit or (plain and _whenever(scene, sentence, verb))


def _whenever(scene: Scene, sentence: Sentence, verb: Token) -> bool:
    return any(m.lower in scene.known.sets["when_marks"] for m in sentence.children(verb, "mark", "advmod"))


def _obliged(obligation: frozenset[str], perfect: frozenset[str], verb: Token, beside: tuple[Token, ...]) -> bool:
    helpers = [a for a in beside if a.feats.get("VerbForm") == "Fin"]
    if is_participle(verb):                     # "should be attended", not "have been attended", "should have been"
        passive = any(a.dep == "aux:pass" for a in beside) and len(beside) == 2
        return passive and any(a.lower in obligation - perfect for a in helpers)
    going_on = verb.feats.get("VerbForm") in {"Ger", "Part"}        # "have been shelling", not "have to shell"
    return any(a.lower in (obligation - perfect if going_on else obligation) for a in helpers)
