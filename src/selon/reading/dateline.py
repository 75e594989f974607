"""The dateline parted from the first sentence: "BEIRUT, Oct 27 (Agency) - Jets struck ..." is not one clause, but parsed as one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from selon.model import Span

EARLY = 3       # sentences in which a dateline may stand
DASH = re.compile(r"\s[-–—]{1,2}\s+(?=\S)")
LOOSE = re.compile(r"[-–—]{1,2}\s+(?=\S)")
CREDIT = re.compile(r"\)\s*$")                     # a bracket closes right before the dash
CAPITALS = re.compile(r"[^\W\d_]{3,}")
CITY = re.compile(r"[^\W\d_][^\W\d_]+(?:[ -][^\W\d_]+){0,2}")
LONGEST = 90    # characters before the dash


def _dateline(sentence: str) -> Span | None:
    """End of a dateline and start of what follows, in characters of the sentence."""
    dash = DASH.search(sentence[:LONGEST + 3])
    if dash is None or not dash.start():
        return None
    return (dash.start(), dash.end()) if _heads(sentence[:dash.start()], sentence) else None


def _heads(head: str, sentence: str) -> bool:
    """Whether the words before a dash are where, when and for whom was written: a town in capitals, a credit in brackets."""
    if CITY.fullmatch(head) and not head.isupper() and sentence[len(head):].lstrip(" -–—")[:1].isupper():
        return True                                 # "Belgrade - Fourteen people ..."
    first = CAPITALS.match(head)
    return (first is not None and first[0].isupper() and not sentence.isupper()) or CREDIT.search(head) is not None


def without_dateline(text: str, sentences: Sequence[Span]) -> list[Span]:
    """The sentences of a text, the dateline of one of the first as a sentence of its own."""
    out: list[Span] = []
    for index, (start, end) in enumerate(sentences):
        loose = LOOSE.match(text, start, end) if 0 < index < EARLY else None
        if loose is not None and out[-1][1] - out[-1][0] <= LONGEST and _heads(text[out[-1][0]:out[-1][1]], text[out[-1][0]:end]):
            start = loose.end()                     # the splitter cut after the credit already
        cut = _dateline(text[start:end]) if index < EARLY else None
        out += [(start, end)] if cut is None else [(start, start + cut[0]), (start + cut[1], end)]
    return out
