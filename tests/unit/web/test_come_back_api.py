"""Coming back over the wire: the code, the new session, and what a guesser meets."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from bot.services.ports import Deps
from bot.web.app import create_app
from bot.web.settings import WebSettings
from tests.faces import OFFERED, bearer, say, words


def _post(client: TestClient, chat: dict[str, str], path: str, **body: object) -> int:
    url = f"/api/conversations/{chat['conversation']}/{path}"
    return client.post(url, json=body, headers=bearer(chat["token"])).status_code


def _code(client: TestClient, chat: dict[str, str], kind: str = "words") -> str:
    url = f"/api/conversations/{chat['conversation']}/code"
    answer = client.post(url, json={"kind": kind}, headers=bearer(chat["token"]))
    assert answer.status_code == 201
    code: str = answer.json()["code"]
    return code


def _rejoin(client: TestClient, code: str) -> dict[str, Any]:
    answer = client.post("/api/rejoin", json={"code": code})
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.parametrize("kind", ["words", "digits"])
def test_a_code_opens_the_same_log_elsewhere_and_ends_the_first_tab(client: TestClient, chat: dict[str, str], kind: str) -> None:
    say(client, chat, "hello", "m1")
    back = _rejoin(client, _code(client, chat, kind).upper().replace(" ", "-"))
    assert (back["language"], back["last_seq"]) == (chat["language"], 2)
    url = f"/api/conversations/{back['conversation']}"
    log = client.get(f"{url}/messages", headers=bearer(back["token"])).json()
    assert [message["seq"] for message in log["messages"]] == [1, 2]
    assert log["state"]["has_code"] is True
    for path in ("", "/events", "/messages", "/passed-on"):
        assert client.get(url + path, headers=bearer(chat["token"])).status_code == 401


def test_leaving_and_coming_back(client: TestClient, chat: dict[str, str]) -> None:
    code = _code(client, chat)
    url = f"/api/conversations/{chat['conversation']}"
    assert client.post(f"{url}/leave", json={"token": chat["token"]}).status_code == 204
    back = _rejoin(client, code)
    state = client.get(url, headers=bearer(back["token"])).json()
    assert (back["conversation"], state["owner"]) == (chat["conversation"], "bot")
    assert say(client, back, "me again", "m1") == 2


def test_a_code_is_worthless_once_replaced_withdrawn_or_deleted(client: TestClient, chat: dict[str, str]) -> None:
    replaced = _code(client, chat)
    withdrawn = _code(client, chat)
    assert _post(client, chat, "code/withdraw") == 204
    deleted = _code(client, chat)
    assert _post(client, chat, "delete") == 204
    for code in (replaced, withdrawn, deleted):
        refused = client.post("/api/rejoin", json={"code": code})
        assert (refused.status_code, refused.json()["error"]["code"]) == (404, "code")


@pytest.mark.parametrize("body", [{}, {"code": None}, {"code": 7}, {"code": ["a"]}, {"code": "x" * 201}, [], "x"])
def test_what_is_no_code_at_all_is_a_bad_request(client: TestClient, body: object) -> None:
    assert client.post("/api/rejoin", json=body).status_code == 400


@pytest.mark.parametrize("body", [{}, {"kind": "song"}, {"kind": None}])
def test_a_code_of_no_kind_is_a_bad_request(client: TestClient, chat: dict[str, str], body: dict[str, object]) -> None:
    assert _post(client, chat, "code", **body) == 400


@pytest.fixture
def strict(deps: Deps, static_dir: Path) -> TestClient:
    settings = WebSettings(wrong_codes=(3, 60), wrong_codes_overall=(5, 60), codes=(2, 60), acts=(12, 60))
    return TestClient(create_app(deps, static_dir=static_dir, words=words, offered=OFFERED, settings=settings))


@pytest.fixture
def elsewhere(strict: TestClient) -> TestClient:
    """Another address of the same app."""
    return TestClient(strict.app, client=("another", 1))


def _guess(client: TestClient, times: int) -> list[int]:
    return [client.post("/api/rejoin", json={"code": f"wrong {n}"}).status_code for n in range(times)]


def test_wrong_codes_are_few_for_each_address(strict: TestClient, elsewhere: TestClient) -> None:
    assert _guess(strict, 5) == [404] * 3 + [429] * 2
    assert _guess(elsewhere, 1) == [404]


def test_wrong_codes_are_few_overall(strict: TestClient, elsewhere: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    assert _guess(strict, 3) + _guess(elsewhere, 2) == [404] * 5
    third = TestClient(strict.app, client=("third", 1))
    with caplog.at_level(logging.WARNING):
        refused = third.post("/api/rejoin", json={"code": "wrong"})
    assert (refused.status_code, refused.json()["error"]["code"]) == (429, "code_wait")
    assert 50 <= int(refused.headers["retry-after"]) <= 61
    assert [record.message for record in caplog.records if record.name == "bot.web.come_back"] == ["codes_are_guessed"]


def test_a_right_code_is_refused_too_while_the_limit_holds_so_that_guessing_tells_nothing(strict: TestClient) -> None:
    code = _code(strict, strict.post("/api/conversations").json())
    _guess(strict, 3)
    assert strict.post("/api/rejoin", json={"code": code}).status_code == 429


def test_right_codes_use_up_nothing(strict: TestClient) -> None:
    code = _code(strict, strict.post("/api/conversations").json())
    for _ in range(7):
        _rejoin(strict, code)
    assert _guess(strict, 4) == [404] * 3 + [429]


def test_even_right_codes_have_a_limit(strict: TestClient) -> None:
    code = _code(strict, strict.post("/api/conversations").json())
    assert [strict.post("/api/rejoin", json={"code": code}).status_code for _ in range(13)] == [200] * 12 + [429]


def test_codes_cannot_be_made_without_end(strict: TestClient) -> None:
    chat = strict.post("/api/conversations").json()
    assert [_post(strict, chat, "code", kind="words") for _ in range(3)] == [201, 201, 429]


def test_the_address_that_guesses_is_not_kept(strict: TestClient) -> None:
    _guess(strict, 1)
    counted = strict.app.state.face.rates.wrong_codes  # type: ignore[attr-defined]
    assert len(counted) == 1
    assert not any("testclient" in key for key in counted._taken)
