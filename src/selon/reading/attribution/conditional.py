"""The bare conditional of reserve: « 6 000 personnes auraient été tuées ». No source is named, and the teller does not vouch for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from selon.languages.syntax import Sentence, Token
from selon.reading.attribution.cues import SAYING, Cue, Range
from selon.reading.attribution.decoding import Ranked
from selon.reading.attribution.generate import Candidate
from selon.reading.attribution.lexicon import AttributionLexicon
from selon.reading.attribution.second import SPEAKING
from selon.reading.attribution.spans import Field, holds

CONFIDENCE = 0.6        # chosen, not measured: the dev data hold too few bare conditionals for a rate


def untold_conditionals(field: Field, chosen: Sequence[Ranked], lex: AttributionLexicon) -> Iterator[Candidate]:
    """Bare conditionals that no claim has as its cue or reports."""
    cues = {r.candidate.cue.head.start: r for r in chosen}
    for c in conditionals(field, lex):
        s, v = c.cue.sentence, c.cue.head
        mine = cues.get(v.start)
        classes = mine.candidate.cue.classes if mine else lex.verbs.get(v.lemma, ())
        if "request" not in classes and (mine or not SAYING.isdisjoint(classes)):
            continue
        if v.rel in ("ccomp", "xcomp") and s.head(v).start in cues:
            continue
        here = [r.candidate for r in chosen if r.candidate.cue.sentence is s]
        if not any(x.cue.sort == "preposition" or _tells(x, v) for x in here):
            yield c


def _tells(c: Candidate, v: Token) -> bool:
    """Whether a verb is what somebody tells, and not of a relative clause in it: « L'homme aurait fui, a indiqué la police »."""
    return c.speaker is not None and c.cue.head is not v and v.rel != "acl" and holds(c.spans, v.start)


def conditionals(field: Field, lex: AttributionLexicon) -> Iterator[Candidate]:
    """The clauses told in the past conditional, outside quotations and hypotheses."""
    for s in field.sentences:
        if s.parsed and "Cnd" in [t.feats.get("Mood") for t in s.tokens]:
            for v in s:
                if (words := _reserved(s, v, lex)) and field.quote_at(v.start) is None:
                    cue = Cue(s, v, "conditional", ("said",), words)
                    if spans := field.spans(s, _clause(s, v, words)):
                        yield Candidate(cue, spans, "clause", v, 0)


def is_reserve(cue: Cue) -> bool:
    """Whether a verb of thought or will is itself told with reserve and so tells nothing: « aurait ignoré un signal »."""
    if cue.sort != "verb" or not SPEAKING.isdisjoint(cue.classes):
        return False
    return in_past(cue.sentence, cue.head)


def in_past(s: Sentence, v: Token) -> bool:
    """Whether a verb is in the past conditional: « aurait été tué », not « serait tué »."""
    return any(c.dep == "aux:tense" and c.feats.get("Mood") == "Cnd" for c in s.children(v, "aux"))


def _reserved(s: Sentence, v: Token, lex: AttributionLexicon) -> tuple[Token, ...]:
    """The words of a past conditional that tells of an act; none for a hypothesis or a modal."""
    if (v.feats.get("VerbForm") != "Part" and v.pos != "VERB") or v.lemma in lex.words["modal"]:
        return ()
    helpers = s.children(v, "aux", "cop")
    if not any(c.feats.get("Mood") == "Cnd" for c in helpers) or v.feats.get("VerbForm") not in ("Part", None):
        return ()
    if any(lex.markers.get(m.lower) == "if" for c in (v, *s.children(v, "advcl")) for m in s.children(c, "mark")):
        return ()
    if any(lex.markers.get(t.lower) == "if" and t.rel == "mark" for t in s):
        return ()
    if any(t.feats.get("PronType") == "Rel" and t.i and _according(s[t.i - 1], lex) for t in s.subtree(v)):
        return ()       # « selon laquelle ... » names who says so
    no = [c for c in s.children(v, "advmod") if c.feats.get("Polarity") == "Neg"]
    return tuple(sorted([v, *helpers, *no], key=lambda t: t.i))


def _according(t: Token, lex: AttributionLexicon) -> bool:
    return any(lex.prepositions[p] == "according" for found in lex.phrases.get(t.lower, {}).values() for p in found)


def _clause(s: Sentence, v: Token, words: tuple[Token, ...]) -> list[Range]:
    """What depends on the verb, without its own words; for a relative clause the antecedent stands for the pronoun."""
    taken = {t.i for t in words}
    out: list[Range] = []
    for c in s.children(v):
        if c.i in taken or c.rel in ("punct", "cc", "mark", "conj", "parataxis", "advcl", "discourse"):
            continue
        if c.feats.get("PronType") == "Rel":
            continue
        out.append(s.edges(c))
    if v.rel == "acl":
        n = s.head(v)
        first = min((s.edges(c)[0] for c in s.children(n) if c.i < n.i and c.rel != "case"), default=n.i)
        last = max((s.edges(c)[1] for c in s.children(n, "flat", "amod", "appos", "nmod") if c.i < v.i), default=n.i)
        out.append((first, min(max(last, n.i), max(n.i, s.edges(v)[0] - 1))))
    return sorted(out)

