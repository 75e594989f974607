"""The town or site that an article's main event happened at, among all that it names: weighed by where and how each is told.

The weights are set by hand in few steps; they were chosen on half of the articles of a benchmark and hold on the other half.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from selon.atlas.globe import km
from selon.model import Place, Span
from selon.reading.pooling.bound import Bindings
from selon.reading.pooling.findings import Findings
from selon.reading.pooling.standing import token_of
from selon.reading.pooling.wording import FORCE
from selon.reading.pooling.words import is_one

TOWN = frozenset({"town", "site"})
WIDE = frozenset({"country", "region"})
FIRST, SECOND, EARLY = 2.0, 0.5, (2, 5)     # more for the places named first of all, and for the next ones
TITLE = 1.5         # named in the title
SAID = 2.0          # said of one of its mentions
FORCES = 2.0        # whose police or firemen are at work: they work at home
KEPT = 0.4          # of the weight: where the hurt are treated and the accused are tried
FROM = 0.2          # of the weight: a city that only tells how far off it was
OTHERS = 0.5        # of the weight: what only other acts are told to be in
LONG = 60.0         # km of radius; what is told as a site and is wider is a line or a zone
SUBURB = 25.0       # km from a city to the part of it that the clause names
DATED = 0.4         # of the weight: where it was written, of an act whose own clause names a town
WAY = 5             # words from a verb of going to the town that somebody goes to
FAR = 50.0          # km of radius from which a direction tells that
ALONE = 0.15        # of the weight: what lies near none of the places named beside it
OUTSIDE = 0.1       # of the weight: what does not lie in the district that is told
LEAST = 0.2         # below this no town fits, and the district is what is known
NEIGHBOURS, MARGIN = 90.0, 60.0     # km: towns of one stretch of country; around the middle of an area, beyond its radius
EDGE = 10.0         # km beyond a district's radius


def likeliest(f: Findings, b: Bindings, said: Sequence[Place], countries: frozenset[str], own: Sequence[Place] = ()) -> Place | None:
    """The town or site of the main event, or the district where none lies in it; in these countries, or those of the places said of it,
    where any are; `own` of them are told in its clauses. Null where the page names none. Where one is named in the dateline and
    elsewhere, the naming elsewhere is given."""
    countries = countries or frozenset(p.country for p in said if p.country)
    sites = [p for p in f.places if p.role == "site" and p.lat is not None and p.basis not in WIDE and not _pictured(f, p)]
    districts = [p for p in sites if p.basis == "admin2" and (p.field == "title" or b.is_dated_from(p) or any(p is x for x in said))]
    groups: dict[tuple[str, float | None], list[Place]] = defaultdict(list)
    for p in sites:
        fine = p.basis == "town" or (p.basis in TOWN and (p.radius_km or 0.0) <= LONG)
        if fine and not b.is_speaker(p) and not abroad(f, b, p) and (not countries or p.country in countries):
            groups[p.name, p.lat].append(p)
    if not groups:
        return None
    best = next(iter(groups.values()))
    if len(groups) > 1 or districts:
        order = {id(p): k for k, p in enumerate(f.places)}
        divisions = [p for p in own if p.basis == "admin1"]
        placed = any(p.basis in TOWN and not b.is_dated_from(p) for p in own)
        others = _of_others(f, b, own)
        weighed = [(_weight(f, at, said, own, order, b if placed else None) * _fit(at[0], sites, districts), -k, at)
                   for k, at in enumerate(groups.values())]
        weighed = [(w * (OUTSIDE if _beyond(at, divisions, own) else OTHERS if all(p.span in others for p in at) else 1.0), k, at)
                   for w, k, at in weighed]
        top, _, best = max(weighed, key=lambda x: x[:2])
        if top < LEAST and districts:
            return districts[0]
        if _beyond(best, divisions, own):
            return divisions[0]
    part = next((p for p in own if p.field is None and p.basis in TOWN and p.lat is not None and not b.is_dated_from(p)), None)
    if part is not None and part.relation == "in" and part.name != best[0].name and _km(part, best[0]) <= SUBURB:
        return part                             # "at Bondi Junction": Sydney is told oftener, and wider
    return next((p for p in best if not b.is_dated_from(p) and not _far_off(p)), best[0])


def _of_others(f: Findings, b: Bindings, own: Sequence[Place]) -> frozenset[Span]:
    """The towns told in the clauses of other acts of force."""
    told = {p.span for p in own}
    acts = (m for m in f.mentions if m.type in FORCE and m.sentence.field == "text")
    return frozenset(p.span for m in acts if (p := b.clause_place(m)) is not None and p.basis in TOWN and p.span not in told)


def _beyond(group: Sequence[Place], divisions: Sequence[Place], own: Sequence[Place]) -> bool:
    """Whether a town lies in none of the provinces that the event is told to be in."""
    p = group[0]
    told = any(q is x for q in group for x in own)
    return bool(divisions) and not told and p.admin1 is not None and p.admin1 not in {q.name for q in divisions}


def _far_off(p: Place) -> bool:
    """Whether a city only tells how far off it was: "400 km northwest of Kathmandu"."""
    return p.relation not in {"in", "near"} and (p.radius_km or 0.0) > FAR


def abroad(f: Findings, b: Bindings, p: Place) -> bool:
    """Whether a dispatch is dated from here and its title is of another country ("WASHINGTON -", "Attacks in Iraq and Syria")."""
    if not b.is_dated_from(p):
        return False
    titled = {q.country for q in f.places if q.field == "title" and q.role == "site" and q.basis == "country"}
    return bool(titled) and p.country not in titled


def _pictured(f: Findings, p: Place) -> bool:
    """Whether a place is a picture's."""
    s = f.page.sentence_at(p.span[0], p.field)
    return s is not None and f.age.is_caption(s)


def _weight(f: Findings, group: Sequence[Place], said: Sequence[Place], own: Sequence[Place], order: dict[int, int],
            dated: Bindings | None) -> float:
    """How much the text makes of a place, the more the surer it is that it is this one; of a dateline less where a clause tells a town
    (`dated`)."""
    total = 0.0
    for p in group:
        k = order[id(p)]
        weight = 1.0 + (FIRST if k < EARLY[0] else SECOND if k < EARLY[1] else 0.0) + (TITLE if p.field == "title" else 0.0)
        weight += SAID if any(p is x for x in said) else 0.0
        weight *= FROM if _far_off(p) or _marks(f, p) or (not any(p is x for x in own) and _passed(f, p)) else 1.0
        weight *= DATED if dated is not None and dated.is_dated_from(p) else 1.0
        forces, kept = _beside(f, p)
        total += (weight + (FORCES if forces else 0.0)) * (KEPT if kept else 1.0)
    return total * max(p.confidence or 0.5 for p in group) ** 2


def _marks(f: Findings, p: Place) -> bool:
    """Whether a town only tells where another one lies."""
    s = f.page.sentence_at(p.span[0], p.field)
    return s is not None and f.bindings.is_mark(s, p)


def _passed(f: Findings, p: Place) -> bool:
    """Whether a town is one that somebody came from or went to: "had left Lyon", « se rendait à Nice »."""
    s = f.page.sentence_at(p.span[0], p.field)
    first = token_of(s, p.span) if s is not None else None
    if s is None or first is None:
        return False
    return any(is_one(t, f.words.scene.ways) for t in s.tokens[max(0, first.i - WAY):first.i])


def _beside(f: Findings, p: Place) -> tuple[bool, bool]:
    """Whether a town's forces are named by it ("Lyon police", "la police de Lyon"), and whether it is a hospital's, court's or jail's."""
    s, words = f.page.sentence_at(p.span[0], p.field), f.words.scene
    first = token_of(s, p.span) if s is not None else None
    if s is None or first is None:
        return False, False
    before = s.tokens[max(0, first.i - 3):first.i]
    wider = s.tokens[max(0, first.i - WAY - 1):first.i]
    after = [t for t in s.tokens[first.i:first.i + 8] if t.start >= p.span[1]][:2]
    forces = any(is_one(t, words.forces) for t in after[:1])
    forces = forces or (bool(before) and before[-1].lower in f.words.people.of and any(is_one(t, words.forces) for t in before))
    return forces, any(is_one(t, words.kept) for t in (*wider, *after))


def lies_in(p: Place, area: Place, wider: float = 1.2, edge: float = EDGE) -> bool:
    """Whether a place lies in what another one covers, or close by."""
    return _km(p, area) <= (area.radius_km or 0.0) * wider + edge


def _fit(p: Place, sites: Sequence[Place], districts: Sequence[Place]) -> float:
    """How well a place lies with the others: near them, and inside the district that is told."""
    others = [q for q in sites if q.name != p.name]
    near = sum([_km(p, q) <= (NEIGHBOURS if q.basis in TOWN else MARGIN + (q.radius_km or 0.0)) for q in others])
    fit = ALONE + (1 - ALONE) * near / len(others) if others else 1.0
    return fit if not districts or any(lies_in(p, q) for q in districts) else fit * OUTSIDE


def _km(a: Place, b: Place) -> float:
    return km(a.lat or 0.0, a.lon or 0.0, b.lat or 0.0, b.lon or 0.0)
