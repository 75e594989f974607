"""The claims of a page: who says what, in whose words, and how far they stand behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set

import msgspec

from selon.languages.syntax import Sentence, Token
from selon.model import Claim, Interval, Source, Span, Time
from selon.reading.attribution.answers import answered, replied
from selon.reading.attribution.apart import acts, apart, misses
from selon.reading.attribution.chains import (
    addressee,
    before,
    begins_with_addressee,
    cited,
    cites_alone,
    names_cited,
    of_telling,
    outer,
    quoted_by,
)
from selon.reading.attribution.conditional import CONFIDENCE, is_reserve, untold_conditionals
from selon.reading.attribution.cues import Cue, Range
from selon.reading.attribution.decoding import Ranked, choose, rank
from selon.reading.attribution.describer import SourceDescriber
from selon.reading.attribution.extent import mended_extent
from selon.reading.attribution.generate import Candidate
from selon.reading.attribution.lexicon import AttributionLexicon, attribution_lexicon
from selon.reading.attribution.ranking import load_model
from selon.reading.attribution.replies import CONFIDENCE as REPLIED
from selon.reading.attribution.replies import asides, bare, is_hollow, is_refuted, pointing, without_asides
from selon.reading.attribution.same import SourcesBefore
from selon.reading.attribution.sources import Speaker
from selon.reading.attribution.spans import Field, holds
from selon.reading.attribution.speakers import settle
from selon.reading.attribution.spoken import Spoken
from selon.reading.attribution.stance import Told, content_root, form_of, stance_of
from selon.reading.attribution.trimming import end_at_semicolon, trim
from selon.reading.attribution.unsettled import is_question
from selon.reading.attribution.untold import untold
from selon.reading.page import Page

CODES = {"verb": "ATTR-VERB", "noun": "ATTR-NOUN", "adjective": "ATTR-ADJECTIVE", "adverb": "ATTR-ADVERB", "preposition": "ATTR-ACCORDING",
         "colon": "ATTR-COLON", "dash": "ATTR-DASH", "quote": "ATTR-QUOTE", "conditional": "ATTR-CONDITIONAL"}

CLAUSES = frozenset({"after", "clause"})
CHANNELS = frozenset({"medium", "organisation"})       # whom one speaks to and so to the world


class _Found(msgspec.Struct, frozen=True, gc=False):
    """A candidate that became a claim, with its chain."""

    candidate: Candidate
    probability: float
    told_to: Range | None = None
    through: Ranked | None = None
    cited: Speaker | None = None        # whom its speaker cites


def find_claims(page: Page, people: SourceDescriber, published: Interval | None, times: Sequence[Time] = (),
                deeds: frozenset[tuple[str, int]] = frozenset()) -> tuple[Claim, ...]:
    """The claims of the title and the text, in that order and in text order, with ids c1, c2, ...

    `times` date what is said where they stand with its cue, up to the day it was `published`; `said` is null elsewhere. `deeds` are the
    fields and offsets of verbs that tell of an act and so announce nothing said: "hit the base" is no blow of words.
    """
    lex = attribution_lexicon(page.lang)
    told = []
    for name, text, sentences in (("title", page.article.title or "", page.title), ("text", page.article.text, page.body)):
        if sentences:
            spoken = Spoken([t for t in times if (t.field or "text") == name], published, lex)
            told.append(_Telling(Field(text, sentences, page.quotes(name)), people, lex, deeds, spoken))
    model = load_model()
    for t, ranked in zip(told, rank([t.field for t in told], lex, model), strict=True):
        t.choose(ranked)
    settle([r for t in told for r in t.chosen], model, lex)
    for t in told:
        t.mend()
    return tuple(_numbered([t.claims() for t in told]))


def _numbered(fields: Sequence[Sequence[Claim]]) -> Iterator[Claim]:
    """The claims of a page with its ids, from those of each field with ids 0, 1, ... of its own."""
    before = 1
    for claims in fields:
        for c in claims:
            answers = f"c{before + int(c.answers)}" if c.answers is not None else None
            yield msgspec.structs.replace(c, id=f"c{before + int(c.id)}", answers=answers)
        before += len(claims)


class _Telling:
    """One field on its way from candidates to claims."""

    def __init__(self, field: Field, people: SourceDescriber, lex: AttributionLexicon, deeds: frozenset[tuple[str, int]],
                 spoken: Spoken) -> None:
        self.field, self.people, self.lex, self.deeds, self.spoken = field, people, lex, deeds, spoken
        self.near: dict[int, list[Ranked]] = defaultdict(list)      # all that may be claims, by their sentence
        self.chosen: list[Ranked] = []      # those that are
        self.sources = SourcesBefore(lex)
        self.media: str | None = None       # the medium named last, for « le journal »

    def claims(self) -> list[Claim]:
        """In text order, with ids 0, 1, ..."""
        told: list[Told] = []
        out: list[tuple[int, Claim]] = []       # each with its sentence
        cues: list[Cue] = []
        backward: set[str] = set()      # those that only point back
        for f in self._found():
            c, s = f.candidate, f.candidate.cue.sentence
            root = content_root(s, c)
            claim = self._claim(f, root, told) if c.spans else self._bare(f, out, backward)
            if claim is None:
                continue
            claim = msgspec.structs.replace(claim, id=str(len(out)))
            claim = replied(c, claim, out, cues, backward, self.lex, self._source)
            if claim.answers is not None:
                backward.add(claim.id)
            out.append((s.index, claim))
            cues.append(c.cue)
            if root is not None:
                told.append(Told(s, root, c.spans))
        return [claim for _, claim in out]

    def _bare(self, f: _Found, told: Sequence[tuple[int, Claim]], backward: Set[str]) -> Claim | None:
        """A denial that does not say of what: of what the last other speaker said; null where nobody did."""
        c, s = f.candidate, f.candidate.cue.sentence
        source = self._source(s, c.speaker.range) if c.speaker is not None else None
        said = answered(c, told, backward, source, self.lex)
        if said is None:
            return None
        return Claim(id="", source=source, content=said.content, cue=_cue_spans(c.cue), stance="denies", said=self.spoken.of(c),
                     by=CODES[c.cue.sort], confidence=f.probability, field="title" if s.field == "title" else None, answers=said.id)

    def choose(self, ranked: Sequence[Ranked]) -> None:
        """Those of the candidates that become claims, their sources not settled yet."""
        said = [r for r in ranked if self._says(r.candidate)]
        sure = {r.candidate.cue.head.start for r in said if r.probability >= self.lex.schema.least}
        said = apart(said, sure, self.lex)
        for r in said:
            end_at_semicolon(r.candidate)
            self.near[id(r.candidate.cue.sentence)].append(r)
        least = self.lex.schema.least
        idle = untold(self.field, said, least, self.lex)
        said = [r for r in said if id(r.candidate) not in idle]
        off = {id(r) for r in said if begins_with_addressee(r.candidate)}
        if off:
            better = {id(r.entry) for r in said if r.probability >= least and id(r) not in off}
            said = [r for r in said if id(r.entry) not in better or id(r) not in off]
        self.chosen = choose(said, least, self.lex.schema.least_nested)
        for r in self.chosen:
            trim(self.field, r.candidate, self.lex)

    def mend(self) -> None:
        """What is said by its full extent, once who says it is settled."""
        cues = {t.start for r in self.chosen for t in r.candidate.cue.words}
        for r in self.chosen:
            r.candidate.spans = mended_extent(self.field, r.candidate, cues, self.lex)

    def _found(self) -> list[_Found]:
        out = []
        confidence = load_model().confidence_of([r.probability for r in self.chosen]).tolist() if self.chosen else []
        citing = {id(r): found for r in self.chosen if (found := cited(r.candidate, self.lex)) is not None}
        idle = {v.start for v, _ in citing.values()}
        whose = [(r.candidate.cue, citing[id(r)][1]) for r in self.chosen if id(r) in citing]
        for r, sure in zip(self.chosen, confidence, strict=True):
            if not self.field.has_words(r.candidate.spans):
                continue        # an emoji, a mark that was never closed
            if (r.candidate.cue.head.start in idle and id(r) not in citing) or cites_alone(r.candidate, self.lex) \
                    or names_cited(r.candidate, whose):
                continue
            to = addressee(r, self.lex)
            whom = citing[id(r)][1] if id(r) in citing else None
            through = outer(r, self.near[id(r.candidate.cue.sentence)]) if whom is None else None
            out.append(_Found(r.candidate, sure, to[1] if to else None, through, whom))
        out += [_Found(c, CONFIDENCE) for c in untold_conditionals(self.field, self.chosen, self.lex)]
        replies = (*asides(self.field, self.lex), *bare(self.field, self.lex))
        better = {c.cue.head.start for c in replies if c.spans}
        better |= {f.candidate.cue.head.start for f in out if is_hollow(f.candidate, replies)}
        for f in out:
            f.candidate.spans = without_asides(self.field, f.candidate, replies)
        out = [f for f in out if f.candidate.cue.head.start not in better]
        cues = {f.candidate.cue.head.start for f in out}
        more = {c.cue.head.start: c for c in (*pointing(self.field, self.lex), *replies)}        # one of a verb
        out += [_Found(c, REPLIED) for at, c in more.items() if at not in cues]
        return sorted(out, key=lambda f: ((f.candidate.spans or _cue_spans(f.candidate.cue))[0][0], f.candidate.cue.head.start))

    def _says(self, c: Candidate) -> bool:
        """Whether anybody may have said it: no deed for a cue, not "nobody" for a speaker."""
        s = c.cue.sentence
        if c.cue.sort == "verb" and (s.field, c.cue.head.start) in self.deeds:
            return False
        if of_telling(c.cue, self.lex) or is_reserve(c.cue):
            return False
        if c.cue.sort == "colon" and c.speaker is not None and not self._can_announce(c, c.speaker):
            return False
        if c.cue.head.lower in self.lex.words["citing"] and c.speaker is not None and not self.lex.can_speak(c.speaker.head):
            return False
        if c.node is not None and c.node is not c.cue.head and c.node.dep == "parataxis:insert":
            return False        # « ..., a-t-on appris »: another telling
        if c.node is not None and c.node.lower in self.lex.words["times"] and (c.cue.sort == "noun" or (
                c.cue.sort == "verb" and c.cue.last > c.cue.head.i and c.node.rel in ("obl", "nmod"))):
            return False        # "the deadliest attack of the year", "called a strike for Monday"
        if acts(c, self.lex) or misses(c) or is_question(c, self.lex):
            return False
        return c.speaker is None or s[c.speaker.range[0]].lower not in self.lex.words["nobody"] or _is_told_of(c)

    def _can_announce(self, c: Candidate, speaker: Speaker) -> bool:
        """Whether what stands before a colon can say the rest: nobody told of, in a headline no place or thing, unless that is quoted."""
        s = c.cue.sentence
        if self.field.quote_at(c.spans[0][0]) is not None:
            return True
        if any(t.dep == "acl" for t in s.children(speaker.head)):      # « Soldats blessés : le ministère revoit son bilan »
            return False
        if s.field != "title":
            return True
        span = s[speaker.range[0]].start, s[speaker.range[1]].end
        return not self.people.is_place(s, span) and self.people.source(s, span).kind not in ("other", "public")

    def _claim(self, f: _Found, root: Token | None, told: Sequence[Told]) -> Claim:
        c = f.candidate
        s = c.cue.sentence
        teller = self._source(s, before(s, c.speaker, f.cited)) if c.speaker and not _is_told_of(c) else None
        source = self._source(s, f.cited.range) if f.cited else teller
        source = self.sources.same(source)
        via = self._via(f, source)
        if teller and c.speaker:
            self._remember(s, teller, c.speaker.range)
            via = (teller, *via) if f.cited and c.speaker.head.pos != "PRON" else via
        stance = stance_of(self.field, c, self.lex, root, told)
        if stance == "asserts" and is_refuted(c, self.lex):
            stance = "denies"
        return Claim(id="", source=source, via=via, content=c.spans, cue=_cue_spans(c.cue), form=form_of(self.field, c, self.lex),
                     stance=stance, said=self.spoken.of(c), by=CODES[c.cue.sort],
                     confidence=round(min(1.0, f.probability), 3), field="title" if s.field == "title" else None)

    def _remember(self, s: Sentence, source: Source, tokens: Range) -> None:
        """Keeps the name of a medium, or of whose report it is, for « le journal » later on."""
        words = s.tokens[tokens[0]:tokens[1] + 1]
        names = [t for t in words if t.pos == "PROPN" or (t.i > tokens[0] and t.text[0].isupper())]
        if names and (source.kind in ("medium", "document") or any("document" in self.lex.speakers.get(t.lemma, ()) for t in words)):
            self.media = self.field.text[names[0].start:names[-1].end]

    def _source(self, s: Sentence, tokens: Range) -> Source:
        return self.people.source(s, (s[tokens[0]].start, s[tokens[1]].end))

    def _via(self, f: _Found, source: Source | None) -> tuple[Source, ...]:
        """Who passed it on, from the nearest to the first speaker outward: media told and tellers, no things and no one twice."""
        s = f.candidate.cue.sentence
        out: list[Source] = []
        plural = f.told_to is not None and any(t.feats.get("Number") == "Plur" for t in _common(s, f.told_to))
        if f.told_to and not plural and (found := self._source(s, f.told_to)).kind in CHANNELS:
            named = any(t.pos == "PROPN" for t in s.tokens[f.told_to[0]:f.told_to[1] + 1])
            out.append(found if named or self.media is None else msgspec.structs.replace(found, name=self.media))
        if (asked := quoted_by(f.candidate, self.lex)) is not None and (x := self._source(s, asked)).kind in CHANNELS | {"other"}:
            out.append(x)
        teller = f.through.candidate.speaker if f.through else None
        if teller is not None and ((x := self._source(s, teller.range)).kind != "other" or (source and _is_somebody(teller, x))):
            out.append(x)
        known = {source.name} if source is not None else set()
        return tuple(v for k, v in enumerate(out) if v.name not in known | {x.name for x in out[:k]})


def _is_somebody(x: Speaker, source: Source) -> bool:
    """Whether a plain teller is named or a pronoun that is known: no thing."""
    return x.head.pos == "PROPN" or (x.head.pos == "PRON" and source.name != source.text and source.name[:1].isupper())


def _common(s: Sentence, r: Range) -> list[Token]:
    """The common nouns of some words, none where a name stands among them: "reporters", not "the New York Times"."""
    tokens = s.tokens[r[0]:r[1] + 1]
    return [] if any(t.pos == "PROPN" for t in tokens) else [t for t in tokens if t.pos == "NOUN"]


def _is_told_of(c: Candidate) -> bool:
    """Whether the supposed speaker is part of what is said: "the men were said to be armed" names nobody who said so."""
    return c.speaker is not None and holds(c.spans, c.speaker.head.start)


def _cue_spans(cue: Cue) -> tuple[Span, ...]:
    """The cue's words, those side by side as one span; none for a quotation that stands alone."""
    if cue.sort == "quote":
        return ()
    out: list[Span] = []
    for t in cue.words:
        if out and cue.sentence[t.i - 1].end == out[-1][1]:
            out[-1] = out[-1][0], t.end
        else:
            out.append((t.start, t.end))
    return tuple(out)
