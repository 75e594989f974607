"""Who may do what: nobody changes anything without a token, other sites and names never, nothing too large, nothing too fast."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from selon.errors import UsageError
from selon.ledger import access
from selon.ledger.store import Ledger
from selon.views.web.app import create_app
from selon.views.web.security import Paces
from selon.views.web.serving import check
from selon.views.web.settings import Settings

API = "/api/v1"
NOTE = {"kind": "note", "value": "x", "reason": "y"}


def an_incident(client: TestClient) -> str:
    return str(client.get(f"{API}/incidents?limit=1").json()["items"][0]["id"])


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer wrong", "Basic QWRhOng=", "Bearer selon_"])
def test_no_token_no_change(client: TestClient, header: str | None) -> None:
    headers = {"Authorization": header} if header is not None else {}
    body = {**NOTE, "about": [an_incident(client)]}
    assert client.post(f"{API}/decisions", json=body, headers=headers).status_code == 401
    assert client.post(f"{API}/decisions/x/undo", json={"reason": "y"}, headers=headers).status_code == 401
    assert client.get(f"{API}/review", headers=headers).status_code == 401
    assert client.get(f"{API}/decisions").json()["items"] == []


def test_a_decision_has_author_time_and_reason_and_can_be_undone(client: TestClient, token: str, where: Path) -> None:
    name = an_incident(client)
    mine = {"Authorization": f"Bearer {token}"}
    made = client.post(
        f"{API}/decisions", json={"kind": "grade", "about": [name], "value": "likely", "reason": "two sources"}, headers=mine
    )
    assert made.status_code == 200, made.text
    assert (made.json()["author"], made.json()["reason"]) == ("Ada", "two sources")
    assert client.get(f"{API}/incidents/{name}").json()["grade"] == "likely"
    undone = client.post(f"{API}/decisions/{made.json()['id']}/undo", json={"reason": "mistake"}, headers=mine)
    assert undone.status_code == 200, undone.text
    assert client.get(f"{API}/incidents/{name}").json()["grade"] is None
    held = client.get(f"{API}/decisions").json()["items"]
    assert next(d for d in held if d["id"] == made.json()["id"])["superseded"]
    with Ledger(where) as ledger:
        assert {"decided: grade", "decided: undo"} <= {d.what for d in access.deeds(ledger.database)}


def test_a_revoked_token_is_worthless(client: TestClient, token: str, where: Path) -> None:
    with Ledger(where) as ledger:
        access.revoke(ledger.database, "Ada")
    body = {**NOTE, "about": [an_incident(client)]}
    assert client.post(f"{API}/decisions", json=body, headers={"Authorization": f"Bearer {token}"}).status_code == 401


def test_tokens_are_kept_as_hashes(where: Path, token: str) -> None:
    held = b"".join(p.read_bytes() for p in where.parent.iterdir() if p.name.startswith(where.name))
    assert b"Ada" in held
    assert token.encode() not in held


def test_other_sites_and_names_are_refused(client: TestClient, token: str) -> None:
    body = {**NOTE, "about": [an_incident(client)]}
    headers = {"Authorization": f"Bearer {token}", "Sec-Fetch-Site": "cross-site"}
    assert client.post(f"{API}/decisions", json=body, headers=headers).status_code == 403
    assert client.get(f"{API}/meta", headers={"Host": "evil.example"}).status_code == 400


def test_bodies_have_a_limit(client: TestClient, token: str) -> None:
    answer = client.post(f"{API}/decisions", content=b"x" * 100_000, headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 413

    def drops() -> object:
        for _ in range(100):
            yield b"x" * 1000

    assert client.post(f"{API}/decisions", content=drops(), headers={"Authorization": f"Bearer {token}"}).status_code == 413  # type: ignore[arg-type]


def test_too_often_is_told_when_to_come_back(where: Path) -> None:
    with TestClient(create_app(Settings(ledger=str(where), requests_per_second=1, burst=3)), base_url="http://127.0.0.1") as client:
        answers = [client.get(f"{API}/openapi.json") for _ in range(5)]
    assert [a.status_code for a in answers] == [200, 200, 200, 429, 429]
    assert int(answers[-1].headers["retry-after"]) >= 1


def test_a_pace_recovers_and_old_clients_are_forgotten() -> None:
    now = 0.0
    paces = Paces(rate=2.0, burst=2, clock=lambda: now)
    assert [paces.wait("a"), paces.wait("a")] == [0.0, 0.0]
    assert paces.wait("a") == pytest.approx(0.5)
    now = 0.6
    assert paces.wait("a") == 0.0
    assert paces.wait("b") == 0.0


def test_the_browser_is_told_what_may_run(client: TestClient) -> None:
    for path in ("/", "/incident/x", "/static/index.html", f"{API}/meta", f"{API}/nothing"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2f..%2fapp.py",
        "/static/%2e%2e%2f%2e%2e%2f%2e%2e%2fmodel.py",
        "/static//etc/passwd",
    ],
)
def test_static_files_stay_in_their_folder(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert "create_app" not in answer.text
    assert "root:" not in answer.text
    assert answer.status_code == 404 or answer.headers["content-type"].startswith("text/html")


def test_listening_elsewhere_needs_a_token(where: Path) -> None:
    with pytest.raises(UsageError, match="token"):
        check(Settings(ledger=str(where), host="0.0.0.0"))
    check(Settings(ledger=str(where), host="0.0.0.0", public=True))
    with Ledger(where) as ledger:
        access.new_token(ledger.database, "Bob")
    check(Settings(ledger=str(where), host="0.0.0.0"))


def test_names_of_tokens(where: Path) -> None:
    with Ledger(where) as ledger:
        access.new_token(ledger.database, "Eve")
        for bad in ("Eve", "", " "):
            with pytest.raises(UsageError):
                access.new_token(ledger.database, bad)
        with pytest.raises(UsageError, match="no token"):
            access.revoke(ledger.database, "Nobody")
