"""Chains: the paper that was told, the outlet that reports what another said. The nearest to the first speaker comes first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from selon.languages.syntax import Sentence, Token
from selon.reading.attribution.cues import SAYING, Cue, Range, subjects
from selon.reading.attribution.decoding import Ranked
from selon.reading.attribution.generate import Candidate
from selon.reading.attribution.inversion import NOMINAL
from selon.reading.attribution.lexicon import AttributionLexicon
from selon.reading.attribution.sources import Speaker, noun_phrase
from selon.reading.attribution.spans import Spans, holds

ASIDE = 9           # words between a verb and the conjunction of what is said
BETWEEN = frozenset(("ADP", "DET", "ADJ", "NOUN", "PROPN", "NUM", "ADV", "PART"))       # what tells to whom, when and where
TELLING = SAYING | {"confirm"}
NEXT = 3            # words between a teller and a clause of citing that the tree hangs higher
LEAST = 0.12        # an outer telling less likely than this is not a link of the chain


def addressee(r: Ranked, lex: AttributionLexicon) -> tuple[Token, Range] | None:
    """The medium a source spoke to: « a déclaré à VOA », "told the paper"."""
    cue = r.candidate.cue
    s, h = cue.sentence, cue.head
    if cue.sort != "verb":
        return None
    for c in s.children(h, "obl", "iobj", "obj", "nmod", "xcomp"):
        led = (c.rel in ("obj", "iobj") and "tell" in cue.classes) or lex.marker(s, c) in ("to", "with")
        if led and c.pos in NOMINAL and not holds(r.candidate.spans, c.start):
            if c.pos == "PROPN" or c.lemma in lex.words["media"]:
                return c, noun_phrase(s, c)
    return None


def without_addressee(c: Candidate, lex: AttributionLexicon) -> Spans:
    """A content without who was told, and when, between the verb and the conjunction that begins what is said: "told the BBC on Monday
    that ..."."""
    cue, (start, end) = c.cue, c.spans[0]
    s = cue.sentence
    telling = not SAYING.isdisjoint(cue.classes) or lex.lemma(cue.head) in lex.words["learning"]
    if cue.sort != "verb" or not telling or start < s[cue.last].end:
        return c.spans
    for t in s.tokens[cue.last + 1:cue.last + 1 + ASIDE]:
        if lex.markers.get(t.lower) == "that" and (t.pos == "SCONJ" or t.rel == "mark" or _is_conjunction(s, t)):
            return ((t.start, end), *c.spans[1:]) if start < t.start < end else c.spans
        if t.pos not in BETWEEN:
            break
    return c.spans


def _is_past(s: Sentence, v: Token, cue: Cue) -> bool:
    """Whether a relative clause before the telling tells of another time: "the Times, which quoted the minister last week, said"."""
    return v.dep == "acl:relcl" and v.i < cue.first and v.feats.get("Tense") == "Past"


def _is_conjunction(s: Sentence, that: Token) -> bool:
    """Whether a relative pronoun can be none: its verb has another subject, or its noun stands alone, "by phone that he had left"."""
    verb = s.head(that)
    noun = s.head(verb)
    alone = noun.pos == "NOUN" and noun.feats.get("Number") == "Sing" and s.child(noun, "det", "amod", "compound", "nmod") is None
    return that.i < verb.i and (len(subjects(s, verb)) > 1 or (verb.rel == "acl" and alone))


def cited(c: Candidate, lex: AttributionLexicon) -> tuple[Token, Speaker] | None:
    """Whom a teller cites or learns from, with the verb that says so: "Reuters reported, citing two officials", « précise Le Soir, qui cite
    la police », « a-t-on appris auprès du parquet »."""
    s, cue = c.cue.sentence, c.cue
    if c.speaker is None or cue.sort not in ("verb", "preposition"):
        return None
    if (whom := _learnt_from(s, c, lex) or _spoke(s, c, lex)) is not None:
        return cue.head, Speaker("cited", noun_phrase(s, whom), whom)
    a, b = c.speaker.range
    below = (*s.children(cue.head, "advcl", "parataxis", "acl"), *[x for t in s.tokens[a:b + 1] for x in s.children(t, "acl", "advcl")])
    above = s.children(s.head(cue.head), "advcl") if cue.head.rel == "parataxis" else ()
    for v in (*below, *[x for x in above if 0 < x.i - b <= NEXT]):
        whom = s.child(v, "obj") if lex.lemma(v) in lex.words["cites"] and not _is_past(s, v, cue) else None
        if whom is not None and any(x.lower in lex.words["negation"] for x in s.children(v)):
            continue            # "without quoting the police"
        if whom is not None and whom.i > v.i and lex.can_speak(whom):
            return v, Speaker("cited", noun_phrase(s, whom), whom)
    return None


def quoted_by(c: Candidate, lex: AttributionLexicon) -> Range | None:
    """Through whom somebody is told to have spoken: "the mayor, quoted by the Courier, said", « un élu joint par l'AFP », "said in an
    interview with CNN"."""
    if c.speaker is None:
        return None
    s, (a, b) = c.cue.sentence, c.speaker.range
    for v in (v for t in (c.speaker.head, *s.tokens[a:b + 1]) for v in s.children(t, "acl", "amod")):
        if lex.lemma(v) in lex.words["interviewed"] and v.feats.get("VerbForm") != "Fin":
            whom = next((x for x in s.children(v, "obl", "nmod") if x.dep == "obl:agent" or lex.marker(s, x) == "by"), None)
            if whom is not None and _is_medium(whom, lex):
                return noun_phrase(s, whom)
    talks = s.children(c.cue.head, "obl") if c.cue.sort == "verb" else ()
    for x in (x for talk in talks if talk.lemma in lex.words["interviews"] for x in s.children(talk, "nmod", "obl")):
        if _is_medium(x, lex) and lex.marker(s, x) in ("with", "to"):
            return noun_phrase(s, x)
    return None


def _is_medium(t: Token, lex: AttributionLexicon) -> bool:
    """Whether a word may name who asked, or is one for a medium."""
    return t.pos == "PROPN" or t.text[:1].isupper() or t.lemma in lex.words["media"]


def before(s: Sentence, teller: Speaker, cited: Speaker | None) -> Range:
    """The words of a teller without those of whom it learnt it from, « l'AFP [de source policière] »."""
    a, b = teller.range
    if cited is None or not a < cited.range[0] <= b:
        return teller.range
    b = cited.range[0] - 1
    while b > a and s[b].pos in ("ADP", "DET", "PUNCT"):
        b -= 1
    return a, b


def names_cited(c: Candidate, citing: Iterable[tuple[Cue, Speaker]]) -> bool:
    """Whether a preposition only leads to whom another telling of its sentence cites: « a-t-on appris [de source judiciaire] »."""
    mine = c.cue
    return mine.sort == "preposition" and any(
        told.sentence is mine.sentence and told is not mine and mine.first <= x.head.i and x.range[0] <= mine.last + 1 <= x.range[1] + 1
        for told, x in citing)


def cites_alone(c: Candidate, lex: AttributionLexicon) -> bool:
    """Whether a claim holds nothing but who is cited."""
    return c.cue.sort == "verb" and lex.lemma(c.cue.head) in lex.words["cites"] and c.shape == "object" and c.node is not None \
        and lex.can_speak(c.node)


def _learnt_from(s: Sentence, c: Candidate, lex: AttributionLexicon) -> Token | None:
    """From whom one has learnt what is told, « auprès du parquet », « de source policière »; null where that is no verb of learning."""
    cue = c.cue
    if cue.sort != "verb" or lex.lemma(cue.head) not in lex.words["learning"]:
        return None
    if cue.head.rel != "parataxis" and s.child(cue.head, "ccomp") is None:
        return None             # « a appris le métier auprès du maire »
    for t in (*s.children(cue.head, "advmod", "obl", "obj"), *(s.children(c.speaker.head, "nmod") if c.speaker is not None else ())):
        beside = t.lower in lex.words["learnt_from"]        # « auprès », with what hangs on it
        whom, case = (s.child(t, "obl"), t) if beside else (t, s.child(t, "case"))
        if whom is not None and case is not None and case.lower in lex.words["learnt_from"] and lex.can_speak(whom):
            return whom
    return None


def _spoke(s: Sentence, c: Candidate, lex: AttributionLexicon) -> Token | None:
    """Who spoke where the subject is anybody: « De source militaire, on indique que ... », « a-t-on précisé au parquet »."""
    if c.speaker is None or c.speaker.head.lower not in lex.words["anyone"] or TELLING.isdisjoint(c.cue.classes):
        return None
    for t in s.children(c.cue.head, "obl", "nmod", "obj", "iobj", "nsubj"):
        if (source := _of_source(s, t, lex)) is not None:
            return source
    for t in s.children(c.cue.head, "obl", "nmod", "iobj"):
        if t.lemma in lex.words["sides"]:
            return t            # « confirme-t-on côté français »
        if t.lemma in lex.words["media"] or lex.marker(s, t) not in ("to", "in") or not lex.can_speak(t):
            continue
        if t.pos == "NOUN" or (t.i > c.cue.last and c.speaker.head.text[0] == "-"):        # no « à Paris, on dit que ... »
            return t
    return None


def _of_source(s: Sentence, t: Token, lex: AttributionLexicon) -> Token | None:
    """The word "source" that a word is, or that hangs on it where it tells when: « vendredi de sources sécuritaires »."""
    for x in (t, *s.children(t, "nmod")):
        if x.lemma in lex.words["sources"] and lex.marker(s, x) == "of":
            return x
    return None


def of_telling(cue: Cue, lex: AttributionLexicon) -> bool:
    """Whether a preposition and its source belong to a verb that tells: « a-t-on appris de source policière », « n'a pu être vérifié de
    source indépendante »."""
    s, noun = cue.sentence, cue.words[-1]
    if cue.sort != "preposition" or noun.lemma not in lex.words["sources"]:
        return False
    up = s.head(noun)
    up = s.head(up) if up.lower in lex.words["times"] else up
    return up.pos == "VERB" and not TELLING.isdisjoint(lex.verbs.get(lex.lemma(up), ()))


def begins_with_addressee(c: Candidate) -> bool:
    """Whether a content begins with who was told, right behind the verb: "told reporters later on: ..."."""
    cue, s = c.cue, c.cue.sentence
    told = s.child(cue.head, "iobj") if cue.sort == "verb" and not SAYING.isdisjoint(cue.classes) else None
    return told is not None and s.edges(told)[0] == cue.last + 1 and c.spans[0][0] == s[cue.last + 1].start


def _is_apart(told: Cue, cue: Cue, above: Sequence[int]) -> bool:
    """Whether a verb tells of another clause than the one a cue stands in: "a day after the board announced a deal, the firm said"."""
    if told.head.i not in above:
        return told.head.i < cue.head.i
    k = above.index(told.head.i)
    link = cue.sentence[above[k - 1]] if k else cue.head
    if link.rel in ("conj", "parataxis") and link.i > told.head.i and cue.sentence.child(link, "nsubj") is not None:
        return True         # "The daily reported that ..., but police said ..."
    return link.rel == "advcl" and link.i < told.head.i


def outer(r: Ranked, ranked: Sequence[Ranked]) -> Ranked | None:
    """The telling whose content holds this claim's cue and source: "..., the Post reports"."""
    cue = r.candidate.cue
    above = [t.i for t in cue.sentence.ancestors(cue.head)]
    best = None
    for o in ranked:
        c = o.candidate
        if c.cue.sentence is not cue.sentence or c.cue.head.i == cue.head.i or c.speaker is None or o.probability < LEAST:
            continue
        if c.cue.sort not in ("verb", "preposition") or (r.candidate.speaker and c.speaker.range == r.candidate.speaker.range):
            continue
        if c.cue.sort == "verb" and _is_apart(c.cue, cue, above):
            continue
        if cue.sort == "preposition" and holds(r.candidate.spans, c.cue.head.start):
            continue        # « Il a dit avoir agi seul, selon le journal »: the paper told of him, not he of the paper
        if holds(c.spans, cue.head.start) and (best is None or o.probability > best.probability):
            best = o
    return best

