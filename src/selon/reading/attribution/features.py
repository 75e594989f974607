"""What the ranker sees of a candidate: structure, classes, punctuation and lengths; never a word.

`row` gives the numbers in the order of columns.NAMES; the same code serves fitting (training/attribution.py) and reading.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from math import log1p

from selon.languages.syntax import Sentence, Token
from selon.reading.attribution.columns import CONTENT_NAMES, CUE_NAMES
from selon.reading.attribution.cues import SAYING, Cue
from selon.reading.attribution.generate import Candidate
from selon.reading.attribution.lexicon import AttributionLexicon
from selon.reading.attribution.ranking import content_categories, cue_categories
from selon.reading.attribution.sources import Speaker
from selon.reading.attribution.spans import Field, common, length

OPENERS = "\"“«„'‘"
CLOSERS = "\"”»'’"
_CUE = {n: i for i, n in enumerate(CUE_NAMES)}
_CONTENT = {n: i for i, n in enumerate(CONTENT_NAMES)}
_NO_CUE, _NO_CONTENT = [0.0] * len(CUE_NAMES), [0.0] * len(CONTENT_NAMES)
_SORT, _DEP, _FORM, _SOURCE, _CLASS = (
    {n.partition("=")[2]: i for n, i in _CUE.items() if n.startswith(f"{kind}=")} for kind in ("sort", "cue", "form", "source", "class")
)
_SHAPE, _NODE, _MARKER = (
    {n.partition("=")[2]: i for n, i in _CONTENT.items() if n.startswith(f"{kind}=")} for kind in ("shape", "node", "marker")
)
_AT = _CUE["present"]           # where the plain numbers begin
_THERE = _CONTENT["reach"]


class Spot:
    """What a sentence offers all of its cues: its place, its quotations, how many cues there are and where those of speech stand."""

    def __init__(self, field: Field, k: int, cues: list[Cue]) -> None:
        self.field, self.k, self.sentence = field, k, field.sentences[k]
        s = self.sentence
        self.cues = [c.head.start for c in cues]
        self.saying = [c.head.start for c in cues if not SAYING.isdisjoint(c.classes)]
        self.starts = [t.start for t in s]
        self.quotes = field.quotes_in(s.start, s.end)
        last = k + 1 >= len(field.sentences)
        self.paragraph_end = last or field.sentences[k + 1].paragraph != s.paragraph
        self.paragraph_start = k == 0 or field.sentences[k - 1].paragraph != s.paragraph

    @cached_property
    def quoted(self) -> tuple[float, float, float]:
        """Whether this sentence, the next and the one before are wholly quoted."""
        w, k = self.field.wholly_quoted, self.k
        return float(w[k]), float(k + 1 < len(w) and w[k + 1]), float(k > 0 and w[k - 1])


def cue_row(spot: Spot, cue: Cue, speaker: Speaker | None, lex: AttributionLexicon) -> list[float]:
    """The numbers of a cue, in the order of CUE_NAMES."""
    s, h, row = cue.sentence, cue.head, _NO_CUE[:]
    n, below, up = len(s), s.children(h), s.head(h)
    for i in (_SORT.get(cue.sort), _DEP.get(h.rel if up.i != h.i else "root"), _FORM.get(h.feats.get("VerbForm", "")),
              _SOURCE.get(speaker.how if speaker else "none"), *map(_CLASS.get, cue.classes)):
        if i is not None:
            row[i] = 1.0
    rels = {c.rel for c in below}
    deps = {c.dep for c in below}
    helpers = [c for c in below if c.rel == "aux"] if "aux" in rels else []
    modals, negation = lex.words["modals"], lex.words["negation"]
    parent = lex.verbs.get(up.lemma, ()) if up.i != h.i else ()
    before = s[cue.first - 1].text if cue.first else " "
    after = s[cue.last + 1].text if cue.last + 1 < n else " "
    tense = h.feats.get("Tense")
    row[_AT:] = [
        tense == "Pres",
        tense == "Past",
        "aux:pass" in deps or "nsubj:pass" in deps,
        bool(below) and any(c.lower in negation or c.feats.get("Polarity") == "Neg" for c in below),
        h.feats.get("Mood") == "Cnd" or any(c.lower in modals or c.feats.get("Mood") == "Cnd" for c in helpers),
        h.feats.get("Mood") == "Imp",
        s[n - 1].text == "?",
        len(helpers),
        any(q.start <= h.start < q.end for q in spot.quotes),
        h.i,
        n - h.i,
        n,
        s.index == 0,
        spot.paragraph_start,
        len(spot.quotes),
        *spot.quoted,
        "ccomp" in rels,
        "xcomp" in rels,
        "obj" in rels,
        "obl" in rels,
        "nsubj" in rels,
        "compound:prt" in deps,
        *_speaker_row(s, cue, speaker, lex),
        bool(parent),
        not SAYING.isdisjoint(parent),
        before in ",—–",
        after in ",—–",
        before[0] in CLOSERS,
        after[0] in OPENERS,
        after == ":",
        s[n - 1].text == ":",
        len(spot.cues),
        len(spot.saying),
        bisect_left(spot.cues, h.start),
    ]
    return row


def _speaker_row(s: Sentence, cue: Cue, speaker: Speaker | None, lex: AttributionLexicon) -> tuple[float, ...]:
    if speaker is None:
        return 0, 0, 0, 0, 0, 0, 0, -1, 0
    a, b = speaker.range
    words = s.tokens[a:b + 1]
    kinds = lex.speakers.get(speaker.head.lemma) or lex.speakers.get(speaker.head.lower, ())
    return (
        len(words) == 1 and words[0].pos == "PRON",
        any(t.pos == "PROPN" for t in words),
        any(t.pos == "NOUN" for t in words),
        words[0].lower in lex.words["first_person"],
        bool(kinds),
        "person" in kinds,
        len(words),
        min(abs(cue.head.i - b), abs(a - cue.head.i)),
        a > cue.head.i,
    )


def content_row(spot: Spot, c: Candidate, lengths: list[int], speaker: Speaker | None, lex: AttributionLexicon) -> list[float]:
    """The numbers of a content, in the order of CONTENT_NAMES; `lengths` are those of all contents of its cue."""
    s, cue, spans, text, row = spot.sentence, c.cue, c.spans, spot.field.text, _NO_CONTENT[:]
    start, end, size, node = spans[0][0], spans[-1][1], length(spans), c.node
    words = [(bisect_left(spot.starts, a), bisect_left(spot.starts, b)) for a, b in spans]
    words = [(a, b) for a, b in words if b > a]
    count = sum(b - a for a, b in words)
    first, last = (words[0][0], words[-1][1] - 1) if words else (-1, -1)
    row[_SHAPE[c.shape]] = 1.0
    if node is not None and (i := _NODE.get(node.rel)):
        row[i] = 1.0
    if first >= 0 and (i := _MARKER.get(_marker(s, s[first], node, lex))):
        row[i] = 1.0
    pre = s[first - 1].text if first > 0 else " "
    post = s[last + 1].text if 0 <= last < len(s) - 1 else " "
    gap = 0 if first < 0 else first - cue.last if first > cue.last else cue.first - last if last < cue.first else 0
    near = spot.quotes if c.reach == 0 else spot.field.quotes_in(start, end)
    quoted = common(spans, tuple((q.start, q.end) for q in near)) if near else 0
    row[_THERE:] = [
        c.reach,
        log1p(size),
        log1p(count),
        count / len(s),
        len(spans),
        text[start] in OPENERS,
        text[end - 1] in CLOSERS,
        quoted / size,
        start >= cue.head.start,
        gap,
        speaker is not None and any(a <= speaker.range[0] < b or a <= speaker.range[1] < b for a, b in words),
        c.speaker is not speaker,
        node is not None and node.feats.get("VerbForm") == "Fin",
        node is not None and s.child(node, "nsubj") is not None,
        node is not None and node.pos == "PRON",
        node is not None and node.pos == "PROPN",
        node is not None and node.lemma in lex.nouns,
        node is not None and node.lemma in lex.speakers,
        pre == ",",
        post == ",",
        pre == ":",
        last >= len(s) - 2,
        0 <= first <= 1,
        sum(bisect_left(spot.cues, b) - bisect_left(spot.cues, a) for a, b in spans),
        sum(bisect_left(spot.saying, b) - bisect_left(spot.saying, a) for a, b in spans),
        len(lengths),
        size / max(lengths),
        sum(x > size for x in lengths),
        spot.paragraph_end,
        sum((q.start < start < q.end) or (q.start < end < q.end) for q in near),
    ]
    return row


def _marker(s: Sentence, first: Token, node: Token | None, lex: AttributionLexicon) -> str:
    if found := lex.markers.get(first.lower):
        return found
    if node is not None and (case := s.child(node, "case", "mark")) and abs(case.i - first.i) <= 1:
        return lex.markers.get(case.lower, "")
    if first.i and s[first.i - 1].pos in ("ADP", "SCONJ"):
        return lex.markers.get(s[first.i - 1].lower, "")
    return ""


def cue_key(cue: Cue) -> tuple[str, ...]:
    """The categories of a cue, for the rates learnt for each: coarse to fine."""
    return cue_categories(cue.sort, cue.classes)


def content_key(c: Candidate) -> tuple[str, ...]:
    """The categories of a content, coarse to fine."""
    return content_categories(c.cue.sort, c.cue.classes[0], c.cue.head.rel, c.shape, c.reach)
