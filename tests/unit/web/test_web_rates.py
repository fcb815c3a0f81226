from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from bot.services.ports import Deps
from bot.web.app import create_app
from bot.web.settings import WebSettings
from tests.faces import OFFERED, bearer, words


@pytest.fixture
def strict(deps: Deps, static_dir: Path) -> TestClient:
    settings = WebSettings(messages=(3, 60), person_taps=(2, 60), typing=(2, 60), conversations=(4, 60))
    return TestClient(create_app(deps, static_dir=static_dir, words=words, offered=OFFERED, settings=settings))


def _post(client: TestClient, chat: dict[str, str], path: str, **body: object) -> int:
    url = f"/api/conversations/{chat['conversation']}/{path}"
    return client.post(url, json=body, headers=bearer(chat["token"])).status_code


def test_a_flood_of_messages_is_slowed_kindly(strict: TestClient) -> None:
    chat = strict.post("/api/conversations").json()
    sent = [_post(strict, chat, "messages", client_id=f"m{n}", text="hi") for n in range(5)]
    assert sent == [201, 201, 201, 429, 429]
    url = f"/api/conversations/{chat['conversation']}/messages"
    refused = strict.post(url, json={"client_id": "m9", "text": "hi"}, headers=bearer(chat["token"]))
    assert refused.json()["error"] == {"code": "busy", "message": "a kind sentence"}
    assert 50 <= int(refused.headers["retry-after"]) <= 61


def test_a_flood_never_blocks_the_way_to_a_person(strict: TestClient) -> None:
    chat = strict.post("/api/conversations").json()
    for number in range(6):
        _post(strict, chat, "messages", client_id=f"m{number}", text="hi")
    assert _post(strict, chat, "person", client_id="p1") == 201


def test_one_conversation_never_uses_up_what_another_has(strict: TestClient) -> None:
    one, two = (strict.post("/api/conversations").json() for _ in range(2))
    for number in range(6):
        _post(strict, one, "messages", client_id=f"m{number}", text="hi")
    assert _post(strict, two, "messages", client_id="m1", text="hi") == 201


def test_a_stranger_cannot_use_up_what_a_conversation_has(strict: TestClient) -> None:
    chat = strict.post("/api/conversations").json()
    stranger = {"conversation": chat["conversation"], "token": "a" * 43}
    assert [_post(strict, stranger, "messages", client_id=f"m{n}", text="hi") for n in range(6)] == [401] * 6
    assert _post(strict, chat, "messages", client_id="m1", text="hi") == 201


def test_one_address_cannot_begin_conversations_without_end(strict: TestClient) -> None:
    assert [strict.post("/api/conversations").status_code for _ in range(6)] == [201] * 4 + [429] * 2


def test_the_address_is_not_kept(strict: TestClient) -> None:
    strict.post("/api/conversations")
    counted = strict.app.state.face.rates.conversations  # type: ignore[attr-defined]
    assert len(counted) == 1
    assert not any("testclient" in key for key in counted._taken)


def test_that_a_limit_was_met_is_logged_once_a_minute_and_not_by_whom(
    strict: TestClient, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1_000.0]
    monkeypatch.setattr("bot.edge.refusals.time.monotonic", lambda: now[0])
    chat = strict.post("/api/conversations").json()

    def noted(times: int) -> list[str]:
        caplog.clear()
        for number in range(times):
            _post(strict, chat, "messages", client_id=f"m{number}", text="hi")
        return [record.getMessage() for record in caplog.records if record.name == "bot.edge.refusals"]

    assert noted(3) == []
    assert noted(50) == ["limit_reached"]
    now[0] += 30
    assert noted(5) == []
    now[0] += 29.9  # the window is not over yet
    monkeypatch.setattr("bot.edge.refusals._SELDOM", 59.0)
    assert noted(5) == ["limit_reached"]
    assert chat["conversation"] not in caplog.text
