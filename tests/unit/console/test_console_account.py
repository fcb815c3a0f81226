"""The own account over HTTP: what the page sends and is told."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from bot.console.app import create_app
from bot.console.settings import ConsoleSettings
from bot.services.ports import Deps
from bot.web.app import create_app as create_web
from bot.web.settings import WebSettings
from tests.authenticator import Device, code_at
from tests.faces import OFFERED, OWN_PAGE, Desk, words
from tests.world import SetClock


@pytest.fixture
def clock(deps: Deps) -> SetClock:
    assert isinstance(deps.clock, SetClock)
    return deps.clock


def set_up_app(client: TestClient, clock: SetClock) -> str:
    begun = client.post("/api/account/totp").json()
    confirmed = client.post(
        "/api/account/totp/confirm", json={"ticket": begun["ticket"], "code": code_at(begun["secret"], clock())}
    )
    assert (confirmed.status_code, len(confirmed.json()["recovery_codes"])) == (200, 10)
    clock.pass_by(seconds=60)
    return begun["secret"]


def test_me_says_what_i_may_do_and_how_my_account_is_kept(sam: Desk, robin: Desk, clock: SetClock) -> None:
    me = sam.client.get("/api/me").json()["counsellor"]
    assert (me["name"], me["role"], me["permissions"], me["second_factor"], me["passkeys"]) == (
        "Sam",
        "counsellor",
        ["counsel"],
        False,
        0,
    )
    assert {"review", "staff", "step_in"} < set(robin.client.get("/api/me").json()["counsellor"]["permissions"])
    set_up_app(sam.client, clock)
    assert sam.client.get("/api/me").json()["counsellor"]["second_factor"] is True


def test_the_qr_code_is_a_picture_in_the_answer_itself(sam: Desk) -> None:
    begun = sam.client.post("/api/account/totp").json()
    picture = unquote(begun["qr"])
    assert picture.startswith("data:image/svg+xml")
    assert "<svg" in picture
    assert begun["secret"] not in picture
    assert sam.client.get("/api/account").json()["factors"] == {"totp": False, "recovery_codes": 0, "passkeys": []}


def test_a_wrong_first_code_is_told_and_another_may_be_tried(sam: Desk, clock: SetClock) -> None:
    begun = sam.client.post("/api/account/totp").json()
    body = {"ticket": begun["ticket"], "code": "12345"}
    wrong = sam.client.post("/api/account/totp/confirm", json=body)
    assert (wrong.status_code, wrong.json()["error"]["code"]) == (403, "second_factor_failed")
    body["code"] = code_at(begun["secret"], clock())
    assert sam.client.post("/api/account/totp/confirm", json=body).status_code == 200


def test_passkeys_are_listed_by_name_and_taken_away_by_id(sam: Desk, clock: SetClock) -> None:
    begun = sam.client.post("/api/account/passkeys").json()
    assert begun["options"]["rp"] == {"name": "Unhook", "id": "testserver"}
    assert begun["options"]["authenticatorSelection"]["userVerification"] == "required"
    answer = Device().create(begun["options"])
    body = {"ticket": begun["ticket"], "answer": answer, "name": "  My   telephone "}
    assert len(sam.client.post("/api/account/passkeys/confirm", json=body).json()["recovery_codes"]) == 10
    listed = sam.client.get("/api/account").json()["factors"]["passkeys"]
    assert [(one["id"], one["name"], one["used_at"]) for one in listed] == [(answer["id"], "My telephone", None)]
    assert sam.client.post("/api/account/passkeys/%21%21/remove").status_code == 404
    assert sam.client.post(f"/api/account/passkeys/{answer['id']}/remove").status_code == 204
    assert sam.client.get("/api/account").json()["factors"]["passkeys"] == []


def test_a_configured_address_is_what_passkeys_belong_to(deps: Deps, static_dir: Path) -> None:
    settings = ConsoleSettings(url="https://console.example.org/", name="Helpline")
    app = create_app(deps, static_dir=static_dir, settings=settings, words=words)
    sam = Desk(deps, "Sam", app=app)
    begun = sam.client.post("/api/account/passkeys").json()
    assert begun["options"]["rp"] == {"name": "Helpline", "id": "console.example.org"}
    for origin, status in (("http://testserver", 400), ("https://console.example.org", 200)):
        begun = sam.client.post("/api/account/passkeys").json()
        body = {"ticket": begun["ticket"], "answer": Device(origin=origin).create(begun["options"])}
        assert sam.client.post("/api/account/passkeys/confirm", json=body).status_code == status


def test_after_a_quarter_of_an_hour_a_change_asks_for_a_proof(sam: Desk, clock: SetClock) -> None:
    secret = set_up_app(sam.client, clock)
    clock.pass_by(minutes=15)
    refused = sam.client.post("/api/account/totp/remove")
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "prove_again")
    assert sam.client.get("/api/account").json()["fresh"] is False
    step = sam.client.post("/api/account/prove/begin").json()
    assert (step["totp"], step["recovery_codes"], step["passkey"]) == (True, True, None)
    proof = {"ticket": step["ticket"], "way": "code", "code": code_at(secret, clock())}
    assert sam.client.post("/api/account/prove", json=proof).status_code == 204
    assert sam.client.post("/api/account/totp/remove").status_code == 204


def test_sessions_tell_times_and_nothing_else(app: FastAPI, sam: Desk) -> None:
    sessions = sam.client.get("/api/account").json()["sessions"]
    assert [set(one) for one in sessions] == [{"handle", "created_at", "seen_at", "this"}]
    assert sessions[0]["this"] is True
    assert sam.client.post("/api/account/sessions/nothing/end").status_code == 404
    assert sam.client.post("/api/account/sessions/end-others").status_code == 204
    assert sam.client.post(f"/api/account/sessions/{sessions[0]['handle']}/end").status_code == 204
    assert sam.client.get("/api/me").status_code == 401


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"ticket": "x", "way": "code"},
        {"ticket": "a" * 43, "way": "guess"},
        {"ticket": "a" * 43, "way": "passkey", "answer": "no"},
        {"ticket": "a" * 43, "way": "code", "code": 123456},
        {"ticket": "a" * 43, "way": "code", "code": "1" * 101},
        {"ticket": ["a" * 43], "way": "code"},
    ],
)
def test_a_second_step_that_makes_no_sense_is_a_bad_request(app: FastAPI, body: dict) -> None:
    answer = TestClient(app, headers=OWN_PAGE).post("/api/sign-in/second", json=body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "bad_request")


def test_only_the_console_may_ask_a_device_for_passkeys(app: FastAPI, deps: Deps, static_dir: Path) -> None:
    allowed = "publickey-credentials-create=(self), publickey-credentials-get=(self)"
    assert allowed in TestClient(app).get("/").headers["permissions-policy"]
    web = create_web(deps, static_dir=static_dir, words=words, offered=OFFERED, settings=WebSettings())
    assert "publickey-credentials-get=()" in TestClient(web).get("/").headers["permissions-policy"]
