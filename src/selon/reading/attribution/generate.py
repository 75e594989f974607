"""All candidates of a field: each cue with each stretch it may govern, and each reach of its quotations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from selon.languages.syntax import Sentence, Token
from selon.model import Span
from selon.reading.attribution.cues import Cue, Range
from selon.reading.attribution.inversion import ends_name
from selon.reading.attribution.shapes import shapes
from selon.reading.attribution.sources import Speaker, is_inverted
from selon.reading.attribution.spans import Field, Spans, holds, merged

WITH_SUBJECT = frozenset(("subject", "raised", "raised_all"))
FAR = frozenset(("beyond", "quoted", "quoted_one", "next", "next_paragraph", "next_sentence", "after_colon"))
Worth = Mapping[tuple[str, int], bool]        # whether a shape with a reach is worth a look
FARTHEST = 12       # sentences a quotation is followed beyond its own


class Candidate(msgspec.Struct, gc=False):
    """A cue and a content. `reach`: 0 the sentence, 1 the whole quotation, 2 what is quoted next in the paragraph, 3 in the next ones."""

    cue: Cue
    spans: Spans
    shape: str
    node: Token | None
    reach: int
    speaker: Speaker | None = None


def candidates_of(field: Field, k: int, cue: Cue, speakers: list[Speaker], worth: Worth) -> list[Candidate]:
    """The candidates of a cue of sentence k, each with the likeliest source that stands outside its content."""
    if not speakers:
        return _contents(field, k, cue, None, worth)
    first = speakers[0]
    out: list[Candidate] = []
    inverted = is_inverted(cue, first)
    follows = first.range[0] > cue.head.i and first.how in ("subject", "beside")
    for c in _contents(field, k, cue, first, worth):
        inside = holds(c.spans, first.head.start)
        if first.incise is not None and (inside or _is_cut(field, k, c, first.incise)):
            continue
        if c.shape in WITH_SUBJECT or not inside:
            c.speaker = first
        else:
            c.speaker = next((x for x in speakers[1:] if not holds(c.spans, x.head.start)), None)
        if c.shape in WITH_SUBJECT or not ((follows and _begins_with(c, first)) or (inverted and _trails(field, c))):
            out.append(c)
    return out


def _is_cut(field: Field, k: int, c: Candidate, incise: int) -> bool:
    """Whether a content before an incise leaves out the beginning of its sentence, where nothing is quoted."""
    s = c.cue.sentence
    start, end = c.spans[0][0], c.spans[-1][1]
    return not c.reach and not field.held[k] and s.start < start and s[min(1, incise)].start < start and end <= s[incise].start


def _begins_with(c: Candidate, speaker: Speaker) -> bool:
    """Whether a content begins with the inverted subject that follows its cue: « a dit Jean ... »."""
    s, (a, b) = c.cue.sentence, speaker.range
    return len(c.spans) == 1 and s[a].start <= c.spans[0][0] <= s[b].start < c.spans[0][1]


def _trails(field: Field, c: Candidate) -> bool:
    """Whether a content, or its last piece after a quotation, follows its cue without a quotation mark: after an inverted subject that is
    who, where and when it was said."""
    at = c.spans[-1][0]
    if at <= c.cue.head.start or c.shape in FAR or field.quote_at(at) is not None:
        return False
    return len(c.spans) == 1 or field.quote_at(c.spans[0][0]) is not None


def _contents(field: Field, k: int, cue: Cue, first: Speaker | None, worth: Worth) -> list[Candidate]:
    if cue.sort == "quote":
        q = field.quote_at(cue.head.start)
        return [Candidate(cue, ((q.start, q.end),), "bare", None, 1)] if q else []
    if cue.sort == "dash":
        return _signed(field, k, cue)
    return _of_cue(field, k, field.sentences[k], cue, first, worth)


def _of_cue(field: Field, k: int, s: Sentence, cue: Cue, first: Speaker | None, worth: Worth) -> list[Candidate]:
    out: list[Candidate] = []
    seen: set[Spans] = set()
    cut: dict[tuple[Range, ...], Spans] = {}        # several shapes have the same words
    quoted_cue = field.quote_at(cue.head.start)
    marks = quoted_cue is None and bool(field.held[k])
    further = cue.last > cue.head.i
    for name, ranges, node in shapes(s, cue):
        near = worth[name, 0]
        if not near and not marks:
            continue
        if (spans := cut.get(ranges)) is None:
            spans = cut[ranges] = field.spans(s, [_without_cue(r, cue) for r in ranges] if further else ranges)
        if spans and spans not in seen:
            if near:
                seen.add(spans)
                out.append(Candidate(cue, spans, name, node, 0))
            if marks:
                out += _reaches(field, k, Candidate(cue, spans, name, node, 0), seen, worth)
    if first is not None and first.incise is not None and (told := field.spans(s, [(0, first.incise - 1)])) and told not in seen:
        seen.add(told)
        out.append(Candidate(cue, told, "before", cue.head, 0))
    if quoted_cue is None:
        out += _quoted(field, k, s, cue, seen, worth)
    return out


def _without_cue(r: Range, cue: Cue) -> Range:
    """A stretch after the cue's head without the cue's further words."""
    return (cue.last + 1, r[1]) if cue.head.i < r[0] <= cue.last and r[1] >= cue.last else r


def _quoted(field: Field, k: int, s: Sentence, cue: Cue, seen: set[Spans], worth: Worth) -> Iterator[Candidate]:
    """The quotations of the sentence alone, and those just before and after it."""
    quotes = field.held[k]
    if quotes and cue.first > 0 and ends_name(s, cue.first - 1):
        quotes = tuple(q for q in quotes if q.end != s[cue.first - 1].end)
    if here := [(max(q.start, s.start), min(q.end, s.end)) for q in quotes]:
        groups = [("quoted", here)]
        if len(here) > 1:
            groups += [("quoted_one", [x]) for x in here]
        for name, spans in groups:
            if (base := merged(spans)) not in seen:
                if worth[name, 0]:
                    seen.add(base)
                    yield Candidate(cue, base, name, None, 0)
                yield from _reaches(field, k, Candidate(cue, base, name, None, 0), seen, worth)
    else:
        yield from _previous(field, k, s, cue, worth)
    yield from _next(field, k, s, cue, seen, worth)


def _previous(field: Field, k: int, s: Sentence, cue: Cue, worth: Worth) -> Iterator[Candidate]:
    """A quotation that ends right before the sentence of its cue: "Where?" he asked."""
    if cue.head.i > (8 if len(s) <= 12 else 4) or k == 0 or not worth["previous", 1] or field.sentences[k - 1].paragraph != s.paragraph:
        return
    if before := field.quotes_in(max(0, s.start - 3), s.start):
        yield Candidate(cue, ((before[-1].start, before[-1].end),), "previous", None, 1)


def _next(field: Field, k: int, s: Sentence, cue: Cue, seen: set[Spans], worth: Worth) -> Iterator[Candidate]:
    """What follows the cue's sentence: quotations, and after a colon the next sentence or the rest of the paragraph."""
    tail = field.text[max(s.start, s.end - 2):s.end].rstrip()
    if k + 1 < len(field.sentences) and field.wholly_quoted[k + 1] and (not field.held[k] or tail.endswith((":", ","))):
        following = _following(field, k)
        name = "next" if field.sentences[k + 1].paragraph == s.paragraph else "next_paragraph"
        for n in (len(following), 1):
            base, reach = merged(following[:n]), 2 if n > 1 else 1
            if base not in seen and worth[name, reach]:
                seen.add(base)
                yield Candidate(cue, base, name, None, reach)
    if cue.sort == "colon" and cue.head.i < len(s) - 1 and (span := _rest_of_paragraph(field, k, s[cue.head.i + 1].start)):
        yield Candidate(cue, (span,), "next", None, 3)
    if tail.endswith(":") and k + 1 < len(field.sentences):
        p = field.sentences[k + 1]
        if worth["next_sentence", 1] and (span := field.trim(p.start, p.end)) and (span,) not in seen:
            yield Candidate(cue, (span,), "next_sentence", None, 1)


def _rest_of_paragraph(field: Field, k: int, start: int) -> Span | None:
    """From an offset in sentence k to the end of its paragraph; null where it ends with the sentence."""
    j, paragraph = k, field.sentences[k].paragraph
    while j + 1 < len(field.sentences) and j - k < FARTHEST and field.sentences[j + 1].paragraph == paragraph:
        j += 1
    return field.trim(start, field.sentences[j].end) if j > k else None


def _following(field: Field, k: int, one_paragraph: bool = False) -> list[Span]:
    """The wholly quoted sentences right after sentence k, as spans."""
    out: list[Span] = []
    for j in range(k + 1, min(k + 1 + FARTHEST, len(field.sentences))):
        s = field.sentences[j]
        if not field.wholly_quoted[j] or (one_paragraph and s.paragraph != field.sentences[k].paragraph):
            break
        out.append((s.start, s.end))
    return out


def _reaches(field: Field, k: int, base: Candidate, seen: set[Spans], worth: Worth) -> Iterator[Candidate]:
    """The same content with its quotation followed beyond the sentence."""
    cue, spans = base.cue, base.spans
    touched = [q for a, b in spans for q in field.quotes_in(a, b)]
    if not touched:
        return
    wide = merged([*spans, *((q.start, q.end) for q in touched if not q.start <= cue.head.start < q.end)])
    for reach, more in ((1, []), (2, _following(field, k, True)), (3, _following(field, k))):
        out = merged([*wide, *more])
        if out not in seen and out != spans and worth[base.shape, reach]:
            seen.add(out)
            yield Candidate(cue, out, base.shape, base.node, reach)


def _signed(field: Field, k: int, cue: Cue) -> list[Candidate]:
    """The quotation before a line that begins with a dash and a name: "...", then the name alone."""
    j = k
    while j > 0 and k - j < FARTHEST and (field.wholly_quoted[j - 1]):
        j -= 1
    before = field.quotes_in(max(0, cue.head.start - 3), cue.head.start)
    if j < k:
        own = before and (max(before[-1].start, field.sentences[k].start), before[-1].end)      # it ends in the line that is signed
        spans = merged([*((field.sentences[i].start, field.sentences[i].end) for i in range(j, k)), *([own] if own else [])])
        return [Candidate(cue, spans, "signed", None, 3)]
    return [Candidate(cue, ((before[-1].start, before[-1].end),), "signed", None, 1)] if before else []
