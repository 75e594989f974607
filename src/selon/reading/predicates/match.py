"""Which frame a word has: the entry's other words must stand beside it, and the frame's conditions hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache

import msgspec

from selon.languages.syntax import Sentence, Token
from selon.reading.predicates.aims import shot_there
from selon.reading.predicates.complements import has_complement, made_into
from selon.reading.predicates.entries import fit_noun, open_entries
from selon.reading.predicates.forms import form_of
from selon.reading.predicates.passive import as_reflexive
from selon.reading.predicates.phrases import lemma, modifiers, phrases
from selon.reading.predicates.scene import Scene
from selon.reading.predicates.schema import ELLIPTIC, FrameEntry, Pattern
from selon.reading.predicates.sides import sides
from selon.reading.predicates.signs import SIGNS
from selon.reading.predicates.slots import Slots, verb_slots

STRIKING = frozenset({"weapon", "flying", "armed", "armedname", "projectile", "force"})
HARMLESS = frozenset({"crash", "natural", "illness", "animal", "media", "abstract"})
ABSTRACT = frozenset({"abstract"})
UNWILLING = frozenset({"natural", "illness"})      # whatever names they have: "Cyclone Larry", "Hong Kong flu"
ABLE = STRIKING | {"person", "crowd", "state", "name", "pron", "demonym", "place", "event"}
TURNED = frozenset({"ASSAULT", "SUPPORT", "REQUEST", "CONSULT", "AGREE"})       # elsewhere a particle says where: "evacuated out of"

Ask = Callable[[str], tuple[Token, ...]]
Build = Callable[[Scene, Sentence, Token, Pattern, tuple[Token, ...]], "tuple[Match, Ask]"]


@dataclass(slots=True)
class Match:
    """A predicate found: its pattern, words, and clause."""

    sentence: Sentence
    trigger: Token
    pattern: Pattern
    slots: Slots
    words: tuple[Token, ...]
    goal: tuple[Token, ...] = ()            # target named by the entry's own preposition
    used: tuple[Token, ...] = ()            # object that is part of the entry ("open fire")
    light: Token | None = None
    frame: FrameEntry = field(init=False)

    def __post_init__(self) -> None:
        self.frame = self.pattern.frame


class Condition(msgspec.Struct, frozen=True, gc=False):
    """A condition's slot and the classes it names, those apart that stand for no class of nouns."""

    slot: str
    wanted: tuple[str, ...]
    classes: frozenset[str]
    none: bool
    doer: bool
    deed: bool
    any: bool
    abstract: bool


@cache
def _read(condition: str) -> Condition:
    slot, _, names = condition.partition(":")
    wanted = names.split("|")
    return Condition(slot, tuple(wanted), frozenset(wanted), **{k: k in wanted for k in ("none", "doer", "deed", "any", "abstract")})


def holds(scene: Scene, sentence: Sentence, condition: str, ask: Ask, words: str, own: Token | None = None) -> bool:
    """Whether a condition `slot:class|class` holds of a predicate; `ask` gives the tokens of a slot, `words` the entry, `own` the
    word that is no sign of itself."""
    c = _read(condition)
    if c.slot in SIGNS:
        return SIGNS[c.slot](scene, sentence, c.wanted, own)
    if c.slot == "lemma":
        return any(w == "any" or w in words for w in c.wanted)
    tokens = ask(c.slot)
    if not tokens:
        return c.none
    if c.doer and any(t.pos == "NOUN" and lemma(t).endswith(scene.known.grammar.doer_endings) for t in tokens):
        return True
    if c.deed and any(_deed(scene, sentence, t) for t in tokens):
        return True
    if c.any:
        return True
    solid = c.abstract and any(scene.kinds(sentence, t) & STRIKING for t in ask("subject"))
    for a in tokens:
        for t in (a, *scene.counted(sentence, a)):      # "thousands of birds"
            found = scene.kinds(sentence, t) & c.classes
            if found and not (solid and found == ABSTRACT and "building" in scene.kinds(sentence, t)):      # "missiles hit the market"
                return True
    return False


def _deed(scene: Scene, sentence: Sentence, t: Token) -> bool:
    """Whether a verb tells something done between parties, alone or with a noun."""
    if lemma(t) in scene.known.sets["deeds"] or match_verb(scene, sentence, t, open_entries(scene, sentence, t)) is not None:
        return True
    return scene.light_key(t) is not None and any(lemma(o) in scene.known.nouns or o.lower in scene.known.nouns
                                                  for o in sentence.children(t, "obj"))


def _powerless(scene: Scene, sentence: Sentence, subject: tuple[Token, ...]) -> bool:
    """Whether all that is named as the doer does no force on purpose: an accident, a disease, an animal, an idea."""
    kinds = [scene.kinds(sentence, t) for t in subject]
    return bool(kinds) and all(k & UNWILLING or (k & HARMLESS and not k & ABLE) for k in kinds)


def suits(scene: Scene, sentence: Sentence, frame: FrameEntry, ask: Ask, words: str, own: Token) -> bool:
    """Whether a frame's conditions hold."""
    def some(conditions: tuple[str, ...]) -> bool:
        return any(holds(scene, sentence, c, ask, words, own) for c in conditions)
    if frame.type == "ASSAULT" and frame.actor != "none" and _powerless(scene, sentence, ask("subject")):
        return False
    fitting = (not frame.needs or some(frame.needs)) and (not frame.also or some(frame.also)) and not some(frame.never)
    return fitting and all(holds(scene, sentence, c, ask, words, own) for c in frame.only)


def _beside(sentence: Sentence, t: Token, word: str) -> Token | None:
    """A particle: a dependent of this form, or the next word."""
    for c in sentence.children(t):
        if c.lower == word and t.i < c.i <= t.i + 6 and not any(x.pos == "PUNCT" for x in sentence.tokens[t.i + 1:c.i]):
            return c
    after = sentence.tokens[t.i + 1] if t.i + 1 < len(sentence) else None
    if after is not None and after.pos == "CCONJ" and not any(x.pos == "VERB" for x in sentence.tokens[t.i + 2:t.i + 4]):
        return None                             # "one was shot and a man robbed", not "shot and killed"
    return after if after is not None and after.lower == word and after.rel != "case" else None


def _phrase(scene: Scene, sentence: Sentence, match: Match, names: frozenset[str]) -> tuple[Token, ...]:
    """Phrases of the verb, or of its object, with one of these prepositions."""
    found = [t for p in sorted(names) for t in match.slots.phrases.get(p, ())]
    if not found:
        for o in match.slots.object:
            below = phrases(sentence, o, scene.known)
            found += [t for p in sorted(names) for t in below.get(p, ())]
    return tuple(t for t in dict.fromkeys(found) if "time" not in scene.kinds(sentence, t) and not _date(sentence, t))


def _date(sentence: Sentence, t: Token) -> bool:
    """The number of a day or year ("on 28 January")."""
    return t.text.isdigit() and (len(t.text) == 4 or sentence.child(t, "nmod", "flat", "compound", "appos") is not None)


def fit_verb(scene: Scene, sentence: Sentence, t: Token, p: Pattern) -> Match | None:
    """The verb as this entry, or null where its other words are missing."""
    particle = _beside(sentence, t, p.particle) if p.particle else None
    if not _can_be(scene, sentence, t, p, particle):
        return None                             # no clause needs to be read to know that
    slots = sides(scene, sentence, t, p)
    match = Match(sentence, t, p, slots, (t,) if particle is None else (t, particle))
    if p.objects:
        made = made_into(sentence, t) if p.frame.type != "PROTEST" else ()          # not "what they called strikes"
        own = (*slots.object, *sentence.children(t, "obj"), *made)        # reflexives too
        used = tuple(o for o in dict.fromkeys(own) if _named(scene, sentence, o, p))
        if not used:
            return None
        inner = tuple(x for o in used for x in scene.counted(sentence, o))
        match.used, match.words = (*used, *inner), (*match.words, *used[:1])
    if p.phrase:
        prep, nouns = p.phrase
        hosts = (y for o in slots.object for y in (o, *scene.counted(sentence, o)))       # "set the club on fire", "part of the club"
        below = (slots.phrases, *(phrases(sentence, o, scene.known) for o in hosts))
        if not (inside := tuple(n for names in below for n in names.get(prep, ()) if nouns & {lemma(n), n.lower})):
            return None
        match.used, match.words = inside, (*match.words, inside[0])
    if p.frame.type == "ACCUSE" and p.frame.transitive and t.feats.get("VerbForm") == "Inf" and not slots.object and not slots.phrases:
        return None                             # "are to blame"
    if p.must and slots.passive and slots.object and p.frame.target == "phrase":
        return None                             # "five were shot at a bus stop"
    match.goal = _phrase(scene, sentence, match, p.must | p.may) if p.must or p.may else ()
    if p.must and p.frame.mode == "firearms" and shot_there(scene, sentence, t, slots, match.goal):
        return None
    return None if p.must and not match.goal else match


def _can_be(scene: Scene, sentence: Sentence, t: Token, p: Pattern, particle: Token | None) -> bool:
    """Whether particle, reflexive pronoun and complement are as the entry wants them."""
    if particle is None and (p.particle or _turned(scene, sentence, t, p)):
        return False                            # "fed up", "kick in" are other verbs
    return as_reflexive(sentence, t, p, scene.known) and (not p.clause or has_complement(scene, sentence, t, p.clause))


def _turned(scene: Scene, sentence: Sentence, t: Token, p: Pattern) -> bool:
    """Whether the next word makes another verb of it, however the parser hangs it: "kicked out of the park", "backing out of a drive"."""
    if t.i + 1 >= len(sentence):
        return False
    after = sentence[t.i + 1]
    if after.text == "-" and after.start == t.end:
        return True                             # "kick-start"
    if after.dep == "compound:prt" and after.head == t.i and not p.must:
        return True
    return p.frame.type in TURNED and after.lower in scene.known.sets["turning"]


def _named(scene: Scene, sentence: Sentence, o: Token, p: Pattern) -> bool:
    """Whether an object is what the entry wants: itself, what it counts ("a salvo of rockets"), or what it stands for ("they")."""
    if p.objects & {lemma(o), o.lower, scene.stem(o)}:
        return True
    counted = scene.counted(sentence, o)
    if any(p.objects & {lemma(x), x.lower, scene.stem(x)} for x in counted):
        return True
    stands = scene.stands_for(sentence, o) if p.frame.type in ELLIPTIC and not counted else None
    return stands is not None and bool(p.objects & {lemma(stands), stands.lower, scene.stem(stands)})


def held(scene: Scene, match: Match) -> tuple[Token, ...]:
    """Of what an object is that is part of the entry: "took control of the town"."""
    below = [phrases(match.sentence, o, scene.known) for o in match.used]
    own = (x for names in (*below, match.slots.phrases) for p in scene.known.grammar.of for x in names.get(p, ()))
    return tuple(dict.fromkeys(own))


def _ask_verb(scene: Scene, match: Match) -> Ask:
    def ask(slot: str) -> tuple[Token, ...]:
        s = match.slots
        if slot == "subject":
            return s.subject
        if slot in {"object", "of"}:
            return tuple(o for o in s.object if o not in match.used) if match.used and slot == "of" else s.object
        if slot == "target":
            return match.goal or s.object
        if slot == "held":
            return held(scene, match)
        if slot == "weapon":
            return tuple(x for p in scene.known.grammar.weapon for x in s.phrases.get(p, ()))
        if slot == "phrase":
            return tuple(x for p in match.frame.prepositions for x in s.phrases.get(p, ()))
        if slot == "describing":
            return tuple(x for o in s.object for x in modifiers(match.sentence, o))
        if slot == "complement":
            return match.sentence.children(match.trigger, "xcomp", "ccomp")
        return ()
    return ask


def match_verb(scene: Scene, sentence: Sentence, t: Token, entries: Sequence[Pattern]) -> Match | None:
    """The frame of a verb, of these entries that its sentence leaves open, the most specific first."""
    for p in entries:
        match = fit_verb(scene, sentence, t, p)
        if match and suits(scene, sentence, p.frame, _ask_verb(scene, match), scene.verb_key(t) or "", t):
            return match
    return None


def _off(scene: Scene, sentence: Sentence, t: Token) -> bool:
    """Whether a particle after it shows that the noun is a verb that the tagger missed: "strikes out", "blasts off to"."""
    after = sentence[t.i + 1] if t.i + 1 < len(sentence) else None
    return after is not None and after.lower in scene.known.sets["turning"] and after.rel != "case"


def match_noun(scene: Scene, sentence: Sentence, t: Token, build: Build) -> Match | None:
    """The frame of a noun; `build` gives its clause, whose slots the conditions ask."""
    for p in form_of(scene.known, t).nouns:
        words = fit_noun(sentence, t, p)
        if words is None or _off(scene, sentence, t):
            continue
        match, ask = build(scene, sentence, t, p, words)
        if suits(scene, sentence, p.frame, ask, " ".join((*p.words, lemma(t))), t):
            return match
    return None


def adjective_match(scene: Scene, sentence: Sentence, t: Token) -> Match | None:
    """A predicate adjective as a frame ("two men were dead", "France is ready to send troops")."""
    if sentence.child(t, "cop", "aux") is None and t.rel not in {"xcomp", "root", "ROOT"} and t.head != t.i:
        return None
    for p in scene.known.adjectives.get(lemma(t)) or scene.known.adjectives.get(t.lower, ()):
        slots = verb_slots(sentence, t, scene.known)
        told, slots.subject = slots.object or slots.subject, slots.subject or slots.object
        match = Match(sentence, t, p, slots, (t,))
        if suits(scene, sentence, p.frame, _ask_verb(scene, match), lemma(t), t):
            if p.frame.harm is not None and p.frame.target == "object":    # "21 were slightly injured": theirs is the harm
                slots.object, slots.subject = told, ()
            return match
    return None
