"""From articles to pages: sentences split, words cut, the sentences that can matter parsed, many articles in one batch.

The parser is the dearest step. Sentences are split before it (languages.sentences), so that only those that can carry a claim,
an event or a tally are given to it (selection.py), one Doc each; the others are cut into words alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, islice, repeat
from operator import add

from spacy.language import Language

from selon.languages.syntax import Sentence, Token
from selon.model import Article
from selon.reading.attribution.lexicon import attribution_lexicon
from selon.reading.cutting import Cut, cut_text, kept
from selon.reading.hanging import hung
from selon.reading.page import Page
from selon.reading.parses import Parse, parses_of
from selon.reading.rejoined import rejoined

BATCH = 32  # articles whose sentences go through the parser together
LONGEST = 250  # words; a longer "sentence" is a table or noise, and the parser's memory grows with it
NOTHING: Mapping[str, str] = {}

Choose = Callable[[str, Sequence[Cut]], list[bool]]  # of the sentences of a text, which are parsed


def _tokens(cut: Cut, parse: Parse | None) -> tuple[Token, ...]:
    """The words of a sentence that are kept, with their heads renumbered."""
    starts = list(accumulate(map(add, map(len, cut.words), cut.spaces), initial=cut.span[0]))
    words, begin, of = cut.words, starts, kept(cut.words)
    places = range(len(of))
    if len(of) < len(words):
        words, begin = [words[i] for i in of], [starts[i] for i in of]
    end, lower = map(add, begin, map(len, words)), list(map(str.lower, words))
    if parse is None:
        none = repeat("")
        return tuple(map(Token, places, words, lower, none, repeat(NOTHING), places, none, none, lower, begin, end))
    return tuple(map(Token, places, words, parse.lemmas, parse.pos, parse.feats, parse.heads, parse.labels, parse.rels, lower, begin, end))


def _sentence(cut: Cut, parse: Parse | None, lang: str) -> Sentence:
    """The sentence as it is read; without a parse its words alone."""
    tokens = _tokens(cut, parse)
    if parse is None:
        return Sentence(cut.field, cut.index, cut.paragraph, cut.span, tokens, False)
    hesitation = parse.hesitation and parse.hesitation.afresh()
    return rejoined(hung(Sentence(cut.field, cut.index, cut.paragraph, cut.span, tokens, True, hesitation)), attribution_lexicon(lang))


def everything(text: str, cuts: Sequence[Cut]) -> list[bool]:
    """The choice of those who want all sentences parsed."""
    return [True] * len(cuts)


def _chosen(article: Article, group: list[Cut], choose: Choose) -> list[bool]:
    """Which sentences of an article are parsed: titles, and what is chosen of the text."""
    titles = sum(c.field == "title" for c in group)
    chosen = [True] * titles + choose(article.text, group[titles:])
    return [yes and len(c.words) <= LONGEST for c, yes in zip(group, chosen, strict=True)]


def _parses(cuts: Sequence[Cut], nlp: Language) -> list[Parse]:
    return parses_of(nlp).of(cuts)


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
        cuts = [[*cut_text(a.title or "", "title", nlp, lang, is_name), *cut_text(a.text, "text", nlp, lang, is_name)] for a in batch]
        chosen = [yes for a, group in zip(batch, cuts, strict=True) for yes in _chosen(a, group, choose)]
        flat = [c for group in cuts for c in group]
        parsed = iter(_parses([c for c, yes in zip(flat, chosen, strict=True) if yes], nlp))
        done = ((c, next(parsed) if yes else None) for c, yes in zip(flat, chosen, strict=True))
        for article, group in zip(batch, cuts, strict=True):
            sentences = [_sentence(c, parse, lang) for c, parse in islice(done, len(group))]
            yield Page(article, lang, tuple(s for s in sentences if s.field == "title"), tuple(s for s in sentences if s.field == "text"))
