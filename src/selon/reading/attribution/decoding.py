"""From candidates to claims: the cues worth a look, their contents ranked, and those that can stand together chosen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec
import numpy as np

from selon.reading.attribution.columns import CUE_NAMES, NAMES
from selon.reading.attribution.context import FAINT, FROM_ROW, Scored, blocks, context_rows, shares
from selon.reading.attribution.cues import SAYING, Cue
from selon.reading.attribution.features import Spot
from selon.reading.attribution.generate import Candidate
from selon.reading.attribution.glance import load_glance
from selon.reading.attribution.lexicon import AttributionLexicon
from selon.reading.attribution.ranking import Floats, Model, Row, stacked
from selon.reading.attribution.second import WHOLE, is_joined, is_plain, is_whole
from selon.reading.attribution.sources import Speaker, is_inverted
from selon.reading.attribution.spans import Field, Spans, common, holds, length
from selon.reading.attribution.table import ALL, CueEntry, contents, cue_entries

RARE = 0.03         # cues of a category that announces claims less often are not looked at
GATE = 0.10         # a cue less likely than this to announce a claim is not looked at further; 0.08 and 0.03 find no more on dev
ENOUGH = 0.15       # of the colon's probability, for a word to stand in for it
INCISE = 0.55       # the least probability of "..., said the man"; chosen, not measured
ACCORDING = 0.45    # the same of "According to the man, ..."
REPORTED = 0.5      # the same of "reportedly": 19 of 29 in the fit's articles announce a claim
JOINED = 0.4        # the same of what the speaker goes on to say; chosen, not measured
FIGURES = 0.4       # the same of figures that somebody reports: "recorded at least 19 attacks"; chosen, not measured
FEW = 3             # words among which a number of dead stands
MARK = 3            # code points; a content no longer is a stray mark
INSERT = "parataxis:insert"     # the relation of an incise's verb
MARKS = ("colon", "quote")
HEAD = len(CUE_NAMES) + 2       # a cue's numbers and its rates; its gate and the content's numbers follow
_TAKEN = [HEAD, HEAD - 2, HEAD - 1, -2, -1, *(NAMES.index(n) + (0 if n in CUE_NAMES else 3) for n in FROM_ROW)]


class Ranked(msgspec.Struct, gc=False):
    """A candidate with its cue's entry and the probability that it is a claim with about this content."""

    entry: CueEntry
    candidate: Candidate
    probability: float


def cue_table(entries: list[CueEntry], model: Model) -> Floats:
    """The rows of cues: their numbers and rates."""
    rates = np.array([model.cue_rate(e.cue.sort, e.cue.classes) for e in entries], dtype=np.float32)
    return np.hstack([stacked([e.row for e in entries]), rates])


def taken(rows: Floats) -> list[tuple[float, ...]]:
    """The numbers of contents' rows that the second look sees: gate, rates and those of FROM_ROW."""
    return list(map(tuple, rows[:, _TAKEN].tolist()))


def first_look(fields: Sequence[Field], lex: AttributionLexicon, model: Model, glanced: bool = True) -> list[Scored]:
    """The candidates of the cues that pass the gate, each by itself, field by field, in text order of the cues. Every cue of a category
    that is not rare goes to the gate where it is not `glanced` at first."""
    glance = load_glance() if glanced else None

    def worth(spot: Spot, cue: Cue) -> bool:
        rate = model.cue_rate(cue.sort, cue.classes)[-1]
        return (rate >= RARE and (glance is None or glance.passes(spot, cue, rate))) or _stays(cue, lex)

    entries = [e for field in fields for e in cue_entries(field, lex, worth)]
    if not entries:
        return []
    table = cue_table(entries, model)
    gate = model.cue.probability(table)
    found: list[tuple[CueEntry, Candidate]] = []
    cues: list[int] = []
    rows: list[Row] = []
    rates: list[list[float]] = []
    stays = [_stays(e.cue, lex) for e in entries]
    for i in np.flatnonzero((gate >= GATE) | stays).tolist():
        entry, cue = entries[i], entries[i].cue
        worthy = model.worth(cue.sort, cue.classes[0], cue.head.rel)
        of_cue, numbers = contents(entry, lex, ALL if stays[i] and cue.sort != "dash" else worthy)
        found += [(entry, c) for c in of_cue]
        cues += [i] * len(of_cue)
        rows += numbers
        rates += [worthy.rate(c.shape, c.reach) for c in of_cue]
    if not rows:
        return []
    full = np.hstack([table[cues], gate[cues, None], stacked(rows), np.array(rates, dtype=np.float32)])
    p = model.content.probability(full).tolist()
    kept = [i for i, (_, c) in enumerate(found) if p[i] >= FAINT or floor(c, lex)]
    return [Scored(*found[i], p[i], numbers) for i, numbers in zip(kept, taken(full[kept]), strict=True)]


def _stays(cue: Cue, lex: AttributionLexicon) -> bool:
    """Whether a cue is looked at however unlikely: a dash, a telling joined to another, an incise that the tree knows, « , a ajouté X »."""
    if cue.sort != "verb":
        return cue.sort == "dash" or (cue.sort == "preposition" and _leads_to_relative(cue))
    return (cue.head.dep == INSERT and not SAYING.isdisjoint(cue.classes)) or is_joined(cue, lex) or is_plain(cue, lex)


def _leads_to_relative(cue: Cue) -> bool:
    """Whether a relative pronoun follows a preposition: « , selon lequel ... »."""
    after = cue.sentence.tokens[cue.last + 1:cue.last + 2]
    return bool(after) and after[0].feats.get("PronType") == "Rel"


def rank(fields: Sequence[Field], lex: AttributionLexicon, model: Model, glanced: bool = True) -> list[list[Ranked]]:
    """For each field all candidates worth a second look, with their probabilities among their neighbours, in text order of the cues.
    The fields of a page go through the networks together."""
    groups: dict[int, list[Scored]] = {id(field): [] for field in fields}
    for x in first_look(fields, lex, model, glanced):
        groups[id(x.entry.spot.field)].append(x)
    rows = [row for group in groups.values() for row in context_rows(group)]
    p = iter(model.context.probability(stacked(rows)).tolist() if rows else ())
    return [[Ranked(x.entry, x.candidate, max(next(p), floor(x.candidate, lex))) for x in group] for group in groups.values()]


def floor(c: Candidate, lex: AttributionLexicon) -> float:
    """The least probability of a candidate: what stands before an incise with its subject after the verb, or before a dash and a name,
    is said, whatever the rankers think."""
    cue, classes = c.cue, c.cue.classes
    if cue.sort == "preposition" and classes[0] == "according" and ((c.shape == "beyond" and cue.first == 0) or _is_relative(c)):
        return ACCORDING
    if cue.sort == "adverb" and classes[0] == "reported":
        return REPORTED
    if c.speaker is None:
        return 0.0
    if c.shape == "signed":
        return INCISE
    if ("report" in classes and _reports_figures(c, c.speaker)) or ("declare" in classes and _puts_at(c, c.speaker)):
        return FIGURES
    if c.shape in WHOLE and not c.reach and (is_joined(cue, lex) or is_plain(cue, lex)) and is_whole(c, lex):
        return JOINED
    if c.reach > 1 or len(c.spans) > 1 or length(c.spans) <= MARK or not is_inverted(cue, c.speaker):
        return 0.0
    return INCISE if _is_finite(cue) and _from_start_to_cue(c) else 0.0


def _is_relative(c: Candidate) -> bool:
    """Whether a content is the clause of a relative pronoun that a preposition leads to: « , selon lequel / la route est coupée / »."""
    s, node = c.cue.sentence, c.node
    return _leads_to_relative(c.cue) and c.shape in ("beyond", "host") and node is not None and len(c.spans) == 1 \
        and c.spans[0][0] > c.cue.head.start and s[s.edges(node)[1]].end - c.spans[0][1] in (0, 1)


def _is_finite(cue: Cue) -> bool:
    """Whether one of a cue's words is a finite verb."""
    return "Fin" in [t.feats.get("VerbForm") for t in cue.words]


def _reports_figures(c: Candidate, speaker: Speaker) -> bool:
    """Whether a number of things is what a verb of reporting governs: "has counted 19 attacks", « a fait état de 21 blessés »."""
    s, cue = c.cue.sentence, c.cue
    joined = speaker.how == "shared" and cue.head.rel == "conj"      # « a confirmé l'attaque et fait état de dix morts »
    if c.shape not in ("object", "oblique", "oblique_bare") or c.reach or not (joined or (speaker.how == "subject" and _is_finite(cue))):
        return False
    things = s.child(cue.head, "obj")
    if c.shape != "object" and things is not None and things not in cue.words:
        return False                            # "has counted 19 attacks in the two valleys": where they are counted
    first = next((t for t in s if t.start >= c.spans[0][0]), None)
    if c.node is None or first is None:
        return False
    stop = c.node.i if c.node.i >= first.i else first.i + FEW       # « a donné un bilan / de huit morts »
    return any(t.pos == "NUM" for t in s.tokens[first.i:stop])


def _puts_at(c: Candidate, speaker: Speaker) -> bool:
    """Whether somebody puts something at a mere number: "put the injured at 20"."""
    s, cue = c.cue.sentence, c.cue
    if c.shape != "pair" or c.reach or len(c.spans) > 1 or speaker.how != "subject":
        return False
    last = next((t for t in s.tokens[cue.last + 1:] if t.end == c.spans[0][1]), None)
    bare = last is not None and last.pos == "NUM" and last.rel == "obl" and last.head == cue.head.i
    return bare and _is_finite(cue)


def _from_start_to_cue(c: Candidate) -> bool:
    """Whether a content is all of the sentence that stands before the cue, or before the incise that it is part of."""
    s, (start, end) = c.cue.sentence, c.spans[0]
    at = c.cue.first if c.speaker is None or c.speaker.incise is None else c.speaker.incise
    return at > 0 and start <= s[min(1, at - 1)].start and s[max(0, at - 3)].start <= end <= c.cue.head.start


def choose(ranked: list[Ranked], least: float, least_nested: float = 1.1) -> list[Ranked]:
    """The likeliest candidates that do not share their words, one for each cue, in text order.

    One that lies wholly within another's content, its cue and all, may stand where it is at least as likely as `least_nested`.
    """
    taken: dict[int, list[Ranked]] = {}
    used: set[int] = set()
    likely = _nearest([r for r in _named(ranked) if r.probability >= least])
    for r in sorted(likely, key=lambda r: (-round(r.probability, 2), -length(r.candidate.spans))):
        spots = blocks(r.candidate.spans)
        if id(r.entry) in used or any(
            shares(r.candidate.spans, o.candidate.spans) and not (r.probability >= least_nested and _nested(r.candidate, o.candidate))
            for b in spots
            for o in taken.get(b, ())
        ):
            continue
        used.add(id(r.entry))
        for b in spots:
            taken.setdefault(b, []).append(r)
    chosen = {id(r): r for group in taken.values() for r in group}
    return sorted(chosen.values(), key=lambda r: (r.candidate.spans[0][0], r.entry.cue.head.start))


def _named(ranked: list[Ranked]) -> list[Ranked]:
    """Where a word and a mere colon announce the same content, the word has the claim."""
    colons = {r.candidate.spans: r for r in ranked if r.entry.cue.sort in MARKS}
    if not colons:
        return ranked
    out = []
    for r in ranked:
        same = colons.get(r.candidate.spans)
        if same and same is not r and r.entry.cue.sort not in MARKS and r.probability >= ENOUGH * same.probability:
            r = Ranked(r.entry, r.candidate, max(r.probability, same.probability) + 1e-6)
        out.append(r)
    return out


def _nearest(ranked: list[Ranked]) -> list[Ranked]:
    """Where two verbs may announce the same content, one between the other and the content, the nearer one has it: "cited a source who
    said that ..."."""
    same: dict[tuple[int, Spans], list[Ranked]] = defaultdict(list)
    for r in ranked:
        if r.entry.cue.sort == "verb":
            same[id(r.entry.cue.sentence), r.candidate.spans].append(r)
    out = []
    for r in ranked:
        start, rivals = r.candidate.spans[0][0], same.get((id(r.entry.cue.sentence), r.candidate.spans), [])
        before = [o for o in rivals if o.entry.cue.head.start < start] if len(rivals) > 1 else []
        if len(before) > 1 and r in before:
            last = max(before, key=lambda o: o.entry.cue.head.start)
            if not SAYING.isdisjoint(last.entry.cue.classes):
                if r is not last:
                    continue
                r = Ranked(r.entry, r.candidate, max(o.probability for o in before))
        out.append(r)
    return out


def _nested(inner: Candidate, outer: Candidate) -> bool:
    """Whether a claim, its cue and content, lies within the content of another and is shorter."""
    at = inner.cue.head.start
    size = length(inner.spans)
    return (
        holds(outer.spans, at) and common(inner.spans, outer.spans) >= 0.9 * size and size < 0.9 * length(outer.spans)
    ) or (
        holds(inner.spans, outer.cue.head.start)
        and size > 1.2 * length(outer.spans)
        and common(inner.spans, outer.spans) >= 0.9 * length(outer.spans)
    )
