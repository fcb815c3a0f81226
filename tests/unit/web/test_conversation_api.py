from __future__ import annotations

import json

import pytest
from starlette.testclient import TestClient

from bot.services.ports import Deps
from tests.faces import bearer, bot_answers, say


def _messages(client: TestClient, chat: dict[str, str], after: int = 0) -> list[dict]:  # type: ignore[type-arg]
    answer = client.get(f"/api/conversations/{chat['conversation']}/messages?after={after}", headers=bearer(chat["token"]))
    found: list[dict] = answer.json()["messages"]  # type: ignore[type-arg]
    return found


def test_a_conversation_begins_with_the_welcome_and_its_buttons(client: TestClient) -> None:
    answer = client.post("/api/conversations", json={})
    assert answer.status_code == 201
    welcome = _messages(client, answer.json())[0]
    assert (welcome["seq"], welcome["sender"], welcome["key"]) == (1, "bot", "utter_welcome")
    assert {"id": "ask_for_person", "label": "Talk to a person", "tel": None, "url": None} in welcome["buttons"]


def test_a_page_that_sends_no_body_gets_a_conversation_too(client: TestClient) -> None:
    assert client.post("/api/conversations").status_code == 201


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [("cy", "cy"), ("cy-GB", "cy"), ("en", "en"), ("fr", "en"), ("", "en"), ("../etc", "en"), ("c" * 999, "en")],
)
def test_a_conversation_is_in_the_language_of_the_page_where_that_is_offered(
    client: TestClient, deps: Deps, asked: str, spoken: str
) -> None:
    begun = client.post("/api/conversations", json={"language": asked}).json()
    assert begun["language"] == spoken
    with deps.store.read() as tx:
        conversation = tx.conversation(begun["conversation"])
    assert conversation
    assert conversation.language == spoken


def test_the_state_says_who_answers_and_nothing_about_urgency(client: TestClient, chat: dict[str, str]) -> None:
    say(client, chat, "T0 now", "m1")
    state = client.get(f"/api/conversations/{chat['conversation']}", headers=bearer(chat["token"])).json()
    assert state.pop("queue_place") >= 1
    assert state == {
        "neutral": False,
        "owner": "waiting",
        "counsellor": None,
        "last_seq": 2,
        "wait": None,
        "staffed": False,
        "has_code": False,
        "simple_words": False,
    }


def test_the_young_person_is_never_shown_what_the_screen_found(client: TestClient, chat: dict[str, str]) -> None:
    say(client, chat, "T0 now", "m1")
    message = _messages(client, chat, after=1)[0]
    assert not {"tier", "reasons", "situations", "assessment", "concern"} & message.keys()


def test_a_retry_is_stored_once_and_gets_the_same_number(client: TestClient, chat: dict[str, str]) -> None:
    url = f"/api/conversations/{chat['conversation']}/messages"
    tries = [client.post(url, json={"client_id": "m1", "text": "hi"}, headers=bearer(chat["token"])) for _ in range(3)]
    assert [one.status_code for one in tries] == [201, 200, 200]
    assert [one.json() for one in tries] == [{"seq": 2}] * 3
    assert len(_messages(client, chat)) == 2


def test_a_tap_becomes_the_words_on_the_button(client: TestClient, chat: dict[str, str]) -> None:
    url = f"/api/conversations/{chat['conversation']}/messages"
    assert client.post(url, json={"client_id": "m1", "tap": "affirm"}, headers=bearer(chat["token"])).status_code == 201
    assert _messages(client, chat, after=1)[0]["text"] == "Yes"


def test_one_tap_calls_a_person_and_a_second_changes_nothing(client: TestClient, chat: dict[str, str]) -> None:
    url = f"/api/conversations/{chat['conversation']}/person"
    answers = [client.post(url, json={"client_id": "p1"}, headers=bearer(chat["token"])) for _ in range(2)]
    assert [one.status_code for one in answers] == [201, 200]
    state = client.get(f"/api/conversations/{chat['conversation']}", headers=bearer(chat["token"])).json()
    assert (state["owner"], state["last_seq"]) == ("waiting", 2)


@pytest.mark.parametrize("content_type", ["application/json", "text/plain;charset=UTF-8"])
def test_leaving_ends_the_session_however_the_browser_sends_it(
    client: TestClient, chat: dict[str, str], content_type: str
) -> None:
    url = f"/api/conversations/{chat['conversation']}"
    body = json.dumps({"token": chat["token"]})
    assert client.post(f"{url}/leave", content=body, headers={"Content-Type": content_type}).status_code == 204
    for path in ("", "/events", "/messages"):
        answer = client.get(url + path, headers=bearer(chat["token"]))
        assert (answer.status_code, answer.json()["error"]["code"]) == (401, "session")


def test_leaving_with_another_token_ends_nothing(client: TestClient, chat: dict[str, str]) -> None:
    other = client.post("/api/conversations", json={}).json()
    url = f"/api/conversations/{chat['conversation']}"
    assert client.post(f"{url}/leave", json={"token": other["token"]}).status_code == 401
    assert client.get(url, headers=bearer(chat["token"])).status_code == 200


@pytest.mark.parametrize(("method", "path"), [
    ("GET", ""), ("GET", "/events"), ("GET", "/messages"), ("POST", "/messages"), ("POST", "/person"), ("POST", "/typing"),
])  # fmt: skip
def test_nobody_reads_or_writes_without_the_token(client: TestClient, chat: dict[str, str], method: str, path: str) -> None:
    url = f"/api/conversations/{chat['conversation']}{path}"
    body = {"client_id": "m1", "text": "hi", "typing": True} if method == "POST" else None
    other = client.post("/api/conversations", json={}).json()["token"]
    for headers in ({}, bearer(other), bearer(""), {"Authorization": chat["token"]}, {"Cookie": f"token={chat['token']}"}):
        assert client.request(method, url, json=body, headers=headers).status_code == 401


def test_typing_is_told_and_never_stored(client: TestClient, chat: dict[str, str], deps: Deps) -> None:
    heard: list[tuple[str, int]] = []
    deps.doorbell.subscribe("typing", lambda conversation_id, number: heard.append((conversation_id, number)))
    url = f"/api/conversations/{chat['conversation']}/typing"
    for typing in (True, False):
        assert client.post(url, json={"typing": typing}, headers=bearer(chat["token"])).status_code == 204
    assert heard == [(chat["conversation"], 1), (chat["conversation"], -1)]
    assert len(_messages(client, chat)) == 1


def test_no_cookie_is_ever_set(client: TestClient, chat: dict[str, str]) -> None:
    say(client, chat, "hi", "m1")
    client.get("/")
    assert not client.cookies


def test_a_long_poll_brings_what_is_there_and_the_state(client: TestClient, chat: dict[str, str], deps: Deps) -> None:
    say(client, chat, "hi", "m1")
    bot_answers(deps, chat["conversation"])
    url = f"/api/conversations/{chat['conversation']}/messages?after=1&wait=20"
    answer = client.get(url, headers=bearer(chat["token"])).json()
    assert [one["seq"] for one in answer["messages"]] == [2, 3]
    assert answer["state"] == {
        "neutral": False,
        "owner": "bot",
        "counsellor": None,
        "queue_place": None,
        "wait": None,
        "staffed": False,
        "has_code": False,
        "simple_words": False,
    }
