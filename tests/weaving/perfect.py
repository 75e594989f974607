"""The dossier as a perfect reader would have it: readings made from the expected ledger, to see what weaving alone gets wrong.

An event has the place and time of its incident where the expected event says any; what the dispatch leaves to context stays out.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from selon.atlas.gazetteer import Gazetteer
from selon.model import (
    Claim,
    Count,
    Dispute,
    Event,
    Interval,
    Participant,
    Place,
    Reading,
    Responsibility,
    Source,
    Span,
    Tally,
    Time,
    Voice,
    Weapon,
)  # fmt: skip

DOSSIER = Path(__file__).parents[2] / "examples" / "dossier"
EXPECTED: dict[str, Any] = json.loads((DOSSIER / "expected.json").read_text(encoding="utf-8"))
ARTICLES = [json.loads(line) for line in (DOSSIER / "articles.jsonl").read_text(encoding="utf-8").split("\n") if line.strip()]
SAID = {"d15/e4": ["2023-10-16", "2023-10-22"]}  # what a dispatch says and the expected ledger does not ask for
PLACED = {"d08/e2": {"place": "Bagdad", "country": "IQ"}}
COUNTED = {"d33/e3": ({"what": "injured", "low": 1},), "d15/e1": ({"what": "drones", "low": 1},), "d23/e5": ({"what": "drones", "low": 1},)}
SPOKEN = {"d13/e2": "Centcom spokesperson", "d14/e3": "Centcom", "d23/e2": "Centcom", "d26/e2": "Commandement central américain"}
UPDATES = {"d26/e1", "d26/e2"}  # told as older than the day before
HOME = {r: i for i in EXPECTED["incidents"] for r in i["reports"]}


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def readings() -> list[Reading]:
    return [reading(a) for a in ARTICLES]


def reading(a: dict[str, Any]) -> Reading:
    want = EXPECTED["articles"][a["id"]]
    want = {**want, "events": [{**PLACED.get(f"{a['id']}/{e['id']}", {}), **e} for e in want["events"]]}
    text = a["text"]
    day = date.fromisoformat(a["published"])
    published = Interval(start=day, end=day)
    claims = [_claim(text, c, published) for c in want["claims"]]
    claims += [_teller(text, t, published) for t in want["tallies"] if "source" in t]
    claims += [_centcom(text, e, SPOKEN[ref]) for e in want["events"] if (ref := f"{a['id']}/{e['id']}") in SPOKEN]
    events = tuple(_event(a["id"], text, e, claims) for e in want["events"])
    return Reading(
        id=a["id"], lang=a["lang"], title=a["title"], url=a["url"], outlet=a["outlet"], credit=want["credit"], translated=None,
        published=published, text=text, claims=tuple(claims), lead=want["lead"], events=events,
        tallies=tuple(_tally(text, t) for t in want["tallies"]), places=tuple(e.place for e in events if e.place is not None),
        disputes=tuple(d for d in map(_dispute, EXPECTED["disputes"]) if d is not None and _within(a["id"], d)),
    )  # fmt: skip


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return start, start + len(words)


def _claim(text: str, c: dict[str, Any], published: Interval) -> Claim:
    content = _span(text, c["content"])
    name = c["source"]
    return Claim(
        id=c["id"], source=Source(span=_span(text, name) if name in text else content, text=name, name=name, kind="official"),
        content=(content,), stance=c["stance"][0], said=published,
    )  # fmt: skip


def _teller(text: str, t: dict[str, Any], published: Interval) -> Claim:
    at = _span(text, t["at"])
    return Claim(id=f"c{t['id']}", source=Source(span=at, text=t["source"], name=t["source"], kind="official"), content=(at,), said=published)


def _centcom(text: str, e: dict[str, Any], name: str) -> Claim:
    at = _span(text, e["at"])
    return Claim(id=f"c{e['id']}", source=Source(span=at, text=name, name=name, kind="military"), content=(at,))


def _called(text: str, words: str | None) -> tuple[Participant, ...]:
    if not words:
        return ()
    span = _span(text, words) if words in text else (0, 1)
    return (Participant(span=span, text=words, name=words, kind="organisation"),)


def _flyers(incident: dict[str, Any] | None, at: Span) -> tuple[Participant, ...]:
    """Every air strike of the dossier is told as American."""
    american = Participant(span=at, text="U.S.", name="United States", kind="government", country="US")
    return (american,) if incident and incident.get("mode") == "aerial" else ()


def _event(article: str, text: str, e: dict[str, Any], claims: list[Claim]) -> Event:
    ref, at = f"{article}/{e['id']}", _span(text, e["at"])
    incident = HOME.get(ref)
    claim = next((c for c in reversed(claims) if c.content and c.content[0][0] < at[1] and at[0] < c.content[0][1]), None)
    voice = Voice(claim=claim.id if claim else None, status=e["status"][0], hedged=e.get("hedged", False), span=at)
    told = [c for c in claims if c.stance == "admits"] if incident and "claimed_by" in incident else []
    means = (Weapon(span=at, text=e["means"], kind="drone" if "rone" in e["means"] else e["means"]),) if "means" in e else ()
    return Event(
        id=e["id"], type=e["type"][0], trigger=at, mentions=(at,), voices=(voice,), status=voice.status, hedged=voice.hedged, claim=voice.claim,
        mode=e.get("mode"), newness="update" if ref in UPDATES else e.get("newness", ["new"])[0], actor=_called(text, e.get("actor")) or _flyers(incident, at), target=_called(text, e.get("target")),
        weapon=means, responsibility=tuple(Responsibility(actor=incident["claimed_by"], kind="claimed", claim=c.id) for c in told if incident),
        place=_place(e, incident, at), time=_time(ref, e, at), counts=tuple(_count(c, at) for c in (*e.get("counts", []), *COUNTED.get(ref, ()))),
    )  # fmt: skip


def _place(e: dict[str, Any], incident: dict[str, Any] | None, at: Span) -> Place | None:
    if not {"place", "country"} & e.keys():
        return None
    near = (incident or {}).get("near")
    name = (incident or {}).get("place") or e.get("place") or e["country"]
    country = e.get("country") or (incident or {}).get("country")
    if near and ("place" in e or e.get("country")):
        return Place(span=at, text=name, name=name, basis="site", country=country, lat=near[0], lon=near[1], radius_km=5.0, confidence=0.9)
    known = [x for x in gazetteer().candidates(e["place"]) if country in (None, x.country)] if "place" in e else []
    if known:
        best = max(known, key=lambda x: x.population)
        return Place(span=at, text=name, name=best.name, basis=best.basis, country=best.country, lat=best.lat, lon=best.lon,
                     radius_km=best.radius_km, confidence=0.8)  # fmt: skip
    return Place(span=at, text=name, name=name, basis="site" if "place" in e else "country", country=country, unresolved="not in the gazetteer")


def _time(ref: str, e: dict[str, Any], at: Span) -> Time | None:
    told = e["time"][0] if "time" in e else SAID.get(ref)
    if told is None:
        return None
    start, end = map(date.fromisoformat, told)
    return Time(span=at, text="", start=start, end=end, kind="date")


def _count(c: dict[str, Any], at: Span) -> Count:
    low, high = c.get("low"), c.get("high", c.get("low"))
    return Count(span=at, text=str(low), what=c["what"], low=low, high=high, bound=c.get("bound", "exact"))


def _tally(text: str, t: dict[str, Any]) -> Tally:
    since, until = (date.fromisoformat(t[k][0]) if t[k][0] else None for k in ("from", "to"))
    at = _span(text, t["at"])
    places = tuple(Place(span=at, text=c, name=c, basis="country", country=c) for c in t["countries"])
    return Tally(
        id=t["id"], what=t["what"], low=t.get("low"), high=t.get("high", t.get("low") if "bound" not in t else None), text=t["at"], span=at,
        bound=t.get("bound", "exact"), since=since, until=until, place=places, claim=f"c{t['id']}" if "source" in t else None,
        part_of=t.get("part_of"), target=(Participant(span=at, text="U.S. forces", name="U.S. forces", kind="people", country="US"),),
    )  # fmt: skip


def _dispute(d: dict[str, Any]) -> Dispute | None:
    refs = [r for side in d["sides"] for r in side["refs"]]
    if len({r.split("/")[0] for r in refs}) > 1:
        return None
    return Dispute(about=d["about"], degree=d["degree"][0], sides=tuple(tuple(r.split("/")[1] for r in side["refs"]) for side in d["sides"]))


def _within(article: str, d: Dispute) -> bool:
    return any(
        r.startswith(f"{article}/") and r.split("/")[1] in {x for s in d.sides for x in s}
        for w in EXPECTED["disputes"]
        if w["about"] == d.about and len({r.split("/")[0] for side in w["sides"] for r in side["refs"]}) == 1
        for side in w["sides"]
        for r in side["refs"]
    )
