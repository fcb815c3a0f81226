"""The moves of a hand-off as the console's page makes them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from bot.console.app import create_app
from bot.console.settings import ConsoleSettings
from bot.guidance.service_hours import read_service_hours
from bot.services.ports import Deps
from bot.services.presence import presence
from bot.services.receive import receive
from bot.services.start_conversation import start_conversation
from tests.faces import Desk, words


def url(conversation_id: str, what: str) -> str:
    return f"/api/conversations/{conversation_id}/{what}"


def post(desk: Desk, path: str, **body: Any) -> tuple[int, Any]:
    answer = desk.client.post(path, json=body)
    told = answer.json() if answer.content else None
    return answer.status_code, told["error"]["code"] if answer.status_code >= 400 else told


@pytest.fixture(autouse=True)
def everybody_is_here(deps: Deps, sam: Desk, alex: Desk) -> None:
    for desk in (sam, alex):
        presence(deps, desk.counsellor.id)


@pytest.fixture
def calm(deps: Deps) -> str:
    """One who waits, and is not in danger."""
    conversation, _ = start_conversation(deps)
    receive(deps, conversation.id, client_id="m1", text="person please")
    return conversation.id


def test_the_next_one_is_given_until_nobody_waits(sam: Desk, waiting: str, calm: str) -> None:
    given = [post(sam, "/api/take-next") for _ in range(3)]
    assert [(status, card["id"] if card else None) for status, card in given] == [(200, waiting), (200, calm), (204, None)]
    card = given[0][1]
    assert (card["owner"], card["counsellor"], card["answered"], card["practice"]) == ("counsellor", "Sam", False, False)
    assert (card["language"], card["offered_to"], card["rings"], card["blocked_until"]) == ("en", None, False, None)


def test_one_that_is_not_next_is_not_theirs_to_take(sam: Desk, waiting: str, calm: str) -> None:
    assert sam.client.get("/api/queue").json()["next"] == waiting
    assert post(sam, url(calm, "claim")) == (409, "not_next")
    assert post(sam, url(waiting, "claim"))[0] == 200


def test_a_break_is_seen_by_everybody(sam: Desk, alex: Desk, waiting: str) -> None:
    status, me = post(sam, "/api/pause", kind="break")
    assert (status, me["pause_kind"], me["has"], me["capacity"], me["hard_in_a_row"], me["break_due"]) == (
        *(200, "break"),
        *(0, 3, 0, False),
    )
    assert me["paused_at"]
    assert post(sam, "/api/take-next") == (409, "paused")
    queue = alex.client.get("/api/queue").json()
    told = {one["name"]: (one["here"], one["paused"], one["has"], one["languages"]) for one in queue["staff"]}
    assert told == {"Alex": (True, False, 0, []), "Sam": (False, True, 0, [])}
    assert queue["counsellors_here"] == 1
    assert post(sam, "/api/resume")[1]["paused_at"] is None
    assert post(sam, "/api/take-next")[1]["id"] == waiting


def test_a_break_has_a_kind_that_is_known(sam: Desk) -> None:
    assert [post(sam, "/api/pause", **body)[0] for body in ({}, {"kind": "lunch"}, {"kind": 7})] == [400] * 3


def test_full_hands_are_told_so(sam: Desk, deps: Deps) -> None:
    for _ in range(4):
        conversation, _ = start_conversation(deps)
        receive(deps, conversation.id, client_id="m1", text="person please")
    given = [post(sam, "/api/take-next") for _ in range(4)]
    assert [status for status, _ in given] == [200, 200, 200, 409]
    assert given[-1][1] == "full"
    assert sam.client.get("/api/queue").json()["next"] is None


def test_put_back_and_passed_on(sam: Desk, alex: Desk, waiting: str) -> None:
    post(sam, "/api/take-next")
    status, card = post(sam, url(waiting, "put-back"))
    assert (status, card["owner"], card["rings"]) == (200, "waiting", True)
    post(sam, "/api/take-next")
    status, card = post(sam, url(waiting, "transfer"), to=alex.counsellor.id)
    assert (status, card["owner"], card["offered_to"]) == (200, "waiting", "Alex")
    assert alex.client.get("/api/queue").json()["waiting"][0]["offered_to"] == "Alex"
    assert post(sam, url(waiting, "claim")) == (409, "not_next")
    assert post(alex, url(waiting, "claim"))[1]["counsellor"] == "Alex"


def test_it_is_not_passed_to_who_is_away_or_to_nobody(sam: Desk, robin: Desk, waiting: str) -> None:
    post(sam, "/api/take-next")
    assert post(sam, url(waiting, "transfer"), to=robin.counsellor.id) == (409, "not_here")
    assert post(sam, url(waiting, "transfer"), to="") == (409, "not_here")
    assert post(sam, url(waiting, "transfer"))[0] == 400


@pytest.mark.parametrize("what", ["put-back", "transfer"])
def test_only_who_has_it_gives_it_away(sam: Desk, alex: Desk, robin: Desk, waiting: str, what: str) -> None:
    post(sam, "/api/take-next")
    for other in (alex, robin):
        assert post(other, url(waiting, what), to=alex.counsellor.id) == (403, "not_yours")


def test_a_supervisor_steps_in_and_nobody_else(sam: Desk, alex: Desk, robin: Desk, waiting: str) -> None:
    post(sam, "/api/take-next")
    assert post(alex, url(waiting, "step-in")) == (403, "no_permission")
    assert post(robin, url(waiting, "step-in"))[1]["counsellor"] == "Robin"
    assert post(sam, url(waiting, "messages"), client_id="r1", text="hi") == (403, "not_yours")
    assert [card["id"] for card in robin.client.get("/api/queue").json()["held"]] == [waiting]


def test_closed_and_opened_again(sam: Desk, alex: Desk, waiting: str) -> None:
    post(sam, "/api/take-next")
    assert post(sam, url(waiting, "reopen")) == (409, "not_possible")
    assert post(sam, url(waiting, "close"), read_up_to=99)[0] == 200
    assert post(alex, url(waiting, "reopen")) == (403, "not_yours")
    assert post(sam, url(waiting, "reopen"))[1]["owner"] == "waiting"
    assert post(sam, url(waiting, "claim"))[0] == 200


def test_a_role_is_not_what_a_browser_says_it_is(sam: Desk, waiting: str, calm: str) -> None:
    """The role is a row of the database: a body, a header and a cookie of one's own making change nothing."""
    forged = TestClient(
        sam.client.app,
        cookies={**sam.cookies, "role": "administrator"},
        headers={"Sec-Fetch-Site": "same-origin", "X-Role": "administrator"},
    )
    body = {"role": "administrator", "permissions": ["step_in"], "counsellor": {"role": "administrator"}}
    assert forged.post(url(calm, "step-in"), json=body).status_code == 403
    assert forged.post(url(calm, "claim"), json=body).status_code == 409
    assert "held" not in forged.get("/api/queue").json()
    assert forged.get("/api/openapi.json").status_code == 403


def test_the_same_click_from_two_tabs_at_the_same_moment_is_one_acceptance(deps: Deps, sam: Desk, waiting: str) -> None:
    clients = [sam.client for _ in range(2)]
    start = Barrier(2)

    def claim(client: TestClient) -> int:
        start.wait()
        return client.post(url(waiting, "claim")).status_code

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(claim, clients)) == [200, 200]
    with deps.store.read() as tx:
        assert [one.said.key for one in tx.messages(waiting)].count("utter_person_joined") == 1
        assert [line.action for line in tx.audit_lines()].count("accept") == 1


def test_out_of_hours_is_told_with_the_moment_of_opening(deps: Deps, static_dir: Path) -> None:
    evenings = read_service_hours('[{days: sun, from: "16:00", to: "22:00"}]', "Europe/Madrid")
    closed = replace(deps, hours=evenings)
    app: FastAPI = create_app(closed, static_dir=static_dir, settings=ConsoleSettings(), words=words)
    told = Desk(closed, "Kim", app=app).client.get("/api/queue").json()
    assert told["hours"] == {"open": False, "opens_at": "2026-03-01T16:00:00+01:00"}


def test_without_hours_it_counts_as_open(sam: Desk) -> None:
    assert sam.client.get("/api/queue").json()["hours"] == {"open": True, "opens_at": None}
