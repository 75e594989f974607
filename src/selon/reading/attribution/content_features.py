"""What the ranker sees of a content: how it hangs on its cue, its borders, marks and lengths; never a word."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from math import log1p
from struct import Struct

from selon.languages.syntax import Sentence, Token
from selon.reading.attribution.columns import CONTENT_NAMES, CONTENT_PLAIN
from selon.reading.attribution.cues import Range
from selon.reading.attribution.features import CLOSERS, OPENERS, Spot, marker_of, verb_form
from selon.reading.attribution.generate import Candidate
from selon.reading.attribution.lexicon import AttributionLexicon
from selon.reading.attribution.ranking import Row, blank
from selon.reading.attribution.sources import Speaker
from selon.reading.attribution.spans import Spans, common, length

_CONTENT = {n: i for i, n in enumerate(CONTENT_NAMES)}
_NOTHING = blank(len(CONTENT_NAMES) - len(CONTENT_PLAIN))
_PLAIN = Struct(f"{len(CONTENT_PLAIN)}f")      # the plain numbers, which follow
_SHAPE, _NODE, _MARKER, _FIRST, _NEXT = (
    {n.partition("=")[2]: i for n, i in _CONTENT.items() if n.startswith(f"{kind}=")}
    for kind in ("shape", "node", "marker", "first", "next")
)
NODE = 6            # of what is seen of the word a content hangs from, the first six stand apart from the others
_NO_NODE = (0,) * 9


class Rivals:
    """The contents of one cue: how long the longest is, and how many are longer than one, hold it, or lie within it."""

    __slots__ = ("edges", "lengths", "longest")

    def __init__(self, contents: list[Spans]) -> None:
        self.lengths = sorted([length(spans) for spans in contents])
        self.longest = self.lengths[-1] if contents else 0
        self.edges = {(spans[0][0], spans[-1][1]) for spans in contents}

    def longer(self, size: int) -> int:
        """How many are longer."""
        return len(self.lengths) - bisect_right(self.lengths, size)

    def around(self, start: int, end: int) -> tuple[bool, bool]:
        """Whether another stretch holds this one, and whether this one holds another."""
        held = holds = False
        for a, b in self.edges:
            if a <= start and end <= b:
                held = held or b - a > end - start
            elif start <= a and b <= end:
                holds = True
        return held, holds


def content_row(spot: Spot, c: Candidate, rivals: Rivals, speaker: Speaker | None, lex: AttributionLexicon) -> Row:
    """The numbers of a content, in the order of CONTENT_NAMES; `rivals` are all contents of its cue."""
    s, cue, spans, text, row = spot.sentence, c.cue, c.spans, spot.field.text, _NOTHING[:]
    tokens, starts = s.tokens, spot.starts
    n, start, end, size, node = len(tokens), spans[0][0], spans[-1][1], length(spans), c.node
    words, count = _stretches(starts, spans)
    first, last = (words[0][0], words[-1][1] - 1) if words else (-1, -1)
    for i in _kinds(s, c, first, last, lex):
        row[i] = 1.0
    pre = tokens[first - 1].text if first > 0 else " "
    post = tokens[last + 1].text if 0 <= last < n - 1 else " "
    gap = 0 if first < 0 else first - cue.last if first > cue.last else cue.first - last if last < cue.first else 0
    near = spot.quotes if c.reach == 0 else spot.field.quotes_in(start, end)
    quoted = common(spans, tuple([(q.start, q.end) for q in near])) if near else 0
    source = speaker.range if speaker is not None else (-1, -1)
    kind = _NO_NODE if node is None else spot.nodes.get(node.i) or _node_row(spot, node, lex)
    held, holds = rivals.around(start, end)
    row.frombytes(_PLAIN.pack(
        c.reach,
        log1p(size),
        log1p(count),
        count / n,
        len(spans),
        text[start] in OPENERS,
        text[end - 1] in CLOSERS,
        quoted / size,
        start >= cue.head.start,
        gap,
        speaker is not None and _meets(words, source),
        c.speaker is not speaker,
        *kind[:NODE],
        pre == ",",
        post == ",",
        pre == ":",
        last >= n - 2,
        0 <= first <= 1,
        _within(spot.cues, spans),
        _within(spot.saying, spans) if spot.saying else 0,
        len(rivals.lengths),
        size / rivals.longest,
        rivals.longer(size),
        spot.paragraph_end,
        sum([(q.start < start < q.end) or (q.start < end < q.end) for q in near]) if near else 0,
        *_border_row(spot, c, words, first, last),
        n - count - (source[1] - source[0] + 1 if speaker else 0) - len(cue.words),
        *kind[NODE:],
        held,
        holds,
    ))
    return row


def _stretches(starts: list[int], spans: Spans) -> tuple[list[Range], int]:
    """The words of a sentence that begin in a content, as half-open ranges, and how many they are."""
    words: list[Range] = []
    count = 0
    for a, b in spans:
        p = bisect_left(starts, a)
        q = bisect_left(starts, b, p)
        if q > p:
            words.append((p, q))
            count += q - p
    return words, count


def _kinds(s: Sentence, c: Candidate, first: int, last: int, lex: AttributionLexicon) -> list[int]:
    """The columns of what a content is one of: its shape, what it hangs by, and the words at its borders."""
    tokens, node, out = s.tokens, c.node, [_SHAPE[c.shape]]
    if node is not None and (i := _NODE.get(node.rel)):
        out.append(i)
    if first >= 0:
        if i := _MARKER.get(_marker(s, tokens[first], node, lex)):
            out.append(i)
        if (i := _FIRST.get(tokens[first].pos)) is not None:
            out.append(i)
        if (i := _NEXT["none"] if last + 1 >= len(tokens) else _NEXT.get(tokens[last + 1].pos)) is not None:
            out.append(i)
    return out


def _within(places: list[int], ranges: Sequence[Range]) -> int:
    """How many of the places, which rise, lie in half-open ranges."""
    if len(ranges) == 1:
        a, b = ranges[0]
        return bisect_left(places, b) - bisect_left(places, a)
    count = 0
    for a, b in ranges:
        count += bisect_left(places, b) - bisect_left(places, a)
    return count


def _meets(words: list[Range], source: Range) -> bool:
    """Whether the first or the last word of a source lies in half-open ranges."""
    first, last = source
    return True in [a <= first < b or a <= last < b for a, b in words]


def _border_row(spot: Spot, c: Candidate, words: list[Range], first: int, last: int) -> tuple[float, ...]:
    """Whether a content is a subtree, whether its borders cut a link of the tree, and what it joins."""
    s = spot.sentence
    if first < 0:
        return 0, 0, 0, 0, 0, 0, 0
    a, b = s.edges(c.node) if c.node is not None else (-1, -1)
    tokens, commas, joins = s.tokens, spot.commas, spot.joins
    before = tokens[first - 1].head if first else -1
    after = tokens[last + 1].head if last + 1 < len(tokens) else -1
    return (
        a == first,
        b == last,
        first <= before <= last,
        first <= after <= last,
        _within(spot.finite, words),
        _within(commas, words) if commas else 0,
        _within(joins, words) if joins else 0,
    )


def _node_row(spot: Spot, node: Token, lex: AttributionLexicon) -> tuple[float, ...]:
    """What kind of word a content hangs from; kept, since contents of all cues of a sentence hang from the same few words."""
    s, modals = spot.sentence, lex.words["modals"]
    helpers, feats = s.children(node, "aux"), node.feats
    would = [c for c in helpers if c.lower in modals or c.lemma in modals or c.feats.get("Mood") == "Cnd"] if helpers else helpers
    past = feats.get("Tense") in ("Past", "Imp") or (helpers and any(c.feats.get("Tense") in ("Past", "Imp") for c in helpers))
    spot.nodes[node.i] = found = (
        verb_form(s, node) == "Fin",
        s.child(node, "nsubj") is not None,
        node.pos == "PRON",
        node.pos == "PROPN",
        node.lemma in lex.nouns,
        node.lemma in lex.speakers,
        node.lemma in lex.verbs,
        feats.get("Mood") == "Cnd" or bool(would),
        bool(past),
    )
    return found


def _marker(s: Sentence, first: Token, node: Token | None, lex: AttributionLexicon) -> str:
    if found := marker_of(first, lex):
        return found
    if node is not None and (case := s.child(node, "case", "mark")) and abs(case.i - first.i) <= 1:
        return marker_of(case, lex)
    if first.i and s[first.i - 1].pos in ("ADP", "SCONJ"):
        return marker_of(s[first.i - 1], lex)
    return ""
