"""Replies: who denies or confirms what another has just said, by a word that points back to it.

"The army denied it", "rejected the claim", "a charge Kabul denies", « ce que l'armée dément », « Moscou dément. », "This is a lie."
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from selon.languages.syntax import Sentence, Token
from selon.model import Claim
from selon.reading.attribution.cues import Cue, Range, cue_words
from selon.reading.attribution.generate import Candidate
from selon.reading.attribution.lexicon import AttributionLexicon
from selon.reading.attribution.sources import sources_of
from selon.reading.attribution.spans import Field, Spans, holds

CONFIDENCE = 0.6        # chosen, not measured: hardly any of these are marked in the dev data
ANSWERING = frozenset(("denies", "confirms"))
ANSWERED = frozenset(("asserts", "accuses", "hedges", "confirms", "admits", "doubts", "denies"))
ASIDE = "aside"     # the shape of what a reply within the sentence points back with
REACH = 3           # sentences between a statement and its reply
LONGEST = 12        # words of a content that points back
BREAKS = frozenset((",", "—", "–", "-", ":"))
LOOSE = frozenset(("punct", "advmod", "cc", "mark"))        # relations of words that change nothing about what is meant
ALONE = frozenset(("nsubj", "aux", "advmod", "punct", "cc", "conj", "advcl", "parataxis"))        # with these a verb names nothing denied
OWN = frozenset(("ccomp", "acl", "nmod", "nummod", "appos"))        # what a noun has that tells by itself what was said


def asides(field: Field, lex: AttributionLexicon) -> Iterator[Candidate]:
    """Replies within the sentence of what they answer: ", a charge Kabul denies", ", which it denied", « , ce que l'armée dément »."""
    for s, v in _repliers(field, lex):
        found = _antecedent(s, v, lex) if v.rel == "acl" else _behind(s, v, lex)
        if found is not None:
            cue = Cue(s, v, "verb", lex.verbs.get(lex.lemma(v), ()), cue_words(s, v, lex))
            speaker = next((x for x in sources_of(cue, lex) if not found[0] <= x.head.i <= found[1]), None)
            if speaker is not None and (spans := field.spans(s, [found])):
                yield Candidate(cue, spans, ASIDE, s[found[1]], 0, speaker)


def without_asides(field: Field, c: Candidate, replies: Sequence[Candidate]) -> Spans:
    """A content without the replies that are set off behind it: "... that it struck a parade[, which Kyiv denied]"."""
    s, spans = c.cue.sentence, c.spans
    for r in (r for r in replies if r.cue.sentence is s and r.spans and r.cue.head.rel == "acl"):
        at = r.spans[0][0]
        if any(a < at < b for a, b in spans):
            kept = [(a, min(b, at)) for a, b in spans if a < at]
            spans = tuple(x for a, b in kept if (x := field.trim(a, b)) is not None) or spans
    return spans


def bare(field: Field, lex: AttributionLexicon) -> Iterator[Candidate]:
    """Denials that do not say of what: « Moscou dément. » Their content is left open."""
    for s, v in _repliers(field, lex):
        if lex.lemma(v) not in lex.words["denying"] or v.rel not in ("root", "conj") or s.child(v, "nsubj") is None:
            continue
        if all(c.rel in ALONE or c.lower in lex.words["times"] for c in s.children(v)):
            cue = Cue(s, v, "verb", lex.verbs.get(lex.lemma(v), ()), cue_words(s, v, lex))
            if speakers := sources_of(cue, lex):
                yield Candidate(cue, (), "after", None, 0, speakers[0])


def _repliers(field: Field, lex: AttributionLexicon) -> Iterator[tuple[Sentence, Token]]:
    """The verbs of denying and confirming outside quotations."""
    for s in field.sentences:
        if s.parsed:
            for t in s.tokens:
                if t.pos == "VERB" and lex.stances.get(lex.lemma(t)) in ANSWERING and field.quote_at(t.start) is None:
                    yield s, t


def _antecedent(s: Sentence, v: Token, lex: AttributionLexicon) -> Range | None:
    """The words behind a comma that a relative clause or a participle says are denied or confirmed."""
    up = s.head(v)
    if up.pos == "PRON":
        set_off = up.lower in lex.words["pointers"] and up.i > 0 and s[up.i - 1].text in BREAKS
        return (up.i, up.i) if set_off else None
    if up.lemma in lex.words["told"] or up.lemma in lex.words["set_off"]:
        first = min([c.i for c in s.children(up, "det", "amod", "compound") if c.i < up.i], default=up.i)
        return (first, up.i) if first > 0 and s[first - 1].text in BREAKS and s.child(up, "nmod", "ccomp") is None else None
    it = next((c for c in s.children(v, "obj") if c.lower in lex.words["relative"]), None)
    clausal = it is not None and lex.lemma(v) in lex.words["denying"] and s[it.i - 1].text in BREAKS
    return (it.i, it.i) if it is not None and clausal else None


def _behind(s: Sentence, v: Token, lex: AttributionLexicon) -> Range | None:
    """A pronoun between a verb and a mark, which the tree may take for a conjunction: "denied that, saying he had left"."""
    i = v.i + 1
    return (i, i) if i + 1 < len(s) and s[i].lower in lex.words["pointers"] and s[i + 1].pos == "PUNCT" else None


def points_back(c: Candidate, lex: AttributionLexicon) -> bool:
    """Whether a content names nothing itself and points back: "it", "the claim", "this is a lie", "the report as propaganda"."""
    s = c.cue.sentence
    if c.shape == ASIDE:
        return True
    inside = _inside(s, c)
    if not inside:
        return False
    tops = _tops(inside)
    if len(tops) == 1 and _is_false(s, tops[0], lex):
        subject = s.child(tops[0], "nsubj")
        return subject is not None and _points(s, subject, lex)
    return any(_points(s, t, lex) for t in tops) and all(_points(s, t, lex) or _is_false(s, t, lex) or _is_aside(s, t, lex) for t in tops)


def is_refuted(c: Candidate, lex: AttributionLexicon) -> bool:
    """Whether what points back is called false: "said this was a lie", "called the claim baseless"."""
    s = c.cue.sentence
    return any(_is_false(s, t, lex) for t in _tops(_inside(s, c))) and points_back(c, lex)


def answered(at: int, told: Sequence[tuple[int, Claim]], pointing: Set[str], source: str | None) -> Claim | None:
    """The statement that a reply in sentence `at` answers, of those told before it with their sentences: the last one of somebody else
    that does not itself point back."""
    for k, claim in reversed(told):
        if at - k > REACH:
            return None
        if claim.stance in ANSWERED and claim.id not in pointing and (claim.source.name if claim.source else None) != source:
            return claim
    return None


def _inside(s: Sentence, c: Candidate) -> list[Token]:
    """The words of a short content that lies wholly in its cue's sentence; none of others."""
    if not c.spans or c.spans[0][0] < s.start or c.spans[-1][1] > s.end:
        return []
    inside = [t for t in s.tokens if holds(c.spans, t.start)]
    return inside if len(inside) <= LONGEST else []


def _tops(inside: Sequence[Token]) -> list[Token]:
    """The words that hang on none of the others, marks and adverbs left out."""
    ids = {t.i for t in inside}
    return [t for t in inside if (t.head == t.i or t.head not in ids) and t.rel not in LOOSE]


def _points(s: Sentence, t: Token, lex: AttributionLexicon) -> bool:
    """Whether a word stands for what was said: a pronoun, or a known claim that does not tell its own content."""
    if t.lower in lex.words["pointers"]:
        return True
    if t.lemma not in lex.words["told"]:
        return False
    known = any(c.feats.get("PronType") == "Dem" or c.feats.get("Definite") == "Def" for c in s.children(t, "det"))
    return known and not any(c.rel in OWN for c in s.children(t))


def _is_false(s: Sentence, t: Token, lex: AttributionLexicon) -> bool:
    """Whether a word calls something untrue and is not itself denied."""
    return t.lemma in lex.words["false"] and not any(c.lower in lex.words["negation"] for c in s.children(t))


def _is_aside(s: Sentence, t: Token, lex: AttributionLexicon) -> bool:
    """Whether a phrase says as what something is dismissed, or when: "as propaganda", "on Friday"."""
    return t.lower in lex.words["times"] or any(lex.markers.get(c.lower) == "as" for c in s.children(t, "case"))
