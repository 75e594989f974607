"""Participants that the parse is not sure enough of are left out: a missing one is told elsewhere, a wrong one misleads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import prod

from selon.languages.syntax import Sentence, Token
from selon.model import EventType
from selon.reading.hanging import NAMING

# How likely all arcs between the word that tells of an act and a participant must be right. Who words are meant for often stands clauses
# away, where the product of many arcs is small though the party is right.
DEED, WORD = 0.4, 0.2
DEEDS = frozenset({"ASSAULT", "ACCIDENT", "INTERCEPT", "DISASTER", "EVACUATE", "MOBILIZE", "COERCE"})
HARMLESS = frozenset({"obl", "nmod"})       # hung on the verb or on its object, "against the camp" is the same party
OF_PHRASES = "advmod"       # so is that of an adverb that a phrase begins with: "the abbot, together with four monks"
CLAUSES = frozenset({"acl", "advcl", "xcomp", "ccomp"})
Way = list[list[Token]]     # arcs, each as the words that it may be told by


def ways(sentence: Sentence, trigger: Token, heads: Sequence[Token]) -> list[tuple[Token, Way]]:
    """The participants of an act, each with the arcs that tie it to it."""
    return [(t, _way(sentence, trigger, _part(sentence, t, heads) or t)) for t in heads]


def judge_ways(sentence: Sentence, sides: Iterable[list[tuple[Token, Way]]]) -> None:
    """Judges the arcs to the participants of several acts together: one takes as long as ten."""
    sentence.judge([t for participants in sides for _, way in participants for arc in way for t in arc])


def sure_ones(sentence: Sentence, participants: list[tuple[Token, Way]], type_: EventType) -> tuple[Token, ...]:
    """Of the participants of an act, those that the tree ties to it surely enough."""
    least = DEED if type_ in DEEDS else WORD
    return tuple([t for t, way in participants if _chance(sentence, way) >= least])


def _part(sentence: Sentence, t: Token, heads: Sequence[Token]) -> Token | None:
    """The participant named as part of others that a further one is joined to: it is as sure, since the parser only hesitates whether it is
    joined to the part or to the whole, "killed ten people, including a nun and a judge"."""
    part = sentence.head(t)
    whole = sentence.head(part)
    joined = t.rel == "conj" and t.pos in NAMING and part.pos in NAMING and part.rel != "conj"
    return part if joined and part is not whole and part in heads and whole in heads else None


def is_sure(sentence: Sentence, trigger: Token, head: Token, least: float) -> bool:
    """Whether the tree ties a participant to an act as surely as wanted."""
    way = _way(sentence, trigger, head)
    judge_ways(sentence, ([(head, way)],))
    return _chance(sentence, way) >= least


def _chance(sentence: Sentence, way: Way) -> float:
    """How sure it is that all of a way is right; of words that stand for one arc, the surest counts."""
    return prod(max(map(sentence.sureness, arc)) if len(arc) > 1 else sentence.sureness(arc[0]) for arc in way)


def _way(sentence: Sentence, trigger: Token, head: Token) -> Way:
    """The arcs between an act and a participant that make a difference, none where it stands beside it; an arc by its word. Those of one
    list of nouns count once, by its members: the parser hesitates over which of them another one hangs on, which makes no difference
    ("killed the baker, his wife and the baker's son")."""
    if _beside(sentence, trigger, head):
        return []
    way: Way = []
    seen: set[int] = set()
    for t in _between(sentence, trigger, head):
        if t.rel in HARMLESS or t.rel == OF_PHRASES:
            continue
        if t.rel != "conj" or t.pos not in NAMING:
            way.append([t])
        elif t.i not in seen:
            way.append(_listed(sentence, t))
            seen.update(x.i for x in way[-1])
    return way


def _listed(sentence: Sentence, t: Token) -> list[Token]:
    """The members of a list of nouns but for the first, those that hang on one another: a name or noun, those above it and below it."""
    found, above = [t], sentence.head(t)
    while above.rel == "conj" and above.pos in NAMING:
        found.append(above)
        above = sentence.head(above)
    return found + [c for c in sentence.children(t, "conj") if c.pos in NAMING]


def _beside(sentence: Sentence, trigger: Token, t: Token) -> bool:
    """Whether a participant stands right before a verb and its helpers, or begins right behind the word that tells of the act, whatever
    tree the parser makes of it: "a man convicted of murder", "shops and schools have been bombed"."""
    between = sentence.tokens[t.i + 1:trigger.i]
    before = t.i < trigger.i and trigger.pos == "VERB" and all(x.rel == "aux" and x.head == trigger.i for x in between)
    return before or sentence.edges(t)[0] == trigger.i + 1


def _between(sentence: Sentence, trigger: Token, head: Token) -> Iterator[Token]:
    """The words whose arcs lie between two words and make a difference. What a relative clause describes is found by other means than the
    arc it hangs on, and nothing from there on counts; who does what a clause without tense tells is the same whether it hangs on a verb or
    on the verb's object: "launched an operation to capture him"."""
    above, below = [trigger, *sentence.ancestors(trigger)], [head, *sentence.ancestors(head)]
    while above and below and above[-1] is below[-1]:       # what both hang on
        above.pop()
        below.pop()
    for t in above:
        if t.dep == "acl:relcl":
            return
        if t is not trigger or not (t.rel == "xcomp" or _open(sentence, trigger)):
            yield t
    yield from below


def _open(sentence: Sentence, verb: Token) -> bool:
    """Whether a clause without tense, begun by a word of its own, could hang on two words as well."""
    form, above = verb.feats.get("VerbForm"), sentence.head(verb)
    bare = form in {"Inf", "Ger"} or (form == "Part" and verb.feats.get("Tense") == "Pres")
    if not bare or verb.rel not in CLAUSES or sentence.child(verb, "mark") is None:
        return False
    object_ = any(c.i < verb.i for c in sentence.children(above, "obj"))
    return (verb.rel == "acl" and above.rel == "obj") or (verb.rel != "acl" and object_) or sentence.child(above, "cop") is not None
