"""Whether a sentence looks ahead or back where it names a time: from the parse where there is one, else from the words nearest by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from selon.languages.lexicon import load_lexicon
from selon.languages.syntax import Sentence, Token
from selon.reading.calendar.lexicon import TimesLexicon
from selon.reading.numbers.words import Words, fold, pieces

REACH = 25          # words on either side that can tell the direction


@dataclass(frozen=True, slots=True)
class TenseWords:
    """The lexicon's words that look ahead or back, folded, as rows of words."""

    future: frozenset[tuple[str, ...]]
    firsts: frozenset[str]
    past: frozenset[str]
    endings: tuple[str, ...]
    exceptions: frozenset[str]
    forward: frozenset[str]
    present: frozenset[str]


@cache
def tense_words(lang: str) -> TenseWords:
    """The words of a language that tell the direction."""
    lex = load_lexicon(lang, "times", TimesLexicon)
    future = frozenset(pieces(w) for w in lex.future_words)
    past, exceptions, forward, present = (
        frozenset(map(fold, ws)) for ws in (lex.past_words, lex.future_not, lex.forward_verbs, lex.present_verbs))
    return TenseWords(future, frozenset(row[0] for row in future), past, tuple(map(fold, lex.future_endings)), exceptions, forward, present)


def _looks_ahead(words: Words, i: int, lex: TenseWords) -> bool:
    low = words.low
    w = low[i]
    if w in lex.firsts and any(tuple(low[i:i + n]) in lex.future for n in (1, 2, 3, 4)):
        return True
    return bool(lex.endings) and len(w) > 4 and w.endswith(lex.endings) and w not in lex.exceptions and words.raw[i][0].islower()


def by_words(words: Words, at: int, end: int, lex: TenseWords) -> bool | None:
    """The direction of the marker nearest to words [at, end), in the same part of the sentence."""
    for distance in range(1, REACH):
        for i in (at - distance, end + distance - 1):
            if 0 <= i < len(words):
                if _looks_ahead(words, i, lex):
                    return True
                if words.low[i] in lex.past:
                    return False
    return None


def _anchor(sentence: Sentence, tokens: tuple[Token, ...]) -> Token:
    """The token of the expression that hangs outside it."""
    inside = {t.i for t in tokens}
    return next((t for t in tokens if t.head not in inside or t.head == t.i), tokens[0])


def _of_verb(sentence: Sentence, verb: Token, lex: TenseWords) -> bool | None:
    """The direction of one verb with its auxiliaries."""
    if verb.feats.get("Tense") == "Fut" or (fold(verb.lower),) in lex.future or (fold(verb.lemma),) in lex.future:
        return True
    helpers = sentence.children(verb, "aux", "cop")
    for h in helpers:
        if h.feats.get("Tense") == "Fut" or (fold(h.lower),) in lex.future:
            return True
    conditional = verb.feats.get("VerbForm") == "Part" and any(h.feats.get("Mood") == "Cnd" for h in helpers)
    if conditional or any(h.feats.get("Tense") in ("Past", "Imp") for h in helpers):
        return False
    form, tense = verb.feats.get("VerbForm"), verb.feats.get("Tense")
    if form == "Inf" and fold(sentence.head(verb).lemma) in lex.forward:
        return True
    if form == "Inf" or verb.feats.get("Mood") == "Cnd":
        return None
    if form == "Part" and helpers:
        return None if all(h.rel == "cop" or h.dep == "aux:pass" for h in helpers) else False
    if tense == "Pres" and form == "Fin" and not helpers and fold(verb.lemma) in lex.present:
        return True                             # "the trial opens on Monday"
    return False if tense in ("Past", "Imp") else None


def by_parse(sentence: Sentence, tokens: tuple[Token, ...], lex: TenseWords) -> tuple[bool | None, bool]:
    """The direction of the nearest verb above the expression that tells one; and whether it is open: on a noun, under a present tense."""
    anchor = _anchor(sentence, tokens)
    nominal = anchor.rel in ("nmod", "compound", "amod", "appos", "nummod") and sentence.head(anchor).pos in ("NOUN", "PROPN", "NUM")
    for t in (anchor, *sentence.ancestors(anchor)):
        if t.pos not in ("VERB", "AUX", "ADJ", "NOUN") or (t.pos == "NOUN" and not sentence.children(t, "cop")):
            continue
        told = _of_verb(sentence, t, lex)
        if told is not None:
            return told, nominal
        nominal = nominal or (t.feats.get("Tense") == "Pres" and t.feats.get("VerbForm") == "Fin")
    return None, nominal


def direction(sentence: Sentence, words: Words, at: int, end: int, lang: str) -> tuple[bool | None, bool]:
    """Whether words [at, end) lie ahead (True), back (False), or cannot be told; and whether they hang on a noun."""
    lex = tense_words(lang)
    if sentence.parsed:
        tokens = sentence.within((words.start[at], words.end[end - 1]))
        if tokens:
            told, nominal = by_parse(sentence, tokens, lex)
            if told is not None:
                return told, nominal
            return by_words(words, at, end, lex), nominal
    return by_words(words, at, end, lex), False
