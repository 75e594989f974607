"""Two people code blind, then settle; agreement and selon's own score."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from selon.ledger import access
from selon.ledger.store import Ledger
from selon.views.web.agreement import alpha

API = "/api/v1"


def test_coding_is_blind_until_it_is_done(client: TestClient, where: Path) -> None:
    with Ledger(where) as ledger:
        ada, bob = ({"Authorization": f"Bearer {access.new_token(ledger.database, n)}"} for n in ("Ada", "Bob"))
    queue = client.get(f"{API}/review", headers=ada).json()
    assert queue == client.get(f"{API}/review", headers=bob).json()
    article = queue[0]["article"]
    task = client.get(f"{API}/review/{article}", headers=ada).json()
    (event,) = task["reading"]["events"]
    assert (event["actor"], event["target"], event["place"], event["counts"], task["reading"]["claims"]) == ([], [], None, [], [])
    said = {"event": task["event"], "values": {"type": "ASSAULT", "status": "happened", "killed": "2"}}
    assert client.post(f"{API}/review/{article}", json={**said, "settle": True}, headers=ada).status_code == 403
    assert client.post(f"{API}/review/{article}", json=said, headers=ada).json()["others"] == {}
    assert client.get(f"{API}/review/{article}", headers=bob).json()["others"] == {}
    other = {"event": task["event"], "values": {"type": "THREATEN", "status": "happened", "killed": "2"}}
    assert client.post(f"{API}/review/{article}", json=other, headers=bob).json()["others"] == {"Ada": said["values"]}
    settled = client.post(f"{API}/review/{article}", json={**said, "settle": True}, headers=bob).json()
    assert settled["settled"] == said["values"]
    told = {a["field"]: a for a in client.get(f"{API}/review-agreement", headers=ada).json()}
    assert told["type"]["units"] == 1
    assert told["killed"]["selon"] in (0.0, 1.0)
    item = next(q for q in client.get(f"{API}/review", headers=ada).json() if q["article"] == article)
    assert (item["coders"], item["settled"]) == (["Ada", "Bob"], True)


def test_wrong_codings_are_refused(client: TestClient, token: str) -> None:
    mine = {"Authorization": f"Bearer {token}"}
    article = client.get(f"{API}/review", headers=mine).json()[0]["article"]
    event = client.get(f"{API}/review/{article}", headers=mine).json()["event"]
    assert client.post(f"{API}/review/{article}", json={"event": event, "values": {"mood": "x"}}, headers=mine).status_code == 400
    assert client.post(f"{API}/review/{article}", json={"event": "e999", "values": {}}, headers=mine).status_code == 400
    assert client.post(f"{API}/review/nothing", json={"event": "e1", "values": {}}, headers=mine).status_code == 404


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        ([{"a": "x", "b": "x"}, {"a": "y", "b": "y"}], 1.0),
        ([{"a": "x", "b": "y"}, {"a": "y", "b": "x"}], -0.5),
        ([{"a": "x"}, {"b": "y"}], None),
        ([{"a": "x", "b": "X "}, {"a": "x", "b": "x"}], 1.0),
        # Two observers, ten units, 0 and 1: the first example of Krippendorff's "Computing Krippendorff's Alpha-Reliability" (2011).
        ([{"a": a, "b": b} for a, b in zip("0100000001", "1110010000", strict=True)], 0.0952),
        # Three coders, not all of whom coded every unit.
        ([{"a": "1", "b": "1", "c": "1"}, {"a": "2", "b": "2"}, {"a": "2", "c": "1"}, {"b": "2"}], 0.5),
    ],
)
def test_alpha(units: list[dict[str, str]], expected: float | None) -> None:
    assert alpha(units)[0] == expected
