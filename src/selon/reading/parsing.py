"""From articles to pages: sentences split, words cut, the sentences that can matter parsed, many articles in one batch.

The parser is the dearest step. Sentences are split before it (languages.sentences), so that only those that can carry a claim,
an event or a tally are given to it (selection.py), one Doc each; the others are cut into words alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, islice, repeat
from operator import add
from typing import Literal, TypeVar

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, SENT_START
from spacy.language import Language
from spacy.strings import StringStore
from spacy.tokens import Doc

from selon.languages.arcs import Hesitation
from selon.languages.arithmetic import one_core
from selon.languages.sentences import split_sentences
from selon.languages.stepping import HESITATION
from selon.languages.syntax import Sentence, Token, relation
from selon.languages.tokens import PatternTokenizer
from selon.languages.truecase import truecase
from selon.model import Article, Span
from selon.reading.attribution.lexicon import attribution_lexicon
from selon.reading.dateline import without_dateline
from selon.reading.hanging import hung
from selon.reading.page import Page
from selon.reading.rejoined import rejoined

NO_START = 2**64 - 1  # -1, as spaCy keeps it
BATCH = 32  # articles whose sentences go through the parser together
LONGEST = 250  # words; a longer "sentence" is a table or noise, and the parser's memory grows with it
RUN = re.compile(r"\S{400}")
PLAIN = re.compile(r"\w{1,100}|[^\w\s]|\s")
MOST = 200_000  # numbers
NOTHING: Mapping[str, str] = {}
FieldName = Literal["text", "title"]
Value = TypeVar("Value")


class _Found(dict[int, Value]):
    """What numbers stand for, worked out when first asked for, all forgotten once it is `MOST`. Quicker than lru_cache by a third."""

    def __init__(self, of: Callable[[int], Value]) -> None:
        super().__init__()
        self.of = of

    def __missing__(self, number: int) -> Value:
        if len(self) >= MOST:
            self.clear()
        found = self[number] = self.of(number)
        return found


class _Known:
    """What spaCy's numbers stand for, each looked up once."""

    def __init__(self, strings: StringStore) -> None:
        self.strings = strings
        self.string = _Found(self._string).__getitem__
        self.pos = _Found(self._string).__getitem__
        self.label = _Found(self._label).__getitem__
        self.rel = _Found(self._rel).__getitem__
        self.feats = _Found(self._feats).__getitem__

    def _string(self, number: int) -> str:
        return str(self.strings[number])

    def _label(self, dep: int) -> str:
        """UD's label; spaCy alone writes the root in capitals."""
        name = self.string(dep)
        return "root" if name == "ROOT" else name

    def _rel(self, dep: int) -> str:
        return relation(self.label(dep))

    def _feats(self, morph: int) -> Mapping[str, str]:
        """Features of a UD morphology, one shared mapping for each."""
        name = self.string(morph)
        return dict(f.split("=", 1) for f in name.split("|")) if name and name != "_" else NOTHING


@dataclass(slots=True)
class Cut:
    """A sentence cut into words: its field, index, paragraph and span; `shown` is its text as the parser sees it. Only a sentence that
    is parsed needs a Doc, made when first asked for."""

    field: FieldName
    index: int
    paragraph: int
    span: Span
    nlp: Language
    shown: str
    words: list[str]
    spaces: list[bool]
    made: Doc | None

    @property
    def doc(self) -> Doc:
        """The words as spaCy has them."""
        if self.made is None:
            assert isinstance(self.nlp.tokenizer, PatternTokenizer)
            self.made = self.nlp.tokenizer.doc(self.shown, self.words, self.spaces)
        return self.made


Choose = Callable[[str, Sequence[Cut]], list[bool]]  # of the sentences of a text, which are parsed


@lru_cache(maxsize=8)
def _known(strings: StringStore) -> _Known:
    return _Known(strings)


def _kept(words: Sequence[str]) -> Sequence[int]:
    """The words that are not white space."""
    return [i for i, w in enumerate(words) if not w.isspace()] if any(map(str.isspace, words)) else range(len(words))


def _tokens(cut: Cut, kept: Sequence[int], parsed: bool) -> tuple[Token, ...]:
    """The `kept` words of a sentence, with their heads renumbered."""
    starts = list(accumulate(map(add, map(len, cut.words), cut.spaces), initial=cut.span[0]))
    words, begin, places = cut.words, starts, range(len(kept))
    if len(kept) < len(words):
        words, begin = [words[i] for i in kept], [starts[i] for i in kept]
    end, lower = map(add, begin, map(len, words)), list(map(str.lower, words))
    if not parsed:
        none = repeat("")
        return tuple(map(Token, places, words, lower, none, repeat(NOTHING), places, none, none, lower, begin, end))
    known = _known(cut.doc.vocab.strings)
    marks = cut.doc.to_array([LEMMA, POS, MORPH, DEP, HEAD])
    marks[:, 4] += np.arange(len(marks), dtype=np.uint64)  # spaCy counts from each word to its head, forward or, past zero, back
    lemma, pos, morph, dep, heads = (marks if len(kept) == len(marks) else marks[kept]).T.tolist()
    if len(kept) < len(marks):
        index = {i: n for n, i in enumerate(kept)}
        heads = [index.get(head, n) for n, head in enumerate(heads)]
    lemmas = list(map(known.string, lemma))
    if "" in lemmas:
        lemmas = [of or word for of, word in zip(lemmas, lower, strict=True)]
    return tuple(map(Token, places, words, lemmas, map(known.pos, pos), map(known.feats, morph), heads, map(known.label, dep),
                     map(known.rel, dep), lower, begin, end))  # fmt: skip


def _cut(text: str, field: FieldName, nlp: Language, lang: str, is_name: Callable[[str], bool] | None) -> Iterator[Cut]:
    """The sentences of a text, cut into words; a paragraph ends at a line's end."""
    paragraph, last = 0, 0
    shown = truecase(text, lang, is_name)
    for index, (start, end) in enumerate(without_dateline(text, split_sentences(text, lang))):
        if index and "\n" in text[last:start]:
            paragraph += 1
        last = end
        yield Cut(field, index, paragraph, (start, end), nlp, *_words(shown[start:end], nlp))


def _words(sentence: str, nlp: Language) -> tuple[str, list[str], list[bool], Doc | None]:
    """A sentence as it is shown to the parser, its words and whether a space follows each. A tokeniser may be quadratic in a run without
    blanks (spaCy's is): such are cut plainly."""
    words: list[str] = []
    spaces: list[bool] = []
    if not RUN.search(sentence):
        if isinstance(nlp.tokenizer, PatternTokenizer):
            return sentence, *nlp.tokenizer.cut(sentence), None
        doc = nlp.make_doc(sentence)
        return sentence, [t.text for t in doc], [bool(t.whitespace_) for t in doc], doc
    for piece in PLAIN.findall(sentence):
        if piece == " " and words and not spaces[-1]:
            spaces[-1] = True
        else:
            words.append(piece)
            spaces.append(False)
    return sentence, words, spaces, Doc(nlp.vocab, words=words, spaces=spaces)


def _one_sentence(doc: Doc) -> Doc:
    """The Doc with its sentence border fixed, so that the parser does not split it again."""
    starts = np.full((len(doc), 1), NO_START, dtype=np.uint64)
    starts[:1] = 1
    return doc.from_array([SENT_START], starts)  # type: ignore[arg-type]


def _sentence(cut: Cut, parsed: bool, lang: str) -> Sentence:
    kept = _kept(cut.words)
    found: Hesitation | None = cut.doc.user_data.get(HESITATION) if parsed else None
    sentence = Sentence(cut.field, cut.index, cut.paragraph, cut.span, _tokens(cut, kept, parsed), parsed, found and found.of(kept))
    return rejoined(hung(sentence), attribution_lexicon(lang)) if parsed else sentence


def everything(text: str, cuts: Sequence[Cut]) -> list[bool]:
    """The choice of those who want all sentences parsed."""
    return [True] * len(cuts)


def _chosen(article: Article, group: list[Cut], choose: Choose) -> list[bool]:
    """Which sentences of an article are parsed: titles, and what is chosen of the text."""
    titles = sum(c.field == "title" for c in group)
    chosen = [True] * titles + choose(article.text, group[titles:])
    return [yes and len(c.words) <= LONGEST for c, yes in zip(group, chosen, strict=True)]


def _parse(docs: list[Doc], nlp: Language) -> None:
    """Fills the Docs in place, those of a length together: the parser goes on until the longest beside each is done."""
    with one_core():
        for _ in nlp.pipe(map(_one_sentence, sorted(docs, key=len)), batch_size=256):
            pass


def pages(
    articles: Iterable[Article],
    lang: str,
    nlp: Language,
    choose: Choose = everything,
    is_name: Callable[[str], bool] | None = None,
) -> Iterator[Page]:
    """Pages of articles of one language, in order. `choose` says which sentences of a text go to the parser; titles always do."""
    articles = iter(articles)
    while batch := list(islice(articles, BATCH)):
        cuts = [[*_cut(a.title or "", "title", nlp, lang, is_name), *_cut(a.text, "text", nlp, lang, is_name)] for a in batch]
        chosen = [yes for a, group in zip(batch, cuts, strict=True) for yes in _chosen(a, group, choose)]
        flat = [c for group in cuts for c in group]
        _parse([c.doc for c, yes in zip(flat, chosen, strict=True) if yes], nlp)
        done = iter(zip(flat, chosen, strict=True))
        for article, group in zip(batch, cuts, strict=True):
            sentences = [_sentence(c, parsed, lang) for c, parsed in islice(done, len(group))]
            yield Page(article, lang, tuple(s for s in sentences if s.field == "title"), tuple(s for s in sentences if s.field == "text"))
