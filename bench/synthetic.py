"""A made-up world and its press, for tests and measurements of the ledger: readings that no reader had to make, the same for one seed.

Every day has its incidents; each is told by some articles over the days after it, first as their lead and later in passing; a share of
the articles are copies of one told before by another outlet. Names and words are made of syllables, so that texts share words only where
they tell of one thing.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from selon.model import Claim, Count, Event, EventType, Interval, Participant, Place, Reading, Source, Tally, Time, Voice

START = date(2021, 1, 1)
PER_DAY = 300  # articles
EVENTS = 5  # of an article, at most; mean a bit below
COPIES = 0.2  # share of articles that print another one's words
TALLIES = 0.05  # share of articles with a running count
SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "ai", "en", "or", "ul", "esh")]
COUNTRIES = ("SY", "IQ", "UA", "SD", "ML", "NE", "NG", "CD", "MM", "YE", "AF", "CO", "HT", "LB", "IL", "PS", "SO", "ET", "US", "FR")
TYPES: tuple[tuple[EventType, str | None, int], ...] = (
    ("ASSAULT", "aerial", 30),
    ("ASSAULT", "shooting", 25),
    ("PROTEST", None, 12),
    ("COERCE", "arrest", 10),
    ("THREATEN", None, 5),
    ("DISASTER", None, 5),
    ("ACCIDENT", None, 5),
    ("CONSULT", None, 4),
    ("AID", None, 2),
    ("SANCTION", None, 2),
)
NOWHERE = (0, 0)


@dataclass(frozen=True, slots=True)
class Happening:
    """One incident of the made-up world."""

    number: int
    day: date
    kind: EventType
    mode: str | None
    place: tuple[str, str, float, float]
    actor: str
    target: str
    killed: int


class World:
    """Places, outlets and names, and what happens day by day."""

    def __init__(self, seed: int, per_day: int = PER_DAY) -> None:
        self.rng = random.Random(seed)
        self.per_day = per_day
        self.places = [self._place() for _ in range(600)]
        self.groups = [self.name(3) for _ in range(200)]
        self.outlets = [self.name(2) for _ in range(80)]

    def name(self, syllables: int) -> str:
        """A name nobody bears."""
        return "".join(self.rng.choice(SYLLABLES) for _ in range(syllables)).capitalize()

    def _place(self) -> tuple[str, str, float, float]:
        lat, lon = round(self.rng.uniform(-40, 60), 4), round(self.rng.uniform(-120, 140), 4)
        return self.name(3), self.rng.choice(COUNTRIES), lat, lon

    def day(self, number: int, first: int) -> list[Happening]:
        """What happens on a day: as many incidents as articles, so that each is told some five times."""
        return [self._happening(first + i, START + timedelta(days=number)) for i in range(self.per_day)]

    def _happening(self, number: int, day: date) -> Happening:
        kind, mode, _ = self.rng.choices(TYPES, [w for _, _, w in TYPES])[0]
        place = self.places[min(int(self.rng.expovariate(1 / 120)), len(self.places) - 1)]
        killed = int(self.rng.expovariate(1 / 3)) if kind in ("ASSAULT", "DISASTER", "ACCIDENT") else 0
        return Happening(number, day, kind, mode, place, self.rng.choice(self.groups), self.name(4), killed)


def readings(count: int, seed: int = 1, per_day: int = PER_DAY) -> Iterator[Reading]:
    """That many readings, in the order of publication."""
    world = World(seed, per_day)
    rng = world.rng
    recent: list[Happening] = []
    printed: list[Reading] = []
    for i in range(count):
        number = i // per_day
        if i % per_day == 0:
            recent = [h for h in recent if (START + timedelta(days=number) - h.day).days <= 4] + world.day(number, i)
            printed = printed[-per_day:]
        if printed and rng.random() < COPIES:
            yield _copy(rng.choice(printed), f"s{seed}-{i}", world)
            continue
        told = sorted(rng.sample(recent, min(len(recent), 1 + int(rng.expovariate(1 / (EVENTS - 1))), 3 * EVENTS)), key=lambda h: -h.number)
        reading = Press(world, f"s{seed}-{i}", START + timedelta(days=number), told).reading()
        printed.append(reading)
        yield reading


def _copy(r: Reading, name: str, world: World) -> Reading:
    """Another outlet's print, with a line of its own."""
    from msgspec.structs import replace  # noqa: PLC0415

    return replace(r, id=name, url=f"https://{name}.example/", outlet=world.rng.choice(world.outlets), text=f"{r.text}\n({name})")


class Press:
    """Writes one article, keeping count of where its words stand."""

    def __init__(self, world: World, name: str, day: date, told: Sequence[Happening]) -> None:
        self.world, self.name, self.day, self.told = world, name, day, told
        self.text = ""
        self.claims: list[Claim] = []

    def _say(self, words: str) -> tuple[int, int]:
        start = len(self.text)
        self.text += f"{words} "
        return start, start + len(words)

    def reading(self) -> Reading:
        """The article, read."""
        outlet = self.world.rng.choice(self.world.outlets)
        events = tuple(self._event(n, h) for n, h in enumerate(self.told, 1))
        tallies = (self._tally(self.told[0]),) if self.world.rng.random() < TALLIES else ()
        return Reading(
            id=self.name,
            lang="en",
            title=f"{self.told[0].place[0]} {self.told[0].target}",
            url=f"https://{self.name}.example/",
            outlet=outlet,
            credit=None,
            translated=None,
            published=Interval(start=self.day, end=self.day),
            text=self.text.strip(),
            claims=tuple(self.claims),
            lead="e1",
            events=events,
            tallies=tallies,
        )

    def _event(self, number: int, h: Happening) -> Event:
        rng = self.world.rng
        who = self._say(h.actor)
        act = self._say("hit" if h.kind == "ASSAULT" else "met")
        whom = self._say(h.target)
        where = self._say(h.place[0])
        when = self._say(h.day.isoformat())
        killed = h.killed + rng.choice((0, 0, 0, 0, 1))
        count = self._say(str(killed))
        self._say(" ".join(self.world.name(2).lower() for _ in range(20)) + ".")
        claim = self._claim(number)
        return Event(
            id=f"e{number}",
            type=h.kind,
            mode=h.mode,
            trigger=act,
            mentions=(act,),
            status="happened",
            hedged=False,
            claim=claim,
            voices=(Voice(claim=claim, status="happened", hedged=False, span=act),),
            actor=(Participant(span=who, text=h.actor, name=h.actor, kind="organisation"),),
            target=(Participant(span=whom, text=h.target, name=h.target, kind="person"),),
            place=Place(
                span=where,
                text=h.place[0],
                name=h.place[0],
                basis="town",
                country=h.place[1],
                lat=h.place[2],
                lon=h.place[3],
                radius_km=5.0,
                geonameid=None,
                confidence=0.9,
            ),
            time=Time(span=when, text=h.day.isoformat(), start=h.day, end=h.day, kind="date"),
            counts=(Count(span=count, text=str(killed), what="killed", low=killed, high=killed, bound="exact"),) if h.killed else (),
        )

    def _claim(self, number: int) -> str:
        start = len(self.text)
        name = self.world.rng.choice(self.world.groups)
        self._say(f"said {name}.")
        span = (start + 5, start + 5 + len(name))
        self.claims.append(
            Claim(id=f"c{number}", source=Source(span=span, text=name, name=name), content=((0, start),), cue=((start, start + 4),))
        )
        return f"c{number}"

    def _tally(self, h: Happening) -> Tally:
        low = self.world.rng.randint(3, 60)
        span = self._say(f"at least {low}")
        place = Place(span=NOWHERE, text=h.place[1], name=h.place[1], basis="country", country=h.place[1])
        return Tally(
            id="t1",
            what="attacks",
            low=low,
            high=None,
            bound="at_least",
            text=f"at least {low}",
            span=span,
            since=self.day - timedelta(days=14),
            until=self.day,
            place=(place,),
            claim="c1",
        )
