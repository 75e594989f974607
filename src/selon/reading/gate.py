"""Whether a sentence is likely to tell anything, asked before it is parsed: a logistic model over the classes of its words.

Nearly every sentence holds some word that may announce a claim or an event, so that no single word can decide.
This model weighs them all. It sees classes that the lexicons give a word's form, how rare it is, digits, capitals, punctuation, the
sentence's length, place and quotation marks; no word itself, so one model serves all languages. Fitted by training/gate.py on what
the whole reading finds in articles of which every sentence was parsed; card: docs/gate-model.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import log
from pathlib import Path

import msgspec

from selon.languages.lexicon import check_language
from selon.languages.rarity import Rarity, load_rarity
from selon.model import Span
from selon.reading.attribution.lexicon import AttributionLexicon, attribution_lexicon
from selon.reading.attribution.quotes import find_quotes
from selon.reading.parsing import Cut
from selon.reading.predicates.schema import Pattern, Predicates, predicates

FILE = Path(__file__).parent / "gate.json"
LEAD = 3            # sentences at the head of a text are always parsed: they say what the others are about
MOST = 2            # classes of a word that are seen, its first ones
MARKS = frozenset(".,;:!?()-–—\"“”„«»‹›'’…/$%€£&@#*|")
RARITIES = 8        # steps of rarity that are told apart
BLOWS = frozenset(("ASSAULT", "INTERCEPT"))
ARMS = frozenset(("noun:armed", "noun:weapon", "noun:projectile", "noun:flying", "noun:milsite", "noun:platform"))
BLOW, ARM = 1, 2    # a sentence with both is always parsed: the model was fitted on few wars
LENGTHS = 10        # steps of length, half a power of e each
Lemma = Callable[[str, str], str]


class GateModel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a fit found: log odds are `bias` and a weight for each class that a word has and each trait of the sentence. A sentence
    is parsed where they are at least `least`."""

    bias: float
    least: float
    weights: dict[str, float]


@cache
def load_gate() -> GateModel:
    """The model beside this file."""
    return msgspec.json.decode(FILE.read_bytes(), type=GateModel)


@dataclass(slots=True)
class WordClasses:
    """The classes of the words of a language."""

    lexicon: AttributionLexicon
    events: Predicates
    rarity: Rarity
    lemma: Lemma

    @classmethod
    def load(cls, lang: str, lemma: Lemma) -> WordClasses:
        """For a language; `lemma` guesses the lemma of a form with a part of speech."""
        return cls(attribution_lexicon(check_language(lang)), predicates(lang), load_rarity(lang), lemma)

    def of(self, form: str) -> list[str]:
        """The classes of a form, each once, in order."""
        return sorted(set(self._classes(form)))

    def is_function(self, low: str) -> bool:
        """Whether a word is a preposition, conjunction, modal verb or negation, whose lemma as another part of speech would be made up."""
        words = self.lexicon.words
        return low in self.lexicon.markers or low in words["modals"] or low in words["negation"] or low in self.events.preposition

    def _classes(self, form: str) -> Iterator[str]:
        low = form.lower()
        if not form[0].isalnum():
            yield f"mark:{low}" if low in MARKS else "mark:other"
            return
        verb, noun, adjective = (low, low, low) if self.is_function(low) else [self.lemma(low, t) for t in ("VERB", "NOUN", "ADJ")]
        yield from self._said(low, verb, noun)
        yield from self._told(low, verb, noun, adjective)
        if any(c.isdigit() for c in low):
            yield "digits"
            if len(low) == 4 and low.isdigit():
                yield "year"
        elif form[0].isupper():
            yield "capital"
            if len(form) > 1 and form.isupper():
                yield "capitals"
        yield f"rarity:{int(self.rarity.of(low) * RARITIES)}"

    def _said(self, low: str, verb: str, noun: str) -> Iterator[str]:
        lex = self.lexicon
        yield from (f"says:verb:{c}" for c in (lex.verbs.get(verb) or lex.forms.get(low) or ())[:MOST])
        yield from (f"says:noun:{c}" for c in lex.nouns.get(noun, ())[:MOST])
        yield from (f"says:adjective:{c}" for c in lex.adjectives.get(low, ())[:MOST])
        yield from (f"says:adverb:{c}" for c in lex.adverbs.get(low, ())[:MOST])
        yield from (f"says:phrase:{c}" for _, c in lex.phrases.get(low, ()))
        yield from (f"speaker:{c}" for c in lex.speakers.get(noun, ()))
        yield from (f"word:{name}" for name, words in lex.words.items() if low in words or noun in words)
        if verb in lex.locutions:
            yield "locution"
        if low in lex.markers:
            yield f"marker:{lex.markers[low]}"

    def _told(self, low: str, verb: str, noun: str, adjective: str) -> Iterator[str]:
        events = self.events
        yield from (f"event:verb:{p.frame.type}:{_bare(p)}" for p in events.verbs.get(verb, ()))
        yield from (f"event:noun:{p.frame.type}:{_bare(p)}" for p in events.nouns.get(noun, ()))
        yield from (f"event:adjective:{p.frame.type}" for p in events.adjectives.get(adjective, ()))
        yield from (f"noun:{c}" for c in sorted(events.classes.get(noun, ())))
        yield from (f"set:{name}" for name, words in events.sets.items() if low in words or verb in words or noun in words)
        if kind := events.governor.get(low) or events.governor.get(verb):
            yield f"governor:{kind}"
        if verb in events.light:
            yield "light"


def _bare(p: Pattern) -> str:
    """Whether an entry needs other words beside its own."""
    return "beside" if p.words or p.particle or p.objects or p.phrase or p.must or p.clause or p.frame.needs else "alone"


def traits(index: int, cuts: Sequence[Cut], quoted: bool, beside_quotation: bool) -> list[tuple[str, float]]:
    """What is seen of a sentence beside its words: length, place, quotation marks."""
    cut, size = cuts[index], log(len(cuts[index].words) or 1)
    starts = index == 0 or cuts[index - 1].paragraph != cut.paragraph
    ends = index + 1 == len(cuts) or cuts[index + 1].paragraph != cut.paragraph
    out = [("length", size), (f"length:{min(LENGTHS, int(2 * size))}", 1.0), ("place", log(1 + index))]
    flags = (("quoted", quoted), ("beside_quotation", beside_quotation), ("paragraph_start", starts), ("paragraph_alone", starts and ends))
    return out + [(name, 1.0) for name, there in flags if there]


def quoted(text: str, cuts: Sequence[Cut]) -> tuple[list[bool], set[int]]:
    """Which sentences touch a quotation, and the paragraphs of those."""
    spans: list[Span] = [(q.start, q.end) for q in find_quotes(text)]
    touched, at = [], 0
    for c in cuts:
        while at < len(spans) and spans[at][1] <= c.span[0]:
            at += 1
        touched.append(at < len(spans) and spans[at][0] < c.span[1])
    return touched, {c.paragraph for c, yes in zip(cuts, touched, strict=True) if yes}


@dataclass(slots=True)
class Gate:
    """The model for one language. Each form's weights are summed once."""

    classes: WordClasses
    model: GateModel
    _known: dict[str, tuple[float, int]] = field(default_factory=dict)

    @classmethod
    def load(cls, lang: str, lemma: Lemma) -> Gate:
        """For a language, with what guesses its lemmas."""
        return cls(WordClasses.load(lang, lemma), load_gate())

    def _weight(self, form: str) -> tuple[float, int]:
        """A form's part in the log odds, and whether it can be a blow or arms."""
        found = self._known.get(form)
        if found is None:
            classes, weights = self.classes.of(form), self.model.weights
            signs = (BLOW if any(_is_blow(name) for name in classes) else 0) | (ARM if not ARMS.isdisjoint(classes) else 0)
            found = sum(weights.get(name, 0.0) for name in classes), signs
            if len(form) < 40 and len(self._known) < 200_000:
                self._known[form] = found
        return found

    def sure(self, words: Sequence[str]) -> bool:
        """Whether a sentence speaks of blows and of arms."""
        signs = 0
        for w in words:
            signs |= self._weight(w)[1]
        return signs == BLOW | ARM

    def tells(self, text: str, cuts: Sequence[Cut]) -> list[bool]:
        """Which sentences of a text are likely enough to tell something."""
        weights, least = self.model.weights, self.model.least - self.model.bias
        touched, paragraphs = quoted(text, cuts)
        out = []
        for i, c in enumerate(cuts):
            odds = sum(self._weight(w)[0] for w in c.words)
            odds += sum(weights.get(name, 0.0) * x for name, x in traits(i, cuts, touched[i], c.paragraph in paragraphs))
            out.append(i < LEAD or odds >= least or self.sure(c.words))
        return out


def _is_blow(name: str) -> bool:
    """Whether a class is an entry of an act of force: "event:verb:ASSAULT:alone"."""
    parts = name.split(":")
    return parts[0] == "event" and parts[2] in BLOWS
