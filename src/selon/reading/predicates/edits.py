"""New heads, labels and tags for a sentence whose parse is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from selon.languages.syntax import Sentence, Token, make_token
from selon.reading.hanging import NAMING
from selon.reading.predicates.phrases import NOMINAL
from selon.reading.predicates.scene import Scene

INSIDE = frozenset({"DET", "NUM", "ADJ", "NOUN", "PROPN", "PUNCT", "PART", "SYM"})
WINDOW = 8              # words of a noun phrase after its verb


def behind(scene: Scene, sentence: Sentence, t: Token) -> int:
    """Where the object would begin: after the word and its particle."""
    i = t.i + 1
    return i + 1 if i < len(sentence) and sentence[i].lower in scene.known.sets["particles"] else i


class Edit:
    """New heads, labels and tags for a sentence."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.settled: set[int] = set()
        self.changed = False

    # Made when first asked for: most sentences need none.
    @cached_property
    def head(self) -> list[int]:
        """The head of each word."""
        return [t.head for t in self.sentence]

    @cached_property
    def dep(self) -> list[str]:
        """The relation of each word."""
        return [t.dep for t in self.sentence]

    @cached_property
    def pos(self) -> list[str]:
        """The part of speech of each word."""
        return [t.pos for t in self.sentence]

    @cached_property
    def feats(self) -> list[Mapping[str, str]]:
        """The features of each word."""
        return [t.feats for t in self.sentence]

    def attach(self, i: int, head: int, dep: str) -> None:
        """Hangs one word on another."""
        self.head[i], self.dep[i] = head, dep
        self.settled.add(i)                     # it is known to hang there, even where the parser had it so
        self.changed = True

    def retag(self, i: int, pos: str, feats: dict[str, str]) -> None:
        """Another part of speech for a word."""
        self.pos[i], self.feats[i] = pos, feats
        self.changed = True

    def done(self) -> Sentence:
        """The sentence as it is now; as it was, where some word would no longer reach the root."""
        s = self.sentence
        if not self._sound():
            return s
        tokens = tuple(make_token(t.i, t.text, t.lemma, self.pos[t.i], self.feats[t.i], self.head[t.i], self.dep[t.i], t.start) for t in s)
        anew = self.settled | {t.i for t in s if (t.head, t.dep) != (self.head[t.i], self.dep[t.i])}
        return Sentence(s.field, s.index, s.paragraph, (s.start, s.end), tokens, s.parsed, s.hesitation and s.hesitation.settling(anew))

    def make_verb(self, scene: Scene, t: Token, feats: dict[str, str]) -> bool:
        """The word as a verb with the noun before it as subject and the noun phrase after it as object; false where it fails."""
        first = behind(scene, self.sentence, t)
        obj, subject = self._object(first, scene.known.grammar.noun_head == "first"), self._subject(t)
        if obj is None or subject is None or subject == obj:
            return False
        self._rise(t.i, {subject, obj})
        self.pos[t.i], self.feats[t.i] = "VERB", feats
        self.attach(subject, t.i, "nsubj")
        self.attach(obj, t.i, "obj")
        if first > t.i + 1:
            self.pos[t.i + 1] = "ADV"
            self.attach(t.i + 1, t.i, "compound:prt")
        self._shares(t.i, subject, first, obj)
        return self._sound()

    def _object(self, first: int, leading: bool) -> int | None:
        """The head of the noun phrase that begins at `first`: its last noun before any other sort of word, or the first (`leading`)."""
        found = None
        for x in self.sentence.tokens[first:first + WINDOW]:
            if x.pos in NAMING or (x.pos == "NUM" and found is None):
                found = x.i
                if leading and x.pos in NAMING:
                    break
            elif (x.pos not in INSIDE and self.sentence[x.i - 1].text != "-") or x.text in {",", ";", ":", "("}:
                break
        return found

    def _subject(self, t: Token) -> int | None:
        """The head of the noun phrase that ends right before the word."""
        s, found = self.sentence, t.i - 1
        for _ in range(WINDOW):
            above = s[found].head
            if above >= t.i or above == found or s[above].pos not in NOMINAL:
                break
            found = above
        return found if s[found].pos in NAMING else None

    def _rise(self, i: int, below: set[int]) -> None:
        """The word takes the place of the highest of the words that are to hang on it."""
        chain, top = [i], i
        while self.head[top] != top and len(chain) < WINDOW:
            top = self.head[top]
            chain.append(top)
        inside = [x for x in chain if x in below]
        place = inside[-1] if inside else i
        if place != i:
            self.head[i] = i if self.head[place] == place else self.head[place]
            self.dep[i] = "root" if self.head[i] == i else self.dep[place]
            if self.head[i] in below:
                self.head[i], self.dep[i] = i, "root"

    def _shares(self, i: int, subject: int, first: int, obj: int) -> None:
        """Words that hung on the verb or its object as a noun's go to the noun they stand with."""
        for x in self.sentence:
            if x.i in {i, subject, obj} or self.head[x.i] not in {i, obj}:
                continue
            own = self.head[x.i] == i
            described = x.i < subject and x.pos in INSIDE and x.pos != "PUNCT" and self.dep[x.i] not in {"obl", "advmod", "nsubj"}
            if described or (subject < x.i < i and not own):
                self.head[x.i] = subject
            elif own and (first <= x.i < obj or (x.i > obj and self.dep[x.i] == "conj" and x.pos in NAMING)):
                self.head[x.i] = obj
            elif own and self.dep[x.i] == "nmod":
                self.dep[x.i] = "obl"

    def _sound(self) -> bool:
        """Whether every word still reaches the root."""
        for i in range(len(self.head)):
            seen, at = 0, i
            while self.head[at] != at:
                at, seen = self.head[at], seen + 1
                if seen > len(self.head):
                    return False
        return True
