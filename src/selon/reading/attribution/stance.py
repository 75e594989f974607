"""The stance of a source towards what it is credited with, and the form of the telling: from cue, mood, negation and quotation marks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from selon.languages.syntax import Sentence, Token
from selon.model import Form, Stance
from selon.reading.attribution.conditional import in_past
from selon.reading.attribution.cues import Cue
from selon.reading.attribution.declining import declines
from selon.reading.attribution.generate import Candidate
from selon.reading.attribution.lexicon import AttributionLexicon
from selon.reading.attribution.negation import negated
from selon.reading.attribution.polarity import is_negated, of_negated
from selon.reading.attribution.spans import Field, Spans, common, holds, length

ALL_QUOTED, SOME_QUOTED = 0.9, 0.12      # share of the content within quotation marks
TELLING = frozenset(("declare", "report", "say", "write"))       # may have as their object what is told: a call, a denial
SHORT_NO = 5        # words; a longer answer must set its "no" apart


class Told:
    """A predicate asserted in the article, with the lemmas of the verbs at and under it and the things it tells of: each looked up once,
    for all denials that come after it."""

    def __init__(self, sentence: Sentence, root: Token, spans: Spans) -> None:
        self.sentence, self.root, self.spans = sentence, root, spans

    @cached_property
    def verbs(self) -> frozenset[str]:
        """The lemmas of the verbs."""
        return frozenset([t.lemma for t in self.sentence.subtree(self.root) if t.pos == "VERB" and holds(self.spans, t.start)])

    @cached_property
    def things(self) -> frozenset[str]:
        """The nouns and names."""
        return _things(self.sentence, self.root)


def form_of(field: Field, c: Candidate, lex: AttributionLexicon) -> Form:
    """Direct, mixed or indirect by its quotation marks; by a preposition or a bare conditional where that is the cue."""
    if c.cue.sort == "preposition":
        return "according_to"
    if c.cue.sort == "conditional":
        return "conditional"
    start, end = c.spans[0][0], c.spans[-1][1]
    quotes = field.quotes_in(start, end)
    if not quotes:
        return "indirect"
    share = common(c.spans, tuple([(q.start, q.end) for q in quotes])) / max(1, length(c.spans))
    if share >= ALL_QUOTED and field.quote_at(start):
        return "direct"
    return "mixed" if share >= SOME_QUOTED else "indirect"


def stance_of(field: Field, c: Candidate, lex: AttributionLexicon, root: Token | None, told: Sequence[Told]) -> Stance:
    """The stance of a claim; `root` is the main predicate of its content, `told` are those of what was asserted before in the article."""
    cue = c.cue
    if cue.sort in ("verb", "noun", "adjective") and declines(cue, lex):
        return "declines"
    if cue.sort == "verb" and is_negated(cue, lex) and (of_other := of_negated(cue, lex)):
        return of_other
    if cue.sort in ("conditional", "adverb") or (cue.sort == "verb" and _told_with_reserve(cue)):
        return "hedges"
    return _of_cue(c, lex, root) or _of_content(field, c, lex, root, told)


def _of_cue(c: Candidate, lex: AttributionLexicon, root: Token | None) -> Stance | None:
    """The stance in the sense of the cue itself; null where the cue only says."""
    cue = c.cue
    if cue.sort == "preposition":
        return None
    lemma = lex.lemma(cue.head)
    if lemma in lex.words["owning"] and _owns(c, lex):
        return "admits"
    if lemma in lex.words["pleading"] and (plea := _plea(c, lex)):
        return plea
    phrase = " ".join([lemma, *(t.lower for t in cue.words if t.i > cue.head.i and t.pos != "AUX")])
    stance = lex.stances.get(phrase) or lex.stances.get(lemma) or lex.stances.get(cue.head.lower)
    if stance == "asks" and lemma in lex.words["asks_to"] and not _has_marker(cue.sentence, c, "to", lex):
        return None
    if stance and stance != "hedges" and negated(cue.sentence, cue.head, lex):
        return "hedges" if stance == "denies" else "asserts"
    if stance == "promises" and root is not None and _is_hostile(cue.sentence, root, lex):
        return "threatens"
    return stance or _of_next(c, lex)


def _is_hostile(s: Sentence, root: Token, lex: AttributionLexicon) -> bool:
    """Whether what is promised is harm: to strike back, to attack somebody by name; not "to strike a deal", not "not to attack"."""
    if root.lemma not in lex.words["hostile"] or negated(s, root, lex):
        return False
    whom = s.child(root, "obj")
    return whom is None or any(t.pos == "PROPN" for t in (whom, *s.children(whom)))


def _of_next(c: Candidate, lex: AttributionLexicon) -> Stance | None:
    """The stance that a cue has by the word after it, or by what it tells of: "called to", "spoke out against", "repeated his call for"."""
    cue, s = c.cue, c.cue.sentence
    if cue.sort != "verb" or cue.last + 1 >= len(s):
        return None
    following = s[cue.last + 1].lower
    if "discuss" in cue.classes and lex.markers.get(following) == "against" and c.spans[0][0] <= s[cue.last + 1].end + 1:
        return "accuses"
    if stance := lex.stances.get(f"{lex.lemma(cue.head)} {following}"):
        return stance
    thing = s.child(cue.head, "obj")
    if thing is not None and thing.pos == "NOUN" and lex.lemma(cue.head) in lex.words["voicing"] and thing.lemma in lex.stances:
        return lex.stances[thing.lemma]         # "expressed doubt"
    if thing is None or thing.i + 1 >= len(s) or TELLING.isdisjoint(cue.classes):
        return None
    return lex.stances.get(f"{thing.lemma} {s[thing.i + 1].lower}")


def _plea(c: Candidate, lex: AttributionLexicon) -> Stance | None:
    """What somebody pleads to a charge: guilty, not guilty, no contest; null where it is a plea for something."""
    s, cue = c.cue.sentence, c.cue
    for t in s.tokens[cue.last + 1:]:
        if t.start >= c.spans[-1][1]:
            break
        if t.lower in lex.words["guilty"]:
            before = {x.lower for x in s.tokens[cue.last + 1:t.i]}
            return "admits" if before.isdisjoint(lex.words["not"]) else "denies"
        if t.lower in lex.words["uncontested"]:
            return "asserts"
    return None


def _owns(c: Candidate, lex: AttributionLexicon) -> bool:
    """Whether what is claimed is a deed that harms, or the blame for one: "claimed the attack", "claimed responsibility"."""
    owned = lex.deeds["harm"] | lex.words["blame"]
    words = (t for t in c.cue.sentence if t.start >= c.spans[0][0] and t.lower not in lex.words["times"])
    noun = next((t for t in words if t.pos in ("NOUN", "VERB")), None)
    return noun is not None and noun.pos == "NOUN" and noun.lemma in owned


def _has_marker(s: Sentence, c: Candidate, kind: str, lex: AttributionLexicon) -> bool:
    first = next((t for t in s if t.start >= c.spans[0][0]), None)
    return first is not None and any(lex.markers.get(t.lower) == kind for t in s.tokens[max(0, first.i - 2):first.i + 12])


def _of_content(field: Field, c: Candidate, lex: AttributionLexicon, root: Token | None, told: Sequence[Told]) -> Stance:
    """The stance that what is said shows: an accusation, a denial, a question, the conditional of reserve."""
    s = c.cue.sentence
    quoted = field.quote_at(c.spans[0][0]) is not None
    text = field.text[c.spans[-1][0]:c.spans[-1][1]].rstrip("\"'”»’ \u00a0\u202f")
    if text.endswith("?"):
        return "asks"
    if quoted and _is_no(s, c, lex):
        return "denies"
    if root is None:
        called = next((t for t in s.children(c.cue.head, "xcomp") if t.lower in lex.adjectives), None)
        return lex.stances.get(called.lower, "asserts") if called is not None else "asserts"        # « se dit sceptique »
    if not quoted and c.cue.sort == "preposition" and conditional(s, _with_subject(s, root, c), lex):
        return "hedges"
    if not quoted and conditional(s, root, lex) and (not past(s, c.cue.head) or (in_past(s, root) and not _is_supposed(s, root, lex))):
        return "hedges"
    if _accuses(s, root, c, lex):
        return "accuses"
    if _lacks_proof(s, root, lex):
        return "denies"
    if not negated(s, root, lex):
        return "threatens" if _threatens(s, root, lex) else "asserts"
    if _disbelieves(s, root, lex):
        return "doubts"
    return "denies" if _clears_itself(s, root, lex) or _was_told(s, root, told) else "asserts"


def _is_supposed(s: Sentence, root: Token, lex: AttributionLexicon) -> bool:
    """Whether a clause with "if" hangs on a predicate."""
    return any(lex.markers.get(m.lower) == "if" for c in s.children(root, "advcl") for m in s.children(c, "mark"))


def _was_told(s: Sentence, root: Token, told: Sequence[Told]) -> bool:
    """Whether what is said not to be so was asserted before: the same verb of the same thing; "do not plan to leave" is of leaving too."""
    if root.pos != "VERB":
        return False
    verbs, things = {root.lemma, *(t.lemma for t in s.children(root, "xcomp") if t.pos == "VERB")}, _things(s, root)
    return any(not verbs.isdisjoint(before.verbs) and not things.isdisjoint(before.things) for before in told)


def _things(s: Sentence, root: Token) -> frozenset[str]:
    """The nouns and names at and under a predicate."""
    return frozenset([t.lower for t in s.subtree(root) if t.pos in ("NOUN", "PROPN")])


def _clears_itself(s: Sentence, root: Token, lex: AttributionLexicon) -> bool:
    """Whether somebody says of himself that he does no harm: "we do not target journalists"."""
    subject = s.child(root, "nsubj")
    own = root.rel == "xcomp" if subject is None else subject.feats.get("Person") == "1"       # « affirme ne pas avoir visé l'hôpital »
    if not own or root.lemma not in lex.deeds["hurt"]:
        return False
    return not any(c.lemma in lex.words["able"] for c in s.children(root, "aux"))       # "we cannot kill an idea"


def _threatens(s: Sentence, root: Token, lex: AttributionLexicon) -> bool:
    """Whether the speakers say of themselves that they will do harm: « nous allons punir ... », « nous frapperons »."""
    subject = s.child(root, "nsubj")
    if subject is None or subject.feats.get("Person") != "1":
        return False
    deed = s.child(root, "xcomp") if root.lemma in lex.words["going"] else root if root.feats.get("Tense") == "Fut" else None
    if deed is None or deed.lemma not in lex.words["hostile"] or negated(s, deed, lex):
        return False
    whom = s.child(deed, "obj")
    return whom is None or lex.can_speak(whom)


def _disbelieves(s: Sentence, root: Token, lex: AttributionLexicon) -> bool:
    """Whether the speakers say that they do not believe something: « a dit ne pas croire à un accident », « ne pouvait pas croire »."""
    subject, verb = s.child(root, "nsubj"), s.child(root, "xcomp") if root.lemma in lex.words["able"] else root
    own = subject.pos == "PRON" if subject is not None else root.rel == "xcomp"
    if not own or verb is None or "think" not in lex.verbs.get(verb.lemma, ())[:1]:
        return False
    return s.child(verb, "ccomp", "xcomp") is None and s.child(verb, "obl") is not None


def _lacks_proof(s: Sentence, root: Token, lex: AttributionLexicon) -> bool:
    """Whether it is said that nothing proves something: "there is no evidence that ...", "had seen no proof"."""
    found = [root, *s.children(root, "obj"), *(s.children(root, "nsubj") if s.child(root, "expl") is not None else ())]
    none = lex.words["negation"]
    return any(t.lemma in lex.words["proof"] and any(c.lower in none for c in s.children(t, "det", "advmod")) for t in found)


def _is_no(s: Sentence, c: Candidate, lex: AttributionLexicon) -> bool:
    """Whether an answer begins with no, or is a few words that end with it."""
    words = [t for t in _words(s, c) if t.text[0].isalnum()]
    if not words:
        return False
    first, no = words[0], lex.words["no"]
    alone = first.i + 1 >= len(s) or s[first.i + 1].pos == "PUNCT"       # "No longer is that needed" says more than no
    return (first.lower in no and (alone or len(words) <= SHORT_NO)) or (len(words) <= SHORT_NO and words[-1].lower in no)


def _told_with_reserve(cue: Cue) -> bool:
    """Whether the cue, or the verb it goes with, is itself in the past conditional: « il aurait dit »."""
    s = cue.sentence
    up = [t for t in (cue.head, *s.ancestors(cue.head)) if t.pos == "VERB"][:2]
    reach = up[:1] if cue.head.rel not in ("advcl", "conj", "xcomp") else up
    return any(c.feats.get("Mood") == "Cnd" for t in reach for c in s.children(t, "aux"))


def _words(s: Sentence, c: Candidate) -> list[Token]:
    """The words of the cue's sentence that begin in the content."""
    return [t for a, b in c.spans for t in s.tokens if a <= t.start < b]


def content_root(s: Sentence, c: Candidate) -> Token | None:
    """The main predicate of the content in the cue's sentence."""
    inside = _words(s, c)
    ids = {t.i for t in inside}
    tops = [t for t in inside if t.head == t.i or t.head not in ids]
    verbs = [t for t in tops if t.pos in ("VERB", "AUX") or s.child(t, "nsubj", "cop")]
    return verbs[0] if verbs else next((t for t in inside if t.pos == "VERB"), None)


def _with_subject(s: Sentence, root: Token, c: Candidate) -> Token:
    """The first predicate of a content that has a subject, where the tree puts a word without one above it."""
    if s.child(root, "nsubj") is not None:
        return root
    return next((t for t in s if s.child(t, "nsubj") is not None and holds(c.spans, t.start)), root)


def conditional(s: Sentence, t: Token, lex: AttributionLexicon) -> bool:
    """Whether a predicate or its auxiliary is in the conditional, that of verbs of ability and duty aside."""
    if "Cnd" not in [x.feats.get("Mood") for x in (t, *s.children(t, "aux", "cop"))]:
        return False
    helpers = [c.lemma for c in s.children(t, "aux") if c.lemma not in lex.words["helpers"]]
    return lex.words["modal"].isdisjoint((t.lemma, *helpers))


def past(s: Sentence, t: Token) -> bool:
    """Whether a predicate is told in the past."""
    return t.feats.get("Tense") in ("Past", "Imp") or any(c.feats.get("Tense") in ("Past", "Imp") for c in s.children(t, "aux"))


def _accuses(s: Sentence, root: Token, c: Candidate, lex: AttributionLexicon) -> bool:
    """A third party by name is said to do wrong, or to further what harms, wherever in the content the tree hangs that."""
    subject = s.child(root, "nsubj")
    if subject is None or subject.pos != "PROPN" or negated(s, root, lex):
        return False
    if root.lemma in lex.deeds["wrong"]:
        return True
    return root.lemma in lex.deeds["abet"] and any(t.i > root.i and t.lemma in lex.deeds["harm"] for t in _words(s, c))
