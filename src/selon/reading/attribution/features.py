"""What the ranker sees of a candidate: structure, classes, punctuation and lengths; never a word.

`row` gives the numbers in the order of columns.NAMES; the same code serves fitting (training/attribution.py) and reading.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, cached_property
from struct import Struct

from selon.languages.syntax import Sentence, Token
from selon.reading.attribution.columns import CUE_NAMES, CUE_PLAIN
from selon.reading.attribution.cues import SAYING, Cue, stands_after
from selon.reading.attribution.generate import Candidate
from selon.reading.attribution.lexicon import AttributionLexicon, Classes
from selon.reading.attribution.ranking import Row, blank, content_categories, cue_categories
from selon.reading.attribution.shapes import STOPS
from selon.reading.attribution.sources import Speaker
from selon.reading.attribution.spans import Field

OPENERS = "\"“«„'‘"
ENDS = frozenset(".!?…\"”»:;,")
CLOSERS = "\"”»'’"
JOINS = frozenset(("CCONJ", "SCONJ"))
_CUE = {n: i for i, n in enumerate(CUE_NAMES)}
_SORT, _DEP, _FORM, _SOURCE, _CLASS, _GOVERNS, _CLAUSE = (
    {n.partition("=")[2]: i for n, i in _CUE.items() if n.startswith(f"{kind}=")}
    for kind in ("sort", "cue", "form", "source", "class", "governs", "clause")
)
_BELOW = dict.fromkeys(("obl", "nmod", "iobj"), _GOVERNS) | dict.fromkeys(("ccomp", "xcomp", "advcl", "acl"), _CLAUSE)
_PLAIN, _AT = Struct(f"{len(CUE_PLAIN)}f"), 4 * _CUE[CUE_PLAIN[0]]      # the plain numbers, and the byte where they begin
Counts = tuple[int, int, int, int, int]     # of cues, those of speech, finite verbs, commas and conjunctions
Above = tuple[int, bool, bool]      # how many words are above one, whether one of them may be a word of speech, or a cue at all


def verb_form(s: Sentence, v: Token) -> str:
    """A verb's form as both languages have it: finite by its auxiliary too, a present participle as a gerund."""
    form = v.feats.get("VerbForm", "")
    if form == "Part" and v.feats.get("Tense") == "Pres":
        form = "Ger"
    if form != "Fin":
        for c in s.children(v):
            if c.rel == "aux" and c.feats.get("VerbForm") == "Fin":
                return "Fin"
    return form


def marker_of(t: Token, lex: AttributionLexicon) -> str:
    """The class of a preposition or conjunction; what introduces an infinitive ("to", « de ») has one class."""
    found = lex.markers.get(t.lower, "")
    return "to" if found == "of" and t.rel == "mark" else found


class Spot:
    """What a sentence offers all of its cues: its place, its quotations, how many cues there are and where those of speech stand."""

    def __init__(self, field: Field, k: int, cues: list[Cue]) -> None:
        self.field, self.k, self.sentence = field, k, field.sentences[k]
        s = self.sentence
        self.cues = [c.head.start for c in cues]
        self.saying = [c.head.start for c in cues if not SAYING.isdisjoint(c.classes)]
        self.starts = [t.start for t in s.tokens]
        self.quotes = field.held[k]
        self.previous_say = self.next_say = 0       # words of speech in the sentences beside; set once all sentences are seen
        last = k + 1 >= len(field.sentences)
        self.paragraph_end = last or field.sentences[k + 1].paragraph != s.paragraph
        wholly = field.wholly_quoted        # this sentence, the next and the one before
        self.quoted = wholly[k], not last and wholly[k + 1], k > 0 and wholly[k - 1]
        self.colon = ":" in s.texts
        self.headline = k == 0 and s.tokens[-1].text[-1] not in ENDS
        self.paragraph_start = k == 0 or field.sentences[k - 1].paragraph != s.paragraph
        self._above: dict[int, Above] = {}
        self.nodes: dict[int, tuple[float, ...]] = {}       # what contents see of the words they hang from, as content_features keeps it

    @cached_property
    def running(self) -> list[Counts]:
        """What stands before each word, and before the end; semicolons and dashes count as commas."""
        starts, tally = frozenset(self.cues), (0, 0, 0, 0, 0)
        out, cues, saying = [tally], 0, 0
        for t in self.sentence.tokens:
            at, finite, comma, join = t.start, t.feats.get("VerbForm") == "Fin", t.text[0] in STOPS, t.pos in JOINS
            if at in starts:
                cues, saying = cues + self.cues.count(at), saying + self.saying.count(at)
            elif not (finite or comma or join):         # two of three words
                out.append(tally)
                continue
            tally = cues, saying, tally[2] + finite, tally[3] + comma, tally[4] + join
            out.append(tally)
        return out

    @cached_property
    def capitals(self) -> float:
        """The share of words that begin with a capital."""
        letters = list(filter(str.isalpha, [t.text[0] for t in self.sentence.tokens]))
        return sum(map(str.isupper, letters)) / max(1, len(letters))

    def above(self, t: Token, lex: AttributionLexicon) -> Above:
        """What is above a word in the tree; the cues of a sentence share most of it."""
        tokens, known = self.sentence.tokens, self._above
        path: list[Token] = []
        while (found := known.get(t.i)) is None and t.head != t.i:
            path.append(t)
            t = tokens[t.head]
        found = found or (0, False, False)
        for x in reversed(path):
            depth, say, cue = found
            classes = lex.verbs.get(tokens[x.head].lemma)
            found = known[x.i] = depth + 1, say or (classes is not None and not SAYING.isdisjoint(classes)), cue or bool(classes)
        return found


@cache
def _start(sort: str, classes: Classes) -> Row:
    """The row of a cue of a sort and classes, before anything else is known of it; to be copied."""
    row = blank(len(CUE_NAMES))
    for i in (_SORT.get(sort), *map(_CLASS.get, classes)):
        if i is not None:
            row[i] = 1.0
    return row


def cue_row(spot: Spot, cue: Cue, speaker: Speaker | None, lex: AttributionLexicon) -> Row:
    """The numbers of a cue, in the order of CUE_NAMES."""
    s, h, row = cue.sentence, cue.head, _start(cue.sort, cue.classes)[:]
    tokens, below, feats = s.tokens, s.children(h), h.feats
    n, up, first, last = len(tokens), tokens[h.head], cue.first, cue.last
    for i in (_DEP.get(h.rel if up is not h else "root"), _FORM.get(verb_form(s, h)), _SOURCE.get(speaker.how if speaker else "none")):
        if i is not None:
            row[i] = 1.0
    negation, negated = lex.words["negation"], False
    helpers: list[Token] = []
    rels: set[str] = set()
    deps: set[str] = set()
    for c in below:
        rel = c.rel
        rels.add(rel)
        deps.add(c.dep)
        if c.lower in negation or c.feats.get("Polarity") == "Neg":
            negated = True
        if rel in _BELOW:       # prepositions and conjunctions of what it governs
            if (word := s.child(c, "case", "mark")) and (i := _BELOW[rel].get(marker_of(word, lex))) is not None:
                row[i] = 1.0
        elif rel == "aux" and c.lemma not in lex.words["helpers"]:
            helpers.append(c)
    parent = lex.verbs.get(up.lemma) if up is not h else None
    before = tokens[first - 1].text if first else " "
    after = tokens[last + 1].text if last + 1 < n else " "
    tense, mood, end, quoted = feats.get("Tense"), feats.get("Mood"), tokens[n - 1].text, spot.quotes
    _PLAIN.pack_into(
        row, _AT,
        tense == "Pres",
        tense in ("Past", "Imp"),
        "aux:pass" in deps or "nsubj:pass" in deps,
        negated,
        mood == "Cnd" or (bool(helpers) and any(c.lower in lex.words["modals"] or c.feats.get("Mood") == "Cnd" for c in helpers)),
        mood == "Imp",
        end == "?",
        len(helpers),
        bool(quoted) and any(q.start <= h.start < q.end for q in quoted),
        h.i,
        n - h.i,
        n,
        spot.headline,
        spot.paragraph_start,
        len(quoted),
        *spot.quoted,
        "ccomp" in rels,
        "xcomp" in rels,
        "obj" in rels,
        "obl" in rels,
        "nsubj" in rels or ("expl" in rels and any(stands_after(c, h) for c in below)),
        "compound:prt" in deps,
        *_speaker_row(s, cue, speaker, lex),
        parent is not None,
        parent is not None and not SAYING.isdisjoint(parent),
        before in ",—–",
        after in ",—–",
        before[0] in CLOSERS,
        after[0] in OPENERS,
        after == ":",
        end == ":",
        len(spot.cues),
        len(spot.saying),
        bisect_left(spot.cues, h.start),
        *_tree_row(spot, cue, below, rels, lex),
        spot.previous_say,
        spot.next_say,
        spot.capitals,
    )
    return row


def _tree_row(spot: Spot, cue: Cue, below: tuple[Token, ...], rels: set[str], lex: AttributionLexicon) -> tuple[float, ...]:
    """How deep a cue lies, under which others, and what kind of object it has."""
    s, h = spot.sentence, cue.head
    joined = [c for c in below if c.rel == "conj"] if "conj" in rels else []
    if h.rel == "conj":
        joined.append(s.tokens[h.head])
    a, b = s.edges(h)
    thing = s.child(h, "obj", "iobj") if "obj" in rels or "iobj" in rels else None
    clause = s.child(h, "ccomp") if "ccomp" in rels else None
    p, q = s.edges(thing) if thing is not None else (0, -1)
    return (
        *spot.above(h, lex),
        bool(joined) and any(not SAYING.isdisjoint(lex.verbs.get(t.lemma, ())) for t in joined),
        (b - a + 1) / len(s.tokens),
        len(cue.words) > 1 and any(t.pos != "AUX" and t is not h for t in cue.words),
        len(cue.classes),
        thing is not None and thing.pos == "PROPN",
        thing is not None and thing.pos == "PRON",
        thing is not None and (thing.lemma in lex.speakers or thing.lower in lex.speakers),
        q - p + 1,
        clause is not None and (verb_form(s, clause) == "Fin" or s.child(clause, "nsubj") is not None),
    )


def _speaker_row(s: Sentence, cue: Cue, speaker: Speaker | None, lex: AttributionLexicon) -> tuple[float, ...]:
    if speaker is None:
        return 0, 0, 0, 0, 0, 0, 0, -1, 0
    a, b = speaker.range
    words = s.tokens[a:b + 1]
    kind = [t.pos for t in words]
    kinds = lex.speakers.get(speaker.head.lemma) or lex.speakers.get(speaker.head.lower, ())
    return (
        kind == ["PRON"],
        "PROPN" in kind,
        "NOUN" in kind,
        words[0].lower in lex.words["first_person"],
        bool(kinds),
        "person" in kinds,
        len(words),
        min(abs(cue.head.i - b), abs(a - cue.head.i)),
        a > cue.head.i,
    )


def cue_key(cue: Cue) -> tuple[str, ...]:
    """The categories of a cue, for the rates learnt for each: coarse to fine."""
    return cue_categories(cue.sort, cue.classes)


def content_key(c: Candidate) -> tuple[str, ...]:
    """The categories of a content, coarse to fine."""
    return content_categories(c.cue.sort, c.cue.classes[0], c.cue.head.rel, c.shape, c.reach)
