"""What the ranker sees of a content: how it hangs on its cue, its borders, marks and lengths; never a word."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from math import log1p
from operator import sub
from struct import Struct

from selon.languages.syntax import Sentence, Token, make_token
from selon.reading.attribution.columns import CONTENT_NAMES, CONTENT_PLAIN
from selon.reading.attribution.cues import Range
from selon.reading.attribution.features import CLOSERS, OPENERS, Counts, Spot, marker_of
from selon.reading.attribution.generate import Candidate
from selon.reading.attribution.lexicon import AttributionLexicon
from selon.reading.attribution.ranking import Row, blank
from selon.reading.attribution.sources import Speaker
from selon.reading.attribution.spans import Spans, common, length

_CONTENT = {n: i for i, n in enumerate(CONTENT_NAMES)}
_NOTHING = blank(len(CONTENT_NAMES))
_PLAIN, _AT = Struct(f"{len(CONTENT_PLAIN)}f"), 4 * _CONTENT[CONTENT_PLAIN[0]]      # the plain numbers, and the byte where they begin
_SHAPE, _NODE, _MARKER, _FIRST, _NEXT = (
    {n.partition("=")[2]: i for n, i in _CONTENT.items() if n.startswith(f"{kind}=")}
    for kind in ("shape", "node", "marker", "first", "next")
)
NODE = 6            # of what is seen of the word a content hangs from, the first six stand apart from the others
PAST = frozenset(("Past", "Imp"))
_NO_NODE = (0,) * 9
_NOWHERE = -2, -2       # no word's index, nor -1, which is that of a content without words of the sentence
_NO_WORD = make_token(-2, " ", "", "none", {}, -2, "", -2)       # beside a content that reaches to the end of its sentence


class Rivals:
    """The contents of one cue: how long each is, how many are longer than one, hold it, or lie within it."""

    __slots__ = ("count", "edges", "lengths", "longest", "sizes")

    def __init__(self, contents: list[Spans]) -> None:
        self.sizes = [length(spans) for spans in contents]
        self.lengths = sorted(self.sizes)
        self.count, self.longest = len(contents), self.lengths[-1] if contents else 0
        self.edges = {(spans[0][0], spans[-1][1]) for spans in contents}

    def longer(self, size: int) -> int:
        """How many are longer."""
        return self.count - bisect_right(self.lengths, size) if size < self.longest else 0

    def around(self, start: int, end: int) -> tuple[bool, bool]:
        """Whether another stretch holds this one, and whether this one holds another."""
        held = holds = False
        if self.count == 1:
            return held, holds
        for a, b in self.edges:
            if a <= start and end <= b:
                held = held or b - a > end - start
            elif start <= a and b <= end:
                holds = True
        return held, holds


def content_rows(spot: Spot, contents: list[Candidate], speaker: Speaker | None, lex: AttributionLexicon) -> list[Row]:
    """The numbers of all contents of a cue, in the order of CONTENT_NAMES; `speaker` is the likeliest source of the cue."""
    rivals = Rivals([c.spans for c in contents])
    return [_row(spot, c, size, rivals, speaker, lex) for c, size in zip(contents, rivals.sizes, strict=True)]


def _row(spot: Spot, c: Candidate, size: int, rivals: Rivals, speaker: Speaker | None, lex: AttributionLexicon) -> Row:
    """The numbers of a content of so many code points; `rivals` are all contents of its cue."""
    s, cue, spans, text, node, row = spot.sentence, c.cue, c.spans, spot.field.text, c.node, _NOTHING[:]
    tokens = s.tokens
    n, start, end = len(tokens), spans[0][0], spans[-1][1]
    words, count = _stretches(spot.starts, spans)
    first, last = (words[0][0], words[-1][1] - 1) if words else (-1, -1)
    left = tokens[first - 1] if first > 0 else _NO_WORD
    right = tokens[last + 1] if 0 <= last < n - 1 else _NO_WORD
    row[_SHAPE[c.shape]] = 1.0
    if node is not None and (i := _NODE.get(node.rel)) is not None:
        row[i] = 1.0
    if first >= 0:
        for i in (_MARKER.get(_marker(s, tokens[first], left, node, lex)), _FIRST.get(tokens[first].pos), _NEXT.get(right.pos)):
            if i is not None:
                row[i] = 1.0
    gap = 0 if first < 0 else first - cue.last if first > cue.last else cue.first - last if last < cue.first else 0
    near = spot.quotes if c.reach == 0 else spot.field.quotes_in(start, end)
    source = speaker.range if speaker is not None else _NOWHERE
    kind = _NO_NODE if node is None else spot.nodes.get(node.i) or _node_row(spot, node, lex)
    a, b = s.edges(node) if node is not None and first >= 0 else _NOWHERE
    cues, saying, finite, commas, joins = _counts(spot.running, words)
    held, holds = rivals.around(start, end)
    _PLAIN.pack_into(
        row, _AT,
        c.reach,
        log1p(size),
        log1p(count),
        count / n,
        len(spans),
        text[start] in OPENERS,
        text[end - 1] in CLOSERS,
        common(spans, tuple([(q.start, q.end) for q in near])) / size if near else 0,
        start >= cue.head.start,
        gap,
        speaker is not None and _meets(words, source),
        c.speaker is not speaker,
        *kind[:NODE],
        left.text == ",",
        right.text == ",",
        left.text == ":",
        last >= n - 2,
        0 <= first <= 1,
        cues,
        saying,
        rivals.count,
        size / rivals.longest,
        rivals.longer(size),
        spot.paragraph_end,
        sum([(q.start < start < q.end) or (q.start < end < q.end) for q in near]) if near else 0,
        a == first,
        b == last,
        first <= left.head <= last,
        first <= right.head <= last,
        finite,
        commas,
        joins,
        n - count - (source[1] - source[0] + 1 if speaker else 0) - len(cue.words),
        *kind[NODE:],
        held,
        holds,
    )
    return row


def _stretches(starts: list[int], spans: Spans) -> tuple[list[Range], int]:
    """The words of a sentence that begin in a content, as half-open ranges, and how many they are."""
    if len(spans) == 1:     # nearly all
        p = bisect_left(starts, spans[0][0])
        q = bisect_left(starts, spans[0][1], p)
        return ([(p, q)], q - p) if q > p else ([], 0)
    words: list[Range] = []
    count = 0
    for a, b in spans:
        p = bisect_left(starts, a)
        q = bisect_left(starts, b, p)
        if q > p:
            words.append((p, q))
            count += q - p
    return words, count


def _counts(running: list[Counts], words: list[Range]) -> Iterable[int]:
    """What half-open ranges of a sentence hold of what it counts."""
    if len(words) == 1:     # nearly all
        a, b = words[0]
        return map(sub, running[b], running[a])
    return [sum([running[b][i] - running[a][i] for a, b in words]) for i in range(len(running[0]))]


def _meets(words: list[Range], source: Range) -> bool:
    """Whether the first or the last word of a source lies in half-open ranges."""
    first, last = source
    if len(words) == 1:     # nearly all
        (a, b), = words
        return a <= first < b or a <= last < b
    return True in [a <= first < b or a <= last < b for a, b in words]


def _node_row(spot: Spot, node: Token, lex: AttributionLexicon) -> tuple[float, ...]:
    """What kind of word a content hangs from; kept, since contents of all cues of a sentence hang from the same few words."""
    modals, feats, subject = lex.words["modals"], node.feats, False
    finite, modal, past = feats.get("VerbForm") == "Fin", feats.get("Mood") == "Cnd", feats.get("Tense") in PAST
    for c in spot.sentence.children(node):
        if c.rel == "aux":
            finite = finite or c.feats.get("VerbForm") == "Fin"
            modal = modal or c.lower in modals or c.lemma in modals or c.feats.get("Mood") == "Cnd"
            past = past or c.feats.get("Tense") in PAST
        elif c.rel == "nsubj":
            subject = True
    spot.nodes[node.i] = found = (
        finite,
        subject,
        node.pos == "PRON",
        node.pos == "PROPN",
        node.lemma in lex.nouns,
        node.lemma in lex.speakers,
        node.lemma in lex.verbs,
        modal,
        past,
    )
    return found


def _marker(s: Sentence, first: Token, left: Token, node: Token | None, lex: AttributionLexicon) -> str:
    """The class of the word that leads to a content: its first, what its node hangs by, or the word before it."""
    if first.lower in lex.markers:
        return marker_of(first, lex)
    if node is not None and (case := s.child(node, "case", "mark")) and abs(case.i - first.i) <= 1:
        return marker_of(case, lex)
    return marker_of(left, lex) if left.pos in ("ADP", "SCONJ") else ""
