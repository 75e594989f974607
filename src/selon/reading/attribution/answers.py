"""Which statement a reply answers, and who answers it where a pronoun leaves open whether the accuser or the accused."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set

from msgspec.structs import replace

from selon.languages.syntax import Sentence
from selon.model import Claim, Source
from selon.reading.attribution.cues import Cue, Range
from selon.reading.attribution.generate import Candidate
from selon.reading.attribution.lexicon import AttributionLexicon
from selon.reading.attribution.replies import ANSWERING, ASIDE, inside_of, points_back
from selon.reading.attribution.sources import noun_phrase
from selon.reading.attribution.spans import holds
from selon.reading.attribution.unsettled import is_put_before

ANSWERED = frozenset(("asserts", "accuses", "hedges", "confirms", "admits", "doubts", "denies"))
DISPUTING = frozenset(("doubts", "asserts"))        # as what else than a denial a verb of denying may be taken
REACH = 3           # sentences between a statement and its reply
FAR = 8             # sentences between an accusation and its denial as such
Told = Sequence[tuple[int, Claim]]      # claims with their sentences


def replied(c: Candidate, claim: Claim, told: Told, cues: Sequence[Cue], backward: Set[str], lex: AttributionLexicon,
            source_of: Callable[[Sentence, Range], Source]) -> Claim:
    """A claim with the statement that it answers, if it only points back: of those told before it, with their cues; `backward` are the ids
    of those that point back themselves."""
    denying = lex.lemma(c.cue.head) in lex.words["denying"] and claim.stance in DISPUTING
    if not c.spans or not (claim.stance in ANSWERING or denying) or not points_back(c, lex):
        return claim
    source = _accused(c, claim, told, cues, lex, source_of) or claim.source
    said = answered(c, told, backward, source, lex)
    return replace(claim, source=source, answers=said.id if said is not None else None, stance="denies" if denying else claim.stance)


def answered(c: Candidate, told: Told, backward: Set[str], source: Source | None,
             lex: AttributionLexicon) -> Claim | None:
    """The statement that a reply answers, of those told before it with their sentences: the last one of somebody else that does not itself
    point back, nor tell of the reply; of accusations the last of these, further back too."""
    name = _called(source)
    s = c.cue.sentence
    if is_put_before(s, c.cue.head, lex):
        return None
    charged = any(t.lemma in lex.words["charges"] for t in inside_of(s, c))
    found = None
    for k, claim in reversed(told):
        if s.index - k > (FAR if charged else REACH):
            break
        if claim.stance in ANSWERED and claim.id not in backward and _called(claim.source) != name \
                and not (claim.field == _field(c) and holds(claim.content, c.cue.head.start)):
            if not charged or claim.stance == "accuses":
                return claim
            found = found or (claim if s.index - k <= REACH else None)
    return found


def _accused(c: Candidate, claim: Claim, told: Told, cues: Sequence[Cue], lex: AttributionLexicon,
             source_of: Callable[[Sentence, Range], Source]) -> Source | None:
    """The accused, where a pronoun that denies an accusation behind a comma was taken for the accuser: "accused the group of it, which it
    denied"."""
    s, last = c.cue.sentence, told[-1][1] if told else None
    if c.shape != ASIDE or c.speaker is None or c.speaker.head.pos != "PRON" or last is None or last.stance != "accuses":
        return None
    own = claim.source is not None and claim.source.name != claim.source.text and _called(claim.source) != _called(last.source)
    if cues[-1].sentence is not s or cues[-1].sort != "verb" or own:
        return None         # the pronoun is known to mean somebody else than the accuser
    whom = s.child(cues[-1].head, "obj", "iobj")
    return source_of(s, noun_phrase(s, whom)) if whom is not None and (lex.can_speak(whom) or whom.pos == "PRON") else None


def _called(source: Source | None) -> str | None:
    return source.name.casefold() if source is not None else None


def _field(c: Candidate) -> str | None:
    return "title" if c.cue.sentence.field == "title" else None
