"""Whose words a claim's are, chosen among all nominals of its sentence: what is seen of each, and the likeliest.

The guesses of sources.py come first and are seen as such; the ranker may prefer another nominal, or none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate
from math import log1p
from operator import sub
from struct import Struct

import msgspec

from selon.languages.syntax import Sentence, Token
from selon.reading.attribution.columns import SPEAKER_NAMES, SPEAKER_PLAIN
from selon.reading.attribution.cues import SAYING, Cue, stands_after
from selon.reading.attribution.decoding import Ranked
from selon.reading.attribution.features import marker_of, verb_form
from selon.reading.attribution.generate import Candidate
from selon.reading.attribution.inversion import NOMINAL
from selon.reading.attribution.lexicon import AttributionLexicon
from selon.reading.attribution.mending import mended
from selon.reading.attribution.ranking import Model, Row, blank, stacked
from selon.reading.attribution.shapes import STOPS
from selon.reading.attribution.sources import Speaker, speaker_of
from selon.reading.attribution.spans import Field

PARTS = frozenset(("flat", "compound", "fixed", "goeswith", "appos"))        # relations of words that belong to another nominal
MARKS = frozenset("\"“”«»„")
PAUSES = STOPS | {":"}
VERBAL = frozenset(("VERB", "AUX"))
LEAST = 0.25        # a source less likely than this is not named; chosen on train and dev data
GUESSED = 3         # guesses told apart by their rank
FIXED = frozenset(("preposition", "dash", "quote", "adverb", "conditional"))     # cues whose source is fixed by their place, or none
_AT = {n: i for i, n in enumerate(SPEAKER_NAMES)}
_SORT, _FORM, _CUE, _REL, _POS, _OF, _HOW, _CASE = (
    {n.partition("=")[2]: i for n, i in _AT.items() if n.startswith(f"{kind}=")}
    for kind in ("sort", "form", "cue", "rel", "pos", "of", "how", "case")
)
_GUESS = [_AT[f"guess={i}"] for i in range(GUESSED)]
_NOTHING = blank(len(SPEAKER_NAMES))
_PLAIN, _THERE = Struct(f"{len(SPEAKER_PLAIN)}f"), 4 * _AT[SPEAKER_PLAIN[0]]      # the plain numbers, and the byte where they begin


class Nominee(msgspec.Struct, gc=False):
    """A nominal that may be the source, and its numbers in the order of SPEAKER_NAMES."""

    head: Token
    guess: Speaker | None
    row: Row


def nominees(field: Field, c: Candidate, guesses: list[Speaker], lex: AttributionLexicon) -> list[Nominee]:
    """All that may be the source of a claim, in text order; none for cues whose source stands in a fixed place."""
    cue = c.cue
    if cue.sort in FIXED:
        return []
    s = cue.sentence
    known = {g.head.i: (rank, g) for rank, g in reversed(list(enumerate(guesses)))}
    times = lex.words["times"]
    heads = [t for t in s.tokens if t.i in known or (
        (t.pos in NOMINAL or t.feats.get("Poss") == "Yes")
        and t.rel not in PARTS and t.lower not in times and not cue.first <= t.i <= cue.last
    )]
    about = _Setting(field, c, heads, lex)
    return [Nominee(t, known[t.i][1] if t.i in known else None, about.row(t, known.get(t.i))) for t in heads]


def as_speaker(s: Sentence, cue: Cue, n: Nominee, lex: AttributionLexicon) -> Speaker:
    """The words of a nominee."""
    return n.guess or speaker_of(s, cue, "beside", n.head, lex)


def _mark(row: Row, *columns: int | None) -> None:
    """Sets these columns, where there are such."""
    for i in columns:
        if i is not None:
            row[i] = 1.0


class _Setting:
    """What all nominees of a claim share."""

    def __init__(self, field: Field, c: Candidate, heads: list[Token], lex: AttributionLexicon) -> None:
        s, cue = c.cue.sentence, c.cue
        self.field, self.s, self.cue, self.spans, self.heads, self.lex = field, s, cue, c.spans, heads, lex
        firsts = [t.text[0] for t in s.tokens]
        nominal = {t.i for t in heads}
        kinds = ([t.pos in VERBAL for t in s.tokens], [sign in PAUSES for sign in firsts], [sign in MARKS for sign in firsts],
                 [i in nominal for i in range(len(firsts))])
        # how many verbs, pauses, marks and nominals stand before each word, and before the end
        self.running = list(zip(*[accumulate(are, initial=0) for are in kinds], strict=True))
        self.above = [t.i for t in s.ancestors(cue.head)]
        self.parent = self.above[0] if self.above else -1
        self.quoted = field.quote_at(cue.head.start) is not None
        self.after = c.spans[0][0] > cue.head.start
        self.shared = _NOTHING[:]
        _mark(self.shared, _SORT.get(cue.sort), _FORM.get(verb_form(s, cue.head)), _CUE.get(cue.head.rel))
        self.ends = [self.quoted, self.after, not SAYING.isdisjoint(cue.classes)]
        self.first_person, self.relative = lex.words["first_person"], lex.words["relative"]
        self.tells = "document" in cue.classes or "statement" in cue.classes

    def row(self, t: Token, known: tuple[int, Speaker] | None) -> Row:
        """The numbers of one nominee."""
        s, cue, lex, i, feats, out = self.s, self.cue, self.lex, t.i, t.feats, self.shared[:]
        case = s.child(t, "case")
        if case is not None and known is not None and known[1].how == "owner" and t.rel == "nmod":
            case = None
        rel = "nsubj" if stands_after(t, s.tokens[t.head]) else t.rel
        guess = (_GUESS[min(known[0], GUESSED - 1)], _HOW.get(known[1].how)) if known is not None else ()
        led = _CASE.get(marker_of(case, lex)) if case is not None else None
        _mark(out, _REL.get(rel), _POS.get(t.pos), _OF[self._governor(t)], led, *guess)
        a, b = s.edges(t)
        kinds = lex.speakers.get(t.lemma) or lex.speakers.get(t.lower, ())
        before = i < cue.first
        lo, hi = (i + 1, cue.first) if before else (cue.last + 1, i)        # the words between; a guess within the cue has fewer than none
        far = log1p(max(0, hi - lo + 1))        # a guess may stand within a cue of several words: "a-t-il dit"
        _PLAIN.pack_into(
            out, _THERE, before, far, *map(sub, self.running[hi], self.running[lo]),
            i in self.above, self._is_below(i), log1p(b - a), a == cue.last + 1, b == cue.first - 1,
            "person" in kinds, "organisation" in kinds, "document" in kinds, t.lower in self.first_person,
            feats.get("Poss") == "Yes", feats.get("PronType") == "Rel" or t.lower in self.relative, t.text[0].isupper(),
            t is self.heads[0], True in [p <= t.start < q for p, q in self.spans], self.field.quote_at(t.start) is not None,
            *self.ends, t.dep.endswith("pass"), self.tells,
            t.lemma in lex.nouns, len(self.heads),
        )
        return out

    def _governor(self, t: Token) -> str:
        """Where the word that a nominee depends on stands towards the cue: it is the cue, its parent, further up, below or elsewhere."""
        up = t.head
        if up == self.cue.head.i:
            return "cue"
        if up in self.above:
            return "parent" if up == self.parent else "ancestor"
        return "below" if self._is_below(up) else "other"

    def _is_below(self, i: int) -> bool:
        """Whether a word is the cue's head or hangs on it."""
        tokens, at = self.s.tokens, self.cue.head.i
        while i != at and tokens[i].head != i:
            i = tokens[i].head
        return i == at


def _is_plain(c: Candidate) -> bool:
    """Whether a guess stands however unlikely: the subject of a verb of saying, or a pronoun right before it ("it said that ...")."""
    x = c.speaker
    if x is None or SAYING.isdisjoint(c.cue.classes):
        return False
    return x.how == "subject" or (x.head.pos == "PRON" and x.range == (c.cue.first - 1, c.cue.first - 1))


def settle(chosen: Iterable[Ranked], model: Model, lex: AttributionLexicon) -> None:
    """Gives each chosen claim of a page its likeliest source, or none."""
    asked = [(r, nominees(r.entry.spot.field, r.candidate, r.entry.speakers, lex)) for r in chosen
             if r.candidate.speaker is None or r.candidate.speaker.incise is None]
    rows = [n.row for _, found in asked for n in found]
    if rows:
        _likeliest(asked, rows, model, lex)
    for r, _ in asked:
        r.candidate.speaker = mended(r.candidate.cue, r.candidate.speaker, lex)


def _likeliest(asked: Sequence[tuple[Ranked, list[Nominee]]], rows: list[Row], model: Model, lex: AttributionLexicon) -> None:
    likely, at = model.speaker.probability(stacked(rows)), 0
    for r, found in asked:
        if found:
            best = int(likely[at:at + len(found)].argmax())
            c = r.candidate
            plain = c.speaker if _is_plain(c) else None
            c.speaker = as_speaker(c.cue.sentence, c.cue, found[best], lex) if likely[at + best] >= LEAST else plain
            at += len(found)
