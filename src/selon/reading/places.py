"""Places: every name of a place in title and text, with its role, where it is, how sure; or the reason why that is not known."""

from __future__ import annotations

import math

import msgspec

from selon.atlas.folding import strict
from selon.atlas.gazetteer import Entry, Gazetteer
from selon.atlas.outlets import outlets
from selon.languages.casing import load_casing
from selon.model import Field, Interval, Place
from selon.reading.locating.evidence import POINTS, Judge, gazetteer_points, kind_beside, name_points
from selon.reading.locating.finding import Finder
from selon.reading.locating.fuzzy import look_alikes
from selon.reading.locating.home import home_of
from selon.reading.locating.masthead import masthead
from selon.reading.locating.relations import KM_PER_DEGREE, moved, relation_at, role_of
from selon.reading.locating.resolution import resolve
from selon.reading.locating.sighting import Sighting
from selon.reading.locating.words import PlaceWords, place_words
from selon.reading.names import Names
from selon.reading.page import Page

THRESHOLD, SURE = 0.0, 2.0
UNSURE = 0.5
PLACED = 3.0  # what words around a name must say for it to be a place that nobody knows, and no word or surname
SEATED = frozenset({"government", "military", "intelligence"})
FAR = 8  # characters between the two ends of "between X and Y"
UNKNOWN = "no place of this name in the gazetteer"
STREET = "a street or road; the gazetteer has none"


def find_places(page: Page, names: Names | None, gazetteer: Gazetteer, published: Interval | None = None) -> tuple[Place, ...]:
    """The names of places of a page, title first, then in text order. `names` is further evidence, used where given."""
    del published
    words, casing = place_words(page.lang), load_casing(page.lang)
    found: list[Sighting] = []
    for sentence in page.sentences:
        text = (page.article.title or "") if sentence.field == "title" else page.article.text
        group = Finder(sentence, text, gazetteer, words, casing).find()
        if not group:
            continue
        judge = Judge(group, words, casing)
        for s in group:
            s.kind = s.kind or (kind_beside(s, words) if not s.adjective else None)
            s.score = gazetteer_points(s) + judge.points(s) + name_points(s, names)
        found += group
    kept = _agreed(found)
    look_alikes(kept, gazetteer)
    title = page.article.title or ""
    tail = masthead(title, words, outlets())
    resolve(kept, home_of(page.article, gazetteer, words, casing, title[tail:]), words)
    found_places = (_seat(_place(s, words, gazetteer), s, words, names) for s in kept if not s.strange or _placed(s, words))
    return tuple(msgspec.structs.replace(p, role="metonym") if p.field == "title" and p.span[0] >= tail else p for p in found_places)


def _placed(s: Sighting, words: PlaceWords) -> bool:
    """Whether the words around a name make it a place though nobody knows where: "in Banjska"."""
    before = s.sentence.tokens[s.first - 1].lower if s.first else ""
    return s.score >= PLACED or (before in words.locative and s.score >= UNSURE)


def _field(s: Sighting) -> Field | None:
    return "title" if s.sentence.field == "title" else None


def _agreed(found: list[Sighting]) -> list[Sighting]:
    """What is a place by its own evidence, and what is one elsewhere in the text; surnames of persons met in the text are none."""
    keys = [strict(s.text) for s in found]
    best: dict[str, float] = {}
    lead: dict[str, int] = {}  # how much more often a name is a person's here than surely a place
    for s, key in zip(found, keys, strict=True):
        best[key] = max(s.score, best.get(key, -9.0))
        if s.person or s.score >= SURE:
            lead[key] = lead.get(key, 0) + (1 if s.person else -1)
    for s, key in zip(found, keys, strict=True):
        if lead.get(key, 0) > 0:
            s.score += POINTS["person here"] if not s.adjective and s.form == "known" else 0.0
        elif s.score < THRESHOLD and best[key] >= SURE and s.score > -SURE - 1.0:
            s.score += POINTS["again"]
    return [s for s in found if s.score >= THRESHOLD]


def phrase(page: Page, place: Place, places: tuple[Place, ...] = ()) -> Place:
    """The place as its phrase means it, for an event's place: span and text from "near" or "40 km north of" on, moved and widened.
    With `places`, "between X and Y" lies half-way to the other. What is not resolved is only given its phrase."""
    sentence = page.sentence_at(place.span[0], place.field)
    token = page.token_at(place.span[0], place.field)
    if sentence is None or token is None:
        return place
    r = relation_at(sentence, token.i, place_words(page.lang), place.basis)
    span = (min(r.start, place.span[0]), place.span[1])
    if place.lat is None or place.lon is None:
        return msgspec.structs.replace(place, span=span, text=page.words(span, place.field))
    lat, lon, radius = moved(place.lat, place.lon, place.radius_km or 1.0, r)
    other = _other_end(page, place, places) if r.kind == "between" else None
    if other is not None and other.lat is not None and other.lon is not None:
        span = (span[0], max(span[1], other.span[1]))
        lat, lon = (place.lat + other.lat) / 2, (place.lon + other.lon) / 2
        radius = math.hypot(place.lat - other.lat, (place.lon - other.lon) * math.cos(math.radians(lat))) * KM_PER_DEGREE / 2
    return msgspec.structs.replace(
        place,
        span=span,
        text=page.words(span, place.field),
        relation=r.kind,
        lat=round(lat, 4),
        lon=round(lon, 4),
        radius_km=round(radius, 1),
    )


def _other_end(page: Page, place: Place, places: tuple[Place, ...]) -> Place | None:
    """The place after this one, where a word like "and" alone stands between them."""
    both = place_words(page.lang).both
    return next(
        (
            p
            for p in places
            if p.field == place.field
            and 0 < p.span[0] - place.span[1] < FAR
            and page.words((place.span[1], p.span[0]), p.field).strip().lower() in both
        ),
        None,
    )


def _place(s: Sighting, words: PlaceWords, gazetteer: Gazetteer) -> Place:
    e = s.choice
    if e is None:
        reason = STREET if s.form == "street" else UNKNOWN
        return Place(span=s.span, text=s.text, name=s.text, basis="site", unresolved=reason, confidence=_sure(s.score), field=_field(s))
    r = relation_at(s.sentence, s.first, words, e.basis)
    wider = moved(e.lat, e.lon, e.radius_km, r)[2] if r.kind != "in" else e.radius_km
    return Place(
        span=s.span,
        text=s.text,
        name=e.name,
        role=role_of(s, e, words),
        relation=r.kind,
        basis=e.basis,
        country=e.country or None,
        admin1=_admin1(e, gazetteer),
        lat=e.lat,
        lon=e.lon,
        radius_km=round(wider, 1),
        geonameid=e.geonameid,
        confidence=round(_sure(s.score) / (1 + math.exp(-0.8 * s.margin - 0.5)), 2),
        field=_field(s),
    )


def _seat(p: Place, s: Sighting, words: PlaceWords, names: Names | None) -> Place:
    """A seat of government named for those in it, unless the words tell of being there: "the Pentagon's count", « du Pentagone »."""
    name = names.at(s.sentence, s.first) if names is not None else None
    if p.role != "site" or p.basis != "site" or name is None or name.actor is None or name.actor.kind not in SEATED:
        return p
    tokens = s.sentence.tokens
    i = s.first - 1 if s.first > 1 and tokens[s.first - 1].lower in words.article else s.first
    before = tokens[i - 1].lower if i else ""
    located = before in words.locative or (before in words.weak_locative and before not in words.origin)
    return p if located else msgspec.structs.replace(p, role="metonym")


def _sure(score: float) -> float:
    return round(1 / (1 + math.exp(-score)), 2)


def _admin1(e: Entry, gazetteer: Gazetteer) -> str | None:
    return gazetteer.entry(e.admin1).name if e.admin1 is not None else None
