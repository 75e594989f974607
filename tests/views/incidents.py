"""Incidents made up for tests: nobody in them is anybody."""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec.structs import replace

from selon.model import (
    Figure,
    FigureReport,
    Incident,
    IncidentReport,
    Interval,
    Participant,
    Place,
    Ref,
    Responsibility,
    Side,
    WovenDispute,
)
from selon.views.sharing import Cited, Told

TOWN = Place(span=(0, 5), text="Abu Kamal", name="Abu Kamal", basis="town", country="SY", admin1="Deir ez-Zor", lat=34.45, lon=40.92, radius_km=5.0)


def someone(name: str, kind: Any = "person", text: str | None = None, **more: Any) -> Participant:
    return Participant(span=(0, 1), text=text or name, name=name, kind=kind, **more)


def figure(best: int, text: str = "four", bound: Any = "exact", of: Any = None, root: str | None = None) -> Figure:
    said = FigureReport(low=best, high=None, bound=bound, text=text, article="a1", event="e1", span=(0, 4), of=of, root_source=root)
    return Figure(low=best, best=best, high=best, said=(said,))


STRIKE = Incident(
    id="i1", type="ASSAULT", mode="drone", title="Reported drone attack, Abu Kamal, 18 Oct 2023", start=date(2023, 10, 18), end=date(2023, 10, 18), place=TOWN,
    actors=(someone("Islamic Resistance in Iraq", "organisation", sector="REB"),), targets=(someone("soldiers", "people", sector="MIL", country="US"),),
    responsibility=(Responsibility(actor="Islamic Resistance in Iraq", kind="claimed"),), reported={"happened": 3, "denied": 1}, hedged=1,
    told=Interval(start=date(2023, 10, 18), end=date(2023, 10, 20)), source_kinds=("military",), figures={"killed": figure(4), "injured": figure(20)},
    reports=(IncidentReport(article="a1", event="e1"), IncidentReport(article="a2", event="e3")), articles=2, outlets=2, origins=2, root_sources=1, disputes=("d1",),
)  # fmt: skip
DISPUTE = WovenDispute(
    id="d1", about="figure", degree="contradicts", incident="i1", note=None,
    sides=(Side(says="Jane Oakley: 4 killed", refs=(Ref(article="a1", id="e1", span=(0, 4)),)), Side(says="2 killed", refs=())),
)  # fmt: skip
CITED = (Cited("a1", "The Courier", "https://example.org/a1", "2023-10-18"), Cited("a2", "=HYPERLINK(1)", "https://example.org/a2", "2023-10-20"))
BARE = Incident(id="i0", type="CONSULT", title="-Talks", start=None, end=None, reported={"happened": 1})


def told(incident: Incident = STRIKE, **changes: Any) -> Told:
    return Told(replace(incident, **changes), CITED, (DISPUTE,) if incident is STRIKE else ())
