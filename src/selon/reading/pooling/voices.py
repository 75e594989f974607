"""Who tells of a mention: the innermost claim around it, or the article itself; with status and hedging.

An assertion and a denial of one event stay two voices.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from functools import cached_property

from selon.languages.syntax import Sentence, Token
from selon.model import Claim, Field, Interval, Span, Status, Voice
from selon.reading.determiners import is_pointed_at
from selon.reading.mentions import Mention
from selon.reading.pooling.narrative import told_status
from selon.reading.pooling.sameness import Told
from selon.reading.pooling.ties import HURT
from selon.reading.predicates.likening import known
from selon.reading.predicates.schema import predicates

REAL: frozenset[Status] = frozenset({"happened", "ongoing"})
STRETCH = 2000      # code points of a stretch of text
MOST = 50           # stretches a claim's content is looked for in
FORCE = frozenset({"ASSAULT", "INTERCEPT", "ACCIDENT", "DISASTER"})
SPOKEN = frozenset({"ACCUSE", "REQUEST", "THREATEN"})
HEDGING = frozenset({"hedges", "doubts"})
PLANS = {"promises": "planned", "threatens": "threatened"}


class ClaimIndex:
    """The claims of a page by the stretch of text their content covers, so that long articles take linear time.

    What has an act of force as its cue is no statement.
    """

    def __init__(self, claims: tuple[Claim, ...], mentions: tuple[Mention, ...]) -> None:
        acts: defaultdict[Field | None, list[int]] = defaultdict(list)
        for m in mentions:
            if m.type in FORCE:
                acts["title" if m.sentence.field == "title" else None].append(m.trigger.start)
        self._all = [c for c in claims if not any(a <= k < b for a, b in c.cue for k in acts[c.field])]
        self._by: dict[tuple[Field | None, int], list[Claim]] = {}
        for c in self._all:
            stretches = {k for a, b in c.content for k in range(a // STRETCH, min(b // STRETCH, a // STRETCH + MOST) + 1)}
            for k in sorted(stretches):
                self._by.setdefault((c.field, k), []).append(c)

    def around(self, at: int, field: Field | None) -> Claim | None:
        """The innermost claim whose content covers an offset; of those of the same words, as a bare denial has, the one told first."""
        found = [c for c in self._by.get((field, at // STRETCH), ()) for a, b in c.content if a <= at < b]
        return min(found, key=lambda c: sum(b - a for a, b in c.content), default=None)

    def beside(self, span: Span, field: Field | None, s: Sentence) -> Claim | None:
        """The claim around a span; else the nearest of those whose cue or source stands in the sentence: "..., the army said"."""
        inside = self.around(span[0], field)
        if inside is not None:
            return inside
        near = sorted(((_gap(span, x), c.id, c) for c in self._within(field, s) for x in _words_of(c)), key=lambda x: x[:2])
        return near[0][2] if near else None

    @cached_property
    def _cued(self) -> list[tuple[int, Claim]]:
        """Claims with a source, by the offsets of their cues and source."""
        found = [(a, c) for c in self._all if c.source is not None for a, _ in (*c.cue, c.source.span)]
        return sorted(found, key=lambda x: (x[0], x[1].id))

    def _within(self, field: Field | None, s: Sentence) -> list[Claim]:
        left, right = (bisect_left(self._cued, at, key=lambda x: x[0]) for at in (s.start, s.end))
        return [c for _, c in self._cued[left:right] if c.field == field]


def _words_of(c: Claim) -> tuple[Span, ...]:
    return (*c.cue, *c.content)


def _gap(a: Span, b: Span) -> int:
    return max(b[0] - a[1], a[0] - b[1], 0)


def claim_of(m: Mention, claims: ClaimIndex) -> Claim | None:
    """The innermost claim whose content covers the mention's trigger."""
    return claims.around(m.trigger.start, "title" if m.sentence.field == "title" else None)


def voice_of(m: Mention, claim: Claim | None, lang: str, status: Status) -> Voice:
    """How one mention of a status is told."""
    hedged = m.hedged
    if claim is not None:
        hedged = hedged or (claim.stance in HEDGING and not _gone_before(m, lang))
        if claim.stance == "denies" and status in REAL | {"planned"} and not _presupposed(m, claim, lang):
            status = "denied"
        elif claim.stance in PLANS and status == "happened" and m.hedged is False and m.trigger.feats.get("Tense") == "Fut":
            status = "planned" if claim.stance == "promises" else "threatened"
    return Voice(claim=claim.id if claim else None, status=status, hedged=hedged, span=m.span,
                 field="title" if m.sentence.field == "title" else None)


def _gone_before(m: Mention, lang: str) -> bool:
    """Whether a clause without tense only says when: "they seemed to be well after being shot" doubts no shot."""
    s, t, sets = m.sentence, m.trigger, predicates(lang).sets
    bare = any(x.feats.get("VerbForm") in {"Ger", "Part"} for x in s.children(t, "aux")) or t.feats.get("VerbForm") == "Ger"
    return t.rel in {"advcl", "acl"} and bare and any(c.lower in sets["time_marks"] for c in s.children(t, "mark"))


def _presupposed(m: Mention, claim: Claim, lang: str) -> bool:
    """Whether what is denied is something else about the act: "denied that it had helped to plan the attack"."""
    s, t = m.sentence, m.trigger
    aside = False
    while t.head != t.i:
        above = s.head(t)
        if t.rel == "conj" and s.child(t, "mark") is not None and _negative(s, above, lang) and not _negative(s, t, lang):
            return True                         # "said that it will not accept it and that it rejects the plan"
        if not any(a <= above.start < b for a, b in claim.content):
            cue = any(a <= above.start < b for a, b in claim.cue)
            described = above.rel == "acl" and not cue and s.child(above, "mark") is None        # "denied bond for a man charged with"
            return described or _beside(m, t, lang) or (aside and cue and _tied_to(m, t, lang))
        if t.rel == "acl" and s.child(t, "mark") is None:
            return True                         # "denied bail to the man charged with killing her"
        if not m.nominal:
            t = above
            continue
        told = t.rel == "nsubj" and known(s, t) and above.lemma.lower() not in predicates(lang).light
        aside = aside or told or t.rel in {"obl", "nmod"}
        if above.pos in {"VERB", "ADJ"} and aside:
            return True                         # "denied that it is related to the arrest"
        t = above
    return False


def _negative(s: Sentence, t: Token, lang: str) -> bool:
    return any(c.lower in predicates(lang).sets["negation"] for c in s.children(t))


def _tied_to(m: Mention, t: Token, lang: str) -> bool:
    """Whether what is denied is a tie to a known act, and no report or plan of one: "denied any links with the murder"."""
    return m.nominal and t.pos == "NOUN" and known(m.sentence, m.trigger) and t.lemma.lower() not in predicates(lang).governor


def _beside(m: Mention, t: Token, lang: str) -> bool:
    """Whether what hangs on the denial itself only says when it was made, or is the very act that is deplored or beaten off: "denied bail
    after the attack", "rejected it while police searched the house", "repudiate this attack"."""
    s, words = m.sentence, predicates(lang)
    if t is m.trigger and m.nominal and (t.rel == "obj" or t.dep == "nsubj:pass") and m.type == "ASSAULT":
        blames = any(p.frame.type == "ACCUSE" for p in words.verbs.get(s.head(t).lemma.lower(), ()))
        borne = any(kind == "target" for kind, _ in words.light.get(s.head(t).lemma.lower(), ()))       # « repoussé l'attaque »
        return blames or borne or is_pointed_at(s, t)
    if t is m.trigger and m.nominal and t.rel == "obj" and m.type in SPOKEN:
        return True                             # "denied the accusations": they were made
    if t.rel == "acl" and s.child(t, "mark") is None:
        return True                             # "denied bond for a man charged with killing her"
    if t.rel == "obl":
        cases = {c.lower for c in s.children(t, "case")}
        return bool(cases) and not cases & words.sets["governed"]
    return t.rel == "advcl" and any(c.pos == "SCONJ" for c in s.children(t, "mark")) and s.child(t, "nsubj") is not None


def voices_of(told: list[Told], claims: dict[int, Claim | None], lang: str, published: Interval | None) -> tuple[Voice, ...]:
    """One voice for each teller and status of an event, in text order; the first telling of each stands."""
    out: list[Voice] = []
    seen: set[tuple[str | None, str, bool]] = set()
    for t in [t for t in told if not spared(t.mention)] or told:
        m = t.mention
        v = voice_of(m, claims[id(m)], lang, told_status(m, t.time, published))
        key = (v.claim, v.status, v.hedged)
        if key not in seen:
            seen.add(key)
            out.append(v)
    return tuple(out)


def main_first(voices: tuple[Voice, ...], shown: Mention) -> tuple[Voice, ...]:
    """The voices with the one first whose status the event has: as they are told; but the text's where a headline tells what goes on as
    done, or leaves open what the text tells as done."""
    first = voices[0]
    text = next((v for v in voices if v.field is None), None)
    if first.field is None or text is None:
        return voices
    surer = text.status == "happened" and first.status not in REAL | {"denied"}
    going = shown.status == text.status == "ongoing" and shown.type not in FORCE and shown.trigger.feats.get("VerbForm") != "Fin"
    chosen = surer or (going and first.status == "happened")
    return (text, *(v for v in voices if v is not text)) if chosen else voices


def spared(m: Mention) -> bool:
    """Whether a mention says that nobody was harmed, which denies no act."""
    return m.status == "denied" and m.harm in HURT
