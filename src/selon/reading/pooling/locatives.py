"""Phrases that say where or when an act was done: "in Kidal", « près de Gao », hung on the act or on what it is told within.

A name of a place beside an act mostly says something else: whose people they are, what is spoken of, where somebody comes from.
"""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.model import Place, Time
from selon.reading.mentions import Mention
from selon.reading.pooling.bound import Bindings
from selon.reading.pooling.findings import Findings
from selon.reading.pooling.standing import covers, fineness, located, token_of
from selon.reading.pooling.wording import FORCE, SPEECH

FIRST = 4           # words in which the day of a sentence may begin that all of it is told under
OPENS = 8           # words of a sentence in which the phrase may begin that all of it is told under
THINGS = frozenset({"thing", "place", "organisation", "government"})
BELOW = frozenset({"obl", "nmod", "obj", "advcl", "xcomp", "conj"})
PASSED = frozenset({"ccomp", "xcomp", "obj", "obl", "nsubj", "nmod", "conj", "parataxis", "advcl", "root", "compound", "csubj"})
NOMINAL = frozenset({"nsubj", "obj"})


def place_beside(f: Findings, b: Bindings, m: Mention) -> Place | None:
    """The finest place of a phrase that a mention's clause hangs in, or that opens its sentence; of two verbs in a row without a subject
    between them, that of the first. None for what is done with words."""
    s = m.sentence
    if not s.parsed or m.type in SPEECH:
        return None
    found = [p for p in b.places(s) if _around(f, b, m, p)]
    if m.type == "INTERCEPT" and (towards := b.sentence_place(m)) is not None:
        found.append(towards)                   # what was shot down was on its way there
    if found:
        return min(found, key=fineness)
    if (shot := _launch(f, m)) is not None:
        return b.clause_place(shot)
    first = next((x for x in f.told_in(s) if x.trigger.i == m.trigger.head and x.type not in SPEECH), None)
    joined = m.trigger.rel == "conj" and s.child(m.trigger, "nsubj") is None
    if joined and first is not None:
        return b.clause_place(first)
    return b.sentence_place(m) if m.type == "DISASTER" else None        # a storm or an outbreak is wherever it is told of


def time_beside(f: Findings, b: Bindings, m: Mention) -> Time | None:
    """The day of a mention's sentence, where it opens the sentence or hangs on what the mention stands below: the day on which a report
    came out is none of what it tells of."""
    s, t = m.sentence, b.sentence_time(m)
    if s.parsed and (shot := _launch(f, m)) is not None:
        return b.clause_time(shot)
    first = token_of(s, t.span) if t is not None and s.parsed else None
    if first is None or first.i < FIRST:
        return t
    above = _above(s, m.trigger)
    up = next((x for x in s.ancestors(first) if x.pos in {"VERB", "AUX"} or x.i in above), None)
    return t if up is None or up.i in above else None


def _launch(f: Findings, m: Mention) -> Mention | None:
    """The act by which a weapon came that hit somebody: "was hit by a missile fired by rebels off Aden on Friday"."""
    arms = {a.head.i for a in m.weapon if a.sentence is m.sentence}
    return next((x for x in f.told_in(m.sentence) if x.trigger.rel == "acl" and x.trigger.head in arms), None) if arms else None


def _around(f: Findings, b: Bindings, m: Mention, p: Place) -> bool:
    """Whether the phrase of a place hangs on a word that the mention stands below, as nothing else's place."""
    s = m.sentence
    head = located(s, p, f.page.lang)
    if head is None or any(covers(s, p.span, a) for a in (*m.actor, *m.weapon)):
        return False
    hit = [a.head for a in m.target if covers(s, p.span, a)]
    if hit:                                     # "a base at the airport of Erbil was hit", but not "a man who fought in Syria"
        return m.type in FORCE and f.people.participant(s, hit[0]).kind in THINGS and _of(f, s, head, hit[0])
    up = s.head(head)
    if m.type in FORCE and _within(f, s, head, m):
        return True
    above = _above(s, m.trigger)
    if up.i not in above or up is head:
        return False
    if up.i != m.trigger.i and (_tells(f, s, up, m) or (head.i > up.i and b.is_cue(s, up))):
        return False
    opens = head.i < OPENS and head.i < up.i
    return opens or all(x.rel != "conj" or s.child(x, "nsubj") is None for x in above.values() if x.i != up.i)


def _within(f: Findings, s: Sentence, t: Token, m: Mention) -> bool:
    """Whether a phrase stands in a clause below a mention that tells of no other act: "shot down before they reached the camp in Syria"."""
    others = {x.trigger.i for x in f.told_in(s)} - {m.trigger.i}
    while t.i != m.trigger.i and t.i not in others and t.rel in BELOW and t.head != t.i and (t.rel != "conj" or t.pos != "VERB"):
        t = s.head(t)
    return t.i == m.trigger.i


def _of(f: Findings, s: Sentence, t: Token, head: Token) -> bool:
    """Whether a word describes another one, by no relative clause and as nothing of another act."""
    others = {x.trigger.i for x in f.told_in(s)}
    while t.i != head.i and t.i not in others and t.dep != "acl:relcl" and t.head != t.i:
        t = s.head(t)
    return t.i == head.i


def _above(s: Sentence, t: Token) -> dict[int, Token]:
    """The words that a word stands below, no description of something else between."""
    out = {t.i: t}
    while t.rel in PASSED and t.head != t.i and t.head not in out:
        t = s.head(t)
        out[t.i] = t
    return out


def _tells(f: Findings, s: Sentence, up: Token, m: Mention) -> bool:
    """Whether a word is another's: what was said, or a verb whose subject or object is an act of its own."""
    others = [x for x in f.told_in(s) if x.trigger.i != m.trigger.i]
    return any((x.trigger.i == up.i and x.type in SPEECH) or (x.trigger.head == up.i and x.trigger.rel in NOMINAL) for x in others)
