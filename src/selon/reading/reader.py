"""One article in, one reading out: the order of the layers.

    sentences -> words, syntax -> publication date -> times, quantities -> names, places, people -> claims
    -> mentions -> events, tallies -> disputes, lead

Each layer takes the page and what the layers before it found; none looks at the clock, the network or another article.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property, lru_cache
from itertools import groupby, islice
from pathlib import Path

from spacy.language import Language

from selon.atlas.actors import ActorList, load_actors
from selon.atlas.gazetteer import Gazetteer
from selon.languages.arithmetic import one_core
from selon.languages.lexicon import check_language
from selon.languages.pipelines import load_pipeline
from selon.model import Article, Reading
from selon.reading.claims import find_claims
from selon.reading.credit import find_credit
from selon.reading.disputes import find_disputes
from selon.reading.events import find_events
from selon.reading.lead import find_lead
from selon.reading.mentions import acts_of_force, find_mentions
from selon.reading.names import find_names
from selon.reading.page import Page
from selon.reading.parsing import BATCH, pages
from selon.reading.people import find_people
from selon.reading.places import find_places
from selon.reading.pooling.findings import Findings
from selon.reading.quantities import find_quantities
from selon.reading.selection import Selection
from selon.reading.tallies import find_tallies
from selon.reading.times import find_times, publication

CHUNK = 16 * BATCH  # articles held at once; sorted by language for the parser, given back in order

EVERYTHING = "\"A 1\": A 1."  # touches what layers load when they first need it
KNOWN = 100_000  # names whose look-up is remembered


class Reader:
    """Reads articles. Pipelines and atlas are loaded when first needed and then kept.

    `pipelines` names other installed spaCy pipelines for a language, e.g. {"fr": "fr_core_news_lg"}; LanguageError where one
    lacks what reading needs. `atlas` is a gazetteer file made by `selon atlas build`; the built-in one where it is not given.
    """

    def __init__(self, pipelines: Mapping[str, str] | None = None, atlas: Path | None = None) -> None:
        self._named, self._atlas = dict(pipelines or {}), atlas
        self._loaded: dict[str, tuple[Language, Selection]] = {}

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The places of the world."""
        return Gazetteer.open(self._atlas)

    @cached_property
    def is_place(self) -> Callable[[str], bool]:
        """Whether the gazetteer knows a name."""
        return self.gazetteer.is_name

    @cached_property
    def is_name(self) -> Callable[[str], bool]:
        """Whether a word is known as a place or an actor, for text in capitals."""
        return lru_cache(maxsize=KNOWN)(lambda word: self.is_place(word) or self.actors.named(word) is not None)

    @cached_property
    def actors(self) -> ActorList:
        """The actors of the world."""
        return load_actors()

    def prepare(self, langs: Iterable[str]) -> None:
        """Loads all that reading these languages needs, before it is asked for or shared with other processes."""
        for lang in sorted(langs):
            self.read(Article(id="", text=EVERYTHING, lang=lang))
        _keep()

    def __reduce__(self) -> tuple[type[Reader], tuple[Mapping[str, str], Path | None]]:
        """Another process loads its own."""
        return Reader, (self._named, self._atlas)

    def _language(self, lang: str) -> tuple[Language, Selection]:
        if lang not in self._loaded:
            nlp = load_pipeline(check_language(lang), self._named.get(lang))
            self._loaded[lang] = nlp, Selection.load(lang, nlp)
        return self._loaded[lang]

    def read(self, article: Article) -> Reading:
        """The reading of one article. LanguageError where its language is not there."""
        return next(self.read_all([article]))

    def read_all(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """The readings of many articles, in their order; many at a time go through the parser together."""
        articles = iter(articles)
        while chunk := list(islice(articles, CHUNK)):
            yield from self._in_order(chunk)

    def _in_order(self, chunk: list[Article]) -> Iterator[Reading]:
        done: dict[int, Reading] = {}
        due = 0
        order = sorted(range(len(chunk)), key=lambda i: (chunk[i].lang or "", i))
        for lang, group in groupby(order, key=lambda i: chunk[i].lang or ""):
            indexes = list(group)
            for i, reading in zip(indexes, self._pages_read([chunk[i] for i in indexes], lang), strict=True):
                done[i] = reading
                while due in done:
                    yield done.pop(due)
                    due += 1

    def _pages_read(self, articles: list[Article], lang: str) -> Iterator[Reading]:
        fresh = lang not in self._loaded
        nlp, selection = self._language(lang)
        coming = pages(articles, lang, nlp, selection.choose, self.is_name)
        while True:
            with _unswept(), one_core():  # the small networks' products: threads would cost twice their work, and change last bits
                reading = self._next(coming)  # the page is gone before the collector looks again
            if reading is None:
                return
            if fresh:  # the layers' lexicons are there now too
                _keep()
                fresh = False
            yield reading

    def _next(self, coming: Iterator[Page]) -> Reading | None:
        page = next(coming, None)
        return None if page is None else self.read_page(page)

    def read_page(self, page: Page) -> Reading:
        """The layers, in order."""
        published = publication(page)
        times = find_times(page, published)
        quantities = find_quantities(page, times)
        names = find_names(page, self.actors, self.is_place)
        places = find_places(page, names, self.gazetteer, published)
        people = find_people(page, names, self.actors, times)
        mentions = find_mentions(page, names, people)
        claims = find_claims(page, people, published, times, acts_of_force(mentions))
        f = Findings(
            page=page,
            published=published,
            times=times,
            quantities=quantities,
            names=names,
            people=people,
            places=places,
            claims=claims,
            mentions=mentions,
        )
        events = find_events(f)
        tallies, counted = find_tallies(f, events)
        if counted:
            claims = (*claims, *counted)
            f = replace(f, claims=claims)
        a = page.article
        return Reading(
            id=a.id,
            lang=page.lang,
            title=a.title,
            url=a.url,
            outlet=a.outlet,
            author=a.author,
            credit=a.credit or find_credit(page, self.actors),
            translated=a.translated,
            published=published,
            text=a.text,
            claims=claims,
            lead=find_lead(f, events),
            events=events,
            tallies=tallies,
            quantities=quantities,
            places=places,
            times=times,
            disputes=find_disputes(f, events, tallies),
        )


@contextmanager
def _unswept() -> Iterator[None]:
    """Lets Python's cycle collector wait until a page is read: nearly all that a layer makes goes when its page goes, and looking through
    it before costs 4 % of reading (2026-11-28)."""
    if not gc.isenabled():  # somebody else's wish
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _keep() -> None:
    """Tells Python's cycle collector to leave alone what is loaded by now: pipelines and atlas are for good, and looking through them
    again and again costs an eighth of the layers' time (60 gva articles, 2026-11-23)."""
    gc.collect()
    gc.freeze()
