"""The public page: excerpts whose spans are exact, names of private people masked, coarse positions, no review."""

from __future__ import annotations

from fastapi.testclient import TestClient

from selon.model import Participant
from selon.views.web.shown import MASK, MOST, masked

API = "/api/v1"


def test_excerpts_hold_their_spans(client: TestClient, public: TestClient) -> None:
    shorter = 0
    for a in public.get(f"{API}/articles?limit=500").json()["items"]:
        view = public.get(f"{API}/articles/{a['id']}").json()
        whole = client.get(f"{API}/articles/{a['id']}").json()["reading"]
        cut = view["reading"]
        assert view["excerpt"]
        assert len(cut["text"]) <= MOST
        shorter += len(cut["text"]) < len(whole["text"])
        spanned = [x for key in ("quantities", "places", "times", "tallies") for x in cut[key]]
        spanned += [p for e in cut["events"] for p in (*e["actor"], *e["target"], *e["counts"])]
        for x in spanned:
            if x["text"] != MASK and x["field"] is None:
                held = cut["text"][slice(*x["span"])]
                assert held == x["text"] or MASK in held
        assert {e["id"] for e in cut["events"]} <= {e["id"] for e in whole["events"]}
        assert all(line.replace(MASK, "").strip() == "" or MASK in line or line in whole["text"] for line in cut["text"].split("\n"))
    assert shorter > 20


def test_positions_are_coarse(client: TestClient, public: TestClient) -> None:
    fine = {i["id"]: i["place"] for i in client.get(f"{API}/incidents?limit=500").json()["items"] if i["place"] and i["place"]["lat"]}
    coarse = {i["id"]: i["place"] for i in public.get(f"{API}/incidents?limit=500").json()["items"] if i["id"] in fine}
    assert all(c["radius_km"] >= 50 for c in coarse.values())
    assert any(c["lat"] != fine[n]["lat"] for n, c in coarse.items())
    columns = public.get(f"{API}/overview").json()
    assert all(r is None or r >= 50 for r in columns["radius"])


def test_private_people_have_no_names() -> None:
    private = Participant(span=(0, 8), text="Ann Dorr", name="Ann Dorr", kind="person")
    assert masked(private).name == masked(private).text == MASK
    minister = Participant(span=(0, 8), text="Ann Dorr", name="Ann Dorr", kind="person", sector="GOV")
    group = Participant(span=(0, 8), text="soldiers", name="soldiers", kind="people")
    assert (masked(minister), masked(group)) == (minister, group)


def test_there_is_no_review(public: TestClient) -> None:
    assert public.get(f"{API}/review", headers={"Authorization": "Bearer x"}).status_code == 404
