"""The first glance at a cue: a sum of a few weights that tells most cues that announce nothing, before their source and numbers are sought.

Fitted by training/glance.py so that next to none is lost of the cues whose claim is kept in the end (0.4 % on the data of the fit); nearly
half of the cues end here. Only verbs, nouns and adjectives are glanced at: the other sorts are few, and right more often.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from math import log

import msgspec

from selon.languages.syntax import Sentence, Token
from selon.reading.attribution.cues import SAYING, Cue
from selon.reading.attribution.features import Spot
from selon.reading.attribution.lexicon import Classes
from selon.reading.attribution.ranking import HERE

GLANCED = frozenset(("verb", "noun", "adjective"))
KINDS = ("sort", "rel", "form", "below", "last", "next")
PLAIN = ("base", "rate", "quotes", "quoted", "opens", "colon")
OPENS = frozenset(":\"“«„")
LEAST_RATE = 1e-4       # rates are cut to what log odds can be taken of


class Weights(msgspec.Struct, frozen=True):
    """glance.json: the weight of each trait by name, and the sum below which a cue is left."""

    least: float
    weights: dict[str, float]


class Glance:
    """The weights in tables: one for each kind of trait that a cue has one of, and the plain ones."""

    def __init__(self, file: Weights) -> None:
        self.least = file.least
        self.sort, self.rel, self.form, self.below, self.last, self.next = (
            {n.partition("=")[2]: w for n, w in file.weights.items() if n.startswith(f"{kind}=")} for kind in KINDS
        )
        self.base, self.rate, self.quotes, self.quoted, self.opens, self.colon = (file.weights[n] for n in PLAIN)
        self.of_classes: dict[tuple[str, Classes], float] = {}

    def passes(self, spot: Spot, cue: Cue, rate: float) -> bool:
        """Whether a cue of a category that is right so often is worth a look."""
        return not is_glanced(cue) or self.score(spot, cue, rate) >= self.least

    def score(self, spot: Spot, cue: Cue, rate: float) -> float:
        """The sum of the weights of `traits`, without making them."""
        s, h, below = spot.sentence, cue.head, self.below
        if (total := self.of_classes.get((cue.sort, cue.classes))) is None:
            total = self.of_classes[cue.sort, cue.classes] = self.base + self.sort.get(cue.sort, 0.0) + self.rate * odds(rate)
        last, following = beside(s, cue)
        total += (self.rel.get(h.rel, 0.0) + self.form.get(form(cue), 0.0) +
                  self.last.get(last.pos if last else "", 0.0) + self.next.get(following.pos if following else "", 0.0))
        for c in s.children(h):
            total += below.get(c.rel, 0.0)
        if spot.quotes:
            total += self.quotes
            if is_quoted(spot, cue):
                total += self.quoted
        if following and following.text[0] in OPENS:
            total += self.opens
        return total + self.colon if spot.colon else total


def is_glanced(cue: Cue) -> bool:
    """Whether a cue may be left at a glance: no verb that the tagger takes for an adjective, « l'arrêté contesté », since the English of
    the fit hardly has any."""
    return cue.sort in GLANCED and (cue.sort != "verb" or cue.head.pos != "ADJ")


def odds(rate: float) -> float:
    """The log odds of a rate."""
    return log(max(rate, LEAST_RATE) / (1 - min(rate, 1 - LEAST_RATE)))


def form(cue: Cue) -> str:
    """The form and tense of a cue's head."""
    feats = cue.head.feats
    return feats.get("VerbForm", "") + feats.get("Tense", "")


def beside(s: Sentence, cue: Cue) -> tuple[Token | None, Token | None]:
    """The words before and after a cue."""
    tokens, first, after = s.tokens, cue.first, cue.last + 1
    return tokens[first - 1] if first else None, tokens[after] if after < len(tokens) else None


def is_quoted(spot: Spot, cue: Cue) -> bool:
    """Whether a cue stands within a quotation and is no word of saying after a mark there: some put an incise within the marks."""
    at = cue.head.start
    if not any(q.start <= at < q.end for q in spot.quotes):
        return False
    last, _ = beside(spot.sentence, cue)
    return last is None or last.pos != "PUNCT" or SAYING.isdisjoint(cue.classes)


def traits(spot: Spot, cue: Cue, rate: float) -> Iterator[tuple[str, float]]:
    """What a glance sees of a cue, by name."""
    s, h = spot.sentence, cue.head
    last, following = beside(s, cue)
    for name in (f"sort={cue.sort}", f"rel={h.rel}", f"form={form(cue)}", f"last={last.pos if last else ''}",
                 f"next={following.pos if following else ''}", *(f"below={c.rel}" for c in s.children(h))):
        yield name, 1.0
    plain = 1.0, odds(rate), bool(spot.quotes), is_quoted(spot, cue), following is not None and following.text[0] in OPENS, spot.colon
    yield from zip(PLAIN, map(float, plain), strict=True)


def read_weights() -> Weights:
    """The file beside this one."""
    return msgspec.json.decode((HERE / "glance.json").read_bytes(), type=Weights)


@cache
def load_glance() -> Glance:
    """The weights as reading uses them."""
    return Glance(read_weights())
