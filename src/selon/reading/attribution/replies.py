"""Replies: who denies or confirms what another has just said, by a word that points back to it.

"The army denied it", "rejected the claim", "a charge Kabul denies", « ce que l'armée dément », « Moscou dément. », "This is a lie."
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from selon.languages.syntax import Sentence, Token
from selon.reading.attribution.cues import Cue, Range, cue_words
from selon.reading.attribution.generate import Candidate
from selon.reading.attribution.lexicon import AttributionLexicon
from selon.reading.attribution.negation import denied, negated
from selon.reading.attribution.sources import noun_phrase, sources_of
from selon.reading.attribution.spans import Field, Spans, holds
from selon.reading.attribution.voice import is_passive

CONFIDENCE = 0.6        # chosen, not measured: hardly any of these are marked in the dev data
ANSWERING = frozenset(("denies", "confirms"))
JUDGING = frozenset(("describe", "think"))
ASIDE = "aside"     # the shape of what a reply within the sentence points back with
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
    """A content without the replies that are set off in it: "... that it struck a parade[, which Kyiv denied], killing two"."""
    s, spans = c.cue.sentence, c.spans
    for r in (r for r in replies if r.cue.sentence is s and r.shape == ASIDE and r.cue.head.rel == "acl"):
        start, stop = r.spans[0][0], next((t.start for t in s.tokens[r.cue.last + 1:] if t.text in BREAKS), s.end)
        if any(a < start < b for a, b in spans):
            pieces = [x for a, b in spans for x in ((a, min(b, start)), (max(a, stop), b)) if x[0] < x[1]]
            spans = tuple(x for a, b in pieces if (x := field.trim(a, b)) is not None) or spans
    return spans


def pointing(field: Field, lex: AttributionLexicon) -> Iterator[Candidate]:
    """Denials of what a word points back to, behind the verb or before it in the passive: "disputed that figure", "a police chief rejected
    the claim", "this was denied by the army"."""
    for s in field.sentences:
        for v in s.tokens if s.parsed else ():
            lemma = lex.lemma(v) if v.pos == "VERB" else ""
            denying = lemma in lex.words["denying"]
            if not (denying or lex.stances.get(lemma) == "denies") or field.quote_at(v.start) is not None:
                continue
            if negated(s, v, lex) or denied(s, v, lex) or _is_open(s, v, lex) or v.rel == "acl":
                continue
            found = next((t for t in s.children(v, "obj", "ccomp", "nsubj") if (t.rel != "nsubj" or t.dep == "nsubj:pass")
                          and _points(s, t, lex) and (denying or t.lower not in lex.words["pointers"])), None)
            if found is not None:
                yield from _denial(field, s, v, found, lex)


def _denial(field: Field, s: Sentence, v: Token, what: Token, lex: AttributionLexicon) -> Iterator[Candidate]:
    """The denial of a verb whose object or passive subject points back, where somebody speaks."""
    first, last = noun_phrase(s, what)
    cue = Cue(s, v, "verb", lex.verbs.get(lex.lemma(v), ()), cue_words(s, v, lex))
    speaker = next((x for x in sources_of(cue, lex) if not first <= x.head.i <= last), None)
    somebody = speaker is not None and (speaker.head.pos == "PRON" or lex.can_speak(speaker.head))
    if somebody and speaker is not None and speaker.head.lemma not in lex.words["courts"] and (spans := field.spans(s, [(first, last)])):
        yield Candidate(cue, spans, "after", what, 0, speaker)


def bare(field: Field, lex: AttributionLexicon) -> Iterator[Candidate]:
    """Denials that do not say of what: « Moscou dément. » Their content is left open."""
    for s, v in _repliers(field, lex):
        subject = s.child(v, "nsubj")
        if lex.lemma(v) not in lex.words["denying"] or v.rel not in ("root", "conj") or subject is None:
            continue
        if negated(s, v, lex) or subject.lower in lex.words["nobody"] or (subject.pos == "NOUN" and not lex.can_speak(subject)):
            continue
        if all(c.rel in ALONE or c.lower in lex.words["times"] or (c.rel == "obl" and _is_channel(c, lex)) for c in s.children(v)):
            cue = Cue(s, v, "verb", lex.verbs.get(lex.lemma(v), ()), cue_words(s, v, lex))
            if speakers := sources_of(cue, lex):
                yield Candidate(cue, (), "after", None, 0, speakers[0])


def _is_channel(t: Token, lex: AttributionLexicon) -> bool:
    return t.pos == "PROPN" or t.lemma in lex.words["channels"]


def is_hollow(c: Candidate, replies: Sequence[Candidate]) -> bool:
    """Whether a content only tells through what one denies, and the denial is known to leave open of what: « a démenti sur Instagram »."""
    if all(r.spans or r.cue.head is not c.cue.head for r in replies):
        return False
    tops = _tops(inside_of(c.cue.sentence, c))
    return bool(tops) and all(t.rel == "obl" for t in tops)


def _repliers(field: Field, lex: AttributionLexicon) -> Iterator[tuple[Sentence, Token]]:
    """The verbs of denying and confirming outside quotations, told as done."""
    for s in field.sentences:
        if s.parsed:
            for t in s.tokens:
                if t.pos == "VERB" and lex.stances.get(lex.lemma(t)) in ANSWERING and field.quote_at(t.start) is None \
                        and not _is_open(s, t, lex) and not denied(s, t, lex):
                    yield s, t


def _is_open(s: Sentence, v: Token, lex: AttributionLexicon) -> bool:
    """Whether somebody only may, will or would answer: "if the police deny it", "the army will deny it"."""
    helpers = (v, *s.children(v, "aux"))
    if any(t.feats.get("Tense") == "Fut" or t.feats.get("Mood") == "Cnd" or t.lower in lex.words["modals"] for t in helpers):
        return True
    return v.rel == "advcl" and any(lex.markers.get(c.lower) == "if" for c in s.children(v, "mark"))


def _antecedent(s: Sentence, v: Token, lex: AttributionLexicon) -> Range | None:
    """The words behind a comma that a relative clause or a participle says are denied or confirmed."""
    up = s.head(v)
    if up.pos == "PRON":
        set_off = up.lower in lex.words["pointers"] and (s[up.i - 1].text in BREAKS if up.i > 0 else up.head == up.i)
        return (up.i, up.i) if set_off else None
    if up.lemma in lex.words["told"] or up.lemma in lex.words["set_off"]:
        first = min([c.i for c in s.children(up, "det", "amod", "compound") if c.i < up.i], default=up.i)
        return (first, up.i) if first > 0 and s[first - 1].text in BREAKS and s.child(up, "nmod", "ccomp") is None else None
    things = s.children(v, "obj", "iobj", "xcomp", "ccomp")
    it = things[0] if len(things) == 1 and things[0].lower in lex.words["relative"] else None
    if it is None or it.i == 0 or s[it.i - 1].text not in BREAKS or lex.lemma(v) not in lex.words["denying"]:
        return None
    of_noun = up.rel == "nsubj" and s.head(up).i > v.i      # "the base, which the army denied, was bombed"
    return None if of_noun else (it.i, it.i)


def _behind(s: Sentence, v: Token, lex: AttributionLexicon) -> Range | None:
    """A pronoun right behind a verb, all that is denied, which the tree may take for a conjunction: "denied that, saying he had left"."""
    i = v.i + 1
    certain = lex.lemma(v) in lex.words["denying"] or lex.stances.get(lex.lemma(v)) == "confirms"
    if not certain or i + 1 >= len(s) or s[i].lower not in lex.words["pointers"]:
        return None
    alone = s[i].head == v.i and s[i].rel == "obj" and len(s.children(v, "obj", "iobj", "xcomp", "ccomp")) == 1
    return (i, i) if alone or s[i + 1].pos == "PUNCT" else None


def points_back(c: Candidate, lex: AttributionLexicon) -> bool:
    """Whether a content names nothing itself and points back, in a reply that was made: "it", "the claim", "this is a lie", "the report as
    propaganda". Courts reject what lies before them."""
    s, v = c.cue.sentence, c.cue.head
    if _is_open(s, v, lex) or (c.speaker is not None and c.speaker.head.lemma in lex.words["courts"]):
        return False
    if c.shape == ASIDE:
        return True
    inside = inside_of(s, c)
    if not inside or _agrees(s, c):
        return False
    tops = _tops(inside)
    if len(tops) == 1 and _is_false(s, tops[0], lex):
        subject = s.child(tops[0], "nsubj") or next((t for t in inside[:1] if t.lower in lex.words["pointers"]), None)
        return _names_claim(s, tops[0], lex) if subject is None else _points(s, subject, lex)       # "this is a lie", "that a lie"
    found = [t for t in tops if _points(s, t, lex) or (t.lemma in lex.words["set_off"] and _is_rebutted(s, tops, lex))]
    named = any(t.lemma in lex.words["told"] for t in found) or any(_is_false(s, t, lex) for t in inside)
    if not named and lex.stances.get(lex.lemma(v)) == "denies" and lex.lemma(v) not in lex.words["denying"] \
            and not all(t.feats.get("PronType") == "Dem" or t.pos == "SCONJ" for t in found):
        return False            # "offered a truce; parliament rejected it"
    rebutted = _is_rebutted(s, tops, lex)
    return bool(found) and all(t in found or rebutted or _is_false(s, t, lex) or _is_aside(s, t, lex) for t in tops)


def _agrees(s: Sentence, c: Candidate) -> bool:
    """Whether a participle agrees with the pronoun before it as with a thing: « l'a confirmée »."""
    v = c.cue.head
    return v.feats.get("VerbForm") == "Part" and not is_passive(s, v) and c.spans[0][0] < v.start and c.spans[-1][1] <= v.start \
        and (v.feats.get("Gender") == "Fem" or v.feats.get("Number") == "Plur")


def is_refuted(c: Candidate, lex: AttributionLexicon) -> bool:
    """Whether what points back is called false: "said this was a lie", "called the claim baseless"."""
    s, inside = c.cue.sentence, inside_of(c.cue.sentence, c)
    if negated(s, c.cue.head, lex):
        return False
    if _calls_untrue(s, c, lex):
        return True
    if not JUDGING.isdisjoint(c.cue.classes) and any(t.lemma in lex.words["told"] for t in inside):
        return any(_is_false(s, t, lex) for t in inside)        # « a jugé infondées les accusations de fraude »
    tops = _tops(inside)
    return (any(_is_false(s, t, lex) for t in tops) or _is_rebutted(s, tops, lex)) and points_back(c, lex)


def inside_of(s: Sentence, c: Candidate) -> list[Token]:
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
    known = known or any(c.lower in lex.words["pointers"] for c in s.children(t, "det"))
    own = [c for c in s.children(t) if c.rel in OWN and c.feats.get("Poss") != "Yes"
           and not (c.rel == "acl" and c.i > t.i and s[t.i + 1].text == ",")]
    return (known or any(c.feats.get("Poss") == "Yes" for c in s.children(t, "det", "nmod"))) and not own


def _calls_untrue(s: Sentence, c: Candidate, lex: AttributionLexicon) -> bool:
    """Whether what is said says of a statement it names in full that it is untrue: "reports that he had fled were false", "it is untrue
    that he fled"."""
    for t in s.tokens:
        if t.lower in lex.words["false"] and t.rel in ("root", "ccomp", "parataxis") and holds(c.spans, t.start) and not negated(s, t, lex):
            subject = s.child(t, "nsubj")
            if subject is not None and subject.lemma in lex.words["told"] and _is_false(s, t, lex):
                return True
            if s.child(t, "ccomp", "csubj") is not None and s.child(t, "expl") is not None:
                return True
    return False


def _names_claim(s: Sentence, false: Token, lex: AttributionLexicon) -> bool:
    """Whether the tree makes one noun of what was said and the word for it: "called the claim false"."""
    det = s.child(false, "det")
    return det is not None and det.feats.get("Definite") == "Def" and any(
        c.lemma in lex.words["told"] or c.lemma in lex.words["set_off"] for c in s.children(false, "compound"))


def _is_rebutted(s: Sentence, tops: Sequence[Token], lex: AttributionLexicon) -> bool:
    """Whether a statement named as one is called false or absurd: "called the charges groundless"; no opinion of anything else."""
    named = [t for t in tops if (t.lemma in lex.words["told"] or t.lemma in lex.words["set_off"]) and t.rel == "obj"]
    return bool(named) and len(tops) == 2 and any(_is_false(s, t, lex) or t.lower in lex.words["absurd"] for t in tops)


def _is_false(s: Sentence, t: Token, lex: AttributionLexicon) -> bool:
    """Whether a word calls something untrue, is not itself denied and has no clause of its own."""
    words = lex.words["false"]
    called = t.lemma in words or t.lower in words or (t.lemma in lex.nouns and any(c.lemma in words for c in s.children(t, "amod")))
    return called and not any(
        c.lower in lex.words["negation"] or c.rel in ("ccomp", "csubj") or (c.rel == "acl" and c.feats.get("VerbForm") != "Part")
        for c in s.children(t))


def _is_aside(s: Sentence, t: Token, lex: AttributionLexicon) -> bool:
    """Whether a phrase says as what something is dismissed, when or where: "as propaganda", "on Friday", "in Nairobi"."""
    return t.lower in lex.words["times"] or (t.rel in ("obl", "nmod") and s.child(t, "case") is not None)
