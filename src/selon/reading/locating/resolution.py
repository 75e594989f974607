"""Which place a name means: decided for the text as a whole.

1. Names that a state or country named right after them contains ("Springfield, Ill.", "à Tripoli, au Liban") are settled by it.
2. Each other name shares its weight out among its candidates: people (logarithm), kind, how the candidate is named so. The shares of all
   names together say which countries, divisions and stretches of the earth the text is about; with that the shares are weighed
   again, so that one settled name helps the next (two rounds).
3. One sense for one text: all sightings of a name mean the same, unless contained otherwise.

The ideas are those of Leidner (Toponym Resolution in Text, 2007: spatial minimality, one sense per discourse) and Lieberman & Samet
(SIGIR 2012: adaptive context, local lexicons); the weights are set by hand.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise, product

import msgspec

from selon.atlas.folding import plain, strict
from selon.atlas.gazetteer import Entry
from selon.reading.locating.containing import DROPPED, LOCAL, beside, distance_km, owned, told_inside, within
from selon.reading.locating.home import Home
from selon.reading.locating.sighting import Sighting
from selon.reading.locating.words import PlaceWords

PRIOR = {
    "country": 2.5,
    "continent": 1.5,
    "admin1": 0.6,
    "region": 0.9,
    "sea": 0.9,
    "strait": 0.9,
    "admin2": -1.2,
    "admin3": -1.2,
    "neighbourhood": 0.0,
    "airport": -1.0,
}
HOW = {"capital": 2.0, "name": 0.0, "short": 0.0, "metonym": 1.0, "adjective": 1.0, "alternate": -1.0, "loose": -1.5}
OWN = "own"  # our own list gives names in use, one as good as the other: "Gaza" is no less the Strip's name than a province's elsewhere
PEOPLE, HOME_PEOPLE = 0.85, 0.4  # weight of the logarithm of people; for the place an outlet is called after, the small count for as much
FEWEST = 300  # people; below, all count alike
COUNTRY, DIVISION, NEAR, KIND = 1.6, 2.2, 2.6, 4.0
STATE = 1.5  # what the towns in it count for a state, where another place has its name ("Georgia")
SPOKEN, ENDING, HOME_VOICE = 2.0, 2.0, 1.5  # where the outlet's language is spoken; where its address ends; weight of its name
SHARPNESS = 1.3  # of the shares: by how much a point's lead counts
CELL = 0.8  # degrees; neighbours are looked for in the cells around
HALF = 0.5
AROUND = tuple(product((-1, 0, 1), repeat=2))
HOPELESS = COUNTRY + DIVISION + NEAR  # points behind that no support can make good
CONTAINED = 6.0
WIDE, DEEP = 8, 60  # candidates of a container and of what it contains that are looked at
AREAS = frozenset({"country", "continent", "admin1", "region", "sea"})  # too wide to lie in a cell
WORLDLY = frozenset({"country", "continent"})  # too wide to have neighbours
AREAL, TOWN = "/areal", "/town"
VAST = 100.0  # km; « à Gaza » is in the Strip, « à Québec » in the city
ARTICLED = 6.0  # points of what the article tells
LEAST = 0.01  # a smaller share of a name says nothing
SMALL = 50_000  # people of a place that is seldom told of abroad
ELSEWHERE, UNHEARD = 2.0, 0.15  # what names say of another country, and of a place's own, where so small a place is not meant
SOLE, NEARBY = 20_000, 30.0  # people of a place that is meant wherever it is, where no other has its name; km that make another
LOOSE_LEAST = 0.3  # what names must say of the country of a place that is only spelt alike
Key = str | int | tuple[int, int]  # a country, a division, a cell


class _Spot(msgspec.Struct, gc=False):
    """Where a candidate lies: its country, division and cell, and those of them that its own share speaks for."""

    country: str
    division: int
    cell: tuple[int, int] | None
    keys: tuple[Key, ...]

    @classmethod
    def of(cls, e: Entry) -> _Spot:
        division = e.index if e.kind == "admin1" else -1 if e.admin1 is None else e.admin1
        keys: tuple[Key, ...] = ((e.country,) if e.country else ()) + ((division,) if division >= 0 else ())
        if e.kind in WORLDLY:
            return cls(e.country, division, None, keys)
        cell = math.floor(e.lat / CELL), math.floor(e.lon * max(0.2, math.cos(math.radians(e.lat))) / CELL)
        return cls(e.country, division, cell, keys if e.kind in AREAS else (*keys, cell))


class _Name:
    """A name of the text with its candidates' own points and present shares."""

    def __init__(self, sightings: list[Sighting], entries: tuple[Entry, ...], own: list[float], article: str = "") -> None:
        self.sightings, self.entries, self.own, self.article = sightings, entries, own, article
        self.voice = 1.0 + 0.5 * math.log2(len(sightings)) if sightings else HOME_VOICE
        least = max(own) - HOPELESS
        self.spots = [(i, _Spot.of(e)) for i, (p, e) in enumerate(zip(own, entries, strict=True)) if p >= least]  # of those with a chance
        self.share_out(own)

    def share_out(self, points: list[float]) -> None:
        """The candidates' shares by their points."""
        top = max(points)
        raw = [math.exp(SHARPNESS * (p - top)) for p in points]
        total = sum(raw)
        self.shares = [r / total for r in raw]


class _Scene:
    """What the shares of all names say of countries, divisions and cells; a name's own say is taken out again when it is judged."""

    def __init__(self, names: Sequence[_Name]) -> None:
        self.names = names
        self.sums: dict[Key, float] = {}
        self.said: list[dict[Key, float]] = [{} for _ in names]
        # the cells spoken for in and around each that may be asked for
        self.near: dict[Key | None, list[Key]] = {spot.cell: [] for n in names for _, spot in n.spots}
        for n, own in zip(names, self.said, strict=True):
            for i, spot in n.spots:
                if (share := n.shares[i]) > LEAST:
                    for key in spot.keys:
                        self.sums[key] = self.sums.get(key, 0.0) + n.voice * share
                        own[key] = own.get(key, 0.0) + n.voice * share
        for key in self.sums:
            if isinstance(key, tuple):
                x, y = key
                for dx, dy in AROUND:
                    if (here := self.near.get((x + dx, y + dy))) is not None:
                        here.append(key)

    def weighed(self, n: _Name, own: dict[Key, float]) -> list[float]:
        """A name's points with what the other names, all but its `own` say, add to them."""
        points = list(n.own)
        for i, spot in n.spots:
            points[i] += self._support(n.entries[i], spot, own)
        return points

    def _support(self, e: Entry, spot: _Spot, own: dict[Key, float]) -> float:
        """Points for lying where the other names of the text lie; each kind of support saturates."""
        country = self._rest(spot.country, own)
        division = self._rest(spot.division, own)
        near = math.fsum([self._rest(cell, own) for cell in self.near[spot.cell]]) if e.country or e.kind != "region" else self._inside(e)
        return COUNTRY * _full(country) + DIVISION * (STATE if e.kind == "admin1" else 1.0) * _full(division) + NEAR * _full(near)

    def _inside(self, region: Entry) -> float:
        """What lies in a region of several countries."""
        told = ((n, e, share) for n in self.names for e, share in zip(n.entries, n.shares, strict=True) if share > HALF)
        return math.fsum([n.voice * x for n, e, x in told if e.index != region.index and distance_km(e, region) <= region.radius_km])

    def abroad(self, e: Entry, own: dict[Key, float]) -> bool:
        """Whether a small place lies in a country that no other name speaks for, while they speak for another one."""
        if e.kind not in LOCAL or e.population >= SMALL or self._rest(e.country, own) > UNHEARD:
            return False
        return any(isinstance(k, str) and k != e.country and self._rest(k, own) >= ELSEWHERE for k in self.sums)

    def heard(self, e: Entry, own: dict[Key, float]) -> bool:
        """Whether other names speak for the country of a place that is only spelt alike."""
        return self._rest(e.country, own) >= LOOSE_LEAST

    def _rest(self, key: Key, own: dict[Key, float]) -> float:
        return max(0.0, self.sums.get(key, 0.0) - own.get(key, 0.0))


def _full(support: float) -> float:
    return support / (support + 1.0)


def resolve(found: Sequence[Sighting], home: Home, words: PlaceWords) -> None:
    """Sets `choice` and `margin` of the sightings of one text, told by an outlet at `home`."""
    _contained(found, words)
    groups: dict[str, list[Sighting]] = defaultdict(list)
    for s in found:
        if s.entries:
            groups[strict(s.text) + ("/" + s.kind if s.kind else "") + _article(s, words)].append(s)
    names = [_Name(g, g[0].entries, _own_points(g, home, a), a) for g in groups.values() for a in [_article(g[0], words)]]
    names += [_Name([], entries, [_at_home(e, home) for e in entries]) for entries in home.named]
    scene = _Scene(names)
    for n, own in zip(names, scene.said, strict=True):
        if len(n.entries) > 1:  # one place alone keeps the whole share
            n.share_out(scene.weighed(n, own))
    scene = _Scene(names)
    for n, own in zip(names, scene.said, strict=True):
        if n.sightings:
            _settle(n, scene.weighed(n, own))
            best = n.sightings[0].choice
            told = best is not None and (_sole(best, n.entries) or (best.kind == "admin1" and any(_located(s, words) for s in n.sightings)))
            if best is not None and not told and (scene.abroad(best, own) or (best.how == "loose" and not scene.heard(best, own))):
                for s in n.sightings:
                    s.strange = s.inside is None
                    s.choice = None if s.strange else s.choice


def _sole(e: Entry, entries: Sequence[Entry]) -> bool:
    """Whether a name is that of one town alone, and no hamlet: "Minamata"."""
    return e.how == "name" and e.population >= SOLE and all(distance_km(x, e) < NEARBY for x in entries)


def _located(s: Sighting, words: PlaceWords) -> bool:
    return s.first > 0 and s.sentence.tokens[s.first - 1].lower in words.locative


def _at_home(e: Entry, home: Home) -> float:
    """Points of a place for being what an outlet is called after: size counts less, countries seldom lend their names to local papers."""
    points = HOME_PEOPLE * math.log10(max(e.population, FEWEST)) + min(0.0, PRIOR.get(e.kind, 0.0)) + min(0.0, HOW[e.how])
    return points + (SPOKEN if e.country in home.spoken else 0.0) + (ENDING if e.country in home.countries else 0.0)


def _article(s: Sighting, words: PlaceWords) -> str:
    """What the word before a name tells where towns have no article: AREAL after one (« dans la Vienne »), TOWN after « à » without one."""
    if not words.articling or not s.first or s.adjective or len(s.entries) < 2:
        return ""
    before = s.sentence.tokens[s.first - 1].lower
    return AREAL if before in words.articling else TOWN if before in words.towny else ""


def _fits(e: Entry, article: str, entries: Sequence[Entry]) -> float:
    """Points of a place by the article before its name; towns may have one of their own ("Le Mans"), and countries none ("Cuba"),
    but then no city of theirs has their name."""
    if article == AREAL:
        return -ARTICLED if e.kind == "town" and " " not in e.name else ARTICLED / 2 if e.kind == "country" else 0.0
    wide = e.kind in DROPPED or (e.kind == "region" and e.radius_km > VAST)
    city = wide and any(t.kind == "town" and t.country == e.country and t.population >= SMALL for t in entries)
    return -ARTICLED if city else 0.0


def _own_points(group: list[Sighting], home: Home, article: str = "") -> list[float]:
    first = group[0]
    bare = plain(first.text).replace(" ", "")
    local = len(bare) > 3 and bare in home.host
    held = {s.choice.index for s in group if s.inside is not None and s.choice is not None and not s.owned}
    return [
        (_at_home(e, home) if local else _base(e) + (ENDING if e.country in home.countries else 0.0))
        + (KIND if first.kind and _of_kind(e, first.kind) else 0.0)
        + (CONTAINED if e.index in held else 0.0)
        + (_fits(e, article, first.entries) if article else 0.0)
        for e in first.entries
    ]


def _of_kind(e: Entry, kind: str) -> bool:
    return e.kind == kind or (kind == "admin2" and e.kind == "admin3") or (kind == "town" and e.kind == "neighbourhood")


def _base(e: Entry, people: float = PEOPLE) -> float:
    how = "name" if e.source == OWN and e.how == "alternate" else e.how
    return people * math.log10(max(e.population, FEWEST)) + PRIOR.get(e.kind, 0.0) + HOW[how]


def _settle(n: _Name, weighed: list[float]) -> None:
    ranked = sorted(zip(weighed, n.entries, strict=True), key=lambda x: (-x[0], x[1].index))
    points, best = ranked[0]
    if n.article != AREAL:
        best = _seat(best, (e for _, e in ranked), n.sightings[0].kind)
    rival = next((p for p, e in ranked[1:] if distance_km(e, best) > 80), points - 5.0)
    for s in n.sightings:
        if s.inside is None:
            s.choice, s.margin = best, points - rival


def _seat(best: Entry, entries: Iterable[Entry], kind: str | None) -> Entry:
    """Between a division and the town in it of the same name, the town, unless the text says "province": news tells of towns. The states
    of the United States are the other way round: "New York" and "Oklahoma" are told of as states (both, in the benchmarks)."""
    if best.kind != "admin1" or best.country == "US" or kind:
        return best
    return next((e for e in entries if e.kind == "town" and e.admin1 == best.index and e.how in {"name", "capital"}), best)


def _contained(found: Sequence[Sighting], words: PlaceWords) -> None:
    """Settles "X, Y" where a candidate of X lies in a candidate of Y: the best known pair of them."""
    lost: set[str] = set()  # names told to lie where no place of that name is
    for s, outer in pairwise(found):
        if mine := owned(s, outer, words):
            s, outer = outer, s
        elif not s.entries or not outer.entries or s.adjective or outer.adjective or not beside(s, outer, words):
            continue
        pairs = [(_base(o) + _base(e), -j, e, o) for o in outer.entries[:WIDE] for j, e in enumerate(s.entries[:DEEP]) if within(e, o)]
        if not pairs and not mine and outer.entries[0].kind in DROPPED:
            o = outer.entries[0]
            pairs = [(_base(o) + _base(e), -j, e, o) for j, e in enumerate(s.entries[DEEP:], DEEP) if within(e, o)]
            unsure = any(e.country == o.country and e.admin1 is None for e in s.entries)      # whose province is not known
            if not pairs and not unsure and told_inside(s, outer, words):
                lost.add(strict(s.text))
        if pairs:
            _, _, best, s.inside = max(pairs, key=lambda p: p[:2])
            s.choice, s.owned = _seat(best, s.entries, s.kind), mine
            s.margin = 5.0
    for s in found:
        if s.inside is None and lost and not s.adjective and strict(s.text) in lost:
            s.entries = ()
