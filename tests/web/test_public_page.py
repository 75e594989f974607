"""The public page: excerpts whose spans are exact, names of private people masked, coarse positions, no review."""

from __future__ import annotations

from pathlib import Path

from fastapi.testclient import TestClient

import selon
from selon.views.sensitivity import Rule, Rules
from selon.views.web.app import create_app
from selon.views.web.settings import Settings
from selon.views.web.shown import MASK, MOST, shown_reading

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
            if MASK not in x["text"] and x["field"] is None:
                held = cut["text"][slice(*x["span"])]
                assert held == x["text"] or MASK in held
        assert {e["id"] for e in cut["events"]} <= {e["id"] for e in whole["events"]}
        assert all(line.replace(MASK, "").strip() == "" or MASK in line or line in whole["text"] for line in cut["text"].split("\n"))
    assert shorter > 20


def test_positions_are_coarse(client: TestClient, public: TestClient) -> None:
    fine = {i["id"]: i["place"] for i in client.get(f"{API}/incidents?limit=500").json()["items"] if i["place"] and i["place"]["lat"] and i["place"]["basis"] in ("site", "town")}
    coarse = {i["id"]: i["place"] for i in public.get(f"{API}/incidents?limit=500").json()["items"] if i["id"] in fine}
    assert all(c["radius_km"] >= 35 for c in coarse.values())
    assert any(c["lat"] != fine[n]["lat"] for n, c in coarse.items())
    columns = public.get(f"{API}/overview").json()
    assert all(r >= 35 for n, r in zip(columns["id"], columns["radius"], strict=True) if n in fine)


def test_private_people_have_no_names() -> None:
    text = "Three people were killed, Maria Delgado said. Maria Delgado's brother Carlos Delgado was shot dead in Erbil on Monday. The minister left."
    reading = selon.read(text, published="2024-05-07", lang="en")
    cut, excerpt = shown_reading(reading, Settings(ledger="", public=True))
    assert excerpt
    assert "Maria" not in cut.text
    assert "Carlos" not in cut.text
    assert not {"Maria Delgado", "Carlos Delgado"} & {p.name for e in cut.events for p in (*e.actor, *e.target)}
    assert "Maria Delgado" in shown_reading(reading, Settings(ledger="", public=True, names=True))[0].text


def test_what_is_restricted_or_late_is_not_there(where: Path, client: TestClient) -> None:
    hidden = {i["id"] for i in client.get(f"{API}/incidents?country=SY&limit=500").json()["items"]}
    rules = Rules((Rule(level="restricted", country=("SY",)), Rule(level="delayed", country=("IQ",), days=100_000)))
    with TestClient(create_app(Settings(ledger=str(where), public=True, rules=rules)), base_url="http://127.0.0.1") as public:
        left = public.get(f"{API}/incidents?limit=500").json()["items"]
        assert left
        assert not {"SY", "IQ"} & {i["place"]["country"] for i in left if i["place"]}
        assert not hidden & set(public.get(f"{API}/overview").json()["id"])
        assert all(public.get(f"{API}/incidents/{i}/view").status_code == 404 for i in sorted(hidden)[:3])


def test_there_is_no_review(public: TestClient) -> None:
    assert public.get(f"{API}/review", headers={"Authorization": "Bearer x"}).status_code == 404
