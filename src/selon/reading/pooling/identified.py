"""Victims named after the fact: "the dead were identified as ...", "the wounded include ...", "those kidnapped are ..."."""

from __future__ import annotations

from collections.abc import Iterator

from selon.languages.syntax import Sentence, Token
from selon.model import Participant
from selon.reading.mentions import Argument
from selon.reading.pooling.findings import Findings
from selon.reading.pooling.parties import person
from selon.reading.pooling.rolls import among, listed
from selon.reading.pooling.sameness import AHEAD, Cluster
from selon.reading.pooling.words import is_one
from selon.reading.predicates.phrases import expand

NONE: frozenset[str] = frozenset()
FAR = 6             # sentences after an act within which its victims are named


def identified(f: Findings, clusters: list[Cluster]) -> dict[int, tuple[Participant, ...]]:
    """Targets told so, by the index of their cluster: the last act with victims before the sentence."""
    out: dict[int, tuple[Participant, ...]] = {}
    at = [(t.mention.sentence.index, k) for k, c in enumerate(clusters) for t in c.told
          if t.mention.sentence.field == "text" and t.mention.harm is not None and t.mention.status not in AHEAD]
    for k, c in enumerate(clusters):
        out[k] = tuple(p for t in c.told if t.mention.status not in AHEAD for p in listed(f, t.mention))
    hurt = _hurt(f) if at else NONE
    for s in (f.page.body[i] for i in sorted({n for i, _ in at for n in range(i, i + FAR + 1)}) if i < len(f.page.body)):
        told = (p for t in (_named(f, s, hurt) if s.parsed else ()) if (p := person(f, Argument(s, t))) is not None)
        for p in (*told, *among(f, s, hurt)):
            k = max((i, k) for i, k in at if s.index - FAR <= i <= s.index)[1]
            out[k] = (*out.get(k, ()), p)
    return out


def _hurt(f: Findings) -> frozenset[str]:
    """Words for those who were hurt or killed."""
    h = f.words.harm
    return h.killed_people | h.injured_people | h.killed_adjective | h.injured_adjective | f.words.people.victim


def _named(f: Findings, s: Sentence, hurt: frozenset[str]) -> Iterator[Token]:
    """Heads of the phrases that a sentence says the victims are."""
    identify = f.words.people.identify
    for verb in [s[i] for i in sorted({t.head for t in s.tokens if t.rel == "nsubj"})]:
        names = is_one(verb, identify)
        if not names and (verb.pos not in {"NOUN", "PROPN"} or s.child(verb, "cop") is None or s.child(verb, "case") is not None):
            continue
        subject = s.child(verb, "nsubj")
        if subject is None or not _victims(f, s, subject, hurt):
            continue
        if names:
            found = s.children(verb, "obj", "obl", "xcomp")
        else:
            row = tuple(expand(s, verb))                # "the victim is a man" tells nothing, and "is a relative" of somebody else
            found = (verb,) if any((n := f.names.at(s, t.i)) is not None and n.kind == "person" for h in row for t in _whole(s, h)) else ()
        yield from (x for t in found for x in expand(s, t))


def _whole(s: Sentence, t: Token) -> tuple[Token, ...]:
    """A noun with what stands right before and after it as one name."""
    return (t, *s.children(t, "flat", "compound", "appos", "nmod"))


def _victims(f: Findings, s: Sentence, t: Token, hurt: frozenset[str]) -> bool:
    """Whether a subject stands for those who were hurt or taken: "the dead", "the victims", "those who were kidnapped"."""
    if is_one(t, hurt) or any(is_one(c, hurt) for c in s.children(t, "amod")):
        return True
    return any(m.harm is not None and any(a.head is t for a in m.target) and m.trigger.rel == "acl" for m in f.told_in(s))
