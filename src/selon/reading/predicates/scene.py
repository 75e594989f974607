"""What the rules know of the page while they read it: word classes, lemmas of triggers, names."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from selon.languages.syntax import Sentence, Token
from selon.reading.names import Names
from selon.reading.page import Page
from selon.reading.predicates.classes import kinds_of, plain_kinds
from selon.reading.predicates.clause import Surface, surface
from selon.reading.predicates.forms import MEANT, NOTHING, entered_of, form_of, singular
from selon.reading.predicates.mishap import mishaps_told
from selon.reading.predicates.phrases import counted_on, lemma, lemmas, phrases
from selon.reading.predicates.schema import Form, Predicates
from selon.reading.predicates.slots import Slots, arranged

ARMING = frozenset({"weapon", "armedname"})
TELLING = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})
AILING = 3          # words for diseases that make a page one about them


class Scene:
    """The page with the predicates of its language; answers are cached for each sentence."""

    def __init__(self, page: Page, known: Predicates, names: Names | None) -> None:
        self.page, self.known, self.names = page, known, names
        self._text = tuple(s for s in page.sentences if s.field == "text")
        self.sparse = False                     # whether the page only touches upon what it speaks of most (predicates/harm.py)
        self.forced: frozenset[tuple[str, int]] = frozenset()      # sentences whose predicates tell of force, of mishaps (mentions.py)
        self.mishaps: frozenset[tuple[str, int]] = frozenset()
        self.subjects: dict[str, bool] = {}     # what the page is about (predicates/signs.py)
        self._old: frozenset[int] | None = None
        self._near: dict[tuple[str, int], frozenset[str]] = {}
        self._lemmas: dict[tuple[str, int], frozenset[str]] = {}
        self._stems: dict[tuple[str, int], frozenset[str]] = {}
        self._entered: dict[tuple[str, int], tuple[tuple[Token, Form], ...]] = {}
        self._denying: dict[tuple[str, int], bool] = {}
        self._kinds: dict[Token, frozenset[str]] = {}
        self.tools: dict[Token, bool] = {}      # whether a word is an instrument (predicates/weapons.py)
        self._slots: dict[tuple[str, int, int, bool, bool], Slots] = {}
        self._clauses: dict[tuple[str, int, int], Surface] = {}

    def slots(self, sentence: Sentence, verb: Token, transitive: bool, patient: bool = False) -> Slots:
        """The clause of a verb; not to be changed, as every entry of the verb is tried on it."""
        key = (sentence.field, sentence.index, verb.i, transitive, patient)
        found = self._slots.get(key)
        if found is None:
            clause = self._clauses.get(key[:3]) or surface(sentence, verb, self.known)
            self._clauses[key[:3]] = clause
            found = self._slots[key] = arranged(sentence, verb, self.known, clause, transitive, patient)
        return found

    def old(self, find: Callable[[Scene], frozenset[int]]) -> frozenset[int]:
        """Indexes of sentences told as of years past, found once."""
        if self._old is None:
            self._old = find(self)
        return self._old

    @cached_property
    def latest_year(self) -> int:
        """For an article without a date: the latest year its text names, and none before 1970."""
        named = [int(t.text) for s in self._text for t in s if t.text.isdecimal() and len(t.text) == 4 and "1970" <= t.text <= "2099"]
        return max(named, default=1970)

    @cached_property
    def shouted(self) -> bool:
        """Whether the page is written in capitals, so that one says nothing of a word."""
        return self.page.article.text.isupper()

    @cached_property
    def intended(self) -> bool:
        """Whether the page has a word for harm that somebody meant ("gunman", "homicide")."""
        return any(self.lemmas(s) & self.known.sets["meant"] for s in self.page.sentences)

    @cached_property
    def called(self) -> frozenset[str]:
        """Words for calamities that stand as names inside the page's sentences: "said Jane Flood", not "after Hurricane Larry"."""
        found = (t for s in self._text for t in s if t.i and t.pos == "PROPN" and t.text.istitle() and s[t.i - 1].pos != "PUNCT"
                 and "natural" in self.known.classes.get(t.lower, NOTHING) and s.child(t, "det", "nmod") is None
                 and (t.i + 1 == len(s) or not s[t.i + 1].text[:1].isupper()))
        return NOTHING if self.shouted else frozenset(t.lower for t in found)

    @cached_property
    def sick(self) -> int:
        """How often the page names a disease."""
        ill = self.known.of_class("illness")
        named = (s for s in self.page.sentences if not ill.isdisjoint(self.lemmas(s)))
        return sum(t.pos in {"NOUN", "PROPN"} and lemma(t) in ill for s in named for t in s)

    @cached_property
    def ailing(self) -> bool:
        """Whether the page is about a disease."""
        return self.sick >= AILING

    @cached_property
    def beastly(self) -> bool:
        """Whether the page is about animals, and speaks of no weapon and no armed group."""
        beasts = self.known.of_class("animal")
        found = sum(t.pos == "NOUN" and (lemma(t) in beasts or self.stem(t) in beasts)
                    for s in self.page.sentences if not beasts.isdisjoint(self.stems(s)) for t in s)
        return found >= AILING and not any(self.near(s) & ARMING for s in self.page.sentences if s.parsed)

    @cached_property
    def mishap(self) -> frozenset[tuple[str, int]]:
        """Where the page tells of shots by mishap, if it tells of nobody who meant them."""
        return mishaps_told(self)

    @cached_property
    def name_words(self) -> frozenset[str]:
        """The words of the page's names of places, persons and bodies."""
        named = (n for n in self.names.all if n.kind in {"place", "person", "organisation"}) if self.names is not None else ()
        return frozenset(w for n in named for w in n.text.split())

    def lemmas(self, sentence: Sentence) -> frozenset[str]:
        """Lemmas and forms of a sentence's words."""
        key = (sentence.field, sentence.index)
        found = self._lemmas.get(key)
        if found is None:
            tokens = sentence.tokens
            found = self._lemmas[key] = frozenset([*[t.lower for t in tokens], *lemmas(tokens)])
        return found

    def stems(self, sentence: Sentence) -> frozenset[str]:
        """Lemmas, forms and likely singulars of a sentence's words."""
        key = (sentence.field, sentence.index)
        found = self._stems.get(key)
        if found is None:
            plurals = [singular(t.lower) for t in sentence.tokens if t.lower.endswith("s")]
            found = self._stems[key] = self.lemmas(sentence).union(plurals)
        return found

    def entered(self, sentence: Sentence) -> tuple[tuple[Token, Form], ...]:
        """The words of a sentence that the lexicon has entries for, a few in most sentences, with what it has. They are the page's own: a
        mended sentence has others in their places."""
        key = (sentence.field, sentence.index)
        found = self._entered.get(key)
        if found is None:
            found = self._entered[key] = entered_of(self.known, sentence.tokens)
        return found

    def denying(self, sentence: Sentence) -> bool:
        """Whether a word of a sentence may deny something."""
        key = (sentence.field, sentence.index)
        found = self._denying.get(key)
        if found is None:
            found = not self.known.sets["denying"].isdisjoint(self.lemmas(sentence))
            found = self._denying[key] = found or "Neg" in [t.feats.get("Polarity") for t in sentence.tokens]
        return found

    def kinds(self, sentence: Sentence, t: Token) -> frozenset[str]:
        """The classes of a noun, its lemma included, so that a condition may name either."""
        found = self._kinds.get(t)
        if found is None:
            found = plain_kinds(self, sentence, t)
            if found is None:
                found = kinds_of(self, sentence, t) | {lemma(t), t.lower}
            self._kinds[t] = found
        return found

    def counted(self, sentence: Sentence, t: Token) -> tuple[Token, ...]:
        """What a number or quantity is of: "one of the drones", "a salvo of rockets"."""
        if t.pos not in {"NUM", "PRON", "DET", "ADJ"} and lemma(t) not in self.known.sets["transparent"]:
            return ()
        below = phrases(sentence, t, self.known)
        return tuple(x for p in self.known.grammar.of for x in below.get(p, ()) if x.pos in {"NOUN", "PROPN"})

    def stands_for(self, sentence: Sentence, t: Token) -> Token | None:
        """The last plural noun for something that flies or is fired, before a pronoun or a number without noun; else null."""
        alone = (t.pos in {"ADJ", "DET"} and t.rel in {"nsubj", "obj"}) or counted_on(t)
        if not (alone or t.pos in {"PRON", "NUM"}) or t.feats.get("Person") in {"1", "2"} or any(
                c.pos != "PRON" for c in sentence.children(t, "nmod")):
            return None                         # but "112 drones, of which 87 were shot down"
        before = [s for s in (self.previous(sentence), sentence) if s is not None]
        flying = self.known.of_class("flying")
        if all(flying.isdisjoint(self.stems(s)) for s in before):
            return None
        for s in reversed(before):
            for x in reversed(s.tokens[:t.i] if s is sentence else s.tokens):
                if x.pos == "NOUN" and x.feats.get("Number") == "Plur" and s.child(x, "nmod") is not t:
                    kinds = self.known.classes.get(lemma(x)) or self.known.classes.get(self.stem(x)) or NOTHING
                    if "flying" in kinds:
                        return x
                    if "person" in kinds or "armed" in kinds:
                        return None
        return None

    def previous(self, sentence: Sentence) -> Sentence | None:
        """The sentence of the text before one of the text."""
        if sentence.field != "text" or not sentence.index:
            return None
        return self._text[sentence.index - 1] if sentence.index <= len(self._text) else None

    def stem(self, t: Token) -> str:
        """A plural's likely singular, where the lemmatiser left it alone."""
        return singular(t.lower)

    def near(self, sentence: Sentence) -> frozenset[str]:
        """Classes and lemmas of all nouns, adjectives and verbs of a sentence. "force" also stands for a verb that tells of an attack or of
        harm whatever stands beside it, "meant" for "force" without such harm, since a derailment kills too."""
        key = (sentence.field, sentence.index)
        found = self._near.get(key)
        if found is None:
            found = self._near[key] = NOTHING.union(*[x for t in sentence.tokens if t.pos in TELLING for x in self._signs(sentence, t)])
        return found

    def signs(self, sentence: Sentence, t: Token) -> frozenset[str]:
        """What one word gives to `near`."""
        return NOTHING.union(*self._signs(sentence, t)) if t.pos in TELLING else NOTHING

    def _signs(self, sentence: Sentence, t: Token) -> tuple[frozenset[str], ...]:
        kinds = self.kinds(sentence, t)
        if t.pos == "VERB":
            return kinds, form_of(self.known, t).forceful           # a crash, "killing six", is no sign of force
        meant = "force" in kinds and lemma(t) not in self.known.sets["feeble"]          # "a military jet crashed"
        return (kinds, MEANT) if meant else (kinds,)

    def verb_keys(self, t: Token) -> tuple[str, ...]:
        """Lemmas a verb form may have, the likeliest first."""
        return form_of(self.known, t).keys

    def verb_key(self, t: Token) -> str | None:
        """The first of these that the lexicon has."""
        return form_of(self.known, t).verb

    def light_key(self, t: Token) -> str | None:
        """The lemma of a light verb, or null."""
        return form_of(self.known, t).light

    def governor(self, t: Token) -> str | None:
        """What a word above an event does to its status, or null."""
        form = form_of(self.known, t)
        return form.verb_governor if t.pos in {"VERB", "AUX"} else form.governor


def is_ground(scene: Scene, t: Token) -> bool:
    """A street, square or field by its noun, with a capital or not: something happens there, to nothing of it."""
    return "ground" in scene.known.classes.get(lemma(t), NOTHING)
