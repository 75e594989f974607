"""Noun phrases as the tree has them: what is coordinated, described and owned, and by which preposition a phrase hangs on a word."""

from __future__ import annotations

from functools import lru_cache

from selon.languages.syntax import Sentence, Token
from selon.reading.predicates.schema import Predicates

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"})
VERBAL = frozenset({"VERB", "AUX"})


@lru_cache(maxsize=100_000)
def _plain(word: str) -> str:
    return word.lower().replace("’", "'")


def lemma(t: Token) -> str:
    """The lemma in lower case, with a straight apostrophe."""
    return _plain(t.lemma)


def is_participle(t: Token) -> bool:
    """A past participle."""
    return t.feats.get("VerbForm") == "Part" and t.feats.get("Tense", "Past") == "Past"


def expand(sentence: Sentence, t: Token) -> tuple[Token, ...]:
    """A noun and those coordinated with it."""
    out = [t]
    for c in sentence.children(t, "conj"):
        if c.pos in NOMINAL and c.pos not in {"DET"} and not sentence.child(c, "nsubj", "cop") and not _other_case(sentence, t, c):
            out.extend(expand(sentence, c) if c.i > t.i and len(out) < 20 else ())
    return tuple(out)


def _other_case(sentence: Sentence, t: Token, c: Token) -> bool:
    """Whether a coordinated noun has another preposition than the first: "hurt by gunfire and in stable condition"."""
    own, first = sentence.child(c, "case"), sentence.child(t, "case")
    return own is not None and own.i < c.i and (first is None or own.lower != first.lower)


def preposition(sentence: Sentence, t: Token, known: Predicates) -> str | None:
    """The canonical preposition of a noun, or null."""
    case = sentence.child(t, "case")
    if case is None:
        return None
    fixed = sentence.children(case, "fixed")
    if fixed:
        words = " ".join(x.lower.replace("’", "'") for x in (case, *fixed))
        if words in known.preposition:
            return known.preposition[words]
    second = next((c for c in sentence.children(t, "case") if c is not case), None)
    if second is not None:
        words = f"{case.lower} {second.lower}"
        if words in known.preposition:
            return known.preposition[words]
    form = case.lower.replace("’", "'")
    if case.i and (words := f"{sentence[case.i - 1].lower} {form}") in known.preposition:
        return known.preposition[words]         # "fighting along with the militia"
    return known.preposition.get(form, form)


def phrases(sentence: Sentence, head: Token, known: Predicates) -> dict[str, tuple[Token, ...]]:
    """The prepositional phrases below a word, by preposition."""
    out: dict[str, tuple[Token, ...]] = {}
    for c in sentence.children(head, "obl", "nmod", "obj", "advmod", "iobj", "dep"):
        prep = preposition(sentence, c, known)
        whole = _long_preposition(sentence, c, known) if prep else None
        if whole is not None:
            prep, c = whole
        if prep and c.pos in NOMINAL | {"ADV"}:
            out[prep] = out.get(prep, ()) + expand(sentence, c)
        elif c.dep == "obl:agent":
            agent = known.grammar.agent[0]
            out[agent] = out.get(agent, ()) + expand(sentence, c)
    return out


def _long_preposition(sentence: Sentence, t: Token, known: Predicates) -> tuple[str, Token] | None:
    """"in front of the ministry" read as a phrase of "front": its preposition and noun; null where the word is a noun of its own."""
    case = sentence.child(t, "case")
    for inner in sentence.children(t, "nmod", "appos", "flat", "compound"):
        of = sentence.child(inner, "case")
        words = [x.lower.replace("’", "'") for x in (case, t, of) if x is not None]
        name = known.preposition.get(" ".join(words)) if case is not None and inner.i > t.i else None
        if name is not None:
            return name, inner
    return None


def modifiers(sentence: Sentence, noun: Token) -> tuple[Token, ...]:
    """Compounds and adjectives of a noun ("rebel attack", "frappe israélienne")."""
    below = sentence.children(noun, "compound", "amod", "nmod", "flat", "nummod")
    return tuple(c for c in below if sentence.child(c, "case") is None and c.pos in {"NOUN", "PROPN", "ADJ", "VERB", "X"})


def possessors(sentence: Sentence, noun: Token, known: Predicates) -> tuple[Token, ...]:
    """Genitives and possessive pronouns of a noun."""
    out: list[Token] = []
    for c in sentence.children(noun, "nmod", "det"):
        if c.dep == "nmod:poss" or c.feats.get("Poss") == "Yes":
            out.extend(expand(sentence, c) if c.pos in NOMINAL else (c,))
    return tuple(out)
