"""Whose air or waters something was in, told in two ways: "in Yemeni airspace", "in international airspace"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from selon.atlas.nations import country_names, demonyms
from selon.languages.syntax import Sentence, Token
from selon.model import Claim, Dispute
from selon.reading.pooling.findings import Findings
from selon.reading.pooling.words import Words

BEFORE, AFTER = 2, 3    # words around the name of a zone in which it says whose it is
REACH = 3               # sentences between two tellings of one thing
MOST = 40               # tellings that are held against each other


@dataclass(frozen=True, slots=True)
class Telling:
    """What a claim says: whose zone of which kind, in which sentence, and what was there."""

    claim: Claim
    zone: str
    whose: str
    sentence: Sentence
    thing: Token | None


def zone_disputes(f: Findings) -> Iterator[Dispute]:
    """Two speakers who lay one thing in the air or waters of different owners."""
    text, names = f.page.article.text.lower(), _by_first_word(f.words.zones.names)
    if not any(word in text for word in names):
        return
    told = [t for c in f.claims if c.source is not None and c.field is None and c.stance != "denies" for t in _tellings(f, c, names)]
    for a, b in combinations(told[:MOST], 2):
        near = abs(a.sentence.index - b.sentence.index) <= REACH
        speakers = {x.claim.source.name for x in (a, b) if x.claim.source is not None}
        if near and a.zone == b.zone and a.whose != b.whose and len(speakers) > 1 and _one_thing(f, a, b):
            yield Dispute(about="place", degree="contradicts", sides=((a.claim.id,), (b.claim.id,)))


def _tellings(f: Findings, c: Claim, names: dict[str, list[list[str]]]) -> Iterator[Telling]:
    """The zones in what a claim says."""
    s = f.page.sentence_at(c.content[0][0], None) if c.content else None
    for t in s if s is not None else ():
        if s is None or t.lower not in names or not any(a <= t.start < b for a, b in c.content):
            continue
        name = next((z for z in names[t.lower] if [x.lower for x in s.tokens[t.i:t.i + len(z)]] == z), None)
        whose = _whose(f, s, t.i, t.i + len(name)) if name is not None else None
        if name is not None and whose is not None:
            yield Telling(c, " ".join(name), whose, s, _thing(s, t))


@cache
def _by_first_word(names: Words) -> dict[str, list[list[str]]]:
    """The words of each zone's name, by the first of them, the longest before others."""
    out: dict[str, list[list[str]]] = {}
    for name in sorted(names, key=lambda n: (-len(n), n)):
        out.setdefault(name.split()[0], []).append(name.split())
    return out


def _whose(f: Findings, s: Sentence, first: int, end: int) -> str | None:
    """The country of a zone, "" where it is nobody's; null where nothing says whose it is."""
    lang = f.page.lang
    for t in (*reversed(s.tokens[max(0, first - BEFORE):first]), *s.tokens[end:end + AFTER]):
        if t.lower in f.words.zones.open:
            return ""
        found = demonyms(lang).get(t.lower) if t.pos in {"ADJ", "PROPN"} else ()
        found = found or (country_names(lang).get(t.text) if t.pos == "PROPN" else ())
        if found:
            return found[0]
    return None


def _thing(s: Sentence, t: Token) -> Token | None:
    """What is told to be there: the subject of the clause that the zone stands in."""
    return next((c for x in s.ancestors(t) if x.pos == "VERB" and (c := s.child(x, "nsubj")) is not None), None)


def _one_thing(f: Findings, a: Telling, b: Telling) -> bool:
    """Whether the later telling takes up the thing of the earlier one: by a pronoun, its noun, or another noun for it."""
    if a.thing is None or b.thing is None:
        return False
    left, right = a.thing.lemma.lower(), b.thing.lemma.lower()
    return b.thing.pos == "PRON" or left == right or right in f.words.aims.kinds(frozenset({left}))
