"""Where names of places may stand in a sentence: the longest names of the gazetteer, features named by their kind, streets, and
capitalised words that stand where places do."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import msgspec

from selon.atlas.gazetteer import Entry, Gazetteer
from selon.languages.casing import Casing
from selon.languages.syntax import Sentence
from selon.reading.locating.sighting import Form, Sighting
from selon.reading.locating.words import POSSESSIVES, PlaceWords, place_words

LONGEST = 9  # words of a name, hyphens and apostrophes counted as words
ABBREVIATION = 5  # letters of the longest abbreviation that takes a full stop ("Calif.")
COMMON = 0.8  # share of small letters from which a word is a common one
LOOSEST = 6  # letters from which a loose key tells places apart
FORMS = 50_000  # whose signs are remembered
FEWEST = 4  # letters of a name that is taken for a place by its surroundings alone
HYPHENS = frozenset("-‐‑")
MARKS = HYPHENS | frozenset("'’.")
JOINTS = "-'’"


class Sign(msgspec.Struct, frozen=True, gc=False):
    """What a form tells of names of places: whether one may begin with it anywhere or only before a hyphen; whether it may be a street's
    word, or one for a kind of place inside a name."""

    opens: bool
    kind: bool


@lru_cache(maxsize=16)
def signs(lang: str, small: frozenset[str]) -> Callable[[str], Sign | None]:
    """What forms of a language tell, `small` being the gazetteer's words in small letters; null for the many that tell nothing."""
    words = place_words(lang)
    opening = small | words.opening | words.street_named
    kinds = frozenset((*words.street_after, *words.street_before, *words.generic_after, *words.generic_before))

    @lru_cache(maxsize=FORMS)
    def sign(text: str) -> Sign | None:
        lower, first = text.lower(), text[:1]
        if first.isupper():
            return Sign(True, lower in kinds)
        if first.isdigit():
            return Sign(True, False) if lower in words.street_before or text[-1].isalpha() else None
        if lower in opening or "-" in text:
            return Sign(True, False)
        return Sign(False, False) if lower in words.inner else None

    return sign


class Finder:
    """The sightings of one sentence; `text` is that of the sentence's field."""

    def __init__(self, sentence: Sentence, text: str, gazetteer: Gazetteer, words: PlaceWords, casing: Casing) -> None:
        self.sentence, self.tokens, self.text = sentence, sentence.tokens, text
        self.gazetteer, self.words, self.casing = gazetteer, words, casing
        told = map(signs(words.lang, gazetteer.words), sentence.texts)
        self.signs = [(i, sign) for i, sign in enumerate(told) if sign is not None]
        self.kinds = any(k.kind for _, k in self.signs)

    def find(self) -> list[Sighting]:
        """Candidates left to right, none overlapping another."""
        out: list[Sighting] = []
        last = -1
        for i, sign in self.signs:
            if i <= last or not (sign.opens or self._hyphen_after(i)):
                continue
            first = self.tokens[i].text[:1]
            best = self._capital(i) if first.isupper() else self._street(i) if first.isdigit() else self._small(i)
            if best:
                out.append(best)
                last = best.last
        return out

    def _capital(self, i: int) -> Sighting | None:
        """What a capitalised word begins; a longer name with its kind in it is preferred, but not over a sentence's first small word."""
        known = self._known(i)
        if known is not None and self._is_bench(known):
            return None
        if self.kinds and not (i == 0 and (self.casing.share(self.tokens[i].lower) or 0.0) > COMMON):
            found = self._street(i) or self._feature(i)
            if found and (known is None or found.last > known.last):
                return found
        return known or self._unknown(i)

    def _small(self, i: int) -> Sighting | None:
        """What a word in small letters begins: an adjective, a street, a name that opens with a small word ("bande de Gaza", "al-Tanf")."""
        t = self.tokens[i]
        if t.lower in self.gazetteer.words and t.pos not in {"VERB", "ADP"}:
            return Sighting(self.sentence, i, i, (t.start, t.end), t.text, self.gazetteer.candidates(t.text))
        street = self._named_street(i) if t.lower in self.words.street_named else None
        if street:
            return street
        article = t.lower.partition("-")[0] in self.words.inner and ("-" in t.text or self._hyphen_after(i))
        return self._known(i, 2) if article or t.lower in self.words.opening else None

    def _hyphen_after(self, i: int) -> bool:
        tokens = self.tokens
        return i + 2 < len(tokens) and tokens[i + 1].text in HYPHENS and tokens[i].end == tokens[i + 1].start == tokens[i + 2].start - 1

    def _ends(self, i: int, most: int) -> list[int]:
        """Tokens that a name of at most so many words between blanks, beginning at `i`, may end with, nearest first: capitalised words,
        over small words and marks between them."""
        ends, tokens = [i], self.tokens
        for j in range(i + 1, min(len(tokens), i + LONGEST)):
            t = tokens[j]
            joined, first = tokens[j - 1].end == t.start, t.text[0]
            most -= not joined
            if not most:
                break
            if first.isupper():
                ends.append(j)
            elif joined and t.text in POSSESSIVES:      # "the People's Republic of China"
                continue
            elif t.text in MARKS:
                if not joined:
                    break
                if t.text == "." and len(tokens[j - 1].text) <= ABBREVIATION:
                    ends.append(j)
            elif t.lower not in self.words.inner and not first.isdigit():
                if first.isalpha() and (joined or t.lower in self.gazetteer.words or any(m in t.text for m in JOINTS)):
                    ends.append(j)
                if not (joined and tokens[j - 1].text in HYPHENS):      # "Pakistan-administered Kashmir" goes on
                    break
        return ends

    def _known(self, i: int, fewest: int = 1) -> Sighting | None:
        """The longest name of the gazetteer that begins at a token, of `fewest` words at least."""
        head = self.tokens[i]
        compound = "-" in head.text
        most = self.gazetteer.longest(head.text)
        after = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        if most < (1 if compound else fewest) and (after is None or after.text not in POSSESSIVES):
            return None
        if after is not None and after.start == head.end and after.text not in HYPHENS:
            most = LONGEST          # with what is joined to it the first word is another one: "Ra's al Khaymah", "People's Republic"
        for j in reversed(self._ends(i, most)):
            if fewest > 1 and j == i and not compound:
                return None
            shown = self._shown(i, j)
            if self.gazetteer.is_name(shown):
                entries = self.gazetteer.written(shown, self.words.lang)
                if entries and (self.tokens[j].text != "." or any(e.how == "short" for e in entries)):
                    return self._trimmed(self._made(i, j, "known", None, entries))
        return None

    def _shown(self, i: int, j: int) -> str:
        """The words as they are to be looked up: in running case where the text is set in capitals, without a possessive ending."""
        shown = self.tokens[i].text if i == j else self.text[self.tokens[i].start : self.tokens[j].end]
        if shown.endswith(POSSESSIVES):
            for ending in POSSESSIVES:
                shown = shown.removesuffix(ending)
        return shown

    def _trimmed(self, s: Sighting) -> Sighting:
        if s.text.endswith(POSSESSIVES):
            s.span = s.span[0], s.span[1] - 2
            s.text = self.text[s.span[0] : s.span[1]]
        return s

    def _street(self, i: int) -> Sighting | None:
        """A street or road named so: "North Main Street", "Highway 19"."""
        tokens, n, words = self.tokens, len(self.tokens), self.words
        lower = tokens[i].lower
        if lower in words.street_before and i + 1 < n and tokens[i + 1].text[:1].isdigit():
            return self._made(i, i + 1, "street", "street")
        if self._is_no_part(lower) or lower in words.closed:
            return None
        for j in range(i, min(n, i + 5)):
            t = tokens[j]
            if not (t.text[:1].isupper() or (j == i and t.text[-1:].isalpha())):
                return None
            if j > i and f"{tokens[j - 1].lower} {t.lower}" in words.never:
                return None  # a court: "US Supreme Court"
            if j > i and t.lower in words.street_after and not self._goes_on(j):
                stop = j + 1 < n and tokens[j + 1].text == "." and t.end == tokens[j + 1].start
                return self._made(i, j + 1 if stop else j, "street", "street")
        return None

    def _named_street(self, i: int) -> Sighting | None:
        """ "rue de Rivoli": the street's word, small words, capitalised words."""
        tokens, j = self.tokens, i + 1
        while j < len(tokens) and j < i + 4 and tokens[j].lower in self.words.inner:
            j += 1
        if j >= len(tokens) or not tokens[j].text[:1].isupper():
            return None
        return self._made(i, self._run(j, j + 4), "street", "street")

    def _run(self, i: int, stop: int) -> int:
        """The last token of the capitalised words from `i` on, hyphens between them passed over; before `stop`."""
        tokens, j = self.tokens, i
        while j + 1 < min(len(tokens), stop) and (
            tokens[j + 1].text[:1].isupper() or (tokens[j + 1].text in HYPHENS and tokens[j].end == tokens[j + 1].start)
        ):
            j += 1
        return j - 1 if tokens[j].text in HYPHENS else j

    def _is_no_part(self, lower: str) -> bool:
        """Whether a word does not begin the name of a street or feature."""
        return lower in self.words.institution or (lower in self.words.before and lower not in self.words.directions)

    def _goes_on(self, j: int) -> bool:
        """Whether another capitalised word follows at once: the name is then longer, an organisation's more often than a place's."""
        return j + 1 < len(self.tokens) and self.tokens[j + 1].text[:1].isupper()

    def _feature(self, i: int) -> Sighting | None:
        """A name with its kind in it: "Walker County", "Lake Lanier"; known to the gazetteer or not."""
        tokens, n = self.tokens, len(self.tokens)
        if self._is_no_part(tokens[i].lower):
            return None
        kind = self.words.generic_before.get(tokens[i].lower)
        if kind and i + 1 < n and tokens[i + 1].text[:1].isupper() and len(tokens[i + 1].text) > 2 and not self._goes_on(i + 1):
            return self._featured(i, i + 1, kind, tokens[i + 1].start, tokens[i + 1].end)
        for j in range(i, min(n, i + 4)):
            if not tokens[j].text[:1].isupper():
                return None
            kind = self.words.generic_after.get(tokens[j].lower) if j > i else None
            if kind:
                s = self._featured(i, j, kind, tokens[i].start, tokens[j - 1].end)
                if j + 1 < n and self._is_other(i, j):
                    return None
                if not s.entries and kind == "admin2" and tokens[i].lower in self.words.directions and j > i + 1:
                    return None  # "NW Harris County": the county begins with the next word
                if s.entries or kind == "admin2" or not self._goes_on(j):
                    return s
        return None

    def _is_other(self, i: int, j: int) -> bool:
        """Whether a name with its kind in it is but the beginning of a school's or a court's: "Ohio State University"."""
        after = self.tokens[j + 1]
        return (after.lower in self.words.schools and after.text[:1].isupper()) or (j == i + 1 and self._of_another(i, j))

    def _is_bench(self, s: Sighting) -> bool:
        """Whether a known name is that of a court's district: "Eastern District of New York"."""
        return s.last == s.first + 1 and s.last + 1 < len(self.tokens) and self._of_another(s.first, s.last)

    def _of_another(self, i: int, j: int) -> bool:
        """Whether a direction and a kind are followed by "of" and the name of that of which it is a part."""
        tokens, words = self.tokens, self.words
        bare = tokens[i].lower in words.directions and tokens[j].lower in words.generic_after and tokens[j + 1].lower in words.link
        return bare and j + 2 < len(tokens) and tokens[j + 2].text[:1].isupper()

    def _featured(self, i: int, j: int, kind: str, start: int, end: int) -> Sighting:
        """A feature with its entries: those of the whole name; for divisions also those of the name without its kind (`start` to `end`)."""
        s = self._made(i, j, "feature", kind)
        if self.gazetteer.is_name(s.text):
            s.entries = self.gazetteer.candidates(s.text)
        elif kind.startswith("admin"):
            core = self.gazetteer.candidates(self.text[start:end])
            s.entries = tuple(e for e in core if e.kind.startswith("admin") or e.kind == "region")
        s.form = "known" if s.entries else "feature"
        return s

    def _unknown(self, i: int) -> Sighting | None:
        """A capitalised name that the gazetteer has not, or only by its loose key, where the words before it say that it is a place's."""
        t = self.tokens[i]
        if len(t.text) < FEWEST or t.text.isupper() or not self._placed(i) or not self._strange(t.lower, self._set_apart(i)):
            return None
        s = self._made(i, self._run(i, i + LONGEST), "unknown", None)
        if len(s.text) >= LOOSEST:
            s.entries = tuple(e for e in self.gazetteer.candidates(s.text) if e.how == "loose")
        return self._trimmed(s)

    def _placed(self, i: int) -> bool:
        """Whether the words before say that a place follows."""
        if not i:
            return False
        before = self.tokens[i - 1].lower
        if before in self.words.locative or before in self.words.generic:
            return True
        return i > 1 and before in self.words.link and self.tokens[i - 2].lower in self.words.generic

    def _set_apart(self, i: int) -> bool:
        """Whether a name stands before a comma and what a place may lie in: « à Laffrey, en Isère »."""
        after = self.tokens[i + 1 : i + 3]
        return self.tokens[i].pos == "PROPN" and len(after) > 1 and after[0].text in {",", "("} and (
            after[1].lower in self.words.holding or after[1].text[:1].isupper())

    def _strange(self, lower: str, apart: bool = False) -> bool:
        """Whether a word is none of the language's own; of a name set `apart` its lexicon, which is not sure, is not asked."""
        w = self.words
        listed = (
            lower in w.doubtful or lower in w.never or lower in w.institution or lower in w.title or lower in w.closed or lower in w.before
        )
        return not listed and self.casing.usual(lower) is None and (apart or not self.casing.is_word(lower))

    def _made(self, i: int, j: int, form: Form, kind: str | None, entries: tuple[Entry, ...] = ()) -> Sighting:
        span = self.tokens[i].start, self.tokens[j].end
        return Sighting(self.sentence, i, j, span, self.text[span[0] : span[1]], entries, form, kind)
