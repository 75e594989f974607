"""Which figures of one event can be held against each other. An event pooled from a long page may hold several acts, each with a toll of
its own, and a toll that grows: only two tellings of the same losses can disagree."""

from __future__ import annotations

from itertools import product

from selon.atlas.globe import km
from selon.languages.syntax import Sentence, Token
from selon.model import Claim, Place, Quantity, Source, Span
from selon.reading.mentions import Mention
from selon.reading.numbers.words import fold_word
from selon.reading.pooling.findings import Findings
from selon.reading.pooling.parties import actors
from selon.reading.pooling.standing import token_of
from selon.reading.pooling.tellings import FIGURES, Telling, apart, source_name
from selon.reading.pooling.wording import FORCE
from selon.reading.pooling.words import is_one

REACH = 20          # sentences beyond which a figure is of another hour of the page, or of another act
CLOSE = 2           # sentences within which one figure answers another
NEAR = 3            # sentences over which parts are added up
AROUND_KM = 30.0    # between two names for where one act was
WORDS_BEFORE = 2    # words before a figure in which it may be told to be of further people
FINE = frozenset({"site", "town", "admin2"})
STATE = frozenset({"head_of_state", "government", "official", "spokesperson", "unnamed_official", "military"})


class Contested:
    """Holds the figures of one page against each other."""

    def __init__(self, f: Findings) -> None:
        self.f, self.bindings = f, f.bindings
        self._lows: dict[str, list[tuple[int, Span, int]]] | None = None
        self._mentions: dict[Span, list[Mention]] = {}

    def against(self, a: Telling, b: Telling) -> bool:
        """Whether two speakers tell of the same people of the same act, and no number fits both of their figures."""
        (x, p), (y, q) = a, b
        if x.what != y.what or source_name(p) == source_name(q) or not apart(x, y) or not _same_people(x, y):
            return False
        s, t = self._sentence(x), self._sentence(y)
        if s is None or t is None or abs(s.index - t.index) > REACH or self._further(s, x) or self._further(t, y):
            return False
        if self._grown(x, y) or self._of_one_side(p, q, abs(s.index - t.index)) or self._added(x, y):
            return False
        return not (self._other_doers(x, y) or self._other_places(x, y) or self._other_days(x, y))

    def _sentence(self, q: Quantity) -> Sentence | None:
        return self.f.page.sentence_at(q.span[0], q.field)

    def _further(self, s: Sentence, q: Quantity) -> bool:
        """Whether a figure is of people beside those counted before: "another five"; others than the dead are all of the hurt."""
        words = s.within(q.span)
        if not words or any(x.what != q.what and s.start <= x.span[0] < q.span[0] for x in self._here(s)):
            return False
        first = max(words[0].i - WORDS_BEFORE, 0)
        return any(t.lower in self.f.words.people.other for t in s.tokens[first:words[-1].i + 2])

    def _here(self, s: Sentence) -> list[Quantity]:
        field = "title" if s.field == "title" else None
        return [q for q in self.f.quantities if q.what in FIGURES and q.field == field and s.start <= q.span[0] < s.end]

    def _grown(self, x: Quantity, y: Quantity) -> bool:
        """Whether one is said to be what a toll came to, and the other is less and was told before it or far from it."""
        for more, less in ((x, y), (y, x)):
            s, t = self._sentence(more), self._sentence(less)
            if s is None or t is None or (more.low or 0) <= (less.low or 0) or not self._running(s, more):
                continue
            if not s.index <= t.index <= s.index + CLOSE or less.span[0] < more.span[0]:
                return True
        return False

    def _running(self, s: Sentence, q: Quantity) -> bool:
        words, tally = s.within(q.span), self.f.words.tally
        return bool(words) and any(is_one(t, tally.bring) for t in s.tokens[:words[0].i]) and any(is_one(t, tally.toll) for t in s)

    def _of_one_side(self, p: Claim | None, q: Claim | None, away: int) -> bool:
        """Whether both are one speaker by two names, or two offices of one state, of which the later only knows more, unless the one is
        told right beside the other."""
        a, b = (c.source if c is not None else None for c in (p, q))
        if a is None or b is None:
            return False
        one, two = _words(a), _words(b)
        if one and two and (one <= two or two <= one) and (a.country == b.country or None in {a.country, b.country}):
            return True
        return a.country is not None and a.country == b.country and a.kind in STATE and b.kind in STATE and away > CLOSE

    def _added(self, x: Quantity, y: Quantity) -> bool:
        """Whether one is a part of the other, by a third figure told near that makes it up; or both are parts of a third."""
        more, less = max(x.low or 0, y.low or 0), min(x.low or 0, y.low or 0)
        at = [s.index for q in (x, y) if (s := self._sentence(q)) is not None]
        return less > 0 and any(low in {more - less, more + less} and span not in {x.span, y.span} and any(abs(i - k) <= NEAR for k in at)
                                for low, span, i in self._all().get(x.what, ()))

    def _all(self) -> dict[str, list[tuple[int, Span, int]]]:
        """The figures of the text by kind, each with its sentence."""
        if self._lows is None:
            self._lows = {}
            for q in self.f.quantities:
                s = self._sentence(q) if q.what in FIGURES and q.field is None and q.low else None
                if s is not None and not self._sort_of(s, q):
                    self._lows.setdefault(q.what, []).append((q.low or 0, q.span, s.index))
        return self._lows

    def _sort_of(self, s: Sentence, q: Quantity) -> bool:
        """Whether a figure only tells who some of the dead were, which makes up no other figure: "including two children"."""
        words = s.within(q.span)
        first = words[0].i if words else 0
        return q.who is not None and any(t.lower in self.f.words.people.include for t in s.tokens[max(first - WORDS_BEFORE, 0):first])

    def _acts(self, q: Quantity) -> list[Mention]:
        """The acts of a figure's sentence; where it has several figures of a kind, those nearest to this one."""
        if q.span not in self._mentions:
            s = self._sentence(q)
            acts = [m for m in self.f.told_in(s) if m.type in FORCE] if s is not None else []
            self._mentions[q.span] = [m for m in acts if s is not None and self._nearest(s, q, m.trigger)]
        return self._mentions[q.span]

    def _nearest(self, s: Sentence, q: Quantity, t: Token) -> bool:
        alike = [x.span for x in self._here(s) if x.what == q.what]
        return len(alike) < 2 or min(alike, key=lambda x: _gap(x, (t.start, t.end))) == q.span

    def _other_doers(self, x: Quantity, y: Quantity) -> bool:
        """Whether each is told of acts by somebody named, and no name is of both."""
        one, two = ({p.country or p.name.casefold() for m in self._acts(q) for p in actors(self.f, m) if p.country or _named(p.name)}
                    for q in (x, y))
        return bool(one and two) and not one & two

    def _other_places(self, x: Quantity, y: Quantity) -> bool:
        """Whether each is told of a place of its own, none within or near the other."""
        one, two = (self._places(q) for q in (x, y))
        return bool(one and two) and not any(_near(a, b) for a, b in product(one, two))

    def _places(self, q: Quantity) -> list[Place]:
        s = self._sentence(q)
        told = [p for p in self.bindings.places(s) if p.lat is not None and p.basis is not None and not self.bindings.is_dated_from(p)] \
            if s is not None else []
        own = [p for p in told if p.basis != "country"]
        mine = [p for p in own if s is not None and (t := token_of(s, p.span)) is not None and self._nearest(s, q, t)]
        return mine or own

    def _other_days(self, x: Quantity, y: Quantity) -> bool:
        """Whether each is told of a day of its own."""
        one, two = ({t.start for t in self.bindings.times(s) if t.start is not None and t.start == t.end
                     and not self.bindings.is_spoken(s, t)} if (s := self._sentence(q)) is not None else set() for q in (x, y))
        return bool(one and two) and not one & two


def _same_people(a: Quantity, b: Quantity) -> bool:
    """Whether two figures count the same people, as far as their words tell."""
    return a.who is None or b.who is None or a.who.lower() == b.who.lower()


def _near(a: Place, b: Place) -> bool:
    """Whether two places may be one, or the smaller lies in the larger."""
    if a.name == b.name or (a.geonameid is not None and a.geonameid == b.geonameid):
        return True
    if a.country != b.country or a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    if a.basis not in FINE or b.basis not in FINE:
        return a.admin1 == b.admin1 or None in {a.admin1, b.admin1}
    return km(a.lat, a.lon, b.lat, b.lon) <= AROUND_KM


def _named(name: str) -> bool:
    return name[:1].isupper()


def _words(s: Source) -> frozenset[str]:
    return frozenset(fold_word(w) for w in s.name.lower().split())


def _gap(a: Span, b: Span) -> int:
    return max(b[0] - a[1], a[0] - b[1], 0)
