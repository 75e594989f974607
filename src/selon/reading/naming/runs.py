"""Candidate names: runs of words written or parsed as proper nouns, with titles and roles before them cut off.

A run is only a candidate; whether it is a name, and of what, is judged from its surroundings (features.py, kinds.py).
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from selon.atlas.actors import Actor, ActorList
from selon.atlas.phrases import fold, pieces
from selon.languages.syntax import Sentence, Token
from selon.reading.naming.looks import Look, look
from selon.reading.naming.words import Gender, Words

NEVER = frozenset(("PRON", "AUX", "DET", "NUM", "ADP", "CCONJ", "SCONJ", "PUNCT", "SYM", "PART"))
OPENING = frozenset(("\"", "“", "«", ":", "•", "-", "–", "—", "(", "..."))     # a capital after these tells nothing
DESCRIBING = "nmod:desc"         # what a title is to the name behind it
WORLDWIDE = frozenset(("igo", "ngo", "organisation"))
LONGEST = 12        # words; a longer run is a headline or a list
HEADLINE = 0.6      # share of capitalised long words from which capitals tell nothing


class Run(msgspec.Struct, frozen=True, eq=False, gc=False):
    """Tokens `first` to `last` of a sentence; `title` the gender its title tells, `role` that a role word stood before it; `key` the
    folded pieces of its words; `headline` that capitals tell nothing in its sentence."""

    sentence: Sentence
    first: int
    last: int
    tokens: tuple[Token, ...]
    key: tuple[str, ...]
    headline: bool
    actor: Actor | None
    title: Gender | None
    role: bool


def _is_headline(looks: Sequence[Look]) -> bool:
    """Whether nearly every long word of a sentence has a capital."""
    long = [k.tall for k in looks if k.long]
    return len(long) >= 4 and sum(long) > HEADLINE * len(long)


def _like_name(t: Token, s: Sentence, words: Words, headline: bool, starts: bool) -> bool:
    """Whether a word with a capital may be part of a name."""
    if t.pos in NEVER or fold(t.lower) in words.no_name:
        return False
    if t.lower in words.pronouns and not (t.pos == "PROPN" and t.text.isupper() and len(t.text) > 1):     # "US", "WHO"
        return False
    if t.pos == "PROPN":
        return True
    if starts or headline:
        return not s.parsed and not headline and fold(t.text) in words.first_names
    return t.pos in ("NOUN", "ADJ", "X", "INTJ", "") or (t.pos in ("VERB", "ADV") and t.i > 0)


class RunFinder:
    """Finds the runs of sentences of one language."""

    def __init__(self, words: Words, actors: ActorList, year: int | None, caseless: bool) -> None:
        self.words, self.actors, self.year, self.caseless = words, actors, year, caseless

    def find(self, s: Sentence) -> list[Run]:
        """The runs of a sentence, left to right, none overlapping."""
        texts, begins = s.texts, self.actors.begins
        looks = list(map(look, texts))
        marked = [(i, k) for i, k in enumerate(looks) if k.capital or k.first in begins]
        if not marked:
            return []
        listed = {i for i, k in marked if k.first in begins}
        capitals = [i for i, k in marked if k.capital]
        headline = _is_headline(looks)
        like = self._like_names(s, texts, looks, capitals, headline)
        out: list[Run] = []
        last = -1
        for i in sorted(listed.union(like)):
            if i <= last:
                continue
            known = self.actors.longest(texts, i, self.year, self.caseless) if i in listed else None
            if i in like:
                last = self._extend(s, texts, like, i)
            elif known is None:
                continue
            else:
                last = self._extend(s, texts, like, known[0]) if known[0] + 1 in like else i
            if known and i in like and self._is_given(s, texts, known, i, last):
                known = None
            national = known is not None and self._is_national(texts, known)
            if known and national:          # « la Croix-Rouge sénégalaise » is not that of the world
                last = known[0] + 1
                out.append(self._run(s, i, last, headline))
            elif known and (known[0] >= last or known[1].kind != "person"):
                last, actor = self._with_actor(known, last, i, texts)
                out.append(self._run(s, i, last, headline, actor))
            else:
                out += self._trimmed(s, i, last, headline)
        return out

    def _like_names(self, s: Sentence, texts: list[str], looks: list[Look], capitals: list[int], headline: bool) -> set[int]:
        """The words with a capital that may be part of a name."""
        begins = next((i for i, k in enumerate(looks) if k.wordy), 0)
        return {i for i in capitals if _like_name(s.tokens[i], s, self.words, headline, i <= begins or texts[i - 1] in OPENING)}

    @staticmethod
    def _run(s: Sentence, first: int, last: int, headline: bool, actor: Actor | None = None, title: Gender | None = None,
             role: bool = False) -> Run:
        tokens = s.tokens[first:last + 1]
        key = pieces(tokens[0].text) if first == last else tuple([p for t in tokens for p in pieces(t.text)])
        return Run(s, first, last, tokens, key, headline, actor, title, role)

    def _is_given(self, s: Sentence, texts: list[str], known: tuple[int, Actor], i: int, last: int) -> bool:
        """Whether a listed name of one word, no person's, is the given name of somebody here: "Sana" of "Sana Hall"."""
        if known[0] != i or last == i or known[1].kind == "person" or texts[i].isupper() or fold(texts[i]) not in self.words.first_names:
            return False
        behind = s[i + 1]
        return behind.pos == "PROPN" and not self._is_body(behind.text) and not (s.parsed and behind.head != i and s[i].head != behind.i)

    def _is_national(self, texts: list[str], known: tuple[int, Actor]) -> bool:
        """Whether an adjective right behind the name of a body of the whole world makes another one of it."""
        last, actor = known
        if self.words.head_last or actor.country is not None or actor.kind not in WORLDWIDE or last + 1 >= len(texts):
            return False
        return texts[last + 1].islower() and self.words.nationality(texts[last + 1]) is not None

    def _with_actor(self, known: tuple[int, Actor], last: int, i: int, texts: list[str]) -> tuple[int, Actor | None]:
        """How far a run that begins with a listed actor goes: on, where organisation words follow."""
        if known[0] < last and self.words.head_last:
            role = next((j for j in range(known[0] + 1, last + 1) if self._is_role(texts[j])), last + 1)
            ends = next((j for j in range(role - 1, known[0], -1) if self._is_body(texts[j])), None)
            return known if ends is None else (ends, None)
        if known[0] < last and self._is_body(texts[i]):
            return last, None
        return known[0], known[1]

    def _is_body(self, text: str) -> bool:
        """Whether an organisation is called by a word."""
        noun = self.words.noun(text)
        return noun is not None and noun.what in ("organisation", "medium")

    def _extend(self, s: Sentence, texts: list[str], like: set[int], i: int) -> int:
        """The last token of the run that begins at `i`: over particles, and over joining words in names of organisations."""
        j, n = i, len(s)
        while j + 1 < n and j - i < LONGEST:
            if j + 1 in like:
                j += 1
                continue
            k = j + 1
            while k < n and k - j <= 3 and self._joins(s, k):
                k += 1
            if k == j + 1 or k not in like:
                return j
            between = [t.lower for t in s.tokens[j + 1:k]]
            two = j > i and k + 1 in like and _of_two(s, j, k)
            if not (two or self._is_organisation(texts, i, j) or self._in_person(between, texts, i, j)):
                return j
            j = k
        return j

    def _joins(self, s: Sentence, k: int) -> bool:
        word = s.tokens[k].lower
        return word in self.words.inside or fold(word) in self.words.particles or (word == "-" and s[k].start == s[k - 1].end)

    def _in_person(self, between: list[str], texts: list[str], i: int, j: int) -> bool:
        """Whether words between capitals are particles of a person's name, or hyphens."""
        if not all(w == "-" or fold(w) in self.words.particles for w in between):
            return False
        single = len(between) == 1 and j == i and fold(texts[j]) in self.words.first_names
        return single or not any(w in self.words.joining for w in between)

    def _is_organisation(self, texts: list[str], first: int, last: int) -> bool:
        return any(self._is_body(t) or fold(t) in self.words.place_heads for t in (texts[first], texts[last]))

    def _trimmed(self, s: Sentence, first: int, last: int, headline: bool) -> list[Run]:
        """The run without nationality, title and role words before it; those of nationality are runs of their own."""
        out: list[Run] = []
        gender = self.words.title(s[first - 1].text) if first else None
        role = False
        start = first
        while first <= last:
            text = s[first].text
            title = self.words.title(text)
            if title is not None and (first < last or title != "Any"):
                gender, role, first = (title if title != "Any" else gender) or "Any", True, first + 1
            elif first < last and s[first].pos != "ADJ" and self._is_human(text) and self._goes_on(s, first + 1, last):
                role, first = True, first + 1
            elif self.words.is_demonym(text) and (first == last or self._leads(s, first + 1, last)):
                out.append(self._run(s, first, first, headline))
                first += 1
            elif self._of_role(s, first, last):
                out.append(self._run(s, first, s[first].head - 1, headline))
                first = s[first].head
            else:
                break
        if first <= last and first > start and s[first].lower in self.words.inside:     # "Minister of Defence Ann Hall"
            first = next((i for i in range(first, last + 1) if fold(s[i].text) in self.words.first_names), last + 1)
        if first > last or (first == last and self._goes_with_hyphen(s, first)):
            return out
        if (named := self._behind_title(s, first, last)) is not None:
            out += self._before_title(s, first, named - 1, headline)
            gender, role, first = self.words.title(s[named - 1].text) or gender, True, named
        return [*out, self._run(s, first, last, headline, self._actor(s, first, last), gender, role)]

    def _behind_title(self, s: Sentence, first: int, last: int) -> int | None:
        """Where a person's name begins behind a title or a role within a run: "Georgia Gov. Ann Hall", "Indian Foreign Secretary Hall"."""
        for i in range(last, first, -1):
            before = s[i - 1]
            given = i < last and fold(s[i].text) in self.words.first_names
            if (given or (before.dep == DESCRIBING and before.head == i)) and self._is_role(before.text):
                return i if self._goes_on(s, i, last) else None
        return None

    def _before_title(self, s: Sentence, first: int, title: int, headline: bool) -> list[Run]:
        """The runs before a title or role: the place or body it is of, a nationality of its own."""
        out: list[Run] = []
        if self.words.is_demonym(s[first].text):
            out.append(self._run(s, first, first, headline))
            first += 1
        if first >= title:
            return out
        while title > first and self._is_role(s[title - 1].text):
            title -= 1
        if title - 1 > first and fold(s[title - 1].text) in self.words.place_heads and self._is_country(s, first, title - 2):
            title -= 1      # "US District Judge"
        if first == title or s[title - 1].pos != "PROPN":      # "Wing Commander"
            return out
        return [*out, self._run(s, first, title - 1, headline, self._actor(s, first, title - 1))]

    def _goes_with_hyphen(self, s: Sentence, i: int) -> bool:
        """Whether a word is the first of a role written with hyphens: "Editor-in-Chief" names nobody."""
        return i + 1 < len(s) and s[i + 1].text == "-" and s[i + 1].start == s[i].end and self._is_role(s[i].text)

    def _is_country(self, s: Sentence, first: int, last: int) -> bool:
        return self.words.country(" ".join([t.text for t in s.tokens[first:last + 1]])) is not None

    def _is_role(self, text: str) -> bool:
        """Whether a word is a title or a role."""
        return self.words.title(text) is not None or self._is_human(text)

    def _is_human(self, text: str) -> bool:
        noun = self.words.noun(text)
        return noun is not None and noun.human

    def _of_role(self, s: Sentence, first: int, last: int) -> bool:
        """Whether a word stands before the role word whose office it names, and that before a name: "Defense Minister Ann Hall"."""
        role = s[first].head
        if s[first].rel != "compound" or not first < role < last or fold(s[first].text) in self.words.first_names:
            return False
        noun = self.words.noun(s[role].text)
        return noun is not None and noun.human and self._goes_on(s, role + 1, last)

    def _goes_on(self, s: Sentence, first: int, last: int) -> bool:
        """Whether what follows a role word is a person's name: it does not end in an organisation's head."""
        return not self._is_body(s[last].text) or fold(s[first].text) in self.words.first_names

    def _leads(self, s: Sentence, first: int, last: int) -> bool:
        """Whether a nationality stands before a title, a role or a full name, not inside an organisation's name."""
        text = s[first].text
        if self.words.title(text) is not None or fold(text) in self.words.first_names:
            return True
        noun = self.words.noun(text)
        return noun is not None and noun.human

    def _actor(self, s: Sentence, first: int, last: int) -> Actor | None:
        texts, begins = s.texts[first:last + 1], self.actors.begins
        if begins.isdisjoint([look(t).first for t in texts]):
            return None
        for i in range(len(texts)):
            found = self.actors.longest(texts, i, self.year, self.caseless)
            if found and found[0] == len(texts) - 1 and (i == 0 or found[1].kind == "person"):
                return found[1]
        return None


def _of_two(s: Sentence, j: int, k: int) -> bool:
    """Whether words stand between two adjectives of one noun: "Forum for Economic and Social Rights"."""
    return s[j].pos == s[k].pos == "ADJ" and s[k].rel == "conj" and s[k].head == j
