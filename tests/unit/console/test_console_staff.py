"""The staff list and invitations over HTTP."""

from __future__ import annotations

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from bot.services.ports import Deps, Role
from tests.faces import OWN_PAGE, Desk
from tests.world import SetClock

PASSWORD = "a long enough password"


@pytest.fixture
def kim(app: FastAPI, deps: Deps) -> Desk:
    return Desk(deps, "Kim", Role.ADMINISTRATOR, app=app)


def stranger(app: FastAPI) -> TestClient:
    return TestClient(app, headers=OWN_PAGE)


def invite(desk: Desk, name: str = "Alex", role: str = "counsellor") -> dict:
    answer = desk.client.post("/api/staff", json={"name": name, "role": role, "languages": ["en"], "capacity": 2})
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_the_link_holds_its_token_where_no_server_sees_it(app: FastAPI, kim: Desk) -> None:
    address, _, token = invite(kim)["link"].partition("#invitation=")
    assert address == "http://testserver/"
    looked = stranger(app).post("/api/invitations/look", json={"token": token})
    assert looked.json() == {"name": "Alex", "role": "counsellor", "min_password": 12}


def test_accepting_opens_a_session_and_uses_the_link_up(app: FastAPI, kim: Desk) -> None:
    token = invite(kim)["link"].partition("#invitation=")[2]
    client = stranger(app)
    weak = client.post("/api/invitations/accept", json={"token": token, "password": "alex"})
    assert (weak.status_code, weak.json()["error"]["why"], weak.json()["error"]["minimum"]) == (400, "short", 12)
    accepted = client.post("/api/invitations/accept", json={"token": token, "password": PASSWORD})
    assert accepted.json()["counsellor"]["name"] == "Alex"
    assert client.get("/api/me").status_code == 200
    for path, body in (("look", {"token": token}), ("accept", {"token": token, "password": PASSWORD})):
        again = client.post(f"/api/invitations/{path}", json=body)
        assert (again.status_code, again.json()["error"]["code"]) == (410, "invitation_over")


def test_the_list_says_who_is_who_and_whom_i_may_change(kim: Desk, sam: Desk, robin: Desk) -> None:
    invite(kim)
    listed = {one["name"]: one for one in robin.client.get("/api/staff").json()["staff"]}
    assert list(listed) == ["Alex", "Kim", "Robin", "Sam"]
    assert (listed["Alex"]["has_joined"], bool(listed["Alex"]["invited_until"])) == (False, True)
    assert [listed[name]["may_change"] for name in ("Kim", "Robin", "Sam")] == [False, True, True]
    assert [listed[name]["me"] for name in ("Kim", "Robin", "Sam")] == [False, True, False]
    assert not {"password_hash", "totp_secret", "seen_at"} & set(listed["Sam"])


def test_a_change_is_felt_at_once(kim: Desk, sam: Desk) -> None:
    path = f"/api/staff/{sam.counsellor.id}"
    changed = kim.client.post(path, json={"role": "supervisor", "languages": ["cy"], "skills": ["lgbtq"], "capacity": 5}).json()
    assert (changed["role"], changed["languages"], changed["capacity"]) == ("supervisor", ["cy"], 5)
    assert changed["skills"] == ["lgbtq"]
    assert {"lgbtq"} < {one["id"] for one in kim.client.get("/api/staff").json()["skills"]}
    assert sam.client.get("/api/staff").status_code == 200
    kim.client.post(path, json={"role": "counsellor"})
    assert sam.client.get("/api/staff").status_code == 403
    assert kim.client.post(f"{path}/disable").json()["disabled_at"]
    assert sam.client.get("/api/me").status_code == 401
    assert kim.client.post(f"{path}/enable").json()["disabled_at"] is None


def test_resetting_gives_a_new_link_and_takes_the_second_factor_only_when_asked(kim: Desk, sam: Desk) -> None:
    path = f"/api/staff/{sam.counsellor.id}"
    assert "#invitation=" in kim.client.post(f"{path}/reset").json()["link"]
    assert kim.client.post(f"{path}/reset-second-factor").json()["second_factor"] is False
    own = kim.client.post(f"/api/staff/{kim.counsellor.id}/reset")
    assert (own.status_code, own.json()["error"]["code"]) == (409, "own_account")
    last = kim.client.post(f"/api/staff/{kim.counsellor.id}/disable")
    assert (last.status_code, last.json()["error"]["code"]) == (409, "last_administrator")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"name": "Sam", "role": "counsellor"}, 409, "name_taken"),
        ({"name": " ", "role": "counsellor"}, 400, "bad_name"),
        ({"name": "Jo", "role": "king"}, 400, "bad_request"),
        ({"name": "Jo", "role": "counsellor", "capacity": 0}, 400, "bad_staff_change"),
        ({"name": "Jo", "role": "counsellor", "capacity": "3"}, 400, "bad_request"),
        ({"name": "Jo", "role": "counsellor", "languages": ["../x"]}, 400, "bad_staff_change"),
        ({"name": "Jo", "role": "counsellor", "skills": ["juggling"]}, 400, "unknown_skill"),
        ({"name": "Jo", "role": "administrator"}, 403, "no_permission"),
    ],
)
def test_what_cannot_be_invited_says_why(robin: Desk, sam: Desk, body: dict, status: int, code: str) -> None:
    assert sam.counsellor.name == "Sam"
    answer = robin.client.post("/api/staff", json=body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


def test_an_old_console_proves_itself_before_it_changes_anybody(deps: Deps, kim: Desk, sam: Desk) -> None:
    assert isinstance(deps.clock, SetClock)
    deps.clock.pass_by(minutes=15)
    refused = kim.client.post(f"/api/staff/{sam.counsellor.id}/disable")
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "prove_again")
    assert kim.client.get("/api/staff").status_code == 200


def test_the_audit_log_names_people_and_pages_back(deps: Deps, kim: Desk, sam: Desk, robin: Desk, with_bot: str) -> None:
    assert sam.client.get(f"/api/conversations/{with_bot}").status_code == 403
    assert sam.client.get("/api/audit").status_code == 403
    for number in range(100):
        kim.client.post(f"/api/staff/{sam.counsellor.id}", json={"capacity": number % 5 + 1})
    first = kim.client.get("/api/audit").json()
    assert (len(first["lines"]), first["next"]) == (100, 3)
    newest = first["lines"][0]
    assert (newest["by_name"], newest["action"], newest["about_name"]) == ("Kim", "account_changed", "Sam")
    last = kim.client.get("/api/audit", params={"before": 3}).json()
    assert [(one["action"], one["by_name"], one["about"]) for one in last["lines"]] == [
        ("refused", "Sam", "audit"),
        ("read_refused", "Sam", None),
    ]
    assert last["lines"][1]["label"].startswith("Chat ")
    assert last["next"] is None
    assert kim.client.get("/api/audit", params={"by": kim.counsellor.id}).json()["lines"][0]["action"] == "audit_read"
    found = kim.client.get("/api/audit", params={"conversation": with_bot}).json()["lines"]
    assert [one["number"] for one in found] == [1]
    assert kim.client.get("/api/audit", params={"since": "2026-03-02T00:00:00Z"}).json()["lines"] == []
    assert kim.client.get("/api/audit", params={"since": "yesterday"}).status_code == 400
