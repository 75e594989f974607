"""Which sentences go to the parser: those that can carry a claim, an event or a tally.

The test is cheap and errs on the safe side: a word whose lemma, as verb, noun or adjective, stands in the lexicon of attribution or
begins an entry of the event lexicons whose other words stand in the sentence too; a quotation mark or a colon. (parsing.py adds the
rest of a paragraph with a quotation.) Narrower tests were tried and lost claims: leaving out the classes of plans and likings
skipped 4 % of the words of polnear dev and 2.7 % of its claims; this one skips 3 % and loses none (2026-11-23). Lemmas of words
that were not tagged come from the pipeline's lemma table, once a word form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from spacy.language import Language

from selon.languages.lemmas import Lemmatizer
from selon.languages.lexicon import load_lexicon
from selon.reading.attribution.lexicon import attribution_lexicon
from selon.reading.cutting import Cut
from selon.reading.predicates.forms import roots
from selon.reading.predicates.schema import FILES, FrameFile, predicates

TAGS = ("VERB", "NOUN", "ADJ")
QUOTES = frozenset("\"“”„«»‹›")
MARKS = QUOTES | {":"}
REMEMBERED = 100_000  # word forms with their lemmas
SHORT = 4  # letters of a phrase's first word too common to tell anything
FREE = frozenset("+@!~")        # marks of an entry's elements that need no word of their own


@dataclass(slots=True)
class Selection:
    """The test of one language. `alone` are lemmas that suffice; `beside` those that need one of each group of lemmas with them."""

    alone: frozenset[str]
    beside: dict[str, list[tuple[frozenset[str], ...]]]
    lemma: Callable[[str, str], str]
    endings: tuple[tuple[str, str], ...] = ()
    _known: dict[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def load(cls, lang: str, nlp: Language) -> Selection:
        """For a language, with its pipeline's lemma table; another pipeline has none, then forms stand for themselves."""
        table = nlp.get_pipe("selon_lemmatizer") if "selon_lemmatizer" in nlp.pipe_names else None
        lemma_of = table.lemma if isinstance(table, Lemmatizer) else _as_it_is
        alone, beside = set(_reporting(lang)), dict[str, list[tuple[frozenset[str], ...]]]()
        for lemma, others in _events(lang):
            if others:
                beside.setdefault(lemma, []).append(others)
            else:
                alone.add(lemma)
        return cls(frozenset(alone), beside, lemma_of, predicates(lang).grammar.endings)

    def _lemmas(self, form: str) -> frozenset[str]:
        found = self._known.get(form)
        if found is None:
            known = (form, *(self.lemma(form, tag) for tag in TAGS))
            guessed = (w for w in roots(form, self.endings) if w in self.alone or w in self.beside)        # "interpelle" is in no table
            found = frozenset((*known, *guessed))
            if len(self._known) < REMEMBERED:
                self._known[form] = found
        return found

    def choose(self, text: str, cuts: Sequence[Cut]) -> list[bool]:
        """Which sentences of a text are parsed. In a paragraph with a quotation all are: one may be its middle."""
        quoting = {c.paragraph for c in cuts if not QUOTES.isdisjoint(c.shown)}
        return [c.paragraph in quoting or self.worth(c.words) for c in cuts]

    def worth(self, words: Sequence[str]) -> bool:
        """Whether a sentence may carry a claim, an event or a tally."""
        if not MARKS.isdisjoint("".join(words)):
            return True
        found: set[str] = set()
        for word in words:  # nearly always one of the first is enough, and the others need not be looked up
            lemmas = self._lemmas(word.lower())
            if not self.alone.isdisjoint(lemmas):
                return True
            found |= lemmas
        return any(any(all(not g.isdisjoint(found) for g in groups) for groups in self.beside[w]) for w in found if w in self.beside)


def _as_it_is(form: str, tag: str) -> str:
    return form


def _reporting(lang: str) -> Iterable[str]:
    """Lemmas that report, and first words of phrases that do."""
    lexicon = attribution_lexicon(lang)
    for table in (lexicon.verbs, lexicon.nouns, lexicon.adjectives, lexicon.stances, lexicon.locutions, lexicon.phrases):
        yield from (w for w in table if len(w) > SHORT or w in lexicon.verbs)


def _events(lang: str) -> Iterable[tuple[str, tuple[frozenset[str], ...]]]:
    """The head lemma of each entry of the event lexicons, and the groups of lemmas one of which must stand with it."""
    for name in FILES:
        for frame in load_lexicon(lang, name, FrameFile).frame:
            for verb in frame.verbs:
                head, *rest = verb.lstrip("~").split()
                yield head, tuple(frozenset(r.lstrip("=").split(":")[-1].split("|")) for r in rest if r[0] not in FREE)
            for noun in frame.nouns:
                words = noun.split()
                yield words[0], tuple(frozenset([w]) for w in words[1:])
            yield from ((w, ()) for w in frame.adjectives)
