"""What can be seen of a candidate name without knowing its words: shape, neighbours, syntax, gazetteer and lists.

The features name no word of any text, so that weights learnt on English carry to French.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from selon.atlas.phrases import fold
from selon.languages.syntax import Sentence, Token
from selon.reading.naming.looks import look
from selon.reading.naming.runs import Run
from selon.reading.naming.words import Noun, Words

ORDINARY = 0.5      # share of lower-case uses from which a word is an ordinary one
PAIRED = ("rel=", "in", "definite", "gazetteer", "listed", "acts", "says", "possessive", "no_propn")
WORDS = tuple(f"words={n}" for n in range(5))
CUTS = 3        # neighbours further away tell nothing


def _noun_near(s: Sentence, i: int, words: Words) -> Noun | None:
    if not 0 <= i < len(s.tokens):
        return None
    text = s.tokens[i].text
    return words.noun(text) if text[:1].islower() else None


def _inside(tokens: tuple[Token, ...], words: Words, is_place: Callable[[str], bool], text: str) -> Iterator[str]:
    """What a name's words show, whatever they were parsed as."""
    several = len(tokens) > 1
    yield WORDS[min(len(tokens), 4)]
    first, last = tokens[0].text, tokens[-1].text
    given = fold(first) in words.first_names
    if given:
        yield "given" if several else "given_alone"
        if len(tokens) in (2, 3):
            yield "given_and_more"
    elif len(tokens) > 2 and any(fold(t.text) in words.first_names for t in tokens[1:-1]):
        yield "given_inside"
    if is_place(text):
        yield "gazetteer"
        yield "gazetteer_given" if given else "gazetteer_not_given"
    elif several and is_place(last):
        yield "gazetteer_last"
    if words.country(text):
        yield "country"
    if words.is_demonym(text):
        yield "demonym"
    for where, t in (("head_", last if words.head_last else first), ("other_", first if words.head_last else last)):
        noun = words.noun(t)
        if noun is not None:
            yield where + noun.what
        if fold(t) in words.place_heads:
            yield where + "place"
    yield from _shape(tokens, words)


def _shape(tokens: tuple[Token, ...], words: Words) -> Iterator[str]:
    first = tokens[0].text
    if len(tokens) == 1 and len(first) > 1 and first.isupper():
        yield "acronym" if len(first) <= 5 else "shouted"
    if look(first).inner:
        yield "inner_capital"
    if any(look(t.text).digit for t in tokens):
        yield "digit"
    if len(tokens) > 1 and any(_is_initial(t.text) for t in tokens[:-1]):
        yield "initial"
    if not words.joining.isdisjoint([t.lower for t in tokens]):
        yield "joined"
    elif not words.particles.isdisjoint([fold(t.lower) for t in tokens]):
        yield "particle"
    if fold(tokens[-1].text) in words.family:
        yield "family"


def _parsed_as(tokens: tuple[Token, ...]) -> str:
    proper = [t.pos for t in tokens].count("PROPN")
    return "all_propn" if proper == len(tokens) else "some_propn" if proper else "no_propn"


def _is_initial(text: str) -> bool:
    return len(text) == 2 and text[1] == "."


def _around(run: Run, words: Words, is_place: Callable[[str], bool]) -> Iterator[str]:
    s, a, b = run.sentence, run.first, run.last
    if run.title:
        yield "title"
    elif run.role:
        yield "role_in_run"
    before = s.tokens[a - 1] if a else None
    after = s.tokens[b + 1] if b + 1 < len(s.tokens) else None
    if before is None:
        yield "opens"
    else:
        yield from _before(s, a, before, words)
    if after is None:
        yield "closes"
        return
    yield from _after(s, b, after, words, is_place)


def _before(s: Sentence, a: int, before: Token, words: Words) -> Iterator[str]:
    if before.lower in words.place_prepositions:
        yield "in"
        if before.pos == "ADP":
            yield "in_adp"
    elif before.pos == "ADP":
        yield "preposition"
    if before.lower in words.definite:
        yield "definite"
    elif before.lower in words.indefinite or before.pos == "DET":
        yield "determiner"
    noun = _noun_near(s, a - 1, words)
    if noun is None and before.text == ",":
        noun = next((n for i in range(a - 2, max(-1, a - 2 - CUTS), -1) if (n := _noun_near(s, i, words))), None)
        if noun is not None:
            yield f"after_comma_{noun.what}"
    elif noun is not None:
        yield f"after_{noun.what}"
    if before.pos == "CCONJ" or before.text == ",":
        yield "listed"


def _after(s: Sentence, b: int, after: Token, words: Words, is_place: Callable[[str], bool]) -> Iterator[str]:
    if after.text in ("'s", "’s", "'", "’"):
        yield "possessive"
    if after.lower in words.person_relative:
        yield "who"
    elif after.lower in words.place_relative:
        yield "where"
    noun = _noun_near(s, b + 1, words)
    if noun is not None:
        yield f"before_{noun.what}"
    if after.text == "," and b + 2 < len(s):
        follow = s[b + 2]
        if follow.lower in words.person_relative:
            yield "who"
        near = next((n for i in range(b + 2, min(len(s), b + 2 + CUTS)) if (n := _noun_near(s, i, words))), None)
        if near is not None:
            yield f"comma_{near.what}"
        if follow.text[:1].isupper() and is_place(follow.text):
            yield "comma_place"
        if follow.text.isdigit():
            yield "comma_age"
    if after.text == "(":
        yield "bracket_after"


def _syntax(run: Run, words: Words) -> Iterator[str]:
    s = run.sentence
    if not s.parsed:
        yield "unparsed"
        return
    head = head_of(run)
    up = s.head(head)
    yield f"rel={head.rel}"
    if head.rel == "nsubj" and up.lemma in words.said:
        yield "says"
    if head.rel == "nsubj" and up.pos == "VERB":
        yield "acts"
    if up.lemma in words.said and head.rel in ("obj", "iobj"):
        yield "told"
    if head.rel in ("appos", "flat") and (noun := words.noun(up.text)) is not None:
        yield f"appos_{noun.what}"
    for c in apposed(s, head):
        if (noun := words.noun(c.text)) is not None:
            yield f"has_appos_{noun.what}"
    if head.rel == "compound" and (noun := words.noun(up.text)) is not None:
        yield f"compound_{noun.what}"


def apposed(s: Sentence, head: Token) -> tuple[Token, ...]:
    """What stands in apposition to a name, or behind it to the noun that it is itself in apposition to: « le général X, porte-parole de
    l'armée »."""
    own, up = s.children(head, "appos"), s.head(head)
    return own if head.rel != "appos" or up.i > head.i else (*own, *(c for c in s.children(up, "appos") if c.i > head.i))


def head_of(run: Run) -> Token:
    """The word of a run whose head lies outside it."""
    return next((t for t in run.tokens if not run.first <= t.head <= run.last or t.head == t.i), run.tokens[0])


@dataclass(frozen=True, slots=True)
class Document:
    """What a page tells of its own names: last words of full or titled names, folded; its words as they are written; names told often;
    and what the words of each name show, as soon as it is known."""

    surnames: frozenset[str]
    written: frozenset[str]
    often: frozenset[tuple[str, ...]]
    shown: dict[tuple[str, ...], tuple[list[str], list[str]]]


def document(runs: Sequence[Run], sentences: Sequence[Sentence], words: Words) -> Document:
    """The page's own evidence from its runs."""
    surnames = {fold(r.tokens[-1].text) for r in runs if r.title or (r.last > r.first and fold(r.tokens[0].text) in words.first_names)}
    seen = Counter([r.key for r in runs])
    written = frozenset(chain.from_iterable(s.texts for s in sentences))
    return Document(frozenset(surnames), written, frozenset([k for k, n in seen.items() if n > 1]), {})


def _elsewhere(run: Run, doc: Document) -> Iterator[str]:
    if len(run.tokens) == 1 and not run.title and fold(run.tokens[0].text) in doc.surnames:
        yield "surname"
    if run.key in doc.often:
        yield "often"


def _usage(tokens: tuple[Token, ...], words: Words, doc: Document) -> Iterator[str]:
    """How a name's words are used in the page and in the language."""
    if all(len(t.lower) > 2 and t.lower in doc.written and t.lower.islower() for t in tokens):
        yield "lowered"
    common = [share is not None and share >= ORDINARY for share in [words.casing.share(t.lower) for t in tokens]]
    if common[-1] and common[0]:
        yield "ordinary"
    elif any(common):
        yield "some_ordinary"
    elif len(tokens) == 1 and words.is_word(tokens[0].lower):
        yield "word"


@lru_cache(maxsize=1000)
def _alone(feature: str) -> str | None:
    """The feature that a feature makes with a name's being one word, where it does."""
    return f"alone+{feature}" if feature.startswith(PAIRED) else None


def features(run: Run, text: str, words: Words, is_place: Callable[[str], bool], doc: Document) -> list[str]:
    """The names of the features a run has."""
    tokens, key = run.tokens, (text, *[t.text for t in run.tokens])
    shown = doc.shown.get(key)
    if shown is None:
        shown = doc.shown[key] = [*_inside(tokens, words, is_place, text)], [*_usage(tokens, words, doc)]
    inside, usage = shown
    out = [*inside, _parsed_as(tokens), *_around(run, words, is_place), *_syntax(run, words), *_elsewhere(run, doc), *usage]
    if len(tokens) == 1:
        out += [alone for f in out if (alone := _alone(f))]
    if run.headline:
        out.append("headline")
    return out
