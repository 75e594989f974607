"""Lists of the hurt by name: "the priests Ann Hall, Li Wei and ...", "the following officers died: ...", "among the injured are ..."."""

from __future__ import annotations

from collections.abc import Iterator

from selon.languages.syntax import Sentence, Token
from selon.model import Participant
from selon.reading.mentions import Mention
from selon.reading.names import Name
from selon.reading.pooling.findings import Findings
from selon.reading.pooling.parties import BODIES
from selon.reading.pooling.words import is_one

GAP = 7             # words of a description between two names of a list
PLURAL = {"NOUN": "Plur", "NUM": "Plur"}
NAMING = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "DET", "ADP", "PUNCT", "CCONJ", "X", "SYM"})


def listed(f: Findings, m: Mention) -> tuple[Participant, ...]:
    """Those named in a list right behind the people a mention says were hurt, or behind a colon after it."""
    if m.harm not in BODIES:
        return ()
    s = m.sentence
    heads = [a.head for a in m.target if a.sentence is s and a.head.pos in {"NOUN", "PROPN", "NUM"}
             and a.head.feats.get("Number", PLURAL.get(a.head.pos)) == "Plur"]
    if not heads:
        return ()
    found: list[Name] = []
    for t in heads:
        beside = f.names.at(s, t.i + 1) if t.i + 1 < len(s) else None
        if beside is not None and beside.kind == "person" and beside.first == t.i + 1:
            found += names_from(f, s, t.i + 1)
    colon = next((t.i for t in s if t.text == ":" and t.i > m.trigger.i), None)
    if colon is not None and len(after := list(names_from(f, s, colon + 1))) > 1:
        found += after
    return persons(f, s, found)


def among(f: Findings, s: Sentence, hurt: frozenset[str]) -> tuple[Participant, ...]:
    """Names in a list that a sentence says are among the hurt."""
    include = f.words.people.include
    for t in s.tokens:
        if t.lower in include and any(is_one(x, hurt) for x in s.tokens[t.i + 1:t.i + 4]):
            verb = next((x.i for x in s.tokens[t.i + 1:] if x.pos in {"AUX", "VERB"} and not is_one(x, hurt)), None)
            found = list(names_from(f, s, verb + 1)) if verb is not None else []
            return persons(f, s, found) if len(found) > 1 else ()
    return ()


def names_from(f: Findings, s: Sentence, start: int) -> Iterator[Name]:
    """The names of persons in a list that begins at a word: other words between are few, and none is a verb."""
    i = last = start
    while i < len(s) and i - last <= GAP and s[i].pos in NAMING:
        name = f.names.at(s, i)
        if name is not None and name.first == i:
            if name.kind == "person":
                yield name
            i = last = name.last + 1
        else:
            i += 1


def persons(f: Findings, s: Sentence, found: list[Name]) -> tuple[Participant, ...]:
    """Participants of names, each once."""
    out: dict[tuple[int, int], Participant] = {}
    for n in found:
        p = f.people.participant(s, _head(s, n))
        if p.kind in {"person", "people"} and n.span[0] <= p.span[1] and p.span[0] <= n.span[1]:
            out.setdefault(n.span, p)
    return tuple(out.values())


def _head(s: Sentence, n: Name) -> Token:
    return next((t for t in s.tokens[n.first:n.last + 1] if not n.first <= t.head <= n.last or t.head == t.i), s[n.first])
