"""Incises told by their place alone: "..., the man said on Monday", « ..., a dit lundi l'homme », « ..., a-t-il dit ».

News prose puts who spoke behind a comma at the end of a sentence; the tree often hangs the verb on whatever stands before the comma.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from selon.languages.syntax import Sentence, Token
from selon.reading.attribution.cues import SAYING, Cue, Range
from selon.reading.attribution.inversion import INWARD
from selon.reading.attribution.lexicon import AttributionLexicon

BEFORE = frozenset(",”\"»?!")       # what an incise with its subject after the verb is cut off by
WITHIN = frozenset(("DET", "ADJ", "NOUN", "PROPN", "NUM", "ADP", "PART", "PRON", "CCONJ"))        # words of a subject before its verb
NAMED = frozenset(("NOUN", "PROPN"))
AFTER = frozenset(("ADP", "DET", "ADJ", "NOUN", "PROPN", "NUM", "ADV", "PUNCT"))      # words of when, where and to whom
FARTHEST = 12       # words of a subject before its verb
WHEN = 5            # words of a time between a verb and its subject
TAIL = 9            # words after the verb
CLAUSE = 25         # words of a relative clause between a subject and its verb


@dataclass(frozen=True, slots=True)
class Incise:
    """The words of who speaks in an incise, and their head; `start` is the first token of the incise."""

    range: Range | None
    head: Token
    start: int


def find_incise(s: Sentence, cue: Cue, lex: AttributionLexicon) -> Incise | None:
    """The incise of a finite verb of saying; null where there is none or the tree is to be asked."""
    says = not SAYING.isdisjoint(cue.classes)
    if cue.sort != "verb" or cue.first < 2 or "Fin" not in [t.feats.get("VerbForm") for t in cue.words]:
        return None
    found = _clitic(s, cue)
    if not says and INWARD.isdisjoint(cue.classes) and (found is None or not found.head.feats.get("Gender")):
        return None             # of other verbs only what says who it is: not « confirme-t-on côté français »
    if found is None and says:
        found = _after_times(s, cue, lex) or _before_verb(s, cue, lex)
    return found if found is not None and _tells(s, found.start - 1) else None


def _tells(s: Sentence, end: int) -> bool:
    """Whether the words before an incise are a clause or a quotation."""
    return end > 0 and any(t.feats.get("VerbForm") == "Fin" or t.text[0] in "»”\"" for t in s.tokens[:end])


def _clitic(s: Sentence, cue: Cue) -> Incise | None:
    """« a-t-il ajouté », « dit-elle »."""
    if s[cue.first - 1].text[-1] not in BEFORE:
        return None
    t = next((t for t in s.tokens[cue.first + 1:cue.last + 2] if t.pos == "PRON" and t.text[0] == "-"), None)
    return Incise((t.i, t.i), t, cue.first) if t is not None else None


def _is_time(s: Sentence, i: int, lex: AttributionLexicon) -> bool:
    """Whether a word tells when, or leads to such a word."""
    t = s[i]
    times = lex.words["times"]
    if t.lower in times or t.lemma in times:
        return True
    after = s[i + 1] if i + 1 < len(s) else t
    return t.pos in ("ADP", "DET", "NUM", "ADJ") and (after.lower in times or after.lemma in times)


def _after_times(s: Sentence, cue: Cue, lex: AttributionLexicon) -> Incise | None:
    """« ..., a déclaré mardi le ministre »: a subject that comes after when it was said."""
    if s[cue.first - 1].text[-1] not in BEFORE:
        return None
    j = cue.last + 1
    while j < len(s) and j - cue.last <= WHEN and _is_time(s, j, lex):
        j += 1
    if j == cue.last + 1:
        return None
    while j < len(s) and (s[j].pos in ("DET", "ADJ", "NUM") or s[j].lower in lex.words["filler"]):
        j += 1
    if j >= len(s) or s[j].pos not in NAMED or not (s[j].text[0].isupper() or lex.can_speak(s[j])):
        return None
    return Incise(None, s[j], cue.first)


def _before_verb(s: Sentence, cue: Cue, lex: AttributionLexicon) -> Incise | None:
    """"..., a senior official, who asked not to be named, said on Monday.": a subject between commas or before its verb, at the end."""
    rest = _before_participle(s.tokens[cue.last + 1:])
    if any(t.pos not in AFTER or t.text[0] in ",;:«“\"" for t in rest) or len([t for t in rest if t.pos != "PUNCT"]) > TAIL:
        return None
    end = cue.first - 1
    if s[end].text == ",":
        end = _before_clause(s, end, lex)
    a = end
    while a >= 0 and end - a < FARTHEST and s[a].pos in WITHIN:
        a -= 1
    if a < 1 or a == end or s[a].text not in (",", "”", "»", "\"", ",”", ",\""):
        return None
    head = _head(s, a + 1, end)
    if head is None or head.lower in lex.words["times"] or (head.pos == "PRON" and a + 1 != end) or s[a + 1].pos in ("ADP", "CCONJ"):
        return None
    return Incise((a + 1, end), head, a + 1)


def _before_participle(rest: Sequence[Token]) -> Sequence[Token]:
    """Words without a participle set off behind them: "..., said on Monday, asking not to be named"."""
    for t, after in pairwise(rest):
        if t.text == "," and after.pos == "VERB" and after.feats.get("VerbForm") in ("Ger", "Part"):
            return rest[:rest.index(t)]
    return rest


def _before_clause(s: Sentence, comma: int, lex: AttributionLexicon) -> int:
    """The last word before a relative clause that ends with a comma; -1 where there is none."""
    for i in range(comma - 2, max(0, comma - CLAUSE), -1):
        if s[i].text == ",":
            relative = s[i + 1].lower in lex.words["relative"] or s[i + 1].feats.get("PronType") == "Rel"
            return i - 1 if relative else -1
    return -1


def _head(s: Sentence, a: int, b: int) -> Token | None:
    """The head of a short phrase: the word that no other of its words is above, nominal."""
    tops = [t for t in s.tokens[a:b + 1] if not a <= t.head <= b or t.head == t.i]
    return next((t for t in tops if t.pos in ("NOUN", "PROPN", "PRON")), None)
