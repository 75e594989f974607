"""The lexicons of event predicates: their schema, and their compiled form.

A verb entry is a lemma followed by what must stand with it, each separated by a space:

    blow up             a particle
    open =fire          an object (or passive subject) with this lemma; alternatives are parted by |
    come under:fire     a prepositional phrase with this noun
    fire !on|at         a prepositional phrase that must be there and is the target
    accuse @of          a prepositional phrase that may be there and is the target
    ~replier            a reflexive verb
    urge +inf           a clause as complement
    march +alone        neither object nor clause
    say +must           a complement clause of obligation ("said that Chad must leave")
    say +wont           a complement clause that refuses ("said it would not leave")
    warn +would         a complement clause about what will or would be

A noun entry is one or more words; the last (English) or the first (French) is the head. docs/events.md is the manual.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

import msgspec

from selon.languages.lexicon import load_lexicon
from selon.languages.senses import senses
from selon.model import EventType, Outcome, Status, What
from selon.reading.predicates.grammar import Grammar

FILES = ("events_force", "events_harm", "events_pressure", "events_politics")


class FrameEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One predicate frame as the lexicon file has it.

    `needs`, `also`: at least one condition of each list must hold; `only`: every one; `never`: none may. A condition is
    `slot:class|class`, the slot being actor, target, weapon, subject, object, near (any word of the clause), around (any other than
    the predicate's own), page (what the page is about, a name of `subjects`), figure (the same, where nothing around it is physical),
    above (the noun it hangs on), complement (the verb of its clause), describing (what describes the object), held (of what an
    object is that is part of the entry: "control of the town") or lemma (the trigger
    itself). The class `deed`
    is any verb that tells an event, `doer` a noun with the ending of one who does something. `patient`: no verb without an object, so
    a past form is passive; `either`: done on purpose or not. `vague`: a word for acts at large, one act only where its clause says
    when, where, or that it was carried out.
    """

    code: str
    type: EventType
    mode: str | None = None
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    actor: str = "subject"
    target: str = "object"
    of: str = "target"
    poss: str = "actor"
    needs: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    harm: What | None = None
    outcome: Outcome | None = None
    status: Status | None = None
    transitive: bool = False
    patient: bool = False
    either: bool = False
    reciprocal: bool = False
    vague: bool = False
    prepositions: tuple[str, ...] = ()
    confidence: float = 0.8


IDIOM = FrameEntry("IDIOM", "ASSAULT")
ELLIPTIC = frozenset({"ASSAULT", "INTERCEPT"})     # what is fired or shot down is often a pronoun or a mere number


class FrameFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of frames."""

    frame: tuple[FrameEntry, ...]


class Classes(msgspec.Struct, frozen=True):
    """Nouns by what they stand for."""

    classes: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One entry compiled: what must stand beside its head word."""

    frame: FrameEntry
    words: tuple[str, ...] = ()             # other words of a noun entry
    head_first: bool = True
    particle: str | None = None
    objects: frozenset[str] = frozenset()
    phrase: tuple[str, frozenset[str]] | None = None
    must: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()
    reflexive: bool = False
    clause: str | None = None

    @property
    def weight(self) -> int:
        """How specific the entry is: the more words it needs, the earlier it is tried."""
        return (2 * len(self.words) + 2 * bool(self.particle) + 3 * bool(self.objects) + 3 * bool(self.phrase) + bool(self.must)
                + 3 * bool(self.reflexive) + bool(self.clause) + bool(self.frame.needs) + (self.frame.type == "INTERCEPT"))


class Form(msgspec.Struct, frozen=True, gc=False):
    """What the lexicon has of a word by its form and lemma."""

    keys: tuple[str, ...]           # lemmas that a verb of this form may have, the likeliest first
    verb: str | None                # the first of them that has an entry
    light: str | None               # the first of them that is a light verb
    verbs: tuple[Pattern, ...]      # its entries as a verb
    shots: tuple[Pattern, ...]      # those of shots by mishap
    nouns: tuple[Pattern, ...]      # its entries as a noun
    adjective: bool                 # whether it has entries as an adjective, of any sort
    entered: bool                   # whether it has any entry
    alone: bool                     # whether an entry as an adjective or noun needs no other word
    votes: bool                     # whether its lemma has an entry of an attack, an accident or a disaster
    governor: str | None            # what the word does to an event below it; what it does as a verb
    verb_governor: str | None
    idioms: tuple[Pattern, ...]
    classes: frozenset[str]         # of nouns, that it is in
    demonym: bool                   # whether it is of a people
    noun_kinds: frozenset[str] | None       # what it stands for as a noun in small letters, outside of names, with its form and lemma; null
                                            # where the sentence tells
    other_kinds: frozenset[str] | None      # the same as another word (plain_kinds of classes.py)
    forceful: frozenset[str]        # the signs of an attack or harm that it is as a verb, whatever stands beside it


@dataclass(frozen=True)
class Predicates:
    """Everything known of event predicates in one language, ready for look-up by lemma."""

    lang: str
    grammar: Grammar
    verbs: dict[str, tuple[Pattern, ...]]
    nouns: dict[str, tuple[Pattern, ...]]
    adjectives: dict[str, tuple[Pattern, ...]]
    classes: dict[str, frozenset[str]]
    senses: dict[str, str]              # classes of nouns that `classes` does not list
    idioms: dict[str, tuple[Pattern, ...]]
    subjects: dict[str, frozenset[str]]
    preposition: dict[str, str]
    governor: dict[str, str]
    light: dict[str, tuple[tuple[str, str | None], ...]]
    sets: dict[str, frozenset[str]] = field(default_factory=dict)
    modes: dict[str, str] = field(default_factory=dict)
    members: dict[str, frozenset[str]] = field(default_factory=dict)       # of a class, when first asked for
    forms: dict[tuple[str, str], Form] = field(default_factory=dict)       # of form and lemma, kept by forms.py

    def of_class(self, name: str) -> frozenset[str]:
        """The nouns of a class."""
        if name not in self.members:
            self.members[name] = frozenset(w for w, kinds in self.classes.items() if name in kinds)
        return self.members[name]


def verb_pattern(frame: FrameEntry, entry: str) -> tuple[str, Pattern]:
    """The lemma of a verb entry, and its pattern."""
    head, *rest = entry.split()
    particle, objects, phrase, must, may, clause = None, frozenset[str](), None, frozenset[str](), frozenset[str](), None
    for word in rest:
        if word.startswith("="):
            objects = frozenset(word[1:].split("|"))
        elif word.startswith("!"):
            must = frozenset(word[1:].split("|"))
        elif word.startswith("@"):
            may = frozenset(word[1:].split("|"))
        elif word.startswith("+"):
            clause = word[1:]
        elif ":" in word:
            prep, _, nouns = word.partition(":")
            phrase = (prep, frozenset(nouns.split("|")))
        else:
            particle = word
    return head.lstrip("~"), Pattern(frame, (), True, particle, objects, phrase, must, may, head.startswith("~"), clause)


def noun_pattern(frame: FrameEntry, entry: str, grammar: Grammar) -> tuple[str, Pattern]:
    """The head of a noun entry, and its pattern; before an "of" the head comes first in every language."""
    words = entry.split()
    first = grammar.noun_head == "first" or (len(words) > 2 and words[1] in grammar.of)
    return (words[0] if first else words[-1]), Pattern(frame, tuple(words[1:] if first else words[:-1]), first)


def _index(pairs: Iterable[tuple[str, Pattern]]) -> dict[str, tuple[Pattern, ...]]:
    found: dict[str, list[Pattern]] = {}
    for key, pattern in pairs:
        found.setdefault(key, []).append(pattern)
    return {k: tuple(sorted(v, key=lambda p: -p.weight)) for k, v in found.items()}


def _light(grammar: Grammar) -> dict[str, tuple[tuple[str, str | None], ...]]:
    """Light verb lemma -> (kind, particle or preposition)."""
    out: dict[str, list[tuple[str, str | None]]] = {}
    for kind in ("actor", "target", "give", "under", "occur", "claim"):
        for entry in getattr(grammar, f"light_{kind}"):
            verb, _, rest = entry.partition(" ")
            out.setdefault(verb, []).append((kind, rest or None))
    return {k: tuple(sorted(v, key=lambda e: e[1] is None)) for k, v in out.items()}


def _sets(grammar: Grammar) -> dict[str, frozenset[str]]:
    """The lists of words of a grammar by their names, and what rules ask of several together, at every word."""
    found = {n: frozenset(words) for n, words in msgspec.structs.asdict(grammar).items() if isinstance(words, tuple)}
    found["nor"] = found["neither"] & found["negation"]
    found["denying"] = found["negation"] | found["negative_determiners"]
    found["describing"] = found["hedges"] | found["attempted"] | found["habitual"] | found["mooted"] | found["going_on"]
    found["later_in_preposition"] = frozenset(w for forms in grammar.prepositions.values() for form in forms for w in form.split()[1:])
    found["joining"] = frozenset(form.split()[0] for form in grammar.prepositions.get(grammar.together, ()))
    found["only_weapon"] = found["weapon"] - found["owner"]        # prepositions of what is used, and of nobody's
    return found


@cache
def predicates(lang: str) -> Predicates:
    """The compiled predicates of a language."""
    grammar = load_lexicon(lang, "events", Grammar)
    frames = [f for name in FILES for f in load_lexicon(lang, name, FrameFile).frame]
    classes: dict[str, set[str]] = {}
    for name, words in load_lexicon(lang, "events_nouns", Classes).classes.items():
        for w in words:
            classes.setdefault(w, set()).add(name)
    return Predicates(
        lang=lang,
        grammar=grammar,
        verbs=_index(verb_pattern(f, e) for f in frames for e in f.verbs),
        nouns=_index(noun_pattern(f, e, grammar) for f in frames for e in f.nouns),
        adjectives=_index((e, Pattern(f)) for f in frames for e in f.adjectives),
        classes={w: frozenset(c) for w, c in classes.items()},
        senses={w: name for w, name in senses(lang).items() if w not in classes},
        idioms=_index(verb_pattern(IDIOM, e) for e in grammar.idioms),
        subjects={name: frozenset(words) for name, words in grammar.subjects.items()},
        preposition={form: name for name, forms in grammar.prepositions.items() for form in forms},
        governor={w: kind for kind, words in grammar.passes.items() for w in words},
        light=_light(grammar),
        sets=_sets(grammar),
        modes={w: mode for mode, words in grammar.modes.items() for w in words},
    )
