"""Whatever is sent: a clear 4xx in the one shape, never a 500, never a word of what was sent."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from bot.conversation.owner import Owner
from bot.services.ports import Deps
from bot.web.app import create_app
from bot.web.settings import WebSettings
from tests.examples import examples
from tests.faces import OFFERED, bearer, words

JSON = {"Content-Type": "application/json"}


def _refused(answer: Any, status: int, code: str) -> None:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["error"]["code"] == code
    assert answer.json()["error"]["message"]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 400, "bad_request"),
        (b"{", 400, "bad_request"),
        (b"null", 400, "bad_request"),
        (b"[]", 400, "bad_request"),
        (b'"text"', 400, "bad_request"),
        (b"\xff\xfe\x00", 400, "bad_request"),
        (b"\x89PNG\r\n\x1a\n", 400, "bad_request"),
        (b"[" * 20_000, 400, "bad_request"),
        (b"9" * 5_000, 400, "bad_request"),
        (b'{"client_id": "m1", "text": NaN}', 400, "bad_request"),
        (b'{"client_id": "m1", "text": 5}', 400, "bad_request"),
        (b'{"client_id": "m1", "text": ["a"]}', 400, "bad_request"),
        (b'{"client_id": 5, "text": "hi"}', 400, "bad_request"),
        (b'{"client_id": "", "text": "hi"}', 400, "bad_request"),
        (b'{"client_id": "a b", "text": "hi"}', 400, "bad_request"),
        (b'{"client_id": "\\ud800", "text": "hi"}', 400, "bad_request"),
        (b'{"client_id": "' + b"a" * 65 + b'", "text": "hi"}', 400, "bad_request"),
        (b'{"text": "hi"}', 400, "bad_request"),
        (b'{"client_id": "m1"}', 400, "empty"),
        (b'{"client_id": "m1", "text": ""}', 400, "empty"),
        (b'{"client_id": "m1", "text": " \\n\\t "}', 400, "empty"),
        (b'{"client_id": "m1", "text": "\\u0000"}', 400, "empty"),
        (b'{"client_id": "m1", "tap": "no_such_button"}', 400, "empty"),
        (b'{"client_id": "m1", "tap": "\\u0000\\ud800"}', 400, "empty"),
        (json.dumps({"client_id": "m1", "text": "a" * 4001}).encode(), 413, "too_long"),
        (b'{"client_id": "m1", "text": "' + b"a" * 40_000 + b'"}', 413, "too_long"),
    ],
)
def test_a_message_that_cannot_be_taken(client: TestClient, chat: dict[str, str], body: bytes, status: int, code: str) -> None:
    url = f"/api/conversations/{chat['conversation']}/messages"
    _refused(client.post(url, content=body, headers={**JSON, **bearer(chat["token"])}), status, code)


@pytest.mark.parametrize(
    ("content_type", "code"),
    [
        ("image/png", "image_refused"),
        ("IMAGE/JPEG; q=1", "image_refused"),
        ("video/mp4", "image_refused"),
        ("multipart/form-data; boundary=x", "image_refused"),
        ("text/plain", "not_json"),
        ("application/x-www-form-urlencoded", "not_json"),
        ("application/jsonp", "not_json"),
        ("", "not_json"),
    ],
)
def test_only_words_are_taken(client: TestClient, chat: dict[str, str], content_type: str, code: str) -> None:
    url = f"/api/conversations/{chat['conversation']}/messages"
    answer = client.post(url, content=b"xyz", headers={"Content-Type": content_type, **bearer(chat["token"])})
    _refused(answer, 415, code)


def test_a_picture_is_refused_kindly_before_it_is_received(client: TestClient, chat: dict[str, str]) -> None:
    read: list[bytes] = []

    def picture() -> Iterator[bytes]:
        for _ in range(100):
            read.append(b"x" * 1024)
            yield read[-1]

    url = f"/api/conversations/{chat['conversation']}/messages"
    answer = client.post(url, content=picture(), headers={"Content-Type": "image/jpeg", **bearer(chat["token"])})
    _refused(answer, 415, "image_refused")
    assert answer.json()["error"]["message"] == "no pictures please"


def test_a_body_without_a_length_is_cut_off_at_the_limit(client: TestClient, chat: dict[str, str]) -> None:
    url = f"/api/conversations/{chat['conversation']}/messages"
    answer = client.post(url, content=(b" " * 1024 for _ in range(64)), headers={**JSON, **bearer(chat["token"])})
    _refused(answer, 413, "too_long")


@pytest.mark.parametrize("text", ["half an emoji \ud83d", "\udc00", "a\0b", "\u202egnp.exe", "e\u0301" * 100, "👩‍👩‍👧‍👦" * 50])
def test_strange_characters_cost_no_message(client: TestClient, chat: dict[str, str], text: str) -> None:
    url = f"/api/conversations/{chat['conversation']}/messages"
    body = json.dumps({"client_id": "m1", "text": text})
    assert client.post(url, content=body, headers={**JSON, **bearer(chat["token"])}).status_code == 201
    log = client.get(f"{url}?after=1", headers=bearer(chat["token"])).json()["messages"]
    assert len(log) == 1
    assert "\0" not in log[0]["text"]


@pytest.mark.parametrize(
    ("path", "statuses"),
    [
        ("/api/conversations/c_forged0000000000000000", {401}),
        ("/api/conversations/c_" + "a" * 180, {404}),
        ("/api/conversations/" + "a" * 5000, {400, 404}),
        ("/api/conversations/%00", {404}),
        ("/api/conversations/%ff%fe", {404}),
        ("/api/conversations/..%2f..%2fetc%2fpasswd", {404}),
        ("/api/conversations/' OR 1=1 --", {404}),
        ("/api/conversations/", {404, 405}),
        ("/api/nothing", {404}),
        ("/static/../unhook.db", {404}),
        ("/static/%2e%2e/unhook.db", {404}),
        ("/static/..%2funhook.db", {404}),
        ("/static//etc/passwd", {404}),
        ("/static/%00", {404}),
        ("/static/" + "a" * 5000, {404}),
        ("/static/", {404}),
        ("/docs", {404}),
        ("/openapi.json", {404}),
        ("/redoc", {404}),
    ],
)
def test_forged_ids_and_path_tricks(client: TestClient, path: str, statuses: set[int]) -> None:
    answer = client.get(path, headers=bearer("a" * 43))
    assert answer.status_code in statuses
    assert answer.json()["error"]["message"]


@pytest.mark.parametrize("query", [
    "after=-1", "after=x", "after=1.5", "after=99999999999999999999", "wait=-1", "wait=nan", "wait=inf", "wait=99999", "after=%00",
])  # fmt: skip
def test_a_cursor_that_is_no_number(client: TestClient, chat: dict[str, str], query: str) -> None:
    url = f"/api/conversations/{chat['conversation']}/messages?{query}"
    _refused(client.get(url, headers=bearer(chat["token"])), 400, "bad_request")


@pytest.mark.parametrize(("method", "path"), [("DELETE", "/api/conversations"), ("PUT", "/"), ("POST", "/api/words")])
def test_a_method_that_is_not_offered(client: TestClient, method: str, path: str) -> None:
    _refused(client.request(method, path), 405, "not_allowed")


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(60), deadline=None)
@given(client_id=JSON_VALUES, text=JSON_VALUES, tap=JSON_VALUES)
def test_no_json_whatever_makes_the_server_fail(
    client: TestClient, chat: dict[str, str], client_id: Any, text: Any, tap: Any
) -> None:
    url = f"/api/conversations/{chat['conversation']}/messages"
    body = json.dumps({"client_id": client_id, "text": text, "tap": tap})
    answer = client.post(url, content=body, headers={**JSON, **bearer(chat["token"])})
    assert answer.status_code in {200, 201, 400, 413, 429}


def test_a_closed_conversation_says_so(client: TestClient, chat: dict[str, str], deps: Deps) -> None:
    with deps.store.write() as tx:
        tx.update_conversation(chat["conversation"], owner=Owner.CLOSED)
    url = f"/api/conversations/{chat['conversation']}/messages"
    _refused(client.post(url, json={"client_id": "m1", "text": "hi"}, headers=bearer(chat["token"])), 410, "closed")


class _BrokenStore:
    def read(self) -> Any:
        raise RuntimeError("pineapple")

    write = read


def test_a_fault_of_ours_is_a_plain_500_and_only_its_type_is_logged(
    deps: Deps, static_dir: Path, caplog: pytest.LogCaptureFixture
) -> None:
    broken = replace(deps, store=_BrokenStore())  # type: ignore[arg-type]
    client = TestClient(create_app(broken, static_dir=static_dir, words=words, offered=OFFERED, settings=WebSettings()))
    with caplog.at_level(logging.DEBUG):
        answer = client.post("/api/conversations", json={})
    _refused(answer, 500, "server")
    assert "pineapple" not in answer.text
    assert "pineapple" not in caplog.text
    assert [record.error for record in caplog.records if record.message == "request_failed"] == ["RuntimeError"]  # type: ignore[attr-defined]
    assert client.get("/livez").json() == {"live": True}
    _refused(client.get("/readyz"), 503, "not_ready")
