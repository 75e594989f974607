"""Whether a run of words names a place here: points from the words around it, from the rest of the text, and from the gazetteer.

The points are set by hand, as logarithms of odds judged from general English and French prose; above zero is a place. They are kept
in one table so that they can be read, and are checked, not fitted, on benchmarks.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from selon.atlas.gazetteer import Entry
from selon.languages.casing import Casing
from selon.languages.syntax import Token
from selon.reading.locating.containing import within
from selon.reading.locating.letters import COMMON_COUNT, COMMON_SHARE, is_acronym, is_club, is_word, written_short
from selon.reading.locating.sighting import Sighting
from selon.reading.locating.words import POSSESSIVES, PlaceWords
from selon.reading.names import Names

POINTS = {
    "country": 3.0,
    "area": 2.5,
    "adjective": 2.5,
    "own": 2.5,
    "people": 0.9,
    "small": -1.2,
    "loose": -2.0,
    "alternate": -0.8,
    "short": 1.0,
    "feature": 0.6,
    "street": 2.5,
    "several words": 1.0,
    "kind": 2.0,
    "locative": 2.2,
    "weak": 1.0,
    "contained": 4.5,
    "dateline": 4.5,
    "generic": 3.0,
    "institution": 1.5,
    "listed": 1.5,
    "personal": -1.8,
    "title": -4.5,
    "name before": -4.0,
    "name after": -2.5,
    "closed": -6.0,
    "doubtful": -2.2,
    "common": -3.0,
    "sentence start": -0.4,
    "person here": -3.5,
    "again": 2.5,
    "person": -3.0,
    "organisation": -1.0,
    "place": 1.5,
    "no code": -6.0,
    "possessive": 0.4,
    "compound": -3.5,
    "saint": -3.5,
    "club": -9.0,
}
DIVIDED, DEEP = frozenset({"admin1", "country"}), 60  # what may hold a place; candidates that are looked at
LARGE = frozenset({"country", "continent"})
AREAS = frozenset({"admin1", "region", "sea", "strait", "river", "lake", "desert", "mountain", "island"})
CITY = 200_000  # people; from there on a name that is also a surname is as likely the town
PEOPLED = 1000  # people; those of a town count from there on
TOP = 5  # candidates of a name that may say what it mostly is
GREAT = 30_000  # people of a town that a compound may begin with
SAINTS = frozenset({"st.", "st "})
HALF = 0.5
HYPHENS = frozenset({"-", "‐", "‑"})
DASHES = frozenset({"-", "–", "—", "--", "―"})


def gazetteer_points(s: Sighting) -> float:
    """What the gazetteer says of a name: countries and great cities are places nearly always, hamlets seldom."""
    if s.form == "street":
        return POINTS["street"]
    if not s.entries:
        return POINTS["feature"]
    best = max(map(_known, s.entries[:12]))
    points = best + (POINTS["several words"] if " " in s.text or "-" in s.text else 0.0) + (POINTS["kind"] if s.kind else 0.0)
    if s.entries[0].how == "loose" and all(e.how == "loose" for e in s.entries):
        points += POINTS["loose"]
    return points


def code_points(s: Sighting, words: PlaceWords, casing: Casing, near: Neighbours) -> float:
    """A state's two capitals, and a common word with a full stop ("Man."), count after a place or a word that places follow
    ("Springfield, IL"); alone they are anything ("OK", "PA")."""
    if not s.entries or s.entries[0].how != "short" or s.entries[0].kind != "admin1" or not (len(s.text) == 2 or is_word(s, casing)):
        return 0.0
    t = s.sentence.tokens[s.first - 1] if s.first else None
    town = near.ends.get(s.first - 1)  # weighed before, from left to right: "Police" is a town of Poland, but not in "Police ID four"
    if t is not None and (t.lower in words.locative or (town and town.score >= 0) or (t.text == "," and near.ends.get(s.first - 2))):
        return 0.0
    return POINTS["no code"]


def _known(e: Entry) -> float:
    if e.how == "adjective":
        return POINTS["adjective"]
    if e.kind in LARGE:
        return POINTS["country"]
    if e.kind in AREAS:
        return POINTS["area"]
    if e.source == "own":
        return POINTS["own"]
    points = POINTS["small"]
    if e.population > PEOPLED:
        points += POINTS["people"] * (math.log10(e.population) - 3.0)
    return points + (POINTS["alternate"] if e.how != "name" else 0.0)


def kind_beside(s: Sighting, words: PlaceWords) -> str | None:
    """The kind of place that a generic word beside a name says it is: "province de Gao", "Borno state"."""
    tokens = s.sentence.tokens
    t = after(s)
    if t is not None and t.text.islower() and t.lower in words.generic_after:
        kind = words.generic_after[t.lower]
        return None if kind == "town" and s.entries and s.entries[0].kind in DIVIDED else kind  # "a small Oklahoma town"
    for i in (s.first - 2, s.first - 3):
        if i >= 0 and tokens[i].lower in words.generic_before:
            if (lower := tokens[i + 1].lower) in words.link or lower in words.article or lower in words.of:
                return words.generic_before[tokens[i].lower]
    return None


def after(s: Sighting) -> Token | None:
    """The token after; a possessive ending is passed over."""
    tokens, i = s.sentence.tokens, s.last + 1
    if i < len(tokens) and tokens[i].text in POSSESSIVES:
        i += 1
    return tokens[i] if i < len(tokens) else None


class Neighbours:
    """The other sightings of a sentence, by their first and last tokens."""

    def __init__(self, group: Iterable[Sighting]) -> None:
        group = list(group)
        self.starts, self.ends = {s.first: s for s in group}, {s.last: s for s in group}


class Judge:
    """Points of the words around the sightings of a sentence."""

    def __init__(self, group: Iterable[Sighting], words: PlaceWords, casing: Casing) -> None:
        self.near, self.words, self.casing = Neighbours(group), words, casing

    def points(self, s: Sighting) -> float:
        """Points of the words before, after and of the name itself as a word."""
        if not s.adjective and is_club(s, self.words):
            return POINTS["club"]
        return self._before(s) + self._after(s) + self._word(s) + code_points(s, self.words, self.casing, self.near)

    def _before(self, s: Sighting) -> float:
        i, tokens, words = s.first - 1, s.sentence.tokens, self.words
        if i < 0:
            return POINTS["sentence start"]
        if i and tokens[i].lower in words.article:
            i -= 1
        t = tokens[i]
        if t.lower in words.locative:
            return POINTS["locative"]
        if t.lower in words.generic or (t.lower in words.link and i and tokens[i - 1].lower in words.generic):
            return POINTS["generic"]
        if t.lower in words.weak_locative:
            return POINTS["weak"]
        if not s.adjective:
            if self._titled(s, i):
                return POINTS["title"]
            if self._named(s, i):
                s.person = s.first == s.last
                return POINTS["name before"]
        return POINTS["listed"] if (t.text == "," or t.lower in words.both) and i - 1 in self.near.ends else 0.0

    def _titled(self, s: Sighting, i: int) -> bool:
        """Whether a person's title stands before."""
        tokens = s.sentence.tokens
        t = tokens[i]
        if t.lower in self.words.title:
            return t.text[:1].isupper() or not s.entries or s.entries[0].kind not in LARGE
        return t.text == "." and i > 0 and tokens[i - 1].lower + "." in self.words.title

    def _named(self, s: Sighting, i: int) -> bool:
        """Whether a capitalised word before is part of the same name: a given name, mostly."""
        t = s.sentence.tokens[i]
        if not t.text[:1].isupper() or t.end >= s.span[0] or _stands(self.near.ends.get(i)):
            return False
        if t.lower in self.words.before or t.lower in self.words.directions or t.lower.isdigit():
            return False
        share = self.casing.share(t.lower)
        return not (i == 0 and share is not None and share > HALF)

    def _after(self, s: Sighting) -> float:
        t, words = after(s), self.words
        if t is None:
            return 0.0
        owned = t.i > s.last + 1
        if (t.text in DASHES and s.first == 0) or _dateline(s):
            return POINTS["dateline"]
        if _stands(self.near.starts.get(t.i), last=True):
            compass = all(x.lower in words.directions for x in s.sentence.tokens[s.first : s.last + 1])
            return POINTS["closed"] if compass and not owned else 0.0          # "South West England"
        if t.text in {",", "("} and self._held(s, t.i + 1 + (s.sentence.tokens[min(t.i + 1, len(s.sentence) - 1)].lower in words.bearings)):
            return POINTS["contained"]
        capital = t.text[:1].isupper()
        if capital and (t.lower in words.closed or self._closes(s, t.i)):
            return POINTS["closed"]
        if t.lower in words.institution and (capital or t.lower not in words.personal):
            return POINTS["institution"]
        if t.lower in words.generic:
            return POINTS["generic"]
        if capital and not owned and not s.adjective and t.lower not in words.title and s.form != "street":
            return POINTS["name after"]
        if t.lower in words.personal and not owned:
            governs = any(e.kind in LARGE or e.how == "capital" for e in s.entries[:TOP])
            return 0.0 if governs else POINTS["personal"]
        if owned and s.entries and s.text[:3].lower() in SAINTS:
            return POINTS["saint"]
        return POINTS["possessive"] if owned else 0.0

    def _closes(self, s: Sighting, i: int) -> bool:
        """Whether the next words make a town's name a school's ("Howard University") or a firm's ("Oxford Semantic Technologies")."""
        tokens, words = s.sentence.tokens, self.words
        further = tokens[i + 1] if i + 1 < len(tokens) and tokens[i + 1].text[:1].isupper() else None
        if further is not None and further.lower in words.closed:
            return not s.adjective and not _stands(s, last=True)
        return further is None and not s.adjective and tokens[i].lower in words.schools and not _stands(s, last=True)

    def _held(self, s: Sighting, i: int) -> bool:
        """Whether the state or country whose name begins at a token has such a place: "Charlotte, N.C."."""
        outer = self.near.starts.get(i)
        if outer is None or s.adjective or not outer.entries or outer.entries[0].how not in {"name", "short"}:
            return False
        o = outer.entries[0]
        return o.kind in DIVIDED and any(within(e, o) for e in s.entries[:DEEP])

    def _word(self, s: Sighting) -> float:
        """Points for what else the word may be: an acronym, a surname, a common word."""
        if s.first != s.last or s.adjective:
            return 0.0
        words, lower = self.words, s.sentence.tokens[s.first].lower
        tokens = s.sentence.tokens
        alone = s.last + 1 == len(tokens) or tokens[s.last + 1].pos == "PUNCT"        # « Réunion : un cyclone fait trois morts »
        if lower in words.articled and not alone and (not s.first or tokens[s.first - 1].lower not in words.article):
            return POINTS["no code"]
        if lower in words.never or (s.form == "known" and (is_acronym(s) or (self._generic(lower) and not written_short(s.text)))):
            return POINTS["no code"]
        points = _hyphen_points(s)
        if lower in words.doubtful and s.form == "known":
            named = [e.population for e in s.entries if e.how in {"name", "capital", "short"}]
            points += POINTS["no code"] if not named else POINTS["doubtful"] * (HALF if max(named) >= CITY else 1.0)
        if (self.casing.share(lower) or 0.0) > COMMON_SHARE and self.casing.count(lower) >= COMMON_COUNT:
            points += 0.0 if any(e.kind in LARGE and e.how == "name" for e in s.entries) else POINTS["common"]
        return points

    def _generic(self, lower: str) -> bool:
        w = self.words
        return lower in w.institution or lower in w.closed or lower in w.directions or lower in w.title or lower in w.generic


def _stands(other: Sighting | None, last: bool = False) -> bool:
    """Whether a neighbour is a place of its own ("French Alps", "Dallas, Texas") rather than the other half of a person's name."""
    if other is None:
        return False
    if other.adjective or other.form == "street":
        return True
    return any(e.kind in LARGE or (e.kind == "admin1" and e.how in {"name", "short"}) for e in other.entries) if last else False


def _dateline(s: Sighting) -> bool:
    """HOUSTON (AP) — ...; DAMASCUS, Syria, Oct. 3 — ...: a place first, then a dash among the next few tokens."""
    if s.first or s.sentence.index > 3:
        return False
    rest = s.sentence.tokens[s.last + 1 : s.last + 10]
    return any(t.text in DASHES for t in rest) and (s.text.isupper() or rest[0].text in {"(", ","} | DASHES)


def _hyphen_points(s: Sighting) -> float:
    """The first half of a compound ("Wal-Mart", "Al-Hedoud") is no place, unless it is a great one ("Israel-Lebanon")."""
    tokens, i = s.sentence.tokens, s.last + 1
    if i + 1 < len(tokens) and tokens[i].text in HYPHENS and tokens[i].start == s.span[1] and tokens[i + 1].text[:1].isupper():
        if not any(e.population >= GREAT for e in s.entries):
            return POINTS["compound"]
    return 0.0


def name_points(s: Sighting, names: Names | None) -> float:
    """What the layer of names says, where it has been asked: weighed by its confidence."""
    found = names.at(s.sentence, s.last) if names else None
    if found is None or s.adjective:
        return 0.0
    whole = found.first >= s.first and found.last <= s.last
    if found.kind == "person":
        return POINTS["person"] * found.confidence
    if found.kind in {"organisation", "ship", "group"}:
        return POINTS["organisation"] * found.confidence * (2.0 if whole else 1.0)
    return POINTS["place"] * found.confidence if found.kind == "place" and whole else 0.0
