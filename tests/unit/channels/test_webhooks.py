"""The door of every app: what is let in, and what is said to everybody else."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from bot.channels.app import MAX_BODY, create_app
from bot.channels.every import SETTINGS, load_channels
from tests.fakes.every import FAKES
from tests.fakes.platform import FakePlatform, Webhook
from tests.world import World, open_world

DATA = Path(__file__).resolve().parents[3] / "data"


class Door:
    """The webhooks of one app, and its platform."""

    def __init__(self, world: World, fake: FakePlatform) -> None:
        self.fake = fake
        self.channels = load_channels(DATA, dict.fromkeys(SETTINGS, "") | fake.settings())
        self.world = world
        self.app = create_app(world.deps, self.channels, public_url="http://testserver")
        self.client = TestClient(self.app, raise_server_exceptions=False)
        fake.calls = f"http://testserver/channels/{fake.name}"

    def post(self, webhook: Webhook) -> int:
        query = f"?{webhook.query}" if webhook.query else ""
        answer = self.client.request(
            webhook.method, f"/channels/{self.fake.name}{query}", content=webhook.body, headers=dict(webhook.headers)
        )
        return answer.status_code

    def waiting(self) -> int:
        with self.world.store.read() as tx:
            return tx.count_inbox()


@pytest.fixture(scope="module", params=[fake for fake in FAKES if fake.calls_webhook], ids=lambda fake: fake.name)
def door(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    fake = request.param()
    world = open_world(tmp_path_factory.mktemp("door"))
    door = Door(world, fake)
    with door.client:
        yield door
    for channel in door.channels.values():
        channel.close()
    fake.close()
    world.engine.dispose()


def test_a_message_is_taken_once_however_often_it_is_told(door: Door) -> None:
    before, webhook = door.waiting(), door.fake.webhook_for_text(door.fake.person(), "hello")
    assert [door.post(webhook) for _ in range(3)] == [200, 200, 200]
    assert door.waiting() == before + 1


def test_a_forged_one_is_refused_and_counted(door: Door) -> None:
    before = door.waiting()
    assert door.post(door.fake.forged(door.fake.webhook_for_text(door.fake.person(), "hello"))) == 401
    assert door.waiting() == before
    assert door.app.state.webhooks.counts[f"{door.fake.name} forged"] >= 1


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(body=st.binary(max_size=200), header=st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=40))
def test_any_bytes_from_anybody_are_refused_and_never_a_fault(door: Door, body: bytes, header: str) -> None:
    names = dict.fromkeys(door.fake.webhook_for_text(door.fake.person(), "x").headers, header)
    before = door.waiting()
    assert door.post(Webhook(body, names)) in {200, 400, 401}
    assert door.waiting() == before


def test_a_body_of_ten_megabytes_is_refused_while_it_is_read(door: Door) -> None:
    webhook = door.fake.webhook_for_text(door.fake.person(), "hello")
    assert door.post(replace(webhook, body=b" " * (MAX_BODY + 1))) == 413
    asked, statuses = 0, []

    async def receive() -> dict[str, Any]:
        nonlocal asked
        asked += 1
        return {"type": "http.request", "body": b" " * 100_000, "more_body": True}

    async def send(message: Any) -> None:
        statuses.append(message.get("status"))

    path = f"/channels/{door.fake.name}"
    scope = {"type": "http", "method": "POST", "path": path, "raw_path": path.encode(), "query_string": b"", "headers": []}
    asyncio.run(door.app(scope, receive, send))  # a body without an end, and without a length
    assert statuses[0] == 413
    assert asked <= MAX_BODY // 100_000 + 1


def test_an_app_that_is_not_there_is_not_found(door: Door) -> None:
    assert door.client.post("/channels/other", content=b"{}").status_code == 404
    assert door.client.get("/channels/other").status_code == 404
    assert door.client.post("/", content=b"{}").status_code == 404
    assert [door.client.get(path).status_code for path in ("/livez", "/readyz")] == [200, 200]


def test_while_the_store_is_away_the_platform_is_asked_to_tell_again(
    door: Door, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    def away(*_: Any) -> None:
        raise ConnectionError("words that belong to somebody")

    webhook = door.fake.webhook_for_text(door.fake.person(), "hello again")
    with monkeypatch.context() as broken:
        broken.setattr(type(door.world.store), "write", away)
        assert door.post(webhook) == 503
    assert "belong to somebody" not in caplog.text
    assert json.dumps([record.__dict__ for record in caplog.records], default=str).count("hello again") == 0
    before = door.waiting()
    assert door.post(webhook) == 200
    assert door.waiting() == before + 1
