"""What the ranker sees of a content: how it hangs on its cue, its borders, marks and lengths; never a word."""

from __future__ import annotations

from bisect import bisect_left
from math import log1p

from selon.languages.syntax import Sentence, Token
from selon.model import Span
from selon.reading.attribution.columns import CONTENT_NAMES
from selon.reading.attribution.cues import Range
from selon.reading.attribution.features import CLOSERS, OPENERS, Spot, marker_of, verb_form
from selon.reading.attribution.generate import Candidate
from selon.reading.attribution.lexicon import AttributionLexicon
from selon.reading.attribution.sources import Speaker
from selon.reading.attribution.spans import common, length

_CONTENT = {n: i for i, n in enumerate(CONTENT_NAMES)}
_NO_CONTENT = [0.0] * len(CONTENT_NAMES)
_SHAPE, _NODE, _MARKER, _FIRST, _NEXT = (
    {n.partition("=")[2]: i for n, i in _CONTENT.items() if n.startswith(f"{kind}=")}
    for kind in ("shape", "node", "marker", "first", "next")
)
_THERE = _CONTENT["reach"]          # where the plain numbers begin


def content_row(spot: Spot, c: Candidate, lengths: list[int], edges: list[Span], speaker: Speaker | None,
                lex: AttributionLexicon) -> list[float]:
    """The numbers of a content, in the order of CONTENT_NAMES; `lengths` and `edges` are those of all contents of its cue."""
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
    if first >= 0:
        for i in (_FIRST.get(s[first].pos), _NEXT["none"] if last + 1 >= len(s) else _NEXT.get(s[last + 1].pos)):
            if i is not None:
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
        node is not None and verb_form(s, node) == "Fin",
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
        *_border_row(spot, c, words, first, last),
        len(s) - count - (speaker.range[1] - speaker.range[0] + 1 if speaker else 0) - len(cue.words),
        *_node_row(s, node, lex),
        any(a <= start and end <= b and b - a > end - start for a, b in edges),
        any(start <= a and b <= end and b - a < end - start for a, b in edges),
    ]
    return row


def _border_row(spot: Spot, c: Candidate, words: list[Range], first: int, last: int) -> tuple[float, ...]:
    """Whether a content is a subtree, whether its borders cut a link of the tree, and what it joins."""
    s = spot.sentence
    if first < 0:
        return 0, 0, 0, 0, 0, 0, 0
    a, b = s.edges(c.node) if c.node is not None else (-1, -1)
    before = s[first - 1].head if first else -1
    after = s[last + 1].head if last + 1 < len(s) else -1
    return (
        a == first,
        b == last,
        first <= before <= last,
        first <= after <= last,
        *(sum(bisect_left(at, q) - bisect_left(at, p) for p, q in words) for at in (spot.finite, spot.commas, spot.joins)),
    )


def _node_row(s: Sentence, node: Token | None, lex: AttributionLexicon) -> tuple[float, ...]:
    """What kind of word a content hangs from."""
    if node is None:
        return 0, 0, 0
    modals = lex.words["modals"]
    helpers = s.children(node, "aux")
    return (
        node.lemma in lex.verbs,
        node.feats.get("Mood") == "Cnd" or any(c.lower in modals or c.lemma in modals or c.feats.get("Mood") == "Cnd" for c in helpers),
        any(t.feats.get("Tense") in ("Past", "Imp") for t in (node, *helpers)),
    )


def _marker(s: Sentence, first: Token, node: Token | None, lex: AttributionLexicon) -> str:
    if found := marker_of(first, lex):
        return found
    if node is not None and (case := s.child(node, "case", "mark")) and abs(case.i - first.i) <= 1:
        return marker_of(case, lex)
    if first.i and s[first.i - 1].pos in ("ADP", "SCONJ"):
        return marker_of(s[first.i - 1], lex)
    return ""
