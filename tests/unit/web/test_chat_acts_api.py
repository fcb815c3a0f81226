"""Deleting, what is passed on, feedback and short words over the wire; and who may not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from bot.conversation.message import Draft, Sender
from bot.safety.assessment import Assessment, Mention, ScoredSituation
from bot.services.leave import leave
from bot.services.ports import Deps
from bot.services.tokens import new_token
from bot.web.app import create_app
from bot.web.settings import WebSettings
from tests.faces import OFFERED, bearer, say

ROUTES: list[tuple[str, str, dict[str, Any]]] = [
    ("POST", "code", {"kind": "words"}),
    ("POST", "code/withdraw", {}),
    ("POST", "delete", {}),
    ("GET", "passed-on", {}),
    ("POST", "passed-on/wrong", {"id": "country"}),
    ("POST", "feedback", {"answer": "helped"}),
    ("POST", "simple-words", {"on": True}),
]
EACH = pytest.mark.parametrize(("method", "path", "body"), ROUTES, ids=[path for _, path, _ in ROUTES])


def call(client: TestClient, chat: dict[str, str], method: str, path: str, body: dict[str, Any]) -> Any:
    url = f"/api/conversations/{chat['conversation']}/{path}"
    return client.request(method, url, json=body if method == "POST" else None, headers=bearer(chat["token"]))


def fact(deps: Deps, chat: dict[str, str]) -> None:
    """They have said where they are, where it happens, and that they have paid."""
    found = Assessment(
        situations=(ScoredSituation("C02", 1.0),), mentions=(Mention("country", "IE", 0, 1), Mention("platform", "moon", 0, 1))
    )
    with deps.store.write() as tx:
        tx.append(chat["conversation"], Draft(Sender.YOUNG_PERSON, "…", assessment=found), now=deps.clock())


@EACH
def test_nobody_does_it_with_a_forged_session(
    client: TestClient, chat: dict[str, str], deps: Deps, method: str, path: str, body: dict[str, Any]
) -> None:
    fact(deps, chat)
    other = client.post("/api/conversations").json()["token"]
    for token in (other, new_token(), "", "x", chat["token"] + "A", chat["token"][:-1]):
        answer = call(client, {**chat, "token": token}, method, path, body)
        assert (answer.status_code, answer.json()["error"]["code"]) == (401, "session")
    assert client.get(f"/api/conversations/{chat['conversation']}", headers=bearer(chat["token"])).status_code == 200


@EACH
def test_nobody_does_it_with_a_session_that_has_ended(
    client: TestClient, chat: dict[str, str], deps: Deps, method: str, path: str, body: dict[str, Any]
) -> None:
    leave(deps, chat["conversation"])
    assert call(client, chat, method, path, body).status_code == 401


@EACH
def test_nobody_does_it_to_what_is_no_conversation(
    client: TestClient, chat: dict[str, str], method: str, path: str, body: dict[str, Any]
) -> None:
    assert call(client, {**chat, "conversation": "c_unknown_1234"}, method, path, body).status_code == 401
    assert call(client, {**chat, "conversation": "nothing"}, method, path, body).status_code == 404


@EACH
def test_it_has_a_limit_of_its_own(deps: Deps, static_dir: Path, method: str, path: str, body: dict[str, Any]) -> None:
    settings = WebSettings(acts=(2, 60))
    strict = TestClient(create_app(deps, static_dir=static_dir, words=lambda _: {}, offered=OFFERED, settings=settings))
    chat = strict.post("/api/conversations").json()
    for _ in range(2):
        call(strict, chat, "POST", "simple-words", {"on": True})
    refused = call(strict, chat, method, path, body)
    assert (refused.status_code, refused.json()["error"]["code"]) == (429, "busy")
    assert int(refused.headers["retry-after"]) > 0
    assert say(strict, chat, "messages still come through", "m1") == 2


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("passed-on/wrong", {}),
        ("passed-on/wrong", {"id": ""}),
        ("passed-on/wrong", {"id": 7}),
        ("passed-on/wrong", {"id": "x" * 201}),
        ("feedback", {}),
        ("feedback", {"answer": "pineapple"}),
        ("feedback", {"answer": None}),
        ("simple-words", {}),
        ("simple-words", {"on": "yes"}),
        ("simple-words", {"on": 1}),
    ],
)
def test_what_is_sent_wrongly_is_refused(client: TestClient, chat: dict[str, str], path: str, body: dict[str, Any]) -> None:
    refused = call(client, chat, "POST", path, body)
    assert (refused.status_code, refused.json()["error"]["code"]) == (400, "bad_request")
    assert "pineapple" not in refused.text


def test_deleting_takes_everything_and_ends_the_session(
    client: TestClient, chat: dict[str, str], folder: Path, deps: Deps
) -> None:
    say(client, chat, "unmistakable planted words", "m1")
    code = call(client, chat, "POST", "code", {"kind": "words"}).json()["code"]
    with deps.store.read() as tx:
        traces = [chat["conversation"].encode(), tx.token_hash(chat["conversation"]) or b"?"]
    assert all(trace in _files(folder) for trace in traces)
    assert call(client, chat, "POST", "delete", {}).status_code == 204
    left = _files(folder)
    planted = [b"unmistakable", b"planted", code.encode(), code.replace(" ", "").encode(), chat["token"].encode()]
    assert [trace for trace in (*traces, *planted) if trace in left] == []
    for path in ("", "/messages", "/events"):
        assert client.get(f"/api/conversations/{chat['conversation']}{path}", headers=bearer(chat["token"])).status_code == 401


def _files(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.glob("unhook.db*"))


def test_what_is_passed_on_is_said_in_words(client: TestClient, chat: dict[str, str], deps: Deps) -> None:
    fact(deps, chat)
    assert call(client, chat, "GET", "passed-on", {}).json() == {
        "facts": [
            {"id": "country", "label": "Where you are", "value": "the land of IE", "how": "said"},
            {"id": "platform.moon", "label": "platform", "value": "moon", "how": "said"},
            {"id": "paid", "label": "You paid", "value": "Yes", "how": "said"},
        ]
    }


def test_what_is_not_right_is_gone_and_an_unknown_one_is_refused(client: TestClient, chat: dict[str, str], deps: Deps) -> None:
    fact(deps, chat)
    for _ in range(2):
        assert call(client, chat, "POST", "passed-on/wrong", {"id": "country"}).status_code == 204
    told = call(client, chat, "GET", "passed-on", {}).json()["facts"]
    assert [one["id"] for one in told] == ["platform.moon", "paid"]
    refused = call(client, chat, "POST", "passed-on/wrong", {"id": "age"})
    assert (refused.status_code, refused.json()["error"]["code"]) == (404, "fact")


def test_feedback_and_short_words_are_taken_quietly(client: TestClient, chat: dict[str, str], deps: Deps) -> None:
    for answer in ("helped", "not"):
        assert call(client, chat, "POST", "feedback", {"answer": answer}).status_code == 204
    assert call(client, chat, "POST", "simple-words", {"on": True}).status_code == 204
    with deps.store.read() as tx:
        conversation = tx.conversation(chat["conversation"])
    assert conversation
    assert conversation.simple_words is True


def test_the_words_for_facts_do_not_weigh_on_the_page(client: TestClient) -> None:
    assert not [name for name in client.get("/api/words").json()["words"] if name.startswith("fact_")]
