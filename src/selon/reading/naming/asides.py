"""What of a page its writer tells in running text, and what stands aside: words within quotation marks, headings, lines of a list.

Who is only named aside is seldom meant by a pronoun of the running text: "..., he said" goes on with who spoke before the quotation, not
with whom the quotation names, nor with whom a link to another story tells of.
"""

from __future__ import annotations

from bisect import bisect_right

from selon.languages.syntax import Sentence
from selon.reading.attribution.quotes import Quote
from selon.reading.page import Page

ENDS = frozenset(".!?…:;\"”»’')]")       # what a line of running text may end with
BULLETS = frozenset("-–—•*▪►·")


class Asides:
    """The quotations and the loose lines of one page."""

    def __init__(self, page: Page) -> None:
        self._quotes = {f: page.quotes(f) for f in ("title", "text")}
        self._starts = {f: [q.start for q in found] for f, found in self._quotes.items()}
        self._loose = {s.index for s in _loose(page)}

    def is_loose(self, s: Sentence) -> bool:
        """Whether a sentence is a title, a heading or a line of a list."""
        return s.field == "title" or s.index in self._loose

    def quotations(self, s: Sentence) -> tuple[Quote, ...]:
        """The quotations that words of a sentence stand in, or that begin between them."""
        starts = self._starts[s.field]
        if not starts:
            return ()
        first = bisect_right(starts, s.tokens[0].start) - 1
        return self._quotes[s.field][max(first, 0):bisect_right(starts, s.tokens[-1].start)]


def is_quoted(at: int, quotations: tuple[Quote, ...]) -> bool:
    """Whether an offset of a sentence lies within one of its quotations."""
    return quotations != () and any(q.start <= at < q.end for q in quotations)


def is_all_quoted(s: Sentence, quotations: tuple[Quote, ...]) -> bool:
    """Whether a sentence begins and ends within the first of its quotations."""
    return bool(quotations) and quotations[0].start <= s.tokens[0].start and s.tokens[-1].end <= quotations[0].end


def _loose(page: Page) -> list[Sentence]:
    """Sentences that are a paragraph of their own without an end mark, or a line that begins like one of a list; never the last."""
    body, out = page.body, []
    for k, s in enumerate(body[:-1]):
        if body[k + 1].paragraph == s.paragraph or (k and body[k - 1].paragraph == s.paragraph):
            continue
        first, last = s.tokens[0].text, s.tokens[-1].text
        if last[-1] not in ENDS or (first in BULLETS and len(s) > 1):
            out.append(s)
    return out
