"""The API: lists and pages of them, filters, formats, ETags, one thing with its evidence, and faults in words."""

from __future__ import annotations

import csv
import io
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

API = "/api/v1"
METACHARACTERS = (
    "'",
    '"',
    "' OR 1=1 --",
    "; DROP TABLE incident",
    "%",
    "_",
    "\\",
    "*",
    "a" * 200,
    "\x00",
    "\ud7ff",
    "(",
    '"unclosed',
    "NEAR(",
    "a AND",
)


def test_pages_of_a_list_are_the_list(client: TestClient) -> None:
    whole = client.get(f"{API}/incidents?limit=500").json()
    assert whole["total"] == len(whole["items"]) > 20
    seen, cursor = [], None
    while True:
        page = client.get(f"{API}/incidents", params={"limit": 7, **({"cursor": cursor} if cursor else {})}).json()
        seen += page["items"]
        cursor = page["next"]
        if cursor is None:
            break
    assert [i["id"] for i in seen] == [i["id"] for i in whole["items"]]


def test_the_columns_are_of_the_same_incidents(client: TestClient) -> None:
    listed = {i["id"]: i for i in client.get(f"{API}/incidents?limit=500").json()["items"]}
    columns = client.get(f"{API}/overview").json()
    assert set(columns["id"]) == set(listed)
    for n, name in enumerate(columns["id"]):
        i = listed[name]
        assert columns["types"][columns["type"][n]] == i["type"]
        assert bool(columns["flags"][n] & 1) == bool(i["disputes"])
        assert bool(columns["flags"][n] & 2) == (i["hedged"] > 0)
        assert bool(columns["flags"][n] & 4) == ("denied" in i["reported"])
        assert (columns["lat"][n] is None) == (i["place"] is None or i["place"]["lat"] is None)


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ("type=ASSAULT", lambda i: i["type"] == "ASSAULT"),
        ("country=SY", lambda i: i["place"]["country"] == "SY"),
        ("since=2023-10-20&until=2023-10-27", lambda i: i["end"] >= "2023-10-20" and (i["start"] or i["end"]) <= "2023-10-27"),
        ("status=denied", lambda i: "denied" in i["reported"]),
        ("source_kind=unnamed_official", lambda i: "unnamed_official" in i["source_kinds"]),
        ("killed_min=1", lambda i: i["figures"]["killed"]["best"] >= 1),
        ("disputed=true", lambda i: i["disputes"]),
    ],
)
def test_filters_keep_what_they_say(client: TestClient, query: str, holds) -> None:  # type: ignore[no-untyped-def]
    everything = client.get(f"{API}/incidents?limit=500").json()["items"]
    kept = client.get(f"{API}/incidents?limit=500&{query}").json()["items"]
    assert 0 < len(kept) < len(everything)
    assert all(holds(i) for i in kept)
    assert len(client.get(f"{API}/overview?{query}").json()["id"]) == len(kept)


def test_an_outlet_filters_by_its_articles(client: TestClient) -> None:
    outlets = {a["id"]: a["outlet"] for a in client.get(f"{API}/articles?limit=500").json()["items"]}
    for i in client.get(f"{API}/incidents", params={"outlet": "Agence A", "limit": 500}).json()["items"]:
        assert "Agence A" in {outlets[r["article"]] for r in i["reports"]}


def test_etag_saves_the_answer(client: TestClient) -> None:
    for path in ("incidents", "overview", "meta", "sources", "extent", "tallies", "disputes", "articles"):
        first = client.get(f"{API}/{path}")
        again = client.get(f"{API}/{path}", headers={"If-None-Match": first.headers["etag"]})
        assert (first.status_code, again.status_code, again.content) == (200, 304, b"")


def test_an_etag_ends_with_a_decision(client: TestClient, token: str) -> None:
    first = client.get(f"{API}/incidents")
    name = first.json()["items"][0]["id"]
    made = client.post(
        f"{API}/decisions",
        json={"kind": "note", "about": [name], "value": "seen", "reason": "test"},
        headers={"Authorization": f"Bearer {token}"},
    )
    assert made.status_code == 200, made.text
    assert client.get(f"{API}/incidents", headers={"If-None-Match": first.headers["etag"]}).status_code == 200


def test_csv_and_geojson_by_accept(client: TestClient) -> None:
    listed = client.get(f"{API}/incidents?limit=500").json()["items"]
    table = client.get(f"{API}/incidents?limit=500", headers={"Accept": "text/csv"})
    rows = list(csv.DictReader(io.StringIO(table.text)))
    assert sorted(r["id"] for r in rows) == sorted(i["id"] for i in listed)
    assert not any(cell.startswith(("=", "+", "@")) for r in rows for cell in r.values())
    shapes = client.get(f"{API}/incidents?limit=500", headers={"Accept": "application/geo+json"}).json()
    assert shapes["type"] == "FeatureCollection"
    by_id = {i["id"]: i for i in listed}
    assert len(shapes["features"]) == len(listed)
    for f in shapes["features"]:
        point, i = f["geometry"], by_id[f["id"]]
        assert (point is None) == (i["place"] is None or i["place"]["lat"] is None)
        assert point is None or point["coordinates"] == [i["place"]["lon"], i["place"]["lat"]]
    assert client.get(f"{API}/incidents", headers={"Accept": "image/png"}).status_code == 406


def test_one_incident_shows_the_words(client: TestClient) -> None:
    texts = {}
    for i in client.get(f"{API}/incidents?limit=500").json()["items"]:
        view = client.get(f"{API}/incidents/{i['id']}/view").json()
        assert len(view["reports"]) == len(i["reports"])
        for r in view["reports"]:
            if r["article"] not in texts:
                texts[r["article"]] = client.get(f"{API}/articles/{r['article']}").json()["reading"]
            reading = texts[r["article"]]
            event = next(e for e in reading["events"] if e["id"] == r["event"])
            text = reading["title"] if event["field"] == "title" else reading["text"]
            assert r["quote"]["words"] == text[slice(*event["trigger"])]
            assert r["quote"]["words"] in " ".join((r["quote"]["before"], r["quote"]["words"], r["quote"]["after"]))
        for d in view["disputes"]:
            assert all(ref["words"] for side in d["sides"] for ref in side["refs"])


def test_sources_and_counts(client: TestClient) -> None:
    rows = client.get(f"{API}/sources?limit=500").json()["items"]
    assert sum(r["claims"] for r in rows) > 50
    assert any(r["disputed"] for r in rows)
    told = client.get(f"{API}/sources/{quote(rows[0]['name'])}").json()
    assert len(told["said"]) == rows[0]["claims"]
    extent = client.get(f"{API}/extent?what=attacks").json()
    assert any(s["speaker"].startswith("Pentagon") and len(s["steps"]) > 1 for s in extent["series"])
    assert [i["day"] for i in extent["incidents"]] == sorted(i["day"] for i in extent["incidents"])


@pytest.mark.parametrize("bad", METACHARACTERS)
def test_odd_characters_are_only_characters(client: TestClient, bad: str) -> None:
    before = client.get(f"{API}/meta").json()["incidents"]
    for name in ("text", "actor", "outlet", "near", "country", "type", "status", "cursor", "as_of", "since", "killed_min"):
        answer = client.get(f"{API}/incidents", params={name: bad})
        assert answer.status_code in (200, 400), (name, answer.text)
    for path in ("incidents", "articles", "sources"):
        assert client.get(f"{API}/{path}/{quote(bad, safe='')}").status_code == 404
    assert client.get(f"{API}/meta").json()["incidents"] == before


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("incidents/nothing", 404, "no incident"),
        ("articles/nothing", 404, "no article"),
        ("sources/nobody", 404, "no source"),
        ("incidents?type=WAR", 400, "type"),
        ("incidents?near=1,2", 400, "LAT,LON,KM"),
        ("incidents?since=2023-10-02&until=2023-10-01", 400, "after"),
        ("incidents?limit=0", 400, "limit"),
        ("incidents?cursor=x", 400, "cursor"),
        ("incidents?as_of=never", 400, "release"),
        ("incidents?wish=1", 400, "wish"),
        ("elsewhere", 404, "openapi"),
    ],
)
def test_faults_are_said_in_words(client: TestClient, path: str, status: int, says: str) -> None:
    answer = client.get(f"{API}/{path}")
    assert answer.status_code == status
    assert says in answer.json()["detail"]
