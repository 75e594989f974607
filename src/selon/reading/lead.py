"""The lead: the event the article is mainly about, by headline, first sentences, repetition, kind and newness."""

from __future__ import annotations

from selon.languages.syntax import Sentence
from selon.model import Event
from selon.reading.pooling.findings import Findings
from selon.reading.pooling.sameness import AHEAD
from selon.reading.pooling.sited import is_part
from selon.reading.pooling.wording import definite

KINDS = {"ASSAULT": 1.5, "ACCIDENT": 1.2, "DISASTER": 1.2, "INTERCEPT": 1.4, "COERCE": 0.3, "PROTEST": 0.6, "EVACUATE": 0.6, "RETREAT": 0.6}
LEAST = 1.8         # below this no event stands out: one told late, without harm and not in the headline
HARM = 1.0          # people killed or hurt
HEAD = 10           # sentences that open an article
LATE = 15           # sentences after which what is told first, with no word of the title, is said in passing
HEADLINE = 2.0      # told in the title
OPENING = 2.0       # told in the first sentence
FALL = 0.4          # less for each sentence before it is told
AGAIN = 0.3         # each further telling
MAIN = 0.5          # told by the main clause
WITHIN = frozenset({"xcomp", "ccomp", "parataxis", "obj", "nsubj"})
MOST = 1.5          # further tellings count up to here


def find_lead(f: Findings, events: tuple[Event, ...]) -> str | None:
    """The id of the lead event; null where no event stands out."""
    weighed = ((weight(f, e), -int(e.id[1:]), e.id) for e in events if not is_part(f, e) and not _in_passing(f, e))
    best = max(weighed, default=None)
    return best[2] if best is not None and best[0] > LEAST else None


def _in_passing(f: Findings, e: Event) -> bool:
    """Whether an event is first told so far down, and not by the headline, that the article is about something else."""
    s = f.page.sentence_at(e.mentions[0][0]) if e.mentions and e.field is None else None
    late = s is not None and s.field == "text" and (s.index > LATE or _since(f, s, e))
    return late and not any(v.field == "title" for v in e.voices) and not _title_word(f, e)


def _since(f: Findings, s: Sentence, e: Event) -> bool:
    """Whether an event is first told of as a known one that only says since or before when something else is: "since the pandemic"."""
    m = next((m for m in f.told_in(s) if m.span == e.mentions[0]), None)
    return m is not None and definite(m) and any(c.lower in f.words.newness.apart for c in s.children(m.trigger, "case", "mark"))


def weight(f: Findings, e: Event) -> float:
    """How much of the article an event is; old, planned and denied ones count less."""
    score = KINDS.get(e.type, 0.2)
    if any(c.what in {"killed", "injured"} for c in e.counts):
        first = f.page.sentence_at(e.trigger[0], e.field)
        score += HARM if first is None or first.index < HEAD or first.field == "title" else HARM / 4
    if e.field == "title" or any(v.field == "title" for v in e.voices):
        score += HEADLINE
    elif _title_word(f, e):
        score += HEADLINE / 2
    if e.field is None:
        first = f.page.sentence_at(e.mentions[0][0])
        score += max(0.15, OPENING - FALL * first.index) if first is not None else 0.0
        score += min(AGAIN * (len(e.mentions) - 1), MOST)
    main = _main(f, e)
    score += MAIN if main else 0.0
    if e.newness == "background":
        score *= 0.7
    if e.status in AHEAD or all(v.status == "denied" for v in e.voices):
        score *= 0.8 if main else 0.5
    return score


def _main(f: Findings, e: Event) -> bool:
    """Whether the headline or first sentence tells of the event in its main clause, not in passing."""
    field = e.field or next((v.field for v in e.voices if v.field == "title"), None)
    spans = [v.span for v in e.voices if v.field == field] or [e.trigger]
    s = f.page.sentence_at(spans[0][0], field)
    if s is None or not s.parsed or (field is None and s.index > 0):
        return False
    t = next((t for t in s.within(spans[0]) if t.pos in {"VERB", "NOUN", "ADJ"}), None)
    while t is not None and t.head != t.i and t.rel in WITHIN:
        t = s.head(t)
    return t is not None and t.head == t.i


def _title_word(f: Findings, e: Event) -> bool:
    """Whether the title has the word that tells of the event, though no act of its own was found there."""
    s = f.page.sentence_at(e.trigger[0], e.field)
    told = {t.lemma for t in s.within(e.trigger) if t.pos in {"VERB", "NOUN"}} if s is not None else set()
    return any(t.lemma in told for x in f.page.title for t in x)
