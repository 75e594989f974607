"""Noun phrases with a head word that stands for somebody: what it is, whose, how many, and whether it was said who."""

from __future__ import annotations

from collections.abc import Mapping

from selon.atlas.actors import Sector
from selon.atlas.phrases import fold, goes_on, pieces
from selon.languages.syntax import Sentence, Token
from selon.model import Time
from selon.reading.names import Name, Names
from selon.reading.naming.words import Gender, Noun, Number, Words
from selon.reading.page import Page

APART = frozenset(("acl", "advcl", "parataxis", "conj", "cc", "ccomp", "cop", "nsubj", "aux", "discourse", "mark", "dep", "advmod",
                   "obl", "obj", "iobj", "expl", "xcomp", "csubj", "vocative", "dislocated"))
TIMED = frozenset(("nmod:unmarked", "obl:unmarked", "nmod:tmod", "obl:tmod"))      # "today a soldier", "guerrillas Tuesday"
UNSURE = 0.45       # a phrase whose arc is less sure is left out of who somebody is
SKIPPED = frozenset(("PUNCT", "ADP", "VERB"))
BREAKS = frozenset((",", "(", ";", "--", "—", "–"))
POSSESSIVE = frozenset(("'s", "’s"))
GENDERS: dict[str, Gender] = {"Masc": "Masc", "Fem": "Fem"}


class NounPhrases:
    """Head words and what hangs on them, for one page."""

    def __init__(self, page: Page, names: Names, words: Words, times: tuple[Time, ...] = ()) -> None:
        self.page, self.names, self.words = page, names, words
        self._times: dict[str, dict[int, int]] = {"title": {}, "text": {}}          # where times begin, and where days and periods end
        for t in times:
            self._times[t.field or "text"][t.span[0]] = t.span[1] if t.kind in {"date", "period"} else t.span[0]
        self._nouns: dict[tuple[str, int], dict[int, tuple[Noun, str]]] = {}
        self._bounds: dict[Token, tuple[int, int]] = {}

    def nouns(self, s: Sentence) -> dict[int, tuple[Noun, str]]:
        """The head words of a sentence by token index, each with the phrase that matched, folded."""
        found = self._nouns.get((s.field, s.index))
        if found is None:
            found = self._nouns[(s.field, s.index)] = self._matched(s)
        return found

    def _matched(self, s: Sentence) -> dict[int, tuple[Noun, str]]:
        texts = s.texts
        found: dict[int, tuple[Noun, str]] = {}
        length: dict[int, int] = {}
        for i, (node, word) in [(i, b) for i, b in enumerate(map(self.words.begun, texts)) if b is not None]:
            if not goes_on(node, texts, i + 1):
                if node.found and i not in found:
                    length[i], found[i] = 0, (node.found[0], word)
                continue
            for last, nouns in self.words.nouns.at(texts, i):
                head = self._head(s, i, last)
                if last - i >= length.get(head, -1):
                    length[head] = last - i
                    found[head] = nouns[0], word if last == i else " ".join([p for x in texts[i:last + 1] for p in pieces(x)])
        return found

    def _head(self, s: Sentence, first: int, last: int) -> int:
        if first == last:
            return first
        if s.parsed:
            return next((t.i for t in s.tokens[first:last + 1] if not first <= t.head <= last or t.head == t.i), first)
        return last if self.words.head_last else first

    def noun(self, s: Sentence, t: Token) -> Noun | None:
        """What a head word stands for."""
        found = self.nouns(s).get(t.i)
        return found[0] if found else None

    def word(self, s: Sentence, t: Token) -> str | None:
        """The folded word or phrase by which a head word was known."""
        found = self.nouns(s).get(t.i)
        return found[1] if found else None

    def bounds(self, s: Sentence, head: Token) -> tuple[int, int]:
        """First and last token of a noun phrase, without clauses, coordinates and what is set off by commas."""
        found = self._bounds.get(head)
        if found is None:
            found = self._bounds[head] = self._first(s, head), self._last(s, head)
        return found

    def _first(self, s: Sentence, head: Token) -> int:
        first = head.i
        for c in s.children(head):
            a = s.edges(c)[0]
            if a < first and self._belongs(s, c, head):
                first = a
        name = self.names.at(s, head.i)
        if name is not None:
            first = min(first, name.first)
        if times := self._times[s.field]:
            first = self._after_time(s, first, head.i, times)
        while first < head.i and (s[first].pos in ("PUNCT", "ADP", "CCONJ") and s[first].rel != "det") and not self._of_number(s, first):
            first += 1
        return first

    def _last(self, s: Sentence, head: Token) -> int:
        last = head.i
        for c in reversed(s.children(head)):
            b = s.edges(c)[1]
            if b > last and self._belongs(s, c, head):
                last = max(last, self._before_clause(s, head.i, b) if c.i > head.i else b)
        name = self.names.at(s, head.i)
        if name is not None:
            last = max(last, name.last)
        if times := self._times[s.field]:
            last = next((t.i - 1 for t in s.tokens[head.i + 1:last + 1] if t.start in times and not _covers(name, t)), last)
        while last > head.i and s[last].pos in ("PUNCT", "ADP", "CCONJ", "DET"):
            last -= 1
        return last

    def _belongs(self, s: Sentence, c: Token, head: Token) -> bool:
        """Whether what hangs on a head word is of its phrase."""
        if c.rel in APART or c.pos in SKIPPED or c.dep in TIMED:
            return False
        if c.feats.get("PronType") == "Rel" or self._ahead(s, c, head):
            return False                        # "dont trois enfants"
        if c.i > head.i:
            wide = c.rel == "amod" and s.child(c, "obl", "xcomp", "advcl") is not None      # "the men responsible for it"
            clause = any(x.rel == "mark" or x.pos == "SCONJ" for x in s.children(c))        # "accused forces of damaging a dam"
            if wide or clause or s[c.i - 1].text == ",":
                return False
            return c.rel != "nmod" or s.sureness(c) >= UNSURE    # "the withdrawal of forces from the valley": where from is told of either
        return True

    @staticmethod
    def _ahead(s: Sentence, c: Token, head: Token) -> bool:
        """Whether a phrase with a preposition stands before the noun it is hung on: "According to X, one of the men"."""
        case = s.child(c, "case") if c.i < head.i and c.rel in ("nmod", "obl") else None
        return case is not None and case.i < c.i and s[c.i + 1].text == ","

    @staticmethod
    def _of_number(s: Sentence, i: int) -> bool:
        """Whether a preposition belongs to a number: "at least two drones", « au moins 27 personnes »."""
        inner = s.head(s[i])
        fixed = inner.pos == "NUM" and inner.i == i + 2 and s[i + 1].head == i
        return fixed or (inner.i == i + 1 and s.head(inner).pos == "NUM")

    @staticmethod
    def _after_time(s: Sentence, first: int, head: int, times: Mapping[int, int]) -> int:
        """The first word behind a time that a phrase begins with: "today President X", "last year dynamite was found"; none of its own."""
        ends = times.get(s[first].start) if first < head else None
        if ends is None or ends == s[first].start or s[first].rel == "det":
            return first
        begins = next((t.i for t in s.tokens[first:head + 1] if t.start >= ends and t.pos != "PUNCT"), first)
        return first if s[begins].rel == "case" or s[begins - 1].text == "-" else begins

    @staticmethod
    def _before_clause(s: Sentence, head: int, last: int) -> int:
        for t in s.tokens[head + 1:last + 1]:
            if t.text in BREAKS:
                return t.i - 1
            if t.dep == "acl:relcl":
                return max(head, s.edges(t)[0] - 1)
        return last

    def told(self, s: Sentence, head: Token) -> tuple[str, str | None]:
        """The words somebody is told with for the first time, without an article, and the country they speak of."""
        first, last = self.bounds(s, head)
        while first < head.i and self.is_article(s[first]):
            first += 1
        told = [c for c in s.children(head, "acl")     # "calling itself ..."
                if c.feats.get("Tense") != "Past" and s.edges(c)[0] == last + 1 and s[last + 1].pos != "PUNCT"]
        end = s.edges(told[0])[1] if told else last
        text = self.page.words((s[first].start, s[end].end), "title" if s.field == "title" else None)
        return text, self.country(s, s.tokens[first:last + 1])

    def before_comma(self, s: Sentence, head: Token, last: int) -> int:
        """The last word of a phrase that ends with `last`, without what a comma sets off behind its head: "Night Line, a group that"."""
        for c in s.children(head, "appos", "acl"):
            begins = s.edges(c)[0]
            if head.i < begins <= last and s[begins].text == ",":
                return begins - 1
        return last

    def determiner(self, s: Sentence, head: Token) -> str:
        """"definite", "demonstrative", "indefinite" or "bare"."""
        first = self._first(s, head) if s.parsed else head.i
        demonstrative, determiners = self.words.demonstrative, self.words.determiners
        for t in s.tokens[max(0, first - 1):head.i]:
            if t.lower in demonstrative:
                return "demonstrative"
            if t.lower in determiners:
                definite = t.lower in self.words.definite and not (t.lower in self.words.indefinite and t.pos == "DET")
                return "definite" if definite else "indefinite"
            if t.feats.get("Poss") == "Yes":
                return "definite"
            if t.rel == "nummod":
                return "indefinite"
        return "definite" if any(c.text in POSSESSIVE for d in s.children(head, "nmod") for c in s.children(d, "case")) else "bare"

    def is_owned(self, s: Sentence, head: Token) -> bool:
        """Whether a possessive pronoun says whose somebody is: "her father"."""
        return any(c.feats.get("Poss") == "Yes" for c in s.children(head, "nmod", "det"))

    def is_article(self, t: Token) -> bool:
        """Whether a word says nothing of whom it stands before: an article, this or that; "another" and "two" do."""
        return t.rel in ("det", "case") and (t.lower in self.words.definite or t.feats.get("PronType") == "Art")

    def number(self, s: Sentence, head: Token) -> Number:
        """Grammatical number of a head word."""
        for c in s.children(head):
            if c.rel == "nummod" and c.feats.get("NumType") == "Card" and c.lower not in self.words.one:
                return "Plur"
        if head.lower in self.words.collective:
            return "Plur"
        found = head.feats.get("Number")
        return "Plur" if found == "Plur" else "Sing" if found == "Sing" else "Any"

    def gender(self, head: Token) -> Gender:
        """Grammatical gender, where the language shows one, else that of a word for a woman or a man."""
        if self.words.head_last:
            return self.words.gendered.get(head.lower, "Any")
        return GENDERS.get(head.feats.get("Gender", ""), "Any")

    def country(self, s: Sentence, tokens: tuple[Token, ...]) -> str | None:
        """The country of the people or organs a phrase speaks of: an adjective's, a listed actor's, a country's named in it."""
        for t in tokens:
            if t.pos in ("ADJ", "NOUN", "PROPN", "") and (code := self.words.nationality(t.text)) is not None:
                return code
        if here := self.names.within(s):
            for t in tokens:
                name = here.get(t.i)
                if name is not None and name.first == t.i and name.country is not None:
                    return name.country
        return None

    def sponsor(self, s: Sentence, tokens: tuple[Token, ...]) -> tuple[str, frozenset[int]] | None:
        """The state that backs somebody ("Iran-backed", "soutenues par l'Iran"), and the tokens that say so."""
        for t in tokens:
            parts = pieces(t.text)
            if len(parts) > 1 and parts[-1] in self.words.backed_suffix and (code := self._state(" ".join(parts[:-1]))):
                return code, frozenset((t.i,))
            if t.lower not in self.words.backed and t.lower not in self.words.backed_suffix:
                continue
            if t.i >= 2 and s[t.i - 1].text == "-" and (code := self._state(s[t.i - 2].text)):
                return code, frozenset((t.i, t.i - 2))
            for u in s.tokens[t.i + 1:t.i + 7]:
                if u.text in (",", ";", ".") or u.rel == "root":
                    break
                name = self.names.at(s, u.i) if u.text[:1].isupper() else None
                if u.text[:1].isupper() and (code := self._state(name.text if name is not None else u.text) or self._state(u.text)):
                    return code, frozenset((t.i, u.i) if name is None else (t.i, *range(name.first, name.last + 1)))
        return None

    def leaning(self, s: Sentence, tokens: tuple[Token, ...]) -> tuple[str, frozenset[int]] | None:
        """The state somebody leans to ("pro-Iranian", "pro-russes"), which is not their nationality, and the tokens that say so."""
        for t in tokens:
            parts = pieces(t.text)
            if not parts or parts[0] not in self.words.leaning:
                continue
            if len(parts) > 1 and (code := self._state(" ".join(parts[1:]))):
                return code, frozenset((t.i,))
            if t.i + 2 < len(s) and s[t.i + 1].text == "-" and (code := self._state(s[t.i + 2].text)):
                return code, frozenset((t.i, t.i + 2))
        return None

    def _state(self, word: str) -> str | None:
        return self.words.country(word) or self.words.nationality(word)

    def sector(self, s: Sentence, head: Token, noun: Noun | None) -> Sector | None:
        """PLOVER's sector of a head word, as its modifiers narrow it ("military official", "source policière")."""
        if noun is not None and noun.sector == "JUD":
            return noun.sector          # a "defence lawyer" is no soldier
        for c in s.children(head, "amod", "compound", "nmod", "flat"):
            found = self.words.modifiers.get(fold(c.text))
            if found is not None and (noun is None or noun.human or noun.what == "source"):
                return found
        return noun.sector if noun else None


def _covers(name: Name | None, t: Token) -> bool:
    return name is not None and name.first <= t.i <= name.last
