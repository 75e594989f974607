"""Noun phrases as the tree has them: what is coordinated, described and owned, and by which preposition a phrase hangs on a word."""

from __future__ import annotations

from collections.abc import Iterable

from selon.languages.syntax import Sentence, Token
from selon.reading.predicates.schema import Predicates

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"})
PHRASED = NOMINAL | {"ADV"}
DESCRIBING = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "X"})
VERBAL = frozenset({"VERB", "AUX"})
CLAUSAL = frozenset({"xcomp", "ccomp", "acl", "advcl"})
UNMARKED = frozenset({"obl:unmarked", "obl:tmod", "nmod:unmarked", "nmod:tmod"})
SETTING = frozenset({"time", "ground", "building", "place"})
MOST = 100_000      # words that are remembered
PARTY = frozenset({"person", "armed", "crowd", "state", "armedname"})


class _Plain(dict[str, str]):
    """Words in lower case, with a straight apostrophe, remembered."""

    def __missing__(self, word: str) -> str:
        if len(self) > MOST:
            self.clear()
        self[word] = plain = word.lower().replace("’", "'")
        return plain


_PLAIN = _Plain()


def lemma(t: Token) -> str:
    """The lemma in lower case, with a straight apostrophe."""
    return _PLAIN[t.lemma]


def lemmas(tokens: Iterable[Token]) -> list[str]:
    """The same of several words."""
    return [_PLAIN[t.lemma] for t in tokens]


def is_participle(t: Token) -> bool:
    """A past participle."""
    return t.feats.get("VerbForm") == "Part" and t.feats.get("Tense", "Past") == "Past"


def counted_on(t: Token) -> bool:
    """An ordinal that stands for a noun, which looks like a fraction: "a third fell on the school"."""
    return t.pos == "NOUN" and t.feats.get("NumType") in {"Ord", "Frac"} and t.feats.get("Number") != "Plur" and t.rel in {"nsubj", "obj"}


def expand(sentence: Sentence, t: Token) -> tuple[Token, ...]:
    """A noun and those coordinated with it."""
    if sentence.child(t, "conj", "list", "appos") is None:
        return (t,)
    out = [t, *_listed(sentence, t)]
    joined = sentence.children(t, "conj")
    for c in () if joined and _offices(sentence, t, joined) else joined:
        if c.pos in NOMINAL and c.pos not in {"DET"} and not sentence.child(c, "nsubj", "cop") and not other_case(sentence, t, c):
            out.extend(expand(sentence, c) if c.i > t.i and len(out) < 20 else ())
    return tuple(dict.fromkeys(out))


def _offices(sentence: Sentence, t: Token, joined: tuple[Token, ...]) -> bool:
    """Whether what is joined to a name, between two commas, only says who it is: "X, founder and former candidate, denounced it"."""
    if t.pos != "PROPN" or sentence.field != "text":
        return False
    told = next((c for c in sentence.children(t, "appos") if t.i < c.i < joined[0].i and c.pos == "NOUN"), joined[0])
    first, last = sentence.edges(told)[0], sentence.edges(joined[-1])[1]
    between = t.i < first and "," in {sentence[first].text, sentence[first - 1].text}
    between = between and "," in {x.text for x in sentence.tokens[last:last + 2]}
    return between and all(c.pos == "NOUN" and c.feats.get("Number") != "Plur" and not any(
        x.rel in {"det", "nummod", "case"} or x.dep == "nmod:poss" for x in sentence.children(c)) for c in joined)


def _listed(sentence: Sentence, t: Token) -> list[Token]:
    """The middle of a list that the parser reads as appositions: names ("list"), or things each with its own article or number."""
    if sentence.child(t, "list", "appos") is None:
        return []
    def begins(c: Token) -> bool:
        first = sentence.edges(c)[0]
        return first > 0 and sentence[first - 1].text == ","
    found = [c for c in sentence.children(t, "list") if c.pos == "PROPN" and t.pos == "PROPN" and c.i > t.i and begins(c)]
    last = max((c.i for c in sentence.children(t, "conj")), default=0)
    own = t.pos == "NOUN" and sentence.child(t, "det", "nummod") is not None
    things = [c for c in sentence.children(t, "appos") if own and c.pos == "NOUN" and t.i < c.i < last
              and sentence.child(c, "det", "nummod") is not None and begins(c)]
    return found + (things if len(things) > 1 else [])


def other_case(sentence: Sentence, t: Token, c: Token) -> bool:
    """Whether a coordinated noun has another preposition than the first: "hurt by gunfire and in stable condition"."""
    own, first = sentence.child(c, "case"), sentence.child(t, "case")
    return own is not None and own.i < c.i and (first is None or own.lower != first.lower)


def preposition(sentence: Sentence, t: Token, known: Predicates) -> str | None:
    """The canonical preposition of a noun, or null."""
    cases = sentence.children(t, "case")
    if not cases:
        return None
    case = cases[0]
    fixed = sentence.children(case, "fixed")
    if fixed:
        words = " ".join(x.lower.replace("’", "'") for x in (case, *fixed))
        if words in known.preposition:
            return known.preposition[words]
    if len(cases) > 1:
        words = f"{case.lower} {cases[1].lower}"
        if words in known.preposition:
            return known.preposition[words]
    form = case.lower.replace("’", "'")
    if case.i and form in known.sets["later_in_preposition"] and (words := f"{sentence[case.i - 1].lower} {form}") in known.preposition:
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
        if prep and (c.pos in PHRASED or sentence.child(c, "det") is not None):
            out[prep] = out.get(prep, ()) + expand(sentence, c)
            for d in (d for d in sentence.children(c, "conj") if d.pos in {"NOUN", "PROPN"} and other_case(sentence, c, d)):
                other = preposition(sentence, d, known)         # "on five offices, and against an exchange"
                out[other or prep] = out.get(other or prep, ()) + expand(sentence, d)
            if prep in known.sets["place"]:
                _add_stray(sentence, c, known, out)
        elif c.dep == "obl:agent" and not _cased_below(sentence, c, known):
            agent = known.grammar.agent[0]
            out[agent] = out.get(agent, ()) + expand(sentence, c)
    return out


def _cased_below(sentence: Sentence, t: Token, known: Predicates) -> bool:
    """Whether a phrase begins with another preposition than an agent's that hangs further below: "according to attorney Ann Hall"."""
    first = next(x for x in sentence.tokens[sentence.edges(t)[0]:t.i + 1] if x.pos != "PUNCT")
    return first.rel == "case" and first.head != t.i and known.preposition.get(first.lower, first.lower) not in known.grammar.agent


def _add_stray(sentence: Sentence, setting: Token, known: Predicates, out: dict[str, tuple[Token, ...]], depth: int = 0) -> None:
    """Doers and what an act was aimed at, hung on the words for its time and place: "shot near his house in the suburb by two men"."""
    kinds = known.classes.get(lemma(setting), frozenset())
    if depth > 2 or not (setting.pos == "PROPN" or kinds & SETTING):
        return
    for c in sentence.children(setting, "nmod", "obl"):
        prep = preposition(sentence, c, known) if c.i > setting.i else None
        party = c.pos == "PROPN" or known.classes.get(lemma(c), frozenset()) & PARTY
        if prep is not None and ((prep in known.grammar.agent and party) or prep == known.grammar.target[0]):
            out[prep] = out.get(prep, ()) + expand(sentence, c)
        elif prep in known.sets["place"]:
            _add_stray(sentence, c, known, out, depth + 1)


def _long_preposition(sentence: Sentence, t: Token, known: Predicates) -> tuple[str, Token] | None:
    """"in front of the ministry" read as a phrase of "front": its preposition and noun; null where the word is a noun of its own."""
    case = sentence.child(t, "case") if t.lower.replace("’", "'") in known.sets["later_in_preposition"] else None
    if case is None:
        return None
    for inner in sentence.children(t, "nmod", "appos", "flat", "compound"):
        of = sentence.child(inner, "case")
        words = [x.lower.replace("’", "'") for x in (case, t, of) if x is not None]
        name = known.preposition.get(" ".join(words)) if inner.i > t.i else None
        if name is not None:
            return name, inner
    return None


def _behind_case(sentence: Sentence, noun: Token, c: Token) -> bool:
    """Whether a phrase after the noun begins with a preposition that the parser hangs further below: "clashes near El Roble farm"."""
    return c.i > noun.i and sentence[sentence.edges(c)[0]].rel == "case"


def modifiers(sentence: Sentence, noun: Token) -> tuple[Token, ...]:
    """Compounds and adjectives of a noun ("rebel attack", "frappe israélienne")."""
    below = [c for c in sentence.children(noun, "compound", "amod", "nmod", "flat", "nummod") if c.pos in DESCRIBING]
    return tuple([c for c in below if sentence.child(c, "case") is None and not _behind_case(sentence, noun, c)])


def possessors(sentence: Sentence, noun: Token, known: Predicates) -> tuple[Token, ...]:
    """Genitives and possessive pronouns of a noun."""
    out: list[Token] = []
    for c in sentence.children(noun, "nmod", "det"):
        if c.dep == "nmod:poss" or c.feats.get("Poss") == "Yes":
            out.extend(expand(sentence, c) if c.pos in NOMINAL else (c,))
    return tuple(out)


def misread_subject(sentence: Sentence, verb: Token, marks: frozenset[str]) -> tuple[Token, ...]:
    """The noun right before a finite verb without a subject that the parser hangs on a word of time before it, as if that began a phrase:
    "a day after jets bombed the depot"; or how many, as headlines say it, read as a part of the verb: "6 shot at a party"."""
    before = sentence[verb.i - 1] if verb.i else None
    while before is not None and before.pos == "ADV" and before.head == verb.i and before.i:
        before = sentence[before.i - 1]         # "after girl accidentally shot"
    if before is not None and before.dep in UNMARKED and (first := sentence.edges(before)[0]):
        before = sentence[first - 1]            # "taken after gunmen this morning raided it"
    if before is not None and verb.pos == "VERB" and (before.rel == "nummod" or before.pos == "NUM") and before.head == verb.i:
        return (before,)
    own = verb.feats.get("VerbForm") == "Fin" or (verb.rel in {"xcomp", "ccomp"} and is_participle(verb))
    if before is None or before.pos not in {"NOUN", "PROPN"} or before.rel not in {"nmod", "obl"} or not own:
        return ()
    case = sentence.child(before, "case")
    return (before,) if case is not None and case.lower in marks and verb.feats.get("Tense") == "Past" else ()
