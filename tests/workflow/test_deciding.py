"""People overrule: decisions are kept by every weaving, superseded and never deleted, and can be taken back."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from msgspec.structs import replace

from selon.errors import UsageError
from selon.ledger.store import Ledger
from selon.model import Incident, Reading
from selon.weaving.figures import Rule
from selon.workflow.deciding import decide, undo
from selon.workflow.weaving import reweave, weave_new

WHO = ("M. Ba", "seen on video")


@pytest.fixture
def woven(ledger: Ledger, readings: list[Reading]) -> Ledger:
    ledger.add(readings[:16])
    weave(ledger)
    return ledger


def weave(ledger: Ledger) -> None:
    for _ in weave_new(ledger):
        pass


def everything(ledger: Ledger) -> dict[str, Incident]:
    return {i.id: i for i in ledger.incidents()}


def again(ledger: Ledger, rule: Rule = "latest") -> None:
    """All incidents woven anew."""
    refs = [f"{r.article}/{r.event}" for i in ledger.incidents() for r in i.reports]
    with ledger.writing("weave") as w:
        reweave(w, refs, rule)


def pair(ledger: Ledger) -> tuple[Incident, Incident]:
    """Two incidents of several reports."""
    a, b = [i for i in everything(ledger).values() if len(i.reports) >= 2][:2]
    return a, b


def one(ledger: Ledger, id: str) -> Incident:
    file = ledger.incident(id)
    assert file is not None
    return file.incident


def test_merged_incidents_are_one_and_stay_so(woven: Ledger, readings: list[Reading]) -> None:
    a, b = pair(woven)
    woven.release("before")
    decide(woven, "merge", (a.id, b.id), None, *WHO)
    file_a, file_b = woven.incident(a.id), woven.incident(b.id)
    assert file_a is not None
    assert file_b is not None
    assert file_a.incident == file_b.incident
    assert {file_a.asked, file_b.asked} == {None, a.id if file_a.asked else b.id}
    assert set(file_a.incident.reports) >= {*a.reports, *b.reports}
    assert [d.kind for d in file_a.decisions] == ["merge"]
    again(woven)
    woven.add(readings[16:24])
    weave(woven)
    assert one(woven, a.id) == one(woven, b.id)
    then = woven.incident(b.id, as_of="before")
    assert then is not None
    assert then.incident == b


def test_a_merge_taken_back_leaves_all_as_it_was(woven: Ledger) -> None:
    before = everything(woven)
    a, b = pair(woven)
    made = decide(woven, "merge", (a.id, b.id), None, *WHO)
    undo(woven, made.id, "K. Le", "another base")
    assert everything(woven) == before
    first, last = woven.decisions()
    assert (first.superseded, last.kind, last.superseded) == (last.id, "undo", None)
    with pytest.raises(UsageError, match="does not stand"):
        undo(woven, made.id, "K. Le", "again")


def test_split_reports_stay_apart_and_a_later_merge_overrules(woven: Ledger, readings: list[Reading]) -> None:
    a, _ = pair(woven)
    leaving = f"{a.reports[-1].article}/{a.reports[-1].event}"
    decide(woven, "split", (leaving,), None, *WHO)

    def home() -> str:
        return next(i.id for i in woven.incidents() if any(f"{r.article}/{r.event}" == leaving for r in i.reports))

    assert home() != a.id or len(one(woven, a.id).reports) < len(a.reports)
    rest = {i.id for i in woven.incidents() if set(i.reports) & set(a.reports)}
    assert len(rest) >= 2
    again(woven)
    woven.add(readings[16:24])
    weave(woven)
    stayed = {i.id for i in woven.incidents() if set(i.reports) & set(a.reports)}
    assert len(stayed) >= 2
    decide(woven, "merge", tuple(sorted(stayed)), None, *WHO)
    assert len({i.id for i in woven.incidents() if set(i.reports) & set(a.reports)}) == 1


def test_grades_and_corrections_are_laid_over_and_kept(woven: Ledger) -> None:
    a, b = pair(woven)
    decide(woven, "grade", (a.id,), "weak", *WHO)
    decide(woven, "grade", (a.id,), "confirmed", *WHO)
    for value in ("killed=3,4,9", "type=PROTEST", "start=2021-01-01", "end=2021-01-05", "place=Elsewhere", "country=FR", "position=1,2,3"):
        decide(woven, "correct", (a.id,), value, *WHO)
    for _ in range(2):
        i = one(woven, a.id)
        assert (i.grade, i.type, i.start, i.end) == ("confirmed", "PROTEST", date(2021, 1, 1), date(2021, 1, 5))
        assert (i.figures["killed"].low, i.figures["killed"].best, i.figures["killed"].high) == (3, 4, 9)
        assert i.place is not None
        assert (i.place.name, i.place.country, i.place.lat, i.place.lon, i.place.radius_km) == ("Elsewhere", "FR", 1.0, 2.0, 3.0)
        assert i.reports == a.reports
        again(woven, "cautious")
    decide(woven, "merge", (b.id, a.id), None, *WHO)
    assert one(woven, a.id).grade == "confirmed"
    assert [i.id for i in woven.incidents(grade=("confirmed",))] == [one(woven, a.id).id]
    standing = [d for d in woven.decisions() if d.superseded is None and d.kind == "grade"]
    assert [d.value for d in standing] == ["confirmed"]


def test_taking_back_a_grade_brings_the_one_before_again(woven: Ledger) -> None:
    a, _ = pair(woven)
    decide(woven, "grade", (a.id,), "weak", *WHO)
    made = decide(woven, "grade", (a.id,), "likely", *WHO)
    undo(woven, made.id, *WHO)
    assert one(woven, a.id).grade == "weak"


def test_decisions_outlive_a_new_version_of_the_article(woven: Ledger, readings: list[Reading]) -> None:
    a, b = pair(woven)
    decide(woven, "merge", (a.id, b.id), None, *WHO)
    decide(woven, "grade", (a.id,), "likely", *WHO)
    for r in {r.article for r in (*a.reports, *b.reports)}:
        old = next(x for x in readings if x.id == r)
        woven.add([replace(old, text=old.text + " Corrected.")])
    weave(woven)
    assert one(woven, a.id) == one(woven, b.id)
    assert one(woven, a.id).grade == "likely"
    assert set(one(woven, a.id).reports) >= {*a.reports, *b.reports}


def test_the_history_of_an_incident_has_no_gap(woven: Ledger, readings: list[Reading]) -> None:
    a, _ = pair(woven)
    for grade in ("weak", "likely", "confirmed"):
        decide(woven, "grade", (a.id,), grade, *WHO)
    steps = woven.history(a.id)
    assert [s.incident.grade for s in steps] == [None, "weak", "likely", "confirmed"]
    assert all(x.until == y.at for x, y in pairwise(steps))
    assert steps[-1].until is None
    for s in steps:
        then = woven.incident(a.id, as_of=s.at)
        assert then is not None
        assert then.incident == s.incident


@pytest.mark.parametrize(("kind", "about", "value", "words"), [
    ("merge", ("{a}",), None, "two incidents"), ("merge", ("{a}", "nothing"), None, "no incident 'nothing'"),
    ("split", ("{a}",), None, "no incident has a report"), ("split", ("{all}",), None, "all reports"),
    ("correct", ("{a}",), "colour=red", "fields: type"), ("correct", ("{a}",), "killed=many", "correction"),
    ("correct", ("{a}",), "start=2999-01-01", "is after the end"), ("correct", ("{a}",), "type=WAR", "there are AGREE"),
    ("grade", ("{a}",), "sure", "there are confirmed"), ("note", ("{a}",), " ", "needs words"), ("undo", ("x",), None, "no decision 'x'"),
])
def test_a_wrong_decision_says_why_and_changes_nothing(woven: Ledger, kind: str, about: tuple[str, ...], value: str | None, words: str) -> None:
    a, _ = pair(woven)
    before = everything(woven)
    named = [r for x in about for r in ([f"{r.article}/{r.event}" for r in a.reports] if x == "{all}" else [x.format(a=a.id)])]
    with pytest.raises(UsageError, match=words):
        decide(woven, kind, named, value, *WHO)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="author and a reason"):
        decide(woven, "grade", (a.id,), "weak", " ", "because")
    assert everything(woven) == before
    assert woven.decisions() == ()
