"""Who gave a count that no claim holds: who says so after it, who counted, whose count it is.

"..., a déclaré mardi la porte-parole"; "have been counted by the Pentagon"; "the Pentagon's tally stood at 62".
"""

from __future__ import annotations

from collections.abc import Iterable

from selon.languages.syntax import Sentence, Token
from selon.model import Claim, Span
from selon.reading.attribution.cues import SAYING
from selon.reading.attribution.lexicon import attribution_lexicon
from selon.reading.pooling.findings import Findings
from selon.reading.pooling.totals import Total
from selon.reading.pooling.words import is_one

CODE = "ATTR-COUNT"
SURE = 0.6          # a speaker bound by one link of grammar, not weighed by the model
NAMING = frozenset({"NOUN", "PROPN"})


class Counters:
    """Makes the claims of a page's counts that have none of their own; their ids go on after the others'."""

    def __init__(self, f: Findings) -> None:
        self.f, self.lex = f, attribution_lexicon(f.page.lang)
        self.made: dict[tuple[str, int, int], Claim] = {}

    def claim(self, t: Total) -> Claim | None:
        """A claim for one total; null where nothing says who counted."""
        s = t.sentence
        found = self._after(s, t.token) or self._agent(s, t.token) or self._owner(s, t.token) if s.parsed else None
        if found is None:
            return None
        verb, speaker = found
        key = (s.field, s.index, speaker.i)
        if key not in self.made:
            self.made[key] = self._made(t, verb, speaker)
        return self.made[key]

    def all(self) -> tuple[Claim, ...]:
        """The claims made."""
        return tuple(self.made.values())

    def _made(self, t: Total, verb: Token, speaker: Token) -> Claim:
        """Said after it: all that stands before the verb of saying; else the phrase of the count."""
        s, said = t.sentence, self._saying(verb)
        left, right = _phrase(s, speaker)
        told = s.head(t.token) if s.head(t.token).pos in NAMING else t.token
        content = (s.start, s.tokens[verb.i - 1].end) if said and verb.i else s.subtree_span(told)
        return Claim(id=f"c{len(self.f.claims) + len(self.made) + 1}", source=self.f.people.source(s, (left, right)), content=(content,),
                     cue=((verb.start, verb.end),), form="indirect", stance="asserts", by=CODE, confidence=SURE, field=t.quantity.field)

    def _saying(self, t: Token) -> bool:
        return t.pos == "VERB" and not SAYING.isdisjoint(self.lex.verbs.get(self.lex.lemma(t), ()))

    def _after(self, s: Sentence, at: Token) -> tuple[Token, Token] | None:
        """A verb of saying after the count, and a noun phrase after that with no complement clause: "..., a dit lundi le général"."""
        for v in s.tokens[at.i + 1:]:
            if not self._saying(v) or s.child(v, "ccomp") is not None:
                continue
            before = s.child(v, "nsubj")
            if before is not None and before.dep == "nsubj:pass":
                continue                        # « soixante blessés ont été recensés »
            if before is not None and before.i < v.i:
                return (v, before) if before.pos in NAMING and before.i > at.i else None
            after = next((c for c in s.children(v, "nsubj", "obj") if c.i > v.i and c.pos in NAMING), None)
            if after is not None and any(x.text == "," for x in s.tokens[at.i:v.i]):
                return v, after
        return None

    def _agent(self, s: Sentence, at: Token) -> tuple[Token, Token] | None:
        """Who does the counting: the subject or agent of such a verb above the count."""
        for v in s.ancestors(at):
            if v.pos == "VERB" and is_one(v, self.f.words.tally.count):
                passive = any(c.dep in {"nsubj:pass", "aux:pass"} for c in s.children(v))
                by = next((c for c in s.children(v, "obl") if c.dep == "obl:agent" or self._by(s, c)), None)
                subject = by if passive else s.child(v, "nsubj")
                return (v, subject) if subject is not None and subject.pos in NAMING else None
        return None

    def _by(self, s: Sentence, c: Token) -> bool:
        return any(x.lower in self.f.words.tally.by for x in s.children(c, "case"))

    def _owner(self, s: Sentence, at: Token) -> tuple[Token, Token] | None:
        """Whose count it is: the genitive of the word for the count that is the subject above the number."""
        for v in s.ancestors(at):
            subject = s.child(v, "nsubj")
            if subject is not None and is_one(subject, self.f.words.tally.toll):
                owner = next((c for c in s.children(subject, "nmod") if c.pos in NAMING), None)
                return (v, owner) if owner is not None and self._speaks(s, owner) else None
        return None

    def _speaks(self, s: Sentence, t: Token) -> bool:
        """Whether somebody can be a speaker: a name that is no mere place."""
        name = self.f.names.at(s, t.i)
        return name is not None and (name.kind != "place" or name.actor is not None)


def _phrase(s: Sentence, head: Token) -> Span:
    """A noun phrase without relative clauses, appositions and what follows a comma."""
    inside: Iterable[Token] = s.subtree(head)
    stop = next((t.i for t in inside if t.i > head.i and (t.pos == "PUNCT" or t.rel in {"acl", "appos"})), len(s))
    kept = [t for t in s.subtree(head) if t.i < stop and not (t.head == head.i and (t.rel == "case" or t.pos == "PUNCT"))]
    return kept[0].start, kept[-1].end
