"""A text cut into sentences and these into words, as the parser is to see them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.language import Language
from spacy.tokens import Doc

from selon.languages.sentences import split_sentences
from selon.languages.tokens import PatternTokenizer
from selon.languages.truecase import truecase
from selon.model import Span
from selon.reading.dateline import without_dateline

RUN = re.compile(r"\S{400}")
PLAIN = re.compile(r"\w{1,100}|[^\w\s]|\s")
FieldName = Literal["text", "title"]


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


def cut_text(text: str, field: FieldName, nlp: Language, lang: str, is_name: Callable[[str], bool] | None) -> Iterator[Cut]:
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


def kept(words: Sequence[str]) -> Sequence[int]:
    """The places of the words that are not white space."""
    return [i for i, w in enumerate(words) if not w.isspace()] if any(map(str.isspace, words)) else range(len(words))
