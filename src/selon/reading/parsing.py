"""From articles to pages: sentences split, words cut, the sentences that can matter parsed, many articles in one batch.

The parser is the dearest step. Sentences are split before it (languages.sentences), so that only those that can carry a claim,
an event or a tally are given to it (selection.py), one Doc each; the others are cut into words alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Literal

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from selon.languages.arithmetic import one_core
from selon.languages.sentences import split_sentences
from selon.languages.syntax import Sentence, Token
from selon.languages.truecase import truecase
from selon.model import Article, Span
from selon.reading.dateline import without_dateline
from selon.reading.page import Page

BATCH = 32  # articles whose sentences go through the parser together
LONGEST = 250  # words; a longer "sentence" is a table or noise, and the parser's memory grows with it
RUN = re.compile(r"\S{400}")
QUOTES = frozenset("\"“”„«»‹›")
PLAIN = re.compile(r"\w{1,100}|[^\w\s]|\s")
NOTHING: Mapping[str, str] = {}
FieldName = Literal["text", "title"]
Cut = tuple[FieldName, int, int, Span, Doc]  # field, index, paragraph, span, words


@cache
def _feats(morph: str) -> Mapping[str, str]:
    """Features of a UD morphology string, one shared mapping for each."""
    return dict(f.split("=", 1) for f in morph.split("|")) if morph else NOTHING


def _label(dep: str) -> str:
    """UD's label; spaCy alone writes the root in capitals."""
    return "root" if dep == "ROOT" else dep


def _tokens(doc: Doc, offset: int, parsed: bool) -> tuple[Token, ...]:
    """The words of a Doc whose text begins at `offset`; white space tokens are left out and heads renumbered."""
    kept = [t for t in doc if not t.is_space]
    if not parsed:
        return tuple(Token(i, t.text, t.text.lower(), "", NOTHING, i, "", offset + t.idx) for i, t in enumerate(kept))
    index = {t.i: i for i, t in enumerate(kept)}
    return tuple(
        Token(i, t.text, t.lemma_ or t.text.lower(), t.pos_, _feats(str(t.morph)), index.get(t.head.i, i), _label(t.dep_), offset + t.idx)
        for i, t in enumerate(kept)
    )


def _cut(text: str, field: FieldName, nlp: Language, lang: str, is_name: Callable[[str], bool] | None) -> Iterator[Cut]:
    """Sentences of a text as Docs of words; a paragraph ends at a line's end."""
    paragraph, last = 0, 0
    shown = truecase(text, lang, is_name)
    for index, (start, end) in enumerate(without_dateline(text, split_sentences(text, lang))):
        if index and "\n" in text[last:start]:
            paragraph += 1
        last = end
        yield field, index, paragraph, (start, end), _words(shown[start:end], nlp)


def _words(sentence: str, nlp: Language) -> Doc:
    """The words of a sentence. A tokeniser may be quadratic in a run without blanks (spaCy's is): such are cut plainly."""
    if not RUN.search(sentence):
        return nlp.make_doc(sentence)
    words: list[str] = []
    spaces: list[bool] = []
    for piece in PLAIN.findall(sentence):
        if piece == " " and words and not spaces[-1]:
            spaces[-1] = True
        else:
            words.append(piece)
            spaces.append(False)
    return Doc(nlp.vocab, words=words, spaces=spaces)


def _one_sentence(doc: Doc) -> Doc:
    """The Doc with its sentence border fixed, so that the parser does not split it again."""
    starts = np.full((len(doc), 1), -1, dtype=np.int64)
    starts[:1] = 1
    return doc.from_array([SENT_START], starts.astype(np.uint64))  # type: ignore[arg-type]


def _sentence(cut: Cut, parsed: bool) -> Sentence:
    field, index, paragraph, span, doc = cut
    return Sentence(field, index, paragraph, span, _tokens(doc, span[0], parsed), parsed)


def _chosen(group: list[Cut], worth: Callable[[Doc], bool]) -> list[bool]:
    """Which sentences of an article are parsed. In a paragraph with a quotation all are: one may be its middle."""
    quoting = {(c[0], c[2]) for c in group if not QUOTES.isdisjoint(c[4].text)}
    return [len(c[4]) <= LONGEST and (c[0] == "title" or (c[0], c[2]) in quoting or worth(c[4])) for c in group]


def _parse(docs: list[Doc], nlp: Language) -> None:
    """Fills the Docs in place."""
    with one_core():
        for _ in nlp.pipe(map(_one_sentence, docs), batch_size=256):
            pass


def pages(
    articles: Iterable[Article],
    lang: str,
    nlp: Language,
    worth: Callable[[Doc], bool] = lambda _: True,
    is_name: Callable[[str], bool] | None = None,
) -> Iterator[Page]:
    """Pages of articles of one language, in order. `worth` says which sentences go to the parser; titles always do."""
    articles = iter(articles)
    while batch := list(islice(articles, BATCH)):
        cuts = [[*_cut(a.title or "", "title", nlp, lang, is_name), *_cut(a.text, "text", nlp, lang, is_name)] for a in batch]
        chosen = [yes for group in cuts for yes in _chosen(group, worth)]
        flat = [c for group in cuts for c in group]
        _parse([c[4] for c, yes in zip(flat, chosen, strict=True) if yes], nlp)
        done = iter(zip(flat, chosen, strict=True))
        for article, group in zip(batch, cuts, strict=True):
            sentences = [_sentence(c, parsed) for c, parsed in islice(done, len(group))]
            yield Page(article, lang, tuple(s for s in sentences if s.field == "title"), tuple(s for s in sentences if s.field == "text"))
