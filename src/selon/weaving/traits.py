"""What of a report is compared, worked out once for each report so that a pair costs microseconds."""

from __future__ import annotations

import math
from dataclasses import dataclass

from selon.atlas.folding import loose, plain
from selon.languages.rarity import load_rarity
from selon.model import Event, Participant, What
from selon.weaving.keys import kind, window
from selon.weaving.reports import Report
from selon.weaving.words import FULL

REAL = frozenset({"happened", "ongoing", "denied"})
NAMED = frozenset({"person", "place", "thing"})
SHARP = 4.0  # rarity counts to this power: the rarest words say nearly all
FAINT = 0.6  # added to the length of each text's words: that two short texts share a common word or two says little
RADIUS = {"site": 1.0, "town": 5.0, "admin2": 30.0, "admin1": 120.0, "country": 400.0, "region": 500.0, "line": 100.0, "sea": 300.0}
Vector = dict[str, float]


@dataclass(frozen=True, slots=True)
class Traits:
    """A report for comparison. Days are ordinals; `said` is whether the event tells a day, `dated` whether its context does, `placed`
    whether it tells a place; `after` is the event of its article that the rest is taken from. Vectors have length 1 at most."""

    ref: str
    article: str
    kind: str
    type: str
    mode: str | None
    real: bool
    lead: bool
    old: bool
    update: bool
    again: bool
    aftermath: bool
    lang: str
    first: int | None
    last: int | None
    said: bool
    dated: bool
    placed: bool
    event: str
    after: str | None
    published: tuple[int, int] | None
    lat: float | None
    lon: float | None
    radius: float
    precise: bool
    country: str | None
    admin1: str | None
    place: frozenset[str]
    actors: frozenset[str]
    targets: frozenset[str]
    victims: frozenset[str]
    weapons: frozenset[str]
    figures: dict[What, tuple[int, int | None]]
    marks: frozenset[str]
    people: frozenset[str]
    ages: frozenset[int]
    words: Vector
    told: Vector
    names: Vector


def traits(r: Report) -> Traits:
    """The traits of a report."""
    e, p, s = r.event, r.setting.place, r.setting
    found = window(e, s.days, r.published)
    return Traits(
        ref=r.ref,
        article=r.article,
        kind=kind(e),
        type=e.type,
        mode=e.mode,
        real=any(v.status in REAL for v in e.voices) if e.voices else e.status in REAL,
        lead=r.lead,
        old=e.newness == "background",
        update=e.newness == "update",
        again=r.again,
        aftermath=r.aftermath,
        lang=r.lang,
        first=found[0] if found else None,
        last=found[1] if found else None,
        said=s.dated,
        dated=s.days is not None,
        placed=s.placed or (s.place is not None and s.after is None),
        event=e.id,
        after=s.after,
        published=(r.published.start.toordinal(), r.published.end.toordinal()) if r.published else None,
        lat=p.lat if p else None,
        lon=p.lon if p else None,
        radius=(p.radius_km or RADIUS.get(p.basis or "", 50.0)) if p else 0.0,
        precise=p is not None and p.basis in {"site", "town"},
        country=p.country if p else None,
        admin1=p.admin1 if p else None,
        place=frozenset(filter(None, (loose(p.name), plain(p.name)))) if p else frozenset(),
        actors=_parties(e.actor),
        targets=_parties(e.target),
        victims=frozenset(w for t in e.target for w in _full(t)),
        weapons=frozenset(w.kind for w in e.weapon),
        figures=_figures(e),
        marks=frozenset(r.marks),
        people=frozenset(r.people),
        ages=frozenset(r.ages),
        words=vector(r.words, r.lang),
        told=vector(r.told, r.lang),
        names=vector(r.names, r.lang),
    )


def vector(words: tuple[str, ...], lang: str) -> Vector:
    """Words weighed by rarity, length just under 1: the fewer and the commoner the words, the shorter."""
    rarity = load_rarity(lang)
    weights = {w: rarity.of(w) ** SHARP for w in words}
    length = FAINT + math.sqrt(sum(x * x for x in weights.values()))
    return {w: x / length for w, x in weights.items() if x > 0.0}


def cosine(a: Vector, b: Vector) -> float:
    """Likeness of two vectors, 0 to 1."""
    if len(a) > len(b):
        a, b = b, a
    return sum(x * b[w] for w, x in a.items() if w in b)


def _parties(people: tuple[Participant, ...]) -> frozenset[str]:
    """Names and countries of those who took part; descriptions in words are no names."""
    named = {plain(p.name) for p in people if p.name[:1].isupper()}
    return frozenset(named | {p.country for p in people if p.country})


def _full(p: Participant) -> list[str]:
    """What a target is called in full, in any spelling: a person's surname, every word of a ship's or a village's name."""
    if p.kind not in NAMED or not FULL.fullmatch(p.name) or " " not in p.name:
        return []
    words = [loose(w) or w for w in plain(p.name).split()]
    return words[-1:] if p.kind == "person" else words


def _figures(e: Event) -> dict[What, tuple[int, int | None]]:
    """The wholes of each kind, added up."""
    out: dict[What, tuple[int, int | None]] = {}
    for c in e.counts:
        if c.part_of is None:
            low, high = out.get(c.what, (0, 0))
            out[c.what] = (low + (c.low or 0), None if high is None or c.high is None else high + c.high)
    return out
